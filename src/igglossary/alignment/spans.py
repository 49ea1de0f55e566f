"""Gains of alignment steps n–m inside one block of two parallel texts.

Similarities of spans come from the single vectors: the vector of a span is the sum of its sentences' vectors, each
weighted with length^0.2, so that one matrix product serves all types (design notes of alignment). Where the first
pass leaves doubt, spans are encoded anew as one text, and both similarities are averaged: the sums see where a
sentence belongs, the new vectors see natural n–m steps better.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float32]

TYPES = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (1, 4), (4, 1), (2, 3), (3, 2))
LONGEST_ENCODED = 3
"""Spans of up to this many sentences are encoded anew where there is doubt."""

_HUB_SIZE = 8
_LENGTH_POWER = 0.2


@dataclass(frozen=True, slots=True)
class Settings:
    """Constants of the gain; where they come from and what each is worth is in docs/alignment.md."""

    margin: float = 0.54
    """Share of the hubs (mean of the best eight similarities of row and column) that is taken off."""
    threshold: float = -0.23
    """Quality that gains nothing, for texts of typical closeness without deletions."""
    draft_threshold: float = -0.03
    """The same in the first pass, when nothing is known of the texts."""
    length: float = 0.024
    length_cap: float = 6.8
    spread_floor: float = 0.12
    spread: float = 0.93
    spread_short: float = 2.4
    support: float = 0.155
    """Malus for a sentence in an n–m step that is no closer to the other side than to its rivals."""
    support_level: float = -0.1
    closeness: float = 1.09
    """How far the threshold follows the typical similarity of the two texts: literal ones allow a higher one."""
    gaps: float = 1.13
    """How far the threshold follows the share of gaps found in the first pass."""
    outlier: float = 5.3
    """Robust standard deviations below the median at which a 1–1 step is no pair."""
    joining: float = 0.63
    """How far the priors fall where the first pass found many n–m steps."""
    recoded: float = 0.48
    """Share of the newly encoded spans in the similarity."""
    moved_cosine: float = 0.5
    """Least cosine of the best pair of a moved passage."""
    moved_gain: float = 0.37
    """Least gain of a moved passage."""
    priors: tuple[float, ...] = (0.0, 0.11, 0.11, 0.3, 0.18, 0.18, 0.21, 0.21, 0.48, 0.48)
    """Malus of each of TYPES."""


@dataclass(frozen=True, slots=True)
class Texture:
    """What the first pass learnt of the two texts."""

    threshold: float
    prior_factor: float
    log_ratio: float
    """Median of log(length of second / length of first) over the 1–1 steps."""
    log_spread: float = 0.3
    """Robust standard deviation of the same."""
    least_quality: float = -1.0
    """Similarity less hubs below which two single sentences are no pair."""


@dataclass(frozen=True, slots=True)
class Block:
    """Vectors and lengths of the sentences of one stretch on both sides."""

    first: Array
    second: Array
    first_lengths: Array
    second_lengths: Array


def gains(
    block: Block, settings: Settings, texture: Texture, recoded: tuple[dict[int, Array], dict[int, Array]] | None = None
) -> tuple[dict[tuple[int, int], Array], Array]:
    """Gain of every step of every type, and the quality of the 1–1 steps.

    Args:
        block: the sentences.
        settings: the constants.
        texture: what is known of the texts.
        recoded: span vectors per span length for both sides, (n − k + 1, d) each, where encoded anew.

    Returns:
        type → array (n − a + 1, m − b + 1); and similarity minus hubs of single sentences, (n, m).
    """
    import numpy as np  # heavy; see the package's docstring

    first, second = _SideSpans(block.first, block.first_lengths), _SideSpans(block.second, block.second_lengths)
    plain = block.first @ block.second.T
    weighted = first.weights[:, None] * plain * second.weights[None, :]
    row_hubs = {k: _hub(first.against(weighted, second.weights, k), 1) for k in first.sizes}
    column_hubs = {k: _hub(second.against(weighted.T, first.weights, k), 1) for k in second.sizes}
    result = {}
    for kind, prior in zip(TYPES, settings.priors, strict=True):
        a, b = kind
        if len(plain) < a or plain.shape[1] < b:
            continue
        similarity = _window_sum(_window_sum(weighted, a, 0), b, 1) / (
            first.norms[a][:, None] * second.norms[b][None, :]
        )
        if recoded is not None and max(kind) > 1:
            new = recoded[0][a] @ recoded[1][b].T
            similarity = (1 - settings.recoded) * similarity + settings.recoded * new
        hub = 0.5 * (row_hubs[a][:, None] + column_hubs[b][None, :])
        quality = similarity - settings.margin * hub - texture.threshold
        quality -= _length_malus(first, second, kind, settings, texture)
        gain = 0.5 * (a + b) * quality - prior * texture.prior_factor
        if max(kind) > 1:
            support = _support(weighted, (first, second), (row_hubs, column_hubs), kind)
            gain += settings.support * np.minimum(0.0, support - settings.support_level)
        result[kind] = gain
    quality = plain - settings.margin * 0.5 * (row_hubs[1][:, None] + column_hubs[1][None, :])
    result[(1, 1)] = np.where(quality < texture.least_quality, -1.0, result[(1, 1)])
    return result, quality


def _length_malus(
    first: _SideSpans, second: _SideSpans, kind: tuple[int, int], settings: Settings, texture: Texture
) -> Array:
    """Squared deviation of the log length ratio over what is usual in these texts and for texts so short, capped."""
    import numpy as np  # heavy; see the package's docstring

    a, b = kind
    ratio = second.log_lengths[b][None, :] - first.log_lengths[a][:, None] - texture.log_ratio
    shortest = np.minimum(first.lengths[a][:, None], second.lengths[b][None, :])
    usual = settings.spread_floor**2 + (settings.spread * texture.log_spread) ** 2
    deviation = np.minimum(settings.length_cap, ratio**2 / (usual + settings.spread_short / shortest))
    malus: Array = (settings.length * deviation).astype(np.float32)
    return malus


class _SideSpans:
    """Norms and lengths of all spans of one side."""

    def __init__(self, vectors: Array, lengths: Array) -> None:
        import numpy as np  # heavy; see the package's docstring

        self.weights: Array = lengths**_LENGTH_POWER
        weighted = vectors * self.weights[:, None]
        self.sizes = [k for k in range(1, 1 + max(map(max, TYPES))) if k <= len(vectors)]
        self.norms: dict[int, Array] = {}
        self.log_lengths: dict[int, Array] = {}
        self.lengths: dict[int, Array] = {}
        for k in self.sizes:
            self.norms[k] = np.maximum(np.linalg.norm(_window_sum(weighted, k, 0), axis=1), 1e-6)
            self.lengths[k] = _window_sum(lengths, k, 0) + k - 1
            self.log_lengths[k] = np.log(self.lengths[k])

    def against(self, weighted: Array, other_weights: Array, size: int) -> Array:
        """Cosines of spans of ``size`` with the single sentences of the other side."""
        cosines: Array = _window_sum(weighted, size, 0) / self.norms[size][:, None] / other_weights[None, :]
        return cosines


def span_vectors(vectors: Array, lengths: Array, size: int) -> Array:
    """Unit vectors of all spans of ``size`` sentences as weighted sums, (n − size + 1, d)."""
    import numpy as np  # heavy; see the package's docstring

    sums = _window_sum(vectors * (lengths**_LENGTH_POWER)[:, None], size, 0)
    normalised: Array = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-6)
    return normalised


def _window_sum(array: Array, size: int, axis: int) -> Array:
    """Sums of ``size`` neighbours along an axis; shorter by size − 1."""
    count = array.shape[axis] - size + 1
    if axis == 0:
        return sum((array[k : k + count] for k in range(1, size)), start=array[:count])
    return sum((array[:, k : k + count] for k in range(1, size)), start=array[:, :count])


def _hub(cosines: Array, axis: int) -> Array:
    """Mean of the largest similarities along an axis."""
    import numpy as np  # heavy; see the package's docstring

    size = cosines.shape[axis]
    count = min(_HUB_SIZE, size)
    part = np.partition(cosines, size - count, axis=axis)
    top: Array = part[:, size - count :].mean(axis=axis)
    return top


def _support(
    weighted: Array,
    sides: tuple[_SideSpans, _SideSpans],
    hubs: tuple[dict[int, Array], dict[int, Array]],
    kind: tuple[int, int],
) -> Array:
    """The weakest member's similarity to the whole other side, less the hubs; shape of the type."""
    import numpy as np  # heavy; see the package's docstring

    a, b = kind
    (first, second), (row_hubs, column_hubs) = sides, hubs
    rows, columns = weighted.shape[0] - a + 1, weighted.shape[1] - b + 1
    result = np.full((rows, columns), 9.0, dtype=np.float32)
    if a > 1:
        single = _window_sum(weighted, b, 1) / second.norms[b][None, :] / first.weights[:, None]
        single = single - 0.5 * (row_hubs[1][:, None] + column_hubs[b][None, :])
        for k in range(a):
            result = np.minimum(result, single[k : k + rows])
    if b > 1:
        single = _window_sum(weighted, a, 0) / first.norms[a][:, None] / second.weights[None, :]
        single = single - 0.5 * (row_hubs[a][:, None] + column_hubs[1][None, :])
        for k in range(b):
            result = np.minimum(result, single[:, k : k + columns])
    return result


