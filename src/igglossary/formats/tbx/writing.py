"""Writing TBX-Basic: v2 (``martif``), v3 DCA and v3 DCT, valid against schema and schematron, deterministic."""

from __future__ import annotations

import json
import re
import tempfile
from datetime import date
from typing import IO, TYPE_CHECKING, Any, Final, Literal

from igglossary._version import __version__
from igglossary.concept_fields import contents_of, write_item
from igglossary.formats.files import open_output
from igglossary.formats.markup import escape_attribute, escape_counted, escape_text, start_tag
from igglossary.formats.report import ExportReport, Tally
from igglossary.formats.tbx import vocabulary as names
from igglossary.formats.tbx.vocabulary import CONCEPT, LANGUAGE, TERM
from igglossary.formats.tmx.vocabulary import provenance_json
from igglossary.messages import _
from igglossary.model import AdministrativeStatus, Attestation, Collocation, SourcedText, TermKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from igglossary.concept_fields import Field
    from igglossary.formats.files import Target
    from igglossary.model import Concept, CrossReference, DataCategory, LanguageSection, Term, Transaction

Dialect = Literal["v2", "dca", "dct"]

_DATE = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ?)?\Z", re.ASCII)
_URL = re.compile(r"https?://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+\Z")
_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_MODELS: Final = "https://raw.githubusercontent.com/LTAC-Global"
_INDENTS: Final = tuple("  " * depth for depth in range(9))
_COPY: Final = 1 << 20
_OWN_WAY: Final = frozenset({"notes", "references", "related", "other", "transactions", "provenance"})
"""Fields that the writer has a method for."""


def write_tbx(
    target: Target,
    concepts: Iterable[Concept],
    *,
    dialect: Dialect = "v2",
    title: str = "igglossary",
    language: str = "en",
) -> ExportReport:
    """Write concepts as TBX-Basic, UTF-8, one after the other in constant memory.

    What TBX-Basic has no data category for stands in cross-references of our own (``vocabulary.FACTS``) and comes back
    on reading; what of it concerns people is a note in words as well.

    Args:
        target: A path, written atomically, or a binary stream.
        concepts: In the order in which they shall stand.
        dialect: ``v2`` is what every CAT tool reads; ``dca`` and ``dct`` are the styles of ISO 30042:2019.
        title: For the header.
        language: Of the file's own words (``xml:lang`` of the root).

    Returns:
        How many concepts were written and what had to be changed or left out.

    Raises:
        OutputError: the file cannot be written.
    """
    writer = _Writer(dialect)
    with open_output(target) as stream, tempfile.TemporaryFile() as body:
        for concept in concepts:
            writer.write(body, concept)
        stream.write(_head(dialect, title, language).encode())
        writer.copy(body, stream)
        stream.write(writer.foot().encode())
    return writer.tally.report()


def _head(dialect: Dialect, title: str, language: str) -> str:
    exported = f"Exported by igglossary {__version__}"
    out = ['<?xml version="1.0" encoding="UTF-8"?>\n']
    if dialect == "v2":
        out.append('<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">\n')
        out.append(start_tag("martif", (("type", "TBX-Basic"), ("xml:lang", language))) + "\n")
        root, xcs = "martif", "TBXBasicXCSV02.xcs"
    else:
        out += _model_hints(dialect)
        spaces = [("xmlns", names.CORE)]
        if dialect == "dct":
            spaces += [(f"xmlns:{prefix}", uri) for prefix, uri in names.MODULES.items()]
        out.append(
            start_tag("tbx", (("type", "TBX-Basic"), ("style", dialect), ("xml:lang", language), *spaces)) + "\n"
        )
        root, xcs = "tbx", names.BASIC
    out.append(
        f"  <{root}Header>\n    <fileDesc>\n      <titleStmt>\n        <title>{escape_text(title)}</title>\n"
        f"      </titleStmt>\n      <sourceDesc>\n        <p>{exported}</p>\n      </sourceDesc>\n    </fileDesc>\n"
        f'    <encodingDesc>\n      <p type="XCSURI">{xcs}</p>\n    </encodingDesc>\n  </{root}Header>\n'
        "  <text>\n    <body>\n"
    )
    return "".join(out)


