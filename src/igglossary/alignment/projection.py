"""Where a German stretch stands in an English sentence that is linked to it: the run of words that it projects on.

All runs of words are ranked by what their words say, the best few are encoded, and the encoded ones are ranked again.
The ranks are conditional logits, fitted by ``tools/fit_keep.py``; docs/alignment.md has the features and the figures.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from igglossary.alignment import weights
from igglossary.alignment.closed_classes import (
    ARTICLES,
    AUXILIARIES,
    CONJUNCTIONS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBJECTS,
)
from igglossary.alignment.units import Unit
from igglossary.text.word_lists import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from igglossary.alignment.word_alignment import WordPairs

    Array = NDArray[np.float32]

ENCODED = 15
"""Candidates of a query that are encoded: the result is the same as with all of them."""

_FUNCTION_MALUS = 0.15
"""What a cosine with a German function word is worth less than one with a content word."""
_ALONE = 0.3
"""The cosine with the rest of the sentence where there is none."""
_LITTLE = 0.25
"""Weight of an English word that is no content word."""
_BREAK = re.compile(r"[.;:!?]\s")
_BEGINS_A_CLAUSE = RELATIVES["en"] | word_set("when while because if as although since whereas")
_SUBORDINATES = CONJUNCTIONS["de"] | RELATIVES["de"]
_NEVER_LAST = (
    ARTICLES["en"]
    | PREPOSITIONS["en"]
    | CONJUNCTIONS["en"]
    | RELATIVES["en"]
    | AUXILIARIES["en"]
    | (PRONOUNS["en"] - word_set("others itself themselves himself herself ourselves here there mine ours theirs none"))
    | word_set("such than not so very")
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A run of English words with its features but the cosine; ``rank`` is the first rank."""

    unit: Unit
    features: dict[str, float]
    rank: float


@dataclass(frozen=True, slots=True)
class Projection:
    """The chosen run, its cosine with the German stretch, and how clear the choice was (0–1)."""

    unit: Unit
    cosine: float
    clearness: float


def candidates(pairs: WordPairs, german: Unit, limit: int = ENCODED) -> list[Candidate]:
    """The best runs of English words for a German stretch by the first rank, best first.

    Args:
        pairs: the words of both sentences.
        german: the stretch; offsets count in the German sentence.
        limit: how many to return.
    """
    inside = [n for n, word in enumerate(pairs.german) if word.start >= german.start and word.end <= german.end]
    if not inside or not pairs.english:
        return []
    gain = _gains(pairs, inside)
    total = float(abs(gain).sum()) or 1.0
    running = [0.0]
    for value in gain:
        running.append(running[-1] + float(value))
    view = _GermanView(pairs, inside, german)
    found = []
    for first, last in _runs(pairs, len(inside)):
        features = _features(pairs, first, last, view)
        features["balance"] = (running[last + 1] - running[first]) / total
        rank = sum(weights.PROJECTION_FIRST[name] * value for name, value in features.items())
        unit = Unit(pairs.english[first].start, pairs.english[last].end, "phrase")
        found.append(Candidate(unit, features, rank))
    return sorted(found, key=lambda one: (-one.rank, one.unit.start, one.unit.end))[:limit]


def choose(found: Sequence[Candidate], cosines: Sequence[float]) -> Projection | None:
    """The best of the encoded candidates by the second rank; None if there are none."""
    import numpy as np  # heavy; see the package's docstring

    if not found:
        return None
    ranks = np.array([_second_rank(one, cosine) for one, cosine in zip(found, cosines, strict=True)])
    share = np.exp(ranks - ranks.max())
    best = int(ranks.argmax())
    return Projection(found[best].unit, float(cosines[best]), float(share[best] / share.sum()))


def _second_rank(candidate: Candidate, cosine: float) -> float:
    features = {**candidate.features, "cosine": cosine}
    return sum(weight * features[name] for name, weight in weights.PROJECTION_SECOND.items())


def _gains(pairs: WordPairs, inside: Sequence[int]) -> Array:
    """For every English word, how much closer it is to the stretch than to the rest of the German sentence."""
    import numpy as np  # heavy; see the package's docstring

    malus = np.array([0.0 if word.is_content else _FUNCTION_MALUS for word in pairs.german], dtype=np.float32)
    worth = pairs.cosine - malus[:, None]
    rest = [n for n in range(len(pairs.german)) if n not in set(inside)]
    outside = worth[rest].max(axis=0) if rest else np.full(len(pairs.english), _ALONE, dtype=np.float32)
    content = np.array([1.0 if word.is_content else _LITTLE for word in pairs.english], dtype=np.float32)
    result: Array = (worth[list(inside)].max(axis=0) - outside) * content
    return result


def _runs(pairs: WordPairs, count: int) -> list[tuple[int, int]]:
    """(first, last) of all runs of English words that may stand for ``count`` German ones."""
    shortest, longest = max(1, count // 2 - 1), 2 * count + 5
    text, english = pairs.english_text, pairs.english
    breaks = [bool(_BREAK.search(text[a.end : b.start + 1])) for a, b in itertools.pairwise(english)]
    found = []
    for first in range(len(english)):
        for last in range(first, min(len(english), first + longest)):
            if last > first and breaks[last - 1]:
                break
            if last - first + 1 >= shortest and english[last].lower not in _NEVER_LAST:
                found.append((first, last))
    return found


class _GermanView:
    """What the features ask of the German stretch, once a query."""

    def __init__(self, pairs: WordPairs, inside: Sequence[int], unit: Unit) -> None:
        text = unit.text(pairs.german_text)
        words = [pairs.german[n].lower for n in inside]
        self.letters = sum(map(str.isalnum, text))
        self.has_preposition = words[0] in PREPOSITIONS["de"]
        self.has_conjunction = words[0] in CONJUNCTIONS["de"]
        self.has_auxiliary = any(word in AUXILIARIES["de"] for word in words)
        self.has_clause = "," in text or any(word in _SUBORDINATES and word not in ARTICLES["de"] for word in words)


def _features(pairs: WordPairs, first: int, last: int, german: _GermanView) -> dict[str, float]:
    text, english = pairs.english_text, pairs.english
    words = [word.lower for word in english[first : last + 1]]
    start, end = english[first].start, english[last].end
    before = english[first - 1].lower if first else ""
    after = english[last + 1] if last + 1 < len(english) else None
    between = text[end : after.start] if after else ""
    is_punctuated = after is None or bool(between.strip())
    goes_on = None if is_punctuated else after
    letters = sum(map(str.isalnum, text[start:end]))
    begins_with_verb = words[0] in AUXILIARIES["en"] or words[0] in SUBJECTS
    return {
        "length": abs(log((letters + 4) / (german.letters + 4))),
        "left_article": float(before in ARTICLES["en"] and not text[english[first - 1].end : start].strip()),
        "right_open": float(goes_on is not None and goes_on.is_content),
        "right_of": float(goes_on is not None and goes_on.lower == "of"),
        "preposition": float((words[0] in PREPOSITIONS["en"]) != german.has_preposition),
        "right_punctuation": float(is_punctuated),
        "start_conjunction": float(words[0] in CONJUNCTIONS["en"] and not german.has_conjunction),
        "start_auxiliary": float(begins_with_verb and not german.has_auxiliary),
        "relative": float(any(word in _BEGINS_A_CLAUSE for word in words) and not german.has_clause),
    }
