"""Inline codes: out of the text, back in, and kept when the text is edited."""

from __future__ import annotations

import pytest

from igglossary.formats.inline import is_canonical, restore_codes, segment_markup
from igglossary.formats.report import Tally
from igglossary.model import InlineCode
from igglossary.text.inline_codes import reattach

BOLD = (InlineCode(6, "bpt", (("i", "1"),), "&lt;b&gt;"), InlineCode(10, "ept", (("i", "1"),), "&lt;/b&gt;"))


def test_codes_stand_where_they_stood() -> None:
    markup, remarks = segment_markup("Click here.", BOLD, Tally())

    assert markup == 'Click <bpt i="1">&lt;b&gt;</bpt>here<ept i="1">&lt;/b&gt;</ept>.'
    assert remarks == []


def test_nesting_is_told_apart_from_neighbourhood() -> None:
    inside = (InlineCode(0, "hi", (), "", 1, 1), InlineCode(1, "ph"))
    beside = (InlineCode(0, "hi", (), "", 1, 0), InlineCode(1, "ph"))

    assert segment_markup("a", inside, Tally())[0] == "<hi>a<ph></ph></hi>"
    assert segment_markup("a", beside, Tally())[0] == "<hi>a</hi><ph></ph>"


def test_what_tmx_does_not_know_stands_in_a_plain_code_and_comes_back() -> None:
    codes = (InlineCode(0, "g", (("id", "1"),), "", 1), InlineCode(1, "x", (("id", "2"),)), InlineCode(1, "bpt"))
    markup, remarks = segment_markup("a", codes[:1], Tally())

    assert markup == "<hi>a</hi>"
    assert restore_codes((InlineCode(0, "hi", (), "", 1),), remarks) == codes[:1]


def test_a_remark_that_fits_nothing_is_refused() -> None:
    assert restore_codes((), ['{"code":3,"kind":"g","attributes":[]}']) is None
    assert restore_codes((), ["x"]) is None


def test_places_that_contradict_each_other_are_moved_and_counted() -> None:
    tally = Tally()
    markup, _remarks = segment_markup("ab", (InlineCode(9, "ph"), InlineCode(1, "ph")), tally)

    assert markup == "ab<ph></ph><ph></ph>"
    assert sum(count for _reason, count in tally.report().dropped) == 2


@pytest.mark.parametrize(
    ("content", "is_legal"),
    [
        ("plain", True),
        ("&lt;b&gt;", True),
        ("a<sub>b</sub>", True),
        ("<sub><ph>x</ph></sub>", True),
        ("<b>", False),
        ("<b></b>", False),
        ("&amp;&nbsp;", False),
        ("a > b", False),
    ],
)
def test_content_that_a_parser_gives_back_as_it_is(content: str, is_legal: bool) -> None:
    assert is_canonical(content) is is_legal


@pytest.mark.parametrize(
    ("new", "places"),
    [
        ("Click here.", (6, 10)),
        ("Please click here.", (13, 17)),
        ("Click right here.", (12, 16)),
        ("Click here now.", (6, 10)),
        ("Click.", (5, 5)),
        ("", (0, 0)),
        ("Tap there!", (4, 9)),
    ],
)
def test_codes_follow_their_words(new: str, places: tuple[int, int]) -> None:
    moved = reattach(new, BOLD, "Click here.")

    assert tuple(code.position for code in moved) == places
    assert [code.content for code in moved] == [code.content for code in BOLD]


def test_what_encloses_still_encloses_after_an_edit() -> None:
    codes = (InlineCode(4, "hi", (), "", 13, 1), InlineCode(8, "ph"))
    moved = reattach("Look: the new data base!", codes, "The data base is")

    assert segment_markup("Look: the new data base!", moved, Tally())[0].count("<ph>") == 1
    assert moved[0].end is not None
    assert moved[0].position <= moved[1].position <= moved[0].end


def test_a_very_long_text_gets_its_codes_by_proportion() -> None:
    old = "a b " * 5000
    moved = reattach(old + "c", (InlineCode(len(old), "ph"),), old)

    assert 0 < moved[0].position <= len(old) + 1
