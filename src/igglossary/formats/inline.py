"""Inline codes of a segment: taken out of the text on reading, put back on writing."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from igglossary.errors import InputError
from igglossary.formats.json_text import read_json
from igglossary.formats.markup import count_illegal, escape_text, replace_illegal, start_tag
from igglossary.formats.xml import MAX_DEPTH, safe_expat, too_deep
from igglossary.messages import _
from igglossary.model import InlineCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igglossary.formats.report import Tally
    from igglossary.model import Properties

NATIVE: Final = frozenset({"bpt", "ept", "it", "ph", "ut"})
"""TMX 1.4b §3.3: elements whose content is code. ``hi`` and every unknown element enclose text."""
_REQUIRED: Final = {"bpt": {"i"}, "ept": {"i"}, "it": {"pos"}}
_ALLOWED: Final = {
    "bpt": {"i", "x", "type"},
    "ept": {"i"},
    "it": {"pos", "x", "type"},
    "ph": {"x", "assoc", "type"},
    "ut": {"x"},
    "hi": {"x", "type"},
    "sub": {"datatype", "type"},
}
_CHILDREN: Final = {kind: {"sub"} for kind in NATIVE} | {
    "sub": {"bpt", "ept", "it", "ph", "hi", "ut"},
    "hi": {"bpt", "ept", "it", "ph", "hi", "ut"},
}


class InlineReader:
    """Takes the parser's events inside one segment; ``text`` and ``codes`` are complete after its end."""

    def __init__(self, parts: list[str], where: str = "") -> None:
        """``parts`` is the text that was read before the first element, ``where`` the place for messages."""
        self._where = where
        self._parts = parts
        self._length = sum(map(len, parts))
        self._codes: list[list[object]] = []
        self._open: list[int] = []
        self._native = 0
        self._content: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins.

        Raises:
            UnsafeInputError: the elements are nested too deeply.
        """
        if self._native:
            self._native += 1
            self._content.append(start_tag(name, attributes.items()))
        else:
            self._codes.append([self._length, name, tuple(attributes.items()), "", None, 0])
            if name in NATIVE:
                self._native = 1
                self._content = []
            else:
                self._open.append(len(self._codes) - 1)
        if self._native + len(self._open) > MAX_DEPTH:
            raise too_deep(self._where)

    def end(self, name: str) -> bool:
        """An element ends; True if it was the segment itself."""
        if self._native:
            self._native -= 1
            if self._native:
                self._content.append(f"</{name}>")
            else:
                self._codes[-1][3] = "".join(self._content)
        elif self._open:
            index = self._open.pop()
            self._codes[index][4] = self._length
            self._codes[index][5] = len(self._codes) - 1 - index
        else:
            return True
        return False

    def data(self, text: str) -> None:
        """Character data, text or code."""
        if self._native:
            self._content.append(escape_text(text))
        else:
            self._parts.append(text)
            self._length += len(text)

    @property
    def text(self) -> str:
        """What has been read outside native codes."""
        return "".join(self._parts)

    @property
    def codes(self) -> tuple[InlineCode, ...]:
        """The elements in document order."""
        return tuple(InlineCode(*code) for code in self._codes)  # type: ignore[arg-type]  # rows are built above in order


def segment_markup(text: str, codes: Sequence[InlineCode], tally: Tally) -> tuple[str, list[str]]:
    """The content of ``seg`` as TMX 1.4 allows it, and JSON remarks on codes that it does not allow as they are.

    A code of a kind, attribute or content that the DTD does not know stands there as a plain ``ph`` or ``hi``; its
    remark, a value for the property ``x-igglossary-code``, gives it back on reading (``restore_codes``).
    """
    count_illegal(text, tally)
    if not codes:
        return escape_text(text), []
    out: list[str] = []
    remarks: list[str] = []
    stack: list[tuple[int, int]] = []  # (end in the text, number of the last code inside) of open elements
    at = 0

    def write_text_to(end: int) -> None:
        nonlocal at
        out.append(escape_text(text[at:end]))
        at = max(at, end)

    for number, code in enumerate(codes):
        while stack and stack[-1][1] < number:
            write_text_to(stack.pop()[0])
            out.append("</hi>")
        limit = stack[-1][0] if stack else len(text)
        position = _clamp(code.position, at, limit, tally)
        write_text_to(position)
        markup, remark = _code_markup(number, code, tally)
        out.append(markup)
        remarks += remark
        if code.end is not None:
            last = min(number + max(0, code.encloses), stack[-1][1] if stack else len(codes) - 1)
            stack.append((_clamp(code.end, position, limit, tally), last))
    while stack:
        write_text_to(stack.pop()[0])
        out.append("</hi>")
    write_text_to(len(text))
    return "".join(out), remarks


def _clamp(position: int, low: int, high: int, tally: Tally) -> int:
    inside = max(low, min(position, high))
    tally.drop(_("places of inline codes that contradict each other, moved"), int(inside != position))
    return inside


def _code_markup(number: int, code: InlineCode, tally: Tally) -> tuple[str, list[str]]:
    """The start tag of an enclosing code or the whole of another one, and its remark if it needs one."""
    encloses = code.end is not None
    is_legal_tag = is_legal_code(code.kind, code.attributes) and encloses == (code.kind == "hi")
    is_legal_content = not code.content if encloses else is_canonical(code.content)
    is_legal = is_legal_tag and is_legal_content
    remark = [] if is_legal else [_remark(number, code, with_content=not is_legal_content)]
    attributes = code.attributes if is_legal_tag else ()
    for _name, value in attributes:
        count_illegal(value, tally)
    if encloses:
        return start_tag("hi", attributes), remark
    kind = code.kind if is_legal_tag else "ph"
    count_illegal(code.content, tally)
    content = replace_illegal(code.content) if is_legal_content else escape_text(code.content)
    return f"{start_tag(kind, attributes)}{content}</{kind}>", remark


def _remark(number: int, code: InlineCode, *, with_content: bool) -> str:
    """What a code was before it was made legal."""
    facts: dict[str, object] = {"code": number, "kind": code.kind, "attributes": code.attributes}
    if with_content:
        facts["content"] = code.content
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"))


def is_legal_code(kind: str, attributes: Properties) -> bool:
    """True if the DTD of TMX 1.4 knows the element with these attributes."""
    names = [name for name, _value in attributes]
    allowed = _ALLOWED.get(kind)
    if allowed is None or len(set(names)) < len(names) or not allowed.issuperset(names):
        return False
    if not _REQUIRED.get(kind, set()).issubset(names):
        return False
    return kind != "it" or dict(attributes)["pos"] in ("begin", "end")


def restore_codes(codes: tuple[InlineCode, ...], remarks: Sequence[str]) -> tuple[InlineCode, ...] | None:
    """The codes as they were before ``segment_markup`` made them legal; None if a remark fits no code."""
    result = list(codes)
    for remark in remarks:
        try:
            facts = read_json(remark)
            number = facts["code"]
            code = result[number]
            attributes = tuple((str(name), str(value)) for name, value in facts["attributes"])
            content = str(facts.get("content", code.content))
            result[number] = InlineCode(code.position, str(facts["kind"]), attributes, content, code.end, code.encloses)
        except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
            return None
    return tuple(result)


@lru_cache(maxsize=4096)
def is_canonical(content: str) -> bool:
    """True if the content of a native code is legal in TMX 1.4 and comes back from a parser as the same string."""
    if not ("<" in content or "&" in content or ">" in content or "\r" in content):
        return True
    reader = InlineReader([])
    reader.start("ph", {})
    parser = safe_expat(where="")
    parents = ["ph"]
    legal = True

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal legal
        if name != "igglossary":
            legal = legal and name in _CHILDREN.get(parents[-1], ()) and is_legal_code(name, tuple(attributes.items()))
            parents.append(name)
            reader.start(name, attributes)

    def end(name: str) -> None:
        if name != "igglossary":
            parents.pop()
            reader.end(name)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = reader.data
    try:
        parser.Parse(f"<igglossary>{replace_illegal(content)}</igglossary>".encode(), True)
    except (expat.ExpatError, InputError):
        return False
    reader.end("ph")
    return legal and reader.codes[0].content == replace_illegal(content)
