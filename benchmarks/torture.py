"""Kill the program at random moments, while others work on the same store, and look whether anything is lost or torn.

    python -m benchmarks.torture --kills 1000

After every kill: the store passes ``doctor``; every acknowledged decision is in it as it was acknowledged; an exported,
dumped or backed-up file is whole or absent; a report, an import or a restored dump is there in whole transactions; a
migrated store is of the old or the new schema with all its rows. The operations run in forks of this process, which has
everything imported already: the kills hit the work and not Python's start. Prints a line every hundred kills.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import signal
import sqlite3
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from benchmarks import torture_review
from igglossary.cli.main import main as igglossary
from igglossary.errors import InputError, Problem
from igglossary.formats.tmx import read_tmx
from igglossary.store.sqlite import dump
from igglossary.store.sqlite.connection import APPLICATION_ID, schema_files
from igglossary.store.sqlite.maintenance import examine
from igglossary.store.sqlite.opening import open_store

ROOT = Path(__file__).resolve().parents[1]
OPERATIONS = ("build", "import", "review", "export", "dump", "backup", "migrate", "restore", "new")
UNITS = 3000  # of the imported memory: two transactions
OLD_ROWS = 300


class Job(NamedTuple):
    """A running operation, what it says, and the file that it writes."""

    operation: str
    process: int
    output: int
    target: Path | None


class Torture:
    """One folder, one store, many deaths."""

    def __init__(self, folder: Path, seed: int) -> None:
        """Build a first store and measure how long each operation takes."""
        self.folder = folder
        self.chance = random.Random(seed)
        self.store = folder / "store.db"
        self.acknowledged: dict[int, str] = {}
        self.durations: dict[str, float] = {}
        self.failures: list[str] = []
        self.kills: Counter[str] = Counter()
        self._number = 0
        self._run_to_end("build", [str(self._changed_report())])
        self._dump = folder / "first.jsonl"
        self._run_to_end("export", [str(self._dump)])
        for operation in OPERATIONS:
            began = time.monotonic()
            self._finish([self._start(operation)])
            self.durations[operation] = time.monotonic() - began
        self._examine_store("before")

    @property
    def count(self) -> int:
        """How many processes were killed so far."""
        return self.kills.total()

    def summary(self) -> str:
        """How it went so far."""
        kinds = ", ".join(f"{name} {n}" for name, n in sorted(self.kills.items()))
        return (
            f"{self.count} kills ({kinds}), {len(self.acknowledged)} acknowledged decisions,"
            f" {len(self.failures)} failures"
        )

    def round(self) -> None:
        """Start one to four operations at once, kill them at a random moment, look."""
        operations = [self.chance.choice(OPERATIONS) for _one in range(self.chance.choice((1, 1, 2, 3, 4)))]
        jobs = [self._start(operation) for operation in operations]
        time.sleep(self.chance.uniform(0.0, max(self.durations[operation] for operation in operations)))
        for job in jobs:
            os.kill(job.process, signal.SIGKILL)
            self.kills[job.operation] += 1
        self._finish(jobs)
        self._examine_store(" + ".join(operations))

    def _finish(self, jobs: list[Job]) -> None:
        """Wait for the ends, note what was acknowledged, look at what was written."""
        for job in jobs:
            with os.fdopen(job.output, encoding="utf-8") as stream:
                output = stream.read()
            status = os.waitpid(job.process, 0)[1]
            if os.WIFEXITED(status) and os.WEXITSTATUS(status):
                self.failures.append(f"{job.operation}: refused with {os.WEXITSTATUS(status)}: {output[-300:]}")
            for line in output.splitlines(keepends=True):
                if line.startswith("ack ") and line.endswith("\n"):
                    _ack, number, said = line.rstrip("\n").split(" ", 2)
                    self.acknowledged[int(number)] = said
        for job in jobs:
            if job.target is not None:
                if job.target.exists() and (fault := _fault_of(job)):
                    self.failures.append(f"{job.operation}: {fault}")
                for path in self.folder.glob(job.target.name + "*"):
                    path.unlink()

    def _examine_store(self, what: str) -> None:
        with open_store(str(self.store), create=False) as store:
            faults = [str(fault) for fault in examine(store)]
            there = {row["id"]: torture_review.said(row) for row in store.rows("SELECT * FROM decision")}
            torn = store.rows(
                "SELECT path FROM document AS d WHERE content IS NOT NULL"
                " AND NOT EXISTS (SELECT 1 FROM segment WHERE segment.document = d.id)"
            )
        if faults or torn:
            self.failures.append(f"{what}: {faults[:3]} {[row[0] for row in torn]}")
        if lost := [number for number, said in self.acknowledged.items() if there.get(number) != said]:
            self.failures.append(f"{what}: lost decisions {sorted(lost)[:5]}")

    def _start(self, operation: str) -> Job:
        self._number += 1
        store, target = self.store, None
        if operation == "build":
            words = ["build", str(self._changed_report())]
        elif operation == "import":
            words = ["import", str(self._changed_memory())]
        elif operation in ("export", "dump"):
            target = self.folder / f"out-{self._number}.{'tmx' if operation == 'export' else 'jsonl'}"
            words = ["export", "--all", str(target)]
        elif operation == "backup":
            target = self.folder / f"copy-{self._number}.db"
            words = ["backup", str(target)]
        elif operation == "review":
            words = []
        else:  # a store of its own
            store = target = self.folder / f"{operation}-{self._number}.db"
            words = {"migrate": ["stats"], "restore": ["import", str(self._dump)], "new": ["stats"]}[operation]
            if operation == "migrate":
                _write_old_store(target)
        return self._fork(operation, ["--store", str(store), "--quiet", *words], target)

    def _run_to_end(self, operation: str, words: list[str]) -> None:
        self._finish([self._fork(operation, ["--store", str(self.store), "--quiet", operation, *words], None)])

    def _fork(self, operation: str, words: list[str], target: Path | None) -> Job:
        reading, writing = os.pipe()
        seed = self.chance.randrange(10**9)
        child = os.fork()
        if child:
            os.close(writing)
            return Job(operation, child, reading, target)
        os.environ["IGGLOSSARY_PERSON"] = f"p{seed % 3}"
        sys.stdout = sys.stderr = io.TextIOWrapper(os.fdopen(writing, "wb", buffering=0), "utf-8", write_through=True)
        code = 1
        try:
            code = torture_review.main(str(self.store), seed) if operation == "review" else igglossary(words)
        except BaseException:  # noqa: BLE001  # a fork must not return into its parent's code
            traceback.print_exc()
        finally:
            os._exit(code)

    def _changed_report(self) -> Path:
        """One of three reports, each time a little different: most builds retire a former text."""
        text = (ROOT / "examples" / "sample-report.txt").read_text(encoding="utf-8")
        path = self.folder / f"report-{self.chance.randrange(3)}.txt"
        return _replaced(path, text.replace("Delegierte", f"Delegierte ({self.chance.randrange(99)})", 1))

    def _changed_memory(self) -> Path:
        units = "".join(
            f'<tu><tuv xml:lang="en"><seg>Section {n} of draft {self.chance.randrange(9)}</seg></tuv>'
            f'<tuv xml:lang="de"><seg>Abschnitt {n} des Entwurfs</seg></tuv></tu>\n'
            for n in range(UNITS)
        )
        head = (
            '<tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t"'
            ' adminlang="en" srclang="en" datatype="plaintext"/><body>'
        )
        return _replaced(self.folder / "memory.tmx", f"{head}{units}</body></tmx>")


def _replaced(path: Path, text: str) -> Path:
    """Write a file at once, since another operation may be reading it."""
    fresh = path.with_suffix(".fresh")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)
    return path


def _write_old_store(path: Path) -> None:
    """A store of the first schema with some rows, so that opening it migrates."""
    number, file = schema_files()[0]
    connection = sqlite3.connect(path)
    connection.executescript(Path(file).read_text(encoding="utf-8"))
    connection.executemany("INSERT INTO meta VALUES (?, 'x')", [(f"row {n}",) for n in range(OLD_ROWS)])
    connection.execute("INSERT INTO meta VALUES ('shipped', '0')")
    connection.execute(f"PRAGMA user_version = {number}")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.commit()
    connection.close()


def _fault_of(job: Job) -> str:
    """What is wrong with a file that was written, "" for nothing."""
    assert job.target is not None
    try:
        if job.operation == "export":
            return "; ".join(str(found) for found in read_tmx(job.target) if isinstance(found, Problem))
        if job.operation == "dump":
            return _fault_of_dump(job.target)
        with open_store(str(job.target)) as store:
            faults = [str(fault) for fault in examine(store)]
            if job.operation == "migrate":
                rows = store.rows("SELECT count(*) FROM meta WHERE name LIKE 'row %'")[0][0]
                faults += [] if rows == OLD_ROWS else [f"{rows} rows of {OLD_ROWS}"]
            if job.operation == "restore":
                counts = [store.rows(f"SELECT count(*) FROM {table}")[0][0] for table in ("document", "pair")]
                faults += ["half a dump"] if counts[1] == 0 and counts[0] > 1 else []
        return "; ".join(faults)
    except InputError as error:
        return str(error)


def _fault_of_dump(path: Path) -> str:
    lines = path.read_text(encoding="utf-8").splitlines()
    last = json.loads(lines[-1])
    with tempfile.TemporaryDirectory() as folder, open_store(os.path.join(folder, "restored.db")) as store:
        dump.restore(store, lines, where=path.name)
        again = list(dump.dump(store))
        faults = [str(fault) for fault in examine(store)]
    return "; ".join(faults) or ("" if lines == again and last else "the restored store gives another dump")


def main() -> int:
    """Kill, look, repeat; exit code 1 if anything was lost or torn."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        torture = Torture(Path(folder), arguments.seed)
        shown = 0
        while torture.count < arguments.kills and not torture.failures[20:]:
            torture.round()
            if torture.count // 100 > shown:
                shown = torture.count // 100
                print(torture.summary(), flush=True)
        for failure in torture.failures[:20]:
            print(failure)
        print(torture.summary())
    return bool(torture.failures)


if __name__ == "__main__":
    sys.exit(main())
