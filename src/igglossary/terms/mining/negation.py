"""Opposites are no pair: *nicht bindende Entschließung* is a *non-binding resolution*, never a *binding resolution*.

A negation that is beyond doubt on one side (*nicht*, *un-* before a word of the dictionary, *non-* …) asks for a trace
of one on the other: any prefix, ending or word that may deny. What surely denies is read strictly and what may deny
generously, so that *Straflosigkeit* stays with *impunity* and *Korruptionsbekämpfung* with *anti-corruption*. To
reverse (*Ent-*, *de-*) leaves other traces than to deny: *Entschließung* denies nothing. Of the 1,281 preferred pairs
of the shipped term base one is taken for opposites (*FRAND-Bedingungen*, whose English says *non-discriminatory*).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from igglossary.languages import lexicon

_WORDS = re.compile(r"[^\W\d_]+")
_SHORTEST_REST = 4

_GERMAN_WORDS = frozenset(("kein", "keine", "keinem", "keinen", "keiner", "keines", "nicht", "nie", "niemals"))
_GERMAN_TRACE = re.compile(
    r"(?:nicht|kein|non|ohne|miss|fehl|des|dis|anti|gegen|wider|außer|un(?!d|i|s|ter))"
    r"|.*(?:los|losig\w*|frei|freiheit|widrig\w*|feindlich\w*|bekämpf\w*|abwehr\w*|mangel\w*|verbot\w*)(?:e[mnrs]?)?\Z"
)
_GERMAN_REVERSAL = re.compile(r"ent|de|ab|aus|rück")
_GERMAN_LEARNED = re.compile(r"(?:in|im|ir|il)(\w{4,})")
_LEXICALISED = re.compile(r"un(?:bedingt|entgeltlich|gefähr|mittelbar|verzüglich)")
"""Words with *un-* that deny nothing: *unmittelbare Bedrohung* is a direct threat."""

_ENGLISH_WORDS = frozenset(("no", "non", "not", "never", "without"))
_ENGLISH_TRACE = re.compile(
    r"(?:non|no|not|never|without|un|in|im|ir|il|dis|anti|counter|mis|lack\w*|absen\w*|fail\w*|free|refus\w*)"
    r"|.*(?:less|free)\Z"
)
_ENGLISH_REVERSAL = re.compile(r"de|dis|un|roll")
_ENGLISH_LEARNED = re.compile(
    r"(?:in|im|ir|il)(\w+(?:able|ible|al|ate|ive|ity|ous)|(?:accura|competen|consisten|dependen|equal|secur|sufficien)\w+)\Z"
)
_NO_NEGATIONS = frozenset(("antitrust", "immigrate", "unit", "united", "unity"))
_REVERSED = re.compile(r"de(regulat\w+|escalat\w+)\Z")
_MADE_SO = re.compile(r"de(\w{4,})i[sz](?:ation|ed|es?|ing)\Z")


class _Polarity(NamedTuple):
    """What a phrase surely says and what it may say about itself."""

    denies: bool
    may_deny: bool
    reverses: bool
    may_reverse: bool


def are_opposite(german: str, english: str) -> bool:
    """True if only one of two phrases denies or reverses, without a trace of that on the other side."""
    one, other = _german(german), _english(english)
    return any(
        (first.denies and not second.may_deny) or (first.reverses and not (second.may_reverse or second.may_deny))
        for first, second in ((one, other), (other, one))
    )


@lru_cache(maxsize=100_000)
def _german(phrase: str) -> _Polarity:
    found = _WORDS.findall(phrase)
    low = [word.lower() for word in found]
    denies, reverses = any(map(_denies_in_german, found)), any(map(_reverses_in_german, low))
    may_deny = denies or any(_GERMAN_TRACE.match(word) or _is_learned(word) for word in low)
    return _Polarity(denies, may_deny, reverses, reverses or any(map(_GERMAN_REVERSAL.match, low)))


@lru_cache(maxsize=100_000)
def _english(phrase: str) -> _Polarity:
    low = _WORDS.findall(phrase.lower())
    denies, reverses = any(map(_denies_in_english, low)), any(map(_reverses_in_english, low))
    may_deny = denies or any(map(_ENGLISH_TRACE.match, low))
    return _Polarity(denies, may_deny, reverses, reverses or any(map(_ENGLISH_REVERSAL.match, low)))


def _denies_in_german(surface: str) -> bool:
    word = surface.lower()
    if word in _GERMAN_WORDS:
        return True
    if word.startswith("nicht"):
        return len(word) >= len("nicht") + _SHORTEST_REST
    rest = word.removeprefix("un")
    if rest == word or len(rest) < _SHORTEST_REST or _LEXICALISED.match(word):
        return False
    if surface[0].isupper():  # Unsicherheit; but an Unfall is no denied Fall
        return word.endswith(("heit", "keit", "tät")) and lexicon.entry(rest.capitalize(), "de") is not None
    return (lexicon.entry(rest, "de") or "X")[0].islower()


def _reverses_in_german(word: str) -> bool:
    """Entschlüsselung because of Verschlüsselung, Entmilitarisierung because of Militarisierung."""
    rest = word.removeprefix("ent")
    if rest == word or not rest.endswith(("isierung", "schlüsselung", "flechtung")):
        return False
    return any(lexicon.entry(one.capitalize(), "de") is not None for one in (rest, "ver" + rest))


def _is_learned(word: str) -> bool:
    """True for *in-* and its kin before a word of its own: inakzeptabel."""
    match = _GERMAN_LEARNED.match(word)
    return match is not None and (lexicon.entry(match.group(1), "de") or "X")[0].islower()


def _denies_in_english(word: str) -> bool:
    if word in _ENGLISH_WORDS:
        return True
    if word in _NO_NEGATIONS or word.startswith("indirect"):
        return False
    for prefix in ("non", "un", "anti"):
        rest = word.removeprefix(prefix)
        if rest != word:
            return len(rest) >= _SHORTEST_REST and lexicon.is_known(rest, "en")
    match = _ENGLISH_LEARNED.match(word)
    return match is not None and len(match.group(1)) >= _SHORTEST_REST and lexicon.is_known(match.group(1), "en")


def _reverses_in_english(word: str) -> bool:
    if word.startswith(("decrypt", "decod")):
        return True
    match = _REVERSED.match(word)
    if match is not None:
        return lexicon.is_known(match.group(1), "en")
    match = _MADE_SO.match(word)  # militar|y, central, so not democrat
    return match is not None and any(lexicon.is_known(match.group(1) + end, "en") for end in ("", "y", "e"))
