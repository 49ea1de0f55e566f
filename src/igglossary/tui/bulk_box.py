"""The box of a bulk decision: what it will do, worked out and then done in steps, with a bar and keys that work."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult  # noqa: TC002  # Textual reads the annotation at run time
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen

from igglossary.i18n import _, number
from igglossary.service.sentences import bulk_lines
from igglossary.tui.cells import Line, Piece, line, wrap
from igglossary.tui.dialogs import plain
from igglossary.tui.line_view import LineView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from igglossary.review.bulk import Bulk

_BAR = 20


class BulkBox(ModalScreen[bool]):
    """Asks about a bulk decision and carries it out; answers whether anything was done."""

    BINDINGS: ClassVar = [
        Binding("escape", "stop", show=False),
        Binding("A,X", "carry_out", show=False),
        Binding("l", "list", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("pageup", "scroll(-8)", show=False),
        Binding("pagedown", "scroll(8)", show=False),
    ]

    def __init__(self, bulk: Bulk, letter: str) -> None:
        """``letter`` is the key that opened the box: pressed again it does it."""
        super().__init__()
        self._bulk = bulk
        self._letter = letter
        self._is_looked = self._is_running = self._is_stopped = self._is_listing = False

    def compose(self) -> ComposeResult:
        """What it will do, the bar, the keys."""
        with Vertical(classes="dialog bulk"):
            yield plain("", "title", id="bulk-title")
            yield LineView(id="bulk-lines")
            yield plain("", "hint", id="bulk-keys")

    def on_mount(self) -> None:
        """Work out what will happen."""
        self.query_one("#bulk-lines").can_focus = False
        self.run_worker(self._look(), exclusive=True)

    async def _look(self) -> None:
        if await self._take(self._bulk.look()):
            self._is_looked = True
            self._show()

    async def _carry_out(self) -> None:
        await self._take(self._bulk.run())
        self.dismiss(self._bulk.is_begun or self._bulk.clash is not None)

    async def _take(self, steps: Iterator[int]) -> bool:
        """Take the steps, with a breath for the keys after each; False if somebody stopped it."""
        for done in steps:
            self._show(done)
            await asyncio.sleep(0)
            if self._is_stopped:
                return False
        return True

    def _show(self, done: int | None = None) -> None:
        title, *texts = bulk_lines(self._bulk)
        self._say("#bulk-title", title)
        view = self.query_one("#bulk-lines", LineView)
        width = max(20, view.size.width or self.size.width - 8)
        if self._is_listing:
            texts = [f"{row.german} – {row.english}" for row in self._bulk.rows()]
        lines = [] if done is not None and not self._is_listing else [
            Line(found) for text in texts for found in wrap([Piece(text)], width)
        ]  # fmt: skip
        if done is not None:
            lines = [self._bar(done), *lines]
        view.show(lines, keep_place=self._is_listing)
        view.styles.height = max(1, min(len(lines), 14))
        self._say("#bulk-keys", self._keys(is_working=done is not None))

    def _bar(self, done: int) -> Line:
        total = max(1, len(self._bulk.keys))
        full = done * _BAR // total
        counts = _("{n} of {total}").format(n=number(done), total=number(len(self._bulk.keys)))
        return line(f"{'█' * full}{'░' * (_BAR - full)} {counts}")

    def _keys(self, *, is_working: bool) -> str:
        if is_working:
            return _("Esc stops after this step")
        return _("{key} does it   l shows all   Esc back, nothing happens").format(key=self._letter)

    def _say(self, name: str, text: str) -> None:
        shown = plain(text)
        self.query_one(name, type(shown)).update(shown.content)

    def action_carry_out(self) -> None:
        """Do it."""
        if self._is_looked and not self._is_running:
            self._is_running = True
            self.run_worker(self._carry_out(), exclusive=True)

    def action_list(self) -> None:
        """Show all entries that it is about, or the summary again."""
        if self._is_looked and not self._is_running:
            self._is_listing = not self._is_listing
            self._show()

    def action_scroll(self, by: int) -> None:
        """Scroll the list."""
        view = self.query_one("#bulk-lines", LineView)
        view.scroll_to(y=view.scroll_offset.y + by, animate=False)

    def action_stop(self) -> None:
        """Leave; what runs ends after its step, and stands."""
        self._is_stopped = True
        if not self._is_running:
            self.dismiss(False)
