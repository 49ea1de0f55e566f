"""Laws of the memory: the index gives what brute force gives, whatever has been written or deleted before."""

from __future__ import annotations

import random
import shutil
from contextlib import suppress
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from rapidfuzz.distance import Levenshtein

from igglossary.memory import distance
from igglossary.memory.lookup import Finder, find_matches, penalties_of
from igglossary.memory.planner import plan
from igglossary.memory.score import _align, compare
from igglossary.model import Place, Relation, Status, TranslationUnit, Variant
from igglossary.store.sqlite import units
from igglossary.store.sqlite.opening import open_store
from igglossary.text.languages import primary
from igglossary.text.memory_tokens import fold, key_tokens, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from igglossary.answers.memory import Match
    from igglossary.store.contract.memory import AnyOf
    from igglossary.store.sqlite.store import Store

# few words, so that everything resembles everything; with capitals, numbers, punctuation, odd white space, CJK
WORDS = (
    "the",
    "of",
    "The",
    "state",
    "net",
    "Netz",
    "net-work",
    "don't",
    "don’t",
    "12",
    "1,5",
    "ß",
    "SS",
    "法",
    "é",
    "e\u0301",
    "%d",
    "<b>net</b>",
    "{0}",
)
words = st.sampled_from(WORDS)
gaps = st.sampled_from((" ", " ", " ", "  ", "\u00a0", ", ", " – "))
ends = st.sampled_from(("", ".", "!", " "))


@st.composite
def texts(draw: st.DrawFn, longest: int = 12) -> str:
    """A segment of those words; rarely one of punctuation alone."""
    chosen = draw(st.lists(words, max_size=longest))
    if not chosen:
        return draw(st.sampled_from(("…", "–", "?!", "— —")))
    return "".join(word + draw(gaps) for word in chosen[:-1]) + chosen[-1] + draw(ends)


@st.composite
def translation_units(draw: st.DrawFn) -> TranslationUnit:
    """A unit in either direction, of any status and relation."""
    languages = draw(st.sampled_from((("en", "de"), ("en-GB", "de"), ("de-AT", "en"), ("en", "fr"), ("en", "en-US"))))
    return TranslationUnit(
        tuple(Variant(lang, draw(texts())) for lang in languages),
        status=draw(st.sampled_from((Status.APPROVED, Status.APPROVED, Status.CANDIDATE, Status.REJECTED))),
        relation=draw(st.sampled_from((Relation.TRANSLATION, Relation.TRANSLATION, Relation.SUMMARY))),
    )


def brute_force(
    store: Store, segment: str, source: str, target: str, threshold: int
) -> list[tuple[int, int, str, str]]:
    """(score, unit, source, target) of every match, by comparing with every unit."""
    found = set()
    for unit in units.iterate_units(store):
        for one, other in ((unit.source, unit.target), (unit.target, unit.source)):
            penalties = penalties_of(unit.status.value, unit.relation.value)
            if penalties is None or (primary(one.lang), primary(other.lang)) != (source, target):
                continue
            score = compare(segment, one.text, target=other.text).score - sum(penalty.points for penalty in penalties)
            if score >= threshold and key_tokens(segment):
                found.add((score, int(unit.id or 0), one.text, other.text))
    return sorted(found, key=lambda match: (-match[0], match[1]))


def shape(matches: list[Match]) -> list[tuple[int, int, str, str]]:
    """What is compared with brute force."""
    return [(match.score, match.unit, match.source, match.target) for match in matches]


def _placed(unit: TranslationUnit) -> TranslationUnit:
    """A unit as it comes from a report, which is document 1; document 2 is a file of another tool."""
    return replace(unit, provenance=(Place("A report", paragraph=1),))


