"""A web page as a browser sees it, and its text as one line of pieces in which every element is a range.

The tree is built by the algorithm of the HTML standard: what `<font><p>`, a missing end tag or a link in a link mean is
decided there, not here. Notes, markers and clutter are ranges of pieces, so two notes in one paragraph are ordinary.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from igglossary.errors import InputError
from igglossary.messages import _
from igglossary.text.word_lists import word_set

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BLOCK_TAGS = word_set(
    """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre search section summary table tbody td
    tfoot th thead tr ul
    """
)
HEADING_TAGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_NEVER_TEXT = word_set(
    """
    script style noscript template svg math iframe object embed applet button select input textarea canvas audio video
    map head title link meta base picture source track param datalist optgroup option progress meter frameset noframes
    """
)
_ATTRIBUTES = (
    "href", "id", "name", "class", "role", "style", "align", "hidden", "aria-hidden", "start", "value", "epub:type",
    "data-note", "data-ref",
)  # fmt: skip
_HEADING_KINDS = ("h1", "heading")
_LONGEST_HEADING = 300  # code points
_STARTS_PARAGRAPH = frozenset(("article", "main", "body", "td", "th"))
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_CALLED = re.compile(r"[\"']#?([A-Za-z][\w:.-]{2,80})[\"']")  # the place that a script is told to show
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_ALIGNED = re.compile(r"text-align\s*:", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_RAISED = re.compile(r"vertical-align\s*:\s*(?:super|text-top)", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]{1,6}\Z")
_EMPTY_LINE = re.compile(r"\n[ \t]*\n\s*")


class Place(NamedTuple):
    """What the elements around a place say about its text."""

    kind: str = "paragraph"
    number: str | None = None
    is_raised: bool = False
    is_bold: bool = False
    is_link: bool = False
    is_hidden: bool = False
    is_preformatted: bool = False
    is_navigation: bool = False
    is_heading: bool = False
    is_centred: bool = False


@dataclass(slots=True, eq=False)
class Node:
    """An element: the pieces ``open`` to ``close`` (half-open) are its text. ``order`` counts in document order."""

    tag: str
    attributes: dict[str, str]
    parent: Node | None = field(repr=False)
    order: int
    place: Place
    open: int = 0
    close: int = 0
    count: int = 0
    """The number of the last item, of an ordered list."""

    def get(self, name: str) -> str:
        """An attribute, "" if it is not there."""
        return self.attributes.get(name, "")

    def ancestors(self) -> Iterator[Node]:
        """The elements around this one, innermost first."""
        at = self.parent
        while at is not None:
            yield at
            at = at.parent


@dataclass(slots=True)
class Piece:
    """A stretch of text inside one element and one block."""

    text: str
    node: Node
    block: int
    place: Place


@dataclass(slots=True)
class Page:
    """The elements of a page in document order, its text in pieces, and where its blocks and rules (``hr``) are."""

    nodes: list[Node] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    """The first piece of every block."""
    rules: list[int] = field(default_factory=list)
    title: str | None = None
    _letters: list[int] | None = None
    _link_letters: list[int] | None = None

    def text(self, start: int, end: int) -> str:
        """The text of a range, a space between blocks."""
        parts: list[str] = []
        for index in range(start, end):
            if index > start and self.pieces[index].block != self.pieces[index - 1].block:
                parts.append(" ")
            parts.append(self.pieces[index].text)
        return "".join(parts)

    def block_range(self, piece: int) -> tuple[int, int]:
        """The pieces of the block that a piece belongs to."""
        block = self.pieces[piece].block
        end = self.starts[block + 1] if block + 1 < len(self.starts) else len(self.pieces)
        return self.starts[block], end

    def block_at(self, piece: int) -> int:
        """The number of the block in which a piece is, or the last one before the end."""
        return max(0, bisect_right(self.starts, piece) - 1)

    def letters(self, node: Node) -> int:
        """Letters and digits in an element; what stands between links (``Home | Archiv``) does not count."""
        if self._letters is None:
            self._letters = self._sums(lambda _piece: True)
        return self._letters[node.close] - self._letters[node.open]

    def link_letters(self, node: Node) -> int:
        """Letters and digits of an element that are inside links."""
        if self._link_letters is None:
            self._link_letters = self._sums(lambda piece: piece.place.is_link)
        return self._link_letters[node.close] - self._link_letters[node.open]

    def _sums(self, counts: Callable[[Piece], bool]) -> list[int]:
        return list(accumulate((sum(map(str.isalnum, p.text)) if counts(p) else 0 for p in self.pieces), initial=0))


class Addresses(Protocol):
    """Renames ids and the targets of links, for pages that are joined."""

    def identifier(self, value: str) -> str:
        """What an ``id`` or ``name`` becomes."""

    def link(self, target: str) -> str:
        """What an ``href`` becomes."""


def parse_html(text: str, *, where: str, page: Page | None = None, addresses: Addresses | None = None) -> Page:
    """Read a page; nothing outside is loaded, scripts are text that nobody runs.

    Args:
        text: The whole page.
        where: The file, for errors.
        page: Add to this page instead of making a new one (the chapters of a book).
        addresses: Renames ids and links.

    Raises:
        InputError: there is no element in it.
    """
    import turbohtml  # a C extension that the other formats do not need

    source = _XML_DECLARATION.sub("", text.replace("\x00", "").replace("\r\n", "\n"))
    root = turbohtml.parse(source, positions=False).root
    if root is None:
        raise InputError(_("this is no web page."), where=where)
    page = page if page is not None else Page()
    _Walk(page, addresses).walk(root, turbohtml.Element, turbohtml.Text)
    return page


class _Walk:
    """One walk over a tree with a stack of its own: pages are nested as deeply as browsers allow (512)."""

    def __init__(self, page: Page, addresses: Addresses | None) -> None:
        self.page = page
        self.addresses = addresses
        self.is_fresh = True
        self.breaks = 0

    def walk(self, root: Any, element: type[Any], text: type[Any]) -> None:
        """Add everything below ``root`` to the page."""
        top = self._open("html", {}, None)
        stack: list[tuple[Iterator[Any], Node]] = [(iter(root.children), top)]
        while stack:
            children, node = stack[-1]
            child = next(children, None)
            if child is None:
                self._close(node)
                stack.pop()
            elif isinstance(child, text):
                self._text(child.data, node)
            elif isinstance(child, element):
                tag = child.tag
                if tag == "head":
                    self._title(child)
                elif tag not in _NEVER_TEXT:
                    stack.append((iter(child.children), self._open(tag, child.attrs, node)))

    def _title(self, head: Any) -> None:
        found = head.find("title")
        if found is not None and self.page.title is None:
            self.page.title = found.text

    def _open(self, tag: str, attributes: Any, parent: Node | None) -> Node:
        kept = self._attributes(tag, attributes)
        node = Node(tag, kept, parent, len(self.page.nodes), _inside(tag, kept, parent), len(self.page.pieces))
        self.page.nodes.append(node)
        if tag in BLOCK_TAGS:
            self.is_fresh = True
        if tag == "hr":
            self.page.rules.append(len(self.page.pieces))
        elif tag == "br":
            self.breaks += 1
            self._add(" ", node)
            self.is_fresh = self.is_fresh or self.breaks == 2  # an empty line between two paragraphs
        elif tag == "q":
            self._add("„", node)
        return node

    def _attributes(self, tag: str, attributes: Any) -> dict[str, str]:
        """The attributes that are read, by name: a hostile page has a hundred thousand others."""
        found = ((name, attributes.get(name)) for name in _ATTRIBUTES)
        kept = {name: _plain(value) for name, value in found if value is not None}
        if tag == "a" and kept.get("href", "javascript:").startswith("javascript:"):
            called = _CALLED.search(attributes.get("onclick") or "")
            kept["href"] = f"#{called[1]}" if called else ""
        if self.addresses is not None:
            renamed = {name: self.addresses.identifier(kept[name]) for name in ("id", "name") if kept.get(name)}
            kept |= renamed | ({"href": self.addresses.link(kept["href"])} if "href" in kept else {})
        return kept

    def _close(self, node: Node) -> None:
        if node.tag == "q":
            self._add("“", node)
        elif node.open == len(self.page.pieces) and _is_marker(node):
            self._add("", node)  # a marker without a text has a place all the same
        node.close = len(self.page.pieces)
        if node.tag in BLOCK_TAGS:
            self.is_fresh = True
        is_outer = node.parent is None or not node.parent.place.is_heading
        if node.tag in HEADING_TAGS and is_outer and self._length(node) > _LONGEST_HEADING:
            self._end_heading(node)

    def _length(self, node: Node) -> int:
        return sum(len(piece.text) for piece in self.page.pieces[node.open : node.close])

    def _end_heading(self, heading: Node) -> None:
        """A heading that nobody closed holds the rest of the page: only its first block is one."""
        block = self.page.pieces[heading.open].block
        for piece in self.page.pieces[heading.open : heading.close]:
            if piece.block > block and piece.place.kind in _HEADING_KINDS:
                piece.place = piece.place._replace(kind="paragraph", is_heading=False)
        for node in self.page.nodes[heading.order + 1 :]:
            kind = "paragraph" if node.place.kind in _HEADING_KINDS else node.place.kind
            node.place = node.place._replace(kind=kind, is_heading=False)

    def _text(self, text: str, node: Node) -> None:
        parts = _EMPTY_LINE.split(text) if node.place.is_preformatted else [text]
        for number, part in enumerate(parts):
            self.is_fresh = self.is_fresh or number > 0
            if part.strip():
                self.breaks = 0
            elif self.is_fresh:
                continue
            self._add(part, node)

    def _add(self, text: str, node: Node) -> None:
        if self.is_fresh and text != " ":
            self.page.starts.append(len(self.page.pieces))
            self.is_fresh = False
        elif self.is_fresh:
            return
        self.page.pieces.append(Piece(text, node, len(self.page.starts) - 1, node.place))


def _plain(value: Any) -> str:
    """An attribute as a page writes it (a class comes as a list)."""
    return " ".join(value) if isinstance(value, list) else str(value or "")


def _is_marker(node: Node) -> bool:
    return node.tag == "a" and bool(node.get("href") or node.get("data-ref"))


def _inside(tag: str, attributes: dict[str, str], parent: Node | None) -> Place:
    """The place inside an element."""
    outer = parent.place if parent is not None else Place()
    changes: dict[str, Any] = {}
    if tag in BLOCK_TAGS:
        changes["is_raised"] = False
        changes.update(_block_kind(tag, attributes, parent))
        if (centred := _is_centred(tag, attributes)) is not None:
            changes["is_centred"] = centred
    if tag == "a" and attributes.get("href"):
        changes["is_link"] = True
    if _RAISED.search(attributes.get("style", "")):
        changes["is_raised"] = True
    changes.update(_SAID_BY_TAG.get(tag, {}))
    if _is_hidden(attributes):
        changes["is_hidden"] = tag != "body"
    return outer._replace(**changes) if changes else outer


_SAID_BY_TAG: dict[str, dict[str, bool]] = {
    "sup": {"is_raised": True},
    "b": {"is_bold": True},
    "strong": {"is_bold": True},
    "pre": {"is_preformatted": True},
    "nav": {"is_navigation": True},
}


def _is_hidden(attributes: dict[str, str]) -> bool:
    is_said = "hidden" in attributes or attributes.get("aria-hidden") == "true"
    return is_said or bool(_HIDDEN.search(attributes.get("style", "")))


def _is_centred(tag: str, attributes: dict[str, str]) -> bool | None:
    """Whether an element centres its text; None if it does not say."""
    style = attributes.get("style", "")
    if tag in _STARTS_PARAGRAPH or tag in ("table", "li"):
        return False
    if tag == "center" or attributes.get("align", "").lower() == "center" or _CENTRED.search(style):
        return True
    return False if attributes.get("align") or _ALIGNED.search(style) else None


def _block_kind(tag: str, attributes: dict[str, str], parent: Node | None) -> dict[str, Any]:
    if tag in HEADING_TAGS:
        return {"kind": "h1" if tag == "h1" else "heading", "number": None, "is_heading": True}
    if tag == "li":
        return {"kind": "list_item", "number": _item_number(attributes, parent)}
    if tag == "blockquote":
        return {"kind": "blockquote", "number": None}
    if tag in _STARTS_PARAGRAPH:
        return {"kind": "paragraph", "number": None}
    return {}


def _item_number(attributes: dict[str, str], parent: Node | None) -> str | None:
    """The number that an ordered list prints before an item."""
    if parent is None or parent.tag != "ol":
        return None
    start, value = parent.get("start"), attributes.get("value", "")
    if not parent.count and _NUMBER.match(start):
        parent.count = int(start) - 1
    parent.count = int(value) if _NUMBER.match(value) else parent.count + 1
    return str(parent.count)
