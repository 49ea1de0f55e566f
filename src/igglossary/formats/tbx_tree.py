"""TBX as a stream of small trees: one per entry, in constant memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from igglossary.errors import InputError, UnsafeInputError
from igglossary.formats.tbx_vocabulary import CORE, ENTRY_ELEMENTS
from igglossary.formats.xml import MAX_DEPTH, MAX_RECORD_BYTES, XmlSource, drive, limit_depth, safe_expat, too_deep
from igglossary.i18n import _
from igglossary.text.normalise import single_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike

XML_LANG: Final = "http://www.w3.org/XML/1998/namespace}lang"
_ROOTS: Final = frozenset({"martif", "tbx", "TBX"})
_MAX_ELEMENTS: Final = 200_000
"""Elements of one entry or of the header; the largest real entry seen has some hundreds."""


class Node:
    """An element: local name, whether it comes from a module's namespace, attributes, text and elements in order."""

    __slots__ = ("attributes", "content", "is_module", "name")

    def __init__(self, name: str, attributes: dict[str, str], *, is_module: bool) -> None:
        """An element without content yet."""
        self.name = name
        self.attributes = attributes
        self.is_module = is_module
        self.content: list[str | Node] = []

    def elements(self) -> Iterator[Node]:
        """The elements directly inside."""
        return (each for each in self.content if isinstance(each, Node))

    def all_text(self) -> str:
        """All text inside, at any depth, in order."""
        out: list[str] = []
        stack: list[str | Node] = [*reversed(self.content)]
        while stack:
            each = stack.pop()
            if isinstance(each, str):
                out.append(each)
            else:
                stack.extend(reversed(each.content))
        return "".join(out)


@dataclass(frozen=True, slots=True)
class TbxHeader:
    """What a TBX says of itself as a whole.

    Attributes:
        root: ``martif`` (v2), ``tbx`` (v3) or ``TBX`` (TBX-Min 2013).
        dialect: ``TBX-Basic`` and the like, as in the file.
        style: ``dca``, ``dct`` or "".
        lang: The file's own language.
        namespace: Of the root element.
        title: Its title.
        sources: The paragraphs that say where it comes from.
    """

    root: str
    dialect: str = ""
    style: str = ""
    lang: str = ""
    namespace: str = ""
    title: str = ""
    sources: tuple[str, ...] = ()

    @property
    def is_ours(self) -> bool:
        """True if igglossary wrote the file, so that every blank in it is meant."""
        return any(source.startswith("Exported by igglossary") for source in self.sources)


class EntryParser:
    """Reads the header at once and then gives the entries as trees, each with its line."""

    def __init__(self, path: str | PathLike[str]) -> None:
        """Open the file and read up to its first entry.

        Raises:
            InputError: not there, not well-formed, no TBX.
            UnsafeInputError: it tries to harm.
        """
        self.source = XmlSource(path)
        self.has_back_matter = False
        self.header: TbxHeader | None = None
        self._parser = safe_expat(where=self.source.where, namespaces=True)
        self._entries: list[tuple[Node, int]] = []
        self._stack: list[Node] = []
        self._names: dict[str, tuple[str, bool]] = {}
        self._entry_depth = 0
        self._line = 0
        self._elements = 0
        self._is_in_body = False
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._data
        self._steps = drive(self._parser, self.source)
        try:
            while not self._is_in_body and next(self._steps, None) is not None:
                pass
        except BaseException:
            self.source.close()
            raise

    def __iter__(self) -> Iterator[tuple[Node, int]]:
        """The entries of the file with their lines."""
        since = 0
        try:
            while True:
                entries, self._entries = self._entries, []
                since = 0 if entries else since
                yield from entries
                chunk = next(self._steps, None)
                if chunk is None:
                    break
                since += len(chunk)
                if since > MAX_RECORD_BYTES and not self._entries:
                    raise UnsafeInputError(
                        _("One entry is larger than {n} MiB.").format(n=MAX_RECORD_BYTES >> 20),
                        where=f"{self.source.where}:{self._line}",
                    )
            yield from self._entries
        finally:
            self.source.close()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local, is_module = self._names.get(name) or self._name(name)
        stack = self._stack
        if not stack:
            self._start_root(name, local, attributes)
        elif not self._entry_depth and local in ENTRY_ELEMENTS:
            self._entry_depth = len(stack)
            self._line = self._parser.CurrentLineNumber
            self._elements = 0
        node = Node(local, attributes, is_module=is_module)
        if (self._entry_depth and len(stack) > self._entry_depth) or (not self._is_in_body and stack):
            stack[-1].content.append(node)
        stack.append(node)
        self._elements += 1
        if self._elements > _MAX_ELEMENTS and (self._entry_depth or not self._is_in_body):
            raise UnsafeInputError(
                _("One entry has more than {n} elements.").format(n=_MAX_ELEMENTS),
                where=f"{self.source.where}:{self._line}",
            )
        if len(stack) > MAX_DEPTH:
            raise too_deep(f"{self.source.where}:{self._parser.CurrentLineNumber}")
        if local == "body":
            self._is_in_body = True
            self._read_header()

    def _end(self, _name: str) -> None:
        node = self._stack.pop()
        if len(self._stack) == self._entry_depth and self._entry_depth:
            self._entries.append((node, self._line))
            self._entry_depth = 0
        elif not self._entry_depth:
            if node.name == "refObject":
                self.has_back_matter = True
            if not self._stack:
                limit_depth(self._parser, self.source.where)
            if self._is_in_body:
                node.content.clear()

    def _data(self, text: str) -> None:
        if self._stack and (self._entry_depth or not self._is_in_body):
            self._stack[-1].content.append(text)

    def _name(self, written: str) -> tuple[str, bool]:
        namespace, _brace, local = written.rpartition("}")
        result = (local, bool(namespace) and self.header is not None and namespace not in (CORE, self.header.namespace))
        self._names[written] = result
        return result

    def _start_root(self, written: str, local: str, attributes: dict[str, str]) -> None:
        where = f"{self.source.where}:{self._parser.CurrentLineNumber}"
        if local not in _ROOTS:
            hint = _("It is a TMX; import it as one.") if local == "tmx" else None
            raise InputError(
                _("This is no TBX: its root element is <{name}>, not <martif> or <tbx>.").format(
                    name=single_line(local)[:40]
                ),
                where=where,
                hint=hint,
            )
        self._names.clear()
        self.header = TbxHeader(
            local,
            attributes.get("type") or attributes.get("dialect", ""),
            attributes.get("style", ""),
            attributes.get(XML_LANG, ""),
            written.rpartition("}")[0],
        )

    def _read_header(self) -> None:
        """Title and sources, from the elements before ``body``."""
        title, sources = "", []
        stack = [*reversed(list(self._stack[0].elements()))]
        while stack:
            node = stack.pop()
            if node.name == "title":
                title = title or " ".join(node.all_text().split())
            elif node.name == "sourceDesc" or (node.name in ("description", "id") and self._stack[0].name == "TBX"):
                parts = [node] if node.name != "sourceDesc" else list(node.elements())
                sources += [" ".join(part.all_text().split()) for part in parts]
            else:
                stack.extend(reversed(list(node.elements())))
        head = self.header
        assert head is not None
        self.header = TbxHeader(
            head.root, head.dialect, head.style, head.lang, head.namespace, title, tuple(filter(None, sources))
        )
        for node in self._stack:
            node.content.clear()
