"""The inflected forms of a German word in its base form, written out when a term is stored.

Forms are proposed by rule and kept if the lexicon knows them as forms of just this word (Rat: Rates, Räte, but not
Rate); a compound that the lexicon does not list is inflected like its longest known last part.
"""

from __future__ import annotations

import re
from functools import lru_cache

from igglossary.languages import lexicon
from igglossary.languages.german.compounds import is_word
from igglossary.languages.german.morphology import WEAK_NOUNS, compound_lemma, hidden_singular, nominalised, noun_lemma
from igglossary.languages.german.words import PLURAL_ONLY
from igglossary.text.fold import fold

# Endings whose nouns inflect in one way only: no question to the lexicon is needed.
_REGULAR = (
    (("ung", "heit", "keit", "schaft", "tät", "taet", "ion", "enz", "anz"), ("en",)),
    (("ismus", "istik"), ()),
    (("kultur",), ("en",)),
    (("netz",), ("es", "e", "en")),
    (("erin", "orin", "tin"), ("nen",)),
)
_NOUN_ENDINGS = ("s", "es", "e", "en", "n")
_UMLAUT_ENDINGS = ("", "e", "en", "er", "ern", "n")
_ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em")
_LAST_VOWEL = re.compile(r"(?:[Aa](?=u)|[aouAOU])(?=u?[^aouäöüiAOUÄÖÜ]*\Z)")
_UMLAUTS = {"a": "ä", "o": "ö", "u": "ü", "A": "Ä", "O": "Ö", "U": "Ü"}
_SHORTEST_TAIL = 3
_WEAK = ("ant", "ist")  # nouns for persons that are in no lexicon: Registrant


def inflected_forms(word: str) -> tuple[str, ...]:
    """The other inflected forms of one word, in its own spelling; of a person also the feminine ones."""
    if not word[:1].isupper():
        return _lower_forms(word)
    return tuple(dict.fromkeys((*_noun_forms(word), *_feminines(word), *_rare_forms(word))))


def _feminines(word: str) -> tuple[str, ...]:
    """Experte → Expertin, Expertinnen; Arzt → Ärztin: what the lexicon lists of it, also of the last part."""
    stems = dict.fromkeys((word.removesuffix("e"), _with_umlaut(word.removesuffix("e"))))
    for feminine in [stem + "in" for stem in stems if len(stem) > 3]:
        if _is_feminine(feminine) or any(_is_feminine(feminine[cut:].capitalize()) for cut in range(3, len(word) - 4)):
            return feminine, feminine + "nen"
    return ()


def _is_feminine(word: str) -> bool:
    return lexicon.entry(word, "de") == word and lexicon.entry(word + "nen", "de") == word


def _rare_forms(word: str) -> tuple[str, ...]:
    """Forms that the lexicon has under another word: Bären, Willens; and English plurals: Proxies."""
    folded = fold(word)
    if any(folded.endswith(other) for _end, other in WEAK_NOUNS):
        return (word + "ns",) if word.endswith("e") else (word + "en",)
    if word.endswith("ix"):
        return (word[:-2] + "izen",)
    return (word[:-1] + "ies",) if word.endswith("y") and word[-2:-1] not in "aeiou" else ()


def _noun_forms(word: str) -> tuple[str, ...]:
    """The other forms of a noun: by its ending, by the lexicon, by its singular, by its last part, or guessed."""
    regular = _regular_endings(word)
    if regular is not None:
        return tuple(word + ending for ending in regular)
    own = dict.fromkeys((*_noun_paradigm(word), *nominalised(word)))
    if own:
        return tuple(own)
    singular = noun_lemma(word) or compound_lemma(word) or word
    if singular != word and not _is_plural_only(word):
        others = (form for form in _noun_forms(singular) if form != word)
        return tuple(dict.fromkeys((singular, *_dative_plural(word), *others)))
    if word.lower().endswith(_WEAK):
        return (word + "en",)
    return _forms_by_last_part(word)


def _regular_endings(word: str) -> tuple[str, ...] | None:
    """What a noun takes if its end tells that, else None."""
    if len(word) <= 5:
        return None
    lowered = word.lower()
    return next((endings for tails, endings in _REGULAR if lowered.endswith(tails)), None)


def _dative_plural(plural: str) -> tuple[str, ...]:
    """Rechte → Rechten; also of plurals that look like another word."""
    return (plural + "n",) if plural.endswith("e") else ()


def _forms_by_last_part(word: str) -> tuple[str, ...]:
    """A compound inflected like the longest noun at its end; where there is none, all that it may be."""
    for split in range(2, len(word) - _SHORTEST_TAIL + 1):
        tail = word[split:].capitalize()
        if _is_noun(tail):
            forms = (word[:split] + form.lower() for form in _noun_paradigm(tail))
            return tuple(dict.fromkeys((*forms, *_dative_plural(word))))
    endings = ("s",) if word[-1].lower() in "aeiouy" else ("s", "es", "e", "en")
    return tuple(word + ending for ending in endings)


