"""Two numbers for a mined pair: how likely it is right, and how likely it is a term and no general word.

The weights were measured on 309 pairs of eight reports, each left out in turn: right .83 → .90 from .6 on, terms among
what is shown .48 → .69 from .35 on (docs/mining.md).
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from math import exp, log
from typing import TYPE_CHECKING

from igglossary.alignment.keep import phrase_features, stretches
from igglossary.alignment.text_vectors import TextVectors
from igglossary.alignment.units import Unit
from igglossary.alignment.word_alignment import pair_words, tokens, words_to_encode
from igglossary.languages.opposites import are_opposites

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from igglossary.alignment.embedding import Encoder
    from igglossary.alignment.word_alignment import Token
    from igglossary.model import TermPair

LEAST_RIGHT = 0.4
"""Below, a pair is not proposed at all. At .6 the terms of two reports that nothing was fitted on are found to .71 and
.62, at .4 to .76 and .76; without any limit to .80 and .79."""
TABLE = os.path.join(os.path.dirname(__file__), "rarity.tsv")

_UNLISTED = -18.0
"""Log probability of a word that the table does not have: it is rarer than all of them, or made of several."""
_CUT = re.compile(r"\b(?:of|for)(?:\s+the)?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Surface:
    """A pair as it stands in the text, with the English before it."""

    german: str
    english: str
    before: str


def rate_pairs(
    pairs: Iterable[TermPair], encoder: Encoder | None, known: Iterable[tuple[str, str, str]]
) -> tuple[TermPair, ...]:
    """The pairs that are likely right, with ``score`` and ``termhood``; best first. One call of the encoder.

    Args:
        pairs: as mined; opposites are left out, too.
        encoder: makes the vectors of words; None leaves the pairs as they are.
        known: (German term, English term, concept id) of the term base.
    """
    found = list(pairs)
    if encoder is None or not found:
        return tuple(found)
    surfaces = [_surface(pair) for pair in found]
    vectors = TextVectors(encoder)
    vectors.need(words_to_encode({one.german for one in surfaces}, {one.english for one in surfaces}))
    heads = _heads(german for german, _english, _concept in known)
    rated = []
    for pair, surface in zip(found, surfaces, strict=True):
        right = _right(pair, surface, vectors)
        if pair.known_concept is not None or right >= LEAST_RIGHT:
            rated.append(replace(pair, score=round(right, 4), termhood=round(_termhood(pair, heads), 4)))
    return tuple(sorted(rated, key=lambda one: (-one.score * (one.termhood or 0.0), one.german)))


def _heads(terms: Iterable[str]) -> set[str]:
    """The last words of German terms, in lower case."""
    return {word.lower for term in terms for word in tokens(term, "de")[-1:]}


def _surface(pair: TermPair) -> _Surface:
    if not pair.occurrences:
        return _Surface(pair.german, pair.english, "")
    first = pair.occurrences[0]
    return _Surface(first.german.text, first.english.text, first.english_segment[: first.english.start])


def _right(pair: TermPair, surface: _Surface, vectors: TextVectors) -> float:
    words = pair_words(surface.german, surface.english, vectors)
    if not words.german or not words.english or _is_opposite(words.german, words.english):
        return 0.0
    whole = stretches(words, Unit(0, len(surface.german), "phrase"), Unit(0, len(surface.english), "phrase"))
    features = phrase_features(whole, 1.0, 1.0)
    score = min(0.999, max(0.001, pair.score))
    return _sigmoid(
        0.69 * log(score / (1 - score))
        - 2.3 * features["compound"]
        - 1.55 * features["length"]
        + 1.65 * min(features["cover_german"], features["cover_english"])
        - 0.55 * len(words.german)
        - 0.5 * (_CUT.search(surface.before) is not None)
        - 0.42
    )


def _is_opposite(german: Sequence[Token], english: Sequence[Token]) -> bool:
    return any(are_opposites(one.text, other.text) for one in german for other in english) and not any(
        one.lower == other.lower for one in german for other in english
    )


def _termhood(pair: TermPair, heads: set[str]) -> float:
    german, english = tokens(pair.german, "de"), tokens(pair.english, "en")
    if not german or not english:
        return 0.0
    rarity = (log_probability(german[-1].lower) + log_probability(english[-1].lower)) / 2
    return _sigmoid(
        2.65 * (pair.known_concept is not None)
        + 0.7 * (german[-1].lower in heads)
        - 1.55 * (len(german) == len(english) == 1)
        - 0.144 * rarity
        - 1.6
    )


def log_probability(word: str) -> float:
    """Natural log probability of a lower-case word; the least where the table does not have it."""
    return _rarity().get(word, _UNLISTED)


@lru_cache(maxsize=1)
def _rarity() -> dict[str, float]:
    with open(TABLE, encoding="utf-8") as lines:
        return {word: float(value) for word, value in (line.rstrip("\n").split("\t") for line in lines)}


def _sigmoid(value: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, value))))
