"""Excel glossaries (.xlsx): all sheets with a table, their text as it is shown, no formula ever evaluated."""

from __future__ import annotations

import io
import os
import re
import warnings
import zipfile
import zlib
from contextlib import contextmanager, redirect_stdout
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from typing import IO, TYPE_CHECKING, Any, Final

from igglossary.errors import InputError, MissingExtraError, Problem, UnsafeInputError, os_reason
from igglossary.formats.files import open_output
from igglossary.formats.report import Tally
from igglossary.formats.tables.columns import Row
from igglossary.formats.tables.layouts import lay_out
from igglossary.formats.tables.reader import read_table
from igglossary.messages import _, ngettext, quoted
from igglossary.text.normalise import single_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from os import PathLike

    from igglossary.formats.files import Target
    from igglossary.formats.report import ExportReport
    from igglossary.formats.tables.asked import AskedColumn
    from igglossary.model import Concept, TranslationUnit

MAX_UNPACKED: Final = 256 << 20
"""Bytes of all parts together; a term base of 100,000 entries unpacks to 60 MB."""
MAX_PART: Final = 128 << 20
MAX_PARTS: Final = 2_000
_BOMB_FREE: Final = 16 << 20
_BOMB_RATIO: Final = 200
"""Real sheets shrink to a fifteenth; above this ratio and 16 MiB a part is a bomb."""
_MARKED: Final = 32 << 20
"""Bytes up to which a workbook is held in memory for its comments and struck-through text (20 times as much)."""
_PROLOG: Final = 1 << 16
"""Bytes of a part in which a DOCTYPE is looked for; libxml2's amplification limit holds beyond them."""
_MAX_COLUMNS: Final = 500
_MAX_CELL: Final = 32_767
"""Characters that Excel keeps in one cell."""
_BLANK_ROWS: Final = 10_000
"""Empty rows after each other at which a sheet counts as ended: some programs format a million rows."""
_DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    SyntaxError,
    RuntimeError,
)
"""The whole family that zipfile and openpyxl raise on damaged or encrypted parts; ``make fuzz`` found most of them."""
_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MERGE: Final = re.compile(rb"<(?:\w+:)?mergeCell [^<>]{0,40}?ref=\"([A-Z]{1,2})(\d{1,7}):[A-Z]{1,3}(\d{1,7})\"")
_LONGEST_MERGE: Final = 100
"""Bytes of such an element, which may lie across two chunks."""
_CHUNK: Final = 1 << 20
_MADE: Final = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The date that every file of ours says it was made on, so that the same entries give the same bytes."""


def read_xlsx(
    path: str | PathLike[str],
    *,
    languages: Sequence[str] = (),
    holds: str | None = None,
    asked: Sequence[AskedColumn] = (),
) -> Iterator[Concept | TranslationUnit | Problem]:
    """The concepts or translation units of all sheets, each read as ``tabular.read_csv`` reads a CSV file.

    Cells are what was last shown for them; cells that are merged over several rows stand in each of them. A sheet that
    is no table, or holds units where an earlier one holds concepts, is named in a Problem. Lines are row numbers.

    Raises:
        MissingExtraError: openpyxl is not installed.
        InputError: the file is no Excel workbook, or no sheet says what its languages are.
        UnsafeInputError: it would unpack to more than MAX_UNPACKED.
    """
    where = os.fspath(path)
    with _opened(path, where) as stream:  # openpyxl would leave it open when it fails
        read = partial(read_table, languages=languages, holds=holds, asked=asked, seen={})
        yield from _read(stream, where, read)


def _read(
    stream: IO[bytes], where: str, read: Callable[..., Iterator[Concept | TranslationUnit | Problem]]
) -> Iterator[Concept | TranslationUnit | Problem]:
    workbook = _load(stream, where)
    try:
        sheets = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
        hidden = [single_line(sheet.title)[:40] for sheet in workbook.worksheets if sheet not in sheets]
        if hidden:
            message = ngettext(
                "The hidden sheet {names} was not read.", "The hidden sheets {names} were not read.", len(hidden)
            )
            yield Problem(where, message.format(names=tuple(quoted(name) for name in hidden)))
        if not sheets:  # chart sheets only, or none at all
            raise _no_workbook(where)
        yield from _all_sheets(sheets, where, read)
    finally:
        workbook.close()


def _all_sheets(
    sheets: Sequence[Any], where: str, read: Callable[..., Iterator[Concept | TranslationUnit | Problem]]
) -> Iterator[Concept | TranslationUnit | Problem]:
    """What the sheets hold; if none is a table, the error of the first."""
    holds: type | None = None
    refused: list[InputError] = []
    problems: list[Problem] = []
    for sheet in sheets:
        name = where if len(sheets) == 1 else f"{where}[{single_line(sheet.title)[:40]}]"
        rows = _rows(sheet, name, problems)
        first = next((row for row in rows if row.cells), None)
        if first is None:  # Excel used to make three sheets
            refused.append(InputError(_("The file is empty."), where=name))
            continue
        try:
            for item in read(chain([first], rows), file=name):
                if not isinstance(item, Problem):
                    holds = holds or type(item)
                    if type(item) is not holds:
                        message = _("The sheet holds segments beside terms, or terms beside segments; it was not read.")
                        problems.append(Problem(name, message))
                        break
                yield item
        except UnsafeInputError:
            raise
        except InputError as error:
            refused.append(error)
            problems.append(Problem(name, error.message))
    if len(refused) == len(sheets):
        raise refused[0]
    yield from problems


def write_xlsx(
    path: Target, concepts: Iterable[Concept], *, languages: Sequence[str] = (), layout: str = "own"
) -> ExportReport:
    """Write an Excel glossary with one sheet in one of the layouts of ``tabular.write_csv``; every cell is text.

    Raises:
        MissingExtraError: openpyxl is not installed.
        OutputError: the file cannot be written.
        UsageError: there is no such layout.
    """
    tally = Tally()
    header, rows = lay_out(concepts, layout=layout, languages=languages, tally=tally)
    with open_output(path) as stream:  # first, because a workbook that is not saved leaves its temporary file open
        workbook, text_cell = _new_workbook()
        sheet = workbook.create_sheet("igglossary")
        sheet.freeze_panes = "A2"
        for row in [header, *rows]:
            sheet.append([text_cell(sheet, _cut(cell, tally)) if cell else None for cell in row])
        _save(workbook, stream)
    return tally.report()


def _openpyxl() -> Any:
    try:
        import openpyxl  # an optional extra, 150 ms
    except ImportError as error:
        raise MissingExtraError(_("Excel"), "xlsx") from error
    return openpyxl


@contextmanager
def _opened(path: str | PathLike[str], where: str) -> Iterator[IO[bytes]]:
    try:
        stream = open(path, "rb")  # noqa: SIM115  closed below; an error of the reader is none of opening
    except OSError as error:
        raise InputError(
            _("The file cannot be read: {reason}.").format(reason=os_reason(error)), where=where
        ) from error
    with stream:
        yield stream


def _load(stream: IO[bytes], where: str) -> Any:
    openpyxl = _openpyxl()
    try:
        _check(stream, where)
        stream.seek(0)
        # openpyxl's remarks about styles say nothing to a person, and one of them is printed
        with warnings.catch_warnings(), redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            if _has_marks(stream):
                return openpyxl.load_workbook(stream, data_only=True, keep_links=False, rich_text=True)
            return openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
    except OSError as error:
        raise InputError(
            _("The file cannot be read: {reason}.").format(reason=os_reason(error)), where=where
        ) from error
    except _DAMAGE as error:
        raise _no_workbook(where) from error


def _has_marks(stream: IO[bytes]) -> bool:
    """True if cells have comments or struck-through text, which openpyxl tells only of a workbook in memory."""
    with zipfile.ZipFile(stream) as archive:
        parts = archive.infolist()
        if sum(part.file_size for part in parts) > _MARKED:
            return False
        return any(
            part.filename.startswith("xl/comments")
            or (part.filename.endswith(".xml") and b"<strike" in archive.read(part))
            for part in parts
        )


def _no_workbook(where: str) -> InputError:
    return InputError(
        _("This is no Excel workbook (.xlsx), or it is damaged."),
        where=where,
        hint=_("Try: open it in Excel or LibreOffice and save it again, or save it as CSV."),
    )


def _check(stream: IO[bytes], where: str) -> None:
    """Look at the sizes that the archive declares before anything is unpacked (zipfile never unpacks more)."""
    with zipfile.ZipFile(stream) as archive:
        parts = archive.infolist()
        total = sum(part.file_size for part in parts)
        if total > MAX_UNPACKED or len(parts) > MAX_PARTS or any(map(_is_bomb, parts)):
            message = _("The workbook would unpack to {n} MiB, which is more than is read here.")
            raise UnsafeInputError(
                message.format(n=total >> 20), where=where, hint=_("Try: save the glossary alone as CSV.")
            )
        if "[Content_Types].xml" not in archive.namelist():
            raise zipfile.BadZipFile
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                _refuse_doctype(archive, part, where)


def _is_bomb(part: zipfile.ZipInfo) -> bool:
    """True for what is too large to be unpacked, or much larger than it is packed."""
    is_blown_up = part.file_size > _BOMB_RATIO * max(1, part.compress_size)
    return part.file_size > MAX_PART or (part.file_size > _BOMB_FREE and is_blown_up)


def _refuse_doctype(archive: zipfile.ZipFile, part: zipfile.ZipInfo, where: str) -> None:
    """No part of a workbook has a DOCTYPE, but openpyxl's parser would expand the entities of one."""
    with archive.open(part) as stream:
        head = stream.read(_PROLOG)
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise UnsafeInputError(
            _("A part of the workbook declares a document type, which no Excel file does."), where=where
        )


