"""From a segment's codes to the clauses that find every candidate, and few others.

Why nothing is missed (docs/memory.md): a match of at least ``t`` per cent has between t·n and n/t tokens and
shares at least need = t·max(n, m) of the query's n tokens. At most n - need of them are missing, so of any
n - need + 1 it has one and of any n - need + 2 it has two. Taking the rarest only makes it fast; wrong frequencies cost
time, never a match.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from igglossary.store.contract.memory import AnyOf, Both
from igglossary.text.memory_tokens import buckets

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MOST_PAIRED = 8
"""How many tokens, the most frequent ones, are asked for in pairs: of those that are rarer one is enough to look at a
unit. More pairs cost more than the candidates they spare (measured: 8, 12, 16 and 24)."""


def lengths(length: int, threshold: int) -> tuple[int, int]:
    """The shortest and longest match of a query of so many tokens at a threshold in per cent (1–100)."""
    return -(-threshold * length // 100), 100 * length // threshold


def plan(codes: Sequence[str], frequencies: Mapping[str, int], threshold: int) -> list[AnyOf]:
    """One clause a length bucket; together they find every unit with a base of the threshold or more.

    Args:
        codes: Those of the query's tokens, at least one.
        frequencies: About how many units have a code; missing means rare.
        threshold: 1–100.
    """
    length = len(codes)
    instances = sorted(codes, key=lambda code: (frequencies.get(code, 0), code))
    found = []
    for name, shortest, _longest in buckets(*lengths(length, threshold)):
        need = -(-threshold * max(length, shortest) // 100)
        if need <= length:
            found.append(_clause(instances, length - need, need, name))
    return found


def _clause(instances: list[str], spare: int, need: int, bucket: str) -> AnyOf:
    """A unit of this bucket that misses at most ``spare`` of the tokens fulfils it."""
    if need < 2:
        return AnyOf(bucket, tuple(Counter(instances[: spare + 1])))
    counts = Counter(instances[: spare + 2])
    # a token that is there twice counts twice, even if the unit has it once: it must do alone
    alone = [code for code, count in counts.items() if count > 1]
    once = [code for code, count in counts.items() if count == 1]
    alone += once[:-_MOST_PAIRED]
    frequent = once[-_MOST_PAIRED:]
    pairs = tuple(Both(code, tuple(frequent[place + 1 :])) for place, code in enumerate(frequent[:-1]))
    return AnyOf(bucket, tuple(alone) if alone or pairs else (frequent[0],), pairs)
