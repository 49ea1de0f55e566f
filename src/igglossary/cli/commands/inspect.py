"""``igglossary inspect``: what is found in a report, printed; nothing is stored."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from igglossary.cli.output import BOLD, DIM
from igglossary.cli.values import input_path, language
from igglossary.errors import ExitCode
from igglossary.i18n import _, quoted, say
from igglossary.review.words import relation_word

if TYPE_CHECKING:
    import argparse

    from igglossary.cli.context import Context
    from igglossary.model import Document, Footnote, Link, Paragraph, Segment
    from igglossary.workflow.analysis import Analysis


_CLOSE_TOGETHER = ("list_item", "table_cell")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``inspect``."""
    parser.epilog = _(
        "Examples:\n"
        "  igglossary inspect report.docx           an outline with the notes under their sentences\n"
        "  igglossary inspect report.html -v        and what the page shows beside its text\n"
        "  igglossary inspect report.docx --json    the same for programs"
    )
    parser.add_argument("report", type=input_path, metavar="REPORT", help=_("a report"))
    parser.add_argument("--lang", type=language, default="de", help=_("the language of the report (default: de)"))


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Print the analysis of one report."""
    from igglossary.service.inspection import to_neutral  # the readers and the linker are heavy

    found = context.desk.inspect(arguments.report, lang=arguments.lang)
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
    _print_counts(context, document)
    _Outline(context, found).print()
    _print_left_out(context, document)
    if found.pairs:
        out.line()
        out.styled((_("Term pairs"), BOLD))
    for pair in found.pairs:
        remark = "  " + _("(in the term base)") if pair.known_concept else ""
        out.styled((f"  {100 * pair.score:3.0f} %  ", DIM), f"{pair.german} ↔ {pair.english}", (remark, DIM))


class _Outline:
    """Prints the text with its notes and links under their sentences."""

    def __init__(self, context: Context, found: Analysis) -> None:
        self.context, self.out, self.document = context, context.output, found.document
        self.notes = {note.id: note for note in found.document.footnotes}
        self.markers: dict[str, list[str]] = defaultdict(list)
        for marker in found.document.markers:
            self.markers[marker.sentence].append(marker.footnote)
        self.links: dict[str, list[Link]] = defaultdict(list)
        for link in found.links:
            self.links[link.german.segment].append(link)
        self.shown: set[str] = set()

    def print(self) -> None:
        """Print all paragraphs, then the notes to which nothing refers."""
        section, kind = None, ""
        for paragraph in self.document.paragraphs:
            if not (kind == paragraph.kind and kind in _CLOSE_TOGETHER):
                self.out.line()
            kind = paragraph.kind
            if paragraph.section not in (None, section) and kind != "heading":  # a heading prints itself
                self.out.styled((str(paragraph.section), BOLD))
            section = paragraph.section
            self._print_paragraph(paragraph)
        others = [footnote for footnote in self.notes if footnote not in self.shown]
        if others:
            self.out.line()
            self.out.styled((_("Notes to which nothing in the text refers"), BOLD))
        for footnote in others:
            self._print_note(footnote)

    def _print_paragraph(self, paragraph: Paragraph) -> None:
        if paragraph.kind == "table_cell" and not paragraph.sentences:
            self.out.styled((f"| {paragraph.text}", DIM))
        for sentence in paragraph.sentences:
            self.out.line(f"• {sentence.text}" if paragraph.kind == "list_item" else sentence.text)
            for footnote in self.markers[sentence.id]:
                self._print_note(footnote)
            for link in self.links[sentence.id]:
                _print_link(self.context, link, sentence)

    def _print_note(self, footnote: str) -> None:
        note = self.notes.get(footnote)
        if note is not None:  # else the problems say so
            _print_note(self.context, note, is_first=footnote not in self.shown)
        self.shown.add(footnote)


def _print_counts(context: Context, document: Document) -> None:
    """What a person needs to judge at a glance whether the report was read well."""
    languages = Counter(quotation.lang for note in document.footnotes for quotation in note.quotations)
    counts = (
        (_("sentences"), len(document.sentences)),
        (_("headings"), len(document.section_headings)),
        (_("table cells"), sum(paragraph.kind == "table_cell" for paragraph in document.paragraphs)),
        (_("footnotes"), len(document.footnotes)),
        (_("references"), len(document.markers)),
        *((_("quotations ({language})").format(language=lang), number) for lang, number in sorted(languages.items())),
    )
    context.output.styled((" · ".join(f"{name} {number}" for name, number in counts if number), DIM))
    if document.left_out:
        reasons = Counter(reason_word(left.reason) for left in document.left_out)
        listed = " · ".join(f"{reason} {number}" for reason, number in reasons.most_common())
        hint = "" if context.diagnostics.is_verbose else "  " + _("(-v shows the words)")
        context.output.styled((_("left out: {kinds}").format(kinds=listed) + hint, DIM))


def _print_left_out(context: Context, document: Document) -> None:
    if not context.diagnostics.is_verbose or not document.left_out:
        return
    context.output.line()
    context.output.styled((_("Left out"), BOLD))
    for left in document.left_out:
        context.output.styled((f"  {reason_word(left.reason)}  ", DIM), " ".join(left.text.split()))


def reason_word(reason: str) -> str:
    """What the reason for leaving something out is called in the user's language."""
    return {
        "navigation": _("menus and the like"),
        "share": _("share lines"),
        "comments": _("comments"),
        "related": _("related articles"),
        "notice": _("notices"),
        "picture": _("pictures"),
        "page number": _("page numbers"),
        "reading time": _("reading times"),
        "template": _("templates"),
        "code": _("code"),
    }.get(reason, reason)


def _print_note(context: Context, note: Footnote, *, is_first: bool) -> None:
    if not is_first:
        context.output.styled((f"    [{note.id}] " + _("(see above)"), DIM))
        return
    source = note.cited
    pages = note.source.pages if note.back_reference is not None else source.pages  # "Ebd., S. 7" is page 7
    facts = (source.author, source.source_title, source.publisher, source.place, source.date_raw, pages)
    parts = [part for part in (*facts, source.url) if part]
    context.output.styled((f"    [{note.id}] " + (", ".join(parts) or note.raw), DIM))
    for quotation in note.quotations:
        context.output.styled((f"        {quotation.lang}  {quoted(quotation.text)}", DIM))


def _print_link(context: Context, link: Link, sentence: Segment) -> None:
    """Keep, relation and the English words; the German ones too if they are not the whole sentence."""
    english = " … ".join(span.text for span in link.english)
    german = "" if link.german.text == sentence.text else f"{link.german.text} ↔ "
    number = link.score if link.keep is None else link.keep
    head = f"    {100 * number:3.0f} % {say(relation_word(link.relation))} [{link.footnote}]  "
    context.output.styled((head, DIM), german, english)
