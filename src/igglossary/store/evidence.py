"""The places that prove a pair with the words that a person has chosen; pure functions on what a store tells.

What mining saw proves what mining proposed. Another suggestion, an edited side, a merged form are looked up in the
segments of the same reports: in German sentences, and in the quotations that are linked with them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from igglossary.languages.finding import find_term
from igglossary.languages.sameness import is_same_term
from igglossary.model import Occurrence, Place, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class SegmentText(NamedTuple):
    """A segment of a report by its name; ``start`` is where it begins in its paragraph or note."""

    name: str
    text: str
    paragraph: int | None = None
    footnote: str | None = None
    start: int = 0


class LinkedTexts(NamedTuple):
    """A German segment of a document with an English one; ``score`` is None if they only stand in the same note."""

    document: int
    german: SegmentText
    english: SegmentText
    place: Place
    score: float | None


class SeenThere(NamedTuple):
    """What mining saw in a document: an occurrence of ``english``, which need not be what was chosen."""

    document: int
    english: str
    occurrence: Occurrence


class PairTexts(NamedTuple):
    """All that may prove a pair. ``linked`` are the texts of its documents, linked ones first."""

    mined: str
    seen: tuple[SeenThere, ...]
    linked: tuple[LinkedTexts, ...]


NO_TEXTS = PairTexts("", (), ())


def find_evidence(texts: PairTexts, german: str, english: str, limit: int = 100) -> tuple[Occurrence, ...]:
    """Up to ``limit`` occurrences of exactly these words, the most different first: each document once, then again.

    Each term stands in its segment where its span says. Empty where the reports do not have both.
    """
    found: list[tuple[int, Occurrence]] = []
    taken: set[tuple[str, ...]] = set()
    for document, occurrence in (*_seen(texts, german, english), *_looked_up(texts, german, english)):
        place = (str(document), occurrence.german.segment, occurrence.english.segment, str(occurrence.german.start))
        if place not in taken:
            taken.add(place)
            found.append((document, occurrence))
    turns: Counter[tuple[int, str]] = Counter()
    ordered = []
    for number, (document, occurrence) in enumerate(found):
        rendering = (document, occurrence.english.text.casefold())
        turns[rendering] += 1
        ordered.append((turns[rendering], document, number, occurrence))
    return tuple(one[-1] for one in sorted(ordered, key=lambda one: one[:3])[:limit])


def count_places(occurrences: Sequence[Occurrence]) -> int:
    """How many places there are: one place may be told by several segments."""
    places = {
        (found.provenance.sha256, found.provenance.paragraph, found.provenance.start)
        if found.provenance.sha256 is not None and found.provenance.start is not None
        else (number,)
        for number, found in enumerate(occurrences)
    }
    return len(places)


def _seen(texts: PairTexts, german: str, english: str) -> Iterator[tuple[int, Occurrence]]:
    if is_same_term(german, texts.mined, "de"):
        for one in texts.seen:
            if is_same_term(one.english, english, "en"):
                yield one.document, one.occurrence


def _looked_up(texts: PairTexts, german: str, english: str) -> Iterator[tuple[int, Occurrence]]:
    is_mined = is_same_term(german, texts.mined, "de")
    known: dict[tuple[int, str], list[tuple[int, int]]] = {}
    for one in texts.seen:
        occurrence = one.occurrence
        spans = [(occurrence.german.start, occurrence.german.end)] if is_mined else []
        spans = spans or find_term(occurrence.german_segment, german, "de")
        known.setdefault((one.document, occurrence.german.segment), spans)
        targets = find_term(occurrence.english_segment, english, "en")
        if spans and targets:
            yield one.document, _moved(occurrence, spans[0], targets[0])
    by_sentence: dict[tuple[int, str], list[LinkedTexts]] = {}
    for linked in texts.linked:
        by_sentence.setdefault((linked.document, linked.german.name), []).append(linked)
    for name, sides in by_sentence.items():
        spans = known.get(name) or find_term(sides[0].german.text, german, "de")
        if spans:
            yield from _proved(sides, spans[0], english)


def _proved(sides: list[LinkedTexts], german: tuple[int, int], english: str) -> Iterator[tuple[int, Occurrence]]:
    """What proves the term of a German sentence: its links; where none does, what else stands in the same note."""
    for are_linked in (True, False):
        found = [
            (side.document, _occurrence(side, german, targets[0]))
            for side in sides
            if (side.score is not None) is are_linked and (targets := find_term(side.english.text, english, "en"))
        ]
        yield from found
        if found:
            return


def _moved(seen: Occurrence, german: tuple[int, int], english: tuple[int, int]) -> Occurrence:
    """An occurrence of other words in the same two segments."""
    place = seen.provenance
    if place.start is not None and place.end is not None:
        begins = place.start - seen.german.start
        place = replace(place, start=begins + german[0], end=begins + german[1])
    return replace(
        seen,
        german=Span(seen.german.segment, *german, seen.german_segment[slice(*german)]),
        english=Span(seen.english.segment, *english, seen.english_segment[slice(*english)]),
        provenance=place,
    )


def _occurrence(linked: LinkedTexts, german: tuple[int, int], english: tuple[int, int]) -> Occurrence:
    source, target = linked.german, linked.english
    place = replace(
        linked.place,
        paragraph=source.paragraph,
        footnote=target.footnote,
        start=source.start + german[0],
        end=source.start + german[1],
    )
    return Occurrence(
        Span(source.name, *german, source.text[slice(*german)]),
        Span(target.name, *english, target.text[slice(*english)]),
        source.text,
        target.text,
        place,
        linked.score,
    )
