"""The SQLite file as ``contract.upkeep.Upkeep``. What needs the model is imported where it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from igglossary.messages import Message
    from igglossary.store.sqlite.connection import Database


class SqliteUpkeep:
    """See ``contract.upkeep.Upkeep``."""

    def __init__(self, store: Database) -> None:
        """On an open file."""
        self._store = store

    def note_shipped(self, version: str) -> None:
        """See ``contract.upkeep.Upkeep``. What two of its files say of one concept was joined: that was no change."""
        with self._store.transaction():
            self._store.execute(
                "UPDATE concept SET changed_at = NULL, changed_by = NULL WHERE document IN"
                " (SELECT document.id FROM document JOIN run ON run.id = document.run WHERE run.kind = 'shipped')"
            )
            self._store.set_meta("shipped", version)

    def data_version(self) -> int:
        """See ``contract.upkeep.Upkeep``."""
        row = self._store.row("PRAGMA data_version")
        return 0 if row is None else int(row[0])

    def backup(self, target: str, *, replace: bool = False) -> None:
        """See ``contract.upkeep.Upkeep``."""
        from igglossary.store.sqlite.copies import backup

        backup(self._store, target, replace=replace)

    def dump(self) -> Generator[str, None, None]:
        """See ``contract.upkeep.Upkeep``."""
        from igglossary.store.sqlite.dump import dump

        return dump(self._store)

    def restore(self, lines: Iterable[str], *, where: str) -> int:
        """See ``contract.upkeep.Upkeep``."""
        from igglossary.store.sqlite.dump import restore

        return restore(self._store, lines, where=where)

    def examine(self) -> list[Message]:
        """See ``contract.upkeep.Upkeep``."""
        from igglossary.store.sqlite.maintenance import examine

        return examine(self._store)

    def counts(self) -> dict[str, dict[str, int]]:
        """See ``contract.upkeep.Upkeep``."""
        from igglossary.store.sqlite.maintenance import count_entries

        return count_entries(self._store)
