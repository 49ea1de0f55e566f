"""When two designations are the same term: one notion for mining, review, conflicts, bulk, import and merge.

Case, hyphens, spaces, a leading article, accents, how umlauts are written, and a language's equal spellings
(*organisation*, *organization*; *Schadenersatz*, *Schadensersatz*) make no other term. Another word, number or ending
does.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from igglossary.languages import language
from igglossary.languages.keys import core_key
from igglossary.text.fold import joined, key, without_accents
from igglossary.text.languages import primary


class Variation(StrEnum):
    """In what two designations of the same term differ."""

    NONE = "none"
    CASE = "case"
    HYPHEN = "hyphen"
    SPACE = "space"
    SPELLING = "spelling"


def same_keys(text: str, lang: str) -> frozenset[str]:
    """Designations in one language that share a key are the same term; empty for a text without a word.

    ``lang`` is a BCP 47 tag. Opens no dictionary: 6 µs a text, remembered. A linking s is left to ``is_same_term``.
    """
    return _same_keys(text, primary(lang))


@lru_cache(maxsize=200_000)  # mining asks for every pair of candidates, the list for every row on screen
def _same_keys(text: str, lang: str) -> frozenset[str]:
    """Spelt as a whole (*harbourmaster*, *harbour master*) and word by word (*harbour fee*, *harbor fee*)."""
    record = language(lang)
    words = without_accents(core_key(text)).replace("-", " ").split()
    found = (record.spelling(joined(" ".join(words))), joined(" ".join(map(record.spelling, words))))
    return frozenset(found) - {""}


def is_same_term(first: str, second: str, lang: str) -> bool:
    """True if two designations in one language are the same term."""
    if first == second:
        return True
    left, right = same_keys(first, lang), same_keys(second, lang)
    return not left.isdisjoint(right) or (
        bool(left and right)
        and abs(len(min(left)) - len(min(right))) == 1
        and not right.isdisjoint(other_keys(first, lang))
    )


def other_keys(text: str, lang: str) -> frozenset[str]:
    """More keys of the same term: those of a compound with or without a linking s. Opens the dictionary."""
    return frozenset(map(joined, language(lang).other_spellings(text))) if text.isalpha() else frozenset()


def variation(first: str, second: str) -> Variation:
    """In what two designations of the same term differ; the smallest difference is named."""
    if first == second:
        return Variation.NONE
    if first.casefold() == second.casefold():
        return Variation.CASE
    left, right = key(first), key(second)
    if left == right:
        return Variation.SPELLING
    if left.replace("-", " ") == right.replace("-", " ") or left.replace("-", "") == right.replace("-", ""):
        return Variation.HYPHEN
    return Variation.SPACE if joined(left) == joined(right) else Variation.SPELLING
