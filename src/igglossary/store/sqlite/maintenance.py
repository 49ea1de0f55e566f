"""Looking after a store: a health check, counts."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from igglossary.errors import StoreError
from igglossary.messages import Message, _
from igglossary.model import Concept, Status
from igglossary.store import codec
from igglossary.store.concept_rows import digest_of_encoded
from igglossary.store.sqlite import pairs, units
from igglossary.store.sqlite.connection import schema_files
from igglossary.store.sqlite.decision_check import examine_decisions
from igglossary.store.sqlite.dump import DERIVED, TABLES

if TYPE_CHECKING:
    from igglossary.store.sqlite.connection import Database


def examine(store: Database) -> list[Message]:
    """Everything that is wrong with the store, a message each; empty for a healthy one."""
    try:
        faults = _examine_file(store)
    except StoreError as error:  # so damaged that SQLite cannot even tell
        faults = [_("SQLite: {fault}").format(fault=error.message)]
    if faults:  # a damaged file cannot be asked further than this
        return faults + _examine_tables(store)
    return [
        *_examine_schema(store), *_examine_concepts(store), *_examine_pairs(store), *examine_decisions(store),
        *units.check(store),
    ]  # fmt: skip


def _examine_file(store: Database) -> list[Message]:
    faults = [
        _("SQLite: {fault}").format(fault=row[0]) for row in store.rows("PRAGMA integrity_check") if row[0] != "ok"
    ]
    return faults + [
        _("a row of {table} points to a missing row of {other}").format(table=row[0], other=row[2])
        for row in store.rows("PRAGMA foreign_key_check")
    ]


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
    faults, changed = list[Message](), list[Message]()
    rows = store.rows("SELECT id, status, data, digest, is_deleted FROM concept ORDER BY id")
    for row in rows:
        try:
            concept = codec.loads(Concept, row["data"])
        except StoreError:
            faults.append(_("concept {id}: its data cannot be read").format(id=row["id"]))
            continue
        if concept.id != row["id"] or digest_of_encoded(json.loads(row["data"])) != row["digest"]:
            changed.append(_("concept {id}: its data is not what was written").format(id=row["id"]))
        hidden = row["is_deleted"] or row["status"] == Status.REJECTED
        wanted = [] if hidden else sorted((t.lang, t.text) for section in concept.languages for t in section.terms)
        found = sorted(tuple(t) for t in store.rows("SELECT lang, text FROM term WHERE concept = ?", (row["id"],)))
        if wanted != found:
            faults.append(_("concept {id}: its terms and the look-up table differ").format(id=row["id"]))
    if 2 * len(changed) < len(rows):  # else the store is so old (schema 1 and 2) that its hashes were made otherwise
        faults += changed
    missing = store.rows(  # a term without a letter or digit has none
        "SELECT text FROM term WHERE folded <> '' AND NOT EXISTS (SELECT 1 FROM form WHERE form.term = term.id)"
    )
    return faults + [_("term {term}: it has no forms").format(term=row["text"]) for row in missing]


def _examine_pairs(store: Database) -> list[Message]:
    return [
        _("term pair {id} ({term}): wrong number of occurrences").format(id=row["id"], term=row["german"])
        for row in store.rows("SELECT id, german, occurrences FROM pair ORDER BY id")
        if row["occurrences"] != pairs.places_of(store, row["id"])
    ]


def _examine_tables(store: Database) -> list[Message]:
    """Which tables of a damaged file can be read to their end."""
    faults = []
    for table in (*TABLES, *DERIVED):
        count = 0
        try:
            for _row in store.stream(f"SELECT * FROM {table}"):
                count += 1
        except StoreError as error:
            said = _("table {table}: damaged after {n} rows ({reason})")
            faults.append(said.format(table=table, n=count, reason=error.message))
        else:
            faults.append(_("table {table}: whole, {n} rows").format(table=table, n=count))
    return faults


def _examine_schema(store: Database) -> list[Message]:
    """Tables, indexes, triggers, views are those of the migrations: without a trigger a decision could be changed."""
    sql = "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' AND name NOT LIKE 'memory_%'"
    with closing(sqlite3.connect(":memory:")) as fresh:
        for _number, file in schema_files():
            with open(file, encoding="utf-8") as script:
                fresh.executescript(script.read())
        wanted = {row[:2]: row[2] for row in fresh.execute(sql)}
    found = {tuple(row)[:2]: row[2] for row in store.rows(sql)}
    missing = [
        _("{kind} {name} is missing").format(kind=kind, name=name) for kind, name in wanted.keys() - found.keys()
    ]
    other = [
        _("{kind} {name} is not as it was made").format(kind=kind, name=name)
        for (kind, name), statement in found.items()
        if statement != wanted.get((kind, name), statement)
    ]
    return missing + other
