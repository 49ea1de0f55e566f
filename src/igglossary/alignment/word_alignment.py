"""The words of a German and an English sentence side by side: how close every word is to every other.

A word's vector is that of the word alone; vectors in context were no better (docs/alignment.md).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from igglossary.alignment.closed_classes import FUNCTION_WORDS
from igglossary.alignment.words import compound_parts, number_of, stem, stem_similarity
from igglossary.languages import lexicon
from igglossary.languages.german.compounds import boundaries
from igglossary.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from igglossary.alignment.text_vectors import TextVectors

    Array = NDArray[np.float32]

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|\w+(?:[-‐‑’'.]\w+)*")
_COSINE_FLOOR, _COSINE_SPAN = 0.2, 0.35
"""Cosines of words that count nothing, and how far above them a cosine counts fully; .15/.5 and .3/.3 are as good."""
_SHORTEST_COMPOUND, _SHORTEST_PART = 8, 4
_PART = 0.8
"""A part of a German compound stands for the whole word that much."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a sentence; offsets count in the sentence's text."""

    start: int
    end: int
    text: str
    lower: str
    is_content: bool
    number: str | None
    """Its value in one spelling for both languages, if it is a number or a number word."""


@lru_cache(maxsize=4096)
def tokens(text: str, lang: str) -> tuple[Token, ...]:
    """The words of a text with their places."""
    function_words = FUNCTION_WORDS[lang]
    found = []
    for match in _TOKEN.finditer(text):
        lower = match.group().lower()
        found.append(
            Token(match.start(), match.end(), match.group(), lower, lower not in function_words, number_of(lower))
        )
    return tuple(found)


def words_to_encode(german: Iterable[str], english: Iterable[str]) -> list[str]:
    """Every different word of these texts, and the parts of the German compounds."""
    words = {token.text for text in german for token in tokens(text, "de")}
    words |= {part for word in words for part in parts(word)}
    return sorted(words | {token.text for text in english for token in tokens(text, "en")})


@dataclass(frozen=True, slots=True)
class WordPairs:
    """All pairs of words of a German and an English sentence; arrays are (German words, English words)."""

    german_text: str
    english_text: str
    german: tuple[Token, ...]
    english: tuple[Token, ...]
    cosine: Array
    closeness: Array
    """0–1: the cosine stretched, or the likeness in writing, whichever is higher."""
    parts: Mapping[int, Array]
    """For every German compound the closeness of its parts, (parts, English words)."""


def pair_words(german: str, english: str, vectors: TextVectors) -> WordPairs:
    """The words of two sentences with their closeness; ``words_to_encode`` was needed of ``vectors`` before."""
    left, right = tokens(german, "de"), tokens(english, "en")
    others = vectors.matrix([word.text for word in right]).T
    cosine = vectors.matrix([word.text for word in left]) @ others
    alike = [[likeness(word, other) for other in right] for word in left]
    compounds = {n: found for n, word in enumerate(left) if (found := parts(word.text))}
    closeness_of_parts = {
        n: _closeness(
            vectors.matrix(found) @ others,
            [[_cognates(part, other.text) if other.is_content else 0.0 for other in right] for part in found],
        )
        for n, found in compounds.items()
    }
    return WordPairs(german, english, left, right, cosine, _closeness(cosine, alike), closeness_of_parts)


def _closeness(cosine: Array, alike: Sequence[Sequence[float]]) -> Array:
    import numpy as np  # heavy; see the package's docstring

    stretched = np.clip((cosine - _COSINE_FLOOR) / _COSINE_SPAN, 0, 1)
    result: Array = np.maximum(stretched, np.array(alike, dtype=np.float32).reshape(cosine.shape))
    return result


@lru_cache(maxsize=65536)
def parts(word: str) -> tuple[str, ...]:
    """The parts of a German compound or hyphen word, as words of their own; empty for any other word."""
    if "-" in word or "‑" in word:
        found = [part for part in re.split("[-‐‑]", word) if part]
    else:
        is_long = len(word) >= _SHORTEST_COMPOUND and word[0].isupper()
        cuts = [0, *(_cuts(word) if is_long else ()), len(word)]
        found = [word[a:b] for a, b in pairwise(cuts)]
    if len(found) < 2:
        return ()
    return tuple(_free_form(part) for part in found if len(part) >= _SHORTEST_PART)


def _cuts(word: str) -> list[int]:
    """Where the parts of a compound begin; umlauts are two letters for the lexicon."""
    ends = [len(fold(word[:n])) for n in range(len(word) + 1)]
    return [ends.index(cut) for cut in boundaries(fold(word)) if cut in ends]


def _free_form(part: str) -> str:
    """A part as it is spelt alone: ``zukunfts`` → ``Zukunft``."""
    capital = part[0].upper() + part[1:]
    lemma = lexicon.lemma(capital, "de")
    if lemma == capital and capital.endswith("s") and len(capital) > _SHORTEST_PART:
        return lexicon.lemma(capital[:-1], "de")
    return lemma


def likeness(german: Token, english: Token) -> float:
    """1 for equal words and numbers, the similarity of cognate stems, less for a part of a German compound."""
    if german.lower == english.lower:
        return 1.0
    if german.number is not None or english.number is not None:
        return float(german.number == english.number)
    if not (german.is_content and english.is_content):
        return 0.0
    return _cognates(german.text, english.text)


@lru_cache(maxsize=262144)
def _cognates(german: str, english: str) -> float:
    other = stem(english, "en")
    value = stem_similarity(stem(german, "de"), other)
    parts = compound_parts(german) if not value else ()
    return max((value, *(_PART * stem_similarity(part, other) for part in parts)))
