"""Segments of a bilingual file as text and markup, and translations with that markup put back.

Works on the bytes of the file, so that everything but what is filled in stays as it is, byte for byte.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from igglossary.errors import InputError, UnsafeInputError
from igglossary.formats.files import check_is_file
from igglossary.formats.markup import escape_text
from igglossary.formats.trees import read_bytes
from igglossary.formats.xml import MAX_TREE_BYTES, sniff_encoding
from igglossary.messages import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from os import PathLike

_RUN = re.compile(r"[ \t\r\n]*[\t\r\n][ \t\r\n]*|[ ]{2,}")
"""White space that is not one blank."""
_WORD_END = re.compile(r"(?<=\w)(?!\w)|\Z")


class Tag(NamedTuple):
    """A piece of markup inside a segment: ``kind`` is ``open``, ``close`` or ``alone``, ``position`` is in the text."""

    position: int
    kind: str
    markup: str
    is_protected: bool = False
    """The start or end of a stretch that nobody may translate: it stands in the translation as in the source."""


class Filling(NamedTuple):
    """A translation for one segment: ``positions`` say where the segment's tags go in it, None for: find out."""

    text: str
    is_exact: bool
    score: int
    source: str
    """The source in the memory, which a fuzzy match shows beside itself where the format can."""
    positions: tuple[int, ...] | None = None


class Segment:
    """One untranslated segment of a bilingual file.

    Attributes:
        id: Its id in the file.
        text: The source text without markup.
        tags: The markup inside the source, in order.
        source_lang: BCP 47 tag of the source.
        target_lang: BCP 47 tag of the target.
        filling: What to write; None leaves the segment as it is.
        space: The blanks before and after the text, which the translation gets too.
    """

    def __init__(
        self,
        id_: str,
        text: str,
        tags: Sequence[Tag],
        languages: tuple[str, str],
        *,
        space: tuple[str, str] = ("", ""),
    ) -> None:
        """A segment that is not filled yet; ``languages`` are those of source and target."""
        self.id = id_
        self.text = text
        self.tags = tags
        self.source_lang, self.target_lang = languages
        self.space = space
        self.filling: Filling | None = None

    def places(self, translation: str) -> list[int] | None:
        """Where the tags go in a translation; None if it has not what nobody may translate, where it must be."""
        places = _guessed(translation, self.tags, self.text)
        opened: list[tuple[int, int]] = []
        for index, tag in enumerate(self.tags):
            if not tag.is_protected:
                continue
            if tag.kind == "open":
                opened.append((index, tag.position))
                continue
            first, start = opened.pop()
            found = translation.find(self.text[start : tag.position])
            if found < 0:
                return None
            places[first], places[index] = found, found + tag.position - start
        return places if places == sorted(places) else None


def outer_space(text: str, tags: Sequence[Tag], *, is_preserved: bool) -> tuple[str, list[Tag], tuple[str, str]]:
    """A text without the blanks around it, its tags where they then are, and the blanks.

    Unless white space is preserved (``xml:space``), a run of it inside is one blank, as everywhere in XML.
    """
    body = text.strip()
    lead = text[: len(text) - len(text.lstrip())] if body else text
    trail = text[len(lead) + len(body) :]
    moved, parts, at, shift = [], [], 0, 0
    runs = [] if is_preserved else [match.span() for match in _RUN.finditer(body)]
    shifts: list[tuple[int, int]] = [(0, 0)]
    for start, end in runs:
        parts += [body[at:start], " "]
        at, shift = end, shift + end - start - 1
        shifts.append((end, shift))
    for tag in tags:
        place = min(max(0, tag.position - len(lead)), len(body))
        gone = next(shift for end, shift in reversed(shifts) if end <= place)
        moved.append(tag._replace(position=place - gone))
    return "".join([*parts, body[at:]]), moved, (lead, trail)


def read_document(path: str | PathLike[str]) -> tuple[bytes, str, bytes]:
    """A file as (UTF-8 bytes, its encoding, its byte order mark). ``encoded`` is the way back.

    Raises:
        InputError: the file cannot be read, or its bytes do not fit its encoding.
        UnsafeInputError: it is larger than a tree may be.
    """
    where = os.fspath(path)
    check_is_file(path)
    data = read_bytes(path, where)
    if len(data) > MAX_TREE_BYTES:
        raise UnsafeInputError(_("The file is larger than {n} MiB.").format(n=MAX_TREE_BYTES >> 20), where=where)
    encoding, start = sniff_encoding(data, where=where)
    try:
        return data[start:].decode(encoding).encode(), encoding, data[:start]
    except UnicodeError as error:
        raise InputError(_("Bytes that are not {encoding}.").format(encoding=encoding), where=where) from error


def encoded(document: bytes, encoding: str, mark: bytes) -> bytes:
    """UTF-8 bytes in the encoding that the file had; what that cannot say stands as a character reference."""
    if encoding == "utf-8":
        return mark + document
    return mark + document.decode().encode(encoding, "xmlcharrefreplace")


def spliced(document: bytes, changes: Sequence[tuple[int, int, bytes]]) -> bytes:
    """The document with the bytes from start to end of each change replaced."""
    parts, at = [], 0
    for start, end, new in sorted(changes):
        parts += [document[at:start], new]
        at = end
    return b"".join([*parts, document[at:]])


def filled(text: str, tags: Sequence[Tag], source: str, positions: Sequence[int] | None = None) -> str:
    """The markup of a translation: its text with every tag of the source, in the source's order.

    Args:
        text: The translation.
        tags: The tags of the source.
        source: The source's text.
        positions: Where each tag goes in the translation, ascending; by default a tag at the start or end of the source
            stays there, and one inside goes to the nearest end of a word at the same share of the length.
    """
    places = list(positions) if positions is not None else _guessed(text, tags, source)
    parts, at = [], 0
    for tag, place in zip(tags, places, strict=True):
        parts += [escape_text(text[at:place]), tag.markup]
        at = place
    return "".join([*parts, escape_text(text[at:])])


def _guessed(text: str, tags: Sequence[Tag], source: str) -> list[int]:
    first, last = len(source) - len(source.lstrip()), len(source.rstrip())
    places: list[int] = []
    for tag in tags:
        if tag.position <= first:
            place = 0
        elif tag.position >= last:
            place = len(text)
        else:
            place = _word_end(text, round(tag.position * len(text) / len(source)))
            if tag.kind == "open":
                place += len(text[place:]) - len(text[place:].lstrip())
        places.append(max(place, places[-1] if places else 0))
    return places


def _word_end(text: str, place: int) -> int:
    ends = [match.start() for match in _WORD_END.finditer(text)]
    return min(ends, key=lambda end: (abs(end - place), end))