def _model_hints(dialect: Dialect) -> list[str]:
    """The processing instructions that tell an editor where the schemas are."""
    relax = 'type="application/xml" schematypens="http://relaxng.org/ns/structure/1.0"'
    schematron = 'type="application/xml" schematypens="http://purl.oclc.org/dsdl/schematron"'
    nvdl = 'type="application/xml" schematypens="http://purl.oclc.org/dsdl/nvdl/ns/structure/1.0"'
    if dialect == "dca":
        files = [
            (f"{_MODELS}/TBX_Core_RNG/master/TBXcoreStructV03.rng", relax),
            (f"{_MODELS}/TBX-Basic_dialect/master/DCA/TBX-Basic_DCA.sch", schematron),
        ]
    else:
        files = [
            (f"{_MODELS}/TBX-Basic_dialect/master/DCT/TBX-Basic.nvdl", nvdl),
            (f"{_MODELS}/TBX-Basic_dialect/master/DCT/TBX-Basic_DCT.sch", schematron),
        ]
    return [f'<?xml-model href="{href}" {rest}?>\n' for href, rest in files]


class _Writer:
    """Makes the markup of one file; remembers its ids, its persons and the references that may lead nowhere."""

    def __init__(self, dialect: Dialect) -> None:
        self.tally = Tally()
        self._dialect = dialect
        self._is_v2 = dialect == "v2"
        self._entry, self._section, self._term = (
            ("termEntry", "langSet", "tig") if self._is_v2 else ("conceptEntry", "langSec", "termSec")
        )
        self._out: list[str] = []
        self._length = 0
        self._tags: dict[str, tuple[str, str]] = {}
        self._ids: set[str] = set()
        self._concepts: set[str] = set()
        self._persons: dict[str, str] = {}
        self._open_references: list[tuple[int, int, str, str]] = []
        """Byte offset in the body and length of a reference, its target, and the note that replaces it."""

    def write(self, body: IO[bytes], concept: Concept) -> None:
        """Append one concept to the body."""
        sections = [section for section in concept.languages if section.terms]
        if not sections:
            self.tally.drop(_("concepts without any term"))
            return
        self.tally.drop(_("languages of a concept without any term"), len(concept.languages) - len(sections))
        self._out = []
        self._write_concept(concept, sections)
        self._length += body.write("".join(self._out).encode())
        self.tally.written += 1

    def copy(self, body: IO[bytes], stream: IO[bytes]) -> None:
        """Copy the body, with a note in the place of each reference whose target is not in the file."""
        body.seek(0)
        at = 0
        for start, length, target, note in self._open_references:
            if target in self._ids:
                continue
            _copy_bytes(body, stream, start - at)
            body.seek(length, 1)
            stream.write(note.encode())
            at = start + length
        _copy_bytes(body, stream, self._length - at)

    def foot(self) -> str:
        """What follows the concepts: the persons."""
        root, objects = ("martif", "refObjectList") if self._is_v2 else ("tbx", "refObjectSec")
        out = ["    </body>\n"]
        if self._persons:
            out.append(f'    <back>\n      <{objects} type="respPerson">\n')
            for person, identity in self._persons.items():
                item = f'<item type="fn">{escape_text(person)}</item>'
                out.append(f'        <refObject id="{identity}">\n          {item}\n        </refObject>\n')
            out.append(f"      </{objects}>\n    </back>\n")
        out.append(f"  </text>\n</{root}>\n")
        return "".join(out)

    # --- levels ------------------------------------------------------------------------------------------------------

    def _write_concept(self, concept: Concept, sections: list[LanguageSection]) -> None:
        identity = self._concept_id(concept.id)
        self._line(3, start_tag(self._entry, (("id", identity),)))
        self._described(4, concept, ("descrip", "admin"))
        self._others(4, CONCEPT, concept.other)
        self._transactions(4, concept.transactions)
        self._references(4, CONCEPT, concept.related)
        self._notes(4, concept.notes)
        self._facts(4, self._facts_of(concept))
        for provenance in concept.provenance:
            self._fact(4, "provenance", provenance_json(provenance))
        for section in sections:
            self._write_section(section)
        self._line(3, f"</{self._entry}>")

    def _concept_id(self, wanted: str) -> str:
        """An id that is free in this file and reads as the concept's own; a concept's second one gets a number."""
        unique, number = wanted, 2
        while unique in self._concepts:
            unique, number = f"{wanted}-{number}", number + 1
        self.tally.drop(_("ids that occur twice, made unique"), int(unique != wanted))
        self._concepts.add(unique)
        copy = 1
        while names.xml_id(unique, copy) in self._ids:  # some term has it
            copy += 1
        identity = names.xml_id(unique, copy)
        self._ids.add(identity)
        return identity

    def _write_section(self, section: LanguageSection) -> None:
        self._line(4, start_tag(self._section, (("xml:lang", section.lang),)))
        self._described(5, section, ("descrip", "admin"))
        self._others(5, LANGUAGE, section.other)
        self._transactions(5, section.transactions)
        self._references(5, LANGUAGE, section.references)
        self._notes(5, section.notes)
        self._facts(5, self._facts_of(section))
        for term in section.terms:
            if term.text:
                self._write_term(term, section.lang)
            else:
                self.tally.drop(_("empty terms"))
        self._line(4, f"</{self._section}>")

    def _write_term(self, term: Term, lang: str) -> None:
        self._line(5, f"<{self._term}>")
        identity, facts = self._term_id(term)
        self._line(6, f"<term{identity}>{escape_counted(term.text, self.tally)}</term>")
        self._described(6, term, ("termNote",))
        self._others(6, TERM, [each for each in term.other if each.element == "termNote"])
        self._described(6, term, ("descrip", "admin"))
        self._others(6, TERM, [each for each in term.other if each.element != "termNote"])
        self._transactions(6, term.transactions)
        self._references(6, TERM, term.references)
        self._notes(6, term.notes)
        if term.lang != lang:
            facts.append(("language", term.lang))
        self._facts(6, [*facts, *self._facts_of(term)])
        self._line(5, f"</{self._term}>")

    def _term_id(self, term: Term) -> tuple[str, list[tuple[str, str]]]:
        """The attribute ``id`` with a blank before it, or the fact in its place if the id is taken."""
        if term.id is None:
            return "", []
        identity = names.xml_id(term.id)
        if identity in self._ids:
            return "", [("term id", term.id)]
        self._ids.add(identity)
        return f' id="{identity}"', []

    # --- fields ------------------------------------------------------------------------------------------------------

    def _described(self, depth: int, owner: Concept | LanguageSection | Term, elements: tuple[str, ...]) -> None:
        """The fields that are data categories of TBX-Basic, those of some meta elements only."""
        for each in contents_of(type(owner)):
            element, category = each.tbx or ("", "")
            if element not in elements or category not in names.BASIC_CATEGORIES:
                continue
            for item in _values_of(owner, each):
                if isinstance(item, SourcedText):
                    self._sourced(depth, category, item)
                else:
                    native = self._native(each, item)
                    self._category(depth, category, names.nearest(item) if native is None else native)

    def _native(self, field: Field, value: str) -> str | None:
        """A value as TBX-Basic has it in this version; None if it has no such value."""
        written = names.written_value(value)
        category = names.BASIC_CATEGORIES[field.tbx[1]] if field.tbx else None
        if category is None:
            return None
        allowed = category.v2_values if self._is_v2 else category.values
        return written if allowed is None or field.values is None or written in allowed else None

    def _is_native(self, field: Field, value: Any) -> bool:
        """True if ``_described`` says all of it."""
        if not field.tbx or field.tbx[1] not in names.BASIC_CATEGORIES:
            return False
        return field.is_many or self._native(field, value) is not None

    def _facts_of(self, owner: Concept | LanguageSection | Term) -> list[tuple[str, str]]:
        """What an owner says that no data category of TBX-Basic can; what cannot be said at all is counted."""
        facts: list[tuple[str, str]] = []
        for each in contents_of(type(owner)):
            value = getattr(owner, each.name)
            if value == each.default or each.name in _OWN_WAY or self._is_native(each, value):
                continue
            items = _values_of(owner, each)
            if each.note and all(map(_is_sayable, items)):
                facts += [(each.note, _said(item)) for item in items]
            else:
                self.tally.drop(each.lost, each.count(value))
        if ("forbidden", "yes") in facts and getattr(owner, "administrative_status", None) is None:
            facts[facts.index(("forbidden", "yes"))] = ("forbidden", "yes, without status")
        return facts

    def _facts(self, depth: int, facts: Iterable[tuple[str, str]]) -> None:
        for key, value in facts:
            self._fact(depth, key, value)

    # --- categories --------------------------------------------------------------------------------------------------

    def _sourced(self, depth: int, name: str, text: SourcedText) -> None:
        if text.source is None:
            self._category(depth, name, text.text)
            return
        self._line(depth, "<descripGrp>")
        self._category(depth + 1, name, text.text)
        self._category(depth + 1, "source", text.source)
        self._line(depth, "</descripGrp>")

    def _others(self, depth: int, level: str, others: Iterable[DataCategory]) -> None:
        """Categories that TBX-Basic has stand as themselves, if they come back as what they are; others as notes."""
        for each in others:
            category = names.BASIC_CATEGORIES.get(each.name)
            is_native = category is not None and category.element == each.element and level in category.levels
            if is_native and category is not None:
                allowed = category.v2_values if self._is_v2 else category.values
                is_native = (allowed is None or each.value in allowed) and _stays_other(level, each)
            if is_native:
                self._category(depth, each.name, each.value)
            else:
                self._fact(depth, "category", _json(each.element, each.name, each.value))

    def _transactions(self, depth: int, transactions: Iterable[Transaction]) -> None:
        for number, each in enumerate(transactions):
            if not _is_native_transaction(each):
                self._fact(depth, f"transaction {number}", _json(each.kind, each.date, each.person))
                continue
            self._transaction(depth, each)
            if self._is_v2 and each.date is not None and len(each.date) > 10:  # v2 has days only
                self._fact(depth, f"time {number}", each.date)

    def _transaction(self, depth: int, each: Transaction) -> None:
        self._line(depth, "<transacGrp>")
        self._category(depth + 1, "transactionType", each.kind)
        if each.date is not None:
            self._element(depth + 1, "date", each.date[:10] if self._is_v2 else each.date)
        if each.person is not None:
            identity = self._persons.setdefault(each.person, names.person_id(len(self._persons) + 1))
            self._category(depth + 1, "responsibility", each.person, target=identity)
        self._line(depth, "</transacGrp>")

    def _references(self, depth: int, level: str, references: Iterable[CrossReference]) -> None:
        for number, each in enumerate(references):
            category = names.BASIC_CATEGORIES.get(each.kind)
            fact = _json(each.target, each.kind, each.label)
            element = category.element if category and level in category.levels and each.label != "" else ""
            if element == "xref" and _is_url(each.target) and not each.target.startswith(names.FACTS):
                self._category(depth, each.kind, each.label or "", target=each.target)
            elif element == "ref":
                self._open_reference(depth, each, self._fact_markup(depth, f"reference {number}", fact))
            else:
                self._fact(depth, f"reference {number}", fact)

    def _open_reference(self, depth: int, reference: CrossReference, note: str) -> None:
        """A pointer to an entry that may follow; ``note`` takes its place if there is none."""
        target = names.xml_id(reference.target)
        before = self._length + sum(len(line.encode()) for line in self._out)
        self._category(depth, reference.kind, reference.label or "", target=target)
        self._open_references.append((before, len(self._out[-1].encode()), target, note))

    def _notes(self, depth: int, notes: Iterable[str]) -> None:
        for note in notes:
            if note.startswith(names.NOTE):
                self._fact(depth, "note", note)
            else:
                self._element(depth, "note", note)

    def _fact(self, depth: int, key: str, value: str) -> None:
        self._category(depth, "externalCrossReference", value, target=names.target_of(key))
        if (words := names.in_words(key, value)) is not None:
            self._element(depth, "note", words)

    def _fact_markup(self, depth: int, key: str, value: str) -> str:
        """The fact, for a place that is already written."""
        self._fact(depth, key, value)
        return self._out.pop()

    # --- markup ------------------------------------------------------------------------------------------------------

    def _category(self, depth: int, name: str, text: str, *, target: str | None = None) -> None:
        """An element of a data category, as one item of ``_out``."""
        tag, end = self._tags.get(name) or self._make_tags(name)
        if target is not None:
            tag = f'{tag[:-1]} target="{escape_attribute(target)}">'
        self._out.append(f"{_INDENTS[depth]}{tag}{escape_counted(text, self.tally)}{end}")

    def _make_tags(self, name: str) -> tuple[str, str]:
        category = names.BASIC_CATEGORIES[name]
        element, attribute = category.element, f' type="{name}"'
        if self._dialect == "dct":
            element, attribute = f"{category.module}:{name}", ""
        self._tags[name] = tags = (f"<{element}{attribute}>", f"</{element}>\n")
        return tags

    def _element(self, depth: int, name: str, text: str) -> None:
        self._out.append(f"{_INDENTS[depth]}<{name}>{escape_counted(text, self.tally)}</{name}>\n")

    def _line(self, depth: int, markup: str) -> None:
        self._out.append(f"{_INDENTS[depth]}{markup}\n")


