"""Vectors without a model: hashed word beginnings, character trigrams and numbers, weighted by rarity."""

from __future__ import annotations

import re
from collections import Counter
from math import log
from typing import TYPE_CHECKING
from zlib import crc32

from igglossary.text.cognates import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

_DIMENSIONS = 512
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]{3,}")


class LexicalEncoder:
    """An encoder of two given texts that knows no language: names, numbers and cognates make vectors similar."""

    name = "lexical"

    def __init__(self, first: Sequence[str], second: Sequence[str]) -> None:
        """Count in how many sentences of both texts each feature occurs."""
        self._documents = len(first) + len(second)
        self._counts = Counter(feature for text in (*first, *second) for feature in set(_features(text)))

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of shape (len(texts), 512); a text without any word is the zero vector."""
        import numpy as np  # heavy; see the package's docstring

        result = np.zeros((len(texts), _DIMENSIONS), dtype=np.float32)
        for row, text in enumerate(texts):
            for feature in _features(text):
                code = crc32(feature.encode("utf-8", "surrogatepass"))
                weight = log(1 + self._documents / (1 + self._counts[feature]))
                result[row, code % _DIMENSIONS] += weight if code >> 31 else -weight
        norms = np.linalg.norm(result, axis=1, keepdims=True)
        normalised: NDArray[np.float32] = result / np.maximum(norms, 1e-6)
        return normalised


def _features(text: str) -> list[str]:
    features = []
    for word in _WORD.findall(text):
        if word[0].isdigit():
            features.append("#" + re.sub(r"\D", "", word))
            continue
        folded = fold(word)
        features.append(folded[:5])
        if len(folded) > 5:
            features += ["~" + folded[k : k + 4] for k in range(len(folded) - 3)]
    return features