class MemoryMachine(RuleBasedStateMachine):
    """Insert, edit, delete, import, decide, roll back and reopen in any order."""

    folder: Path
    numbers = count()

    @initialize()
    def open(self) -> None:
        self.path = str(self.folder / f"{next(self.numbers)}.db")
        self.store = open_store(self.path, person="tester", now=lambda: "2026-11-23T12:00:00Z")
        with self.store.transaction():
            self.store.execute(
                "INSERT INTO run (id, kind, started_at, person, version) VALUES (1, 'import', '', '', '')"
            )
            self.store.execute_many(
                "INSERT INTO document (id, path, kind, sha256, run) VALUES (?, ?, 'tmx', '', 1)",
                [(1, "one.tmx"), (2, "two.tmx")],
            )

    def teardown(self) -> None:
        self.store.close()

    @rule(added=st.lists(translation_units(), min_size=1, max_size=6), document=st.sampled_from((1, 2)))
    def add(self, added: list[TranslationUnit], document: int) -> None:
        if document == 1:
            added = [_placed(unit) for unit in added]
        units.add_units(self.store, added, document)
        again = units.add_units(self.store, added, document)
        assert (again.added, again.changed) == (0, 0)

    @rule(data=st.data())
    def edit(self, data: st.DataObject) -> None:
        ids = [unit.id for unit in units.iterate_units(self.store)]
        if ids:
            chosen = data.draw(st.sampled_from(ids))
            assert chosen is not None
            side = data.draw(st.sampled_from(("source", "target")))
            former = units.change_unit(self.store, chosen, {side: data.draw(texts())})
            if data.draw(st.booleans()):
                units.change_unit(self.store, chosen, former)

    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        ids = [unit.id for unit in units.iterate_units(self.store)]
        if ids:
            chosen = data.draw(st.sampled_from(ids))
            assert chosen is not None
            units.delete_unit(self.store, chosen)

    @rule()
    def retire(self) -> None:
        units.retire_report_units(self.store, 1)

    @rule(added=st.lists(translation_units(), min_size=1, max_size=3))
    def fail_in_between(self, added: list[TranslationUnit]) -> None:
        """A transaction that does not come to its end leaves no trace."""

        def broken() -> Iterator[TranslationUnit]:
            yield from added
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt), self.store.transaction():
            units.add_units(self.store, broken(), 1)

    @rule(added=st.lists(translation_units(), min_size=1, max_size=3))
    def be_killed(self, added: list[TranslationUnit]) -> None:
        """Go on with what is on the disk in the middle of a transaction, as after SIGKILL."""
        path = str(self.folder / f"{next(self.numbers)}.db")
        with suppress(InterruptedError), self.store.transaction():
            units.add_units(self.store, added, 2)
            for ending in ("", "-wal"):
                shutil.copy(self.path + ending, path + ending)
            raise InterruptedError
        self.store.close()
        self.path = path
        self.reopen()

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = open_store(self.path, person="tester", now=lambda: "2026-11-23T12:00:00Z")

    @rule()
    def reindex(self) -> None:
        units.reindex(self.store)

    @rule(segment=texts(), threshold=st.sampled_from((30, 60, 70, 85, 100)), is_german=st.booleans())
    def look_up(self, segment: str, threshold: int, *, is_german: bool) -> None:
        source, target = ("de", "en") if is_german else ("en", "de")
        found = find_matches(
            self.store, segment, source_lang=source, target_lang=target, threshold=threshold, limit=1000
        )
        assert shape(found) == brute_force(self.store, segment, source, target, threshold)
        best = find_matches(self.store, segment, source_lang=source, target_lang=target, threshold=threshold, limit=2)
        assert shape(best) == shape(found)[:2]

    @invariant()
    def everything_is_in_step(self) -> None:
        if hasattr(self, "store"):
            assert units.check(self.store) == []


def test_the_index_gives_what_brute_force_gives_after_any_sequence(tmp_path: Path) -> None:
    class Machine(MemoryMachine):
        folder = tmp_path

    from hypothesis.stateful import run_state_machine_as_test  # here, where the machine knows its folder

    run_state_machine_as_test(Machine, settings=settings(max_examples=40, stateful_step_count=20, deadline=None))


@given(query=texts(), source=texts())
@settings(deadline=None, max_examples=300)
def test_the_base_is_the_token_distance(query: str, source: str) -> None:
    score = compare(query, source)
    one, other = tokens(query), tokens(source)
    if one and other:
        longer = max(len(one), len(other))
        assert score.base == 100 * (longer - Levenshtein.distance(one, other)) // longer
    assert score.base - 5 <= score.score <= score.base
    assert (score.score == 100) == (query == source)
    assert score.differences or query == source
    if one == other and one:
        assert score.score >= 95


