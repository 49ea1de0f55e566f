"""OmegaT's own glossaries: lines of source, target and comment with tabs between (``.utf8``, ``.txt``, ``.tab``)."""

from __future__ import annotations

import os
import re
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from igglossary._version import __version__
from igglossary.errors import InputError, Problem, UsageError
from igglossary.formats.files import open_output
from igglossary.formats.language_guess import guess_pair
from igglossary.formats.report import Tally
from igglossary.formats.tables.cells import without_controls
from igglossary.formats.tables.columns import Column, Row, find_columns
from igglossary.formats.tables.concept_rows import fit
from igglossary.formats.tables.reader import SAMPLE, is_header, no_languages
from igglossary.formats.tables.row_concepts import RowConcepts
from igglossary.formats.tables.tabular import MAX_LINE, open_text, too_long
from igglossary.messages import _
from igglossary.model import AdministrativeStatus, Gender

if TYPE_CHECKING:
    import io
    from collections.abc import Iterable, Iterator, Sequence
    from os import PathLike

    from igglossary.formats.files import Target
    from igglossary.formats.report import ExportReport
    from igglossary.model import Concept, LanguageSection, Term

_HEAD: Final = re.compile(r"# igglossary [^;]*; OmegaT glossary ([A-Za-z0-9-]+)/([A-Za-z0-9-]+):")
_LONGEST_HEAD: Final = 200
_LOOKED_AT: Final = 20
"""Lines of a text that tell whether it is a glossary."""
_AVOIDED: Final = (AdministrativeStatus.DEPRECATED, AdministrativeStatus.SUPERSEDED)
_GENDER: Final = {Gender.MASCULINE: "m", Gender.FEMININE: "f", Gender.NEUTER: "n"}


def read_omegat_glossary(path: str | PathLike[str], *, languages: Sequence[str] = ()) -> Iterator[Concept | Problem]:
    """The concepts of an OmegaT glossary; the comment is kept as a note.

    Lines that begin with ``#`` are comments. Only our own files name their languages, in such a line; those of others
    are ``languages`` or are told from the words, German and English only.

    Raises:
        InputError: the file cannot be read or is empty, or nothing says what its languages are.
    """
    where = os.fspath(path)
    with open_text(path, where) as (text, problem):
        if problem is not None:
            yield problem
        head = _HEAD.match(text.readline(_LONGEST_HEAD))
        text.seek(0)
        languages = languages or (head.groups() if head else ())
        rows = comment_free(text, where)
        sample = [row for _n, row in zip(range(SAMPLE), rows, strict=False)]
        if not sample:
            raise InputError(_("The file has no entries."), where=where)
        pair = tuple(languages[:2]) if len(languages) >= 2 else guess_pair(row.cells[:2] for row in sample)
        if pair is None:
            raise no_languages(where)
        columns = [Column("term", pair[0]), Column("term", pair[1]), Column("note")]
        yield from RowConcepts(columns, own=False, file=where).read(chain(sample, rows))


def has_header(path: str | PathLike[str]) -> bool | None:
    """Whether the tab-delimited lines of a text begin with the headers of a table; None if it has no such lines.

    ``glossary.txt`` is what OmegaT itself writes new entries into, and what Wordfast and others call theirs.
    """
    try:
        with open_text(path, os.fspath(path)) as (text, _problem):
            rows = list(islice(comment_free(text, os.fspath(path)), _LOOKED_AT))
    except InputError:
        return None
    if not rows or 2 * sum(len(row.cells) > 1 for row in rows) < len(rows):
        return None
    return is_header(find_columns(rows[0].cells))


def comment_free(text: io.TextIOWrapper, where: str) -> Iterator[Row]:
    """The tab-delimited rows of a file without quoting whose comment lines begin with ``#``."""
    number = 0
    while line := text.readline(MAX_LINE + 1):
        number += 1
        if len(line) > MAX_LINE:
            raise too_long(f"{where}:{number}")
        line = line.rstrip("\r\n")
        if line.strip() and not line.startswith("#"):
            yield Row(number, line.split("\t"))


def pair_of(concepts: Sequence[Concept], languages: Sequence[str]) -> tuple[str, str]:
    """The two languages of a bilingual file: the first two of ``languages``, else the first two that occur.

    Raises:
        UsageError: there are fewer than two.
    """
    tags = list(languages) or list(dict.fromkeys(part.lang for concept in concepts for part in concept.languages))
    if len(tags) < 2:
        raise UsageError(_("This kind of glossary needs two languages: one to look up and one to translate into."))
    return tags[0], tags[1]


