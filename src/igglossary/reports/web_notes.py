"""Linked footnotes of a web page: which anchors refer to notes, where each note begins and ends, what it is called.

Word exports (``#_ftn1``), content management systems (``#fn:1``, ``doc-noteref``), MediaWiki (``cite_note``) and EPUB
agree on little but this: a short link in the text leads down to an element, and usually a link leads back up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from igglossary.reports.trees import text_of
from igglossary.reports.typed_notes import RELATED_HEADING
from igglossary.text.word_lists import word_set

if TYPE_CHECKING:
    from lxml import etree

_INLINE = word_set(
    """
    a sup sub span b em i strong small cite u s q abbr font code mark time label bdi bdo big tt ins kbd
    """
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LABEL = re.compile(r"[\s\[({^]*(?P<label>\d{1,4}|[ivxlc]{1,6}|[a-z]|[*†‡§]{1,3})[\s\])}.:,]*\Z", re.IGNORECASE)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SAYS_NOTE = re.compile(
    r"foot-?note|endnote|note-?ref|\bfn|_ftn|_edn|cite_note|sdfootnote|sdendnote|fu(?:ss|ß)note|anmerkung|\breference\b",
    re.IGNORECASE,
)
_BACK_TEXT = re.compile(
    r"[\s\[(]*(?:[↩↑↵⏎⤴^⬆▲←\ufe0e\ufe0f]+|zur(?:ü|ue)ck|back|nach oben|top|jump up|[a-z])[\s\])]*\Z", re.IGNORECASE
)
_CLIMB = frozenset(("div", "li", "dd", "aside", "section", "tr", "blockquote", "td"))


@dataclass(slots=True)
class LinkedNote:
    """A note: its key and the elements that hold it, in order."""

    key: str
    elements: list[etree._Element] = field(default_factory=list)


@dataclass(slots=True)
class LinkedNotes:
    """All linked notes, the anchors that refer to them (anchor → key), and the anchors that lead back."""

    notes: list[LinkedNote]
    references: dict[etree._Element, str]
    back_links: set[etree._Element]


def find_linked_notes(root: etree._Element) -> LinkedNotes:
    """Find the notes that links lead to; all parts empty if there are none."""
    targets, order = _targets(root)
    anchors = [a for a in root.iter("a") if _fragment(a)]
    found: list[tuple[etree._Element, etree._Element, str]] = []
    for anchor in anchors:
        target = targets.get(_fragment(anchor))
        if target is not None and order[anchor] < order[target] and _is_reference(anchor, target):
            found.append((anchor, target, _label(anchor)))
    found = _without_references_in_notes(found)
    keys = _keys(found)
    wanted = list(keys)
    starts, links = set(wanted), {anchor for anchor, _t, _l in found}
    containers = {target: _container(target, starts, links) for target in wanted}
    if any(_holds(elements[0], links) or _holds(elements[0], starts, t) for t, elements in containers.items()):
        # Notes that only line breaks separate, in one element: found by their numbers like typed ones.
        return LinkedNotes([], {}, set())
    notes = [LinkedNote(keys[target], elements) for target, elements in containers.items()]
    _add_unreferenced(notes)
    references = {anchor: keys[target] for anchor, target, _label_ in found}
    return LinkedNotes(notes, references, _back_links(notes, targets, references))


def _targets(root: etree._Element) -> tuple[dict[str, etree._Element], dict[etree._Element, int]]:
    targets: dict[str, etree._Element] = {}
    order: dict[etree._Element, int] = {}
    for number, element in enumerate(root.iter(etree_tags())):
        order[element] = number
        for name in ("id", "name"):
            value = element.get(name)
            if value and (name == "id" or element.tag == "a"):
                targets.setdefault(value, element)
    return targets, order


def etree_tags() -> str:
    """The pattern for ``iter`` that leaves comments and processing instructions out."""
    return "*"


def _fragment(anchor: etree._Element) -> str:
    from urllib.parse import unquote  # 2 ms, only for web pages

    return unquote((anchor.get("href") or "").partition("#")[2])


def _label(anchor: etree._Element) -> str:
    match = _LABEL.match(text_of(anchor).translate(_SUPERSCRIPTS).strip())
    return match["label"] if match else ""


def _is_reference(anchor: etree._Element, target: etree._Element) -> bool:
    text = text_of(anchor).translate(_SUPERSCRIPTS).strip()
    says = " ".join(
        filter(
            None,
            (
                anchor.get("role"),
                anchor.get("class"),
                anchor.get("href"),
                anchor.get("{http://www.idpf.org/2007/ops}type"),
                anchor.get("epub:type"),
            ),
        )
    )
    is_named = bool(_SAYS_NOTE.search(says))
    if target.tag in _HEADINGS or len(text) > 12 or any(above.tag == "nav" for above in anchor.iterancestors()):
        return False
    match = _LABEL.match(text)
    if not match:
        return is_named and 0 < len(text) <= 4
    return is_named or match["label"].isdigit() or not match["label"].isalnum()


def _without_references_in_notes(
    found: list[tuple[etree._Element, etree._Element, str]],
) -> list[tuple[etree._Element, etree._Element, str]]:
    """Anchors inside a note that lead to a later note (``siehe Fn. 7``) are text, unless nothing else leads there."""
    targets = {target for _a, target, _l in found}
    inside = [any(above in targets for above in anchor.iterancestors()) for anchor, _t, _l in found]
    reached = {target for (_a, target, _l), within in zip(found, inside, strict=True) if not within}
    return [entry for entry, within in zip(found, inside, strict=True) if not within or entry[1] not in reached]


def _keys(found: list[tuple[etree._Element, etree._Element, str]]) -> dict[etree._Element, str]:
    """Target → key: the printed numbers where they are unique, else the order of first reference."""
    printed: dict[etree._Element, str] = {}
    for _anchor, target, label in found:
        printed.setdefault(target, str(int(label)) if label.isdigit() else label)
    values = list(printed.values())
    if len(set(values)) == len(values) and all(value.isdigit() for value in values):
        return printed
    return {target: str(number) for number, target in enumerate(printed, start=1)}


def _container(
    target: etree._Element,
    starts: set[etree._Element],
    anchors: set[etree._Element],
) -> list[etree._Element]:
    """The elements that hold the note which ``target`` marks the start of."""
    element = target
    while element.tag in _INLINE and (parent := element.getparent()) is not None:
        element = parent
    if element.tag == "dt":
        following = element.getnext()
        return [element, following] if following is not None and following.tag == "dd" else [element]
    parent = element.getparent()
    while parent is not None and parent.tag in _CLIMB and not _holds(parent, starts, target):
        if _holds(parent, anchors) or any(child.tag in _HEADINGS for child in parent):
            break
        element, parent = parent, parent.getparent()
    return [element, *_further_paragraphs(element, starts, anchors)] if element.tag == "p" else [element]


def _further_paragraphs(
    element: etree._Element,
    starts: set[etree._Element],
    anchors: set[etree._Element],
) -> list[etree._Element]:
    """The paragraphs between this one and the next note, which must come: behind the last note anything may stand."""
    further: list[etree._Element] = []
    following = element.getnext()
    while following is not None and following.tag in ("p", "blockquote"):
        if _holds(following, starts):
            return further
        if _holds(following, anchors) or RELATED_HEADING.match(text_of(following).strip()):
            return []
        further.append(following)
        following = following.getnext()
    return []


def _holds(element: etree._Element, wanted: set[etree._Element], but: etree._Element | None = None) -> bool:
    """True if the element is or contains one of the wanted ones, other than ``but``."""
    return any(inner in wanted and inner is not but for inner in element.iter(etree_tags()))


def _add_unreferenced(notes: list[LinkedNote]) -> None:
    """Items of a list of notes that nothing refers to are notes too; they get the number that the list prints."""
    held = {note.elements[0]: note for note in notes}
    keys = {note.key for note in notes}
    lists = {
        parent
        for note in notes
        if note.elements[0].tag == "li" and (parent := note.elements[0].getparent()) is not None
    }
    for parent in lists:
        for number, item in enumerate((child for child in parent if child.tag == "li"), start=1):
            if item not in held and str(number) not in keys and text_of(item).strip():
                notes.append(LinkedNote(str(number), [item]))
                keys.add(str(number))


def _back_links(
    notes: list[LinkedNote],
    targets: dict[str, etree._Element],
    references: dict[etree._Element, str],
) -> set[etree._Element]:
    """Links inside notes that lead up to a reference, or say so by an arrow."""
    near = set(references)
    for anchor in references:
        parent = anchor.getparent()
        if parent is not None:
            near.add(parent)
        near.update(anchor.iter(etree_tags()))
    result: set[etree._Element] = set()
    for note in notes:
        for element in note.elements:
            for anchor in element.iter("a"):
                target = targets.get(_fragment(anchor))
                text = text_of(anchor).strip()
                leads_up = target is not None and (target in near or bool(near.intersection(target.iter(etree_tags()))))
                is_short = len(text) <= 12 and (
                    _LABEL.match(text.translate(_SUPERSCRIPTS)) or _BACK_TEXT.match(text) or not text
                )
                if (leads_up and is_short) or ("#" in (anchor.get("href") or "") and text and _BACK_TEXT.match(text)):
                    result.add(anchor)
    return result
