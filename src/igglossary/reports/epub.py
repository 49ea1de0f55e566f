"""EPUB 2 and 3: the chapters in reading order as one page."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from igglossary.errors import InputError
from igglossary.messages import _
from igglossary.reports.archive import Archive
from igglossary.reports.decoding import decode_markup
from igglossary.reports.trees import legal, local_name
from igglossary.reports.web import draft_from_tree, parse_html

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
    return draft_from_tree(_joined(archive, pages), "epub", title=title)


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


def _joined(archive: Archive, pages: list[str]) -> etree._Element:
    """One tree of all pages; ids and links get the page's number so that they stay apart."""
    from lxml import etree  # 20 ms that the other formats do not need

    numbers = {name: number for number, name in enumerate(pages)}
    root = etree.Element("html")
    body = etree.SubElement(root, "body")
    for name, number in numbers.items():
        tree = parse_html(
            decode_markup(archive.read(name), where=archive.where).text, where=f"{archive.where} ({name})"
        )
        for element in tree.iter("*"):
            for attribute in ("id", "name"):
                if element.get(attribute):
                    element.set(attribute, legal(f"p{number}-{element.get(attribute)}"))
            target = element.get("href") if element.tag == "a" else None
            if target and "#" in target and "://" not in target:
                path, _hash, fragment = target.partition("#")
                page = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(path))) if path else name
                element.set("href", legal(f"#p{numbers.get(page, number)}-{unquote(fragment)}"))
        for child in list(next(tree.iter("body"), tree)):
            body.append(child)
    return root
