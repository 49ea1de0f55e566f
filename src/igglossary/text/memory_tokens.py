"""Tokens of the memory's score/1, and their codes: what the fuzzy index is written and asked with.

A token is a case-folded word, a number (all numbers are one class), or one CJK character; punctuation is none, nor are
placeholders and tags in the text (docs/score.md). A token's *code* is two code points that are a hash of it, of its
language and of its side. A *term* of the inverted index is such a code and the bucket of the segment's length. A
segment's *key* has only the first code point of each code, so that rapidfuzz compares tokens bit-parallel. Words with
equal codes (one pair in a hundred million) or key characters (one in 60,672) can only seem more similar than they are,
and whatever is found is compared again as text: they cost time, never a match.

This module is on the look-up path: it imports re, unicodedata and zlib only, and the placeholders' module for a text
that may have some.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterable

VERSION = "3"
"""Of tokens, codes and buckets. Who changes any of them raises it and adds a migration, which indexes anew."""

NUMBER = "#"
"""The token that every number is."""

SOURCE, TARGET = 0, 1
"""The sides of a unit; codes of one word differ between sides and languages, so that a hit names its side."""

_CJK = "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_PLAIN = re.compile(r"\d++(?:[.,]\d++)*+|\w++(?:['’-]\w++)*+")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_UNUSUAL = re.compile("[^\x00-\xac\xae-\u02ff\u2010-\u2027]")
"""CJK, or invisible, or not NFC perhaps; umlauts, ß, dashes and quotation marks are not among these. Said as a negation
it is compiled in 0.2 instead of 3.1 ms, and found a little faster."""

_BUCKET_NAMES = "0123456789abcdefghijklmnopqrstuvwxyz"
_FIRST_CODE = 0x800
_BEFORE_SURROGATES = 0xD800 - _FIRST_CODE
_FIRST_CHARACTERS = _BEFORE_SURROGATES + 0xFD00 - 0xE000  # up to where characters begin that are none (U+FDD0)
_SECOND_CODE, _SECOND_CHARACTERS = 0x80, 0x800 - 0x80
_LONGEST_WORD = 1000  # of the vocabulary; what is longer is found by its beginning
_CACHED_WORDS = 100_000  # of a coder: about 20 MB; what is met again after it was dropped costs 1 µs once more


def _bucket_starts() -> tuple[int, ...]:
    """The shortest length of each bucket: 1–8 exact, then 15 % wider each (docs/memory.md); the last is open."""
    starts = list(range(1, 10))
    while len(starts) < len(_BUCKET_NAMES):
        starts.append(max(starts[-1] + 1, round(starts[-1] * 1.15)))
    return tuple(starts)


BUCKET_STARTS = _bucket_starts()
_BUCKET_OF = [_BUCKET_NAMES[bisect_right(BUCKET_STARTS, length) - 1] for length in range(BUCKET_STARTS[-1] + 1)]


def without_codes(text: str, other: str | None = None) -> str:
    """The text with blanks in the place of placeholders and tags (``text.placeholders``): offsets stay.

    ``other``: a text of the same length that gets the blanks instead.
    """
    other = text if other is None else other
    if not ("%" in text or "{" in text or "<" in text or "&" in text):
        return other
    from igglossary.text.placeholders import placeholders  # 2 ms of expressions, which most texts do not need

    parts, last = [], 0
    for found in placeholders(text):
        parts += [other[last : found.start], " " * len(found.surface)]
        last = found.end
    return "".join([*parts, other[last:]])


def surface_tokens(text: str) -> list[str]:
    """The tokens of a text as they are spelt there, in order; offsets are lost."""
    if text.isascii():
        return _PLAIN.findall(without_codes(text))
    return _pattern(text).findall(without_codes(_composed(text)))


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
    """Case-folded spelling → code, for one side in one language; made on demand and cached.

    ``fresh`` collects the words (not numbers) that were seen for the first time: the vocabulary for concordance.
    """

    def __init__(self, lang: str, side: int) -> None:
        """``lang`` is a primary language subtag, ``side`` is SOURCE or TARGET."""
        super().__init__()
        self.lang = lang
        self.side = side
        self.fresh: list[str] = []
        self._seed = crc32(f"{lang}/{side}".encode())
        self._number = self.code(NUMBER)

    def __missing__(self, word: str) -> str:
        if len(self) >= _CACHED_WORDS:
            self.clear()
        if word[0].isdigit():
            self[word] = self._number
            return self._number
        plain = word.replace("’", "'")
        code = self[word] = self.code(plain)
        self.fresh.append(plain[:_LONGEST_WORD])
        return code

    def code(self, token: str) -> str:
        """The code of a token: a code point of three bytes in UTF-8 and one of two, which are letters to SQLite."""
        rest, number = divmod(crc32(token.encode("utf-8", "surrogatepass"), self._seed), _FIRST_CHARACTERS)
        first = _FIRST_CODE + number if number < _BEFORE_SURROGATES else 0xE000 + number - _BEFORE_SURROGATES
        return chr(first) + chr(_SECOND_CODE + rest % _SECOND_CHARACTERS)

    def codes(self, text: str) -> list[str]:
        """The codes of the text's tokens in order; empty for a text of white space alone."""
        return self._codes(text)[0]

    def _codes(self, text: str) -> tuple[list[str], list[str]]:
        """``codes``, and the spellings that they stand for."""
        if text.isascii():  # most English is, and lower() is faster than casefold()
            found = _PLAIN.findall(without_codes(text).lower())
        elif not _UNUSUAL.search(text):
            found = _PLAIN.findall(without_codes(text).casefold())
        else:
            found = _pattern(text).findall(without_codes(_composed(text)).casefold())
        if not found and (bare := "".join(text.split())):
            return [self.code("\0" + bare)], found
        return list(map(self.__getitem__, found)), found

    def index(self, text: str) -> tuple[str, str]:
        """(key, terms) of a segment; the terms are its distinct codes with its bucket, and each number verbatim."""
        codes, found = self._codes(text)
        if not codes:
            return "", ""
        bucket = bucket_name(len(codes))
        distinct = set(codes)
        if self._number in distinct:
            distinct.update([self.code(NUMBER + word) for word in found if word[0].isdigit()])
        return key_of(codes), (bucket + " ").join(distinct) + bucket


