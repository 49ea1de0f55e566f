"""The list of the queue: 100,000 rows, laid out from the row under the cursor outwards, so that heights may differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from igglossary.i18n import say
from igglossary.review.rows import GroupRow
from igglossary.tui.cells import Line, Piece, wrap
from igglossary.tui.line_view import LineView
from igglossary.tui.row_lines import RowState, group_line, report_line, row_lines
from igglossary.tui.theme import WIDE_CELLS

if TYPE_CHECKING:
    from textual.events import Click, MouseScrollDown, MouseScrollUp

    from igglossary.review.session import ReviewSession
    from igglossary.store.contract.review import Row
    from igglossary.tui.theme import Glyphs

_WHEEL = 3
"""Rows that one step of the wheel moves."""


class _Shown(NamedTuple):
    """A line of the window and the row that it belongs to; None for a line between rows."""

    line: Line
    position: int | None
    is_here: bool = False


class QueueList(LineView):
    """The rows of a session around its cursor, which rests at a third of the height: what comes next is in sight."""

    class Chosen(Message):
        """A row was clicked; ``is_double`` for a double click."""

        def __init__(self, position: int, *, is_double: bool) -> None:
            """The position in the queue."""
            super().__init__()
            self.position = position
            self.is_double = is_double

    def __init__(self, session: ReviewSession, glyphs: Glyphs, *, id: str | None = None) -> None:  # noqa: A002  # Textual's word
        """Show a session."""
        super().__init__(id=id)
        self.session = session
        self.glyphs = glyphs
        self._shown: list[_Shown] = []
        self._window: tuple[int, ...] = ()

    @property
    def page(self) -> int:
        """Rows that a page moves: half a window."""
        return max(1, self.size.height // 2)

    def update(self) -> None:
        """Lay the window out again and paint the lines that are not on screen as they are now."""
        before, self._shown = self._shown, self._laid_out()
        places = [one.position for one in self._shown if one.position is not None]
        window, self._window = self._window, (len(self.session), *places[:1], *places[-1:])
        if len(before) != len(self._shown) or window != self._window:
            self.refresh()
            return
        for y, (old, new) in enumerate(zip(before, self._shown, strict=True)):
            if old != new:
                self.refresh_line(y)

    def on_resize(self) -> None:
        """Lay out for the new size."""
        self.update()

    # --- layout ---

    def _laid_out(self) -> list[_Shown]:
        """The lines of the window, from the cursor outwards."""
        height, width = self.size.height, self._width
        count = len(self.session)
        if not height or not width:
            return []
        if not count:
            text = say(self.session.nothing_here())
            return [_Shown(Line((Piece(" "), *pieces)), None) for pieces in wrap([Piece(text)], width - 2)][:height]
        here = self._block(self.session.position)
        above: list[_Shown] = []
        first = self.session.position
        while first and len(above) < height // 3:
            first -= 1
            above = self._block(first) + above
        below = here
        last = self.session.position
        while last + 1 < count and len(above) + len(below) < height:
            last += 1
            below = below + self._block(last)
        while first and len(above) + len(below) < height:  # near the end more of what is above fits
            first -= 1
            above = self._block(first) + above
        return self._cut(above, below, height)

    @staticmethod
    def _cut(above: list[_Shown], below: list[_Shown], height: int) -> list[_Shown]:
        """The window: the row under the cursor whole, what is above in at most the room that is left."""
        rest = max(height // 3, height - len(below))
        kept = above[-rest:] if rest and above else []
        needed = sum(1 for one in below if one.is_here)
        kept = kept[max(0, len(kept) + needed - height) :]
        return [*kept, *below][:height]

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width - 1  # for the bar

    def _block(self, position: int) -> list[_Shown]:
        """The lines of a row, with the line of its report above it where one begins."""
        row = self.session.row(position)
        is_here = position == self.session.position
        if isinstance(row, GroupRow):
            return [_Shown(group_line(row, self._width, self.glyphs, is_here=is_here), position, is_here)]
        if row is None:
            return [_Shown(Line((Piece("   –", "dim"),)), position, is_here)]
        head = self._head(position, row)
        state = RowState(
            is_here, row.key in self.session.marks, self.session.is_disputed(row), self._tie(position, row)
        )
        lines = row_lines(row, state, self.session.kind, self._width, self.glyphs)
        return [*head, *(_Shown(line, position, is_here) for line in lines)]

    def _neighbour(self, position: int) -> Row | None:
        row = self.session.row(position) if 0 <= position < len(self.session) else None
        return None if isinstance(row, GroupRow) else row

    def _head(self, position: int, row: Row) -> list[_Shown]:
        if self.session.sort != "places" or row.report is None:
            return []
        before = self.session.row(position - 1) if position else None
        if isinstance(before, GroupRow):
            is_same = before.is_open and before.key == -row.report
        else:
            is_same = before is not None and before.report == row.report
        if is_same:
            return []
        return [_Shown(report_line(self.session.rows.report(row.report), self._width, self.glyphs), None)]

    def _tie(self, position: int, row: Row) -> str:
        """What ties a row to its neighbours if one sentence proves them, or has them as its links."""
        if self.session.sort not in ("places", "document") or not row.passage:
            return " "
        near = [self._neighbour(at) for at in (position - 1, position + 1)]
        is_after, is_before = (one is not None and one.passage == row.passage for one in near)
        return self.glyphs.ties[is_after + 2 * is_before]

    # --- painting ---

    def render_line(self, y: int) -> Strip:
        """Paint a line, and its part of the border, which shows where the window stands among the rows."""
        width = self.scrollable_content_region.width
        border = Segment(self._border(y), self.base + self._style("dim"))
        if y >= len(self._shown):
            return Strip([Segment(" " * (width - 1), self.base), border])
        shown = self._shown[y]
        base = self.base + self._style("cursor") if shown.is_here else self.base
        return Strip([*self.paint(shown.line, width - 1, base), border])

    def _border(self, y: int) -> str:
        positions = [one.position for one in self._shown if one.position is not None]
        count, height = len(self.session), self.size.height
        plain = self.glyphs.border if self.app.size.width >= WIDE_CELLS else " "
        if not positions or positions[-1] - positions[0] + 1 >= count:
            return plain
        first, last = positions[0] * height // count, positions[-1] * height // count
        return self.glyphs.bar if first <= y <= max(last, first) else plain

    # --- mouse ---

    async def on_click(self, event: Click) -> None:
        """Put the cursor where the mouse is."""
        position = self._shown[event.y].position if event.y < len(self._shown) else None
        if position is not None:
            event.stop()
            self.post_message(self.Chosen(position, is_double=event.chain == 2))

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """The wheel moves the cursor, around which the list lies."""
        event.stop()
        self.post_message(self.Chosen(min(self.session.position + _WHEEL, len(self.session) - 1), is_double=False))

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """See ``on_mouse_scroll_down``."""
        event.stop()
        self.post_message(self.Chosen(max(self.session.position - _WHEEL, 0), is_double=False))
