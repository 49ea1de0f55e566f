"""Where a term stands in a text, in whatever form: for the proof of a pair whose words a person has chosen."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from igglossary.languages import language
from igglossary.languages.forms import term_forms
from igglossary.languages.keys import core_key, stem_key
from igglossary.text.fold import fold, joined, key, skeleton
from igglossary.text.languages import primary

_LONGEST_TEXT = 20_000
"""Code points of a text that are read: a sentence has a few hundred."""
_BEGINNING = 2
"""Letters by which words that cannot begin the term are left out; umlauts of inflected forms change later ones."""


class _Wanted(NamedTuple):
    """A term: what is known of it without a dictionary."""

    term: str
    stem: str
    beginning: str
    words: int


def find_term(text: str, term: str, lang: str) -> list[tuple[int, int]]:
    """(start, end) of each place of a term in a text of the same language, in order, none inside another.

    Inflected forms, other spellings, words written together or apart are found; a part of a compound is none.
    """
    wanted = _wanted(term, primary(lang))
    tokens = language(lang).tokenise(text[:_LONGEST_TEXT])
    bounds = [(tokens.ends[2 * at], tokens.ends[2 * at + 1]) for at in range(len(tokens.words))]
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(bounds):
        length = _length_here(text, bounds, at, wanted, lang)
        if length:
            found.append((bounds[at][0], bounds[at + length - 1][1]))
        at += length or 1
    return found


def _length_here(text: str, bounds: list[tuple[int, int]], at: int, wanted: _Wanted, lang: str) -> int:
    """How many words of the text from ``at`` on are the term: as many as it has, else one less or more; 0 for none."""
    start = bounds[at][0]
    if not wanted.beginning or not _beginning(text[start : start + 2 * _BEGINNING]).startswith(wanted.beginning):
        return 0
    for length in (wanted.words, wanted.words - 1, wanted.words + 1):
        if 0 < length <= len(bounds) - at and _is_form(text[start : bounds[at + length - 1][1]], wanted, lang):
            return length
    return 0


def _is_form(stretch: str, wanted: _Wanted, lang: str) -> bool:
    record = language(lang)
    plain = key(stretch)
    if stem_key(plain, record) == wanted.stem:
        return True
    solid = joined(plain)
    forms = _forms(wanted.term, primary(lang))  # opens the dictionary
    if plain in forms or solid in forms or record.spelling(solid) in forms:
        return True
    return ("+" if solid == plain else "~") + stem_key(plain, record) in forms


def _beginning(text: str) -> str:
    """The letters by which words that cannot begin a term are left out, without what an umlaut may change."""
    return skeleton(fold(text))[:_BEGINNING]


@lru_cache(maxsize=4096)
def _forms(term: str, lang: str) -> frozenset[str]:
    return frozenset(term_forms(term, lang)) | {core_key(term)}


@lru_cache(maxsize=4096)
def _wanted(term: str, lang: str) -> _Wanted:
    core = core_key(term)
    words = [word for word in language(lang).tokenise(core).words if word]
    return _Wanted(term, stem_key(core, language(lang)), _beginning(core), max(1, len(words)))
