"""The terms that recognition looks for, the tables by which it finds them, and what it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from igglossary.model import TermKind

if TYPE_CHECKING:
    from igglossary.model import Term


class TermEntry(NamedTuple):
    """One designation of a concept, with what recognition must know about it."""

    concept: str
    text: str
    lang: str
    is_acronym: bool = False
    is_case_sensitive: bool = False


def term_entry(concept: str, term: Term, lang: str) -> TermEntry:
    """The entry of a term that belongs to a concept."""
    return TermEntry(concept, term.text, lang, term.kind is TermKind.ACRONYM, term.is_case_sensitive)


class Index(NamedTuple):
    """Keys → entries. Numbers are places in the list of entries or of patterns."""

    upper: dict[str, list[int]]
    """Keys of one-word terms; in German of those with a capital."""
    lower: dict[str, list[int]]
    """Keys of German one-word terms in lower case."""
    first: dict[str, dict[str, list[int]]]
    """Terms of several words: key of the first word → mark + key of the second → patterns. The mark is the punctuation
    between the two (``tokens.gap_mark``), mostly none."""
    patterns: list[list[Any]]
    """The entry, then the possible marks + keys of the third word, the fourth …"""
    later: dict[str, int]
    """Every key of a second or later word, without marks (a set, as JSON has none)."""
    stems: dict[str, int]
    """Rough stems of all words of all terms → the readings they are stems of (``OWN``, ``LOWERED``)."""


class TermHit(NamedTuple):
    """A term in a text. Offsets count code points, half-open; a hit inside a compound covers the whole word."""

    start: int
    end: int
    surface: str
    concept: str
    term: str
    match: str
    """``exact``, ``inflected``, ``variant``, ``compound`` or ``ellipsis``."""
    is_nested: bool
    """A longer term covers it; only with ``nested=True``."""
    entry: TermEntry
