"""German or English? A guess from the words of two columns, for files that do not say or say it the wrong way round."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MOST: Final = 0.8
"""Share of cells that begin with a capital in a column of German nouns; of English terms 1 - _MOST at most do."""
_FEWEST: Final = 3
"""Cells from which on their capitals say something."""


def guess_pair(pairs: Iterable[Sequence[str]]) -> tuple[str, str] | None:
    """``(de, en)`` or ``(en, de)`` if the words of each side, taken together, say so; else None.

    Loanwords (``peering``, ``Peering``) are told apart by the capitals of German nouns.
    """
    from igglossary.languages.detection import detect_language  # 90 ms; only files that do not say need it

    sides: tuple[list[str], list[str]] = [], []
    for pair in pairs:
        for side, text in zip(sides, pair, strict=False):
            side.append(text)
    first, second = (detect_language("\n".join(side)) for side in sides)
    if first == second != "und":
        first, second = by_capitals(sides[0]), by_capitals(sides[1])
    return (first, second) if {first, second} == {"de", "en"} else None


def by_capitals(cells: Sequence[str]) -> str:
    """``de`` for a column of nouns with capitals, ``en`` for one without; else ``und``."""
    share = sum(cell[:1].isupper() for cell in cells) / max(1, len(cells))
    if len(cells) < _FEWEST or 1 - _MOST < share < _MOST:
        return "und"
    return "de" if share >= _MOST else "en"
