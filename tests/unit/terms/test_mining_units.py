"""Mining from a memory without a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.model import Place
from igglossary.terms.mining import units as mining_units
from igglossary.terms.mining.mine import mine_units

if TYPE_CHECKING:
    import pytest

HERE = Place("memory.tmx", publisher="The Office")
UNITS = [
    ("Das Protokoll ist offen.", "The protocol is open."),
    ("Ein Protokoll braucht Zeit.", "A protocol takes time."),
    ("Das Modem ist neu.", "The modem is new."),
    ("Kein Modem, kein Signal.", "No modem, no signal."),
    ("Das Parlament tagt.", "The parliament is in session."),
]


def test_pairs_seen_twice_are_proposed_with_their_places() -> None:
    found = {one.german: one for one in mine_units((*unit, HERE) for unit in UNITS)}
    assert found["Protokoll"].english == "protocol"
    assert found["Modem"].english == "modem"
    assert "Parlament" not in found
    occurrences = found["Protokoll"].occurrences
    assert [one.german.segment for one in occurrences] == ["u1", "u2"]
    assert occurrences[0].provenance == HERE
    assert occurrences[0].english_segment[slice(occurrences[0].english.start, occurrences[0].english.end)] == "protocol"
    assert found["Protokoll"].suggestions[0].count == 2


def test_repeated_units_are_no_second_evidence() -> None:
    assert mine_units([(*UNITS[4], HERE)] * 5) == ()


def test_known_pairs_and_conflicts() -> None:
    known = [("Protokoll", "protocol", "c1"), ("Modem", "dial-up adapter", "c2")]
    found = {one.german: one for one in mine_units(((*unit, HERE) for unit in UNITS), known=known)}
    assert found["Protokoll"].known_concept == "c1"
    assert found["Modem"].conflict == "dial-up adapter"


def test_names_that_are_the_same_on_both_sides_are_left_out() -> None:
    units = [("Hier wohnt Blorpia.", "Here lives Blorpia."), ("Dort wohnt Blorpia.", "There lives Blorpia.")]
    assert mine_units((*unit, HERE) for unit in units) == ()


def test_memory_stays_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mining_units, "_MOST_PAIRS", 9)
    found = {one.german for one in mine_units((*unit, HERE) for unit in UNITS)}
    assert found <= {"Protokoll", "Modem"}


def test_endless_segments_are_not_read() -> None:
    assert mine_units([("Wort " * 10_000, "word " * 10_000, HERE)] * 2) == ()


def test_an_empty_memory() -> None:
    assert mine_units([]) == ()
