"""Decisions: the only way in which a person changes an entry. Appended, never changed; undo appends the opposite.

An entry is a unit, a pair or a concept; a decision names the fields that change with their old and new values. All
decisions of one act (say, a bulk approval) share ``act`` and are taken back together. A decision that takes another
one back, or does it again, names it in ``undoes`` and has the action ``undo`` or ``redo``; whether a decision stands
follows from the last of these.
"""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Any, NamedTuple

from igglossary.errors import ConflictError
from igglossary.messages import Message, Moment, _
from igglossary.model import Concept, Decision
from igglossary.store.sqlite import codec, concepts, pairs, units

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from igglossary.store.sqlite.connection import Database

PAIR_FIELDS = (
    "german", "english", "status", "administrative_status", "part_of_speech", "note", "concept", "merged_into",
    "reason",
)  # fmt: skip
UNIT_FIELDS = ("source", "target", "relation", "status", "note")
CONCEPT_FIELDS = ("data", "is_deleted")
_FIELDS = {"pair": PAIR_FIELDS, "unit": UNIT_FIELDS, "concept": CONCEPT_FIELDS}
"""Kind of an entry, which is the name of its table → the fields that a decision may change."""


class Change(NamedTuple):
    """What shall become of one entry.

    ``new`` maps field names to values (``PAIR_FIELDS`` …). A concept is changed or made by ``data``, its JSON-able form
    (``codec.encode``), deleted by ``{"is_deleted": 1}`` and restored by ``{"is_deleted": 0}``. ``seen_version`` is the
    version of the row that the person looked at, None for an entry that does not exist yet.
    """

    entry_kind: str
    entry_id: str
    action: str
    new: dict[str, Any]
    seen_version: int | None = None


def decide(
    store: Database, changes: Sequence[Change], *, reason: str | None = None, act: str | None = None
) -> tuple[Decision, ...]:
    """Carry out one act in one transaction and append its decisions; returns them.

    ``act`` continues one that has begun, so that all of it is taken back together.

    Raises:
        ConflictError: somebody changed one of the entries since it was read; nothing was done.
        StoreError: the store could not be written; nothing was done.
    """
    act = act or new_act()
    with store.transaction():
        return tuple(_decide_one(store, change, act, reason) for change in changes)


def new_act() -> str:
    """The name of an act that is carried out in several steps."""
    return uuid.uuid4().hex


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
    return [_decision(row) for row in rows]


def version(store: Database, entry_kind: str, entry_id: str) -> int | None:
    """The version of an entry's row, which a later change must name; None if there is no such entry."""
    row = store.row(f"SELECT version FROM {entry_kind} WHERE id = ?", (entry_id,)) if entry_kind in _FIELDS else None
    return None if row is None else int(row["version"])


def _decide_one(store: Database, change: Change, act: str, reason: str | None) -> Decision:
    current = version(store, change.entry_kind, change.entry_id)
    if current is not None and change.seen_version != current:
        raise ConflictError(_conflict(store, change.entry_kind, change.entry_id))
    old = _fields(store, change.entry_kind, change.entry_id, change.new)
    _apply(store, change.entry_kind, change.entry_id, change.new)
    return _append(store, (change.entry_kind, change.entry_id, change.action), old, change.new, reason=reason, act=act)


def _reverse(store: Database, act: str, action: str) -> tuple[Decision, ...]:
    decisions = [
        _decision(row)
        for row in store.rows("SELECT * FROM decision WHERE act = ? AND undoes IS NULL ORDER BY id", (act,))
    ]
    reversing = new_act()
    done = []
    for decision in reversed(decisions) if action == "undo" else decisions:
        before, after = (decision.new, decision.old) if action == "undo" else (decision.old, decision.new)
        if _fields(store, decision.entry_kind, decision.entry_id, before) != before:
            raise ConflictError(_conflict(store, decision.entry_kind, decision.entry_id))
        _apply(store, decision.entry_kind, decision.entry_id, after)
        entry = (decision.entry_kind, decision.entry_id, action)
        done.append(_append(store, entry, before, after, reason=None, act=reversing, undoes=decision.id))
    return tuple(done)


def action_word(action: str) -> Message:
    """What a person did: ``approve`` → ``approved``."""
    words = {
        "approve": _("approved"), "reject": _("rejected"), "defer": _("put off"), "reopen": _("opened again"),
        "choose": _("suggestion chosen"), "edit": _("edited"), "note": _("note written"),
        "term-status": _("term status set"), "relation": _("relation set"), "merge": _("merged"),
        "split": _("split in two"), "join": _("joined"), "create": _("made"), "extend": _("extended"),
        "withdraw": _("taken out again"), "delete": _("deleted"), "restore": _("restored"),
        "dissent": _("disagreed"), "reason": _("reason given"), "undo": _("taken back"), "redo": _("done again"),
    }  # fmt: skip
    return words.get(action) or Message(action)


def _conflict(store: Database, entry_kind: str, entry_id: str) -> Message:
    row = store.row(
        "SELECT person, at, action FROM decision WHERE entry_kind = ? AND entry_id = ? ORDER BY id DESC LIMIT 1",
        (entry_kind, entry_id),
    )
    if row is None:
        return _("this entry was changed by another program meanwhile; look at it again.")
    return _("{person} changed this entry ({action}, {time}); look at it again.").format(
        person=row["person"], time=Moment(row["at"]), action=action_word(row["action"])
    )


def _fields(store: Database, entry_kind: str, entry_id: str, names: Iterable[str]) -> dict[str, Any]:
    """The present values of some fields, in the form in which decisions keep them."""
    allowed = _FIELDS[entry_kind]
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


def _append(
    store: Database,
    entry: tuple[str, str, str],
    old: dict[str, Any],
    new: dict[str, Any],
    *,
    reason: str | None,
    act: str,
    undoes: int | None = None,
) -> Decision:
    at = store.now()
    cursor = store.execute(
        "INSERT INTO decision (at, person, entry_kind, entry_id, action, old, new, reason, act, undoes)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (at, store.person, *entry, _dumps(old), _dumps(new), reason, act, undoes),
    )
    return Decision(int(cursor.lastrowid or 0), at, store.person, *entry, old, new, reason, act, undoes)


def _decision(row: sqlite3.Row) -> Decision:
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
