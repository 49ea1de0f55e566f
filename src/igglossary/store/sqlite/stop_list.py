"""The stop list of a store: German words of which a person said that they are no terms, so that nothing proposes them.

It is no table: it is the pairs that were rejected as words, so that undo, history and dump have it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.languages.keys import query_keys
from igglossary.languages.sameness import is_same_term
from igglossary.model import Status

if TYPE_CHECKING:
    from igglossary.store.sqlite.connection import Database

WORD = "word"
"""The reason of a pair whose German side is no term."""


def stopped_words(store: Database) -> list[str]:
    """The German words on the stop list, A–Z."""
    rows = store.rows(
        "SELECT DISTINCT german FROM pair WHERE reason = ? AND status = ? ORDER BY german", (WORD, Status.REJECTED)
    )
    return [row["german"] for row in rows]


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
