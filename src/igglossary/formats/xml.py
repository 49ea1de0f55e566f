"""The one safe way from bytes to XML: no entities, no network, no outside file, bounded time and memory.

Files are read in chunks, decompressed if they are gzip, decoded by byte order mark or declaration and handed on as
UTF-8 with the external identifier of the DOCTYPE blanked out. An XML parser therefore meets neither an external
subset (so an undefined entity is an error and is never dropped silently, as libxml2 and expat do when they could not
see the subset) nor an encoding that it does not know. Declared entities are refused outright: no translation file
needs them, and what they expand to is never what a person sees in the file.
"""

from __future__ import annotations

import codecs
import gzip
import re
import zlib
from os import PathLike, fspath
from typing import IO, TYPE_CHECKING, Final, NoReturn, cast
from xml.parsers import expat

from igglossary.errors import InputError, Problem, UnsafeInputError, UnsupportedInputError, os_reason
from igglossary.formats.report import Remark
from igglossary.messages import _
from igglossary.text.normalise import single_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

CHUNK: Final = 1 << 18
HEAD: Final = 1 << 16
"""The DOCTYPE must begin and name its DTD within this many bytes."""
MAX_DEPTH: Final = 200
"""libxml2 allows 256; the deepest of 480 real files has 12 levels."""
MAX_TREE_BYTES: Final = 64 << 20
"""Bytes of a document that is wanted as a whole tree (an lxml tree takes about ten times as much memory)."""
MAX_TOKEN_BYTES: Final = 16 << 20
"""Bytes of one tag, comment or attribute list."""
MAX_RECORD_BYTES: Final = 64 << 20
"""Bytes of one unit or concept."""
_BOMB_FREE: Final = 32 << 20
_BOMB_RATIO: Final = 200
"""Real memories shrink to a tenth; DEFLATE ends at 1:1032. Above this ratio and 32 MiB a file is a bomb."""

_DECLARATION = re.compile(rb"\s*<\?xml\b[^>]*?\bencoding\s*=\s*[\"']\s*([A-Za-z0-9._:-]+)")
_EXTERNAL_ID = re.compile(
    rb"""\A(?>\s+|<\?.*?\?>|<!--.*?-->)*+<!DOCTYPE\s+[^\s\[>]+\s+
    ((?:SYSTEM\s*(?:"[^"]*"|'[^']*')) | (?:PUBLIC\s*(?:"[^"]*"|'[^']*')(?:\s*(?:"[^"]*"|'[^']*'))?))""",
    re.DOTALL | re.VERBOSE,
)
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NOT_FOR_FILES: Final = frozenset({"utf-7", "unicode_escape", "raw_unicode_escape", "idna", "punycode", "undefined"})
"""Codecs of Python that are no character encoding of a document."""
_UNDEFINED_ENTITY: Final = 11
"""XML_ERROR_UNDEFINED_ENTITY of expat.h."""


