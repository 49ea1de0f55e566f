"""Spellings made comparable, whatever the language: case, umlauts, punctuation, and words written together.

This module is on the path of every ``igglossary lookup``: it imports ``unicodedata`` and ``re`` only.
"""

from __future__ import annotations

import re
from unicodedata import normalize

# Chained replacing is several times faster than str.translate, which matters when 50,000 terms are folded at once.
_TRANSLITERATION = (
    ("ä", "ae"),
    ("ö", "oe"),
    ("ü", "ue"),
    ("ß", "ss"),
    ("’", "'"),
    ("ʼ", "'"),
    ("\u00ad", ""),
    ("\u200b", ""),
    ("\u2060", ""),
    ("\ufeff", ""),
)
_DASHES = "[\u2010-\u2015\u2212]"  # what a look-up seldom needs is compiled when it does
_APOSTROPHE = r"(?<=\w)'s\b|'"
_NOISE = re.compile(r"[^\w+#\-]+")
_PARENTHESIS = r"[(\[]([^)\]]*)[)\]]\s*"
_PLUS = r"(?<=\w)\+(?=\d)"
_MARKS = "[\u0300-\u036f]+"


def fold(text: str) -> str:
    """Lower case, NFC, ä→ae ö→oe ü→ue ß→ss, soft hyphens and zero-width characters gone.

    Idempotent: a folded text folds to itself.
    """
    folded = text.lower()
    if folded.isascii():
        return folded
    folded = normalize("NFC", folded)
    for letter, plain in _TRANSLITERATION:
        folded = folded.replace(letter, plain)
    return folded if folded.isascii() else normalize("NFC", folded)


def key(text: str) -> str:
    """The plain key of a text: folded, one space between words, hyphens kept, other punctuation and 's quotes gone."""
    folded = fold(text)
    if "'" in folded:
        folded = re.sub(_APOSTROPHE, "", folded)
    if not folded.isascii():
        folded = re.sub(_DASHES, "-", folded)
    return _NOISE.sub(" ", folded).strip(" -")


def joined(plain: str) -> str:
    """A plain key with spaces, hyphens and the plus sign before a number taken out (``rio+20`` but ``c++``)."""
    solid = plain.replace(" ", "").replace("-", "")
    return re.sub(_PLUS, "", solid) if "+" in solid else solid


def skeleton(folded: str) -> str:
    """A folded text without umlauts (ae, oe, ue count as umlauts) and accents: the same for all ways to lose them."""
    if not folded.isascii():
        folded = re.sub(_MARKS, "", normalize("NFD", folded))
    return folded.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def without_accents(folded: str) -> str:
    """A folded text without its accents: é → e. Umlauts have been written out by folding."""
    return folded if folded.isascii() else normalize("NFC", re.sub(_MARKS, "", normalize("NFD", folded)))


def split_parenthesis(text: str) -> tuple[str, str]:
    """``Open-Ended Working Group (OEWG)`` → the name and what stands in brackets; ("", "") if there is none."""
    opened = min((at for at in (text.find("("), text.find("[")) if at >= 0), default=-1)
    # Without a closing bracket the pattern would look for one from every opening bracket.
    is_closed = opened >= 0 and (text.find(")", opened) >= 0 or text.find("]", opened) >= 0)
    match = re.compile(_PARENTHESIS).match(text, opened) if is_closed else None
    if match is None:
        return "", ""
    return (text[:opened].rstrip() + " " + text[match.end() :]).strip(), match.group(1).strip()
