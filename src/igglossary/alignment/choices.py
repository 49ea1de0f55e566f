"""A pair of stretches that was chosen, before it becomes a Link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from igglossary.model import Relation

if TYPE_CHECKING:
    from igglossary.alignment.keep import Facts
    from igglossary.alignment.units import Unit


@dataclass(frozen=True, slots=True)
class Choice:
    """A German stretch and an English one with what is known of the pair.

    ``row`` is a row of the table, ``sentence`` its German sentence, ``column`` the English sentence.
    """

    row: int
    sentence: int
    german: Unit
    column: int
    english: Unit
    relation: Relation
    score: float
    similarity: float | None = None
    in_order: bool = False
    keep: float | None = None
    facts: Facts | None = None

    @property
    def is_usable(self) -> bool:
        """True for the relations of which a translator could take the words."""
        return self.relation in (Relation.TRANSLATION, Relation.QUOTATION)


@dataclass(frozen=True, slots=True)
class PhraseQuery:
    """A German stretch whose counterpart is looked for inside one English sentence.

    ``score`` is that of the link in which it lies; None for quoted words whose sentence is not linked to the English
    one, which must agree better and then link it.
    """

    row: int
    sentence: int
    unit: Unit
    column: int
    score: float | None


def overlap(first: Unit, second: Unit) -> float:
    """Intersection over union of two stretches of one sentence."""
    shared = min(first.end, second.end) - max(first.start, second.start)
    return max(0, shared) / (max(first.end, second.end) - min(first.start, second.start))
