"""Heads of footnotes that the corpus does not have."""

from __future__ import annotations

import pytest

from igglossary.reports.sources import is_person, is_place, parse_container, parse_source


@pytest.mark.parametrize(
    "name", ["Ilvana Torquist", "Karl-Heinz Ondrak", "J. Torquist", "Vint Brook", "Dr. Ilvana Torquist"]
)
def test_persons(name: str) -> None:
    assert is_person(name)


@pytest.mark.parametrize(
    "name", ["United Nations", "Lake Commission", "Torquist", "Harbour Times", "12 Monkeys", "Packet Quarterly"]
)
def test_no_persons(name: str) -> None:
    assert not is_person(name)


def test_places() -> None:
    assert is_place("New York")
    assert is_place("Genf und online")
    assert not is_place("Seewinkel")
    assert is_place("Seewinkel", {"seewinkel"})
    assert not is_place("Die Stadt am See ist groß und die Boote sind klein")


def test_blank() -> None:
    assert parse_source("  ").source_title is None


def test_container() -> None:
    found = parse_container("Lake Review, 3. Mai 2021, S. 4")
    assert (found.publisher, found.date, found.pages) == ("Lake Review", "2021-05-03", "S. 4")
