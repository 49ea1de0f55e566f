"""Rows of anybody's glossary table → concepts or translation units, whatever file the rows come from."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from igglossary.errors import InputError, Problem, UnsafeInputError
from igglossary.formats.language_guess import by_capitals, guess_pair
from igglossary.formats.language_names import language_of
from igglossary.formats.report import Choice, Skipped
from igglossary.formats.tables.asked import as_said, in_words, is_named_header
from igglossary.formats.tables.cells import truth
from igglossary.formats.tables.columns import UNKNOWN, Column, Row, find_columns, own_columns, term_languages
from igglossary.formats.tables.row_concepts import RowConcepts
from igglossary.messages import _, ngettext, quoted
from igglossary.model import Status, TranslationUnit, Variant
from igglossary.text.languages import primary
from igglossary.text.normalise import single_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from igglossary.formats.tables.asked import AskedColumn
    from igglossary.formats.tables.row_concepts import Seen
    from igglossary.model import Concept

MAX_COLUMNS: Final = 1_000
"""A term base of 24 languages in our own layout has 470."""
HEADER_WITHIN: Final = 10
"""The header must stand in one of the first rows; Excel files often have a title above it."""
SAMPLE: Final = 200
"""Rows that are looked at to tell German from English where no header says it."""


_NO_HEADER: Final = [(UNKNOWN, False), (UNKNOWN, False), ("term", True), ("term", True)]
"""Columns of a first row that seem to be a header, but are two terms and their languages."""
_AS_TERMS: Final = {"source_text": "source_term", "target_text": "target_term"}
_PAIRS: Final = ({"source_text", "target_text"}, {"source_term", "target_term"})
_AMBIGUOUS: Final = ("no", "nb", "id")
_NUMBERED: Final = 0.9
"""Share of numbers from which a column counts as numbers; *No* and *Id* above them are no Norwegian, no Indonesian."""


def read_table(
    rows: Iterator[Row],
    *,
    file: str,
    languages: Sequence[str] = (),
    holds: str | None = None,
    asked: Sequence[AskedColumn] = (),
    seen: Seen | None = None,
) -> Iterator[Concept | TranslationUnit | Problem]:
    """Concepts of a table of terms, translation units of a table of segments, problems in between.

    It is a table of segments if its header has a text column for the source and one for the target (``source``,
    ``target``; ``Ausgangstext``, ``Zieltext`` …), and one of terms otherwise. A table without a header is two columns
    (and notes) whose languages are ``languages`` or are told from the words, German and English only.

    Args:
        rows: The rows, empty ones included.
        file: The name for messages.
        languages: The pair of a table that names none.
        holds: ``terms`` or ``units``, for a table that could be either; by default its header decides.
        asked: What a person says of columns, whatever their headers say.
        seen: The entries of earlier tables of the same file.

    Raises:
        InputError: the table is empty, or nothing says which languages it holds.
        UnsafeInputError: it has more than MAX_COLUMNS.
    """
    head: list[Row] = []
    seen = {} if seen is None else seen
    for row in islice(_filled(rows), HEADER_WITHIN):
        _check_width(row, file)
        own = own_columns(row.cells) if not head and not asked else None
        if own:
            yield from RowConcepts(own, own=True, file=file, seen=seen).read(rows)
            return
        if is_header(find_columns(row.cells)) or is_named_header(asked, row.cells):
            yield from _above(head, file)
            yield from _below_header(row, rows, file, languages, seen, holds=holds, asked=asked)
            return
        head.append(row)
    if not head:
        raise InputError(_("The file is empty."), where=file)
    yield from _without_header(chain(head, rows), file, languages, seen, holds=holds, asked=asked)


def _filled(rows: Iterator[Row]) -> Iterator[Row]:
    """The rows without those in which nothing stands."""
    return (row for row in rows if any(cell.strip() for cell in row.cells))


def _check_width(row: Row, file: str) -> None:
    if len(row.cells) > MAX_COLUMNS:
        message = _("The table has {n} columns; no glossary has more than {most}.")
        raise UnsafeInputError(message.format(n=len(row.cells), most=MAX_COLUMNS), where=f"{file}:{row.line}")


def _below_header(
    header: Row,
    rows: Iterator[Row],
    file: str,
    languages: Sequence[str],
    seen: Seen,
    *,
    holds: str | None,
    asked: Sequence[AskedColumn],
) -> Iterator[Concept | TranslationUnit | Problem]:
    """What stands below the header of anybody's table, after what there is to say of the header."""
    rows, columns = _with_second_line(header, find_columns(header.cells), rows)
    rows, columns = _with_numbers(rows, columns)
    columns = as_said(asked, columns, f"{file}:{header.line}")
    yield from _about(columns, header.line, file)
    columns = _as_asked(columns, holds)
    if {"source_text", "target_text"} <= {column.field for column in columns}:
        yield from _chosen((), file, header.line, asked)
        yield from _Segments(columns, file, languages).read(rows)
        return
    rows, columns = _name_languages(rows, columns, file, header.line, languages)
    yield from _chosen(columns, file, header.line, asked)
    yield from RowConcepts(columns, own=False, file=file, seen=seen).read(rows)


