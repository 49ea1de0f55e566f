"""The place of a quotation in its full English source, literally or nearly so, with the neighbouring sentences."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from igglossary.alignment.features import english_sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igglossary.model import Document, Segment

_WORD = re.compile(r"\w+")
_OMISSION = re.compile(r"(?<!\s)\s*(?:[\[(](?:…|\.\.\.|\. \. \.)[\])]|…|\.{3})\s*")
_SAME = {
    **dict.fromkeys(map(ord, "„“”‟«»"), '"'),
    **dict.fromkeys(map(ord, "‚‘’‛‹›`´"), "'"),
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"),
    ord("\u00a0"): " ",
}

LEAST_RATIO = 85.0
"""Least similarity of a fuzzy place, percent of rapidfuzz's partial ratio: two or three changed words in twenty."""

_LEAST_LETTERS = 12
"""Shorter texts are found literally or not at all: almost everything is similar to them."""
_CANDIDATES = 6
_WINDOW = 3
"""Sentences of the source that one sentence of a quotation may spread over."""


@dataclass(frozen=True, slots=True)
class SourcePlace:
    """Where a sentence of a quotation stands in a source.

    ``first`` and ``last`` are sentence numbers (0-based, inclusive) in ``sources[source]``; ``start`` and ``end`` count
    in these sentences' texts joined by single spaces. ``score`` is 0–1, 1 for a literal place. ``before`` and
    ``after`` are the neighbouring sentences, in order.
    """

    segment: str
    source: int
    first: int
    last: int
    start: int
    end: int
    text: str
    score: float
    is_literal: bool
    before: tuple[str, ...]
    after: tuple[str, ...]


def locate_quotations(
    document: Document, sources: Sequence[Sequence[Segment]], *, context: int = 2
) -> tuple[SourcePlace, ...]:
    """Find every English quotation sentence in the sources.

    Args:
        document: a report as read.
        sources: full texts, each as its sentences in order.
        context: neighbouring sentences to keep on each side.

    Returns:
        At most one place for each sentence, the best, in document order; among equal ones the one that continues
        where the sentence before was found. Sentences that are in no source have none. Work is linear in the length
        of the sources for literal places, and bounded by six windows of three sentences for fuzzy ones.
    """
    searchers = [_Source(number, segments) for number, segments in enumerate(sources) if segments]
    result = []
    previous: SourcePlace | None = None
    for sentence in english_sentences(document):
        found = [place for searcher in searchers if (place := searcher.find(sentence.segment, previous, context))]
        if found:
            previous = max(found, key=lambda place: (place.score, _continues(place, previous)))
            result.append(previous)
    return tuple(result)


def _continues(place: SourcePlace, previous: SourcePlace | None) -> bool:
    return previous is not None and place.source == previous.source and 0 <= place.first - previous.last <= 1


def _plain(text: str) -> str:
    """Same length, so that offsets stay: quotes and dashes of one kind, lower case where that is one character."""
    return "".join(low if len(low := c.lower()) == 1 else c for c in text.translate(_SAME))


class _Source:
    """One source, indexed."""

    def __init__(self, number: int, segments: Sequence[Segment]) -> None:
        self.number = number
        self.texts = [segment.text for segment in segments]
        self.joined = " ".join(self.texts)
        self.plain = _plain(self.joined)
        self.starts: list[int] = []
        position = 0
        self.index: dict[str, list[int]] = {}
        for n, text in enumerate(self.texts):
            self.starts.append(position)
            position += len(text) + 1
            for word in set(_WORD.findall(_plain(text))):
                self.index.setdefault(word, []).append(n)

    def find(self, segment: Segment, previous: SourcePlace | None, context: int) -> SourcePlace | None:
        """The best place of one sentence in this source."""
        parts = [part for part in _OMISSION.split(segment.text) if part]
        if not parts:
            return None
        part = max(parts, key=len)
        needle = _plain(part).strip(" \"'.,;:")
        hint = self.starts[previous.last] if previous is not None and previous.source == self.number else 0
        start = self._literal(needle, hint)
        if start is not None:
            return self._place(segment, start, start + len(needle), 1.0, is_literal=True, context=context)
        if len(needle) < _LEAST_LETTERS:
            return None
        return self._fuzzy(segment, needle, context)

    def _literal(self, needle: str, hint: int) -> int | None:
        """Offset of the needle as whole words, the first one from ``hint`` on if there is one."""
        if not needle:
            return None
        pattern = re.compile(rf"(?<!\w){re.escape(needle)}(?!\w)")
        match = pattern.search(self.plain, hint) or pattern.search(self.plain)
        return match.start() if match else None

    def _fuzzy(self, segment: Segment, needle: str, context: int) -> SourcePlace | None:
        best: tuple[float, int, int] | None = None
        for n in self._candidates(needle):
            low, high = max(0, n - _WINDOW + 1), min(len(self.texts), n + _WINDOW)
            begin = self.starts[low]
            window = self.plain[begin : self.starts[high - 1] + len(self.texts[high - 1])]
            if len(window) < len(needle) / 2:
                continue
            found = fuzz.partial_ratio_alignment(needle, window, score_cutoff=LEAST_RATIO)
            if found is not None and (best is None or found.score > best[0]):
                best = (found.score, begin + found.dest_start, begin + found.dest_end)
        if best is None:
            return None
        start, end = self._snapped(best[1], best[2])
        return self._place(segment, start, end, best[0] / 100, is_literal=False, context=context)

    def _snapped(self, start: int, end: int) -> tuple[int, int]:
        """The sentences that the stretch covers by half or more; whole words where it covers none."""
        first, last = bisect_right(self.starts, start) - 1, bisect_left(self.starts, end) - 1
        spans = [(self.starts[n], self.starts[n] + len(self.texts[n])) for n in range(first, last + 1)]
        covered = [(b, e) for b, e in spans if min(e, end) - max(b, start) >= (e - b) / 2]
        if covered:
            return covered[0][0], covered[-1][1]
        while start > 0 and self.plain[start - 1].isalnum() and self.plain[start].isalnum():
            start -= 1
        while end < len(self.plain) and self.plain[end - 1].isalnum() and self.plain[end].isalnum():
            end += 1
        return start, end

    def _candidates(self, needle: str) -> list[int]:
        """Sentences that share the most words with the needle, rare words counting most."""
        votes: Counter[int] = Counter()
        for word in set(_WORD.findall(needle)):
            places = self.index.get(word, ())
            for n in places if len(places) <= 200 else ():
                votes[n] += 1 + 100 // len(places)
        return [n for n, _ in votes.most_common(_CANDIDATES)]

    def _place(
        self, segment: Segment, start: int, end: int, score: float, *, is_literal: bool, context: int
    ) -> SourcePlace:
        first, last = bisect_right(self.starts, start) - 1, bisect_left(self.starts, end) - 1
        shift = self.starts[first]
        return SourcePlace(
            segment.id,
            self.number,
            first,
            last,
            start - shift,
            end - shift,
            self.joined[start:end],
            round(score, 4),
            is_literal,
            tuple(self.texts[max(0, first - context) : first]),
            tuple(self.texts[last + 1 : last + 1 + context]),
        )
