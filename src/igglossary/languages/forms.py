"""The keys under which a term is stored, so that a look-up finds it in any form without morphology.

Computed once, when a term is written. Inflected forms of one-word terms are proposed by rule and kept if the lexicon
knows them as forms of just this word (Rat: Rates, Räte, but not Rate); a compound that the lexicon does not list is
inflected like its longest known last part. Terms of several words are stored under their light stems instead.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

from igglossary.languages import lexicon
from igglossary.languages.german.compounds import other_linking
from igglossary.languages.german.morphology import PLURAL_ONLY, compound_lemma, hidden_singular, nominalised, noun_lemma
from igglossary.languages.keys import american, stem_key
from igglossary.text.fold import fold, joined, key, skeleton, split_parenthesis
from igglossary.text.languages import primary

if TYPE_CHECKING:
    from collections.abc import Iterator

# Endings whose nouns inflect in one way only: no question to the lexicon is needed.
_REGULAR_GERMAN = (
    (("ung", "heit", "keit", "schaft", "tät", "taet", "ion", "enz", "anz"), ("en",)),
    (("ismus", "istik"), ()),
    (("kultur",), ("en",)),
    (("netz",), ("es", "e", "en")),
    (("erin", "orin", "tin"), ("nen",)),
)
_IRREGULAR_ENGLISH = (
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
_NOUN_ENDINGS = ("s", "es", "e", "en", "n")
_UMLAUT_ENDINGS = ("", "e", "en", "er", "ern", "n")
_ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em")
_LAST_VOWEL = re.compile(r"(?:[Aa](?=u)|[aouAOU])(?=u?[^aouäöüiAOUÄÖÜ]*\Z)")
_UMLAUTS = {"a": "ä", "o": "ö", "u": "ü", "A": "Ä", "O": "Ö", "U": "Ü"}
_SHORTEST_TAIL = 3
_WEAK = ("ant", "ist")  # nouns for persons that are in no lexicon: Registrant

_memo: dict[tuple[str, str, bool], dict[str, str]] | None = None


def term_forms(text: str, lang: str, *, is_acronym: bool = False) -> dict[str, str]:
    """Every key under which the term is to be found directly → match kind ``exact``, ``inflected`` or ``variant``.

    ``lang`` is a BCP 47 tag; other languages than German and English get folding and joined spelling. Empty for a text
    without a word. The keys fit ``keys.query_keys``. About 0.1 ms a term and 6 keys (benchmarks/bench_recognition.py).
    """
    language = primary(lang)
    if _memo is None:
        return _compute(text, language, is_acronym=is_acronym)
    question = (text, language, is_acronym)
    if question not in _memo:
        _memo[question] = _compute(text, language, is_acronym=is_acronym)
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


def _compute(text: str, language: str, *, is_acronym: bool) -> dict[str, str]:
    forms: dict[str, str] = {}
    for plain, kind in _readings(text):
        forms.setdefault(plain, kind)
        solid = joined(plain)
        forms.setdefault(solid, "variant")
        forms.setdefault(american(solid) if language == "en" else solid, "variant")
        if is_acronym:
            forms.setdefault(solid + "s", "inflected")
            continue
        stem = stem_key(plain, language)
        if solid != plain:
            forms.setdefault("~" + stem, "inflected")
            for spelling in (plain, solid):  # "onlin" + "brief" of Online-Brief is not the stem of Onlinebrief
                forms.setdefault("+" + stem_key(spelling, language), "variant")
            if "-" in plain and " " in plain:
                forms.setdefault("~" + stem_key(plain.replace("-", ""), language), "variant")
        elif stem:
            forms.setdefault("~" + stem, "variant")
            _add_one_word(forms, text.strip() if kind == "exact" else plain, language)
    return forms


def _readings(text: str) -> list[tuple[str, str]]:
    """The plain key of the text and, where a part stands in brackets, of the text without it and of that part."""
    readings = [(key(text), "exact"), *((key(part), "variant") for part in split_parenthesis(text))]
    return [(plain, kind) for plain, kind in readings if plain]


def _add_one_word(forms: dict[str, str], word: str, language: str) -> None:
    inflected = inflected_forms(word, language)
    if language == "de":
        for plain in other_linking(fold(word)):
            forms.setdefault(plain, "variant")
    for form in inflected:
        plain = key(form)
        forms.setdefault(plain, "inflected")
        if language == "en":
            forms.setdefault(american(plain), "variant")
    if not word.isascii() and not _is_other_word(skeleton(fold(word)), word, language):
        for form in (word, *inflected):
            forms.setdefault("^" + skeleton(key(form)), "variant")


def _is_other_word(plain: str, word: str, language: str) -> bool:
    """True if the word without its umlauts is a word of its own (fordern beside fördern)."""
    if language not in lexicon.LANGUAGES or len(plain) > 12:
        return False
    spelt = plain.capitalize() if word[:1].isupper() else plain
    found = lexicon.entry(spelt, language)
    return found is not None and fold(found) != fold(word)


def inflected_forms(word: str, language: str) -> tuple[str, ...]:
    """The other inflected forms of one word in its base form, in its own spelling; none for unknown languages."""
    if language == "de":
        return _german_forms(word) if word[:1].isupper() else _lower_german_forms(word)
    if language == "en":
        return _english_forms(word)
    return ()


def _german_forms(word: str) -> tuple[str, ...]:
    lowered = word.lower()
    for tails, endings in _REGULAR_GERMAN:
        if lowered.endswith(tails) and len(word) > 5:
            return tuple(word + ending for ending in endings)
    own = _noun_paradigm(word) if _is_noun(word) else ()
    own = tuple(dict.fromkeys((*own, *nominalised(word))))
    if own:
        return own
    singular = noun_lemma(word) or compound_lemma(word) or word
    if singular != word and not lowered.endswith(PLURAL_ONLY):
        plural = (word + "n",) if word.endswith("e") else ()
        return tuple(dict.fromkeys((singular, *plural, *(form for form in _german_forms(singular) if form != word))))
    if lowered.endswith(_WEAK):
        return (word + "en",)
    for split in range(2, len(word) - _SHORTEST_TAIL + 1):
        tail = word[split:].capitalize()
        if _is_noun(tail):
            plural = (word + "n",) if word.endswith("e") else ()  # of plurals that look like another word, too: Rechte
            return tuple(dict.fromkeys((*(word[:split] + form.lower() for form in _noun_paradigm(tail)), *plural)))
    return (word + "s",) if lowered[-1] in "aeiouy" else (word + "s", word + "es", word + "e", word + "en")


@lru_cache(maxsize=50_000)
def _is_noun(word: str) -> bool:
    found = lexicon.entry(word, "de")
    return found is not None and fold(found) == fold(word)


@lru_cache(maxsize=50_000)
def _noun_paradigm(noun: str) -> tuple[str, ...]:
    wanted = fold(lexicon.entry(noun, "de") or noun)
    found = []
    for candidate in _noun_candidates(noun):
        lemma = lexicon.entry(candidate, "de")
        is_form = lemma is not None and (fold(lemma) == wanted or hidden_singular(candidate) == wanted)
        if is_form and candidate != noun:
            found.append(candidate)
    if noun.endswith(("ex", "ix")) and lexicon.entry(noun[:-2] + "izes", "de") is not None:
        found.append(noun[:-2] + "izes")  # listed under another word: Indizes under Indiz
    genitives = [form for form in (noun + "s", noun + "es") if form in found]
    if len(genitives) == 1 and not noun.endswith(("e", "el", "en", "er", "em")):  # both are right, often one is listed
        missing = noun + ("es" if genitives[0] == noun + "s" else "s")
        if noun[-1] not in "sßxzaiouy" and lexicon.entry(missing, "de") is None:
            found.append(missing)
    return tuple(found)


def _noun_candidates(noun: str) -> list[str]:
    """All forms that a German noun could have by its ending; which ones it has, the lexicon knows."""
    candidates = [noun + ending for ending in _NOUN_ENDINGS]
    if noun.endswith("e"):  # die Angestellte, ein Angestellter
        candidates += [noun + "r", noun + "m"]
    elif noun.endswith("er"):
        candidates += [noun[:-1], noun[:-1] + "n", noun[:-1] + "m"]
    elif not noun.endswith(("el", "en")):
        candidates += [noun + "er", noun + "ern"]
    if noun.endswith("in"):
        candidates.append(noun + "nen")
    elif noun.endswith("s"):
        candidates += [noun + "se", noun + "ses", noun + "sen", noun[:-2] + "en", noun[:-2] + "i"]
    elif noun.endswith(("um", "on", "a")):
        stem = noun[: -1 if noun.endswith("a") else -2]
        candidates += [stem + "en", stem + "a", noun + "ta"]
    umlauted = _with_umlaut(noun)
    if umlauted:
        umlauted = umlauted[:-1] + "ss" if umlauted.endswith("ß") else umlauted
        candidates += [umlauted + ending for ending in _UMLAUT_ENDINGS]
    return candidates


def _with_umlaut(noun: str) -> str:
    """The noun with its last a, o or u umlauted (Vertrag → Verträg, Haus → Häus); "" if there is none to umlaut."""
    match = _LAST_VOWEL.search(noun)
    if match is None:
        return ""
    place = match.start()
    return noun[:place] + _UMLAUTS[noun[place]] + noun[place + 1 :]


def _lower_german_forms(word: str) -> tuple[str, ...]:
    if word.endswith(("en", "ern", "eln")) and len(word) > 4:
        stem = word[: -2 if word.endswith("en") else -1]
        link = "e" if stem[-1] in "td" else ""
        return (*(stem + link + ending for ending in ("t", "te", "ten", "st")), f"ge{stem}{link}t", stem + "e")
    base = word.removesuffix("e") if len(word) > 4 else word
    return tuple(form for form in (base + ending for ending in _ADJECTIVE_ENDINGS) if form != word)


def _english_forms(word: str) -> tuple[str, ...]:
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
    for ending, plurals in _IRREGULAR_ENGLISH:
        if word.endswith(ending):
            candidates = [word.removesuffix(ending) + plural for plural in plurals]
            return tuple(form for form in candidates if lexicon.entry(form.lower(), "en") == word.lower())
    return ()
