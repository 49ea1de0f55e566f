"""Markdown reports (CommonMark with ``[^1]`` footnotes)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from igglossary.reports.blocks import Block, Draft, Inline, Note, Ref, make_block, with_address
from igglossary.reports.decoding import decode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_DEFINITION = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:", re.MULTILINE)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<fields>.*?)\n(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_FRONT_TITLE = re.compile(r"^title\s*:\s*[\"']?(?P<title>.*?)[\"']?\s*$", re.MULTILINE | re.IGNORECASE)
_TAG = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)
_MAX_NESTING = 30  # block quotes in block quotes; a report has two levels


def read_markdown(data: bytes, *, where: str) -> Draft:
    """Read a Markdown file. Notes are numbered in the order of their first reference, as they are printed.

    Raises:
        InputError: it is binary.
    """
    text = decode(data, where=where).text
    front = _FRONT_MATTER.match(text)
    title = None
    if front:
        found = _FRONT_TITLE.search(front["fields"])
        title = found["title"] if found else None
        text = text[front.end() :]
    # The plugin drops notes that nothing refers to; a paragraph of bare references keeps them, and has no text itself.
    labels = "".join(f"[^{label}]" for label in dict.fromkeys(_DEFINITION.findall(text)))
    tokens = _parse(f"{text}\n\n{labels}\n" if labels else text)
    return _Reader(tokens, title).read()


def _parse(text: str) -> Sequence[Token]:
    from markdown_it import MarkdownIt  # 40 ms that the other formats do not need
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING}).enable("table").use(footnote_plugin, inline=True)
    return parser.parse(text)


class _Reader:
    """Walks over the flat token list once."""

    def __init__(self, tokens: Sequence[Token], title: str | None) -> None:
        self.tokens = tokens
        self.draft = Draft("md", [], title=title)
        self.containers: list[str] = []
        self.numbers: list[int | None] = []
        self.heading = ""
        self.addresses: list[str] = []

    def read(self) -> Draft:
        note: list[str] | None = None
        key = ""
        for token in self.tokens:
            kind = token.type
            if kind == "footnote_open":
                key, note, self.addresses = str(int(token.meta["id"]) + 1), [], []
            elif kind == "footnote_close" and note is not None:
                self.draft.notes.append(Note(key, with_address(" ".join(filter(None, note)), self.addresses)))
                note = None
            elif kind in ("inline", "html_block", "code_block", "fence"):
                block = self._block(token)
                if note is not None:
                    note.append(block.text)
                elif block.text:
                    self.draft.blocks.append(block)
            else:
                self._follow(token)
        return self.draft

    def _follow(self, token: Token) -> None:
        if token.type == "heading_open":
            self.heading = token.tag
        elif token.type == "heading_close":
            self.heading = ""
        elif token.type in ("list_item_open", "blockquote_open"):
            self.containers.append(token.type.removesuffix("_open"))
            self.numbers.append(int(token.info) if token.info.isdigit() else None)
        elif token.type in ("list_item_close", "blockquote_close") and self.containers:
            self.containers.pop()
            self.numbers.pop()

    def _block(self, token: Token) -> Block:
        number = str(self.numbers[-1]) if self.numbers and self.numbers[-1] is not None else None
        if self.heading:
            is_first = self.heading == "h1" and not any(b.kind == "title" for b in self.draft.blocks)
            kind = "title" if is_first else "heading"
        else:
            kind = self.containers[-1] if self.containers else "paragraph"
        if token.type == "html_block":
            return make_block(kind, [_TAG.sub(" ", token.content)], number=number)
        pieces = list(self._inlines(token.children or [])) if token.type == "inline" else [token.content]
        block = make_block(kind, pieces, number=number)
        if kind == "paragraph" and _is_bold(token):
            # "**Mehr zum Thema**" alone on a line is a heading in all but markup.
            return Block("heading" if len(block.text) < 90 and not block.refs else kind, block.text, block.refs)
        return block

    def _inlines(self, children: Sequence[Token]) -> list[Inline]:
        pieces: list[Inline] = []
        raised = False
        for child in children:
            if child.type == "footnote_ref":
                pieces.append(Ref(str(int(child.meta["id"]) + 1)))
            elif child.type in ("softbreak", "hardbreak"):
                pieces.append(" ")
            elif child.type == "html_inline":
                raised = child.content.lower().startswith("<sup") or (
                    raised and not child.content.lower().startswith("</sup")
                )
                if child.content.lower().startswith("<br"):
                    pieces.append(" ")
            elif child.type in ("text", "code_inline", "text_special"):
                pieces.append(
                    child.content.translate(_SUPERSCRIPTS) if raised and child.content.isdigit() else child.content
                )
            elif child.type == "link_open":
                self.addresses.append(str(child.attrs.get("href", "")))
        return pieces


_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def _is_bold(token: Token) -> bool:
    children = [c for c in token.children or [] if c.type != "text" or c.content.strip()]
    return (
        len(children) >= 3
        and children[0].type == "strong_open"
        and children[-1].type == "strong_close"
        and (sum(c.type == "strong_open" for c in children) == 1)
    )
