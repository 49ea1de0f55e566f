"""Every decided entry must be what its decisions made it: field by field, pairs, units and concepts."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, Any

from igglossary.messages import Message, _
from igglossary.model import Concept
from igglossary.store import codec
from igglossary.store.contract.review import CHANGEABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from igglossary.store.sqlite.connection import Database


def examine_decisions(store: Database) -> list[Message]:
    """The entries that are not as they were decided, and decisions that cannot be read; a row of each at a time."""
    faults: list[Message] = []
    for kind, entry, states in _states(store, faults):
        row = store.row(f"SELECT {', '.join(CHANGEABLE[kind])} FROM {kind} WHERE id = ?", (entry,))
        if row is None:  # a link whose report is gone, whose decisions stay
            continue
        now = dict(row)
        if kind == "concept" and now["is_deleted"]:
            now.pop("data")
        for name, value in states.items():
            if name in now and not _is_same(name, value, now[name]):
                said = _("{kind} {id}: its {field} is not what was decided last")
                faults.append(said.format(kind=kind, id=entry, field=name))
    return faults


def _states(store: Database, faults: list[Message]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(kind, id, field → value of the last decision that names it) of each decided entry."""
    rows = store.stream("SELECT entry_kind, entry_id, id, new, old FROM decision ORDER BY entry_kind, entry_id, id")
    for (kind, entry), group in groupby(rows, key=lambda row: row[:2]):
        states: dict[str, Any] = {}
        for _kind, _entry, number, new, old in group:
            try:
                states |= json.loads(new)
                json.loads(old)
            except (ValueError, TypeError):
                faults.append(_("decision {id} cannot be read").format(id=number))
        yield kind, entry, states


def _is_same(name: str, decided: Any, stored: Any) -> bool:
    if name != "data":
        return bool((decided or None) == (stored or None))
    try:  # an older version wrote the same concept in other words
        return bool(codec.decode(Concept, decided) == codec.loads(Concept, stored))
    except ValueError:
        return False
