"""From the tree of a TBX entry to a Concept, whatever the dialect."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Final, TypeVar

from igglossary.formats import tbx_vocabulary as names
from igglossary.formats.tbx_tree import XML_LANG, Node
from igglossary.formats.tmx_vocabulary import provenance_from_json
from igglossary.i18n import _
from igglossary.model import (
    Concept,
    CrossReference,
    DataCategory,
    Gender,
    GrammaticalNumber,
    LanguageSection,
    PartOfSpeech,
    SourcedText,
    Status,
    Term,
    TermKind,
    Transaction,
)
from igglossary.text.languages import normalise_tag
from igglossary.text.normalise import single_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

T = TypeVar("T")
_SPACE = re.compile(r"\s+")
_GROUPS: Final = frozenset({"descripGrp", "adminGrp", "termNoteGrp", "termGrp", "noteGrp", "auxInfo"})
_MARKUP: Final = frozenset({"hi", "foreign", "bpt", "ept", "ph", "sc", "ec"})
_CODES: Final = frozenset({"bpt", "ept", "ph", "sc", "ec"})
_STATUSES: Final = frozenset(status.value for status in Status)
_NUMBER_OF_FIELDS: Final = 3


class Level:
    """What an entry, a language or a term says, category by category, in the order of the file."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.texts: dict[str, list[SourcedText]] = {}
        """Definitions and contexts with their sources."""
        self.categories: list[DataCategory] = []
        self.kept: list[DataCategory] = []
        """Categories from our own notes: they are no field, whatever they are called."""
        self.notes: list[str] = []
        self.facts: list[tuple[str, str]] = []
        """Our own notes: key and value."""
        self.transactions: list[Transaction] = []
        self.references: list[CrossReference] = []

    def take(self, element: str, name: str) -> str | None:
        """The first value of a category, which is no other category any more."""
        for index, each in enumerate(self.categories):
            if each.element == element and each.name == name:
                del self.categories[index]
                return each.value
        return None

    def take_known(self, name: str, values: Mapping[str, T], key: Callable[[str], str] = str.casefold) -> T | None:
        """The first value of a term note that is one of ``values``; others stay as they are."""
        for index, each in enumerate(self.categories):
            if each.element == "termNote" and each.name == name:
                found = values.get(key(each.value.strip()))
                if found is not None:
                    del self.categories[index]
                    return found
        return None

    def fact(self, key: str) -> str | None:
        """The value of our own note of that key."""
        for each, value in self.facts:
            if each == key:
                return value
        return None

    def finish(self) -> None:
        """Put back in place what travelled in notes: categories, transactions, references."""
        for key, value in self.facts:
            if key == "category" and (parts := _strings(value)) is not None and len(parts) == _NUMBER_OF_FIELDS:
                element, name, text = (part or "" for part in parts)
                self.kept.append(DataCategory(element, name, text))
            elif key.startswith("transaction ") and (parts := _strings(value)) is not None:
                _insert(self.transactions, key, Transaction(parts[0] or "", parts[1], parts[2]))
            elif key.startswith("reference ") and (parts := _strings(value)) is not None:
                _insert(self.references, key, CrossReference(parts[0] or "", parts[1] or "", parts[2]))

        for key, value in self.facts:
            place = key.removeprefix("time ")
            if place != key and place.isdecimal() and len(place) < 6 and int(place) < len(self.transactions):
                old = self.transactions[int(place)]
                self.transactions[int(place)] = Transaction(old.kind, value, old.person)

    @property
    def other(self) -> tuple[DataCategory, ...]:
        """The categories without a field of their own, in order of element, name and value."""
        return tuple(sorted((*self.categories, *self.kept), key=lambda each: (each.element, each.name, each.value)))


def _strings(text: str) -> list[str | None] | None:
    """Three strings or nulls from JSON."""
    try:
        parts = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(parts, list) or len(parts) != _NUMBER_OF_FIELDS:
        return None
    return parts if all(part is None or isinstance(part, str) for part in parts) else None


def _insert(into: list[T], key: str, value: T) -> None:
    place = key.partition(" ")[2]
    into.insert(int(place) if place.isdecimal() and len(place) < 6 else len(into), value)


