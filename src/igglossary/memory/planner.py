"""From a segment's key to the full-text expression that finds every candidate, and few others.

Why nothing is missed (design/memory.md §2): a match of at least ``t`` per cent has between t·n and n/t tokens and
shares at least need = t·max(n, m) of the query's n tokens. At most n - need of them are missing, so of any
n - need + 1 it has one and of any n - need + 2 it has two. Taking the rarest only makes it fast; wrong frequencies cost
time, never a match.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from igglossary.text.memory_tokens import buckets

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST_PAIRED = 8
"""Tokens up to which “two of them” is asked for; with more the expression costs more than the candidates it spares."""


def lengths(length: int, threshold: int) -> tuple[int, int]:
    """The shortest and longest match of a query of so many tokens at a threshold in per cent (1–100)."""
    return -(-threshold * length // 100), 100 * length // threshold


def expressions(key: str, frequencies: Mapping[str, int], threshold: int) -> list[str]:
    """One full-text expression a length bucket; together they find every unit with a base of the threshold or more.

    Args:
        key: The query's key, not empty.
        frequencies: About how many units have a code; missing means rare.
        threshold: 1–100.
    """
    length = len(key)
    instances = sorted(key, key=lambda code: (frequencies.get(code, 0), code))
    found = []
    for name, shortest, _longest in buckets(*lengths(length, threshold)):
        need = -(-threshold * max(length, shortest) // 100)
        if need <= length:
            found.append(_expression(instances, length - need, need, name))
    return found


def _expression(instances: list[str], spare: int, need: int, bucket: str) -> str:
    """A unit of this bucket that misses at most ``spare`` of the tokens fulfils it."""
    paired = Counter(instances[: spare + 2])
    if need < 2 or len(paired) > _MOST_PAIRED:
        return " OR ".join(code + bucket for code in Counter(instances[: spare + 1]))
    twice = [code + bucket for code, count in paired.items() if count > 1]
    once = [code + bucket for code, count in paired.items() if count == 1]
    # a token that is there twice counts twice, even if the unit has it once: it must do alone
    parts = list(twice)
    for place, code in enumerate(once[:-1]):
        rest = once[place + 1 :]
        parts.append(f"({code} AND ({' OR '.join(rest)}))" if len(rest) > 1 else f"({code} AND {rest[0]})")
    return " OR ".join(parts) if parts else once[0]
