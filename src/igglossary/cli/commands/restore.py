"""``igglossary restore``: a backup in the place of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.cli.values import input_path
from igglossary.errors import ExitCode
from igglossary.i18n import _

if TYPE_CHECKING:
    import argparse

    from igglossary.cli.context import Context


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``restore``."""
    parser.epilog = _(
        "Example:\n"
        "  igglossary restore before-the-holidays.db\n\n"
        "The copy is examined first. The store as it is now stays beside it as STORE.before-restore.bak."
    )
    parser.add_argument("copy", type=input_path, metavar="COPY", help=_("what igglossary backup wrote"))


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Examine the copy, keep the present store aside, and put the copy in its place."""
    done = context.desk.restore_backup(arguments.copy)
    store = context.desk.path
    if context.is_json:
        from igglossary.service.wire import restored  # only for programs

        context.output.json(restored(store, arguments.copy, done))
        return ExitCode.OK
    context.output.talk(_("{store} is now as {file}.").format(store=store, file=arguments.copy))
    if done.kept is not None:
        context.output.talk(_("What was there before is kept in {file}.").format(file=done.kept))
    if done.is_in_use:
        context.diagnostics.remark(
            _("Another program has the former store open. Its next change will not be saved, and it will say so.")
        )
    return ExitCode.OK
