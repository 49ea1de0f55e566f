"""Opening the one SQLite file: is it ours, is it of this version, and bringing an older one up to date.

On the look-up path: sqlite3 and os only, unless there is something to migrate.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from igglossary.errors import StoreError, StoreVersionError
from igglossary.messages import _
from igglossary.store import default_person, utc_now
from igglossary.store.sqlite.connection import APPLICATION_ID, connect, page_cache_kib, schema_files, speaking
from igglossary.store.sqlite.log import free_name, set_foreign_log_aside, size, sync
from igglossary.store.sqlite.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable


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
    with speaking(path):
        folder = os.path.dirname(os.path.abspath(path))
        if not os.path.isdir(folder):  # a disk that is not there must not become an empty store
            raise StoreError(
                _("the folder {folder} is not there.").format(folder=folder),
                where=path,
                hint=_("Make it first, or name another place with --store."),
            )
        may_write = not exists or (os.access(path, os.W_OK) and os.access(folder, os.W_OK))
        if exists:
            _refuse_device(path)
        if exists and may_write:
            set_foreign_log_aside(path)
        connection = connect(path, is_bound=is_bound) if may_write else _connect_to_read(path, is_bound)
        try:
            store = Store(connection, path, person=person or default_person(), now=now)
            _bring_up_to_date(store, may_write=may_write)
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute(f"PRAGMA cache_size = -{page_cache_kib(path)}")
        except BaseException:
            connection.close()
            raise
    return store


def _refuse_device(path: str) -> None:
    if not stat.S_ISREG(os.stat(path).st_mode):
        raise StoreError(_("this is a pipe or a device, no store."), where=path, hint=_("Name a file."))


def _connect_to_read(path: str, is_bound: bool) -> sqlite3.Connection:
    """Where nothing may be written: as others who do write see it, else as a file that nobody can be changing."""
    from urllib.parse import quote  # seldom needed, and dear

    name = f"file:{quote(os.fsencode(path))}?mode=ro"
    connection = connect(name, is_bound=is_bound, is_uri=True)
    try:
        _version(connection)
    except sqlite3.OperationalError:  # a write-ahead log wants an index beside it, which cannot be made here
        connection.close()
        if size(f"{path}-wal"):  # what is in it would be missing
            raise
        connection = connect(f"{name}&immutable=1", is_bound=is_bound, is_uri=True)
    return connection


def _bring_up_to_date(store: Store, *, may_write: bool) -> None:
    version = _version(store.connection)
    files = schema_files()
    newest = files[-1][0]
    if version == newest and _is_ours(store.connection, version):
        if may_write:
            _use_log(store.connection)
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
    if not may_write:
        raise StoreError(
            _("this store was made by an older igglossary and cannot be brought up to date here."),
            where=store.path,
            hint=_("Copy it to a folder in which you may write."),
        )
    store.connection.execute("PRAGMA journal_mode = WAL")
    if version:
        _keep_copy(store, version)
    for number, file in files:
        if number > version:
            _migrate(store, number, file)


def _use_log(connection: sqlite3.Connection) -> None:
    """A copy that was put back is in the mode in which readers wait for writers; a store is never."""
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        with suppress(sqlite3.OperationalError):  # somebody else has it open: the next one changes it
            connection.execute("PRAGMA journal_mode = WAL")


def _is_ours(connection: sqlite3.Connection, version: int) -> bool:
    """True for a store of igglossary, and for a new file in which nothing is yet."""
    if version:
        return bool(connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID)
    return not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _keep_copy(store: Store, version: int) -> None:
    """A copy of the store as it was; one that is there already stays, and is enough if it says the same."""
    from filecmp import cmp  # seldom needed

    wanted = f"{store.path}.schema{version}.bak"
    partial = f"{wanted}.{os.getpid()}.part"
    try:
        store.connection.execute("VACUUM INTO ?", (partial,))
        copy = free_name(wanted)
        if copy != wanted and cmp(partial, _last_copy(wanted, copy), shallow=False):
            return  # of an attempt that failed
        sync(partial)
        os.replace(partial, copy)
        sync(os.path.dirname(os.path.abspath(copy)))
    finally:
        if os.path.exists(partial):
            os.unlink(partial)


def _last_copy(wanted: str, free: str) -> str:
    """The copy before the free name: ``a.bak`` before ``a-2.bak``, ``a-2.bak`` before ``a-3.bak``."""
    stem, ending = os.path.splitext(wanted)
    number = int(free[len(stem) + 1 : -len(ending)]) - 1
    return wanted if number == 1 else f"{stem}-{number}{ending}"


def _migrate(store: Store, number: int, file: str) -> None:
    """Run one migration in one transaction; another process that did it meanwhile wins."""
    with store.transaction():
        if _version(store.connection) >= number:
            return
        from igglossary.store.sqlite.scripts import run_script  # only for a new or old store

        run_script(store, file)
        _finish(store, os.path.basename(file))
        store.connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        store.connection.execute(f"PRAGMA user_version = {number}")


def _finish(store: Store, name: str) -> None:
    """What SQL cannot do of a migration; these modules are too dear for the look-up path."""
    indexes_anew = name in ("0003_memory_index.sql", "0008_placeholders.sql")
    if indexes_anew and store.row("SELECT 1 FROM unit LIMIT 1"):
        from igglossary.store.sqlite.units import reindex

        reindex(store)
    elif name == "0007_places.sql":
        from igglossary.store.sqlite.former import turn_places_over

        turn_places_over(store)
    elif name == "0009_review.sql" and store.row("SELECT 1 FROM pair LIMIT 1"):
        from igglossary.store.sqlite.pairs import place_pairs

        place_pairs(store)
