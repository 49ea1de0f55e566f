"""From the tree of a TBX entry to a Concept, whatever the dialect."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, TypeVar

from igglossary.concept_fields import Shape, fields_of, read_item
from igglossary.formats.json_text import read_json
from igglossary.formats.tables import cells
from igglossary.formats.tables.columns import meaning
from igglossary.formats.tbx import vocabulary as names
from igglossary.formats.tbx.tree import XML_LANG, Names, text_of
from igglossary.formats.tmx.vocabulary import provenance_from_json
from igglossary.messages import Message, _
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
from igglossary.text.normalise import single_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from xml.etree.ElementTree import Element

    from igglossary.concept_fields import Field

T = TypeVar("T")
_SPACE = re.compile(r"\s+")
_GROUPS: Final = frozenset({"descripGrp", "adminGrp", "termNoteGrp", "termGrp", "noteGrp", "auxInfo"})
_ELSEWHERE: Final = names.LANGUAGE_ELEMENTS | names.TERM_ELEMENTS | {"term"}
_KNOWN_ATTRIBUTES: Final = frozenset({"type", "target", "id", "metaType", "datatype"})
_CODES: Final = frozenset({"bpt", "ept", "ph", "sc", "ec"})
_NUMBER_OF_FIELDS: Final = 3


class Level:
    """What an entry, a language or a term says, category by category, in the order of the file."""

    __slots__ = ("categories", "facts", "kept", "notes", "references", "texts", "transactions", "words")

    def __init__(self) -> None:
        """Nothing yet."""
        self.texts: dict[str, list[SourcedText]] = {}
        """Definitions and contexts with their sources."""
        self.categories: list[tuple[str, str, str]] = []
        """Meta element, name and value."""
        self.kept: list[tuple[str, str, str]] = []
        """Categories that were facts: they are no field, whatever they are called."""
        self.notes: list[str] = []
        self.facts: dict[str, list[str]] = {}
        """What TBX-Basic cannot say, by key."""
        self.words: list[str] = []
        """The notes that say the same to people; they are none of the entry's."""
        self.transactions: list[Transaction] = []
        self.references: list[CrossReference] = []

    def take(self, element: str, name: str) -> None:
        """Forget a category that has been understood."""
        del self.categories[next(at for at, each in enumerate(self.categories) if each[:2] == (element, name))]

    def take_fields(self, kind: type) -> dict[str, Any]:
        """The categories that are fields of a concept, section or term, as its keyword arguments.

        The first of each that says something known, or all if the field holds several; the rest stay categories.
        """
        known = _CATEGORIES[kind]
        found: dict[str, Any] = {}
        rest = []
        for each in self.categories:
            field = _field_of(each, known)
            value = None if field is None else _value(field, each[2])
            if field is not None and value is not None and (field.is_many or field.name not in found):
                found[field.name] = (*found.get(field.name, ()), value) if field.is_many else value
            else:
                rest.append(each)
        self.categories = rest
        return found

    def take_facts(self, kind: type, say: Callable[[Message], None]) -> dict[str, Any]:
        """What facts say of the fields of a concept, section or term; ``say`` hears what is not understood."""
        found: dict[str, Any] = {}
        for field in fields_of(kind):
            for written in self.facts.get(field.note, ()) if field.shape in _IN_FACTS else ():
                value = written.startswith("yes") if field.shape is Shape.FLAG else _value(field, written)
                if value is None:
                    say(_("A note for igglossary says something unknown; left out."))
                elif field.is_many:
                    found[field.name] = (*found.get(field.name, ()), value)
                else:
                    found.setdefault(field.name, value)
        return found

    def fact(self, key: str) -> str | None:
        """The value of the fact of that key."""
        values = self.facts.get(key)
        return values[0] if values else None

    def finish(self) -> None:
        """Put back in place what travelled as facts: categories, transactions, references."""
        for words in self.words:
            if words in self.notes:
                del self.notes[len(self.notes) - 1 - self.notes[::-1].index(words)]  # ours stands behind the others
        for key, values in self.facts.items():
            kind, _blank, place = key.partition(" ")
            for value in values if kind in ("category", "transaction", "reference") else ():
                parts = _strings(value)
                if parts is not None:
                    self._put_back(kind, place, *parts)
        for key, values in self.facts.items():
            place = key.removeprefix("time ")
            if place != key and place.isdecimal() and len(place) < 6 and int(place) < len(self.transactions):
                old = self.transactions[int(place)]
                self.transactions[int(place)] = Transaction(old.kind, values[0], old.person)

    def _put_back(self, kind: str, place: str, first: str | None, second: str | None, third: str | None) -> None:
        if kind == "category":
            self.kept.append((first or "", second or "", third or ""))
        elif kind == "transaction":
            _insert(self.transactions, place, Transaction(first or "", second, third))
        else:
            _insert(self.references, place, CrossReference(first or "", second or "", third))

    @property
    def other(self) -> tuple[DataCategory, ...]:
        """The categories without a field of their own, in order of element, name and value."""
        if not self.categories and not self.kept:
            return ()
        return tuple(DataCategory(*each) for each in sorted((*self.categories, *self.kept)))


