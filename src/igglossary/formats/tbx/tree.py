"""TBX as a stream of small trees: one per entry, in constant memory."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import TreeBuilder  # only builds; the parser is formats.xml's

from igglossary.errors import InputError, UnsafeInputError
from igglossary.formats.tbx.vocabulary import CORE, ENTRY_ELEMENTS
from igglossary.formats.xml import MAX_DEPTH, XmlSource, drive, limit_depth, safe_expat, too_deep
from igglossary.messages import _
from igglossary.text.normalise import single_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike
    from xml.etree.ElementTree import Element

XML_LANG: Final = "http://www.w3.org/XML/1998/namespace}lang"
_ROOTS: Final = frozenset({"martif", "tbx", "TBX"})
_MAX_ENTRY: Final = 4 << 20
"""Bytes of one entry: a tree of only empty elements takes 200 MB then; the largest real entry seen has 20 KB."""
_MAX_HEADER: Final = 4 << 20


def text_of(element: Element) -> str:
    """All text inside, at any depth, in order."""
    return "".join(element.itertext()) if len(element) else element.text or ""


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


class Names(dict[str, tuple[str, bool]]):
    """The elements' names as the parser gives them → local name, and True if the namespace is a module's."""

    def __init__(self, own: str) -> None:
        """``own`` is the namespace of the root element."""
        super().__init__()
        self._own = own

    def __missing__(self, written: str) -> tuple[str, bool]:
        """Take a new name apart."""
        namespace, _brace, local = written.rpartition("}")
        found = self[written] = (local, namespace not in ("", CORE, self._own))
        return found


class EntryParser:
    """Reads the header at once and then gives the entries as trees, each with its line.

    The trees are built by the TreeBuilder of the standard library, in C: half the time of building them here.

    Attributes:
        header: What stands before the first entry.
        names: For the elements of the trees.
        has_back_matter: True if details of persons or sources followed the entries; complete at the end.
    """

    def __init__(self, path: str | PathLike[str]) -> None:
        """Open the file and read up to its first entry.

        Raises:
            InputError: not there, not well-formed, no TBX.
            UnsafeInputError: it tries to harm.
        """
        self.source = XmlSource(path)
        self.header = TbxHeader("")
        self.names = Names("")
        self.has_back_matter = False
        self._parser = safe_expat(where=self.source.where, namespaces=True)
        self._entries: list[tuple[Element, int]] = []
        self._depth = 0
        self._header_builder: TreeBuilder | None = TreeBuilder()
        self._is_in_entry = False
        self._pending = 0
        self._line = 0
        self._take_outside()
        self._steps = drive(self._parser, self.source)
        try:
            while self._header_builder is not None and (chunk := next(self._steps, None)) is not None:
                self._refuse_large(len(chunk), _MAX_HEADER)
        except BaseException:
            self.source.close()
            raise

    def __iter__(self) -> Iterator[tuple[Element, int]]:
        """The entries of the file with their lines."""
        try:
            while True:
                entries, self._entries = self._entries, []
                yield from entries
                chunk = next(self._steps, None)
                if chunk is None:
                    break
                self._refuse_large(len(chunk), _MAX_ENTRY)
        finally:
            self.source.close()

    def _refuse_large(self, length: int, limit: int) -> None:
        """Bound what can pile up before an entry, or the header, ends."""
        self._pending = self._pending + length if not self._entries else 0
        if self._pending > limit and (self._is_in_entry or self._header_builder is not None):
            raise UnsafeInputError(
                _("One entry is larger than {n} MiB.").format(n=limit >> 20), where=f"{self.source.where}:{self._line}"
            )

    def _take_outside(self) -> None:
        parser = self._parser
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._header_builder.data if self._header_builder is not None else None

    def _start(self, written: str, attributes: dict[str, str]) -> None:
        """An element outside of entries, or the beginning of one."""
        if not self._depth:
            self._start_root(written, attributes)
        local, _is_module = self.names[written]
        if local in ENTRY_ELEMENTS:
            self._start_entry(written, attributes)
            return
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise too_deep(f"{self.source.where}:{self._parser.CurrentLineNumber}")
        if local == "refObject":
            self.has_back_matter = True
        if self._header_builder is not None:
            self._header_builder.start(written, attributes)
            if local == "body":
                self._end_header()

    def _end(self, written: str) -> None:
        self._depth -= 1
        if self._header_builder is not None:
            self._header_builder.end(written)
        if not self._depth:
            limit_depth(self._parser, self.source.where)

    def _start_entry(self, written: str, attributes: dict[str, str]) -> None:
        if self._header_builder is not None:
            self._end_header()
        parser = self._parser
        self._line = parser.CurrentLineNumber
        builder = TreeBuilder()
        put_start, put_end = builder.start, builder.end
        root = put_start(written, attributes)
        depth = 1

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            if depth > MAX_DEPTH:
                raise too_deep(f"{self.source.where}:{parser.CurrentLineNumber}")
            put_start(name, attributes)

        def end(name: str) -> None:
            nonlocal depth
            depth -= 1
            put_end(name)
            if not depth:
                self._entries.append((root, self._line))
                self._is_in_entry = False
                self._take_outside()

        self._is_in_entry = True
        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = builder.data

    def _start_root(self, written: str, attributes: dict[str, str]) -> None:
        namespace, _brace, local = written.rpartition("}")
        if local not in _ROOTS:
            raise InputError(
                _("This is no TBX: its root element is <{name}>, not <martif> or <tbx>.").format(
                    name=single_line(local)[:40]
                ),
                where=f"{self.source.where}:{self._parser.CurrentLineNumber}",
                hint=_("It is a TMX; import it as one.") if local == "tmx" else None,
            )
        self.names = Names(namespace)
        self.header = TbxHeader(
            local,
            attributes.get("type") or attributes.get("dialect", ""),
            attributes.get("style", ""),
            attributes.get(XML_LANG, ""),
            namespace,
        )

    def _end_header(self) -> None:
        """Title and sources, from the elements before the first entry."""
        builder, self._header_builder = self._header_builder, None
        self._parser.CharacterDataHandler = None
        assert builder is not None
        for _open in range(self._depth):
            root = builder.end("")
        title, sources = "", []
        for element in root.iter():
            local, _is_module = self.names[element.tag]
            if local == "title":
                title = title or " ".join(text_of(element).split())
            elif local in ("description", "id") and self.header.root == "TBX":
                sources.append(" ".join(text_of(element).split()))
            elif local == "sourceDesc":
                sources += [" ".join(text_of(each).split()) for each in element]
        self.header = replace(self.header, title=title, sources=tuple(filter(None, sources)))
