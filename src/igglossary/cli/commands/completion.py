"""``igglossary completion``: a static script for bash, zsh or tcsh."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.errors import ExitCode
from igglossary.i18n import _

if TYPE_CHECKING:
    import argparse

    from igglossary.cli.context import Context


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``completion``."""
    parser.epilog = _("Example:\n  igglossary completion bash > ~/.local/share/bash-completion/completions/igglossary")
    parser.add_argument("shell", choices=("bash", "zsh", "tcsh"), help=_("your shell"))


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Print the script."""
    import shtab  # only here

    context.output.line(shtab.complete(context.full_parser(), arguments.shell))
    return ExitCode.OK
