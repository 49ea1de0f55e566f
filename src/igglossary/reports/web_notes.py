"""Where each note of a web page begins and ends, and what it is called; notes are ranges of pieces (``web_tree``)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from igglossary.reports.web_links import (
    FIRST_LABEL,
    SUPERSCRIPTS,
    PageLinks,
    first_label,
    plain_label,
    printed_label,
)
from igglossary.reports.web_tree import BLOCK_TAGS, HEADING_TAGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from igglossary.reports.web_links import NoteLink
    from igglossary.reports.web_tree import Node, Page

_CLIMB = frozenset(("div", "li", "dd", "aside", "section", "tr", "blockquote", "td", "center"))
_HOLDERS = frozenset(("li", "dd", "aside"))
_FAR_BACK = 12  # letters before a link back that stands at the end of its note, not at its start
_LONGEST_GAP = 4000  # code points between a note and the next that may belong to the first
_INLINE_NOTE = re.compile(
    r"(?:^|\s)(?:side-?note|margin-?note|inline-?footnote|footnote-?inline|footnote_tooltip|"
    r"modern-footnotes-footnote__note)(?:\s|$)",
    re.IGNORECASE,
)
_INLINE_LABEL = re.compile(
    r"margin-toggle|side-?note-(?:number|toggle)|modern-footnotes-footnote(?:\s|$)", re.IGNORECASE
)
_NEAR = 2  # pieces between a reference and the preview of its note
_MARKS = " \t\n\r\f\xa0[](){}<>^↑↩|.:-"


@dataclass(slots=True)
class FoundNote:
    """A note: the pieces ``begin`` to ``end`` (half-open) hold it; those before ``text`` hold its label only."""

    key: str
    begin: int
    end: int
    label: str = ""
    text: int = 0


class Reference(NamedTuple):
    """The pieces ``start`` to ``end`` refer to the note ``key``."""

    start: int
    end: int
    key: str


@dataclass(slots=True)
class LinkedNotes:
    """All notes that the markup says, in the order in which they stand, and the references in order."""

    notes: list[FoundNote] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    back_links: list[tuple[int, int]] = field(default_factory=list)
    repeated: list[tuple[int, int]] = field(default_factory=list)
    """Ranges of the body that repeat a label or a note that is printed elsewhere."""


def find_linked_notes(page: Page) -> LinkedNotes:
    """Find the notes that links lead to and those that stand inside the text; all parts empty if there are none."""
    result = LinkedNotes()
    _add_marked(page, result)
    links = PageLinks(page)
    if links.accepted:
        _add_linked(page, links, result)
    _add_inline(page, result)
    result.notes.sort(key=lambda note: note.begin)
    result.references.sort()
    return result


def _add_marked(page: Page, result: LinkedNotes) -> None:
    """The notes of a Markdown file: its renderer says where they are."""
    for node in page.nodes:
        if node.get("data-note"):
            result.notes.append(FoundNote(node.get("data-note"), node.open, node.close, text=node.open))
        elif node.get("data-ref"):
            result.references.append(Reference(node.open, node.close, node.get("data-ref")))


def _add_linked(page: Page, links: PageLinks, result: LinkedNotes) -> None:
    ranges = _Ranges(page, links)
    certain = _Cover(result.notes)
    taken = {note.key for note in result.notes}
    by_target = {target: note for target, note in ranges.notes().items() if not certain.holds(note.begin)}
    for note in ranges.in_order:
        if not certain.holds(note.begin):
            note.key = _free(note.key, taken)
            taken.add(note.key)
            result.notes.append(note)
    cover = _Cover(result.notes)
    # A link inside a note to a later one ("siehe Fn. 7") is text.
    accepted = [link for link in links.accepted if not cover.holds(link.anchor.open)]
    result.references += [_reference(link, by_target[link.target].key) for link in accepted if link.target in by_target]
    labels = {note.label: note.key for note in ranges.in_order if note.label}
    result.references += _by_label(links, labels, result, cover)
    result.back_links = [(a.open, a.close) for a in links.anchors if cover.holds(a.open) and links.is_back(a)]


def _by_label(links: PageLinks, labels: dict[str, str], result: LinkedNotes, cover: _Cover) -> list[Reference]:
    """References whose links lead nowhere or to themselves (``#Z17`` written for ``#M17``), by what they print."""
    dangling = [link for link in links.dangling if not cover.holds(link.anchor.open)]
    found = [_reference(link, labels.get(link.label, link.label)) for link in dangling]
    referred = {reference.key for reference in (*result.references, *found)}
    for link in links.circular:
        key = labels.get(link.label)
        if key is not None and key not in referred and not cover.holds(link.anchor.open):
            found.append(_reference(link, key))
    return found


def _reference(link: NoteLink, key: str) -> Reference:
    return Reference(link.anchor.open, link.anchor.close, key)


def _free(key: str, taken: set[str]) -> str:
    if key not in taken:
        return key
    return next(f"{key}-{number}" for number in range(2, len(taken) + 3) if f"{key}-{number}" not in taken)


class _Cover:
    """Answers whether a piece is inside a note."""

    def __init__(self, notes: Sequence[FoundNote]) -> None:
        spans = sorted((note.begin, note.end) for note in notes)
        self.begins = [begin for begin, _end in spans]
        self.ends = [end for _begin, end in spans]

    def holds(self, piece: int) -> bool:
        position = bisect_right(self.begins, piece) - 1
        return position >= 0 and piece < self.ends[position]


class _Ranges:
    """Finds the range of each note of one page. ``in_order`` are the notes as they stand."""

    def __init__(self, page: Page, links: PageLinks) -> None:
        self.page = page
        self.links = links
        self.headings = [node.open for node in page.nodes if node.tag in HEADING_TAGS]
        breaks = (n + 1 for n, piece in enumerate(page.pieces[:-1]) if piece.node.tag == "br")
        self.lines = sorted({*page.starts, *breaks})
        self.in_order: list[FoundNote] = []
        self.begins: list[int] = []

    def notes(self) -> dict[Node, FoundNote]:
        """Target → its note; places that are the same share one."""
        first: dict[Node, NoteLink] = {}
        for link in self.links.accepted:
            if link.target is not None:
                first.setdefault(link.target, link)
        keys = _keys(first)
        at: dict[int, FoundNote] = {}
        result: dict[Node, FoundNote] = {}
        targets = sorted(first, key=lambda node: node.order)
        for target in targets:
            begin, text = self._begin(target)
            result[target] = at.setdefault(begin, FoundNote(keys[target], begin, begin, first[target].label, text))
        self.in_order = sorted(at.values(), key=lambda note: note.begin)
        self.begins = [note.begin for note in self.in_order]
        self._end_all({result[target].begin: target for target in reversed(targets)})
        self.in_order = self._with_unlinked()
        return result

    def _begin(self, target: Node) -> tuple[int, int]:
        """The first piece of a note, and the first behind a label that has an element of its own."""
        term = next((node for node in (target, *_inline_ancestors(target)) if node.tag == "dt"), None)
        if term is not None:
            return term.open, term.close
        at = min(target.open, len(self.page.pieces) - 1)
        start, _end = self.page.block_range(at)
        before = self.page.text(start, at)
        is_label = not before.strip(_MARKS) or bool(printed_label(before))
        return (start if is_label else at), 0

    def _end_all(self, targets: dict[int, Node]) -> None:
        """Where most notes end with their link back, each ends with the block of it; else with its container."""
        caps = [*self.begins[1:], len(self.page.pieces)]
        backs = self._links_back(caps)
        far = [
            _letters(self.page.text(note.begin, backs[note.begin].open)) >= _FAR_BACK
            for note in self.in_order
            if note.begin in backs
        ]
        by_back = sum(far) * 2 > len(far)
        for note, cap in zip(self.in_order, caps, strict=True):
            back = backs.get(note.begin) if by_back else None
            target = targets[note.begin]
            if back is not None:
                note.end = min(cap, max(self._end_of_back(note, back), self._end_of_holder(target)))
            else:
                note.end = min(cap, self._end_of_container(note, target))
                if cap < len(self.page.pieces) and self._is_clear(note.end, cap):
                    note.end = cap

    def _links_back(self, caps: list[int]) -> dict[int, Node]:
        """Begin of a note → its last link that leads to a marker, else its first that says that it leads back."""
        sure: dict[int, Node] = {}
        said: dict[int, Node] = {}
        for anchor in self.links.anchors:
            position = bisect_right(self.begins, anchor.open) - 1
            if position < 0 or not self.links.is_back(anchor):
                continue
            begin = self.begins[position]
            if self.links.leads_to_marker(anchor):
                sure[begin] = anchor
            elif caps[position] < len(self.page.pieces) or begin not in said:
                said.setdefault(begin, anchor)
        return said | sure

    def _end_of_back(self, note: FoundNote, back: Node) -> int:
        return self.page.block_range(max(note.begin, back.close - 1))[1]

    def _end_of_holder(self, target: Node) -> int:
        """The end of the list item or the element of its own that the note stands in."""
        for node in (target, *target.ancestors()):
            if node.tag in _HOLDERS or (node is target and node.tag in BLOCK_TAGS):
                return node.close if self._is_alone(node) else 0
        return 0

    def _end_of_container(self, note: FoundNote, target: Node) -> int:
        if note.text:  # a term with its description
            following = self.page.pieces[min(note.text, len(self.page.pieces) - 1)].node
            holder = next((node for node in (following, *following.ancestors()) if node.tag == "dd"), None)
            return holder.close if holder is not None else note.text
        node = target
        while node.tag not in BLOCK_TAGS and node.parent is not None:
            node = node.parent
        if not self._is_alone(node):
            return self.page.block_range(min(note.begin, len(self.page.pieces) - 1))[1]
        while node.parent is not None and node.parent.tag in _CLIMB and self._is_alone(node.parent):
            node = node.parent
        return node.close

    def _is_alone(self, node: Node) -> bool:
        """True if an element holds one note and nothing that is none."""
        return (
            _count(self.begins, node) <= 1 and not _count(self.links.markers, node) and not _count(self.headings, node)
        )

    def _is_clear(self, start: int, end: int) -> bool:
        """True if nothing between two notes shows that it belongs to neither."""
        for places in (self.links.markers, self.headings, self.page.rules):
            at = bisect_left(places, start)
            if at < len(places) and places[at] <= end - (places is not self.page.rules):
                return False
        return sum(len(piece.text) for piece in self.page.pieces[start:end]) < _LONGEST_GAP

    def _with_unlinked(self) -> list[FoundNote]:
        """The notes, and between them those to which no link leads: blocks that begin with a number in between."""
        result: list[FoundNote] = []
        keys = {note.key for note in self.in_order}
        wanted = {link.label for link in self.links.dangling}
        caps = [*self.in_order[1:], None]
        for note, following in zip(self.in_order, caps, strict=True):
            found = [note]
            for begin, label in self._numbered_lines(note, following, wanted):
                cap = following.begin if following is not None else len(self.page.pieces)
                end = min(cap, max(found[-1].end, self.page.block_range(begin)[1]))
                found[-1].end = min(found[-1].end, begin)
                found.append(FoundNote(_free(label, keys), begin, end, label))
                keys.add(found[-1].key)
            result.extend(found)
        return result

    def _numbered_lines(
        self, note: FoundNote, following: FoundNote | None, wanted: set[str]
    ) -> Iterator[tuple[int, str]]:
        """(begin, label) of lines behind a note whose numbers count on from it as the next linked note does."""
        limit = _limit(note, following, wanted)
        last = int(note.label) if limit else 0
        style = self._style(note.begin)
        for begin in self._lines_between(note, following, limit - last):
            label = self._label(begin)
            number = self._number_in(style, begin, label)
            if last < number < limit and (following is not None or label in wanted or number == last + 1):
                last = number
                yield begin, label
            elif following is None and begin >= note.end and not wanted:
                return

    def _number_in(self, style: tuple[str, ...], begin: int, label: str) -> int:
        """The number of a line that writes it in this style; 0 for any other line."""
        return int(label) if label.isdigit() and self._style(begin) == style else 0

    def _lines_between(self, note: FoundNote, following: FoundNote | None, missing: int) -> list[int]:
        """The lines behind a note up to the next one; none if no number is missing between them."""
        if missing <= 1:
            return []
        cap = following.begin if following is not None else len(self.page.pieces)
        return self.lines[bisect_right(self.lines, note.begin) : bisect_left(self.lines, cap)]

    def _label(self, begin: int) -> str:
        return self._item_number(begin) or first_label(self.page, begin)

    def _style(self, begin: int) -> tuple[str, ...]:
        """How a line writes its number: by its list, or with which brackets."""
        if self._item_number(begin):
            return ("item",)
        match = FIRST_LABEL.match(self.page.text(begin, min(begin + 6, len(self.page.pieces))).translate(SUPERSCRIPTS))
        return (match["before"].strip(), match["after"].strip()) if match else ()

    def _item_number(self, begin: int) -> str:
        """The number of the ordered list whose item begins with a piece."""
        piece = self.page.pieces[begin]
        item = next((n for n in (piece.node, *piece.node.ancestors()) if n.tag in ("li", "body")), None)
        return (piece.place.number or "") if item is not None and item.tag == "li" and item.open == begin else ""


_MORE_AT_THE_END = 20  # notes at the end of a list to which nothing refers


def _limit(note: FoundNote, following: FoundNote | None, wanted: set[str]) -> int:
    """The number that lines behind a note must stay below; 0 if the notes have no numbers."""
    if not note.label.isdigit() or (following is not None and not following.label.isdigit()):
        return 0
    return int(following.label) if following is not None else int(note.label) + 1 + len(wanted) + _MORE_AT_THE_END


def _count(places: list[int], node: Node) -> int:
    return bisect_left(places, node.close) - bisect_left(places, node.open)


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _inline_ancestors(node: Node) -> Iterator[Node]:
    """The elements around an inline element up to its block, included."""
    if node.tag in BLOCK_TAGS:
        return
    for above in node.ancestors():
        yield above
        if above.tag in BLOCK_TAGS:
            return


def _keys(first: dict[Node, NoteLink]) -> dict[Node, str]:
    """Target → key: the printed labels unless many are printed twice (a page that counts anew in each chapter).

    Then it is the order of first reference.
    """
    labels = [link.label for link in first.values()]
    if len(set(filter(None, labels))) * 4 < len(labels) * 3:
        return {target: str(number) for number, target in enumerate(first, start=1)}
    taken: set[str] = set()
    keys: dict[Node, str] = {}
    for target, link in first.items():
        keys[target] = _free(link.label or str(len(keys) + 1), taken)
        taken.add(keys[target])
    return keys


def _add_inline(page: Page, result: LinkedNotes) -> None:
    """Notes that stand where they are referred to (side notes): each is lifted out and leaves a reference."""
    cover = _Cover(result.notes)
    ends = sorted(reference.end for reference in result.references)
    keys = {note.key for note in result.notes}
    for node in _inline_notes(page):
        if cover.holds(node.open):
            continue
        start, label = _inline_label(page, node)
        at = bisect_right(ends, node.open) - 1
        if at >= 0 and start - ends[at] <= _NEAR:  # a preview of the note that the link before it leads to
            result.repeated.append((node.open, node.close))
            continue
        key = _free(label or str(len(keys) + 1), keys)
        keys.add(key)
        result.notes.append(FoundNote(key, node.open, node.close, label, node.open))
        result.references.append(Reference(start, start, key))
        result.repeated.append((start, node.open))


def _inline_notes(page: Page) -> Iterator[Node]:
    """The outermost elements that are called side notes."""
    end = 0
    for node in page.nodes:
        if end <= node.open < node.close and _INLINE_NOTE.search(node.get("class")):
            end = node.close
            yield node


def _inline_label(page: Page, node: Node) -> tuple[int, str]:
    """Where the printed label before an inline note begins, and the label."""
    first, _end = page.block_range(node.open)
    for at in range(node.open - 1, first - 1, -1):
        piece = page.pieces[at]
        is_raised = piece.place.is_raised and at == node.open - 1 and bool(printed_label(piece.text))
        if is_raised or _INLINE_LABEL.search(piece.node.get("class")):
            return at, printed_label(piece.text) or first_label_of(piece.text)
        if piece.text.strip():
            break
    return node.open, first_label(page, node.open) if page.pieces[node.open].place.is_raised else ""


def first_label_of(text: str) -> str:
    """The label that a text begins with, "" if with none."""
    match = FIRST_LABEL.match(text.translate(SUPERSCRIPTS))
    return plain_label(match["label"]) if match else ""
