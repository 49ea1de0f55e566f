"""``igglossary stats``: counts and progress."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.cli.output import BOLD, DIM
from igglossary.errors import ExitCode
from igglossary.i18n import _, say
from igglossary.service import sentences

if TYPE_CHECKING:
    import argparse

    from igglossary.cli.context import Context


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``stats``."""
    parser.epilog = _("Examples:\n  igglossary stats\n  igglossary stats --conflicts    one source, two translations")
    parser.add_argument(
        "--conflicts", action="store_true", help=_("list sources in the memory that have different translations")
    )


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Print how much there is and how much is left to do."""
    if arguments.conflicts:
        return _print_conflicts(context)
    counts = context.desk.counts()
    if context.is_json:
        from igglossary.service import wire  # only for programs

        context.output.json(wire.stats(context.desk.path, counts))
        return ExitCode.OK
    context.output.line(context.desk.path)
    for kind in ("document", "unit", "pair", "concept", "term", "decision"):
        total = sum(counts[kind].values())
        detail = sentences.status_counts(counts[kind])
        noun = sentences.counted(kind, total)
        context.output.styled((f"{total:>9}", BOLD), f" {noun}" + (f" ({detail})" if detail else ""))
    if counts["pair"]:
        context.output.line(sentences.pairs_left(counts["pair"]))
    return ExitCode.OK


def _print_conflicts(context: Context) -> int:
    from igglossary.model import Status  # the model and the review's words: only for this list
    from igglossary.review.words import status_word
    from igglossary.service import wire

    if context.is_json:
        context.output.json_array(map(wire.conflict, context.desk.conflicts()))
        return ExitCode.OK
    for conflict in context.desk.conflicts():
        context.output.styled((conflict.source, BOLD))
        for unit, target, status in conflict.targets:
            context.output.styled(f"    {target}", (f"  unit-{unit}, {say(status_word(Status(status)))}", DIM))
    return ExitCode.OK