@given(query=texts(), source=texts())
@settings(deadline=None, max_examples=300)
def test_an_alignment_is_in_order_and_as_short_as_possible(query: str, source: str) -> None:
    pairs = _align(source, query)
    assert [fold(old) for old, _new in pairs if old is not None] == tokens(source)
    assert [fold(new) for _old, new in pairs if new is not None] == tokens(query)
    cost = sum(old is None or new is None or fold(old) != fold(new) for old, new in pairs)
    assert cost == Levenshtein.distance(tokens(source), tokens(query))


@given(one=st.text("abcd", max_size=80), other=st.text("abcde", max_size=80))
@settings(deadline=None, max_examples=300)
def test_the_plain_distance_is_that_of_rapidfuzz(one: str, other: str) -> None:
    assert distance._plain(one)(other) == Levenshtein.distance(one, other)


@given(
    key=st.text("abcdefgh", min_size=1, max_size=40),
    unit=st.text("abcdefghij", min_size=1, max_size=60),
    threshold=st.integers(1, 100),
    frequencies=st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 9)),
)
@settings(deadline=None, max_examples=500)
def test_a_plan_misses_no_unit(key: str, unit: str, threshold: int, frequencies: dict[str, int]) -> None:
    """Whatever the hints say: a unit that reaches the threshold fulfils the expression of its bucket."""
    from igglossary.text.memory_tokens import bucket_name  # beside its only use

    longer = max(len(key), len(unit))
    if 100 * (longer - Levenshtein.distance(key, unit)) < threshold * longer:
        return
    bucket = bucket_name(len(unit))
    assert any(clause.bucket == bucket and _holds(clause, set(unit)) for clause in plan(key, frequencies, threshold))


def _holds(clause: AnyOf, codes: set[str]) -> bool:
    """What a clause says of a unit with these codes."""
    return not codes.isdisjoint(clause.codes) or any(
        pair.code in codes and not codes.isdisjoint(pair.others) for pair in clause.pairs
    )


@pytest.mark.parametrize("threshold", [50, 60, 70, 85])
def test_frequent_words_repeats_and_shuffles(store: Store, threshold: int) -> None:
    """The adversarial set: queries of frequent words only, repeats, shuffles, near-copies, long and short."""
    chance = random.Random(threshold)
    frequent = ["the", "of", "and", "to", "a", "in"]
    rare = [f"word{n}" for n in range(60)]

    def sentence(length: int) -> list[str]:
        return [chance.choice(frequent if chance.random() < 0.7 else rare) for _ in range(length)]

    sources = [sentence(chance.choice((1, 2, 3, 5, 8, 9, 13, 21, 34, 90))) for _ in range(500)]
    sources += [chance.sample(source, len(source)) for source in sources[:200]]
    with store.transaction():
        store.execute("INSERT INTO run (id, kind, started_at, person, version) VALUES (1, 'import', '', '', '')")
        store.execute("INSERT INTO document (id, path, kind, sha256, run) VALUES (1, 'a.tmx', 'tmx', '', 1)")
    made = [
        TranslationUnit((Variant("en", " ".join(source)), Variant("de", f"x {n}"))) for n, source in enumerate(sources)
    ]
    units.add_units(store, made, 1)
    finder = Finder(store, "en", "de", threshold=threshold, limit=1000)
    keys = {source.text: key_tokens(source.text) for unit in made for source in (unit.source,)}
    for _ in range(60):
        words_of = list(chance.choice(sources))
        for _edit in range(chance.randrange(1 + len(words_of) // 4)):
            words_of[chance.randrange(len(words_of))] = chance.choice(frequent + rare)
        if chance.random() < 0.3:
            chance.shuffle(words_of)
        query = " ".join(words_of)
        expected = 0
        for unit in made:
            longer = max(len(words_of), len(keys[unit.source.text]))
            if 100 * (longer - Levenshtein.distance(words_of, keys[unit.source.text])) >= threshold * longer:
                expected += compare(query, unit.source.text).score >= threshold
        assert len(finder.find(query)) == expected
