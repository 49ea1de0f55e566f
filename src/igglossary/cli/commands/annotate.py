"""``igglossary annotate``: the terms of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from igglossary.cli.output import BOLD, DIM
from igglossary.cli.standard_input import read_standard_input
from igglossary.cli.values import language
from igglossary.errors import ExitCode
from igglossary.i18n import _

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from igglossary.cli.context import Context
    from igglossary.store.sqlite.store import Store
    from igglossary.terms.recognition.recognise import TermHit


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``annotate``."""
    parser.epilog = _(
        "Examples:\n"
        "  igglossary annotate text.txt               the text with a translation beside each term\n"
        "  igglossary annotate report.docx --json     every hit with its place\n"
        "  igglossary annotate - --lang en < text.txt"
    )
    parser.add_argument("file", metavar="FILE", help=_("a text or a document; - is standard input"))
    parser.add_argument("--lang", type=language, default="de", help=_("the language of the text (default: de)"))
    parser.add_argument("--nested", action="store_true", help=_("terms inside longer terms too"))


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Print the text with its terms, or the hits as JSON."""
    from igglossary.reports import read_text  # the readers and the lexicon are heavy
    from igglossary.workflow.terminology import annotate

    text = read_standard_input() if arguments.file == "-" else read_text(arguments.file)
    with context.open_store() as store:
        hits = annotate(store, text, arguments.lang, nested=arguments.nested or context.is_json)
        shown = [_as_json(store, hit) for hit in hits]
    if context.is_json:
        context.output.json({"hits": shown})
    else:
        _print_text(context, text, shown)
    return ExitCode.OK


def _as_json(store: Store, hit: TermHit) -> dict[str, Any]:
    from igglossary.store.sqlite.lookup import concept_translations  # as above

    return {
        "start": hit.start,
        "end": hit.end,
        "surface": hit.surface,
        "concept": hit.concept,
        "term": hit.term,
        "match": hit.match,
        "translations": concept_translations(store, hit.concept, hit.entry.lang),
    }


def _print_text(context: Context, text: str, hits: Sequence[dict[str, Any]]) -> None:
    """The text, each term followed by its first translation in brackets; of overlapping hits the first."""
    parts: list[str | tuple[str, str]] = []
    position = 0
    for hit in hits:
        if hit["start"] < position:
            continue
        translation = hit["translations"][0]["term"] if hit["translations"] else "–"
        parts += [text[position : hit["start"]], (hit["surface"], BOLD), (f" [{translation}]", DIM)]
        position = hit["end"]
    context.output.styled(*parts, text[position:].rstrip("\n"))
