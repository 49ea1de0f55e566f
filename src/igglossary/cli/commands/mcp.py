"""``igglossary mcp``: answers for assistants."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from igglossary.errors import ExitCode
from igglossary.i18n import _
from igglossary.service.desk import Desk

if TYPE_CHECKING:
    import argparse

    from igglossary.cli.context import Context


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the words of ``mcp``, which takes no arguments of its own."""
    parser.epilog = _(
        "An assistant starts this command and speaks the Model Context Protocol with it over standard input and\n"
        "output. It can look terms up, annotate a text, search the memory and check a translation; nothing is changed."
    )


def run(context: Context, _arguments: argparse.Namespace) -> int:
    """Answer until the client closes its end."""
    from igglossary.servers.mcp import serve  # nobody else needs the shapes

    with Desk(context.desk.path, person=context.desk.person, only_reads=True) as desk:
        serve(desk, sys.stdin.buffer, sys.stdout.buffer)
    return ExitCode.OK
