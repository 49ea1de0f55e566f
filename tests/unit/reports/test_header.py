"""Title, place and date line, related block."""

from __future__ import annotations

import pytest

from igglossary.reports.blocks import Block
from igglossary.reports.header import find_quarter, read_header, read_place_and_date


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Seewinkel, 14. – 16. Mai 2024", ("Seewinkel", "2024-05-14", "2024-05-16")),
        ("Seewinkel und online, 26. Januar – 6. Februar 2026", ("Seewinkel und online", "2026-01-26", "2026-02-06")),
        ("14.–16. Mai 2024, Seewinkel", ("Seewinkel", "2024-05-14", "2024-05-16")),
        ("Seewinkel, den 3. Mai 2024", ("Seewinkel", "2024-05-03", "2024-05-03")),
        ("Ort und Datum: Seewinkel, 3. Mai 2024", ("Seewinkel", "2024-05-03", "2024-05-03")),
        ("3. Mai 2024", (None, "2024-05-03", "2024-05-03")),
        ("Seewinkel (3.–5. Mai 2024)", ("Seewinkel", "2024-05-03", "2024-05-05")),
    ],
)
def test_place_and_date(line: str, expected: tuple[str | None, str, str]) -> None:
    assert read_place_and_date(line) == expected


def test_year_from_the_quarter() -> None:
    assert read_place_and_date("Seewinkel, 14. – 16. Mai", "Q2/2024") == ("Seewinkel", "2024-05-14", "2024-05-16")


@pytest.mark.parametrize("line", ["Das Forum fand am 3. Mai 2024 in Seewinkel statt.", "Ein Satz.", "", "1. Lage"])
def test_other_lines(line: str) -> None:
    assert read_place_and_date(line) is None


def test_quarters() -> None:
    assert find_quarter("Q4/2019 - Konferenz") == "Q4/2019"
    assert find_quarter("Bericht 4. Quartal 2019") == "Q4/2019"
    assert find_quarter("Konferenz 2019") is None


def test_whole_header() -> None:
    texts = [
        "Q2/2024",
        "4. Seewinkel-Forum",
        "Seewinkel, 3. Mai 2024",
        "Ein Satz über den See.",
        "Mehr zum Thema",
        "Q2/2024",
    ]
    header = read_header([Block("paragraph", text, is_certain=False) for text in texts])
    assert (header.title, header.quarter, header.place) == ("4. Seewinkel-Forum", "Q2/2024", "Seewinkel")
    assert (header.related_heading, header.backlinks) == ("Mehr zum Thema", ["Q2/2024"])
    assert header.taken == {0, 1, 2, 4, 5}
