"""Mine German–English term pairs from the links of a report.

A report is comparable text: mostly each term is seen once, so statistics say nothing and the similarity of the two
phrases decides (plain USE ranks the right English first for .79 of the terms). In each
linked pair of segments the best pair of candidates is taken first and then the next that is consistent with what was
taken: disjoint on both sides, or inside on both sides (consistent phrase pairs: Koehn, Och & Marcu 2003, §2). So an
English word is not given to two German terms of one sentence, and yet *fee* may stand for *Gebühr* here
and for *Honorar* there. Terms that find nothing in their links are looked for in all quotations, more strictly.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from igglossary.languages.english.words import FUNCTION_WORDS as ENGLISH
from igglossary.model import Occurrence, Place, Source, Span
from igglossary.terms.mining.candidates import LONGEST_SEGMENT
from igglossary.terms.mining.candidates_english import english_candidates
from igglossary.terms.mining.candidates_german import german_candidates
from igglossary.terms.mining.known import KnownTerms
from igglossary.terms.mining.pairs import LEFTOVER, Tally, consistent
from igglossary.terms.mining.scores import ACCEPTED, Scorer, calibrated
from igglossary.terms.mining.units import mine_units
from igglossary.text.languages import is_same_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from igglossary.model import Document, Link, Segment, TermPair
    from igglossary.terms.mining.candidates import Candidate
    from igglossary.terms.mining.scores import Encoder

__all__ = ["mine_links", "mine_units"]

_OUTSIDE_SPAN = 0.05
"""Taken off where a term stands in a linked segment, but outside of the linked stretch: stretches are weak evidence
(strict F1 of stretches was .33)."""
_MOST_PLACES = 3
"""Places of one base form in a segment that are paired; all of them are kept as occurrences."""
_SURE = 0.8
"""From this score on a term is not looked for elsewhere."""
_ELSEWHERE = 0.94
"""Lowest score of a pair whose sides stand in the document but in no linked pair; it must be best for both sides."""


@dataclass(slots=True)
class _LinkedPair:
    """A German and an English segment that one or more links join."""

    german: Segment
    english: Segment
    score: float = 0.0
    is_close: bool = False
    """One of the links is no mere summary or mention."""
    german_spans: list[Span] = field(default_factory=list)
    english_spans: list[Span] = field(default_factory=list)


def mine_links(
    document: Document,
    links: Sequence[Link],
    *,
    encoder: Encoder | None = None,
    known: Iterable[tuple[str, str, str]] = (),
) -> tuple[TermPair, ...]:
    """Term pairs of one report, best first; each German base form at most once.

    Args:
        document: The report; links whose segments it does not have are left out.
        links: German stretches with the English ones that they render.
        encoder: Sentence encoder, called once with all candidates; None scores by cognates, initials and Dice.
        known: (German term, English term, concept id) of the term base.

    Returns:
        Pairs with their suggestions (at most nine), every occurrence in linked pairs, the doubt about the base form,
        and what the term base has. Scores are 0.0–1.0; 0.5 is about as often wrong as right.
    """
    miner = _Miner(document, links, encoder, KnownTerms(known))
    for pair in miner.linked:
        miner.mine(pair)
    miner.mine_elsewhere()
    return miner.tally.pairs(miner.known, miner.occurrences)


class _Miner:
    """The state of one run over one document."""

    def __init__(self, document: Document, links: Sequence[Link], encoder: Encoder | None, known: KnownTerms) -> None:
        self.document = document
        self.known = known
        self.notes = {note.id: note for note in document.footnotes}
        self.german = {one.id: one for one in document.sentences if is_same_language(one.lang, "de")}
        self.english = {one.id: one for one in document.quoted_sentences if is_same_language(one.lang, "en")}
        self.linked = _linked_pairs(links, self.german, self.english)
        self.german_candidates = {key: german_candidates(_read(one)) for key, one in self.german.items()}
        self.english_candidates = {key: english_candidates(_read(one)) for key, one in self.english.items()}
        self.scorer = Scorer(
            chain.from_iterable(self.german_candidates.values()),
            chain.from_iterable(self.english_candidates.values()),
            encoder,
            known,
        )
        self.tally = Tally()
        self.having: dict[str, dict[int, _LinkedPair]] = {}
        """The linked pairs by the German base forms in them; the inner key is the pair's number."""
        for number, pair in enumerate(self.linked):
            for one in self.german_candidates[pair.german.id]:
                self.having.setdefault(one.base, {})[number] = pair

    def mine(self, pair: _LinkedPair) -> None:
        """Score all candidates of a linked pair with each other and take the best consistent ones."""
        scored = []
        for german in _few(self.german_candidates[pair.german.id]):
            for english in _few(self.english_candidates[pair.english.id]):
                if _is_other_name(german, english):
                    continue
                raw = self.scorer.raw(german, english, pair.english.text)
                if raw is None:
                    continue
                raw -= _OUTSIDE_SPAN * (_outside(german, pair.german_spans) + _outside(english, pair.english_spans))
                scored.append((raw, german, english))
                self.tally.suggest(german, english, calibrated(raw))
        leftover = LEFTOVER if pair.is_close and self.scorer.has_encoder else ACCEPTED
        for raw, german, english, is_nested in consistent(scored, ACCEPTED, leftover):
            self.tally.win(german, english, calibrated(raw), is_nested=is_nested)

    def mine_elsewhere(self) -> None:
        """Look for the terms that found nothing among all candidates of the document: best for both sides, and sure."""
        english = {one.base: one for one in chain.from_iterable(self.english_candidates.values()) if not one.is_cut}
        if not english:
            return
        for german in self._without_counterpart():
            best = self.scorer.best_elsewhere(german, english)
            if best is None or calibrated(best[0]) < _ELSEWHERE or _is_other_name(german, english[best[1]]):
                continue
            self.tally.suggest(german, english[best[1]], calibrated(best[0]))
            self.tally.win(german, english[best[1]], calibrated(best[0]), is_nested=False)

    def _without_counterpart(self) -> Iterator[Candidate]:
        """The specific candidates of linked segments that found nothing sure, each once."""
        seen: set[str] = set()
        linked = {pair.german.id for pair in self.linked}
        for german in chain.from_iterable(self.german_candidates[key] for key in self.german if key in linked):
            is_new = german.base not in seen and _is_specific(german)
            if is_new and self.tally.best_score(german.base) < _SURE:
                seen.add(german.base)
                yield german

    def occurrences(self, german: str, english: str) -> tuple[Occurrence, ...]:
        """All places of a pair in linked segments; else its first place on either side, without a link score."""
        found = [
            self._occurrence(pair.german, one, pair.english, other, pair.score)
            for pair in self.having.get(german, {}).values()
            for one, other in _matched(
                [one for one in self.german_candidates[pair.german.id] if one.base == german],
                [one for one in self.english_candidates[pair.english.id] if one.base == english],
            )
        ]
        if found:
            return tuple(found)
        first = _first(self.german_candidates, german)
        second = _first(self.english_candidates, english)
        if first is None or second is None:
            return ()
        return (self._occurrence(self.german[first[0]], first[1], self.english[second[0]], second[1], None),)

    def _occurrence(
        self, german: Segment, first: Candidate, english: Segment, second: Candidate, score: float | None
    ) -> Occurrence:
        note = self.notes.get(english.footnote or "")
        source = note.cited if note is not None else Source()
        provenance = Place(
            document=self.document.title or self.document.path,
            publisher=source.publisher,
            source_date=source.date,
            document_date=self.document.date_start,
            url=source.url,
            sha256=self.document.sha256,
            paragraph=german.paragraph,
            footnote=english.footnote,
            start=german.start + first.start,
            end=german.start + first.end,
        )
        return Occurrence(
            Span(german.id, first.start, first.end, first.surface),
            Span(english.id, second.start, second.end, second.surface),
            german.text,
            english.text,
            provenance,
            score,
        )


