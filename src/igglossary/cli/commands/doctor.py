"""``igglossary doctor``: is the store whole?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.errors import ExitCode
from igglossary.i18n import _, say

if TYPE_CHECKING:
    import argparse

    from igglossary.cli.context import Context


def configure(_parser: argparse.ArgumentParser) -> None:
    """``doctor`` has no arguments of its own."""


def run(context: Context, _arguments: argparse.Namespace) -> int:
    """Examine the store; exit code 4 if anything is wrong."""
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
