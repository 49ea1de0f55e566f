"""``igglossary doctor``: is the store whole?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.cli.values import output_path
from igglossary.errors import ExitCode
from igglossary.i18n import _, say

if TYPE_CHECKING:
    import argparse

    from igglossary.cli.context import Context


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``doctor``."""
    parser.epilog = _(
        "Examples:\n"
        "  igglossary doctor\n"
        "  igglossary doctor --salvage saved.jsonl      what can be read of a damaged store\n"
        "  igglossary --store new.db import saved.jsonl"
    )
    parser.add_argument(
        "--salvage", type=output_path, metavar="FILE", help=_("write everything that can be read, as a dump")
    )


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Examine the store; exit code 4 if anything is wrong."""
    if arguments.salvage is not None:
        return _salvage(context, arguments.salvage)
    faults, store = context.desk.examine(), context.desk.path
    if context.is_json:
        from igglossary.service.wire import doctor  # only for programs

        context.output.json(doctor(store, faults, say))
    else:
        for fault in faults:
            context.output.line(say(fault))
        if not faults:
            context.output.talk(_("{store} is whole.").format(store=store))
    return ExitCode.STORE if faults else ExitCode.OK


def _salvage(context: Context, file: str) -> int:
    done, store = context.desk.salvage(file), context.desk.path
    if context.is_json:
        from igglossary.service.wire import salvaged  # only for programs

        context.output.json(salvaged(store, file, done))
        return ExitCode.PROBLEMS if done.lost else ExitCode.OK
    for table, number in done.rows.items():
        lost = done.lost.get(table, 0)
        said = _("{table}: {n} rows saved, {lost} lost") if lost else _("{table}: {n} rows saved")
        context.output.talk(said.format(table=table, n=number, lost=lost))
    context.output.talk(_("Try: igglossary --store NEW.db import {file}").format(file=file))
    return ExitCode.PROBLEMS if done.lost else ExitCode.OK
