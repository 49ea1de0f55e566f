"""Colours, glyphs and the style names of lines.

Colour is always the second channel: a status has its glyph and its word, the cursor its ``▌``, a term its reverse
video. Blue and orange instead of green and red can be told apart by nearly everybody.
"""

from __future__ import annotations

import locale
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from textual.filter import LineFilter

from igglossary.model import Status
from igglossary.review.words import surety_level

if TYPE_CHECKING:
    from textual.color import Color

STYLES = ("dim", "head", "term", "missing", "good", "bad", "warn", "added", "removed", "cursor", "marked", "key")
"""Names of styles; the component class of a name is ``line--NAME``."""

CSS = """
LineView > .line--dim { color: $foreground; text-style: dim; }
LineView > .line--head { text-style: bold; }
LineView > .line--term { text-style: reverse bold; }
LineView > .line--missing { color: $text-warning; text-style: underline; }
LineView > .line--good { color: $text-primary; }
LineView > .line--bad { color: $text-primary; text-style: dim; }
LineView > .line--warn { color: $text-warning; text-style: bold; }
LineView > .line--added { color: $text-primary; text-style: underline; }
LineView > .line--removed { text-style: strike; }
LineView > .line--cursor { background: $panel; text-style: bold; }
LineView > .line--marked { color: $text-primary; text-style: bold; }
LineView > .line--key { color: $text-primary; text-style: bold; }
"""

THEMES = {"dark": "textual-dark", "light": "textual-light", "ansi-dark": "ansi-dark", "ansi-light": "ansi-light"}
"""Our short names for Textual's themes; review.toml may name any theme of Textual."""


class Colourless(LineFilter):
    """Sends no colour at all (NO_COLOR): bold, underline, reverse and the glyphs say everything."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002  # Textual's
        """The segments of a line without their colours."""
        return [
            segment if segment.style is None else Segment(segment.text, segment.style.without_color, segment.control)
            for segment in segments
        ]


WIDE_CELLS = 100
"""From this width of the window on the list stands beside the detail, and there is room for titles and long names."""


class Glyphs(NamedTuple):
    """The characters that carry meaning, each one cell wide in every terminal."""

    statuses: dict[Status, str]
    cursor: str
    mark: str
    warning: str
    full: str
    empty: str
    ties: str
    """Nothing, last, first and middle of the rows that one sentence proves."""
    rule: str
    bar: str
    border: str
    """Between list and pane; ``bar`` is the part of it beside which the window stands."""
    closed: str
    opened: str
    chosen: str
    levels: str
    """How sure, from likely to hardly."""

    def surety(self, score: float | None) -> str:
        """A sign for how sure a score is; a blank for what is sure, and for what has none."""
        if score is None:
            return " "
        level = surety_level(score)
        return " " if level == 0 else self.levels[level - 1]


_UNICODE = Glyphs(
    {Status.CANDIDATE: "·", Status.APPROVED: "✓", Status.REJECTED: "✗", Status.DEFERRED: "?"},
    "▌", "●", "!", "█", "░", " ╰╭│", "─", "┃", "│", "▸", "▾", "▸", "▅▃▁",
)  # fmt: skip
_ASCII = Glyphs(
    {Status.CANDIDATE: ".", Status.APPROVED: "+", Status.REJECTED: "x", Status.DEFERRED: "?"},
    ">", "*", "!", "#", "-", " `,|", "-", "#", "|", ">", "v", ">", "753",
)  # fmt: skip
STATUS_STYLES = {Status.APPROVED: "good", Status.REJECTED: "bad", Status.DEFERRED: "dim", Status.CANDIDATE: ""}


def choose_glyphs(encoding: str | None = None) -> Glyphs:
    """The glyphs that the locale's encoding can show."""
    name = (encoding or locale.getpreferredencoding(do_setlocale=False)).lower().replace("-", "")
    return _UNICODE if name == "utf8" else _ASCII
