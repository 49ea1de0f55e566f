"""Word files (ISO/IEC 29500 WordprocessingML): the text as a reader sees it, footnotes and endnotes.

Deleted text, headers, footers, field codes, comments and text boxes' fallbacks are left out, insertions kept. A note's
number is its place among the references, not its ``w:id``.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from igglossary.errors import InputError
from igglossary.messages import _
from igglossary.reports.archive import Archive
from igglossary.reports.blocks import Block, Draft, Inline, Note, Ref, make_block, with_address
from igglossary.reports.data_tables import LONGEST_CELL, is_data_table
from igglossary.reports.trees import local_name
from igglossary.text.word_lists import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_RELATION = re.compile(r"/relationships/(?P<kind>officeDocument|footnotes|endnotes|styles)\Z")
_SKIPPED = word_set(
    """
    del moveFrom delText instrText delInstrText pPr rPr sectPr tblPr tcPr trPr footnoteRef endnoteRef
    annotationRef separator continuationSeparator sdtPr sdtEndPr Fallback pict commentReference fldData
    """
)
_NOT_INLINE = _SKIPPED | {"p", "txbxContent", "drawing", "softHyphen"}
"""Paragraphs inside a paragraph (text boxes) are visited on their own; a soft hyphen is only seen at a line's end."""
_CHARACTERS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_HEADING = re.compile(
    r"(?:heading|berschrift|titre)\s*(?P<level>[1-9])|(?P<title>^(?:title|titel)$)|(?P<sub>^(?:subtitle|untertitel)$)",
    re.IGNORECASE,
)
_LIST = re.compile(r"list|aufz[äa]hl", re.IGNORECASE)
_QUOTE = re.compile(r"quote|zitat|blocktext", re.IGNORECASE)


def read_docx(data: bytes, *, where: str) -> Draft:
    """Read a Word file.

    Raises:
        InputError: damaged, cut off or without text.
        UnsafeInputError: a compression bomb, or XML that declares entities or is nested too deeply.
    """
    return _WordReader(Archive(data, where=where)).read()


