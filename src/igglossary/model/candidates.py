"""Term pairs that mining proposes and nobody has decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from igglossary.model.memory import Place
from igglossary.model.reports import Span
from igglossary.model.terminology import PartOfSpeech


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where a mined pair was seen: a German and an English segment with the stretch of the term in each."""

    german: Span
    english: Span
    german_segment: str
    """The whole German segment's text, for KWIC."""
    english_segment: str
    """The whole English segment's text."""
    provenance: Place
    link_score: float | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One English proposal for a German term."""

    term: str
    score: float
    count: int = 1


LEAST_TERMHOOD = 0.35
"""Termhood below which a pair counts as a general word (docs/mining.md)."""


class Doubt(NamedTuple):
    """Why a base form may be wrong.

    ``code`` is ``final-digit``, ``not-in-dictionary``, ``genitive-s`` or ``gender``, which names the ``word``.
    """

    code: str
    word: str = ""

    def __str__(self) -> str:
        """As it is kept: ``gender Mole``."""
        return f"{self.code} {self.word}".rstrip()

    @classmethod
    def read(cls, text: str) -> Doubt | None:
        """The doubt that was kept as this text; None for an empty one."""
        code, _space, word = text.partition(" ")
        return cls(code, word) if code else None


@dataclass(frozen=True, slots=True)
class TermPair:
    """A mined candidate: a German base form, the chosen English one, up to eight more suggestions.

    ``suggestions[0].term == english`` for a fresh pair. ``doubt`` says why the base form may be wrong.
    """

    german: str
    english: str
    score: float
    suggestions: tuple[Suggestion, ...] = ()
    occurrences: tuple[Occurrence, ...] = ()
    doubt: Doubt | None = None
    part_of_speech: PartOfSpeech | None = None
    known_concept: str | None = None
    """Id of the concept of the term base that already has this pair."""
    conflict: str | None = None
    """The English term that the term base has instead for this German term."""
    termhood: float | None = None
    """Probability that the pair is a term and no general word; None where nothing could tell."""

    @property
    def is_general(self) -> bool:
        """True for what is likelier a general word than a term: a group of its own in the review."""
        return self.termhood is not None and self.termhood < LEAST_TERMHOOD and self.known_concept is None
