"""Text that is piped in or stands in a file of lines: UTF-8, whatever the locale says, and a sentence if it is none."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from igglossary.errors import InputError, os_reason
from igglossary.i18n import _, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO


def read_standard_input() -> str:
    """Everything that is piped in, decoded like a report (UTF-8, UTF-16, Windows-1252).

    Raises:
        InputError: it is no text.
    """
    from igglossary.reports.decoding import decode  # only where text is piped in

    return decode(sys.stdin.buffer.read(), where=_("standard input")).text


def iterate_lines(path: str | None) -> Iterator[str]:
    """The lines of a file, or of standard input as they come, without their ends.

    Raises:
        InputError: the file cannot be read, or a line is not UTF-8; what came before was yielded.
    """
    if path is None:
        yield from _decoded(sys.stdin.buffer, _("standard input"))
        return
    try:
        with open(path, "rb") as file:
            yield from _decoded(file, path)
    except OSError as error:
        raise InputError(_("cannot be read: {reason}.").format(reason=say(os_reason(error))), where=path) from error


def _decoded(lines: BinaryIO, where: str) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise InputError(
                _("this line is not UTF-8."), where=f"{where}:{number}", hint=_("Try: iconv -t UTF-8")
            ) from error
        yield text.rstrip("\r\n")
