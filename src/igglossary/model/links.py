"""How German text and its English originals are joined."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from igglossary.model.reports import Span


class Relation(StrEnum):
    """How the two sides of a link are related (docs/architecture.md, Names)."""

    TRANSLATION = "translation"
    PARAPHRASE = "paraphrase"
    SUMMARY = "summary"
    QUOTATION = "quotation"
    MENTION = "mention"

    @property
    def is_comparable(self) -> bool:
        """True for pairs that are evidence but no translation, so that nobody is offered them unapproved."""
        return self in (Relation.SUMMARY, Relation.MENTION)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why two spans were linked: what a reviewer is shown.

    ``kind`` is ``name``, ``number``, ``term``, ``literal``, ``cognate``, ``order``, ``marker``, ``similarity`` or
    ``original`` (the report itself calls one the original of the other);
    ``source``/``target`` are the words on either side, ``weight`` is 0–1.

    What ``Link.keep`` comes from: ``covered`` (of ``target`` German content words ``source`` have a counterpart),
    ``missing`` and ``added`` (words without one, joined by `` · ``), ``opposite`` (two words that say opposite things),
    ``frame`` (words of saying, on one side only) and ``lone_number`` (numbers that stand on one side only).
    """

    kind: str
    source: str = ""
    target: str = ""
    weight: float = 0.0

    @property
    def ties(self) -> bool:
        """True for what links the two sides, False for what ``keep`` comes from."""
        return self.kind not in ("covered", "missing", "added", "opposite", "frame", "lone_number")


@dataclass(frozen=True, slots=True)
class Link:
    """A German stretch and the English stretches that it renders.

    ``score`` is the probability that the two belong together, ``keep`` the probability that a translator could keep
    the pair as it is; None where nothing could tell (no encoder).
    """

    german: Span
    english: tuple[Span, ...]
    relation: Relation
    score: float
    footnote: str
    quotation: int
    evidence: tuple[Evidence, ...] = ()
    keep: float | None = None


@dataclass(frozen=True, slots=True)
class Bead:
    """An alignment step n–m of two full texts: 0-based sentence numbers, either side may be empty."""

    first: tuple[int, ...]
    second: tuple[int, ...]
    score: float
