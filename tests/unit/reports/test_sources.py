"""Heads of footnotes that the corpus does not have."""

from __future__ import annotations

import pytest

from igglossary.reports.authors import is_person
from igglossary.reports.blocks import Note
from igglossary.reports.footnotes import parse_footnotes
from igglossary.reports.source_parts import is_place
from igglossary.reports.sources import parse_container, parse_source


@pytest.mark.parametrize(
    "name", ["Ilvana Torquist", "Karl-Heinz Ondrak", "J. Torquist", "Vint Brook", "Dr. Ilvana Torquist"]
)
def test_persons(name: str) -> None:
    assert is_person(name)


@pytest.mark.parametrize(
    "name",
    [
        "United Nations",
        "Lake Commission",
        "Torquist",
        "Harbour Times",
        "12 Monkeys",
        "Packet Quarterly",
        "Helsinki Security Conference",
        "Draining Seewinkel",
        "Ilvana Messages",
    ],
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


@pytest.mark.parametrize(
    ("head", "title", "publisher", "author", "date"),
    [
        ("Open Shores, #Fish Report 2023, 15. Mai 2024", "#Fish Report 2023", "Open Shores", None, "2024-05-15"),
        ("Clean Water, The lake deal: a look, Mai 2024", "The lake deal: a look", "Clean Water", None, "2024-05"),
        ("Nordsee et al., Proposals for the Work, S. 4 f.", "Proposals for the Work", "Nordsee et al.", None, None),
        ("Ilvana Torquist, Words at the Pier, Mai 2021", "Words at the Pier", None, "Ilvana Torquist", "2021-05"),
        ("Ilvana Torquist: The Lake, Princeton 2024, S. 8", "The Lake", None, "Ilvana Torquist", "2024"),
        ("Ilvana Torquist, im Gespräch mit der Seepost, Mai 2021", None, "Seepost", "Ilvana Torquist", "2021-05"),
        ("Lake Union, Draft, CM(2024)52, Art. 1, 6 ff., 15 u. 16", "Draft, CM(2024)52", "Lake Union", None, None),
        ("Lake Union, Summary, Mai 2021, Para. 32 lit. a–c", "Summary", "Lake Union", None, "2021-05"),
        ("„Who owns the lake?“, Harbour Times, 3. Mai 2021", "Who owns the lake?", "Harbour Times", None, "2021-05-03"),
    ],
)
def test_heads(head: str, title: str | None, publisher: str | None, author: str | None, date: str | None) -> None:
    (note,) = parse_footnotes([Note("1", f"{head}: „The lake is open. Nobody may fence it.“")])
    source = note.source
    assert (source.source_title, source.publisher, source.author, source.date) == (title, publisher, author, date)
    assert len(note.quotations) == 1


def test_same_place_named_later_in_the_head_and_by_its_publisher() -> None:
    notes = [
        Note("1", "Lake Union, Annual Report, 3. Mai 2021: „The lake is open.“ In: https://lake.example/1"),
        Note("2", "Statement by the Chair, ebd.: „Nobody may fence it.“ Vgl. dazu auch oben Anm. 1."),
        Note("3", "Lake Union (Fn. 1): „Boats are welcome.“ Video: https://lake.example/3"),
    ]
    _first, second, third = parse_footnotes(notes)
    assert (second.source.source_title, second.source.publisher) == ("Statement by the Chair", None)
    assert second.back_reference is not None
    assert second.back_reference.refers_to == "1"
    assert (third.source.source_title, third.source.publisher) == (None, "Lake Union")
    assert third.source.url == "https://lake.example/3"
