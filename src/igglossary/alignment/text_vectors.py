"""Vectors of the texts of one document by their text, so that each is encoded once and in few calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from igglossary.alignment.embedding import Encoder

    Array = NDArray[np.float32]


class TextVectors:
    """What was encoded so far. A single call for a single text costs a multiple: name all texts of a step together."""

    def __init__(self, encoder: Encoder) -> None:
        """Nothing encoded yet."""
        self._encoder = encoder
        self._row: dict[str, int] = {}
        self._blocks: list[Array] = []
        self._joined: Array | None = None

    def need(self, texts: Iterable[str]) -> None:
        """Encode those of the texts that are new, in one call."""
        new = [text for text in dict.fromkeys(texts) if text not in self._row]
        if new:
            first = len(self._row)
            self._row |= {text: first + n for n, text in enumerate(new)}
            self._blocks.append(self._encoder.encode(new))
            self._joined = None

    def matrix(self, texts: Sequence[str]) -> Array:
        """The vectors of texts that were named before, shape (len(texts), d)."""
        import numpy as np  # heavy; see the package's docstring

        if self._joined is None:
            self._joined = np.concatenate(self._blocks)
            self._blocks = [self._joined]
        result: Array = self._joined[[self._row[text] for text in texts]]
        return result

    def cosine(self, first: str, second: str) -> float:
        """Cosine of two texts that were named before."""
        pair = self.matrix([first, second])
        return float(pair[0] @ pair[1])
