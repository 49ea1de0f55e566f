"""Keys and forms of French words: the dictionary first, then rules for what it does not list."""

from __future__ import annotations

from functools import lru_cache

from igglossary.languages import lexicon
from igglossary.languages.facts import WordKeys
from igglossary.text.fold import fold, skeleton

_FEMININE = (("trice", "teur"), ("euse", "eur"), ("euse", "eux"), ("ive", "if"), ("lle", "l"), ("nne", "n"), ("e", ""))
_SHORTEST = 4  # letters of an unknown word that loses an ending


def word_keys(word: str) -> WordKeys:
    """The word, its lemma, and the masculine singular that it may be a form of; folded, œ as oe, also without accents.

    Of *active* the dictionary knows only the verb; as an adjective it belongs to *actif*.
    """
    low = word.lower()
    found = _entry(word) or _entry(low)
    bases = [word, *((found,) if found else ()), *_masculines(low)]
    if found is None:
        bases += _guessed_bases(low)
    keys = tuple(dict.fromkeys(fold(base).replace("œ", "oe") for base in bases))
    plain = skeleton(keys[-1])
    # In capitals accents may be missing: ETATS. As a later word of a term nothing else is meant.
    loose = (*keys, "^" + plain)
    return WordKeys(keys, keys, tuple(dict.fromkeys(loose)))


@lru_cache(maxsize=65_536)
def _entry(word: str) -> str | None:
    found = lexicon.entry(word, "fr")
    if found is None and "oe" in word:
        found = lexicon.entry(word.replace("oe", "œ"), "fr")
    return found


def _masculines(low: str) -> list[str]:
    """Listed adjectives and nouns in the masculine that the dictionary does not give for the feminine."""
    singular = low.removesuffix("s")
    pairs = (
        (singular.removesuffix(ending) + other, ending) for ending, other in _FEMININE if singular.endswith(ending)
    )
    return [masculine for masculine, ending in pairs if len(ending) > 1 and _entry(masculine) == masculine]


def _guessed_bases(low: str) -> list[str]:
    """Of an unknown word: the singular, and of an unknown feminine the masculine (*cybercriminelles*)."""
    if len(low) < _SHORTEST:
        return []
    if low.endswith("aux") and not low.endswith("eaux"):
        return [low[:-3] + "al"]
    singular = low[:-1] if low[-1] in "sx" else low
    tail = next((low[cut:] for cut in range(2, len(low) - _SHORTEST + 1) if _entry(low[cut:]) is not None), None)
    if tail is None:
        return [singular]
    return [low.removesuffix(tail) + str(_entry(tail))]  # cyber|criminelles → cybercriminel


def inflected_forms(word: str) -> tuple[str, ...]:
    """Plural and feminine forms that the dictionary confirms; of a word that it does not list the plural."""
    low = word.lower()
    found = _entry(word) or _entry(low)
    candidates = [word + "s", word + "x", word + "e", word + "es"]
    if low.endswith(("al", "ail")):
        candidates.append(word[: -len("ail") if low.endswith("ail") else -len("al")] + "aux")
    for feminine, masculine in _FEMININE:
        if masculine and low.endswith(masculine):
            stem = word[: -len(masculine)]
            candidates += [stem + feminine, stem + feminine + "s"]
    if found is None:
        return () if low.endswith(("s", "x", "z")) else (word + "s",)
    confirmed = [form for form in candidates if (_entry(form) or _entry(form.lower())) == found]
    return tuple(dict.fromkeys(confirmed))
