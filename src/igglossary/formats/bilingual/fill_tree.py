"""An XML document as a tree that knows the bytes of every element, so that one can be replaced and the rest stays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers import expat

from igglossary.formats.xml import MAX_DEPTH, blank_external_id, not_well_formed, safe_expat, too_deep

if TYPE_CHECKING:
    from collections.abc import Iterator

_START_TAG = re.compile(rb"<[^\s/>]+(?:\s+[^\s=]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*/?>")
_DECLARATION = re.compile(rb"\s*<\?xml[^>]*\?>")


class Element:
    """An element with its place: ``document[start:inner]`` is its start tag, ``document[outer:end]`` its end tag.

    Attributes:
        name: Local name.
        attributes: As written, prefixes included.
        items: Text and elements inside, in order.
        parent: The element around it; None for the root.
    """

    __slots__ = ("attributes", "end", "inner", "items", "name", "outer", "parent", "start")

    def __init__(
        self, name: str, attributes: dict[str, str], parent: Element | None, start: int = 0, inner: int = 0
    ) -> None:
        """An element that has just begun."""
        self.name = name
        self.attributes = attributes
        self.parent = parent
        self.start = start
        self.inner = self.outer = self.end = inner
        self.items: list[str | Element] = []

    def children(self, name: str) -> Iterator[Element]:
        """The elements of that name directly inside."""
        return (item for item in self.items if isinstance(item, Element) and item.name == name)

    def child(self, name: str) -> Element | None:
        """The first of ``children``."""
        return next(self.children(name), None)

    def descendants(self, name: str) -> Iterator[Element]:
        """The elements of that name anywhere inside, in document order."""
        for item in self.items:
            if isinstance(item, Element):
                if item.name == name:
                    yield item
                yield from item.descendants(name)

    def text(self) -> str:
        """All character data inside."""
        return "".join(item if isinstance(item, str) else item.text() for item in self.items)

    def inherited(self, name: str) -> str | None:
        """An attribute of this element or the nearest one around it that has it."""
        element: Element | None = self
        while element is not None:
            if name in element.attributes:
                return element.attributes[name]
            element = element.parent
        return None


def tree_with_places(document: bytes, where: str) -> Element:
    """The root of a UTF-8 document; offsets count its bytes.

    Raises:
        InputError: it is not well-formed.
        UnsafeInputError: it declares entities or is nested deeper than MAX_DEPTH.
    """
    parser = safe_expat(where=where)
    holder = Element("", {}, None)
    path = [holder]

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(path) > MAX_DEPTH:
            raise too_deep(f"{where}:{parser.CurrentLineNumber}")
        at = parser.CurrentByteIndex
        tag = _START_TAG.match(document, at)
        assert tag is not None  # expat has just read it
        element = Element(name.rpartition(":")[2], attributes, path[-1], at, tag.end())
        path[-1].items.append(element)
        path.append(element)

    def end(_name: str) -> None:
        element = path.pop()
        if document[element.inner - 2 : element.inner] != b"/>":
            element.outer = parser.CurrentByteIndex
            element.end = document.index(b">", element.outer) + 1

    def data(text: str) -> None:
        path[-1].items.append(text)

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, data
    declaration = _DECLARATION.match(document)
    # expat would believe an encoding that is declared, but these bytes are UTF-8: blanks keep the offsets
    blanks = b" " * declaration.end() if declaration else b""
    try:
        parser.Parse(blank_external_id(blanks + document[len(blanks) :]), True)
    except expat.ExpatError as error:
        raise not_well_formed(error, where, document[parser.ErrorByteIndex :][:60]) from error
    (root,) = (item for item in holder.items if isinstance(item, Element))
    root.parent = None
    return root
