"""Texts that are made to be slow: eight times the text may not cost anything like sixty-four times the CPU."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from igglossary.reports.blocks import Note
from igglossary.reports.footnotes import parse_footnotes
from igglossary.reports.web import draft_from_page
from igglossary.reports.web_tree import parse_html

if TYPE_CHECKING:
    from collections.abc import Callable

UNITS = [
    "„a ",
    '"',
    "(",
    "12. Mai 2021, ",
    "siehe a: ",
    "https://a.b/c, ",
    "https://a.b/c; ",
    ", in: ",
    "„a b“: ",
    "„x“; ",
    "Wort 2020: „",
]


def cost(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def check_linear(work: Callable[[int], object], size: int) -> None:
    small = max(cost(lambda: work(size)), 0.02)
    assert cost(lambda: work(8 * size)) < 30 * small


@pytest.mark.parametrize("unit", UNITS)
def test_one_long_note(unit: str) -> None:
    check_linear(lambda n: parse_footnotes([Note("1", "Titel: „" + unit * n)]), 600)


@pytest.mark.parametrize("text", ["Ebd.", "Torquist, a.a.O., S. 3", "Titel (wie Fn. 1), S. 3", "https://a.b/c"])
def test_many_notes(text: str) -> None:
    check_linear(lambda n: parse_footnotes([Note(str(i), text) for i in range(n)]), 150)


@pytest.mark.parametrize(
    "unit",
    ["<li>x</li>", '<a href="#n">1</a>', '<p id="n%d">x</p><a href="#n%d">1</a>', '<div class="share">x</div>', "<br>"],
)
def test_large_page(unit: str) -> None:
    def read(count: int) -> object:
        body = "".join(unit.replace("%d", str(n)) for n in range(count))
        return draft_from_page(parse_html(f"<html><body><ol>{body}</ol></body></html>", where="x"), "html")

    check_linear(read, 300)
