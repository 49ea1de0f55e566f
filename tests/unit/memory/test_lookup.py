"""Fuzzy look-up: directions, variants, penalties, what is offered and what is not."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from igglossary import model
from igglossary.answers.memory import Difference
from igglossary.answers.places import Place
from igglossary.memory import distance
from igglossary.memory.lookup import find_many, find_matches
from igglossary.model import InlineCode, Relation, Status, TranslationUnit, Variant

if TYPE_CHECKING:
    from collections.abc import Callable

    from igglossary.store.sqlite.store import Store

ENGLISH, GERMAN = "More states accept the draft treaty.", "Mehr Staaten nehmen den Vertragsentwurf an."


def unit(
    status: Status = Status.APPROVED, relation: Relation = Relation.TRANSLATION, lang: str = "en"
) -> TranslationUnit:
    return TranslationUnit((Variant(lang, ENGLISH), Variant("de", GERMAN)), status=status, relation=relation)


def test_best_first_with_differences_and_provenance(store: Store, remember: Callable[..., None]) -> None:
    remember((ENGLISH, GERMAN), ("Few states accept the draft treaty", "Wenige"), ("Nothing else", "Nichts"))
    first, second = find_matches(store, ENGLISH)
    assert (first.score, first.target, first.differences) == (100, GERMAN, ())
    assert [place.document for place in first.provenance] == ["old.tmx"]
    assert (second.score, second.text_score) == (82, 82)
    assert list(second.differences) == [Difference("word", "Few", "More", 0), Difference("punctuation", "", ".", 1)]


def test_both_directions_and_variants(store: Store, remember: Callable[..., None]) -> None:
    remember(unit(lang="en-GB"))
    assert find_matches(store, ENGLISH)[0].source_lang == "en-GB"
    assert find_matches(store, ENGLISH, source_lang="en-US", target_lang="de-AT")[0].target == GERMAN
    reverse = find_matches(store, GERMAN, source_lang="de", target_lang="en")[0]
    assert (reverse.score, reverse.source, reverse.target) == (100, GERMAN, ENGLISH)
    assert find_matches(store, GERMAN) == []
    assert find_matches(store, ENGLISH, target_lang="fr") == []


@pytest.mark.parametrize(
    ("status", "relation", "score"),
    [
        (Status.APPROVED, Relation.TRANSLATION, 100),
        (Status.CANDIDATE, Relation.TRANSLATION, 90),
        (Status.DEFERRED, Relation.QUOTATION, 90),
        (Status.REJECTED, Relation.TRANSLATION, None),
        (Status.APPROVED, Relation.SUMMARY, 90),
        (Status.CANDIDATE, Relation.SUMMARY, None),
        (Status.CANDIDATE, Relation.MENTION, None),
    ],
)
def test_what_is_offered_and_at_which_price(
    store: Store, remember: Callable[..., None], status: Status, relation: Relation, score: int | None
) -> None:
    remember(unit(status, relation))
    found = find_matches(store, ENGLISH)
    assert [match.score for match in found] == ([] if score is None else [score])
    for match in found:
        assert match.text_score - sum(penalty.points for penalty in match.penalties) == match.score
        assert bool(match.penalties) == (match.score < 100)
    assert len(find_matches(store, ENGLISH, threshold=91)) == (score == 100)


def test_odd_segments(store: Store, remember: Callable[..., None]) -> None:
    remember(("…", "…"), ("2024", "2024"), ('"quoted" AND (not) NEAR* ^x', "x"), ("a\x00b", "c"))
    assert [match.score for match in find_matches(store, "…")] == [100]
    assert [match.score for match in find_matches(store, "2025")] == [99]
    assert [match.score for match in find_matches(store, '"quoted" AND (not) NEAR* ^x')] == [100]
    assert find_matches(store, "") == find_matches(store, "  ") == []
    assert find_matches(store, "word " * 3000) == []


def test_inline_codes_of_the_unit_are_a_difference(store: Store, remember: Callable[..., None]) -> None:
    codes = (InlineCode(0, "hi", (), "", 4),)
    remember(TranslationUnit((Variant("en", ENGLISH, codes), Variant("de", GERMAN, codes))))
    assert find_matches(store, ENGLISH)[0].score == 98


def test_many_at_once_and_by_rapidfuzz(
    store: Store, remember: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    remember(*((f"word{n} is the {n % 7} common part", "x") for n in range(50)))
    segments = [f"word{n} is a common part" for n in range(10)]
    slow = list(find_many(store, segments, threshold=50))
    monkeypatch.setattr(distance, "_IMPORT_AFTER", 0)
    assert list(find_many(store, segments, threshold=50)) == slow
    assert all(answer.matches for answer in slow)


def test_the_provenance_of_a_unit_is_told_whole(store: Store, remember: Callable[..., None]) -> None:
    source = model.Place("A report", footnote="7", start=3, end=9)
    remember(TranslationUnit((Variant("en", ENGLISH), Variant("de", GERMAN)), provenance=(source,)))
    assert find_matches(store, ENGLISH)[0].provenance == (Place("A report", footnote="7", start=3, end=9),)


def test_a_cold_look_up_imports_nothing_heavy() -> None:
    code = (
        "import sys, igglossary.memory.lookup, igglossary.store.sqlite.connection\n"
        "heavy = ('dataclasses', 'rapidfuzz', 'numpy', 'lxml', 'json', 'inspect')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_of_equal_matches_the_one_that_is_kept_more_likely_comes_first(
    store: Store, remember: Callable[..., None]
) -> None:
    for keep, target in ((0.4, "Wenig"), (0.9, "Viel")):
        remember(TranslationUnit((Variant("en", ENGLISH), Variant("de", target)), keep=keep))
    assert [(match.target, match.keep) for match in find_matches(store, ENGLISH)] == [("Viel", 0.9), ("Wenig", 0.4)]
    remember((ENGLISH, GERMAN))
    assert [match.target for match in find_matches(store, ENGLISH)] == [GERMAN, "Viel", "Wenig"]
