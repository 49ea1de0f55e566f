"""Which links of a web page refer to notes.

Word exports (``#_ftn1``), content management systems (``#fn:1``, ``doc-noteref``), MediaWiki (``cite_note``), pages of
1997 (``<A NAME="M1">``) and EPUB agree on little but this: a short link in the text leads down to a place, and usually
a link leads back up. So every pair of link and place must bring evidence of its own, and a pair that brings none costs
only itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import unquote

from igglossary.reports.web_tree import BLOCK_TAGS

if TYPE_CHECKING:
    from igglossary.reports.web_tree import Node, Page

_WORD = r"(?:(?:Fn|FN|fn|Fußnote|Fussnote|Anm|Anmerkung|Note|Endnote|Footnote)\b\.?\s*[\[(<]?)?"
_LABEL = re.compile(
    rf"[\s\[({{<^|-]*{_WORD}(?P<label>\d{{1,4}}(?:\s?[a-z])?|[ivxlcIVXLC]{{1,7}}|[a-zA-Z]|[*†‡§]{{1,3}})[\s\])}}>.:,|-]*\Z"
)
# The suffix must not ignore case: "8Vgl." is the label 8 and a word.
FIRST_LABEL = re.compile(
    rf"(?P<before>[\s\[({{<^↑|]*-?){_WORD}"
    r"(?P<label>\d{1,4}(?:[a-z](?![^\W_]))?|[ivxlcIVXLC]{1,7}(?![^\W_])|[a-zA-Z](?![^\W_])|[*†‡§]{1,3})"
    r"(?P<after>\s?-?[\])}>.:|]{0,3})\s*"
)
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SAYS_NOTE = re.compile(
    r"foot-?note|endnote|note-?ref|\bfn|_ftn|_edn|\bftnt|cite_note|sdfootnote|sdendnote|fu(?:ss|ß)note|anmerkung|"
    r"\breference\b",
    re.IGNORECASE,
)
_BACK_TEXT = re.compile(
    r"[\s\[(]*(?:[↩↑↵⏎⤴^⬆▲←\ufe0e\ufe0f]+|<=|<-|<<?|zur(?:ü|ue)ck|back|nach oben|top|jump up)[\s\])]*\Z", re.IGNORECASE
)
_BACK_WORDS = re.compile(r"\b(?:zur|zum|zurück|back|return|auflösung|jump)\b", re.IGNORECASE)
_LONGEST_BACK = 50
_SMALL_BLOCKS = frozenset(("p", "li", "td", "dd", "dt"))
_GLUE = tuple('.,;:!?…“”"»«’)[(]')
_MOST_LEVELS = 12  # of elements around a marker that may have its id
_LONGEST_UNKNOWN = 4  # code points of a marker whose label is none that we know
_LONGEST_LABEL = 20
_ENOUGH = 2  # measured on 13 real pages: 581 of 587 markers; on 1,400 pages without notes: none


@dataclass(slots=True)
class NoteLink:
    """A link that refers to a note: the anchor, the place that it leads to (None: it is not there), what it prints."""

    anchor: Node
    target: Node | None
    label: str


class PageLinks:
    """The links of a page: ``accepted`` refer to notes, ``dangling`` look like those and lead nowhere.

    ``circular`` look like those and lead to themselves.
    """

    def __init__(self, page: Page) -> None:
        """Look at every link of a page."""
        self.page = page
        self.targets = _targets(page)
        self.anchors = [node for node in page.nodes if node.tag == "a" and _fragment(node)]
        found = list(filter(None, map(self._candidate, self.anchors)))
        self._backs = self._leading_up({link.target for link in found if link.target is not None})
        self.accepted = list(filter(self._is_reference, found))
        self.markers = sorted(link.anchor.open for link in self.accepted)
        shapes = {_shape(link.anchor) for link in self.accepted}
        self.circular = list(filter(None, map(self._circular, self.anchors)))
        self.dangling = [link for link in found if link.target is None and link.label and _shape(link.anchor) in shapes]

    def place(self, anchor: Node) -> Node | None:
        """The element that a link leads to."""
        return self.targets.get(_fragment(anchor))

    def leads_to_marker(self, anchor: Node) -> bool:
        """True if a link leads up to a reference."""
        place = self.place(anchor)
        if place is None or place.order > anchor.order:
            return False
        first = bisect_left(self.markers, place.open - 2)
        if first < len(self.markers) and self.markers[first] <= place.open + 2:
            return True
        first = bisect_left(self.markers, place.open)
        return _is_small(place) and first < len(self.markers) and self.markers[first] < place.close

    def is_back(self, anchor: Node) -> bool:
        """True if a link in a note leads back to the text: by where it leads or, if that is wrong, by what it says."""
        text = self.page.text(anchor.open, min(anchor.close, anchor.open + 8)).strip()
        if len(text) > _LONGEST_BACK:
            return False
        if _BACK_TEXT.match(text):
            return True
        is_short = not text or bool(_LABEL.match(text.translate(SUPERSCRIPTS)) or _BACK_WORDS.search(text))
        return is_short and self.leads_to_marker(anchor)

    def _candidate(self, anchor: Node) -> NoteLink | None:
        target = self.place(anchor)
        if anchor.place.is_navigation or (target is not None and not _leads_down(anchor, target)):
            return None
        text = self._short_text(anchor)
        if text is None or (not text and not _says_note(anchor, target)):
            return None
        label = printed_label(text) if text else _label_of_address(anchor)
        return NoteLink(anchor, target, label) if label or len(text) <= _LONGEST_UNKNOWN else None

    def _circular(self, anchor: Node) -> NoteLink | None:
        place = self.place(anchor)
        if place is None or place.order > anchor.order or abs(place.open - anchor.open) > 1:
            return None
        label = printed_label(self._short_text(anchor) or "")
        return NoteLink(anchor, None, label) if label and self._is_set_apart(anchor) else None

    def _short_text(self, anchor: Node) -> str | None:
        if anchor.close - anchor.open > 8:
            return None
        text = self.page.text(anchor.open, anchor.close).strip()
        return text if len(text) <= _LONGEST_LABEL else None

    def _leading_up(self, targets: set[Node]) -> dict[Node, _Places]:
        """Target → where the links lead to that stand behind it, and before the next target, and lead up."""
        order = sorted(targets, key=lambda node: node.order)
        starts = [node.order for node in order]
        places: dict[Node, list[Node]] = defaultdict(list)
        for anchor in self.anchors:
            place = self.place(anchor)
            position = bisect_right(starts, anchor.order) - 1
            if position >= 0 and place is not None and place.order < anchor.order:
                places[order[position]].append(place)
        return {target: _Places(found) for target, found in places.items()}

    def _is_reference(self, link: NoteLink) -> bool:
        target = link.target
        if target is None:
            return False
        back = target in self._backs and self._backs[target].is_near(link.anchor)
        if len(link.label) == 1 and link.label.isalpha() and not back:
            return False
        evidence = 2 * back + _says_note(link.anchor, target) + self._is_set_apart(link.anchor)
        evidence += bool(link.label) and link.label in self._labels_at(target)
        return evidence >= _ENOUGH

    def _labels_at(self, target: Node) -> tuple[str, str]:
        """What the note prints first, and what its list prints before it."""
        return first_label(self.page, target.open), target.place.number or ""

    def _is_set_apart(self, anchor: Node) -> bool:
        """True if a marker is raised, in brackets or glued to a word, as no other link is."""
        pieces = self.page.pieces
        text = self.page.text(anchor.open, anchor.close).strip()
        is_first = anchor.open == 0 or pieces[anchor.open - 1].block != pieces[anchor.open].block
        before = "" if is_first else pieces[anchor.open - 1].text[-1:]
        return (
            before.isalnum()
            or before in _GLUE
            or any(piece.place.is_raised for piece in pieces[anchor.open : anchor.close])
            or text[:1] in ("[", "(", "<", "{")
            or text != text.translate(SUPERSCRIPTS)
        )


def printed_label(text: str) -> str:
    """The label that a short text prints (``[Fn 01]`` → ``1``), "" if it prints none."""
    match = _LABEL.match(text.translate(SUPERSCRIPTS).strip())
    return plain_label(match["label"]) if match else ""


def first_label(page: Page, piece: int) -> str:
    """The label that the text from a piece on begins with, "" if with none."""
    text = page.text(piece, min(piece + 6, len(page.pieces))).translate(SUPERSCRIPTS)
    match = FIRST_LABEL.match(text)
    return plain_label(match["label"]) if match else ""


def plain_label(label: str) -> str:
    """A label without the zeros before it and the space in it (``029 a`` → ``29a``)."""
    label = "".join(label.split())
    return label.lstrip("0") or label


def _targets(page: Page) -> dict[str, Node]:
    """Name → the first element that has it."""
    targets: dict[str, Node] = {}
    for node in page.nodes:
        for name in (node.get("id"), node.get("name") if node.tag == "a" else ""):
            if name:
                targets.setdefault(name, node)
    return targets


def _label_of_address(anchor: Node) -> str:
    """The number at the end of the address of a link that prints nothing."""
    digits = re.search(r"\d{1,4}\Z", _fragment(anchor))
    return plain_label(digits.group()) if digits else ""


def _fragment(anchor: Node) -> str:
    return unquote(anchor.get("href").partition("#")[2])


def _shape(anchor: Node) -> str:
    """The fragment of a link with its numbers blanked out: links to notes of one page are alike."""
    return re.sub(r"\d+", "#", _fragment(anchor))


def _leads_down(anchor: Node, target: Node) -> bool:
    is_inside = target.open < anchor.close and target.close > anchor.open
    return target.order > anchor.order and not target.place.is_heading and not is_inside


def _says_note(anchor: Node, target: Node | None) -> bool:
    words = [anchor.get(name) for name in ("role", "class", "href", "id", "epub:type")]
    if target is not None:
        words += [target.get(name) for name in ("role", "class", "id", "epub:type")]
    return bool(_SAYS_NOTE.search(" ".join(words)))


def _is_small(node: Node) -> bool:
    return node.tag in _SMALL_BLOCKS or node.tag not in BLOCK_TAGS


class _Places:
    """Elements that links back lead to."""

    def __init__(self, places: list[Node]) -> None:
        self._nodes = set(places)
        self._opens = sorted(place.open for place in places)

    def is_near(self, anchor: Node) -> bool:
        """True if one is that of a marker: within two pieces, or an inline element or small block around it."""
        first = bisect_left(self._opens, anchor.open - 2)
        if first < len(self._opens) and self._opens[first] <= anchor.open + 2:
            return True
        around = (anchor, *islice(anchor.ancestors(), _MOST_LEVELS))
        return any(node in self._nodes and _is_small(node) for node in around)
