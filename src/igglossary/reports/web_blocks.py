"""Pieces of a web page → blocks of text, and the texts of its notes."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from igglossary.reports.blocks import Block, Inline, Ref, make_block, with_address
from igglossary.reports.data_tables import LONGEST_CELL
from igglossary.reports.typed_notes import NOTES_HEADING, RELATED_HEADING
from igglossary.reports.web_links import FIRST_LABEL, SUPERSCRIPTS, plain_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from igglossary.reports.web_notes import FoundNote, LinkedNotes
    from igglossary.reports.web_tree import Page, Piece

_RAISED_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BACK_ARROWS = " ↩↑\ufe0e\ufe0f"
_OPENING = re.compile(r"[\[(]\s*\Z")
_CLOSING = re.compile(r"(?<!\s)\s*[\])]")
_BETWEEN_REFS = re.compile(r"\s*+[,;]?\s*\Z")
_LONGEST_BOLD_HEADING = 160
_LONGEST_GAP = 20  # pieces between the heading of the notes and the first note


class BlockBuilder:
    """Builds blocks from the pieces that are not ``dropped``, with references in place."""

    def __init__(self, page: Page, linked: LinkedNotes, dropped: Iterable[tuple[int, int]], cells: bytearray) -> None:
        """``dropped`` are ranges of pieces that are no text of the body; ``cells`` mark those of tables of data."""
        self.page = page
        self.is_dropped = bytearray(len(page.pieces) + 1)
        for start, end in dropped:
            self.is_dropped[start:end] = b"\x01" * (end - start)
        self.references: dict[int, list[Ref]] = {}
        for reference in linked.references:
            self.references.setdefault(reference.start, []).append(Ref(reference.key))
            self.is_dropped[reference.start : reference.end] = b"\x01" * (reference.end - reference.start)
        self.note_starts = [note.begin for note in linked.notes]
        self.back_links = linked.back_links
        self.back_starts = [start for start, _end in linked.back_links]
        self.cells = cells
        self.has_title = False

    def blocks(self, start: int, end: int, skipped: Sequence[tuple[int, int]] = ()) -> list[Block]:
        """The blocks between two pieces, ``skipped`` ranges left out."""
        without = bytearray(self.is_dropped)
        for first, last in skipped:
            without[first:last] = b"\x01" * (last - first)
        result: list[Block] = []
        number = self.page.block_at(start)
        while number < len(self.page.starts) and self.page.starts[number] < end:
            first, last = self.page.block_range(self.page.starts[number])
            self._add(result, max(first, start), min(last, end), without)
            number += 1
        return result

    def _add(self, result: list[Block], start: int, end: int, without: bytearray) -> None:
        inlines: list[Inline] = []
        pieces: list[Piece] = []
        for index in range(start, end):
            inlines.extend(self.references.get(index, ()))
            if not without[index]:
                inlines.append(_text(self.page.pieces[index]))
                pieces.append(self.page.pieces[index])
        inlines = without_brackets(inlines)
        block = make_block("paragraph", inlines)
        if any(isinstance(inline, Ref) for inline in inlines) and not re.search(r"\w", block.text):
            _give_to_previous(result, [inline for inline in inlines if isinstance(inline, Ref)])
        elif block.text:
            result.append(self._with_kind(block, start, pieces))

    def _with_kind(self, block: Block, start: int, pieces: Sequence[Piece]) -> Block:
        place = pieces[0].place if pieces else self.page.pieces[start].place
        if self._is_known_heading(block.text, start):
            return Block("heading", block.text)
        kind, number = place.kind, place.number
        if kind == "h1":
            kind = "heading" if self.has_title else "title"
            self.has_title = True
        elif self.cells[start] and len(block.text) < LONGEST_CELL:
            kind, number = "table_cell", None
        elif kind == "paragraph" and _looks_like_heading(block, pieces):
            kind = "heading"
        return replace(block, kind=kind, number=number)

    def _is_known_heading(self, text: str, start: int) -> bool:
        return bool(RELATED_HEADING.match(text)) or (bool(NOTES_HEADING.match(text)) and self._is_before_note(start))

    def _is_before_note(self, start: int) -> bool:
        """True if a note begins behind the block."""
        end = self.page.block_range(start)[1]
        at = bisect_left(self.note_starts, end)
        if at == len(self.note_starts):
            return False
        between = range(end, self.note_starts[at])
        return not any(self.page.pieces[n].text.strip() and not self.is_dropped[n] for n in between[:_LONGEST_GAP])

    def note_text(self, note: FoundNote) -> str:
        """The text of a note without its label and its links back; an address is added if it prints none."""
        dropped = bytearray(note.end - note.begin)
        for start, end in self._back_links(note):
            dropped[max(0, start - note.begin) : max(0, end - note.begin)] = b"\x01" * (
                max(0, min(end, note.end) - note.begin) - max(0, start - note.begin)
            )
        parts: list[str] = []
        addresses: list[str] = []
        last = None
        for index in range(max(note.begin, note.text), note.end):
            piece = self.page.pieces[index]
            if dropped[index - note.begin]:
                continue
            if piece.place.is_link:
                addresses.append(_address(piece))
            parts.append((" " if last is not None and piece.block != last else "") + _text(piece))
            last = piece.block
        return with_address(_without_label(make_block("paragraph", parts).text, note), addresses)

    def _back_links(self, note: FoundNote) -> list[tuple[int, int]]:
        first = bisect_left(self.back_starts, note.begin)
        return self.back_links[first : bisect_left(self.back_starts, note.end)]


def _text(piece: Piece) -> str:
    text = piece.text
    if piece.place.is_raised and len(text.strip()) <= 4 and text.strip().isdigit():
        return text.strip().translate(_RAISED_DIGITS)
    return text


def _address(piece: Piece) -> str:
    link = next((node for node in (piece.node, *piece.node.ancestors()) if node.tag == "a" and node.get("href")), None)
    return link.get("href") if link is not None else ""


def _without_label(text: str, note: FoundNote) -> str:
    text = text.strip()
    label = FIRST_LABEL.match(text.translate(SUPERSCRIPTS)) if note.label else None
    if label and plain_label(label["label"]) == note.label and _is_label(label, text):
        text = text[label.end() :]
    text = re.sub(r"\A(?:[\[(]\s*[\])]\s*|[.:)\]↑^]+\s+)+", "", text).strip(_BACK_ARROWS)
    return re.sub(r"\s*[\[(]\s*[\])]\Z", "", text)


def _is_label(label: re.Match[str], text: str) -> bool:
    """A number stands apart from the text; a letter needs a bracket or a stop."""
    is_apart = bool(label["after"].strip()) or label.end() == len(text) or label.end() > label.end("after")
    if label["label"].isalpha():
        return bool(label["after"].strip())
    return is_apart or text[label.start("label")] in "⁰¹²³⁴⁵⁶⁷⁸⁹*†‡§" or not text[label.end()].islower()


def without_brackets(pieces: Sequence[Inline]) -> list[Inline]:
    """``[`` Ref ``, `` Ref ``]`` → Ref Ref: the brackets around linked numbers, and commas between, belong to them."""
    texts: list[str] = [""]
    runs: list[list[Ref]] = []  # the references between texts[n] and texts[n + 1]
    for piece in pieces:
        if isinstance(piece, str):
            texts[-1] += piece
        elif runs and len(texts) > 1 and _BETWEEN_REFS.match(texts[-1]):
            runs[-1].append(piece)
            texts[-1] = ""
        else:
            runs.append([piece])
            texts.append("")
    for number in range(len(runs)):
        if _OPENING.search(texts[number]) and _CLOSING.match(texts[number + 1]):
            texts[number] = _OPENING.sub("", texts[number])
            texts[number + 1] = _CLOSING.sub("", texts[number + 1], count=1)
    result: list[Inline] = [texts[0]]
    for run, text in zip(runs, texts[1:], strict=True):
        result.extend(run)
        result.append(text)
    return result


def _give_to_previous(blocks: list[Block], references: Sequence[Ref]) -> None:
    """Markers that stand alone (behind a table) belong to the block before, of a table to the paragraph before it."""
    at = len(blocks) - 1
    before_table = next((i for i in range(at, -1, -1) if blocks[i].kind != "table_cell"), at)
    at = before_table if before_table >= 0 and blocks[before_table].kind not in ("title", "heading") else at
    if at >= 0:
        end = len(blocks[at].text)
        blocks[at] = replace(blocks[at], refs=(*blocks[at].refs, *((end, reference.key) for reference in references)))


def _looks_like_heading(block: Block, pieces: Sequence[Piece]) -> bool:
    """A short paragraph that is bold or centred as a whole is a heading in all but markup."""
    texts = [piece.place for piece in pieces if piece.text.strip()]
    is_shown = all(place.is_bold for place in texts) or all(place.is_centred for place in texts)
    is_sentence = block.text.endswith((".", "!", "?", ":", ",", ";")) or not re.search(r"[^\W\d_]", block.text)
    return is_shown and not block.refs and len(block.text) <= _LONGEST_BOLD_HEADING and not is_sentence
