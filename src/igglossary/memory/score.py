"""The fuzzy score, version ``score/1``: how much of a translation can be used again, and what has to be changed.

docs/score.md explains it to translators. This module is on the look-up path.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from igglossary.answers.memory import Difference
from igglossary.text.memory_tokens import NUMBER, fold, key_tokens, numbers, punctuation, surface_tokens, without_codes

if TYPE_CHECKING:
    from collections.abc import Sequence

VERSION = "score/1"
LARGEST_DEDUCTION = 5
"""What the formal differences cost together at most: the same words always give 95 or more."""

_SPACE = re.compile(r"\s+")

Codes = tuple[tuple[str, object], ...]
"""The inline codes of a segment in order, each as (``open``, ``close`` or ``alone``; whatever else may differ)."""
Pair = tuple[str | None, str | None]
"""Aligned tokens as spelt: (in the memory, in the segment); None on one side for a token that is only on the other."""


class Score(NamedTuple):
    """``score`` is the base without the points of the differences (together at most 5), both 0–100, rounded down."""

    score: int
    base: int
    differences: tuple[Difference, ...]


def base_of(distance: int, length: int, other_length: int) -> int:
    """100 · (1 - distance / longer length), rounded down; two empty segments are equal."""
    longer = max(length, other_length)
    return 100 * (longer - distance) // longer if longer else 100


def compare(
    query: str,
    source: str,
    *,
    query_codes: Codes = (),
    source_codes: Codes = (),
    target: str | None = None,
) -> Score:
    """Score a segment against the source side of a unit.

    Args:
        query: The segment to translate.
        source: The unit's side in the same language.
        query_codes: Inline codes of the segment.
        source_codes: Inline codes of that side.
        target: The unit's other side: a number that stands in it can simply be exchanged, which costs 1 instead of 2.
    """
    if query == source and query_codes == source_codes:
        return Score(100, 100, ())
    query_codes, source_codes = (*query_codes, *_typed(query)), (*source_codes, *_typed(source))
    pairs = _align(source, query)
    changed = [pair for pair in pairs if pair[0] is None or pair[1] is None or fold(pair[0]) != fold(pair[1])]
    lengths = [sum(pair[side] is not None for pair in pairs) for side in (0, 1)]
    if lengths == [0, 0] and key_tokens(query) != key_tokens(source):
        return Score(0, 0, (_punctuation(source, query, pairs)[0],))
    base = base_of(len(changed), *lengths)
    differences = [
        *_words(pairs),
        *_numbers(pairs, source, target),
        *_case(pairs),
        *_punctuation(source, query, pairs),
        *_space(source, query),
        *_codes(source_codes, query_codes),
    ]
    if base == 100 and not differences:
        differences.append(Difference("character", "", "", 1))
    points = min(LARGEST_DEDUCTION, sum(difference.points for difference in differences))
    return Score(max(0, base - points), base, tuple(differences))


# --- words -----------------------------------------------------------------------------------------------------------


def _align(source: str, query: str) -> list[Pair]:
    """The tokens of both in order, as few as possible unequal; an exchanged token is one pair."""
    old, new = surface_tokens(source), surface_tokens(query)
    old_tokens, new_tokens = [fold(token) for token in old], [fold(token) for token in new]
    shortest = min(len(old), len(new))
    head = next((n for n in range(shortest) if old_tokens[n] != new_tokens[n]), shortest)
    tail = next((n for n in range(shortest - head) if old_tokens[-1 - n] != new_tokens[-1 - n]), shortest - head)
    ends = len(old) - tail, len(new) - tail
    steps = _steps(old_tokens[head : ends[0]], new_tokens[head : ends[1]])
    pairs: list[Pair] = list(zip(old[:head], new[:head], strict=True))
    pairs += [(None if i is None else old[head + i], None if j is None else new[head + j]) for i, j in steps]
    pairs += zip(old[ends[0] :], new[ends[1] :], strict=True)
    return pairs


def _steps(old: Sequence[str], new: Sequence[str]) -> list[tuple[int | None, int | None]]:
    """An optimal alignment of two token sequences as index pairs."""
    if not old or not new:
        return [(i, None) for i in range(len(old))] + [(None, j) for j in range(len(new))]
    columns = _vertical_differences(old, new)
    i, j = len(old), len(new)
    steps: list[tuple[int | None, int | None]] = []
    while i and j:
        if columns[j - 1][0] >> (i - 1) & 1:
            i -= 1
            steps.append((i, None))
        elif j > 1 and columns[j - 2][1] >> (i - 1) & 1:
            j -= 1
            steps.append((None, j))
        else:
            i, j = i - 1, j - 1
            steps.append((i, j))
    steps += [(n, None) for n in range(i - 1, -1, -1)]
    steps += [(None, n) for n in range(j - 1, -1, -1)]
    return steps[::-1]


def _vertical_differences(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The columns of the Levenshtein table as bit vectors: where it grows and where it falls downwards.

    Myers's algorithm in Hyyrö's form, as in memory/distance.py; from the vectors an alignment is read backwards.
    """
    everything = positive = (1 << len(old)) - 1
    negative = 0
    places: dict[str, int] = {}
    for position, token in enumerate(old):
        places[token] = places.get(token, 0) | 1 << position
    columns = []
    for token in new:
        equal = places.get(token, 0)
        diagonal = (((equal & positive) + positive) ^ positive) | equal | negative
        up = ((negative | (everything & ~(diagonal | positive))) << 1) | 1
        down = (diagonal & positive) << 1
        positive = everything & (down | ~(diagonal | up))
        negative = up & diagonal & everything
        columns.append((positive, negative))
    return columns


