"""Which reader reads a file, and the way from a path to a Document."""

from __future__ import annotations

import hashlib
import os
import re
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from igglossary.errors import InputError, Problem, UnsupportedInputError, os_reason
from igglossary.formats.files import check_is_file
from igglossary.languages.detection import detect_language
from igglossary.languages.segmentation import split_sentences
from igglossary.messages import _
from igglossary.model import Segment
from igglossary.reports.analysis import analyse
from igglossary.reports.archive import Archive
from igglossary.reports.decoding import decode
from igglossary.reports.plain import guess_headings
from igglossary.reports.typed_notes import separate_notes
from igglossary.text.normalise import canonical, single_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from igglossary.model import Document
    from igglossary.reports.blocks import Draft

MAX_BYTES = 64 << 20
"""A report has 300 pages at most, and 2 MB with pictures; this leaves room and bounds memory."""


class _Kind(NamedTuple):
    endings: tuple[str, ...]
    module: str
    function: str


# The one table of readers. Modules are imported when one of their files is read: lxml, markdown-it and pypdfium2 cost
# 30 to 90 ms each.
_KINDS = {
    "txt": _Kind((".txt", ".text"), "plain", "read_plain"),
    "html": _Kind((".html", ".htm", ".xhtml", ".xht"), "web", "read_html"),
    "docx": _Kind((".docx", ".docm", ".dotx"), "word", "read_docx"),
    "odt": _Kind((".odt", ".ott", ".fodt"), "opendocument", "read_odt"),
    "md": _Kind((".md", ".markdown", ".mdown", ".qmd", ".rmd"), "markdown", "read_markdown"),
    "epub": _Kind((".epub",), "epub", "read_epub"),
    "pdf": _Kind((".pdf",), "pdf", "read_pdf"),
}
_ENDINGS = frozenset(ending for kind in _KINDS.values() for ending in kind.endings)
_HTML_START = re.compile(
    rb"\A(?:\xef\xbb\xbf|\s|<!--.{0,2000}?-->|<\?xml[^>]{0,200}\?>)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_BLOCKS = re.compile(rb"<(?:p|div|h[1-6]|article|section|ul|ol)\b[^>]{0,400}>", re.IGNORECASE)
_FLAT_ODT = re.compile(rb"<office:document\b")


def read_report(path: str | Path, *, lang: str = "de") -> tuple[Document, tuple[Problem, ...]]:
    """Read one report of any supported kind.

    Args:
        path: A file. Its kind is decided by its content, then by its ending.
        lang: BCP 47 tag of the body's language.

    Returns:
        The document and what was odd about it, in no particular order.

    Raises:
        InputError: the file is missing, empty, damaged, encrypted or no document.
        UnsafeInputError: it tries to harm (a compression bomb, XML entities, nesting without end).
        UnsupportedInputError: nobody here reads this kind.
        MissingExtraError: a PDF, and the extra ``pdf`` is not installed.
    """
    where = os.fspath(path)
    data = _load(where)
    draft = _with_typed_notes(_read_draft(data, where))
    document, problems = analyse(draft, path=where, sha256=hashlib.sha256(data).hexdigest(), lang=lang)
    if not document.paragraphs and not document.footnotes:
        raise InputError(_("there is no text in it."), where=where, hint=_("Is it really a report?"))
    return document, problems


def is_report_name(path: str | Path) -> bool:
    """Whether the ending of a file is that of a report."""
    return Path(path).suffix.lower() in _ENDINGS


def find_reports(paths: Sequence[str | Path]) -> list[Path]:
    """The files of a call: files as given, folders as their documents of supported kinds, sorted, hidden ones left out.

    Raises:
        InputError: a path does not exist, or a folder has no document.
    """
    result: list[Path] = []
    for given in map(Path, paths):
        if given.is_dir():
            inside = sorted(
                file
                for file in given.rglob("*")
                if is_report_name(file)
                and not any(part.startswith((".", "~$")) for part in file.relative_to(given).parts)
                and file.is_file()
            )
            if not inside:
                raise InputError(
                    _("there is no document of a supported kind in this folder."),
                    where=str(given),
                    hint=_("Supported: {endings}").format(endings=" ".join(sorted(_ENDINGS))),
                )
            result.extend(inside)
        elif given.exists():
            result.append(given)
        else:
            raise InputError(_("there is no such file."), where=str(given))
    return list(dict.fromkeys(result))


def read_plain_segments(path: str | Path, lang: str, *, lines: bool = False) -> tuple[Segment, ...]:
    """All sentences of a document as plain full text: headings included, linked notes after the body.

    Notes and references that are typed into the text stay where they are.

    Args:
        path: A file of any supported kind.
        lang: BCP 47 tag; decides how sentences are split.
        lines: Take the file as text with one sentence a line. Empty lines are empty segments, so that the n-th segment
            is always the n-th line; a line break at the end of the file makes no further segment.

    Raises:
        InputError: as ``read_report``.
    """
    where = os.fspath(path)
    data = _load(where)
    if lines:
        text = decode(data, where=where).text
        rows = text.removesuffix("\n").split("\n")
        return tuple(_segment(number, canonical(row), lang, number) for number, row in enumerate(rows))
    draft = _read_draft(data, where)
    texts = [block.text for block in draft.blocks] + [note.text for note in draft.notes]
    result: list[Segment] = []
    for paragraph, text in enumerate(texts):
        for start, end in split_sentences(text, lang):
            segment = _segment(len(result), text[start:end], lang, paragraph)
            result.append(Segment(segment.id, segment.text, lang, start, end, paragraph))
    return tuple(result)


def read_sentences(path: str | Path, lang: str | None = None) -> tuple[list[str], str]:
    """The sentences of a document of any supported kind, and its language: as given, else as it looks.

    Raises:
        InputError: as ``read_report``; or its language is neither given nor seen.
    """
    known = lang or detect_language(read_text(path))
    if known == "und":
        message = _("The language of the text cannot be told.")
        raise InputError(message, where=os.fspath(path), hint=_("Try: --lang LANG"))
    return [segment.text for segment in read_plain_segments(path, known)], known


def read_text(path: str | Path) -> str:
    """The running text of a document: a text file as it is, of other kinds the body's blocks, a blank line between.

    Raises:
        InputError: as ``read_report``.
    """
    where = os.fspath(path)
    data = _load(where)
    if detect_kind(data, where) in ("txt", "md"):
        return decode(data, where=where).text
    return "\n\n".join(block.text for block in _read_draft(data, where).blocks)


def _segment(number: int, text: str, lang: str, paragraph: int) -> Segment:
    return Segment(f"s{number + 1}", text, lang, 0, len(text), paragraph)


def _load(where: str) -> bytes:
    try:
        if os.path.isdir(where):
            raise InputError(_("this is a folder."), where=where, hint=_("Name a file in it."))
        if os.path.exists(where):
            check_is_file(where)
        with open(where, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise InputError(_("there is no such file."), where=where) from error
    except (OSError, ValueError) as error:
        reason = os_reason(error) if isinstance(error, OSError) else str(error)
        raise InputError(_("the file cannot be read: {reason}.").format(reason=reason), where=where) from error
    if len(data) > MAX_BYTES:
        raise InputError(_("the file is larger than {limit} MB.").format(limit=MAX_BYTES >> 20), where=where)
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise InputError(_("the file is empty."), where=where)
    return data


def _read_draft(data: bytes, where: str) -> Draft:
    name = detect_kind(data, where)
    kind = _KINDS[name]
    module = import_module(f"igglossary.reports.{kind.module}")
    read = cast("Callable[..., Draft]", getattr(module, kind.function))
    draft = read(data, where=where)
    draft.kind = name
    return draft


def _with_typed_notes(draft: Draft) -> Draft:
    """Separate the notes that the author typed instead of inserting them, and guess headings of plain lines."""
    if not draft.notes and draft.kind != "pdf":  # a PDF shows its notes by size and place, see reports.pdf
        draft.blocks, draft.notes, left_over = separate_notes(draft.blocks)
        draft.problems.extend(
            Problem("", _("text behind the footnotes was left out: {text}").format(text=single_line(stretch[:80])))
            for stretch in left_over
        )
    draft.blocks = guess_headings(draft.blocks)
    return draft


def detect_kind(data: bytes, where: str) -> str:
    """``txt``, ``html``, ``docx``, ``odt``, ``md``, ``epub`` or ``pdf`` from the first bytes, then from the ending.

    Raises:
        UnsupportedInputError: the bytes say that it is something else.
    """
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_archive(data, where)
    _refuse_other_word_files(data, where)
    head = data[:65536]
    if _FLAT_ODT.search(head[:2000]):
        return "odt"
    ending = os.path.splitext(where)[1].lower()
    by_ending = next((name for name, kind in _KINDS.items() if ending in kind.endings), None)
    if _is_html(head, by_ending):
        return "html"
    if by_ending in ("docx", "odt", "epub", "pdf"):
        raise InputError(
            _("the file is no {kind} file.").format(kind=by_ending.upper()),
            where=where,
            hint=_("It may be damaged or cut off, or have the wrong ending."),
        )
    if by_ending is None and re.search(rb"^ {0,3}\[\^[^\]\s]{1,40}\]:", head, re.MULTILINE):
        return "md"
    return by_ending or "txt"


def _refuse_other_word_files(data: bytes, where: str) -> None:
    if data.startswith(b"{\\rtf"):
        raise UnsupportedInputError(_("this is an RTF file."), where=where, hint=_("Save it as .docx and read that."))
    if not data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise InputError(
            _("the file is encrypted."), where=where, hint=_("Save a copy without a password and read that.")
        )
    raise UnsupportedInputError(
        _("this is a file of an old Word."), where=where, hint=_("Save it as .docx and read that.")
    )


def _is_html(head: bytes, by_ending: str | None) -> bool:
    """A page that begins like one, or blocks of HTML where they are no part of Markdown."""
    return _HTML_START.match(head) is not None or (by_ending != "md" and len(_HTML_BLOCKS.findall(head)) >= 3)


def _kind_of_archive(data: bytes, where: str) -> str:
    archive = Archive(data, where=where)
    names = set(archive.names())
    mimetype = archive.read("mimetype")[:100].strip() if "mimetype" in names else b""
    if mimetype == b"application/epub+zip" or "META-INF/container.xml" in names:
        return "epub"
    if mimetype.startswith(b"application/vnd.oasis.opendocument.text") or (not mimetype and "content.xml" in names):
        return "odt"
    if "word/document.xml" in names or any(name.startswith("word/") for name in names):
        return "docx"
    raise UnsupportedInputError(
        _("this archive is neither a Word nor an OpenDocument text nor an EPUB file."), where=where
    )
