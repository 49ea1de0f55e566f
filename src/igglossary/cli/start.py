"""The program's first lines. Until it can say anything, Ctrl-C ends it as it ends any other: at once, without a word.

Python's own answer to Ctrl-C while it imports is a traceback. ``_signal`` is the built-in half of ``signal``, which
imports enum.
"""

from __future__ import annotations

import _signal  # type: ignore[import-not-found]  # no stub has it

_IS_OURS = _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler  # a shell may have switched it off
if _IS_OURS:
    _signal.signal(_signal.SIGINT, _signal.SIG_DFL)


def main() -> int:
    """The command; see ``cli.main``."""
    from igglossary.cli.main import main as program  # the Ctrl-C of a hasty person comes here
    from igglossary.errors import ExitCode

    try:
        if _IS_OURS:
            _signal.signal(_signal.SIGINT, _signal.default_int_handler)
        try:
            return program()
        finally:
            if _IS_OURS:
                _signal.signal(_signal.SIGINT, _signal.SIG_DFL)
    except KeyboardInterrupt:  # between two lines of ours, or the second one
        return ExitCode.INTERRUPTED
