"""What stands in reports, but in no unit: found in all forms, once, with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from igglossary.memory.unlinked import search_all
from igglossary.workflow.build import build_report
from igglossary.workflow.forgetting import forget_reports

if TYPE_CHECKING:
    from pathlib import Path

    from igglossary.answers.memory import ConcordanceHit
    from igglossary.store.sqlite.store import Store

REPORT: Final = """Bericht vom Fluss

Die Räte der Ufergemeinden tagten. Das Überlinger Café schloss um neun Uhr.

Die digitale Spaltung ist die größte Herausforderung der Netzpolitik.[1]

[1] Ferry Board: Annual Report, 3. Mai 2021: "The digital divide is the greatest challenge of network policy. \
Nobody asked the lighthouse keepers." In: https://ferry.example/2021
"""


@pytest.fixture
def built(store: Store, tmp_path: Path) -> Store:
    """A store with one report, twice: the second file is a copy that adds nothing."""
    for name in ("river.txt", "river.md"):
        (tmp_path / name).write_text(REPORT, encoding="utf-8")
        build_report(store, tmp_path / name)
    return store


def one_sided(hits: list[ConcordanceHit]) -> list[str]:
    return [hit.text for hit in hits if hit.unit is None]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("Rat", "Die Räte der Ufergemeinden tagten."),
        ("ueberlinger", "Das Überlinger Café schloss um neun Uhr."),
        ("cafe", "Das Überlinger Café schloss um neun Uhr."),
        ("keeper", "Nobody asked the lighthouse keepers."),
        ('"um neun"', "Das Überlinger Café schloss um neun Uhr."),
        ("light*", "Nobody asked the lighthouse keepers."),
    ],
)
def test_a_sentence_without_another_side_is_found(built: Store, query: str, text: str) -> None:
    (hit,) = search_all(built, query)

    assert (hit.unit, hit.text, hit.other, hit.status) == (None, text, None, None)
    assert hit.provenance[0].document == "Bericht vom Fluss"


def test_a_quotation_names_its_source(built: Store) -> None:
    (hit,) = search_all(built, "keepers")

    assert hit.provenance[0].source_date == "2021-05-03"
    assert hit.provenance[0].url == "https://ferry.example/2021"
    assert hit.provenance[0].footnote == "1"


def test_what_is_linked_is_said_once(built: Store) -> None:
    hits = search_all(built, "digitalen Spaltungen")

    assert [hit.unit is None for hit in hits] == [False]
    assert "digital divide" in (hits[0].other or "")


def test_words_as_typed_languages_and_limits_are_heeded(built: Store) -> None:
    assert not search_all(built, "Rat", exact=True)
    assert one_sided(search_all(built, "räte", exact=True))
    assert not search_all(built, "keepers", lang="de")
    assert one_sided(search_all(built, "keepers", lang="en-GB"))
    assert len(search_all(built, "der", limit=1)) == 1
    assert not search_all(built, "…")


def test_a_report_that_is_forgotten_is_found_no_more(built: Store) -> None:
    forget_reports(built, [one.path for one in built.reports.standing()])

    assert not search_all(built, "keepers")
