"""Mine term pairs from a memory of translated segments: "TM in, term base out", without a report.

Here statistics speak: candidates that stand together in at least two pairs are scored with the Dice coefficient of
their units and the encoder's cosine (half and half: of 50 sampled pairs 48 were right at
0.6; the weights of today are below), and assigned one to one, best first. Three passes over a spooled copy keep the
memory bounded: count the candidates of either side, count the pairs of those seen twice (dropping pairs seen once when
there are too many: lossy counting, Manku & Motwani 2002), then collect the places of the pairs that were chosen.
"""

from __future__ import annotations

import marshal
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import IO, TYPE_CHECKING, NamedTuple

from igglossary.model import Doubt, Occurrence, Place, Span, Suggestion, TermPair
from igglossary.terms.mining import words
from igglossary.terms.mining.candidates import LONGEST_SEGMENT
from igglossary.terms.mining.candidates_english import english_candidates
from igglossary.terms.mining.candidates_german import german_candidates
from igglossary.terms.mining.known import KnownTerms, fold
from igglossary.terms.mining.pairs import MOST_SUGGESTIONS, part_of_speech
from igglossary.terms.mining.scores import acronym_score, cognate, is_trivial, may_pair, mismatch, pair_cosines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from igglossary.terms.mining.candidates import Candidate
    from igglossary.terms.mining.scores import Encoder

LEAST_UNITS = 2
"""Pairs seen in one unit only are not proposed from a memory."""
_LEAST_DICE = 0.15
_LEAST_SCORE = 0.62
_DICE = 0.4
"""Weight of the Dice coefficient; the rest is the encoder's, which tells *sleeping bag* from *bag*."""
_CUT = 0.25
"""Taken off by the share of units where the English phrase goes on."""
_LEAST_COSINE = 0.42
"""Statistics alone pair neighbours (*Datei*, configuration file) that always come together."""
_MOST_PAIRS = 1_500_000
"""Pairs counted at a time; about 200 MB. Above, those seen once so far are dropped."""
_MOST_RIVALS = 12
"""English candidates that are scored with the encoder for one German candidate, best Dice first."""
_MOST_PLACES = 200
"""Places kept for one pair; the count in the suggestion says how many units there are."""


class _Unit(NamedTuple):
    """One spooled pair of segments."""

    german: str
    english: str
    provenance: tuple[object, ...]
    german_candidates: list[tuple[int, int, str, str, str, str, bool]]
    english_candidates: list[tuple[int, int, str, str, str, str, bool]]


@dataclass(slots=True)
class _Side:
    """The candidates of one language: how many units have each base form, and one specimen of it."""

    counts: Counter[str] = field(default_factory=Counter)
    cut: Counter[str] = field(default_factory=Counter)
    specimens: dict[str, Candidate] = field(default_factory=dict)

    def add(self, candidates: Sequence[Candidate]) -> None:
        """Count each base form once for a unit."""
        seen: set[str] = set()
        for one in candidates:
            if one.base in seen:
                continue
            seen.add(one.base)
            self.counts[one.base] += 1
            self.cut[one.base] += one.is_cut
            known = self.specimens.get(one.base)
            if known is None or (known.doubt and not one.doubt):
                self.specimens[one.base] = one

    def prune(self, most: int) -> None:
        """Forget what was seen once, if there are more than ``most`` base forms."""
        if len(self.counts) > most:
            for base in [base for base, count in self.counts.items() if count < LEAST_UNITS]:
                del self.counts[base], self.specimens[base]
                self.cut.pop(base, None)


