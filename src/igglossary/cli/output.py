"""Everything that goes to stdout: data, safe to show, in colour only where a person looks."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from igglossary.i18n import say
from igglossary.messages import Message
from igglossary.text.normalise import UNSAFE, printable

if TYPE_CHECKING:
    from typing import TextIO

BOLD = "1"
DIM = "2"


class Output:
    """Prints lines and JSON to a stream; text of files never reaches a terminal raw."""

    def __init__(self, stream: TextIO | None = None, *, color: str = "auto", is_quiet: bool = False) -> None:
        """``color`` is ``auto`` (a terminal without NO_COLOR), ``always`` or ``never``."""
        self._stream = sys.stdout if stream is None else stream
        self.is_quiet = is_quiet
        self.has_color = color == "always" or (
            color == "auto"
            and self._stream.isatty()
            and not os.environ.get("NO_COLOR")
            and os.environ.get("TERM") != "dumb"
        )

    def line(self, text: str = "") -> None:
        """Print one line (or several, if there are newlines in it) of plain text."""
        self._stream.write(printable(text) + "\n")

    def styled(self, *parts: str | tuple[str, str]) -> None:
        """Print one line of parts; a part ``(text, BOLD)`` is styled where colour is on."""
        shown = []
        for part in parts:
            text, style = (part, "") if isinstance(part, str) else part
            text = printable(text)
            shown.append(f"\x1b[{style}m{text}\x1b[0m" if style and self.has_color and text else text)
        self._stream.write("".join(shown) + "\n")

    def talk(self, text: str = "") -> None:
        """Print a line for people; left out with ``--quiet``."""
        if not self.is_quiet:
            self.line(text)

    def json(self, value: Any) -> None:
        """Print one JSON value on one line, in UTF-8; characters that could steer a terminal are escaped."""
        import json  # not on the look-up path for people

        text = json.dumps(value, ensure_ascii=False, default=_in_words)
        self._stream.write(UNSAFE.sub(lambda match: _escape(match.group()), text) + "\n")


def _in_words(value: object) -> str:
    """A message in the language that was chosen; nothing else is unknown to JSON."""
    assert isinstance(value, Message), value
    return say(value)


def _escape(character: str) -> str:
    code = ord(character)
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