def write_omegat_glossary(path: Target, concepts: Iterable[Concept], *, languages: Sequence[str] = ()) -> ExportReport:
    """Write an OmegaT glossary (give it the ending ``.utf8``): UTF-8, LF, no byte order mark.

    Each term of the first language with each term of the second is a line; what is known of the pair is its comment
    (OmegaT shows one comment). Forbidden, deprecated and superseded terms are left
    out, because OmegaT would offer them like any other.

    Raises:
        OutputError: the file cannot be written.
        UsageError: there are not two languages.
    """
    entries = list(concepts)
    source, target = pair_of(entries, languages)
    tally = Tally()
    head = f"# igglossary {__version__}; OmegaT glossary {source}/{target}: source<TAB>target<TAB>comment; UTF-8\n"
    with open_output(path) as stream:
        stream.write(head.encode())
        written: set[str] = set()
        for concept in entries:
            lines = list(_lines(concept, source, target, tally))
            tally.written += bool(lines)
            stream.write("".join(line for line in lines if line not in written).encode("utf-8", "replace"))
            written.update(lines)  # two concepts may share a pair of which no more is said
    return tally.report()


def glossary_rows(concept: Concept, source: str, target: str) -> Iterator[tuple[str, ...]]:
    """The rows (source term, target term and, if there is one, the comment) that stand for a concept in a glossary."""
    for line in _lines(concept, source, target, Tally()):
        yield tuple(line.rstrip("\n").split("\t"))


def _lines(concept: Concept, source: str, target: str, tally: Tally) -> Iterator[str]:
    for section in concept.languages:
        if section not in (concept.section(source), concept.section(target)):
            tally.drop(_("terms in {language}").format(language=section.lang), len(section.terms))
    tally.drop(_("ids"))
    concept = fit(concept, tally=tally)
    sides = [_usable(concept.section(lang), tally) for lang in (source, target)]
    if not (sides[0] and sides[1]):
        tally.drop(_("concepts without a usable term in both languages"))
        return
    _count_facts(concept, sides[0], sides[1], tally)
    told = _told(concept, *sides)
    for one in sides[0]:
        for other in sides[1]:
            cells = one.text, other.text, "; ".join([*_marks(one, other), *told])
            plain = [_flat(cell, tally) for cell in cells]
            if plain[0].startswith("#"):
                tally.drop(_("terms that begin with #, which OmegaT takes for a comment"))
                continue
            told = []  # OmegaT shows the lines of a concept together: once is enough
            yield "\t".join(plain).rstrip("\t") + "\n"


def _count_facts(concept: Concept, sources: Sequence[Term], targets: Sequence[Term], tally: Tally) -> None:
    """What is in no line, or only as words of its comment."""
    tally.drop(_("synonyms, written as entries of their own"), len(sources) * len(targets) - 1)
    tally.lose(concept, but={"notes"})
    tally.drop(_("notes"), max(0, len(concept.notes) - 1))
    for section in concept.languages:
        tally.lose(section)
    for term in (*sources, *targets):
        tally.lose(term)


def _usable(section: LanguageSection | None, tally: Tally) -> list[Term]:
    terms = section.terms if section else ()
    usable = [
        term
        for term in terms
        if term.text.strip() and not term.is_forbidden and term.administrative_status not in _AVOIDED
    ]
    tally.drop(_("forbidden, deprecated and superseded terms"), len(terms) - len(usable))
    return usable


def _marks(source: Term, target: Term) -> list[str]:
    """What is said of a pair of terms: part of speech, gender, register and regions, status, how it is used."""
    gender = _GENDER.get(target.gender) if target.gender else None
    word = [target.part_of_speech or source.part_of_speech, gender, target.register, *target.regions]
    parts = [", ".join(str(item) for item in word if item), str(target.administrative_status or "")]
    parts += [*source.notes, *target.notes, target.usage_note or ""]
    return [part for part in parts if part]


def _told(concept: Concept, sources: Sequence[Term], targets: Sequence[Term]) -> list[str]:
    """What is said of the concept: subject field, definitions, notes, and a sentence of each language with its source.

    A sentence is the first one that shows a term of its language.
    """
    definitions = [*concept.definitions, *(item for part in concept.languages for item in part.definitions)]
    shown = [next((context for term in terms for context in term.contexts), None) for terms in (sources, targets)]
    parts = [concept.subject_field or "", *(item.in_one_line for item in definitions)]
    parts += [" = ".join(text for _lang, text in item.texts) for item in concept.collocations]
    parts += [
        *concept.notes,
        *(f"“{item.text}”" + (f" ({item.source})" if item.source else "") for item in shown if item),
    ]
    return [part for part in parts if part]


def _flat(text: str, tally: Tally) -> str:
    flat = " ".join(without_controls(text).split())
    tally.drop(_("tabs and line ends, written as blanks"), int(any(mark in text for mark in "\t\r\n")))
    return flat
