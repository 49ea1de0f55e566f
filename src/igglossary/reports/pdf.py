"""PDF reports, best effort: a PDF has no paragraphs and no notes, only glyphs at places.

Lines are joined by the rules for wrapped text. References count where they were set smaller and higher than the line
(text objects tell sizes), notes where they begin with their number at the foot of a page or at the end.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from igglossary.errors import InputError, MissingExtraError, Problem
from igglossary.messages import _
from igglossary.reports.plain import draft_from_text

if TYPE_CHECKING:
    import pypdfium2

    from igglossary.reports.blocks import Draft

_MAX_PAGES = 2_000
_PASSWORD_ERROR = 4
"""FPDF_ERR_PASSWORD of fpdfview.h."""
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_PAGE_NUMBER = re.compile(
    r"\s*(?:[-–—]\s*)?(?:Seite\s+|S\.\s*|Page\s+)?\d{1,4}(?:\s*(?:/|von|of)\s*\d{1,4})?(?:\s*[-–—])?\s*\Z",
    re.IGNORECASE,
)
_SAMPLE = 9  # letters of a line whose size and baseline are asked for


class _Line(NamedTuple):
    """A line with superscript digits, its baseline, and where it begins and ends, in points from the lower left."""

    text: str
    baseline: float
    left: float
    right: float
    size: float


def read_pdf(data: bytes, *, where: str) -> Draft:
    """Read a PDF that has a text layer.

    Raises:
        InputError: damaged, encrypted, or pictures only.
        MissingExtraError: pypdfium2 is not installed.
    """
    try:
        import pypdfium2  # the extra "pdf", 9 MB
    except ModuleNotFoundError as error:
        raise MissingExtraError(_("Reading PDF"), "pdf") from error
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_ERROR or "assword" in str(error):
            raise InputError(
                _("the PDF is encrypted."), where=where, hint=_("Save a copy without a password and read that.")
            ) from error
        raise InputError(_("the PDF is damaged or cut off."), where=where) from error
    try:
        pages = [_page_lines(document, number) for number in range(min(len(document), _MAX_PAGES))]
    except pypdfium2.PdfiumError as error:
        raise InputError(_("the PDF is damaged or cut off."), where=where) from error
    finally:
        document.close()
    if not any(line.text.strip() for page in pages for line in page):
        raise InputError(
            _("the PDF has no text layer, only pictures."),
            where=where,
            hint=_("Run OCR over it first, for example with ocrmypdf."),
        )
    draft = draft_from_text(_text(pages))
    draft.problems.append(
        Problem(
            "",
            _("a PDF does not say where paragraphs and notes are; they were guessed"),
            hint=_("Prefer the Word file or the web page."),
        ),
    )
    return draft


def _page_lines(document: pypdfium2.PdfDocument, number: int) -> list[_Line]:
    """The lines of a page from top to bottom in the order of the file, raised numbers as superscript digits."""
    page = document[number]
    textpage = page.get_textpage()
    try:
        return _lines(textpage)
    finally:
        textpage.close()
        page.close()


def _lines(textpage: pypdfium2.PdfTextPage) -> list[_Line]:
    """Pdfium's lines, those joined again that it broke behind a raised number."""
    spans: list[tuple[int, str]] = []
    start = 0
    # One code unit of pdfium is one character of get_text_range for everything below U+10000; German and English are.
    text = textpage.get_text_range()
    for line in text.split("\n"):
        spans.append((start, line.rstrip("\r")))
        start += len(line) + 1
    lines: list[_Line] = []
    for first, content in spans:
        if not content.strip():
            continue
        line = _measured(textpage, first, content)
        previous = lines[-1] if lines else None
        if (
            previous
            and abs(previous.baseline - line.baseline) < previous.size * 0.3
            and line.left >= previous.right - previous.size
        ):
            lines[-1] = previous._replace(text=previous.text + line.text, right=line.right)
        else:
            lines.append(line)
    return [line._replace(text=line.text.rstrip()) for line in lines]


def _measured(textpage: pypdfium2.PdfTextPage, first: int, content: str) -> _Line:
    """Sizes and baselines are asked for a few letters and for every digit only: a call for each glyph would be slow."""
    shown = [i for i, c in enumerate(content) if not c.isspace()]
    letters = [i for i in shown if content[i].isalpha()][:_SAMPLE] or shown[:_SAMPLE]
    sizes = sorted(_size(textpage, first + i) for i in letters)
    size = sizes[len(sizes) // 2] or 1.0
    baselines = sorted(_origin(textpage, first + i)[1] for i in letters)
    baseline = baselines[len(baselines) // 2]
    characters = list(content)
    for i in shown:
        if characters[i].isdigit() and _size(textpage, first + i) < size * 0.85:
            if _origin(textpage, first + i)[1] > baseline + size * 0.1:
                characters[i] = characters[i].translate(_SUPERSCRIPTS)
        elif characters[i] in "\x02\ufffe":
            characters[i] = "-"
    left, right = _origin(textpage, first + shown[0])[0], _origin(textpage, first + shown[-1])[0]
    return _Line("".join(characters), baseline, left, right, size)


def _size(textpage: pypdfium2.PdfTextPage, index: int) -> float:
    """The nominal font size of a glyph in points."""
    from pypdfium2 import raw  # see read_pdf

    return float(raw.FPDFText_GetFontSize(textpage, index))


def _origin(textpage: pypdfium2.PdfTextPage, index: int) -> tuple[float, float]:
    """Where a glyph stands on its baseline."""
    from ctypes import byref, c_double  # see read_pdf

    from pypdfium2 import raw

    x, y = c_double(), c_double()
    raw.FPDFText_GetCharOrigin(textpage, index, byref(x), byref(y))
    return x.value, y.value


def _text(pages: list[list[_Line]]) -> str:
    """All pages as one text: page numbers and running heads out, an empty line where the distance of lines grows."""
    heads = Counter(line.text.strip() for page in pages for line in (page[:1] + page[-1:] if len(page) > 2 else []))
    repeated = {text for text, times in heads.items() if times > 2 and times * 2 > len(pages)}
    steps = Counter(
        round(before.baseline - after.baseline)
        for page in pages
        for before, after in pairwise(page)
        if before.baseline > after.baseline
    )
    usual = steps.most_common(1)[0][0] if steps else 0
    out: list[str] = []
    for page in pages:
        kept = [line for line in page if line.text.strip() not in repeated]
        if kept and _PAGE_NUMBER.match(kept[-1].text):
            kept.pop()
        for position, line in enumerate(kept):
            if position and usual and kept[position - 1].baseline - line.baseline > usual * 1.35:
                out.append("")
            out.append(line.text)
        if out and re.search(r"[.!?…][\"“”»«)]*[¹²³⁰⁴-⁹\[\]\d]*\Z", out[-1]):
            out.append("")
    return "\n".join(out)
