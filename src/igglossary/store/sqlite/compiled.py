"""Compiled things that belong to the term base and are thrown away when it changes."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from igglossary.errors import StoreError
from igglossary.store.contract.terms import Compiled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from igglossary.store.sqlite.connection import Database


def fingerprint(store: Database) -> str:
    """See ``contract.terms.TermBase``. Ids of ``term`` are never used twice, so that three sums tell."""
    row = store.row("SELECT count(*), coalesce(max(id), 0), total(id) FROM term WHERE concept IS NOT NULL")
    return "" if row is None else f"{row[0]}-{row[1]}-{row[2]:.0f}"


def load(store: Database, name: str) -> Compiled:
    """See ``contract.terms.TermBase``."""
    now = fingerprint(store)
    row = store.row("SELECT data FROM compiled WHERE name = ? AND fingerprint = ?", (name, now))
    return Compiled(None if row is None else bytes(row["data"]), now)


def save(store: Database, data: Mapping[str, bytes], made_from: str) -> None:
    """See ``contract.terms.TermBase``."""
    with suppress(StoreError), store.transaction():  # a store that cannot be written can be read all the same
        if fingerprint(store) == made_from:
            store.execute_many(
                "INSERT OR REPLACE INTO compiled (name, fingerprint, data) VALUES (?, ?, ?)",
                [(name, made_from, each) for name, each in data.items()],
            )
