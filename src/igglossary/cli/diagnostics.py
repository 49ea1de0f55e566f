"""Everything that goes to stderr, and the exit codes: one line per message, no traceback for a user's mistake."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from igglossary.errors import ExitCode, IgglossaryError, os_reason
from igglossary.i18n import _, ngettext, say
from igglossary.text.normalise import single_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TextIO

    from igglossary.errors import Problem

SHOWN_PROBLEMS = 20


class Diagnostics:
    """Talks to the person on stderr."""

    def __init__(self, stream: TextIO | None = None, *, is_quiet: bool = False, is_verbose: bool = False) -> None:
        """``is_quiet`` leaves remarks out (never errors); ``is_verbose`` shows every problem."""
        self.stream = sys.stderr if stream is None else stream
        self.is_quiet = is_quiet
        self.is_verbose = is_verbose

    def remark(self, message: str) -> None:
        """Say something that is no error."""
        if not self.is_quiet:
            self._write(message)

    def error(self, message: str) -> None:
        """Say what went wrong."""
        self._write(f"igglossary: {message}")

    def problems(self, problems: Sequence[Problem]) -> None:
        """List the first problems of the user's data and count the rest."""
        shown = problems if self.is_verbose else problems[:SHOWN_PROBLEMS]
        for problem in shown:
            self._write(problem.in_words(say))
        more = len(problems) - len(shown)
        if more:
            self._write(
                ngettext(
                    "… and {n} more problem (-v shows it)", "… and {n} more problems (-v shows them)", more
                ).format(n=more)
            )

    def _write(self, message: str) -> None:
        with suppress(OSError, ValueError):  # gone or full: then this message may be about just that
            sys.stdout.flush()  # so that what is said comes after what it is about
        self.stream.write(single_line(message) + "\n")
        self.stream.flush()


def guard(run: Callable[[], int], diagnostics: Diagnostics) -> int:
    """Run the program; turn every way in which it can end into an exit code and at most one sentence."""
    try:
        code = run()
        sys.stdout.flush()
    except IgglossaryError as error:
        diagnostics.error(error.in_words(say))
        return error.exit_code
    except KeyboardInterrupt:
        diagnostics.error(_("interrupted; what was saved stays saved."))
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        # The reader (head, less) has gone; keep Python from complaining again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.OK
    except MemoryError:
        diagnostics.error(_("there is not enough memory for this."))
        return ExitCode.INPUT
    except OSError as error:
        reason = say(os_reason(error))
        diagnostics.error(f"{error.filename}: {reason}." if error.filename else f"{reason}.")
        return ExitCode.INPUT
    return code
