"""The page as a whole: head, search, articles in alphabetical order, index, the data of the search."""

from __future__ import annotations

import json
import os
from base64 import b64encode
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING, Final

from igglossary.concept_fields import Shape, contents_of
from igglossary.formats.files import write_bytes
from igglossary.formats.page.article import Articles, Entry, headings
from igglossary.formats.page.markup import LANGUAGES, Words, anchor, in_language, shown
from igglossary.formats.report import Tally
from igglossary.languages.forms import term_forms
from igglossary.languages.keys import MATCH_KINDS
from igglossary.languages.script import key_script
from igglossary.messages import Message, _
from igglossary.model import TermKind
from igglossary.text.collation import collation_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from igglossary.formats.files import Target
    from igglossary.formats.page.markup import Say
    from igglossary.formats.report import ExportReport
    from igglossary.model import Concept, LanguageSection, Term

_HERE: Final = os.path.dirname(__file__)
_TITLE: Final = _("Glossary")
_BUTTONS: Final = {"en": "English", "de": "Deutsch"}
"""Each in its own language, for those who do not read the other."""


def _in_english(message: Message, _language: str | None) -> str:
    return str(message)


def write_page(
    target: Target, concepts: Iterable[Concept], *, say: Say = _in_english, opening: str = "en"
) -> ExportReport:
    """Write the concepts as one page.

    Args:
        target: A path or stream.
        concepts: The entries; they are ordered by their first heading.
        say: Puts the page's own words into a language (``i18n.say``).
        opening: The language in which the page opens, one of ``markup.LANGUAGES``.

    Raises:
        OutputError: the file cannot be written.
    """
    tally = Tally()
    found = sorted(concepts, key=_order)
    entries = [Entry(number, concept, headings(concept)) for number, concept in enumerate(found, 1)]
    for entry in entries:
        tally.written += 1
        _count_losses(entry.concept, tally)
    write_bytes(target, _page(entries, Words(say, opening)).encode("utf-8", "replace"))
    return tally.report()


def _order(concept: Concept) -> tuple[tuple[str, str, str], ...]:
    return (*(collation_key(term.text) for term in headings(concept)), collation_key(concept.id))


def _count_losses(concept: Concept, tally: Tally) -> None:
    """A page says everything that is described."""
    owners: list[Concept | LanguageSection | Term] = [concept, *concept.languages, *_terms(concept)]
    for owner in owners:
        described = {each.name for each in contents_of(type(owner)) if each.shape is not Shape.UNDESCRIBED}
        tally.lose(owner, but=described)


def _page(entries: list[Entry], words: Words) -> str:
    script = f'"use strict";\n{key_script()}\n{_read("page.js")}'
    style = _read("page.css")
    articles = Articles({entry.concept.id: entry for entry in entries}, words)
    body = (
        f"{_header(len(entries), words)}<main>\n{''.join(articles.article(entry) for entry in entries)}</main>\n"
        f"{_index(entries, words)}"
    )
    title = words.tag(_TITLE, "title")
    return (
        f'<!DOCTYPE html>\n<html lang="{words.opening}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, script)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="generator" content="igglossary">\n'
        f"{title}\n<style>{style}</style>\n</head>\n<body>\n{body}"
        f'<script type="application/json">{_data(entries, words)}</script>\n'
        f"<script>{script}</script>\n</body>\n</html>\n"
    )


def _policy(style: str, script: str) -> str:
    """Nothing is loaded, nothing but the page's own style and script is obeyed, whatever stands in the entries."""
    hashes = [b64encode(sha256(text.encode()).digest()).decode() for text in (style, script)]
    return (
        f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _header(size: int, words: Words) -> str:
    buttons = "".join(f'<button type="button" lang="{tag}" hidden>{_BUTTONS[tag]}</button>' for tag in LANGUAGES)
    found = f'{words.tag(_("Found:"))} <span data-n="found">0</span> / <span data-n="all">{size}</span>'
    total = f'{words.tag(_("Entries:"))} <span data-n="all">{size}</span>'
    return (
        f'<header>\n<div class="top">{words.tag(_TITLE, "h1")}{buttons}</div>\n'
        f'<form role="search" hidden><label>{words.tag(_("Search in any form, any language (press /)"))}'
        '<input type="search" autocomplete="off" autocapitalize="off" spellcheck="false"></label></form>\n'
        f'<p role="status"><span class="total">{total}</span><span class="found" hidden>{found}</span></p>\n</header>\n'
    )


def _index(entries: list[Entry], words: Words) -> str:
    """All terms of each language in alphabetical order, with links, for those who print or have no JavaScript."""
    rows = [
        (term.lang.partition("-")[0].lower(), collation_key(term.text), entry.number, term.text, entry)
        for entry in entries
        for section in entry.concept.languages
        for term in section.terms
    ]
    rows.sort(key=lambda row: row[:4])
    parts = [f"<nav>{words.tag(_('Index'), 'h2')}"]
    for lang, group in groupby(rows, key=lambda row: row[0]):
        parts.append(f"<h3>{shown(lang)}</h3>\n<ul>")
        parts += [
            f'<li><a href="#{shown(anchor(entry.concept.id))}">{in_language(text, lang)}</a> {number}</li>\n'
            for _lang, _key, number, text, entry in group
        ]
        parts.append("</ul>\n")
    return "".join(parts) + "</nav>\n"


def _data(entries: list[Entry], words: Words) -> str:
    """What the script reads: its words, and of each concept the keys of its terms by the kind of match.

    ``<`` is escaped, so that nothing in it ends the element.
    """
    data = {"languages": LANGUAGES, "words": words.table(), "keys": [_keys(entry.concept) for entry in entries]}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _keys(concept: Concept) -> list[str]:
    """The keys of all terms, those of a better kind first, a line each."""
    best: dict[str, int] = {}
    for term in _terms(concept):
        forms = term_forms(term.text, term.lang, is_acronym=term.kind is TermKind.ACRONYM)
        for form, kind in forms.items():
            rank = MATCH_KINDS.index(kind)
            best[form] = min(rank, best.get(form, rank))
    return ["\n".join(form for form, rank in best.items() if rank == wanted) for wanted in range(len(MATCH_KINDS))]


def _terms(concept: Concept) -> Iterator[Term]:
    for section in concept.languages:
        yield from section.terms


def _read(name: str) -> str:
    with open(os.path.join(_HERE, name), encoding="utf-8") as file:
        return file.read()
