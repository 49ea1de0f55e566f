"""What is asked of a store, whatever engine is behind it: protocols and typed rows, and clauses instead of a language.

``store`` joins the parts: ``memory``, ``terms``, ``review``, ``reports``, ``upkeep``. Every method is one act or one
question, made so that a store over a network needs one round trip for it, two at most. What holds for all:

- Errors are those of ``igglossary.errors``: ``StoreError`` if the store cannot be read or written (in every method, not
  named there again), ``ConflictError`` if somebody else changed an entry meanwhile. None of the engine comes through.
- An act happens as a whole or, after any error, not at all. It is on disk when the method returns, unless the caller
  has begun a ``Store.transaction``, which it then joins.
- Texts come back as they were given, code point by code point. Ids of units and pairs are numbers, given in the order
  in which the entries came and never twice; a concept has the id that it brought. ``key`` is the number by which the
  review names an entry: the id of a pair or a unit, a number of the store for a concept.
- A store belongs to one thread at a time.

``tests/contract/store`` holds every store to it. This module has what every look-up needs, hence no other import;
annotations are values, which costs less than texts (see ``answers.terms``).
"""

from typing import NamedTuple


class TermRow(NamedTuple):
    """A designation: of a concept or, undecided, of a candidate (``pair``); one of the two is None."""

    id: int
    concept: str | None
    pair: int | None
    lang: str
    text: str
    folded: str
    """Its key (``text.fold.key``)."""
    administrative_status: str | None
    is_forbidden: int
    """0 or 1."""
    key: str = ""
    """Of the keys that were asked for, the one under which it is stored."""
    match: str = ""
    """How the term is stored under it: one of ``languages.keys.MATCH_KINDS``."""

    @property
    def entry(self) -> str:
        """The concept's id, or what stands for it."""
        return candidate_id(self.pair or 0) if self.concept is None else self.concept


class Found:
    """The answer to ``TermBase.find``."""

    __slots__ = ("containing", "direct", "seen")

    def __init__(self, direct: list[TermRow], containing: list[TermRow], seen: dict[str, int]) -> None:
        """Fill it."""
        self.direct = direct
        """Stored under one of the keys; preferred ones first, those to be avoided last, then in the order they came."""
        self.containing = containing
        """Those whose ``folded`` contains the part; ordered likewise, shorter ones first."""
        self.seen = seen
        """How often the terms of the concepts in ``containing`` were seen in reports; those never seen are missing."""


def candidate_id(pair: int) -> str:
    """What stands for a concept's id where a candidate is shown or exported; no concept has such an id."""
    return f"pair-{pair}"


def pair_of_candidate(concept_id: str) -> int | None:
    """The pair that a ``candidate_id`` names; None for the id of a concept."""
    head, _dash, number = concept_id.partition("-")
    return int(number) if head == "pair" and number.isascii() and number.isdigit() else None
