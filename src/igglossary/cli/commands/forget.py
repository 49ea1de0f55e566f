"""``igglossary forget``: a report's links and candidates taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.cli.values import input_path
from igglossary.errors import ExitCode
from igglossary.i18n import _

if TYPE_CHECKING:
    import argparse

    from igglossary.cli.context import Context


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``forget``."""
    parser.epilog = _(
        "What somebody decided stays, and what another report says as well.\n\n"
        "Examples:\n"
        "  igglossary forget report.docx\n"
        "  igglossary build report.docx    brings it back"
    )
    parser.add_argument(
        "reports", nargs="+", type=input_path, metavar="REPORT", help=_("a report as it was built, or its title")
    )


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Take each report back and say what went."""
    from igglossary.service import sentences, wire

    done = context.desk.forget(arguments.reports)
    if context.is_json:
        context.output.json_array(map(wire.forgotten_report, done))
        return ExitCode.OK
    for summary in done:
        for line in sentences.forgotten_report(summary):
            context.output.talk(line)
    return ExitCode.OK
