"""Saving what can still be read of a damaged file: into a new store, from which a dump is written.

Rows are asked for in the order of their key; where that stops, from the first key on from which it goes again.
What points to something that is lost goes as well, so that the dump can be read back.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections import Counter
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any

from igglossary.errors import StoreError
from igglossary.messages import _
from igglossary.store.contract.upkeep import Salvaged
from igglossary.store.sqlite.dump import COUNTED, TABLES, dump
from igglossary.store.sqlite.log import size
from igglossary.store.sqlite.opening import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Row = tuple[Any, ...]

_LARGEST_ID = (1 << 63) - 1
_MOST_TURNS = 20
"""How deep the references between tables go, and some more."""


def salvage(path: str, write: Callable[[Iterator[str]], None]) -> Salvaged:
    """Give ``write`` the lines of a dump of all that can be read of the store at ``path``, damaged or not.

    Raises:
        StoreError: nothing of it can be read.
    """
    if not size(path):
        raise StoreError(_("there is no store here."), where=path)
    with tempfile.TemporaryDirectory(prefix="igglossary-") as folder, open_store(os.path.join(folder, "new.db")) as new:
        connection = new.connection
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        for trigger in ("decision_is_final", "decision_stays"):  # nothing is decided here
            connection.execute(f"DROP TRIGGER {trigger}")
        rows, lost = Counter[str](), Counter[str]()
        with closing(_open(path)) as old:
            for table in TABLES:
                _copy_table(old, connection, table, rows, lost)
            _copy_counters(old, connection)
        _drop_what_points_to_nothing(connection, rows, lost)
        if not rows:
            raise StoreError(_("nothing of the store can be read."), where=path)
        write(dump(new))
    return Salvaged(dict(rows), {table: number for table, number in lost.items() if number})


def _open(path: str) -> sqlite3.Connection:
    from urllib.parse import quote

    old = sqlite3.connect(f"file:{quote(os.fsencode(path))}?mode=ro", uri=True)
    old.text_factory = lambda data: data.decode("utf-8", "replace")  # a flipped bit costs a letter, not the row
    return old


def _copy_table(
    old: sqlite3.Connection, new: sqlite3.Connection, table: str, rows: Counter[str], lost: Counter[str]
) -> None:
    facts = new.execute(f"PRAGMA table_info({table})").fetchall()
    known = [fact["name"] for fact in facts]
    try:
        there = {row[1] for row in old.execute(f"PRAGMA table_info({table})")}
    except sqlite3.DatabaseError:
        there = set()
    names = [name for name in known if name in there]
    if not names:
        lost[table] += 1
        return
    new.execute(f"DELETE FROM {table}")
    statement = f"INSERT OR IGNORE INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
    columns = ", ".join(names)
    new.execute("BEGIN")
    found = _by_number(old, table, columns, lost) if known[0] == "id" and facts[0]["type"] == "INTEGER" else None
    for row in found if found is not None else _from_both_ends(old, table, columns, lost):
        try:
            rows[table] += new.execute(statement, row).rowcount
        except sqlite3.Error:  # a value that its column does not take
            lost[table] += 1
    new.execute("COMMIT")


def _copy_counters(old: sqlite3.Connection, new: sqlite3.Connection) -> None:
    """The last id that was given stays given, also if its entry is gone."""
    for name in COUNTED:
        with suppress(sqlite3.DatabaseError):
            for (seq,) in old.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (name,)):
                new.execute("DELETE FROM sqlite_sequence WHERE name = ?", (name,))
                new.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (name, seq))


def _by_number(old: sqlite3.Connection, table: str, columns: str, lost: Counter[str]) -> Iterator[Row]:
    """Rows by their numbers, as far as it goes; then from the next number on from which it goes again."""
    start: int | None = 0
    while start is not None:
        try:
            for row in old.execute(f"SELECT id, {columns} FROM {table} WHERE id >= ? ORDER BY id", (start,)):
                start = row[0] + 1
                yield row[1:]
        except sqlite3.DatabaseError:
            lost[table] += 1
            start = _next_readable(old, f"SELECT {columns} FROM {table} WHERE id >= ? ORDER BY id LIMIT 1", start or 0)
        else:
            return


def _next_readable(old: sqlite3.Connection, query: str, start: int) -> int | None:
    """The first number behind a hole: the step is doubled until it is over the hole, and halved back to its edge."""

    def is_readable(number: int) -> bool:
        try:
            old.execute(query, (number,)).fetchone()
        except sqlite3.DatabaseError:
            return False
        else:
            return True

    step = 1
    while start + step < _LARGEST_ID and not is_readable(start + step):
        step *= 2
    if start + step >= _LARGEST_ID:
        return None
    low, high = start + step // 2, start + step
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if is_readable(middle) else (middle, high)
    return high


def _from_both_ends(old: sqlite3.Connection, table: str, columns: str, lost: Counter[str]) -> Iterator[Row]:
    """Rows in their order as far as it goes, then from the end; what was read twice is ignored."""
    for order in ("", "DESC"):
        key = ", ".join(f"{row[1]} {order}" for row in old.execute(f"PRAGMA table_info({table})") if row[5])
        try:
            yield from old.execute(f"SELECT {columns} FROM {table} ORDER BY {key}")
        except sqlite3.DatabaseError:
            lost[table] += order == ""
        else:
            return


def _drop_what_points_to_nothing(new: sqlite3.Connection, rows: Counter[str], lost: Counter[str]) -> None:
    for _turn in range(_MOST_TURNS):
        broken = {(row[0], row[1], row[3]) for row in new.execute("PRAGMA foreign_key_check")}
        if not broken:
            return
        for table, rowid, number in broken:
            keys = {row[0]: row[3] for row in new.execute(f"PRAGMA foreign_key_list({table})")}
            where, value = ("rowid = ?", (rowid,)) if rowid is not None else (_dangling(new, table, number), ())
            try:  # a reference that may be empty is emptied; else the row is of no use
                new.execute(f"UPDATE {table} SET {keys[number]} = NULL WHERE {where}", value)
            except sqlite3.IntegrityError:
                gone = new.execute(f"DELETE FROM {table} WHERE {where}", value).rowcount
                rows[table] -= gone
                lost[table] += gone


def _dangling(new: sqlite3.Connection, table: str, number: int) -> str:
    """A condition for the rows without a rowid whose reference finds nothing."""
    facts = next(row for row in new.execute(f"PRAGMA foreign_key_list({table})") if row[0] == number)
    parent, column = facts[2], facts[3]
    return f"{column} IS NOT NULL AND {column} NOT IN (SELECT id FROM {parent})"