def _rows(sheet: Any, where: str, problems: list[Problem]) -> Iterator[Row]:
    from lxml.etree import XMLSyntaxError  # openpyxl reads with lxml where it is installed

    blank = struck = 0
    merged: dict[int, tuple[int, str]] = {}  # column → last row and text of a merged cell
    try:
        merges = _merged_down(sheet)
        for number, (row, remarks, left_out) in enumerate(_cells(sheet), start=1):
            struck += left_out
            cells = row
            while cells and not cells[-1]:
                cells.pop()
            blank = 0 if cells else blank + 1
            if blank > _BLANK_ROWS:
                message = _("Here are {n} empty rows; what may stand below was not read.")
                problems.append(Problem(where, message.format(n=_BLANK_ROWS), number))
                return
            if cells:
                _fill_merged(cells, {column: text for column, (last, text) in merged.items() if number <= last})
            for column, last in merges.get(number, ()):
                merged[column] = last, cells[column] if column < len(cells) else ""
            yield Row(number, cells, remarks)
        if struck:
            problems.append(Problem(where, _("Struck-through text of {n} cells was left out.").format(n=struck)))
    except (XMLSyntaxError, OSError, *_DAMAGE) as error:
        raise _no_workbook(where) from error


def _fill_merged(cells: list[str], texts: dict[int, str]) -> None:
    """Put the texts of merged cells above into a row, column by column."""
    for column, text in texts.items():
        cells += [""] * (column + 1 - len(cells))
        cells[column] = cells[column] or text


