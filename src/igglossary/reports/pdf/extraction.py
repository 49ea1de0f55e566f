"""The steps in order: bytes of a PDF → blocks, notes and facts about the reading. Runs in the child process."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2

from igglossary.reports.blocks import Block, Note, make_block
from igglossary.reports.pdf.characters import read_page
from igglossary.reports.pdf.columns import common_gutter
from igglossary.reports.pdf.endnotes import find_endnotes
from igglossary.reports.pdf.furniture import without_furniture
from igglossary.reports.pdf.lines import page_gutter, read_lines
from igglossary.reports.pdf.notes import body_size, find_footnotes
from igglossary.reports.pdf.paragraphs import Paragraphs
from igglossary.reports.pdf.selfcheck import GOOD, judge

if TYPE_CHECKING:
    from igglossary.model import LeftOut
    from igglossary.reports.pdf.characters import Page
    from igglossary.reports.pdf.notes import FootNote
    from igglossary.reports.pdf.sheet import Line, Sheet

MAX_PAGES = 2_000
MAX_WORDS = 2_000_000
"""A page of prose has 500 words; this bounds memory at some 500 MB."""
_PASSWORD_ERROR = 4
"""FPDF_ERR_PASSWORD of fpdfview.h."""
_UNKNOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]")
_MOST_UNKNOWN = 0.3
"""Of the characters: fonts that do not say what their glyphs mean give more, symbols and bullets of good files .02."""
_LABEL = re.compile(r"[⁰¹²³⁴-⁹\d]{1,4}[.)]?\s*")


class UnreadableError(Exception):
    """The PDF cannot be read; ``args[0]`` is ``encrypted``, ``damaged``, ``pictures`` or ``undecodable``."""


class Extract(NamedTuple):
    """What was read, and the facts that a person should know."""

    blocks: list[Block]
    notes: list[Note]
    title: str | None
    facts: dict[str, int]
    """Numbers of pages that were not read, and whether the notes were refused or are doubtful (1 or 0)."""
    missing: list[str]
    """Keys of notes that must be there and were not found."""
    left_out: list[LeftOut]


def extract(data: bytes) -> Extract:
    """Read a PDF that has a text layer.

    Raises:
        UnreadableError: encrypted, damaged, without text, or with text that nobody can decode.
    """
    pages, title, total = _pages(data)
    _check_text(pages)
    gutters = common_gutter([page_gutter(page) for page in pages])
    read = [read_lines(page, number, gutters[number]) for number, page in enumerate(pages)]
    sheets, left_out = without_furniture(read)
    size = body_size(sheets)
    apparatus = find_footnotes(sheets, size)
    if not any(note.is_paired for note in apparatus.notes):
        apparatus = find_endnotes(sheets) or apparatus
    verdict = judge(apparatus, sheets)
    body = verdict.apparatus.body
    paragraphs = Paragraphs(body, size, verdict.apparatus.keys)
    blocks = _with_title(paragraphs.blocks(), sheets, size)
    facts = {
        "pictures": sum(page.is_picture for page in pages),
        "pages": total - len(pages),
        "refused": int(verdict.is_refused),
        "doubtful": int(verdict.share < GOOD and not verdict.is_refused),
    }
    notes = [Note(note.key, _note_text(paragraphs, note)) for note in verdict.apparatus.notes]
    left_out += paragraphs.left_out
    return Extract(blocks, notes, _trusted_title(title, sheets), facts, verdict.missing, left_out)


def _pages(data: bytes) -> tuple[list[Page], str | None, int]:
    """The pages, the title in the metadata, and how many pages there are."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        is_locked = getattr(error, "err_code", None) == _PASSWORD_ERROR or "assword" in str(error)
        raise UnreadableError("encrypted" if is_locked else "damaged") from error
    try:
        pages: list[Page] = []
        words = 0
        for number in range(min(len(document), MAX_PAGES)):
            page = document[number]
            pages.append(read_page(page))
            page.close()
            words += len(pages[-1].words)
            if words > MAX_WORDS:
                break
        return pages, document.get_metadata_value("Title").strip() or None, len(document)
    except pypdfium2.PdfiumError as error:
        raise UnreadableError("damaged") from error
    finally:
        document.close()


def _check_text(pages: list[Page]) -> None:
    characters = unknown = 0
    for page in pages:
        for word in page.words:
            characters += len(word.text)
            unknown += len(_UNKNOWN.findall(word.text.strip("\x02")))
    if not characters:
        raise UnreadableError("pictures")
    if unknown > _MOST_UNKNOWN * characters:
        raise UnreadableError("undecodable")


def _note_text(paragraphs: Paragraphs, note: FootNote) -> str:
    pieces = [piece for piece in paragraphs.joined(note.lines) if isinstance(piece, str)]
    return _LABEL.sub("", make_block("paragraph", pieces).text, count=1)


def _with_title(blocks: list[Block], sheets: list[Sheet], size: float) -> list[Block]:
    """The heading in the largest characters of the first page with text is the title."""
    first = next((sheet.lines for sheet in sheets if sheet.lines), [])
    with_letters = [line for line in first if any(map(str.isalpha, line.text))]
    largest = max(with_letters, key=lambda line: line.size, default=None)
    if largest is None or largest.size <= 1.15 * size:
        return blocks
    words = largest.text
    for index, block in enumerate(blocks[:20]):
        if block.kind == "heading" and words in block.text:
            return [*blocks[:index], Block("title", block.text, block.refs), *blocks[index + 1 :]]
    return blocks


def _trusted_title(title: str | None, sheets: list[Sheet]) -> str | None:
    """The title of the metadata, if its words stand on the first page: often it is a template's."""
    if title is None:
        return None
    first: list[Line] = next((sheet.lines for sheet in sheets if sheet.lines), [])
    shown = set(re.findall(r"\w+", " ".join(line.text for line in first).lower()))
    words = re.findall(r"\w+", title.lower())
    return title if words and all(word in shown for word in words) else None
