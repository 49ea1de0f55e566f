"""Choose consistent pairs within a linked pair of segments, and gather what all of them say about a German term."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from igglossary.model import Doubt, PartOfSpeech, Suggestion, TermPair
from igglossary.terms.mining import words
from igglossary.terms.mining.forms import english_name
from igglossary.terms.mining.scores import is_trivial

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from igglossary.model import Occurrence
    from igglossary.terms.mining.candidates import Candidate
    from igglossary.terms.mining.known import KnownTerms

MOST_SUGGESTIONS = 9
LEFTOVER = 0.44
"""Lowest raw score of two words that are each other's best in a linked pair: the rare word that the encoder knows badly
(raw scores of .45); eight such pairs on two reports, six of them right."""
_LEAST_SUGGESTED = 0.05
"""Suggestions below this are noise that nobody wants to read."""


def consistent(
    scored: Iterable[tuple[float, Candidate, Candidate]], least: float, leftover: float
) -> Iterator[tuple[float, Candidate, Candidate, bool]]:
    """Take the best pair, then the next that fits what was taken, down to ``least``.

    Plain words that are each other's best are taken down to ``leftover``.

    Yields (score, German, English, is nested). Two pairs fit if they are disjoint on both sides, or if one lies
    inside the other on both sides; nested says that the pair lies inside a taken phrase or name.
    """
    taken: list[tuple[float, Candidate, Candidate]] = []
    candidates = [one for one in scored if one[0] >= leftover]
    length = max((max(german.end, english.end) for _score, german, english in candidates), default=1)

    def rank(one: tuple[float, Candidate, Candidate]) -> tuple[float, float, int]:
        score, german, english = one
        return -round(score, 3), abs(german.start - english.start) / length, german.start

    best = sorted(candidates, key=rank)
    for one in best:
        is_good = one[0] >= least or _is_leftover(one, best)
        if is_good and all(_fits(one[1], one[2], german, english) for _score, german, english in taken):
            taken.append(one)
    outers = [outer for _score, outer, _english in taken if outer.kind in ("phrase", "name", "noun")]
    for score, german, english in taken:
        yield score, german, english, any(_inside(german, outer) for outer in outers)


def _is_leftover(one: tuple[float, Candidate, Candidate], best: list[tuple[float, Candidate, Candidate]]) -> bool:
    """True if neither side has anything better in this linked pair, and both are plain words that may be terms."""
    score, german, english = one
    if german.kind != "noun" or english.is_cut or german.base.lower() in words.GERMAN_LIGHT or " " in english.base:
        return False
    return all(
        other[0] <= score for other in best if not _disjoint(other[1], german) or not _disjoint(other[2], english)
    )


def _fits(german: Candidate, english: Candidate, other_german: Candidate, other_english: Candidate) -> bool:
    if _disjoint(german, other_german):
        return _disjoint(english, other_english)
    if _inside(german, other_german):
        return _inside(english, other_english)
    return _inside(other_german, german) and _inside(other_english, english)


def _disjoint(one: Candidate, other: Candidate) -> bool:
    return one.end <= other.start or other.end <= one.start


def _inside(one: Candidate, other: Candidate) -> bool:
    return other.start <= one.start and one.end <= other.end and (one.start, one.end) != (other.start, other.end)


@dataclass(slots=True)
class _Term:
    """What was seen of one German base form."""

    candidate: Candidate
    suggested: dict[str, float] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    won: dict[str, float] = field(default_factory=dict)
    wins: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    best: float = 0.0


class Tally:
    """Suggestions and wins of every German base form, in the order of their appearance."""

    def __init__(self) -> None:
        """Start empty."""
        self.terms: dict[str, _Term] = {}

    def _term(self, german: Candidate) -> _Term:
        known = self.terms.get(german.base)
        if known is None:
            known = self.terms[german.base] = _Term(german)
        elif known.candidate.doubt and not german.doubt:
            known.candidate = german
        return known

    def suggest(self, german: Candidate, english: Candidate, score: float) -> None:
        """Note that the two stand in one linked pair."""
        term = self._term(german)
        term.suggested[english.base] = max(score, term.suggested.get(english.base, 0.0))
        term.counts[english.base] += 1

    def win(self, german: Candidate, english: Candidate, score: float, *, is_nested: bool) -> None:
        """Note that the two were chosen for each other; inside a longer term this only counts as a suggestion."""
        term = self._term(german)
        term.best = max(score, term.best)
        if not is_nested:
            term.won[english.base] = max(score, term.won.get(english.base, 0.0))
            term.wins[english.base] += 1

    def best_score(self, base: str) -> float:
        """The best score with which a German base form was chosen, alone or inside a longer term; 0.0 if it was not."""
        return self.terms[base].best if base in self.terms else 0.0

    def pairs(
        self, known: KnownTerms, occurrences: Callable[[str, str], tuple[Occurrence, ...]]
    ) -> tuple[TermPair, ...]:
        """The pairs that won, best first."""
        result = []
        for base, term in self.terms.items():
            if not term.won or base.lower() in words.GERMAN_LIGHT:
                continue
            english = max(term.won, key=lambda one: (term.won[one] + 0.02 * (term.wins[one] - 1), -len(one), one))
            candidate = term.candidate
            if is_trivial(candidate, english):
                continue
            name, doubt = english_name(base, english) if candidate.kind == "name" else (base, candidate.doubt)
            result.append(
                TermPair(
                    name,
                    english,
                    round(term.won[english], 4),
                    _suggestions(term, english),
                    occurrences(base, english),
                    Doubt.read(doubt),
                    part_of_speech(candidate),
                    known.concept(base, english),
                    known.conflict(base, english),
                )
            )
        return tuple(sorted(result, key=lambda one: (-one.score, one.german)))


def part_of_speech(candidate: Candidate) -> PartOfSpeech:
    """Adjective, proper noun (names and acronyms) or noun."""
    if candidate.kind == "adjective":
        return PartOfSpeech.ADJECTIVE
    return PartOfSpeech.PROPER_NOUN if candidate.kind in ("name", "acronym") else PartOfSpeech.NOUN


def _suggestions(term: _Term, english: str) -> tuple[Suggestion, ...]:
    """The chosen English first, then the others by score, at most nine; spellings that differ in case once."""
    ranked = sorted(term.suggested, key=lambda one: (-term.won.get(one, 0.0), -term.suggested[one], one))
    result = [Suggestion(english, round(term.won[english], 4), max(1, term.counts[english]))]
    seen = {english.lower()}
    for one in ranked:
        if one.lower() in seen or term.suggested[one] < _LEAST_SUGGESTED:
            continue
        seen.add(one.lower())
        result.append(Suggestion(one, round(term.suggested[one], 4), term.counts[one]))
    return tuple(result[:MOST_SUGGESTIONS])
