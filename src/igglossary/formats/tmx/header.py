"""The part of a TMX before its first unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.errors import InputError
from igglossary.formats.markup import start_tag
from igglossary.formats.tmx.values import Extras
from igglossary.formats.tmx.vocabulary import TmxHeader
from igglossary.formats.xml import MAX_DEPTH, too_deep
from igglossary.messages import _
from igglossary.text.normalise import single_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.parsers.expat import XMLParserType


class HeaderReader:
    """Takes the parser's events up to ``body`` or the first ``tu``, then calls ``on_body``."""

    def __init__(self, parser: XMLParserType, where: str, on_body: Callable[[], None]) -> None:
        """``on_body`` is called inside the event of the element that ends the header and takes the handlers away."""
        self.header = TmxHeader()
        self.prefix = ""
        self._parser = parser
        self._where = where
        self._on_body = on_body
        self._path: list[str] = []
        self._extras = Extras()
        self._ude: list[str] = []
        self._open: dict[str, str] = {}
        self._text: list[str] = []
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        path = self._path
        if not path:
            self._start_root(name, attributes)
        local = name.removeprefix(self.prefix)
        path.append(local)
        if len(path) > MAX_DEPTH:
            raise too_deep(f"{self._where}:{self._parser.CurrentLineNumber}")
        if local in ("body", "tu"):
            self._on_body()
        elif local == "header":
            self.header = TmxHeader(self.header.version, tuple(attributes.items()))
        elif path[1:] in (["header", "note"], ["header", "prop"]):
            self._open, self._text = attributes, []
            self._parser.CharacterDataHandler = self._text.append
        elif path[1:3] == ["header", "ude"]:
            if local == "ude":
                self._ude.append("")
            self._ude[-1] += start_tag(local, attributes.items())

    def _start_root(self, name: str, attributes: dict[str, str]) -> None:
        prefix, _colon, local = name.rpartition(":")
        if local != "tmx":
            raise InputError(
                _("This is no TMX: its root element is <{name}>, not <tmx>.").format(name=single_line(name)[:40]),
                where=f"{self._where}:{self._parser.CurrentLineNumber}",
            )
        self.prefix = prefix + ":" if prefix else ""
        self.header = TmxHeader(attributes.get("version", ""))

    def _end(self, _name: str) -> None:
        path = self._path
        if path[1:] in (["header", "note"], ["header", "prop"]):
            self._parser.CharacterDataHandler = None
            self._extras.add(path[2], "".join(self._text), self._open)
        elif path[1:3] == ["header", "ude"]:
            self._ude[-1] += f"</{path[-1]}>"
        elif path[1:] == ["header"]:
            extras = self._extras
            self.header = TmxHeader(
                self.header.version,
                self.header.attributes + tuple(extras.attributes),
                tuple(extras.notes),
                tuple(extras.properties),
                tuple(self._ude),
            )
        path.pop()