def _is_other_name(german: Candidate, english: Candidate) -> bool:
    """True if the German text keeps an English name and this is no part of one like it: *One for the Net*, net."""
    words = german.base.casefold().split()
    if german.kind != "name" or ENGLISH.isdisjoint(words):
        return False
    return 2 * len({*words} & {*english.base.casefold().split()}) < len(words)


def _linked_pairs(
    links: Sequence[Link], german: Mapping[str, Segment], english: Mapping[str, Segment]
) -> list[_LinkedPair]:
    """The links by pairs of segments, in the order of the links; links into other segments are left out."""
    pairs: dict[tuple[str, str], _LinkedPair] = {}
    for link in links:
        for span in link.english:
            if link.german.segment not in german or span.segment not in english:
                continue
            key = (link.german.segment, span.segment)
            pair = pairs.setdefault(key, _LinkedPair(german[key[0]], english[key[1]]))
            pair.score = max(pair.score, link.score)
            pair.is_close = pair.is_close or not link.relation.is_comparable
            pair.german_spans.append(link.german)
            pair.english_spans.append(span)
    return list(pairs.values())


def _read(segment: Segment) -> str:
    return segment.text[:LONGEST_SEGMENT]


def _few(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """The first places of each base form: more say nothing new, and pairing is quadratic."""
    seen: Counter[str] = Counter()
    for one in candidates:
        seen[one.base] += 1
        if seen[one.base] <= _MOST_PLACES:
            yield one


def _is_specific(candidate: Candidate) -> bool:
    """True for terms that are no general words: general words would be found anywhere in the quotations."""
    return candidate.kind in ("phrase", "acronym", "name", "genitive") or (
        candidate.kind == "noun" and len(candidate.base) >= 10
    )


def _outside(candidate: Candidate, spans: Sequence[Span]) -> bool:
    return not any(span.start <= candidate.start and candidate.end <= span.end for span in spans)


def _matched(german: Sequence[Candidate], english: Sequence[Candidate]) -> list[tuple[Candidate, Candidate]]:
    """Places in order; where one side has fewer, its last place stands for the rest."""
    if not german or not english:
        return []
    count = max(len(german), len(english))
    return [(german[min(at, len(german) - 1)], english[min(at, len(english) - 1)]) for at in range(count)]


def _first(candidates: Mapping[str, Sequence[Candidate]], base: str) -> tuple[str, Candidate] | None:
    return next(((key, one) for key, found in candidates.items() for one in found if one.base == base), None)
