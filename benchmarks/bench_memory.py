"""The memory against brute force, bare Python and translate-toolkit's matcher: recall, speed, memory, size.

``python -m benchmarks memory`` measures 10,000 and 100,000 made-up units; ``IGGLOSSARY_BENCH_UNITS=1000000`` adds a
size. ``IGGLOSSARY_BENCH_MEMORY=FOLDER`` measures the memory in FOLDER instead: ``tm.tsv`` and ``queries.tsv``, as
scripts beside the checkout make them from Debian's catalogues (``IGGLOSSARY_BENCH_UNITS`` of it, or all).

Times are CPU, at p50 / p95 / p99; what is measured of a command is measured of the whole process. How fast the machine
is shows in the first line: compare runs by it.
"""

from __future__ import annotations

import os
import random
import statistics
import tempfile
import time
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.brute_force import BruteForce
from benchmarks.measuring import BARE, COMMAND, cpu_of, environment, percentiles, times_ms, used_by
from benchmarks.memory_corpus import Corpus
from igglossary.formats.markup import replace_illegal
from igglossary.formats.tmx import write_tmx
from igglossary.memory.concordance import search
from igglossary.memory.lookup import Finder
from igglossary.model import TranslationUnit, Variant
from igglossary.store.sqlite import units
from igglossary.store.sqlite.opening import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from igglossary.store.sqlite.store import Store

Pairs = list[tuple[str, str]]

_QUERIES = 1000
_PEER_QUERIES = 10  # translate-toolkit's matcher goes through every unit
_PEER_UNITS = 100_000  # at more it needs gigabytes
_ADVERSARIAL = 240
_PRETRANSLATED = 10_000
_COLD = 15


def main() -> None:
    """Measure every size in a store of its own."""
    started = time.process_time()
    sum(number % 7 for number in range(10_000_000))
    print(f"a plain loop of 10 million steps: {time.process_time() - started:.2f} s")
    wanted = int(os.environ.get("IGGLOSSARY_BENCH_UNITS", "0"))
    if folder := os.environ.get("IGGLOSSARY_BENCH_MEMORY"):
        _measure(*_load(Path(folder), wanted or None))
        return
    for size in (10_000, 100_000, *([wanted] if wanted else [])):
        corpus = Corpus()
        pairs = list(corpus.units(size))
        _measure(pairs, corpus.queries(pairs, _QUERIES))


def _load(folder: Path, count: int | None) -> tuple[Pairs, list[str]]:
    """The memory and the queries that such a script wrote; control characters are none of XML's."""
    memory = list(islice(_rows(folder / "tm.tsv"), count))
    return [(row[1], row[2]) for row in memory], [row[2] for row in _rows(folder / "queries.tsv")]


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="\n") as lines:
        yield from (replace_illegal(line.rstrip("\n")).split("\t") for line in lines)


