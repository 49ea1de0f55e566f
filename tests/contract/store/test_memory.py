"""What ``contract.memory`` says, for every store, with brute force over plain lists as the judge."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from rapidfuzz.distance import Levenshtein

from igglossary import model
from igglossary.answers.places import Place
from igglossary.memory.concordance import search
from igglossary.memory.importing import add_from_file
from igglossary.memory.lookup import Finder
from igglossary.memory.planner import plan
from igglossary.model import LinkedStretches, Relation, Span, Status, TranslationUnit, Variant
from igglossary.store.contract.memory import AnyOf, Both, UnitRow, is_within
from igglossary.store.contract.reports import Link
from igglossary.text.memory_tokens import SOURCE, TARGET, Coder, bucket_name, key_of, token_spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igglossary.store.contract.store import Store

WORDS = ("the", "of", "open", "net", "Netz", "is", "12", "don't", "cable", "Kabel", "und", "über")


class Made:
    """A store and what was put into it, as a plain list."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.document = store.reports.begin_file("import", path="/a.tmx", format="tmx", sha256="aa").document
        self.pairs: list[tuple[str, str]] = []

    def add(self, pairs: Sequence[tuple[str, str]], status: Status = Status.APPROVED) -> None:
        """English and German texts, through the contract's writer."""
        made = [TranslationUnit((Variant("en", en), Variant("de", de)), status=status) for en, de in pairs]
        memory = self.store.memory
        preparer, writer = memory.preparer(), memory.writer(self.document)
        for start in range(0, len(made), 7):
            batch, skipped = preparer.prepare(made[start : start + 7])
            assert not skipped
            writer.write_batch(batch)
        counts = writer.finish()
        assert counts.read == len(pairs)
        self.pairs += [pair for pair in dict.fromkeys(pairs) if pair not in self.pairs]

    def link(self, *links: tuple[Span, Span]) -> None:
        """Links of one sentence of a report: (German, English)."""
        made = {
            TranslationUnit(
                (Variant("en", english.text), Variant("de", german.text)),
                relation=Relation.PARAPHRASE,
                score=0.9,
                status=Status.CANDIDATE,
                provenance=(model.Place("A report", sha256="bb", paragraph=1, start=german.start, end=german.end),),
            ): Link((), LinkedStretches(german, (english,), 0))
            for german, english in links
        }
        self.store.memory.add(made, self.document, link=made.__getitem__)


@pytest.fixture
def made(store: Store) -> Made:
    return Made(store)


def some_pairs(seed: int, count: int) -> list[tuple[str, str]]:
    chance = random.Random(seed)

    def text() -> str:
        return " ".join(chance.choice(WORDS) for _ in range(chance.choice((1, 2, 3, 5, 8, 13, 40))))

    return [(text(), text()) for _ in range(count)]


def test_an_empty_memory_answers(made: Made) -> None:
    memory = made.store.memory
    assert memory.languages() == []
    assert memory.frequencies(["€é"]) == {}
    assert memory.fetch([1]).rows == {}
    assert memory.fetch([1]).wholes([1]) == {1: []}
    assert list(memory.candidates([(SOURCE, AnyOf(bucket_name(1), ("€é",)))])) == []
    assert Finder(made.store, "en", "de").find("the net") == []
    assert search(made.store, "net") == []


def test_units_come_back_as_typed_rows_with_their_places(made: Made) -> None:
    made.add([("The net", "Das Netz")])
    assert made.store.memory.fetch([1, 2]).rows == {
        1: UnitRow(1, "en", "de", "The net", "Das Netz", "translation", "approved", None, None, None, False)
    }
    (place,) = made.store.memory.fetch([1]).places([1])[1]
    assert (place.document, place.sha256) == ("a.tmx", "aa")
    assert isinstance(place, Place)
    assert made.store.memory.languages() == [("de", TARGET), ("en", SOURCE)]


def test_duplicates_are_merged_and_counted(made: Made) -> None:
    made.add([("A", "B"), ("A", "B"), ("C", "D")])
    assert len(made.store.memory.fetch(range(1, 10)).rows) == 2


