"""The order of words in a list that people read: DIN 5007-1, ä as a, ß as ss.

Capitals and marks decide only where all else is alike.
"""

from __future__ import annotations

import re
from unicodedata import normalize

_MARKS = re.compile("[\u0300-\u036f]+")
_NOISE = re.compile(r"[\W_]+")


def collation_key(text: str) -> tuple[str, str, str]:
    """What to sort by; two texts have the same key only if they are equal."""
    base = _MARKS.sub("", normalize("NFD", text.casefold()))
    return _NOISE.sub(" ", base).strip(), text.casefold(), text
