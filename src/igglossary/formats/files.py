"""Writing a user's file so that it is either the old one or the whole new one, never half of either."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
import time
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from igglossary.errors import InputError, OutputError, os_reason
from igglossary.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike

    Target = str | PathLike[str] | IO[bytes]

PATIENCE_S = 5.0
"""How long somebody may take to begin to read a pipe that is written to."""
_STANDARD_OUTPUT = 1
"""Its file descriptor: opened by name, a file after ``>>`` would lose what it had."""


@contextmanager
def open_output(target: Target) -> Iterator[IO[bytes]]:
    """A binary stream that becomes the file when the block ends well: temporary file beside it, fsync, rename.

    A stream as target is passed through and left open; ``-`` is standard output.

    Raises:
        OutputError: the folder is missing or read-only, the disk is full, the target is a folder.
    """
    if not isinstance(target, (str, os.PathLike)):
        yield target
        return
    if is_standard_output(target) or _is_device(target):
        with _writing_to(target) as stream:
            yield stream
        return
    path = os.path.realpath(os.fspath(target))  # a symbolic link stays one, its file is replaced
    temporary = ""
    try:
        if os.path.isdir(path):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
        descriptor, temporary = tempfile.mkstemp(prefix=".igglossary-", suffix=".tmp", dir=os.path.dirname(path))
        with os.fdopen(descriptor, "wb", buffering=1 << 18) as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, _mode_for(path))
        os.replace(temporary, path)
        temporary = ""
        _sync_folder(os.path.dirname(path))
    except OSError as error:
        raise _cannot_write(os.fspath(target), error) from error
    finally:
        if temporary and os.path.exists(temporary):
            os.unlink(temporary)


def check_is_file(path: str | PathLike[str]) -> None:
    """Refuse what would give no end of bytes, or none ever: a pipe, a device, a folder.

    Raises:
        InputError: it is none, or is not there.
    """
    try:
        mode = os.stat(path).st_mode
    except OSError as error:
        message = _("The file cannot be read: {reason}.").format(reason=os_reason(error))
        raise InputError(message, where=os.fspath(path)) from error
    if stat.S_ISDIR(mode):
        raise InputError(_("This is a folder, not a file."), where=os.fspath(path))
    if not stat.S_ISREG(mode):
        raise InputError(_("This is a pipe or a device, not a file."), where=os.fspath(path))


def is_standard_output(target: str | PathLike[str]) -> bool:
    """True for ``-``, ``/dev/stdout`` and whatever else standard output was sent to."""
    try:
        return os.fspath(target) == "-" or os.path.samestat(os.stat(target), os.fstat(_STANDARD_OUTPUT))
    except OSError:
        return False


def _is_device(target: str | PathLike[str]) -> bool:
    """True for a pipe, ``/dev/null``: what is written to, never replaced."""
    try:
        mode = os.stat(target).st_mode
    except OSError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


@contextmanager
def _writing_to(target: str | PathLike[str]) -> Iterator[IO[bytes]]:
    try:
        with open(_descriptor_of(target), "wb") as stream:
            yield stream
    except BrokenPipeError:
        raise  # the reader (head, less) has what it wanted
    except OSError as error:
        raise _cannot_write(os.fspath(target), error) from error


def _descriptor_of(target: str | PathLike[str]) -> int:
    """Open standard output, a device or a pipe for writing.

    A pipe that nobody reads would be waited for without end; whoever is about to read it has some seconds.
    """
    if is_standard_output(target):
        return os.dup(_STANDARD_OUTPUT)
    if not stat.S_ISFIFO(os.stat(target).st_mode):
        return os.open(target, os.O_WRONLY)
    end = time.monotonic() + PATIENCE_S
    while True:
        try:
            descriptor = os.open(target, os.O_WRONLY | os.O_NONBLOCK)
        except OSError as error:
            if error.errno != errno.ENXIO or time.monotonic() >= end:
                raise
            time.sleep(0.05)
        else:
            os.set_blocking(descriptor, True)
            return descriptor


def write_bytes(target: Target, data: bytes) -> None:
    """Write a small file whole.

    Raises:
        OutputError: as ``open_output``.
    """
    with open_output(target) as stream:
        stream.write(data)


def keep_copy(path: str) -> str:
    """Copy a file beside itself under a name that is free (``.bak``, ``.bak2`` …); return the name.

    Raises:
        InputError: the file cannot be read.
        OutputError: the copy cannot be written.
    """
    number = 1
    while os.path.lexists(copy := f"{path}.bak{number if number > 1 else ''}"):
        number += 1
    try:
        with open(path, "rb") as source, open_output(copy) as stream:
            while block := source.read(1 << 18):
                stream.write(block)
    except OSError as error:
        message = _("The file cannot be read: {reason}.").format(reason=os_reason(error))
        raise InputError(message, where=path) from error
    return copy


def _mode_for(path: str) -> int:
    """The permissions of the file that is replaced, else what the umask leaves of 0666."""
    try:
        return os.stat(path).st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _sync_folder(folder: str) -> None:
    """Make the rename itself durable where the system can do that (not on Windows)."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError:
        return  # some network file systems refuse; the file is there nevertheless
    finally:
        os.close(descriptor)


def _cannot_write(name: str, error: OSError) -> OutputError:
    hints = {
        errno.ENOSPC: _("Try: make room on the disk, or write somewhere else."),
        errno.EDQUOT: _("Try: make room on the disk, or write somewhere else."),
        errno.EROFS: _("Try: write somewhere else."),
        errno.EACCES: _("Try: a folder that you may write to."),
        errno.EPERM: _("Try: a folder that you may write to."),
        errno.ENOENT: _("Try: make the folder first."),
        errno.ENXIO: _("Try: let a program read it, and call again."),
        errno.EISDIR: _("Try: the name of a file."),
    }
    return OutputError(
        _("The file cannot be written: {reason}.").format(reason=os_reason(error)),
        where=name,
        hint=hints.get(error.errno or 0),
    )
