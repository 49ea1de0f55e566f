"""Four writers and four readers on one store from separate processes: nobody is refused, nothing is lost.

    python -m benchmarks.crowd --seconds 60

Two reviewers decide, one process imports, one builds; four look terms up. The readers run with a busy timeout of 0, so
that a look-up that would have to wait for a lock is a refusal. Lost is a decision that was acknowledged and is not
there, and anything that ``doctor`` finds.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks import torture_review
from igglossary.errors import IgglossaryError
from igglossary.store.sqlite.maintenance import examine
from igglossary.store.sqlite.opening import open_store
from igglossary.workflow.build import build_report
from igglossary.workflow.importing import import_file
from igglossary.workflow.location import open_filled
from igglossary.workflow.lookup import look_up

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[1]
WORKERS = ("review", "review", "import", "build", "look-up", "look-up", "look-up", "look-up")
UNITS = 3000


class Result(NamedTuple):
    """What came of a crowd: how often each kind of work was done, who was refused, what is lost or torn."""

    done: Counter[str]
    refused: list[str]
    lost: list[str]


def crowd(folder: Path, seconds: float) -> Result:
    """Let all workers work for some seconds on a store in ``folder``."""
    path = folder / "crowd.db"
    report = (ROOT / "examples" / "sample-report.txt").read_text(encoding="utf-8")
    (folder / "report-0.txt").write_text(report, encoding="utf-8")
    with open_filled(str(path), person="lead") as store:
        build_report(store, folder / "report-0.txt")
    jobs = [_fork(kind, number, path, time.monotonic() + seconds) for number, kind in enumerate(WORKERS)]
    done, refused, said = Counter[str](), [], dict[int, str]()
    for kind, child, output in jobs:
        with os.fdopen(output, encoding="utf-8") as lines:
            for line in lines:
                what, value = json.loads(line)
                if what == "ack":
                    said[value[0]] = value[1]
                elif what == "refused":
                    refused.append(f"{kind}: {value}")
                done[kind] += what == "done"
        if os.waitpid(child, 0)[1]:
            refused.append(f"{kind}: the process died")
    with open_store(str(path), create=False) as store:
        there = {row["id"]: torture_review.said(row) for row in store.rows("SELECT * FROM decision")}
        lost = [f"decision {number}" for number, words in said.items() if there.get(number) != words]
        return Result(done, refused, lost + [str(fault) for fault in examine(store)])


def _fork(kind: str, number: int, path: Path, end: float) -> tuple[str, int, int]:
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return kind, child, reading
    code = 1
    try:
        with os.fdopen(writing, "w", encoding="utf-8") as lines:
            _work(kind, number, path, end, lambda what, value: lines.write(json.dumps([what, value]) + "\n"))
        code = 0
    except BaseException:  # noqa: BLE001  # a fork must not return into its parent's code
        traceback.print_exc()
    finally:
        os._exit(code)


def _work(kind: str, number: int, path: Path, end: float, say: Callable[[str, object], object]) -> None:
    chance = random.Random(number)
    while time.monotonic() < end:
        try:
            with open_store(str(path), person=f"{kind} {number}", create=False) as store:
                if kind == "review":
                    for _turn in range(10):
                        for decided in torture_review.decide(store, chance):
                            row = store.rows("SELECT * FROM decision WHERE id = ?", (decided,))[0]
                            say("ack", (decided, torture_review.said(row)))
                elif kind == "import":
                    import_file(store, _memory(path.parent, chance))
                elif kind == "build":
                    build_report(store, _report(path.parent, chance))
                else:
                    store.connection.execute("PRAGMA busy_timeout = 0")
                    look_up(store, chance.choice(("digitale Spaltung", "Internet governance", "Seewinkel")))
            say("done", 1)
        except IgglossaryError as error:
            say("refused", str(error))


def _memory(folder: Path, chance: random.Random) -> Path:
    path = folder / "memory.csv"
    rows = "".join(f"Section {n} of draft {chance.randrange(9)};Abschnitt {n} des Entwurfs\n" for n in range(UNITS))
    path.write_text("source;target\n" + rows, encoding="utf-8")
    return path


def _report(folder: Path, chance: random.Random) -> Path:
    text = (folder / "report-0.txt").read_text(encoding="utf-8")
    path = folder / "report-1.txt"
    path.write_text(text.replace("Delegierte", f"Delegierte ({chance.randrange(999)})", 1), encoding="utf-8")
    return path


def main() -> int:
    """Work for a minute or as long as is asked; exit code 1 if anybody was refused or anything is lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60.0)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = crowd(Path(folder), arguments.seconds)
    print(", ".join(f"{kind} {n}" for kind, n in sorted(result.done.items())))
    print(f"{len(result.refused)} refused, {len(result.lost)} lost")
    for line in [*result.refused[:10], *result.lost[:10]]:
        print(f"  {line}")
    return bool(result.refused or result.lost)


if __name__ == "__main__":
    sys.exit(main())