class _WordReader:
    """The state of reading one file: styles, notes by their id, references met so far."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        main = self._target("_rels/.rels", "officeDocument") or "word/document.xml"
        self.document = archive.tree(main)
        folder, name = posixpath.split(main)
        relations = posixpath.join(folder, "_rels", name + ".rels")
        self.styles = self._read_styles(self._target(relations, "styles", folder))
        parts = {kind: self._target(relations, kind + "s", folder) for kind in ("footnote", "endnote")}
        self.notes = {kind: self._read_notes(part, kind) for kind, part in parts.items()}
        self.links = {kind: self._read_links(part) for kind, part in parts.items()}
        self.order: dict[tuple[str, str], None] = {}
        self.cells: set[etree._Element] = set()

    def read(self) -> Draft:
        body = next((child for child in self.document if local_name(child) == "body"), None)
        if body is None:
            raise InputError(_("the Word file has no text."), where=self.archive.where)
        self.cells = _paragraphs_in_data_tables(body)
        blocks = list(self._blocks(body))
        numbers = self._numbers()
        notes = [
            Note(number, self._note_text(self.notes[kind][key], self.links[kind]))
            for (kind, key), number in numbers.items()
        ]
        keys = {f"{kind} {key}": number for (kind, key), number in numbers.items()}
        return Draft("docx", [_rename(block, keys) for block in blocks if block.text], notes)

    def _numbers(self) -> dict[tuple[str, str], str]:
        """(kind, id) → the number that is printed, footnotes first; notes that nothing refers to come last."""
        for kind, notes in self.notes.items():
            self.order.update(dict.fromkeys((kind, key) for key in notes))
        has_both = all(self.notes.values())
        numbers: dict[tuple[str, str], str] = {}
        for kind in ("footnote", "endnote"):
            prefix = "e" if has_both and kind == "endnote" else ""
            same_kind = (note for note in self.order if note[0] == kind)
            numbers.update((note, f"{prefix}{position}") for position, note in enumerate(same_kind, start=1))
        return numbers

    def _target(self, relations: str, kind: str, folder: str = "") -> str | None:
        """The part that the relations name for this kind; None if there is none."""
        if not self.archive.has(relations):
            return None
        for relation in self.archive.tree(relations):
            match = _RELATION.search(relation.get("Type") or "")
            if match and match["kind"] == kind and relation.get("TargetMode") != "External":
                target = relation.get("Target") or ""
                path = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                return path if self.archive.has(path) else None
        return None

    def _read_styles(self, name: str | None) -> dict[str, str]:
        """Style id → the style's name, so that translated Words give the same."""
        if name is None:
            return {}
        styles: dict[str, str] = {}
        for style in self.archive.tree(name):
            if local_name(style) == "style":
                label = next((_get(child, "val") for child in style if local_name(child) == "name"), None)
                styles[_get(style, "styleId") or ""] = label or ""
        return styles

    def _read_notes(self, name: str | None, kind: str) -> dict[str, etree._Element]:
        if name is None:
            return {}
        return {
            _get(note, "id") or "": note
            for note in self.archive.tree(name)
            if local_name(note) == kind and _get(note, "type") in (None, "normal")
        }

    def _read_links(self, part: str | None) -> dict[str, str]:
        """Relation id → address of the links in a part; the addresses are only text to us."""
        folder, name = posixpath.split(part or "")
        relations = posixpath.join(folder, "_rels", name + ".rels")
        if part is None or not self.archive.has(relations):
            return {}
        return {
            relation.get("Id") or "": relation.get("Target") or ""
            for relation in self.archive.tree(relations)
            if (relation.get("Type") or "").endswith("/hyperlink")
        }

    def _note_text(self, note: etree._Element, links: dict[str, str]) -> str:
        texts = [
            make_block("paragraph", [p for p in self._inlines(par) if isinstance(p, str)]).text
            for par in _paragraphs(note)
        ]
        # A typed number after the automatic one is part of nobody's text.
        text = re.sub(r"\A\[?\d{1,4}\]\s+", "", " ".join(filter(None, texts)))
        ids = (_link_id(element) for element in note.iter() if local_name(element) == "hyperlink")
        return with_address(text, [links.get(identifier, "") for identifier in ids])

    def _blocks(self, parent: etree._Element) -> Iterator[Block]:
        for paragraph in _paragraphs(parent):
            kind = self._kind(paragraph)
            is_cell = kind == "paragraph" and paragraph in self.cells
            for pieces in _at_breaks(self._inlines(paragraph)):
                block = make_block(kind, pieces, is_certain=True)
                yield replace(block, kind="table_cell") if is_cell and len(block.text) < LONGEST_CELL else block

    def _kind(self, paragraph: etree._Element) -> str:
        properties = {local_name(child): child for found in _children(paragraph, "pPr")[:1] for child in found}
        label = self._style_name(properties)
        heading = _HEADING.search(label)
        if heading:
            return "title" if heading["title"] else "paragraph" if heading["sub"] else "heading"
        if "outlineLvl" in properties:
            return "heading"
        return "list_item" if "numPr" in properties else _kind_of_style(label)

    def _style_name(self, properties: dict[str, etree._Element]) -> str:
        style = _get(properties["pStyle"], "val") if "pStyle" in properties else None
        return self.styles.get(style or "") or style or ""

    def _inlines(self, element: etree._Element) -> Iterator[Inline]:
        """Text and references of a paragraph in order, without what a reader does not see."""
        stack = [iter(element)]
        while stack:
            child = next(stack[-1], None)
            if child is None:
                stack.pop()
                continue
            name = local_name(child)
            if name in _NOT_INLINE or (name == "r" and _is_hidden(child)):
                continue
            if name in ("footnoteReference", "endnoteReference"):
                yield from self._reference(child, name.removesuffix("Reference"))
            elif name in _CHARACTERS:
                yield _CHARACTERS[name]
            elif name == "t":
                yield _superscript(child)
            elif name == "sym":
                yield _symbol(child)
            else:
                stack.append(iter(child))

    def _reference(self, element: etree._Element, kind: str) -> Iterator[Ref]:
        key = _get(element, "id") or ""
        if key in self.notes[kind]:
            self.order.setdefault((kind, key))
            yield Ref(f"{kind} {key}")


