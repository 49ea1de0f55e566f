"""The ways to write a term of the term base: its words together, apart and with hyphens, its punctuation in between."""

from __future__ import annotations

from itertools import chain, combinations, islice
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from igglossary.text.tokens import gap_mark, split_chain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from igglossary.languages.record import Language

T = TypeVar("T")

_MOST_FREE = 4  # words: up to here every two neighbours may be written as one
_MOST_PAIRED = 6  # words: up to here one pair of neighbours may
_MOST_SEQUENCES = 24


class Part(NamedTuple):
    """A word of a term, or a part of a hyphen chain."""

    word: str
    marks: tuple[str, ...]
    """The punctuation that may stand before it (``tokens.gap_mark``); "" if it may follow directly."""
    is_chained: bool
    """A hyphen joins it to the part before."""


def parts_of(text: str, record: Language) -> list[Part]:
    """The words of a term with the punctuation between them; empty for a text without a letter or digit.

    A comma before a conjunction may be left out or put in, quotation marks may be left out.
    """
    tokens = record.tokenise(text)
    parts: list[Part] = []
    has_comma = False
    for place, word in enumerate(tokens.words):
        mark = (gap_mark(tokens.gaps[place]) or "") if place else ""
        has_comma = has_comma or mark == ","
        marks = tuple(dict.fromkeys((mark, mark.replace('"', ""))))
        if has_comma and mark in ("", ",") and word.lower() in record.conjunctions:
            marks = ("", ",")
        first, *rest = split_chain(word)
        parts.append(Part(first, marks, is_chained=False))
        parts += [Part(other, ("",), is_chained=True) for other in rest]
    return parts


def is_joinable(part: Part) -> bool:
    """True if the part may be written as one word with the part before it."""
    return "" in part.marks


def sequences(parts: list[Part]) -> Iterator[tuple[Part, ...]]:
    """The term as words of its own, then the spellings in which neighbours are written as one or with a hyphen.

    Of long terms only hyphen chains are, and one more pair of neighbours. All parts are never written as one word.
    """
    if len(parts) == 2:  # most terms of several words
        return iter((tuple(parts),))
    found = dict.fromkeys(_joined_at(parts, places) for places in _joints(parts))
    return islice((sequence for sequence in found if len(sequence) > 1), _MOST_SEQUENCES)


def _joints(parts: list[Part]) -> Iterator[frozenset[int]]:
    """Sets of places where a part is joined to the one before."""
    joinable = [place for place, part in enumerate(parts) if place and is_joinable(part)]
    if len(parts) <= _MOST_FREE:
        yield from map(frozenset, _choices(joinable))
        return
    chains = _chains(parts)
    has_pairs = bool(chains) and len(parts) <= _MOST_PAIRED
    for chosen in _choices(chains):
        places = frozenset(chain.from_iterable(chosen))
        yield places
        if has_pairs:
            yield from (places | {place} for place in joinable if place not in places)


def _choices(things: list[T]) -> Iterator[tuple[T, ...]]:
    """All choices of some of the things, few first."""
    return chain.from_iterable(combinations(things, number) for number in range(len(things) + 1))


def _chains(parts: list[Part]) -> list[list[int]]:
    """The places of the parts that hyphens join to the ones before, a list for each chain."""
    chains: list[list[int]] = []
    for place, part in enumerate(parts):
        if part.is_chained and parts[place - 1].is_chained:
            chains[-1].append(place)
        elif part.is_chained:
            chains.append([place])
    return chains


def _joined_at(parts: list[Part], places: frozenset[int]) -> tuple[Part, ...]:
    joined = parts[:1]
    for place, part in enumerate(parts[1:], 1):
        if place in places:
            joined[-1] = joined[-1]._replace(word=joined[-1].word + part.word.lower())
        else:
            joined.append(part)
    return tuple(joined)
