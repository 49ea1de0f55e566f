"""The lines of one row of the list: pure functions from rows to lines, wrapped and never cut under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from igglossary.i18n import _, number
from igglossary.model import Status
from igglossary.tui.cells import Line, Piece, clean, cut, fit, wrap
from igglossary.tui.theme import STATUS_STYLES

if TYPE_CHECKING:
    from igglossary.review.rows import GroupRow, Report
    from igglossary.store.contract.review import Row
    from igglossary.tui.theme import Glyphs

_BEFORE = 4
"""Cells before the text of a row: cursor or mark, status, tie, blank."""
_AFTER = 9
"""Cells behind it: how sure, how often, whether something stands against it."""
_COUNT = 5
_INDENT = "  "


class RowState(NamedTuple):
    """How a row stands in the list; ``tie`` is ``╭│╰`` for rows that one sentence proves, or a blank."""

    is_here: bool = False
    is_marked: bool = False
    is_disputed: bool = False
    tie: str = " "


def row_lines(row: Row, state: RowState, kind: str, width: int, glyphs: Glyphs) -> list[Line]:
    """A row as lines of exactly ``width`` cells."""
    after = _AFTER if kind == "pairs" else _AFTER - _COUNT
    room = max(8, width - _BEFORE - after)
    style = STATUS_STYLES[row.status] if row.status in (Status.APPROVED, Status.REJECTED) else ""
    texts = _texts(row, kind, room, is_whole=state.is_here)
    lines = []
    for at, text in enumerate(texts):
        first = at == 0
        pointer = glyphs.cursor if state.is_here else glyphs.mark if state.is_marked and first else " "
        pieces = [Piece(pointer, "marked")]
        pieces += [Piece(glyphs.statuses[row.status] if first else " ", STATUS_STYLES[row.status])]
        pieces += [Piece(_tie(state.tie, is_first=first), "dim"), _mark_beside(state, glyphs, is_first=first)]
        pieces += [Piece(fit(text, room), style)]
        pieces += _numbers(row, state, kind, glyphs) if first else [Piece(" " * after)]
        lines.append(Line(tuple(pieces)))
    return lines


def _mark_beside(state: RowState, glyphs: Glyphs, *, is_first: bool) -> Piece:
    """The mark of the row under the cursor, whose first cell the cursor has."""
    return Piece(glyphs.mark if state.is_here and state.is_marked and is_first else " ", "marked")


def _tie(tie: str, *, is_first: bool) -> str:
    """The tie goes on beside the further lines of a row, but not below the last row of a sentence."""
    return tie if is_first else {"╭": "│", "│": "│"}.get(tie, " ")


def _texts(row: Row, kind: str, room: int, *, is_whole: bool) -> list[str]:
    """The text of a row in lines of at most ``room`` cells."""
    german, english = clean(row.german), clean(row.english)
    if kind == "links":
        found = _wrapped(german, room)
        return found if is_whole or len(found) == 1 else [cut(german, room)]
    whole = f"{german} – {english}" if german and english else german or english
    if cell_len(whole) <= room:
        return [whole]
    if kind == "concepts" and not is_whole:
        return [cut(whole, room)]
    second = [_INDENT + part for part in _wrapped(f"– {english}", room - len(_INDENT))] if english else []
    return [*_wrapped(german, room), *second]


def _wrapped(text: str, room: int) -> list[str]:
    return ["".join(piece.text for piece in pieces).rstrip() for pieces in wrap([Piece(text)], room)] if text else []


def _numbers(row: Row, state: RowState, kind: str, glyphs: Glyphs) -> list[Piece]:
    """How sure (blank where it is), how often, and ``!`` if an approval would ask."""
    sure = " " if kind == "concepts" else glyphs.surety(row.score)
    count = [Piece(fit(number(row.count), _COUNT, right=True))] if kind == "pairs" else []
    return [
        Piece(f" {sure}", "warn" if sure.strip() else ""),
        *count,
        Piece(f"{glyphs.warning if state.is_disputed else ' '} ", "warn"),
    ]


def report_line(report: Report, width: int, glyphs: Glyphs) -> Line:
    """The line above the rows of a report: its title, and how many are open."""
    end = f" {_('{n} open').format(n=number(report.open))} "
    rule = glyphs.rule
    title = cut(report.title or _("Without a report"), max(4, width - cell_len(end) - 6))
    middle = rule * max(1, width - cell_len(title) - cell_len(end) - 4)
    return Line((Piece(fit(f"{rule * 2} {title} {middle}{end}", width), "dim"),))


def group_line(group: GroupRow, width: int, glyphs: Glyphs, *, is_here: bool) -> Line:
    """The line for the general words of a report."""
    sign = glyphs.opened if group.is_open else glyphs.closed
    state = _("{n} listed") if group.is_open else _("{n} closed")
    end = f" {state.format(n=number(group.words))} "
    pointer = glyphs.cursor if is_here else sign
    title = _("General words")
    middle = glyphs.rule * max(1, width - cell_len(title) - cell_len(end) - 4)
    return Line((
        Piece(pointer, "marked" if is_here else "dim"),
        Piece(fit(f"{glyphs.rule} {title} {middle}{end}", width - 1), "" if is_here else "dim"),
    ))  # fmt: skip
