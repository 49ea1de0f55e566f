"""Align two full texts sentence by sentence: n–m beads, deletions, moved passages, repeated documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.alignment.blocks import Cut, cut_texts
from igglossary.alignment.lexical import LexicalEncoder
from igglossary.alignment.spans import (
    LONGEST_ENCODED,
    TYPES,
    Block,
    Settings,
    Texture,
    best_path,
    gains,
    span_vectors,
)
from igglossary.model import Bead

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from igglossary.alignment.embedding import Encoder

    Array = NDArray[np.float32]
    Steps = list[tuple[int, int, int, int]]

_BATCH = 1024
_TYPICAL_QUALITY = 0.35
_TYPICAL_JOINING = 0.15
_LEAST_EVIDENCE = 10
"""1–1 steps that the first pass needs before the constants are adapted to the texts."""
_BLOCKS_AT_ONCE = 16
"""Blocks whose doubtful spans are encoded in one call: bounds memory."""
_SETTLED = 0.12
"""Gain of a 1–1 step above which, between two such steps, nothing is encoded anew."""
_MOVED_COSINE = 0.55
_MOST_LEFTOVERS = 6000
"""Leftover sentences a side that are compared with each other for moved passages: bounds time and memory."""


def align_texts(
    first: Sequence[str],
    second: Sequence[str],
    *,
    encoder: Encoder | None,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Bead, ...]:
    """Align two texts, given as sentences.

    Args:
        first: sentences of one language.
        second: sentences of the other.
        encoder: makes comparable vectors of both languages; None aligns by length, numbers and similar words.
        progress: called with (done, total), in sentences.

    Returns:
        Beads that contain every sentence of both sides exactly once, null beads of one sentence included, in the
        order of the first text; sentences of the second text without a counterpart stand where they stand there.
        Time grows linearly with length apart from the comparison of groups of 16 sentences.
    """
    if not first or not second:
        lone = [Bead((i,), (), 0.0) for i in range(len(first))]
        return tuple(lone + [Bead((), (j,), 0.0) for j in range(len(second))])
    return _Aligner(first, second, encoder, progress).beads()


class _Aligner:
    def __init__(
        self,
        first: Sequence[str],
        second: Sequence[str],
        encoder: Encoder | None,
        progress: Callable[[int, int], None] | None,
    ) -> None:
        import numpy as np  # heavy; see the package's docstring

        self.settings = Settings() if encoder is not None else LEXICAL_SETTINGS
        self.recodes = encoder is not None
        self.encoder = encoder if encoder is not None else LexicalEncoder(first, second)
        self.texts = (first, second)
        self.lengths = tuple(np.array([max(1, len(t)) for t in side], dtype=np.float32) for side in self.texts)
        self.progress = progress
        self.done = 0
        self.total = 2 * (len(first) + len(second))
        self.vectors = (self._encode(first), self._encode(second))

    def beads(self) -> tuple[Bead, ...]:
        """All beads; see ``align_texts``."""
        blocks = cut_texts(*self.vectors)
        plain = Texture(self.settings.threshold, 1.0, 0.0)
        drafts = [self._draft(block, plain) for block in blocks]
        texture = self._texture(drafts)
        beads: list[Bead] = []
        for k in range(0, len(blocks), _BLOCKS_AT_ONCE):
            beads += self._final(blocks[k : k + _BLOCKS_AT_ONCE], drafts[k : k + _BLOCKS_AT_ONCE], texture)
        return tuple(self._with_moves(beads))

    def _encode(self, texts: Sequence[str]) -> NDArray[np.float16]:
        import numpy as np  # heavy; see the package's docstring

        parts = []
        for start in range(0, len(texts), _BATCH):
            part = texts[start : start + _BATCH]
            parts.append(self.encoder.encode(part).astype(np.float16))
            self._advance(len(part))
        return np.concatenate(parts)

    def _advance(self, sentences: int) -> None:
        self.done += sentences
        if self.progress is not None:
            self.progress(min(self.done, self.total), self.total)

    def _block(self, start: Cut, stop: Cut) -> Block:
        import numpy as np  # heavy; see the package's docstring

        rows, columns = slice(start.first, stop.first), slice(start.second, stop.second)
        return Block(
            self.vectors[0][rows].astype(np.float32),
            self.vectors[1][columns].astype(np.float32),
            self.lengths[0][rows],
            self.lengths[1][columns],
        )

    def _draft(self, place: tuple[Cut, Cut], texture: Texture) -> tuple[Steps, Array, Array]:
        """Steps of one block, and for its 1–1 steps quality and log length ratio; both (n,)."""
        import numpy as np  # heavy; see the package's docstring

        block = self._block(*place)
        rows, columns = len(block.first), len(block.second)
        if not rows or not columns:
            return _nulls(rows, columns), np.zeros(0, np.float32), np.zeros(0, np.float32)
        gain, quality = gains(block, self.settings, texture)
        steps = best_path(rows, columns, gain)
        singles = [(i, j) for i, a, j, b in steps if a == b == 1]
        i, j = np.array(singles, dtype=int).reshape(-1, 2).T
        ratio = np.log(block.second_lengths[j]) - np.log(block.first_lengths[i])
        return steps, quality[i, j], ratio

    def _texture(self, drafts: list[tuple[Steps, Array, Array]]) -> Texture:
        """Adapt threshold and priors to the texts: literal ones bear more nulls, free ones more n–m steps."""
        import numpy as np  # heavy; see the package's docstring

        quality = np.concatenate([draft[1] for draft in drafts])
        settings = self.settings
        if len(quality) < _LEAST_EVIDENCE:
            return Texture(settings.threshold, 1.0, 0.0)
        joined = sum(1 for steps, _, _ in drafts for _, a, _, b in steps if a and b and a + b > 2)
        share = joined / (joined + len(quality))
        threshold = settings.threshold + settings.closeness * (float(np.median(quality)) - _TYPICAL_QUALITY)
        factor = max(0.3, 1 - settings.joining * (share - _TYPICAL_JOINING))
        ratios = np.concatenate([draft[2] for draft in drafts])
        middle = float(np.median(ratios))
        spread = min(0.6, 1.48 * float(np.median(np.abs(ratios - middle))))
        return Texture(threshold, factor, middle, spread)

    def _final(
        self, places: list[tuple[Cut, Cut]], drafts: list[tuple[Steps, Array, Array]], texture: Texture
    ) -> list[Bead]:
        vectors = self._recode(places, [draft[0] for draft in drafts]) if self.recodes else {}
        beads = []
        for start, stop in places:
            block = self._block(start, stop)
            rows, columns = len(block.first), len(block.second)
            if rows and columns:
                recoded = self._span_tables(block, start, vectors) if vectors else None
                gain, _ = gains(block, self.settings, texture, recoded)
                steps = best_path(rows, columns, gain)
            else:
                gain, steps = {}, _nulls(rows, columns)
            for i, a, j, b in steps:
                value = 2 * float(gain[(a, b)][i, j]) / (a + b) if a and b else 0.0
                one = tuple(range(start.first + i, start.first + i + a))
                other = tuple(range(start.second + j, start.second + j + b))
                beads.append(Bead(one, other, bead_score(value) if a and b else 0.0))
            self._advance(rows + columns)
        return beads

    def _recode(self, places: list[tuple[Cut, Cut]], drafts: list[Steps]) -> dict[tuple[int, int, int], Array]:
        """New vectors of doubtful spans: (side, first sentence, length) → (d,)."""
        keys = []
        for (start, _), steps in zip(places, drafts, strict=True):
            for side, doubtful in enumerate(_doubtful(steps)):
                origin = start.second if side else start.first
                for low, high in doubtful:
                    keys += [
                        (side, origin + k, size)
                        for size in range(2, LONGEST_ENCODED + 1)
                        for k in range(low, high - size + 1)
                    ]
        keys = list(dict.fromkeys(keys))
        if not keys:
            return {}
        rows = self.encoder.encode([" ".join(self.texts[side][k : k + size]) for side, k, size in keys])
        return dict(zip(keys, rows, strict=True))

    def _span_tables(
        self, block: Block, start: Cut, vectors: dict[tuple[int, int, int], Array]
    ) -> tuple[dict[int, Array], dict[int, Array]]:
        """Span vectors of one block, by length; sums where nothing was encoded anew."""
        tables: tuple[dict[int, Array], dict[int, Array]] = ({}, {})
        sides = ((block.first, block.first_lengths, start.first), (block.second, block.second_lengths, start.second))
        for side, (singles, lengths, origin) in enumerate(sides):
            for size in range(1, 1 + max(map(max, TYPES))):
                if size > len(singles):
                    continue
                table = singles if size == 1 else span_vectors(singles, lengths, size)
                if 1 < size <= LONGEST_ENCODED:
                    for k in range(len(table)):
                        new = vectors.get((side, origin + k, size))
                        if new is not None:
                            table[k] = new
                tables[side][size] = table
        return tables

    def _with_moves(self, beads: list[Bead]) -> list[Bead]:
        """Leftovers that are each other's best become crossing 1–1 beads (moved passages)."""
        import numpy as np  # heavy; see the package's docstring

        ones = [bead.first[0] for bead in beads if not bead.second][:_MOST_LEFTOVERS]
        others = [bead.second[0] for bead in beads if not bead.first][:_MOST_LEFTOVERS]
        if not ones or not others:
            return beads
        second = self.vectors[1][others].astype(np.float32)
        best_column, best, column_best, column_value = _mutual(self.vectors[0][ones], second)
        moved = {}
        for n, i in enumerate(ones):
            if column_best[best_column[n]] == n and best[n] >= _MOVED_COSINE:
                moved[i] = (others[best_column[n]], float(column_value[best_column[n]]))
        taken = {j for j, _ in moved.values()}
        result = []
        for bead in beads:
            if not bead.second and bead.first[0] in moved:
                j, cosine = moved[bead.first[0]]
                result.append(Bead(bead.first, (j,), bead_score(cosine - 0.4)))
            elif bead.first or bead.second[0] not in taken:
                result.append(bead)
        return result


