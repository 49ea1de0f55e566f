"""The hot path of TMX: a million units in the time that they need and no more.

Measured on 100,000 units of 120 characters, two languages (CPU, Python 3.11, expat 2.5): lxml's iterparse with the
texts taken 1.0 s; expat with handlers in Python that build units 1.2 s; expat without handlers 0.15 s; one regular
expression per unit 0.11 s. So a parser without handlers proves that the file is well-formed, regular expressions take
the usual units (two variants, no markup in the text but simple codes), and what they do not match goes through a
second parser with handlers, from the unit's beginning to its end. An expression that starts between two units of a
well-formed document and matches without meeting a ``<`` that it does not know has seen exactly what a parser sees:
comments, CDATA sections, processing instructions and empty units never match.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from igglossary.errors import Problem, UnsafeInputError
from igglossary.formats.markup import escape_text
from igglossary.formats.report import Skipped
from igglossary.formats.tmx.events import UnitReader
from igglossary.formats.tmx.values import NO_FACTS, Extras, plain_unit, plain_variant, read_facts
from igglossary.formats.tmx.vocabulary import FILE
from igglossary.formats.xml import MAX_RECORD_BYTES, not_well_formed, safe_expat
from igglossary.messages import Message, _
from igglossary.model import InlineCode

if TYPE_CHECKING:
    from collections.abc import Callable

    from igglossary.formats.tmx.values import Facts, UnitBuilder
    from igglossary.model import TranslationUnit, Variant

_EXTRAS: Final = r"((?:<(?:prop|note)\b[^<>]*+(?<!/)>[^<]*+</(?:prop|note)>\s*+)*+)"
_SEGMENT: Final = r"([^<]*+(?:<(?:bpt|ept|ph|it|ut)\b[^<>]*+>(?:(?<=/>)|[^<]*+</(?:bpt|ept|ph|it|ut)>)[^<]*+)*+)"
_VARIANT: Final = rf"<tuv\s([^<>]*+)(?<!/)>\s*+{_EXTRAS}<seg>{_SEGMENT}</seg>\s*+</tuv>\s*+"
_UNIT = re.compile(rf"\s*+<tu(?:\s([^<>]*+))?(?<!/)>\s*+{_EXTRAS}{_VARIANT}{_VARIANT}</tu>")
_BETWEEN = re.compile(r"(?>\s+|<!--.*?-->|<\?.*?\?>)*+", re.DOTALL)
_START_TAG = re.compile(r"""<([^\s/>]+)(?:\s+[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*(/?)>""")
_EXTRA = re.compile(r"<(prop|note)\b([^<>]*)>([^<]*)</")
_CODE = re.compile(r"<(bpt|ept|ph|it|ut)\b([^<>]*?)(?:/>|>([^<]*)</\1>)")
_ATTRIBUTE = re.compile(r"""(?<![^\s="'<>/])([^\s="'<>/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_REFERENCE = re.compile(r"&(?:#x([0-9A-Fa-f]+)|#([0-9]+)|(lt|gt|amp|quot|apos));")
_WHITE = re.compile(r"[\t\n]")
_USUAL: Final = ("tuid", "creationdate", "creationid", "changedate", "changeid")
_NAMED: Final = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_WAIT: Final = 1 << 20
"""Characters of an unfinished unit that are kept for the expressions; a longer one goes to the parser in pieces."""
_MAX_CACHED: Final = 1000


class UnitScanner:
    """Takes the text of a TMX from ``body`` on, in pieces, and makes units of it.

    Attributes:
        is_done: True after the end of ``body``.
    """

    def __init__(self, builder: UnitBuilder, where: str, prefix: str, line: int) -> None:
        """``prefix`` is the namespace prefix of the file's elements with its colon, ``line`` where the text begins."""
        self.is_done = False
        self._builder = builder
        self._where = where
        self._prefix = prefix
        self._end_tag = f"</{prefix}tu>"
        self._last_tag = f"</{prefix}tmx"
        self._has_begun = False
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._held = ""
        self._text = ""
        self._at = 0
        self._counted = 0
        self._line = line
        self._pending = 0
        self._tags: dict[str, str] = {}
        self._facts: dict[str, Facts] = {"": NO_FACTS}
        builder.line = self.line
        self._parser = safe_expat(where=where)
        self._parser.Parse("<body>", False)  # what follows are fragments of its content
        self._units = UnitReader(self._parser, where, prefix, builder)

    @property
    def has_items(self) -> bool:
        """True if something waits to be taken."""
        return bool(self._units.items)

    def take_items(self) -> list[TranslationUnit | Problem]:
        """One entry for each ``tu`` since the last call."""
        items, self._units.items = self._units.items, []
        return items

    def line(self) -> int:
        """The line at which the present unit begins."""
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line

    def feed(self, data: bytes, *, final: bool = False) -> None:
        """The next piece of the file, already proved to be well-formed.

        Raises:
            UnsafeInputError: a unit without end.
        """
        if self.is_done:
            return
        new = self._held + self._decoder.decode(data, final)
        self._held = ""
        if "\r" in new:  # line ends as a parser gives them (XML 1.0 §2.11)
            if new.endswith("\r") and not final:
                new, self._held = new[:-1], "\r"
            new = new.replace("\r\n", "\n").replace("\r", "\n")
        self.line()
        self._text = self._text[self._at :] + new
        self._at = self._counted = 0
        if not self._has_begun:
            self._begin()
        if self._has_begun:
            self._scan(final=final)

    def _begin(self) -> None:
        """Skip the start tag of ``body``; the text begins with it, or with the first unit where there is none."""
        tag = _START_TAG.match(self._text)
        if tag is None:
            return
        self._has_begun = True
        if tag.group(1).removeprefix(self._prefix) == "body":
            self._at = tag.end()
            self.is_done = bool(tag.group(2))
            self._last_tag = f"</{self._prefix}body"

    def _scan(self, *, final: bool) -> None:
        text, match, take = self._text, _UNIT.match, self._take
        while not self.is_done:
            if not self._units.is_open:
                while found := match(text, self._at):
                    take(found.groups())
                    self._at = found.end()
            if not self._scan_other(final=final):
                return

    def _scan_other(self, *, final: bool) -> bool:
        """Deal with what is no plain unit; False if more text is needed or nothing is left."""
        text, at = self._text, self._at
        if not self._units.is_open:
            between = _BETWEEN.match(text, at)
            assert between is not None  # it matches the empty string
            if between.end() > at:
                self._at = between.end()
                return True
            if text.startswith("</", at) and len(text) > at + 2:
                self.is_done = True
                return False
        end = text.find(self._end_tag, at)
        if end >= 0:
            end += len(self._end_tag)
        elif final:
            end = text.rfind(self._last_tag, at)
        elif len(text) - at > _WAIT or self._units.is_open:
            end = max(at, len(text) - len(self._end_tag))
        if end <= at:
            return False
        self._parse(text[at:end])
        self.line()
        self._at = end
        return True

    def _parse(self, piece: str) -> None:
        """Send a piece through the parser with handlers."""
        before = len(self._units.items)
        try:
            self._parser.Parse(piece.encode(), False)
        except expat.ExpatError as error:  # the first parser has passed it, so this is about its place
            error.lineno = self.line()
            raise not_well_formed(error, self._where, b"") from error
        self._pending = 0 if len(self._units.items) > before else self._pending + len(piece)
        if self._pending > MAX_RECORD_BYTES:
            raise UnsafeInputError(
                _("One unit is larger than {n} MiB.").format(n=MAX_RECORD_BYTES >> 20),
                where=f"{self._where}:{self.line()}",
            )

    # --- plain units ------------------------------------------------------------------------------------------------

    def _take(self, groups: tuple[str, ...]) -> None:
        attributes, extras, first, first_extras, first_text, second, second_extras, second_text = groups
        one, other = self._tags.get(first), self._tags.get(second)
        facts = self._facts.get(extras) or self._read_facts(extras)
        if one is None or other is None or first_extras or second_extras or "<" in first_text or "<" in second_text:
            self._take_whole(groups, facts)
            return
        if "&" in first_text:
            first_text = _unescape(first_text)
        if "&" in second_text:
            second_text = _unescape(second_text)
        pair = plain_variant(one, first_text), plain_variant(other, second_text)
        items = self._units.items
        if one != self._builder.source or facts.attributes:
            items.append(self._builder.unit(_read_attributes(attributes or ""), facts, [*pair], are_plain=True))
        elif not attributes and not extras:
            items.append(plain_unit(pair))
        elif (usual := _usual_attributes(attributes or "")) is not None:
            items.append(self._builder.usual_unit(usual, facts, pair))
        else:
            items.append(self._builder.unit(_read_attributes(attributes), facts, [*pair], are_plain=True))

    def _take_whole(self, groups: tuple[str, ...], facts: Facts) -> None:
        """A unit whose variants are more than language and text, or in languages not met before."""
        attributes, _extras, first, first_extras, first_text, second, second_extras, second_text = groups
        unit = _read_attributes(attributes or "")
        made = self._variant(first, first_extras, first_text, unit)
        made_other = self._variant(second, second_extras, second_text, unit)
        if isinstance(made, Message):
            self._skip(made, unit)
        elif isinstance(made_other, Message):
            self._skip(made_other, unit)
        else:
            self._units.items.append(self._builder.unit(unit, facts, [made, made_other]))

    def _variant(self, written: str, extras: str, text: str, unit: dict[str, str]) -> Variant | Message:
        """The slower way to a variant; remembers attributes that are only a language."""
        attributes = _read_attributes(written)
        facts = self._facts.get(extras) or self._read_facts(extras)
        text, codes = _codes_of(text) if "<" in text else (_unescape(text), ())
        made = self._builder.variant(attributes, facts, text, codes, unit)
        if len(attributes) == 1 and not isinstance(made, Message) and len(self._tags) < _MAX_CACHED:
            self._tags[written] = made.lang
        return made

    def _skip(self, why: Message, unit: dict[str, str]) -> None:
        message = _("Unit skipped: {why}.").format(why=why)
        self._units.items.append(Skipped(self._where, message, self.line(), unit.get("tuid")))

    def _read_facts(self, written: str) -> Facts:
        """The notes and properties; a memory has few different ones, or every unit has its own."""
        extras = Extras()
        for element, attributes, text in _EXTRA.findall(written):
            extras.add(element, _unescape(text) if "&" in text else text, _read_attributes(attributes))
        facts = read_facts(extras, self._builder.files)
        is_naming = FILE in written and "{" in written  # what was named last is forgotten last
        is_open = FILE in written and any(name == FILE for name, _value in facts.properties)
        if len(self._facts) < _MAX_CACHED and not is_naming and not is_open:
            self._facts[written] = facts
        return facts


def _codes_of(segment: str) -> tuple[str, tuple[InlineCode, ...]]:
    """The text and the codes of a segment that ``_SEGMENT`` matches."""
    parts: list[str] = []
    codes: list[InlineCode] = []
    at = length = 0
    for found in _CODE.finditer(segment):
        parts.append(_unescape(segment[at : found.start()]))
        length += len(parts[-1])
        at = found.end()
        kind, attributes, content = found.groups()
        codes.append(
            InlineCode(length, kind, tuple(_read_attributes(attributes).items()), escape_text(_unescape(content or "")))
        )
    parts.append(_unescape(segment[at:]))
    return "".join(parts), tuple(codes)


def _read_attributes(written: str) -> dict[str, str]:
    """The attributes of a start tag, their values normalised (XML 1.0 §3.3.3)."""
    found = {name: double or single for name, double, single in _ATTRIBUTE.findall(written)}
    if "&" in written or "\n" in written or "\t" in written:
        return {name: _unescape(_WHITE.sub(" ", value)) for name, value in found.items()}
    return found


def _usual_attributes(written: str) -> tuple[str | None, ...] | None:
    """Id, time and person of creation and of change; None if there are others or it is quoted otherwise."""
    if "'" in written or "&" in written or "\n" in written or "\t" in written:
        return None
    parts: list[str | None] = [*written.split('"')]
    take = _usual_places(tuple(parts[:-1:2]))
    if take is None:
        return None
    parts[-1] = None  # what follows the last quotation mark stands for what is absent
    return take(parts)


@lru_cache(maxsize=1000)
def _usual_places(written: tuple[str, ...]) -> Callable[[list[str | None]], tuple[str | None, ...]] | None:
    """``("tuid=", " creationdate=")`` → what takes the five values out of the parts between the quotation marks."""
    names = [name.strip(" =") for name in written]
    if not set(_USUAL).issuperset(names):
        return None
    return itemgetter(*(2 * names.index(name) + 1 if name in names else -1 for name in _USUAL))


def _unescape(text: str) -> str:
    if "&#" in text:
        return _REFERENCE.sub(_character, text)
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&apos;", "'")
    return text.replace("&amp;", "&")


def _character(match: re.Match[str]) -> str:
    hexadecimal, decimal, name = match.groups()
    return _NAMED[name] if name else chr(int(hexadecimal, 16) if hexadecimal else int(decimal))
