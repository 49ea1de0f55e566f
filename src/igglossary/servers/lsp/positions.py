"""Offsets in a buffer as lines and columns of the Language Server Protocol (3.17, "Position"), and back."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_LINE_END = re.compile(r"\r\n?|\n")
_MEASURES: dict[str, Callable[[str], int]] = {
    "utf-8": lambda text: len(text.encode("utf-8", "surrogatepass")),
    "utf-16": lambda text: len(text.encode("utf-16-le", "surrogatepass")) // 2,
    "utf-32": len,
}


class Lines:
    """The lines of a buffer; columns count units of an encoding, UTF-16 unless the client wants another."""

    def __init__(self, text: str, encoding: str = "utf-16") -> None:
        """Find the lines once; each question then costs no more than its line."""
        self._text = text
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
        self._measure = _MEASURES[encoding]

    def position(self, offset: int) -> tuple[int, int]:
        """(line, column) of a code point, both from 0."""
        line = bisect_right(self._starts, offset) - 1
        return line, self._measure(self._text[self._starts[line] : offset])

    def offset(self, line: int, column: int) -> int:
        """The code point at a position; one behind the end of a line or of the buffer is that end.

        A column inside a character (the second half of a surrogate pair) is the character's start.
        """
        if line >= len(self._starts):
            return len(self._text)
        start = self._starts[line]
        end = self._starts[line + 1] if line + 1 < len(self._starts) else len(self._text)
        place = start
        for place in range(start, end):
            column -= self._measure(self._text[place])
            if column < 0 or self._text[place] in "\r\n":
                return place
        return end if end > start and self._text[place] not in "\r\n" else place