def _as_asked(columns: list[Column], holds: str | None) -> list[Column]:
    """The columns of a table of terms as such of segments, or the other way round; None leaves them as they are."""
    if holds == "terms":
        return [column._replace(field=_AS_TERMS.get(column.field, column.field)) for column in columns]
    terms = [at for at, column in enumerate(columns) if column.field in ("term", "source_term", "target_term")][:2]
    if holds != "units" or len(terms) < 2:
        return columns
    fields = dict(zip(terms, ("source_text", "target_text"), strict=True))
    return [column._replace(field=fields.get(at, column.field)) for at, column in enumerate(columns)]


def _chosen(columns: Sequence[Column], file: str, line: int, asked: Sequence[AskedColumn] = ()) -> Iterator[Problem]:
    """Which columns hold the terms of which language; a header that is the language's tag needs no words."""
    if asked:
        yield Choice(file, in_words(asked), line)
    shown = tuple(
        f"{single_line(column.header)[:40]} → {column.lang}"
        for column in columns
        if column.field == "term" and column.lang is not None and column.header.strip() != column.lang
    )
    if shown:
        yield Choice(file, _("The terms are read as: {columns}.").format(columns=shown), line)


def is_header(columns: Sequence[Column]) -> bool:
    """True if the cells of a row are the headers of a glossary or of a table of segments, and not its first entry."""
    fields = Counter(column.field for column in columns)
    if any(pair <= fields.keys() for pair in _PAIRS):
        return True
    languages = set(term_languages(columns))
    if len(languages) >= 2 or fields["term"] > len(languages) > 0:  # “Fachbegriff; Englisch”
        return True
    known = len(columns) - fields[UNKNOWN]
    return known >= 2 and len(fields) >= 2 and (bool(languages) or fields["term"] == 1)


def _with_second_line(header: Row, columns: list[Column], rows: Iterator[Row]) -> tuple[Iterator[Row], list[Column]]:
    """The rows below the header, and the columns: a header may have two lines, or be none.

    Either languages stand above fields (``Deutsch, , Englisch`` above ``Benennung, Genus, Benennung``), merged cells in
    a spreadsheet, or the second line says the same in another language (``Deutsch, Englisch``; ``German, English``).
    DeepL's glossaries have no header, but two terms and their languages in each row.
    """
    second = next(_filled(rows), None)
    if _is_entry(header, columns, second):
        pair = [columns[place]._replace(lang=columns[place + 2].lang, field="term") for place in (0, 1)]
        ignored = [Column("ignored")] * (len(header.cells) - 2)
        return chain([header], [second] if second else [], rows), [*pair, *ignored]
    if second is None:
        return rows, columns
    below = find_columns(second.cells)
    if _meanings(below) == _meanings(columns):
        return rows, columns
    if not _is_below_languages(header, below):
        return chain([second], rows), columns
    return rows, find_columns(_joined_headers(header, columns, below))


def _meanings(columns: Sequence[Column]) -> list[tuple[str, str | None]]:
    return [(column.field, column.lang) for column in columns]


def _is_entry(header: Row, columns: Sequence[Column], second: Row | None) -> bool:
    """True if the seeming header is two terms and their languages, which the next row has as well."""
    kinds = [(column.field, bool(column.lang)) for column in columns[:4]]
    return kinds == _NO_HEADER and (second is None or second.cells[2:4] == header.cells[2:4])


def _is_below_languages(header: Row, below: Sequence[Column]) -> bool:
    """True if the second line names fields, and there are gaps above it as merged cells leave them."""
    gaps = sum(not cell.strip() for cell in header.cells) + max(0, len(below) - len(header.cells))
    is_above_fields = all(column.lang is None and column.field != UNKNOWN for column in below if column.header)
    return bool(gaps) and is_above_fields and any(column.field == "term" for column in below)


def _joined_headers(header: Row, columns: Sequence[Column], below: Sequence[Column]) -> list[str]:
    """Each field of the second line with the language above it, which stands over a gap too."""
    joined, language = [], ""
    for place, column in enumerate(below):
        above = header.cells[place].strip() if place < len(header.cells) else ""
        if above:
            language = above if columns[place].field == "term" and columns[place].lang else ""
        joined.append(" ".join(filter(None, [above or language, column.header])))
    return joined