def best_path(rows: int, columns: int, gain: dict[tuple[int, int], Array]) -> list[tuple[int, int, int, int]]:
    """The steps (i, a, j, b) of greatest total gain; steps without a counterpart gain nothing.

    Nulls that gain nothing make each row of the dynamic programme one running maximum. Rows × columns cells.
    """
    import numpy as np  # heavy; see the package's docstring

    kinds = list(gain)
    value = np.zeros((rows + 1, columns + 1), dtype=np.float32)
    choice = np.full((rows + 1, columns + 1), _ACROSS, dtype=np.int8)
    for i in range(1, rows + 1):
        row, chosen = value[i - 1].copy(), choice[i]
        chosen[:] = _DOWN
        for number, (a, b) in enumerate(kinds):
            if a > i:
                continue
            reached = value[i - a, : columns - b + 1] + gain[(a, b)][i - a]
            target = row[b:]
            better = reached > target
            target[better] = reached[better]
            chosen[b:][better] = number
        running = np.maximum.accumulate(row)
        chosen[running > row] = _ACROSS
        value[i] = running
    return _trace(choice, kinds, rows, columns)


_DOWN, _ACROSS = -1, -2


def _trace(choice: NDArray[np.int8], kinds: list[tuple[int, int]], i: int, j: int) -> list[tuple[int, int, int, int]]:
    steps = []
    while i > 0 or j > 0:
        number = int(choice[i, j]) if i > 0 else _ACROSS
        if j == 0:
            number = _DOWN
        if number == _DOWN:
            a, b = 1, 0
        elif number == _ACROSS:
            a, b = 0, 1
        else:
            a, b = kinds[number]
        i, j = i - a, j - b
        steps.append((i, a, j, b))
    return steps[::-1]
