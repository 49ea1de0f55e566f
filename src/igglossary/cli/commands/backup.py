"""``igglossary backup``: a safe copy of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.cli.values import output_path
from igglossary.errors import ExitCode
from igglossary.i18n import _

if TYPE_CHECKING:
    import argparse

    from igglossary.cli.context import Context


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``backup``."""
    parser.add_argument(
        "file", type=output_path, metavar="FILE", help=_("the copy; it must not exist yet (but see --force)")
    )


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Copy the store while others may go on writing."""
    store = context.desk.path
    context.desk.back_up(arguments.file, replace=arguments.force)
    if context.is_json:
        from igglossary.service.wire import backup  # only for programs

        context.output.json(backup(arguments.file, store))
        return ExitCode.OK
    context.output.talk(_("{file} is a copy of {store}.").format(file=arguments.file, store=store))
    return ExitCode.OK
