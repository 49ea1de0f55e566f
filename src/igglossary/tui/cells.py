"""Text measured in terminal cells: cut, pad, wrap, highlight, compare."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from igglossary.review.diff import MARKS
from igglossary.text.normalise import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igglossary.review.diff import Part

_PART_STYLES = {"same": "", "added": "added", "removed": "removed"}
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
    *broken, last = lines
    return [*map(_without_end, broken), tuple(last)]


def _without_end(pieces: list[Piece]) -> tuple[Piece, ...]:
    """The pieces of a line that was broken without the blank at its end: a highlight must not end in one."""
    while pieces and pieces[-1].text.isspace():
        pieces.pop()
    return tuple(pieces)


def highlight(text: str, words: list[str], missing: Sequence[str] = ()) -> list[Piece]:
    """The text with all occurrences of the words highlighted; those that are ``missing`` elsewhere stand in ⟨ ⟩."""
    alone = {word.casefold() for word in missing if word.strip()}
    wanted = sorted({word for word in (*words, *missing) if word.strip()}, key=len, reverse=True)[:60]
    if not wanted:
        return [Piece(text)]
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, wanted)) + r")(?!\w)", re.IGNORECASE)
    pieces, at = [], 0
    for match in pattern.finditer(text):
        is_alone = match.group().casefold() in alone
        found = Piece(f"⟨{match.group()}⟩", "missing") if is_alone else Piece(match.group(), "term")
        pieces += [Piece(text[at : match.start()]), found]
        at = match.end()
    return [piece for piece in (*pieces, Piece(text[at:])) if piece.text]


def comparison(label: str, parts: Sequence[Part], width: int) -> list[Line]:
    """A comparison in styled lines; deletions and insertions also have their brackets, for terminals without colour."""
    pieces = [Piece(f"{label}  ", "dim")]
    pieces += [Piece(MARKS[part.kind].format(clean(part.text)), _PART_STYLES[part.kind]) for part in parts]
    return [Line(found) for found in wrap(pieces, width)]
