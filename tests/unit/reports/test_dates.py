"""Dates and ranges in reports."""

from __future__ import annotations

import pytest

from igglossary.reports.dates import find_dates


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("am 20. Oktober 2019", "2019-10-20", "2019-10-20"),
        ("20. -22. Oktober 2019", "2019-10-20", "2019-10-22"),
        ("20.–22. Oktober 2019", "2019-10-20", "2019-10-22"),
        ("vom 3. bis zum 5. Mai 2021", "2021-05-03", "2021-05-05"),
        ("26. Januar – 6. Februar 2026", "2026-01-26", "2026-02-06"),
        ("28. Dezember – 3. Januar 2020", "2019-12-28", "2020-01-03"),
        ("30 September to 2 October 2019", "2019-09-30", "2019-10-02"),
        ("May 12–14, 2021", "2021-05-12", "2021-05-14"),
        ("May 12, 2021", "2021-05-12", "2021-05-12"),
        ("12 May 2021", "2021-05-12", "2021-05-12"),
        ("21st of October 2019", "2019-10-21", "2019-10-21"),
        ("12.05.2021", "2021-05-12", "2021-05-12"),
        ("12.–14.05.2021", "2021-05-12", "2021-05-14"),
        ("12.05.2021 – 14.05.2021", "2021-05-12", "2021-05-14"),
        ("2019-10-21", "2019-10-21", "2019-10-21"),
        ("Oktober 2019", "2019-10", "2019-10"),
        ("Mai/Juni 2020", "2020-05", "2020-06"),
    ],
)
def test_reads(text: str, first: str, last: str) -> None:
    (found,) = find_dates(text)
    assert (found.first, found.last) == (first, last)
    assert text[found.start : found.end] == found.raw


@pytest.mark.parametrize("text", ["", "1/2026", "S. 12, 2019", "Art. 3 Abs. 2", "A/RES/73/27", "32. Foo 2020"])
def test_no_date(text: str) -> None:
    assert find_dates(text) == []


def test_a_day_that_does_not_exist_leaves_the_month() -> None:
    assert [found.first for found in find_dates("31. Februar 2020")] == ["2020-02"]


def test_two_dates_in_order() -> None:
    assert [found.first for found in find_dates("3. Mai 2021 und 2021-04-01")] == ["2021-05-03", "2021-04-01"]
