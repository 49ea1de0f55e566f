"""What the term base says against a pair: one function for list, pane, question, bulk, merge and filter."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from igglossary.languages.opposites import opposite_words
from igglossary.languages.sameness import Variation, is_same_term, variation
from igglossary.review.concepts import best_term, has_term, is_avoided, terms_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igglossary.model import Concept


class Resolution(StrEnum):
    """What becomes of the English term that the term base has for the same German one."""

    REPLACE = "replace"
    """The new one is preferred, the other superseded."""
    ADMIT = "admit"
    """The new one is admitted beside the other."""
    SEPARATE = "separate"
    """A homonym: a concept of its own; of opposites: right all the same."""


class Dispute(StrEnum):
    """Why a pair cannot be approved without a question."""

    OTHER_ENGLISH = "other-english"
    """The term base has the German term with other English ones."""
    AVOIDED = "avoided"
    """The term base has the pair, but its English term is not to be used."""
    OPPOSITE = "opposite"
    """The two sides say opposite things: *Entmilitarisierung* – *militarization*."""


class TermConflict(NamedTuple):
    """What stands against a pair.

    ``german`` and ``english`` are what the term base has, of opposites the two words. ``variation`` is in what its
    German term differs from that of the pair. ``concept`` is "" for opposites.
    """

    dispute: Dispute
    german: str
    english: str
    concept: str = ""
    variation: Variation = Variation.NONE


def find_conflict(named: Sequence[Concept], german: str, english: str) -> TermConflict | None:
    """What stands against approving a pair; None if nothing does.

    ``named`` are the concepts that have the German term, in any spelling.
    """
    same = next((concept for concept in named if has_term(concept, "en", english)), None)
    if same is not None:
        avoided = [term for term in terms_of(same, "en") if is_same_term(term.text, english, "en")]
        return _against(same, Dispute.AVOIDED, german, avoided[0].text) if all(map(is_avoided, avoided)) else None
    if any(not terms_of(concept, "en") for concept in named):
        return None
    if named:
        return _against(named[0], Dispute.OTHER_ENGLISH, german, best_term(named[0], "en") or "")
    words = opposite_words(german, english)
    return None if words is None else TermConflict(Dispute.OPPOSITE, *words)


def _against(concept: Concept, dispute: Dispute, german: str, english: str) -> TermConflict:
    known = next(term.text for term in terms_of(concept, "de") if is_same_term(term.text, german, "de"))
    return TermConflict(dispute, known, english, concept.id, variation(known, german))