def mine_units(
    pairs: Iterable[tuple[str, str, Place]],
    *,
    encoder: Encoder | None = None,
    known: Iterable[tuple[str, str, str]] = (),
) -> tuple[TermPair, ...]:
    """Term pairs of a memory, best first; each German and each English base form at most once.

    Args:
        pairs: (German text, English text, provenance); read once, so a generator will do.
        encoder: Sentence encoder, called once; None scores with Dice, cognates and initials alone.
        known: (German term, English term, concept id) of the term base.

    Returns:
        Pairs seen in at least two units, with up to nine suggestions and up to 200 places each. The segments of their
        occurrences are named by the number of the unit (``u17``, counted from 1).
    """
    known_terms = KnownTerms(known)
    with tempfile.TemporaryFile() as spool:
        german, english = _Side(), _Side()
        _spool(pairs, spool, german, english)
        together = _count_pairs(spool, german, english)
        scored = _score(together, german, english, encoder, known_terms)
        chosen = _assign(scored)
        places = _places(spool, chosen)
    result = [
        _pair(german.specimens[base], scored[base], places[base], known_terms)
        for base, one in chosen.items()
        if not is_trivial(german.specimens[base], one.english)
    ]
    return tuple(sorted(result, key=lambda one: (-one.score, one.german)))


