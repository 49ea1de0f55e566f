"""Moved passages: what the monotone path left over on both sides, aligned run by run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from igglossary.alignment.spans import Block, Settings, Texture, best_path, gains

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float32]

_MOST_LEFTOVERS = 6000
"""Leftover sentences a side that are looked at: bounds time and memory."""
_MOST_COLUMNS = 600
_BATCH = 1024


@dataclass(frozen=True, slots=True)
class Side:
    """All vectors (any float type) and lengths of one text."""

    vectors: NDArray[np.float16]
    lengths: Array


@dataclass(frozen=True, slots=True)
class Moved:
    """A crossing step: sentence numbers on both sides and the gain per sentence."""

    first: tuple[int, ...]
    second: tuple[int, ...]
    value: float


def find_moves(
    sides: tuple[Side, Side], ones: list[int], others: list[int], settings: Settings, texture: Texture
) -> list[Moved]:
    """Align the runs among the leftover sentences ``ones`` with those among ``others``.

    A run of the first text is aligned with the leftovers of the second in their order; the passages found are taken
    in the order of their gain, so that no sentence is used twice. Runs are only tried where at least one pair of
    sentences is each other's best among the leftovers.
    """
    first, second = sides
    ones, others = ones[:_MOST_LEFTOVERS], others[:_MOST_LEFTOVERS]
    if not ones or not others:
        return []
    promising = _mutual_best(first.vectors[ones], second.vectors[others], settings.moved_cosine)
    places = {ones[a]: others[b] for a, b in promising}
    column_runs = _runs(others)
    passages = []
    for run in _runs(ones):
        wanted = {places[i] for i in run if i in places}
        if wanted:
            columns = _columns(column_runs, wanted)
            passages += _passages(sides, run, columns, settings, texture)
    return _without_overlaps(sorted(passages, key=lambda passage: -_gain(passage)))


def _gain(passage: list[Moved]) -> float:
    """What a passage gains, of the sentences of both sides."""
    return sum(step.value * len(step.first + step.second) for step in passage)


def _without_overlaps(passages: list[list[Moved]]) -> list[Moved]:
    """The steps of the passages, without those that use a sentence of the second text again."""
    used: set[int] = set()
    result = []
    for passage in passages:
        sentences = {j for step in passage for j in step.second}
        if used.isdisjoint(sentences):
            used |= sentences
            result += passage
    return result


def _runs(numbers: list[int]) -> list[list[int]]:
    """Maximal stretches of neighbouring numbers."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _columns(runs: list[list[int]], wanted: set[int]) -> list[int]:
    """Leftovers of the second text, those runs first kept that hold a promising partner; in text order."""
    chosen: list[list[int]] = []
    size = 0
    for run in sorted(runs, key=lambda run: -len(wanted.intersection(run))):
        if size + len(run) > _MOST_COLUMNS and chosen:
            break
        chosen.append(run[:_MOST_COLUMNS])
        size += len(run)
    return sorted(j for run in chosen for j in run)


def _passages(
    sides: tuple[Side, Side], rows: list[int], columns: list[int], settings: Settings, texture: Texture
) -> list[list[Moved]]:
    """The passages of one run, each a chain of steps that follow each other in both texts."""
    import numpy as np  # heavy; see the package's docstring

    first, second = sides
    block = Block(
        first.vectors[rows].astype(np.float32),
        second.vectors[columns].astype(np.float32),
        first.lengths[rows],
        second.lengths[columns],
    )
    gain, _ = gains(block, settings, texture)
    position = np.array(columns)
    for (_, b), values in gain.items():
        if b > 1:  # a step may not reach across a place where the text between is aligned elsewhere
            values[:, position[b - 1 :] - position[: len(position) - b + 1] != b - 1] = -1.0
    passages: list[list[Moved]] = []
    for i, a, j, b in best_path(len(rows), len(columns), gain):
        if not (a and b):
            continue
        one, other = tuple(rows[i : i + a]), tuple(columns[j : j + b])
        step = Moved(one, other, 2 * float(gain[(a, b)][i, j]) / (a + b))
        if passages and passages[-1][-1].first[-1] + 1 == one[0] and 0 < other[0] - passages[-1][-1].second[-1] <= 2:
            passages[-1].append(step)
        else:
            passages.append([step])
    return [passage for passage in passages if _gain(passage) / 2 >= settings.moved_gain]


def _mutual_best(first: NDArray[np.float16], second: NDArray[np.float16], least: float) -> list[tuple[int, int]]:
    """Pairs (row, column) that are each other's best with a cosine of at least ``least``; in batches of rows."""
    import numpy as np  # heavy; see the package's docstring

    columns = second.astype(np.float32).T
    row_best, row_value = [], []
    column_best = np.zeros(len(second), dtype=np.intp)
    column_value = np.full(len(second), -2.0, dtype=np.float32)
    for start in range(0, len(first), _BATCH):
        cosine = first[start : start + _BATCH].astype(np.float32) @ columns
        row_best.append(cosine.argmax(axis=1))
        row_value.append(cosine.max(axis=1))
        higher = cosine.max(axis=0) > column_value
        column_best[higher] = start + cosine.argmax(axis=0)[higher]
        column_value = np.maximum(column_value, cosine.max(axis=0))
    best, value = np.concatenate(row_best), np.concatenate(row_value)
    rows = np.flatnonzero((column_best[best] == np.arange(len(best))) & (value >= least))
    return [(int(row), int(best[row])) for row in rows]
