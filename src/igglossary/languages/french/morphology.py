"""Keys and forms of French words: the dictionary first, then rules for what it does not list."""

from __future__ import annotations

from functools import lru_cache

from igglossary.languages import lexicon
from igglossary.languages.facts import WordKeys
from igglossary.text.fold import fold, skeleton

_FEMININE = (("trice", "teur"), ("euse", "eur"), ("euse", "eux"), ("ive", "if"), ("lle", "l"), ("nne", "n"), ("e", ""))
_SHORTEST = 4  # letters of an unknown word that loses an ending


def word_keys(word: str) -> WordKeys:
    """The word, its lemma, and the masculine singular that it may be a form of; folded, œ as oe.

    Of *active* the dictionary knows only the verb; as an adjective it belongs to *actif*. Capitals may lack accents
    (*ETATS*), so they have the key without any, too.
    """
    word = word.replace("’", "'")
    low = word.lower()
    found = _entry(word) or _entry(low)
    bases = [word, *((found,) if found else ()), *_masculines(low, is_listed=found is not None)]
    if found is None:
        bases += _guessed_bases(low)
    keys = dict.fromkeys(fold(base).replace("œ", "oe") for base in bases)
    if word.isupper() or word[:1] in "AEIOU":
        keys.update(dict.fromkeys("^" + skeleton(key) for key in list(keys)))
    own = tuple(keys)
    return WordKeys(own, own, own)


def unaccented(keys: tuple[str, ...]) -> tuple[str, ...]:
    """The keys that a word without its accents has, for the side of the term; none if it has no accent."""
    return tuple("^" + skeleton(key) for key in keys if not key.isascii())


@lru_cache(maxsize=65_536)
def _entry(word: str) -> str | None:
    found = lexicon.entry(word, "fr")
    if found is None and "oe" in word:
        found = lexicon.entry(word.replace("oe", "œ"), "fr")
    return found


def _listed(word: str) -> str | None:
    """The dictionary's lemma of the word as spelt, else in lower case."""
    return _entry(word) or _entry(word.lower())


def _masculines(low: str, *, is_listed: bool) -> list[str]:
    """The masculine that the dictionary does not give for a feminine; of listed words only a listed one."""
    singular = low.removesuffix("s")
    endings = [(ending, other) for ending, other in _FEMININE if len(ending) > 1 and singular.endswith(ending)]
    found = [singular.removesuffix(ending) + other for ending, other in endings]
    return [masculine for masculine in found if _entry(masculine) == masculine] if is_listed else found


def _guessed_bases(low: str) -> list[str]:
    """Of an unknown word: the singular."""
    if len(low) < _SHORTEST or low.endswith(("ès", "us")):
        return []
    if low.endswith("aux") and not low.endswith("eaux"):
        return [low[:-3] + "al"]
    return [low[:-1]] if low[-1] in "sx" else []


def inflected_forms(word: str) -> tuple[str, ...]:
    """Plural and feminine forms that the dictionary confirms; of a word that it does not list the plural."""
    low = word.lower()
    found = _listed(word)
    if found is None:
        return () if low.endswith(("s", "x", "z")) else (word + "s",)
    candidates = [word + "s", word + "x", word + "e", word + "es"]
    if low.endswith(("al", "ail")):
        candidates.append(word[: -len("ail") if low.endswith("ail") else -len("al")] + "aux")
    for feminine, masculine in _FEMININE:
        if masculine and low.endswith(masculine):
            stem = word[: -len(masculine)]
            candidates += [stem + feminine, stem + feminine + "s"]
    confirmed = (form for form in candidates if _listed(form) == found)
    return tuple(dict.fromkeys(confirmed))
