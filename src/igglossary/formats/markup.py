"""Text and attributes as XML markup, deterministic, for every writer of XML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from igglossary.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from igglossary.formats.report import Tally

_SPECIAL = re.compile("[&<>\r\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPECIAL_IN_ATTRIBUTE = re.compile('[&<>"\t\n\r\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]')
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REPLACEMENT: Final = "\ufffd"
_ESCAPES: Final = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "\t": "&#9;",
    "\n": "&#10;",
    "\r": "&#13;",  # a bare carriage return would be read as a line feed
}


def _escape(match: re.Match[str]) -> str:
    return _ESCAPES.get(match.group(), _REPLACEMENT)


def escape_text(text: str) -> str:
    """Character data; characters that XML 1.0 cannot hold (§2.2) become U+FFFD."""
    return _SPECIAL.sub(_escape, text) if _SPECIAL.search(text) else text


def escape_attribute(text: str) -> str:
    """An attribute value for double quotes; white space other than blanks survives as character references."""
    return _SPECIAL_IN_ATTRIBUTE.sub(_escape, text)


def replace_illegal(text: str) -> str:
    """The text as it can be read back from XML: what XML 1.0 cannot hold is U+FFFD."""
    return _ILLEGAL.sub(_REPLACEMENT, text)


def count_illegal(text: str, tally: Tally) -> None:
    """Count the characters that a file of XML cannot hold."""
    if _ILLEGAL.search(text):
        tally.drop(_("control characters, written as U+FFFD because XML cannot hold them"), len(_ILLEGAL.findall(text)))


def escape_counted(text: str, tally: Tally) -> str:
    """``escape_text``, and what it has to replace is counted."""
    if not _SPECIAL.search(text):
        return text
    count_illegal(text, tally)
    return _SPECIAL.sub(_escape, text)


def start_tag(name: str, attributes: Iterable[tuple[str, str]], *, empty: bool = False) -> str:
    """``<name a="b">``, or ``<name a="b"/>`` if it is empty."""
    inside = "".join(f' {key}="{escape_attribute(value)}"' for key, value in attributes)
    return f"<{name}{inside}/>" if empty else f"<{name}{inside}>"
