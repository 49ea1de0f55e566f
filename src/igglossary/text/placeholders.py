"""Placeholders and mark-up inside a plain text: what a program puts in, and what steers its display.

They are no words: a translation has the same ones as its source. Kinds: printf (``%s``, ``%1$d``, ``%(name)s``, ``%@``,
Qt's ``%1`` and ``%n``), braces (``{0}``, ``{name}``, ``{{name}}``, ``${name}``), tags (``<b>``, ``</a>``, ``<br/>``)
and character references (``&amp;``, ``&#160;``).
"""

from __future__ import annotations

import re
from typing import NamedTuple

_PRINTF = (
    r"%\([A-Za-z_]\w{0,40}\)[-+#0]?\d{0,4}(?:\.\d{1,3})?[diouxXeEfFgGcrs](?![A-Za-zÄÖÜäöüß])"
    r"|%(?:\d{1,2}\$)?[-+#0]?\d{0,4}(?:\.\d{1,3})?(?:hh|h|ll|l|L|q|z|t|j)?[diouxXeEfFgGcsp@](?![A-Za-zÄÖÜäöüß])"
    r"|%L?[1-9]\d?(?![\w%])|%n(?![A-Za-zÄÖÜäöüß])"
)
_BRACES = r"\{\{ ?[A-Za-z_][\w.\-]{0,60} ?\}\}|\$?\{[A-Za-z_][\w.\-]{0,60}\}|\{\d{1,3}\}"
_TAG = r"</?[A-Za-z][A-Za-z0-9]{0,15}(?:\s[^<>\n]{0,300})?/?>"
_REFERENCE = r"&(?:[A-Za-z]{2,10}|#\d{1,6}|#x[0-9A-Fa-f]{1,6});"
_PLACEHOLDER = re.compile(
    rf"(?<![\d%])(?P<printf>{_PRINTF})|(?P<brace>{_BRACES})|(?P<tag>{_TAG})|(?P<reference>{_REFERENCE})"
)


class Placeholder(NamedTuple):
    """``text[start:end]`` and its kind: ``printf``, ``brace``, ``tag`` or ``reference``."""

    start: int
    end: int
    surface: str
    kind: str


def placeholders(text: str) -> list[Placeholder]:
    """The placeholders of a text, in order. A percentage (*50 %*, *100%ig*) is none."""
    if not ("%" in text or "{" in text or "<" in text or "&" in text):
        return []
    return [Placeholder(*match.span(), match.group(), str(match.lastgroup)) for match in _PLACEHOLDER.finditer(text)]
