"""The list of the queue: 100,000 rows, of which only those on screen are ever made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Size
from textual.message import Message

from igglossary.i18n import _, number, say, score_text
from igglossary.model import Status
from igglossary.review.rows import GroupRow
from igglossary.tui.cells import Line, Piece, fit
from igglossary.tui.line_view import LineView
from igglossary.tui.theme import STATUS_STYLES, WIDE_CELLS

if TYPE_CHECKING:
    from textual.events import Click
    from textual.strip import Strip

    from igglossary.review.session import ReviewSession
    from igglossary.store.contract.review import Row
    from igglossary.tui.theme import Glyphs

_HEAD = 2
"""Lines of the column titles, which do not scroll."""


class QueueList(LineView):
    """The rows of a session with its cursor; the titles stay when rows scroll."""

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
        self._painted: list[object] = []

    @property
    def head_lines(self) -> int:
        """Lines of titles: none where every line is needed."""
        return _HEAD if self.app.size.width >= WIDE_CELLS else 0

    @property
    def page(self) -> int:
        """Rows in the window."""
        return max(1, self.size.height - self.head_lines)

    def update(self) -> None:
        """Show the cursor where the session stands and paint what is on screen again."""
        height = len(self.session) + self.head_lines
        if self.virtual_size.height != height:
            self.virtual_size = Size(self.size.width, height)
        top = self.scroll_offset.y
        position = self.session.position
        if position < top or position >= top + self.page:
            wanted = position if position < top else position - self.page + 1
            if abs(position - top) > self.page + 1:  # a jump: show some rows around
                wanted = position - self.page // 3
            self.scroll_to(y=max(0, wanted), animate=False, immediate=True, force=True)
        self._paint_changes()

    def _paint_changes(self) -> None:
        """Paint the rows of the window that are not on screen as they are now."""
        top = self.scroll_offset.y
        now: list[object] = [(id(self.session), self.session.sort, top)]
        for place in range(self.page):
            position = top + place
            row = self.session.row(position) if position < len(self.session) else None
            key = None if row is None else row.key
            now.append((row, position == self.session.position, key in self.session.marks, position))
        before, self._painted = self._painted, now
        if len(before) != len(now) or before[0] != now[0]:
            self.refresh()
            return
        for place in range(self.page):
            if before[place + 1] != now[place + 1]:
                self.refresh_line(place + self.head_lines)

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self.update()

    def render_line(self, y: int) -> Strip:
        """Paint a title or a row."""
        width = self.scrollable_content_region.width
        if y < self.head_lines:
            return self.paint(self._title(width) if y == 0 else Line((Piece("─" * width, "dim"),)), width, self.base)
        position = y - self.head_lines + self.scroll_offset.y
        if position >= len(self.session):
            text = "" if position or len(self.session) else say(self.session.nothing_here())
            return self.paint(Line((Piece(f"  {text}"),)), width, self.base)
        row = self.session.row(position)
        base = self.base
        if position == self.session.position:
            base += self._style("cursor")
        return self.paint(self._row(position, row, width), width, base)

    async def on_click(self, event: Click) -> None:
        """Put the cursor where the mouse is."""
        position = event.y - self.head_lines + self.scroll_offset.y
        if event.y >= self.head_lines and position < len(self.session):
            event.stop()
            self.post_message(self.Chosen(position, is_double=event.chain == 2))

    def _columns(self, width: int) -> tuple[int, int, int, int]:
        """Widths of German, English, score and count."""
        score, count = (0, 5) if self.session.kind == "concepts" else (5, 0 if self.session.kind == "links" else 5)
        left = max(8, width - 4 - score - count - 2)
        german = left // 2
        return german, left - german, score, count

    def _title(self, width: int) -> Line:
        german, english, score, count = self._columns(width)
        names = {"pairs": (_("German term"), _("English term")), "links": (_("German"), _("English"))}
        first, second = names.get(self.session.kind, (_("German terms"), _("English terms")))
        last = _("Terms") if self.session.kind == "concepts" else _("Occ.")
        text = f"   {fit(first, german)} {fit(second, english)}{fit(_('Score'), score, right=True)}"
        return Line((Piece(text + fit(last, count, right=True), "head"),))

    def _row(self, position: int, row: Row | GroupRow | None, width: int) -> Line:
        german, english, score, count = self._columns(width)
        is_here = position == self.session.position
        if isinstance(row, GroupRow):
            sign = "▾" if row.is_open else "▸"
            text = f"{sign} {_('General words')}  {number(row.words)}"
            return Line((Piece(self.glyphs.cursor if is_here else " ", "marked"), Piece(fit(text, width - 1), "dim")))
        if row is None:
            return Line((Piece(f"   {_('(gone)')}", "dim"),))
        is_marked = row.key in self.session.marks
        pointer = self.glyphs.cursor if is_here else self.glyphs.mark if is_marked else " "
        style = STATUS_STYLES[row.status]
        second = self.glyphs.mark if is_here and is_marked else " "
        text_style = style if row.status in (Status.APPROVED, Status.REJECTED) else ""
        return Line(
            (
                Piece(pointer, "marked"),
                Piece(self.glyphs.statuses[row.status], style),
                Piece(second, "marked"),
                Piece(f"{fit(row.german, german)} {fit(row.english, english)}", text_style),
                Piece(fit(score_text(row.score), score, right=True)),
                Piece(fit(number(row.count), count, right=True)),
                Piece(self.glyphs.warning if self.session.is_disputed(row) else " ", "warn"),
            )
        )
