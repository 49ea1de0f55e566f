"""A scrolling view of lines that are made only when they are on screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from igglossary.tui.theme import STYLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style
    from textual.events import Click

    from igglossary.tui.cells import Line


class LineView(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows lines; a click on a line with an action runs it. Subclasses may make lines on demand by ``make_line``."""

    class Resized(Message):
        """The view has another size: lines that were made for its width are to be made again."""

        def __init__(self, view: LineView) -> None:
            """``view`` is what ``on`` selects by."""
            super().__init__()
            self.view = view

        @property
        def control(self) -> LineView:
            """The view, under Textual's name for selectors."""
            return self.view

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"line--{name}" for name in STYLES}
    DEFAULT_CSS = """
    LineView { scrollbar-size-vertical: 1; overflow-x: hidden; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's word
        """An empty view."""
        super().__init__(id=id)
        self.lines: Sequence[Line] = ()
        self._base: Style | None = None

    def show(self, lines: Sequence[Line], *, keep_place: bool = False) -> None:
        """Show these lines from the top, or from where the view stands; only lines that differ are painted again.

        The height counts in whole windows: each new height would make Textual lay the whole screen out again.
        """
        before, self.lines = self.lines, lines
        window = max(1, self.size.height)
        size = Size(self.size.width, -(-max(1, len(lines)) // window) * window)
        if self.virtual_size != size:
            self.virtual_size = size
        if not keep_place and self.scroll_offset.y:
            self.scroll_to(y=0, animate=False, immediate=True)
        top = self.scroll_offset.y
        for y in range(window):
            old, new = (found[top + y] if top + y < len(found) else None for found in (before, lines))
            if old != new:
                self.refresh_line(y)

    def refresh_line(self, y: int) -> None:
        """Paint one line of the window again."""
        self.refresh(Region(0, y, self.size.width, 1))

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint some lines; the style they share is looked up once."""
        self._base = self.rich_style
        return super().render_lines(crop)

    @property
    def base(self) -> Style:
        """The style of the view itself."""
        return self._base or self.rich_style

    def on_resize(self) -> None:
        """Tell whoever makes the lines."""
        self.post_message(self.Resized(self))

    def make_line(self, number: int) -> Line | None:
        """The line at a place of the whole text, None below its end."""
        return self.lines[number] if 0 <= number < len(self.lines) else None

    def render_line(self, y: int) -> Strip:
        """Paint one line of the window."""
        width = self.scrollable_content_region.width
        found = self.make_line(y + self.scroll_offset.y)
        return Strip.blank(width, self.base) if found is None else self.paint(found, width, self.base)

    def paint(self, line: Line, width: int, base: Style) -> Strip:
        """A line as a strip of exactly ``width`` cells."""
        segments = [Segment(text, base + self._style(style) if style else base) for text, style in line.pieces]
        return Strip(segments).crop_extend(0, width, base)

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"line--{name}", partial=True)

    async def on_click(self, event: Click) -> None:
        """Run the action of the line under the mouse."""
        found = self.make_line(event.y + self.scroll_offset.y)
        if found is not None and found.action:
            event.stop()
            await self.app.run_action(found.action)
