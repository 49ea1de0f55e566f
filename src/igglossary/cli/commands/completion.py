"""``igglossary completion``: a static script for bash, zsh, fish or tcsh."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.cli.values import input_path, output_folder, output_in_place, output_path, store_path
from igglossary.errors import ExitCode
from igglossary.i18n import _

if TYPE_CHECKING:
    import argparse

    from igglossary.cli.context import Context


PATHS = (input_path, output_path, output_in_place, store_path)


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``completion``."""
    parser.epilog = _(
        "Examples:\n"
        "  igglossary completion bash > ~/.local/share/bash-completion/completions/igglossary\n"
        "  igglossary completion zsh > ~/.zfunc/_igglossary      with fpath+=~/.zfunc before compinit in ~/.zshrc\n"
        "  igglossary completion fish > ~/.config/fish/completions/igglossary.fish"
    )
    parser.add_argument("shell", choices=("bash", "zsh", "fish", "tcsh"), help=_("your shell"))


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Print the script."""
    import shtab  # only here

    parser = context.full_parser()
    _complete_paths(parser)
    context.output.line(shtab.complete(parser, arguments.shell))
    return ExitCode.OK


def _complete_paths(parser: argparse.ArgumentParser) -> None:
    """Let the shell complete the names of files where an argument is one, in all commands."""
    import argparse

    import shtab

    for action in parser._actions:  # noqa: SLF001  # argparse has no public way
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for sub in dict.fromkeys(action.choices.values()):
                _complete_paths(sub)
        elif action.type is output_folder:
            action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]  # shtab's own way
        elif action.type in PATHS:
            action.complete = shtab.FILE  # type: ignore[attr-defined]
