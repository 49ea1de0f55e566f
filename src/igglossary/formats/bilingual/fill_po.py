"""Filling the untranslated entries of a PO file: only ``msgstr`` and the mark of a fuzzy match are written.

The mark is the one that msgmerge makes (gettext manual, Fuzzy Entries): the flag ``fuzzy`` and, as previous msgid, the
source that the translation belongs to.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

from igglossary.formats.bilingual.fill_markup import Segment
from igglossary.formats.bilingual.po import catalogue_languages, load_po
from igglossary.formats.files import write_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from os import PathLike

    from igglossary.formats.bilingual.fill_markup import Filling
    from igglossary.formats.files import Target

_FIELD = re.compile(r'\s*+(?:(msgctxt|msgid_plural|msgid|msgstr(?:\[(\d+)\])?)\s*+)?"(.*)"\s*\Z')
_LINE = re.compile(r"[^\n]*\n|[^\n]+")  # splitlines would also split at U+2028
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ESCAPES: Final = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_UNESCAPED = re.compile(r'[\\"\n\t\r\a\b\f\v]')
_NAMES: Final = {value: name for name, value in _ESCAPES.items()}


class _Entry:
    """One entry: line numbers are 0-based, ranges half-open."""

    def __init__(self, first: int) -> None:
        self.first = first
        self.texts: dict[str, str] = {}
        self.lines: dict[str, tuple[int, int]] = {}
        self.flags: int | None = None
        self.keyword: int | None = None
        """The first line that is no comment."""
        self.has_previous = False
        self.segments: dict[str, Segment] = {}
        self._open = ""

    @property
    def is_whole(self) -> bool:
        """True once there is a place for the translation."""
        return any(name.startswith("msgstr") for name in self.texts)

    def take(self, number: int, keyword: str | None, written: str) -> None:
        """A string in a line; without a keyword it goes on with the one before."""
        if keyword:
            self._open = keyword
            self.keyword = number if self.keyword is None else self.keyword
            self.lines[keyword] = (number, number + 1)
            self.texts[keyword] = ""
        self.lines[self._open] = (self.lines[self._open][0], number + 1)
        self.texts[self._open] += _ESCAPE.sub(lambda found: _ESCAPES.get(found[1], found[1]), written)


class PoFiller:
    """A PO file whose untranslated entries are waiting: set ``filling`` of each segment, then ``write``."""

    def __init__(self, path: str | PathLike[str], *, languages: Sequence[str] = ()) -> None:
        """Read the file; ``languages`` (source, target) is for files that do not name theirs.

        Raises:
            InputError: it cannot be read, is no PO file, or does not say which language it is in.
        """
        where = os.fspath(path)
        catalogue = load_po(path)  # says what is wrong with a broken file
        self._encoding: str = catalogue.encoding
        with open(path, "rb") as file:
            self._lines = _LINE.findall(file.read().decode(self._encoding))
        self._end = "\r\n" if self._lines and self._lines[0].endswith("\r\n") else "\n"
        self._entries = list(_entries(self._lines))
        self.left_alone = 0
        """How many entries have a translation already, or have more plural forms than the source."""
        tags = catalogue_languages(catalogue.metadata, languages, where)
        for entry in self._entries:
            self._wait(entry, tags)
        self.segments = [segment for entry in self._entries for segment in entry.segments.values()]

    def write(self, target: Target) -> None:
        """Write the file with the fillings; all other lines stay as they are.

        Raises:
            OutputError: the file cannot be written.
        """
        changes = [change for entry in self._entries for change in self._changes(entry)]
        parts: list[str] = []
        at = 0
        for first, end, new in sorted(changes):
            parts += [*self._lines[at:first], *(line + self._end for line in new)]
            at = end
        parts += self._lines[at:]
        write_bytes(target, "".join(parts).encode(self._encoding, "replace"))

    def _wait(self, entry: _Entry, tags: tuple[str, str]) -> None:
        """Make the segments of an entry that is not translated."""
        msgid = entry.texts.get("msgid", "")
        forms = [name for name in entry.lines if name.startswith("msgstr")]
        if not msgid or not forms:
            return
        has_foreign_forms = "msgid_plural" in entry.texts and set(forms) != {"msgstr[0]", "msgstr[1]"}
        if has_foreign_forms or any(entry.texts[name] for name in forms):
            self.left_alone += 1
            return
        for name in forms:
            source = "msgid" if name in ("msgstr", "msgstr[0]") else "msgid_plural"
            entry.segments[name] = Segment(msgid[:60], entry.texts[source], (), tags)

    def _changes(self, entry: _Entry) -> Iterator[tuple[int, int, list[str]]]:
        fillings = {name: segment.filling for name, segment in entry.segments.items() if segment.filling is not None}
        if not fillings or len(fillings) < len(entry.segments):
            return
        for name, filling in fillings.items():
            first, end = entry.lines[name]
            yield first, end, _quoted(name, _like(entry.segments[name].text, filling.text))
        fuzzy = next((filling for filling in fillings.values() if not filling.is_exact), None)
        if fuzzy is not None and entry.keyword is not None:
            yield from self._marked_fuzzy(entry, entry.keyword, fuzzy)

    def _marked_fuzzy(self, entry: _Entry, keyword: int, fuzzy: Filling) -> Iterator[tuple[int, int, list[str]]]:
        """The flag, and the msgid of the translation that was taken, above the first line of the entry."""
        previous = [] if entry.has_previous else [f"#| {line}" for line in _quoted("msgid", fuzzy.source)]
        if entry.flags is None:
            yield keyword, keyword, ["#, fuzzy", *previous]
            return
        flags = self._lines[entry.flags].rstrip("\r\n")
        if "fuzzy" not in flags:
            yield entry.flags, entry.flags + 1, ["#, fuzzy, " + flags[2:].strip()]
        if previous:
            yield keyword, keyword, previous


def _entries(lines: Sequence[str]) -> Iterator[_Entry]:
    """The entries that are not obsolete."""
    entry = _Entry(0)
    for number, line in enumerate(lines):
        stripped = line.strip()
        is_comment = stripped.startswith("#")
        match = None if is_comment else _FIELD.match(stripped)
        keyword = match.group(1) if match else None
        is_new = is_comment or keyword == "msgctxt" or (keyword == "msgid" and "msgid" in entry.texts)
        if is_new and entry.is_whole:
            yield entry
            entry = _Entry(number)
        if stripped.startswith("#,"):
            entry.flags = number
        elif stripped.startswith("#|"):
            entry.has_previous = True
        elif match is not None:
            entry.take(number, keyword, match.group(3))
    if entry.is_whole:
        yield entry


def _like(source: str, text: str) -> str:
    """The translation with line breaks at its ends as the msgid has them, which msgfmt demands."""
    body = source.strip("\n")
    before = source[: len(source) - len(source.lstrip("\n"))] if body else ""
    return before + text.strip("\n") + source[len(before) + len(body) :]


def _quoted(name: str, text: str) -> list[str]:
    """The lines of one field: as a whole if it has no line break inside, else one line each."""
    lines = [_UNESCAPED.sub(_escape, line) for line in _LINE.findall(text)] or [""]
    if len(lines) == 1:
        return [f'{name} "{lines[0]}"']
    return [f'{name} ""', *(f'"{line}"' for line in lines)]


def _escape(match: re.Match[str]) -> str:
    return "\\" + _NAMES.get(match.group(), match.group())