_IN_FACTS: Final = frozenset(
    {Shape.KEY, Shape.TEXT, Shape.FLAG, Shape.PICK, Shape.TEXTS, Shape.COLLOCATIONS, Shape.ATTESTATIONS}
)
"""What one note of ours says one item of; the rest has a way of its own (``Level.finish``)."""
_SOURCED: Final = frozenset(
    each.tbx[1] for kind in (Concept, Term) for each in fields_of(kind) if each.tbx and each.shape is Shape.SOURCED
)
_CATEGORIES: Final[Mapping[type, Mapping[tuple[str, ...], Field]]] = {
    kind: {each.tbx: each for each in fields_of(kind) if each.tbx and each.tbx[1] not in _SOURCED}
    for kind in (Concept, LanguageSection, Term)
}
_ALIASES: Final = {"termStatus": "administrativeStatus", "normativeAuthorization": "administrativeStatus"}
"""What TBX-Min 2013 and TBX-Default call a category."""


def _value(field: Field, written: str) -> Any:
    """The value of a field, or one of several, that a category or a note of ours says; None if it says none."""
    if field.values is not None:
        return names.value_of(field.values, written)
    if field.shape is Shape.FLAG:
        return cells.truth(written)
    if field.shape in (Shape.COLLOCATIONS, Shape.ATTESTATIONS):
        return read_item(field.shape, written)
    return written


_TRANSLATABLE: Final = {"translation needed": False, "translatable": False, "übersetzbar": False, "translate": False}
"""Categories whose “no” says that a term is not to be translated."""


def _is_untranslatable(level: Level) -> bool:
    """True if a category of the entry says that its terms stay as they are (TermWeb: ``Translation needed``: *No*)."""
    for element, name, value in level.categories:
        wanted = True if meaning(name)[0] == "do_not_translate" else _TRANSLATABLE.get(name.strip().casefold())
        if wanted is not None and cells.truth(value) is wanted and value.strip():
            level.take(element, name)
            return True
    return False


