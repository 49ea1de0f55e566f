"""Acts of people: what they read is asked for together, what they change is sent together. Two round trips at most.

Nothing is locked while a person thinks. An act names the version of each entry that was seen, and the schema's
``must_be`` refuses it as a whole if one is another by now; so the old values that a decision keeps are those of the row
that was read, be it a minute ago.
"""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Any

from igglossary.model import Concept, Decision
from igglossary.store import codec
from igglossary.store.actions import conflict
from igglossary.store.contract.review import CHANGEABLE
from igglossary.store.postgresql.concepts import Designations, write_concept
from igglossary.store.postgresql.connection import Query
from igglossary.store.postgresql.decision_rows import Appended, append, decision_of
from igglossary.store.postgresql.evidence import count_evidence
from igglossary.store.postgresql.pairs import write_counts
from igglossary.store.postgresql.units import change_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from igglossary.errors import ConflictError, StoreError
    from igglossary.store.contract.review import Change
    from igglossary.store.postgresql.connection import Database

Entry = tuple[str, str]
"""(kind, id) of an entry, as decisions name it."""
_OTHER_VERSION = "IG001"  # what ``must_be`` raises
_ROWS = {
    "unit": "SELECT * FROM unit WHERE id = ANY(%s::bigint[])",
    "pair": "SELECT * FROM pair WHERE id = ANY(%s::bigint[])",
    "concept": "SELECT * FROM concept WHERE id = ANY(%s)",
}
_LAST_ACT = (
    "(SELECT act FROM decision AS d WHERE person = %(person)s AND undoes IS NULL AND coalesce("
    "(SELECT action FROM decision AS u WHERE u.undoes = d.id ORDER BY u.id DESC LIMIT 1), '') <> 'undo'"
    " ORDER BY id DESC LIMIT 1)"
)
_LAST_UNDONE = (
    "(SELECT act FROM (SELECT d.act, u.id FROM decision AS u JOIN decision AS d ON d.id = u.undoes"
    " WHERE u.person = %(person)s AND u.action = 'undo'"
    " AND NOT EXISTS (SELECT 1 FROM decision AS r WHERE r.undoes = d.id AND r.id > u.id)"
    " ORDER BY u.id DESC LIMIT 1) AS last WHERE NOT EXISTS (SELECT 1 FROM decision AS n"
    " WHERE n.person = %(person)s AND n.undoes IS NULL AND n.id > last.id))"
)


class Act:
    """One act of a person: collects what is sent in its transaction, and gives its decisions afterwards."""

    def __init__(self, store: Database, *, reason: str | None = None, act: str = "") -> None:
        """Nothing sent yet; call everything else inside a transaction. ``act`` continues one that has begun."""
        self._store = store
        self._reason = reason
        self._act = act or uuid.uuid4().hex
        self._counts: dict[int, int] = {}
        self._designations = Designations()
        self._appended: list[Appended] = []

    def look_ahead(
        self, rows: Mapping[Entry, Mapping[str, Any]], new: Iterable[tuple[Entry, Mapping[str, Any]]]
    ) -> None:
        """Before the transaction: count the places of pairs that get other words; what proves them is not changed."""
        words: dict[int, tuple[str, str]] = {}
        for entry, values in new:
            row = rows.get(entry)
            if entry[0] == "pair" and row is not None and not values.keys().isdisjoint(("german", "english")):
                now = {**row, **values}
                words[row["id"]] = now["german"], now["english"]
        self._counts = count_evidence(self._store, words)

    def demand(self, entry: Entry, version: int | None) -> None:
        """Nothing happens unless the entry has this version."""
        self._store.execute("SELECT must_be(%s, %s, %s)", (*entry, version))

    def change(
        self,
        entry: Entry,
        action: str,
        row: Mapping[str, Any] | None,
        new: dict[str, Any],
        *,
        undone: Decision | None = None,
    ) -> None:
        """Give fields of an entry new values and append the decision, which perhaps takes another one back."""
        old = fields(entry[0], row, new) if undone is None else undone.new if action == "undo" else undone.old
        undoes = None if undone is None else undone.id
        self._apply(entry, row, new)
        self._store.execute("DELETE FROM proposal WHERE entry_kind = %s AND entry_id = %s", entry)
        told = append(self._store, (*entry, action), old, new, reason=self._reason, act=self._act, undoes=undoes)
        self._appended.append(told)

    def finish(self) -> None:
        """Send what waits for the end of the act."""
        self._designations.write(self._store)

    def decisions(self) -> tuple[Decision, ...]:
        """What was appended; after the transaction."""
        done = []
        for cursor, told in self._appended:
            row = cursor.fetchone()
            assert row is not None
            done.append(Decision(id=row["id"], person=row["person"], **told))
        return tuple(done)

    def _apply(self, entry: Entry, row: Mapping[str, Any] | None, new: dict[str, Any]) -> None:
        kind, name = entry
        if kind == "unit":
            assert row is not None
            change_unit(self._store, row, new)
        elif kind == "pair":
            assert row is not None
            assignments = "".join(f"{field} = %s, " for field in new)
            self._store.execute(
                f"UPDATE pair SET {assignments} version = version + 1, changed_at = %s, changed_by = %s WHERE id = %s",
                (*new.values(), self._store.now(), self._store.person, row["id"]),
            )
            now = {**row, **new}
            if row["id"] in self._counts:
                write_counts(self._store, {row["id"]: self._counts[row["id"]]})
            self._designations.of_pair(row["id"], now["german"], now["english"], now["status"])
        else:
            self._apply_to_concept(name, row, new)

    def _apply_to_concept(self, name: str, row: Mapping[str, Any] | None, new: dict[str, Any]) -> None:
        """A deleted concept gets its former data back as well: whoever restores it later sees what was deleted."""
        if "data" in new:
            write_concept(self._store, codec.decode(Concept, new["data"]), self._designations)
        if new.get("is_deleted"):
            self._store.execute("UPDATE concept SET is_deleted = 1, version = version + 1 WHERE id = %s", (name,))
            self._designations.of_hidden(name)
        elif "data" not in new and row is not None:
            write_concept(self._store, codec.loads(Concept, row["data"]), self._designations)


