"""Filling the untranslated segments of an XLIFF 1.2 or 2.x: only targets are written, all other bytes stay.

Marks: in 1.2 (§3.3, ``state`` and ``state-qualifier``) exact is ``translated`` with ``exact-match``, fuzzy is
``needs-review-translation`` with ``fuzzy-match``; in 2.x (2.1 §4.3.1, ``state`` and ``subState``) exact is
``translated``, fuzzy ``initial``, and ``subState`` is ``igglossary:exact-100`` or ``igglossary:fuzzy-87``.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from igglossary.errors import InputError, UnsupportedInputError
from igglossary.formats.bilingual.fill_markup import Segment, Tag, encoded, filled, outer_space, read_document, spliced
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
_DONE: Final = frozenset(
    {"translated", "final", "signed-off", "reviewed", "approvedtranslation", "approvedsignoff"}  # ``state``, ``conf``
)
"""What says of a target without text that it is to have none (of 43 SDLXLIFF 22 had tags alone in open segments)."""
_OPENING: Final = frozenset({"bpt", "bx", "sc", "sm"})
_CLOSING: Final = frozenset({"ept", "ex", "ec", "em"})


class _Part(Segment):
    """A segment with its places in the file."""

    def __init__(
        self, id_: str, element: Element, slot: Element | None, document: bytes, languages: tuple[str, str]
    ) -> None:
        """The segment whose source is ``element``; ``slot`` is the empty place of its translation, if there is one."""
        parts: list[str] = []
        tags: list[Tag] = []
        _take(element, document, parts, tags)
        is_preserved = element.inherited("xml:space") == "preserve"
        text, moved, space = outer_space("".join(parts), tags, is_preserved=is_preserved)
        super().__init__(id_, text, moved, languages, space=space)
        self.element = element
        self.slot = slot

    def inside(self) -> bytes:
        """The translation with its markup and the blanks around it; nothing while it is not filled."""
        if self.filling is None:
            return b""
        before, after = self.space
        return (before + filled(self.filling.text, self.tags, self.text, self.filling.positions) + after).encode()


class _Unit:
    """What gets one target: a trans-unit (1.2) or a segment (2.x)."""

    def __init__(self, element: Element, source: Element, segments: list[_Part], *, is_complete: bool) -> None:
        """``is_complete``: all segments of the unit are waiting, none has a translation already."""
        self.element = element
        self.source = source
        """What the target comes after."""
        self.segments = segments
        self.is_complete = is_complete


class _Waiting(NamedTuple):
    """A stretch that waits for a translation: its id, its element in the source, the empty place in the target."""

    id: str
    part: Element
    slot: Element | None


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
        self._nameless: list[tuple[Element, str]] = []
        """Files whose target language only the person says."""
        self._units = [unit for file in root.descendants("file") for unit in self._read(file, languages, where)]
        self.segments: list[Segment] = [segment for unit in self._units for segment in unit.segments]

    def write(self, target: Target) -> None:
        """Write the file with the fillings: byte for byte the old one but for what was filled.

        Raises:
            OutputError: the file cannot be written.
        """
        changes = [change for unit in self._units for change in self._changes(unit)]
        changes += self._target_languages() if changes else ()
        with open_output(target) as stream:
            stream.write(encoded(spliced(self._document, changes), self._encoding, self._mark))

    # --- reading -----------------------------------------------------------------------------------------------------

    def _read(self, file: Element, given: Sequence[str], where: str) -> Iterator[_Unit]:
        languages = _languages(file, given, where)
        if not (file.attributes.get("target-language") or file.inherited("trgLang")):
            self._nameless.append((file, languages[1]))
        for element in self._parts_2(file) if self._is_2 else file.descendants("trans-unit"):
            source = element.child("source")
            if source is not None:
                parts = _segments(element.child("seg-source"))
                waiting = [found for found in self._waiting(element, source, parts) if self._has_text(found.part)]
                count = len(parts) or 1
                self.left_alone += count - len(waiting)
                if waiting:
                    segments = [_Part(*found, self._document, languages) for found in waiting]
                    whole = element.child("seg-source") if parts else source
                    yield _Unit(element, whole or source, segments, is_complete=len(waiting) == count)

    def _waiting(self, element: Element, source: Element, parts: Sequence[Element]) -> Iterator[_Waiting]:
        """What of a unit waits for a translation, each part with the empty place in the target if there is one."""
        target = element.child("target")
        if _is_closed(element):
            return
        if not parts:
            if target is None or self._is_untranslated(element, source, target):
                yield _Waiting(self._id(element), source, None)
            return
        slots = _segments(target, empty=True)
        if not slots and target is not None and not _is_blank(target):
            return  # the whole is translated without segments
        unclear = _repeated(parts) | _repeated(slots) | _locked(element)
        by_mid = {_mid(slot): slot for slot in slots}
        for part in parts:
            slot = by_mid.get(_mid(part))
            if _mid(part) in unclear or (slots and slot is None):
                continue
            if slot is None or self._is_untranslated(element, part, slot):
                yield _Waiting(f"{self._id(element)}#{_mid(part)}", part, slot)

    def _is_untranslated(self, element: Element, source: Element, target: Element) -> bool:
        """True for nothing in the target's place, and for what nobody has called a translation there.

        That is the source text again, or tags of it alone, as Trados writes them before anybody translates.
        """
        if _is_blank(target):
            return True
        at = element if self._is_2 else element.child("target") or target
        definition = _definitions(element).get(_mid(target))
        state = at.attributes.get("state")
        if not self._has_text(target):
            said = definition.attributes.get("conf", "").casefold() if definition is not None else state
            return said not in _DONE and _codes(target) <= _codes(source)
        if source.text().split() != target.text().split():
            return False
        if definition is not None:
            return definition.attributes.get("conf", "Unspecified") == "Unspecified"
        return state in ("new", "needs-translation", "initial")

    def _has_text(self, element: Element) -> bool:
        """True for more than codes and blanks; what stands inside a native code is no text."""
        parts: list[str] = []
        _take(element, self._document, parts, [])
        return any(part.strip() for part in parts)

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
        known = [segment for segment in unit.segments if segment.filling is not None]
        if not known:
            return
        target = unit.element.child("target")
        is_whole = unit.is_complete and len(known) == len(unit.segments)
        is_exact = is_whole and all(segment.filling is not None and segment.filling.is_exact for segment in known)
        definitions = _definitions(unit.element)
        marks = {} if self._is_2 or definitions else _marks(is_exact=is_exact, is_whole=is_whole)
        if target is not None and known[0].slot is not None:
            yield from self._in_place(target, known, marks if is_whole else {})
        elif target is None:
            name = _prefix(self._document, unit.element) + b"target"
            start = b"<" + name + b"".join(_attribute(*mark) for mark in marks.items()) + b">"
            place, indent = unit.source.end, _indent(self._document, unit.source.start)
            yield place, place, indent + start + self._content(unit) + b"</" + name + b">"
        else:
            name = _prefix(self._document, target) + b"target"
            start = _with_attributes(self._document[target.start : target.inner], marks)
            yield target.start, target.end, start + self._content(unit) + b"</" + name + b">"
        yield from self._states(unit, known, definitions, is_exact=is_exact)

    def _in_place(
        self, target: Element, known: Sequence[_Part], marks: dict[str, str]
    ) -> Iterator[tuple[int, int, bytes]]:
        """The segments that have an empty place in the target."""
        if marks:
            yield target.start, target.inner, _with_attributes(self._document[target.start : target.inner], marks)
        for segment in known:
            slot = segment.slot
            assert slot is not None
            start = _with_attributes(self._document[slot.start : slot.inner], {})
            name = _prefix(self._document, slot) + slot.name.encode()
            yield slot.start, slot.end, start + segment.inside() + b"</" + name + b">"

    def _states(
        self, unit: _Unit, known: Sequence[_Part], definitions: dict[str, Element], *, is_exact: bool
    ) -> Iterator[tuple[int, int, bytes]]:
        """What is said of the translation beside the target: the segment's state (2.x), Trados' definitions."""
        scores = [(segment, segment.filling.score) for segment in known if segment.filling is not None]
        if self._is_2:
            kind, score = ("exact" if is_exact else "fuzzy"), min(score for _segment, score in scores)
            state = {"state": "translated" if is_exact else "initial", "subState": f"igglossary:{kind}-{score}"}
            tag = self._document[unit.element.start : unit.element.inner]
            yield unit.element.start, unit.element.inner, _with_attributes(tag, state)
        for segment, score in scores:
            definition = definitions.get(_mid(segment.element))
            if definition is not None:
                tag = self._document[definition.start : definition.inner]
                said = {"conf": "Draft", "origin": "tm", "percent": str(score)}
                yield definition.start, definition.inner, _with_attributes(tag, said, is_closed=tag.endswith(b"/>"))

    def _target_languages(self) -> Iterator[tuple[int, int, bytes]]:
        """The target language where the standard wants it and nobody has written it yet."""
        for file, language in self._nameless:
            holder = file.parent if self._is_2 else file
            name = "trgLang" if self._is_2 else "target-language"
            if holder is not None and name not in holder.attributes:
                holder.attributes[name] = language  # the root of several files gets it once
                tag = self._document[holder.start : holder.inner]
                yield holder.start, holder.inner, _with_attributes(tag, {name: language})

    def _content(self, unit: _Unit) -> bytes:
        """The inside of the target; for a segmented unit that of ``seg-source`` with the segments exchanged."""
        if unit.source.name != "seg-source":
            return unit.segments[0].inside()
        filled_in = {segment.element.start: segment for segment in unit.segments}
        parts = _segments(unit.source)
        start, end = unit.source.inner, unit.source.outer
        moved = [
            (part.inner - start, part.outer - start, found.inside() if (found := filled_in.get(part.start)) else b"")
            for part in parts
        ]
        return spliced(self._document[start:end], moved)


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


def _is_blank(element: Element) -> bool:
    """True where no translation stands: no text, and no code outside of the frame that the segments stand in."""
    if element.text().strip():
        return False
    has_segments = next(element.descendants("mrk"), None) is not None
    return has_segments or not any(isinstance(item, Element) for item in element.items)


def _codes(element: Element) -> set[tuple[str, str]]:
    """The names and ids of the elements inside another one, at any depth."""
    inner = [item for item in element.items if isinstance(item, Element)]
    found = {(item.name, item.attributes.get("id", "")) for item in inner}
    return found.union(*map(_codes, inner))


def _is_closed(element: Element) -> bool:
    """True for what is approved, locked or not to be translated."""
    attributes = element.attributes
    is_locked = attributes.get("m:locked") == "true" or attributes.get("mq:locked") in ("locked", "true")
    return attributes.get("approved") == "yes" or is_locked or element.inherited("translate") == "no"


def _definitions(element: Element) -> dict[str, Element]:
    """What Trados says of each segment of a trans-unit, by the segment's id."""
    return {
        segment.attributes.get("id", ""): segment
        for holder in element.children("seg-defs")
        for segment in holder.children("seg")
    }


