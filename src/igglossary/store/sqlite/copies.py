"""Copies of the file and back: ``backup``, which proves what it wrote, and ``restore``, which puts a copy in its place.

A restore replaces the file by another one; whoever has the former open notices at the next change, because every
transaction looks, behind the lock that the restore takes too, whether its file is still there (``connection``).
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from igglossary.errors import InputError, OutputError, StoreError, UsageError, os_reason
from igglossary.messages import Message, _
from igglossary.store.contract.upkeep import Restored
from igglossary.store.sqlite.connection import APPLICATION_ID, BUSY_TIMEOUT_S, schema_files, speaking, write_copy
from igglossary.store.sqlite.log import free_name, is_open_elsewhere, set_foreign_log_aside, sync

if TYPE_CHECKING:
    from collections.abc import Iterator

    from igglossary.store.sqlite.connection import Database

_BESIDE = ("-wal", "-shm", "-journal")


def backup(store: Database, target: str, *, replace: bool = False) -> None:
    """Write a copy of the store as it is at this moment, while others may go on writing.

    The copy appears under its name when it was read again and found whole, and is on disk, or not at all.

    Raises:
        OutputError: the file exists already and is not to be replaced, or cannot be written.
        StoreError: the store is damaged, so that there is nothing to copy as if it were whole.
    """
    if os.path.lexists(target) and not replace:
        raise OutputError(_("there is a file of this name already."), where=target, hint=_("Name another one."))
    with _copy_beside(target) as partial:
        try:
            write_copy(store.connection, partial)
        except sqlite3.Error as error:
            if not _is_damage(error):
                raise OutputError(_("cannot be written: {reason}.").format(reason=error), where=target) from error
            raise _damaged(store.path) from error
        if _fault(partial) is not None:
            raise _damaged(store.path)
        _put(partial, target)


def restore(path: str, copy: str) -> Restored:
    """Put a backup in the place of the store at ``path``, which is kept aside. This process must not have it open.

    Raises:
        InputError: the copy is not there, no store, damaged, or made by a newer igglossary; nothing was changed.
        UsageError: it is the store itself.
        StoreError: the store is locked for over five seconds, or the folder cannot be written; nothing was changed.
    """
    _refuse_as_copy(path, copy)
    with _copy_beside(path) as partial:
        _take(copy, partial)
        if not os.path.exists(path):
            _put(partial, path)
            return Restored(None, is_in_use=False)
        set_foreign_log_aside(path)
        is_in_use = is_open_elsewhere(path)
        with _held(path):
            kept = _keep_aside(path)
            _put(partial, path)
            for ending in _BESIDE:  # they are the former file's; should this be cut short, opening sets them aside
                with suppress(FileNotFoundError):
                    os.unlink(path + ending)
        return Restored(kept, is_in_use=is_in_use)


def _refuse_as_copy(path: str, copy: str) -> None:
    try:
        facts = os.stat(copy)
    except OSError as error:
        raise InputError(_("cannot be read: {reason}.").format(reason=os_reason(error)), where=copy) from error
    if not stat.S_ISREG(facts.st_mode):
        raise InputError(_("this is no file."), where=copy)
    if os.path.exists(path) and os.path.samefile(path, copy):
        raise UsageError(_("this is the store itself."), where=copy, hint=_("Name the copy."))


def _take(copy: str, partial: str) -> None:
    """Copy the copy, with what is in a log beside it, and prove it."""
    source = sqlite3.connect(f"file:{_quoted(copy)}?mode=ro", uri=True, timeout=BUSY_TIMEOUT_S)
    try:
        write_copy(source, partial)
        fault = _fault(partial)
    except sqlite3.DatabaseError as error:
        if not _is_damage(error):
            raise StoreError(_("the copy cannot be made: {reason}.").format(reason=error), where=copy) from error
        fault = _("it cannot be read.")
    finally:
        source.close()
    if fault is not None:
        raise InputError(_("this is no sound copy of a store: {fault}").format(fault=fault), where=copy)


def _fault(path: str) -> Message | None:
    """What is wrong with a file as a store, None if nothing is."""
    connection = sqlite3.connect(path)
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID or not version:
            return _("it is none of igglossary.")
        if version > schema_files()[-1][0]:
            return _("it was made by a newer igglossary.")
        found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if found != "ok":
            return _("SQLite: {fault}").format(fault=found)
        if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            return _("an entry that others name is missing.")
    except sqlite3.DatabaseError as error:
        return _("SQLite: {fault}").format(fault=error)
    finally:
        connection.close()
    return None


@contextmanager
def _copy_beside(target: str) -> Iterator[str]:
    """The name of a file that becomes ``target``, or is gone at the end."""
    partial = f"{target}.{os.getpid()}.part"
    try:
        with open(partial, "wb"):  # says why it cannot be made, which SQLite does not
            pass
        yield partial
    except OSError as error:
        raise OutputError(_("cannot be written: {reason}.").format(reason=os_reason(error)), where=target) from error
    finally:
        for left in (partial, *(partial + ending for ending in _BESIDE)):
            with suppress(FileNotFoundError):
                os.unlink(left)


def _put(partial: str, target: str) -> None:
    """Give the file its name, and have both on disk."""
    sync(partial)
    os.replace(partial, target)
    sync(os.path.dirname(os.path.abspath(target)))


@contextmanager
def _held(path: str) -> Iterator[None]:
    """Nobody writes into the store meanwhile; a file that is no database cannot be held."""
    connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT_S, isolation_level=None)
    try:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.DatabaseError as error:
            if not _is_damage(error):
                with speaking(path):
                    raise
        yield
    finally:
        connection.close()


def _keep_aside(path: str) -> str:
    """The present store under another name, as one file; if it cannot be read, its files as they are."""
    kept = free_name(f"{path}.before-restore.bak")
    with _copy_beside(kept) as partial:
        source = sqlite3.connect(path, timeout=BUSY_TIMEOUT_S)
        try:
            write_copy(source, partial)
        except sqlite3.DatabaseError:
            shutil.copyfile(path, partial)
            if os.path.exists(f"{path}-wal"):
                shutil.copyfile(f"{path}-wal", f"{kept}-wal")
        finally:
            source.close()
        _put(partial, kept)
    return kept


def _is_damage(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _damaged(path: str) -> StoreError:
    return StoreError(
        _("the store is damaged; no copy was made."),
        where=path,
        hint=_("igglossary doctor says more; igglossary doctor --salvage FILE.jsonl saves what can be read."),
    )


def _quoted(path: str) -> str:
    from urllib.parse import quote

    return quote(os.fsencode(path))
