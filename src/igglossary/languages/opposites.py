"""Opposites that no vector sees: *Unilateralismus* – *multilateralism*, *De-Militarisierung* – *militarization*."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import LCSseq

from igglossary.text.cognates import fold

_CLASSES = {
    "not": "un in im il ir non nicht a de des dis ent",
    "wrong": "mis miss fehl",
    "many": "multi mehr",
    "one": "uni ein",
    "two": "bi",
    "against": "anti gegen",
    "for": "pro",
    "over": "over über",
    "under": "under unter",
    "before": "pre prä vor",
    "after": "post nach",
    "between": "inter zwischen",
    "within": "intra inner",
    "again": "re wieder",
}
"""Prefixes by what they say: *inaktiv* and *unactive* are no opposites, *bilateral* and *multilateral* are."""
_PREFIXES = sorted(
    ((fold(prefix), name) for name, prefixes in _CLASSES.items() for prefix in prefixes.split() if len(prefix) > 1),
    key=lambda pair: -len(pair[0]),
)
_BEGINNINGS = tuple(prefix for prefix, _name in _PREFIXES)
_ENDING = re.compile("(?<=.{4})(?:ierung|ation|ung|ion|ing|ieren|ate|iert|ated)$")
"""Endings that a German word and its English cognate do not share (folded, as the words are)."""
_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑'’][^\W\d_]+)*")
_SHORTEST_REST = 5
_SAME_BEGINNING = 4
_LEAST_LIKENESS = 0.7
"""What two rests must share to be one word: their first four letters, and this much of their letters in order."""


@lru_cache(maxsize=65536)
def are_opposites(german: str, english: str) -> bool:
    """Whether two words are one word behind prefixes that say different things, or behind one prefix and none.

    A rule and not a feature of a model: the examples are too few to fit one, and a model without it is sure of them.
    """
    left, right = _plain(german), _plain(english)
    if not left.startswith(_BEGINNINGS) and not right.startswith(_BEGINNINGS):
        return False
    if _is_one_word(left, right):
        return False
    for first, rest in _split(left):
        for second, other in _split(right):
            if first != second and _is_one_word(rest, other):
                return True
    return False


@lru_cache(maxsize=65536)
def opposite_words(german: str, english: str) -> tuple[str, str] | None:
    """The words of two terms that say opposite things; None without any, or where a word stands on both sides."""
    left, right = (_WORD.findall(text) for text in (german, english))
    if not {word.lower() for word in left}.isdisjoint(word.lower() for word in right):
        return None
    return next(((one, other) for one in left for other in right if are_opposites(one, other)), None)


def _plain(word: str) -> str:
    return fold(word.replace("-", "").replace("‐", "").replace("‑", "").replace("’", "'").removesuffix("'s"))


def _split(word: str) -> list[tuple[str, str]]:
    """The word whole, and behind every prefix that it may have."""
    found = [("", word)]
    found += [(name, word[len(prefix) :]) for prefix, name in _PREFIXES if word.startswith(prefix)]
    return [(name, rest) for name, rest in found if len(rest) >= _SHORTEST_REST]


def _is_one_word(first: str, second: str) -> bool:
    if min(len(first), len(second)) < _SHORTEST_REST or first[:_SAME_BEGINNING] != second[:_SAME_BEGINNING]:
        return False
    pairs = ((first, second), (_ENDING.sub("", first), _ENDING.sub("", second)))
    return any(2 * LCSseq.similarity(a, b) / (len(a) + len(b)) >= _LEAST_LIKENESS for a, b in pairs)
