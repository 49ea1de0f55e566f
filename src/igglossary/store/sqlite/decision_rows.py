"""Decisions as rows: appended, never changed, and read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from igglossary.model import Decision

if TYPE_CHECKING:
    import sqlite3

    from igglossary.store.sqlite.connection import Database


def append(
    store: Database,
    entry: tuple[str, str, str],
    old: dict[str, Any],
    new: dict[str, Any],
    *,
    reason: str | None,
    act: str,
    undoes: int | None = None,
) -> Decision:
    """Append a decision about an entry, (kind, id, action); inside a transaction."""
    at = store.now()
    cursor = store.execute(
        "INSERT INTO decision (at, person, entry_kind, entry_id, action, old, new, reason, act, undoes)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (at, store.person, *entry, _dumps(old), _dumps(new), reason, act, undoes),
    )
    return Decision(int(cursor.lastrowid or 0), at, store.person, *entry, old, new, reason, act, undoes)


def decision_of(row: sqlite3.Row) -> Decision:
    """A decision from its row."""
    return Decision(
        id=row["id"],
        at=row["at"],
        person=row["person"],
        entry_kind=row["entry_kind"],
        entry_id=row["entry_id"],
        action=row["action"],
        old=json.loads(row["old"]),
        new=json.loads(row["new"]),
        reason=row["reason"],
        act=row["act"],
        undoes=row["undoes"],
    )


def _dumps(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True)