def bead_score(value: float) -> float:
    """Probability that a bead is right, from its gain per sentence; fitted on the development texts."""
    from math import exp

    return round(1 / (1 + exp(-(_SCORE_SLOPE * value + _SCORE_INTERCEPT))), 4)


_SCORE_SLOPE, _SCORE_INTERCEPT = 14.0, 0.5

LEXICAL_SETTINGS = Settings(
    margin=0.2, threshold=-0.35, length=0.25, length_cap=2.0, support=0.0, closeness=0.0, joining=0.0
)
"""Without an encoder: similar words are rare, so length decides and the threshold is low."""


def _mutual(first: NDArray[np.float16], second: Array) -> tuple[NDArray[np.intp], Array, NDArray[np.intp], Array]:
    """Best column and value of every row, best row and value of every column; in batches of rows."""
    import numpy as np  # heavy; see the package's docstring

    columns, values = [], []
    column_best = np.zeros(len(second), dtype=np.intp)
    column_value = np.full(len(second), -2.0, dtype=np.float32)
    for start in range(0, len(first), _BATCH):
        cosine = first[start : start + _BATCH].astype(np.float32) @ second.T
        columns.append(cosine.argmax(axis=1))
        values.append(cosine.max(axis=1))
        higher = cosine.max(axis=0) > column_value
        column_best[higher] = start + cosine.argmax(axis=0)[higher]
        column_value = np.maximum(column_value, cosine.max(axis=0))
    return np.concatenate(columns), np.concatenate(values), column_best, column_value


def _nulls(rows: int, columns: int) -> Steps:
    return [(i, 1, 0, 0) for i in range(rows)] + [(rows, 0, j, 1) for j in range(columns)]


def _doubtful(steps: Steps) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Stretches (from, to) on both sides around every step that is not a 1–1 between two 1–1 steps."""
    simple = [a == b == 1 for _, a, _, b in steps]
    sides: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
    k = 0
    while k < len(steps):
        if simple[k]:
            k += 1
            continue
        last = k
        while last + 1 < len(steps) and not all(simple[last + 1 : last + 4]):
            last += 1
        low, high = max(0, k - 2), min(len(steps), last + 3)
        for side, (place, size) in enumerate(((0, 1), (2, 3))):
            begin = steps[low][place]
            end = steps[high - 1][place] + steps[high - 1][size]
            if end - begin >= 2:
                sides[side].append((begin, end))
        k = last + 1
    return sides