def _is_plural_only(word: str) -> bool:
    """True for Daten and Messdaten, but not for Soldaten, which the lexicon has as a word with a singular."""
    lowered = word.lower()
    if lowered in PLURAL_ONLY:
        return True
    tail = next((tail for tail in PLURAL_ONLY if lowered.endswith(tail)), None)
    return tail is not None and is_word(fold(lowered.removesuffix(tail)).removesuffix("s"))


@lru_cache(maxsize=50_000)
def _is_noun(word: str) -> bool:
    found = lexicon.entry(word, "de")
    return found is not None and fold(found) == fold(word)


@lru_cache(maxsize=50_000)
def _noun_paradigm(noun: str) -> tuple[str, ...]:
    """The forms of a noun that the lexicon lists; none of anything else."""
    if not _is_noun(noun):
        return ()
    wanted = fold(lexicon.entry(noun, "de") or noun)
    found = [one for one in _noun_candidates(noun) if one != noun and _is_form_of(one, wanted)]
    if noun.endswith(("ex", "ix")) and lexicon.entry(noun[:-2] + "izes", "de") is not None:
        found.append(noun[:-2] + "izes")  # listed under another word: Indizes under Indiz
    return (*found, *_other_genitive(noun, found))


def _is_form_of(candidate: str, wanted: str) -> bool:
    """True if the lexicon knows a form, and as one of the noun that is wanted."""
    lemma = lexicon.entry(candidate, "de")
    return lemma is not None and (fold(lemma) == wanted or hidden_singular(candidate) == wanted)


def _other_genitive(noun: str, found: list[str]) -> tuple[str, ...]:
    """The genitive in -s beside the one in -es, or the other way round: both are right, often one is listed."""
    genitives = [form for form in (noun + "s", noun + "es") if form in found]
    if len(genitives) != 1 or noun.endswith(("e", "el", "en", "er", "em")) or noun[-1] in "sßxzaiouy":
        return ()
    missing = noun + ("es" if genitives[0] == noun + "s" else "s")
    return (missing,) if lexicon.entry(missing, "de") is None else ()


def _noun_candidates(noun: str) -> list[str]:
    """All forms that a German noun could have by its ending; which ones it has, the lexicon knows."""
    candidates = [noun + ending for ending in _NOUN_ENDINGS]
    if noun.endswith("e"):  # die Angestellte, ein Angestellter
        candidates += [noun + "r", noun + "m"]
    elif noun.endswith("er"):
        candidates += [noun[:-1], noun[:-1] + "n", noun[:-1] + "m"]
    elif not noun.endswith(("el", "en")):
        candidates += [noun + "er", noun + "ern"]
    candidates += _learned_plurals(noun)
    umlauted = _with_umlaut(noun)
    if umlauted:
        umlauted = umlauted[:-1] + "ss" if umlauted.endswith("ß") else umlauted
        candidates += [umlauted + ending for ending in _UMLAUT_ENDINGS]
    return candidates


def _learned_plurals(noun: str) -> list[str]:
    """Plurals that change more than the ending: Expertinnen, Busse, Zentren, Daten, Schemata."""
    if noun.endswith("in"):
        return [noun + "nen"]
    if noun.endswith("s"):
        return [noun + "se", noun + "ses", noun + "sen", noun[:-2] + "en", noun[:-2] + "i"]
    if noun.endswith(("um", "on", "a")):
        stem = noun[: -1 if noun.endswith("a") else -2]
        return [stem + "en", stem + "a", noun + "ta"]
    return []


def _with_umlaut(noun: str) -> str:
    """The noun with its last a, o or u umlauted (Vertrag → Verträg, Haus → Häus); "" if there is none to umlaut."""
    match = _LAST_VOWEL.search(noun)
    if match is None:
        return ""
    place = match.start()
    return noun[:place] + _UMLAUTS[noun[place]] + noun[place + 1 :]


def _lower_forms(word: str) -> tuple[str, ...]:
    if word.endswith(("en", "ern", "eln")) and len(word) > 4:
        stem = word[: -2 if word.endswith("en") else -1]
        link = "e" if stem[-1] in "td" else ""
        return (*(stem + link + ending for ending in ("t", "te", "ten", "st")), f"ge{stem}{link}t", stem + "e")
    base = word[:-2] + "l" if word.endswith("bel") else word.removesuffix("e") if len(word) > 4 else word
    return tuple(form for form in (base + ending for ending in _ADJECTIVE_ENDINGS) if form != word)
