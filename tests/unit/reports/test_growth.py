"""Reading costs twice as much for twice the report, in every format: judged by the number of calls, not by seconds.

Calls of functions are counted, in Python and in C; what a single call of a regular expression costs is the subject of
``test_pattern_growth``.
"""

from __future__ import annotations

import importlib.util
import sys
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from igglossary.reports import read_report

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLES = Path(__file__).parents[3] / "examples"
FORMATS = ("txt", "md", "html", "docx", "odt", "epub", "pdf")
GROWTH = 2.3  # twice the report; the issue asks for that
QUOTATION = "„The lake belongs to everybody who lives there. Nobody may fence it in.“"
SOURCE = "Open Water, Harbour Times, Seewinkel, 3. Mai 2024: "
REPEATS = {
    "quotations": "„Nobody owns the lake.“ ",
    "open quotation marks": "„Wasser ",
    "brackets": "(siehe Anhang) ",
    "open brackets": "((a ",
    "dashes": "Ufer – Damm - ",
    "pages": "S. 1-2, ",
    "items": "1), ",
    "sources": "Musterfrau, Erika: Der See, Seewinkel 2019; ",
    "addresses": "in: https://lake.example/a, ",
    "back references": "Ebd., siehe Anm. 3, vgl. ",
}


@lru_cache
def samples() -> Any:
    """``examples/make_samples.py``, which writes a report in every format."""
    spec = importlib.util.spec_from_file_location("make_samples", EXAMPLES / "make_samples.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look there
    spec.loader.exec_module(module)
    return module


def write(ending: str, paragraphs: list[str], notes: list[str], folder: Path) -> Path:
    report = samples().Report(
        title="Q2/2024 - Ein Bericht über den See",
        place_and_date="Seewinkel, 14. - 16. Mai 2024",
        body=[("paragraph", text) for text in paragraphs],
        related="Mehr zum Thema",
        backlink=("Q1/2024", "https://lake.example/q1"),
        notes=notes,
    )
    path = folder / f"report.{ending}"
    if ending == "md":
        numbered = [f"[^{n}]: {note}" for n, note in enumerate(notes, start=1)]
        path.write_text("\n\n".join([f"# {report.title}", *paragraphs, *numbered]), encoding="utf-8")
    else:
        path.write_bytes(getattr(samples(), f"write_{ending}")(report))
    return path


def calls(work: Callable[[], object]) -> int:
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def reading(path: Path) -> Callable[[], object]:
    """What reads the file; a PDF's child process works here, so that its calls can be counted."""
    if path.suffix != ".pdf":
        return lambda: read_report(path)
    pytest.importorskip("pypdfium2")
    from igglossary.reports.pdf.extraction import extract

    data = path.read_bytes()
    return lambda: extract(data)


def check(make: Callable[[int], tuple[list[str], list[str]]], ending: str, size: int, folder: Path) -> None:
    work = reading(write(ending, *make(4), folder))
    work()  # what is loaded once
    costs = [calls(reading(write(ending, *make(n), folder))) for n in (size, 2 * size)]
    assert costs[1] < GROWTH * costs[0], costs


@pytest.mark.parametrize("ending", FORMATS)
def test_footnotes_in_number(ending: str, tmp_path: Path) -> None:
    def make(number: int) -> tuple[list[str], list[str]]:
        texts = [f"Satz {n} nennt den See[^{n}]. Die Fischer warnen vor Zaun {n}." for n in range(1, number + 1)]
        return texts, [f"{SOURCE}{QUOTATION} In: https://lake.example/{n}" for n in range(1, number + 1)]

    check(make, ending, 60, tmp_path)


@pytest.mark.parametrize("unit", REPEATS)
@pytest.mark.parametrize("place", ["note", "body"])
def test_small_repeats(unit: str, place: str, tmp_path: Path) -> None:
    def make(number: int) -> tuple[list[str], list[str]]:
        many = REPEATS[unit] * number
        note = f"{SOURCE}{QUOTATION} {many if place == 'note' else ''}".strip()
        return [f"Der See gehört allen[^1]. {many if place == 'body' else ''}".strip()], [note]

    check(make, "txt", 150, tmp_path)


@pytest.mark.parametrize("ending", FORMATS)
def test_long_lines(ending: str, tmp_path: Path) -> None:
    def make(number: int) -> tuple[list[str], list[str]]:
        return ["Der See gehört allen[^1]. " + "Die Fischer warnen vor Zäunen. " * number], [SOURCE + QUOTATION]

    check(make, ending, 150, tmp_path)
