"""What Qt Linguist writes inside a text: bytes that XML cannot hold, and shorter variants of a translation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igglossary.model import InlineCode, Variant

if TYPE_CHECKING:
    from lxml.etree import _Element

_FIRST: Final = 0xF0000
"""A byte is the private character this much above it while the toolkit, which knows text only, reads the file."""
_LAST: Final = _FIRST + 0xFFFF


def plain_texts(root: _Element, data: bytes) -> tuple[bytes, int]:
    """A file whose texts have no elements inside, and how many shorter variants were left out.

    Each ``<byte value="x7"/>`` is a private character (``variant_of`` is the way back); of several
    ``<lengthvariant>`` the first, which is the longest, is the text.
    """
    from lxml import etree  # loaded already by whoever has made the tree

    bytes_ = [element for element in root.iter("byte") if element.getparent() is not None]
    variants = list(root.iter("lengthvariant"))
    if not bytes_ and not variants:
        return data, 0
    for element in bytes_:
        _replace(element, chr(_FIRST + _value(element.get("value", ""))))
    left_out = 0
    for parent in {element.getparent() for element in variants}:
        if parent is None:
            continue
        texts = [element.text or "" for element in parent.iterchildren("lengthvariant")]
        left_out += len(texts) - 1
        for element in list(parent):
            parent.remove(element)
        parent.text = texts[0]
    return etree.tostring(root, encoding="utf-8", xml_declaration=True), left_out


def variant_of(lang: str, text: str) -> Variant:
    """A text of the toolkit with its bytes as inline codes."""
    if text.isascii() or not any(_FIRST <= ord(character) <= _LAST for character in text):
        return Variant(lang, text)
    parts: list[str] = []
    codes: list[InlineCode] = []
    for character in text:
        if _FIRST <= ord(character) <= _LAST:
            codes.append(InlineCode(len(parts), "byte", (("value", f"x{ord(character) - _FIRST:x}"),)))
        else:
            parts.append(character)
    return Variant(lang, "".join(parts), tuple(codes))


def _value(written: str) -> int:
    """``x7`` and ``7`` are both 7; what is no number is 0."""
    try:
        return int(written[1:], 16) & 0xFFFF if written[:1] == "x" else int(written) & 0xFFFF
    except ValueError:
        return 0


def _replace(element: _Element, text: str) -> None:
    """Put text where an element without content stands."""
    parent, before = element.getparent(), element.getprevious()
    assert parent is not None
    tail = text + (element.tail or "")
    if before is None:
        parent.text = (parent.text or "") + tail
    else:
        before.tail = (before.tail or "") + tail
    element.tail = None
    parent.remove(element)
