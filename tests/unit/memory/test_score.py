"""score/1 by examples: what each difference costs and how it is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from igglossary.answers.memory import Difference
from igglossary.memory.score import compare

SOURCE = "The 83 members of the forum met in Bonn."


@pytest.mark.parametrize(
    ("query", "score", "base", "kinds"),
    [
        (SOURCE, 100, 100, ""),
        ("The 85 members of the forum met in Bonn.", 98, 100, "number"),
        ("the 83 members of the Forum met in Bonn.", 99, 100, "case"),
        ("The 83 members of the forum met in Bonn!", 99, 100, "punctuation"),
        ("The 83 members of the forum met  in Bonn.", 99, 100, "space"),
        ("The 83 members of the forum met in\u00a0Bonn.", 99, 100, "space"),
        ("THE 85 members of the forum  met in Bonn", 95, 100, "number case punctuation space"),
        ("The 83 members of the forum met in Genf.", 88, 88, "word"),
        ("The 83 members of the forum met.", 77, 77, "word"),
        ("The 83 old members of the forum met in Bonn.", 90, 90, "word"),
        ("The 85 members of the council met in Bonn", 85, 88, "word number punctuation"),
        ("Nothing like it", 0, 0, "word number punctuation"),
    ],
)
def test_the_table_of_the_guide(query: str, score: int, base: int, kinds: str) -> None:
    found = compare(query, SOURCE)
    assert (found.score, found.base) == (score, base)
    if base:
        assert " ".join(difference.kind for difference in found.differences) == kinds


def test_a_number_that_stands_in_the_target_costs_one() -> None:
    query = "The 85 members of the forum met in Bonn."
    assert compare(query, SOURCE, target="Die 83 Mitglieder des Forums trafen sich in Bonn.").score == 99
    assert compare(query, SOURCE, target="Die Mitglieder des Forums trafen sich in Bonn.").score == 98
    assert compare(query, SOURCE).differences[0] == Difference("number", "83", "85", 2)


@pytest.mark.parametrize(
    ("query", "source", "score"),
    [
        ("", "", 100),
        ("…", "…", 100),
        ("…", "–", 0),
        ("2024", "2023", 98),
        ("don’t panic", "don't panic", 99),
        ("Stra\u00dfe", "STRASSE", 99),
        ("cafe\u0301 au lait", "caf\u00e9 au lait", 99),
        ("Daten\u00adschutz", "Datenschutz", 99),
        ("网络安全法", "网络安全", 80),
    ],
)
def test_odd_segments(query: str, source: str, score: int) -> None:
    assert compare(query, source).score == score


def test_inline_codes_cost_one_at_another_place_and_two_if_they_are_others() -> None:
    bold = (("open", 0), ("close", 3))
    assert compare("abc", "abc", query_codes=bold, source_codes=bold).score == 100
    assert compare("abc", "abc", query_codes=bold, source_codes=(("open", 0), ("close", 2))).score == 99
    assert compare("abc", "abc", query_codes=bold, source_codes=()).score == 98


def test_long_segments_are_compared_in_time() -> None:
    words = [f"w{number % 977}" for number in range(6000)]
    other = [word if number % 5 else "other" for number, word in enumerate(words)]
    assert compare(" ".join(words), " ".join(other)).score == 80


def test_the_examples_of_the_page_about_the_score() -> None:
    page = (Path(__file__).resolve().parents[3] / "docs" / "score.md").read_text(encoding="utf-8")
    source, target = re.findall(r"^In the memory: \*(.+?)\* – \*(.+?)\*", page, flags=re.MULTILINE)[0]
    rows = re.findall(r"^\| (The .+?|the .+?) \| (\d+) \|", page, flags=re.MULTILINE)
    assert len(rows) == 8
    assert [(query, compare(query, source, target=target).score) for query, _score in rows] == [
        (query, int(score)) for query, score in rows
    ]


@pytest.mark.parametrize(
    ("memory", "segment", "score", "points"),
    [
        ("Close the port", "Close the <i>port</i>", 98, 2),
        ("Close the <b>port</b>", "Close the <i>port</i>", 99, 1),
        ("Close %d ports now", "Close %s ports now", 98, 2),
        ("Close {{name}} now", "Close {{place}} now", 98, 2),
        ("Close ports &amp; docks", "Close ports &amp; docks", 100, 0),
        ("Close ten ports within a day", "Close %d ports within a day", 81, 2),
        ("100 % of ports", "100 %d of ports", 97, 2),
    ],
)
def test_placeholders_and_tags_are_codes_and_no_words(memory: str, segment: str, score: int, points: int) -> None:
    found = compare(segment, memory)
    assert found.score == score
    assert sum(each.points for each in found.differences if each.kind == "code") == points
