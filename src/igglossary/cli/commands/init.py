"""``igglossary init``: a store for this folder."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from igglossary.cli.values import input_path
from igglossary.errors import ExitCode
from igglossary.i18n import _

if TYPE_CHECKING:
    import argparse

    from igglossary.cli.context import Context


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``init``."""
    parser.epilog = _(
        "Examples:\n"
        "  igglossary init                 the commands that are called in this folder use its store from now on\n"
        "  igglossary init translations/"
    )
    parser.add_argument(
        "folder", nargs="?", type=input_path, default=".", metavar="FOLDER", help=_("the folder (default: this one)")
    )


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Make a store with the shipped term base; one that is there already is kept as it is."""
    from igglossary.service.desk import Desk  # the store of the context is another one
    from igglossary.workflow.location import STORE_NAME

    path = arguments.store or os.path.join(os.path.abspath(arguments.folder), STORE_NAME)
    is_there = os.path.exists(path)
    with Desk(path, person=arguments.person) as desk:
        concepts = sum(desk.counts()["concept"].values())
    if context.is_json:
        from igglossary.service.wire import init  # only for programs

        context.output.json(init(path, is_new=not is_there))
        return ExitCode.OK
    if is_there:
        context.output.talk(_("{store} is there already.").format(store=path))
    else:
        context.output.talk(
            _("{store} is the store of this folder now, with {n} concepts.").format(store=path, n=concepts)
        )
    named = os.environ.get("IGGLOSSARY_STORE")
    if named and not arguments.store and os.path.realpath(named) != os.path.realpath(path):
        context.diagnostics.remark(
            _("But IGGLOSSARY_STORE names another one, which goes before it: {store}").format(store=named)
        )
    context.output.talk(_("Next: igglossary build REPORT"))
    return ExitCode.OK
