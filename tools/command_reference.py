"""Write docs/commands.md from the program's own help, so that it cannot lie: ``python tools/command_reference.py``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ["COLUMNS"] = "100"

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


def reference() -> str:
    """The whole page."""
    i18n.set_language("en")
    parser = full_parser()
    commands = next(action for action in parser._actions if action.dest == "command").choices  # noqa: SLF001  # argparse has no public way
    parts = [HEAD]
    tail = ""
    for name in COMMANDS:
        text = commands[name].format_help()  # type: ignore[index]
        body, mark, rest = text.partition("options of all commands:")
        options, _mark, examples = rest.partition("\n\n")
        tail = mark + options
        parts.append(f"## {name}\n\n```\n{body.rstrip()}\n\n{examples.strip()}".rstrip() + "\n```\n")
    parts.append(f"## Options of all commands\n\n```\n{tail}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
    sys.exit(0)
