"""``igglossary mine``: term pairs from the memory alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.cli.values import percent
from igglossary.errors import ExitCode
from igglossary.i18n import _

if TYPE_CHECKING:
    import argparse

    from igglossary.cli.context import Context


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the argument of ``mine``."""
    parser.epilog = _(
        "Examples:\n"
        "  igglossary import memory.tmx && igglossary mine && igglossary review\n"
        "  igglossary mine --min-score 90     links of reports and alignments too, where the program is sure"
    )
    parser.add_argument(
        "--min-score",
        type=percent,
        metavar="N",
        help=_("read undecided links too, of this score or more (0–100)"),
    )


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Propose term pairs from all translations in the memory; they wait in ``review``."""
    from igglossary.service import sentences, wire

    least = arguments.min_score
    summary = context.desk.mine(min_score=None if least is None else least / 100)
    if context.is_json:
        context.output.json(wire.mining_summary(summary))
    else:
        context.output.talk(sentences.mining_summary(summary))
    if not summary.units:
        context.diagnostics.remark(
            _(
                "Only approved translations between German and English are read."
                " Try: igglossary review --queue links, or igglossary mine --min-score 90"
            )
        )
    return ExitCode.OK
