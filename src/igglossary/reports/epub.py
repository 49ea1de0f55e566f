"""EPUB 2 and 3: the chapters in reading order as one page."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from igglossary.errors import InputError
from igglossary.messages import _
from igglossary.reports.archive import Archive
from igglossary.reports.decoding import decode_markup
from igglossary.reports.trees import local_name
from igglossary.reports.web import draft_from_page
from igglossary.reports.web_tree import Page, parse_html

if TYPE_CHECKING:
    from lxml import etree

    from igglossary.reports.blocks import Draft

_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")


def read_epub(data: bytes, *, where: str) -> Draft:
    """Read a book; navigation pages are left out, links between chapters are followed for notes.

    Raises:
        InputError: damaged, or protected against copying.
        UnsafeInputError: a compression bomb, or markup that is nested too deeply.
    """
    archive = Archive(data, where=where)
    if archive.has("META-INF/encryption.xml") and b"EncryptedData" in archive.read("META-INF/encryption.xml"):
        raise InputError(_("the book is protected against copying."), where=where)
    package_name = _package_name(archive)
    package = archive.tree(package_name)
    title = next((element.text for element in package.iter() if local_name(element) == "title" and element.text), None)
    names = _reading_order(package, posixpath.dirname(package_name))
    pages = [name for name in names if archive.has(name)]
    if not pages:
        raise InputError(_("the book has no pages."), where=where)
    page = _joined(archive, pages)
    page.title = title
    return draft_from_page(page, "epub", has_furniture=False)


def _package_name(archive: Archive) -> str:
    container = archive.tree("META-INF/container.xml")
    for element in container.iter():
        path = element.get("full-path") if local_name(element) == "rootfile" else None
        if path and archive.has(path):
            return path
    raise InputError(_("the book has no pages."), where=archive.where)


def _reading_order(package: etree._Element, folder: str) -> list[str]:
    """The names of the pages in the order of the spine, the navigation left out."""
    items = {element.get("id"): element for element in package.iter() if local_name(element) == "item"}
    order: list[str] = []
    for reference in package.iter():
        item = items.get(reference.get("idref")) if local_name(reference) == "itemref" else None
        if item is None or item.get("media-type") not in _PAGES or "nav" in (item.get("properties") or "").split():
            continue
        order.append(posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or ""))))
    return list(dict.fromkeys(order))


def _joined(archive: Archive, pages: list[str]) -> Page:
    """All pages as one; ids and links get the number of their page so that they stay apart."""
    numbers = {name: number for number, name in enumerate(pages)}
    joined = Page()
    for name, number in numbers.items():
        text = decode_markup(archive.read(name), where=archive.where).text
        parse_html(text, where=f"{archive.where} ({name})", page=joined, addresses=_Addresses(name, number, numbers))
    joined.title = None
    return joined


class _Addresses:
    """Ids and links of one page of a book, as they are in the joined page."""

    def __init__(self, name: str, number: int, numbers: dict[str, int]) -> None:
        self.name, self.number, self.numbers = name, number, numbers

    def identifier(self, value: str) -> str:
        return f"p{self.number}-{value}"

    def link(self, target: str) -> str:
        if "#" not in target or "://" in target:
            return target
        path, _hash, fragment = target.partition("#")
        page = posixpath.normpath(posixpath.join(posixpath.dirname(self.name), unquote(path))) if path else self.name
        return f"#p{self.numbers.get(page, self.number)}-{fragment}"
