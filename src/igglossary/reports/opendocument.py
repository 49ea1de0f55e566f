"""OpenDocument texts (OASIS ODF 1.3), packed (``.odt``) and flat (``.fodt``)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from igglossary.errors import InputError
from igglossary.formats.xml import parse_xml
from igglossary.messages import _
from igglossary.reports.archive import Archive
from igglossary.reports.blocks import Block, Draft, Inline, Note, Ref, make_block, with_address
from igglossary.reports.data_tables import LONGEST_CELL, is_data_table
from igglossary.reports.trees import local_name
from igglossary.text.word_lists import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_SKIPPED = word_set(
    """
    tracked-changes annotation annotation-end sequence-decls forms soft-page-break ruby-text note-citation
    index-title-template table-of-content bibliography-mark desc title
    """
)
_NOT_INLINE = _SKIPPED | {"frame", "text-box"}  # what stands in frames are paragraphs of their own
_MAX_SPACES = 200  # text:s may claim any number; more than a line is white space all the same
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_TITLE_STYLES = ("title", "titel")


def read_odt(data: bytes, *, where: str) -> Draft:
    """Read an OpenDocument text.

    Raises:
        InputError: damaged, encrypted or without text.
        UnsafeInputError: a compression bomb, or XML that declares entities or is nested too deeply.
    """
    if data.startswith(b"PK"):
        archive = Archive(data, where=where)
        if archive.has("META-INF/manifest.xml") and b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise InputError(
                _("the file is encrypted."), where=where, hint=_("Save a copy without a password and read that.")
            )
        trees = [archive.tree(name) for name in ("content.xml", "styles.xml") if archive.has(name)]
        if not archive.has("content.xml"):
            raise InputError(_("the OpenDocument file has no text."), where=where)
    else:
        trees = [parse_xml(data, where=where)]
    body = next((element for element in trees[0].iter() if local_name(element) == "text" and _is_office(element)), None)
    if body is None:
        raise InputError(_("the OpenDocument file has no text."), where=where)
    return _TextReader(trees).read(body)


class _TextReader:
    """The state of reading one text: styles and the notes met so far."""

    def __init__(self, trees: list[etree._Element]) -> None:
        self.parents: dict[str, str] = {}
        self.raised: set[str] = set()
        for tree in trees:
            for style in tree.iter():
                if local_name(style) == "style":
                    self._read_style(style)
        self.found: list[tuple[str, etree._Element]] = []

    def _read_style(self, style: etree._Element) -> None:
        name = _get(style, "name") or ""
        parent = _get(style, "parent-style-name")
        if parent:
            self.parents[name] = parent
        if any((_get(child, "text-position") or "").startswith(("super", "33%")) for child in style):
            self.raised.add(name)

    def read(self, body: etree._Element) -> Draft:
        """All blocks of the body, then the notes; both kinds of notes are numbered on their own."""
        blocks = [block for block in self._blocks(body) if block.text]
        both = len({kind for kind, _body in self.found}) > 1
        counts = {"footnote": 0, "endnote": 0}
        keys: dict[str, str] = {}
        notes: list[Note] = []
        for position, (kind, note) in enumerate(self.found):
            counts[kind] += 1
            key = f"e{counts[kind]}" if both and kind == "endnote" else str(counts[kind])
            keys[str(position)] = key
            notes.append(Note(key, self._note_text(note)))
        renamed = [
            Block(b.kind, b.text, tuple((offset, keys[key]) for offset, key in b.refs), b.number) for b in blocks
        ]
        if both:
            notes.sort(key=lambda note: note.key.startswith("e"))
        return Draft("odt", renamed, notes)

    def _note_text(self, note: etree._Element) -> str:
        paragraphs = [p for p in note.iter() if local_name(p) in ("p", "h")]
        texts = [make_block("paragraph", [i for i in self._inlines(p) if isinstance(i, str)]).text for p in paragraphs]
        links = (_get(a, "href") or "" for a in note.iter() if local_name(a) == "a")
        return with_address(" ".join(filter(None, texts)), links)

    def _blocks(self, parent: etree._Element) -> Iterator[Block]:
        stack: list[tuple[Iterator[etree._Element], str]] = [(iter(parent), "paragraph")]
        while stack:
            children, inside = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                continue
            name = local_name(child)
            if name in ("p", "h"):
                yield self._block(child, inside)
                stack.append((self._boxes(child), inside))
            elif name == "table":
                stack.append((iter(child), "table_cell" if _is_data(child) else "paragraph"))
            elif name and name not in _SKIPPED:
                stack.append((iter(child), "list_item" if name == "list" else inside))

    def _block(self, paragraph: etree._Element, inside: str) -> Block:
        block = make_block(self._kind(paragraph, inside), self._inlines(paragraph))
        is_prose = block.kind == "table_cell" and len(block.text) >= LONGEST_CELL
        return replace(block, kind="paragraph") if is_prose else block

    @staticmethod
    def _boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
        """Text frames anchored in a paragraph."""
        return (box for box in paragraph.iter() if local_name(box) == "text-box")

    def _kind(self, paragraph: etree._Element, inside: str) -> str:
        styles = self._styles(paragraph)
        if any(style in _TITLE_STYLES for style in styles):
            return "title"
        if local_name(paragraph) == "h":
            return "heading"
        if any("quot" in style or "zitat" in style for style in styles):
            return "blockquote"
        return inside

    def _styles(self, element: etree._Element) -> list[str]:
        """The names of a style and its parents, in lower case."""
        names: list[str] = []
        name = _get(element, "style-name")
        while name and name not in names and len(names) < 20:  # a circle of parents must end
            names.append(name)
            name = self.parents.get(name)
        return [name.lower() for name in names]

    def _inlines(self, element: etree._Element) -> Iterator[Inline]:
        """Text and references of a paragraph in order."""
        pending = _content(element, element.text)
        while pending:
            part = pending.pop()
            if isinstance(part, str):
                yield part
                continue
            name = local_name(part)
            if name == "note":
                yield from self._reference(part)
            elif name == "s":
                yield " " * min(_number(_get(part, "c")), _MAX_SPACES)
            elif name in ("tab", "line-break"):
                yield " "
            elif name and name not in _NOT_INLINE:
                pending += _content(part, self._raised_text(part))

    def _reference(self, note: etree._Element) -> Iterator[Inline]:
        body = next((child for child in note if local_name(child) == "note-body"), None)
        if body is not None:
            kind = "endnote" if _get(note, "note-class") == "endnote" else "footnote"
            self.found.append((kind, body))
            yield Ref(str(len(self.found) - 1))

    def _raised_text(self, span: etree._Element) -> str:
        text = span.text or ""
        if text.strip().isdigit() and len(text) <= 4 and _get(span, "style-name") in self.raised:
            return text.translate(_SUPERSCRIPTS)
        return text


def _content(element: etree._Element, text: str | None) -> list[etree._Element | str]:
    """A stack of what an element holds, the first on top: its text, then each child and what stands behind it."""
    parts: list[etree._Element | str] = [text or ""]
    for child in element:
        parts += [child, child.tail or ""]
    return parts[::-1]


def _is_data(table: etree._Element) -> bool:
    """Whether a table holds data and no further table."""
    rows = 0
    lengths: list[int] = []
    stack = [iter(table)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif (name := local_name(child)) == "table-cell":
            if any(local_name(inner) == "table" for inner in child):
                return False
            lengths.append(sum(len(str(text)) for text in child.itertext()))
        elif name in ("table-row", "table-header-rows", "table-rows", "table-row-group"):
            rows += name == "table-row"
            stack.append(iter(child))
    return is_data_table(rows, [length for length in lengths if length])


def _is_office(element: etree._Element) -> bool:
    return "office" in str(element.tag)


def _get(element: etree._Element, name: str) -> str | None:
    """An attribute by its local name; ODF uses each local name in one namespace only."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), None)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() and len(text) < 6 else 1
