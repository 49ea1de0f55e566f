"""Why two stretches were linked, in words that a reviewer can check."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from igglossary.alignment.features import LEAST_RUN, is_telling
from igglossary.alignment.words import Cognates, longest_common_run, take_apart, term_pairs
from igglossary.model import Evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igglossary.alignment.features import PairTable
    from igglossary.alignment.words import Words

_MOST_WORDS = 6
"""Cognates and names that are shown: more do not fit a line of the review screen."""


def gather(
    german: str,
    english: str,
    table: PairTable,
    *,
    terms: Sequence[tuple[str, str]] = (),
    nearness: float = 0.0,
    similarity: float | None = None,
    in_order: bool = False,
) -> tuple[Evidence, ...]:
    """Everything that speaks for the pair, the strongest kinds first.

    Args:
        german: the German stretch.
        english: the English stretch.
        table: the document's table, for the rarity of words.
        terms: known term pairs.
        nearness: closeness of the footnote's reference, 0–1.
        similarity: cosine of the two stretches, if there are vectors.
        in_order: both are items of enumerations that agree in number.
    """
    source, target = take_apart(german, "de"), take_apart(english, "en")
    result = [*_literal(source, target), *_words(source, target, table)]
    result += [Evidence("number", n, n, 1.0) for n in sorted(source.numbers & target.numbers)]
    for pair in term_pairs([source], [target], terms).get((0, 0), []):
        result.append(Evidence("term", pair[0], pair[1], 1.0))
    if in_order:
        result.append(Evidence("order", weight=1.0))
    if nearness > 0:
        result.append(Evidence("marker", weight=round(nearness, 2)))
    if similarity is not None:
        result.append(Evidence("similarity", weight=round(min(1.0, max(0.0, similarity)), 3)))
    return tuple(result)


def _literal(source: Words, target: Words) -> list[Evidence]:
    start, other, length = run = longest_common_run(source.tokens, target.tokens)
    if length < LEAST_RUN or not is_telling(source, run):
        return []
    words = " ".join(source.tokens[start : start + length])
    return [Evidence("literal", words, " ".join(target.tokens[other : other + length]), 1.0)]


def _words(source: Words, target: Words, table: PairTable) -> list[Evidence]:
    pairs = Cognates(source, [target], table.rarity).shared(target)[:_MOST_WORDS]
    return [
        Evidence("name" if _is_name(german, english) else "cognate", german, english, round(min(1.0, weight), 3))
        for german, english, weight in pairs
    ]


def _is_name(german: str, english: str) -> bool:
    """The same capitalised spelling on both sides: a name or an abbreviation."""
    return german == english and re.match(r"[A-ZÄÖÜ]", german) is not None
