"""MultiTerm XML (RWS's MTF): concepts of any field names in, our fields under English names out.

The elements are those of the published schema (MultiTerm API documentation, XML Schema: MTF): ``conceptGrp`` with
``concept``, ``transacGrp``, ``descripGrp`` and ``languageGrp`` with ``language`` and ``termGrp``. Field names are free;
they are understood like column headers of a table, in German too, and kept as data categories otherwise.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final, NamedTuple

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
    CrossReference,
    DataCategory,
    LanguageSection,
    SourcedText,
    Status,
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
_SOURCES: Final = ("source", "definition_source", "context_source", "term_source")
_NAMES: Final = {"subject_field": "Subject", "term_source": "Source", "term_note": "Note"}
"""What our columns are called in MultiTerm, where it is not just their name."""
_FIELDS: Final[Mapping[type, Mapping[str, Field]]] = {
    kind: {each.header: each for each in contents_of(kind) if each.header} for kind in (Concept, LanguageSection, Term)
}
_ALIASES: Final[Mapping[type, Mapping[str, str]]] = {
    Concept: {"status": "review_status"},
    LanguageSection: {},
    Term: {"source": "term_source", "note": "term_note"},
}
"""Names that mean another field where they stand at one of these."""


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
        found = list(_descriptions(self.group))
        own = next((said.text for said in found if said.name == _ID), None)
        given = _fields((said for said in found if said.name != _ID), Concept)
        if "status" not in given:
            given |= self._unknown_status(found)
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

    def _unknown_status(self, found: Iterable[_Description]) -> dict[str, Any]:
        """An entry whose status nobody knows is a candidate."""
        unknown = next(filter(_is_status, found), None)
        if unknown is None:
            return {}
        message = _("Nobody here knows the status “{value}”; the entry is a candidate.")
        self.problems.append(Problem(self.where, message.format(value=unknown.text[:40]), line_of(self.group)))
        return {"status": Status.CANDIDATE}

    def _section(self, group: _Element) -> LanguageSection | None:
        language = group.find("language")
        name = "" if language is None else str(language.get("lang") or language.get("type") or "")
        try:
            lang = language_of(name) or normalise_tag(name)
        except ValueError:
            message = _("“{name}” is no language that is known here.").format(name=name[:40])
            self.problems.append(Problem(self.where, message, line_of(group)))
            return None
        given = _fields(_descriptions(group), LanguageSection)
        at_terms: list[SourcedText] = []
        terms = tuple(_term(part, lang, at_terms) for part in group.iterfind("termGrp"))
        given["definitions"] = (*given.get("definitions", ()), *at_terms)
        return LanguageSection(lang, terms, transactions=_transactions(group), **given)


def _term(group: _Element, lang: str, definitions: list[SourcedText]) -> Term:
    """The term; a definition that stands at it goes to those of its language."""
    found = list(_descriptions(group))
    definitions += [SourcedText(said.text, said.source) for said in found if meaning(said.name)[0] == "definition"]
    given = _fields((said for said in found if meaning(said.name)[0] != "definition"), Term)
    return Term(_text(group.find("term")), lang, transactions=_transactions(group), **given)


def _is_status(said: _Description) -> bool:
    return meaning(said.name)[0] in ("status", "review_status")


def _fields(found: Iterable[_Description], kind: type) -> dict[str, Any]:
    """The values of the fields that descriptions say; what is no field, or says nothing known, is ``other``."""
    given: dict[str, Any] = {}
    other: list[DataCategory] = []
    links = "related" if kind is Concept else "references"
    for said in found:
        column = meaning(said.name)[0]
        known = _FIELDS[kind].get(_ALIASES[kind].get(column, column))
        if said.link is not None:
            given[links] = (*given.get(links, ()), CrossReference(said.link, label=said.text or None))
        elif known is not None and _take(given, known, said):
            continue
        elif kind is Term and column == "status" and cells.is_prohibition(said.text):
            given["is_forbidden"] = True
        else:
            other += _categories(said, _element_of(kind, column))
    return {**given, "other": tuple(other)}


def _element_of(kind: type, column: str) -> str:
    """The meta data category of what is no field."""
    return "termNote" if kind is Term and column != UNKNOWN else "descrip"


def _take(given: dict[str, Any], known: Field, said: _Description) -> bool:
    """Put what a description says of a field to the others; False if it says nothing known, or it was said before."""
    value = _value(known, said)
    if value is None or (known.name in given and not known.is_many):
        return False
    given[known.name] = given.get(known.name, ()) + value if known.is_many else value
    return True


def _value(known: Field, said: _Description) -> Any:
    """What a description says of a field (a tuple if it holds several), None if it says nothing that is known."""
    if known.values is not None:
        return cells.pick(known.values, said.text)
    if known.shape is Shape.FLAG:
        return cells.truth(said.text)
    if known.shape is Shape.SOURCED:
        return (SourcedText(said.text, said.source),)
    if known.shape in (Shape.COLLOCATIONS, Shape.ATTESTATIONS):
        item = read_item(known.shape, said.text)
        return None if item is None else (item,)
    return (_with_source(said),) if known.is_many else said.text


def _text(element: _Element | None) -> str:
    """All text inside an element, links of MultiTerm included."""
    return "" if element is None else "".join(str(part) for part in element.itertext())


class _Description(NamedTuple):
    """One ``descripGrp``: field name, text, source (a description of the description), the entry that it links to."""

    name: str
    text: str
    source: str | None = None
    link: str | None = None


def _with_source(said: _Description) -> str:
    return said.text if said.source is None else f"{said.text} ({said.source})"


def _categories(said: _Description, element: str = "descrip") -> list[DataCategory]:
    """A field without a place of its own, and its source."""
    found = [DataCategory(element, said.name, said.text)]
    return found if said.source is None else [*found, DataCategory(element, f"{said.name} source", said.source)]


def _link(descrip: _Element) -> str | None:
    """The number of the entry that a field is nothing but a link to: ``<xref Tlink="Concept:13">``."""
    xref = descrip.find("xref")
    if xref is None or (descrip.text or "").strip() or (xref.tail or "").strip():
        return None
    kind, _colon, target = str(xref.get("Tlink") or "").partition(":")
    return target.strip() or None if kind.casefold() in ("concept", "term") else None


def _descriptions(group: _Element) -> Iterator[_Description]:
    """The descriptions of a group; those of a description that are no source stand before it."""
    for part in group.iterfind("descripGrp"):
        descrip = part.find("descrip")
        if descrip is None:
            continue
        source: str | None = None
        for said in _descriptions(part):
            if meaning(said.name)[0] in _SOURCES and source is None:
                source = said.text
            else:
                yield said._replace(source=None)
        yield _Description(str(descrip.get("type") or ""), _text(descrip), source, _link(descrip))


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
