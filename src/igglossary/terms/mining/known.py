"""What the term base already says about a German term, for marking mined pairs as known or in conflict."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from igglossary.languages.sameness import other_keys, same_keys
from igglossary.terms.mining.candidates_english import english_base
from igglossary.terms.mining.candidates_german import noun_base

if TYPE_CHECKING:
    from collections.abc import Iterable

    from igglossary.model import TermPair


@lru_cache(maxsize=200_000)  # every pair of candidates asks for both
def fold(text: str) -> str:
    """Comparison key: lower case, accents off, ß → ss, hyphens and spaces out."""
    plain = unicodedata.normalize("NFD", text.lower().replace("ß", "ss"))
    return "".join(character for character in plain if character.isalnum())


def without_stopped(pairs: Iterable[TermPair], stopped: Iterable[str]) -> tuple[tuple[TermPair, ...], int]:
    """The pairs whose German side is not on a stop list, in whatever spelling, and how many are."""
    found = tuple(pairs)
    keys = frozenset(key for word in stopped for key in same_keys(word, "de"))
    kept = tuple(pair for pair in found if keys.isdisjoint(same_keys(pair.german, "de")))
    return kept, len(found) - len(kept)


class KnownTerms:
    """German–English pairs of a term base, found again in their base form and in any spelling of the same term."""

    def __init__(self, known: Iterable[tuple[str, str, str]]) -> None:
        """``known``: (German term, English term, concept id)."""
        self._asked: dict[tuple[str, str], str | None] = {}
        self._english: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for german, english, concept in known:
            for key in same_keys(german, "de") | other_keys(german, "de") | same_keys(noun_base(german)[0], "de"):
                self._english[key].append((english, concept))

    def concept(self, german: str, english: str) -> str | None:
        """The id of the concept that has this pair, None if there is none."""
        if (german, english) not in self._asked:
            self._asked[german, english] = self._concept(german, english)
        return self._asked[german, english]

    def _concept(self, german: str, english: str) -> str | None:
        wanted = _base_keys(english)
        for term, concept in self._entries(german):
            if not wanted.isdisjoint(_base_keys(term)):
                return concept
        return None

    def conflict(self, german: str, english: str) -> str | None:
        """The first English term that the term base has instead; None if it has this pair or nothing."""
        entries = self._entries(german)
        if not entries or self.concept(german, english) is not None:
            return None
        return entries[0][0]

    def _entries(self, german: str) -> list[tuple[str, str]]:
        """(English term, concept id) of the concepts that have the German term."""
        return [entry for key in sorted(same_keys(german, "de")) for entry in self._english.get(key, ())]


@lru_cache(maxsize=200_000)  # every pair of candidates asks
def _base_keys(english: str) -> frozenset[str]:
    return same_keys(english, "en") | same_keys(english_base(english), "en")
