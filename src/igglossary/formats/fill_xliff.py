"""Filling the untranslated segments of an XLIFF 1.2 or 2.x: only targets are written, all other bytes stay.

Marks (XLIFF 1.2 §3.3, ``state`` and ``state-qualifier``; XLIFF 2.1 §4.3.1.31 f., ``state`` and ``subState``): exact is
``translated`` with ``exact-match``, fuzzy ``needs-review-translation`` with ``fuzzy-match``; in 2.x exact is
``translated``, fuzzy ``initial``, and ``subState`` is ``igglossary:exact-100`` or ``igglossary:fuzzy-87``.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from xml.parsers import expat

from igglossary.errors import InputError, UnsupportedInputError
from igglossary.formats.fill_markup import Filling, Tag, encoded, filled, parseable, read_document, spliced
from igglossary.formats.files import open_output
from igglossary.formats.markup import escape_attribute
from igglossary.formats.xml import limit_depth, not_well_formed, safe_expat
from igglossary.i18n import _
from igglossary.text.languages import normalise_tag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from os import PathLike

    from igglossary.formats.files import Target

_NATIVE = frozenset({"bpt", "ept", "it", "ph"})  # XLIFF 1.2: what is in them is code


class Segment:
    """One untranslated segment.

    Attributes:
        id: Its id in the file, with that of its unit.
        text: The source text without markup.
        tags: The markup inside the source, in order.
        source_lang: BCP 47 tag of the source.
        target_lang: BCP 47 tag of the target.
        filling: What to write; None leaves the segment as it is.
    """

    def __init__(self, id_: str, source_lang: str, target_lang: str) -> None:
        """A segment whose text is still to come."""
        self.id = id_
        self.text = ""
        self.tags: list[Tag] = []
        self.source_lang = source_lang
        self.target_lang = target_lang
        self.filling: Filling | None = None
        self.markup = b""
        """1.2: the start tag of its ``mrk``, if the unit is segmented."""


class _Unit:
    """A trans-unit (1.2) or segment (2.x) while it is read; offsets are in the UTF-8 document."""

    def __init__(self, id_: str, start: tuple[int, int]) -> None:
        self.id = id_
        self.tag = start
        self.source: Segment | None = None
        self.parts: list[Segment] = []
        self.after_source = 0
        self.target: tuple[int, int, int, int] | None = None
        """Start and end of the target's start tag, start and end of its end tag."""
        self.is_translated = False
        self.is_open = True
        self.seg_source: list[Segment | tuple[int, int]] = []


class XliffFiller:
    """An XLIFF whose untranslated segments are waiting; set ``filling`` of each, then ``write``."""

    def __init__(self, path: str | PathLike[str]) -> None:
        """Read the file.

        Raises:
            InputError: it cannot be read, is no XLIFF, not well-formed, or does not name its languages.
            UnsafeInputError: it declares entities, is nested too deeply or too large.
            UnsupportedInputError: its version is neither 1 nor 2.
        """
        self._where = os.fspath(path)
        self._document, self._encoding, self._mark = read_document(path)
        reader = _Reader(self._document, self._where)
        self._units = reader.units
        self._is_2 = reader.is_2
        self.segments = [part for unit in self._units for part in unit.parts]
        self.translated = reader.translated
        """How many segments have a translation already."""

    def write(self, target: Target) -> None:
        """Write the file with the fillings; it is byte for byte the old one but for the targets that were filled.

        Raises:
            OutputError: the file cannot be written.
        """
        changes = [change for unit in self._units for change in self._changes(unit)]
        with open_output(target) as stream:
            stream.write(encoded(spliced(self._document, changes), self._encoding, self._mark))

    def _changes(self, unit: _Unit) -> Iterator[tuple[int, int, bytes]]:
        fillings = [part.filling for part in unit.parts]
        if not any(fillings):
            return
        content = self._content(unit)
        is_exact = all(filling is not None and filling.is_exact for filling in fillings)
        score = min(0 if filling is None else filling.score for filling in fillings)
        marks = {} if self._is_2 else _marks_1(is_exact=is_exact, is_whole=all(fillings))
        name = _prefix(self._document, unit.tag) + b"target"
        if unit.target is None:
            indent = _indent(self._document, unit.after_source)
            start = b"<" + name + b"".join(_attribute(*mark) for mark in marks.items()) + b">"
            yield unit.after_source, unit.after_source, indent + start + content + b"</" + name + b">"
        else:
            first, after_first, last, end = unit.target
            start = _with_attributes(self._document[first:after_first].removesuffix(b"/>").removesuffix(b">"), marks)
            closing = self._document[last:end] or b"</" + name + b">"
            yield first, end, start + b">" + content + closing
        if self._is_2:
            kind = "exact" if is_exact else "fuzzy"
            state = {"state": "translated" if is_exact else "initial", "subState": f"igglossary:{kind}-{score}"}
            start, end = unit.tag
            yield start, end, _with_attributes(self._document[start:end].removesuffix(b">"), state) + b">"

    def _content(self, unit: _Unit) -> bytes:
        pieces = []
        for piece in unit.seg_source or unit.parts:
            if isinstance(piece, tuple):
                pieces.append(self._document[piece[0] : piece[1]])
                continue
            inside = b""
            if piece.filling is not None:
                inside = filled(piece.filling.text, piece.tags, piece.text, piece.filling.positions).encode()
            end = b"</" + _prefix(self._document, unit.tag) + b"mrk>" if piece.markup else b""
            pieces.append(piece.markup + inside + end)
        return b"".join(pieces)


