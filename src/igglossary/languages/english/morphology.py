"""Keys and forms of English words: the dictionary first, then rules for what it does not list."""

from __future__ import annotations

from functools import lru_cache

from igglossary.languages import lexicon
from igglossary.languages.english import LANGUAGE
from igglossary.languages.english.words import FIRST_ELEMENTS, PLURAL_ONLY
from igglossary.languages.facts import WordKeys
from igglossary.text.fold import fold
from igglossary.text.word_lists import word_set

_IRREGULAR_SINGULARS = (("ives", "ife"), ("oses", "osis"), ("yses", "ysis"), ("eses", "esis"))
_IRREGULAR_PLURALS = (
    ("um", ("a", "ums")),
    ("on", ("a", "ons")),
    ("us", ("i", "uses")),
    ("is", ("es",)),
    ("ix", ("ices", "ixes")),
    ("ex", ("ices", "exes")),
    ("man", ("men",)),
    ("fe", ("ves",)),
    ("f", ("ves", "fs")),
    ("o", ("oes", "os")),
)
_SHORTEST_PART = 5  # letters of a part of a closed compound: attack in cyberattack, but not fare in warfare
_AFFIXES = word_set(
    """
    ab ad anti com con counter de dis em en ex im in inter ir mis non out over per post pre pro re semi sub sup super
    trans un under uni up ability able ably age ance ant ate ation ed ence ent er est ful hood ible ic ical ing ion ish
    ism ist ity ive ize less ly ment ness or ory ous ship tion ure ward wise
    """
)
"""Beginnings and ends that make a new English word, not a compound: trans|port, encrypt|ion."""


def word_keys(word: str, *, is_listed: bool) -> WordKeys:
    """The keys of a word; ``is_listed`` says whether the dictionary is asked."""
    keys = _keys(word) if is_listed else _shapes(fold(word))
    return WordKeys(keys, keys, keys)


def _keys(word: str) -> tuple[str, ...]:
    folded = fold(word)
    found = lexicon.entry(folded, "en") or (lexicon.entry(word, "en") if word != folded else None)
    if found is None:
        found = _guessed_singular(folded)
    return tuple(dict.fromkeys((*_shapes(folded), *_shapes(fold(found)), *irregular_singulars(folded))))


def _shapes(folded: str) -> tuple[str, ...]:
    other = LANGUAGE.spelling(folded)
    return (folded,) if other == folded else (folded, other)


def irregular_singulars(plural: str) -> list[str]:
    """The singulars that the lexicon lists, but not under their plural (midwives, diagnoses); mostly none."""
    endings = ((plural.removesuffix(ending), ending, singular) for ending, singular in _IRREGULAR_SINGULARS)
    candidates = (stem + singular for stem, ending, singular in endings if plural.endswith(ending))
    return [candidate for candidate in candidates if lexicon.entry(candidate, "en") == candidate]


def _guessed_singular(low: str) -> str:
    """Unknown words in -s are taken for plurals: ``cyberattacks``."""
    if len(low) > 4 and low.endswith("ies"):
        return low[:-3] + "y"
    if len(low) > 4 and low.endswith(("sses", "xes", "ches", "shes", "tzes")):
        return low[:-2]
    return low[:-1] if len(low) > 3 and low.endswith("s") and low[-2] not in "sui" else low


@lru_cache(maxsize=50_000)
def singular(word: str) -> str:
    """The singular of one noun, case kept; -ing forms and plural-only nouns stay as they are."""
    head, hyphen, last = word.rpartition("-")
    if hyphen and last:
        return f"{head}-{singular(last)}"
    low = word.lower()
    listed = lexicon.entry(low, "en") or ""
    if low.endswith(("men", "children")) and listed.endswith(("man", "child")):
        return word[:-2] + "an" if low.endswith("men") else word[:-3]
    if word.isupper() or not _may_be_plural(low, listed):
        return word
    return word[:-1] if word[:-1].isupper() else _without_plural(word, low, listed)


def _without_plural(word: str, low: str, listed: str) -> str:
    """The word as its singular by list, dictionary or rule; as it is where that is another word."""
    base = next(iter(irregular_singulars(low)), None) or listed or _guessed_singular(low)
    if base == low or not low.startswith(base[:2]):
        return word
    return word[:1] + base[1:] if word[:1].isupper() else base


def _may_be_plural(low: str, listed: str) -> bool:
    """False for a word without -s, a plural-only noun, and what ends like *process*, *virus*, *basis* by itself."""
    if not low.endswith("s") or len(low) < 3 or low in PLURAL_ONLY:
        return False
    return not low.endswith(("ss", "us", "is")) or listed not in ("", low)


def inflected_forms(word: str) -> tuple[str, ...]:
    """The plurals of a noun; none of a word that the dictionary has as the form of another one only."""
    if len(word) < 3:
        return (word + "s",)
    irregular = _irregular_plurals(word)
    if irregular:
        return irregular
    if word.endswith("y") and word[-2].lower() not in "aeiou":
        plural = word[:-1] + "ies"
    elif word.endswith(("s", "x", "z", "ch", "sh")):
        plural = word + "es"
    else:
        plural = word + "s"
    listed = lexicon.entry(plural, "en")
    return (plural,) if listed is None or listed.lower() == word.lower() else ()


def _irregular_plurals(word: str) -> tuple[str, ...]:
    """Latin, Greek and old plurals that the lexicon confirms, with the regular one beside them."""
    for ending, plurals in _IRREGULAR_PLURALS:
        if word.endswith(ending):
            candidates = [word.removesuffix(ending) + plural for plural in plurals]
            return tuple(form for form in candidates if lexicon.entry(form.lower(), "en") == word.lower())
    return ()


def is_word(folded: str) -> bool:
    """True for a base form, and for what begins words of both languages (cyber, multi)."""
    return folded in FIRST_ELEMENTS or lexicon.entry(folded, "en") == folded


def is_true_part(part: str, word: str) -> bool:
    """True if a closed compound begins or ends with the part and the rest is a word."""
    if len(part) < _SHORTEST_PART or part not in word:
        return False
    before, _, after = word.partition(part)
    rest, least = (before, 3) if not after else (after, 4)
    is_edge = not (before and after) and len(rest) >= least
    return is_edge and rest not in _AFFIXES and (rest in FIRST_ELEMENTS or lexicon.entry(rest, "en") is not None)
