"""Sources of the memory that have different targets, whatever engine their rows come from."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from igglossary.store.contract.memory import Conflict, is_within

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from igglossary.store.origins import Columns

Wholes = dict[int, list[frozenset[int]]]


def conflicts_of(rows: Sequence[Any], wholes: Callable[[Iterable[int]], Wholes]) -> Iterator[Conflict]:
    """Conflicts among units with the same source, which ``rows`` has by language and source.

    A link and a part of it are one place: of the two, the one that fits better counts.
    """
    above = wholes([row["id"] for row in rows if row["evidence"]])
    for (source_lang, target_lang, source), group in groupby(rows, key=_language_and_source):
        kept = _one_a_place(list(group), above)
        if len({row["target"] for row in kept}) > 1:
            targets = tuple((str(row["id"]), row["target"], row["status"]) for row in kept)
            yield Conflict(source_lang, target_lang, source, targets)


def _one_a_place(rows: list[Columns], above: Wholes) -> list[Columns]:
    """Units without those that stand at the place of a better one: approved first, then by score, then the part."""
    kept: list[Columns] = []
    by_fit = sorted(rows, key=lambda row: (row["status"] != "approved", -(row["score"] or 0), len(row["target"])))
    for row in by_fit:
        if not any(
            is_within(above, row["id"], other["id"]) or is_within(above, other["id"], row["id"]) for other in kept
        ):
            kept.append(row)
    return sorted(kept, key=lambda row: int(row["id"]))


def _language_and_source(row: Columns) -> tuple[str, str, str]:
    return row["source_lang"], row["target_lang"], row["source"]
