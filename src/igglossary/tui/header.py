"""The lines above and below: title and progress, filter line, status line, keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from igglossary.i18n import _, ngettext, number, say
from igglossary.model import Status
from igglossary.review.browse import KINDS
from igglossary.review.words import kind_word, short_kind_word, sort_word
from igglossary.tui.cells import Line, Piece, cut, fit, line, wrap
from igglossary.tui.keymap import shown
from igglossary.tui.line_view import LineView
from igglossary.tui.theme import WIDE_CELLS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.events import Click

    from igglossary.review.progress import Progress
    from igglossary.review.session import ReviewSession
    from igglossary.tui.keymap import Key
    from igglossary.tui.theme import Glyphs

_BAR = 15
"""Cells of the bar of progress."""
_WARNING_LINES = 3
"""Lines that a warning may take; more would hide what it is about."""


class Bar(LineView, can_focus=False):
    """One line that does not scroll."""

    DEFAULT_CSS = """
    Bar { height: 1; overflow: hidden; }
    """


def title(session: ReviewSession, left: Mapping[str, int], glyphs: Glyphs, width: int, *, show_pace: bool) -> Line:
    """The queues with what is open in each (``left``), counts by status, share and pace; a click opens the palette."""
    progress = session.progress()
    is_narrow = width < WIDE_CELLS
    gap = " " if is_narrow else "  "
    left = {**left, session.kind: progress.open - session.rows.general_words()}
    tabs = [_tab(kind, left.get(kind, 0), is_here=kind == session.kind, is_narrow=is_narrow) for kind in KINDS]
    counts = [
        (Status.APPROVED, progress.approved, "good"),
        (Status.REJECTED, progress.rejected, "bad"),
        (Status.DEFERRED, progress.deferred, "dim"),
    ]
    middle = [Piece(f"{gap}{glyphs.statuses[status]} {number(count)}", style) for status, count, style in counts]
    end = _share(progress, glyphs, is_narrow=is_narrow)
    if show_pace and progress.per_hour is not None:
        end += f" {number(progress.per_hour)}/h"
    used = 1 + sum(cell_len(piece.text) for piece in (*tabs, *middle)) + cell_len(end) + 1
    spaces = max(1, width - used)
    return Line((Piece(" "), *tabs, Piece(" " * spaces), *middle, Piece(f"{end} ")), "command_palette")


def _tab(kind: str, count: int, *, is_here: bool, is_narrow: bool) -> Piece:
    name = f"{say(short_kind_word(kind) if is_narrow else kind_word(kind))} {number(count)}"
    return Piece(f"[{name}]", "head") if is_here else Piece(f" {name} ")


def _share(progress: Progress, glyphs: Glyphs, *, is_narrow: bool) -> str:
    """How far it is; nothing where there is nothing."""
    if not progress.total:
        return ""
    size = _BAR - 7 if is_narrow else _BAR
    full = int(progress.share * size)
    gap = " " if is_narrow else "   "
    return f"{gap}{int(progress.share * 100)} % {glyphs.full * full}{glyphs.empty * (size - full)}"


def filter_line(session: ReviewSession, glyphs: Glyphs, width: int) -> Line:
    """The filter, the order, how much is left and marked; a click opens the filter."""
    entries = session.rows.entries()
    reports = session.rows.report_count()
    total = number(entries)
    if session.kind == "pairs" and reports:
        total = ngettext("{n} in {reports} report", "{n} in {reports} reports", reports).format(
            n=number(entries), reports=number(reports)
        )
    facts = [say(sort_word(session.sort)), total]
    if session.marks:
        facts.append(f"{glyphs.mark} {number(len(session.marks))}")
    if words := session.rows.general_words():
        facts.append(ngettext("{n} general word", "{n} general words", words).format(n=number(words)))
    end = cut(" · ".join(facts), max(8, width * 2 // 3)) + " "
    room = max(0, width - cell_len(end) - 1)
    text = _("Filter: {filter}").format(filter=session.filter or _("none"))
    return line(fit(f" {text}", room), " ", (end, "dim"), action="filter")


def status_lines(message: str, tail: str, width: int, *, is_warning: bool) -> list[Line]:
    """The last thing that happened. A warning is never cut; of a report, ``tail`` stays in sight on one line."""
    if is_warning:
        found = wrap([Piece(message, "warn")], width - 2)[:_WARNING_LINES]
        return [line(" ", *pieces) for pieces in found]
    text = cut(f" {message}", max(width - cell_len(tail) - 3, width * 7 // 10))
    return [line(cut(f"{text} · {tail}" if tail else text, width))]


class KeyBar(Bar):
    """The most used keys; each can be clicked. Where labels do not fit, the last keys stand without theirs."""

    def __init__(self, keys: Sequence[Key], *, id: str | None = None) -> None:  # noqa: A002  # Textual's word
        """The bar of a table of keys."""
        super().__init__(id=id)
        self._keys = keys
        self._places: list[tuple[int, int, str]] = []

    def update(self, kind: str) -> None:
        """Show the keys of a queue."""
        width = self.size.width
        gap = 1 if width < WIDE_CELLS else 2
        pieces, at, self._places = [Piece(" ")], 1, []
        for key, name, action in footer(self._keys, kind, width):
            size = cell_len(f"{key} {name}".rstrip())
            self._places.append((at, at + size, action))
            pieces += [Piece(key, "key"), Piece((f" {name}" if name else "") + " " * gap)]
            at += size + gap
        self.show([Line(tuple(pieces))])

    async def on_click(self, event: Click) -> None:
        """Do what the key under the mouse does."""
        action = next((action for start, end, action in self._places if start <= event.x < end), None)
        if action is not None:
            event.stop()
            await self.app.run_action(action)


def footer(keys: Sequence[Key], kind: str, width: int) -> list[tuple[str, str, str]]:
    """(key, label, action) of the keys of a queue; labels from the first on as they fit, that of help always."""
    entries = [_entry(key) for key in keys if key.in_footer and kind in key.kinds and key.keys]
    gap = 1 if width < WIDE_CELLS else 2
    rest = width - 1 - sum(cell_len(name) + gap for name, _label, _action in entries)
    last = entries[-1]
    rest -= cell_len(last[1]) + 1
    kept = []
    for name, label, action in entries[:-1]:
        rest -= cell_len(label) + 1
        kept.append((name, label if rest >= 0 else "", action))
    return [*kept, last]


def _entry(key: Key) -> tuple[str, str, str]:
    if key.id == "pick.1":
        return "1-9", key.label, ""
    return shown(key.keys.split(",")[0]), key.label, key.action
