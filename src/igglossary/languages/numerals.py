"""Tables of number words, written in rows."""

from __future__ import annotations


def grouped(words: str, first: int = 0, step: int = 1) -> dict[str, int]:
    """Words for ``first``, ``first + step`` …; the words of one value side by side, the values separated by ``|``."""
    groups = enumerate(words.split("|"))
    return {word: first + step * place for place, group in groups for word in group.split()}


def fractions(words: str) -> dict[str, int]:
    """Words for halves, thirds …; the words of one value side by side, the values separated by ``|``."""
    return grouped(words, first=2)


_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12, "decade": 120, "century": 1200}
_MINUTES = {"minute": 1, "hour": 60, "day": 24 * 60, "week": 7 * 24 * 60, "fortnight": 14 * 24 * 60}


def durations(**units: str) -> dict[str, tuple[str, int]]:
    """The forms of each unit of time → how many months or minutes it has."""
    kinds = (("month", _MONTHS), ("minute", _MINUTES))
    return {
        form: (kind, factors[unit])
        for kind, factors in kinds
        for unit in factors
        for form in units.get(unit, "").split()
    }