def _with_numbers(rows: Iterator[Row], columns: list[Column]) -> tuple[Iterator[Row], list[Column]]:
    """The columns, with those that name a language and hold nothing but numbers taken for the numbers of entries."""
    ambiguous = [at for at, column in enumerate(columns) if column.field == "term" and column.lang in _AMBIGUOUS]
    if not ambiguous:
        return rows, columns
    sample = _sample(rows)
    for at in ambiguous:
        if _are_numbers([cell for row in sample if (cell := row.cell(at).strip())]):
            columns[at] = columns[at]._replace(field="concept_id", lang=None)
    return chain(sample, rows), columns


def _are_numbers(cells: Sequence[str]) -> bool:
    numbers = sum(cell.rstrip(".").isdecimal() for cell in cells)
    return bool(cells) and numbers >= _NUMBERED * len(cells)


def _sample(rows: Iterator[Row]) -> list[Row]:
    """The first rows, which are taken from the iterator."""
    return list(islice(rows, SAMPLE))


def _above(rows: Sequence[Row], file: str) -> Iterator[Problem]:
    for row in rows:
        text = single_line(" ".join(row.cells))[:60]
        yield Problem(file, _("“{text}” stands above the header and was left out.").format(text=text), row.line)


def _about(columns: Sequence[Column], line: int, file: str) -> Iterator[Problem]:
    """What of the header is not understood, or is left out."""
    unknown = [single_line(column.header) for column in columns if column.field == UNKNOWN and column.header]
    if unknown:
        message = ngettext(
            "Nobody knows what the column {names} means; it is kept as notes.",
            "Nobody knows what the columns {names} mean; they are kept as notes.",
            len(unknown),
        )
        yield Problem(file, message.format(names=tuple(quoted(name[:40]) for name in unknown[:10])), line)
    ignored = [single_line(column.header) for column in columns if column.field == "ignored" and column.header]
    if ignored:
        message = ngettext("The column {names} was left out.", "The columns {names} were left out.", len(ignored))
        yield Problem(file, message.format(names=", ".join(ignored[:10])), line)


def _name_languages(
    rows: Iterator[Row], columns: list[Column], file: str, line: int, languages: Sequence[str]
) -> tuple[Iterator[Row], list[Column]]:
    """Give the term columns without a language (``Source term``, ``Benennung``) one."""
    nameless = [place for place, column in enumerate(columns) if _is_nameless(column)]
    if not nameless or any(column.field == "language" for column in columns):
        return rows, columns
    tags = [columns[place].lang or "" for place in nameless]
    if not all(tags):
        sample = _sample(rows)
        rows = chain(sample, rows)
        tags = _tags(nameless, term_languages(columns), sample, languages, f"{file}:{line}")
    columns = list(columns)
    for place, tag in zip(nameless, tags, strict=True):
        columns[place] = columns[place]._replace(field="term", lang=tag)
    return rows, columns


def _is_nameless(column: Column) -> bool:
    return column.field in ("source_term", "target_term") or (column.field == "term" and column.lang is None)


def _tags(
    nameless: Sequence[int],
    known: Sequence[str],
    sample: Sequence[Row],
    languages: Sequence[str],
    where: str,
) -> list[str]:
    """The languages of the columns that name none: what is left of those that were said, or told from the words."""
    rest = [tag for tag in languages if tag not in known]
    found: Sequence[str] | None = None
    if len(nameless) == 2 and not known:
        found = rest[:2] if len(rest) >= 2 else guess_pair([row.cell(at) for at in nameless] for row in sample)
    elif len(nameless) == 1:
        found = rest if len(rest) == 1 else _other_language(nameless[0], sample, known)
    if found is None:
        raise no_languages(where)
    return list(found)


def _other_language(place: int, sample: Sequence[Row], known: Sequence[str]) -> list[str] | None:
    """The language of a column beside columns whose languages are known; None if it cannot be told."""
    if not known:
        return None
    from igglossary.languages.detection import detect_language  # 90 ms; only files that do not say need it

    cells = [row.cells[place] for row in sample if place < len(row.cells)]
    found = detect_language("\n".join(cells))
    taken = {primary(tag) for tag in known}
    if found == "und" and len({"de", "en"} - taken) == 1:
        found = by_capitals(cells)
    return None if found == "und" or found in taken else [found]


def no_languages(where: str) -> InputError:
    """The error for a table that does not say what its languages are."""
    return InputError(
        _("Nothing says which languages the columns hold."),
        where=where,
        hint=_("Try: igglossary import --langs en de, or a first line such as “de,en” or “Deutsch;Englisch”."),
    )


