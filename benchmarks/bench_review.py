"""The review screen with 100,000 candidates: CPU until ready, per key, per decision; memory; kills.

Run ``python benchmarks/bench_review.py [ROWS]``. Figures are CPU milliseconds of this process (wall clock says more
about the other users of the machine) and include what the test driver of Textual itself costs. Floors: ready 500 ms
after the import of Textual, key to picture p95 50 ms, decision with commit 40 ms, 120 MB.
"""

from __future__ import annotations

import asyncio
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from igglossary.store.sqlite.store import Store

_SCRIPT = """
import sys
from igglossary.model import Status
from igglossary.review.session import ReviewSession
from igglossary.store.sqlite.opening import open_store

with open_store(sys.argv[1], person="anna") as store:
    session = ReviewSession(store, filter="status:open")
    for number in range(500):
        session.decide((Status.APPROVED, Status.REJECTED, Status.DEFERRED)[number % 3])
        print(number, flush=True)
"""


def main(rows: int = 100_000) -> None:
    """Measure and print, with so many pairs."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "store.db")
        subprocess.run([sys.executable, __file__, "--fill", path, str(rows)], check=True)
        asyncio.run(measure(path))
        kill_loop(path)


def fill(path: str, rows: int) -> None:
    """A store with that many invented pairs, half of them with one occurrence (in a process of its own: memory)."""
    from igglossary.model import Occurrence, Place, Span
    from igglossary.store import codec
    from igglossary.store.sqlite import documents
    from igglossary.store.sqlite.opening import open_store

    chance = random.Random(7)
    parts = ("hafen", "kai", "damm", "lotse", "schiff", "boje", "mole", "werft", "anker", "pier", "fluss", "deich")
    with open_store(path, person="anna") as store:
        run = documents.start_run(store, "build")
        with store.transaction():
            document = documents.add_file(store, run, path="x", kind="txt", sha256="00")
            words = ["".join(chance.choices(parts, k=3)).capitalize() + str(n) for n in range(rows)]
            store.execute_many(
                "INSERT INTO pair (mined, german, english, score, status, suggestions, occurrences, documents, place,"
                " report)"
                " VALUES (?, ?, ?, ?, 'candidate', ?, ?, 1, ?, ?)",
                [
                    (word, word, word.lower()[::-1], chance.random(),
                     '[{"term": "one", "score": 0.9}, {"term": "two", "score": 0.5}]', chance.randrange(60),
                     f"7973|{document:010}|0|{n // 3:07}|00000000|x|0500", document)
                    for n, word in enumerate(words)
                ],
            )  # fmt: skip
            store.execute_many(
                'INSERT INTO pair_document (pair, document, data) VALUES (?, ?, \'{"english": "one"}\')',
                [(n + 1, document) for n in range(rows)],
            )
            text = "Der {} wurde im Frühjahr nach längerer Debatte im Rat neu geregelt und gilt seit Mai."
            store.execute_many(
                "INSERT INTO occurrence (pair, document, data) VALUES (?, ?, ?)",
                [
                    (n + 1, document, codec.dumps(Occurrence(
                        Span("s1", 4, 4 + len(word), word), Span("q1", 4, 7, "one"), text.format(word),
                        "The one was regulated anew after a long debate.", Place("Bericht"), 0.9)))
                    for n, word in enumerate(words[: rows // 2])
                ],
            )  # fmt: skip


async def measure(path: str) -> None:
    """One session on the screen."""
    import textual.app  # its import is counted apart

    from igglossary.store.sqlite.opening import open_store
    from igglossary.tui.app import ReviewApp

    started = time.process_time()
    with open_store(path, person="anna") as store:
        app = ReviewApp(store, encoding="utf-8", owns_process=True)
        async with app.run_test(size=(120, 36)) as pilot:
            await pilot.pause()
            report("ready", [time.process_time() - started])
            await keys(pilot, "move down", ["down"] * 60)
            await keys(pilot, "page down", ["pagedown"] * 40)
            await keys(pilot, "last, first", ["end", "home"] * 10)
            await pilot.press("x")  # the first decision opens files of its own
            await keys(pilot, "reject", ["x"] * 60)
            await keys(pilot, "approve", ["a"] * 60)
            await keys(pilot, "undo", ["u"] * 60)
            await filters(pilot, app.session.set_filter, app.paint)
            await bulk(store, app.session.kind)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'memory, peak':24} {peak:8.0f} MB")
    del textual


async def keys(pilot: Pilot[None], name: str, pressed: list[str]) -> None:
    """CPU from a key to its picture."""
    times = []
    for key in pressed:
        started = time.process_time()
        await pilot.press(key)
        times.append(time.process_time() - started)
    report(name, times)


async def filters(pilot: Pilot[None], set_filter: Callable[[str], None], paint: Callable[[], None]) -> None:
    """CPU of new filters over the whole queue."""
    for text in ("hafen", "status:open count>=30 -mole sort:score", "sort:de", ""):
        started = time.process_time()
        set_filter(text)
        paint()
        await pilot.pause()
        report(f"filter “{text}”"[:24], [time.process_time() - started])


async def bulk(store: Store, kind: str) -> None:
    """CPU of rejecting 2,000 rows in one act, each."""
    from igglossary.model import Status
    from igglossary.review.session import ReviewSession

    session = ReviewSession(store, kind, "count>=30")
    decision = session.start_bulk(Status.REJECTED)
    decision.keys = decision.keys[:2000]
    started = time.process_time()
    session.bulk(decision)
    report("bulk of 2,000, per row", [(time.process_time() - started) / 2000])
    session.undo()


def kill_loop(path: str, rounds: int = 10) -> None:
    """SIGKILL at random moments of 500 decisions: every acknowledged one must be there, none half."""
    from igglossary.store.sqlite.opening import open_store

    chance, lost, half = random.Random(3), 0, 0
    for _round in range(rounds):
        with open_store(path) as store:
            before = _decided(store)
        with subprocess.Popen([sys.executable, "-c", _SCRIPT, path], stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            wanted = chance.randrange(1, 120)
            for _line in range(wanted):
                process.stdout.readline()
            os.kill(process.pid, signal.SIGKILL)
            acknowledged = wanted + len(process.stdout.readlines())
        with open_store(path) as store:
            lost += max(0, before + acknowledged - _decided(store))
            row = store.row(
                "SELECT count(*) FROM pair WHERE status = 'approved' AND concept NOT IN"
                " (SELECT id FROM concept WHERE NOT is_deleted)"
            )
            half += 0 if row is None else int(row[0])
    print(f"{'kills':24} {rounds:8d}    lost {lost}, half {half}")


def _decided(store: Store) -> int:
    row = store.row("SELECT count(*) FROM pair WHERE status <> 'candidate'")
    return 0 if row is None else int(row[0])


def report(name: str, times: list[float]) -> None:
    """Median, p95 and maximum in milliseconds."""
    ordered = sorted(time * 1000 for time in times)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    print(f"{name:24} {ordered[len(ordered) // 2]:8.1f}    p95 {p95:8.1f}    max {ordered[-1]:8.1f} ms CPU")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--fill"]:
        fill(sys.argv[2], int(sys.argv[3]))
    else:
        main(*map(int, sys.argv[1:2]))
