"""``igglossary inspect``: what is found in a report, printed; nothing is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.cli.output import BOLD, DIM
from igglossary.cli.values import language
from igglossary.errors import ExitCode
from igglossary.i18n import _, quoted
from igglossary.review.words import relation_word

if TYPE_CHECKING:
    import argparse

    from igglossary.cli.context import Context
    from igglossary.model import Link, Segment
    from igglossary.workflow.analysis import Analysis


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``inspect``."""
    parser.epilog = _(
        "Examples:\n"
        "  igglossary inspect report.docx           an outline with the notes under their sentences\n"
        "  igglossary inspect report.docx --json    the same for programs"
    )
    parser.add_argument("report", metavar="REPORT", help=_("a report"))
    parser.add_argument("--lang", type=language, default="de", help=_("the language of the report (default: de)"))


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Print the analysis of one report."""
    from igglossary.reports.neutral import to_neutral  # the readers and the linker are heavy
    from igglossary.workflow.analysis import analyse

    with context.open_store() as store:
        found = analyse(arguments.report, store, lang=arguments.lang)
    if context.is_json:
        context.output.json(to_neutral(found.document, found.links, found.pairs))
    else:
        _print_outline(context, found)
    context.diagnostics.problems(found.problems)
    return ExitCode.OK


def _print_outline(context: Context, found: Analysis) -> None:
    document, out = found.document, context.output
    out.styled((document.title or document.path, BOLD))
    if document.place_date_line:
        out.line(document.place_date_line)
    shown: set[str] = set()
    section = None
    kind = ""
    for paragraph in document.paragraphs:
        if not kind == paragraph.kind == "list_item":
            out.line()
        kind = paragraph.kind
        if paragraph.section is not None and paragraph.section != section:
            section = paragraph.section
            out.styled((section, BOLD))
        for sentence in paragraph.sentences:
            lead = "• " if paragraph.kind == "list_item" else ""
            out.line(f"{lead}{sentence.text}")
            for marker in document.markers:
                if marker.sentence == sentence.id:
                    _print_note(context, found, marker.footnote, is_first=marker.footnote not in shown)
                    shown.add(marker.footnote)
            for link in found.links:
                if link.german.segment == sentence.id:
                    _print_link(context, link, sentence)
    others = [note.id for note in document.footnotes if note.id not in shown]
    if others:
        out.line()
        out.styled((_("Notes to which nothing in the text refers"), BOLD))
        for footnote in others:
            _print_note(context, found, footnote, is_first=True)
    if found.pairs:
        out.line()
        out.styled((_("Term pairs"), BOLD))
        for pair in found.pairs:
            remark = "  " + _("(in the term base)") if pair.known_concept else ""
            out.styled((f"  {100 * pair.score:3.0f} %  ", DIM), f"{pair.german} ↔ {pair.english}", (remark, DIM))


def _print_note(context: Context, found: Analysis, footnote: str, *, is_first: bool) -> None:
    note = next((note for note in found.document.footnotes if note.id == footnote), None)
    if note is None:  # the problems say so
        return
    if not is_first:
        context.output.styled((f"    [{footnote}] " + _("(see above)"), DIM))
        return
    source = note.cited
    facts = (source.author, source.source_title, source.publisher, source.place, source.date_raw, source.pages)
    parts = [part for part in (*facts, source.url) if part]
    context.output.styled((f"    [{footnote}] " + (", ".join(parts) or note.raw), DIM))
    for quotation in note.quotations:
        context.output.styled((f"        {quotation.lang}  {quoted(quotation.text)}", DIM))


def _print_link(context: Context, link: Link, sentence: Segment) -> None:
    """Keep, relation and the English words; the German ones too if they are not the whole sentence."""
    english = " … ".join(span.text for span in link.english)
    german = "" if link.german.text == sentence.text else f"{link.german.text} ↔ "
    number = link.score if link.keep is None else link.keep
    head = f"    {100 * number:3.0f} % {relation_word(link.relation)} [{link.footnote}]  "
    context.output.styled((head, DIM), german, english)
