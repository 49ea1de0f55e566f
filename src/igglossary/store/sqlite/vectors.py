"""Sentence vectors by text hash, so that a second run needs no model."""

from __future__ import annotations

from typing import TYPE_CHECKING

_CHUNK = 500  # below SQLite's limit of bound values

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from igglossary.store.sqlite.connection import Database


class VectorCache:
    """The store's vectors of one model: SHA-256 in hexadecimal → opaque bytes."""

    def __init__(self, store: Database, model: str) -> None:
        """Look into ``store`` for vectors of ``model``."""
        self._store = store
        self._model = model

    def get_many(self, hashes: Sequence[str]) -> dict[str, bytes]:
        """The vectors that are known."""
        found: dict[str, bytes] = {}
        for start in range(0, len(hashes), _CHUNK):
            part = [bytes.fromhex(key) for key in hashes[start : start + _CHUNK]]
            marks = ", ".join("?" * len(part))
            rows = self._store.rows(
                f"SELECT hash, data FROM vector WHERE model = ? AND hash IN ({marks})", (self._model, *part)
            )
            found.update((row["hash"].hex(), row["data"]) for row in rows)
        return found

    def put_many(self, vectors: Mapping[str, bytes]) -> None:
        """Keep vectors; one that is there already stays as it is."""
        with self._store.transaction():
            self._store.execute_many(
                "INSERT OR IGNORE INTO vector (model, hash, data) VALUES (?, ?, ?)",
                [(self._model, bytes.fromhex(key), data) for key, data in vectors.items()],
            )