def _without_header(
    rows: Iterator[Row],
    file: str,
    languages: Sequence[str],
    seen: Seen,
    *,
    holds: str | None,
    asked: Sequence[AskedColumn],
) -> Iterator[Concept | TranslationUnit | Problem]:
    sample = _sample(rows)
    rows = chain(sample, rows)
    width = max(len(row.cells) for row in sample)
    if width < 2:
        raise InputError(
            _("There is only one column, but a glossary has two: a term and its translation."),
            where=file,
            hint=_("Try: a first line such as “de,en” or “Deutsch;Englisch”."),
        )
    if asked:
        columns = as_said(asked, [Column("note")] * width, f"{file}:{sample[0].line}")
        columns = _as_asked(columns, holds)
        rows, columns = _name_languages(rows, columns, file, sample[0].line, languages)
        yield from _chosen((), file, sample[0].line, asked)
    else:
        pair = tuple(languages) if len(languages) == 2 else guess_pair(row.cells for row in sample)
        if pair is None:
            raise no_languages(f"{file}:{sample[0].line}")
        columns = _as_asked([Column("term", pair[0]), Column("term", pair[1])], holds)
        columns += [Column("note")] * (width - 2)
        message = _("There is no header; the first two columns are taken as {first} and {second}.")
        yield Problem(file, message.format(first=pair[0], second=pair[1]), sample[0].line)
    if {"source_text", "target_text"} <= {column.field for column in columns}:
        yield from _Segments(columns, file, languages).read(rows)
    else:
        yield from RowConcepts(columns, own=False, file=file, seen=seen).read(rows)


class _Segments:
    """A table of segments: one unit a row."""

    def __init__(self, columns: Sequence[Column], file: str, languages: Sequence[str]) -> None:
        self.file = file
        self.columns = columns
        self.place = {column.field: at for at, column in reversed(list(enumerate(columns)))}
        self.tags: tuple[str | None, str | None] = (
            columns[self.place["source_text"]].lang,
            columns[self.place["target_text"]].lang,
        )
        if len(languages) == 2:
            self.tags = (self.tags[0] or languages[0], self.tags[1] or languages[1])

    def read(self, rows: Iterator[Row]) -> Iterator[TranslationUnit | Problem]:
        if None in self.tags and not {"source_language", "target_language"} <= self.place.keys():
            sample = _sample(rows)
            rows = chain(sample, rows)
            self._guess_languages(sample)
        seen: dict[bytes, int] = {}
        for row in _filled(rows):
            yield self.unit(row, seen)

    def _guess_languages(self, sample: Sequence[Row]) -> None:
        pair = guess_pair([self.cell(row, "source_text"), self.cell(row, "target_text")] for row in sample)
        if pair is None:
            raise no_languages(self.file)
        self.tags = (self.tags[0] or pair[0], self.tags[1] or pair[1])

    def _tags_of(self, row: Row) -> tuple[str | None, str | None]:
        """The languages of a row, by the table or by its own cells."""
        return (
            self.tags[0] or language_of(self.cell(row, "source_language")),
            self.tags[1] or language_of(self.cell(row, "target_language")),
        )

    def cell(self, row: Row, field: str) -> str:
        at = self.place.get(field)
        return unicodedata.normalize("NFC", row.cell(at)) if at is not None else ""

    def unit(self, row: Row, seen: dict[bytes, int]) -> TranslationUnit | Problem:
        texts = self.cell(row, "source_text"), self.cell(row, "target_text")
        id_ = self.cell(row, "concept_id").strip() or None
        if not (texts[0].strip() and texts[1].strip()):
            return Skipped(self.file, _("One side of the pair is empty; the row was left out."), row.line, id_)
        source, target = self._tags_of(row)
        if source is None or target is None:
            return Skipped(self.file, _("The row does not say what its languages are; it was left out."), row.line, id_)
        key = hashlib.blake2b("\0".join([*texts, *row.cells]).encode("utf-8", "replace"), digest_size=12).digest()
        if key in seen:
            message = _("The row is the same as in line {line}; it was left out.").format(line=seen[key])
            return Skipped(self.file, message, row.line, id_)
        seen[key] = row.line
        context = self.cell(row, "context").strip()
        return TranslationUnit(
            variants=(Variant(source, texts[0]), Variant(target, texts[1])),
            id=id_,
            notes=self.notes(row),
            properties=(("x-context", context),) if context else (),
            status=Status.CANDIDATE if truth(self.cell(row, "fuzzy")) else Status.APPROVED,
        )

    def notes(self, row: Row) -> tuple[str, ...]:
        """Notes, and whatever stands in columns that nobody knows."""
        notes = []
        for column, cell in zip(self.columns, row.cells, strict=False):
            text = cell.strip()
            if not text:
                continue
            if column.field == "note":
                notes.append(text)
            elif column.field not in _IN_UNIT:
                notes.append(f"{column.header}: {text}" if column.header else text)
        notes += [cell.strip() for cell in row.cells[len(self.columns) :] if cell.strip()]
        return (*notes, *row.remarks)


_IN_UNIT: Final = frozenset(
    {"source_text", "target_text", "source_language", "target_language", "concept_id", "context", "fuzzy", "ignored"}
)
