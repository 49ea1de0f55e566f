"""Web pages: saved pages, exports of content management systems and of Word, and the chapters of an EPUB."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.errors import Problem
from igglossary.messages import _
from igglossary.model import LeftOut
from igglossary.reports.blocks import Draft, Note
from igglossary.reports.decoding import decode_markup
from igglossary.reports.front_matter import split_front_matter
from igglossary.reports.typed_notes import RELATED_HEADING
from igglossary.reports.web_blocks import BlockBuilder
from igglossary.reports.web_clutter import PageText, find_clutter, link_lists, main_content, merged, page_numbers
from igglossary.reports.web_lines import without_furniture
from igglossary.reports.web_notes import find_linked_notes
from igglossary.reports.web_tables import cells_of_data_tables
from igglossary.reports.web_titles import page_title, with_sections, with_title
from igglossary.reports.web_tree import parse_html
from igglossary.text.normalise import canonical

if TYPE_CHECKING:
    from igglossary.reports.blocks import Block
    from igglossary.reports.web_notes import LinkedNotes
    from igglossary.reports.web_tree import Node, Page


_HEADING_LIKE = frozenset(("h2", "h3", "h4", "h5", "h6", "strong", "p", "div"))
_LONGEST_HEADING = 8  # pieces


def read_html(data: bytes, *, where: str) -> Draft:
    """Read a web page; the front matter of a site generator before it says the title.

    Raises:
        InputError: it is binary or no page.
    """
    decoded = decode_markup(data, where=where)
    front, text = split_front_matter(decoded.text)
    page = parse_html(text, where=where)
    draft = draft_from_page(page, "html", given_title=front.title)
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


def draft_from_page(
    page: Page,
    kind: str,
    *,
    given_title: str | None = None,
    titles_are_sections: bool = False,
    has_menus: bool = True,
    has_furniture: bool = True,
) -> Draft:
    """Blocks and notes of a page.

    Args:
        page: The page.
        kind: The kind of the draft.
        given_title: The title that the author gave beside the text; it wins over the page's ``<title>``.
        titles_are_sections: ``h1`` are sections, because the title is given (Markdown).
        has_menus: Lists of links may be menus.
        has_furniture: Lines may be what pages show around a text; False for a text that was written without any.
    """
    linked = find_linked_notes(page)
    content = _Content(page, linked, has_menus=has_menus)
    blocks = content.blocks()
    if titles_are_sections:
        blocks = with_sections(blocks, given_title or "")
    blocks, furniture = without_furniture(blocks) if has_furniture else (blocks, [])
    blocks = with_title(blocks, content.outer_titles(), given_title, page_title(page.title))
    if not any(RELATED_HEADING.match(block.text) for block in blocks):
        blocks += content.related_blocks()
    notes = [Note(note.key, content.builder.note_text(note)) for note in linked.notes]
    draft = Draft(kind, blocks, notes, title=given_title or page_title(page.title))
    draft.left_out = [*content.left_out(), *furniture]
    draft.names = {note.key: note.label for note in linked.notes if note.label not in ("", note.key)}
    return draft


class _Content:
    """The element of a page that holds the report, and what is left out inside and around it."""

    def __init__(self, page: Page, linked: LinkedNotes, *, has_menus: bool) -> None:
        self.page = page
        self.notes = merged((note.begin, note.end) for note in linked.notes)
        text = PageText(page, self.notes, [reference.start for reference in linked.references])
        self.clutter, self.related = find_clutter(text)
        self.element = main_content(text)
        cells = cells_of_data_tables(page)
        self.clutter += page_numbers(text)
        self.clutter += link_lists(text, self.notes, cells) if has_menus else []
        dropped = [*self.notes, *linked.repeated, *((c.start, c.end) for c in self.clutter)]
        self.builder = BlockBuilder(page, linked, dropped, cells)

    def blocks(self) -> list[Block]:
        """The blocks of the report."""
        related = [(element.open, element.close) for element in self.related]
        return self.builder.blocks(self.element.open, self.element.close, related)

    def outer_titles(self) -> list[Block]:
        """The last ``h1`` of the page outside the content."""
        outer = [node for node in self.page.nodes if node.tag == "h1" and not self._holds(node)]
        return [block for node in outer[-1:] for block in self.builder.blocks(node.open, node.close)]

    def related_blocks(self) -> list[Block]:
        """The blocks of "Mehr zum Thema" that stand around the text."""
        elements = [*self.related, *self._related_outside()]
        return [block for element in elements for block in self.builder.blocks(element.open, element.close)]

    def _holds(self, node: Node) -> bool:
        return self.element.open <= node.open and node.close <= self.element.close

    def _related_outside(self) -> list[Node]:
        """Elements outside the content that begin with "Mehr zum Thema"."""
        for node in self.page.nodes:
            if node.tag not in _HEADING_LIKE or node.close - node.open > _LONGEST_HEADING or self._holds(node):
                continue
            if RELATED_HEADING.match(canonical(self.page.text(node.open, node.close))) and node.parent is not None:
                return [node.parent] if node.parent.tag not in ("body", "html") else []
        return []

    def left_out(self) -> list[LeftOut]:
        """What is left out of what a reader of the page sees."""
        texts = ((c.reason, canonical(self.page.text(c.start, c.end))) for c in self.clutter if c.reason != "hidden")
        return [*(LeftOut(reason, text) for reason, text in texts if text), *self._around()]

    def _around(self) -> list[LeftOut]:
        """What stands outside the content and is neither clutter nor a note."""
        ranges = [*self.notes, *((c.start, c.end) for c in self.clutter), *((n.open, n.close) for n in self.related)]
        known = merged([*ranges, (self.element.open, self.element.close), (len(self.page.pieces),) * 2])
        found: list[LeftOut] = []
        at = 0
        for begin, end in known:
            words = canonical(self.page.text(at, max(at, begin)))
            if words:
                found.append(LeftOut("navigation", words))
            at = max(at, end)
        return found
