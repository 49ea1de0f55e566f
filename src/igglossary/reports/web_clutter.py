"""What a web page shows around its text: navigation, banners, teasers, share buttons. Ranges of it are named here.

The notes are found first, and nothing that holds a note or a reference goes, whatever it is called: libraries that look
for the main content of a page lose notes with the menus.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from igglossary.reports.header import read_place_and_date
from igglossary.reports.typed_notes import RELATED_HEADING
from igglossary.reports.web_tree import HEADING_TAGS
from igglossary.text.normalise import canonical
from igglossary.text.word_lists import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from igglossary.reports.web_tree import Node, Page

_REASONS = (
    ("share", r"share|sharing|shariff|social|print|printonly|rating|tools|toolbar"),
    ("comments", r"comments?|kommentare?|respond|reply"),
    ("related", r"related|recommend\w*|teasers?|promo|author-box"),
    ("notice", r"cookies?|consent|gdpr|dsgvo|banner|newsletter|subscribe|advert\w*|ads?|anzeige|popup|modal|overlay"),
    (
        "navigation",
        (
            r"nav|navi|navbar|navigation|menu|menue|breadcrumbs?|brotkrumen|sidebar|widgets?|pagination|pager|tags|"
            r"tagcloud|toc|inhaltsverzeichnis|skip|skiplinks?|sr-only|visually-hidden|visuallyhidden|"
            r"screen-reader-text|search|suche|login|footer|copyright|imprint|impressum|meta|byline|backtotop|to-top|"
            r"langswitch|language-switcher|wp-block-button|edit-?section|mw-editsection|noprint|site-header|"
            r"page-header-bar"
        ),
    ),
)
_NAME = re.compile(
    r"(?:^|[-_\s])(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _REASONS) + r")(?:[-_\s]|$)", re.IGNORECASE
)
_TAGS = {"aside": "related", "footer": "navigation", "figure": "picture", "nav": "navigation", "menu": "navigation",
         "form": "notice", "dialog": "notice", "search": "navigation"}  # fmt: skip
_ROLES = word_set(
    """
    navigation banner complementary contentinfo search dialog alert alertdialog menu menubar toolbar tablist
    """
)
_ROOTS = frozenset(("html", "body", "main", "article"))
_TEXT_TAGS = frozenset(("header", "h1", "h2", "a", "sup", "span", "p", "li", "td", "tr", "em", "strong"))
_MAYBE_SMALL = frozenset(("span", "a", "p"))
_SMALL_NAME = re.compile(
    r"sr-only|screen-reader|visually-?hidden|edit-?section|skip|tooltip(?:\s|$)|popover", re.IGNORECASE
)
_CONTENT_NAME = re.compile(
    r"(?:^|[-_\s])(?:content|inhalt|main|hauptinhalt|article|artikel|entry|post|beitrag|bodytext|mw-parser-output)(?:[-_\s]|$)"
)
_LISTS = frozenset(("ul", "ol", "p", "div", "center", "td", "table", "font", "dl"))
_BETWEEN_LINKS = re.compile(r"[|·•›»>/→←]")
_PAGE_BREAK = re.compile(
    r"(?:^|[\s_-])(?:page-?num(?:ber)?|page-?break|doc-pagebreak|seitenzahl)(?:[\s_-]|$)", re.IGNORECASE
)
_PAGE_NUMBER = re.compile(
    r"\s*+(?:[\[(<|{/]\s*+)?(?:(?:S\.|p\.|Seite)\s*+)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*[\])>|}/])?\s*\Z", re.IGNORECASE
)
_LONGEST_NUMBER = 3  # pieces
_FEWEST_NUMBERS = 3  # of named places that are page numbers; a single one may be anything
_LONGEST_LINE = 100  # code points of links alone that may still be a menu; longer ones are a bibliography


class Clutter(NamedTuple):
    """The pieces ``start`` to ``end`` are no text.

    ``reason`` is a word of ``_REASONS``, ``hidden``, ``picture`` or ``page number``.
    """

    start: int
    end: int
    reason: str


class PageText:
    """The letters of a page outside its notes and links, and where something stands that must stay."""

    def __init__(self, page: Page, notes: Sequence[tuple[int, int]], markers: Sequence[int]) -> None:
        """``notes`` are ranges in order, ``markers`` the places of the references in order."""
        self.page = page
        self.kept = sorted([*(start for start, _end in notes), *markers])
        weights = [0 if p.place.is_link else sum(map(str.isalnum, p.text)) for p in page.pieces]
        for start, end in notes:
            weights[start:end] = [0] * len(weights[start:end])
        self._sums = list(accumulate(weights, initial=0))
        self.total = self._sums[-1]
        self.markers = list(markers)

    def letters(self, node: Node) -> int:
        """Letters of running text in an element."""
        return self._sums[node.close] - self._sums[node.open]

    def is_kept(self, node: Node) -> bool:
        """True if an element holds a note or a reference."""
        at = bisect_left(self.kept, node.open)
        return at < len(self.kept) and self.kept[at] < node.close

    def holds_markers(self, node: Node) -> bool:
        """True if an element holds all references."""
        return not self.markers or (node.open <= self.markers[0] and self.markers[-1] <= node.close)


def find_clutter(text: PageText) -> tuple[list[Clutter], list[Node]]:
    """What is no text of the report by its element, role or name, and the elements that hold "Mehr zum Thema".

    Nothing that holds a note, a reference or half of the page's running text goes.
    """
    has_article = any(node.tag in ("article", "main") for node in text.page.nodes)
    found: list[Clutter] = []
    related: list[Node] = []
    covered = 0
    for node in text.page.nodes:
        if node.open < covered or node.open == node.close or node.tag in _ROOTS or text.is_kept(node):
            continue
        reason = _reason(node, text, has_article=has_article)
        if reason is None:
            continue
        if RELATED_HEADING.match(_first_words(text.page, node)):
            related.append(node)
        else:
            found.append(Clutter(node.open, node.close, reason))
        covered = node.close
    return found, related


def _reason(node: Node, text: PageText, *, has_article: bool) -> str | None:
    if node.place.is_hidden:
        return "hidden"
    reason = _reason_by_name(node, has_article=has_article)
    if reason is None or text.letters(node) * 2 > text.total:
        return None
    is_certain = node.tag in ("nav", "form", "menu", "dialog")
    words = "" if is_certain or node.close - node.open > 40 else canonical(text.page.text(node.open, node.close))
    return None if words and read_place_and_date(words) else reason


def _reason_by_name(node: Node, *, has_article: bool) -> str | None:
    role = node.get("role")
    if role.startswith("doc-") and role not in ("doc-toc", "doc-pagelist"):
        return None
    if role in _ROLES or (has_article and _is_page_header(node)):
        return "navigation"
    if node.tag in _TAGS:
        return _TAGS[node.tag]
    if node.tag in _MAYBE_SMALL and _SMALL_NAME.search(node.get("class")):
        return "navigation"
    return _reason_by_class(node) if node.tag not in _TEXT_TAGS else None


def _reason_by_class(node: Node) -> str | None:
    match = _NAME.search(f"{node.get('class')} {node.get('id')}")
    return match.lastgroup if match else None


def _is_page_header(node: Node) -> bool:
    """A header outside the article."""
    return node.tag == "header" and not any(above.tag in ("article", "main") for above in node.ancestors())


def _first_words(page: Page, node: Node) -> str:
    """The first non-blank text of an element, which is its heading if it has one."""
    return next((canonical(p.text) for p in page.pieces[node.open : node.close] if p.text.strip()), "")


def main_content(text: PageText) -> Node:
    """The element that holds the report: an article or main with most of the running text and all references."""
    page = text.page
    best = next((node for node in page.nodes if node.tag == "body"), page.nodes[0])
    for node in page.nodes:
        if text.letters(node) < 0.6 * text.total or not text.holds_markers(node):
            continue
        is_said = node.tag in ("article", "main") or node.get("role") in ("main", "article")
        name = f"{node.get('id')} {node.get('class')}".lower()
        if is_said or (node.tag in ("div", "section", "td") and _CONTENT_NAME.search(name)):
            best = node
    return best


def page_numbers(text: PageText) -> list[Clutter]:
    """The page numbers of a printed edition (``<a name="S12">[12]</a>``, ``pagebreak``), of which a page has many."""
    said: list[Clutter] = []
    named: list[Clutter] = []
    for node in text.page.nodes:
        if not 0 < node.close - node.open <= _LONGEST_NUMBER or text.is_kept(node):
            continue
        found = Clutter(node.open, node.close, "page number")
        names = f"{node.get('class')} {node.get('role')} {node.get('epub:type')}"
        is_number = bool(_PAGE_NUMBER.match(text.page.text(node.open, node.close)))
        if _PAGE_BREAK.search(names) and is_number:
            said.append(found)
        elif node.tag == "a" and not node.get("href") and is_number:
            named.append(found)
    return said + (named if len(named) >= _FEWEST_NUMBERS else [])


def link_lists(text: PageText, covered: Sequence[tuple[int, int]], cells: bytearray) -> list[Clutter]:
    """Menus: elements that are mostly links.

    ``covered`` ranges, ``cells`` of tables of data and what follows "Mehr zum Thema" are left alone.
    """
    page = text.page
    kept = bytearray(cells)
    for start, end in [*covered, (_related_start(page), len(page.pieces))]:
        kept[start:end] = b"\x01" * (end - start)
    menus = _Menus(page)
    found: list[Clutter] = []
    last = 0
    for node in page.nodes:
        if node.tag not in _LISTS or node.open < last or kept[node.open] or text.is_kept(node):
            continue
        if menus.holds(node):
            found.append(Clutter(node.open, node.close, "navigation"))
            last = node.close
    return found


class _Menus:
    """Tells menus from other elements of a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.links = [node for node in page.nodes if node.tag == "a" and node.get("href")]
        self.starts = [node.open for node in self.links]
        self.headings = [node.open for node in page.nodes if node.tag in HEADING_TAGS]

    def holds(self, node: Node) -> bool:
        """True if an element is a menu."""
        if not _is_mostly_links(self.page, node) or _count(self.headings, node):
            return False
        inside = slice(bisect_left(self.starts, node.open), bisect_left(self.starts, node.close))
        return _is_menu(self.page, node, self.links[inside])


