"""A buffer as the stretches of language in it, each with where its characters stand.

A buffer is cut into blocks first (paragraphs, entries, units), which are cheap to find and change one at a time: what
was made of a block can be kept under its text. Parsing is lenient, since a buffer is half written most of the time; the
readers of ``formats`` want whole files.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_PARAGRAPH = re.compile(r"(?:[^\n]*[^\s][^\n]*(?:\n|$))+")
_PO_LINE = re.compile(r'[ \t]*+(?:(msgctxt|msgid_plural|msgid|msgstr)(?:\[\d*\])?[ \t]*+)?"')
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}
_UNIT_END = re.compile(r"</(?:[\w.-]+:)?(?:trans-unit|unit)>")
_PIECE = re.compile(r"<[^<>]*>|&#?\w{1,32};|[^<&]|[<&]", re.DOTALL)
_PO_LANGUAGE = re.compile(r'"(Language|X-Source-Language):[ \t]*([\w-]+)')
_XLIFF_LANGUAGE = re.compile(r'\b(source-language|target-language|srcLang|trgLang)[ \t\n]*=[ \t\n]*["\']([\w-]+)["\']')
_HEAD = 20_000
"""Characters at the start of a buffer in which its languages are looked for."""


class Stretch(NamedTuple):
    """A text of one language, and where its characters stand in the block: an escape is several there, a tag none."""

    text: str
    starts: Sequence[int]
    """Of each character, and of what follows the last."""
    ends: Sequence[int]
    """Of each character."""


class Unit(NamedTuple):
    """A text, or a translation with its source."""

    target: Stretch
    source: Stretch | None = None


class Block(NamedTuple):
    """A part of a buffer that stands for itself."""

    start: int
    text: str


class Kind(NamedTuple):
    """How a kind of file is read."""

    split: Callable[[str], Iterator[Block]]
    units: Callable[[str], Iterator[Unit]]
    languages: Callable[[str], tuple[str, str] | None]
    """(source, target) as the file says; None if it is one text whose language nobody says."""


def kind_of(name: str) -> Kind:
    """The kind of a file by its name; what is not known is a text."""
    ending = name.rpartition(".")[2].lower()
    return _KINDS.get(ending, TEXT)


def _paragraphs(text: str) -> Iterator[Block]:
    return (Block(match.start(), match.group()) for match in _PARAGRAPH.finditer(text))


def _whole(block: str) -> Iterator[Unit]:
    yield Unit(Stretch(block, range(len(block) + 1), range(1, len(block) + 1)))


# --- PO --------------------------------------------------------------------------------------------------------------


def _po_units(block: str) -> Iterator[Unit]:
    """The translations of an entry, each with the text that it translates (its plural for the further ones)."""
    texts = dict.fromkeys(("msgid", "msgid_plural"), Stretch("", (0,), ()))
    for field, stretch in _po_fields(block):
        if field in texts:
            texts[field] = stretch
        elif field.startswith("msgstr") and texts["msgid"].text:  # the header has no source
            is_plural = field not in ("msgstr", "msgstr[0]") and texts["msgid_plural"].text
            yield Unit(stretch, texts["msgid_plural"] if is_plural else texts["msgid"])


class _Field:
    """A field of an entry while its strings are read."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._characters: list[str] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._end = 0

    def read(self, line: str, index: int, start: int) -> None:
        """Take the characters of a quoted string; the line begins at ``start``, its text at ``index``."""
        while index < len(line) and line[index] not in '"\r\n':
            self._starts.append(start + index)
            if line[index] == "\\" and index + 1 < len(line):
                index += 1
                self._characters.append(_ESCAPES.get(line[index], line[index]))
            else:
                self._characters.append(line[index])
            index += 1
            self._ends.append(start + index)
        self._end = start + index

    def stretch(self) -> Stretch:
        """What was read; empty strings between others leave no trace."""
        return Stretch("".join(self._characters), [*self._starts, self._end], self._ends)


def _po_fields(block: str) -> Iterator[tuple[str, Stretch]]:
    """Every field of an entry with its text, without escapes; obsolete entries (``#~``) have none."""
    field: _Field | None = None
    start = 0
    for line in block.splitlines(keepends=True):
        match = _PO_LINE.match(line)
        if match is not None and match.group(1):
            if field is not None:
                yield field.name, field.stretch()
            field = _Field(line[: match.end() - 1].strip())
        if match is not None and field is not None:
            field.read(line, match.end(), start)
        start += len(line)
    if field is not None:
        yield field.name, field.stretch()


def _po_languages(text: str) -> tuple[str, str]:
    said = dict(_PO_LANGUAGE.findall(text[:_HEAD]))
    target = said.get("Language", "de")
    return said.get("X-Source-Language", "de" if target.lower().startswith("en") else "en"), target


# --- XLIFF -----------------------------------------------------------------------------------------------------------


def _xliff_blocks(text: str) -> Iterator[Block]:
    start = 0
    for match in _UNIT_END.finditer(text):
        yield Block(start, text[start : match.end()])
        start = match.end()
    yield Block(start, text[start:])


def _xliff_units(block: str) -> Iterator[Unit]:
    """Each target with the source before it: one a unit in version 1.2, one a segment in 2.x."""
    source: Stretch | None = None
    at = 0
    while (found := _next_element(block, at)) is not None:
        name, start, at = found
        stretch = _without_markup(block, start, at)
        if name == "source":
            source = stretch
        elif source is not None:
            yield Unit(stretch, source)


def _next_element(block: str, at: int) -> tuple[str, int, int] | None:
    """(name, start, end) of the content of the next source or target; None if there is none, or it has no end yet."""
    starts = {name: block.find(f"<{name}", at) for name in ("source", "target")}
    first = [name for name in starts if starts[name] >= 0]
    if not first:
        return None
    name = min(first, key=starts.__getitem__)
    start = block.find(">", starts[name]) + 1
    if not start:
        return None
    if block[start - 2] == "/":  # <target/>
        return name, start, start
    end = block.find(f"</{name}>", start)
    return None if end < 0 else (name, start, end)


def _without_markup(block: str, start: int, end: int) -> Stretch:
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _PIECE.finditer(block, start, end):
        piece = match.group()
        if len(piece) > 1 and piece[0] == "<":
            continue
        text = unescape(piece)
        characters.append(text)
        starts += [match.start()] * len(text)
        ends += [match.end()] * len(text)
    return Stretch("".join(characters), [*starts, end], ends)


def _xliff_languages(text: str) -> tuple[str, str]:
    said = {name.lower(): tag for name, tag in _XLIFF_LANGUAGE.findall(text[:_HEAD])}
    source = said.get("source-language") or said.get("srclang") or "en"
    other = "de" if source.lower().startswith("en") else "en"
    return source, said.get("target-language") or said.get("trglang") or other


TEXT = Kind(_paragraphs, _whole, lambda _text: None)
_PO = Kind(_paragraphs, _po_units, _po_languages)
_XLIFF = Kind(_xliff_blocks, _xliff_units, _xliff_languages)
_KINDS = {"po": _PO, "pot": _PO, "xlf": _XLIFF, "xliff": _XLIFF, "sdlxliff": _XLIFF, "mqxliff": _XLIFF}
