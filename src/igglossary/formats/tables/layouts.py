"""Tables in the column sets that other programs import: memoQ, Phrase, MultiTerm Convert (docs/formats-glossaries.md).

These are ways out only: each program's own table is read back by its headers like anybody's, but it holds less than our
own layout, and what it cannot hold is counted.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from igglossary.errors import UsageError
from igglossary.formats.language_names import english_name
from igglossary.formats.tables import cells
from igglossary.formats.tables.concept_rows import fit, table_of
from igglossary.messages import _
from igglossary.model import AdministrativeStatus, LanguageSection, Term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from igglossary.formats.report import Tally
    from igglossary.model import Concept, SourcedText

    Table = tuple[list[str], list[list[str]]]

_AVOIDED: Final = (AdministrativeStatus.DEPRECATED, AdministrativeStatus.SUPERSEDED)


def lay_out(concepts: Iterable[Concept], *, layout: str, languages: Sequence[str], tally: Tally) -> Table:
    """Header and rows in a layout of ``kinds.LAYOUTS``, formulas defused; counts what is written and what is dropped.

    Raises:
        UsageError: there is no such layout.
    """
    if layout == "own":
        return table_of(concepts, languages=languages, tally=tally)
    make = _MAKERS.get(layout)
    if make is None:
        message = _("There is no table layout “{layout}”; there are {layouts}.")
        raise UsageError(message.format(layout=layout, layouts=", ".join(("own", *_MAKERS))))
    kept = [_offerable(fit(concept, languages=languages, tally=tally), tally) for concept in concepts]
    tags = list(dict.fromkeys(section.lang for concept in kept for section in concept.languages))
    header, rows = make(kept, tags, tally)
    tally.written += len(kept)
    return header, [[cells.defuse(cell) for cell in row] for row in rows]


def _offerable(concept: Concept, tally: Tally) -> Concept:
    """The concept without the terms that these tables cannot mark, so that nobody is offered a forbidden term."""
    sections = []
    for section in concept.languages:
        terms = tuple(
            term for term in section.terms if not term.is_forbidden and term.administrative_status not in _AVOIDED
        )
        tally.drop(_("forbidden, deprecated and superseded terms"), len(section.terms) - len(terms))
        sections.append(replace(section, terms=terms))
    return replace(concept, languages=tuple(sections))


def _memoq(concepts: Sequence[Concept], tags: Sequence[str], tally: Tally) -> Table:
    """One entry a line; a language's columns are repeated as often as an entry has terms in it (memoQ WS API, CSV)."""
    depth = {tag: max((len(_terms(concept, tag)) for concept in concepts), default=0) for tag in tags}
    header = ["Entry_Subject", "Entry_Note"]
    for tag in tags:
        name = english_name(tag, joint="_")
        header += [f"{name}_Def", *[name, "Term_Example"] * max(1, depth[tag])]
    rows = []
    for concept in concepts:
        tally.drop(_("ids"))
        tally.lose(concept, but={"subject_field", "notes", "definitions"})
        tally.drop(_("definitions, written as notes"), len(concept.definitions))
        source = [concept.source] if concept.source else []
        notes = [*concept.notes, *_sourced_lines(concept.definitions, tally), *source]
        row = [concept.subject_field or "", _in_one_cell(notes, tally)]
        for tag in tags:
            row += _memoq_language(_section(concept, tag) or LanguageSection(tag), max(1, depth[tag]), tally)
        rows.append(row)
    return header, rows


def _memoq_language(section: LanguageSection, depth: int, tally: Tally) -> list[str]:
    """The definition, and ``depth`` terms with their contexts."""
    tally.lose(section, but={"definitions"})
    row = [_in_one_cell(_sourced_lines(section.definitions, tally), tally)]
    for term in section.terms:
        tally.lose(term, but={"contexts"})
        row += [term.text, _in_one_cell(_sourced_lines(term.contexts, tally), tally)]
    return row + ["", ""] * (depth - len(section.terms))


def _phrase(concepts: Sequence[Concept], tags: Sequence[str], tally: Tally) -> Table:
    """A plain list: one column a language, headed by its tag. A synonym is a row of its own beside the other languages.

    Only this part of Phrase's table is documented well enough (Phrase TMS, Modify Term Bases: “a plain list of terms”).
    """
    rows = []
    for concept in concepts:
        tally.drop(_("ids"))
        tally.lose(concept)
        lists = [_terms(concept, tag) for tag in tags]
        for at in range(max([0, *map(len, lists)])):
            rows.append([terms[min(at, len(terms) - 1)].text if terms else "" for terms in lists])
            tally.drop(_("synonyms, written as entries of their own"), int(at > 0))
        for section in concept.languages:
            tally.lose(section)
            for term in section.terms:
                tally.lose(term)
    return list(tags), rows


def _multiterm(concepts: Sequence[Concept], tags: Sequence[str], tally: Tally) -> Table:
    """Every column a name of its own, as MultiTerm Convert asks; synonyms in ``German 2`` and so on."""
    depth = {tag: max((len(_terms(concept, tag)) for concept in concepts), default=0) for tag in tags}
    header = ["Subject", "Note", "Source"]
    for tag in tags:
        name = english_name(tag)
        header += [f"{name} Definition", name, f"{name} Status", f"{name} Part of speech", f"{name} Context"]
        header += [f"{name} {at}" for at in range(2, depth[tag] + 1)]
    rows = []
    for concept in concepts:
        tally.drop(_("ids"))
        tally.lose(concept, but={"subject_field", "notes", "definitions", "source"})
        tally.drop(_("definitions, written as notes"), len(concept.definitions))
        notes = _in_one_cell([*concept.notes, *_sourced_lines(concept.definitions, tally)], tally)
        row = [concept.subject_field or "", notes, concept.source or ""]
        for tag in tags:
            row += _multiterm_language(concept, tag, depth[tag], tally)
        rows.append(row)
    return header, rows


def _multiterm_language(concept: Concept, tag: str, depth: int, tally: Tally) -> list[str]:
    section = _section(concept, tag) or LanguageSection(tag)
    tally.lose(section, but={"definitions"})
    terms = section.terms
    first = terms[0] if terms else Term("", tag)
    row = [_in_one_cell(_sourced_lines(section.definitions, tally), tally)]
    row += [first.text, str(first.administrative_status or ""), str(first.part_of_speech or "")]
    row.append(_in_one_cell(_sourced_lines(first.contexts, tally), tally))
    row += [terms[at].text if at < len(terms) else "" for at in range(1, depth)]
    for at, term in enumerate(terms):
        tally.lose(term, but=() if at else {"administrative_status", "part_of_speech", "contexts"})
    return row


def _section(concept: Concept, tag: str) -> LanguageSection | None:
    return next((section for section in concept.languages if section.lang == tag), None)


def _terms(concept: Concept, tag: str) -> tuple[Term, ...]:
    section = _section(concept, tag)
    return section.terms if section else ()


def _sourced_lines(texts: Sequence[SourcedText], tally: Tally) -> list[str]:
    tally.drop(_("sources, written behind their texts"), sum(item.source is not None for item in texts))
    return [item.in_one_line for item in texts]


def _in_one_cell(texts: Sequence[str], tally: Tally) -> str:
    tally.drop(_("texts, joined in one cell"), max(0, len(texts) - 1))
    return "\n".join(texts)


_MAKERS: Final[dict[str, Callable[[Sequence[Concept], Sequence[str], Tally], Table]]] = {
    "memoq": _memoq,
    "phrase": _phrase,
    "multiterm": _multiterm,
}
