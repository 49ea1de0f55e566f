"""One concept from the rows that tell of it, in anybody's column order or in our own layout."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from igglossary.concept_fields import Shape, contents_of, read_item
from igglossary.errors import Problem
from igglossary.formats.language_names import language_of
from igglossary.formats.report import Skipped
from igglossary.formats.tables import cells
from igglossary.formats.tables.columns import LANGUAGE_FIELDS, TERM_FIELDS, Column
from igglossary.formats.tables.designations import Designation, designations
from igglossary.messages import Message, _
from igglossary.model import AdministrativeStatus, Concept, LanguageSection, SourcedText, Status, Term, TermKind
from igglossary.text.normalise import single_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from igglossary.concept_fields import Field
    from igglossary.formats.tables.columns import Row


_OF_A_TERM: Final = {each.header: each for each in contents_of(Term) if each.header}
_OF_A_CONCEPT: Final = {each.header: each for each in contents_of(Concept) if each.header}
_OF_BOTH_LEVELS: Final = frozenset(LANGUAGE_FIELDS)
"""Columns that speak of a language if they name one, and of the concept otherwise."""
_ATTRIBUTES: Final = frozenset({*TERM_FIELDS[1:], "preferred"})
_BETWEEN: Final = re.compile(r"[|;,/]")

Seen = dict[str, tuple[int, bytes]]
"""The entries of a file: id → line and hash of its content."""


def _released(cell: str) -> Status | None:
    """What yes and no say under “Freigabe” and its like."""
    is_released = cells.truth(cell)
    return None if is_released is None else Status.APPROVED if is_released else Status.CANDIDATE


def derived_id(terms: Iterable[tuple[str, str]]) -> str:
    """The id of a concept that has none: ``c`` and 16 hexadecimal digits made from its (language, text) pairs.

    The order of the terms does not matter, so the same entry has the same id in every file and every run.
    """
    text = "\n".join(sorted(f"{lang}\t{term}" for lang, term in terms))
    return "c" + hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


@dataclass(slots=True)
class _Section:
    terms: list[Term] = field(default_factory=list)
    definitions: list[SourcedText] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Draft:
    """A concept while its rows are read; ``values`` are those of its fields that stand in cells of their own."""

    id: str
    line: int
    values: dict[str, Any] = field(default_factory=dict)
    definitions: list[SourcedText] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    sections: dict[str, _Section] = field(default_factory=dict)

    def section(self, lang: str) -> _Section:
        return self.sections.setdefault(lang, _Section())


_OTHER_TERMS: Final = {"synonym": None, "abbreviation": TermKind.ABBREVIATION}
"""Columns with terms beside that of a language's own column; their kind."""


