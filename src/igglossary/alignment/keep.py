"""Whether a translator could keep a pair of stretches as it is: the number ``keep`` and the facts behind it.

Two logistic models, for stretches of three German words or more and for projected ones, fitted by
``tools/fit_keep.py``; docs/alignment.md has the features and how far the number can be trusted.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log
from typing import TYPE_CHECKING

from igglossary.alignment import weights
from igglossary.alignment.closed_classes import AUXILIARIES
from igglossary.alignment.units import is_saying_verb
from igglossary.alignment.word_alignment import likeness
from igglossary.alignment.words import longest_common_run
from igglossary.languages.opposites import are_opposites
from igglossary.text.word_lists import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from igglossary.alignment.units import Unit
    from igglossary.alignment.word_alignment import Token, WordPairs

    Array = NDArray[np.float32]

KEPT = 0.55
"""Keep from which a pair is called a translation."""
QUOTED = 0.97
"""Keep of words that were kept in English."""
FEWEST_WORDS = 3
"""Words on both sides from which the model of sentences holds, where nothing was projected."""

_LONG_PHRASE = 4
"""German words from which a projected stretch is judged by both models: log loss .36 instead of .38 at four and five
words, .46 instead of .53 from six on."""
_VETO = 0.02
_ALIGNED = 0.5
"""Closeness from which a word has a counterpart."""
_OWN_COUNTERPART = 0.8
"""Likeness from which a word has a counterpart of the same spelling, whatever else looks like its opposite."""
_FEWEST_ORDERED = 3
_SHORT = 5

_SAYING_GERMAN = word_set("so laut zufolge heißt")
_SAYING_ENGLISH = word_set(
    "said says stated states added adds noted notes told according argued argues warned warns called calls declared "
    "announced stressed emphasised emphasized recalled insisted remarked explained commented concluded reiterated"
)


@dataclass(frozen=True, slots=True)
class Stretches:
    """A German and an English stretch inside their sentences, as words."""

    pairs: WordPairs
    german: Unit
    english: Unit
    german_words: tuple[int, ...]
    english_words: tuple[int, ...]

    @property
    def is_long(self) -> bool:
        """True if the model of sentences holds."""
        return min(len(self.german_words), len(self.english_words)) >= FEWEST_WORDS

    def german_tokens(self) -> list[Token]:
        """The words of the German stretch."""
        return [self.pairs.german[n] for n in self.german_words]

    def english_tokens(self) -> list[Token]:
        """The words of the English stretch."""
        return [self.pairs.english[n] for n in self.english_words]

    def closeness(self) -> Array:
        """Closeness of the words of the stretches, (German, English)."""
        result: Array = self.pairs.closeness[list(self.german_words)][:, list(self.english_words)]
        return result


@dataclass(frozen=True, slots=True)
class Facts:
    """What a person is told of the number.

    ``covered`` of ``content`` German content words have a counterpart, ``missing`` are the others; ``opposite`` is the
    pair of words that say opposite things; ``frame`` the words of saying, German and English, of which one is empty;
    ``numbers`` those on one side only.
    """

    covered: int
    content: int
    missing: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    opposite: tuple[str, str] | None = None
    frame: tuple[str, str] | None = None
    numbers: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())


def stretches(pairs: WordPairs, german: Unit, english: Unit) -> Stretches:
    """The words of both stretches."""
    return Stretches(pairs, german, english, _inside(pairs.german, german), _inside(pairs.english, english))


def keep_sentence(pair: Stretches, cosine: float) -> float:
    """Probability that a pair of three German words or more can be kept."""
    value = _probability(_log_odds(weights.SENTENCE, sentence_features(pair, cosine)))
    return min(value, _VETO) if opposite(pair) else value


def keep_phrase(pair: Stretches, cosine: float, clearness: float) -> float:
    """Probability that a projected pair can be kept; ``clearness`` is that of the projection."""
    odds = _log_odds(weights.PHRASE, phrase_features(pair, cosine, clearness))
    if len(pair.german_words) >= _LONG_PHRASE:
        odds = (odds + _log_odds(weights.SENTENCE, sentence_features(pair, cosine))) / 2
    value = _probability(odds)
    return min(value, _VETO) if opposite(pair) else value


def sentence_features(pair: Stretches, cosine: float) -> dict[str, float]:
    """What the model of sentences sees."""
    german, english = pair.german.text(pair.pairs.german_text), pair.english.text(pair.pairs.english_text)
    content = [word for word in pair.german_tokens() if word.is_content]
    run = longest_common_run(
        [word.lower for word in pair.german_tokens()], [word.lower for word in pair.english_tokens()]
    )
    return {
        "cosine": cosine,
        "length": abs(log((len(english) + 5) / (len(german) + 5)) + 0.05),
        **_cover(pair),
        "order": _order(pair),
        "frame": float(frame(pair) is not None),
        "size": log(1 + len(content)),
        "short": float(len(pair.german_words) <= _SHORT),
        "literal": max(0, run[2] - 1) / max(1, len(pair.german_words)),
    }


def phrase_features(pair: Stretches, cosine: float, clearness: float) -> dict[str, float]:
    """What the model of projected stretches sees."""
    german, english = pair.german.text(pair.pairs.german_text), pair.english.text(pair.pairs.english_text)
    auxiliaries = [
        any(word.lower in AUXILIARIES[lang] for word in words)
        for lang, words in (("de", pair.german_tokens()), ("en", pair.english_tokens()))
    ]
    return {
        "cosine": cosine,
        "clearness": clearness,
        "length": abs(log((len(english) + 4) / (len(german) + 4))),
        "german_longer": max(0.0, log((len(german) + 5) / (len(english) + 5))),
        "auxiliary": float(auxiliaries[0] != auxiliaries[1]),
        **_cover(pair),
        "numbers": float(sum(map(len, lone_numbers(pair)))),
        "compound": _weakest_part(pair),
        **_cuts(pair),
    }


def facts(pair: Stretches) -> Facts:
    """What to tell a person."""
    closeness = pair.closeness()
    german = [(n, word) for n, word in enumerate(pair.german_tokens()) if word.is_content]
    english = [(n, word) for n, word in enumerate(pair.english_tokens()) if word.is_content]
    has_both = bool(pair.german_words and pair.english_words)
    missing = [word.text for n, word in german if not has_both or closeness[n].max() < _ALIGNED]
    added = [word.text for n, word in english if not has_both or closeness[:, n].max() < _ALIGNED]
    return Facts(
        len(german) - len(missing),
        len(german),
        tuple(missing),
        tuple(added),
        opposite(pair),
        frame(pair),
        lone_numbers(pair),
    )


def opposite(pair: Stretches) -> tuple[str, str] | None:
    """A German word and the English one aligned to it that say opposite things, if there is such a pair."""
    closeness = pair.closeness()
    english = pair.english_tokens()
    for n, word in enumerate(pair.german_tokens()):
        if not word.is_content or not english:
            continue
        against = [e for e, other in enumerate(english) if other.is_content and are_opposites(word.text, other.text)]
        if against and not _has_own_counterpart(word, [o for e, o in enumerate(english) if e not in against]):
            best = max(against, key=lambda e: float(closeness[n, e]))
            if closeness[n, best] >= _ALIGNED:
                return word.text, english[best].text
    return None


def _has_own_counterpart(word: Token, others: Sequence[Token]) -> bool:
    return any(likeness(word, other) >= _OWN_COUNTERPART for other in others)


def frame(pair: Stretches) -> tuple[str, str] | None:
    """The words of saying, German and English, if one side only has such words."""
    german = [word.text for word in pair.german_tokens() if word.lower in _SAYING_GERMAN or is_saying_verb(word.lower)]
    english = [word.text for word in pair.english_tokens() if word.lower in _SAYING_ENGLISH]
    return (" ".join(german), " ".join(english)) if bool(german) != bool(english) else None


def lone_numbers(pair: Stretches) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The numbers that stand on one side only, as they are spelt there."""
    german = {word.number: word.text for word in pair.german_tokens() if word.number is not None}
    english = {word.number: word.text for word in pair.english_tokens() if word.number is not None}
    return (
        tuple(text for number, text in german.items() if number not in english),
        tuple(text for number, text in english.items() if number not in german),
    )


