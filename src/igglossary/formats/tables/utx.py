"""UTX, the glossaries of AAMT: read 1.00 to 1.20 with or without byte order mark, written 1.20."""

from __future__ import annotations

import os
import re
from itertools import product
from typing import TYPE_CHECKING, Final

from igglossary.errors import InputError, Problem
from igglossary.formats.files import open_output
from igglossary.formats.language_names import language_of
from igglossary.formats.report import Tally
from igglossary.formats.tables.columns import UNKNOWN, Column, Row, meaning
from igglossary.formats.tables.concept_rows import fit
from igglossary.formats.tables.omegat import comment_free, pair_of
from igglossary.formats.tables.row_concepts import RowConcepts
from igglossary.formats.tables.tabular import MAX_LINE, open_text
from igglossary.messages import _
from igglossary.model import AdministrativeStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from os import PathLike
    from typing import TextIO

    from igglossary.formats.files import Target
    from igglossary.formats.report import ExportReport
    from igglossary.model import Concept, LanguageSection, Term

_PAIR: Final = re.compile(r";\s*([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*)\s*/\s*([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*)")
_COLUMNS: Final = ("src", "tgt", "src:pos", "tgt:pos", "term status", "concept ID", "comment")
_STATUS: Final = {
    AdministrativeStatus.PREFERRED: "approved",
    AdministrativeStatus.ADMITTED: "provisional",
    AdministrativeStatus.DEPRECATED: "non-standard",
    AdministrativeStatus.SUPERSEDED: "non-standard",
}


def read_utx(path: str | PathLike[str]) -> Iterator[Concept | Problem]:
    """The concepts of a UTX file; consecutive lines with the same concept ID are one concept.

    The header lines begin with ``#``: the first names version and languages (``#UTX-S 1.00; en/de; …``), the last one
    the columns (``#src<TAB>tgt<TAB>src:pos…``). User columns are kept as notes.

    Raises:
        InputError: the file cannot be read, is no UTX or does not name its languages.
    """
    where = os.fspath(path)
    with open_text(path, where) as (text, problem):
        if problem is not None:
            yield problem
        header, first = _header(text)
        pair = _PAIR.search(header[0]) if header and header[0].upper().startswith("UTX") else None
        if pair is None:
            raise InputError(
                _("This is no UTX file: its first line does not name its version and languages."),
                where=where,
                hint=_("It should begin with “#UTX 1.20; en/de; …”."),
            )
        tags = tuple(language_of(tag) or tag.lower() for tag in pair.groups())
        names = next((line.split("\t") for line in reversed(header) if "\t" in line), ["src", "tgt", "src:pos"])
        columns = [_column(name.strip(), tags) for name in names]
        rows = _preferred(_numbered(first, len(header), comment_free(text, where)), columns)
        yield from RowConcepts(columns, own=False, file=where).read(rows)


def _header(text: TextIO) -> tuple[list[str], str | None]:
    """The lines with ``#`` at the top, without it, and the line below them, None if there is none."""
    header: list[str] = []
    while (line := text.readline(MAX_LINE + 1)).startswith("#"):
        header.append(line.rstrip("\r\n")[1:])
    return header, line or None


def _numbered(first: str | None, header: int, rows: Iterator[Row]) -> Iterator[Row]:
    if first is not None and first.strip():
        yield Row(header + 1, first.rstrip("\r\n").split("\t"))
    for row in rows:
        yield Row(row.line + header + (first is not None), row.cells)


def _preferred(rows: Iterator[Row], columns: Sequence[Column]) -> Iterator[Row]:
    """UTX calls a preferred term approved."""
    at = next((place for place, column in enumerate(columns) if column.field == "status"), None)
    for row in rows:
        if at is not None and at < len(row.cells) and row.cells[at].strip().casefold() == "approved":
            row.cells[at] = AdministrativeStatus.PREFERRED.value
        yield row


