"""German or English? A guess from the words of two columns, for files that do not say or say it the wrong way round."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_WORDS: Final = 50
"""Words of one cell that are looked at."""


def guess_pair(pairs: Iterable[Sequence[str]]) -> tuple[str, str] | None:
    """``(de, en)`` or ``(en, de)`` if the words of the two sides say so, else None."""
    from igglossary.text.lexicon import is_known  # 90 ms; only files that do not say need it

    scores = [0, 0]
    for pair in pairs:
        for place, text in enumerate(pair[:2]):
            for word in text.split(maxsplit=_WORDS)[:_WORDS]:
                bare = word.strip(".,;:!?()\"'“”„»«")
                if any(letter in "äöüßÄÖÜ" for letter in bare):
                    scores[place] += 2
                elif bare.isalpha():
                    scores[place] += is_known(bare, "de") - is_known(bare, "en")
    if scores[0] > 0 > scores[1] or (scores[0] - scores[1] >= 3 and scores[0] > 0):
        return "de", "en"
    if scores[1] > 0 > scores[0] or (scores[1] - scores[0] >= 3 and scores[1] > 0):
        return "en", "de"
    return None
