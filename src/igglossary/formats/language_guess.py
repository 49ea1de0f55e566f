"""German or English? A guess from the words of two columns, for files that do not say or say it the wrong way round."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def guess_pair(pairs: Iterable[Sequence[str]]) -> tuple[str, str] | None:
    """``(de, en)`` or ``(en, de)`` if the words of each side, taken together, say so; else None."""
    from igglossary.text.detection import detect_language  # 90 ms; only files that do not say need it

    sides: tuple[list[str], list[str]] = [], []
    for pair in pairs:
        for side, text in zip(sides, pair, strict=False):
            side.append(text)
    first, second = (detect_language("\n".join(side)) for side in sides)
    return (first, second) if {first, second} == {"de", "en"} else None
