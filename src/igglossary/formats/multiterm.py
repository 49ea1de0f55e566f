"""MultiTerm XML (RWS's MTF): concepts of any field names in, our fields under English names out.

The elements are those of the published schema (MultiTerm API documentation, XML Schema: MTF): ``conceptGrp`` with
``concept``, ``transacGrp``, ``descripGrp`` and ``languageGrp`` with ``language`` and ``termGrp``. Field names are free;
they are understood like column headers of a table, in German too, and kept as data categories otherwise.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

from igglossary.concept_fields import Shape, contents_of, read_item, write_item
from igglossary.errors import InputError, Problem
from igglossary.formats.files import open_output
from igglossary.formats.language_names import english_name, language_of
from igglossary.formats.markup import escape_attribute, escape_text
from igglossary.formats.report import Skipped, Tally
from igglossary.formats.tables import cells
from igglossary.formats.tables.columns import UNKNOWN, meaning
from igglossary.formats.tables.concept_rows import fit
from igglossary.formats.tables.row_concepts import derived_id
from igglossary.formats.trees import line_of, tree_of
from igglossary.messages import _
from igglossary.model import (
    Attestation,
    Collocation,
    Concept,
    DataCategory,
    LanguageSection,
    SourcedText,
    Term,
    Transaction,
)
from igglossary.text.languages import normalise_tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from os import PathLike

    from lxml.etree import _Element

    from igglossary.concept_fields import Field
    from igglossary.formats.files import Target
    from igglossary.formats.report import ExportReport

_ID: Final = "igglossary id"
_NAMES: Final = {"subject_field": "Subject", "term_source": "Source", "term_note": "Note"}
"""What our columns are called in MultiTerm, where it is not just their name."""
_OF_A_TERM: Final = {each.header: each for each in contents_of(Term) if each.header}
_OF_A_CONCEPT: Final = {each.header: each for each in contents_of(Concept) if each.header}
_OF_A_SECTION: Final = {each.header: each for each in contents_of(LanguageSection) if each.header}
_IN_A_TERM: Final = {"source": "term_source", "note": "term_note"}
"""Names that mean a field of the term where they stand at one."""


def read_multiterm(path: str | PathLike[str]) -> Iterator[Concept | Problem]:
    """The concepts of a MultiTerm XML file, in any encoding.

    Raises:
        InputError: the file cannot be read or is no MultiTerm XML.
        UnsafeInputError: it declares entities or is too large for one tree (64 MiB).
    """
    where = os.fspath(path)
    root = tree_of(path)
    if root.tag != "mtf":
        raise InputError(_("This is no MultiTerm XML: its first element is not <mtf>."), where=where)
    seen: set[str] = set()
    for group in root.iterfind("conceptGrp"):
        draft = _Reader(group, where)
        concept = draft.concept()
        yield from draft.problems
        if concept is None:
            continue
        if concept.id in seen:
            message = _("The id is that of another entry; the entry was left out.")
            yield Skipped(where, message, line_of(group), concept.id)
            continue
        seen.add(concept.id)
        yield concept


class _Reader:
    """Reads one ``conceptGrp``."""

    def __init__(self, group: _Element, where: str) -> None:
        self.group = group
        self.where = where
        self.problems: list[Problem] = []

    def concept(self) -> Concept | None:
        number = _text(self.group.find("concept"))
        found = [each for each in _descriptions(self.group) if each[0] != _ID]
        own = next((text for name, text, _source in _descriptions(self.group) if name == _ID), None)
        given = _fields(found, _OF_A_CONCEPT, {"status": "review_status"})
        sections = [self._section(part) for part in self.group.iterfind("languageGrp")]
        languages = tuple(section for section in sections if section is not None)
        terms = [(term.lang, term.text) for section in languages for term in section.terms]
        id_ = own or number.strip() or derived_id(terms)
        if not languages:
            self.problems.append(
                Skipped(self.where, _("The entry has no term; it was left out."), line_of(self.group), id_)
            )
            return None
        return Concept(id_, languages, transactions=_transactions(self.group), **given)

    def _section(self, group: _Element) -> LanguageSection | None:
        language = group.find("language")
        name = "" if language is None else str(language.get("lang") or language.get("type") or "")
        try:
            lang = language_of(name) or normalise_tag(name)
        except ValueError:
            message = _("“{name}” is no language that is known here.").format(name=name[:40])
            self.problems.append(Problem(self.where, message, line_of(group)))
            return None
        terms = tuple(self._term(part, lang) for part in group.iterfind("termGrp"))
        given = _fields(_descriptions(group), _OF_A_SECTION)
        return LanguageSection(lang, terms, transactions=_transactions(group), **given)

    def _term(self, group: _Element, lang: str) -> Term:
        given: dict[str, Any] = _fields(_descriptions(group), _OF_A_TERM, _IN_A_TERM, unknown_element="termNote")
        return Term(_text(group.find("term")), lang, transactions=_transactions(group), **given)


def _fields(
    found: Iterable[tuple[str, str, str | None]],
    fields: Mapping[str, Field],
    aliases: Mapping[str, str] | None = None,
    *,
    unknown_element: str = "descrip",
) -> dict[str, Any]:
    """The values of the fields that descriptions say; what is no field, or says nothing known, is ``other``."""
    given: dict[str, Any] = {}
    other: list[DataCategory] = []
    for name, text, source in found:
        column = meaning(name)[0]
        known = fields.get((aliases or {}).get(column, column))
        value = None if known is None else _value(known, text, source)
        if known is not None and value is not None and (known.is_many or known.name not in given):
            given[known.name] = given.get(known.name, ()) + value if known.is_many else value
        elif column == "status" and text.strip().casefold() in ("forbidden", "verboten") and fields is _OF_A_TERM:
            given["is_forbidden"] = True
        else:
            other.append(DataCategory(unknown_element if column != UNKNOWN else "descrip", name, text))
    return {**given, "other": tuple(other)}


def _value(known: Field, text: str, source: str | None) -> Any:
    """What a description says of a field (a tuple if it holds several), None if it says nothing that is known."""
    if known.values is not None:
        return cells.pick(known.values, text)
    if known.shape is Shape.FLAG:
        return cells.truth(text)
    if known.shape is Shape.SOURCED:
        return (SourcedText(text, source),)
    if known.shape in (Shape.COLLOCATIONS, Shape.ATTESTATIONS):
        item = read_item(known.shape, text)
        return None if item is None else (item,)
    return (text,) if known.is_many else text


def _text(element: _Element | None) -> str:
    """All text inside an element, links of MultiTerm included."""
    return "" if element is None else "".join(str(part) for part in element.itertext())


def _descriptions(group: _Element) -> Iterator[tuple[str, str, str | None]]:
    """Field name, text and source (a description of the description) of each ``descripGrp``."""
    for part in group.iterfind("descripGrp"):
        descrip = part.find("descrip")
        if descrip is None:
            continue
        source: str | None = None
        for name, text, _nested in _descriptions(part):
            if meaning(name)[0] == "source" and source is None:
                source = text
            else:
                yield name, text, None
        yield str(descrip.get("type") or ""), _text(descrip), source


def _transactions(group: _Element) -> tuple[Transaction, ...]:
    found = []
    for part in group.iterfind("transacGrp"):
        transac = part.find("transac")
        if transac is not None:
            date = _text(part.find("date")).strip() or None
            found.append(Transaction(str(transac.get("type") or "modification"), date, _text(transac).strip() or None))
    return tuple(found)


def write_multiterm(path: Target, concepts: Iterable[Concept], *, languages: Sequence[str] = ()) -> ExportReport:
    """Write MultiTerm XML in UTF-16 with byte order mark, as MultiTerm and memoQ write it.

    Entries are numbered from 1; our own id is a field of the entry. What is lost is what a table loses
    (``concept_rows.fit``), dates and persons included: MultiTerm sets its own on import.

    Raises:
        OutputError: the file cannot be written.
    """
    tally = Tally()
    with open_output(path) as stream:
        stream.write('\ufeff<?xml version="1.0" encoding="UTF-16"?>\n<mtf>\n'.encode("utf-16-le"))
        for number, concept in enumerate(concepts, start=1):
            kept = fit(concept, languages=languages, tally=tally)
            stream.write(_markup(kept, number).encode("utf-16-le", "replace"))
            tally.written += 1
        stream.write("</mtf>\n".encode("utf-16-le"))
    return tally.report()


def _markup(concept: Concept, number: int) -> str:
    parts = [f"<conceptGrp><concept>{number}</concept>", _descrip(_ID, concept.id), *_described(concept)]
    for section in concept.languages:
        name, tag = escape_attribute(english_name(section.lang)), escape_attribute(section.lang.upper())
        parts.append(f'<languageGrp><language type="{name}" lang="{tag}"/>')
        parts += _described(section)
        for term in section.terms:
            parts += [f"<termGrp><term>{escape_text(term.text)}</term>", *_described(term), "</termGrp>"]
        parts.append("</languageGrp>")
    parts.append("</conceptGrp>\n")
    return "".join(parts)


def _described(owner: Concept | LanguageSection | Term) -> Iterator[str]:
    """A description for each thing that an entry, a language or a term says; ``fit`` has left what has a name."""
    for each in contents_of(type(owner)):
        value = getattr(owner, each.name)
        if value == each.default:
            continue
        name = _NAMES.get(each.header) or each.header.replace("_", " ").capitalize()
        for item in value if each.is_many else (value,):
            if isinstance(item, SourcedText):
                yield _descrip(name, item.text, item.source)
            elif isinstance(item, (Collocation, Attestation)):
                yield _descrip(name, write_item(item))
            else:
                yield _descrip(name, "yes" if item is True else str(item))


def _descrip(name: str, text: str, source: str | None = None) -> str:
    inner = "" if source is None else _descrip("Source", source)
    return f'<descripGrp><descrip type="{escape_attribute(name)}">{escape_text(text)}</descrip>{inner}</descripGrp>'
