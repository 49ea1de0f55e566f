"""``igglossary export``: the store's content for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.cli.values import percent
from igglossary.errors import ExitCode, UsageError
from igglossary.i18n import _, ngettext, say

if TYPE_CHECKING:
    import argparse

    from igglossary.cli.context import Context
    from igglossary.workflow.exporting import ExportSummary


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``export``."""
    parser.epilog = _(
        "Examples:\n"
        "  igglossary export memory.tmx terms.tbx       approved entries, the kind by the ending\n"
        "  igglossary export --all memory.tmx           candidates too, marked as such\n"
        "  igglossary export --all --min-keep 80 memory.tmx   only those that a translator most likely keeps\n"
        "  igglossary export --dialect dca terms.tbx    TBX v3 in DCA style\n"
        "  igglossary export --omegat project/          a folder that OmegaT opens as it is\n"
        "  igglossary export everything.jsonl           all there is, decisions included"
    )
    parser.add_argument(
        "files", nargs="*", metavar="OUT", help=_("files to write: .tmx .tbx .csv .tsv .xlsx .utf8 .utx …")
    )
    parser.add_argument("--to", metavar="KIND", help=_("the kind, where the ending does not tell"))
    parser.add_argument(
        "--status", choices=("approved",), default="approved", help=_("which entries (default: approved)")
    )
    parser.add_argument("--all", action="store_true", help=_("candidates and comparable pairs too"))
    parser.add_argument(
        "--min-keep",
        type=percent,
        default=0,
        metavar="N",
        help=_("with --all: only links that a translator keeps with a probability of N percent or more"),
    )
    parser.add_argument("--dialect", choices=("v2", "dca", "dct"), default="v2", help=_("of TBX (default: v2)"))
    parser.add_argument(
        "--layout",
        choices=("own", "memoq", "phrase", "multiterm"),
        default="own",
        help=_("columns of CSV, TSV and XLSX"),
    )
    parser.add_argument("--omegat", metavar="DIR", help=_("write an OmegaT project folder"))


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Write each file; say what was left out and what the format could not carry."""
    from igglossary.workflow.exporting import check_export, export, export_omegat  # the writers are heavy

    if not arguments.files and not arguments.omegat:
        raise UsageError(_("name a file to write."), hint=_("Try: igglossary export memory.tmx terms.tbx"))
    check_export(arguments.files, to=arguments.to, dialect=arguments.dialect, layout=arguments.layout)
    with context.open_store() as store:
        done = [
            export(
                store,
                name,
                to=arguments.to,
                include_candidates=arguments.all,
                dialect=arguments.dialect,
                layout=arguments.layout,
                min_keep=arguments.min_keep / 100,
            )
            for name in arguments.files
        ]
        if arguments.omegat:
            done.append(export_omegat(store, arguments.omegat, include_candidates=arguments.all))
    if context.is_json:
        context.output_beside(*(summary.file for summary in done)).json([_as_json(summary) for summary in done])
    else:
        for summary in done:
            _print_summary(context, summary)
    return ExitCode.OK


def _print_summary(context: Context, summary: ExportSummary) -> None:
    talk = context.output_beside(summary.file).talk
    talk(
        ngettext("{file}: {n} entry written", "{file}: {n} entries written", summary.written).format(
            file=summary.file, n=summary.written
        )
    )
    if summary.left_out:
        talk(
            "  "
            + ngettext(
                "{n} undecided entry left out (--all takes it along)",
                "{n} undecided entries left out (--all takes them along)",
                summary.left_out,
            ).format(n=summary.left_out)
        )
    if summary.below:
        talk(
            "  "
            + ngettext(
                "{n} link left out, because it is less likely to be kept",
                "{n} links left out, because they are less likely to be kept",
                summary.below,
            ).format(n=summary.below)
        )
    if summary.dropped:
        talk("  " + _("What this kind of file cannot carry as it is:"))
    for what, count in summary.dropped.items():
        talk(f"    {say(what)}: {count}")
    for problem in summary.problems:
        context.diagnostics.remark(problem.in_words(say))


def _as_json(summary: ExportSummary) -> dict[str, object]:
    return {
        **summary._asdict(),
        "dropped": {say(what): count for what, count in summary.dropped.items()},
        "problems": [problem.in_words(say) for problem in summary.problems],
    }
