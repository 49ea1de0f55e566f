"""Characters of a page with place and size: words, cut where the baseline or the size changes.

A call of pdfium costs about a microsecond, so a word is asked at both of its ends only, and each digit of a word that
has one. The text of the page comes in one call.
"""

from __future__ import annotations

import math
import re
import unicodedata
from ctypes import byref, c_double, c_float, c_void_p, cast, create_string_buffer
from typing import TYPE_CHECKING, NamedTuple

from pypdfium2 import raw

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pypdfium2

_WORD = re.compile(r"[^\s\x00\x02\ufffe]+|[\x02\ufffe]")
_SUPERSCRIPTS = {"¹": "1", "²": "2", "³": "3"} | {chr(0x2070 + n): str(n) for n in range(4, 10)}
"""Not U+2070: ``en⁰`` is a name."""
_COMBINING = {"¨": "\u0308", "´": "\u0301", "ˆ": "\u0302", "˜": "\u0303", "ˇ": "\u030c", "˚": "\u030a", "¸": "\u0327"}
_ACCENT = re.compile("[" + "".join(_COMBINING) + "]")
_ACCENT_REACH = 150  # characters; pdfium puts accents behind the word, at worst at the end of the line
_DIGIT = re.compile(r"[\d¹²³⁴-⁹]")
_BOLD = re.compile(r"bold|black|heavy|sfsx|sfbx|cmbx|[-,](?:bd|bi)\b", re.IGNORECASE)
_MAX_PATHS = 3_000  # drawings beyond that are a figure, not the rule above the notes
_THIN, _LONG = 3, 20  # points: a rule, not a box and not a dash
_TURNED = 0.3  # tangent; text turned by more than 17° is a label of a figure or a stamp
_SAME_BASELINE = 0.05  # em
_SUPERIOR_RISE, _SUPERIOR_HEIGHT = 0.2, 0.62  # em; of 12 files with real superior figures, none of their digits differs


