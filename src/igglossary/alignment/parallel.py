"""Align two full texts sentence by sentence: n–m beads, deletions, moved passages, repeated documents."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from igglossary.alignment.blocks import Cut, cut_texts
from igglossary.alignment.lexical import LexicalEncoder
from igglossary.alignment.moves import Moved, Side, find_moves
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
    from collections.abc import Callable, Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from igglossary.alignment.embedding import Encoder

    Array = NDArray[np.float32]
    Steps = list[tuple[int, int, int, int]]

_BATCH = 256
"""Texts that are encoded in one call: half a second of work, after which a person is told."""
_OF_ENCODING, _OF_SPANS, _OF_PATHS = 4, 5, 1
"""How the work on a sentence is shared out, for the progress; of 11 s for 2,850 sentences 4.5 s, 6 s and 0.5 s."""
_TYPICAL_QUALITY = 0.35
_TYPICAL_JOINING = 0.15
_LEAST_EVIDENCE = 10
"""1–1 steps that the first pass needs before the constants are adapted to the texts."""
_LEAST_DEVIATION = 0.06
"""Texts that are more even than any of the development texts (.07–.12) are not trusted to be."""
_BLOCKS_AT_ONCE = 16
"""Blocks whose doubtful spans are encoded in one call: bounds memory."""


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
        progress: called with (done, total), in parts of the work on a sentence.

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
        self.done = 0.0
        of_spans = _OF_SPANS if self.recodes else 0
        self.total = (_OF_ENCODING + of_spans + _OF_PATHS) * (len(first) + len(second))
        self.vectors = (self._encode(first), self._encode(second))

    def beads(self) -> tuple[Bead, ...]:
        """All beads; see ``align_texts``."""
        blocks = cut_texts(*self.vectors)
        plain = Texture(self.settings.draft_threshold, 1.0, 0.0)
        drafts = [self._draft(block, plain) for block in blocks]
        texture = self._texture(drafts)
        beads: list[Bead] = []
        for k in range(0, len(blocks), _BLOCKS_AT_ONCE):
            beads += self._final(blocks[k : k + _BLOCKS_AT_ONCE], drafts[k : k + _BLOCKS_AT_ONCE], texture)
        return tuple(self._with_moves(beads, texture))

    def _encode(self, texts: Sequence[str]) -> NDArray[np.float16]:
        import numpy as np  # heavy; see the package's docstring

        result: NDArray[np.float16] | None = None
        for start in range(0, len(texts), _BATCH):
            part = self.encoder.encode(texts[start : start + _BATCH])
            if result is None:  # half precision: 50,000 sentences a side take 100 MB
                result = np.empty((len(texts), part.shape[1]), dtype=np.float16)
            result[start : start + len(part)] = part
            self._advance(_OF_ENCODING * len(part))
        assert result is not None  # neither side is empty
        return result

    def _advance(self, done: float) -> None:
        self.done += done
        if self.progress is not None:
            self.progress(min(round(self.done), self.total), self.total)

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
            return Texture(settings.draft_threshold, 1.0, 0.0)
        joined = sum(1 for steps, _, _ in drafts for _, a, _, b in steps if a and b and a + b > 2)
        share = joined / (joined + len(quality))
        typical = float(np.median(quality))
        deviation = max(_LEAST_DEVIATION, 1.48 * float(np.median(np.abs(quality - typical))))
        gaps = sum(_gaps(steps) for steps, _, _ in drafts) / sum(len(steps) for steps, _, _ in drafts)
        threshold = settings.threshold + settings.closeness * (typical - _TYPICAL_QUALITY) + settings.gaps * gaps
        factor = max(0.3, 1 - settings.joining * (share - _TYPICAL_JOINING))
        ratios = np.concatenate([draft[2] for draft in drafts])
        middle = float(np.median(ratios))
        spread = min(0.6, 1.48 * float(np.median(np.abs(ratios - middle))))
        return Texture(threshold, factor, middle, spread, typical - settings.outlier * deviation)

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
                score = bead_score(2 * float(gain[(a, b)][i, j]) / (a + b)) if a and b else 0.0
                one = tuple(range(start.first + i, start.first + i + a))
                other = tuple(range(start.second + j, start.second + j + b))
                beads.append(Bead(one, other, score))
            self._advance(_OF_PATHS * (rows + columns))
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
        share = _OF_SPANS * sum(stop.first - start.first + stop.second - start.second for start, stop in places)
        found: dict[tuple[int, int, int], Array] = {}
        for begin in range(0, len(keys), _BATCH):
            part = keys[begin : begin + _BATCH]
            rows = self.encoder.encode([" ".join(self.texts[side][k : k + size]) for side, k, size in part])
            found.update(zip(part, rows, strict=True))
            self._advance(share * len(part) / len(keys))
        if not keys:
            self._advance(share)
        return found

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

    def _with_moves(self, beads: list[Bead], texture: Texture) -> list[Bead]:
        """Null beads that belong together across the path become crossing beads (moved passages)."""
        ones = sorted(bead.first[0] for bead in beads if not bead.second)
        others = sorted(bead.second[0] for bead in beads if not bead.first)
        sides = (Side(self.vectors[0], self.lengths[0]), Side(self.vectors[1], self.lengths[1]))
        moves = find_moves(sides, ones, others, self.settings, texture)
        return list(_merged(beads, moves))


def _merged(beads: list[Bead], moves: Sequence[Moved]) -> Iterator[Bead]:
    """The beads with each move in the place of its first sentence, and without the null beads that it joins."""
    by_first = {move.first[:1]: move for move in moves}
    gone = set(chain.from_iterable(move.first for move in moves))
    taken = set(chain.from_iterable(move.second for move in moves))
    for bead in beads:
        if bead.first and bead.second:
            yield bead
        elif bead.first[:1] in by_first:
            move = by_first[bead.first[:1]]
            yield Bead(move.first, move.second, bead_score(move.value))
        elif gone.isdisjoint(bead.first) and taken.isdisjoint(bead.second):
            yield bead


def bead_score(value: float) -> float:
    """Probability that a bead is right, from its gain per sentence; fitted on the development texts."""
    from math import exp

    return round(1 / (1 + exp(-(_SCORE_SLOPE * value + _SCORE_INTERCEPT))), 4)


_SCORE_SLOPE, _SCORE_INTERCEPT = 11.8, -0.9

LEXICAL_SETTINGS = Settings(
    margin=0.1,
    threshold=-0.22,
    draft_threshold=-0.22,
    length=0.06,
    length_cap=6.0,
    support=0.15,
    closeness=0.0,
    gaps=0.0,
    joining=0.0,
    outlier=9.0,
    priors=(0.0, 0.15, 0.15, 0.35, 0.25, 0.25, 0.3, 0.3, 0.5, 0.5),
)
"""Without an encoder: similar words are rare, so length weighs more, the threshold is low and nothing is adapted."""


def _nulls(rows: int, columns: int) -> Steps:
    return [(i, 1, 0, 0) for i in range(rows)] + [(rows, 0, j, 1) for j in range(columns)]


def _gaps(steps: Steps) -> int:
    """How many runs of steps without a counterpart there are; a missing chapter counts as one."""
    nulls = [not (a and b) for _, a, _, b in steps]
    return sum(1 for before, here in zip([False, *nulls], nulls, strict=False) if here and not before)


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
