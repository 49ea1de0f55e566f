"""Write docs/commands.md and the manual page from the program's own help, so that they cannot lie.

Call: ``python tools/command_reference.py``.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NamedTuple

from igglossary import i18n
from igglossary.cli.commands import COMMANDS
from igglossary.cli.main import full_parser

PAGE = Path(__file__).resolve().parents[1] / "docs" / "commands.md"
HEAD = """# Commands

Made by `make reference` from `igglossary COMMAND --help`. The options of all commands are listed once, at the end.

| exit code | means |
| --- | --- |
| 0 | done |
| 1 | done, but something was found or not found: no hit, a finding, a problem |
| 2 | the words of the call make no sense |
| 3 | a file cannot be read or written |
| 4 | the store cannot be used |
| 130 | interrupted |

No command replaces the store, a file that it reads, or a file that igglossary did not write; what it wrote itself and
nobody has changed since it writes anew. `--force` replaces such a file all the same (never the store). `pretranslate`
may fill its own input and keeps a copy of it. A file appears when it is whole; links in a project folder, or in a
folder that others may write to, are not followed.
"""


MANUAL = PAGE.with_name("igglossary.1")
_MANUAL_HEAD = r"""
.\" Made by make reference from igglossary COMMAND \-\-help.
.TH IGGLOSSARY 1 "" "igglossary"
.SH NAME
igglossary \- terminology and translation memory from German reports and the English they quote
.SH SYNOPSIS
.B igglossary
.I COMMAND
[options]
""".lstrip()
_MANUAL_TAIL = r"""
.SH EXIT STATUS
0 done; 1 something was found or not found; 2 the words of the call make no sense; 3 a file cannot be read or
written; 4 the store cannot be used; 130 interrupted.
.SH FILES
.TP
.I igglossary.db
The store: the nearest one in this folder or above it, else the one in
.IR ~/.local/share/igglossary .
.SH ENVIRONMENT
.TP
.B IGGLOSSARY_STORE
The store, unless \-\-store names one.
.TP
.B IGGLOSSARY_PERSON
Who decides, unless \-\-person says so.
.TP
.B NO_COLOR
No colour, whatever its value.
""".lstrip()


class Help(NamedTuple):
    """The help of one command, without the options that all have."""

    name: str
    body: str
    examples: str


def helps(columns: int) -> tuple[list[Help], str]:
    """The help of each command in so many columns, and the options of all commands."""
    os.environ["COLUMNS"] = str(columns)
    i18n.set_language("en")
    parser = full_parser()
    commands = next(action for action in parser._actions if action.dest == "command").choices  # noqa: SLF001  # argparse has no public way
    found = []
    tail = ""
    for name in COMMANDS:
        text = commands[name].format_help()  # type: ignore[index]
        body, mark, rest = text.partition("options of all commands:")
        options, _mark, examples = rest.partition("\n\n")
        tail = mark + options
        found.append(Help(name, body.rstrip(), examples.strip()))
    return found, tail


def reference() -> str:
    """The whole page."""
    found, tail = helps(100)
    parts = [HEAD]
    parts += [f"## {help_.name}\n\n```\n{help_.body}\n\n{help_.examples}".rstrip() + "\n```\n" for help_ in found]
    parts.append(f"## Options of all commands\n\n```\n{tail}\n```\n")
    return "\n".join(parts)


def manual() -> str:
    """The manual page, in the language of roff."""
    found, tail = helps(78)
    parts = [_MANUAL_HEAD, ".SH COMMANDS\n"]
    for help_ in found:
        parts += [f".SS {_roff(help_.name)}\n", _as_it_is(f"{help_.body}\n\n{help_.examples}")]
    parts += [".SH OPTIONS OF ALL COMMANDS\n", _as_it_is(tail.partition("\n")[2]), _MANUAL_TAIL]
    return "".join(parts)


def _as_it_is(text: str) -> str:
    """A text whose lines stay as they are."""
    return f".nf\n{_roff(text.strip(chr(10)))}\n.fi\n"


def _roff(text: str) -> str:
    """A text in which nothing is taken for a command of roff, and no hyphen for one of typography."""
    plain = text.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join(f"\\&{line}" if line[:1] in (".", "'") else line for line in plain.split("\n"))


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
    MANUAL.write_text(manual(), encoding="utf-8")
    sys.exit(0)
