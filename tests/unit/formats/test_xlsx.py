"""Workbooks as people have them: sheets, merged cells, empty rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from igglossary.errors import InputError, Problem
from igglossary.formats.report import Choice
from igglossary.formats.tables.xlsx import read_xlsx
from igglossary.model import Concept

if TYPE_CHECKING:
    from pathlib import Path

Rows = list[list[object]]


def book(path: Path, sheets: dict[str, Rows], merged: tuple[str, ...] = ()) -> Path:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
    for cells in merged:
        workbook.worksheets[0].merge_cells(cells)
    workbook.save(path)
    return path


def read(path: Path) -> tuple[list[list[str]], list[str]]:
    """The terms of each concept, and the problems."""
    items = list(read_xlsx(path))
    concepts = [item for item in items if isinstance(item, Concept)]
    terms = [[term.text for part in concept.languages for term in part.terms] for concept in concepts]
    return terms, [str(item) for item in items if isinstance(item, Problem) and not isinstance(item, Choice)]


def test_cells_merged_over_rows_stand_in_each_of_them(tmp_path: Path) -> None:
    rows: Rows = [["Nr.", "Deutsch", "Englisch"], [1, "Dienst", "service"], [None, None, "utility"], [2, "Netz", "net"]]
    path = book(tmp_path / "a.xlsx", {"A": rows}, ("A2:A3", "B2:B3"))
    assert read(path) == ([["Dienst", "service", "utility"], ["Netz", "net"]], [])


def test_languages_above_fields(tmp_path: Path) -> None:
    rows: Rows = [["Deutsch", None, "Englisch", None], ["Term", "Genus", "Term", "Kontext"], ["Netz", "n", "net", "x"]]
    path = book(tmp_path / "a.xlsx", {"A": rows}, ("A1:B1", "C1:D1"))
    concept = next(item for item in read_xlsx(path) if isinstance(item, Concept))
    assert [(part.lang, part.terms[0].gender, len(part.terms[0].contexts)) for part in concept.languages] == [
        ("de", "neuter", 0),
        ("en", None, 1),
    ]


def test_all_sheets_are_read_and_the_same_number_is_not_the_same_entry(tmp_path: Path) -> None:
    header: list[object] = ["id", "de", "en"]
    sheets: dict[str, Rows] = {
        "Read me": [["Made in spring."], ["Ask Kim."]],
        "A": [header, [1, "Dienst", "service"]],
        "B": [header, [1, "Netz", "net"]],
        "Empty": [],
        "Text": [["Ausgangstext (en)", "Zieltext (de)"], ["The net.", "Das Netz."]],
    }
    terms, problems = read(book(tmp_path / "a.xlsx", sheets))
    assert terms == [["Dienst", "service"], ["Netz", "net"]]
    assert len(problems) == 3
    assert all(any(name in problem for problem in problems) for name in ("[Read me]", "[B]:2", "[Text]"))


def test_what_stands_below_many_empty_rows_is_said(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", {"A": [["de", "en"], ["Dienst", "service"]]})
    workbook = openpyxl.load_workbook(path)
    workbook.active["A20000"] = "Netz"
    workbook.save(path)
    terms, problems = read(path)
    assert terms == [["Dienst", "service"]]
    assert len(problems) == 1


def test_a_book_without_a_table_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="one column"):
        read(book(tmp_path / "a.xlsx", {"A": [["Made in spring."]], "B": []}))
