"""CSV and TSV glossaries: any delimiter, any encoding that people have, quoted as RFC 4180 says or not at all."""

from __future__ import annotations

import codecs
import csv
import io
import os
import re
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Final

from igglossary.errors import InputError, Problem, UnsafeInputError, os_reason
from igglossary.formats.files import open_output
from igglossary.formats.report import Tally
from igglossary.formats.tables.columns import Row, find_columns, own_columns
from igglossary.formats.tables.layouts import lay_out
from igglossary.formats.tables.reader import MAX_COLUMNS, is_header, read_table
from igglossary.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from os import PathLike

    from igglossary.formats.files import Target
    from igglossary.formats.report import ExportReport
    from igglossary.formats.tables.asked import AskedColumn
    from igglossary.model import Concept, TranslationUnit

MAX_LINE: Final = 4 << 20
"""Characters of one record; the longest record in 60 real glossaries has 40,000."""
csv.field_size_limit(max(csv.field_size_limit(), MAX_LINE))  # a cell may fill its record; the default is 128 KiB
_CHUNK: Final = 1 << 20
_HEAD: Final = 1 << 16
_OPEN_LINES: Final = 500
"""Lines that one quoted cell may span before its quotation mark counts as a plain character."""
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_csv(
    path: str | PathLike[str],
    *,
    languages: Sequence[str] = (),
    holds: str | None = None,
    asked: Sequence[AskedColumn] = (),
    delimiter: str | None = None,
) -> Iterator[Concept | TranslationUnit | Problem]:
    """The concepts (or, for a table of segments, the translation units) of a CSV file, and what is wrong with it.

    Columns are found by their headers (``table_reader.read_table`` says how terms and segments are told apart); the
    delimiter is comma, semicolon, tab or bar, whichever gives a header or the same number of cells in most lines. The
    encoding is UTF-8, UTF-16 or UTF-32 by byte order mark, UTF-8 without one, else Windows-1252 or Mac Roman with a
    Problem.
    Terms in one cell are separated by ``|`` or ``;``; a term with such a character stands in double quotes.

    Args:
        path: The file.
        languages: The languages of a table that names none, in the order of its columns.
        holds: ``terms`` or ``units``, for a table that could be either.
        asked: What a person says of columns.
        delimiter: The delimiter, if it need not be found.

    Raises:
        InputError: the file cannot be opened, is empty, is no text, or nothing says what its languages are.
        UnsafeInputError: one record is longer than MAX_LINE.
    """
    where = os.fspath(path)
    with open_text(path, where) as (text, problem):
        if problem is not None:
            yield problem
        records = _Records(text, where)
        chosen = delimiter or records.find_delimiter()
        for item in read_table(records.rows(chosen), file=where, languages=languages, holds=holds, asked=asked):
            yield from records.take_problems()
            yield item
        yield from records.take_problems()


def read_tsv(
    path: str | PathLike[str],
    *,
    languages: Sequence[str] = (),
    holds: str | None = None,
    asked: Sequence[AskedColumn] = (),
) -> Iterator[Concept | TranslationUnit | Problem]:
    """As ``read_csv``, for a file whose delimiter is the tab."""
    return read_csv(path, languages=languages, holds=holds, asked=asked, delimiter="\t")


@contextmanager
def open_text(path: str | PathLike[str], where: str) -> Iterator[tuple[io.TextIOWrapper, Problem | None]]:
    """A text file in whatever encoding it has, line ends as they are, and a Problem if the encoding was guessed.

    Raises:
        InputError: the file cannot be opened, is empty or is no text.
    """
    try:
        raw = open(path, "rb")  # noqa: SIM115  closed below; only the opening may fail here
    except OSError as error:
        raise InputError(
            _("The file cannot be read: {reason}.").format(reason=os_reason(error)), where=where
        ) from error
    with raw:
        encoding, problem = sniff_encoding(raw, where)
        raw.seek(0)
        yield io.TextIOWrapper(raw, encoding=encoding, errors="replace", newline=""), problem