class XmlSource:
    """A file of XML as UTF-8 chunks, whatever it is on the disk.

    Attributes:
        where: The name for messages.
        encoding: Python's name of the encoding that the bytes are read in.
        is_compressed: True for gzip.
        problems: What was odd about the encoding; complete when the chunks have been read.
    """

    def __init__(self, path: str | PathLike[str], *, where: str | None = None) -> None:
        """Open the file and look at its first bytes.

        Raises:
            InputError: the file cannot be opened, is empty, is no XML or names an encoding that nobody knows.
        """
        self.where = where or fspath(path)
        self.problems: list[Problem] = []
        try:
            self._raw: IO[bytes] = open(path, "rb")  # noqa: SIM115  closed by chunks() and close()
        except OSError as error:
            raise _unreadable(self.where, error) from error
        try:
            self._open()
        except BaseException:
            self._raw.close()
            raise

    def _open(self) -> None:
        self.is_compressed = self._raw.read(2) == b"\x1f\x8b"
        self._raw.seek(0)
        # GzipFile only decompresses what is asked for, so memory stays constant
        self._file: IO[bytes] = cast("IO[bytes]", gzip.GzipFile(fileobj=self._raw)) if self.is_compressed else self._raw
        self._out = 0
        head = b""
        while len(head) < HEAD and (part := self._read()):
            head += part
        if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
            raise InputError(_("The file is empty."), where=self.where)
        self.encoding, start = sniff_encoding(head, where=self.where, problems=self.problems)
        self._head = head[start:]
        self._looks_utf8 = self._declared_eight_bit = (
            self.encoding not in ("utf-8", "ascii") and "utf" not in self.encoding
        )

    def _read(self) -> bytes:
        try:
            data = self._file.read(CHUNK)
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise InputError(
                _("The compressed data is damaged or cut off."),
                where=self.where,
                hint=_("Try: unpack it with gzip and look at the result."),
            ) from error
        except OSError as error:
            raise _unreadable(self.where, error) from error
        self._out += len(data)
        if self.is_compressed and self._out > _BOMB_FREE and self._out > _BOMB_RATIO * max(1, self._raw.tell()):
            raise UnsafeInputError(
                _("The compressed file swells to more than {ratio} times its size, as only a bomb does.").format(
                    ratio=_BOMB_RATIO
                ),
                where=self.where,
                hint=_("If you trust it, unpack it with gzip first."),
            )
        return data

    def chunks(self) -> Iterator[bytes]:
        """The document as UTF-8 bytes without byte order mark and external identifier. Closes the file at the end.

        Raises:
            InputError: the bytes do not fit the encoding, or the compressed data is damaged.
        """
        try:
            yield from self._as_utf8()
        finally:
            self.close()

    def close(self) -> None:
        """Close the file; further calls do nothing."""
        self._raw.close()

    def _decoded(self, decoder: codecs.IncrementalDecoder, data: bytes, line: int, *, final: bool = False) -> bytes:
        """The data as UTF-8; ``line`` is where they begin."""
        try:
            return decoder.decode(data, final).encode("utf-8")
        except UnicodeError as error:
            raise _wrong_encoding(self.where, self.encoding, line) from error

    def _as_utf8(self) -> Iterator[bytes]:
        check = codecs.getincrementaldecoder("utf-8")() if self._declared_eight_bit else None
        decoder = None if self.encoding == "utf-8" else codecs.getincrementaldecoder(self.encoding)()
        has_high, data, first, line = False, self._head, True, 1
        while data:
            if check is not None and self._looks_utf8:
                has_high = has_high or not data.isascii()
                self._looks_utf8 = _decodes(check, data)
            if decoder is not None:
                data = self._decoded(decoder, data, line)
                line += data.count(b"\n")
            yield blank_external_id(data) if first else data
            first, data = False, self._read()
        if decoder is not None:
            self._decoded(decoder, b"", line, final=True)
        if check is not None and has_high and self._looks_utf8 and _decodes(check, b"", final=True):
            self.problems.append(
                Remark(
                    self.where,
                    _("The file says that it is {encoding}, but its bytes are UTF-8; letters may be garbled.").format(
                        encoding=self.encoding
                    ),
                    1,
                    hint=_('Try: write encoding="UTF-8" into its first line and import it again.'),
                )
            )


