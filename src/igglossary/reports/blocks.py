"""Between the readers and the analysis: blocks of canonical text with the places of note references.

A reader turns bytes into a ``Draft``; ``analysis`` turns a draft into a Document, the same for every format.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from igglossary.text.normalise import canonical

if TYPE_CHECKING:
    from collections.abc import Iterable

    from igglossary.errors import Problem
    from igglossary.model import LeftOut

_HOLDER = "\ufffc"  # OBJECT REPLACEMENT CHARACTER stands for a reference while the text is normalised
_PRINTED_ADDRESS = re.compile(r"https?://|www\.", re.IGNORECASE)
_LEFT_ALONE = re.compile(r"\s|[.,;:!?…)\]”“\"»«’]")


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to the note ``key`` between two stretches of text."""

    key: str


Inline = str | Ref


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the body. ``refs`` are (offset in ``text``, note key) in order; offsets may be equal.

    ``kind`` is ``title``, ``heading``, ``paragraph``, ``list_item``, ``blockquote`` or ``table_cell``. ``number`` is
    what an ordered list prints before the item. ``is_certain`` tells markup from a guess about plain lines.
    """

    kind: str
    text: str
    refs: tuple[tuple[int, str], ...] = ()
    number: str | None = None
    is_certain: bool = True


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote: its key, the number that is printed, its canonical text without the number."""

    key: str
    text: str


@dataclass(slots=True)
class Draft:
    """What a reader found: blocks in document order, linked notes in the order of their first reference."""

    kind: str
    blocks: list[Block]
    notes: list[Note] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    title: str | None = None
    """The title as the file's metadata have it; only used where no block is one."""
    left_out: list[LeftOut] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    """Key of a note → what the file calls it, where that is something else."""


def with_address(text: str, addresses: Iterable[str]) -> str:
    """A note's text, and the first web address that its links lead to if it prints none itself."""
    if _PRINTED_ADDRESS.search(text):
        return text
    address = next((a.strip() for a in addresses if a.strip().lower().startswith(("http://", "https://"))), None)
    return f"{text} {address}".strip() if address else text


def make_block(
    kind: str,
    pieces: Iterable[Inline],
    *,
    number: str | None = None,
    is_certain: bool = True,
) -> Block:
    """Put the pieces together in canonical text and count the places of the references in it.

    White space between a word and a reference goes when nothing else would separate the word from what follows
    (``Kapitel [3].`` → ``Kapitel.``); a stop and a capital that only a reference kept apart get a space.
    """
    keys: list[str] = []
    parts: list[str] = []
    for piece in pieces:
        if isinstance(piece, Ref):
            keys.append(piece.key)
            parts.append(_HOLDER)
        else:
            parts.append(piece.replace(_HOLDER, " "))
    joined = canonical("".join(parts))
    if not keys:
        return Block(kind, joined, (), number, is_certain)
    return _place(kind, joined.split(_HOLDER), keys, number, is_certain=is_certain)


def _place(kind: str, stretches: list[str], keys: list[str], number: str | None, *, is_certain: bool) -> Block:
    out = [stretches[0]]
    length = len(stretches[0])
    refs: list[tuple[int, str]] = []
    for key, stretch in zip(keys, stretches[1:], strict=True):
        if out[-1].endswith(" ") and (not stretch or _LEFT_ALONE.match(stretch)):
            out[-1] = out[-1][:-1]
            length -= 1
        refs.append((length, key))
        added = " " + stretch if out[-1].endswith((".", "!", "?", "…")) and stretch[:1].isupper() else stretch
        if added:
            out.append(added)
            length += len(added)
    text = "".join(out)
    trimmed = text.lstrip()
    cut = len(text) - len(trimmed)
    trimmed = trimmed.rstrip()
    placed = tuple((min(max(offset - cut, 0), len(trimmed)), key) for offset, key in refs)
    return Block(kind, trimmed, placed, number, is_certain)
