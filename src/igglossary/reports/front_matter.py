"""The front matter of Jekyll, Hugo, Quarto and pandoc, and what their templates leave in a text.

Only the title is of use for a report; a YAML parser would be a dependency for one field. So the block is found by its
fences and the field read by the few ways in which YAML (plain, quoted, folded over lines, block scalars) and TOML write
a string.
"""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

from igglossary.reports.trees import legal

_YAML = re.compile(r"\A\ufeff?\s*---[ \t]*\n(?P<fields>.*?)^(?:---|\.\.\.)[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\A\ufeff?\s*\+\+\+[ \t]*\n(?P<fields>.*?)^\+\+\+[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(r"^(?P<name>[A-Za-z][\w-]*)\s*:(?:[ \t]+(?P<value>.*))?$", re.MULTILINE)
_TOML_TITLE = re.compile(
    r"^title\s*=\s*(?P<quote>\"{3}|'{3}|[\"'])(?P<value>.*?)(?<!\\)(?P=quote)", re.MULTILINE | re.DOTALL | re.IGNORECASE
)
_TOML_TABLE = re.compile(r"^[^\S\n]*\[", re.MULTILINE)
_TITLE_BLOCK = re.compile(r"\A\ufeff?% (?P<title>[^\n]+(?:\n[ \t]+[^\n]+)*)\n(?:%[^\n]*\n(?:[ \t]+[^\n]+\n)*){0,2}")
_BLOCK_SCALAR = re.compile(r"[|>][+-]?\d?[+-]?\s*(?:#.*)?\Z")
_ESCAPE = re.compile(r"\\(?:u(?P<code>[0-9a-fA-F]{4})|(?P<char>.))")
_COMMENT = re.compile(r"(?<!\s)\s+#.*\Z")
_MARKUP = re.compile(r"<[^<>]*>|\*\*|(?<!\w)[*_]|[*_](?!\w)")
_LONGEST = 200_000


class FrontMatter(NamedTuple):
    """What is known of a text before it begins."""

    title: str | None = None


def split_front_matter(text: str) -> tuple[FrontMatter, str]:
    """The front matter of a file and the text behind it; without any, the text as it is.

    A block of YAML ends with the first line that is exactly ``---`` or ``...``; an indented one (in a string) does not
    end it.
    """
    text = text.replace("\r\n", "\n")
    if match := _YAML.match(text, 0, _LONGEST):
        fields = match["fields"]
        if _FIELD.search(fields) or not fields.strip():
            return FrontMatter(_yaml_title(fields)), text[match.end() :]
    if match := _TOML.match(text, 0, _LONGEST):
        head = _TOML_TABLE.split(match["fields"], maxsplit=1)[0]
        found = _TOML_TITLE.search(head)
        title = _plain(_unescaped(found["value"]) if '"' in found["quote"] else found["value"]) if found else None
        return FrontMatter(title), text[match.end() :]
    if match := _TITLE_BLOCK.match(text, 0, _LONGEST):
        return FrontMatter(_plain(match["title"])), text[match.end() :]
    return FrontMatter(), text


def _yaml_title(fields: str) -> str | None:
    for match in _FIELD.finditer(fields):
        if match["name"].lower() == "title":
            return _plain(_yaml_string(match["value"] or "", fields[match.end() :].split("\n")[1:])) or None
    return None


def _yaml_string(first: str, following: list[str]) -> str:
    """A string that begins behind the colon and goes on in the lines that are indented or empty."""
    more: list[str] = []
    for line in following:
        if line.strip() and not line[:1].isspace():
            break
        more.append(line.strip())
    first = first.strip()
    if _BLOCK_SCALAR.match(first):
        return " ".join(more)
    text = " ".join(filter(None, [first, *more]))
    if first[:1] == '"':
        closed = re.match(r'"((?:[^"\\]|\\.)*)"', text)
        return _unescaped(closed[1]) if closed else text[1:]
    if first[:1] == "'":
        closed = re.match(r"'((?:[^']|'')*)'", text)
        return closed[1].replace("''", "'") if closed else text[1:]
    return _COMMENT.sub("", text)


def _unescaped(text: str) -> str:
    def value(match: re.Match[str]) -> str:
        if match["code"]:
            return legal(chr(int(match["code"], 16)))
        return {"n": " ", "t": " ", "r": " "}.get(match["char"], match["char"])

    return _ESCAPE.sub(value, text)


def _plain(text: str) -> str:
    """A title without its markup, on one line."""
    return " ".join(_MARKUP.sub("", unescape(text)).split())
