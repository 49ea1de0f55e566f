"""Lines of the body → paragraphs, list items and headings; hyphens at line ends."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from igglossary.model import LeftOut
from igglossary.reports.blocks import Block, Inline, Ref, make_block
from igglossary.reports.pdf.sheet import Line, Mark

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_OTHER_SIZE = 0.35  # points
_WIDE_STEP = 1.3  # times the usual distance of lines of that size
_INDENT = 0.6  # em
_LARGER = 1.08  # times the body's size: a heading
_HEADING_LINES, _HEADING_LENGTH = 3, 160
_BACK, _BACK_PAGES = 3, 2  # blocks and pages over which a sentence goes on (captions between)
_END = re.compile(r"[.!?…:][\"“”’'»«)\]]*\Z")
_NO_HEADING_END = re.compile(r"[.,;][\"“”’'»«)\]]*\Z")
_INNER_SENTENCE = re.compile(r"[a-zäöüß]{3}[.!?] [A-ZÄÖÜ]")
_ITEM = re.compile(r"(?:[-–—*•·▪◦‣■●○]|\d{1,2}[.)]|\(?[a-z]\)|\(\d{1,2}\))\s+(?=\S)")
_BULLET = re.compile(r"[•▪◦‣■●○]\s|\[\d{1,4}\]\s+\S")
"""Signs that only begin items, and the label of a typed note."""
_LIKE_HEADING = re.compile(r"(?=.{3,90}\Z)[\dA-ZÄÖÜ„“\"].*[\w)“”\"?]\Z")
"""A line by itself that may be one: what stands around it decides, see ``plain.guess_headings``."""
_SOFT_HYPHENS = ("\u00ad", "\ufffe", "\x02")
"""What PDF writers leave of a hyphen at the end of a line."""
_SUSPENDED = re.compile(r"(?:und|oder|bzw|sowie|bis|and|or|to|u\.|als auch)(?!\w)")
_IN_ADDRESS = re.compile(r"(?:https?://|www\.|10\.\d{4})\S*\Z")
_ADDRESS_GOES_ON = re.compile(r"[/._=?&%#~+-]\Z")
_SPACED_ELLIPSIS = re.compile(r"(?<![.\w] )(?<!\.)\. \. \.(?! ?\.)(?: (?=[“”\"’«»)\]]))?")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LEADER = re.compile(r"(?<![. ])(?:(?: ?\.){5,}+ ?(?:\d{1,4}|[ivxlc]{1,7})?\Z|(?: \.){4,})")


class Paragraphs:
    """Joins lines; knows what is usual in this document."""

    def __init__(self, pages: Sequence[Sequence[Line]], size: float, keys: Mapping[int, list[str]]) -> None:
        """``size`` is the body's in points; ``keys`` gives the notes that a mark names, by the mark's ``id``."""
        self._pages = pages
        self._size = size
        self._keys = keys
        self._steps = _usual_steps(pages)
        self._edges = _edges(pages)
        self.left_out: list[LeftOut] = []
        """Lines of tables of contents."""

    def blocks(self) -> list[Block]:
        """The blocks of the body in reading order."""
        groups: list[list[Line]] = []
        for lines in self._pages:
            for line in lines:
                if _LEADER.search(line.shown):
                    self.left_out.append(LeftOut("contents", line.shown))
                elif groups and not self._starts(groups[-1], line):
                    groups[-1].append(line)
                else:
                    groups.append([line])
        merged = self._over_captions(groups)
        return [block for block in map(self._block, merged) if block.text]

    def joined(self, lines: Sequence[Line]) -> list[Inline]:
        """The text and references of lines as one stretch."""
        pieces: list[Inline] = []
        for line in lines:
            _extend(pieces, self._inlines(line))
        return pieces

    def _inlines(self, line: Line) -> list[Inline]:
        result: list[Inline] = []
        for piece in line.pieces:
            if isinstance(piece, Mark):
                keys = self._keys.get(id(piece))
                result.extend([Ref(key) for key in keys] if keys else [piece.digits.translate(_SUPERSCRIPTS)])
            else:
                result.append(_SPACED_ELLIPSIS.sub("…", piece))
        return result

    def _starts(self, group: list[Line], line: Line) -> bool:
        """Whether a line begins a new paragraph behind these lines."""
        before = group[-1]
        if abs(before.size - line.size) > _OTHER_SIZE or before.is_bold != line.is_bold:
            return True
        if line.is_bold or line.size > _LARGER * self._size:
            return not self._is_next(before, line)
        return self._starts_in_body(group, line)

    def _starts_in_body(self, group: list[Line], line: Line) -> bool:
        before = group[-1]
        left, right = self._edges[before.page, before.column]
        has_ended = _ends_sentence(before)
        is_short = before.right < right - 2 * before.size
        if _starts_item(line, before, is_free=has_ended or is_short):
            return True
        is_same_part = before.page == line.page and before.part == line.part
        if is_same_part and not self._is_next(before, line):
            return True
        inner = line.left - max(before.left, self._edges[line.page, line.column][0])
        if inner > _INDENT * line.size and (has_ended or (is_short and is_same_part)):
            return True
        return (has_ended or _is_broken(group, line, left, right)) and _would_fit(before, line, right)

    def _is_next(self, before: Line, line: Line) -> bool:
        """Whether a line stands below the other at the usual distance."""
        step = before.baseline - line.baseline
        usual = self._steps.get(round(line.size), 1.2 * line.size)
        return before.page == line.page and before.part == line.part and -2 <= step <= _WIDE_STEP * usual + 0.5

    def _over_captions(self, groups: list[list[Line]]) -> list[list[Line]]:
        """Join a group that begins in lower case to the unfinished paragraph before it, over captions."""
        result: list[list[Line]] = []
        for group in groups:
            if self._is_body(group) and group[0].shown[:1].islower():
                target = self._unfinished(result, group[0])
                if target is not None:
                    target.extend(group)
                    continue
            result.append(group)
        return result

    def _unfinished(self, groups: list[list[Line]], line: Line) -> list[Line] | None:
        for group in groups[: -_BACK - 1 : -1]:
            if line.page - group[-1].page > _BACK_PAGES:
                return None
            if self._is_body(group):
                return None if _END.search(group[-1].text) else group
        return None

    def _is_body(self, group: list[Line]) -> bool:
        return abs(group[0].size - self._size) <= 0.6 and not group[0].is_bold

    def _block(self, group: list[Line]) -> Block:
        pieces = self.joined(group)
        block = make_block("paragraph", pieces, is_certain=False)
        stands_out = group[0].is_bold or group[0].size > _LARGER * self._size
        if stands_out and len(group) <= _HEADING_LINES and _may_be_heading(block.text):
            return Block("heading", block.text, block.refs, None, is_certain=True)
        if _ITEM.match(block.text):
            return Block("list_item", block.text, block.refs, None, is_certain=False)
        may_be_heading = len(group) == 1 and bool(_LIKE_HEADING.match(block.text))
        return Block("paragraph", block.text, block.refs, None, is_certain=not may_be_heading)


def _may_be_heading(text: str) -> bool:
    is_sentence = _NO_HEADING_END.search(text) or _INNER_SENTENCE.search(text)
    return len(text) < _HEADING_LENGTH and not is_sentence and any(map(str.isalpha, text))


def _is_broken(group: Sequence[Line], line: Line, left: float, right: float) -> bool:
    """Whether the line break was typed: a line of prose does not end so far before the edge.

    Text beside a picture has an edge of its own, which the lines before show.
    """
    before = group[-1]
    quarter = (right - left) / 4
    if len(group) > 1:
        right = max(other.right for other in group[-3:])
    begins = line.shown[:1].isupper() or line.shown[:1].isdigit()
    is_far = before.right < right - 2 * quarter or before.right < line.right - quarter
    return begins and before.right < right - quarter and is_far


def _starts_item(line: Line, before: Line, *, is_free: bool) -> bool:
    """Whether a line begins a list item; a dash or number in the middle of a sentence does not."""
    shown = line.shown
    if _BULLET.match(shown):
        return True
    return bool(_ITEM.match(shown)) and (is_free or before.shown.endswith((":", ",", ";")))


def _ends_sentence(line: Line) -> bool:
    return bool(_END.search(line.text)) or (bool(line.marks) and bool(_END.search(_without_end_marks(line))))


def _without_end_marks(line: Line) -> str:
    pieces = list(line.pieces)
    while pieces and (isinstance(pieces[-1], Mark) or not pieces[-1].strip()):
        pieces.pop()
    return "".join(p for p in pieces if isinstance(p, str)).rstrip()


def _usual_steps(pages: Sequence[Sequence[Line]]) -> dict[int, float]:
    """Rounded size → the most frequent distance of two lines of that size, in points."""
    steps: dict[int, Counter[float]] = defaultdict(Counter)
    for lines in pages:
        for a, b in pairwise(lines):
            step = a.baseline - b.baseline
            if a.part == b.part and abs(a.size - b.size) < _OTHER_SIZE and 0.8 * a.size < step < 3 * a.size:
                steps[round(a.size)][round(step * 2) / 2] += 1
    return {size: counts.most_common(1)[0][0] for size, counts in steps.items()}


def _edges(pages: Sequence[Sequence[Line]]) -> dict[tuple[int, int], tuple[float, float]]:
    """(page, column) → left and right margin: quantiles, since some lines stand out."""
    places: dict[tuple[int, int], list[Line]] = defaultdict(list)
    for lines in pages:
        for line in lines:
            places[line.page, line.column].append(line)
    result: dict[tuple[int, int], tuple[float, float]] = {}
    for key, lines in places.items():
        lefts = sorted(line.left for line in lines)
        rights = sorted(line.right for line in lines)
        result[key] = lefts[len(lefts) // 10], rights[len(rights) * 9 // 10]
    return result


def _would_fit(before: Line, line: Line, right: float) -> bool:
    """Whether the first word of a line would have fitted behind the line before."""
    shown = line.shown
    width = (line.right - line.left) / max(1, len(shown))
    word = len(shown.split(maxsplit=1)[0]) if shown else 0
    return before.right + (word + 1) * width < right - 1


def _extend(pieces: list[Inline], added: list[Inline]) -> None:
    """Append a line's pieces; a hyphen at the end of the line before goes if the word goes on."""
    first = added[0] if added else ""
    head = first.lstrip() if isinstance(first, str) else ""
    last = pieces[-1] if pieces else None
    if isinstance(last, str) and head:
        text = last.rstrip()
        before = pieces[-2] if len(pieces) > 1 and isinstance(pieces[-2], str) and " " not in text else ""
        end, space = _line_end(str(before) + text, head)
        pieces[-1] = end[len(str(before)) :]
        pieces.append(space + head)
        pieces.extend(added[1:])
        return
    if pieces and (head or not isinstance(first, Ref)):
        pieces.append(" ")
    pieces.extend(added)


