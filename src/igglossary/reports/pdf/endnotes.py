"""Notes that stand together at the end, where no page has notes at its foot."""

from __future__ import annotations

from itertools import islice, pairwise
from typing import TYPE_CHECKING

from igglossary.reports.pdf.notes import FootNote, label_of, pair, readings, rising

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igglossary.reports.pdf.notes import Apparatus
    from igglossary.reports.pdf.sheet import Line, Sheet

_LEAST = 3  # raised numbers from 1 on; fewer are powers and units
_SHARE = 0.9  # of the raised numbers that the list must have
_EDGE = 8.0  # points
_TRIES = 12  # places where a list may begin, from the end backwards
_LOOSE = 2.2  # times the size: the white that ends the last note


def find_endnotes(sheets: Sequence[Sheet]) -> Apparatus | None:
    """The last list whose numbers are those that are raised in the text before it; None if there is none."""
    lines = [line for sheet in sheets for line in sheet.lines]
    labels = [(index, label[0]) for index, line in enumerate(lines) if (label := label_of(line)) is not None]
    for start in islice((i for i, n in reversed(labels) if n == 1), _TRIES):
        wanted = _raised(lines[:start])
        if len(wanted) < _LEAST:
            continue
        found = _counted(lines, [(i, n) for i, n in labels if i >= start])
        if len(found) >= _SHARE * wanted[-1]:
            return _apparatus(sheets, lines, found)
    return None


def _raised(lines: Sequence[Line]) -> list[int]:
    """The raised numbers that count up from 1."""
    values = [ways[0][0] for line in lines for mark in line.marks if (ways := readings(mark.digits))]
    counted = [values[position] for position in rising(values)]
    return counted if counted[:1] == [1] else []


def _counted(lines: Sequence[Line], labels: Sequence[tuple[int, int]]) -> list[int]:
    """Indexes of the lines that count 1, 2, … at the left edge of the first (pages may be shifted by some points)."""
    found: list[int] = []
    edge = lines[labels[0][0]].left
    for index, number in labels:
        if number == len(found) + 1 and (abs(lines[index].left - edge) < _EDGE or lines[index].column == 1):
            found.append(index)
    return found


def _apparatus(sheets: Sequence[Sheet], lines: Sequence[Line], found: Sequence[int]) -> Apparatus:
    ends = [*found[1:], _end(lines, found[-1])]
    notes = [
        FootNote(number, 0, lines[start].page, list(lines[start:end]))
        for number, (start, end) in enumerate(zip(found, ends, strict=True), start=1)
    ]
    taken = {id(line) for note in notes for line in note.lines}
    body = [[line for line in sheet.lines if id(line) not in taken] for sheet in sheets]
    return pair(notes, body, anywhere=True)


def _end(lines: Sequence[Line], last: int) -> int:
    """Where the last note ends: before white, another size or another weight."""
    for index, (before, line) in enumerate(pairwise(lines[last:]), start=last + 1):
        is_far = before.page == line.page and before.baseline - line.baseline > _LOOSE * line.size
        if is_far or abs(before.size - line.size) > 0.4 or before.is_bold != line.is_bold:
            return index
    return len(lines)
