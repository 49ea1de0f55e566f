"""Words at places → lines with raised numbers; in columns, in the order in which they are read."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from igglossary.reports.pdf.columns import find_gutter, in_reading_order
from igglossary.reports.pdf.sheet import Line, Mark, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from igglossary.reports.pdf.characters import Page, Word

_SMALLER = 0.88  # of the line's size: smaller characters may be raised
_LOWEST, _HIGHEST = -0.25, 0.75  # em from the line's baseline at which smaller characters still belong to it
_LEVEL = 0.12  # em; characters of one line differ by less
_RAISED = 0.1  # em above the baseline
_STRETCH_GAP = 1.0  # em; wider gaps are looked at again when the columns are known
_LINE_GAP = 12.0  # em; labels of notes stand before a tab
_RAISED_GAP = 2.0  # em before a raised number
_COLUMN_GAP = 0.6  # em over the white between two columns: a line over both
_OVERLAP = 0.3  # em; kerning and slanted letters
_BUCKET = 8  # points of height that are looked up together
_MOST_ROWS = 40  # rows in a bucket that are asked; text printed over itself makes more
_SPACE = 0.18  # em
_CLOSING = ".,;:!?)]“”»"  # a raised number before them makes the gap, not a space
_NUMBERS = re.compile(r"\d+")


class _Stretch(NamedTuple):
    """Words of one size on one baseline without a wide gap."""

    words: tuple[Word, ...]

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return self.words[-1].right

    @property
    def width(self) -> float:
        return self.right - self.left


def read_lines(page: Page, number: int, gutter: float | None) -> Sheet:
    """The lines of a page; ``gutter`` is the x of the white between two columns, None for one column."""
    lines = [_line(stretches) for stretches in _joined(_stretches(page.words), gutter)]
    kept = [line for line in lines if line.pieces]
    for line in kept:
        line.page = number
    return Sheet(number, page.width, page.height, in_reading_order(kept, gutter), page.rules)


def page_gutter(page: Page) -> float | None:
    """The x of the white between two columns of a page, None where there is one column."""
    return find_gutter([(s.left, s.right) for s in _stretches(page.words)], page.width)


def _stretches(words: Iterable[Word]) -> list[_Stretch]:
    result: list[_Stretch] = []
    current: list[Word] = []
    for word in words:
        if current and not _goes_on(current[-1], word):
            result.append(_Stretch(tuple(current)))
            current = []
        current.append(word)
    if current:
        result.append(_Stretch(tuple(current)))
    return result


def _goes_on(last: Word, word: Word) -> bool:
    em = max(last.size, 1.0)
    return (
        abs(last.size - word.size) < 0.3
        and last.is_raised == word.is_raised
        and abs(last.baseline - word.baseline) < 0.05 * em
        and -0.3 * em < word.left - last.right < _STRETCH_GAP * em
    )


class _Row:
    """Stretches that make up a line so far, from left to right; the largest characters give baseline and size."""

    def __init__(self, first: _Stretch) -> None:
        self.stretches = [first]
        self.baseline = first.words[0].baseline
        self.size = max(first.words[0].size, 1.0)

    def takes(self, stretch: _Stretch, gutter: float | None) -> bool:
        """Add a stretch if it belongs to this line."""
        word = stretch.words[0]
        rise = (word.baseline - self.baseline) / self.size
        is_smaller = word.size < _SMALLER * self.size
        if not (abs(rise) < _LEVEL or (is_smaller and _LOWEST <= rise <= _HIGHEST)):
            return False
        at = bisect_left(self.stretches, stretch.left, key=_left)
        white = self._white_beside(stretch, at)
        gap = white[1] - white[0]
        most = _RAISED_GAP if is_smaller and rise > _RAISED and at else _LINE_GAP
        if gap < -_OVERLAP * self.size or gap > most * self.size:
            return False
        if gutter is not None and gap >= _COLUMN_GAP * self.size and white[0] <= gutter + 1 and white[1] >= gutter - 1:
            return False
        self.stretches.insert(at, stretch)
        return True

    def _white_beside(self, stretch: _Stretch, at: int) -> tuple[float, float]:
        """The narrower white on the two sides of a stretch that would be put in: where it begins and ends."""
        before, behind = self.stretches[:at][-1:], self.stretches[at : at + 1]
        sides = [*((one.right, stretch.left) for one in before), *((stretch.right, one.left) for one in behind)]
        return min(sides, key=_width)


def _left(stretch: _Stretch) -> float:
    return stretch.left


def _width(white: tuple[float, float]) -> float:
    return white[1] - white[0]


def _joined(stretches: list[_Stretch], gutter: float | None) -> Iterator[list[_Stretch]]:
    """Rows of stretches, large ones first, from left to right; one asks only the rows whose baseline is near."""
    rows: dict[int, list[_Row]] = defaultdict(list)
    everything: list[_Row] = []
    for stretch in sorted(stretches, key=lambda s: (-round(s.words[0].size), s.left)):
        key = int(stretch.words[0].baseline // _BUCKET)
        near = (row for k in range(key - 2, key + 3) for row in rows.get(k, ())[-_MOST_ROWS:])
        if not any(row.takes(stretch, gutter) for row in near):
            rows[key].append(_Row(stretch))
            everything.append(rows[key][-1])
    for row in everything:
        yield row.stretches


def _line(stretches: list[_Stretch]) -> Line:
    words = [word for stretch in stretches for word in stretch.words]
    main = max(stretches, key=lambda s: s.width).words[0]
    size = main.size
    letters = [word for word in words if word.size == size and any(map(str.isalpha, word.text))]
    return Line(
        _pieces(words, main),
        words[0].left,
        max(word.right for word in words),
        main.baseline,
        size,
        bool(letters) and all(word.is_bold for word in letters),
    )


def _pieces(words: list[Word], main: Word) -> list[str | Mark]:
    """The text of a line with its raised numbers; ``main`` is a word of the size that it is in."""
    pieces: list[str | Mark] = []
    for before, word in zip([None, *words], words, strict=False):
        is_behind_mark = _is_mark(pieces) and word.text[0] in _CLOSING
        if before is not None and _has_space(before, word) and not is_behind_mark:
            _append(pieces, " ")
        if _is_raised(word, main) and _NUMBERS.fullmatch(word.text):
            pieces.append(Mark(word.text))
        else:
            _append(pieces, word.text)
    return pieces


def _is_raised(word: Word, main: Word) -> bool:
    """Raised as the file says, or smaller and higher than the main word of its line."""
    is_smaller = word.size < _SMALLER * main.size
    return word.is_raised or (is_smaller and word.baseline > main.baseline + _RAISED * main.size)


def _is_mark(pieces: list[str | Mark]) -> bool:
    return bool(pieces) and isinstance(pieces[-1], Mark)


def _append(pieces: list[str | Mark], text: str) -> None:
    if pieces and isinstance(pieces[-1], str):
        pieces[-1] += text
    else:
        pieces.append(text)


def _has_space(before: Word, word: Word) -> bool:
    """Inside a run pdfium knows; around raised digits its spaces are wrong, and the gap decides."""
    if _goes_on(before, word) and word.is_spaced:
        return True
    return word.left - before.right > _SPACE * min(before.size, word.size)
