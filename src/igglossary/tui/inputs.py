"""Inputs that paint nothing that could steer the terminal, whatever is loaded, typed or pasted into them."""

from __future__ import annotations

import re

from rich.segment import Segment
from textual.events import Key
from textual.screen import ModalScreen, ScreenResultType
from textual.strip import Strip
from textual.widgets import Input, TextArea

from igglossary.text.normalise import UNSAFE, printable


class SafeInput(Input):
    """One line of text; control characters stay in it and are painted as pictures."""

    def render_line(self, y: int) -> Strip:
        """Paint a line."""
        return _harmless(super().render_line(y))


class SafeArea(TextArea):
    """Several lines of text; control characters stay in it and are painted as pictures."""

    def render_line(self, y: int) -> Strip:
        """Paint a line."""
        return _harmless(super().render_line(y))


class TypeAhead(ModalScreen[ScreenResultType]):
    """A dialog with a field, for which keys may come before it stands."""

    def take(self, event: Key) -> None:
        """Give the field a letter that was typed while the dialog opened."""
        self.call_after_refresh(self._type, Key(event.key, event.character))

    def _type(self, event: Key) -> None:
        if isinstance(self.focused, (SafeInput, SafeArea)):
            self.focused.post_message(event)


def _harmless(strip: Strip) -> Strip:
    """The strip with one visible cell for each character that a terminal would obey, cut to its old width."""
    if not re.search(UNSAFE, strip.text):
        return strip
    segments = [Segment(re.sub(UNSAFE, _cell, segment.text), segment.style) for segment in strip]
    return Strip(segments).adjust_cell_length(strip.cell_length)


def _cell(match: re.Match[str]) -> str:
    picture = printable(match.group())
    return picture if len(picture) == 1 else "�"
