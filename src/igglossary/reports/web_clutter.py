"""What a web page shows around its text: navigation, banners, teasers, share buttons. It is taken out of the tree."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from igglossary.reports.header import read_place_and_date
from igglossary.reports.trees import legal, text_of
from igglossary.reports.typed_notes import RELATED_HEADING
from igglossary.text.normalise import canonical
from igglossary.text.word_lists import word_set

if TYPE_CHECKING:
    from collections.abc import Collection

    from lxml import etree

_NEVER_TEXT = word_set(
    """
    script style noscript template svg math iframe object embed applet form button select input textarea dialog
    canvas audio video map head link meta base nav menu picture source track param datalist optgroup option
    progress meter frameset noframes
    """
)
_AROUND = frozenset(("aside", "footer", "figure"))
_NAME = re.compile(
    r"(?:^|[-_\s])(?:nav|navi|navbar|navigation|menu|menue|breadcrumbs?|brotkrumen|cookies?|consent|gdpr|dsgvo|banner|share|sharing|shariff|social|"
    r"sidebar|widget|widgets|teasers?|related|recommend\w*|newsletter|subscribe|comments?|kommentare?|respond|reply|pagination|"
    r"pager|tags|tagcloud|toc|inhaltsverzeichnis|skip|skiplinks?|sr-only|visually-hidden|screen-reader-text|visuallyhidden|search|suche|login|footer|"
    r"copyright|imprint|impressum|advert\w*|ads?|anzeige|promo|popup|modal|overlay|print|printonly|toolbar|tools|meta|byline|"
    r"author-box|rating|backtotop|to-top|langswitch|language-switcher|wp-block-button|edit-?section|mw-editsection|noprint|site-header|page-header-bar)(?:[-_\s]|$)",
    re.IGNORECASE,
)
_ROLES = word_set(
    """
    navigation banner complementary contentinfo search dialog alert alertdialog menu menubar toolbar tablist
    """
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_ROOTS = frozenset(("html", "body", "main", "article"))


def remove_clutter(root: etree._Element, references: Collection[etree._Element]) -> list[etree._Element]:
    """Take out what is no text of the report; return removed elements that hold a "Mehr zum Thema" block.

    Nothing that holds a footnote reference or half of the page's running text goes, whatever it is called.
    """
    total = sum(len(_text(p)) for p in root.iter("p", "li", "blockquote")) or 1
    protected = {above for anchor in references for above in anchor.iterancestors()}
    has_article = any(True for _element in root.iter("article", "main"))
    related: list[etree._Element] = []
    for element in list(root.iter("*")):
        if element in protected or element.getparent() is None or element.tag in _ROOTS:
            continue
        certain = element.tag in _NEVER_TEXT
        if not certain and not _is_clutter(element, has_article=has_article):
            continue
        text = _text(element) if not certain or element.tag in ("nav", "form") else ""
        if not certain and _running_text(element) * 2 > total:
            continue
        if element.tag not in ("nav", "form") and not certain and read_place_and_date(text):
            continue
        if RELATED_HEADING.match(_first_words(element)):
            related.append(element)
        _drop(element)
    return related


def main_content(root: etree._Element, references: Collection[etree._Element]) -> etree._Element:
    """The element that holds the report: an article or main with most of the running text and all references."""
    body = next(root.iter("body"), root)
    total = _running_text(body) or 1
    best = body
    for element in body.iter("article", "main", "div", "section", "td"):
        says = f"{element.get('id') or ''} {element.get('class') or ''}".lower()
        is_named = (
            element.tag in ("article", "main")
            or element.get("role") in ("main", "article")
            or bool(
                re.search(
                    r"(?:^|[-_\s])(?:content|inhalt|main|hauptinhalt|article|artikel|entry|post|beitrag|bodytext|mw-parser-output)(?:[-_\s]|$)",
                    says,
                )
            )
        )
        if not is_named or _running_text(element) < 0.6 * total:
            continue
        inside = set(element.iter("*"))
        if all(anchor in inside for anchor in references):
            best = element
    return best


def _is_clutter(element: etree._Element, *, has_article: bool) -> bool:
    if (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or _HIDDEN.search(element.get("style") or "")
    ):
        return element.tag != "body"
    role = element.get("role") or ""
    if role.startswith("doc-") and role not in ("doc-toc", "doc-pagelist"):
        return False
    if role in _ROLES or element.tag in _AROUND:
        return True
    if element.tag == "header":
        return not any(above.tag in ("article", "main") for above in element.iterancestors()) and (
            has_article or not any(True for _h in element.iter("h1"))
        )
    if element.tag in ("h1", "h2", "a", "sup", "span", "p", "li", "td", "tr", "em", "strong"):
        return element.tag in ("span", "a", "p") and bool(
            re.search(
                r"sr-only|screen-reader|visually-?hidden|edit-?section|skip|tooltip(?:\s|$)|popover",
                element.get("class") or "",
            )
        )
    return bool(_NAME.search(element.get("class") or "") or _NAME.search(element.get("id") or ""))


def _text(element: etree._Element) -> str:
    return canonical(text_of(element))


def _first_words(element: etree._Element) -> str:
    """The first non-blank text of an element, which is its heading if it has one."""
    return next((canonical(str(text)) for text in element.itertext() if text.strip()), "")


def _running_text(element: etree._Element) -> int:
    """Code points in paragraphs, list items and quotations that are mostly no links."""
    return sum(len(_text(p)) for p in element.iter("p", "blockquote")) + sum(
        len(_text(li)) for li in element.iter("li") if not any(True for _p in li.iter("p")) and not is_mostly_links(li)
    )


def is_mostly_links(element: etree._Element) -> bool:
    """True if at least four fifths of the text are links, as in menus."""
    text = _letters(element)
    return text > 0 and sum(_letters(a) for a in element.iter("a")) * 5 >= text * 4


def _letters(element: etree._Element) -> int:
    """Letters and digits; what stands between links (``Home | Archiv``) does not count."""
    return sum(c.isalnum() for c in text_of(element))


def _drop(element: etree._Element) -> None:
    """Remove an element, keep the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail
    element.tail = None
    previous = element.getprevious()
    if tail:
        if previous is not None:
            previous.tail = legal((previous.tail or "") + tail)
        else:
            parent.text = legal((parent.text or "") + tail)
    parent.remove(element)


drop = _drop
