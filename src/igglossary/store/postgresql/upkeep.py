"""Looking after a team store, as ``contract.upkeep.Upkeep``. What needs the model is imported where it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from igglossary.messages import Message
    from igglossary.store.postgresql.connection import Database


class PgUpkeep:
    """See ``contract.upkeep.Upkeep``."""

    def __init__(self, store: Database) -> None:
        """On an open store."""
        self._store = store

    def note_shipped(self, version: str) -> None:
        """See ``contract.upkeep.Upkeep``. What two of its files say of one concept was joined: that was no change."""
        with self._store.transaction():
            self._store.execute(
                "UPDATE concept SET changed_at = NULL, changed_by = NULL WHERE document IN"
                " (SELECT document.id FROM document JOIN run ON run.id = document.run WHERE run.kind = 'shipped')"
            )
            self._store.execute("INSERT INTO meta VALUES ('shipped', %s) ON CONFLICT DO NOTHING", (version,))
        self._store.shipped_version = version

    def data_version(self) -> int:
        """See ``contract.upkeep.Upkeep``."""
        return self._store.changes()

    def backup(self, target: str, *, replace: bool = False) -> None:
        """See ``contract.upkeep.Upkeep``."""
        from igglossary.store.postgresql.dump import backup

        backup(self._store, target, replace=replace)

    def dump(self) -> Generator[str, None, None]:
        """See ``contract.upkeep.Upkeep``."""
        from igglossary.store.postgresql.dump import dump

        return dump(self._store)

    def restore(self, lines: Iterable[str], *, where: str) -> int:
        """See ``contract.upkeep.Upkeep``."""
        from igglossary.store.postgresql.dump import restore

        return restore(self._store, lines, where=where)

    def examine(self) -> list[Message]:
        """See ``contract.upkeep.Upkeep``."""
        from igglossary.store.postgresql.examining import examine

        return examine(self._store)

    def counts(self) -> dict[str, dict[str, int]]:
        """See ``contract.upkeep.Upkeep``."""
        by_status = {"unit": "", "pair": "", "concept": " WHERE is_deleted = 0"}
        at_all = {
            "document": "retired_at IS NULL AND same_as IS NULL AND path NOT LIKE 'igglossary:%%'",  # not what ships
            "term": "concept IS NOT NULL",
            "decision": "true",
        }
        queries = [
            f"SELECT '{kind}' AS kind, status, count(*) FROM {kind}{where} GROUP BY 2"
            for kind, where in by_status.items()
        ]
        queries += [f"SELECT '{kind}', 'all', count(*) FROM {kind} WHERE {where}" for kind, where in at_all.items()]
        counts: dict[str, dict[str, int]] = {kind: {} for kind in (*by_status, *at_all)}
        for kind, status, number in self._store.rows(f"{' UNION ALL '.join(queries)} ORDER BY 1, 2"):
            counts[kind][status] = number
        return counts
