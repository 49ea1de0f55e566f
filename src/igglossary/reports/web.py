"""Web pages: saved pages, exports of content management systems and of Word, and the chapters of an EPUB."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from igglossary.errors import Problem
from igglossary.messages import _
from igglossary.model import LeftOut
from igglossary.reports.blocks import Block, Draft, Note
from igglossary.reports.decoding import decode_markup
from igglossary.reports.front_matter import split_front_matter
from igglossary.reports.typed_notes import RELATED_HEADING
from igglossary.reports.web_blocks import BlockBuilder
from igglossary.reports.web_clutter import PageText, find_clutter, link_lists, main_content, merged
from igglossary.reports.web_lines import without_furniture
from igglossary.reports.web_notes import find_linked_notes
from igglossary.reports.web_tree import parse_html
from igglossary.text.normalise import canonical

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igglossary.reports.web_clutter import Clutter
    from igglossary.reports.web_tree import Node, Page

_TITLE_SUFFIX = re.compile(r"\s+[|–—·»]\s+[^|–—·»]{2,60}\Z")
_NO_TITLE = re.compile(
    r"(?:untitled|unbenannt|ohne titel|dokument|document|index|home|start)\b.{0,20}|.*\.(?:html?|docx?|pdf)|"
    r"Microsoft Word .*",
    re.IGNORECASE,
)
_HEADING_AT_TOP = 3  # blocks among which a heading is the title of a page without h1


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
    covered = merged((note.begin, note.end) for note in linked.notes)
    text = PageText(page, covered, [reference.start for reference in linked.references])
    clutter, related = find_clutter(text)
    content = main_content(text)
    clutter += link_lists(text, covered) if has_menus else []
    builder = BlockBuilder(page, linked, [*covered, *linked.repeated, *((c.start, c.end) for c in clutter)])
    outside = [(related_to.open, related_to.close) for related_to in related]
    blocks = builder.blocks(content.open, content.close, outside)
    if titles_are_sections:
        blocks = _with_sections(blocks, given_title or "")
    blocks, left_out = without_furniture(blocks) if has_furniture else (blocks, [])
    blocks = _with_title(blocks, builder, content, page, given_title)
    if not any(RELATED_HEADING.match(block.text) for block in blocks):
        for element in [*related, *_related_outside(page, content)]:
            blocks.extend(builder.blocks(element.open, element.close))
    draft = Draft(
        kind,
        blocks,
        [Note(note.key, builder.note_text(note)) for note in linked.notes],
        title=given_title or _page_title(page),
    )
    draft.left_out = [*_words(page, clutter), *_around(page, content, clutter, related, covered), *left_out]
    draft.names = {note.key: note.label for note in linked.notes if note.label not in ("", note.key)}
    return draft


def _words(page: Page, clutter: Sequence[Clutter]) -> list[LeftOut]:
    """What is left out of what a reader sees."""
    texts = ((c.reason, canonical(page.text(c.start, c.end))) for c in clutter if c.reason != "hidden")
    return [LeftOut(reason, text) for reason, text in texts if text]


def _around(
    page: Page,
    content: Node,
    clutter: Sequence[Clutter],
    related: Sequence[Node],
    covered: Sequence[tuple[int, int]],
) -> list[LeftOut]:
    """The blocks outside the element that holds the report."""
    known = merged([*covered, *((c.start, c.end) for c in clutter), *((n.open, n.close) for n in related)])
    outer = [(0, content.open), (content.close, len(page.pieces))]
    found: list[LeftOut] = []
    for start, end in outer:
        at = start
        for begin, stop in [*(r for r in known if r[0] < end and r[1] > start), (end, end)]:
            words = canonical(page.text(at, max(at, min(begin, end))))
            if words:
                found.append(LeftOut("navigation", words))
            at = max(at, stop)
    return found


def _with_sections(blocks: list[Block], title: str) -> list[Block]:
    """The blocks with every ``h1`` as a section, but for one that repeats the title."""
    result: list[Block] = []
    for block in blocks:
        is_title = block.kind == "title"
        kind = "title" if is_title and _same(block.text, title) else "heading" if is_title else block.kind
        result.append(Block(kind, block.text, block.refs, block.number, block.is_certain))
    return result


def _with_title(
    blocks: list[Block], builder: BlockBuilder, content: Node, page: Page, given: str | None
) -> list[Block]:
    """The title: an h1 of the content or of the page, the given one, a heading at the top, or what ``<title>`` says."""
    kinds = [block.kind for block in blocks]
    if "title" in kinds:
        return blocks
    outer = [n for n in page.nodes if n.tag == "h1" and not (content.open <= n.open and n.close <= content.close)]
    found = [block for node in outer[-1:] for block in builder.blocks(node.open, node.close)] if not given else []
    if found:
        return [Block("title", found[0].text, found[0].refs), *blocks]
    if given:
        return [Block("title", given), *blocks]
    if "heading" in kinds[:_HEADING_AT_TOP] and not any(len(b.text) > 200 for b in blocks[: kinds.index("heading")]):
        at = kinds.index("heading")
        blocks[at] = Block("title", blocks[at].text, blocks[at].refs)
        return blocks
    title = _page_title(page)
    if title is None or not blocks:
        return blocks
    same = next((i for i, block in enumerate(blocks[:_HEADING_AT_TOP]) if _same(block.text, title)), None)
    if same is None:
        return [Block("title", title), *blocks]
    blocks[same] = Block("title", blocks[same].text, blocks[same].refs)
    return blocks


def _page_title(page: Page) -> str | None:
    title = _TITLE_SUFFIX.sub("", canonical(page.title or ""))
    return title if title and not _NO_TITLE.fullmatch(title) else None


def _same(one: str, other: str) -> bool:
    return re.sub(r"\W+", "", one).casefold() == re.sub(r"\W+", "", other).casefold()


def _related_outside(page: Page, content: Node) -> list[Node]:
    """Elements outside the content that begin with "Mehr zum Thema"."""
    for node in page.nodes:
        if node.tag not in ("h2", "h3", "h4", "h5", "h6", "strong", "p", "div") or node.close - node.open > 8:
            continue
        if content.open <= node.open and node.close <= content.close:
            continue
        if RELATED_HEADING.match(canonical(page.text(node.open, node.close))) and node.parent is not None:
            return [node.parent] if node.parent.tag not in ("body", "html") else []
    return []