def _said(item: object) -> str:
    """An item of a field as the value of one of our facts."""
    if isinstance(item, (Collocation, Attestation)):
        return write_item(item)
    return "yes" if item is True else str(item)


def _copy_bytes(source: IO[bytes], target: IO[bytes], length: int) -> None:
    while length > 0 and (data := source.read(min(length, _COPY))):
        target.write(data)
        length -= len(data)


def _json(*parts: str | None) -> str:
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


def _is_date(text: str) -> bool:
    """True for a date or time of XML Schema that every reader takes."""
    match = _DATE.match(text)
    if match is None:
        return False
    try:
        date.fromisoformat(match.group(1))
    except ValueError:
        return False
    return True


def _is_url(text: str) -> bool:
    return _URL.match(text) is not None and _PERCENT.search(text) is None


def _stays_other(level: str, each: DataCategory) -> bool:
    """True if a reader does not take the category for one of the model's own fields."""
    if each.name in ("customerSubset", "projectSubset", "termLocation"):
        return True
    if each.name == "termType":
        return names.value_of(TermKind, each.value) is None
    return each.name == "source" and level == LANGUAGE


def _values_of(owner: Concept | LanguageSection | Term, field: Field) -> tuple[Any, ...]:
    """What a field holds as it is written: nothing, one value or several."""
    value = getattr(owner, field.name)
    if field.name == "administrative_status" and value is None and getattr(owner, "is_forbidden", False):
        return (AdministrativeStatus.DEPRECATED,)  # for tools that do not read our notes
    if field.is_many:
        return tuple(value)
    return () if value is None else (value,)


def _is_sayable(value: object) -> bool:
    """True for what a note of ours can hold."""
    return isinstance(value, (str, bool, Collocation, Attestation))


def _is_native_transaction(each: Transaction) -> bool:
    """True for what TBX-Basic can say: who made or changed something, and on which day."""
    is_known = each.kind in ("origination", "modification") and each.person != ""
    return is_known and (each.date is None or _is_date(each.date))