def too_long(where: str) -> UnsafeInputError:
    """The error for a line that no glossary has."""
    return UnsafeInputError(_("A line is longer than {n} million characters.").format(n=MAX_LINE >> 20), where=where)


def sniff_encoding(raw: IO[bytes], where: str) -> tuple[str, Problem | None]:
    """Python's name of the encoding of a text file, and a Problem if it had to be guessed.

    Raises:
        InputError: the file is empty or is no text (it has NUL bytes).
    """
    head = raw.read(_HEAD)
    if not head.strip():
        raise InputError(_("The file is empty."), where=where)
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return encoding, None
    if b"\0" in head:
        return _without_mark(head, where), None
    decoder = codecs.getincrementaldecoder("utf-8")()
    data, line = head, 1
    try:
        while data:
            decoder.decode(data)
            line += data.count(b"\n")
            data = raw.read(_CHUNK)
    except UnicodeDecodeError as error:
        line += bytes(error.object[: error.start]).count(b"\n")
        is_mac = b"\r" in head and b"\n" not in head  # “CSV (Macintosh)” of Excel
        encoding, name = ("mac-roman", "Mac Roman") if is_mac else ("cp1252", "Windows-1252")
        message = _("The file is not UTF-8; it was read as {encoding}.").format(encoding=name)
        return encoding, Problem(where, message, line, hint=_("Try: look whether the umlauts are right."))
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "utf-8", Problem(where, _("The file breaks off in the middle of a character."), line)
    return "utf-8", None


def _without_mark(head: bytes, where: str) -> str:
    """UTF-16 without byte order mark is known by its NULs: nearly all in one of the two places.

    Raises:
        InputError: the NULs stand anywhere.
    """
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) > 10 * min(even, odd) and max(even, odd) > len(head) // 5:
        return "utf-16-le" if odd > even else "utf-16-be"
    raise InputError(
        _("The file has NUL bytes, so it is no table of text."),
        where=where,
        hint=_("Try: save it as CSV in UTF-8."),
    )


class _Records:
    """The records of a delimited file, with their lines."""

    def __init__(self, text: IO[str], where: str) -> None:
        self.text = text
        self.where = where
        self.line = 0
        self.ahead: list[str] = []
        self.problems: list[Problem] = []

    def take_problems(self) -> list[Problem]:
        taken, self.problems = self.problems, []
        return taken

    def _read(self) -> str:
        line = self.text.readline(MAX_LINE + 1)
        if len(line) > MAX_LINE:
            raise too_long(f"{self.where}:{self.line + 1}")
        return line

    def _next(self) -> str:
        line = self.ahead.pop(0) if self.ahead else self._read()
        self.line += bool(line)
        return line

    def find_delimiter(self) -> str:
        """The delimiter that makes a header of one of the first lines, else the one that most lines agree on."""
        while len(self.ahead) < 20 and (line := self._read()):
            self.ahead.append(line)
        if self.ahead and (match := re.match("\ufeff?sep=(.)\r?\n?\\Z", self.ahead[0])):  # Excel's own hint
            self.ahead[0] = ""
            self.ahead.pop(0)
            self.line = 1
            return match.group(1)
        best, most = ",", (0, 0, 0.0)
        for candidate in (",", ";", "\t", "|"):
            score = self._fitness(candidate)
            if score > most:
                best, most = candidate, score
        return best

    def _fitness(self, delimiter: str) -> tuple[int, int, float]:
        """Columns of a header with this delimiter, lines of the usual width, and how near that is to two."""
        widths = [len(_split(line, delimiter)) for line in self.ahead if line.strip()]
        several = [width for width in widths if width > 1]
        if not several:
            return 0, 0, 0.0
        usual = max(set(several), key=several.count)
        return self._header_columns(delimiter), several.count(usual), -abs(usual - 2) / 100

    def _header_columns(self, delimiter: str) -> int:
        for line in self.ahead[:10]:
            cells = _split(line, delimiter)
            if len(cells) > MAX_COLUMNS:
                continue
            if own_columns(cells) or is_header(find_columns(cells)):
                return len(cells)
        return 0

    def rows(self, delimiter: str) -> Iterator[Row]:
        """All records. Lines end with LF, CR LF or CR and with nothing else, so U+2028 stays in its cell."""
        while line := self._next():
            first = self.line
            if '"' not in line:
                yield Row(first, line.rstrip("\r\n").split(delimiter))
                continue
            cells = self._quoted(line, delimiter)
            if cells is None:
                message = _("A quotation mark does not close here; quotation marks of this line are plain characters.")
                self.problems.append(Problem(self.where, message, first))
                cells = _lenient(line, delimiter)
            yield Row(first, cells)

    def _quoted(self, line: str, delimiter: str) -> list[str] | None:
        """The cells of a record with quotes, over as many lines as it takes; None if its quotes do not fit."""
        parts = [line]
        size = len(line)
        balance = line.count('"')
        while balance % 2 and len(parts) < _OPEN_LINES and size < MAX_LINE:
            more = self._next()
            if not more:
                break
            parts.append(more)
            size += len(more)
            balance += more.count('"')
        try:
            return next(csv.reader(iter(["".join(parts)]), delimiter=delimiter, strict=True))
        except csv.Error:
            self.ahead[:0] = parts[1:]
            self.line -= len(parts) - 1
            return None


