"""``igglossary align``: two full texts, sentence by sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.cli.progress import progress
from igglossary.cli.values import language
from igglossary.errors import ExitCode
from igglossary.i18n import _, ngettext

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
    parser.add_argument("first", metavar="FIRST", help=_("a document"))
    parser.add_argument("second", metavar="SECOND", help=_("the same in the other language"))
    parser.add_argument(
        "--langs",
        nargs=2,
        type=language,
        default=["de", "en"],
        metavar=("A", "B"),
        help=_("their languages (default: de en)"),
    )
    parser.add_argument("--lines", action="store_true", help=_("the files have one sentence a line"))
    parser.add_argument("-o", "--output", metavar="OUT.tmx", help=_("write a TMX instead of the store"))


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Align, and store, write or print the beads."""
    from igglossary.workflow.aligning import align_files, save_alignment, write_alignment  # the aligner is heavy

    langs = (arguments.langs[0], arguments.langs[1])
    with context.open_store() as store:
        with progress(_("Aligning"), is_quiet=context.output.is_quiet or context.is_json) as advance:
            done = align_files(
                store, arguments.first, arguments.second, langs=langs, lines=arguments.lines, progress=advance
            )
        if not done.has_model:
            context.diagnostics.remark(_("The sentence model is not installed, so the alignment is less sure."))
        context.diagnostics.problems(done.problems)
        output = context.output_beside(*filter(None, [arguments.output]))
        if arguments.output:
            written = write_alignment(arguments.output, done, langs, arguments.first).written
        elif not context.is_json:
            save_alignment(store, done, langs, arguments.first)
        if context.is_json:
            output.json(
                {"beads": [{"first": b.first, "second": b.second, "score": round(b.score, 4)} for b in done.beads]}
            )
            return ExitCode.OK
        pairs = sum(1 for bead in done.beads if bead.first and bead.second)
        alone = sum(len(b.first) + len(b.second) for b in done.beads if not (b.first and b.second))
    talk = output.talk
    talk(
        ngettext(
            "{n} pair from {first} and {second} sentences", "{n} pairs from {first} and {second} sentences", pairs
        ).format(n=pairs, first=len(done.first), second=len(done.second))
    )
    if alone:
        talk(ngettext("{n} sentence has no counterpart", "{n} sentences have no counterpart", alone).format(n=alone))
    if arguments.output:
        text = ngettext("{file}: {n} entry written", "{file}: {n} entries written", written)
        talk(text.format(file=arguments.output, n=written))
    else:
        talk(_("Next: igglossary review --queue links"))
    return ExitCode.OK
