from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from igglossary.text.kwic import cells, centred, kwic


def test_short_text_is_kept_whole() -> None:
    assert kwic("Wir lesen Berichte gern.", 10, 18, 60) == ("Wir lesen ", "Berichte", " gern.")


def test_long_text_is_cut_on_both_sides() -> None:
    text = "eins zwei drei vier fünf sechs HIER sieben acht neun zehn elf zwölf"
    start = text.index("HIER")
    left, hit, right = kwic(text, start, start + 4, 30)
    assert hit == "HIER"
    assert left.startswith("…")
    assert right.endswith("…")
    assert cells(left + hit + right) <= 30


def test_room_goes_to_the_side_that_needs_it() -> None:
    left, _, right = kwic("HIER und dann noch sehr viel mehr Text", 0, 4, 24)
    assert left == ""
    assert len(right) > 10


def test_wide_and_combining_characters_count_in_cells() -> None:
    assert cells("网络") == 4
    assert cells("u\u0308") == 1
    left, _, right = kwic("网" * 40 + "X" + "a\u0301" * 40, 40, 41, 21)
    assert cells(left) <= 10
    assert cells(right) <= 10


def test_nothing_steers_the_terminal() -> None:
    assert "\x1b" not in "".join(kwic("a\x1b[31m b c", 7, 8, 40))
    assert "\n" not in "".join(kwic("a\nb\nc", 2, 3, 40))


@pytest.mark.parametrize(("start", "end", "width"), [(-1, 2, 9), (2, 1, 9), (0, 99, 9), (0, 1, 0)])
def test_bad_offsets_are_refused(start: int, end: int, width: int) -> None:
    with pytest.raises(ValueError, match=r"9|0"):
        kwic("abc", start, end, width)


@given(st.text(max_size=80), st.data(), st.integers(1, 60))
@settings(max_examples=200, deadline=None)
def test_never_wider_than_asked(text: str, data: st.DataObject, width: int) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert cells("".join(kwic(text, start, end, width))) <= width


@given(st.text("ab 网é", max_size=60), st.text("HX", min_size=1, max_size=8), st.text("ab 网é", max_size=60))
@settings(deadline=None)
def test_equal_hits_form_a_column(before: str, hit: str, after: str) -> None:
    left, middle, right = centred(before + hit + after, len(before), len(before) + len(hit), 40)
    assert middle == hit
    assert cells(left) == (40 - len(hit)) // 2
    assert cells(left + middle + right) <= 40
