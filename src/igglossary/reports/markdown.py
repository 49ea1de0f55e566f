"""Markdown reports (CommonMark, tables, ``[^1]`` footnotes), also as Jekyll, Hugo, Quarto and pandoc take them.

The text is rendered and read as a page, because Markdown may hold any HTML: there is one way to read both. The renderer
says exactly where the notes are.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from html import escape, unescape
from typing import TYPE_CHECKING, Any

from igglossary.model import LeftOut
from igglossary.reports.decoding import decode
from igglossary.reports.front_matter import split_front_matter
from igglossary.reports.pandoc_tables import with_pipe_tables
from igglossary.reports.web import draft_from_page
from igglossary.reports.web_tree import parse_html

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from markdown_it.token import Token

    from igglossary.reports.blocks import Draft

_DEFINITION = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:", re.MULTILINE)
_LABEL = re.compile(r"\[\^([^\]\s]{1,200})\](:?)")
_SAME = "~"  # between a label that is defined more than once and which definition it is
_UNDEFINED = re.compile(r"\[\^([\w:.+/-]{1,80})\]")
_LONGEST_NUMBER = 7  # digits; a longer label is a name
_MAX_NESTING = 30  # block quotes in block quotes; a report has two levels
_TEMPLATES = re.compile(r"\{\{[<%].{0,400}?[%>]\}\}|\{%.{0,400}?%\}|\{\{[^{}\n]{0,200}\}\}", re.DOTALL)
_MODULE_LINES = re.compile(
    r"^(?:import\s[^\n]{1,200}\sfrom\s+['\"][^\n'\"]{1,200}['\"];?|export\s+(?:const|default)\s[^\n]*)$", re.MULTILINE
)
_ATTRIBUTE_LINES = re.compile(r"^[ \t]*(?::{3,}[^\n]*|\{:[^{}\n]*\}|\{[.#][^{}\n]*\})[ \t]*$", re.MULTILINE)
_SPAN = re.compile(r"\[([^\[\]\n]{1,200})\]\{[.#][^{}\n]{0,100}\}")
_ATTRIBUTES = re.compile(
    r"(?<=[)>*_`])\{:?[ \t]?[.#][^{}\n]{0,100}\}|(?<=[^\n])[ \t]\{:?[ \t]?[.#][^{}\n]{0,100}\}(?=[ \t]*$)", re.MULTILINE
)
_SWALLOWING = re.compile(
    r"</?(?:title|textarea|style|xmp|iframe|noembed|noframes|script|plaintext|select)\b", re.IGNORECASE
)
_OPEN_SCRIPT = re.compile(r"<(script|style|textarea|title|iframe|xmp|noembed|noframes)\b", re.IGNORECASE)


def read_markdown(data: bytes, *, where: str) -> Draft:
    """Read a Markdown file.

    Notes keep their own numbers where these are numbers that rise in the order of the first references; else they are
    numbered in that order, as they are printed.

    Raises:
        InputError: it is binary.
    """
    front, text = split_front_matter(decode(data, where=where).text)
    text, left_out = _without_templates(text)
    rendered = _Rendered(text)
    page = parse_html(rendered.html, where=where)
    draft = draft_from_page(
        page,
        "md",
        given_title=front.title,
        titles_are_sections=front.title is not None and not rendered.is_html,
        has_menus=rendered.is_html,
        has_furniture=rendered.is_html,
    )
    draft.names |= rendered.names
    draft.left_out[:0] = [*left_out, *rendered.left_out]
    return draft


def _without_templates(text: str) -> tuple[str, list[LeftOut]]:
    """The text without short codes, imports and attribute lists, which the site's generator would have used up."""
    found = [LeftOut("template", match.group()) for match in _TEMPLATES.finditer(text)]
    found += [LeftOut("template", match.group()) for match in _MODULE_LINES.finditer(text)]
    text = _MODULE_LINES.sub("", _TEMPLATES.sub("", text))
    text = with_pipe_tables(text)
    text = _ATTRIBUTES.sub("", _SPAN.sub(r"\1", _ATTRIBUTE_LINES.sub("", text)))
    return text, found


