"""Opening, migrating and locking the one SQLite file.

The recipe was measured in design/foundations.md §3: WAL, STRICT tables, ``BEGIN IMMEDIATE`` (a deferred ``BEGIN`` was
refused 379–450 times out of 600 by four writers, this one never), busy timeout 5 s, ``synchronous=FULL`` so that an
acknowledged decision outlives a power cut. This module is on the look-up path: it imports sqlite3 and os only.
"""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from igglossary.errors import StoreError, StoreVersionError, os_reason
from igglossary.messages import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Self

APPLICATION_ID = 0x49474731  # "IGG1": what `file` and we recognise a store by
_SCHEMA = os.path.join(os.path.dirname(__file__), "schema")
BUSY_TIMEOUT_S = 5.0
WORDS_TO_CODES = os.path.join(_SCHEMA, "0006_codes.sql")
"""The migration that turns what was kept in words into codes, for whoever reads old rows otherwise."""
_INDEXES_ANEW = ("0003_memory_index.sql",)
"""Migrations that leave the memory's index empty, to be filled from the units in the same transaction."""


def utc_now() -> str:
    """The time now, ISO 8601 UTC to the second."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


class Store:
    """An open store. Reads go through ``rows``/``row``; every write happens inside ``transaction``.

    A Store belongs to one thread; open another one for another thread.
    """

    def __init__(self, connection: sqlite3.Connection, path: str, *, person: str, now: Callable[[], str]) -> None:
        """Wrap an open connection; use ``open_store``."""
        self.connection = connection
        self.path = path
        self.person = person
        self.now = now
        self._inode = os.stat(path).st_ino

    def rows(self, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> list[sqlite3.Row]:
        """All rows of a query."""
        with _speaking(self.path):
            return self.connection.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> sqlite3.Row | None:
        """The first row of a query, or None."""
        with _speaking(self.path):
            result: sqlite3.Row | None = self.connection.execute(sql, parameters).fetchone()
            return result

    def stream(self, sql: str, parameters: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query one by one, as plain tuples: for results that are too many for a list."""
        cursor = self.connection.cursor()
        cursor.row_factory = None
        with _speaking(self.path):
            yield from cursor.execute(sql, parameters)

    def execute(self, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> sqlite3.Cursor:
        """Run one writing statement; only inside ``transaction``."""
        with _speaking(self.path):
            return self.connection.execute(sql, parameters)

    def execute_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one writing statement for many rows; only inside ``transaction``."""
        with _speaking(self.path):
            self.connection.executemany(sql, rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside happens or nothing does. Nested use joins the outer transaction."""
        if self.connection.in_transaction:
            yield
            return
        self._must_be_there()
        with _speaking(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.connection.rollback()
            raise
        with _speaking(self.path):
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
        with _speaking(self.path):
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

    def _must_be_there(self) -> None:
        """A file that was deleted while it is open takes every change and keeps none: say so before the first is lost.

        Raises:
            StoreError: the file is gone, or another one stands in its place.
        """
        try:
            there: int | None = os.stat(self.path).st_ino
        except OSError:
            there = None
        if there is None or there != self._inode:
            raise StoreError(
                _("the store has been moved or deleted while it was open; this change is not saved."),
                where=self.path,
                hint=_("Put it back and start again."),
            )

    def close(self) -> None:
        """Close the connection; a reader of the same file is not disturbed."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()


def open_store(
    path: str,
    *,
    person: str | None = None,
    now: Callable[[], str] = utc_now,
    create: bool = True,
    is_bound: bool = True,
) -> Store:
    """Open the store at ``path``, make it if it is missing, migrate it if it is older (a copy is kept beside it).

    ``is_bound`` False lets another thread close it, or take it over; never may two use it at a time.

    Raises:
        StoreVersionError: a newer igglossary made it.
        StoreError: it is missing (with ``create=False``), no store, damaged, read-only, or locked for over 5 s.
    """
    exists = os.path.exists(path)
    if not exists and not create:
        raise StoreError(_("there is no store here."), where=path, hint=_("Try: igglossary build REPORT"))
    if os.path.isdir(path):
        raise StoreError(_("this is a folder, not a store."), where=path, hint=_("Name a file, such as igglossary.db."))
    with _speaking(path):
        folder = os.path.dirname(os.path.abspath(path))
        if not os.path.isdir(folder):  # a disk that is not there must not become an empty store
            raise StoreError(
                _("the folder {folder} is not there.").format(folder=folder),
                where=path,
                hint=_("Make it first, or name another place with --store."),
            )
        connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=is_bound)
        try:
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA foreign_keys = ON")
            store = Store(connection, path, person=person or default_person(), now=now)
            _bring_up_to_date(store)
            connection.execute("PRAGMA synchronous = FULL")
        except BaseException:
            connection.close()
            raise
    return store


def default_person() -> str:
    """Who decides, unless told: $IGGLOSSARY_PERSON, else the login name."""
    for name in ("IGGLOSSARY_PERSON", "USER", "LOGNAME", "USERNAME"):
        if os.environ.get(name):
            return os.environ[name]
    try:
        import pwd  # not on Windows; built in elsewhere, and seldom needed

        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError):
        return "unknown"


def schema_files() -> list[tuple[int, str]]:
    """The numbered migrations: (version, path), ascending."""
    names = sorted(name for name in os.listdir(_SCHEMA) if name.endswith(".sql"))
    return [(int(name.split("_")[0]), os.path.join(_SCHEMA, name)) for name in names]


def _bring_up_to_date(store: Store) -> None:
    version = _version(store.connection)
    files = schema_files()
    newest = files[-1][0]
    if version == newest and _is_ours(store.connection, version):
        return
    if version > newest and _is_ours(store.connection, version):
        raise StoreVersionError(
            _("this store was made by a newer igglossary (schema {found}, this program knows {known}).").format(
                found=version, known=newest
            ),
            where=store.path,
            hint=_("Update igglossary; the store was not touched."),
        )
    if not _is_ours(store.connection, version):
        raise StoreError(
            _("this is a database of another program."), where=store.path, hint=_("Name another file with --store.")
        )
    store.connection.execute("PRAGMA journal_mode = WAL")
    if version:
        _keep_copy(store, version)
    for number, file in files:
        if number > version:
            _migrate(store, number, file)


def _is_ours(connection: sqlite3.Connection, version: int) -> bool:
    """True for a store of igglossary, and for a new file in which nothing is yet."""
    if version:
        return bool(connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID)
    return not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _keep_copy(store: Store, version: int) -> None:
    """A copy of the store as it was; a copy that is there already is never overwritten."""
    copy, number = f"{store.path}.schema{version}.bak", 1
    while os.path.exists(copy):
        number += 1
        copy = f"{store.path}.schema{version}-{number}.bak"
    partial = f"{copy}.{os.getpid()}.part"
    try:
        store.connection.execute("VACUUM INTO ?", (partial,))
        os.replace(partial, copy)
    finally:
        if os.path.exists(partial):
            os.unlink(partial)


def _migrate(store: Store, number: int, file: str) -> None:
    """Run one migration in one transaction; another process that did it meanwhile wins."""
    with store.transaction():
        if _version(store.connection) >= number:
            return
        run_script(store, file)
        if os.path.basename(file) in _INDEXES_ANEW and store.row("SELECT 1 FROM unit LIMIT 1"):
            from igglossary.store.sqlite.units import reindex  # only here: units are built on connections

            reindex(store)
        store.connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        store.connection.execute(f"PRAGMA user_version = {number}")


def run_script(store: Store, file: str) -> None:
    """Run the statements of a file of SQL; only inside ``transaction``."""
    with open(file, encoding="utf-8") as script:
        for statement in _statements(script.read()):
            store.execute(statement)


def _statements(script: str) -> Iterator[str]:
    """The single statements of a script (``executescript`` would commit the transaction first)."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


@contextmanager
def _speaking(path: str) -> Iterator[None]:
    """Turn SQLite's and the disk's errors into one sentence."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _sentence(path, error) from error
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
        sqlite3.SQLITE_FULL: (_("the disk is full; nothing was changed."), _("Make room and try again.")),
        sqlite3.SQLITE_READONLY: (_("the store is read-only."), permissions),
        sqlite3.SQLITE_CANTOPEN: (_("the store cannot be opened."), permissions),
        sqlite3.SQLITE_BUSY: locked,
        sqlite3.SQLITE_LOCKED: locked,
        sqlite3.SQLITE_NOTADB: (_("this is no igglossary store."), _("Name another file with --store.")),
        sqlite3.SQLITE_CORRUPT: (_("the store is damaged."), _("Restore a backup; igglossary doctor says more.")),
        sqlite3.SQLITE_IOERR: (_("the disk gave an error; nothing was changed."), _("Check the disk and try again.")),
    }
    message, hint = sentences.get(code, (_("the store answered: {reason}.").format(reason=error), ""))
    return StoreError(message, where=path, hint=hint or None)
