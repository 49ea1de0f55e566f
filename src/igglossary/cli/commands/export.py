"""``igglossary export``: the store's content for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.cli.values import output_folder, output_path, percent
from igglossary.errors import ExitCode, UsageError
from igglossary.i18n import _, say
from igglossary.service import sentences

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
        "files",
        nargs="*",
        type=output_path,
        metavar="OUT",
        help=_("files to write: .tmx .tbx .csv .tsv .xlsx .utf8 .utx …"),
    )
    parser.add_argument("--to", type=str, metavar="KIND", help=_("the kind, where the ending does not tell"))
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
    parser.add_argument("--omegat", type=output_folder, metavar="DIR", help=_("write an OmegaT project folder"))


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Write each file; say what was left out and what the format could not carry."""
    from igglossary.workflow.exporting import check_export  # the writers are heavy

    if not arguments.files and not arguments.omegat:
        raise UsageError(_("name a file to write."), hint=_("Try: igglossary export memory.tmx terms.tbx"))
    check_export(arguments.files, to=arguments.to, dialect=arguments.dialect, layout=arguments.layout)
    done = [
        context.desk.export(
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
        done.append(context.desk.export_omegat(arguments.omegat, include_candidates=arguments.all))
    if context.is_json:
        from igglossary.service import wire  # only for programs

        output = context.output_beside(*(summary.file for summary in done))
        output.json_array(wire.export_summary(summary, say) for summary in done)
    else:
        for summary in done:
            _print_summary(context, summary)
    return ExitCode.OK


def _print_summary(context: Context, summary: ExportSummary) -> None:
    output = context.output_beside(summary.file)
    for line in sentences.export_summary(summary):
        output.talk(line)
    for problem in summary.problems:
        context.diagnostics.remark(problem.in_words(say))
