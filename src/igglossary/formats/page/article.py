"""One concept as an article: what ``concept_fields`` describes, by its shape, so that a new field is shown too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from igglossary.concept_fields import WORDS, Shape, contents_of
from igglossary.formats.page.markup import anchor, in_language, shown
from igglossary.messages import _
from igglossary.model import AdministrativeStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from igglossary.concept_fields import Field
    from igglossary.formats.page.markup import Words
    from igglossary.messages import Message
    from igglossary.model import (
        Attestation,
        Collocation,
        Concept,
        CrossReference,
        DataCategory,
        LanguageSection,
        Place,
        SourcedText,
        Term,
        Transaction,
    )

_AVOIDED: Final = (AdministrativeStatus.DEPRECATED, AdministrativeStatus.SUPERSEDED)
_FIRST: Final = ("de", "en")
_CITING: Final = _("which cites")
_CHANGES: Final[Mapping[str, Message]] = {"origination": _("entered"), "modification": _("changed")}
_PROGRAMS_OWN: Final[Mapping[Shape, Message]] = {Shape.PROVENANCE: _("found in"), Shape.TRANSACTIONS: _("changes")}
_LONG: Final = (Shape.SOURCED, Shape.COLLOCATIONS, Shape.PROVENANCE)
"""Each value has a line of its own."""


class Entry(NamedTuple):
    """A concept with its place on the page."""

    number: int
    concept: Concept
    headings: tuple[Term, ...]
    """One or two terms by which it is called."""


def is_avoided(term: Term) -> bool:
    """True for a term that is none to use."""
    return term.is_forbidden or term.administrative_status in _AVOIDED


def headings(concept: Concept) -> tuple[Term, ...]:
    """The best term of the first two languages, German and English before others."""
    ordered = sorted(concept.languages, key=lambda one: (*(not one.lang.lower().startswith(lang) for lang in _FIRST),))
    best = [min(section.terms, key=_rank) for section in ordered if section.terms]
    return tuple(best[:2])


def _rank(term: Term) -> int:
    return 2 if is_avoided(term) else term.administrative_status is not AdministrativeStatus.PREFERRED


class Articles:
    """Makes the articles of one page, which link to each other."""

    def __init__(self, entries: Mapping[str, Entry], words: Words) -> None:
        """``entries`` by the ids of their concepts."""
        self._entries = entries
        self._words = words
        self._makers: Mapping[Shape, Callable[..., str]] = {
            Shape.TEXT: shown,
            Shape.TEXTS: shown,
            Shape.SOURCED: self._sourced,
            Shape.REFERENCES: self._reference,
            Shape.CATEGORIES: self._category,
            Shape.COLLOCATIONS: self._collocation,
            Shape.ATTESTATIONS: self._attestation,
            Shape.TRANSACTIONS: self._transaction,
            Shape.PROVENANCE: self._place,
        }

    def article(self, entry: Entry) -> str:
        """The whole article."""
        concept, name = entry.concept, shown(anchor(entry.concept.id))
        parts = [
            f'<article id="{name}"><h2><span class="number">{entry.number} </span>',
            f'<a href="#{name}">{self._title(entry)}</a></h2>',
            self._paragraph(self._picked(concept), "label"),
        ]
        for section in concept.languages:
            parts += ["<ul>", *(self._item(term, section) for term in section.terms), "</ul>"]
            parts += [self._paragraph([text]) for text in self._said(section, section.lang)]
        parts += [self._paragraph([text]) for text in self._said(concept, "")]
        return "".join(parts) + "</article>\n"

    def _title(self, entry: Entry) -> str:
        return " – ".join(in_language(term.text, term.lang) for term in entry.headings) or shown(entry.concept.id)

    def _item(self, term: Term, section: LanguageSection) -> str:
        style = "term avoid" if is_avoided(term) else "term"
        picked = ", ".join(self._picked(term))
        said = "".join(f'<span class="more">{text}</span>' for text in self._said(term, term.lang))
        tag = f'<span class="tag">{shown(term.lang or section.lang)}</span>'
        facts = f' <span class="label">{picked}</span>' if picked else ""
        return f"<li>{tag}{in_language(term.text, term.lang, style)}{facts}{said}</li>"

    @staticmethod
    def _paragraph(texts: list[str], style: str = "") -> str:
        kind = f' class="{style}"' if style else ""
        return f"<p{kind}>{', '.join(texts)}</p>" if texts else ""

    def _picked(self, owner: Concept | LanguageSection | Term) -> list[str]:
        """What a word says: values that are picked, and flags."""
        found = []
        for field in contents_of(type(owner)):
            value = getattr(owner, field.name)
            if value != field.default and field.shape in (Shape.PICK, Shape.FLAG):
                found.append(self._words.tag(WORDS[value] if field.shape is Shape.PICK else field.label))
        return found

    def _said(self, owner: Concept | LanguageSection | Term, lang: str) -> list[str]:
        """What a sentence says: everything else, a text for each field or, of what is long, for each value."""
        found = []
        for field in contents_of(type(owner)):
            make = self._makers.get(field.shape)
            value = getattr(owner, field.name)
            if make is None or value == field.default:
                continue
            values = [_in(make(one), lang, field) for one in (value if field.is_many else (value,))]
            if field.shape not in _LONG:
                values = ["; ".join(values)]
            named = _PROGRAMS_OWN.get(field.shape, field.label)
            found += [f"{self._words.tag(named, 'i')} {one}" for one in values]
        return found

    @staticmethod
    def _sourced(value: SourcedText) -> str:
        source = f' <span class="source">({shown(value.source)})</span>' if value.source else ""
        return shown(value.text) + source

    def _reference(self, value: CrossReference) -> str:
        entry = self._entries.get(value.target)
        if entry is not None:
            return f'<a href="#{shown(anchor(value.target))}">{self._title(entry)}</a>'
        text = value.label or value.target
        return _link(value.target, text) if _is_address(value.target) else shown(text)

    @staticmethod
    def _category(value: DataCategory) -> str:
        return f"{shown(value.name)} = {shown(value.value)}"

    @staticmethod
    def _collocation(value: Collocation) -> str:
        return " = ".join(in_language(text, lang) for lang, text in value.texts)

    @staticmethod
    def _attestation(value: Attestation) -> str:
        return ", ".join(shown(one) for one in (value.body, value.symbol, value.date) if one)

    def _transaction(self, value: Transaction) -> str:
        kind = self._words.tag(_CHANGES[value.kind]) if value.kind in _CHANGES else shown(value.kind)
        return " ".join((kind, *(shown(one) for one in (value.date, value.person) if one)))

    def _place(self, value: Place) -> str:
        here = ", ".join(shown(one) for one in (value.document, value.document_date) if one)
        source = [shown(one) for one in (value.publisher, value.source_date) if one]
        if value.url:
            source.append(_link(value.url, value.url) if _is_address(value.url) else shown(value.url))
        return f"{here}, {self._words.tag(_CITING)} {', '.join(source)}" if source else here


def _in(text: str, lang: str, field: Field) -> str:
    return f'<span lang="{shown(lang)}">{text}</span>' if lang and field.shape is Shape.SOURCED else text


def _is_address(text: str) -> bool:
    return text.startswith(("https://", "http://"))


def _link(address: str, text: str) -> str:
    return f'<a href="{shown(address)}" rel="noreferrer">{shown(text)}</a>'
