"""Abbreviations that a text explains: *Deep Packet Inspection (DPI)* says which of two concepts DPI is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from igglossary.terms.recognition.entries import TermHit

_EXPLAINED = re.compile(r"\s?\(([A-Z][A-Za-z-]{1,7})\)")


def with_explained_senses(text: str, hits: list[TermHit]) -> list[TermHit]:
    """The hits, each abbreviation that the text explains by a term in front of it as the concept of that term.

    Hits of the same abbreviation as another concept are left out; the order stays.
    """
    senses = _senses(text, hits)
    if not senses:
        return hits
    result: list[TermHit] = []
    for hit in hits:
        named = senses.get(hit.surface) if hit.entry.is_acronym else None
        if named is None or hit.concept in {one.concept for one in named}:
            result.append(hit)
            continue
        known = {(other.start, other.concept) for other in (*hits, *result)}
        result += [
            hit._replace(concept=one.concept, term=one.term, match="variant", entry=one.entry)
            for one in named
            if (hit.start, one.concept) not in known
        ]
    return result


def _senses(text: str, hits: list[TermHit]) -> dict[str, list[TermHit]]:
    """Abbreviation → the terms that stand right before its explanation, where it first has one."""
    senses: dict[str, list[TermHit]] = {}
    by_end: dict[int, list[TermHit]] | None = None
    for match in _EXPLAINED.finditer(text):
        if by_end is None:  # most texts have none
            by_end = {}
            for hit in hits:
                if not hit.entry.is_acronym:
                    by_end.setdefault(hit.end, []).append(hit)
        long = [hit for hit in by_end.get(match.start(), ()) if _abbreviates(match[1], hit.surface)]
        if long:
            senses.setdefault(match[1], long)
    return senses


def _abbreviates(short: str, long: str) -> bool:
    """True if the letters of an abbreviation stand in a longer term in this order, the first one at its beginning."""
    letters = iter(long.lower())
    wanted = [letter for letter in short.lower() if letter.isalpha()]
    return len(long) > 2 * len(short) and long[:1].lower() == wanted[0] and all(letter in letters for letter in wanted)