@pytest.mark.parametrize("side", [SOURCE, TARGET])
def test_every_clause_is_answered_as_brute_force_answers_it(made: Made, side: int) -> None:
    made.add(some_pairs(1, 120))
    coder = Coder(("en", "de")[side], side)
    chance = random.Random(2)
    texts = [pair[side] for pair in made.pairs]
    codes = [set(coder.codes(text)) for text in texts]
    for _turn in range(80):
        asked = [coder.code(word.casefold()) for word in chance.sample(WORDS[:6], 4)]
        length = len(coder.codes(chance.choice(texts)))
        clause = AnyOf(bucket_name(length), tuple(asked[:1]), (Both(asked[1], (asked[2], asked[3])),))
        expected = [
            number
            for number, (text, has) in enumerate(zip(texts, codes, strict=True), 1)
            if bucket_name(len(coder.codes(text))) == clause.bucket
            and (asked[0] in has or (asked[1] in has and (asked[2] in has or asked[3] in has)))
        ]
        found = list(made.store.memory.candidates([(side, clause)]))
        assert {unit for unit, _side, _key in found} >= set(expected)
        assert all(its == side and key == key_of(coder.codes(texts[unit - 1])) for unit, its, key in found)


def test_a_look_up_misses_nothing(made: Made) -> None:
    made.add(some_pairs(3, 150))
    chance = random.Random(4)
    coder = Coder("en", SOURCE)
    keys = [key_of(coder.codes(en)) for en, _de in made.pairs]
    for _turn in range(40):
        asked = coder.codes(" ".join(chance.choice(WORDS) for _ in range(chance.choice((1, 3, 6, 12)))))
        key, threshold = key_of(asked), chance.choice((50, 70, 85))
        expected = {
            number
            for number, other in enumerate(keys, 1)
            if 100 * (max(len(key), len(other)) - Levenshtein.distance(key, other))
            >= threshold * max(len(key), len(other))
        }
        hints = made.store.memory.frequencies(asked)
        found = {
            unit
            for unit, _side, _key in made.store.memory.candidates(
                [(SOURCE, clause) for clause in plan(asked, hints, threshold)]
            )
        }
        assert expected <= found


@pytest.mark.parametrize("query", ["net", "Netz", "open net", '"the net"', "kab*", "*abe*", "über und", "12"])
def test_the_concordance_finds_what_brute_force_finds(made: Made, query: str) -> None:
    made.add(some_pairs(5, 150))
    made.add([("the net of rejected", "nie")], Status.REJECTED)
    wanted = query.strip('"*').casefold().split()
    is_phrase, is_part = query.startswith('"'), "*" in query

    def holds(text: str) -> bool:
        tokens = [token for _start, _end, token in token_spans(text, text.casefold())]
        if is_phrase:
            return any(tokens[at : at + len(wanted)] == wanted for at in range(len(tokens)))
        if is_part:
            return any(token.startswith(wanted[0]) if query[0] != "*" else wanted[0] in token for token in tokens)
        return not Counter(set(wanted)) - Counter(set(tokens))

    expected = {text for pair in made.pairs[:-1] for text in pair if holds(text)}
    assert {hit.text for hit in search(made.store, query, limit=1000)} == expected


def test_a_link_knows_what_it_is_a_part_of(made: Made) -> None:
    german, english = "Er sagt, das Netz ist offen.", "The net is open."
    whole = Span("s1", 0, len(german), german), Span("q1", 0, len(english), english)
    part = Span("s1", 9, 27, german[9:27]), whole[1]
    made.link(whole, part)
    wholes = made.store.memory.fetch([1, 2]).wholes([1, 2])
    assert is_within(wholes, 2, 1)
    assert not is_within(wholes, 1, 2)
    assert [row.is_link for row in made.store.memory.fetch([1, 2]).rows.values()] == [True, True]
    assert [hit.unit for hit in search(made.store, "Netz")] == [1]


def test_an_import_goes_through_the_contract(made: Made) -> None:
    items = [TranslationUnit((Variant("en", f"word {n}"), Variant("de", f"Wort {n}"))) for n in range(30)]
    items.append(TranslationUnit((Variant("en", "alone"),)))
    counts = add_from_file(made.store, items, made.document, on_problem=lambda _problem: None)
    assert (counts.added, counts.skipped.total(), counts.units) == (30, 1, 31)
    again = add_from_file(made.store, items, made.document, on_problem=lambda _problem: None)
    assert (again.added, again.changed, again.unchanged) == (0, 0, 30)


def test_an_empty_memory_is_told_from_one_with_a_unit(made: Made) -> None:
    assert made.store.memory.is_empty()
    made.add([("The net", "Das Netz")])
    assert not made.store.memory.is_empty()


