"""Web pages: saved pages, exports of content management systems and of Word, and the chapters of an EPUB."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from igglossary.errors import InputError, Problem, UnsafeInputError
from igglossary.messages import _
from igglossary.reports.blocks import Block, Draft, Inline, Note, Ref, make_block, with_address
from igglossary.reports.decoding import decode_markup
from igglossary.reports.trees import text_of
from igglossary.reports.typed_notes import RELATED_HEADING
from igglossary.reports.web_clutter import drop, is_mostly_links, main_content, remove_clutter
from igglossary.reports.web_notes import LinkedNotes, find_linked_notes
from igglossary.text.word_lists import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml import etree

MAX_DEPTH = 250
"""Levels of elements; libxml2 stops at 256 and would cut the page off in silence."""
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_OPEN_OR_CLOSE = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*?(/?)>")
_VOID = word_set("area base br col embed hr img input link meta param source track wbr p li td th tr dd dt option")
_BLOCKS = word_set(
    """
    address article blockquote body caption center dd details div dl dt fieldset figcaption figure footer h1 h2 h3
    h4 h5 h6 header hr html legend li main ol p pre section summary table tbody td tfoot th thead tr ul
    """
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NUMBER = re.compile(r"(?:[↑↩^]\s*)?[\[({]?(?P<number>\w{1,6})(?:[\])}][.:]?|[.:)])?(?:\s+|(?=[^\w\s.,/]))")
_TITLE_SUFFIX = re.compile(r"\s+[|–—·»]\s+[^|–—·»]{2,60}\Z")


def read_html(data: bytes, *, where: str) -> Draft:
    """Read a web page.

    Raises:
        InputError: it is binary or no page.
        UnsafeInputError: it is nested deeper than MAX_DEPTH.
    """
    decoded = decode_markup(data, where=where)
    root = parse_html(decoded.text, where=where)
    title = next((text_of(t) for t in root.iter("title")), None)
    draft = draft_from_tree(root, "html", title=_TITLE_SUFFIX.sub("", title.strip()) if title else None)
    if decoded.replaced:
        draft.problems.append(
            Problem(
                where,
                _("{count} bytes are no {encoding} and were replaced").format(
                    count=decoded.replaced, encoding=decoded.encoding
                ),
            ),
        )
    return draft


def parse_html(text: str, *, where: str) -> etree._Element:
    """The tree of a page; nothing outside is loaded, scripts are text that nobody runs.

    Raises:
        InputError: libxml2 finds no element in it.
        UnsafeInputError: too deep.
    """
    from lxml import etree  # 20 ms that the other formats do not need

    text = _XML_DECLARATION.sub("", text.replace("\x00", ""))
    if _depth(text) > MAX_DEPTH:
        raise UnsafeInputError(
            _("the page is nested more than {limit} levels deep.").format(limit=MAX_DEPTH), where=where
        )
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, recover=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(_("this is no web page."), where=where) from error
    if root is None:
        raise InputError(_("this is no web page."), where=where)
    return root


def _depth(text: str) -> int:
    """The deepest nesting of elements that need a closing tag, by counting tags."""
    depth = deepest = 0
    for match in _OPEN_OR_CLOSE.finditer(text):
        if match[2].lower() in _VOID or match[3]:
            continue
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def draft_from_tree(root: etree._Element, kind: str, *, title: str | None = None) -> Draft:
    """Blocks and linked notes of a page whose tree is at hand; the tree is used up."""
    linked = find_linked_notes(root)
    notes = [Note(note.key, _note_text(note.elements, note.key, linked)) for note in linked.notes]
    for note in linked.notes:
        for element in note.elements:
            drop(element)
    related = remove_clutter(root, linked.references)
    content = main_content(root, linked.references)
    blocks = list(_Walk(linked).blocks(content))
    blocks = _with_title(blocks, root, content, linked)
    if not any(RELATED_HEADING.match(block.text) for block in blocks):
        for element in [*related, *_related_outside(root, content)]:
            blocks.extend(_Walk(linked, keep_links=True).blocks(element))
    return Draft(kind, blocks, notes, title=title)


def _with_title(blocks: list[Block], root: etree._Element, content: etree._Element, linked: LinkedNotes) -> list[Block]:
    """The first h1 of the content is the title; if there is none, the h1 of the page, else the first heading."""
    kinds = [block.kind for block in blocks]
    if "title" in kinds:
        return blocks
    inside = set(content.iter("*"))
    outer = [h for h in root.iter("h1") if h not in inside and text_of(h).strip()]
    if outer:
        found = [Block("title", b.text, b.refs) for b in _Walk(linked).blocks(outer[-1])]
        return found[:1] + blocks
    if "heading" in kinds[:3] and not any(len(b.text) > 200 for b in blocks[: kinds.index("heading")]):
        at = kinds.index("heading")
        blocks[at] = Block("title", blocks[at].text, blocks[at].refs)
    return blocks


def _related_outside(root: etree._Element, content: etree._Element) -> list[etree._Element]:
    """Elements outside the content that begin with "Mehr zum Thema"."""
    inside = set(content.iter("*"))
    for heading in root.iter("h2", "h3", "h4", "h5", "h6", "strong", "p", "div"):
        if heading not in inside and RELATED_HEADING.match(text_of(heading).strip()):
            parent = heading.getparent()
            return [parent] if parent is not None and parent.tag not in ("body", "html") else []
    return []


def _note_text(elements: Iterable[etree._Element], key: str, linked: LinkedNotes) -> str:
    """The text of a note without its number and its links back; a link's address is added if no address is printed."""
    walk = _Walk(linked, in_note=True)
    parts = [block.text for element in elements for block in walk.blocks(element)]
    text = " ".join(filter(None, parts)).strip()
    label = _NUMBER.match(text)
    if label and label["number"].lstrip("0") == key:
        text = text[label.end() :]
    text = re.sub(r"\A[\[(]\s*[\])]\s*|\A[.:)\]↑^]+\s+", "", text).strip(" ↩↑\ufe0e")
    text = re.sub(r"\s*[\[(]\s*[\])]\Z", "", text)
    return with_address(text, walk.addresses)


