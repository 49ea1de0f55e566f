"""``igglossary annotate``: the terms of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.cli.output import BOLD, DIM
from igglossary.cli.standard_input import read_standard_input
from igglossary.cli.values import input_path, language, with_language_tags
from igglossary.errors import ExitCode
from igglossary.i18n import _

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from igglossary.answers.texts import MarkedTerm
    from igglossary.cli.context import Context


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``annotate``."""
    parser.epilog = _(
        "Examples:\n"
        "  igglossary annotate text.txt               the text with a translation beside each term\n"
        "  igglossary annotate report.docx --json     every hit with its place\n"
        "  igglossary annotate - --lang en < text.txt"
    )
    parser.add_argument("file", type=input_path, metavar="FILE", help=_("a text or a document; - is standard input"))
    parser.add_argument("--lang", type=language, default="de", help=_("the language of the text (default: de)"))
    parser.add_argument("--to", type=language, help=_("the language of the translations (default: German and English)"))
    parser.add_argument("--nested", action="store_true", help=_("terms inside longer terms too"))


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Print the text with its terms, or the hits as JSON."""
    from igglossary.reports import read_text  # the readers are heavy

    text = read_standard_input() if arguments.file == "-" else read_text(arguments.file)
    terms = context.desk.annotate(text, arguments.lang, to=arguments.to, nested=arguments.nested or context.is_json)
    if context.is_json:
        from igglossary.service.wire import marked_text  # only for programs

        context.output.json(marked_text(terms))
    else:
        _print_text(context, text, terms)
    return ExitCode.OK


def _print_text(context: Context, text: str, terms: Sequence[MarkedTerm]) -> None:
    """The text, each term followed by its first translation in brackets, and by the terms inside it with theirs."""
    parts: list[str | tuple[str, str]] = []
    position = 0
    for place, term in enumerate(terms):
        if term.start < position:
            continue
        inside = [f"{one.term} → {_translation(one)}" for one in _inside(terms, place)]
        said = "; ".join([_translation(term), *inside])
        parts += [text[position : term.start], (term.surface, BOLD), (f" [{said}]", DIM)]
        position = term.end
    context.output.styled(*parts, text[position:].rstrip("\n"))


def _inside(terms: Sequence[MarkedTerm], place: int) -> Iterator[MarkedTerm]:
    """The nested terms that begin before the one at ``place`` ends; they follow it directly."""
    for number in range(place + 1, len(terms)):
        if terms[number].start >= terms[place].end:
            return
        if terms[number].is_nested:
            yield terms[number]


def _translation(term: MarkedTerm) -> str:
    return (with_language_tags(term.translations) or ["–"])[0]