def _words(pairs: Sequence[Pair]) -> list[Difference]:
    """Runs of changed tokens, each named once."""
    found = []
    run: list[Pair] = []
    for pair in [*pairs, ("", "")]:
        if pair[0] is None or pair[1] is None or fold_or_empty(pair[0]) != fold_or_empty(pair[1]):
            run.append(pair)
        elif run:
            old, new = (" ".join(token for pair in run if (token := pair[side]) is not None) for side in (0, 1))
            found.append(Difference("word", old, new, 0))
            run = []
    return found


def fold_or_empty(surface: str) -> str:
    """``fold``, which also takes ''."""
    return fold(surface) if surface else ""


# --- formal differences ----------------------------------------------------------------------------------------------


def _equal(pairs: Sequence[Pair]) -> list[tuple[str, str]]:
    """The pairs of equal tokens that are not spelt alike."""
    return [
        (old, new)
        for old, new in pairs
        if old is not None and new is not None and old != new and fold(old) == fold(new)
    ]


def _numbers(pairs: Sequence[Pair], source: str, target: str | None) -> list[Difference]:
    changed = [(old, new) for old, new in _equal(pairs) if fold(old) == NUMBER]
    if not changed:
        return []
    points = 2
    if target is not None:
        here, there = numbers(source), numbers(target)
        points = 1 if all(here.count(old) == there.count(old) for old, _new in changed) else 2
    old, new = (", ".join(pair[side] for pair in changed) for side in (0, 1))
    return [Difference("number", old, new, points)]


def _case(pairs: Sequence[Pair]) -> list[Difference]:
    changed = [
        (old, new)
        for old, new in _equal(pairs)
        if fold(old) != NUMBER and old.replace("’", "'") != new.replace("’", "'")
    ]
    if not changed:
        return []
    old, new = (" ".join(pair[side] for pair in changed) for side in (0, 1))
    return [Difference("case", old, new, 1)]


def _punctuation(source: str, query: str, pairs: Sequence[Pair]) -> list[Difference]:
    old, new = punctuation(source), punctuation(query)
    if old == new:
        apostrophes = [
            pair for pair in _equal(pairs) if pair[0].count("’") != pair[1].count("’") and fold(pair[0]) != NUMBER
        ]
        if not apostrophes:
            return []
        old, new = apostrophes[0]
    return [Difference("punctuation", old, new, 1)]


def _space(source: str, query: str) -> list[Difference]:
    if _unusual_space(source) == _unusual_space(query):
        return []
    return [Difference("space", "", "", 1)]


def _unusual_space(text: str) -> tuple[str, str, list[str]]:
    """White space before, after, and inside where it is not one blank."""
    inner = text.strip()
    start = text.find(inner) if inner else len(text)
    return text[:start], text[start + len(inner) :], [run for run in _SPACE.findall(inner) if run != " "]


def _typed(text: str) -> Codes:
    """The placeholders and tags in the text itself as codes. Of a tag, the name may differ as a code's place may."""
    if without_codes(text) == text:
        return ()
    from igglossary.text.placeholders import placeholders  # for texts that have some

    return tuple((_kind_of(found.surface), found.surface) for found in placeholders(text))


def _kind_of(surface: str) -> str:
    if not surface.startswith("<"):
        return surface  # another placeholder is another code
    if surface.endswith("/>"):
        return "alone"
    return "close" if surface.startswith("</") else "open"


def _codes(old: Codes, new: Codes) -> list[Difference]:
    if old == new:
        return []
    if [kind for kind, _rest in old] == [kind for kind, _rest in new]:
        return [Difference("code", "", "", 1)]
    return [Difference("code", "", "", 2)]
