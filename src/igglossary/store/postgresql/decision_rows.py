"""Decisions as rows: appended, never changed, and read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from igglossary.model import Decision

if TYPE_CHECKING:
    from collections.abc import Mapping

    import psycopg

    from igglossary.store.postgresql.connection import Database, Row

Appended = tuple["psycopg.Cursor[Row]", dict[str, Any]]
"""What gives number and person after the transaction, and the other fields of the decision."""

_APPEND = (
    "INSERT INTO decision (id, at, person, entry_kind, entry_id, action, old, new, reason, act, undoes)"
    " SELECT take_numbers('decision', 1) + 1, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s RETURNING id, person"
)


def append(
    store: Database,
    entry: tuple[str, str, str],
    old: dict[str, Any],
    new: dict[str, Any],
    *,
    reason: str | None = None,
    act: str,
    undoes: int | None = None,
) -> Appended:
    """Append a decision about an entry, (kind, id, action); inside a transaction."""
    at = store.now()
    cursor = store.execute(_APPEND, (at, store.person, *entry, _dumps(old), _dumps(new), reason, act, undoes))
    kind, name, action = entry
    told = {
        "at": at, "entry_kind": kind, "entry_id": name, "action": action, "old": old, "new": new,
        "reason": reason, "act": act, "undoes": undoes,
    }  # fmt: skip
    return cursor, told


def decision_of(row: Row) -> Decision:
    """A decision from its row."""
    return Decision(**{**dict(row), "old": json.loads(row["old"]), "new": json.loads(row["new"])})


def _dumps(values: Mapping[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True)
