"""Answers of the translation memory: fuzzy matches and places in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import NotRequired, TypedDict

    from igglossary.answers.places import Place

    class StoredCode(TypedDict):
        """An inline code as the store's JSON has it: the fields of ``model.InlineCode``, defaults left out."""

        position: int
        kind: str
        attributes: NotRequired[list[list[str]]]
        content: NotRequired[str]
        end: NotRequired[int]
        encloses: NotRequired[int]


class Difference(NamedTuple):
    """One thing in which a segment differs from a side of a unit: ``old`` is in the memory, ``new`` was asked for.

    Words cost nothing here, they make the base of the score.
    """

    kind: str
    """``word``, ``number``, ``case``, ``punctuation``, ``space``, ``code`` or ``character``."""
    old: str
    new: str
    points: int
    """What it costs. Inline codes cost 1 if only their places differ, else 2."""


class Penalty(NamedTuple):
    """What is taken off a unit for what it is, not for its text."""

    code: str
    """``not-reviewed`` or ``partial`` (a summary or mention renders only part of the source)."""
    points: int


class Match(NamedTuple):
    """A unit of the memory that resembles the segment; ``source`` is in the segment's language."""

    unit: int
    score: int
    """``text_score`` less the penalties, 1–100."""
    text_score: int
    """score/1 of the two texts, 0–100."""
    source: str
    target: str
    source_lang: str
    target_lang: str
    relation: str
    status: str
    differences: tuple[Difference, ...]
    penalties: tuple[Penalty, ...]
    provenance: tuple[Place, ...]
    source_codes: tuple[StoredCode, ...] = ()
    target_codes: tuple[StoredCode, ...] = ()
    keep: float | None = None
    """How likely a translator keeps the unit as it is, 0–1; None for what is no link of a report."""


class MatchAnswer(NamedTuple):
    """The matches of a segment, best first."""

    segment: str
    matches: tuple[Match, ...]
    near: tuple[Match, ...] = ()
    """If there is none: those just below the threshold."""


class ConcordanceHit(NamedTuple):
    """A unit with the place of the hit in one of its sides; or a sentence of a report that stands in none.

    Of the latter there is no other side, relation or status.
    """

    unit: int | None
    lang: str
    text: str
    """In NFC."""
    spans: tuple[tuple[int, int], ...]
    """Start and end of all hits in ``text``."""
    other_lang: str | None
    other: str | None
    """The text of the other side."""
    relation: str | None
    status: str | None
    provenance: tuple[Place, ...]