def test_units_come_by_their_ids_and_writes_in_between_are_allowed(made: Made) -> None:
    made.add([("A net", "Ein Netz")])
    made.add([("A cable", "Ein Kabel")], Status.CANDIDATE)
    seen = []
    for unit in made.store.memory.iterate():
        made.add([(f"{unit.source.text} more", f"{unit.target.text} mehr")])
        seen.append((unit.id, unit.source.text))
        if len(seen) == 5:
            break
    assert seen[:2] == [("1", "A net"), ("2", "A cable")]
    approved = [unit.id for unit in made.store.memory.iterate(statuses=[Status.APPROVED])]
    assert "1" in approved
    assert "2" not in approved


def test_units_are_chosen_by_language_and_its_variants(store: Store) -> None:
    document = store.reports.begin_file("import", path="/a.tmx", format="tmx", sha256="aa").document
    langs = [("en", "de"), ("en-GB", "de-AT"), ("fr", "de"), ("enm", "de")]
    store.memory.add(
        [
            TranslationUnit((Variant(source, f"s{n}"), Variant(target, f"t{n}")))
            for n, (source, target) in enumerate(langs)
        ],
        document,
    )
    assert [unit.source.text for unit in store.memory.iterate(source_lang="en")] == ["s0", "s1"]
    assert [unit.source.text for unit in store.memory.iterate(target_lang="de-AT")] == ["s1"]


def test_links_below_a_keep_are_left_out_and_counted(store: Store) -> None:
    document = store.reports.begin_file("import", path="/a.tmx", format="tmx", sha256="aa").document
    made = [
        TranslationUnit((Variant("en", f"s{n}"), Variant("de", f"t{n}")), status=status, keep=keep)
        for n, (status, keep) in enumerate(
            [(Status.CANDIDATE, 0.2), (Status.CANDIDATE, 0.8), (Status.APPROVED, 0.2), (Status.CANDIDATE, None)]
        )
    ]
    store.memory.add(made, document)
    assert [unit.source.text for unit in store.memory.iterate(min_keep=0.5)] == ["s1", "s2", "s3"]
    assert store.memory.count_below(0.5) == 1


def test_sources_with_two_targets_are_conflicts_but_a_part_and_its_whole_are_not(made: Made) -> None:
    made.add([("The net", "Das Netz"), ("The net", "Netz"), ("A cable", "Ein Kabel")])
    (found,) = made.store.memory.conflicts()
    assert (found.source, [target for _id, target, _status in found.targets]) == ("The net", ["Das Netz", "Netz"])
    german, english = "Er sagt, das Kabel hält.", "The cable holds."
    made.link(
        (Span("s1", 0, len(german), german), Span("q1", 0, len(english), english)),
        (Span("s1", 9, 23, german[9:23]), Span("q1", 0, len(english), english)),
    )
    assert len(list(made.store.memory.conflicts())) == 1


def test_adding_again_changes_nothing_and_a_better_duplicate_does(store: Store) -> None:
    document = store.reports.begin_file("import", path="/a.tmx", format="tmx", sha256="aa").document
    unit = TranslationUnit((Variant("en", "A"), Variant("de", "B")), status=Status.CANDIDATE)
    told: list[int] = []
    first = store.memory.add([unit], document, progress=told.append)
    again = store.memory.add([unit], document)
    better = store.memory.add([TranslationUnit(unit.variants)], document)  # approved
    assert [(one.added, one.changed, one.unchanged) for one in (first, again, better)] == [
        (1, 0, 0),
        (0, 0, 1),
        (0, 1, 0),
    ]
    assert told == [1]
    assert [one.status for one in store.memory.iterate()] == [Status.APPROVED]
    assert [[(source, *map(str, gained)) for source, gained in one.changes] for one in (again, better)] == [
        [],
        [("A", "approved")],
    ]


def test_nothing_of_a_transaction_stays_after_an_error(made: Made) -> None:
    made.add([("The net", "Das Netz")])

    def work() -> None:
        with made.store.transaction():
            made.add([("The cable", "Das Kabel")])
            raise KeyError

    with pytest.raises(KeyError):
        work()
    assert [unit.source.text for unit in made.store.memory.iterate()] == ["The net"]
    assert search(made.store, "cable") == []
    assert made.store.upkeep.examine() == []
