"""The concepts of the term base that are nearest to a pair, each with why it is near."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from igglossary.languages import language
from igglossary.review.concepts import best_term, has_term, terms_of
from igglossary.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from igglossary.model import Concept
    from igglossary.store.contract.store import Store


class Nearness(StrEnum):
    """Why a concept is near."""

    SAME = "same"
    """It has the German term, in some spelling."""
    SAME_ENGLISH = "same-english"
    """It has the English term: an approval makes a synonym beside it."""
    PART = "part"
    """Its German term is a part of this one."""


class NearConcept(NamedTuple):
    """A near concept: its German terms and its best English one."""

    nearness: Nearness
    concept: Concept
    german: str
    english: str


def nearest_concepts(store: Store, german: str, english: str, limit: int = 3) -> tuple[NearConcept, ...]:
    """The nearest concepts first, each once; a handful of look-ups by key."""
    found: dict[str, NearConcept] = {}
    for nearness, concept in _near(store, german, english):
        found.setdefault(
            concept.id,
            NearConcept(nearness, concept, best_term(concept, "de") or "", _english(concept)),
        )
        if len(found) == limit:
            break
    return tuple(found.values())


def _near(store: Store, german: str, english: str) -> Iterator[tuple[Nearness, Concept]]:
    yield from ((Nearness.SAME, one) for one in store.terms.named(german, "de") if has_term(one, "de", german))
    yield from (
        (Nearness.SAME_ENGLISH, one) for one in store.terms.named(english, "en") if has_term(one, "en", english)
    )
    for part in _parts(german):
        yield from ((Nearness.PART, one) for one in store.terms.named(part, "de"))


def _english(concept: Concept) -> str:
    """The best English term, and the next one."""
    best = best_term(concept, "en") or ""
    others = [term.text for term in terms_of(concept, "en") if term.text != best]
    return " · ".join([best, *others[:1]])


def _parts(german: str) -> list[str]:
    """The words of a term, the parts of its compounds, the longest first; not the term itself."""
    words = german.replace("-", " ").split()
    parts = list(words) if len(words) > 1 else []
    for word in words:
        cuts = [0, *language("de").boundaries(fold(word)), len(fold(word))]
        folded = fold(word)
        if len(cuts) > 2:
            parts += [folded[: cuts[-2]].capitalize(), folded[cuts[-2] :].capitalize()]
    return sorted(dict.fromkeys(part for part in parts if len(part) > 3 and part != german), key=len, reverse=True)
