"""Keys of one German word of a running text: two words are forms of one lexeme if they share a key.

Keys are folded (``keys.fold``): the word itself and its lemma, looked up in the lexicon as spelt and in the spellings
that get lost on the way (ss/ß, ae/ä). A German compound that the lexicon does not list takes the lemma of its longest
known last part. Measured: a stemmer as the main normaliser has the same recall and
three times the wrong hits.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from igglossary.languages import lexicon
from igglossary.languages.facts import WordKeys
from igglossary.languages.german.nouns import nouns
from igglossary.text.fold import fold, skeleton, without_accents

if TYPE_CHECKING:
    from collections.abc import Iterator

_ADJECTIVE_ENDINGS = ("em", "en", "er", "es", "e")
_SHORTEST_TAIL = 4
_LONGEST_TAIL = 16
_SHORT_TAIL = 6  # letters: a shorter last part may be an accident inside a compound that the lexicon lists
_LONGEST_FIRST_PART = 6
_DERIVED_PLURALS = ("ungen", "heiten", "keiten", "schaften", "ionen", "itäten")
_SHORTEST_LOANWORD = 3
_SHORTEST_IZES = 5  # Sizes has nothing to do with Sex
_ADJECTIVAL = re.compile(
    r"(?:end|iert|ig|lich|isch|los|sam|bar|haft|ell|iv)\Z|\A(?:be|er|ver|ent|zer|(?:an|ab|auf|aus|ein|zu|vor)?ge)\w{2,}(?:t|en)\Z"
)
"""Adjectives and participles that become nouns for persons."""
_ADJECTIVE_STEM = re.compile(
    r"(?:al|aer|ell|iv|[ai]bl|isch|ig|lich|los|sam|bar|haft|iert|oes|end|ant|ent|frei|arm|reich|weit|nah)\Z"
)
"""How the folded stem of an adjective ends that the lexicon does not list: plurilateral, interoperabl."""
_SHORTEST_FEMININE = 5
_FEMININE = ("in", "innen")
_RARE = ("ies", "zen", "ses", "xes")
_PERSONS = ("er", "or", "ist", "ant", "ent", "eur", "log", "arch", "at")
WEAK_NOUNS = (
    ("willen", "wille"), ("frieden", "friede"), ("glauben", "glaube"), ("gedanken", "gedanke"), ("namen", "name"),
    ("funken", "funke"), ("buchstaben", "buchstabe"), ("haufen", "haufe"), ("baere", "baer"), ("hirte", "hirt"),
)  # fmt: skip
"""Ends of what the lexicon says → the other right base form: Willens belongs to Wille, Bären to Bär."""
_WEAK_ENDS = tuple(end for end, _other in WEAK_NOUNS)
_WEAK = ("anten", "enten", "isten")  # of loanwords that are in no lexicon: Registrant, Registranten
_OTHER_S = ("ss", "ungs", "ions", "heits", "keits", "schafts", "täts")  # no ending, or the linking s of feminine nouns


def word_keys(word: str, *, own: bool = True, lowered: bool = True) -> WordKeys:
    """The keys of a word, see ``Language.word_keys``."""
    if len(word) > 1 and word.isupper():
        word = word.capitalize()
    folded = fold(word)
    bare = "^" + _without_ending(folded)
    if not word[:1].isupper():
        keys = _lower_keys(word, folded) if own or lowered else (folded,)
        return WordKeys(keys, keys, (*keys, bare))
    own_keys = tuple(dict.fromkeys((folded, *_capital_lemmas(word, folded)))) if own else (folded,)
    found = listed_lemma(word[:1].lower() + word[1:]) if lowered else None
    lowered_keys = (folded,) if found is None else tuple(dict.fromkeys((folded, fold(found))))
    return WordKeys(own_keys, lowered_keys, tuple(dict.fromkeys((*own_keys, *lowered_keys, bare))))


def _lower_keys(word: str, folded: str) -> tuple[str, ...]:
    """The word itself and its lemma; of a comparative or an adjective that the lexicon does not list the stem."""
    found = listed_lemma(word)
    others = (*_positive(folded), *_adjective_stem(folded)) if found is None else (fold(found),)
    return tuple(dict.fromkeys((folded, *others)))


def _capital_lemmas(word: str, folded: str) -> Iterator[str]:
    """The folded lemmas of a German word with a capital; of words that no lexicon knows the one without -s."""
    listed = listed_lemma(word)
    if listed is None and word.endswith(_WEAK):
        yield folded[:-2]
    found = listed or compound_lemma(word)
    base = folded if found is None else fold(found)
    yield from masculines(word, base)
    yield from _rare_bases(folded, base, is_listed=listed is not None)
    if found is None:
        yield from _without_s(word, folded)
        return
    yield base
    singular = hidden_singular(word)
    if singular is not None:
        yield singular
    if "ss" in word:
        yield from _lemma_with_eszett(word, base, is_listed=listed is not None)


def _without_s(word: str, folded: str) -> Iterator[str]:
    """Genitives and plurals of names and loanwords: Stablecoins."""
    if len(word) > _SHORTEST_LOANWORD and word.endswith("s") and not word.endswith(_OTHER_S):
        yield folded[:-1]


def _lemma_with_eszett(word: str, base: str, *, is_listed: bool) -> Iterator[str]:
    """Swiss Strassen is listed under Strass, but belongs to Straße; Massen are listed and belong to Masse, not Maß."""
    swiss = word.replace("ss", "ß")
    other = lexicon.entry(swiss, "de") if is_listed else compound_lemma(swiss)
    if other is not None and other[:1].isupper() and len(fold(other)) > len(base):
        yield fold(other)


def masculines(word: str, base: str) -> Iterator[str]:
    """What a feminine noun for a person may be derived from, folded: Expertinnen → expert, experte; Ärztin → arzt.

    ``base`` is its folded lemma. Whatever of this is no word is no term either; but Termin is not from Term.
    """
    if not word.endswith(_FEMININE) or len(word) < _SHORTEST_FEMININE:
        return
    is_plural = word.endswith("innen")
    stem = base.removesuffix("innen") if is_plural else base
    stem = stem.removesuffix("in")
    if stem == base and not is_plural:
        return
    if not (is_plural or stem.endswith(_PERSONS) or lexicon.entry(word + "nen", "de") is not None):
        return
    for one in dict.fromkeys((stem, skeleton(stem))):
        yield one
        yield one + "e"


def _rare_bases(folded: str, base: str, *, is_listed: bool) -> Iterator[str]:
    """Base forms beside the lemma, folded: weak nouns, loanwords, and words without their accents."""
    if not (folded.endswith(_RARE) or base.endswith(_WEAK_ENDS) or not base.isascii()):
        return  # most words, at a third of the time
    yield from (base.removesuffix(end) + other for end, other in WEAK_NOUNS if base.endswith(end))
    if folded.endswith("ies"):
        yield folded[:-3] + "y"  # Proxies, Registries
    elif folded.endswith("izen"):
        yield folded[:-4] + "ix"  # Matrizen, which the lexicon has under Matrize
    elif not is_listed and folded.endswith(("anzen", "enzen", "ses", "xes")):
        yield folded[:-2]  # Latenzen, Viruses
    if not base.isascii():
        yield without_accents(base)  # Kommuniqué


def hidden_singular(form: str) -> str | None:
    """The folded singular of a plural that the lexicon has as another word only: Marken, in Italy, is Marke, too."""
    if form.endswith("en") and lexicon.entry(form, "de") == form and lexicon.entry(form[:-1], "de") == form[:-1]:
        return fold(form[:-1])
    return None


def nominalised(word: str) -> tuple[str, ...]:
    """The other forms of a nominalised adjective, of which the lexicon makes several words: Beklagter → Beklagte, -n.

    Nouns in -er from verbs are none: their stem is the verb's (Begleit|er), that of a participle is not (Beklagt|er).
    """
    stem = word[:-2]
    if not word.endswith("er") or not word[:1].isupper():
        return ()
    for cut in (0, *range(3, len(stem) - 3)):
        tail = stem[cut:].lower()
        lemma = lexicon.entry(tail, "de") if _ADJECTIVAL.search(tail) else None
        if lemma is not None:
            is_nominalised = lemma[:1].islower() and lemma[:-2] != tail
            return (stem + "e", stem + "en", stem + "em") if is_nominalised else ()
    return ()


def _positive(folded: str) -> tuple[str, ...]:
    """The base form of a comparative that the lexicon does not list: digitaleren → digital."""
    bare = _without_ending(folded)
    return (bare[:-2],) if bare != folded and bare.endswith("er") and len(bare) > 5 else ()


def _adjective_stem(folded: str) -> Iterator[str]:
    """The base form of an adjective: plurilateraler → plurilateral, interoperable → interoperabel."""
    bare = _without_ending(folded)
    if _ADJECTIVE_STEM.search(bare):
        yield bare[:-1] + "el" if bare.endswith("bl") else bare


def is_adjective(word: str, keys: WordKeys) -> bool:
    """True for a word with a capital that is an adjective with an ending in lower case: Inklusives, Öffentliche."""
    bare = keys.loose[-1].removeprefix("^")
    if bare == keys.own[0]:
        return False
    return keys.lowered[-1] == bare or (listed_lemma(word) is None and _ADJECTIVE_STEM.search(bare) is not None)


def _without_ending(folded: str) -> str:
    for ending in _ADJECTIVE_ENDINGS:
        if folded.endswith(ending) and len(folded) - len(ending) >= 3:
            return folded[: -len(ending)]
    return folded


def listed_lemma(word: str) -> str | None:
    """The lexicon's lemma of the word as spelt, or in the spellings with ß for ss, ss for ß, ä for ae …; else None."""
    found = lexicon.entry(word, "de")
    if word.endswith("izes") and len(word) > _SHORTEST_IZES:
        found = _latin_singular(word) or found
    if found is not None:
        return found
    for spelling in _spellings(word):
        found = lexicon.entry(spelling, "de")
        if found is not None:
            return found
    return None


