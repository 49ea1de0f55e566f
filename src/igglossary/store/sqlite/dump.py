"""The way out: everything that cannot be computed again, as JSON Lines, and back (docs/dump.md).

The first line names the format; every other line is ``{"table": name, "row": {column: value}}``, tables in an order in
which they can be read back, rows by their key. Equal stores give equal bytes.
"""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Any

from igglossary.errors import InputError, StoreError, UsageError
from igglossary.messages import _
from igglossary.model import Concept, Relation, Status, TermPair
from igglossary.store import codec, uses
from igglossary.store.pair_rows import load_suggestions
from igglossary.store.sqlite import concepts, decisions, documents, pairs, units
from igglossary.store.sqlite.former import turn_places_over
from igglossary.store.sqlite.scripts import WORDS_TO_CODES, run_script
from igglossary.text.normalise import single_line

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from igglossary.store.sqlite.connection import Database

FORMAT = "igglossary-dump/1"
TABLES = (
    "meta", "run", "document", "segment", "unit_extra", "unit", "unit_origin", "pair", "pair_document", "occurrence",
    "concept", "decision",
)  # fmt: skip
DERIVED = (
    "term", "form", "compiled", "vector", "memory_term", "memory_key", "memory_frequency", "memory_word",
    "memory_vocabulary", "memory_language",
)  # fmt: skip
"""Tables that the dump leaves out, because they follow from the others."""
COUNTERS = "sqlite_sequence"
"""The last id that was given, also if its entry is gone: an id of the history must never mean another entry."""
COUNTED = ("unit", "pair", "decision")


def dump(store: Database) -> Generator[str, None, None]:
    """The lines of the dump, without line ends, from one moment of the store, while others may go on writing."""
    yield json.dumps({"format": FORMAT})
    with store.snapshot():
        for table in TABLES:
            columns = store.rows(f"PRAGMA table_info({table})")
            key = ", ".join(column["name"] for column in columns if column["pk"])
            names = [column["name"] for column in columns]
            where = "WHERE name <> 'memory_tokens'" if table == "meta" else ""  # says how the index was made
            for values in store.stream(f"SELECT * FROM {table} {where} ORDER BY {key}"):
                yield _line(table, dict(zip(names, values, strict=True)))
        for row in store.rows(f"SELECT * FROM {COUNTERS} WHERE name IN (?, ?, ?) ORDER BY name", COUNTED):
            yield _line(COUNTERS, dict(row))


def restore(store: Database, lines: Iterable[str], *, where: str) -> int:
    """Fill a store that holds nothing but the shipped term base with a dump, in one transaction; returns the rows.

    Raises:
        UsageError: the store holds documents or decisions already.
        InputError: the lines are no dump, or an entry of it cannot be read; nothing was changed.
    """
    with store.transaction():
        _refuse_filled(store, where)
        store.execute("PRAGMA defer_foreign_keys = ON")  # a merged pair may name one that comes later
        for table in ("form", "term", "compiled", *reversed(TABLES)):
            store.execute(f"DELETE FROM {table}")
        store.execute(f"DELETE FROM {COUNTERS} WHERE name IN (?, ?, ?)", COUNTED)
        columns = {
            table: {info["name"] for info in store.rows(f"PRAGMA table_info({table})")} for table in (*TABLES, COUNTERS)
        }
        is_former = False
        count = 0
        for number, line in enumerate(lines, 1):
            table, names = _restore_line(store, line, number, where, columns)
            count += table != ""
            is_former = is_former or (table == "document" and "text_sha256" not in names)
        if not count:
            raise InputError(_("this is no igglossary dump."), where=where)
        for row in store.rows("PRAGMA foreign_key_check"):
            raise InputError(_("a row of {table} points to nothing.").format(table=row[0]), where=where)
        run_script(store, WORDS_TO_CODES)  # the dump may be an old one
        _prove(store, where, is_former=is_former)
        _derive(store)
    return count


def _line(table: str, row: dict[str, Any]) -> str:
    return json.dumps({"table": table, "row": row}, ensure_ascii=False, sort_keys=True)