def _cells(sheet: Any) -> Iterator[tuple[list[str], tuple[str, ...], int]]:
    """Of each row the texts of its cells, their comments, and how many cells had struck-through text."""
    if hasattr(sheet, "reset_dimensions"):  # a sheet that streams tells neither comments nor parts of a text
        sheet.reset_dimensions()  # the size that a sheet declares of itself is often wrong
        for row in sheet.iter_rows(max_col=_MAX_COLUMNS, values_only=True):
            yield [_text(value) for value in row], (), 0
        return
    for row in sheet.iter_rows(max_col=min(sheet.max_column, _MAX_COLUMNS)):
        remarks = tuple(cell.comment.text.strip() for cell in row if cell.comment is not None)
        kept = [_kept(cell) for cell in row]
        struck = sum(_text(cell.value) != text for cell, text in zip(row, kept, strict=True))
        yield kept, tuple(filter(None, remarks)), struck


def _kept(cell: Any) -> str:
    """The text of a cell without what is struck through."""
    if cell.font is not None and cell.font.strike:
        return ""
    if isinstance(cell.value, list):  # openpyxl's rich text: pieces of text, some with a font
        pieces = [piece for piece in cell.value if not (getattr(piece, "font", None) and piece.font.strike)]
        return _text("".join(str(piece) for piece in pieces)) if len(pieces) < len(cell.value) else _text(cell.value)
    return _text(cell.value)


