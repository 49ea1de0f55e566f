"""Of a linked pair of sentences that cannot be kept as it is, the runs of clauses that can."""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from igglossary.alignment.clause_cuts import MOST_CLAUSES, clauses
from igglossary.alignment.edges import cleaned
from igglossary.alignment.keep import stretches
from igglossary.alignment.units import Unit

if TYPE_CHECKING:
    from igglossary.alignment.keep import Stretches
    from igglossary.alignment.word_alignment import WordPairs

LEAST_KEEP = 0.75
"""Higher than for a whole sentence, because the best of several is overestimated (docs/alignment.md)."""
LEAST_GAIN = 0.1
"""By which a run must be better than anything that the pair of sentences has."""
FEWEST_WORDS = 4
"""Of a run of clauses: shorter ones look alike too easily."""
ENCODED = 4
"""Runs of a pair of sentences whose keep is computed."""
_LEAST_RANK = 0.35
_LENGTH_MALUS, _SIZE_BONUS, _MOST_COUNTED = 0.3, 0.02, 8
_MOST_UNLIKE = 0.7
"""abs(ln) of the lengths from which two runs are not compared."""


@dataclass(frozen=True, slots=True)
class SubPair:
    """Runs of clauses of both sentences, clean at the edges."""

    german: Unit
    english: Unit
    rank: float


def sub_pairs(pairs: WordPairs) -> list[SubPair]:
    """The most promising pairs of runs of clauses, best first; without the pair of whole sentences."""
    german, english = _runs(pairs.german_text, "de"), _runs(pairs.english_text, "en")
    found = []
    for left in german:
        for right in english:
            difference = abs(log((right.end - right.start) / (left.end - left.start)))
            is_all = left.kind == right.kind == "sentence"
            if not is_all and difference <= _MOST_UNLIKE:
                rank = _rank(stretches(pairs, left, right)) - _LENGTH_MALUS * difference
                found.append(SubPair(left, right, rank))
    found = [one for one in found if one.rank >= _LEAST_RANK]
    return sorted(found, key=lambda one: (-one.rank, one.german.start, one.english.start))[:ENCODED]


def _runs(text: str, lang: str) -> list[Unit]:
    """All runs of neighbouring clauses with four words or more; only the sentence where there are too many clauses."""
    pieces = clauses(text, lang)
    whole = cleaned(Unit(0, len(text), "sentence"), text)
    if len(pieces) > MOST_CLAUSES:
        return [whole]
    found = {(whole.start, whole.end): whole}
    for first in range(len(pieces)):
        for last in range(first, len(pieces)):
            unit = cleaned(Unit(pieces[first][0], pieces[last][1], "clause"), text)
            if len(unit.text(text).split()) >= FEWEST_WORDS:
                found.setdefault((unit.start, unit.end), unit)
    return list(found.values())


def _rank(pair: Stretches) -> float:
    closeness = pair.closeness()
    if not closeness.size:
        return 0.0
    german = [float(closeness[n].max()) for n, word in enumerate(pair.german_tokens()) if word.is_content]
    english = [float(closeness[:, n].max()) for n, word in enumerate(pair.english_tokens()) if word.is_content]
    if not german or not english:
        return 0.0
    worst = min(sum(german) / len(german), sum(english) / len(english))
    return worst + _SIZE_BONUS * min(_MOST_COUNTED, len(german))
