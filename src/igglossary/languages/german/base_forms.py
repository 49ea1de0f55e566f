"""The base form of a German noun, as a term base has it."""

from __future__ import annotations

from functools import lru_cache

from igglossary.languages import lexicon
from igglossary.languages.german.compounds import is_part
from igglossary.languages.german.morphology import compound_lemma, listed_lemma
from igglossary.languages.german.words import PLURAL_ONLY
from igglossary.text.fold import fold
from igglossary.text.word_lists import word_set

_PLURAL_AS_TERM = word_set("angelegenheiten immobilien lebensmittel nationen personalien rohstoffe streitkräfte")
"""Nouns that have a singular, but stand in terms in the plural: Vereinte Nationen."""
_PLURALS = PLURAL_ONLY | _PLURAL_AS_TERM


@lru_cache(maxsize=50_000)
def base_form(word: str) -> tuple[str, bool]:
    """Nominative singular of a capitalised noun, and whether the dictionary vouches for it.

    Hyphenated and solid compounds are changed in their last known part. A plural that is a term by itself (Medien,
    Metadaten) stays; so does what is no noun.
    """
    head, hyphen, last = word.rpartition("-")
    if hyphen and last:
        if not last[0].isupper():
            return word, True
        base, is_known = base_form(last)
        return f"{head}-{base}", is_known
    if word.isupper() or is_plural_term(word):
        return word, True
    found = listed_lemma(word)
    if found is not None:
        return _spelt_like(word, _nominal(word, found)), True
    start = _listed_tail(word)
    if start:
        tail = word[start:].capitalize()
        base = tail if is_plural_term(tail) else _nominal(tail, str(lexicon.entry(tail, "de")))
        return _spelt_like(word, word[:start] + base.lower()), True
    found = compound_lemma(word)  # in Swiss spelling
    return (word, False) if found is None else (_spelt_like(word, found), True)


def _spelt_like(word: str, base: str) -> str:
    """The base form with ss for ß if that is how the word is spelt: Swiss Massnahmen → Massnahme."""
    return base.replace("ß", "ss") if "ss" in word and "ß" not in word else base


def is_plural_term(word: str) -> bool:
    """True for a noun, or the last part of a chain, whose plural is the base form."""
    return word.lower().rpartition("-")[2] in _PLURALS


def _listed_tail(word: str) -> int:
    """Where the longest last part of a word begins that is a noun of the dictionary or a plural; 0 if there is none."""
    for start in range(2, len(word) - 3):
        tail = word[start:].capitalize()
        found = lexicon.entry(tail, "de") or ""
        if tail.lower() in _PLURALS or (found[:1].isupper() and (len(found) > 3 or is_part(fold(found)))):
            return start
    return 0


def _nominal(word: str, found: str) -> str:
    """The dictionary's lemma if it is a noun; a nominalised adjective (*Angestellten*) gets its masculine form."""
    if not found[:1].isupper():
        return word
    if found == word or lexicon.entry(found + "s", "de") == found:
        return found
    is_adjectival = word.startswith(found) and word[len(found) :] in ("e", "en", "em") and found + "er" != word
    if is_adjectival and lexicon.entry(found + "er", "de") in (found + "er", found):
        return found + "er" if lexicon.entry(found.lower(), "de") == found.lower() else found
    return found
