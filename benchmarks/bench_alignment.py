"""CPU time, memory and quality of the aligners, on made-up long texts, and on gold data beside the checkout.

Run it as ``python benchmarks/bench_alignment.py``. Times are CPU seconds; encoding is counted apart.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from igglossary.alignment.embedding import Encoder, limit_threads, load_encoder
from igglossary.alignment.parallel import align_texts

limit_threads()  # before numpy is imported

import numpy as np  # noqa: E402  # after the threads are limited

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

SHARED = Path(__file__).parents[2] / "shared" / "align"


class Timed:
    """An encoder whose own CPU time is known, so that the aligner's can be told apart."""

    def __init__(self, encoder: Encoder) -> None:
        """Nothing is encoded yet."""
        self.name = encoder.name
        self.seconds = 0.0
        self.texts = 0
        self._encoder = encoder

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The real encoder's vectors."""
        start = time.process_time()
        vectors = self._encoder.encode(texts)
        self.seconds += time.process_time() - start
        self.texts += len(texts)
        return vectors


class Invented:
    """Vectors of made-up sentences ``n side``: the same direction on both sides, and some noise."""

    name = "invented"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of shape (len(texts), 512)."""
        rows = []
        for text in texts:
            words = text.split()
            seeds = [int(word[1:]) for word in words]
            vector = sum(np.random.default_rng(seed).standard_normal(512) for seed in seeds)
            vector = vector + 0.5 * len(seeds) * np.random.default_rng(crc32(text.encode())).standard_normal(512)
            rows.append(vector / np.linalg.norm(vector))
        return np.array(rows, dtype=np.float32)


def measure_speed() -> None:
    """Sentences a CPU second for growing texts with deletions, joins and a moved chapter."""
    print("sentences  CPU s  per CPU s  peak MB")
    for count in (2000, 10000, 50000):
        rnd = random.Random(count)
        first = [f"a{n}" for n in range(count)]
        second = [f"b{n}" for n in range(count) if rnd.random() > 0.05]
        middle = len(second) // 2
        second = second[:middle] + second[middle + 40 :] + second[middle : middle + 40]
        encoder = Timed(Invented())
        start = time.process_time()
        align_texts(first, second, encoder=encoder)
        used = time.process_time() - start - encoder.seconds
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{count:9}  {used:5.1f}  {(len(first) + len(second)) / used:9.0f}  {peak:7}")


def measure_quality(folder: Path, encoder: Encoder | None) -> None:
    """Strict and lax scores of every document of a folder with gold, as its scorer prints them."""
    timed = Timed(encoder) if encoder is not None else None
    arguments: list[str] = []
    with tempfile.TemporaryDirectory() as out:
        for gold in sorted(folder.glob("*.gold")):
            stem = gold.name.removesuffix(".gold")
            other = next(path for lang in ("en", "fr") if (path := folder / f"{stem}.{lang}").exists())
            sides = [path.read_text(encoding="utf-8").splitlines() for path in (folder / f"{stem}.de", other)]
            beads = align_texts(sides[0], sides[1], encoder=timed)
            hypothesis = Path(out) / f"{stem}.hyp"
            lines = [f"{','.join(map(str, b.first))}\t{','.join(map(str, b.second))}\n" for b in beads]
            hypothesis.write_text("".join(lines), encoding="utf-8")
            arguments += [str(gold), str(hypothesis)]
        command = [sys.executable, str(folder.parent / "score.py"), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    print(f"{folder.name}, {'with' if encoder else 'without'} the model")
    print("\n".join(done.stdout.splitlines()[:1] + done.stdout.splitlines()[-7:]))
    if timed is not None and timed.seconds:
        print(f"encoding: {timed.texts} texts, {timed.texts / timed.seconds:.0f} a CPU second")


def main() -> None:
    """Speed first, then quality."""
    measure_speed()
    encoder = load_encoder()
    for folder in (SHARED / "dev", SHARED / "textberg"):
        if not folder.exists():
            print(f"{folder} is not here")
            continue
        if encoder is not None:
            measure_quality(folder, encoder)
        measure_quality(folder, None)


if __name__ == "__main__":
    main()
