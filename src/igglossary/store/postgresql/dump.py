"""The way out and in: a team store gives the same dump as a file with the same content, and becomes a file.

Reading goes through a SQLite store: it proves every row, knows the dumps of older versions, and its tables are ours.
"""

from __future__ import annotations

import json
import os
import tempfile
from typing import TYPE_CHECKING, Any

from igglossary.errors import OutputError, UsageError
from igglossary.messages import _
from igglossary.model import Concept
from igglossary.store import codec
from igglossary.store.postgresql.concepts import Designations
from igglossary.store.postgresql.unit_writing import line, set_counter
from igglossary.store.postgresql.units import reindex
from igglossary.store.sqlite.copies import backup as back_up_file
from igglossary.store.sqlite.dump import COUNTED, COUNTERS, FORMAT, TABLES
from igglossary.store.sqlite.opening import open_store

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from igglossary.store.postgresql.connection import Database
    from igglossary.store.sqlite.store import Store as File

_OURS = {"concept": ("key",)}
"""Columns that only a team store has."""
_KEYS = {"meta": "name", "unit_origin": "unit, document, place", "pair_document": "pair, document"}
_HIDDEN_META = "name NOT IN ('memory_tokens', 'schema')"  # they say how index and tables were made
_NUMBERED = ("run", "document", "segment", "occurrence")
"""Tables whose last number is the highest that is there."""
_AT_ONCE = 5000


def dump(store: Database) -> Generator[str, None, None]:
    """See ``contract.upkeep.Upkeep.dump``."""
    yield json.dumps({"format": FORMAT})
    with store.snapshot():
        for table in TABLES:
            where = f" WHERE {_HIDDEN_META}" if table == "meta" else ""
            for row in store.stream(f"SELECT * FROM {table}{where} ORDER BY {_KEYS.get(table, 'id')}"):
                yield _said(
                    table, {name: value for name, value in dict(row).items() if name not in _OURS.get(table, ())}
                )
        for row in store.rows("SELECT name, seq FROM counter WHERE name = ANY(%s) ORDER BY name", (list(COUNTED),)):
            yield _said(COUNTERS, dict(row))


def backup(store: Database, target: str, *, replace: bool = False) -> None:
    """See ``contract.upkeep.Upkeep.backup``.

    Raises:
        OutputError: the file exists already or cannot be written.
    """
    if os.path.lexists(target) and not replace:
        raise OutputError(_("there is a file of this name already."), where=target, hint=_("Name another one."))
    with _file(store) as file:
        file.upkeep.restore(dump(store), where=store.path)
        back_up_file(file, target, replace=replace)


def restore(store: Database, lines: Iterable[str], *, where: str) -> int:
    """See ``contract.upkeep.Upkeep.restore``.

    Raises:
        UsageError: the store holds documents or decisions already.
        InputError: the lines are no dump, or an entry of it cannot be read; nothing was changed.
    """
    _refuse_filled(store, where)
    with _file(store) as file:
        count = file.upkeep.restore(lines, where=where)
        with store.transaction():
            _refuse_filled(store, where)
            _empty(store)
            for table in TABLES:
                _copy(store, file, table)
            for name, number in file.stream(f"SELECT name, seq FROM {COUNTERS} WHERE name IN (?, ?, ?)", COUNTED):
                set_counter(store, name, number)
            _derive(store)
    return count


class _file:  # noqa: N801  # reads as the context that it is
    """A SQLite store in a temporary folder."""

    def __init__(self, store: Database) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="igglossary-")
        self._store = open_store(os.path.join(self._folder.name, "copy.db"), person=store.person, now=store.now)

    def __enter__(self) -> File:
        return self._store

    def __exit__(self, *_exception: object) -> None:
        self._store.close()
        self._folder.cleanup()


def _said(table: str, row: dict[str, Any]) -> str:
    return json.dumps({"table": table, "row": row}, ensure_ascii=False, sort_keys=True)


def _refuse_filled(store: Database, where: str) -> None:
    """A dump replaces what is there, so nothing may be there that anybody would miss."""
    filled = store.row(
        "SELECT 1 WHERE EXISTS (SELECT 1 FROM decision) OR EXISTS (SELECT 1 FROM unit) OR EXISTS (SELECT 1 FROM pair)"
        " OR EXISTS (SELECT 1 FROM proposal) OR EXISTS (SELECT 1 FROM document WHERE path NOT LIKE 'igglossary:%%')"
    )
    if filled is not None:
        raise UsageError(
            _("a dump can only be read into a new store."),
            where=where,
            hint=_("Make one in another database: igglossary team init ADDRESS"),
        )


def _empty(store: Database) -> None:
    for table in ("form", "term", "compiled", "concept", "segment", "document", "run"):
        store.execute(f"DELETE FROM {table}")
    store.execute(f"DELETE FROM meta WHERE {_HIDDEN_META}")
    store.execute("DELETE FROM counter")


def _copy(store: Database, file: File, table: str) -> None:
    """Bring a table over; the SQLite store has proved its rows."""
    where = f" WHERE {_HIDDEN_META}" if table == "meta" else ""
    columns = [row["name"] for row in file.rows(f"PRAGMA table_info({table})")]
    added = _OURS.get(table, ())
    lines: list[str] = []
    number = 0
    store.execute("SET CONSTRAINTS ALL DEFERRED")  # a merged pair may name one that comes later
    for number, row in enumerate(file.stream(f"SELECT {', '.join(columns)} FROM {table}{where} ORDER BY 1"), 1):
        lines.append(line([*row, *([number] if added else [])]))
        if len(lines) == _AT_ONCE:
            store.copy_in(table, (*columns, *added), lines)
            lines = []
    store.copy_in(table, (*columns, *added), lines)
    if added:
        set_counter(store, table, number)


def _derive(store: Database) -> None:
    """Compute what the dump leaves out: designations, forms, indexes, numbers."""
    designations = Designations()
    for (data,) in store.rows("SELECT data FROM concept WHERE is_deleted = 0 ORDER BY id"):
        designations.of_concept(codec.loads(Concept, data))
    for pair, german, english, status in store.rows("SELECT id, german, english, status FROM pair ORDER BY id"):
        designations.of_pair(pair, german, english, status)
    designations.write(store)
    for table in _NUMBERED:
        store.execute(
            f"INSERT INTO counter SELECT '{table}', max(id) FROM {table} HAVING max(id) IS NOT NULL"
            " ON CONFLICT (name) DO UPDATE SET seq = excluded.seq"
        )
    reindex(store)