class _Walk:
    """One walk over a tree: text is gathered until a block begins or ends."""

    def __init__(self, linked: LinkedNotes, *, in_note: bool = False, keep_links: bool = False) -> None:
        self.linked = linked
        self.in_note = in_note
        self.keep_links = keep_links
        self.addresses: list[str] = []
        self.pieces: list[Inline] = []
        self.seen_title = False
        self.breaks = 0
        self.bold = 0
        self.plain = False
        self.related = False
        self.item_numbers: dict[etree._Element, str] = {}
        self.last_numbers: dict[etree._Element, int] = {}

    def blocks(self, root: etree._Element) -> Iterator[Block]:
        """The blocks below an element in document order, empty ones left out."""
        from lxml import etree  # see parse_html

        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if not isinstance(element.tag, str):
                continue
            if event == "start":
                if self._starts_block(element):
                    yield from self._flush(element.getparent())
                if self._is_skipped(element):
                    walker.skip_subtree()
                    continue
                self._open(element)
                if element.tag == "br" and self.breaks == 2:  # an empty line between two paragraphs
                    yield from self._flush(element.getparent())
            else:
                self._close(element)
                if element.tag in _BLOCKS:
                    yield from self._flush(element)
                if element is not root and element.tail:
                    self._text(element.tail, element.getparent())
        yield from self._flush(root)

    def _starts_block(self, element: etree._Element) -> bool:
        return element.tag in _BLOCKS

    def _is_skipped(self, element: etree._Element) -> bool:
        if element in self.linked.back_links:
            return True
        if element in self.linked.references and not self.in_note:
            self.pieces.append(Ref(self.linked.references[element]))
            return True
        if element.tag in ("ul", "ol", "p", "div", "center", "td", "table") and not (
            self.keep_links or self.related or self.in_note
        ):
            return is_mostly_links(element) and not self._matters(element)
        return False

    def _matters(self, element: etree._Element) -> bool:
        """Links that are text: references, running text, or a title that links to itself."""
        if any(inner in self.linked.references for inner in element.iter("a")):
            return True
        if any(True for _h in element.iter(*_HEADINGS)):
            return True
        text = text_of(element).strip()
        return (element.tag == "p" and (len(text) > 100 or bool(re.search(r"\d{4}", text)))) or bool(
            RELATED_HEADING.match(text)
        )

    def _open(self, element: etree._Element) -> None:
        if element.tag == "br":
            self.breaks += 1
            self.pieces.append(" ")
        elif element.tag == "q":
            self.pieces.append("„")
        elif element.tag in ("b", "strong"):
            self.bold += 1
        elif element.tag == "li":
            self._count(element)
        elif element.tag == "a" and self.in_note:
            self._note_address(element)
        if element.text:
            self._text(element.text, element)

    def _close(self, element: etree._Element) -> None:
        if element.tag == "q":
            self.pieces.append("“")
        elif element.tag in ("b", "strong"):
            self.bold -= 1

    def _count(self, item: etree._Element) -> None:
        """Remember the number that an ordered list prints before an item."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return
        start, value = parent.get("start") or "1", item.get("value") or ""
        last = self.last_numbers.get(parent, int(start) - 1 if start.isdigit() else 0)
        self.last_numbers[parent] = int(value) if value.isdigit() else last + 1
        self.item_numbers[item] = str(self.last_numbers[parent])

    def _note_address(self, anchor: etree._Element) -> None:
        self.addresses.append(anchor.get("href") or "")

    def _text(self, text: str, parent: etree._Element | None) -> None:
        if text.strip():
            self.breaks = 0
            self.plain = self.plain or not self.bold
        if parent is not None and text.strip().isdigit() and len(text.strip()) <= 4 and _is_raised(parent):
            text = text.strip().translate(_SUPERSCRIPTS)
        self.pieces.append(text)

    def _flush(self, element: etree._Element | None) -> Iterator[Block]:
        pieces, is_bold = _without_brackets(self.pieces), not self.plain
        self.pieces, self.breaks, self.plain = [], 0, False
        if not any(isinstance(piece, Ref) or piece.strip() for piece in pieces):
            return
        kind, number = self._kind(element)
        block = make_block(kind, pieces, number=number)
        if not block.text:
            return
        if kind == "title":
            self.seen_title = True
        elif kind == "paragraph" and is_bold and _is_heading_in_bold(block):
            block = Block("heading", block.text)
        if RELATED_HEADING.match(block.text):
            self.related = True
            block = Block("heading", block.text)
        yield block

    def _kind(self, element: etree._Element | None) -> tuple[str, str | None]:
        """(kind, printed number) of the text inside ``element``."""
        at = element
        while at is not None and isinstance(at.tag, str):
            if at.tag in _HEADINGS:
                return ("title" if at.tag == "h1" and not self.seen_title else "heading"), None
            if at.tag == "li":
                return "list_item", self.item_numbers.get(at)
            if at.tag == "blockquote":
                return "blockquote", None
            if at.tag in ("article", "main", "body", "td"):
                break
            at = at.getparent()
        return "paragraph", None


def _without_brackets(pieces: list[Inline]) -> list[Inline]:
    """``[`` Ref ``]`` → Ref: the brackets around a linked number belong to it."""
    result = list(pieces)
    for index, piece in enumerate(result):
        if not isinstance(piece, Ref) or not 0 < index < len(result) - 1:
            continue
        before, after = result[index - 1], result[index + 1]
        if (
            isinstance(before, str)
            and isinstance(after, str)
            and before.rstrip()[-1:] in ("[", "(")
            and after.lstrip()[:1] in ("]", ")")
        ):
            result[index - 1] = before.rstrip()[:-1]
            result[index + 1] = after.lstrip()[1:]
    return result


def _is_raised(element: etree._Element) -> bool:
    at: etree._Element | None = element
    for _level in range(3):
        if at is None or at.tag in _BLOCKS:
            return False
        if at.tag == "sup" or "vertical-align:super" in (at.get("style") or "").replace(" ", ""):
            return True
        at = at.getparent()
    return False


def _is_heading_in_bold(block: Block) -> bool:
    """A short paragraph that is bold as a whole is a heading in all but markup."""
    return not block.refs and len(block.text) <= 90 and not block.text.endswith((".", "!", "?", ":", ",", ";"))
