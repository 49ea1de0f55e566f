"""Words that German and English share, made comparable."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_FOLDS = str.maketrans({"ß": "s", "z": "s", "c": "k", "q": "k", "y": "i", "j": "i", "w": "v"})


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Lower case without diacritics, letters that German and English spell differently made the same."""
    plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))
    plain = plain.replace("ph", "f").replace("th", "t").replace("ck", "k").replace("sch", "sh")
    return plain.translate(_FOLDS)
