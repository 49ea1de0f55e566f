"""What the term base says of a term beside its translations; only for who asks for it."""

from __future__ import annotations

from typing import NamedTuple


class Attested(NamedTuple):
    """Who uses a term: a state or an organisation, in which of its documents, of what date."""

    body: str
    symbol: str | None = None
    date: str | None = None


class Quarter(NamedTuple):
    """How often the reports of a quarter use a concept in their own words."""

    quarter: str | None
    """``2025-Q1``; the year alone if no more is known of the reports' dates; None for reports without a date."""
    occurrences: int
    """0 if there are reports of the quarter, but none with the concept."""
    reports: int
    """How many of them use it."""


class TermFacts(NamedTuple):
    """The values are those of the model, as ``docs/formats-glossaries.md`` tells them."""

    register: str | None = None
    """``neutral``, ``formal``, ``technical`` or ``colloquial``."""
    reliability: int | None = None
    """1 (unverified) to 4 (very reliable)."""
    regions: tuple[str, ...] = ()
    """Where it is used, if not wherever the language is spoken."""
    valid_from: str | None = None
    valid_until: str | None = None
    superseded_by: str | None = None
    """What the thing has been called since."""
    attestations: tuple[Attested, ...] = ()
    collocations: tuple[tuple[tuple[str, str], ...], ...] = ()
    """Words that go together with the concept's terms: (language, words) in each language."""
    uses: tuple[Quarter, ...] = ()
    """Of the concept, undated reports first, then by quarter; empty if no report uses it."""