def _spool(pairs: Iterable[tuple[str, str, Place]], spool: IO[bytes], german: _Side, english: _Side) -> None:
    """First pass: find the candidates, count them, write everything to the spool. Repeated units count once."""
    seen: set[int] = set()
    for german_text, english_text, provenance in pairs:
        key = hash((german_text, english_text))
        if key in seen or max(len(german_text), len(english_text)) > LONGEST_SEGMENT:
            continue
        seen.add(key)
        first = [one for one in german_candidates(german_text) if one.base.lower() not in words.GERMAN_LIGHT]
        second = english_candidates(english_text)
        german.add(first)
        english.add(second)
        german.prune(_MOST_PAIRS // 3)
        english.prune(_MOST_PAIRS // 3)
        unit = (
            german_text,
            english_text,
            tuple(getattr(provenance, name) for name in Place.__dataclass_fields__),
            [_packed(one) for one in first],
            [_packed(one) for one in second],
        )
        marshal.dump(unit, spool)


def _packed(one: Candidate) -> tuple[int, int, str, str, str, str, bool]:
    return (one.start, one.end, one.surface, one.base, one.kind, one.doubt, one.is_cut)


def _units(spool: IO[bytes]) -> Iterator[_Unit]:
    """The spooled units from the beginning; the file is ours and was written a moment ago."""
    spool.seek(0)
    while True:
        try:
            unit = marshal.load(spool)  # noqa: S302  # our own unnamed temporary file
        except EOFError:
            return
        yield _Unit(*unit)


def _count_pairs(spool: IO[bytes], german: _Side, english: _Side) -> Counter[tuple[str, str]]:
    """Second pass: in how many units two candidates, each seen twice, stand together."""
    together: Counter[tuple[str, str]] = Counter()
    for unit in _units(spool):
        first = {one[3] for one in unit.german_candidates if german.counts[one[3]] >= LEAST_UNITS}
        second = {one[3] for one in unit.english_candidates if english.counts[one[3]] >= LEAST_UNITS}
        together.update((one, other) for one in first for other in second)
        if len(together) > _MOST_PAIRS:
            together = Counter({pair: count for pair, count in together.items() if count > 1})
    return together


class _Scored(NamedTuple):
    """An English candidate for a German one: how good (0.0–1.0), and in how many units the two stand."""

    english: str
    score: float
    units: int


def _score(
    together: Counter[tuple[str, str]], german: _Side, english: _Side, encoder: Encoder | None, known: KnownTerms
) -> dict[str, list[_Scored]]:
    """The best rivals of each German candidate by Dice, scored together with cosine, initials and the term base."""
    rivals = _rivals(together, german, english)
    wanted = [(one, other) for one, found in rivals.items() for _dice, other in found]
    cosines = pair_cosines(wanted, encoder)
    result: dict[str, list[_Scored]] = {}
    for one, found in rivals.items():
        scored = []
        for dice, other in found:
            alike = _alike(german.specimens[one], other, cosines.get((one, other)), known)
            share = english.cut[other] / english.counts[other]
            score = _DICE * dice + (1 - _DICE) * alike - _CUT * share if alike >= _LEAST_COSINE else 0.0
            scored.append(_Scored(other, max(0.0, score), together[one, other]))
        result[one] = sorted(scored, key=lambda pair: (-pair.score, pair.english))
    return result


def _rivals(together: Counter[tuple[str, str]], german: _Side, english: _Side) -> dict[str, list[tuple[float, str]]]:
    """German candidate → the English ones that it stands with most often, as (Dice, candidate)."""
    rivals: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for (one, other), count in together.items():
        dice = 2 * count / (german.counts[one] + english.counts[other])
        if count >= LEAST_UNITS and dice >= _LEAST_DICE and may_pair(german.specimens[one], english.specimens[other]):
            rivals[one].append((dice, other))
    by_dice = {one: sorted(found, key=lambda pair: (-pair[0], len(pair[1]), pair[1])) for one, found in rivals.items()}
    return {one: found[:_MOST_RIVALS] for one, found in by_dice.items()}


def _alike(german: Candidate, english: str, cosine: float | None, known: KnownTerms) -> float:
    if known.concept(german.base, english) is not None or fold(german.base) == fold(english):
        return 1.0
    fits = acronym_score(german.base, english) if german.kind == "acronym" else 0.0
    alike = cosine if cosine is not None else (1 + cognate(german.base, english)) / 2
    return max(fits, alike - mismatch(german, english))


def _assign(scored: Mapping[str, list[_Scored]]) -> dict[str, _Scored]:
    """Greedy one to one, best first, longer terms first among equals; a German term gets its best rival or none.

    The second best is a piece or a neighbour of the best that another term has taken: without this rule a tenth of
    the pairs of four memories was wrong.
    """
    everything = sorted(
        ((one, found[0]) for one, found in scored.items() if found and found[0].score >= _LEAST_SCORE),
        key=lambda item: (-item[1].score, -len(item[0]), item[0], item[1].english),
    )
    chosen: dict[str, _Scored] = {}
    taken: set[str] = set()
    for one, pair in everything:
        if one not in chosen and pair.english not in taken:
            chosen[one] = pair
            taken.add(pair.english)
    return {one: pair for one, pair in chosen.items() if not _is_only_inside(one, pair, chosen)}


def _is_only_inside(german: str, pair: _Scored, chosen: Mapping[str, _Scored]) -> bool:
    """True if a longer chosen pair has both words and stands wherever they do: *Daten* of *personenbezogene Daten*."""
    return any(
        other.units >= pair.units and german in longer.split() and pair.english in other.english.split()
        for longer, other in chosen.items()
        if longer != german and " " in longer
    )


def _places(spool: IO[bytes], chosen: Mapping[str, _Scored]) -> dict[str, list[Occurrence]]:
    """Third pass: where the chosen pairs stand, one place a unit."""
    places: dict[str, list[Occurrence]] = defaultdict(list)
    for number, unit in enumerate(_units(spool), 1):
        english = {one[3]: one for one in reversed(unit.english_candidates)}
        for one in unit.german_candidates:
            pair = chosen.get(one[3])
            other = english.get(pair.english) if pair is not None else None
            if other is None or len(places[one[3]]) >= _MOST_PLACES:
                continue
            places[one[3]].append(
                Occurrence(
                    Span(f"u{number}", one[0], one[1], one[2]),
                    Span(f"u{number}", other[0], other[1], other[2]),
                    unit.german,
                    unit.english,
                    _place(unit, one[0], one[1]),
                )
            )
    return places


def _place(unit: _Unit, start: int, end: int) -> Place:
    """Where a stretch of a unit's German side stands, counted as the unit's place is."""
    place = Place(*unit.provenance)  # type: ignore[arg-type]  # the very fields, through marshal
    return place if place.start is None else replace(place, start=place.start + start, end=place.start + end)


def _pair(specimen: Candidate, rivals: Sequence[_Scored], places: Sequence[Occurrence], known: KnownTerms) -> TermPair:
    """The pair of a German term with its best rival; the others are its suggestions."""
    best = rivals[0]
    suggested = [one for one in rivals if one.score > 0][:MOST_SUGGESTIONS]
    return TermPair(
        specimen.base,
        best.english,
        round(best.score, 4),
        tuple(Suggestion(one.english, round(one.score, 4), one.units) for one in suggested),
        tuple(places),
        Doubt.read(specimen.doubt),
        part_of_speech(specimen),
        known.concept(specimen.base, best.english),
        known.conflict(specimen.base, best.english),
    )