def _latin_singular(plural: str) -> str | None:
    """Indizes → Index, which the lexicon takes for the genitive of Indiz."""
    singulars = (plural.removesuffix("izes") + ending for ending in ("ex", "ix"))
    return next((singular for singular in singulars if lexicon.entry(singular, "de") == singular), None)


def _spellings(word: str) -> list[str]:
    spellings = []
    if "ß" in word:
        spellings.append(word.replace("ß", "ss"))
    if "ss" in word:
        spellings.append(word.replace("ss", "ß"))
    umlauted = word
    for plain, umlaut in (("ae", "ä"), ("oe", "ö"), ("ue", "ü"), ("Ae", "Ä"), ("Oe", "Ö"), ("Ue", "Ü")):
        umlauted = umlauted.replace(plain, umlaut)
    if umlauted != word:
        spellings.append(umlauted)
        if "ss" in word:
            spellings.append(umlauted.replace("ss", "ß"))
    return spellings


def compound_lemma(word: str) -> str | None:
    """A compound inflected like its longest known last part: ``Hackerkriege`` → ``Hackerkrieg``."""
    if word.endswith(_DERIVED_PLURALS):
        return word[:-2]  # Block|verschlüsselungen, not …|Lungen
    known = nouns()
    for split in range(max(2, len(word) - _LONGEST_TAIL), len(word) - _SHORTEST_TAIL + 1):
        tail = word[split:]
        if known.has_form(fold(tail)):
            found = noun_lemma(tail.capitalize())
            if found is not None:
                longer = _listed_compound(word, split) if len(tail) <= _SHORT_TAIL else None
                return longer or word[:split] + (hidden_singular(tail.capitalize()) or found.lower())
    return None


