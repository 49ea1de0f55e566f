"""Canonical text and text that is safe to show."""

from __future__ import annotations

import re
import unicodedata

_SPACE = re.compile(r"\s+")
_INVISIBLE = "[\u00ad\u200b\u2060\ufeff]"
UNSAFE = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""The pattern of a character that could steer a terminal, as a text: to compile it costs 1 ms, an eighth of Python."""
_HALF = "[\ud800-\udfff]"


def canonical(text: str) -> str:
    """NFC, no-break spaces as spaces, soft hyphens and zero-width joints gone, runs of white space as one, trimmed.

    This is the canonical text in which all offsets of a Document count.
    """
    return _SPACE.sub(" ", re.sub(_INVISIBLE, "", unicodedata.normalize("NFC", text))).strip()


def printable(text: str) -> str:
    """The text with everything that could steer a terminal made visible: ESC → ``␛``, bidi overrides → ``⟨U+202E⟩``.

    So is what nobody sees and what yet makes two texts differ, such as U+200B. Tab and newline stay. Control pictures
    (U+2400) stand for C0; other characters are named by their code point.
    """
    return text if text.isprintable() else re.sub(UNSAFE, _picture, text)


def storable(text: str) -> str:
    """The text with each half of a surrogate pair named: ``⟨U+DCFF⟩``.

    Python has them for bytes of names that are not UTF-8; neither a store nor a file of ours can.
    """
    return text if text.isprintable() else re.sub(_HALF, _picture, text)


def single_line(text: str) -> str:
    """``printable`` text on one line, white space collapsed."""
    return _SPACE.sub(" ", printable(text)).strip()


def shortened(text: str, limit: int) -> str:
    """The text, or its beginning with an ellipsis: at most ``limit`` characters."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"⟨U+{code:04X}⟩"
