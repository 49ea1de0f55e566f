"""Why two stretches were linked, in words that a reviewer can check."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from igglossary.alignment.features import LEAST_RUN, is_telling
from igglossary.alignment.words import Cognates, Vocabulary, longest_common_run, take_apart
from igglossary.model import Evidence

if TYPE_CHECKING:
    from igglossary.alignment.choices import Choice
    from igglossary.alignment.features import PairTable
    from igglossary.alignment.keep import Facts
    from igglossary.alignment.words import Words

_MOST_WORDS = 6
"""Cognates and names that are shown: more do not fit a line of the review screen."""


def gather(german: str, english: str, table: PairTable, choice: Choice) -> tuple[Evidence, ...]:
    """Everything that speaks for the pair, the strongest kinds first, and then what its ``keep`` comes from.

    Args:
        german: the German stretch.
        english: the English stretch.
        table: the document's table, for the rarity of words, the known terms and the nearness of the note.
        choice: the pair as it was chosen and rated.
    """
    source, target = take_apart(german, "de"), take_apart(english, "en")
    result = [*_literal(source, target), *_words(source, target, table)]
    result += [Evidence("number", n, n, 1.0) for n in sorted(source.numbers & target.numbers)]
    result += [Evidence("term", *pair, 1.0) for pair in _terms(source, target, table, choice)]
    if choice.in_order:
        result.append(Evidence("order", weight=1.0))
    nearness = float(table.features["marker"][choice.row, choice.column])
    if nearness > 0:
        result.append(Evidence("marker", weight=round(nearness, 2)))
    if choice.similarity is not None:
        result.append(Evidence("similarity", weight=round(min(1.0, max(0.0, choice.similarity)), 3)))
    return (*result, *(_of_keep(choice.facts) if choice.facts is not None else ()))


def _terms(source: Words, target: Words, table: PairTable, choice: Choice) -> list[tuple[str, str]]:
    """The known term pairs of the sentences that stand in the stretches."""
    return [
        (one.german, one.english)
        for one in table.terms.get((choice.row, choice.column), ())
        if one.german_words <= _bag(source) and one.english_words <= _bag(target)
    ]


def _bag(words: Words) -> set[str]:
    return {*words.stems, *words.numbers}


def _of_keep(facts: Facts) -> list[Evidence]:
    """What a person is told of ``keep``: how much is covered, what is missing, added or says the opposite."""
    result = []
    if facts.opposite is not None:
        result.append(Evidence("opposite", *facts.opposite, 1.0))
    if facts.content:
        share = round(facts.covered / facts.content, 3)
        result.append(Evidence("covered", str(facts.covered), str(facts.content), share))
    if facts.missing:
        result.append(Evidence("missing", " · ".join(facts.missing[:_MOST_WORDS])))
    if facts.added:
        result.append(Evidence("added", target=" · ".join(facts.added[:_MOST_WORDS])))
    if facts.frame is not None:
        result.append(Evidence("frame", *facts.frame))
    if any(facts.numbers):
        german, english = (" · ".join(side) for side in facts.numbers)
        result.append(Evidence("lone_number", german, english))
    return result


def _literal(source: Words, target: Words) -> list[Evidence]:
    start, other, length = run = longest_common_run(source.tokens, target.tokens)
    if length < LEAST_RUN or not is_telling(source, run):
        return []
    words = " ".join(source.tokens[start : start + length])
    return [Evidence("literal", words, " ".join(target.tokens[other : other + length]), 1.0)]


def _words(source: Words, target: Words, table: PairTable) -> list[Evidence]:
    pairs = Cognates(source, Vocabulary([target]), table.rarity).shared(target)[:_MOST_WORDS]
    return [
        Evidence("name" if _is_name(german, english) else "cognate", german, english, round(min(1.0, weight), 3))
        for german, english, weight in pairs
    ]


def _is_name(german: str, english: str) -> bool:
    """The same capitalised spelling on both sides: a name or an abbreviation."""
    return german == english and re.match(r"[A-ZÄÖÜ]", german) is not None
