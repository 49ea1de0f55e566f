"""The open SQLite file: reading, transactions, errors in words.

The recipe was measured: WAL, STRICT tables, ``BEGIN IMMEDIATE`` (a deferred ``BEGIN`` was
refused 379–450 times out of 600 by four writers, this one never), busy timeout 5 s, ``synchronous=FULL`` so that an
acknowledged decision outlives a power cut. This module is on the look-up path: it imports sqlite3 and os only.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from igglossary.errors import StoreError, os_reason
from igglossary.messages import _
from igglossary.text.normalise import storable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Self

APPLICATION_ID = 0x49474731  # "IGG1": what `file` and we recognise a store by
BUSY_TIMEOUT_S = 5.0


class Database:
    """An open file. Reads go through ``rows``/``row``; every write happens inside ``transaction``.

    A Database belongs to one thread; open another one for another thread.
    """

    def __init__(self, connection: sqlite3.Connection, path: str, *, person: str, now: Callable[[], str]) -> None:
        """Wrap an open connection; use ``opening.open_store``."""
        self.connection = connection
        self.path = path
        self.person = storable(person)
        self.now = now
        self._inode = os.stat(path).st_ino

    def rows(self, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> list[sqlite3.Row]:
        """All rows of a query."""
        with speaking(self.path):
            return self.connection.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> sqlite3.Row | None:
        """The first row of a query, or None."""
        with speaking(self.path):
            result: sqlite3.Row | None = self.connection.execute(sql, parameters).fetchone()
            return result

    def stream(self, sql: str, parameters: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query one by one, as plain tuples: for results that are too many for a list."""
        cursor = self.connection.cursor()
        cursor.row_factory = None
        with speaking(self.path):
            yield from cursor.execute(sql, parameters)

    def execute(self, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> sqlite3.Cursor:
        """Run one writing statement; only inside ``transaction``."""
        with speaking(self.path):
            return self.connection.execute(sql, parameters)

    def execute_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one writing statement for many rows; only inside ``transaction``."""
        with speaking(self.path):
            self.connection.executemany(sql, rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside happens or nothing does. Nested use joins the outer transaction."""
        if self.connection.in_transaction:
            yield
            return
        with speaking(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
        try:
            self._must_be_there()  # behind the lock that a restore takes as well: else it could happen in between
            yield
        except BaseException:
            self.connection.rollback()
            raise
        with speaking(self.path):
            try:
                self.connection.execute("COMMIT")
            except sqlite3.Error:
                self.connection.rollback()
                raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Everything read inside is from one moment, and others may go on writing. Inside a transaction: that one."""
        if self.connection.in_transaction:
            yield
            return
        with speaking(self.path):
            self.connection.execute("BEGIN")
        try:
            yield
        finally:
            self.connection.rollback()

    def meta(self, name: str) -> str | None:
        """A value of the ``meta`` table."""
        row = self.row("SELECT value FROM meta WHERE name = ?", (name,))
        return None if row is None else str(row["value"])

    def set_meta(self, name: str, value: str) -> None:
        """Set a value of the ``meta`` table."""
        with self.transaction():
            self.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    @property
    def is_in_place(self) -> bool:
        """See ``contract.store.Store``."""
        try:
            return os.stat(self.path).st_ino == self._inode
        except OSError:
            return False

    def _must_be_there(self) -> None:
        """A file that was deleted while it is open takes every change and keeps none: say so before the first is lost.

        Raises:
            StoreError: the file is gone, or another one stands in its place.
        """
        if not self.is_in_place:
            raise StoreError(
                _("the store was moved, deleted or replaced by a backup while it was open; this change is not saved."),
                where=self.path,
                hint=_("Start again; what was moved has to be put back first."),
            )

    def settle(self) -> None:
        """Bring what was committed from the log into the file itself, as far as no reader is in the way.

        Whoever copies the one file with a file manager then has it all. Called where a person waits anyway.
        """
        if not self.connection.in_transaction:
            with suppress(sqlite3.Error):  # it is safe in the log, and the next one tries again
                self.connection.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def close(self) -> None:
        """Close the connection; a reader of the same file is not disturbed."""
        with suppress(sqlite3.ProgrammingError):  # closed already
            if self.connection.total_changes:
                self.settle()
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()


def schema_files() -> list[tuple[int, str]]:
    """The numbered migrations: (version, path), ascending."""
    folder = os.path.join(os.path.dirname(__file__), "schema")
    names = sorted(name for name in os.listdir(folder) if name.endswith(".sql"))
    return [(int(name.split("_")[0]), os.path.join(folder, name)) for name in names]


def connect(path: str, *, is_bound: bool = True, is_uri: bool = False) -> sqlite3.Connection:
    """A connection with the settings that every use needs; see ``store.open_store`` for ``is_bound``."""
    connection = sqlite3.connect(
        path, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=is_bound, uri=is_uri
    )
    try:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def page_cache_kib(path: str) -> int:
    """How much of a file to keep in memory: SQLite's own 2 MB, of large files a sixteenth, at most 64 MB.

    With it the slowest hundredth of look-ups among 100,000 units (65 MB) took 0.6 to 0.98 of the time. A mapped file
    (``mmap_size``) would save a tenth more, but whoever copies a file over an open store would end the program.
    """
    return min(64_000, max(2000, os.stat(path).st_size >> 14))


def write_copy(source: sqlite3.Connection, target: str) -> None:
    """A copy that nobody has proved, of one moment, in one file with nothing beside it."""
    copy = sqlite3.connect(target)
    try:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
    finally:
        copy.close()


@contextmanager
def speaking(path: str) -> Iterator[None]:
    """Turn SQLite's and the disk's errors into one sentence."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _sentence(path, error) from error
    except UnicodeDecodeError as error:  # what SQLite says of a damaged file may have its bytes in it
        raise StoreError(
            _("the store is damaged."), where=path, hint=_("Restore a backup; igglossary doctor says more.")
        ) from error
    except UnicodeEncodeError as error:  # halves of surrogate pairs, which stand for bytes of names that are no UTF-8
        raise StoreError(
            _("a name or a text has bytes that are not UTF-8."), hint=_("Rename the file, or type the text anew.")
        ) from error
    except OSError as error:
        raise StoreError(
            _("the store cannot be opened: {reason}.").format(reason=os_reason(error)),
            where=path,
            hint=_("Check the folder and its permissions, or name another file with --store."),
        ) from error


def _sentence(path: str, error: sqlite3.DatabaseError) -> StoreError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    locked = (_("another program has locked the store for over five seconds."), _("Try again when it is done."))
    permissions = _("Check its permissions, or name another one with --store.")
    sentences = {
        sqlite3.SQLITE_FULL: (_("the disk is full; this change is not saved."), _("Make room and try again.")),
        sqlite3.SQLITE_READONLY: (_("the store is read-only."), permissions),
        sqlite3.SQLITE_CANTOPEN: (_("the store cannot be opened."), permissions),
        sqlite3.SQLITE_BUSY: locked,
        sqlite3.SQLITE_LOCKED: locked,
        sqlite3.SQLITE_NOTADB: (_("this is no igglossary store."), _("Name another file with --store.")),
        sqlite3.SQLITE_CORRUPT: (_("the store is damaged."), _("Restore a backup; igglossary doctor says more.")),
        sqlite3.SQLITE_IOERR: (
            _("the disk gave an error; this change is not saved."),
            _("Check the disk and try again."),
        ),
    }
    message, hint = sentences.get(code, (_("the store answered: {reason}.").format(reason=error), ""))
    return StoreError(message, where=path, hint=hint or None)
