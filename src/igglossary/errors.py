"""Errors and exit codes. A class takes facts and writes the sentence: what, where, what to try.

    IgglossaryError
    ├── UsageError              exit 2   the call's words are off
    ├── InputError              exit 3   a file cannot be read as what it should be
    │   ├── UnsafeInputError             … because it tries to harm (entities, bombs, paths)
    │   └── UnsupportedInputError        … because nobody here reads this kind
    ├── OutputError             exit 3   a file cannot be written
    ├── StoreError              exit 4   the store cannot be opened, read or written
    │   ├── StoreVersionError            … because a newer program made it
    │   └── ConflictError                … because somebody else changed the entry meanwhile
    └── MissingExtraError       exit 2   an optional package is not installed

Trouble inside user data that does not stop a file is a value: ``Problem``. Annotations are values here (see
``answers.terms``).
"""

import errno
from typing import TYPE_CHECKING, NamedTuple

from igglossary.messages import Message, _

if TYPE_CHECKING:
    from collections.abc import Callable


class ExitCode:
    """What the process returns; part of the contract of the command line. No enum: making one costs 0.3 ms."""

    OK = 0
    PROBLEMS = 1
    USAGE = 2
    INPUT = 3
    STORE = 4
    INTERRUPTED = 130


def os_reason(error: OSError) -> Message | str:
    """Why the system refused; a reason that nobody here knows is told as the system does, in English."""
    words = {
        errno.ENOENT: _("No such file or directory"),
        errno.EACCES: _("Permission denied"),
        errno.EPERM: _("Operation not permitted"),
        errno.EEXIST: _("File exists"),
        errno.ENOTDIR: _("Not a directory"),
        errno.EISDIR: _("Is a directory"),
        errno.ENOSPC: _("No space left on device"),
        errno.EROFS: _("Read-only file system"),
        errno.ENAMETOOLONG: _("File name too long"),
        errno.EIO: _("Input/output error"),
        errno.ENXIO: _("nobody reads this pipe"),
    }
    return words.get(error.errno or 0) or error.strerror or str(error)


class Problem(NamedTuple):
    """One thing that is wrong in a user's file, with its place. ``line`` is 1-based."""

    file: str
    message: Message
    line: int | None = None
    unit_id: str | None = None
    hint: Message | None = None

    def __str__(self) -> str:
        """``file:line: message (unit x). hint`` in one line, in English."""
        return self.in_words(str)

    def in_words(self, say: "Callable[[Message], str]") -> str:
        """``file:line: message (unit x). hint`` in one line, in the language of ``say``."""
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        message = say(self.message)
        unit = "" if self.unit_id is None else " " + say(_("(unit {unit})").format(unit=self.unit_id))
        if self.hint is None:
            return f"{place}: {message}{unit}"
        end = "" if not unit and message.endswith((".", "!", "?")) else "."
        return f"{place}: {message}{unit}{end} {say(self.hint)}"


class IgglossaryError(Exception):
    """Base of every error that a user may see. ``str()`` is the whole sentence in English."""

    exit_code = ExitCode.PROBLEMS

    def __init__(self, message: Message | str, *, where: str | None = None, hint: Message | str | None = None) -> None:
        """Say ``where: message hint``; ``where`` is a file or file:line. Front ends may give words of their own."""
        self.message = message if isinstance(message, Message) else Message(message)
        self.where = where
        self.hint = Message(hint) if isinstance(hint, str) else hint
        super().__init__(message, where, hint)

    def __str__(self) -> str:
        """The whole sentence in English."""
        return self.in_words(str)

    def in_words(self, say: "Callable[[Message], str]") -> str:
        """The whole sentence in the language of ``say``."""
        parts = [f"{self.where}: {say(self.message)}" if self.where else say(self.message)]
        return " ".join(parts if self.hint is None else [*parts, say(self.hint)])


class UsageError(IgglossaryError):
    """The command was called with words that make no sense together."""

    exit_code = ExitCode.USAGE


class InputError(IgglossaryError):
    """A file cannot be read as what it should be."""

    exit_code = ExitCode.INPUT


class UnsafeInputError(InputError):
    """A file declares entities, is a compression bomb, or reaches outside itself."""


class UnsupportedInputError(InputError):
    """Nobody here reads this kind of file."""


class OutputError(IgglossaryError):
    """A file cannot be written."""

    exit_code = ExitCode.INPUT


class StoreError(IgglossaryError):
    """The store cannot be opened, read or written."""

    exit_code = ExitCode.STORE


class StoreVersionError(StoreError):
    """The store was made by a newer igglossary."""


class ConflictError(StoreError):
    """Somebody else changed the entry since it was read; both versions are in the history."""


class MissingExtraError(IgglossaryError):
    """An optional package is needed for this and not installed."""

    exit_code = ExitCode.USAGE

    def __init__(self, what: Message, extra: str) -> None:
        """``what`` needs the extra named ``extra``."""
        super().__init__(
            _("{what} needs a package that is not installed.").format(what=what),
            hint=_("Try: pip install 'igglossary[{extra}]'").format(extra=extra),
        )
