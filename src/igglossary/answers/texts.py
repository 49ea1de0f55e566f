"""Answers about a text: the terms that stand in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from igglossary.answers.terms import Translation


class MarkedTerm(NamedTuple):
    """A term in a text, with its translations. Offsets count code points; one in a compound covers the whole word."""

    start: int
    end: int
    surface: str
    concept: str
    term: str
    match: str
    """``exact``, ``inflected``, ``variant``, ``compound`` or ``ellipsis``."""
    translations: tuple[Translation, ...]
    is_nested: bool = False
    """A longer term covers it."""
