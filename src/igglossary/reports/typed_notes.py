"""Notes that were typed, not linked: ``[1] …`` at the start of a line and ``[1]``, ``¹``, ``(1)`` in the body.

Plain text has only these; web pages, Word files and Markdown sometimes. The notes are found first (a chain of labels
with sources behind them), then the style of reference that finds most of them in the body.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from igglossary.reports.blocks import Block, Inline, Note, Ref, make_block

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_LABELS = (
    ("bracket", re.compile(r"(?:\d{1,4}[.)]\s+)?\[\^?(?P<n>\d{1,4})\][.:]?(?:\s+|(?=\S))")),
    (
        "word",
        re.compile(r"(?:Fn\.|FN|Fußnote|Fussnote|Anm\.|Anmerkung|Endnote)\s*(?P<n>\d{1,4})\s*[.:)]\s*", re.IGNORECASE),
    ),
    ("super", re.compile(r"(?P<n>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4})[.)]?\s*|\^\[?(?P<m>\d{1,4})\]?[.:)]?\s+")),
    ("paren", re.compile(r"\((?P<n>\d{1,4})\)\s+")),
    ("close", re.compile(r"(?P<n>\d{1,4})\)\s+")),
    ("dot", re.compile(r"(?P<n>\d{1,4})\.\s+")),
    ("bare", re.compile(r"(?P<n>\d{1,4})(?:\s{1,8}|\t)(?=[A-ZÄÖÜ„“\"»«‚h])")),
)
_NOTES = (
    r"(?:Fuß-?noten?|Fussnoten?|Endnoten?|Anmerkungen|Quellen(?:angaben|nachweise|verzeichnis)?|Einzelnachweise|Nachweise|Belege|"
    r"Referenzen|Footnotes|Endnotes|Notes|References|Sources)"
)
NOTES_HEADING = re.compile(rf"{_NOTES}(?:\s+(?:und|and|&)\s+{_NOTES})?\s*:?\s*\Z", re.IGNORECASE)
RELATED_HEADING = re.compile(
    r"(?:Mehr zum Thema|Mehr dazu|Mehr zu diesem Thema|Zum Thema|Weitere (?:Informationen|Berichte|Beiträge|Links)|"
    r"Weiterführende (?:Links|Informationen)|Verwandte (?:Themen|Beiträge|Artikel)|Siehe auch|Lesen Sie auch|"
    r"Das könnte Sie auch interessieren|"
    r"Related|More on this topic|See also)\s*:?\s*\Z",
    re.IGNORECASE,
)
_SOURCE_LIKE = re.compile(r"https?://|www\.|[„“”\"»«]|\b(?:Ebd|Ebda|ebenda|Ibid|a\.a\.O)|\b(?:19|20)\d\d\b")
_BRACKET_REF = r"\[\^?(?P<list>\d{1,4}(?:\s?[,;–-]\s?\d{1,4}){0,8})\]"
_REFS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("bracket", re.compile(_BRACKET_REF)),
    ("super", re.compile(r"(?<=\S)(?P<list>[¹²³⁴-⁹⁰]{1,4}(?:[⁾,˒⸴ ]?[¹²³⁴-⁹⁰]{1,4})?)")),
    ("caret", re.compile(r"(?<=\S)\^\[?(?P<list>\d{1,4})\]?")),
    ("paren", re.compile(r"(?<=[^\s(])\((?P<list>\d{1,4})\)(?=[\s.,;:!?(]|\Z)")),
    ("spaced paren", re.compile(r"(?<=\S)\s\((?P<list>\d{1,4})\)(?=[.,;:!?]|\s+[A-ZÄÖÜ]|\s*\Z)")),
    (
        "glued",
        re.compile(
            r"(?:(?<=[^\W\d_]{3})|(?<=[“”\"»«)]))(?P<list>\d{1,3})(?=[.,;:!?]?(?:\s|\Z))|(?<=[a-zäöüß)“\"”»«][.!?])(?P<more>\d{1,3})(?=\s|\Z)"
        ),
    ),
)
_LONE_LABEL = re.compile(r"(?:\[\d{1,3}\]|\(\d{1,3}\)|\d{1,3}[.)]|[⁰¹²³⁴-⁹]{1,3})[:.]?\Z")
_MAX_GAP = 3  # unlabelled blocks between two notes that may belong to the first


@dataclass(slots=True)
class _Label:
    block: int
    number: int
    rest: str


def separate_notes(blocks: Sequence[Block]) -> tuple[list[Block], list[Note], list[str]]:
    """Split blocks into the body with references in place, and the typed notes in order.

    The third part are short texts behind the notes that belong to neither (a copyright line, a button). Without notes
    the blocks come back unchanged. ``[n]`` that no note answers to becomes a reference all the same where other notes
    were found.
    """
    blocks = _with_lone_labels_joined(blocks)
    for style, pattern in _LABELS:
        labels = _labels(blocks, pattern, accept_numbers=style == "dot")
        chain = _chain(blocks, labels, style)
        if chain:
            return _take(blocks, chain, style)
    return list(blocks), [], []


def _with_lone_labels_joined(blocks: Sequence[Block]) -> list[Block]:
    """``[1]`` in one table cell and the note in the next are one block."""
    joined: list[Block] = []
    for block in blocks:
        if joined and _LONE_LABEL.match(joined[-1].text) and not block.refs and len(block.text) > len(joined[-1].text):
            joined[-1] = replace(joined[-1], text=f"{joined[-1].text} {block.text}")
        else:
            joined.append(block)
    return joined


def _labels(blocks: Sequence[Block], pattern: re.Pattern[str], *, accept_numbers: bool) -> list[_Label]:
    labels: list[_Label] = []
    for index, block in enumerate(blocks):
        match = pattern.match(block.text) if block.kind != "title" else None
        if match:
            digits = (match["n"] or match.groupdict().get("m") or "").translate(_SUPERSCRIPTS)
            labels.append(_Label(index, int(digits), block.text[match.end() :]))
        elif accept_numbers and block.number and block.number.isdigit():
            labels.append(_Label(index, int(block.number), block.text))
    return labels


def _chain(blocks: Sequence[Block], labels: list[_Label], style: str) -> list[_Label]:
    """The labels that are notes: numbers that rise from the last "1", with sources or references to show for it."""
    if style == "bracket":
        chain = _rising(labels, start=0)
        return chain if chain and (_has_references(blocks, chain) or _are_sources(chain)) else []
    for first in range(len(labels) - 1, -1, -1):
        chain = _rising(labels, start=first) if labels[first].number == 1 else []
        if chain and _are_notes(blocks, chain):
            return chain
    return []


def _are_notes(blocks: Sequence[Block], chain: list[_Label]) -> bool:
    """Sources that the text refers to; below a heading of notes one of both is enough."""
    before = blocks[max(0, chain[0].block - 2) : chain[0].block]
    if any(NOTES_HEADING.match(block.text) for block in before):
        return _are_sources(chain) or _has_references(blocks, chain)
    return _are_sources(chain) and _has_references(blocks, chain)


def _rising(labels: list[_Label], *, start: int) -> list[_Label]:
    chain: list[_Label] = []
    for label in labels[start:]:
        if not chain or chain[-1].number < label.number <= chain[-1].number + 3:
            chain.append(label)
    return chain


def _are_sources(chain: list[_Label]) -> bool:
    return sum(bool(_SOURCE_LIKE.search(label.rest)) for label in chain) * 2 >= len(chain)


def _has_references(blocks: Sequence[Block], chain: list[_Label]) -> bool:
    return _style_of_references(blocks, chain) is not None


def _style_of_references(blocks: Sequence[Block], chain: list[_Label]) -> re.Pattern[str] | None:
    """How the blocks that are no notes refer to them."""
    notes = {label.block for label in chain}
    body = [block for index, block in enumerate(blocks) if index not in notes]
    return _best_style(body, {str(label.number) for label in chain})


def _best_style(body: Sequence[Block], numbers: set[str]) -> re.Pattern[str] | None:
    """The first style of reference that mentions more than half of the notes, else the one that mentions most."""
    best: tuple[int, re.Pattern[str]] | None = None
    for style, pattern in _REFS:
        found = numbers & _mentioned(body, pattern)
        if len(found) * 2 > len(numbers):
            return pattern
        if found and style in ("bracket", "super", "caret") and (best is None or len(found) > best[0]):
            best = len(found), pattern
    return best[1] if best else None


def _mentioned(body: Sequence[Block], pattern: re.Pattern[str]) -> set[str]:
    return {key for block in body for match in pattern.finditer(block.text) for key in _keys(match)}


def _keys(match: re.Match[str]) -> list[str]:
    text = (match["list"] or match.groupdict().get("more") or "").translate(_SUPERSCRIPTS)
    keys: list[str] = []
    for part in re.split(r"[,;⁾˒⸴ ]+", text):
        first, _dash, last = map(str.strip, part.replace("–", "-").partition("-"))
        if first.isdigit() and last.isdigit() and 0 <= int(last) - int(first) <= 20:
            keys.extend(str(n) for n in range(int(first), int(last) + 1))
        elif first.isdigit():
            keys.append(str(int(first)))
    return keys


def _take(blocks: Sequence[Block], chain: list[_Label], style: str) -> tuple[list[Block], list[Note], list[str]]:
    pattern = _style_of_references(blocks, chain)
    continued, left_over = _continuations(blocks, chain, pattern)
    notes = [
        Note(str(label.number), " ".join([label.rest, *(blocks[index].text for index in more)]).strip())
        for label, more in zip(chain, continued, strict=True)
    ]
    taken = {label.block for label in chain}.union(left_over, *continued)
    accept = _acceptance(style, {str(label.number) for label in chain}, pattern)
    body = [
        insert_references(block, pattern, accept) if pattern is not None else block
        for index, block in enumerate(blocks)
        if index not in taken and not NOTES_HEADING.match(block.text)
    ]
    return body, notes, [blocks[index].text for index in left_over]


def _acceptance(style: str, numbers: set[str], pattern: re.Pattern[str] | None) -> Callable[[str], bool]:
    """Brackets are references even if the note is missing (a Problem says so); other styles need their note."""
    limit = 3 + max(map(int, numbers))
    if style == "bracket" and pattern is _REFS[0][1]:
        return lambda key: key in numbers or int(key) <= limit
    return lambda key: key in numbers


def _continuations(
    blocks: Sequence[Block], chain: list[_Label], pattern: re.Pattern[str] | None
) -> tuple[list[list[int]], list[int]]:
    """The blocks that continue each note, and short ones behind the last that belong to none."""
    continued = []
    for label, following in pairwise(chain):
        gap = range(label.block + 1, following.block if following.block - label.block <= _MAX_GAP + 1 else 0)
        continued.append(list(takewhile(lambda index: _stands_among_notes(blocks[index], pattern), gap)))
    behind_last, left_over = _behind_last(blocks, chain[-1])
    return [*continued, behind_last], left_over


def _stands_among_notes(block: Block, pattern: re.Pattern[str] | None) -> bool:
    """Neither a heading of other reports nor a text that refers to notes."""
    return not RELATED_HEADING.match(block.text) and (pattern is None or not pattern.search(block.text))


def _behind_last(blocks: Sequence[Block], label: _Label) -> tuple[list[int], list[int]]:
    """The blocks that continue the last note, and those that are left over behind it."""
    own: list[int] = []
    left_over: list[int] = []
    note = label.rest
    for index in range(label.block + 1, len(blocks)):
        text = blocks[index].text
        if RELATED_HEADING.match(text):
            break
        if _continues(note, text):
            own.append(index)
            note = f"{note} {text}"
        elif all(_is_short_end(block) for block in blocks[index:]):
            left_over.append(index)
        else:
            break
    return own, left_over


def _is_short_end(block: Block) -> bool:
    return len(block.text) < 200 and not RELATED_HEADING.match(block.text)


def _continues(note: str, text: str) -> bool:
    """True if the text behind the last note belongs to it: an open quotation, or a text that only a note has."""
    is_open = not re.search(r"https?://\S+\W*\Z", note) and not re.search(r"[.“”\"«»)]\s*\Z", note)
    return is_open or bool(re.match(r"[„“\"»«]|(?:in|In):?\s|https?://|www\.", text))


def _accepted(match: re.Match[str], accept: Callable[[str], bool]) -> list[str]:
    """The notes that a reference names, none if one is not accepted; ``⁶⁷`` may be 6 and 7."""
    keys = _keys(match)
    if keys and all(map(accept, keys)):
        return keys
    digits = list(keys[0]) if len(keys) == 1 and not match.group().isascii() else []
    is_pair = len(digits) == 2 and int(digits[1]) == int(digits[0]) + 1  # a pair
    return digits if is_pair and all(map(accept, digits)) else []


def insert_references(block: Block, pattern: re.Pattern[str], accept: Callable[[str], bool]) -> Block:
    """The block with the typed references that ``accept`` allows taken out of the text and kept as places."""
    pieces: list[Inline] = []
    at = 0
    for match in pattern.finditer(block.text):
        keys = _accepted(match, accept)
        if not keys:
            continue
        pieces.append(block.text[at : match.start()])
        pieces.extend(Ref(key) for key in keys)
        at = match.end()
    if not at:
        return block
    pieces.append(block.text[at:])
    if block.refs:
        return block  # linked and typed references are not mixed
    made = make_block(block.kind, pieces, number=block.number, is_certain=block.is_certain)
    return replace(made, is_certain=block.is_certain)
