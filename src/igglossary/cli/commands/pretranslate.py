"""``igglossary pretranslate``: fill a PO or XLIFF file from the memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.cli.output import BOLD, DIM
from igglossary.cli.progress import progress
from igglossary.cli.values import input_path, language, output_in_place, percent
from igglossary.errors import ExitCode
from igglossary.i18n import _, say

if TYPE_CHECKING:
    import argparse

    from igglossary.cli.context import Context


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``pretranslate``."""
    parser.epilog = _(
        "Examples:\n"
        "  igglossary pretranslate de.po -o de-filled.po\n"
        "  igglossary pretranslate project.xlf -o project.xlf --threshold 85"
    )
    parser.add_argument("file", type=input_path, metavar="FILE", help=_("a PO or XLIFF 1.2 or 2.x file"))
    parser.add_argument(
        "-o",
        "--output",
        required=True,
        type=output_in_place,
        metavar="OUT",
        help=_("the filled file; may be the same, of which a copy is kept (.bak)"),
    )
    parser.add_argument("--threshold", type=percent, default=70, metavar="N", help=_("the least score (default: 70)"))
    parser.add_argument(
        "--langs",
        nargs=2,
        type=language,
        default=(),
        metavar=("A", "B"),
        help=_("source and target, if the file does not say"),
    )


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Fill what is untranslated; say what was filled and how."""
    from igglossary.service import sentences, wire

    with progress(arguments.file, is_quiet=context.output.is_quiet) as advance:
        summary = context.desk.pretranslate(
            arguments.file,
            arguments.output,
            threshold=arguments.threshold,
            languages=tuple(arguments.langs),
            progress=advance,
        )
    output = context.output_beside(arguments.output)
    if context.is_json:
        output.json(wire.pretranslate_summary(summary, say))
        return ExitCode.OK
    if not output.is_quiet:
        for segment in summary.filled:
            remarks = ", ".join(sentences.filled_remarks(segment))
            output.styled((f"{segment.score:>4} ", BOLD), segment.target, (f"  {remarks}" if remarks else "", DIM))
    output.talk(sentences.pretranslate_summary(summary))
    if summary.copy is not None:
        output.talk(_("{copy} is the file as it was.").format(copy=summary.copy))
    return ExitCode.OK
