"""A team's store on PostgreSQL, beside the file: recall, speed over a line of 20 ms, import, size.

``python -m benchmarks team`` measures 10,000 made-up units on a server that it starts itself;
``IGGLOSSARY_BENCH_UNITS`` names another size. ``python -m benchmarks.bench_team --crowd SECONDS`` lets eight write and
``--kills CLIENTS SERVERS`` kills clients and stops the server.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.cluster import Cluster, binaries
from tests.line import Line

from benchmarks import team_crowd
from benchmarks.brute_force import BruteForce
from benchmarks.measuring import percentiles
from benchmarks.memory_corpus import Corpus
from igglossary.memory.concordance import search
from igglossary.memory.importing import add_from_file
from igglossary.memory.lookup import Finder
from igglossary.model import Status, TermPair, TranslationUnit, Variant
from igglossary.review.session import ReviewSession
from igglossary.store import open_store, team

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from igglossary.store.contract.store import Store

_QUERIES = 1000
_DELAY_S = 0.02
_SETTINGS = {"fsync": "on", "full_page_writes": "on", "shared_buffers": "'512MB'", "max_wal_size": "'2GB'"}


def main() -> None:
    """Measure one size."""
    programs = binaries()
    if programs is None:
        print("PostgreSQL is not installed")
        return
    count = int(os.environ.get("IGGLOSSARY_BENCH_UNITS", "10000"))
    corpus = Corpus()
    pairs = list(corpus.units(count))
    queries = corpus.queries(pairs, _QUERIES)
    with Cluster(programs, **_SETTINGS) as cluster, tempfile.TemporaryDirectory() as folder:
        database = cluster.empty()
        team.init(cluster.address(database, "admin"))
        address = cluster.address(database)
        with open_store(address) as store, open_store(f"{folder}/file.db") as file:
            print(f"{count:,} units")
            _import("PostgreSQL", store, pairs, lambda: server_cpu(cluster))
            _import("SQLite", file, pairs, lambda: 0.0)
            tables = team.status(cluster.address(database, "admin")).tables
            print(f"  size {sum(table.size for table in tables) / 1e6:.0f} MB:", *_largest(tables))
            _recall(store, file, pairs, queries)
            _look_ups("PostgreSQL", store, queries, lambda: server_cpu(cluster))
            _look_ups("SQLite", file, queries, lambda: 0.0)
            store.reports.replace_mined([TermPair(f"Wort{n}", f"word{n}", 0.5) for n in range(200)])
        _over_a_line(cluster, database, queries)


def server_cpu(cluster: Cluster) -> float:
    """CPU seconds of the server with all its processes, also those that have ended."""
    ticks, postmaster = 0, cluster.postmaster()
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(entry.name) == postmaster:
            ticks += sum(map(int, fields[11:15]))  # with the children that were waited for
        elif int(fields[1]) == postmaster:
            ticks += sum(map(int, fields[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


def _largest(tables: Sequence[object]) -> list[str]:
    return [f"{table.name} {table.size / 1e6:.0f}" for table in tables[:4]]  # type: ignore[attr-defined]


def _own_cpu() -> float:
    return sum(os.times()[:4])


def _import(name: str, store: Store, pairs: Sequence[tuple[str, str]], server: Callable[[], float]) -> None:
    document = store.reports.begin_file("import", path="/m.tmx", format="tmx", sha256="m").document
    made = (TranslationUnit((Variant("en", en), Variant("de", de)), status=Status.APPROVED) for en, de in pairs)
    wall, client, other = time.monotonic(), _own_cpu(), server()
    counts = add_from_file(store, made, document, on_problem=print, is_large=True)
    client, other, wall = _own_cpu() - client, server() - other, time.monotonic() - wall
    print(
        f"  import {name}: {counts.read / (client + other):,.0f} units a CPU second"
        f" (client {client:.1f} s, server {other:.1f} s, wall {wall:.1f} s)"
    )


def _recall(store: Store, file: Store, pairs: Sequence[tuple[str, str]], queries: Sequence[str]) -> None:
    """Every match of the file is found, in the same order; and of brute force at the base."""
    brute = BruteForce(dict.fromkeys(pairs))
    for threshold in (70, 85):
        one, other = (Finder(each, "en", "de", threshold=threshold, limit=100_000) for each in (store, file))
        differ = missed = 0
        for query in queries:
            found = [(match.source, match.target, match.score) for match in one.find(query)]
            differ += found != [(match.source, match.target, match.score) for match in other.find(query)]
            missed += len(brute.matches(query, threshold).keys() - {(en, de) for en, de, _score in found})
        print(f"  at {threshold}: {differ} of {len(queries)} look-ups differ from the file's, {missed} matches missed")


def _look_ups(name: str, store: Store, queries: Sequence[str], server: Callable[[], float]) -> None:
    finder = Finder(store, "en", "de", threshold=70)
    finder.find(queries[0])
    walls, client, other = [], _own_cpu(), server()
    for query in queries:
        started = time.perf_counter()
        finder.find(query)
        walls.append(1000 * (time.perf_counter() - started))
    client, other = 1000 * (_own_cpu() - client) / len(queries), 1000 * (server() - other) / len(queries)
    print(f"  look-up {name}: wall {percentiles(walls)}, CPU {client:.2f} + {other:.2f} ms")
    words = [query.split()[0] for query in queries[:100]]
    walls = []
    for word in words:
        started = time.perf_counter()
        search(store, word)
        walls.append(1000 * (time.perf_counter() - started))
    print(f"  concordance {name}: wall {percentiles(walls)}")


def _over_a_line(cluster: Cluster, database: str, queries: Sequence[str]) -> None:
    with (
        Line(cluster.port, delay_s=_DELAY_S) as line,
        open_store(cluster.address(database, port=line.port)) as store,
    ):
        session = ReviewSession(store, "pairs", "", "count")
        finder = Finder(store, "en", "de")
        finder.find(queries[0])
        chance = random.Random(1)
        acts: dict[str, Callable[[], object]] = {
            "match": lambda: finder.find(chance.choice(queries)),
            "look-up of a term": lambda: store.terms.find(["wort1"], "wort1"),
            "concordance": lambda: search(store, "netz"),
            "next entry": lambda: (session.next_open(), session.entry),
            "approval": lambda: session.decide(Status.APPROVED),
            "undo": session.undo,
        }
        for name, act in acts.items():
            walls, before = [], line.trips
            for _turn in range(20):
                started = time.perf_counter()
                act()
                walls.append(1000 * (time.perf_counter() - started))
            trips = (line.trips - before) / 20
            print(f"  over a line of {1000 * _DELAY_S:.0f} ms, {name}: wall {percentiles(walls)}, {trips:.1f} trips")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--crowd", type=float, default=0.0, metavar="SECONDS")
    parser.add_argument("--kills", type=int, nargs=2, default=(0, 0), metavar=("CLIENTS", "SERVERS"))
    return parser.parse_args()


if __name__ == "__main__":
    wanted = _arguments()
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    if wanted.crowd:
        sys.exit(team_crowd.main_crowd(wanted.crowd))
    if any(wanted.kills):
        sys.exit(team_crowd.main_kills(*wanted.kills))
    main()
