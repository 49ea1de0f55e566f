"""``igglossary align``: two full texts, sentence by sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.cli.progress import progress
from igglossary.cli.values import input_path, language, output_path
from igglossary.errors import ExitCode
from igglossary.i18n import _, say

if TYPE_CHECKING:
    import argparse

    from igglossary.cli.context import Context


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``align``."""
    parser.epilog = _(
        "Examples:\n"
        "  igglossary align german.docx english.html            into the store, as candidates\n"
        "  igglossary align german.docx english.html -o out.tmx\n"
        "  igglossary align --lines a.de a.fr --langs de fr --json"
    )
    parser.add_argument("first", type=input_path, metavar="FIRST", help=_("a document"))
    parser.add_argument("second", type=input_path, metavar="SECOND", help=_("the same in the other language"))
    parser.add_argument(
        "--langs",
        nargs=2,
        type=language,
        default=["de", "en"],
        metavar=("A", "B"),
        help=_("their languages (default: de en)"),
    )
    parser.add_argument("--lines", action="store_true", help=_("the files have one sentence a line"))
    parser.add_argument(
        "-o", "--output", type=output_path, metavar="OUT.tmx", help=_("write a TMX instead of the store")
    )


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Align, and store, write or print the beads."""
    from igglossary.service.sentences import alignment_summary, written
    from igglossary.workflow.aligning import write_alignment  # the aligner is heavy

    desk, langs = context.desk, (arguments.langs[0], arguments.langs[1])
    with progress(_("Aligning"), is_quiet=context.output.is_quiet or context.is_json) as advance:
        done = desk.align(arguments.first, arguments.second, langs=langs, lines=arguments.lines, progress=advance)
    if not done.has_model:
        context.diagnostics.remark(_("The sentence model is not installed, so the alignment is less sure."))
    context.diagnostics.problems(done.problems)
    output = context.output_beside(*filter(None, [arguments.output]))
    last = _("Next: igglossary review --queue links")
    if arguments.output:
        report = write_alignment(arguments.output, done, langs, arguments.first)
        last = say(written(arguments.output, report.written))
    elif not context.is_json:
        desk.save_alignment(done, langs, arguments.first)
    if context.is_json:
        from igglossary.service.wire import alignment  # only for programs

        output.json(alignment(done))
        return ExitCode.OK
    for line in (*alignment_summary(done), last):
        output.talk(line)
    return ExitCode.OK
