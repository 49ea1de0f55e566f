"""Pairing of quotation marks by their neighbours."""

from __future__ import annotations

import pytest

from igglossary.reports.quotation_marks import find_regions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Er sagte „ja“ und »nein«.", ["ja", "nein"]),
        ('„We share "public harm" here." in:', ['We share "public harm" here.']),
        ("»For ‘us’ it is. ‘Water’ too.«", ["For ‘us’ it is. ‘Water’ too."]),
        ("„He said “hello” to me.“", ["He said “hello” to me."]),
        ("„Er sagte ‚ja‘.“", ["Er sagte ‚ja‘."]),
        ('"He said "yes" to it", in:', ['He said "yes" to it']),
        (",,Old style.''", ["Old style."]),
        ("”Swedish style”,", ["Swedish style"]),
        ("“wrong German“", ["wrong German"]),
        ("„a „b“ c“", ["a „b“ c"]),
        ("‚only single‘", ["only single"]),
        ("the fishers' boats can't pass", []),
        ("", []),
        ("„", []),
    ],
)
def test_outer_stretches(text: str, expected: list[str]) -> None:
    assert [text[region.start : region.end] for region in find_regions(text)] == expected


def test_unclosed_runs_to_the_end() -> None:
    (region,) = find_regions("Titel: „The water is cold")
    assert region.close is None
    assert region.end == len("Titel: „The water is cold")
