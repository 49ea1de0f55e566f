"""The guard of all outputs: an argument says by its type that a file is written, and no command does more.

On the look-up path: a command without outputs pays for nothing.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from igglossary.cli.values import input_path, output_folder, output_in_place, output_path
from igglossary.i18n import _

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from igglossary.service.desk import Desk

OUTPUTS = (output_path, output_in_place, output_folder)


def add_force(parser: argparse.ArgumentParser) -> None:
    """Add ``--force`` to a command that writes files."""
    if _actions(parser, *OUTPUTS):
        parser.add_argument(
            "--force", action="store_true", help=_("replace a file of somebody else, or one that is read")
        )


@contextmanager
def guarded(desk: Desk, parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> Iterator[None]:
    """Check what the call would write before it does anything, and remember what it wrote.

    Raises:
        OutputError: a file must not be replaced.
        UsageError: two outputs are one file.
    """
    wanted = [(action.type, name) for action in _actions(parser, *OUTPUTS) for name in _names(action, arguments)]
    if not wanted:
        yield
        return
    inputs = [name for action in _actions(parser, input_path) for name in _names(action, arguments)]
    outputs = desk.outputs(inputs, force=arguments.force)
    for kind, name in wanted:
        if kind is output_folder:
            outputs.check_folder(name)
        else:
            outputs.check(name, in_place=kind is output_in_place)
    try:
        yield
    finally:
        outputs.remember()


def _actions(parser: argparse.ArgumentParser, *types: object) -> list[argparse.Action]:
    """The arguments of some types."""
    return [action for action in parser._actions if action.type in types]  # noqa: SLF001  # argparse has no public way


def _names(action: argparse.Action, arguments: argparse.Namespace) -> list[str]:
    """What was said for an argument that may be repeated or left out."""
    value = getattr(arguments, action.dest)
    return [value] if isinstance(value, str) else list(value or ())
