"""Answers of ``lookup``. On the look-up path: nothing is imported.

Annotations are values here: as texts (PEP 563) each would be compiled when a NamedTuple is made, 20 µs a field and 1 ms
for the first one.
"""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from igglossary.answers.facts import TermFacts
    from igglossary.answers.memory import ConcordanceHit
    from igglossary.answers.places import Place


class Translation(NamedTuple):
    """A designation in another language, or another one in the same."""

    lang: str
    term: str
    status: str
    """``preferred``, ``admitted``, ``deprecated``, ``superseded``, ``forbidden`` or ``candidate``."""


class TermHit(NamedTuple):
    """A term that answers a query, with what it is called in the other language."""

    concept: str
    """Id of a concept; ``pair-NUMBER`` of a candidate, ``unit-NUMBER`` of a phrase of the memory."""
    term: str
    lang: str
    status: str
    """As that of a translation; of a phrase the status of its unit."""
    match: str
    """``exact``, ``inflected``, ``variant``, ``compound``, ``part`` or ``fuzzy``."""
    score: float
    """0–1."""
    translations: tuple[Translation, ...]
    use_instead: tuple[str, ...] = ()
    """The preferred terms, if this one is to be avoided."""
    definition: str | None = None
    """Only if it was asked for."""
    provenance: tuple["Place", ...] = ()
    """Only if it was asked for."""
    subject: str | None = None
    """Only where another concept has the same term."""
    facts: tuple["TermFacts", ...] = ()
    """One, of a concept and only if they were asked for."""


class TermAnswer(NamedTuple):
    """What the term base says to a query, best first; perhaps segments of the memory in which the query stands."""

    query: str
    language: str | None
    """Of the query: as it was asked, else of the first hit."""
    hits: tuple[TermHit, ...]
    memory: tuple["ConcordanceHit", ...] = ()
    """Only if it was asked for."""
