"""Which of the rated pairs stay: one unit for a stretch, and no doubtful phrase."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from igglossary.alignment.choices import Choice, overlap
from igglossary.alignment.keep import KEPT
from igglossary.model import Relation

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST_PHRASE, LEAST_UNLINKED_PHRASE = 0.5, 0.6
"""Keep below which a phrase is not stored at all: a doubtful phrase is worth less than none."""
_SAME_PHRASE, _SAME_PAIR = 0.5, 0.6
"""Overlap from which two stretches are one."""


def related(choice: Choice) -> Choice:
    """The choice with the relation that its ``keep`` asks for."""
    if choice.keep is None or choice.relation is Relation.QUOTATION:
        return choice
    if choice.keep >= KEPT:
        return replace(choice, relation=Relation.TRANSLATION)
    return replace(choice, relation=Relation.PARAPHRASE) if choice.relation is Relation.TRANSLATION else choice


def best_phrases(phrases: Sequence[Choice]) -> list[Choice]:
    """One English stretch for a German one and one German one for an English one, best ``keep`` first."""
    chosen: list[Choice] = []
    for phrase in sorted(phrases, key=lambda one: (-(one.keep or 0.0), one.sentence, one.german.start)):
        rivals = [one for one in chosen if one.sentence == phrase.sentence]
        is_taken = any(
            overlap(one.german, phrase.german) >= _SAME_PHRASE
            or (one.column == phrase.column and overlap(one.english, phrase.english) >= _SAME_PHRASE)
            for one in rivals
        )
        if not is_taken:
            chosen.append(phrase)
    return chosen


def without_doubles(choices: Sequence[Choice]) -> list[Choice]:
    """Of translations that share both stretches the best; a pair of whole sentences that loses becomes a paraphrase."""
    by_pair: dict[tuple[int, int], list[Choice]] = {}
    for choice in choices:
        by_pair.setdefault((choice.sentence, choice.column), []).append(choice)
    return [kept for group in by_pair.values() for kept in _one_for_a_stretch(group)]


def _one_for_a_stretch(group: Sequence[Choice]) -> list[Choice]:
    best: list[Choice] = []
    rest: list[Choice] = []
    for choice in sorted(group, key=lambda one: (-(one.keep or 0.0), one.german.start, one.english.start)):
        if not choice.is_usable:
            rest.append(choice)
        elif not any(_is_same(choice, other) for other in best):
            best.append(choice)
        elif choice.german.kind == choice.english.kind == "sentence" and choice.relation is Relation.TRANSLATION:
            rest.append(replace(choice, relation=Relation.PARAPHRASE))
    return [*best, *rest]


def _is_same(first: Choice, second: Choice) -> bool:
    return min(overlap(first.german, second.german), overlap(first.english, second.english)) >= _SAME_PAIR
