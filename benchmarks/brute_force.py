"""The reference for the memory: every unit compared with the segment, by rapidfuzz on tokens without collisions."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from igglossary.memory.planner import lengths
from igglossary.memory.score import compare
from igglossary.text.memory_tokens import key_tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

_SURROGATES = range(0xD800, 0xE000)


class BruteForce:
    """All units by their length, each token a character of its own."""

    def __init__(self, units: Iterable[tuple[str, str]]) -> None:
        """``units`` are (source, target), each once."""
        self._characters: dict[str, str] = {}
        self._by_length: dict[int, tuple[list[str], list[tuple[str, str]]]] = {}
        for source, target in units:
            key = self._key(source)
            keys, same = self._by_length.setdefault(len(key), ([], []))
            keys.append(key)
            same.append((source, target))

    def _key(self, text: str) -> str:
        return "".join(self._characters.get(token) or self._new(token) for token in key_tokens(text))

    def _new(self, token: str) -> str:
        number = len(self._characters)
        if number >= _SURROGATES.start:
            number += len(_SURROGATES)
        if number > sys.maxunicode:
            raise SystemExit("more words than there are characters")
        self._characters[token] = chr(number)
        return chr(number)

    def matches(self, segment: str, threshold: int) -> dict[tuple[str, str], int]:
        """(source, target) → score of every unit that reaches the threshold."""
        key = self._key(segment)
        found: dict[tuple[str, str], int] = {}
        shortest, longest = lengths(len(key), threshold)
        for length in range(shortest, longest + 1):
            keys, units = self._by_length.get(length, ((), ()))
            longer = max(length, len(key))
            most = longer - -(-threshold * longer // 100)
            if keys:
                distances = cdist([key], keys, scorer=Levenshtein.distance, score_cutoff=most)[0]
                for number in (distances <= most).nonzero()[0]:
                    score = compare(segment, units[number][0], target=units[number][1]).score
                    if score >= threshold:
                        found[units[number]] = score
        return found
