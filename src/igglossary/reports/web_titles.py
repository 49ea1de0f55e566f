"""What a web page or a text is called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from igglossary.reports.blocks import Block
from igglossary.text.normalise import canonical

if TYPE_CHECKING:
    from collections.abc import Sequence

_SITE_NAME = re.compile(r"(?<!\s)\s+[|–—·»]\s+[^|–—·»]{2,60}\Z")
_NO_TITLE = re.compile(
    r"(?:untitled|unbenannt\w*|ohne titel|dokument|document|index|home|start)\b.{0,20}|.*\.(?:html?|docx?|pdf)|"
    r"Microsoft Word .*",
    re.IGNORECASE,
)
_AT_TOP = 3  # blocks among which a heading is the title of a page without h1
_LONG_PARAGRAPH = 200


def page_title(text: str | None) -> str | None:
    """What ``<title>`` says without the name of the site; None if it says nothing, as programs write it."""
    title = _SITE_NAME.sub("", canonical(text or ""))
    return title if title and not _NO_TITLE.fullmatch(title) else None


def with_sections(blocks: Sequence[Block], title: str) -> list[Block]:
    """The blocks with every ``h1`` as a section, but for one that repeats the title."""
    result: list[Block] = []
    for block in blocks:
        is_title = block.kind == "title"
        kind = "title" if is_title and _is_same(block.text, title) else "heading" if is_title else block.kind
        result.append(Block(kind, block.text, block.refs, block.number, block.is_certain))
    return result


def with_title(blocks: list[Block], outer: Sequence[Block], given: str | None, page: str | None) -> list[Block]:
    """The blocks, the title among them.

    It is, in this order, an ``h1`` of the content, the given one, an ``h1`` of the page around it (``outer``), a
    heading at the top, or what the page's ``<title>`` says.
    """
    if any(block.kind == "title" for block in blocks):
        return blocks
    if given:
        return [Block("title", given), *blocks]
    if outer:
        return [Block("title", outer[0].text, outer[0].refs), *blocks]
    at = _heading_at_top(blocks)
    if at is None and page and blocks:
        at = _place_of(page, blocks)
        if at is None:
            return [Block("title", page), *blocks]
    if at is not None:
        blocks[at] = Block("title", blocks[at].text, blocks[at].refs)
    return blocks


def _place_of(title: str, blocks: Sequence[Block]) -> int | None:
    """Where a title stands at the top."""
    return next((i for i, block in enumerate(blocks[:_AT_TOP]) if _is_same(block.text, title)), None)


def _heading_at_top(blocks: Sequence[Block]) -> int | None:
    for at, block in enumerate(blocks[:_AT_TOP]):
        if block.kind == "heading":
            return at
        if len(block.text) > _LONG_PARAGRAPH:
            return None
    return None


def _is_same(one: str, other: str) -> bool:
    return re.sub(r"\W+", "", one).casefold() == re.sub(r"\W+", "", other).casefold()