def _listed_compound(word: str, split: int) -> str | None:
    """The word inflected like a compound that the lexicon lists: Such|werkzeuge, though Zeuge is a noun."""
    for start in range(max(2, split - _LONGEST_FIRST_PART), split - 2):
        found = lexicon.entry(word[start:].capitalize(), "de")
        if found is not None and found[:1].isupper():
            return word[:start] + found.lower()
    return None


def noun_lemma(form: str) -> str | None:
    """The lemma of a German noun form, also in Swiss or transliterated spelling; None for anything else."""
    found = listed_lemma(form)
    return found if found is not None and found[:1].isupper() else None


@lru_cache(maxsize=65_536)
def noun_lemmas(form: str) -> tuple[str, ...]:
    """The folded lemmas of a German noun form in all its spellings, as spelt first; empty if it is none."""
    found = (lexicon.entry(spelling, "de") for spelling in (form, *_spellings(form)))
    lemmas = dict.fromkeys(fold(lemma) for lemma in found if lemma is not None and lemma[:1].isupper())
    singular = hidden_singular(form)
    return tuple(lemmas) if singular is None else (singular, *lemmas)


def are_forms(one: str, other: str) -> bool:
    """False if two folded words with one light stem are two words of the lexicon: Marke, Marker."""
    if one == other:
        return True
    spellings = [(word, word.capitalize()) for word in (one, other)]
    if not all(any(map(listed_lemma, each)) for each in spellings):
        return True
    keys = [{key for spelling in each for key in word_keys(spelling).own} for each in spellings]
    return not keys[0].isdisjoint(keys[1])
