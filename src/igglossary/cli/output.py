"""Everything that goes to stdout: data, safe to show, in colour only where a person looks."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING

from igglossary.i18n import say
from igglossary.messages import Message
from igglossary.text.normalise import UNSAFE, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import TextIO

BOLD = "1"
DIM = "2"


class Output:
    """Prints lines and JSON to a stream; text of files never reaches a terminal raw."""

    def __init__(
        self,
        stream: TextIO | None = None,
        *,
        color: str = "auto",
        is_quiet: bool = False,
        is_one_document: bool = True,
    ) -> None:
        """``color`` is ``auto`` (a terminal without NO_COLOR), ``always`` or ``never``.

        ``is_one_document`` False prints several JSON answers as lines instead of an array.
        """
        self._stream = sys.stdout if stream is None else stream
        self.is_quiet = is_quiet
        self.is_one_document = is_one_document
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

    def json(self, value: object) -> None:
        """Print one JSON value on one line."""
        self._write_json(as_json(value) + "\n")

    def json_array(self, values: Iterable[object]) -> None:
        """Print an array of answers, each as soon as it is there, whatever ends them; lines if they were asked for."""
        if not self.is_one_document:
            for value in values:
                self.json(value)
            return
        before = "["
        try:
            for value in values:
                self._write_json(f"{before}{as_json(value)}\n")
                before = ","
        finally:
            self._write_json("[]\n" if before == "[" else "]\n")

    def json_answers(self, answers: Sequence[object], *, asked: int) -> None:
        """Print the answer to one question as it is, those to several as an array; an error has no answer."""
        if asked == 1:
            for answer in answers:
                self.json(answer)
        else:
            self.json_array(answers)

    def _write_json(self, text: str) -> None:
        """JSON is UTF-8 (RFC 8259 §8.1), whatever the locale says."""
        binary = getattr(self._stream, "buffer", None)
        if binary is None:  # a stream of text in memory
            self._stream.write(text)
            return
        self._stream.flush()
        binary.write(text.encode())
        binary.flush()


def as_json(value: object) -> str:
    """A value as JSON; characters that could steer a terminal and halves of surrogate pairs are escaped."""
    import json  # not on the look-up path for people

    text = json.dumps(value, ensure_ascii=False, default=_in_words)
    return re.sub(UNSAFE, lambda match: _escape(match.group()), text)


def _in_words(value: object) -> str:
    """A message, such as SARIF has them, in the language that was chosen; nothing else is unknown to JSON."""
    assert isinstance(value, Message), value
    return say(value)


def _escape(character: str) -> str:
    code = ord(character)
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
