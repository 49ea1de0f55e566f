"""The stop list of a store: German words of which a person said that they are no terms, so that nothing proposes them.

It is no table: it is the pairs that were rejected as words, so that undo, history and dump have it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.languages.keys import query_keys
from igglossary.languages.sameness import is_same_term, same_keys
from igglossary.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from igglossary.model import TermPair
    from igglossary.store.sqlite.connection import Database

WORD = "word"
"""The reason of a pair whose German side is no term."""


def stop_keys(store: Database) -> frozenset[str]:
    """The keys (``languages.sameness``) of the German words on the stop list."""
    rows = store.rows("SELECT german FROM pair WHERE reason = ? AND status = ?", (WORD, Status.REJECTED))
    return frozenset(key for row in rows for key in same_keys(row["german"], "de"))


def without_stopped(store: Database, pairs: Iterable[TermPair]) -> tuple[list[TermPair], int]:
    """The mined pairs that are not on the stop list, and how many are.

    Those that the store has already stay: they only gain occurrences.
    """
    found = list(pairs)
    stopped = stop_keys(store)
    if not stopped:
        return found, 0
    kept = [
        pair
        for pair in found
        if stopped.isdisjoint(same_keys(pair.german, "de"))
        or store.row("SELECT 1 FROM pair WHERE mined = ?", (pair.german,)) is not None
    ]
    return kept, len(found) - len(kept)


def open_pairs_of(store: Database, german: str) -> list[int]:
    """The undecided pairs of a German term, in any spelling, by id."""
    keys = [key for key, _kind in query_keys(german)]
    rows = store.rows(
        "SELECT DISTINCT pair.id, pair.german FROM form JOIN term ON term.id = form.term"
        f" JOIN pair ON pair.id = term.pair WHERE form.key IN ({', '.join('?' * len(keys))}) AND pair.status = ?"
        " ORDER BY pair.id",
        (*keys, Status.CANDIDATE),
    )
    return [row["id"] for row in rows if is_same_term(row["german"], german, "de")]