class RowConcepts:
    """Reads the rows below a header."""

    def __init__(self, columns: Sequence[Column], *, own: bool, file: str, seen: Seen | None = None) -> None:
        """``own``: the table is in our own layout, so its cells are taken to the letter; ``seen``: earlier tables'."""
        self.columns = columns
        self.own = own
        self.file = file
        self.id_place = next((at for at, column in enumerate(columns) if column.field == "concept_id"), None)
        self.languages = list(dict.fromkeys(c.lang for c in columns if c.field == "term" and c.lang))
        self.order = list(dict.fromkeys([*self.languages, *(c.lang for c in columns if c.lang)]))
        if own:
            self.order = list(dict.fromkeys(c.lang for c in columns if c.lang))
        self.slots = _slots(columns)
        self.problems: list[Problem] = []
        self.seen: Seen = {} if seen is None else seen

    def read(self, rows: Iterator[Row]) -> Iterator[Concept | Problem]:
        """Concepts in the order of their first rows. Rows that follow each other with the same id are one concept."""
        draft: _Draft | None = None
        for row in rows:
            if not any(cell if self.own else cell.strip() for cell in row.cells):
                continue
            id_ = self._id(row)
            if draft is None or not id_ or id_ != draft.id:
                if draft is not None:
                    yield from self._finish(draft)
                draft = _Draft(id_, row.line)
            self._add(draft, row)
        if draft is not None:
            yield from self._finish(draft)

    def _id(self, row: Row) -> str:
        if self.id_place is None or self.id_place >= len(row.cells):
            return ""
        cell = row.cells[self.id_place]
        return cells.arm(cell) if self.own else cell.strip()

    def _clean(self, cell: str) -> str:
        return cells.arm(cell) if self.own else unicodedata.normalize("NFC", cells.without_controls(cell)).strip()

    def _say(self, line: int, message: Message, id_: str) -> None:
        self.problems.append(Problem(self.file, message, line, id_ or None))

    def _skip(self, line: int, message: Message, id_: str) -> None:
        self.problems.append(Skipped(self.file, message, line, id_ or None))

    def _add(self, draft: _Draft, row: Row) -> None:
        """Take over one row."""
        texts: dict[int, list[Designation]] = {}
        attributes: dict[int, list[tuple[Column, str]]] = {}
        shared: dict[tuple[str, str | None], str] = {}
        everywhere: list[tuple[Column, str]] = []
        of_concept: list[tuple[Column, str]] = []
        row_language = self._row_language(draft, row)
        for place, column, cell in self._filled(row):
            lang = column.lang or row_language
            if column.field == "term":
                texts[place] = self._designations(cell, lang)
            elif column.field in _ATTRIBUTES and lang:
                attributes.setdefault(self.slots[place], []).append((column, cell))
            elif column.field in _OF_BOTH_LEVELS:
                self._share(shared, draft, column._replace(lang=lang), cell)
            else:
                (everywhere if column.field in _ATTRIBUTES else of_concept).append((column, cell))
        for place, items in texts.items():
            said = [*everywhere, *attributes.pop(place, [])]
            self._add_terms(draft, row.line, self.columns[place].lang or row_language, items, said)
        for column, cell in of_concept:
            self._concept_field(draft, row.line, column, cell, row_language)
        draft.notes += [remark for remark in row.remarks if remark not in draft.notes]
        self._definitions(draft, shared)
        self._leftovers(draft, row, list(chain.from_iterable(attributes.values())))

    def _filled(self, row: Row) -> Iterator[tuple[int, Column, str]]:
        """Place, column and text of the cells of a row that are not empty."""
        for place, (column, raw) in enumerate(zip(self.columns, row.cells, strict=False)):
            cell = self._clean(raw)
            if cell:
                yield place, column, cell

    def _add_terms(
        self,
        draft: _Draft,
        line: int,
        lang: str | None,
        items: Sequence[Designation],
        said: Sequence[tuple[Column, str]],
    ) -> None:
        """The terms of one cell, with what the cells beside it say of them."""
        if lang is None:
            self._say(line, _("The row does not say what its language is; its term was left out."), draft.id)
            return
        given = self._attributes(draft, line, said)
        known = () if self.own else {term.text for term in draft.section(lang).terms}
        draft.section(lang).terms += [
            Term(item.text, lang, **{**item.facts, **given}) for item in items if item.text not in known
        ]

    def _row_language(self, draft: _Draft, row: Row) -> str | None:
        for column, cell in zip(self.columns, row.cells, strict=False):
            if column.field == "language" and cell.strip():
                lang = language_of(cell)
                if lang is None:
                    message = _("“{name}” is no language that is known here.").format(name=single_line(cell)[:40])
                    self._say(row.line, message, draft.id)
                return lang
        return None

    def _terms(self, cell: str) -> list[str]:
        if self.own:
            return cells.split_list(cell)
        lines = cell.splitlines() if len(cell) <= cells.LONGEST_LIST else [cell]  # a line is a term of its own
        items = [item for line in lines for item in cells.split_list(line, quotes=False)]
        return list(dict.fromkeys(item for item in items if item))

    def _designations(self, cell: str, lang: str | None) -> list[Designation]:
        """The terms of a cell with what is said of them inside it."""
        found = self._terms(cell)
        if self.own:
            return [Designation(text) for text in found]
        return list({one.text: one for text in found for one in designations(text, lang or "")}.values())

    def _share(self, shared: dict[tuple[str, str | None], str], draft: _Draft, column: Column, cell: str) -> None:
        key = (column.field, column.lang)
        if column.field != "note":
            shared[key] = cell if key not in shared else f"{shared[key]}; {cell}"
            return
        notes = draft.section(column.lang).notes if column.lang else draft.notes
        for note in cells.split_list(cell, bars_only=True) if self.own else [cell]:
            if self.own or note not in notes:
                notes.append(note)

    def _definitions(self, draft: _Draft, shared: dict[tuple[str, str | None], str]) -> None:
        for (name, lang), cell in shared.items():
            if name == "definition":
                target = draft.section(lang).definitions if lang else draft.definitions
                for text in self._sourced(cell, shared.get(("definition_source", lang), "")):
                    if self.own or text not in target:
                        target.append(text)
            elif ("definition", lang) not in shared:  # a source without a definition is worth a note
                notes = draft.section(lang).notes if lang else draft.notes
                notes.append(cell)

    def _sourced(self, cell: str, source: str) -> list[SourcedText]:
        if not self.own:
            return [SourcedText(cell, source or None)]
        texts = cells.split_list(cell, bars_only=True)
        sources = cells.split_optional(source, bars_only=True)
        sources += [None] * (len(texts) - len(sources))
        return [SourcedText(text, origin) for text, origin in zip(texts, sources, strict=False)]

    def _attributes(self, draft: _Draft, line: int, pairs: Sequence[tuple[Column, str]]) -> dict[str, Any]:
        """The keyword arguments of a Term that the cells beside it say."""
        given: dict[str, Any] = {}
        notes: list[str] = []
        by_field = {column.field: cell for column, cell in pairs}
        for column, cell in pairs:
            known = _OF_A_TERM.get(column.field)
            if column.field in ("status", "preferred"):
                self._status(draft, line, column, cell, given=given, notes=notes)
            elif column.field == "term_note":
                notes += cells.split_list(cell, bars_only=True) if self.own else [cell]
            elif known is not None:
                value = self._value(known, cell, by_field.get(f"{column.field}_source", ""))
                if value is None:
                    self._odd(draft, line, column, cell, notes)
                else:
                    given[known.name] = value
            elif column.field.removesuffix("_source") not in by_field:  # a source without its text is worth a note
                notes.append(cell)
        if notes:
            given["notes"] = tuple(notes)
        return given

    def _value(self, known: Field, cell: str, source: str = "") -> Any:
        """What a cell says of a field, None if it says nothing that is known."""
        if known.values is not None:
            return cells.pick(known.values, cell)
        if known.shape is Shape.FLAG:
            return cells.truth(cell)
        if known.shape is Shape.TEXTS:
            if self.own:
                return tuple(cells.split_list(cell, bars_only=True))
            return tuple(filter(None, (item.strip() for item in _BETWEEN.split(cell))))
        if known.shape is Shape.SOURCED:
            return tuple(self._sourced(cell, source))
        if known.shape in (Shape.COLLOCATIONS, Shape.ATTESTATIONS):
            items = [read_item(known.shape, item) for item in cells.split_list(cell, bars_only=True, quotes=self.own)]
            return None if None in items else tuple(items)
        return cell

    def _status(
        self, draft: _Draft, line: int, column: Column, cell: str, *, given: dict[str, Any], notes: list[str]
    ) -> None:
        if column.field == "preferred":
            if cells.truth(cell):
                given["administrative_status"] = AdministrativeStatus.PREFERRED
            return
        status, review = cells.pick(AdministrativeStatus, cell), cells.pick(Status, cell)
        if review is Status.REJECTED and self.id_place is None and not self.own:
            draft.values["status"] = review  # “abgelehnt” of a row is the proposal, of one term among several the term
        elif status is not None:
            given["administrative_status"] = status
        elif review is not None:
            draft.values["status"] = review
        elif cells.is_prohibition(cell):
            given["is_forbidden"] = True
        else:
            self._odd(draft, line, column, cell, notes)
            draft.values.setdefault("status", Status.CANDIDATE)  # what is not understood is never approved

    def _odd(self, draft: _Draft, line: int, column: Column, cell: str, notes: list[str]) -> None:
        notes.append(f"{column.header}: {cell}")
        message = _("“{value}” is no known value of “{column}”; it is kept as a note.")
        self._say(line, message.format(value=single_line(cell)[:40], column=single_line(column.header)), draft.id)

    def _concept_field(self, draft: _Draft, line: int, column: Column, cell: str, row_language: str | None) -> None:
        name = column.field
        if name in ("concept_id", "ignored", "language"):
            return
        if name in _OTHER_TERMS:
            lang = column.lang or row_language or (self.languages or ["und"])[0]
            terms = draft.section(lang).terms
            known = {term.text for term in terms}
            terms += [Term(text, lang, kind=_OTHER_TERMS[name]) for text in self._terms(cell) if text not in known]
        elif name in _OF_A_CONCEPT and not column.lang:
            self._concept_value(draft, line, column, cell)
        else:
            self._as_note(draft, column, cell)

    def _concept_value(self, draft: _Draft, line: int, column: Column, cell: str) -> None:
        known = _OF_A_CONCEPT[column.field]
        value = self._value(known, cell)
        if value is None and known.name == "status":
            value = _released(cell)
            if value is None:
                draft.values.setdefault("status", Status.CANDIDATE)
        if value is None:
            self._odd(draft, line, column, cell, draft.notes)
        elif known.is_many:
            before = draft.values.get(known.name, ())
            draft.values[known.name] = before + tuple(item for item in value if self.own or item not in before)
        elif draft.values.setdefault(known.name, value) != value:
            if known.values is not None:
                draft.values[known.name] = value
            else:
                self._as_note(draft, column, cell)

    @staticmethod
    def _as_note(draft: _Draft, column: Column, cell: str) -> None:
        note = f"{column.header}: {cell}" if column.header else cell
        if note not in draft.notes:
            draft.notes.append(note)

    def _leftovers(self, draft: _Draft, row: Row, unused: Sequence[tuple[Column, str]]) -> None:
        """Say what of the row has no place."""
        if unused and not self.own:
            for column, cell in unused:
                draft.notes.append(f"{column.header}: {cell}")
        if len(row.cells) > len(self.columns) and any(cell.strip() for cell in row.cells[len(self.columns) :]):
            message = _("The row has {n} cells, but the header {m}; the rest is kept as notes.")
            self._say(row.line, message.format(n=len(row.cells), m=len(self.columns)), draft.id)
            draft.notes += [cell.strip() for cell in row.cells[len(self.columns) :] if cell.strip()]

    def _finish(self, draft: _Draft) -> Iterator[Concept | Problem]:
        """The concept, after the problems of its rows."""
        concept = self._concept(draft)
        if concept is not None and not self.own:
            concept = self._checked(draft, concept)
        yield from self.problems
        self.problems.clear()
        if concept is not None:
            yield concept

    def _concept(self, draft: _Draft) -> Concept | None:
        pairs = [(term.lang, term.text) for section in draft.sections.values() for term in section.terms]
        if not pairs and not self.own:
            self._skip(draft.line, _("The row has no term; it was left out."), draft.id)
            return None
        order = [lang for lang in self.order if lang in draft.sections]
        order += [lang for lang in draft.sections if lang not in order]
        return Concept(
            id=draft.id or derived_id(pairs),
            languages=tuple(
                LanguageSection(lang, tuple(part.terms), tuple(part.definitions), tuple(part.notes))
                for lang, part in ((lang, draft.sections[lang]) for lang in order)
            ),
            definitions=tuple(draft.definitions),
            notes=tuple(draft.notes),
            **draft.values,
        )

    def _checked(self, draft: _Draft, concept: Concept) -> Concept | None:
        """The concept under an id of its own; None for one that is there already, or that somebody rejected."""
        if concept.status is Status.REJECTED:
            self._skip(draft.line, _("The entry was rejected; it was left out."), concept.id)
            return None
        sides = [section.lang for section in concept.languages if section.terms]
        if len(self.languages) > 1 and len(sides) < 2:
            names = {"de": _("German"), "en": _("English")}
            missing = tuple(names.get(lang, lang) for lang in self.languages if lang not in sides)
            message = _("There is no term in {languages}; the entry is kept with one language.")
            self._say(draft.line, message.format(languages=missing), draft.id)
        content = hashlib.blake2b(repr(concept).encode("utf-8", "surrogatepass"), digest_size=12).digest()
        if concept.id not in self.seen:
            self.seen[concept.id] = (draft.line, content)
            return concept
        line, before = self.seen[concept.id]
        if before == content:
            message = _("The entry is the same as in line {line}; it was left out.").format(line=line)
            self._skip(draft.line, message, concept.id)
            return None
        return self._renamed(draft, concept, line, content)

    def _renamed(self, draft: _Draft, concept: Concept, line: int, content: bytes) -> Concept | None:
        id_ = f"{concept.id}-{content.hex()[:8]}"
        if id_ in self.seen:
            message = _("The entry is the same as in line {line}; it was left out.").format(line=self.seen[id_][0])
            self._skip(draft.line, message, concept.id)
            return None
        self.seen[id_] = (draft.line, content)
        if draft.id:
            message = _("The id is that of another entry in line {line}; the entry became {id}.")
            self._say(draft.line, message.format(line=line, id=id_), concept.id)
        return replace(concept, id=id_)


def _slots(columns: Sequence[Column]) -> dict[int, int]:
    """For each column with a field of one term: the term column that it is about.

    That is the nearest one of its language on the left, else the first one on the right.
    """
    slots: dict[int, int] = {}
    for place, column in enumerate(columns):
        if column.field in _ATTRIBUTES:
            terms = [at for at, other in enumerate(columns) if other.field == "term" and other.lang == column.lang]
            left = [at for at in terms if at < place]
            slots[place] = left[-1] if left else (terms[0] if terms else place)
    return slots