def _column(name: str, tags: Sequence[str]) -> Column:
    """``src:pos`` is the part of speech of the source, ``term:de`` a German term, ``x-…`` a column of the user."""
    plain = name.casefold()
    side, _colon, rest = plain.partition(":")
    sides = {"src": tags[0], "tgt": tags[1]}
    if plain in sides:
        return Column("term", sides[plain], name)
    if side in sides:
        field = meaning(rest)[0]
        return Column("term_note" if field == "note" else field, sides[side], name)
    if plain == "term status":
        return Column("status", tags[1], name)
    field, lang = meaning(name) if not plain.startswith("x-") else (UNKNOWN, None)
    return Column(field, lang, name)


def write_utx(path: Target, concepts: Iterable[Concept], *, languages: Sequence[str] = ()) -> ExportReport:
    """Write UTX 1.20: UTF-8 with byte order mark, CR LF.

    Each term of the first language with each term of the second is a line.

    Raises:
        OutputError: the file cannot be written.
        UsageError: there are not two languages.
    """
    entries = list(concepts)
    source, target = pair_of(entries, languages)
    tally = Tally()
    with open_output(path) as stream:
        names = "\t".join(_COLUMNS)
        stream.write(f"\ufeff#UTX 1.20; {source}/{target}; igglossary\r\n#{names}\r\n".encode())
        for entry in entries:
            concept = fit(entry, tally=tally)
            lines = [_line(concept, one, other, tally) for one, other in _pairs(concept, source, target, tally)]
            tally.written += bool(lines)
            stream.write("".join(lines).encode("utf-8", "replace"))
    return tally.report()


def _pairs(concept: Concept, source: str, target: str, tally: Tally) -> Iterator[tuple[Term, Term]]:
    sections = concept.section(source), concept.section(target)
    _count_losses(concept, sections, tally)
    if sections[0] is None or sections[1] is None or not (sections[0].terms and sections[1].terms):
        tally.drop(_("concepts without a usable term in both languages"))
        return
    usable = [term for term in sections[0].terms if not term.is_forbidden]  # the status of a line is its target's
    tally.drop(_("forbidden terms of the first language"), len(sections[0].terms) - len(usable))
    yield from product(usable, sections[1].terms)


def _count_losses(
    concept: Concept, sections: tuple[LanguageSection | None, LanguageSection | None], tally: Tally
) -> None:
    tally.lose(concept, but={"notes"})
    tally.drop(_("notes"), max(0, len(concept.notes) - 1))
    for section in concept.languages:
        tally.lose(section)
        if section not in sections:
            tally.drop(_("terms in {language}").format(language=section.lang), len(section.terms))
            continue
        for term in section.terms:
            tally.lose(term, but=_carried(term, is_target=section is sections[1]))


def _carried(term: Term, *, is_target: bool) -> frozenset[str]:
    """The fields of a term that its columns hold: the part of speech, and of a target the status."""
    if not is_target or term.administrative_status is AdministrativeStatus.SUPERSEDED:
        return frozenset({"part_of_speech"})
    return frozenset({"part_of_speech", "is_forbidden" if term.is_forbidden else "administrative_status"})


def _line(concept: Concept, source: Term, target: Term, tally: Tally) -> str:
    status = "forbidden" if target.is_forbidden else ""
    if target.administrative_status is not None and not status:
        status = _STATUS[target.administrative_status]
    comment = "; ".join([*concept.notes, *source.notes, *target.notes])
    parts = str(source.part_of_speech or ""), str(target.part_of_speech or "")
    cells = (
        source.text,
        target.text,
        *parts,
        status,
        concept.id,
        comment,
    )
    flat = [" ".join(cell.split()) for cell in cells]
    tabs = sum(any(mark in cell for mark in "\t\r\n") for cell in cells)
    tally.drop(_("tabs and line ends, written as blanks"), tabs)
    return "\t".join(flat).rstrip("\t") + "\r\n"