class Word(NamedTuple):
    """Characters without a space between them, of one size on one baseline, in points from the lower left.

    ``is_raised`` tells that the font itself has the digits raised (they keep size and baseline), ``is_spaced`` that
    pdfium saw white space before the word.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    is_bold: bool
    is_raised: bool = False
    is_spaced: bool = True


class Rule(NamedTuple):
    """A horizontal line that was drawn."""

    left: float
    right: float
    y: float


class Page(NamedTuple):
    """A page as it is seen, in points: its words in the order of the file, and the rules on it."""

    width: float
    height: float
    words: list[Word]
    rules: list[Rule]
    is_picture: bool = False
    """No text, but a picture."""


def read_page(page: pypdfium2.PdfPage) -> Page:
    """The words and rules of a page.

    Raises:
        pypdfium2.PdfiumError: the page is damaged.
    """
    textpage = page.get_textpage()
    try:
        characters = _Characters(textpage, page.get_rotation() // 90, page.get_mediabox())
        words = list(characters.words())
    finally:
        textpage.close()
    return Page(page.get_width(), page.get_height(), words, list(_rules(page)), not words and _has_picture(page))


def _has_picture(page: pypdfium2.PdfPage) -> bool:
    items = (raw.FPDFPage_GetObject(page.raw, index) for index in range(raw.FPDFPage_CountObjects(page.raw)))
    return any(raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_IMAGE for item in items)


def _rules(page: pypdfium2.PdfPage) -> Iterator[Rule]:
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    paths = 0
    for index in range(raw.FPDFPage_CountObjects(page.raw)):
        item = raw.FPDFPage_GetObject(page.raw, index)
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_PATH:
            continue
        paths += 1
        if paths > _MAX_PATHS:
            return
        is_known = raw.FPDFPageObj_GetBounds(item, byref(left), byref(bottom), byref(right), byref(top))
        if is_known and top.value - bottom.value < _THIN and right.value - left.value > _LONG:
            yield Rule(left.value, right.value, (top.value + bottom.value) / 2)


class _Characters:
    """Asks pdfium about single characters of one page."""

    def __init__(self, textpage: pypdfium2.PdfTextPage, quarters: int, box: tuple[float, float, float, float]) -> None:
        self._page = textpage.raw
        self._quarters = quarters % 4
        self._box = box
        self._count = textpage.count_chars()
        self._x, self._y, self._right_edge, self._top = c_double(), c_double(), c_double(), c_double()
        self._matrix = raw.FS_MATRIX()
        self._bold: dict[int, bool] = {}
        self._name = create_string_buffer(128)
        self._text = self._whole_text(textpage)
        self._has_loose_accents = bool(_ACCENT.search(self._text)) and self._join_accents()

    def _whole_text(self, textpage: pypdfium2.PdfTextPage) -> str:
        """One character a place: in one call, or one by one where that has another length (no Unicode, two units)."""
        text = textpage.get_text_range() if self._count else ""
        if len(text) == self._count:
            return str(text)
        codes = (raw.FPDFText_GetUnicode(self._page, index) for index in range(self._count))
        return "".join(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\x00" for code in codes)

    def _join_accents(self) -> bool:
        """Put accents that old TeX fonts set apart (``f¨ur``) on the letter below them, wherever pdfium moved them.

        True if there was one: pdfium's spaces in such text are wrong, and gaps decide.
        """
        text = list(self._text)
        for match in _ACCENT.finditer(self._text):
            at = match.start()
            letter = self._letter_below(at)
            if letter is not None:
                base = {"\u0131": "i", "\u0237": "j"}.get(text[letter], text[letter])
                text[letter] = unicodedata.normalize("NFC", base + _COMBINING[text[at]])[0]
                text[at] = "\x00"
        joined = "".join(text)
        is_changed = joined != self._text
        self._text = joined
        return is_changed

    def _letter_below(self, at: int) -> int | None:
        left, right, _bottom, _top = self._glyph(at)
        middle = (left + right) / 2
        y = self._origin(at)[1]
        for step in range(1, _ACCENT_REACH):
            for index in (at + step, at - step):
                if 0 <= index < self._count and self._text[index].isalpha():
                    box = self._glyph(index)
                    if box[0] <= middle <= box[1] and abs(self._origin(index)[1] - y) < box[3] - box[2]:
                        return index
        return None

    def words(self) -> Iterator[Word]:
        """The words of the page in the order of the file."""
        for match in _WORD.finditer(self._text):
            yield from self._word(match.start(), match.end())

    def _word(self, start: int, end: int) -> Iterator[Word]:
        size, angle = self._size(start)
        if angle > _TURNED or not size:
            return
        x, y = self._origin(start)
        is_even = end - start == 1 or abs(self._origin(end - 1)[1] - y) < _SAME_BASELINE * size
        if is_even and not _DIGIT.search(self._text, start, end):
            yield self._made(start, end, x, y, size)
            return
        yield from self._cut(start, end, only_digits=is_even)

    def _cut(self, start: int, end: int, *, only_digits: bool) -> Iterator[Word]:
        """The parts of a word that have one size, baseline and height each."""
        first, state = start, self._state(start)
        for index in range(start + 1, end):
            if only_digits and not (_DIGIT.match(self._text[index]) or _DIGIT.match(self._text[index - 1])):
                continue
            now = self._state(index)
            size = max(state[1], now[1], 1.0)
            if abs(now[0] - state[0]) > _SAME_BASELINE * size or abs(now[1] - state[1]) > 0.3 or now[2] != state[2]:
                yield self._part(first, index, state)
                first, state = index, now
        yield self._part(first, end, state)

    def _part(self, start: int, end: int, state: tuple[float, float, bool]) -> Word:
        x, y = self._origin(start)
        return self._made(start, end, x, y, state[1], is_raised=state[2])

    def _state(self, index: int) -> tuple[float, float, bool]:
        """(baseline, size, whether it is a digit that the font has raised)."""
        y = self._origin(index)[1]
        size = self._size(index)[0]
        character = self._text[index]
        if character in _SUPERSCRIPTS:
            return y, size, True
        if not character.isdigit() or self._quarters:
            return y, size, False
        _left, _right, bottom, top = self._glyph(index)
        return y, size, bottom - y > _SUPERIOR_RISE * size and top - bottom < _SUPERIOR_HEIGHT * size

    def _made(self, start: int, end: int, x: float, y: float, size: float, *, is_raised: bool = False) -> Word:
        text = self._text[start:end]
        if is_raised:
            text = "".join(_SUPERSCRIPTS.get(c, c) for c in text)
        is_spaced = not self._has_loose_accents and (start == 0 or self._text[start - 1].isspace())
        right = max(x, self._right(end - 1, x))
        return Word(text, x, right, y, size, self._is_bold(start), is_raised, is_spaced)

    def _right(self, index: int, default: float) -> float:
        left, right, bottom, top = self._glyph(index)
        if not self._quarters:
            return right or default
        return max(self._turned(left, bottom)[0], self._turned(right, top)[0])

    def _glyph(self, index: int) -> tuple[float, float, float, float]:
        if not raw.FPDFText_GetCharBox(
            self._page, index, byref(self._x), byref(self._right_edge), byref(self._y), byref(self._top)
        ):
            return 0.0, 0.0, 0.0, 0.0
        return self._x.value, self._right_edge.value, self._y.value, self._top.value

    def _origin(self, index: int) -> tuple[float, float]:
        raw.FPDFText_GetCharOrigin(self._page, index, byref(self._x), byref(self._y))
        x, y = self._x.value, self._y.value
        return self._turned(x, y) if self._quarters else (x, y)

    def _turned(self, x: float, y: float) -> tuple[float, float]:
        """A place on the page as a reader turns it."""
        left, bottom, right, top = self._box
        return {1: (y - bottom, right - x), 2: (right - x, top - y), 3: (top - y, x - left)}[self._quarters]

    def _size(self, index: int) -> tuple[float, float]:
        """(size in points, tangent of the angle): Word and InDesign set everything at size 1 and scale it."""
        matrix = self._matrix
        if not raw.FPDFText_GetMatrix(self._page, index, byref(matrix)):
            return raw.FPDFText_GetFontSize(self._page, index), 0.0
        a, b = matrix.a, matrix.b
        if self._quarters % 2:
            a, b = b, a
        elif self._quarters:
            a, b = -a, -b
        size = raw.FPDFText_GetFontSize(self._page, index) * math.hypot(matrix.c, matrix.d)
        return size, abs(b) / a if a > 0 else math.inf

    def _is_bold(self, index: int) -> bool:
        """From the name of the font; it is asked once for each text object."""
        item = raw.FPDFText_GetTextObject(self._page, index)
        address = cast(item, c_void_p).value
        if address is None:
            return False
        known = self._bold.get(address)
        if known is None:
            font = raw.FPDFTextObj_GetFont(item)
            raw.FPDFFont_GetBaseFontName(font, self._name, len(self._name))
            known = self._bold[address] = bool(_BOLD.search(self._name.value.decode("latin-1")))
        return known
