"""How often reports use a concept: their own words, by quarter, counted anew when the term base has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from igglossary.answers.facts import Quarter
from igglossary.model import Concept, LanguageSection, Status, Term
from igglossary.store.contract.reports import ReportUses
from igglossary.workflow.build import build_report
from igglossary.workflow.uses import by_quarter, quarter_of

if TYPE_CHECKING:
    from pathlib import Path

    from igglossary.store.contract.store import Store

REPORT = """Der Hafen

Die Lotsin kam in den Hafen.[1] Alle Lotsinnen und der Lotsenrat schwiegen.

[1] Hafenrat, “the harbour pilot came, die Lotsin auch, as every harbour pilot does”, 4.
"""


def a_concept(name: str, german: str, english: str) -> Concept:
    sections = (LanguageSection("de", (Term(german, "de"),)), LanguageSection("en", (Term(english, "en"),)))
    return Concept(name, languages=sections, status=Status.APPROVED)


def test_build_counts_the_words_of_the_report_and_not_those_of_its_quotations(store: Store, tmp_path: Path) -> None:
    list(store.terms.add([a_concept("pilot", "Lotsin", "harbour pilot"), a_concept("fog", "Nebel", "fog")]))
    path = tmp_path / "bericht.txt"
    path.write_text(REPORT, encoding="utf-8")
    build_report(store, path)
    (counted,) = store.reports.uses()
    assert counted.concepts == {"pilot": 2}


def test_a_later_term_is_counted_when_the_report_is_built_again(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "bericht.txt"
    path.write_text(REPORT, encoding="utf-8")
    build_report(store, path)
    assert store.reports.uses()[0].concepts == {}
    list(store.terms.add([a_concept("harbour", "Hafen", "harbour")]))
    assert build_report(store, path).outcome == "unchanged"
    assert store.reports.uses()[0].concepts == {"harbour": 1}


def test_quarters_have_the_reports_that_do_not_use_a_concept() -> None:
    reports = [
        ReportUses("d", None, {"x": 1}),
        ReportUses("a", "2024-03-31", {"x": 2}),
        ReportUses("b", "2024-04-01", {"y": 7}),
        ReportUses("c", "2024-12", {"x": 1}),
        ReportUses("e", "2024-10-01", {"x": 4}),
    ]
    assert by_quarter(reports, "x") == (
        Quarter(None, 1, 1),
        Quarter("2024-Q1", 2, 1),
        Quarter("2024-Q2", 0, 0),
        Quarter("2024-Q4", 5, 2),
    )
    assert by_quarter(reports, "z") == ()


@pytest.mark.parametrize(
    ("date", "quarter"),
    [("2025-01-01", "2025-Q1"), ("2025-06-30", "2025-Q2"), ("2025-09", "2025-Q3"), ("2025-12-31", "2025-Q4"),
     ("2025", "2025"), (None, None), ("", None)],
)  # fmt: skip
def test_quarter_of_a_date(date: str | None, quarter: str | None) -> None:
    assert quarter_of(date) == quarter
