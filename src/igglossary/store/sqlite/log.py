"""The write-ahead log beside the store: is it this store's, and who else has it open. On the look-up path: os only.

SQLite plays a log back into whatever file stands beside it. A backup that was copied over a store whose last program
was killed would be mixed with the pages of the other state; nothing in the two files says that they do not belong
together, but that a backup of ours is in the other journal mode, in which there is no log.
"""

from __future__ import annotations

import os
from _thread import allocate_lock

_LOG_HEADER = 32
"""Bytes of a log in which nothing is: https://www.sqlite.org/walformat.html."""
_VERSIONS = 18
"""Where the file says how it is written and read: 1 with a rollback journal, 2 with a log (file format §1.3)."""
_HOLDS_OPEN = 128
"""The byte of the -shm file that every connection holds a shared lock on (UNIX_SHM_DMS of SQLite's os_unix.c)."""
_seen: set[tuple[int, int]] = set()
_turn = allocate_lock()  # ``threading`` costs a look-up 0.5 ms


def set_foreign_log_aside(path: str) -> None:
    """Before a store is opened: give a log that belongs to a former file of this name another name, ``….bak``.

    Only before the first opening in a process: to close a file gives up every lock that the process has on it (POSIX).
    """
    with _turn:
        facts = os.stat(path)
        if (facts.st_dev, facts.st_ino) in _seen:
            return
        log = f"{path}-wal"  # looked at first: whoever begins a log has said so in the header before
        if size(log) > _LOG_HEADER and _is_without_log(path) and not is_open_elsewhere(path):
            os.replace(log, free_name(f"{log}.bak"))
            if os.path.exists(f"{path}-shm"):
                os.unlink(f"{path}-shm")
        _seen.add((facts.st_dev, facts.st_ino))


def is_open_elsewhere(path: str) -> bool:
    """True if another process has the store open; where that cannot be asked, False (there a file in use stays).

    Only before this process opened it, as above.
    """
    try:
        import fcntl  # not on Windows

        with open(f"{path}-shm", "rb+") as file:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, _HOLDS_OPEN)
    except (ImportError, FileNotFoundError):
        return False
    except OSError:
        return True
    return False


def size(path: str) -> int:
    """Bytes of a file, 0 if there is none."""
    try:
        return os.stat(path).st_size
    except OSError:
        return 0


def free_name(wanted: str) -> str:
    """The name, or the next one with a number that nobody has: ``a.bak``, ``a-2.bak``."""
    stem, ending = os.path.splitext(wanted)
    name, number = wanted, 1
    while os.path.lexists(name):
        number += 1
        name = f"{stem}-{number}{ending}"
    return name


def sync(path: str) -> None:
    """Have a file, or a folder's names, on the disk; some file systems refuse that of a folder, Windows always."""
    descriptor = -1
    try:
        descriptor = os.open(path, os.O_RDONLY)
        os.fsync(descriptor)
    except OSError:
        if not os.path.isdir(path):
            raise
    finally:
        if descriptor >= 0:
            os.close(descriptor)


def _is_without_log(path: str) -> bool:
    with open(path, "rb") as file:
        versions = file.read(_VERSIONS + 2)[_VERSIONS:]
    return versions == b"\x01\x01"