class _Rendered:
    """A Markdown text as ``html``; ``names`` is what its notes are called, ``left_out`` the code that is no text."""

    def __init__(self, text: str) -> None:
        """Render a text without front matter."""
        from markdown_it import MarkdownIt  # 40 ms that the other formats do not need
        from markdown_it.renderer import RendererHTML
        from mdit_py_plugins.footnote import footnote_plugin

        text = _with_distinct_labels(text)
        parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING, "html": True}).enable("table")
        parser.use(footnote_plugin, inline=True)
        # The plugin drops notes that nothing refers to; a paragraph of bare references keeps them.
        labels = "".join(f"[^{label}]" for label in dict.fromkeys(_DEFINITION.findall(text)))
        env: dict[str, Any] = {}
        tokens = parser.parse(f"{text}\n\n{labels}\n" if labels else text, env)
        unreferenced = _empty_last_paragraph(tokens) if labels else set()
        listed = {n: entry.get("label") or "" for n, entry in env.get("footnotes", {}).get("list", {}).items()}
        self.keys = _keys(listed, unreferenced)
        names = {self.keys[n]: label.partition(_SAME)[0] for n, label in listed.items() if label}
        self.names = {key: name for key, name in names.items() if key != name}
        self.left_out: list[LeftOut] = []
        self.is_html = 2 * sum(len(token.content) for token in tokens if token.type == "html_block") > len(text)
        renderer = RendererHTML()
        rules: dict[str, Any] = renderer.rules  # the parser's add_render_rule would bind them to the renderer
        rules.update(self._rules())
        self.html = str(renderer.render(tokens, parser.options, env))

    def _rules(self) -> dict[str, Callable[..., str]]:
        """What is rendered in another way than markdown-it does."""
        return {
            "footnote_ref": lambda tokens, at, *_rest: f'<a data-ref="{self.keys[tokens[at].meta["id"]]}"></a>',
            "footnote_open": lambda tokens, at, *_rest: f'<div data-note="{self.keys[tokens[at].meta["id"]]}">',
            "footnote_close": lambda *_rest: "</div>",
            "footnote_block_open": lambda *_rest: "",
            "footnote_block_close": lambda *_rest: "",
            "footnote_anchor": lambda *_rest: "",
            "text": lambda tokens, at, *_rest: _UNDEFINED.sub(self._undefined, escape(tokens[at].content)),
            "fence": lambda tokens, at, *_rest: self._code(tokens[at]),
            "html_inline": lambda tokens, at, *_rest: _SWALLOWING.sub("<i", tokens[at].content),
            "html_block": lambda tokens, at, *_rest: _closed(tokens[at].content),
        }

    def _undefined(self, match: re.Match[str]) -> str:
        """A reference to a note that is not there keeps its name, so that it can be reported."""
        name = unescape(match[1])
        key = f"^{name}" if name in self.keys.values() else name
        return f'<a data-ref="{escape(key)}"></a>'

    def _code(self, token: Token) -> str:
        """Code that says its language is no text; other fenced lines are."""
        if token.info.strip():
            self.left_out.append(LeftOut("code", token.content))
            return ""
        return f"<pre>{escape(token.content)}</pre>"


def _with_distinct_labels(text: str) -> str:
    """The text with labels that are defined again (chapters that were joined) told apart.

    A reference means the next definition behind it, else the last one. The same line again is no second definition.
    """
    places: dict[str, list[int]] = defaultdict(list)
    seen: set[str] = set()
    for match in _DEFINITION.finditer(text):
        end = text.find("\n", match.end())
        line = text[match.start() : end if end >= 0 else len(text)].strip()
        if line not in seen:
            places[match[1]].append(match.end())
        seen.add(line)
    if all(len(found) == 1 for found in places.values()):
        return text

    def distinct(match: re.Match[str]) -> str:
        found = places.get(match[1], ())
        number = min(bisect_left(found, match.end()), len(found) - 1) + 1
        return f"[^{match[1]}{_SAME}{number}]{match[2]}" if number > 1 else match[0]

    return _LABEL.sub(distinct, text)


def _empty_last_paragraph(tokens: Sequence[Token]) -> set[int]:
    """Empty the paragraph of bare references; return the notes to which nothing else refers."""
    for token in reversed(tokens[: _notes_start(tokens)]):
        if token.type == "inline" and token.children is not None:
            children, token.children = token.children, []
            return {c.meta["id"] for c in children if c.type == "footnote_ref" and c.meta.get("subId") == 0}
    return set()


def _notes_start(tokens: Sequence[Token]) -> int:
    return next((at for at, token in enumerate(tokens) if token.type == "footnote_block_open"), len(tokens))


def _keys(listed: Mapping[int, str], unreferenced: Collection[int]) -> dict[int, str]:
    """Number of a note in the order of first references, from 0 → its key."""
    if all(map(_is_number, listed.values())):
        numbers = {place: int(label) for place, label in listed.items()}
        order = [number for place, number in numbers.items() if place not in unreferenced]
        if len(set(numbers.values())) == len(numbers) and order == sorted(order):
            return {place: str(number) for place, number in numbers.items()}
    return {place: str(place + 1) for place in listed}


def _is_number(label: str) -> bool:
    return label.isascii() and label.isdigit() and len(label) < _LONGEST_NUMBER


def _closed(html: str) -> str:
    """A block of HTML whose last script or the like has its end; else it would hold the rest of the text."""
    opened = _OPEN_SCRIPT.findall(html)
    return f"{html}</{opened[-1]}>" if opened else html
