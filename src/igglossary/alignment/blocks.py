"""Cut two long texts into short blocks that correspond, in time that grows with their length.

Groups of sixteen sentences are compared first: their mean vectors give a coarse path, which repeated passages cannot
lure away, because the order decides. Near the path, sentences that are each other's best by a clear margin become
anchors, and two neighbouring anchors are a place to cut.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float32]
    Vectors = NDArray[np.floating]

_GROUP = 16
_WHOLE = 400
"""Texts with at most this many sentences a side are one block."""
_STEP = 250
"""Sentences between two cuts (design notes of alignment)."""
_ANCHOR_COSINE = 0.55
_ANCHOR_GAP = 0.12
_COARSE_THRESHOLD = 0.2
_GROUPS_AROUND = 4
_LARGEST = 1200
"""A block that is longer on either side is cut on the coarse path, for want of anchors."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A place before sentence ``first`` of one text and ``second`` of the other."""

    first: int
    second: int


def cut_texts(first: Vectors, second: Vectors) -> list[tuple[Cut, Cut]]:
    """Blocks (from, to) that cover both texts without gaps. Vectors are (n, d) and (m, d), of any float type."""
    end = Cut(len(first), len(second))
    if max(end.first, end.second) <= _WHOLE:
        return [(Cut(0, 0), end)]
    path = _coarse_path(first, second)
    anchors = _chain(_anchors(first, second, path))
    cuts = [Cut(0, 0)]
    for i, j in _safe_places(anchors):
        if min(i - cuts[-1].first, j - cuts[-1].second) >= 1 and max(i - cuts[-1].first, j - cuts[-1].second) >= _STEP:
            cuts.append(Cut(i, j))
    cuts.append(end)
    blocks = []
    for start, stop in pairwise(cuts):
        blocks += _bounded(start, stop, path)
    return blocks


def _group_means(vectors: Vectors, centre: Array) -> Array:
    import numpy as np  # heavy; see the package's docstring

    starts = np.arange(0, len(vectors), _GROUP)
    means = np.stack([vectors[s : s + _GROUP].astype(np.float32).mean(axis=0) for s in starts]) - centre
    result: Array = means / np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-6)
    return result


def _coarse_path(first: Vectors, second: Vectors) -> list[tuple[int, int]]:
    """Corresponding groups (row, column) in order, and the ends."""
    import numpy as np  # heavy; see the package's docstring

    centre = 0.5 * (first.mean(axis=0, dtype=np.float32) + second.mean(axis=0, dtype=np.float32))
    similarity = _group_means(first, centre) @ _group_means(second, centre).T - _COARSE_THRESHOLD
    rows, columns = similarity.shape
    value = np.zeros((rows + 1, columns + 1), dtype=np.float32)
    for i in range(1, rows + 1):
        diagonal = value[i - 1, :-1] + similarity[i - 1]
        value[i, 1:] = np.maximum(value[i - 1, 1:], diagonal)
        np.maximum.accumulate(value[i], out=value[i])
    path = []
    i, j = rows, columns
    while i > 0 and j > 0:
        if value[i, j] == value[i - 1, j]:
            i -= 1
        elif value[i, j] == value[i, j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            path.append((i, j))
    return path[::-1]


def _anchors(first: Vectors, second: Vectors, path: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Mutual best pairs with a clear gap, looked for near the path only."""
    import numpy as np  # heavy; see the package's docstring

    anchors = []
    batch = 8
    for k in range(0, len(path), batch):
        part = path[k : k + batch]
        top, bottom = part[0][0] * _GROUP, min(len(first), (part[-1][0] + 1) * _GROUP)
        left = max(0, (part[0][1] - _GROUPS_AROUND) * _GROUP)
        right = min(len(second), (part[-1][1] + 1 + _GROUPS_AROUND) * _GROUP)
        right = min(right, left + 8 * batch * _GROUP)
        if bottom - top < 2 or right - left < 2 or bottom - top > 8 * batch * _GROUP:
            continue
        cosine = first[top:bottom].astype(np.float32) @ second[left:right].astype(np.float32).T
        column = cosine.argmax(axis=1)
        lines = np.arange(len(cosine))
        best = cosine[lines, column]
        ordered = np.partition(cosine, cosine.shape[1] - 2, axis=1)
        mutual = cosine.argmax(axis=0)[column] == lines
        good = mutual & (best >= _ANCHOR_COSINE) & (best - ordered[:, -2] >= _ANCHOR_GAP)
        anchors += [(top + int(i), left + int(column[i])) for i in np.flatnonzero(good)]
    return sorted(set(anchors))


def _chain(anchors: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain that rises on both sides (patience sorting, n log n)."""
    tops: list[int] = []
    top_at: list[int] = []
    back: list[int] = []
    ordered = sorted(anchors, key=lambda pair: (pair[0], -pair[1]))
    for n, (_, j) in enumerate(ordered):
        place = bisect_left(tops, j)
        back.append(top_at[place - 1] if place else -1)
        if place == len(tops):
            tops.append(j)
            top_at.append(n)
        else:
            tops[place], top_at[place] = j, n
    chain = []
    n = top_at[-1] if top_at else -1
    while n >= 0:
        chain.append(ordered[n])
        n = back[n]
    return chain[::-1]


def _safe_places(chain: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Anchors whose predecessor on both sides is an anchor too: no n–m step can lie across such a place."""
    known = set(chain)
    return [(i, j) for i, j in chain if (i - 1, j - 1) in known]


def _bounded(start: Cut, stop: Cut, path: list[tuple[int, int]]) -> list[tuple[Cut, Cut]]:
    """The block itself, or its pieces along the coarse path if it is too large."""
    if max(stop.first - start.first, stop.second - start.second) <= _LARGEST:
        return [(start, stop)]
    cuts = [start]
    for row, column in path:
        i, j = row * _GROUP, column * _GROUP
        is_inside = cuts[-1].first < i < stop.first and cuts[-1].second < j < stop.second
        if is_inside and max(i - cuts[-1].first, j - cuts[-1].second) >= _LARGEST // 2:
            cuts.append(Cut(i, j))
    cuts.append(stop)
    pieces: list[tuple[Cut, Cut]] = []
    for begin, end in pairwise(cuts):
        pieces += _halved(begin, end)
    return pieces


def _halved(start: Cut, stop: Cut) -> list[tuple[Cut, Cut]]:
    """Pieces of bounded size without any knowledge: a stretch with no counterpart may be cut anywhere."""
    count = -(-max(stop.first - start.first, stop.second - start.second) // (2 * _LARGEST))
    if count <= 1:
        return [(start, stop)]
    rows = [start.first + (stop.first - start.first) * k // count for k in range(count + 1)]
    columns = [start.second + (stop.second - start.second) * k // count for k in range(count + 1)]
    places = [Cut(i, j) for i, j in zip(rows, columns, strict=True)]
    return list(pairwise(places))
