"""Compiled things that belong to the term base and are thrown away when it changes."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from igglossary.errors import StoreError

if TYPE_CHECKING:
    from igglossary.store.sqlite.connection import Database


def fingerprint(store: Database) -> str:
    """Changes whenever a designation comes or goes: ids of ``term`` are never used twice."""
    row = store.row("SELECT count(*), coalesce(max(id), 0), total(id) FROM term WHERE concept IS NOT NULL")
    return "" if row is None else f"{row[0]}-{row[1]}-{row[2]:.0f}"


def load(store: Database, name: str) -> bytes | None:
    """What was saved under a name for the term base as it is now."""
    row = store.row("SELECT data FROM compiled WHERE name = ? AND fingerprint = ?", (name, fingerprint(store)))
    return None if row is None else bytes(row["data"])


def save(store: Database, name: str, data: bytes, made_from: str) -> None:
    """Keep something until the term base changes; nothing is kept if it changed already or cannot be written.

    ``made_from`` is the ``fingerprint`` from before the term base was read.
    """
    with suppress(StoreError), store.transaction():  # a store that cannot be written can be read all the same
        if fingerprint(store) == made_from:
            store.execute(
                "INSERT OR REPLACE INTO compiled (name, fingerprint, data) VALUES (?, ?, ?)", (name, made_from, data)
            )