def _marks_1(*, is_exact: bool, is_whole: bool) -> dict[str, str]:
    if not is_whole:
        return {"state": "needs-translation"}
    if is_exact:
        return {"state": "translated", "state-qualifier": "exact-match"}
    return {"state": "needs-review-translation", "state-qualifier": "fuzzy-match"}


def _attribute(name: str, value: str) -> bytes:
    return f' {name}="{escape_attribute(value)}"'.encode()


def _with_attributes(tag: bytes, marks: dict[str, str]) -> bytes:
    """A start tag (without its ``>``) with attributes set; the others stay as they are."""
    import re  # the patterns depend on the names

    for name, value in marks.items():
        new = _attribute(name, value)
        tag, count = re.subn(rb"\s" + name.encode() + rb"\s*=\s*(\"[^\"]*\"|'[^']*')", lambda _m, new=new: new, tag)
        if not count:
            tag = tag.rstrip() + new
    return tag


def _prefix(document: bytes, tag: tuple[int, int]) -> bytes:
    """The namespace prefix of an element with its colon, b'' if it has none."""
    name = document[tag[0] + 1 : tag[1]].split(None, 1)[0].rstrip(b"/>")
    return name[: name.rfind(b":") + 1]


def _indent(document: bytes, after: int) -> bytes:
    """The line break and blanks before the element that ends at ``after``, so that the new one stands under it."""
    start = document.rfind(b"\n", 0, after)
    line = document[start + 1 : after]
    blanks = line[: len(line) - len(line.lstrip())]
    if start < 0 or not line.lstrip().startswith(b"<"):
        return b""
    return (b"\r\n" if document[start - 1 : start] == b"\r" else b"\n") + blanks


class _Reader:
    """Takes expat's events and notes where the sources and targets of the units are."""

    def __init__(self, document: bytes, where: str) -> None:
        self.units: list[_Unit] = []
        self.translated = 0
        self.is_2 = False
        self._document = document
        self._where = where
        self._languages: list[str | None] = [None, None]
        self._path: list[str] = []
        self._may_translate: list[bool] = [True]
        self._unit_id = ""
        self._unit: _Unit | None = None
        self._segment: Segment | None = None
        self._segment_depth = 0
        self._native_start: int | None = None
        self._native_depth = 0
        self._parts: list[str] = []
        self._length = 0
        self._tags: list[Tag] = []
        self._target_text = False
        self._piece_start = 0
        self._pending: list[Callable[[int], None]] = []
        self._parser = safe_expat(where=where)
        limit_depth(self._parser, where)
        self._drive(document)

    def _drive(self, document: bytes) -> None:
        depth_start, depth_end = self._parser.StartElementHandler, self._parser.EndElementHandler

        def start(name: str, attributes: dict[str, str]) -> None:
            if depth_start is not None:
                depth_start(name, attributes)
            self._start(name.rpartition(":")[2], attributes)

        def end(name: str) -> None:
            self._end(name.rpartition(":")[2])
            if depth_end is not None:
                depth_end(name)

        self._parser.StartElementHandler = start
        self._parser.EndElementHandler = end
        self._parser.CharacterDataHandler = self._data
        data = parseable(document)
        try:
            self._parser.Parse(data, True)
        except expat.ExpatError as error:
            raise not_well_formed(error, self._where, b"") from error
