"""Filling the untranslated segments of an XLIFF 1.2 or 2.x: only targets are written, all other bytes stay.

Marks: in 1.2 (§3.3, ``state`` and ``state-qualifier``) exact is ``translated`` with ``exact-match``, fuzzy is
``needs-review-translation`` with ``fuzzy-match``; in 2.x (2.1 §4.3.1, ``state`` and ``subState``) exact is
``translated``, fuzzy ``initial``, and ``subState`` is ``igglossary:exact-100`` or ``igglossary:fuzzy-87``.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

from igglossary.errors import InputError, UnsupportedInputError
from igglossary.formats.bilingual.fill_markup import Segment, Tag, encoded, filled, read_document, spliced
from igglossary.formats.bilingual.fill_tree import Element, tree_with_places
from igglossary.formats.files import open_output
from igglossary.formats.markup import escape_attribute
from igglossary.messages import _
from igglossary.text.languages import normalise_tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from os import PathLike

    from igglossary.formats.files import Target

_NATIVE: Final = frozenset({"bpt", "ept", "it", "ph", "x", "bx", "ex", "sc", "ec", "sm", "em", "cp"})
"""Elements without text of the segment: what is in some of them is native code. Others enclose text."""
_OPENING: Final = frozenset({"bpt", "bx", "sc", "sm"})
_CLOSING: Final = frozenset({"ept", "ex", "ec", "em"})


class _Part(Segment):
    """A segment with its place in the file."""

    def __init__(self, id_: str, element: Element, document: bytes, languages: tuple[str, str]) -> None:
        """The segment whose source is ``element``."""
        parts: list[str] = []
        tags: list[Tag] = []
        _take(element, document, parts, tags)
        super().__init__(id_, "".join(parts), tags, languages)
        self.element = element


class _Unit:
    """What gets one target: a trans-unit (1.2) or a segment (2.x)."""

    def __init__(self, element: Element, source: Element, segments: list[_Part]) -> None:
        self.element = element
        self.source = source
        """What the target comes after."""
        self.segments = segments


class XliffFiller:
    """An XLIFF whose untranslated segments are waiting: set ``filling`` of each, then ``write``."""

    def __init__(self, path: str | PathLike[str], *, languages: Sequence[str] = ()) -> None:
        """Read the file; ``languages`` (source, target) is for files that do not name theirs.

        Raises:
            InputError: it cannot be read, is no XLIFF, not well-formed, or its languages are not known.
            UnsafeInputError: it declares entities, is nested too deeply or is too large.
            UnsupportedInputError: its version is neither 1 nor 2.
        """
        where = os.fspath(path)
        self._document, self._encoding, self._mark = read_document(path)
        root = tree_with_places(self._document, where)
        if root.name != "xliff":
            raise InputError(_("This is no XLIFF: its first element is not <xliff>."), where=where)
        version = root.attributes.get("version", "1.2")
        if version[:1] not in ("1", "2"):
            message = _("XLIFF {version} is not known here.").format(version=version[:20])
            raise UnsupportedInputError(message, where=where, hint=_("XLIFF 1.2 and 2.0 to 2.2 are."))
        self._is_2 = version.startswith("2")
        self.left_alone = 0
        """How many segments have a translation already, are approved, empty or not to be translated."""
        self._units = [unit for file in root.descendants("file") for unit in self._read(file, languages, where)]
        self.segments: list[Segment] = [segment for unit in self._units for segment in unit.segments]

    def write(self, target: Target) -> None:
        """Write the file with the fillings: byte for byte the old one but for what was filled.

        Raises:
            OutputError: the file cannot be written.
        """
        changes = [change for unit in self._units for change in self._changes(unit)]
        with open_output(target) as stream:
            stream.write(encoded(spliced(self._document, changes), self._encoding, self._mark))

    # --- reading -----------------------------------------------------------------------------------------------------

    def _read(self, file: Element, given: Sequence[str], where: str) -> Iterator[_Unit]:
        languages = _languages(file, given, where)
        units = self._parts_2(file) if self._is_2 else file.descendants("trans-unit")
        for element in units:
            source, target = element.child("source"), element.child("target")
            if source is None:
                continue
            is_closed = element.attributes.get("approved") == "yes" or element.inherited("translate") == "no"
            is_translated = target is not None and bool(target.text().strip() or _has_codes(target))
            if is_closed or is_translated or not source.text().strip():
                self.left_alone += 1
                continue
            segmented = element.child("seg-source")
            parts = [mrk for mrk in segmented.descendants("mrk") if _is_segment(mrk)] if segmented is not None else []
            id_ = self._id(element)
            segments = [
                _Part(f"{id_}#{part.attributes.get('mid', '')}" if parts else id_, part, self._document, languages)
                for part in parts or [source]
            ]
            yield _Unit(element, segmented if segmented is not None else source, segments)

    @staticmethod
    def _parts_2(file: Element) -> Iterator[Element]:
        return (segment for unit in file.descendants("unit") for segment in unit.children("segment"))

    def _id(self, element: Element) -> str:
        own = element.attributes.get("id", "")
        if not self._is_2 or element.parent is None:
            return own
        return f"{element.parent.attributes.get('id', '')}#{own}" if own else element.parent.attributes.get("id", "")

    # --- writing -----------------------------------------------------------------------------------------------------

    def _changes(self, unit: _Unit) -> Iterator[tuple[int, int, bytes]]:
        fillings = [segment.filling for segment in unit.segments]
        known = [filling for filling in fillings if filling is not None]
        if not known:
            return
        is_whole = len(known) == len(fillings)
        is_exact = is_whole and all(filling.is_exact for filling in known)
        marks = {} if self._is_2 else _marks(is_exact=is_exact, is_whole=is_whole)
        target = unit.element.child("target")
        content = self._content(unit)
        if target is None:
            name = _prefix(self._document, unit.element) + b"target"
            start = b"<" + name + b"".join(_attribute(*mark) for mark in marks.items()) + b">"
            place = unit.source.end
            indent = _indent(self._document, unit.source.start)
            yield place, place, indent + start + content + b"</" + name + b">"
        else:
            name = _prefix(self._document, target) + b"target"
            start = _with_attributes(self._document[target.start : target.inner], marks)
            yield target.start, target.end, start + content + b"</" + name + b">"
        if self._is_2:
            kind, score = ("exact" if is_exact else "fuzzy"), min(filling.score for filling in known)
            state = {"state": "translated" if is_exact else "initial", "subState": f"igglossary:{kind}-{score}"}
            tag = self._document[unit.element.start : unit.element.inner]
            yield unit.element.start, unit.element.inner, _with_attributes(tag, state)

    def _content(self, unit: _Unit) -> bytes:
        """The inside of the target; for a segmented unit that of ``seg-source`` with the segments exchanged."""
        if unit.source.name != "seg-source" or unit.segments[0].element is unit.source:
            return self._inside(unit.segments[0])
        changes = [(segment.element.inner, segment.element.outer, self._inside(segment)) for segment in unit.segments]
        start, end = unit.source.inner, unit.source.outer
        moved = [(one - start, other - start, inside) for one, other, inside in changes]
        return spliced(self._document[start:end], moved)

    @staticmethod
    def _inside(segment: _Part) -> bytes:
        if segment.filling is None:
            return b""
        return filled(segment.filling.text, segment.tags, segment.text, segment.filling.positions).encode()


def _languages(file: Element, given: Sequence[str], where: str) -> tuple[str, str]:
    """What the file says; what it does not say, as is usual of a target that nobody has begun, is as given."""
    source, target = given or ("", "")
    source = file.attributes.get("source-language") or file.inherited("srcLang") or source
    target = file.attributes.get("target-language") or file.inherited("trgLang") or target
    try:
        return normalise_tag(source), normalise_tag(target)
    except ValueError:
        raise InputError(
            _("The file does not say which languages it is in."), where=where, hint=_("Try: --langs en de")
        ) from None


def _has_codes(element: Element) -> bool:
    return any(isinstance(item, Element) and (item.name != "mrk" or _has_codes(item)) for item in element.items)


def _is_segment(mrk: Element) -> bool:
    return mrk.attributes.get("mtype") == "seg" and mrk.inner < mrk.end


def _take(element: Element, document: bytes, parts: list[str], tags: list[Tag]) -> None:
    """Collect the text of a segment and its markup as it stands in the file."""
    for item in element.items:
        if isinstance(item, str):
            parts.append(item)
            continue
        at = sum(map(len, parts))
        if item.name in _NATIVE or item.inner == item.end:
            tags.append(Tag(at, _kind(item), document[item.start : item.end].decode()))
        else:
            tags.append(Tag(at, "open", document[item.start : item.inner].decode()))
            _take(item, document, parts, tags)
            tags.append(Tag(sum(map(len, parts)), "close", document[item.outer : item.end].decode()))


def _kind(element: Element) -> str:
    if element.name == "it":
        return "open" if element.attributes.get("pos") in ("open", "begin") else "close"
    return "open" if element.name in _OPENING else "close" if element.name in _CLOSING else "alone"


def _marks(*, is_exact: bool, is_whole: bool) -> dict[str, str]:
    if not is_whole:
        return {"state": "needs-translation"}
    if is_exact:
        return {"state": "translated", "state-qualifier": "exact-match"}
    return {"state": "needs-review-translation", "state-qualifier": "fuzzy-match"}


def _attribute(name: str, value: str) -> bytes:
    return f' {name}="{escape_attribute(value)}"'.encode()


def _with_attributes(tag: bytes, marks: dict[str, str]) -> bytes:
    """A start tag with attributes set, and not closed at once; the other attributes stay as they are."""
    tag = tag.removesuffix(b">").removesuffix(b"/").rstrip()
    for name, value in marks.items():
        written = re.search(rb"\s" + name.encode() + rb"\s*=\s*(?:\"[^\"]*\"|'[^']*')", tag)
        start, end = written.span() if written else (len(tag), len(tag))
        tag = tag[:start] + _attribute(name, value) + tag[end:]
    return tag + b">"


def _prefix(document: bytes, element: Element) -> bytes:
    """The namespace prefix of an element with its colon, b'' if it has none."""
    name = document[element.start + 1 : element.inner].split(None, 1)[0].rstrip(b"/>")
    return name[: name.rfind(b":") + 1]


def _indent(document: bytes, start: int) -> bytes:
    """The line break and blanks before an element that begins its line, so that the next one stands under it."""
    line = document.rfind(b"\n", 0, start) + 1
    blanks = document[line:start]
    if not line or blanks.strip():
        return b""
    return (b"\r\n" if document[line - 2 : line - 1] == b"\r" else b"\n") + blanks
