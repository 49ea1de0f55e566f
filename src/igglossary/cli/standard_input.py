"""Text that is piped in or stands in a file of lines: UTF-8, whatever the locale says, and a sentence if it is none."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

from igglossary.errors import InputError, os_reason
from igglossary.formats.files import check_is_file
from igglossary.i18n import _, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

_MOST_BYTES = 64 << 20
_LONGEST_LINE = 16 << 20
"""A text and a line of it that a person could mean; without a bound a device would fill the memory."""


def read_standard_input() -> str:
    """Everything that is piped in, decoded like a report (UTF-8, UTF-16, Windows-1252).

    Raises:
        InputError: it is no text.
    """
    from igglossary.reports.decoding import decode  # only where text is piped in

    data = sys.stdin.buffer.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise InputError(
            _("there are more than {limit} MB.").format(limit=_MOST_BYTES >> 20), where=_("standard input")
        )
    return decode(data, where=_("standard input")).text


def iterate_lines(path: str | None) -> Iterator[str]:
    """The lines of a file, or of standard input as they come, without their ends.

    Raises:
        InputError: the file cannot be read, or a line is not UTF-8; what came before was yielded.
    """
    if path is None:
        yield from _decoded(sys.stdin.buffer, _("standard input"))
        return
    try:
        check_is_file(path)
        with open(path, "rb") as file:
            yield from _decoded(file, path)
    except OSError as error:
        raise InputError(_("cannot be read: {reason}.").format(reason=say(os_reason(error))), where=path) from error


def _decoded(lines: BinaryIO, where: str) -> Iterator[str]:
    for number, line in enumerate(iter(partial(lines.readline, _LONGEST_LINE + 1), b""), 1):
        if len(line) > _LONGEST_LINE:
            raise InputError(
                _("this line is longer than {limit} MB.").format(limit=_LONGEST_LINE >> 20), where=f"{where}:{number}"
            )
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise InputError(
                _("this line is not UTF-8."), where=f"{where}:{number}", hint=_("Try: iconv -t UTF-8")
            ) from error
        yield text.rstrip("\r\n")
