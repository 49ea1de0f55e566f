"""Tokens of the memory's score/1, and their codes: what the fuzzy index is written and asked with.

A token is a case-folded word, a number (all numbers are one class), or one CJK character; punctuation is none
(design/memory.md §1). A segment's *key* is a string with one code point a token, so that rapidfuzz compares tokens
bit-parallel; a *term* of the inverted index is such a code point and the bucket of the segment's length. A collision of
two words' codes can only raise a similarity, which is computed again on the real tokens: it costs time, never a match.

This module is on the look-up path: it imports re, unicodedata and zlib only.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from zlib import crc32

VERSION = "1"
"""Of tokens, codes and buckets; a store whose index has another one is indexed again."""

NUMBER = "#"
"""The token that every number is."""

SOURCE, TARGET = 0, 1
"""The sides of a unit; codes of one word differ between sides and languages, so that a hit names its side."""

_CJK = "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_PLAIN = re.compile(r"\d+(?:[.,]\d+)*|\w+(?:['’-]\w+)*")
_MIXED = re.compile(rf"\d+(?:[.,]\d+)*|[{_CJK}]|[^\W{_CJK}]+(?:['’-][^\W{_CJK}]+)*")
_HAS_CJK = re.compile(f"[{_CJK}]")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")

_BUCKET_NAMES = "0123456789abcdefghijklmnopqrstuvwxyz"
_FIRST_CODE = 0x800
_BEFORE_SURROGATES = 0xD800 - _FIRST_CODE
_CODES = _BEFORE_SURROGATES + 0xFD00 - 0xE000  # up to where characters begin that are none (U+FDD0)
_CACHED_WORDS = 200_000  # of a coder: about 25 MB; a million units of software texts have 150,000 words


def _bucket_starts() -> tuple[int, ...]:
    """The shortest length of each bucket: 1–8 exact, then 15 % wider each (design/memory.md §2); the last is open."""
    starts = list(range(1, 10))
    while len(starts) < len(_BUCKET_NAMES):
        starts.append(max(starts[-1] + 1, round(starts[-1] * 1.15)))
    return tuple(starts)


BUCKET_STARTS = _bucket_starts()
_BUCKET_OF = [_BUCKET_NAMES[bisect_right(BUCKET_STARTS, length) - 1] for length in range(BUCKET_STARTS[-1] + 1)]


def surface_tokens(text: str) -> list[str]:
    """The tokens of a text as they are spelt there, in order; offsets are lost."""
    if text.isascii():
        return _PLAIN.findall(text)
    return _pattern(text).findall(_composed(text))


def fold(surface: str) -> str:
    """The token of one spelling: case-folded, curly apostrophe as straight one, a number as ``#``."""
    folded = surface.casefold()
    return NUMBER if folded[0].isdigit() else folded.replace("’", "'")


def tokens(text: str) -> list[str]:
    """The tokens that score/1 compares. Empty if the text has neither word nor number."""
    return [fold(surface) for surface in surface_tokens(text)]


def key_tokens(text: str) -> list[str]:
    """``tokens``; a text of punctuation alone is one token of its own, so that it matches itself and nothing else."""
    found = tokens(text)
    if not found and (bare := "".join(text.split())):
        return ["\0" + bare]
    return found


