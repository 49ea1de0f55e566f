"""Tables of number words, written in rows."""

from __future__ import annotations


def grouped(words: str, first: int = 0, step: int = 1) -> dict[str, int]:
    """Words for ``first``, ``first + step`` …; the words of one value side by side, the values separated by ``|``."""
    groups = enumerate(words.split("|"))
    return {word: first + step * place for place, group in groups for word in group.split()}
