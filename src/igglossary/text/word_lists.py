"""Word lists written as running text."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of a list that is separated by white space; a set of 200 literals would fill 200 lines."""
    return frozenset(text.split())
