"""Dates and date ranges as German and English reports print them, with their ISO 8601 form."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

_MONTH_NUMBERS = {
    name: number
    for number, names in enumerate(
        (
            "januar jänner january jan",
            "februar feber february feb febr",
            "märz march mar mär mrz",
            "april apr",
            "mai may",
            "juni june jun",
            "juli july jul",
            "august aug",
            "september sep sept",
            "oktober october okt oct",
            "november nov",
            "dezember december dez dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = r"(?:" + "|".join(sorted(_MONTH_NUMBERS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_DOT = r"(?:\.|st\b|nd\b|rd\b|th\b)?"
_YEAR = r"(?:1[89]|20)\d\d"
_TO = r"\s*(?:[-‐‑‒–—−/]|bis(?:\s+zum)?|to|und|and|&)\s*"
_OF = r"\s*(?:of\s+)?"

_PATTERNS = tuple(
    re.compile(r"(?<![\w/])(?:" + pattern + r")(?![\w/])", re.IGNORECASE)
    for pattern in (
        # 30. September – 2. Oktober 2019; 28 December 2019 to 3 January 2020
        rf"(?P<d1>{_DAY}){_DOT}{_OF}(?P<m1>{_MONTH})\s*(?P<y1>{_YEAR})?{_TO}(?P<d2>{_DAY}){_DOT}{_OF}(?P<m2>{_MONTH}),?\s*(?P<y2>{_YEAR})",
        # 20. – 22. Oktober 2019; 12–14 May 2021
        rf"(?P<d1>{_DAY}){_DOT}{_TO}(?P<d2>{_DAY}){_DOT}{_OF}(?P<m2>{_MONTH}),?\s*(?P<y2>{_YEAR})",
        # May 12–14, 2021; May 30 – June 2, 2021
        rf"(?P<m1>{_MONTH})\s*(?P<d1>{_DAY}){_DOT}{_TO}(?:(?P<m2>{_MONTH})\s*)?(?P<d2>{_DAY}){_DOT},?\s+(?P<y2>{_YEAR})",
        # 21. Oktober 2019; 21st of October, 2019
        rf"(?P<d1>{_DAY}){_DOT}{_OF}(?P<m1>{_MONTH}),?\s*(?P<y1>{_YEAR})",
        # October 21, 2019
        rf"(?P<m1>{_MONTH})\s*(?P<d1>{_DAY}){_DOT},?\s+(?P<y1>{_YEAR})",
        # 12.05.2021 – 14.05.2021; 12.–14.05.2021; 12.05.2021
        rf"(?P<d1>{_DAY})\.\s?(?:(?P<n1>0?[1-9]|1[0-2])\.\s?(?P<y1>{_YEAR})?)?{_TO}(?P<d2>{_DAY})\.\s?(?P<n2>0?[1-9]|1[0-2])\.\s?(?P<y2>{_YEAR})",
        rf"(?P<d1>{_DAY})\.\s?(?P<n1>0?[1-9]|1[0-2])\.\s?(?P<y1>{_YEAR}|\d\d)",
        # 2019-10-21
        rf"(?P<y1>{_YEAR})[-‐‑–](?P<n1>0[1-9]|1[0-2])[-‐‑–](?P<d1>{_DAY})",
        # Oktober/November 2019; März bis Mai 2021
        rf"(?P<m1>{_MONTH}){_TO}(?P<m2>{_MONTH})\s*(?P<y2>{_YEAR})",
        # Oktober 2019
        rf"(?P<m1>{_MONTH}),?\s*(?P<y1>{_YEAR})",
    )
)
_HAS_DIGITS = re.compile(r"\d\d")


class FoundDate(NamedTuple):
    """A date in a text: its place, the words, first and last day in ISO 8601 with the precision that is printed."""

    start: int
    end: int
    raw: str
    first: str
    last: str


def find_dates(text: str) -> list[FoundDate]:
    """All dates of a short text in order, the longest reading of each. Days that do not exist are no dates."""
    if not _HAS_DIGITS.search(text):
        return []
    found: list[FoundDate] = []
    taken = bytearray(len(text))
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            dated = _to_iso(match)
            if dated is not None:
                taken[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
                found.append(FoundDate(match.start(), match.end(), match.group(), *dated))
    return sorted(found)


def _to_iso(match: re.Match[str]) -> tuple[str, str] | None:
    group = match.groupdict()
    last_year = _year(group.get("y2") or group.get("y1"))
    if last_year is None:
        return None
    first_month, last_month = _months(group)
    first_year = _year(group.get("y1")) or last_year
    if not group.get("y1") and first_month and last_month and first_month > last_month:
        first_year = last_year - 1  # 28. Dezember – 3. Januar 2020
    last_day = group.get("d2") or group.get("d1")
    try:
        return _format(first_year, first_month, group.get("d1")), _format(last_year, last_month, last_day)
    except ValueError:
        return None


def _months(group: dict[str, str | None]) -> tuple[int | None, int | None]:
    """The first and the last month, which are the same where one is printed."""
    last = _month(group, "2") or _month(group, "1")
    return _month(group, "1") or last, last


def _year(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if len(text) == 4 else 2000 + int(text)


def _month(group: dict[str, str | None], side: str) -> int | None:
    name, number = group.get("m" + side), group.get("n" + side)
    if name:
        return _MONTH_NUMBERS[name.lower().rstrip(".")]
    return int(number) if number else None


def _format(year: int, month: int | None, day: str | None) -> str:
    if month is None:
        return f"{year:04d}"
    if day is None:
        return f"{year:04d}-{month:02d}"
    return date(year, month, int(day)).isoformat()
