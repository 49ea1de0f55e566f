"""The memory against brute force and translate-toolkit's matcher: recall, CPU per look-up, import, concordance, size.

``python -m benchmarks memory`` measures 10,000 and 100,000 units; ``IGGLOSSARY_BENCH_UNITS=1000000`` adds a size.
Times are CPU milliseconds of this process; the last column of a row is the ratio to our own p50.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from typing import TYPE_CHECKING

from benchmarks.memory_corpus import Corpus
from igglossary.memory.concordance import search
from igglossary.memory.lookup import Finder
from igglossary.memory.score import compare
from igglossary.model import TranslationUnit, Variant
from igglossary.store import units
from igglossary.store.connection import Store, open_store
from igglossary.text.memory_tokens import Coder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_QUERIES = 1000
_CHECKED = 200  # queries whose result is compared with brute force
_PEER_UNITS = 10_000  # translate-toolkit's matcher is linear in these
_PEER_QUERIES = 20


def main() -> None:
    """Measure every size in a store of its own."""
    sizes = [10_000, 100_000]
    if extra := os.environ.get("IGGLOSSARY_BENCH_UNITS"):
        sizes.append(int(extra))
    for size in sizes:
        corpus = Corpus()
        pairs = list(corpus.units(size))
        queries = corpus.queries(pairs, _QUERIES)
        with tempfile.TemporaryDirectory() as folder, open_store(os.path.join(folder, "memory.db")) as store:
            _measure(store, pairs, queries)


def _measure(store: Store, pairs: Sequence[tuple[str, str]], queries: Sequence[str]) -> None:
    seconds = _import(store, pairs)
    megabytes = os.path.getsize(store.path) / 1e6
    print(f"{len(pairs):,} units: import {len(pairs) / seconds:,.0f} units/s of CPU, {megabytes:.0f} MB")
    ours = 1.0
    for threshold in (70, 85):
        finder = Finder(store, "en", "de", threshold=threshold)
        times = _times(finder.find, queries)
        ours = times[0] if threshold == 70 else ours
        print(f"  look-up >= {threshold}: {_row(times)} ms p50/p95/p99")
    print(f"  recall against brute force, {_CHECKED} queries: {_recall(store, pairs, queries[:_CHECKED]):.4f}")
    words = [word for query in queries[:50] for word in query.split()[:1]]
    print(f"  concordance, words: {_row(_times(lambda word: search(store, word), words))} ms")
    parts = [f"*{word[1:-1]}*" for query in queries[:40] for word in query.split()[1:2] if len(word) > 5]
    print(f"  concordance, inner parts: {_row(_times(lambda part: search(store, part), parts))} ms")
    print(f"  insert one unit: {_row(_times(_inserting(store), range(200)))} ms")
    if len(pairs) == _PEER_UNITS:
        peer = statistics.median(_times(_toolkit(pairs), queries[:_PEER_QUERIES]))
        print(f"  translate-toolkit's matcher: {peer:.1f} ms, {peer / ours:.0f} x ours")


def _import(store: Store, pairs: Iterable[tuple[str, str]]) -> float:
    with store.transaction():
        store.execute("INSERT INTO run (id, kind, started_at, person, version) VALUES (1, 'import', '', 'bench', '0')")
        store.execute("INSERT INTO document (id, path, kind, sha256, run) VALUES (1, 'bench.tmx', 'tmx', '', 1)")
    started = time.process_time()
    units.add_units(store, (TranslationUnit((Variant("en", one), Variant("de", other))) for one, other in pairs), 1)
    return time.process_time() - started


def _times[Input](ask: Callable[[Input], object], inputs: Iterable[Input]) -> list[float]:
    raise NotImplementedError
