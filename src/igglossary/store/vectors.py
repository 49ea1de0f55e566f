"""Sentence vectors by text hash, so that a second run needs no model."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from igglossary.store.connection import Store


class VectorCache:
    """The store's vectors of one model: 16-byte hash → little-endian float32 bytes."""

    def __init__(self, store: Store, model: str) -> None:
        """Look into ``store`` for vectors of ``model``."""
        self._store = store
        self._model = model

    def get_many(self, hashes: Sequence[bytes]) -> dict[bytes, bytes]:
        """The vectors that are known."""
        found: dict[bytes, bytes] = {}
        for start in range(0, len(hashes), 500):
            part = hashes[start : start + 500]
            marks = ", ".join("?" * len(part))
            rows = self._store.rows(
                f"SELECT hash, data FROM vector WHERE model = ? AND hash IN ({marks})", (self._model, *part)
            )
            found.update((row["hash"], row["data"]) for row in rows)
        return found

    def put_many(self, vectors: Mapping[bytes, bytes]) -> None:
        """Keep vectors."""
        with self._store.transaction():
            self._store.execute_many(
                "INSERT OR IGNORE INTO vector (model, hash, data) VALUES (?, ?, ?)",
                [(self._model, key, data) for key, data in vectors.items()],
            )
