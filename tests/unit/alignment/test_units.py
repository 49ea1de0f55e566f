from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from igglossary.alignment.units import (
    clauses,
    content_start,
    is_attribution,
    listed_items,
    main_clauses,
    quoted_stretches,
    run_in_items,
    units,
)


@pytest.mark.parametrize(
    ("text", "rest"),
    [("(1) Zölle", "Zölle"), ("IV. Customs", "Customs"), ("a) Lotsen", "Lotsen"), ("Immer so", "Immer so")],
)
def test_enumerators_are_no_content(text: str, rest: str) -> None:
    assert text[content_start(text) :] == rest


@pytest.mark.parametrize(
    "text", ["Er nennt es „freie Fahrt“.", 'Er nennt es "freie Fahrt".', "Er nennt es »freie Fahrt«.", "“freie Fahrt”"]
)
def test_quoted_words_are_found_in_any_marks(text: str) -> None:
    assert [unit.text(text) for unit in quoted_stretches(text)] == ["freie Fahrt"]


def test_run_in_items_keep_their_labels_and_lose_their_commas() -> None:
    text = "(1) Abbau der Zölle, (2) Ausbau der Werften, (3) Schutz der Lotsen."
    assert [unit.text(text) for unit in run_in_items(text)] == [
        "(1) Abbau der Zölle",
        "(2) Ausbau der Werften",
        "(3) Schutz der Lotsen",
    ]


def test_two_items_or_items_out_of_order_are_no_enumeration() -> None:
    assert run_in_items("(1) Zölle und (2) Werften") == []
    assert run_in_items("siehe Art. (4) und (7) sowie (9)") == []


def test_items_after_a_colon() -> None:
    text = "Drei Dinge fehlen: ein Hafen, eine Werft und ein Lotse."
    assert [unit.text(text) for unit in listed_items(text)] == ["ein Hafen", "eine Werft", "ein Lotse"]


def test_main_clauses_are_cut_at_semicolons_only_and_clauses_at_commas_too() -> None:
    text = "Der Hafen bleibt offen, sagte sie; die Werft wird geschlossen."
    assert [unit.text(text) for unit in main_clauses(text)] == [
        "Der Hafen bleibt offen, sagte sie",
        "die Werft wird geschlossen",
    ]
    assert "sagte sie" in [unit.text(text) for unit in clauses(text)]


@settings(deadline=None, max_examples=150)
@given(st.text(alphabet='ab ,;:.()123„“"–undI', max_size=80))
def test_units_lie_inside_the_text_and_begin_with_the_whole(text: str) -> None:
    found = units(text)
    assert (found[0].start, found[0].end) == (0, len(text))
    assert all(0 <= unit.start <= unit.end <= len(text) for unit in found)
    assert len({(unit.start, unit.end) for unit in found}) == len(found)


@pytest.mark.parametrize(
    "clause", ["so die Vorsitzende des Hafens", "Der Verband mahnte", "laut dem Amt", "Ondrak räumte ein"]
)
def test_who_speaks_is_an_attribution(clause: str) -> None:
    assert is_attribution(clause)


@pytest.mark.parametrize("clause", ["zur Rettung der Schiffe aufgerufen", "dass der Hafen offen bleibt", "eine Gebühr"])
def test_what_is_said_is_none(clause: str) -> None:
    assert not is_attribution(clause)
