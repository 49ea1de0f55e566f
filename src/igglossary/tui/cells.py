"""Text measured in terminal cells: cut, pad, wrap, and a term centred in its context."""

from __future__ import annotations

import re
from typing import NamedTuple

from rich.cells import cell_len

from igglossary.text.normalise import printable

_SPACES = re.compile(r"\s")
_JOINER = "\u200d"
_PIECES = re.compile(r"\s+|\S+")


class Piece(NamedTuple):
    """A stretch of a line in one style; ``style`` is a name of ``theme.STYLES``, ``""`` for plain."""

    text: str
    style: str = ""


class Line(NamedTuple):
    """One line on screen; ``action`` is what a click does."""

    pieces: tuple[Piece, ...] = ()
    action: str = ""


def line(*pieces: str | tuple[str, str], action: str = "") -> Line:
    """A line of plain strings and (text, style) pairs, made safe to show."""
    made = (Piece(piece) if isinstance(piece, str) else Piece(*piece) for piece in pieces)
    return Line(tuple(Piece(clean(text), style) for text, style in made if text), action)


def clean(text: str) -> str:
    """Safe to show on one line: control characters as pictures, white space as spaces.

    A zero-width joiner at an edge goes: it would join whatever is painted beside it, padding included.
    """
    return _SPACES.sub(" ", printable(text)).strip(_JOINER)


def cut(text: str, width: int) -> str:
    """The text in at most ``width`` cells; what was cut is marked by ``…``."""
    text = clean(text[: 4 * width + 8])
    if cell_len(text) <= width:
        return text
    kept = head(text, width - 1)
    return f"{kept}…" if width > 0 else ""


def fit(text: str, width: int, *, right: bool = False) -> str:
    """The text cut and padded to exactly ``width`` cells."""
    text = cut(text, width)
    padding = " " * max(0, width - cell_len(text))
    return padding + text if right else text + padding


def head(text: str, width: int) -> str:
    """As much of the beginning as fits into ``width`` cells, without a mark."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return text
    low, high = 0, min(len(text), 4 * width + 8)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if cell_len(text[:middle]) <= width else (low, middle - 1)
    kept = text[:low].rstrip(_JOINER)
    while cell_len(kept) > width:  # joiners make widths jump: the search may have been misled by a character
        kept = kept[:-1].rstrip(_JOINER)
    return kept


def tail(text: str, width: int) -> str:
    """As much of the end as fits into ``width`` cells, without a mark."""
    return head(text[::-1], width)[::-1] if text.isascii() else _tail(text, width)


def _tail(text: str, width: int) -> str:
    """The end of a text with combining characters, which must not be reversed."""
    low, high = max(0, len(text) - 4 * max(width, 0) - 8), len(text)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if cell_len(text[middle:]) <= width else (middle + 1, high)
    kept = text[low:].lstrip(_JOINER)
    while cell_len(kept) > width:  # joiners make widths jump: the search may have been misled by a character
        kept = kept[1:].lstrip(_JOINER)
    return kept


def kwic(segment: str, start: int, end: int, width: int, left: int) -> list[Piece]:
    """A segment in one line of ``width`` cells with ``segment[start:end]`` highlighted from cell ``left`` on."""
    start, end = max(0, min(start, len(segment))), max(0, min(end, len(segment)))
    reach = 4 * width + 8
    before = tail(clean(segment[max(0, start - reach) : start]).lstrip(), left)
    term = head(clean(segment[start : max(start, min(end, start + reach))]), width - left)
    after = head(clean(segment[end : end + reach]), width - left - cell_len(term))
    return [Piece(" " * (left - cell_len(before)) + before), Piece(term, "term"), Piece(after)]


def wrap(pieces: list[Piece], width: int) -> list[tuple[Piece, ...]]:
    """Styled text wrapped between words; a word that is wider than the line is cut through."""
    lines: list[list[Piece]] = [[]]
    used = 0
    for piece in pieces:
        for found in _PIECES.findall(clean(piece.text)):
            rest = found
            while rest:
                size = cell_len(rest)
                if used + size <= width:
                    lines[-1].append(Piece(rest, piece.style))
                    used += size
                    break
                if used == 0:
                    part = head(rest, width) or rest[:1]
                    lines[-1].append(Piece(part, piece.style))
                    rest = rest[len(part) :]
                elif rest.isspace():
                    rest = ""
                lines.append([])
                used = 0
    return [tuple(found) for found in lines]


def highlight(text: str, words: list[str]) -> list[Piece]:
    """The text with all occurrences of the words highlighted."""
    wanted = sorted({word for word in words if word.strip()}, key=len, reverse=True)[:60]
    if not wanted:
        return [Piece(text)]
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, wanted)) + r")(?!\w)", re.IGNORECASE)
    pieces, at = [], 0
    for match in pattern.finditer(text):
        pieces += [Piece(text[at : match.start()]), Piece(match.group(), "term")]
        at = match.end()
    return [piece for piece in (*pieces, Piece(text[at:])) if piece.text]
