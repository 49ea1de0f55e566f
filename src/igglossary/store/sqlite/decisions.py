"""Decisions as ``contract.review`` tells of them: appended to a table that triggers keep, applied to the entries."""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Any

from igglossary.model import Concept, Decision
from igglossary.store import codec
from igglossary.store.actions import conflict
from igglossary.store.contract.review import CHANGEABLE
from igglossary.store.sqlite import concepts, pairs, units
from igglossary.store.sqlite.decision_rows import append, decision_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from igglossary.errors import ConflictError
    from igglossary.store.contract.review import Change
    from igglossary.store.sqlite.connection import Database


def decide(
    store: Database, changes: Sequence[Change], *, reason: str | None = None, act: str = ""
) -> tuple[Decision, ...]:
    """Carry out one act in one transaction and append its decisions; returns them.

    ``act`` continues one that has begun, so that all of it is taken back together.

    Raises:
        ConflictError: somebody changed one of the entries since it was read; nothing was done.
        StoreError: the store could not be written; nothing was done.
    """
    act = act or uuid.uuid4().hex
    with store.transaction():
        return tuple(_decide_one(store, change, act, reason) for change in changes)


def undo(store: Database) -> tuple[Decision, ...]:
    """Take back this person's last act that stands; empty if there is none.

    Raises:
        ConflictError: somebody changed one of the entries since; nothing was done.
    """
    with store.transaction():
        last = store.row(
            "SELECT act FROM decision AS d WHERE person = ? AND undoes IS NULL AND NOT"
            " coalesce((SELECT action = 'undo' FROM decision AS u WHERE u.undoes = d.id ORDER BY u.id DESC LIMIT 1), 0)"
            " ORDER BY id DESC LIMIT 1",
            (store.person,),
        )
        return () if last is None else _reverse(store, last["act"], "undo")


def redo(store: Database) -> tuple[Decision, ...]:
    """Do again what this person took back last, unless a new act came after; empty if there is nothing.

    Raises:
        ConflictError: somebody changed one of the entries since; nothing was done.
    """
    with store.transaction():
        last = store.row(
            "SELECT d.act, u.id FROM decision AS u JOIN decision AS d ON d.id = u.undoes"
            " WHERE u.person = ? AND u.action = 'undo'"
            " AND NOT EXISTS (SELECT 1 FROM decision AS r WHERE r.undoes = d.id AND r.id > u.id)"
            " ORDER BY u.id DESC LIMIT 1",
            (store.person,),
        )
        if last is None:
            return ()
        newer = store.row(
            "SELECT 1 FROM decision WHERE person = ? AND undoes IS NULL AND id > ? LIMIT 1", (store.person, last["id"])
        )
        return () if newer is not None else _reverse(store, last["act"], "redo")


def history(store: Database, entry_kind: str | None = None, entry_id: str | None = None) -> list[Decision]:
    """All decisions, or those about one kind of entry or one entry, oldest first."""
    conditions = [
        (name, value) for name, value in (("entry_kind", entry_kind), ("entry_id", entry_id)) if value is not None
    ]
    where = " AND ".join(f"{name} = ?" for name, _value in conditions) or "1"
    rows = store.rows(f"SELECT * FROM decision WHERE {where} ORDER BY id", [value for _name, value in conditions])
    return [decision_of(row) for row in rows]


def version(store: Database, entry_kind: str, entry_id: str) -> int | None:
    """The version of an entry's row, which a later change must name; None if there is no such entry."""
    row = store.row(f"SELECT version FROM {entry_kind} WHERE id = ?", (entry_id,)) if entry_kind in CHANGEABLE else None
    return None if row is None else int(row["version"])


def _decide_one(store: Database, change: Change, act: str, reason: str | None) -> Decision:
    current = version(store, change.entry_kind, change.entry_id)
    if change.seen_version != current or (current is None and change.entry_kind != "concept"):
        raise _conflict(store, change.entry_kind, change.entry_id)
    new = dict(change.new)
    old = _fields(store, change.entry_kind, change.entry_id, new)
    _apply(store, change.entry_kind, change.entry_id, new)
    return append(store, (change.entry_kind, change.entry_id, change.action), old, new, reason=reason, act=act)


def _reverse(store: Database, act: str, action: str) -> tuple[Decision, ...]:
    decisions = [
        decision_of(row)
        for row in store.rows("SELECT * FROM decision WHERE act = ? AND undoes IS NULL ORDER BY id", (act,))
    ]
    reversing = uuid.uuid4().hex
    done = []
    for decision in reversed(decisions) if action == "undo" else decisions:
        before, after = (decision.new, decision.old) if action == "undo" else (decision.old, decision.new)
        if _fields(store, decision.entry_kind, decision.entry_id, before) != before:
            raise _conflict(store, decision.entry_kind, decision.entry_id)
        _apply(store, decision.entry_kind, decision.entry_id, after)
        entry = (decision.entry_kind, decision.entry_id, action)
        done.append(append(store, entry, before, after, reason=None, act=reversing, undoes=decision.id))
    return tuple(done)


def _conflict(store: Database, entry_kind: str, entry_id: str) -> ConflictError:
    """Names the last decision about the entry, if it is the cause: if the entry is as that one left it."""
    row = store.row(
        "SELECT * FROM decision WHERE entry_kind = ? AND entry_id = ? ORDER BY id DESC LIMIT 1", (entry_kind, entry_id)
    )
    if row is None or _fields(store, entry_kind, entry_id, (new := decision_of(row).new)) != new:
        return conflict(None)
    return conflict((row["person"], row["action"], row["at"]))


def _fields(store: Database, entry_kind: str, entry_id: str, names: Iterable[str]) -> dict[str, Any]:
    """The present values of some fields, in the form in which decisions keep them."""
    allowed = CHANGEABLE[entry_kind]
    names = list(names)
    if unknown := set(names) - set(allowed):
        raise ValueError(unknown)
    row = store.row(f"SELECT {', '.join(names)} FROM {entry_kind} WHERE id = ?", (entry_id,))
    if row is None:
        return {"is_deleted": 1} if entry_kind == "concept" else {}  # undoing its making hides it again
    values = {name: row[name] for name in names}
    if values.get("data") is not None:
        values["data"] = json.loads(values["data"])
    return {name: values[name] for name in names}


def _apply(store: Database, entry_kind: str, entry_id: str, values: dict[str, Any]) -> None:
    if entry_kind == "unit":
        units.change_unit(store, int(entry_id), values)
    elif entry_kind == "pair":
        assignments = "".join(f"{name} = ?, " for name in values)
        store.execute(
            f"UPDATE pair SET {assignments} version = version + 1, changed_at = ?, changed_by = ? WHERE id = ?",
            (*values.values(), store.now(), store.person, int(entry_id)),
        )
        if not values.keys().isdisjoint(("german", "english")):
            pairs.count_occurrences(store, int(entry_id))
        pairs.reindex_pair(store, int(entry_id))
    else:
        _apply_to_concept(store, entry_id, values)


def _apply_to_concept(store: Database, concept_id: str, values: dict[str, Any]) -> None:
    """A deleted concept gets its former data back as well: whoever restores it later sees what was deleted."""
    if "data" in values:
        concepts.write_concept(store, codec.decode(Concept, values["data"]))
    if values.get("is_deleted"):
        concepts.delete_concept(store, concept_id)
    elif "data" not in values:
        concepts.restore_concept(store, concept_id)