def key_of(codes: Iterable[str]) -> str:
    """The key of a segment with these codes: one code point a token."""
    return "".join(codes)[::2]


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
        plain = without_codes(text, folded)
        return [(*match.span(), match.group()) for match in _pattern(folded).finditer(plain)]
    spans = []
    for match in _pattern(text).finditer(without_codes(text)):
        surface = match.group()
        spans.append((*match.span(), surface if surface[0].isdigit() else fold(surface)))
    return spans


def punctuation(text: str) -> str:
    """Everything that is neither token, placeholder nor white space, in order."""
    if text.isascii():
        return "".join(_PLAIN.sub("", without_codes(text)).split())
    return "".join(_pattern(text).sub("", without_codes(_composed(text))).split())


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
    if not _UNUSUAL.search(text):
        return _PLAIN
    has_cjk, mixed = _cjk_patterns()
    return mixed if has_cjk.search(text) else _PLAIN


@cache
def _cjk_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds a CJK character, and the tokens of a text with some; compiled on demand, for that takes 4 ms."""
    mixed = rf"\d++(?:[.,]\d++)*+|[{_CJK}]|[^\W{_CJK}]++(?:['’-][^\W{_CJK}]++)*+"
    return re.compile(f"[{_CJK}]"), re.compile(mixed)


def _composed(text: str) -> str:
    """NFC without soft hyphens and zero-width characters."""
    if not _UNUSUAL.search(text):
        return text
    if _INVISIBLE.search(text):
        text = _INVISIBLE.sub("", text)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)
