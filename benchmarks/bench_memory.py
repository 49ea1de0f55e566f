"""The memory against brute force and translate-toolkit's matcher: recall, CPU per look-up, concordance, import, size.

``python -m benchmarks memory`` measures 10,000 and 100,000 units; ``IGGLOSSARY_BENCH_UNITS=1000000`` adds a size.
Times are CPU milliseconds at p50/p95/p99; what depends on the machine is divided by our own p50 in the same run.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from typing import TYPE_CHECKING, Any

from benchmarks.memory_corpus import Corpus
from igglossary.memory.concordance import search
from igglossary.memory.lookup import Finder
from igglossary.memory.score import compare
from igglossary.model import TranslationUnit, Variant
from igglossary.store import units
from igglossary.store.connection import Store, open_store
from igglossary.text.memory_tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_QUERIES = 1000
_CHECKED = 150  # queries whose whole result is compared with brute force
_PEER_QUERIES = 10  # translate-toolkit's matcher goes through every unit


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
    size = store.rows("PRAGMA page_count")[0][0] * store.rows("PRAGMA page_size")[0][0] / len(pairs)
    print(f"{len(pairs):,} units: import {len(pairs) / seconds:,.0f} units a CPU second, {size:.0f} bytes a unit")
    ours = 0.0
    german = [other for _one, other in pairs[:: len(pairs) // _QUERIES]]
    for source, target, threshold in (("en", "de", 70), ("en", "de", 85), ("de", "en", 70)):
        finder = Finder(store, source, target, threshold=threshold)
        times = _times(finder.find, queries if source == "en" else german)
        ours = ours or statistics.median(times)
        print(f"  look-up {source}-{target} >= {threshold}: {_row(times)}")
    print(f"  matches of brute force that are missed or too many, {_CHECKED} queries: {_wrong(store, pairs, queries)}")
    words = [query.split()[0] for query in queries[:100]]
    print(f"  concordance, words: {_row(_times(lambda word: search(store, word), words))}")
    parts = [f"*{query.split()[-1][1:6]}*" for query in queries[:20]]
    print(f"  concordance, inner parts: {_row(_times(lambda part: search(store, part), parts))}")
    print(f"  insert one unit: {_row(_times(lambda n: _insert(store, n), range(200)))}")
    print(f"  cold process: {_cold(store, queries[1]):.1f} x bare Python")
    if len(pairs) <= 100_000:
        peer = statistics.median(_times(_toolkit(pairs), queries[:_PEER_QUERIES]))
        print(f"  translate-toolkit's matcher: {peer:.0f} ms, {peer / ours:.0f} x ours")


def _import(store: Store, pairs: Iterable[tuple[str, str]]) -> float:
    with store.transaction():
        store.execute("INSERT INTO run (id, kind, started_at, person, version) VALUES (1, 'import', '', 'bench', '0')")
        store.execute("INSERT INTO document (id, path, kind, sha256, run) VALUES (1, 'bench.tmx', 'tmx', '', 1)")
    started = time.process_time()
    units.add_units(store, (TranslationUnit((Variant("en", one), Variant("de", other))) for one, other in pairs), 1)
    return time.process_time() - started


def _insert(store: Store, number: int) -> None:
    made = TranslationUnit((Variant("en", f"A sentence that is new, number {number}"), Variant("de", "Ein neuer Satz")))
    units.add_units(store, [made], 1)


def _times(ask: Callable[[Any], object], inputs: Iterable[Any]) -> list[float]:
    """CPU milliseconds of each call, after one that is not counted."""
    asked = list(inputs)
    ask(asked[0])
    times = []
    for value in asked:
        started = time.process_time()
        ask(value)
        times.append(1000 * (time.process_time() - started))
    return times


def _row(times: Sequence[float]) -> str:
    ordered = sorted(times)
    return " / ".join(f"{ordered[len(ordered) * share // 100]:.2f}" for share in (50, 95, 99)) + " ms"


def _wrong(store: Store, pairs: Sequence[tuple[str, str]], queries: Sequence[str]) -> int:
    """How many matches differ from those of comparing with every unit, at thresholds 70 and 85."""
    from rapidfuzz.distance import Levenshtein  # only here: the reference

    sources = [(one, other, tokens(one)) for one, other in pairs]
    wrong = 0
    for number, query in enumerate(queries[:_CHECKED]):
        threshold = 85 if number % 2 else 70
        asked = tokens(query)
        expected = set()
        for one, other, found in sources:
            longer = max(len(asked), len(found))
            most = longer - -(-threshold * longer // 100)
            is_near = Levenshtein.distance(asked, found, score_cutoff=most) <= most
            if is_near and compare(query, one, target=other).score >= threshold:
                expected.add(one)
        matches = Finder(store, "en", "de", threshold=threshold, limit=10_000).find(query)
        wrong += len(expected ^ {match.source for match in matches})
    return wrong


def _toolkit(pairs: Iterable[tuple[str, str]]) -> Callable[[str], object]:
    """The matcher of translate-toolkit with the same units."""
    from translate.search.match import matcher  # only here: the peer
    from translate.storage.base import TranslationStore

    peers: Any = TranslationStore()
    for one, other in pairs:
        peers.addsourceunit(one).target = other
    found: Callable[[str], object] = matcher(peers, max_candidates=5, min_similarity=70, max_length=1000).matches
    return found


def _cold(store: Store, segment: str) -> float:
    """CPU of a look-up in a new process over that of a process that does nothing."""
    code = (
        "import sys\nfrom igglossary.store.connection import open_store\n"
        "from igglossary.memory.lookup import find_matches\n"
        "find_matches(open_store(sys.argv[1]), sys.argv[2])"
    )
    ratios = []
    for _repeat in range(9):
        bare = _cpu([sys.executable, "-c", "pass"])
        ratios.append(_cpu([sys.executable, "-c", code, store.path, segment]) / bare)
    return statistics.median(ratios)


def _cpu(command: Sequence[str]) -> float:
    import resource  # Unix only, like the rest of this measurement

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