def _merged_down(sheet: Any) -> dict[int, list[tuple[int, int]]]:
    """Of the cells that are merged over several rows: first row → (column, last row). They stand after the cells."""
    found: dict[int, list[tuple[int, int]]] = {}
    if hasattr(sheet, "merged_cells"):
        for cells in sheet.merged_cells.ranges:
            if cells.max_row > cells.min_row:
                found.setdefault(cells.min_row, []).append((cells.min_col - 1, cells.max_row))
        return found
    tail = b""
    with sheet._get_source() as part:  # noqa: SLF001  openpyxl does not tell merged cells while it streams
        while chunk := part.read(_CHUNK):
            data = tail + chunk
            end = 0
            for match in _MERGE.finditer(data):
                letters, first, last = match.group(1).decode(), int(match.group(2)), int(match.group(3))
                end = match.end()
                if last > first:
                    found.setdefault(first, []).append((_column(letters), last))
            tail = data[max(end, len(data) - _LONGEST_MERGE) :]
    return found


def _column(letters: str) -> int:
    """``A`` → 0, ``AA`` → 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _text(value: object) -> str:
    """What a cell says; whole numbers without ``.0``, dates as ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(sep=" ").removesuffix(" 00:00:00")
    return _ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), value) if isinstance(value, str) else str(value)


def _cut(cell: str, tally: Tally) -> str:
    """The cell as Excel can hold it (ECMA-376 §22.9.2.19: ``_xHHHH_`` is a character, so it is written as one)."""
    cell = _ESCAPE.sub(lambda match: "_x005F" + match.group(), cell).replace("\r", "_x000D_")
    if len(cell) > _MAX_CELL:
        tally.drop(_("characters over Excel's 32,767 in a cell"), len(cell) - _MAX_CELL)
        return cell[:_MAX_CELL]
    return cell


def _new_workbook() -> tuple[Any, Any]:
    openpyxl = _openpyxl()
    from openpyxl.cell import WriteOnlyCell

    workbook = openpyxl.Workbook(write_only=True)
    workbook.properties.created = workbook.properties.modified = _MADE
    workbook.properties.creator = "igglossary"

    def text_cell(sheet: Any, text: str) -> Any:
        cell = WriteOnlyCell(sheet)
        cell._value, cell.data_type = text, "s"  # noqa: SLF001  the setter makes a formula of “=…”
        return cell

    return workbook, text_cell


def _save(workbook: Any, stream: IO[bytes]) -> None:
    """Save with fixed dates inside the archive, so that the same entries give the same bytes."""
    from openpyxl.writer.excel import ExcelWriter

    raw = io.BytesIO()
    workbook.properties.modified = _MADE
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        ExcelWriter(workbook, archive).save()
    raw.seek(0)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            data = source.read(part)
            if part.filename == "docProps/core.xml":
                data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2000-01-01T00:00:00Z", data)
            target.writestr(zipfile.ZipInfo(part.filename, (2000, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