def _inside(words: Sequence[Token], unit: Unit) -> tuple[int, ...]:
    return tuple(n for n, word in enumerate(words) if word.start >= unit.start and word.end <= unit.end)


def _log_odds(model: dict[str, float], features: dict[str, float]) -> float:
    return model["intercept"] + sum(model[name] * value for name, value in features.items())


def _probability(odds: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))


def _cover(pair: Stretches) -> dict[str, float]:
    """How well the content words of each side are covered by the other, longer words counting more."""
    closeness = pair.closeness()
    return {
        "cover_german": _covered(pair.german_tokens(), _best(closeness, 1), most=1.6, letters=12),
        "cover_english": _covered(pair.english_tokens(), _best(closeness, 0), most=1.4, letters=10),
    }


def _covered(words: Sequence[Token], best: Sequence[float], *, most: float, letters: int) -> float:
    told = [
        (value, min(most, 0.6 + len(word.text) / letters))
        for word, value in zip(words, best, strict=True)
        if word.is_content
    ]
    weight = sum(w for _value, w in told)
    return sum(value * w for value, w in told) / weight if weight else 0.0


def _best(closeness: Array, axis: int) -> list[float]:
    count = closeness.shape[1 - axis]
    return [float(v) for v in closeness.max(axis=axis)] if closeness.shape[axis] else [0.0] * count


def _order(pair: Stretches) -> float:
    """Correlation of the places of the German content words and of their best English words."""
    import numpy as np  # heavy; see the package's docstring

    closeness = pair.closeness()
    if not closeness.size:
        return 0.5
    places = [
        (n, int(closeness[n].argmax()))
        for n, word in enumerate(pair.german_tokens())
        if word.is_content and closeness[n].max() >= _ALIGNED
    ]
    first, second = np.array([p[0] for p in places]), np.array([p[1] for p in places])
    if len(places) < _FEWEST_ORDERED or not first.std() or not second.std():
        return 0.5
    return float(np.corrcoef(first, second)[0, 1])


def _cuts(pair: Stretches) -> dict[str, float]:
    """Whether the English stretch ends before a content word, and whether it begins behind *of*."""
    first, last = pair.english_words[0], pair.english_words[-1]
    english, text = pair.pairs.english, pair.pairs.english_text
    after = english[last + 1] if last + 1 < len(english) else None
    is_open = after is not None and after.is_content and not text[english[last].end : after.start].strip()
    return {
        "right_open": float(is_open),
        "left_of": float(first > 0 and english[first - 1].lower == "of"),
    }


def _weakest_part(pair: Stretches) -> float:
    """1 − the closeness of the part of a German compound that the English has least of; 0 without compounds."""
    columns = list(pair.english_words)
    found = [pair.pairs.parts[n] for n in pair.german_words if n in pair.pairs.parts]
    return max((1.0 - float(one[:, columns].max(axis=1).min()) for one in found if columns), default=0.0)