def _strings(text: str) -> list[str | None] | None:
    """Three strings or nulls from JSON."""
    try:
        parts = read_json(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(parts, list) or len(parts) != _NUMBER_OF_FIELDS:
        return None
    return parts if all(part is None or isinstance(part, str) for part in parts) else None


def _insert(into: list[T], place: str, value: T) -> None:
    into.insert(int(place) if place.isdecimal() and len(place) < 6 else len(into), value)


class ConceptReader:
    """Makes the concepts of one file.

    ``is_exact`` keeps every blank (our own files); else white space is collapsed, because terms and definitions of
    foreign files are broken and indented by whoever printed the XML.
    """

    def __init__(self, names_of: Names, say: Callable[[Message, str | None], None], *, is_exact: bool) -> None:
        """``names_of`` are the element names of the file; ``say`` takes a remark and the id of its entry."""
        self._names = names_of
        self._say = say
        self._is_exact = is_exact
        self._ids: set[str] = set()
        self._entry_id: str | None = None

    def concept(self, entry: Element) -> Concept | Message | None:
        """The concept; a reason why it is skipped; None for an entry without any language."""
        self._entry_id = entry.get("id")
        languages = [node for node in entry if self._names[node.tag][0] in names.LANGUAGE_ELEMENTS]
        if not languages:
            self._note(_("An entry without any language is left out."))
            return None
        level = self._level(entry)
        _ungroup_contexts(level)
        sections = [section for node in languages if (section := self._section(node)) is not None]
        if not any(section.terms for section in sections):
            return _("it has no term")
        provenance = [
            provenance_from_json(value, former_date="source_date") for value in level.facts.get("provenance", ())
        ]
        fields = level.take_fields(Concept) | level.take_facts(Concept, self._note)
        fields.setdefault("status", self._foreign_status(level))
        if _is_untranslatable(level):
            sections = [_untranslatable(section) for section in sections]
        return Concept(
            id=self._id(sections),
            languages=tuple(sections),
            definitions=tuple(level.texts.get("definition", ())),
            related=tuple(level.references),
            notes=tuple(level.notes),
            transactions=tuple(level.transactions),
            other=level.other,
            provenance=tuple(each for each in provenance if each is not None),
            **fields,
        )

    def _foreign_status(self, level: Level) -> Status:
        """What a category of another program (``Entry status``: *Draft*) says; else approved."""
        for element, name, value in level.categories:
            if meaning(name)[0] in ("review_status", "status"):
                status = cells.pick(Status, value)
                if status is None:
                    message = _("Nobody here knows the status “{value}”; the entry is a candidate.")
                    self._note(message.format(value=single_line(value)[:40]))
                    return Status.CANDIDATE
                level.take(element, name)
                return status
        return Status.APPROVED

    def _id(self, sections: list[LanguageSection]) -> str:
        """The entry's own id, made unique; without one a hash of its terms, so that it is the same next time."""
        written = self._entry_id
        if written:
            wanted = names.original_id(written)
        else:
            terms = "\n".join(f"{term.lang}\t{term.text}" for section in sections for term in section.terms)
            wanted = "h" + hashlib.sha256(terms.encode("utf-8", "surrogatepass")).hexdigest()[:12]
        unique, n = wanted, 2
        while unique in self._ids:
            unique, n = f"{wanted}-{n}", n + 1
        if unique != wanted:
            message = _("The id “{id}” occurs more than once; read as “{new}”.")
            self._note(message.format(id=single_line(wanted)[:60], new=single_line(unique)[:60]))
        self._ids.add(unique)
        return unique

    def _section(self, node: Element) -> LanguageSection | None:
        written = node.get(XML_LANG) or node.get("lang") or ""
        try:
            lang = normalise_tag(written)
        except ValueError:
            self._note(_("A part whose language is “{tag}” is left out.").format(tag=single_line(written)[:40]))
            return None
        level = self._level(node)
        terms = []
        for each in node:
            if self._names[each.tag][0] in names.TERM_ELEMENTS:
                term, definitions = self._term(each, lang)
                if definitions:
                    level.texts.setdefault("definition", []).extend(definitions)
                if term is not None:
                    terms.append(term)
        _ungroup_contexts(level)
        fields = level.take_fields(LanguageSection) | level.take_facts(LanguageSection, self._note)
        section = LanguageSection(
            lang,
            tuple(terms),
            tuple(level.texts.get("definition", ())),
            tuple(level.notes),
            tuple(level.transactions),
            tuple(level.references),
            level.other,
            **fields,
        )
        return None if section == LanguageSection(lang) else section

    def _term(self, node: Element, lang: str) -> tuple[Term | None, list[SourcedText]]:
        """The term, and the definitions that stand at it: they go to its language."""
        term_nodes = [each for each in node if self._names[each.tag][0] == "term"]
        if not term_nodes:  # in a termGrp
            term_nodes = [each for each in node.iter() if self._names[each.tag][0] == "term"]
        text = self._text(term_nodes[0]) if term_nodes else ""
        if not text:
            self._note(_("An empty term is left out."))
            return None, []
        if len(term_nodes) > 1:
            self._note(_("More than one term where only one may stand; the first is kept."))
        level = self._level(node)
        definitions = level.texts.get("definition", [])
        if definitions:
            self._note(_("The definition of a term is kept as a definition in its language."))
        return self._term_of(level, text, lang, node.get("id") or term_nodes[0].get("id")), definitions

    def _term_of(self, level: Level, text: str, lang: str, written_id: str | None) -> Term:
        fields = level.take_fields(Term) | level.take_facts(Term, self._note)
        if level.fact("forbidden") == "yes, without status":
            fields.pop("administrative_status", None)
        if written_id:
            fields.setdefault("id", names.original_id(written_id))
        fields.setdefault("lang", lang)
        return Term(
            text=text,
            contexts=tuple(level.texts.get("context", ())),
            notes=tuple(level.notes),
            transactions=tuple(level.transactions),
            references=tuple(level.references),
            other=level.other,
            **fields,
        )

    # --- one level ---------------------------------------------------------------------------------------------------

    def _level(self, owner: Element) -> Level:
        level = Level()
        for node in owner:
            self._add(level, node)
        if level.facts:
            level.finish()
        return level

    def _add(self, level: Level, node: Element) -> None:
        name, is_module = self._names[node.tag]
        if name in names.META_ELEMENTS and not is_module:
            self._add_category(level, node, name, node.get("type", ""), None)
        elif name in _ELSEWHERE:
            return
        elif name == "note":
            self._add_notes(level, node)
        elif name == "transacGrp":
            self._add_transaction(level, node)
        elif name in _GROUPS:
            self._add_group(level, node)
        elif name == "termCompList":
            level.categories.append((name, node.get("type", ""), self._components(node)))
        elif name == "date":
            level.categories.append(("date", "", self._text(node)))
        else:
            self._add_module_category(level, node, name, None)

    def _add_module_category(self, level: Level, node: Element, name: str, source: str | None) -> None:
        element = names.DCT_ELEMENTS.get(name)
        if element is None:
            element = node.get("metaType") or "descrip"
            self._note(_("The data category “{name}” is unknown; kept.").format(name=single_line(name)[:40]))
        self._add_category(level, node, element, "customerSubset" if name == "customer" else name, source)

    def _components(self, node: Element) -> str:
        return "|".join(self._text(each) for each in node.iter() if self._names[each.tag][0] == "termComp")

    def _add_notes(self, level: Level, node: Element) -> None:
        values = [each for each in node if self._names[each.tag][0] == "noteValue"]  # TBX-Min 2013
        for each in values or (node,):
            self._add_note(level, self._text(each))

    def _add_note(self, level: Level, text: str) -> None:
        if text.startswith(names.NOTE):
            key, _colon, value = text.removeprefix(names.NOTE).partition(": ")
            if names.is_key(key):
                _add_fact(level, key, value)
                return
        level.notes.append(text)

    def _add_group(self, level: Level, node: Element) -> None:
        """A group is about its first element; the source of a definition or context is in it."""
        texts: list[Element] = []
        sources: list[Element] = []
        rest: list[Element] = []
        for each in node:
            category = self._category(each)
            (texts if category in ("definition", "context") else sources if category == "source" else rest).append(each)
        if not texts:
            rest, sources = list(node), []
        source = "; ".join(self._text(each) for each in sources) if sources else None
        for each in texts:
            self._add_category(level, each, "descrip", self._category(each), source)
        for each in rest:
            self._add(level, each)

    def _category(self, node: Element) -> str:
        """The data category of an element of either style."""
        name, is_module = self._names[node.tag]
        return node.get("type", "") if name in names.META_ELEMENTS and not is_module else name

    def _add_category(self, level: Level, node: Element, element: str, name: str, source: str | None) -> None:
        text = (node.text or "") if self._is_exact and not len(node) else self._text(node)
        if len(node.attrib) > 1 and not _KNOWN_ATTRIBUTES.issuperset(node.attrib):
            self._note(_("The language of a single note or data category is not kept."))
        if element == "descrip" and name in ("definition", "context"):
            level.texts.setdefault(name, []).append(SourcedText(text, source))
        elif element == "xref" and (key := names.key_of(node.get("target", ""))) is not None:
            _add_fact(level, key, text)
            level.words += [words] if (words := names.in_words(key, text)) is not None else []
        elif element in ("ref", "xref") and (target := node.get("target")):
            target = names.original_id(target) if element == "ref" else target
            level.references.append(CrossReference(target, name, text or None))
        else:
            level.categories.append((element, name, text))

    def _add_transaction(self, level: Level, group: Element) -> None:
        kind, date, person = "", None, None
        for node in group:
            (local, _is_module), name, text = self._names[node.tag], self._category(node), self._text(node)
            if local == "transac" or name == "transactionType":
                kind = text or name
            elif local == "date" and date is None:
                date = text
            elif name == "responsibility" and person is None:
                person = text or node.get("target")
            elif local == "note":
                self._add_note(level, text)
            else:
                level.categories.append(("transacNote", name, text))
        level.transactions.append(Transaction(kind, date, person))

    def _text(self, node: Element) -> str:
        if len(node):
            if any(self._names[each.tag][0] in _CODES for each in node):
                self._note(_("Inline codes in terms and notes are kept as their text."))
            text = text_of(node)
        else:
            text = node.text or ""
        return text if self._is_exact else _SPACE.sub(" ", text).strip()

    def _note(self, message: Message) -> None:
        self._say(message, self._entry_id)


def _ungroup_contexts(level: Level) -> None:
    """Only terms have contexts in the model: others become categories, their sources beside them."""
    for context in level.texts.pop("context", []):
        level.categories.append(("descrip", "context", context.text))
        if context.source is not None:
            level.categories.append(("admin", "source", context.source))


def _field_of(category: tuple[str, str, str], known: Mapping[tuple[str, ...], Field]) -> Field | None:
    """The field that a category is, None if it is none; Weblate says *forbidden* as a status."""
    element, name, value = category
    field = known.get((element, _ALIASES.get(name, name)))
    if field is not None and field.values is AdministrativeStatus and names.status_key(value) == "forbidden":
        return known["termNote", "forbidden"]
    return field


def _untranslatable(section: LanguageSection) -> LanguageSection:
    return replace(section, terms=tuple(replace(term, is_untranslatable=True) for term in section.terms))


def _add_fact(level: Level, key: str, value: str) -> None:
    if key == "note":
        level.notes.append(value)
    else:
        level.facts.setdefault(key, []).append(value)
