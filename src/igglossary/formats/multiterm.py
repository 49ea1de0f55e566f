"""MultiTerm XML (RWS's MTF): concepts of any field names in, our fields under English names out.

The elements are those of the published schema (MultiTerm API documentation, XML Schema: MTF): ``conceptGrp`` with
``concept``, ``transacGrp``, ``descripGrp`` and ``languageGrp`` with ``language`` and ``termGrp``. Field names are free;
they are understood like column headers of a table, in German too, and kept as data categories otherwise.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final, NamedTuple

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
    AdministrativeStatus,
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
    from collections.abc import Iterable, Iterator, Sequence
    from os import PathLike

    from lxml.etree import _Element

    from igglossary.formats.files import Target
    from igglossary.formats.report import ExportReport

_ID: Final = "igglossary id"
_SOURCES: Final = ("source", "definition_source", "context_source", "term_source")
_PICKED: Final = {
    "part_of_speech": ("part_of_speech", cells.part_of_speech, "Part of speech"),
    "gender": ("gender", cells.gender, "Gender"),
    "number": ("number", cells.number, "Number"),
    "term_type": ("kind", cells.term_kind, "Term type"),
    "forbidden": ("is_forbidden", cells.truth, "Forbidden"),
    "case_sensitive": ("is_case_sensitive", cells.truth, "Case sensitive"),
    "do_not_translate": ("is_untranslatable", cells.truth, "Do not translate"),
    "status": ("administrative_status", cells.term_status, "Status"),
}
_TEXTS: Final = {
    "use_instead": ("use_instead", "Use instead"),
    "usage_note": ("usage_note", "Usage note"),
    "region": ("region", "Region"),
    "source": ("source", "Source"),
    "term_source": ("source", "Source"),
}


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
        self.fields: dict[str, Any] = {"definitions": [], "notes": [], "other": [], "related": []}

    def concept(self) -> Concept | None:
        number = _text(self.group.find("concept"))
        for said in _descriptions(self.group):
            self._concept_field(said)
        sections = [self._section(part) for part in self.group.iterfind("languageGrp")]
        languages = tuple(section for section in sections if section is not None)
        terms = [(term.lang, term.text) for section in languages for term in section.terms]
        id_ = self.fields.pop("id", None) or number.strip() or derived_id(terms)
        if not languages:
            self.problems.append(
                Skipped(self.where, _("The entry has no term; it was left out."), line_of(self.group), id_)
            )
            return None
        lists: dict[str, Any] = {
            name: tuple(self.fields.pop(name)) for name in ("definitions", "notes", "other", "related")
        }
        return Concept(id_, languages, transactions=_transactions(self.group), **lists, **self.fields)

    def _concept_field(self, said: _Description) -> None:
        name, text, source, link = said
        field = meaning(name)[0]
        status = cells.review_status(text) if field in ("status", "review_status") else None
        if link is not None:
            self.fields["related"].append(CrossReference(link, label=text or None))
        elif name == _ID:
            self.fields["id"] = text
        elif field == "definition":
            self.fields["definitions"].append(SourcedText(text, source))
        elif field == "note":
            self.fields["notes"].append(_with_source(said))
        elif field in ("subject_field", "source") and field not in self.fields:
            self.fields[field] = text
        elif status is not None:
            self.fields["status"] = status
        elif field in ("status", "review_status"):
            self.fields["status"] = Status.CANDIDATE
            message = _("Nobody here knows the status “{value}”; the entry is a candidate.")
            self.problems.append(Problem(self.where, message.format(value=text[:40]), line_of(self.group)))
        else:
            self.fields["other"] += _categories(said)

    def _section(self, group: _Element) -> LanguageSection | None:
        language = group.find("language")
        name = "" if language is None else str(language.get("lang") or language.get("type") or "")
        try:
            lang = language_of(name) or normalise_tag(name)
        except ValueError:
            message = _("“{name}” is no language that is known here.").format(name=name[:40])
            self.problems.append(Problem(self.where, message, line_of(group)))
            return None
        definitions: list[SourcedText] = []
        notes: list[str] = []
        other: list[DataCategory] = []
        references: list[CrossReference] = []
        for said in _descriptions(group):
            field = meaning(said.name)[0]
            if said.link is not None:
                references.append(CrossReference(said.link, label=said.text or None))
            elif field == "definition":
                definitions.append(SourcedText(said.text, said.source))
            elif field == "note":
                notes.append(_with_source(said))
            else:
                other += _categories(said)
        terms = tuple(self._term(part, lang, definitions) for part in group.iterfind("termGrp"))
        return LanguageSection(
            lang, terms, tuple(definitions), tuple(notes), _transactions(group), tuple(references), tuple(other)
        )

    def _term(self, group: _Element, lang: str, definitions: list[SourcedText]) -> Term:
        """The term; a definition that stands at it goes to those of its language."""
        given: dict[str, Any] = {}
        lists: dict[str, list[Any]] = {"contexts": [], "notes": [], "other": [], "references": []}
        for said in _descriptions(group):
            name, text, source, link = said
            field = meaning(name)[0]
            value = _PICKED[field][1](text) if field in _PICKED else None
            if link is not None:
                lists["references"].append(CrossReference(link, label=text or None))
            elif field == "definition":
                definitions.append(SourcedText(text, source))
            elif field == "status" and cells.is_prohibition(text):
                given["is_forbidden"] = True
            elif value is not None:
                given[_PICKED[field][0]] = value
            elif field in _TEXTS and _TEXTS[field][0] not in given:
                given[_TEXTS[field][0]] = text
            elif field == "context":
                lists["contexts"].append(SourcedText(text, source))
            elif field in ("note", "term_note"):
                lists["notes"].append(_with_source(said))
            else:
                lists["other"] += _categories(said, "termNote" if field != UNKNOWN else "descrip")
        given |= {name: tuple(values) for name, values in lists.items()}
        return Term(_text(group.find("term")), lang, transactions=_transactions(group), **given)


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
    parts = [f"<conceptGrp><concept>{number}</concept>", _descrip(_ID, concept.id)]
    if concept.status is not Status.APPROVED:
        parts.append(_descrip("Review status", concept.status.value))
    parts += [_descrip("Subject", concept.subject_field)] if concept.subject_field else []
    parts += [_descrip("Source", concept.source)] if concept.source else []
    parts += [_descrip("Definition", item.text, item.source) for item in concept.definitions]
    parts += [_descrip("Note", note) for note in concept.notes]
    for section in concept.languages:
        name, tag = escape_attribute(english_name(section.lang)), escape_attribute(section.lang.upper())
        parts.append(f'<languageGrp><language type="{name}" lang="{tag}"/>')
        parts += [_descrip("Definition", item.text, item.source) for item in section.definitions]
        parts += [_descrip("Note", note) for note in section.notes]
        parts += [_term_markup(term) for term in section.terms]
        parts.append("</languageGrp>")
    parts.append("</conceptGrp>\n")
    return "".join(parts)


def _term_markup(term: Term) -> str:
    parts = [f"<termGrp><term>{escape_text(term.text)}</term>"]
    for attribute, _parse, name in _PICKED.values():
        value = getattr(term, attribute)
        if value is True:
            parts.append(_descrip(name, "yes"))
        elif value:
            parts.append(_descrip(name, AdministrativeStatus(value).value if name == "Status" else value.value))
    for attribute, name in dict(_TEXTS.values()).items():
        value = getattr(term, attribute)
        parts += [_descrip(name, value)] if value is not None else []
    parts += [_descrip("Context", item.text, item.source) for item in term.contexts]
    parts += [_descrip("Note", note) for note in term.notes]
    parts.append("</termGrp>")
    return "".join(parts)


def _descrip(name: str, text: str, source: str | None = None) -> str:
    inner = "" if source is None else _descrip("Source", source)
    return f'<descripGrp><descrip type="{escape_attribute(name)}">{escape_text(text)}</descrip>{inner}</descripGrp>'