class ConceptReader:
    """Makes the concepts of one file.

    ``is_exact`` keeps every blank (our own files); else white space is collapsed, because terms and definitions of
    foreign files are broken and indented by whoever printed the XML.
    """

    def __init__(self, say: Callable[[str, str | None], None], *, is_exact: bool) -> None:
        """``say`` takes a remark and the id of the entry that it is about."""
        self._say = say
        self._is_exact = is_exact
        self._ids: set[str] = set()
        self._entry_id: str | None = None

    def concept(self, entry: Node) -> Concept | str | None:
        """The concept; a reason why it is skipped; None for an entry without any language."""
        self._entry_id = entry.attributes.get("id")
        languages = [node for node in entry.elements() if node.name in names.LANGUAGE_ELEMENTS]
        if not languages:
            self._note(_("An entry without any language is left out."))
            return None
        level = self._level(entry)
        _ungroup_contexts(level)
        sections = [section for node in languages if (section := self._section(node)) is not None]
        if not any(section.terms for section in sections):
            return _("it has no term")
        provenance = [provenance_from_json(value) for key, value in level.facts if key == "provenance"]
        status = level.fact("status")
        return Concept(
            id=self._id(sections),
            languages=tuple(sections),
            subject_field=level.take("descrip", "subjectField"),
            definitions=tuple(level.texts.get("definition", ())),
            related=tuple(level.references),
            source=level.take("admin", "source"),
            notes=tuple(level.notes),
            transactions=tuple(level.transactions),
            other=level.other,
            status=Status(status) if status in _STATUSES else Status.APPROVED,
            provenance=tuple(each for each in provenance if each is not None),
        )

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
            self._note(
                _("The id “{id}” occurs more than once; read as “{new}”.").format(id=wanted[:60], new=unique[:60])
            )
        self._ids.add(unique)
        return unique

    def _section(self, node: Node) -> LanguageSection | None:
        written = node.attributes.get(XML_LANG) or node.attributes.get("lang", "")
        try:
            lang = normalise_tag(written)
        except ValueError:
            self._note(_("A part whose language is “{tag}” is left out.").format(tag=single_line(written)[:40]))
            return None
        level = self._level(node)
        terms = []
        for each in node.elements():
            if each.name in names.TERM_ELEMENTS:
                term, definitions = self._term(each, lang)
                level.texts.setdefault("definition", []).extend(definitions)
                if term is not None:
                    terms.append(term)
        _ungroup_contexts(level)
        section = LanguageSection(
            lang,
            tuple(terms),
            tuple(level.texts.get("definition", ())),
            tuple(level.notes),
            tuple(level.transactions),
            tuple(level.references),
            level.other,
        )
        return None if section == LanguageSection(lang) else section

    def _term(self, node: Node, lang: str) -> tuple[Term | None, list[SourcedText]]:
        """The term, and the definitions that stand at it: they go to its language."""
        term_nodes = [each for each in _descend(node) if each.name == "term"]
        term_node = term_nodes[0] if term_nodes else None
        if len(term_nodes) > 1:
            self._note(_("More than one term where only one may stand; the first is kept."))
        text = "" if term_node is None else self._text(term_node)
        if not text:
            self._note(_("An empty term is left out."))
            return None, []
        level = self._level(node)
        definitions = level.texts.get("definition", [])
        if definitions:
            self._note(_("The definition of a term is kept as a definition in its language."))
        written_id = node.attributes.get("id") or (term_node.attributes.get("id") if term_node is not None else None)
        status = level.take_known("administrativeStatus", names.ADMINISTRATIVE_STATUS, names.status_key)
        for old in ("termStatus", "normativeAuthorization"):
            status = status or level.take_known(old, names.ADMINISTRATIVE_STATUS, names.status_key)
        forbidden = level.fact("forbidden")
        if forbidden == "yes, without status":
            status = None
        usage = level.fact("usage")
        return Term(
            text=text,
            lang=level.fact("language") or lang,
            id=level.fact("term id") or (names.original_id(written_id) if written_id else None),
            part_of_speech=_fact_or(level, "part of speech", PartOfSpeech, "partOfSpeech", names.PART_OF_SPEECH),
            gender=_fact_or(level, "gender", Gender, "grammaticalGender", names.GENDER),
            number=_fact_or(level, "number", GrammaticalNumber, "grammaticalNumber", names.NUMBER),
            kind=_fact_or(level, "kind", TermKind, "termType", names.TERM_KIND),
            administrative_status=status,
            is_forbidden=forbidden is not None,
            use_instead=level.fact("use instead"),
            is_case_sensitive=level.fact("case-sensitive") == "yes",
            is_untranslatable=level.fact("do not translate") == "yes",
            contexts=tuple(level.texts.get("context", ())),
            usage_note=usage if usage is not None else level.take("termNote", "usageNote"),
            region=level.take("termNote", "geographicalUsage"),
            source=level.take("admin", "source"),
            notes=tuple(level.notes),
            transactions=tuple(level.transactions),
            references=tuple(level.references),
            other=level.other,
        ), definitions

    # --- one level ---------------------------------------------------------------------------------------------------

    def _level(self, owner: Node) -> Level:
        level = Level()
        for node in owner.elements():
            self._add(level, node)
        level.finish()
        return level

    def _add(self, level: Level, node: Node) -> None:
        name = node.name
        if name in names.LANGUAGE_ELEMENTS or name in names.TERM_ELEMENTS or name == "term":
            return
        if name == "note" and any(each.name == "noteValue" for each in node.elements()):
            level.notes += [self._text(each) for each in node.elements() if each.name == "noteValue"]
        elif name == "note":
            self._add_note(level, self._text(node))
        elif name == "transacGrp":
            self._add_transaction(level, node)
        elif name in _GROUPS:
            self._add_group(level, node)
        elif name in names.META_ELEMENTS and not node.is_module:
            self._add_category(level, node, name, node.attributes.get("type", ""), None)
        elif name == "termCompList":
            parts = "|".join(self._text(each) for each in _descend(node) if each.name == "termComp")
            level.categories.append(DataCategory("termCompList", node.attributes.get("type", ""), parts))
        elif name == "date":
            level.categories.append(DataCategory("date", "", self._text(node)))
        else:
            self._add_module_category(level, node, None)

    def _add_module_category(self, level: Level, node: Node, source: str | None) -> None:
        element = names.DCT_ELEMENTS.get(node.name)
        if element is None:
            element = node.attributes.get("metaType") or "descrip"
            self._note(_("The data category “{name}” is unknown; kept.").format(name=single_line(node.name)[:40]))
        name = "customerSubset" if node.name == "customer" else node.name
        self._add_category(level, node, element, name, source)

    def _add_note(self, level: Level, text: str) -> None:
        if text.startswith(names.NOTE):
            key, _colon, value = text.removeprefix(names.NOTE).partition(": ")
            if key == "note":
                level.notes.append(value)
                return
            if key.partition(" ")[0] in names.NOTE_KEYS or key in names.NOTE_KEYS:
                level.facts.append((key, value))
                return
        level.notes.append(text)

    def _add_group(self, level: Level, node: Node) -> None:
        """A group is about its first element; the source of a definition or context is in it."""
        sources: list[Node] = []
        rest: list[Node] = []
        for each in node.elements():
            is_source = each.name == "source" if each.is_module else each.attributes.get("type") == "source"
            (sources if is_source else rest).append(each)
        texts = [each for each in rest if _category_name(each) in ("definition", "context")]
        if texts and sources:
            source = "; ".join(self._text(each) for each in sources)
            for each in texts:
                self._add_category(level, each, "descrip", _category_name(each), source)
            rest = [each for each in rest if each not in texts]
            sources = []
        for each in (*rest, *sources):
            self._add(level, each)

    def _add_category(self, level: Level, node: Node, element: str, name: str, source: str | None) -> None:
        text = self._text(node)
        target = node.attributes.get("target")
        if not set(node.attributes) <= {"type", "target", "id", "metaType", "datatype"}:
            self._note(_("The language of a single note or data category is not kept."))
        if element == "descrip" and name in ("definition", "context"):
            level.texts.setdefault(name, []).append(SourcedText(text, source))
        elif element in ("ref", "xref") and target:
            target = names.original_id(target) if element == "ref" else target
            level.references.append(CrossReference(target, name, text or None))
        else:
            level.categories.append(DataCategory(element, name, text))

    def _add_transaction(self, level: Level, group: Node) -> None:
        kind, date, person = "", None, None
        for node in group.elements():
            name, text = _category_name(node), self._text(node)
            if node.name == "transac" or name == "transactionType":
                kind = text or name
            elif node.name == "date" and date is None:
                date = text
            elif name == "responsibility" and person is None:
                person = text or node.attributes.get("target")
            elif node.name == "note":
                self._add_note(level, text)
            else:
                level.categories.append(DataCategory("transacNote", name, text))
        level.transactions.append(Transaction(kind, date, person))

    def _text(self, node: Node) -> str:
        if any(each.name in _CODES for each in node.elements()):
            self._note(_("Inline codes in terms and notes are kept as their text."))
        text = node.all_text()
        return text if self._is_exact else _SPACE.sub(" ", text).strip()

    def _note(self, message: str) -> None:
        self._say(message, self._entry_id)


def _category_name(node: Node) -> str:
    """The data category of an element of either style."""
    if node.name in names.META_ELEMENTS and not node.is_module:
        return node.attributes.get("type", "")
    return node.name


def _fact_or(level: Level, key: str, kind: Callable[[str], T], name: str, values: Mapping[str, T]) -> T | None:
    """Our own note if there is one, else the data category."""
    written = level.fact(key)
    found = level.take_known(name, values)
    if written is None:
        return found
    try:
        return kind(written)
    except ValueError:
        return found


def _ungroup_contexts(level: Level) -> None:
    """Only terms have contexts in the model: others become categories, their sources beside them."""
    for context in level.texts.pop("context", []):
        level.categories.append(DataCategory("descrip", "context", context.text))
        if context.source is not None:
            level.categories.append(DataCategory("admin", "source", context.source))


def _descend(node: Node) -> Iterator[Node]:
    """All elements inside in document order."""
    stack = [*reversed(list(node.elements()))]
    while stack:
        each = stack.pop()
        yield each
        stack.extend(reversed(list(each.elements())))
