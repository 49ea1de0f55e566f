"""Kill the program at random moments, while others work on the same store, and look whether anything is lost or torn.

    python -m benchmarks.torture --kills 1000

After every kill: the store passes ``doctor``; every acknowledged decision is in it; an exported or backed-up file is
whole or absent; a report or an import is there in whole transactions. Prints one line a hundred kills and what failed.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from igglossary.errors import InputError, Problem
from igglossary.formats.tmx import read_tmx
from igglossary.store.connection import open_store, schema_files
from igglossary.store.maintenance import examine

ROOT = Path(__file__).resolve().parents[1]
OPERATIONS = ("build", "import", "review", "export", "backup", "migrate", "restore")


class Job(NamedTuple):
    """A running operation and what it writes."""

    operation: str
    process: subprocess.Popen[str]
    target: Path | None


class Torture:
    """One folder, one store, many deaths."""

    def __init__(self, folder: Path, seed: int) -> None:
        """Prepare the files that the operations read."""
        self.folder = folder
        self.chance = random.Random(seed)
        self.store = folder / "store.db"
        self.acknowledged: set[int] = set()
        self.durations: dict[str, float] = {}
        self.failures: list[str] = []
        self.count = 0
        self._write_inputs()
        self._run_to_end("build")

    def summary(self) -> str:
        """How it went so far."""
        return f"{self.count} kills, {len(self.acknowledged)} acknowledged decisions, {len(self.failures)} failures"

    def round(self) -> None:
        """Start one to three operations at once, kill them at a random moment, look."""
        operations = self.chance.sample(OPERATIONS, self.chance.choice((1, 1, 2, 3)))
        jobs = [self._start(operation) for operation in operations]
        longest = max(self.durations.get(operation, 1.0) for operation in operations)
        time.sleep(self.chance.uniform(0.02, longest))
        for job in jobs:
            job.process.send_signal(signal.SIGKILL)
        for job in jobs:
            output = job.process.communicate()[0]
            self.acknowledged |= {int(line[4:]) for line in output.splitlines() if line.startswith("ack ")}
            self.count += 1
        for job in jobs:
            self._examine_target(job)
        self._examine_store(" + ".join(operations))

    def _examine_store(self, what: str) -> None:
        with open_store(str(self.store), create=False) as store:
            faults = examine(store)
            there = {row[0] for row in store.rows("SELECT id FROM decision")}
        if faults:
            self.failures.append(f"{what}: {faults[:3]}")
        if lost := self.acknowledged - there:
            self.failures.append(f"{what}: lost decisions {sorted(lost)[:5]}")

    def _examine_target(self, job: Job) -> None:
        """A written file is whole or absent."""
        if job.target is None or not job.target.exists():
            return
        if fault := _fault_of(job.target, is_store=job.operation != "export"):
            self.failures.append(f"{job.operation}: torn file: {fault}")
        for path in self.folder.glob(job.target.name + "*"):
            path.unlink()

    def _start(self, operation: str) -> Job:
        number = self.chance.randrange(10**9)
        target: Path | None = None
        words = ["--store", str(self.store), "--quiet"]
        if operation == "build":
            words += ["build", str(self._changed_report())]
        elif operation == "import":
            words += ["import", str(self._changed_memory())]
        elif operation == "export":
            target = self.folder / f"out-{number}.tmx"
            words += ["export", "--all", str(target)]
        elif operation == "backup":
            target = self.folder / f"copy-{number}.db"
            words += ["backup", str(target)]
        elif operation == "migrate":
            target = self.folder / f"old-{number}.db"
            self._write_old_store(target)
            words = ["--store", str(target), "--quiet", "stats"]
        elif operation == "restore":
            words = ["--store", str(self.folder / f"new-{number}.db"), "--quiet", "lookup", "Internet"]
        command = [sys.executable, "-m", "igglossary.cli.main", *words]
        if operation == "review":
            command = [sys.executable, "-m", "benchmarks.torture_review", str(self.store), str(number)]
        environment = {**os.environ, "LC_ALL": "C.UTF-8", "IGGLOSSARY_PERSON": f"p{number % 3}"}
        process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            text=True,
            cwd=ROOT,
            env=environment,
        )
        return Job(operation, process, target)

    def _run_to_end(self, operation: str) -> None:
        for each in (operation, *OPERATIONS):
            began = time.monotonic()
            job = self._start(each)
            output = job.process.communicate()[0]
            self.acknowledged |= {int(line[4:]) for line in output.splitlines() if line.startswith("ack ")}
            self.durations[each] = time.monotonic() - began
            self._examine_target(job)

    def _changed_report(self) -> Path:
        text = (ROOT / "examples" / "sample-report.txt").read_text(encoding="utf-8")
        path = self.folder / f"report-{self.chance.randrange(3)}.txt"
        path.write_text(text.replace("Delegierte", f"Delegierte ({self.chance.randrange(99)})", 1), encoding="utf-8")
        return path

    def _changed_memory(self) -> Path:
        path = self.folder / "memory.tmx"
        units = "".join(
            f'<tu><tuv xml:lang="en"><seg>Section {n} of draft {self.chance.randrange(9)}</seg></tuv>'
            f'<tuv xml:lang="de"><seg>Abschnitt {n} des Entwurfs</seg></tuv></tu>\n'
            for n in range(3000)
        )
        path.write_text(
            '<tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t"'
            f' adminlang="en" srclang="en" datatype="plaintext"/><body>{units}</body></tmx>',
            encoding="utf-8",
        )
        return path

    def _write_old_store(self, path: Path) -> None:
        """A store of the first schema, so that opening it migrates."""
        number, file = schema_files()[0]
        connection = sqlite3.connect(path)
        connection.executescript(Path(file).read_text(encoding="utf-8"))
        connection.execute(f"PRAGMA user_version = {number}")
        connection.commit()
        connection.close()

    def _write_inputs(self) -> None:
        self._changed_report()
        self._changed_memory()


def _fault_of(path: Path, *, is_store: bool) -> str:
    """What is wrong with a file that was written, "" for nothing."""
    if is_store:
        with open_store(str(path), create=False) as copy:
            return "; ".join(examine(copy))
    try:
        return "; ".join(str(found) for found in read_tmx(path) if isinstance(found, Problem))
    except InputError as error:
        return str(error)


def main() -> int:
    """Kill, look, repeat; exit code 1 if anything was lost or torn."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        torture = Torture(Path(folder), arguments.seed)
        shown = 0
        while torture.count < arguments.kills:
            torture.round()
            if torture.count // 100 > shown:
                shown = torture.count // 100
                print(
                    f"{torture.count} kills, {len(torture.acknowledged)} decisions, {len(torture.failures)} failures",
                    flush=True,
                )
        for failure in torture.failures[:20]:
            print(failure)
        print(
            f"{torture.count} kills, {len(torture.acknowledged)} acknowledged decisions, {len(torture.failures)} failures"
        )
    return bool(torture.failures)


if __name__ == "__main__":
    sys.exit(main())
