"""Sentence vectors by text hash, so that a second run needs no model."""

from __future__ import annotations

from typing import TYPE_CHECKING

_CHUNK = 500  # below SQLite's limit of bound values

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from igglossary.store.sqlite.connection import Database


def load(store: Database, model: str, hashes: Sequence[str]) -> dict[str, bytes]:
    """The vectors of a model that are known: SHA-256 in hexadecimal → opaque bytes."""
    found: dict[str, bytes] = {}
    for start in range(0, len(hashes), _CHUNK):
        part = [bytes.fromhex(key) for key in hashes[start : start + _CHUNK]]
        marks = ", ".join("?" * len(part))
        rows = store.rows(f"SELECT hash, data FROM vector WHERE model = ? AND hash IN ({marks})", (model, *part))
        found.update((row["hash"].hex(), row["data"]) for row in rows)
    return found


def save(store: Database, model: str, vectors: Mapping[str, bytes]) -> None:
    """Keep vectors; one that is there already stays as it is."""
    with store.transaction():
        store.execute_many(
            "INSERT OR IGNORE INTO vector (model, hash, data) VALUES (?, ?, ?)",
            [(model, bytes.fromhex(key), data) for key, data in vectors.items()],
        )
