"""What a call may write: an output never destroys what is not igglossary's own.

A file is igglossary's own as long as it has the bytes that igglossary wrote there: the user's data folder keeps the
name and the checksum of the last files that were written. No mark inside a file would do, because tables have no place
for one, and because an export that a person went on working on is that person's file again.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from igglossary.errors import InputError, OutputError, UsageError
from igglossary.formats.files import is_standard_output, open_output
from igglossary.formats.kinds import files_beside
from igglossary.formats.omegat_folder import WRITTEN
from igglossary.messages import _
from igglossary.workflow.hashing import sha256_of
from igglossary.workflow.location import data_folder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from igglossary.messages import Message

STORE_SUFFIXES = ("", "-wal", "-shm", "-journal")
"""The files of a SQLite store."""
_REMEMBERED = 1000
"""Outputs that are remembered; of older ones igglossary asks again."""


class Outputs:
    """What one call may write: checked before the work begins, remembered when it is done."""

    def __init__(self, store: str, inputs: Iterable[str] = (), *, force: bool = False, can_force: bool = True) -> None:
        """Check nothing yet.

        Args:
            store: The path of the store, which no output replaces.
            inputs: What the same call reads.
            force: Inputs and files of others may be replaced; the store may not.
            can_force: False where nobody can say ``--force``, so that no sentence advises it.
        """
        self._store = {os.path.realpath(store + suffix) for suffix in STORE_SUFFIXES}
        self._inputs = [path for path in inputs if path != "-"]
        self._force = force
        self._can_force = can_force
        self._before: dict[str, tuple[int, ...] | None] = {}

    def check(self, path: str, *, in_place: bool = False) -> None:
        """Refuse a file that must not be replaced; ``in_place`` allows an input, of which a copy is kept.

        Raises:
            OutputError: it is the store, an input, somebody's file, or a link to elsewhere.
            UsageError: the same call writes it twice.
        """
        if is_standard_output(path):
            return
        for name in (path, *files_beside(path)):
            self._check_one(name, in_place=in_place)

    def check_folder(self, folder: str) -> None:
        """Refuse a folder of a project in which a file of somebody else, or a link, stands where one is written.

        Raises:
            OutputError: there is one.
        """
        for name in WRITTEN:
            place = folder
            for part in name.split(os.sep):
                place = os.path.join(place, part)
                if os.path.islink(place):  # another person's folder must not lead us out of it
                    message = _("This is a link to another place, and links in such a folder are not followed.")
                    raise OutputError(message, where=place, hint=_("Try: another folder."))
            if os.path.dirname(name):  # the project file is only made where there is none
                self._check_one(place)

    def remember(self) -> None:
        """Note the files that were checked and have been written since; what cannot be noted is asked for again."""
        written = [path for path, before in self._before.items() if _identity(path) not in (None, before)]
        known = _written_files()
        for path in written:
            known.pop(path, None)
            with suppress(InputError, OSError):
                known[path] = sha256_of(path)
        if written:
            _write_ledger(known)

    def _check_one(self, path: str, *, in_place: bool = False) -> None:
        real = os.path.realpath(path)
        if real in self._before:
            raise UsageError(_("{file} would be written twice.").format(file=path))
        if real in self._store:
            raise OutputError(_("This is the store itself."), where=path, hint=_("Name another file."))
        if os.path.islink(path) and _is_open_to_others(os.path.dirname(os.path.abspath(path))):
            message = _("This is a link in a folder that others may write to, and such links are not followed.")
            raise OutputError(message, where=path, hint=_("Name another file."))
        is_input = any(_is_same(path, name) for name in self._inputs)
        if is_input and not (in_place or self._force):
            raise self._refused(path, _("This file is read by the same call."))
        if not (is_input or self._force or _may_be_replaced(path, real)):
            raise self._refused(
                path, _("There is a file of this name that igglossary did not write, or that was changed since.")
            )
        self._before[real] = _identity(real)

    def _refused(self, path: str, message: Message) -> OutputError:
        hint = _("Name another file, or say --force.") if self._can_force else _("Name another file.")
        return OutputError(message, where=path, hint=hint)


def _may_be_replaced(path: str, real: str) -> bool:
    """True for what is not there, is empty, is no file, or is as igglossary wrote it."""
    try:
        state = os.stat(real)
    except OSError:
        return not os.path.islink(path)  # a link to nothing would make a file that nobody named
    if not stat.S_ISREG(state.st_mode):
        return not stat.S_ISBLK(state.st_mode)  # a disk has content; what a folder is for, the writer says
    if not state.st_size:
        return True
    known = _written_files().get(real)
    try:
        return known is not None and known == sha256_of(real)
    except (InputError, OSError):
        return False


def _is_same(path: str, other: str) -> bool:
    try:
        return os.path.samefile(path, other)
    except OSError:
        return False


def _identity(path: str) -> tuple[int, ...] | None:
    """Which file, and since when, stands at a path; None for what is no file."""
    try:
        state = os.stat(path)
    except OSError:
        return None
    if not stat.S_ISREG(state.st_mode):
        return None
    return state.st_dev, state.st_ino, state.st_mtime_ns, state.st_size


def _is_open_to_others(folder: str) -> bool:
    """True if somebody else may have put a link there."""
    try:
        state = os.stat(folder)
    except OSError:
        return False
    is_owners = not hasattr(os, "getuid") or state.st_uid in (0, os.getuid())
    return not is_owners or bool(state.st_mode & stat.S_IWOTH)


def _ledger() -> str:
    return os.path.join(data_folder(), "written")


def _written_files() -> dict[str, str]:
    """Path → checksum, the oldest first; nothing if it cannot be read."""
    try:
        with open(_ledger(), encoding="utf-8", errors="surrogateescape") as lines:
            pairs = [line.rstrip("\n").partition(" ") for line in lines]
    except OSError:
        return {}
    return {path: checksum for checksum, _space, path in pairs if path}


def _write_ledger(known: dict[str, str]) -> None:
    lines = [f"{checksum} {path}\n" for path, checksum in known.items() if "\n" not in path][-_REMEMBERED:]
    with suppress(OutputError, OSError):
        os.makedirs(data_folder(), exist_ok=True)
        with open_output(_ledger()) as stream:
            stream.write("".join(lines).encode("utf-8", "surrogateescape"))