class Coder(dict[str, str]):
    """Case-folded spelling → code point, for one side in one language; made on demand and cached.

    ``fresh`` collects the words (not numbers) that were seen for the first time: the vocabulary for concordance.
    """

    def __init__(self, lang: str, side: int) -> None:
        """``lang`` is a primary language subtag, ``side`` is SOURCE or TARGET."""
        super().__init__()
        self.lang = lang
        self.side = side
        self.fresh: list[str] = []
        self._seed = crc32(f"{lang}/{side}".encode())
        self.number = self.code(NUMBER)

    def __missing__(self, word: str) -> str:
        if len(self) >= _CACHED_WORDS:
            self.clear()
        if word[0].isdigit():
            self[word] = self.number
            return self.number
        plain = word.replace("’", "'")
        code = self[word] = self.code(plain)
        self.fresh.append(plain)
        return code

    def code(self, token: str) -> str:
        """The code point of a token: one of those that UTF-8 says in three bytes, which are all letters to SQLite."""
        number = crc32(token.encode("utf-8", "surrogatepass"), self._seed) % _CODES
        return chr(_FIRST_CODE + number if number < _BEFORE_SURROGATES else 0xE000 + number - _BEFORE_SURROGATES)

    def key(self, text: str) -> str:
        """One code point a token of the text; '' for a text of white space alone."""
        return self.index(text)[0]

    def index(self, text: str) -> tuple[str, str]:
        """(key, terms) of a segment; the terms are its distinct codes with its bucket, and each number verbatim."""
        is_ascii = text.isascii()  # most English is, and lower() is faster than casefold()
        found = _PLAIN.findall(text.lower()) if is_ascii else _pattern(text).findall(_composed(text).casefold())
        codes = [self[word] for word in found]
        if not codes:
            bare = "".join(text.split())
            if not bare:
                return "", ""
            codes.append(self.code("\0" + bare))
        bucket = bucket_name(len(codes))
        distinct = set(codes)
        if self.number in distinct:
            distinct.update([self.code(NUMBER + word) for word in found if word[0].isdigit()])
        return "".join(codes), (bucket + " ").join(distinct) + bucket


def numbers(text: str) -> list[str]:
    """The numbers of a text as spelt, in order."""
    return [surface for surface in surface_tokens(text) if surface[0].isdigit()]


def comparable(text: str) -> tuple[str, str]:
    """The text as it is compared (NFC, invisible characters gone), and that case-folded with straight apostrophes."""
    if text.isascii():
        return text, text.lower()
    text = _composed(text)
    return text, text.casefold().replace("’", "'")


def token_spans(text: str, folded: str) -> list[tuple[int, int, str]]:
    """The tokens of what ``comparable`` gives, as (start, end, token) in ``text``; a number keeps its digits."""
    if len(folded) == len(text):
        return [(*match.span(), match.group()) for match in _pattern(folded).finditer(folded)]
    spans = []
    for match in _pattern(text).finditer(text):
        surface = match.group()
        spans.append((*match.span(), surface if surface[0].isdigit() else fold(surface)))
    return spans


def punctuation(text: str) -> str:
    """Everything that is neither token nor white space, in order."""
    if text.isascii():
        return "".join(_PLAIN.sub("", text).split())
    return "".join(_pattern(text).sub("", _composed(text)).split())


def bucket_name(length: int) -> str:
    """The bucket of a segment of so many tokens, one character."""
    return _BUCKET_OF[length] if length < len(_BUCKET_OF) else _BUCKET_NAMES[-1]


def buckets(shortest: int, longest: int) -> list[tuple[str, int, int]]:
    """The buckets that hold lengths from ``shortest`` to ``longest``: (name, shortest, longest) cut to that range."""
    found = []
    for index in range(bisect_right(BUCKET_STARTS, shortest) - 1, bisect_right(BUCKET_STARTS, longest)):
        last = BUCKET_STARTS[index + 1] - 1 if index + 1 < len(BUCKET_STARTS) else longest
        found.append((_BUCKET_NAMES[index], max(shortest, BUCKET_STARTS[index]), min(longest, last)))
    return found


def all_buckets() -> str:
    """The names of all buckets, shortest first."""
    return _BUCKET_NAMES


def _pattern(text: str) -> re.Pattern[str]:
    return _MIXED if _HAS_CJK.search(text) else _PLAIN


def _composed(text: str) -> str:
    """NFC without soft hyphens and zero-width characters."""
    if _INVISIBLE.search(text):
        text = _INVISIBLE.sub("", text)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)
