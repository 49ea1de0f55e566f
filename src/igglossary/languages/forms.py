"""The keys under which a term is stored, so that a look-up finds it in any form without morphology.

Computed once, when a term is written. Terms of one word are stored in all their inflected forms, terms of several words
under their light stems.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from igglossary.languages import language
from igglossary.languages.keys import stem_key
from igglossary.text.fold import fold, joined, key, skeleton, split_parenthesis
from igglossary.text.languages import primary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from igglossary.languages.record import Language

_LONGEST_OTHER_WORD = 12  # letters: longer words without their umlauts are never another word

_memo: dict[tuple[str, str, bool], dict[str, str]] | None = None


def term_forms(text: str, lang: str, *, is_acronym: bool = False) -> dict[str, str]:
    """Every key under which the term is to be found directly → match kind ``exact``, ``inflected`` or ``variant``.

    ``lang`` is a BCP 47 tag. Empty for a text without a word. The keys fit
    ``keys.query_keys``. About 0.1 ms a term and 6 keys (benchmarks/bench_recognition.py).
    """
    if _memo is None:
        return _compute(text, language(lang), is_acronym=is_acronym)
    question = (text, primary(lang), is_acronym)
    if question not in _memo:
        _memo[question] = _compute(text, language(lang), is_acronym=is_acronym)
    return _memo[question]


@contextmanager
def remembering(memo: dict[tuple[str, str, bool], dict[str, str]]) -> Iterator[None]:
    """Inside, ``term_forms`` takes what the memo has, and puts into it what it had to compute.

    A memo of (text, primary language, is_acronym) → forms. With that of the shipped term base a new store is filled
    without the lexicons, which on a new machine take 3 s and 120 MB.
    """
    global _memo
    before, _memo = _memo, memo
    try:
        yield
    finally:
        _memo = before


def _compute(text: str, record: Language, *, is_acronym: bool) -> dict[str, str]:
    forms: dict[str, str] = {}
    for plain, kind in _readings(text):
        forms.setdefault(plain, kind)
        solid = joined(plain)
        forms.setdefault(solid, "variant")
        forms.setdefault(record.spelling(solid), "variant")
        if is_acronym:
            forms.setdefault(solid + "s", "inflected")
            continue
        stem = stem_key(plain, record)
        if solid != plain:
            forms.setdefault("~" + stem, "inflected")
            for spelling in (plain, solid):  # "onlin" + "brief" of Online-Brief is not the stem of Onlinebrief
                forms.setdefault("+" + stem_key(spelling, record), "variant")
            if "-" in plain and " " in plain:
                forms.setdefault("~" + stem_key(plain.replace("-", ""), record), "variant")
        elif stem:
            forms.setdefault("~" + stem, "variant")
            _add_one_word(forms, text.strip() if kind == "exact" else plain, record)
    return forms


def _readings(text: str) -> list[tuple[str, str]]:
    """The plain key of the text and, where a part stands in brackets, of the text without it and of that part."""
    readings = [(key(text), "exact"), *((key(part), "variant") for part in split_parenthesis(text))]
    return [(plain, kind) for plain, kind in readings if plain]


def _add_one_word(forms: dict[str, str], word: str, record: Language) -> None:
    inflected = record.inflected_forms(word)
    for plain in record.other_spellings(word):
        forms.setdefault(plain, "variant")
    for form in inflected:
        plain = key(form)
        forms.setdefault(plain, "inflected")
        forms.setdefault(record.spelling(plain), "variant")
    if not word.isascii() and not _is_other_word(skeleton(fold(word)), word, record):
        for form in (word, *inflected):
            forms.setdefault("^" + skeleton(key(form)), "variant")


def _is_other_word(plain: str, word: str, record: Language) -> bool:
    """True if the word without its umlauts is a word of its own (fordern beside fördern)."""
    if len(plain) > _LONGEST_OTHER_WORD:
        return False
    found = record.lemma(plain.capitalize() if word[:1].isupper() else plain)
    return found is not None and fold(found) != fold(word)