def _line_end(text: str, head: str) -> tuple[str, str]:
    """(the end of a line, what stands between it and the next line's beginning)."""
    has_ended = text.endswith((">", ",", ";")) or (text.endswith(".") and not re.match(r"\d|[a-z]+[./]", head))
    if _IN_ADDRESS.search(text) and not has_ended:
        return _line_end_in_address(text, head)
    if text.endswith(_SOFT_HYPHENS):
        return _line_end_at_soft_hyphen(text, head)
    if text.endswith(("-", "/")) and len(text) > 1 and not text[-2].isspace():
        return text, ""
    return text, " "


def _line_end_in_address(text: str, head: str) -> tuple[str, str]:
    is_soft = text.endswith(_SOFT_HYPHENS)
    if is_soft or _ADDRESS_GOES_ON.search(text) or re.match(r"[/._=?&%#~+\d-]|[a-z0-9-]+[/.=?&_]", head):
        return (text[:-1] + "-" if is_soft else text), ""
    return text, " "


def _line_end_at_soft_hyphen(text: str, head: str) -> tuple[str, str]:
    """The hyphen goes within a word; it stays in ``Ein- und``, before a capital and behind an acronym."""
    if _SUSPENDED.match(head):
        return text[:-1] + "-", " "
    left = re.search(r"[^\W\d_]+\Z", text[:-1])
    is_acronym = left is not None and len(left.group()) > 1 and left.group().isupper()
    return (text[:-1], "") if head[:1].islower() and not is_acronym else (text[:-1] + "-", "")
