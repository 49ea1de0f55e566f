"""Concepts → rows of our own table layout, the one that loses as little as a table can.

One row a term pair: the first row of a concept has what is said of the concept and of its languages, and the first term
of each language; each further row has the same id and the next term of each language. Columns that would be empty all
the way down are left out. What a table cannot hold is counted, and exactly that: reading the rows again gives the value
that ``fit`` returns.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, Final, TypeVar

from igglossary.concept_fields import Shape, contents_of, fields_of, read_item, write_item
from igglossary.formats.tables import cells
from igglossary.formats.tables.columns import (
    CONCEPT_FIELDS,
    LANGUAGE_FIELDS,
    TERM_FIELDS,
    Column,
    columns_of,
    is_own_tag,
    own_header,
)
from igglossary.formats.tables.row_concepts import derived_id
from igglossary.messages import _
from igglossary.model import Attestation, Collocation, Concept, LanguageSection, SourcedText, Term
from igglossary.text.languages import is_same_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from igglossary.formats.report import Tally

V = TypeVar("V", Concept, LanguageSection, Term)


def table_of(
    concepts: Iterable[Concept], *, languages: Sequence[str] = (), tally: Tally
) -> tuple[list[str], list[list[str]]]:
    """Header and rows of our own layout.

    Args:
        concepts: The entries, each with an id of its own.
        languages: The languages to write, in the order of their columns (``en`` takes ``en-GB`` with it); all by
            default, in the order in which they occur.
        tally: Counts the entries written and what the table could not carry.

    Returns:
        The header and the rows, all cells as they stand in the file, formulas defused.
    """
    found: dict[str, None] = {}
    rows: list[dict[Column, str]] = []
    for concept in concepts:
        kept = fit(concept, languages=languages, tally=tally)
        found.update(dict.fromkeys(section.lang for section in kept.languages))
        rows.extend(_rows(kept))
        tally.written += 1
    tags = _tags_in_order(list(found), languages)
    used = Counter(column for row in rows for column in row)
    columns = [column for column in _all_columns(tags) if used[column] or column.field == "concept_id"]
    return [own_header(column) for column in columns], [
        [cells.defuse(row.get(column, "")) for column in columns] for row in rows
    ]


def fit(concept: Concept, *, languages: Sequence[str] = (), tally: Tally) -> Concept:
    """The concept as a table holds it; everything else is counted in ``tally`` with its reason.

    Sections are in the order of ``languages``; a concept that loses nothing is otherwise returned as it is.
    """
    sections: dict[str, LanguageSection] = {}
    for section in concept.languages:
        kept = _fit_section(section, languages, tally)
        if kept is None:
            continue
        if kept.lang in sections:
            tally.drop(_("second sections of one language, joined with the first"))
            kept = _joined(sections[kept.lang], kept)
        sections[kept.lang] = kept
    id_ = _text(concept.id, tally) or ""
    if not id_:
        tally.drop(_("empty ids, replaced"))
        id_ = derived_id((term.lang, term.text) for part in sections.values() for term in part.terms)
    order = _tags_in_order(list(sections), languages)
    return replace(_fit_fields(concept, tally), id=id_, languages=tuple(sections[lang] for lang in order))


def _fit_fields(owner: V, tally: Tally) -> V:
    """A concept, section or term with the fields that have a column, in text that a cell can hold."""
    changed: dict[str, Any] = {}
    for each in contents_of(type(owner)):
        value = getattr(owner, each.name)
        if value == each.default:
            continue
        if not each.header:
            tally.drop(each.lost, each.count(value))
            changed[each.name] = each.default
        elif (clean := _CLEANED.get(each.shape)) is not None and (kept := clean(value, tally)) != value:
            changed[each.name] = kept
    return replace(owner, **changed) if changed else owner


def _fit_section(section: LanguageSection, languages: Sequence[str], tally: Tally) -> LanguageSection | None:
    if languages and not any(section.lang == lang or is_same_language(section.lang, lang) for lang in languages):
        tally.drop(_("terms in {language}").format(language=section.lang), max(1, len(section.terms)))
        return None
    if not is_own_tag(section.lang):
        tally.drop(_("languages whose tag is none"))
        return None
    kept = _fit_fields(section, tally)
    if kept == LanguageSection(section.lang):
        tally.drop(_("languages without a term"))
        return None
    return replace(kept, terms=tuple(_fit_term(term, section.lang, tally) for term in section.terms))


def _fit_term(term: Term, lang: str, tally: Tally) -> Term:
    if term.lang != lang:
        tally.drop(_("language tags of terms that differ from their section's"))
    tally.drop(_("ids of terms"), int(term.id is not None))
    return replace(_fit_fields(term, tally), text=_uncontrolled(term.text, tally), lang=lang, id=None)


def _joined(one: LanguageSection, other: LanguageSection) -> LanguageSection:
    many = [each.name for each in fields_of(type(one)) if each.is_many]
    return replace(one, **{name: getattr(one, name) + getattr(other, name) for name in many})


def _uncontrolled(text: str, tally: Tally) -> str:
    kept = cells.without_controls(text)
    tally.drop(_("control characters"), len(text) - len(kept))
    return kept


def _text(text: str, tally: Tally) -> str | None:
    """A text that fills a cell of its own; the empty string cannot be told from no text."""
    kept = _uncontrolled(text, tally)
    tally.drop(_("empty texts"), int(not kept))
    return kept or None


def _texts(texts: Sequence[str], tally: Tally) -> tuple[str, ...]:
    return tuple(_uncontrolled(text, tally) for text in texts)


def _sourced(texts: Sequence[SourcedText], tally: Tally) -> tuple[SourcedText, ...]:
    return tuple(
        SourcedText(_uncontrolled(item.text, tally), None if item.source is None else _uncontrolled(item.source, tally))
        for item in texts
    )


def _items(shape: Shape, items: Sequence[Collocation | Attestation], tally: Tally) -> tuple[Any, ...]:
    kept = [read_item(shape, _uncontrolled(write_item(item), tally)) for item in items]
    tally.drop(_("empty texts"), kept.count(None))
    return tuple(item for item in kept if item is not None)


_CLEANED: Final[dict[Shape, Callable[[Any, Tally], Any]]] = {
    Shape.TEXT: _text,
    Shape.TEXTS: _texts,
    Shape.SOURCED: _sourced,
    Shape.COLLOCATIONS: partial(_items, Shape.COLLOCATIONS),
    Shape.ATTESTATIONS: partial(_items, Shape.ATTESTATIONS),
}


def _tags_in_order(tags: list[str], languages: Sequence[str]) -> list[str]:
    """Exact tags first where ``languages`` names them, then their variants, in the order of ``languages``."""

    def place(tag: str) -> tuple[int, int]:
        for at, lang in enumerate(languages):
            if tag == lang:
                return at, 0
        for at, lang in enumerate(languages):
            if is_same_language(tag, lang):
                return at, 1
        return len(languages), 0

    return sorted(tags, key=place)


def _all_columns(tags: Sequence[str]) -> Iterator[Column]:
    for name in CONCEPT_FIELDS:
        yield Column(name)
    for tag in tags:
        for name in (*TERM_FIELDS, *LANGUAGE_FIELDS):
            yield Column(name, tag)


def _rows(concept: Concept) -> Iterator[dict[Column, str]]:
    depth = max([1, *(len(section.terms) for section in concept.languages)])
    for at in range(depth):
        row = {_column("concept_id", None): concept.id}
        if at == 0:
            _put_fields(row, concept, None)
        for section in concept.languages:
            if at == 0:
                _put_fields(row, section, section.lang)
            if at < len(section.terms):
                term = section.terms[at]
                _put(row, "term", term.lang, cells.join_list([term.text]))
                _put_fields(row, term, term.lang)
        yield row


@lru_cache(maxsize=4096)
def _column(name: str, lang: str | None) -> Column:
    """One object for all rows: a table of 100,000 concepts has a million cells."""
    return Column(name, lang)


def _put(row: dict[Column, str], name: str, lang: str | None, cell: str) -> None:
    if cell:
        row[_column(name, lang)] = cell


def _put_fields(row: dict[Column, str], owner: Concept | LanguageSection | Term, lang: str | None) -> None:
    for each in contents_of(type(owner)):
        value = getattr(owner, each.name)
        if value != each.default:
            for name, cell in zip(columns_of(each), _cells(each.shape, value), strict=True):
                _put(row, name, lang, cell)


def _cells(shape: Shape, value: Any) -> tuple[str, ...]:
    """The cell of a value; of texts with sources two."""
    if shape is Shape.FLAG:
        return ("yes",)
    if shape is Shape.TEXTS:
        return (cells.join_list(value, bars_only=True),)
    if shape is Shape.SOURCED:
        texts = cells.join_list((item.text for item in value), bars_only=True)
        return texts, cells.join_list((item.source for item in value), bars_only=True)
    if shape in (Shape.COLLOCATIONS, Shape.ATTESTATIONS):
        return (cells.join_list(map(write_item, value), bars_only=True),)
    return (str(value),)
