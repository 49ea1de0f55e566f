"""What the readers of trees share: the text of an element, its name without the namespace."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree


_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def legal(text: str) -> str:
    """The text without what libxml2 reads from a page (``&#1;``) and lxml does not take back."""
    return _ILLEGAL.sub("", text)


def text_of(element: etree._Element) -> str:
    """All text inside an element in document order, as it stands there."""
    return "".join(str(text) for text in element.itertext())


def local_name(element: etree._Element) -> str:
    """The element's name without its namespace; "" for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
