"""Floors of sentence segmentation and of the language of short strings."""

from __future__ import annotations

import csv
import hashlib
import re
import time
from pathlib import Path

import pytest

from igglossary.languages.detection import detect_language
from igglossary.languages.segmentation import split_sentences

LANGUAGE = Path(__file__).parents[3] / "shared" / "language"
SHA256 = {
    "traps.tsv": "16fed8b709b92505b6610d506e47a78fb6969b91925236b1ddb88d4c082a02e5",
    "seed_gold.txt": "ff2d489faf297d3f2fe009a21d237068e61d343f919d28561dfd0bcaeb673b0f",
    "short_strings.tsv": "bbeb7eef7f6bdccf01172a95e4daa1ce4b6f54c431342f7381c7100d1cba3774",
}
"""The data that the floors belong to."""
GERMAN, ENGLISH = 1.0, 0.98
STRINGS = 55  # of 58; the design's own rule had 53


def data(folder: str, name: str) -> Path:
    path = LANGUAGE / folder / name
    if not path.exists():
        pytest.skip(f"{path} is not here")
    assert hashlib.sha256(path.read_bytes()).hexdigest() == SHA256[name], f"{name} has changed: measure again"
    return path


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def f1(passages: list[str], lang: str) -> float:
    """F1 of the boundaries inside passages, counted in characters that are no white space."""
    right = found = wanted = 0
    for passage in passages:
        gold = _places(passage.split("‖"))
        text = passage.replace("‖", " ")
        hypothesis = _places([text[start:end] for start, end in split_sentences(text, lang)])
        right += len(gold & hypothesis)
        found += len(hypothesis)
        wanted += len(gold)
    return 2 * right / max(1, found + wanted)


def _places(sentences: list[str]) -> set[int]:
    places: set[int] = set()
    at = 0
    for sentence in sentences[:-1]:
        at += len(re.sub(r"\s", "", sentence))
        places.add(at)
    return places


@pytest.mark.parametrize(("lang", "floor"), [("de", GERMAN), ("en", ENGLISH)])
def test_traps(lang: str, floor: float) -> None:
    passages = [row["passage"] for row in rows(data("segmentation", "traps.tsv")) if row["lang"] == lang]
    assert f1(passages, lang) >= floor


def test_real_report() -> None:
    lines = data("segmentation", "seed_gold.txt").read_text(encoding="utf-8").splitlines()
    cut = lines.index("Mehr zum Thema")
    assert f1(lines[:cut], "de") == 1
    assert f1(lines[cut:], "en") >= ENGLISH


def test_short_strings() -> None:
    strings = rows(data("langid", "short_strings.tsv"))
    right = sum(detect_language(row["text"]) == (row["lang"] if row["set"] == "policy" else "und") for row in strings)
    assert right >= STRINGS


def test_eight_times_the_text_costs_about_eight_times_as_much() -> None:
    text = (
        "Der See gehört nach Art. 3 allen. Niemand darf ihn z. B. einzäunen, sagte Dr. Torquist. Am 3. Mai war Ende. "
    )

    def cost(times: int) -> float:
        start = time.process_time()
        assert len(split_sentences(text * times, "de")) == 3 * times
        return time.process_time() - start

    assert cost(4000) < 30 * max(cost(500), 0.005)  # a ratio within one run; a square would be 64
