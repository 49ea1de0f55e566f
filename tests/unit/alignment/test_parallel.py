from __future__ import annotations

import random
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from igglossary.alignment.blocks import cut_texts
from igglossary.alignment.parallel import align_texts

from .conftest import ToyEncoder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igglossary.model import Bead


def texts(count: int, seed: int = 1) -> tuple[list[str], list[str]]:
    """Sentences of six words that the toy encoder knows, different enough from each other."""
    rnd = random.Random(seed)
    german, english = [], []
    for _ in range(count):
        chosen = [rnd.randrange(200) for _ in range(6)]
        german.append(" ".join(f"wort{n}" for n in chosen))
        english.append(" ".join(f"word{n}" for n in chosen))
    return german, english


def steps(beads: Sequence[Bead]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(bead.first, bead.second) for bead in beads]


def check_complete(beads: Sequence[Bead], rows: int, columns: int) -> None:
    assert sorted(i for bead in beads for i in bead.first) == list(range(rows))
    assert sorted(j for bead in beads for j in bead.second) == list(range(columns))
    assert all(bead.first or bead.second for bead in beads)
    assert all(0.0 <= bead.score <= 1.0 for bead in beads)


def test_equal_texts_align_one_to_one(toy: ToyEncoder) -> None:
    german, english = texts(40)
    assert steps(align_texts(german, english, encoder=toy)) == [((i,), (i,)) for i in range(40)]


def test_joined_sentences_are_one_step(toy: ToyEncoder) -> None:
    german, english = texts(40)
    english[10:12] = [english[10] + " " + english[11]]
    german[30:32] = [german[30] + " " + german[31]]
    found = steps(align_texts(german, english, encoder=toy))
    assert ((10, 11), (10,)) in found
    assert ((30,), (29, 30)) in found


def test_deleted_sentences_have_no_counterpart(toy: ToyEncoder) -> None:
    german, english = texts(40)
    del english[7:10]
    found = steps(align_texts(german, english, encoder=toy))
    assert [((i,), ()) for i in (7, 8, 9)] == [step for step in found if not step[1]]


def test_a_moved_passage_is_found_across_the_path(toy: ToyEncoder) -> None:
    german, english = texts(60)
    moved = english[10:16]
    english = english[:10] + english[16:40] + moved + english[40:]
    found = align_texts(german, english, encoder=toy)
    check_complete(found, 60, 60)
    assert {((10 + k,), (34 + k,)) for k in range(6)} <= set(steps(found))


def test_long_texts_are_cut_where_they_correspond(toy: ToyEncoder) -> None:
    german, english = texts(1500)
    blocks = cut_texts(toy.encode(german), toy.encode(english))
    assert len(blocks) > 3
    assert blocks[0][0].first == blocks[0][0].second == 0
    assert (blocks[-1][1].first, blocks[-1][1].second) == (1500, 1500)
    assert all(a[1] == b[0] for a, b in pairwise(blocks))
    beads = align_texts(german, english, encoder=toy)
    check_complete(beads, 1500, 1500)
    assert sum(step == ((i,), (i,)) for i, step in enumerate(steps(beads))) > 1450


def test_a_document_that_is_there_three_times_keeps_its_order(toy: ToyEncoder) -> None:
    german, english = texts(250)
    beads = align_texts(german * 3, english * 3, encoder=toy)
    check_complete(beads, 750, 750)
    assert sum(bead.first == bead.second for bead in beads) > 720


def test_one_text_twice_against_once_leaves_one_copy_over(toy: ToyEncoder) -> None:
    german, english = texts(300)
    beads = align_texts(german * 2, english, encoder=toy)
    check_complete(beads, 600, 300)
    assert sum(bool(bead.second) and bead.first[0] % 300 == bead.second[0] for bead in beads if bead.first) > 270


def test_texts_without_anything_in_common_stay_apart_and_bounded(toy: ToyEncoder) -> None:
    german, _ = texts(1300, seed=2)
    strangers = [f"nothing known here {n}" for n in range(1700)]
    check_complete(align_texts(german, strangers, encoder=toy), 1300, 1700)


@pytest.mark.parametrize(("first", "second"), [([], []), (["Der Hafen"], []), ([], ["The harbour"]), ([""], [""])])
def test_empty_sides(first: list[str], second: list[str], toy: ToyEncoder) -> None:
    check_complete(align_texts(first, second, encoder=toy), len(first), len(second))
    check_complete(align_texts(first, second, encoder=None), len(first), len(second))


def test_progress_rises_to_its_total(toy: ToyEncoder) -> None:
    for encoder in (toy, None):
        german, english = texts(600)
        seen: list[tuple[int, int]] = []
        align_texts(german, english, encoder=encoder, progress=lambda done, total: seen.append((done, total)))  # noqa: B023
        assert [done for done, _ in seen] == sorted(done for done, _ in seen)
        assert seen[-1][0] == seen[-1][1]
        steps = [0, *(done for done, _ in seen)]
        assert max(after - before for before, after in pairwise(steps)) <= 0.55 * seen[-1][1]


def test_without_a_model_lengths_numbers_and_names_align() -> None:
    rnd = random.Random(3)
    german, english = [], []
    for n in range(60):
        words = rnd.randint(2, 14)
        german.append(f"Im Jahr {1700 + 7 * n} kam Reeder Hansen{n} an " + "wieder " * words)
        english.append(f"In {1700 + 7 * n} owner Hansen{n} arrived " + "once more " * words)
    del english[20]
    beads = align_texts(german, english, encoder=None)
    check_complete(beads, 60, 59)
    right = sum(bead.second == ((bead.first[0] - (bead.first[0] > 20)),) for bead in beads if len(bead.first) == 1)
    assert right >= 55


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.text(alphabet="hafenschiff kran.12", max_size=20), max_size=12),
    st.lists(st.text(alphabet="harbourship crane.12", max_size=20), max_size=12),
)
def test_every_sentence_is_in_exactly_one_bead(first: list[str], second: list[str]) -> None:
    check_complete(align_texts(first, second, encoder=ToyEncoder()), len(first), len(second))
    check_complete(align_texts(first, second, encoder=None), len(first), len(second))