def load_rows(store: Database, entries: Iterable[Entry]) -> dict[Entry, dict[str, Any]]:
    """The rows of entries in one round trip; those that are not there are left out."""
    by_kind: dict[str, list[str]] = {}
    for kind, name in entries:
        by_kind.setdefault(kind, []).append(name)
    found = store.ask(*(Query(_ROWS[kind], (names,)) for kind, names in by_kind.items())) if by_kind else []
    return {(kind, str(row["id"])): dict(row) for kind, rows in zip(by_kind, found, strict=True) for row in rows}


def decide(store: Database, act: Act, changes: Sequence[Change], rows: Mapping[Entry, Mapping[str, Any]]) -> None:
    """Send the changes of an act; ``rows`` are those that the person saw. Inside a transaction.

    Raises:
        ConflictError: one of the entries has another version than that.
    """
    for change in changes:
        row = rows.get((change.entry_kind, change.entry_id))
        version = None if row is None else row["version"]
        if change.seen_version != version or (row is None and change.entry_kind != "concept"):
            raise conflict_about(store, (change.entry_kind, change.entry_id))
        act.demand((change.entry_kind, change.entry_id), version)
    for change in changes:
        entry = (change.entry_kind, change.entry_id)
        act.change(entry, change.action, rows.get(entry), dict(change.new))
    act.finish()


def last_act(store: Database, action: str) -> tuple[list[Decision], dict[Entry, dict[str, Any]]]:
    """The decisions that this person can ``undo`` or ``redo``, and the rows of their entries, in one round trip."""
    which = _LAST_ACT if action == "undo" else _LAST_UNDONE
    values = {"person": store.person}
    of_kind = f"(SELECT entry_id FROM decision WHERE act = {which} AND entry_kind = '{{kind}}')"
    queries = [Query(f"SELECT * FROM decision WHERE act = {which} AND undoes IS NULL ORDER BY id", values)]
    for kind in CHANGEABLE:
        cast = "" if kind == "concept" else "::bigint"
        wanted = of_kind.format(kind=kind).replace("entry_id", f"entry_id{cast}", 1)
        queries.append(Query(f"SELECT * FROM {kind} WHERE id IN {wanted}", values))
    said, *found = store.ask(*queries)
    rows = {(kind, str(row["id"])): dict(row) for kind, some in zip(CHANGEABLE, found, strict=True) for row in some}
    return list(map(decision_of, said)), rows


def reverse(
    store: Database, act: Act, decisions: Sequence[Decision], rows: Mapping[Entry, Mapping[str, Any]], action: str
) -> None:
    """Send the opposite of an act, or the act again. Inside a transaction.

    Raises:
        ConflictError: somebody changed one of the entries since.
    """
    is_undo = action == "undo"
    for decision in decisions:
        entry = (decision.entry_kind, decision.entry_id)
        row = rows.get(entry)
        before = decision.new if is_undo else decision.old
        if fields(entry[0], row, before) != before:
            raise conflict_about(store, entry)
        act.demand(entry, None if row is None else row["version"])
    for decision in reversed(decisions) if is_undo else decisions:
        entry = (decision.entry_kind, decision.entry_id)
        after = decision.old if is_undo else decision.new
        act.change(entry, action, rows.get(entry), dict(after), undone=decision)
    act.finish()


def other_version(error: StoreError) -> Entry | None:
    """The entry that ``must_be`` found in another version; None for any other error."""
    cause = error.__cause__
    if getattr(cause, "sqlstate", None) != _OTHER_VERSION:
        return None
    kind, _colon, name = cause.diag.message_primary.partition(":")  # type: ignore[union-attr]
    return kind, name


def conflict_about(store: Database, entry: Entry) -> ConflictError:
    """The error that names the last decision about an entry, if the entry is as that one left it."""
    kind, name = entry
    cast = "" if kind == "concept" else "::bigint"
    last, rows = store.ask(
        Query("SELECT * FROM decision WHERE entry_kind = %s AND entry_id = %s ORDER BY id DESC LIMIT 1", entry),
        Query(f"SELECT * FROM {kind} WHERE id = %s{cast}", (name,)),
    )
    if not last:
        return conflict(None)
    decision = decision_of(last[0])
    if fields(kind, dict(rows[0]) if rows else None, decision.new) != decision.new:
        return conflict(None)
    return conflict((decision.person, decision.action, decision.at))


def fields(kind: str, row: Mapping[str, Any] | None, names: Iterable[str]) -> dict[str, Any]:
    """The values of some fields of a row, in the form in which decisions keep them."""
    names = list(names)
    if unknown := set(names) - set(CHANGEABLE[kind]):
        raise ValueError(unknown)
    if row is None:
        return {"is_deleted": 1} if kind == "concept" else {}  # undoing its making hides it again
    return {name: json.loads(row[name]) if name == "data" else row[name] for name in names}