def _segments(element: Element | None, *, empty: bool = False) -> list[Element]:
    """The segments inside an element (``mrk mtype="seg"``); ``empty``: those that are closed at once too."""
    marks = () if element is None else element.descendants("mrk")
    return [mrk for mrk in marks if mrk.attributes.get("mtype") == "seg" and (empty or mrk.inner < mrk.end)]


def _mid(segment: Element) -> str:
    return segment.attributes.get("mid", "")


def _repeated(segments: Sequence[Element]) -> set[str]:
    """The ids that several segments have: nobody knows which belong together."""
    return {mid for mid, count in Counter(map(_mid, segments)).items() if count > 1}


def _locked(element: Element) -> set[str]:
    """The ids of segments that Trados has locked."""
    return {mid for mid, segment in _definitions(element).items() if segment.attributes.get("locked") == "true"}


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
            is_protected = item.name == "mrk" and _is_protected(item)
            tags.append(Tag(at, "open", document[item.start : item.inner].decode(), is_protected))
            _take(item, document, parts, tags)
            tags.append(Tag(sum(map(len, parts)), "close", document[item.outer : item.end].decode(), is_protected))


def _is_protected(mrk: Element) -> bool:
    return mrk.attributes.get("mtype", "") in ("protected", "x-protected") or mrk.attributes.get("translate") == "no"


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


def _with_attributes(tag: bytes, marks: dict[str, str], *, is_closed: bool = False) -> bytes:
    """A start tag with attributes set, closed at once only if asked for; the other attributes stay as they are."""
    tag = tag.removesuffix(b">").removesuffix(b"/").rstrip()
    for name, value in marks.items():
        written = re.search(rb"\s" + name.encode() + rb"\s*=\s*(?:\"[^\"]*\"|'[^']*')", tag)
        start, end = written.span() if written else (len(tag), len(tag))
        tag = tag[:start] + _attribute(name, value) + tag[end:]
    return tag + (b"/>" if is_closed else b">")


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
