"""Two columns: where the white between them is, and in which order lines are read."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igglossary.reports.pdf.sheet import Line

_WIDE = 0.20  # of the page; shorter stretches say nothing about columns
_FIRST, _LAST = 35, 65  # percent of the page between which the white is looked for
_NEAR = 0.12  # of the page: how far from the white the columns' lines end and begin
_MOST_CROSSING = 0.25
_LEAST = 8  # lines on either side


def find_gutter(spans: Sequence[tuple[float, float]], width: float) -> float | None:
    """The x of the white between two columns from the (left, right) of a page's stretches, None for one column."""
    wide = [(left, right) for left, right in spans if right - left > _WIDE * width]
    tried = (_gutter_at(width * percent / 100, wide, width) for percent in range(_FIRST, _LAST + 1))
    found = [gutter for gutter in tried if gutter is not None]
    return max(found, key=lambda gutter: gutter[:2])[2] if found else None


def _gutter_at(x: float, wide: Sequence[tuple[float, float]], width: float) -> tuple[int, int, float] | None:
    """How well the page is parted near ``x``: lines that do not cross it, lines of the smaller side; and the middle."""
    before = [right for _left, right in wide if x - _NEAR * width < right <= x]
    behind = [left for left, _right in wide if x <= left < x + _NEAR * width]
    crossing = sum(left < x < right for left, right in wide)
    if min(len(before), len(behind)) < _LEAST or crossing > _MOST_CROSSING * len(wide):
        return None
    return -crossing, min(len(before), len(behind)), (max(before) + min(behind)) / 2


def in_reading_order(lines: list[Line], gutter: float | None) -> list[Line]:
    """From top to bottom; with columns, lines over both cut the page into bands, and a band is read left, then right.

    Sets ``part`` and ``column`` of each line.
    """
    ordered = sorted(lines, key=lambda line: (-line.baseline, line.left))
    if gutter is None:
        return ordered
    groups: list[list[Line]] = [[], [], []]  # of each band the lines over both columns, the left and the right ones
    for line in ordered:
        line.column = _column(line, gutter)
        if line.column == -1 and (groups[-2] or groups[-1]):
            groups += [], [], []
        groups[line.column - 2].append(line)
    for part, group in enumerate(groups):
        for line in group:
            line.part = part
    return list(chain.from_iterable(groups))


def _column(line: Line, gutter: float) -> int:
    """-1 over both columns, else 0 or 1."""
    if line.left < gutter - 2 and line.right > gutter + 2:
        return -1
    return int(line.left >= gutter)


def common_gutter(found: Sequence[float | None]) -> list[float | None]:
    """Each page's gutter; a page with too few lines to show one has that of the document, if most pages have one."""
    known = sorted(x for x in found if x is not None)
    if len(known) * 2 < len(found) or not known:
        return list(found)
    middle = known[len(known) // 2]
    return [x if x is not None else middle for x in found]
