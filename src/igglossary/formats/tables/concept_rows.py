"""Concepts → rows of our own table layout, the one that loses as little as a table can.

One row a term pair: the first row of a concept has what is said of the concept and of its languages, and the first term
of each language; each further row has the same id and the next term of each language. Columns that would be empty all
the way down are left out. What a table cannot hold is counted, and exactly that: reading the rows again gives the value
that ``fit`` returns.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, TypeVar

from igglossary.formats.tables import cells
from igglossary.formats.tables.columns import (
    CONCEPT_FIELDS,
    LANGUAGE_FIELDS,
    TERM_FIELDS,
    Column,
    is_own_tag,
    own_header,
)
from igglossary.formats.tables.row_concepts import derived_id
from igglossary.messages import _
from igglossary.model import Concept, LanguageSection, SourcedText, Status, Term
from igglossary.text.languages import is_same_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from igglossary.formats.report import Tally

V = TypeVar("V", Concept, LanguageSection, Term)

_ONE_TEXT: Final = {
    "use_instead": "use_instead",
    "usage_note": "usage_note",
    "region": "region",
    "term_source": "source",
}
_PICKED: Final = {"part_of_speech": "part_of_speech", "gender": "gender", "number": "number", "term_type": "kind"}
_FLAGS: Final = {
    "forbidden": "is_forbidden",
    "case_sensitive": "is_case_sensitive",
    "do_not_translate": "is_untranslatable",
}


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
    tally.drop(_("cross-references"), len(concept.related))
    tally.drop(_("dates and persons of changes"), len(concept.transactions))
    tally.drop(_("further data categories"), len(concept.other))
    tally.drop(_("places where an entry was found"), len(concept.provenance))
    sections: dict[str, LanguageSection] = {}
    for section in concept.languages:
        kept = _fit_section(section, languages, tally)
        if kept is None:
            continue
        if kept.lang in sections:
            tally.drop(_("second sections of one language, joined with the first"))
            kept = _joined(sections[kept.lang], kept)
        sections[kept.lang] = kept
    id_ = _plain(concept.id, tally) or ""
    if not id_:
        tally.drop(_("empty ids, replaced"))
        id_ = derived_id((term.lang, term.text) for part in sections.values() for term in part.terms)
    order = _tags_in_order(list(sections), languages)
    return Concept(
        id=id_,
        languages=tuple(sections[lang] for lang in order),
        subject_field=_plain(concept.subject_field, tally),
        definitions=_sourced(concept.definitions, tally),
        source=_plain(concept.source, tally),
        notes=_listed(concept.notes, tally),
        status=concept.status,
    )


def _fit_section(section: LanguageSection, languages: Sequence[str], tally: Tally) -> LanguageSection | None:
    if languages and not any(section.lang == lang or is_same_language(section.lang, lang) for lang in languages):
        tally.drop(_("terms in {language}").format(language=section.lang), max(1, len(section.terms)))
        return None
    if not is_own_tag(section.lang):
        tally.drop(_("languages whose tag is none"))
        return None
    if not (section.terms or section.definitions or section.notes):
        tally.drop(_("languages without a term"))
    tally.drop(_("cross-references"), len(section.references))
    tally.drop(_("dates and persons of changes"), len(section.transactions))
    tally.drop(_("further data categories"), len(section.other))
    if not (section.terms or section.definitions or section.notes):
        return None
    return LanguageSection(
        section.lang,
        tuple(_fit_term(term, section.lang, tally) for term in section.terms),
        _sourced(section.definitions, tally),
        _listed(section.notes, tally),
    )


def _fit_term(term: Term, lang: str, tally: Tally) -> Term:
    if term.lang != lang:
        tally.drop(_("language tags of terms that differ from their section's"))
    tally.drop(_("ids of terms"), int(term.id is not None))
    tally.drop(_("cross-references"), len(term.references))
    tally.drop(_("dates and persons of changes"), len(term.transactions))
    tally.drop(_("further data categories"), len(term.other))
    return replace(
        term,
        text=_uncontrolled(term.text, tally),
        lang=lang,
        id=None,
        use_instead=_plain(term.use_instead, tally),
        contexts=_sourced(term.contexts, tally),
        usage_note=_plain(term.usage_note, tally),
        region=_plain(term.region, tally),
        source=_plain(term.source, tally),
        notes=_listed(term.notes, tally),
        transactions=(),
        references=(),
        other=(),
    )


def _joined(one: LanguageSection, other: LanguageSection) -> LanguageSection:
    return LanguageSection(
        one.lang, one.terms + other.terms, one.definitions + other.definitions, one.notes + other.notes
    )


def _uncontrolled(text: str, tally: Tally) -> str:
    kept = cells.without_controls(text)
    tally.drop(_("control characters"), len(text) - len(kept))
    return kept


def _plain(text: str | None, tally: Tally) -> str | None:
    """A text that fills a cell of its own; the empty string cannot be told from no text."""
    if text is None:
        return None
    kept = _uncontrolled(text, tally)
    tally.drop(_("empty texts"), int(not kept))
    return kept or None


def _listed(texts: Sequence[str], tally: Tally) -> tuple[str, ...]:
    return tuple(_uncontrolled(text, tally) for text in texts)


def _sourced(texts: Sequence[SourcedText], tally: Tally) -> tuple[SourcedText, ...]:
    return tuple(
        SourcedText(_uncontrolled(item.text, tally), None if item.source is None else _uncontrolled(item.source, tally))
        for item in texts
    )


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
            _put_concept(row, concept)
        for section in concept.languages:
            if at == 0:
                _put_definitions(row, section.definitions, section.lang)
                _put(row, "note", section.lang, cells.join_list(section.notes, bars_only=True))
            if at < len(section.terms):
                _put_term(row, section.terms[at])
        yield row


@lru_cache(maxsize=4096)
def _column(name: str, lang: str | None) -> Column:
    """One object for all rows: a table of 100,000 concepts has a million cells."""
    return Column(name, lang)


def _put(row: dict[Column, str], name: str, lang: str | None, cell: str | None) -> None:
    if cell:
        row[_column(name, lang)] = cell


def _put_concept(row: dict[Column, str], concept: Concept) -> None:
    if concept.status is not Status.APPROVED:
        _put(row, "review_status", None, concept.status.value)
    _put(row, "subject_field", None, concept.subject_field)
    _put_definitions(row, concept.definitions, None)
    _put(row, "source", None, concept.source)
    _put(row, "note", None, cells.join_list(concept.notes, bars_only=True))


def _put_definitions(row: dict[Column, str], texts: Sequence[SourcedText], lang: str | None) -> None:
    _put(row, "definition", lang, cells.join_list((item.text for item in texts), bars_only=True))
    _put(row, "definition_source", lang, cells.join_list((item.source for item in texts), bars_only=True))


def _put_term(row: dict[Column, str], term: Term) -> None:
    lang = term.lang
    values: dict[str, Any] = {name: getattr(term, attribute) for name, attribute in _PICKED.items()}
    values["status"] = term.administrative_status
    _put(row, "term", lang, cells.join_list([term.text]))
    for name, value in values.items():
        _put(row, name, lang, None if value is None else value.value)
    for name, attribute in _FLAGS.items():
        _put(row, name, lang, "yes" if getattr(term, attribute) else None)
    for name, attribute in _ONE_TEXT.items():
        _put(row, name, lang, getattr(term, attribute))
    _put(row, "context", lang, cells.join_list((item.text for item in term.contexts), bars_only=True))
    _put(row, "context_source", lang, cells.join_list((item.source for item in term.contexts), bars_only=True))
    _put(row, "term_note", lang, cells.join_list(term.notes, bars_only=True))