def _measure(pairs: Pairs, queries: Sequence[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/memory.db"
        env = environment(path)
        cpu_of([COMMAND, "lookup", "x"], env)  # a new store takes the shipped term base in
        print(f"{len(pairs):,} units")
        _measure_import(pairs, Path(folder), path)
        with open_store(path) as store:
            ours = _measure_look_up(store, pairs, queries)
            _measure_recall(store, queries)
            _measure_concordance(store, queries)
            print(f"  insert one unit: {percentiles(times_ms(lambda number: _insert(store, number), range(200)))}")
            print(f"  edit one unit: {percentiles(times_ms(lambda number: _edit(store, number), range(1, 200)))}")
        _measure_commands(pairs, queries, Path(folder), env)
        if len(pairs) <= _PEER_UNITS:
            peer = statistics.median(times_ms(_toolkit(pairs), queries[:_PEER_QUERIES]))
            print(f"  translate-toolkit's matcher: {peer:.0f} ms, {peer / ours:.0f} x ours")


def _measure_import(pairs: Pairs, folder: Path, path: str) -> None:
    tmx = folder / "memory.tmx"
    write_tmx(tmx, map(_unit, range(len(pairs)), pairs))
    empty = os.path.getsize(path)
    used = used_by([COMMAND, "import", str(tmx)], environment(path))
    size = (os.path.getsize(path) - empty) / len(pairs)
    out = folder / "out.tmx"
    written = used_by([COMMAND, "export", str(out)], environment(path))
    print(
        f"  import: {len(pairs) / used.cpu_s:,.0f} units a CPU second, {len(pairs) / used.wall_s:,.0f} a second,"
        f" {used.megabytes:.0f} MB, {size:.0f} bytes a unit in the store"
    )
    print(
        f"  export: {written.cpu_s / used.cpu_s:.2f} x the CPU of the import, {written.megabytes:.0f} MB;"
        f" {out.stat().st_size / tmx.stat().st_size:.2f} x the file that came in"
    )


def _unit(number: int, pair: tuple[str, str]) -> TranslationUnit:
    """A unit with what units usually say of themselves: id, time, persons, a property that many share."""
    at = f"2024-{1 + number % 12:02}-{1 + number % 28:02}T{number % 24:02}:{number % 60:02}:00Z"
    return TranslationUnit(
        (Variant("en", pair[0]), Variant("de", pair[1])),
        str(number),
        properties=(("x-project", f"Project {number % 40}"),),
        created_at=at,
        created_by=f"user{number % 9}",
        changed_at=at,
        changed_by=f"user{number % 7}",
    )


def _measure_look_up(store: Store, pairs: Pairs, queries: Sequence[str]) -> float:
    """Print the look-ups; gives the median at 70 in milliseconds."""
    german = [other for _one, other in pairs[:: max(1, len(pairs) // _QUERIES)]]
    medians = []
    for source, target, threshold in (("en", "de", 70), ("en", "de", 85), ("de", "en", 70)):
        finder = Finder(store, source, target, threshold=threshold)
        times = times_ms(finder.find, queries if source == "en" else german)
        medians.append(statistics.median(times))
        print(f"  look-up {source}-{target} >= {threshold}: {percentiles(times)}")
    return medians[0]


def _measure_recall(store: Store, queries: Sequence[str]) -> None:
    """Compare every query's whole result with brute force, at 70 and at 85, and an adversarial set at 50 to 85."""
    stored = [(row[0], row[1]) for row in store.stream("SELECT source, target FROM unit ORDER BY id")]
    reference = BruteForce(stored)
    asked = [(query, threshold) for query in queries for threshold in (70, 85)]
    hard = list(_adversarial([source for source, _target in stored]))
    for name, some in (("queries", asked), ("adversarial", hard)):
        matches = wrong = 0
        finders = {at: Finder(store, "en", "de", threshold=at, limit=len(stored)) for at in (50, 60, 70, 85)}
        for query, threshold in some:
            expected = reference.matches(query, threshold)
            found = {(match.source, match.target): match.score for match in finders[threshold].find(query)}
            matches += len(expected)
            wrong += found != expected
        print(f"  brute force, {name}: {len(some)} look-ups, {matches} matches, {wrong} look-ups differ")


def _adversarial(sources: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Queries of frequent words only, repeats, shuffles and near-copies, each with a threshold."""
    chance = random.Random(11)
    counts = Counter(word for source in chance.sample(sources, min(len(sources), 20_000)) for word in source.split())
    frequent = [word for word, _count in counts.most_common(30)]
    for number in range(_ADVERSARIAL):
        words = chance.choice(sources).split()[:60]
        kind = number % 4
        if kind == 0:
            words = [chance.choice(frequent) for _ in range(chance.choice((2, 3, 5, 8, 13, 21)))]
        elif kind == 1:
            words = words[: 1 + len(words) // 2] * 2
        elif kind == 2:
            chance.shuffle(words)
        else:
            words[chance.randrange(len(words))] = chance.choice(frequent)
        yield " ".join(words), (50, 60, 70, 85)[number // 4 % 4]


def _measure_concordance(store: Store, queries: Sequence[str]) -> None:
    words = [word for query in queries for word in query.split() if word.isalpha()]
    chance = random.Random(3)
    asked = {
        "words": chance.sample(words, 200),
        "phrases": [f'"{" ".join(query.split()[:2])}"' for query in queries[:200] if len(query.split()) > 1],
        "beginnings": [f"{word[:4]}*" for word in chance.sample(words, 50)],
        "inner parts": [f"*{word[1:6]}*" for word in chance.sample([word for word in words if len(word) > 6], 20)],
    }
    for name, some in asked.items():
        print(f"  concordance, {name}: {percentiles(times_ms(lambda one: search(store, one), some))}")


def _measure_commands(pairs: Pairs, queries: Sequence[str], folder: Path, env: dict[str, str]) -> None:
    chance = random.Random(5)
    ratios = []
    for query in chance.sample(queries, _COLD):
        bare = cpu_of(BARE, env)
        ratios.append(cpu_of([COMMAND, "match", query], env) / bare)
    print(f"  a cold `match`: {statistics.median(ratios):.1f} x bare Python")
    po = folder / "in.po"
    po.write_text(_catalogue(pairs, chance), encoding="utf-8")
    seconds = cpu_of([COMMAND, "pretranslate", str(po), "-o", str(folder / "out.po")], env)
    print(f"  pretranslate {_PRETRANSLATED:,} segments: {seconds:.1f} s")


def _catalogue(pairs: Pairs, chance: random.Random) -> str:
    """A PO file of untranslated segments: a fifth as in the memory, the others with some of their words exchanged."""
    segments: dict[str, None] = {}
    while len(segments) < min(_PRETRANSLATED, len(pairs) // 2):
        words = chance.choice(pairs)[0].split()[:60]
        for _edit in range(0 if len(segments) % 5 == 0 else 1 + len(words) * chance.choice((0, 1, 2, 3)) // 10):
            words[chance.randrange(len(words))] = chance.choice(chance.choice(pairs)[0].split())
        segments[" ".join(words)] = None
    head = 'msgid ""\nmsgstr ""\n"Language: de\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    escaped = (segment.replace("\\", "\\\\").replace('"', '\\"') for segment in segments)
    return head + "".join(f'\nmsgid "{segment}"\nmsgstr ""\n' for segment in escaped)


def _insert(store: Store, number: int) -> None:
    made = TranslationUnit((Variant("en", f"A sentence that is new, number {number}"), Variant("de", "Ein neuer Satz")))
    units.add_units(store, [made], 1)


def _edit(store: Store, number: int) -> None:
    with store.transaction():
        units.change_unit(store, number, {"target": f"Ein anderer Satz, Nummer {number}"})


def _toolkit(pairs: Iterable[tuple[str, str]]) -> Callable[[str], object]:
    """The matcher of translate-toolkit with the same units."""
    from translate.search.match import matcher  # only here: the peer
    from translate.storage.base import TranslationStore

    peers: Any = TranslationStore()
    for one, other in pairs:
        peers.addsourceunit(one).target = other
    found: Callable[[str], object] = matcher(peers, max_candidates=5, min_similarity=70, max_length=1000).matches
    return found


if __name__ == "__main__":
    main()