def _is_mostly_links(page: Page, node: Node) -> bool:
    """True if at least four fifths of the text are links, as in menus."""
    return page.letters(node) > 0 and page.link_letters(node) * 5 >= page.letters(node) * 4


def _is_menu(page: Page, node: Node, links: Sequence[Node]) -> bool:
    """False for a long paragraph or one with a year: a bibliography, or a title that links to itself."""
    if links and all(link.get("href").startswith("#") for link in links):
        return True
    if node.tag not in ("p", "font"):
        return True
    words = page.text(node.open, node.close).strip()
    between = len(_BETWEEN_LINKS.findall(words))
    if len(links) >= 2 and between >= len(links) - 1:
        return True
    return len(words) <= _LONGEST_LINE and not re.search(r"\d{4}", words)


def _related_start(page: Page) -> int:
    """Where "Mehr zum Thema" begins; behind the end if nowhere."""
    for number, start in enumerate(page.starts):
        end = page.starts[number + 1] if number + 1 < len(page.starts) else len(page.pieces)
        if end - start <= 8 and RELATED_HEADING.match(canonical(page.text(start, end))):
            return start
    return len(page.pieces)


def _count(places: list[int], node: Node) -> int:
    return bisect_left(places, node.close) - bisect_left(places, node.open)


def merged(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges in order, those that touch as one."""
    result: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if result and start <= result[-1][1]:
            result[-1] = result[-1][0], max(end, result[-1][1])
        else:
            result.append((start, end))
    return result