def _kind_of_style(label: str) -> str:
    if _LIST.search(label):
        return "list_item"
    return "blockquote" if _QUOTE.search(label) else "paragraph"


def _rename(block: Block, keys: dict[str, str]) -> Block:
    return Block(block.kind, block.text, tuple((offset, keys[key]) for offset, key in block.refs), block.number)


def _at_breaks(pieces: Iterator[Inline]) -> Iterator[list[Inline]]:
    """Two line breaks in a row inside a paragraph separate paragraphs; a single one is white space."""
    current: list[Inline] = []
    was_break = False
    for piece in pieces:
        if piece == "\n":
            if was_break and current:
                yield current
                current = []
            was_break = True
            current.append(" ")
            continue
        if isinstance(piece, Ref) or piece.strip():
            was_break = False
        current.append(piece)
    yield current


def _get(element: etree._Element, name: str) -> str | None:
    return element.get(_W + name) or element.get(_W_STRICT + name)


def _link_id(element: etree._Element) -> str:
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith("}id")), "")


def _paragraphs(parent: etree._Element) -> Iterator[etree._Element]:
    """All paragraphs below an element in document order, those of deleted stretches and fallbacks left out."""
    stack: list[Iterator[etree._Element]] = [iter(parent)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
            continue
        name = local_name(child)
        if name == "p":
            yield child
            if any(True for _box in child.iter(_W + "txbxContent", _W_STRICT + "txbxContent")):
                stack.append(_boxes(child))
        elif name and name not in _SKIPPED:
            stack.append(iter(child))


def _paragraphs_in_data_tables(body: etree._Element) -> set[etree._Element]:
    """The paragraphs in the cells of tables of data; a table that holds another lays the page out."""
    found: set[etree._Element] = set()
    for table in body.iter(_W + "tbl", _W_STRICT + "tbl"):
        rows = _children(table, "tr")
        cells = [cell for row in rows for cell in _children(row, "tc")]
        holds_table = any(_children(cell, "tbl") for cell in cells)
        if not holds_table and is_data_table(len(rows), list(filter(None, map(_text_length, cells)))):
            found.update(paragraph for cell in cells for paragraph in _children(cell, "p"))
    return found


def _text_length(element: etree._Element) -> int:
    return sum(len(text.text or "") for text in element.iter(_W + "t", _W_STRICT + "t"))


def _children(element: etree._Element, name: str) -> list[etree._Element]:
    return [child for child in element if local_name(child) == name]


def _boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    for box in paragraph.iter(_W + "txbxContent", _W_STRICT + "txbxContent"):
        if not any(local_name(above) in ("Fallback", "pict") for above in box.iterancestors()):
            yield from box


def _is_hidden(run: etree._Element) -> bool:
    properties = next((child for child in run if local_name(child) == "rPr"), None)
    if properties is None:
        return False
    vanish = next((child for child in properties if local_name(child) == "vanish"), None)
    return vanish is not None and _get(vanish, "val") not in ("0", "false", "off")


def _superscript(text: etree._Element) -> str:
    """A typed superscript number becomes superscript digits, so that a typed reference can be told from a number."""
    value = text.text or ""
    run = text.getparent()
    if run is None or not value.strip().isdigit() or len(value) > 4:
        return value
    raised = any(
        local_name(p) == "vertAlign" and _get(p, "val") == "superscript"
        for pr in run
        if local_name(pr) == "rPr"
        for p in pr
    )
    return value.translate(_SUPERSCRIPTS) if raised else value


def _symbol(element: etree._Element) -> str:
    try:
        code = int(_get(element, "char") or "", 16)
    except ValueError:
        return ""
    return " " if 0xF000 <= code <= 0xF0FF or not 0x20 <= code < 0x110000 or 0xD800 <= code < 0xE000 else chr(code)
