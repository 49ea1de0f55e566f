"""``igglossary backup``: a safe copy of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.errors import ExitCode
from igglossary.i18n import _

if TYPE_CHECKING:
    import argparse

    from igglossary.cli.context import Context


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``backup``."""
    parser.add_argument("file", metavar="FILE", help=_("the copy; it must not exist yet"))


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Copy the store while others may go on writing."""
    from igglossary.store.sqlite.maintenance import backup  # loads the model

    with context.open_store() as store:
        backup(store, arguments.file)
    if context.is_json:
        context.output.json({"file": arguments.file, "store": context.store_path})
        return ExitCode.OK
    context.output.talk(_("{file} is a copy of {store}.").format(file=arguments.file, store=context.store_path))
    return ExitCode.OK
