"""Running heads, feet and page numbers: what stands at the same place of several pages is no text of the report."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from igglossary.model import LeftOut

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from igglossary.reports.pdf.sheet import Line, Sheet

_DEPTH = 4  # rows at the head and at the foot that are looked at
_SAME_HEIGHT = 3.0  # points
_LEAST_PAGES = 3
_NEAR_PAGES = 2  # heads of left and right pages alternate
_SHARE_OF_NUMBERED = 0.3  # of the pages show their number: others open chapters
_SHARE_WITH_HEAD = 0.25
_LONE_GAP = 1.6  # em between a head and the text
_Place = tuple[str, bool, int]
"""Masked text, whether it is at the head, and height in steps of ``_SAME_HEIGHT``."""
_NUMBER = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
_ONLY_NUMBER = re.compile(
    r"(?:[-–—|·•]\s*)?(?:(?:Seite|Page|S\.|p\.)\s*)?(?:#|[ivxlc]{1,6}|[IVXLC]{1,6})(?:\s*(?:/|von|of)\s*\d{1,4})?(?:\s*[-–—|·•])?",
    re.IGNORECASE,
)


def without_furniture(sheets: list[Sheet]) -> tuple[list[Sheet], list[LeftOut]]:
    """The pages without heads, feet and page numbers, and these, page by page."""
    edges = [_Edges(sheet) for sheet in sheets]
    offset = _page_offset(edges)
    repeated = _repeated(edges, offset)
    heads: Counter[int] = Counter()
    for edge in edges:
        for row, is_head in edge.peeled(offset, repeated):
            edge.drop(row)
            heads[round(row[0].baseline / _SAME_HEIGHT) if is_head else -1] += 1
    _drop_lone_heads(edges, heads)
    return [edge.rest() for edge in edges], [left for edge in edges for left in edge.left_out()]


def _drop_lone_heads(edges: list[_Edges], heads: Counter[int]) -> None:
    """Heads that only one page has, at the height at which many pages have one."""
    for edge in edges:
        row = edge.lone_head()
        if row and _near_count(heads, row[0].baseline) >= max(_LEAST_PAGES, _SHARE_WITH_HEAD * len(edges)):
            edge.drop(row)


class _Edges:
    """The rows of one page from top to bottom; lines at the same height are one row."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.number = sheet.number
        self._rows: list[list[Line]] = []
        self._dropped: set[int] = set()
        for line in sorted(sheet.lines, key=lambda line: -line.baseline):
            if self._rows and abs(self._rows[-1][0].baseline - line.baseline) < _SAME_HEIGHT:
                self._rows[-1].append(line)
            else:
                self._rows.append([line])
        self.head = self._rows[:_DEPTH]
        self.foot = self._rows[-_DEPTH:][::-1]

    def rows(self) -> Iterator[tuple[list[Line], bool]]:
        """The outermost rows, each with whether it is at the head."""
        yield from ((row, True) for row in self.head)
        yield from ((row, False) for row in self.foot)

    def peeled(self, offset: int | None, repeated: set[_Place]) -> list[tuple[list[Line], bool]]:
        """Furniture from the outermost row inwards, up to the first row that is none."""
        found: list[tuple[list[Line], bool]] = []
        for rows, is_head in ((self.head, True), (self.foot, False)):
            for row in rows:
                text = _masked(row, self.number, offset)
                if not _is_page_number(text, offset) and (
                    _place(text, row, is_head) not in repeated
                    or (not is_head and any(line.starts_raised() for line in row))
                ):
                    break
                found.append((row, is_head))
        return found

    def drop(self, row: Iterable[Line]) -> None:
        self._dropped.update(id(line) for line in row)

    def lone_head(self) -> list[Line]:
        """The first row that is left, if white separates it from the text and its size is not a heading's."""
        left = [row for row in self._rows if not any(id(line) in self._dropped for line in row)]
        if len(left) < 2:
            return []
        first, second = left[0], left[1]
        gap = first[0].baseline - second[0].baseline
        return first if gap > _LONE_GAP * first[0].size and first[0].size <= second[0].size * 1.02 else []

    def left_out(self) -> Iterator[LeftOut]:
        """What was dropped, as a reader of the page sees it."""
        for row in self._rows:
            if id(row[0]) in self._dropped:
                text = " ".join(line.shown for line in sorted(row, key=lambda line: line.left))
                is_number = any(c.isdigit() for c in text) and not any(len(word) > 5 for word in text.split())
                yield LeftOut("page number" if is_number else "running head", text)

    def rest(self) -> Sheet:
        self.sheet.lines = [line for line in self.sheet.lines if id(line) not in self._dropped]
        return self.sheet


def _near_count(heads: Counter[int], baseline: float) -> int:
    key = round(baseline / _SAME_HEIGHT)
    return max(heads[key - 1] + heads[key], heads[key] + heads[key + 1])


def _page_offset(edges: list[_Edges]) -> int | None:
    """Printed page number minus index of the page, if enough pages show it; None without page numbers."""
    votes: Counter[int] = Counter()
    for edge in edges:
        seen = {
            int(number) - edge.number
            for row, _is_head in edge.rows()
            for line in row
            for number in _NUMBER.findall(line.text)[:1] + _NUMBER.findall(line.text)[-1:]
        }
        votes.update(seen)
    if not votes:
        return None
    offset, count = max(votes.items(), key=lambda item: (item[1], -abs(item[0] - 1)))
    return offset if count >= max(min(2, len(edges)), _SHARE_OF_NUMBERED * len(edges)) else None


def _masked(row: list[Line], number: int, offset: int | None) -> str:
    """The row with its page number as ``#``: only that may differ, so that ``13 Ebenda.`` thrice is no foot."""
    text = " ".join(line.shown for line in sorted(row, key=lambda line: line.left))
    if offset is None:
        return text
    return _NUMBER.sub(lambda m: "#" if int(m.group()) == number + offset else m.group(), text)


def _is_page_number(text: str, offset: int | None) -> bool:
    return not text or (bool(_ONLY_NUMBER.fullmatch(text)) and offset is not None)


def _place(text: str, row: list[Line], is_head: bool) -> _Place:
    return text, is_head, round(row[0].baseline / _SAME_HEIGHT)


def _repeated(edges: list[_Edges], offset: int | None) -> set[_Place]:
    """What stands at the same place of several pages that are near each other."""
    pages: dict[_Place, list[int]] = defaultdict(list)
    for edge in edges:
        for row, is_head in edge.rows():
            pages[_place(_masked(row, edge.number, offset), row, is_head)].append(edge.number)
    found: set[_Place] = set()
    for text, is_head, height in pages:
        around = ((text, is_head, height + d) for d in (-1, 0, 1))
        same = sorted(number for place in around for number in pages.get(place, ()))
        if len(same) >= _LEAST_PAGES and any(b - a <= _NEAR_PAGES for a, b in pairwise(same)):
            found.add((text, is_head, height))
    return found
