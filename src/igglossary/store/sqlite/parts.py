"""Which units are parts of which: a sentence link holds the links of its clauses, these those of their words.

On the look-up path: nothing but SQL.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from igglossary.store.sqlite.connection import Database

_IN_ONE_QUERY = 500
_MOST_LEVELS = 8
"""Sentence, main clause, clause, words: a bound against a circle in a damaged store."""


def wholes(store: Database, units: Iterable[int]) -> dict[int, list[frozenset[int]]]:
    """For each place of each unit the units that it is a part of there, directly or not."""
    direct: dict[int, list[tuple[int, int | None]]] = {}
    asked = set(units)
    for _level in range(_MOST_LEVELS):
        unknown = sorted(asked - direct.keys())
        if not unknown:
            break
        direct |= {unit: [] for unit in unknown}
        for start in range(0, len(unknown), _IN_ONE_QUERY):
            some = unknown[start : start + _IN_ONE_QUERY]
            for row in store.rows(
                f"SELECT unit, document, part_of FROM unit_seen WHERE unit IN ({','.join('?' * len(some))})", some
            ):
                direct[row["unit"]].append((row["document"], row["part_of"]))
        asked = {whole for places in direct.values() for _document, whole in places if whole is not None}
    return {unit: [_above(direct, document, whole) for document, whole in places] for unit, places in direct.items()}


def _above(direct: Mapping[int, list[tuple[int, int | None]]], document: int, whole: int | None) -> frozenset[int]:
    """A whole and everything that it is a part of in the same document."""
    found: set[int] = set()
    open_ = {whole} - {None}
    while open_:
        one = open_.pop()
        if one is not None and one not in found:
            found.add(one)
            open_ |= {above for there, above in direct.get(one, ()) if there == document and above is not None}
    return frozenset(found)