def _refuse_filled(store: Database, where: str) -> None:
    """A dump replaces what is there, so nothing may be there that anybody would miss."""
    filled = store.row(
        "SELECT 1 FROM decision UNION ALL SELECT 1 FROM unit UNION ALL SELECT 1 FROM pair"
        " UNION ALL SELECT 1 FROM document WHERE path NOT LIKE 'igglossary:%' LIMIT 1"
    )
    if filled is not None:
        raise UsageError(
            _("a dump can only be read into a new store."),
            where=where,
            hint=_("Try: igglossary --store NEW.db import DUMP"),
        )


def _restore_line(
    store: Database, line: str, number: int, where: str, columns: dict[str, set[str]]
) -> tuple[str, Iterable[str]]:
    """Write one line; gives the table ('' for the head) and the names of its columns."""
    place = f"{where}:{number}"
    try:
        entry: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(_("this line is no JSON."), where=place) from error
    if number == 1:
        if not isinstance(entry, dict) or entry.get("format") != FORMAT:
            raise InputError(_("this is no igglossary dump."), where=where)
        return "", ()
    table, row = (entry.get("table"), entry.get("row")) if isinstance(entry, dict) else (None, None)
    if not isinstance(table, str) or table not in columns or not isinstance(row, dict) or not row:
        raise InputError(_("this line is no row of a known table."), where=place)
    if not row.keys() <= columns[table]:
        raise InputError(_("this line has unknown columns; it may come from a newer igglossary."), where=place)
    names = ", ".join(row)
    marks = ", ".join("?" * len(row))
    if table == COUNTERS:
        if row.keys() != {"name", "seq"} or row["name"] not in COUNTED or not isinstance(row["seq"], int):
            raise InputError(_("this row does not fit into the table {table}.").format(table=table), where=place)
        store.execute(f"DELETE FROM {COUNTERS} WHERE name = ?", (row["name"],))  # SQLite counted while it inserted
    try:
        store.connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(row.values()))
    except (
        sqlite3.IntegrityError, sqlite3.InterfaceError, sqlite3.ProgrammingError, OverflowError, UnicodeEncodeError,
    ) as error:  # fmt: skip
        raise InputError(_("this row does not fit into the table {table}.").format(table=table), where=place) from error
    return table, row.keys()


def _prove(store: Database, where: str, *, is_former: bool) -> None:
    """A dump that was edited by hand fails here and not in some later command."""
    try:
        if is_former:
            turn_places_over(store)
        _read_every_entry(store)
    except (StoreError, ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise InputError(
            _("an entry of the dump cannot be read: {reason}").format(
                reason=error.message if isinstance(error, StoreError) else single_line(str(error))[:100]
            ),
            where=where,
            hint=_("Was it changed by hand?"),
        ) from error


def _read_every_entry(store: Database) -> None:
    for unit in units.iterate_units(store):
        units.get_evidence(store, unit.id or "")
        units.get_sightings(store, unit.id or "")
    for row in store.rows("SELECT * FROM pair"):
        Status(row["status"])
        pairs.load_occurrences(store, row["id"])
        load_suggestions(row["suggestions"])
    for row in store.rows("SELECT data FROM pair_document"):
        codec.loads(TermPair, row["data"])
    for row in store.rows("SELECT id, status, data FROM concept"):
        Status(row["status"])
        if codec.loads(Concept, row["data"]).id != row["id"]:
            raise ValueError(row["id"])
    for row in store.rows("SELECT id, sources, uses FROM document"):
        documents.load_document(store, row["id"])
        json.loads(row["sources"] or "[]")
        sum(uses.loads("", None, row["uses"] or uses.dumps({}, "")).concepts.values())
    for decision in decisions.history(store):
        if not isinstance(decision.old, dict) or not isinstance(decision.new, dict):
            raise TypeError(decision.id)
        for name, kind in (("status", Status), ("relation", Relation)):
            if decision.new.get(name) is not None:
                kind(str(decision.new[name]))


def _derive(store: Database) -> None:
    """Compute what the dump leaves out: designations, forms, indexes."""
    for row in store.rows("SELECT data FROM concept WHERE NOT is_deleted ORDER BY id"):
        concepts.write_terms(store, codec.loads(Concept, row["data"]))
    for row in store.rows("SELECT id FROM pair ORDER BY id"):
        pairs.reindex_pair(store, row["id"])
    pairs.place_pairs(store)
    if units.count_units(store):
        units.reindex(store)
