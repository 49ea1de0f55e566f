"""Hard checks block, soft ones warn; a comparison can be read both ways."""

from __future__ import annotations

import pytest

from igglossary.model import AdministrativeStatus, Concept, LanguageSection, Term
from igglossary.review import concepts
from igglossary.review.checks import check_concept, check_sides
from igglossary.review.diff import MARKS, compare


@pytest.mark.parametrize(
    ("german", "english", "is_segment", "blocking"),
    [
        ("Kai", "", False, [True]),
        (" ", "quay", False, [True]),
        ("Router", "Router", False, [False]),
        ("Gebühr", "Gebühr", False, [True]),
        ("We the people of the port", "We the people of the port", True, [True]),
        ("Port of Emden", "Port of Emden", True, [False]),
        ("um 1.200 Euro", "by 1,200 euros", True, []),
        ("um 12 Euro", "by 13 euros", True, [False]),
        ("fünf Prozent am 3.4.24", "5 percent on 3 April 2024", True, []),
        ("5 Billionen Euro", "5 billion euros", True, [False]),
        ("Kai", "quay", False, []),
    ],
)
def test_sides(german: str, english: str, is_segment: bool, blocking: list[bool]) -> None:
    assert [f.is_blocking for f in check_sides(german, english, is_segment=is_segment)] == blocking


def test_concepts_need_terms() -> None:
    assert check_concept(Concept("a"))[0].is_blocking
    assert check_concept(Concept("a", (LanguageSection("de", (Term(" ", "de"),)),)))[0].is_blocking
    assert not check_concept(Concept("a", (LanguageSection("de", (Term("Kai", "de"),)),)))[0].is_blocking


def test_the_preferred_term_is_the_best() -> None:
    terms = (
        Term("old", "en", administrative_status=AdministrativeStatus.SUPERSEDED),
        Term("good", "en"),
        Term("best", "en", administrative_status=AdministrativeStatus.PREFERRED),
    )
    assert concepts.best_term(Concept("a", (LanguageSection("en", terms),)), "en") == "best"
    assert concepts.best_term(Concept("a", (LanguageSection("en", terms[:2]),)), "en") == "good"
    assert concepts.best_term(Concept("a"), "en") is None


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("drive shaft", "driveline shaft", "drive{+line+} shaft"),
        ("the red cap", "the blue cap", "the [-red-]{+blue+} cap"),
        ("same", "same", "same"),
        ("", "new", "{+new+}"),
    ],
)
def test_comparisons(old: str, new: str, marked: str) -> None:
    assert "".join(MARKS[part.kind].format(part.text) for part in compare(old, new)) == marked
