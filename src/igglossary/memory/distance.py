"""Levenshtein distance of token keys: in plain Python for the first candidates, then by rapidfuzz.

Importing rapidfuzz costs four times the CPU of a bare Python process (42 ms against 10), as much as some 5,000
distances in plain Python; a cold look-up needs a few hundred. Both give the same number (tests/property).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_IMPORT_AFTER = 3000  # distances; see above
_computed = 0


def distance_to(query: str) -> Callable[[str], int]:
    """A function from a key to its distance from ``query``: the fewest tokens inserted, deleted or exchanged."""
    if _computed < _IMPORT_AFTER or not query:
        return _plain(query)
    from rapidfuzz.distance import Levenshtein  # only here, see the module's first lines

    distance = Levenshtein.distance
    return lambda other: distance(query, other)


def _plain(query: str) -> Callable[[str], int]:
    """Myers's bit-vector algorithm in Hyyrö's form (Explaining and extending the bit-parallel algorithm, 2001)."""
    length = len(query)
    everything = (1 << length) - 1
    last = 1 << (length - 1) if length else 0
    places: dict[str, int] = {}
    for position, code in enumerate(query):
        places[code] = places.get(code, 0) | 1 << position

    def distance(other: str) -> int:
        global _computed
        _computed += 1
        if not length:
            return len(other)
        positive, negative, result = everything, 0, length
        for code in other:
            equal = places.get(code, 0)
            diagonal = (((equal & positive) + positive) ^ positive) | equal | negative
            up = negative | (everything & ~(diagonal | positive))
            down = diagonal & positive
            if up & last:
                result += 1
            elif down & last:
                result -= 1
            up = (up << 1) | 1
            positive = everything & ((down << 1) | ~(diagonal | up))
            negative = up & diagonal
        return result

    return distance
