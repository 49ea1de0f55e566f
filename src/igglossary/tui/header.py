"""The lines above and below: title and progress, filter line, status line, keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from igglossary.i18n import _, number, say
from igglossary.model import Status
from igglossary.review.words import kind_word, sort_word
from igglossary.tui.cells import Line, Piece, cut, fit, line, wrap
from igglossary.tui.keymap import shown
from igglossary.tui.line_view import LineView
from igglossary.tui.theme import WIDE_CELLS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.events import Click

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


def title(session: ReviewSession, store_name: str, glyphs: Glyphs, width: int, *, show_pace: bool) -> Line:
    """Store, queue, counts by status, share and pace; a click opens the palette."""
    progress = session.progress()
    is_narrow = width < WIDE_CELLS
    name = say(kind_word(session.kind)) if is_narrow else f"igglossary ▸ {store_name} ▸ {say(kind_word(session.kind))}"
    counts = [
        (Status.APPROVED, progress.approved, "good"),
        (Status.REJECTED, progress.rejected, "bad"),
        (Status.DEFERRED, progress.deferred, "dim"),
    ]
    gap = "  " if is_narrow else "   "
    middle = [Piece(_("open {n}").format(n=number(progress.open)))]
    middle += [Piece(f"{gap}{glyphs.statuses[status]} {number(count)}", style) for status, count, style in counts]
    bar_width = _BAR - 7 if is_narrow else _BAR
    full = int(progress.share * bar_width)
    pace = f" {number(progress.per_hour)}/h" if show_pace and progress.per_hour is not None else ""
    end = f"{int(progress.share * 100)} % {glyphs.full * full}{glyphs.empty * (bar_width - full)}{pace} "
    used = sum(cell_len(piece.text) for piece in middle) + cell_len(end)
    room = max(0, width - used - 3)
    left = fit(f" {name}", min(room, max(cell_len(name) + 2, room // 2)))
    spaces = max(1, width - cell_len(left) - used)
    return Line((Piece(left, "head"), *middle, Piece(" " * spaces + end)), "command_palette")


def filter_line(session: ReviewSession, glyphs: Glyphs, width: int) -> Line:
    """The filter, how much it leaves, the order and the marks; a click opens the filter."""
    progress = session.progress()
    everything = progress.open + progress.approved + progress.rejected + progress.deferred
    facts = [
        _("{n} of {total}").format(n=number(len(session)), total=number(everything)),
        say(sort_word(session.sort)),
    ]
    if session.marks:
        facts.append(f"{glyphs.mark} {number(len(session.marks))}")
    end = " · ".join(facts) + " "
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
    """The most used keys; each can be clicked. As many as fit, help always among them."""

    def __init__(self, keys: Sequence[Key], *, id: str | None = None) -> None:  # noqa: A002  # Textual's word
        """The bar of a table of keys."""
        super().__init__(id=id)
        self._keys = keys
        self._places: list[tuple[int, int, str]] = []

    def update(self, kind: str) -> None:
        """Show the keys of a queue."""
        entries = footer(self._keys, kind, self.size.width)
        pieces, at, self._places = [Piece(" ")], 1, []
        for key, name, action in entries:
            size = cell_len(f"{key} {name}")
            self._places.append((at, at + size, action))
            pieces += [Piece(key, "key"), Piece(f" {name}  ")]
            at += size + 2
        self.show([Line(tuple(pieces))])

    async def on_click(self, event: Click) -> None:
        """Do what the key under the mouse does."""
        action = next((action for start, end, action in self._places if start <= event.x < end), None)
        if action is not None:
            event.stop()
            await self.app.run_action(action)


def footer(keys: Sequence[Key], kind: str, width: int) -> list[tuple[str, str, str]]:
    """(key, label, action) of the keys that fit into the width; the last one, help, always does."""
    entries = []
    for key in keys:
        if key.in_footer and kind in key.kinds and key.keys:
            first = key.keys.split(",")[0]
            is_pick = key.id == "pick.1"
            entries.append(("1-9" if is_pick else shown(first), key.label, "" if is_pick else key.action))
    *others, last = entries
    if width < WIDE_CELLS:
        last = (last[0], "?", last[2])
    room = width - 2 - cell_len(f"{last[0]} {last[1]}")
    kept = []
    for entry in others:
        room -= cell_len(f"{entry[0]} {entry[1]}") + 2
        if room >= 0:
            kept.append(entry)
    return [*kept, last]