_WIDE: Final = (
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
"""How the first tag begins in encodings of more than a byte, the longer ones first."""


def sniff_encoding(head: bytes, *, where: str, problems: list[Problem] | None = None) -> tuple[str, int]:
    """Python's name of the encoding of a document, and how many bytes its byte order mark takes (XML 1.0, appendix F).

    Args:
        head: The first bytes, at least the XML declaration.
        where: The name for messages.
        problems: Gets a note if the declaration cannot be true.

    Raises:
        UnsupportedInputError: the encoding is unknown.
    """
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return encoding, len(mark)
    for zeros, encoding in _WIDE:
        if head.startswith(zeros):
            return encoding, 0
    match = _DECLARATION.match(head[:HEAD])
    if match is None:
        return "utf-8", 0
    name = match.group(1).decode("ascii")
    found = _codec(name)
    if found is None:
        raise UnsupportedInputError(
            _("The file says that its encoding is {encoding}, which is not known here.").format(encoding=name),
            where=where,
            hint=_("Try: save it as UTF-8."),
        )
    if found.startswith(("utf-16", "utf-32")):  # the declaration could be read as single bytes, so this is not true
        if problems is not None:
            problems.append(
                Problem(
                    where,
                    _("The file says that it is {encoding}, but it is not; read as UTF-8.").format(encoding=name),
                    1,
                )
            )
        return "utf-8", 0
    return ("utf-8" if found in ("ascii", "utf-8-sig") else found), 0


def _codec(name: str) -> str | None:
    """Python's name of a character encoding that can write a tag, None for anything else (``zip``, ``rot13``)."""
    try:
        found = codecs.lookup(name).name
        return None if found in _NOT_FOR_FILES or "<".encode(found)[-1:] not in (b"<", b"\0") else found
    except (LookupError, UnicodeError, ValueError):
        return None


def blank_external_id(head: bytes) -> bytes:
    """The first chunk with the SYSTEM or PUBLIC identifier of its DOCTYPE as spaces; line numbers stay right."""
    match = _EXTERNAL_ID.match(head)
    if match is None:
        return head
    start, end = match.span(1)
    return head[:start] + re.sub(rb"[^\n]", b" ", head[start:end]) + head[end:]


def safe_expat(*, where: str, namespaces: bool = False) -> expat.XMLParserType:
    """An expat parser for UTF-8 that refuses entities of any sort. Set the handlers that are needed.

    With ``namespaces`` names come as ``{uri}local`` without the opening brace, as ``uri}local``.
    """
    parser = expat.ParserCreate("utf-8", "}") if namespaces else expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.buffer_size = 1 << 14

    def refuse_declared(name: str, *_rest: object) -> NoReturn:
        raise declares_entity(name, where, parser.CurrentLineNumber)

    def refuse_skipped(name: str, _is_parameter: bool) -> NoReturn:
        raise undefined_entity(name, where, parser.CurrentLineNumber)

    parser.EntityDeclHandler = refuse_declared
    parser.SkippedEntityHandler = refuse_skipped
    return parser


def drive(parser: expat.XMLParserType, source: XmlSource) -> Iterator[bytes]:
    """Feed a source to a parser, chunk by chunk; yields each chunk after the parser has seen it, at last an empty one.

    Raises:
        InputError: the document is not well-formed (with the line).
        UnsafeInputError: one tag is longer than MAX_TOKEN_BYTES.
    """
    fed, chunk = 0, b""
    try:
        for chunk in source.chunks():
            parser.Parse(chunk, False)
            fed += len(chunk)
            if fed - parser.CurrentByteIndex > MAX_TOKEN_BYTES:
                raise UnsafeInputError(
                    _("One tag is longer than {n} MiB.").format(n=MAX_TOKEN_BYTES >> 20),
                    where=f"{source.where}:{parser.CurrentLineNumber}",
                )
            yield chunk
        chunk = b""
        parser.Parse(b"", True)
        yield b""
    except expat.ExpatError as error:
        at = parser.ErrorByteIndex - fed
        raise not_well_formed(error, source.where, chunk[at : at + 2000] if at >= 0 else b"") from error


def root_name(source: XmlSource) -> str:
    """The local name of the root element.

    Raises:
        InputError: the document is not well-formed before it.
        UnsafeInputError: the DOCTYPE declares an entity.
    """
    parser = safe_expat(where=source.where)
    found: list[str] = []

    def start(name: str, _attributes: dict[str, str]) -> None:
        found.append(name.rpartition(":")[2])
        parser.StartElementHandler = None

    parser.StartElementHandler = start
    try:
        for chunk in source.chunks():
            parser.Parse(chunk, False)
            if found:
                break
        else:
            parser.Parse(b"", True)
    except expat.ExpatError as error:
        if not found:
            raise not_well_formed(error, source.where, b"") from error
    return found[0]


def limit_depth(parser: expat.XMLParserType, where: str) -> None:
    """Let the parser refuse elements that are nested deeper than MAX_DEPTH from here on, and do nothing else."""
    depth = 0

    def start(_name: str, _attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise too_deep(f"{where}:{parser.CurrentLineNumber}")

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartElementHandler = start
    parser.EndElementHandler = end


def too_deep(where: str) -> UnsafeInputError:
    """The error for elements in elements in elements."""
    return UnsafeInputError(_("Elements are nested deeper than {n} levels.").format(n=MAX_DEPTH), where=where)


def parse_xml(data: bytes, *, where: str) -> etree._Element:
    """The tree of a small document.

    Args:
        data: The whole document in any encoding.
        where: The name for messages.

    Raises:
        InputError: empty, not well-formed, of an unknown encoding.
        UnsafeInputError: it declares entities, is nested too deeply or larger than MAX_TREE_BYTES.
    """
    from lxml import etree  # 20 ms; the reading of large files does without

    if len(data) > MAX_TREE_BYTES:
        raise UnsafeInputError(_("The XML part is larger than {n} MiB.").format(n=MAX_TREE_BYTES >> 20), where=where)
    if not data.strip():
        raise InputError(_("The file is empty."), where=where)
    encoding, start = sniff_encoding(data[:HEAD], where=where)
    text = data[start:]
    if encoding != "utf-8":
        try:
            text = text.decode(encoding).encode("utf-8")
        except UnicodeError as error:
            raise _wrong_encoding(where, encoding, 1) from error
    text = blank_external_id(text)
    refuse_entities(text, where=where)
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, dtd_validation=False
    )
    try:
        return etree.fromstring(text, parser)
    except etree.XMLSyntaxError as error:
        raise InputError(
            _("This is not well-formed XML: {reason}").format(reason=single_line(str(error.msg))[:160]),
            where=f"{where}:{error.lineno}",
        ) from error


def refuse_entities(text: bytes, *, where: str) -> None:
    """Check the document up to its root element.

    Raises:
        UnsafeInputError: the DOCTYPE declares an entity.
        InputError: what stands before the root element is not well-formed.
    """
    parser = safe_expat(where=where)

    def stop(*_rest: object) -> NoReturn:
        raise StopIteration

    parser.StartElementHandler = stop
    try:
        parser.Parse(text, True)
    except StopIteration:
        return
    except expat.ExpatError as error:
        at = parser.ErrorByteIndex
        raise not_well_formed(error, where, text[at : at + 2000]) from error


def declares_entity(name: str, where: str, line: int) -> UnsafeInputError:
    """The error for ``<!ENTITY name …>``."""
    return UnsafeInputError(
        _("The DOCTYPE declares the entity “{name}”; files with entities of their own are refused.").format(
            name=single_line(name)[:40]
        ),
        where=f"{where}:{line}",
        hint=_("Try: save the file again with the program it came from, without entities."),
    )


def undefined_entity(name: str, where: str, line: int) -> InputError:
    """The error for ``&name;`` that nobody declared."""
    return InputError(
        _("The entity “&{name};” is not defined.").format(name=single_line(name)[:40]),
        where=f"{where}:{line}",
        hint=_("Try: replace it by the character itself."),
    )


def not_well_formed(error: expat.ExpatError, where: str, rest: bytes) -> InputError:
    """The sentence for an error of expat; ``rest`` is what stands at its place in the document, as far as known."""
    reason = {
        2: _("there is text where no text may stand"),
        3: _("the file ends before it is complete, or holds no XML at all"),
        4: _("a character or tag that XML does not allow"),
        5: _("the file breaks off inside a tag"),
        6: _("a byte sequence that is not {encoding}").format(encoding="UTF-8"),
        7: _("a closing tag does not fit its opening tag"),
        8: _("an attribute is given twice"),
        9: _("something stands after the end of the document"),
        14: _("a reference to a character that XML does not allow"),
        27: _("a prefix that is not bound to a namespace"),
    }.get(error.code, expat.ErrorString(error.code) or str(error))
    if error.code == _UNDEFINED_ENTITY:  # the place is that of the reference or of the tag that it is in
        for match in re.finditer(rb"&([^#;\s<&][^;\s<&]{0,60});", rest):
            if match.group(1) not in (b"lt", b"gt", b"amp", b"quot", b"apos"):
                return undefined_entity(match.group(1).decode("utf-8", "replace"), where, error.lineno)
    if error.code == 4 and rest and not _is_utf8(rest):
        reason = _("a byte sequence that is not {encoding}").format(encoding="UTF-8")
    return InputError(
        _("This is not well-formed XML: {reason} (column {column}).").format(reason=reason, column=error.offset + 1),
        where=f"{where}:{error.lineno}",
    )


def _unreadable(where: str, error: OSError) -> InputError:
    return InputError(_("The file cannot be read: {reason}.").format(reason=os_reason(error)), where=where)


def _wrong_encoding(where: str, encoding: str, line: int) -> InputError:
    return InputError(
        _("Bytes that are not {encoding}, in or after this line.").format(encoding=encoding),
        where=f"{where}:{line}",
        hint=_("Try: save the file as UTF-8."),
    )


def _decodes(decoder: codecs.IncrementalDecoder, data: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(data, final)
    except UnicodeDecodeError:
        return False
    return True


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.end >= len(data)
    return True