def _split(line: str, delimiter: str) -> list[str]:
    if '"' not in line:
        return line.rstrip("\r\n").split(delimiter)
    return _lenient(line, delimiter)


def _lenient(line: str, delimiter: str) -> list[str]:
    """The cells of one line whose quotation marks do not follow the rules: each cell for itself."""
    cells = line.rstrip("\r\n").split(delimiter)
    try:
        strict = next(csv.reader(iter([line]), delimiter=delimiter, strict=True))
    except csv.Error:
        return [_unquoted(cell) for cell in cells]
    return strict


def _unquoted(cell: str) -> str:
    inner = cell[1:-1]
    if len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in inner.replace('""', ""):
        return inner.replace('""', '"')
    return cell


def write_csv(
    path: Target,
    concepts: Iterable[Concept],
    *,
    languages: Sequence[str] = (),
    layout: str = "own",
    delimiter: str | None = None,
) -> ExportReport:
    """Write a CSV glossary: UTF-8 with byte order mark (Excel needs it), CR LF, quoted as RFC 4180 says.

    Args:
        path: The file, or a binary stream.
        concepts: The entries.
        languages: The languages to write, in the order of their columns; all by default.
        layout: ``own``, ``memoq``, ``phrase`` or ``multiterm`` (docs/formats-glossaries.md).
        delimiter: Comma by default, semicolon for memoQ.

    Raises:
        OutputError: the file cannot be written.
        UsageError: there is no such layout.
    """
    tally = Tally()
    header, rows = lay_out(concepts, layout=layout, languages=languages, tally=tally)
    _write(path, header, rows, delimiter=delimiter or (";" if layout == "memoq" else ","), mark=True)
    return tally.report()


def write_tsv(
    path: Target, concepts: Iterable[Concept], *, languages: Sequence[str] = (), layout: str = "own"
) -> ExportReport:
    """Write a TSV glossary: as ``write_csv``, with tabs, without byte order mark.

    Raises:
        OutputError: the file cannot be written.
        UsageError: there is no such layout.
    """
    tally = Tally()
    header, rows = lay_out(concepts, layout=layout, languages=languages, tally=tally)
    _write(path, header, rows, delimiter="\t", mark=False)
    return tally.report()


def _write(path: Target, header: list[str], rows: Iterable[list[str]], *, delimiter: str, mark: bool) -> None:
    with open_output(path) as stream:
        if mark:
            stream.write(codecs.BOM_UTF8)
        text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
        writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
        writer.writerow(header)
        writer.writerows(rows)
        text.flush()
        text.detach()
