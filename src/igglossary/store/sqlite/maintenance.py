"""Looking after a store: a health check, counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.errors import StoreError
from igglossary.messages import Message, _
from igglossary.model import Concept, Status
from igglossary.store import codec
from igglossary.store.sqlite import pairs, units

if TYPE_CHECKING:
    from igglossary.store.sqlite.connection import Database


def examine(store: Database) -> list[Message]:
    """Everything that is wrong with the store, a message each; empty for a healthy one."""
    faults = [
        _("SQLite: {fault}").format(fault=row[0]) for row in store.rows("PRAGMA integrity_check") if row[0] != "ok"
    ]
    faults += [
        _("a row of {table} points to a missing row of {other}").format(table=row[0], other=row[2])
        for row in store.rows("PRAGMA foreign_key_check")
    ]
    if not faults:  # a damaged file cannot be asked further
        faults += _examine_concepts(store) + _examine_pairs(store) + _examine_decisions(store) + units.check(store)
    return faults


def count_entries(store: Database) -> dict[str, dict[str, int]]:
    """How many documents, units, pairs, concepts and decisions there are, by status where they have one."""
    counts = {
        kind: {
            row[0]: row[1] for row in store.rows(f"SELECT status, count(*) FROM {kind} {where} GROUP BY 1 ORDER BY 1")
        }
        for kind, where in (("unit", ""), ("pair", ""), ("concept", "WHERE NOT is_deleted"))
    }
    for name, where in (
        ("document", "WHERE retired_at IS NULL AND same_as IS NULL AND path NOT LIKE 'igglossary:%'"),  # not what ships
        ("term", "WHERE concept IS NOT NULL"),
        ("decision", ""),
    ):
        row = store.row(f"SELECT count(*) FROM {name} {where}")
        counts[name] = {"all": int(row[0]) if row else 0}
    return counts


def _examine_concepts(store: Database) -> list[Message]:
    faults = []
    for row in store.rows("SELECT id, status, data, is_deleted FROM concept ORDER BY id"):
        try:
            concept = codec.loads(Concept, row["data"])
        except StoreError:
            faults.append(_("concept {id}: its data cannot be read").format(id=row["id"]))
            continue
        hidden = row["is_deleted"] or row["status"] == Status.REJECTED
        wanted = [] if hidden else sorted((t.lang, t.text) for section in concept.languages for t in section.terms)
        found = sorted(tuple(t) for t in store.rows("SELECT lang, text FROM term WHERE concept = ?", (row["id"],)))
        if wanted != found:
            faults.append(_("concept {id}: its terms and the look-up table differ").format(id=row["id"]))
    missing = store.rows(  # a term without a letter or digit has none
        "SELECT text FROM term WHERE folded <> '' AND NOT EXISTS (SELECT 1 FROM form WHERE form.term = term.id)"
    )
    return faults + [_("term {term}: it has no forms").format(term=row["text"]) for row in missing]


def _examine_pairs(store: Database) -> list[Message]:
    rows = store.rows(
        "SELECT id, german FROM pair WHERE occurrences <>"
        f" (SELECT {pairs.COUNT_PLACES} FROM occurrence WHERE occurrence.pair = pair.id)"
    )
    return [
        _("term pair {id} ({term}): wrong number of occurrences").format(id=row["id"], term=row["german"])
        for row in rows
    ]


def _examine_decisions(store: Database) -> list[Message]:
    """The state of every decided pair must be what its last decision made it."""
    rows = store.rows(
        "SELECT pair.id, pair.german FROM pair JOIN decision AS d ON d.id = (SELECT max(id) FROM decision WHERE"
        " entry_kind = 'pair' AND entry_id = CAST(pair.id AS TEXT) AND json_extract(new, '$.status') IS NOT NULL)"
        " WHERE json_extract(d.new, '$.status') <> pair.status"
    )
    return [
        _("term pair {id} ({term}): its status is not what was decided last").format(id=row["id"], term=row["german"])
        for row in rows
    ]
