"""German: capitals, compounds, three genders."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from igglossary.languages.record import Language
from igglossary.text.fold import fold, skeleton
from igglossary.text.word_lists import word_set

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from igglossary.languages.facts import NumberRules, Part, SentenceRules, WordKeys

_CONSONANTS = frozenset("bcdfghjklmnpqrstvz")
# Patterns as texts: a look-up needs none of them, and re keeps what it compiled.
_GENDER_MARK = r"(?<=[^\W\d_])(?:[:*_·/]-?[iI]|(?<=[a-zäöüß])I(?=nnen))(?=n(?:nen|(?![^\W_])))"
_GENDER_BRACKETS = r"(?<=[^\W\d_])\((inn?(?:en)?)\)"
_OF_NOUN = r"(?<=\w{5})(?:lich|isch)(?:e[mnrs]?)?\Z"
_ENDINGS = ("innen", "ern", "em", "en", "er", "es", "e", "s", "n")


class German(Language):
    """German as it is written in Germany, Austria and Switzerland, also without umlauts and ß."""

    tag = "de"
    capitalises_nouns = True
    has_compounds = True
    is_asked = True
    articles = word_set(
        """
        der die das des dem den ein eine einer eines einem einen
        """
    )
    determiners = articles | word_set(
        """
        kein keine ihr ihre ihren ihrer sein seine seinen unser unsere unseren
        """
    )
    suffix = r"[:*_·/]-?[iI]n(?:nen[^\W_]*|(?![^\W_]))|\(in(?:nen)?\)|\(inn\)en"
    suffix_marks = (":in", "*in", "_in", "·in", "/in", "/-in", "(in)", "(inn", ":In", "*In", "_In")
    prefixes = (
                     "ab",             "an",             "auf",             "aus",             "be",
        "bei",             "durch",             "ein",             "ent",             "er",
        "gegen",             "her",             "hin",             "hinter",             "in",
        "mit",             "nach",             "ober",             "ueber",             "um",
        "un",             "unter",             "ver",             "vor",             "wider",
        "wieder",             "zer",             "zu",             "zurueck",
    )  # fmt: skip
    negations = frozenset(("nicht", "non"))
    conjunctions = frozenset(("und", "oder", "sowie", "bzw"))

    @property
    def function_words(self) -> frozenset[str]:
        """Loaded when asked for."""
        from igglossary.languages.german.words import FUNCTION_WORDS

        return FUNCTION_WORDS

    @property
    def sentence_rules(self) -> SentenceRules:
        """Abbreviations of law, science and everyday life; numbers with a stop are ordinals."""
        from igglossary.languages.german.sentences import RULES

        return RULES

    @property
    def number_rules(self) -> NumberRules:
        """1.500,5 and *anderthalb Dutzend*."""
        from igglossary.languages.german.numbers import RULES

        return RULES

    def stem(self, folded: str) -> str:
        """Skeleton without case, number and adjective endings."""
        stem = skeleton(folded)
        for _ in range(2):
            if len(stem) < 5:
                break
            for ending in _ENDINGS:
                if stem.endswith(ending) and len(stem) - len(ending) >= 3:
                    if ending == "s" and stem[-2] in "aisu":
                        continue
                    stem = stem[: -len(ending)]
                    break
            else:
                break
        is_double = stem[-1:] == stem[-2:-1] and stem[-1:] in _CONSONANTS
        return stem[:-1] if is_double else stem

    def plain_word(self, word: str) -> str:
        """Expert:innen, Expert*innen, Beobachter/-innen, ExpertInnen → Expertinnen, Beobachterinnen."""
        if "Inn" not in word and not any(mark in word for mark in self.suffix_marks):
            return word
        return re.sub(_GENDER_BRACKETS, r"\1", re.sub(_GENDER_MARK, "i", word))

    def word_keys(self, word: str, *, own: bool = True, lowered: bool = True) -> WordKeys:
        """See ``german.morphology``."""
        from igglossary.languages.german.morphology import word_keys

        return word_keys(word, own=own, lowered=lowered)

    def term_keys(self, word: str, keys: WordKeys) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Without the singular of what is a plural in a text (Marken), with compounds linked in another way."""
        from igglossary.languages.german.compounds import other_linking
        from igglossary.languages.german.morphology import hidden_singular, masculines, nominalised
        from igglossary.languages.german.words import PLURAL_ONLY

        narrower = {hidden_singular(word), *masculines(word, fold(word))}  # what a text says, but not a term base
        own = tuple(key for key in keys.own[: 1 if fold(word) in PLURAL_ONLY else None] if key not in narrower)
        return own, (*other_linking(fold(word)), *map(fold, nominalised(word)))

    def sequence_keys(self, word: str, keys: WordKeys) -> list[str]:
        """The lemmas; of words without a capital or a lemma, and of adjectives (Runder Tisch), also ``^`` + stem."""
        from igglossary.languages.german.morphology import is_adjective

        chosen = dict.fromkeys((keys.own[-1], keys.lowered[-1]))
        is_unlisted = len(keys.own) == 1 and word.endswith(("er", "es", "em")) and self.lemma(word) is None
        is_bare = word[:1].islower() or len(keys.own) == len(keys.lowered) == 1
        if is_bare or is_unlisted or is_adjective(word, keys):
            chosen.setdefault(keys.loose[-1])
        return list(chosen)

    def irregular_forms(self) -> Mapping[str, str]:
        """Plurals that change the stem."""
        from igglossary.languages.german.nouns import nouns

        return nouns().irregular

    def inflected_forms(self, word: str) -> tuple[str, ...]:
        """See ``german.inflection``."""
        from igglossary.languages.german.inflection import inflected_forms

        return inflected_forms(word)

    def other_spellings(self, word: str) -> tuple[str, ...]:
        """Compounds with or without a linking s."""
        from igglossary.languages.german.compounds import other_linking

        return tuple(other_linking(fold(word)))

    def open_spellings(self, folded: str) -> Iterator[tuple[str, str]]:
        """Onlineplattform → Online Plattform."""
        from igglossary.languages.german.compounds import is_first_element, is_part

        for cut in range(4, len(folded) - 2):
            head, tail = folded[:cut], folded[cut:]
            if is_first_element(head) and is_part(tail):
                yield head.capitalize(), tail.capitalize()

    def is_known(self, folded: str) -> bool:
        """Also a compound of known words."""
        from igglossary.languages.german.compounds import is_known

        return is_known(folded)

    def lemma(self, word: str) -> str | None:
        """Also of Swiss and transliterated spellings."""
        from igglossary.languages.german.morphology import listed_lemma

        return listed_lemma(word)

    def find_parts(self, folded: str, terms: Container[str], longest_term: int) -> list[Part]:
        """See ``german.compounds``."""
        from igglossary.languages.german.compounds import find_parts

        return find_parts(folded, terms, longest_term)

    def boundaries(self, folded: str) -> list[int]:
        """See ``german.compounds``."""
        from igglossary.languages.german.compounds import boundaries

        return boundaries(folded)

    def is_true_part(self, part: str, word: str) -> bool:
        """Angriff in Netzangriff, but not Tragung in Übertragung."""
        from igglossary.languages.german.compounds import find_parts, is_word

        keys = set(self.word_keys(part.capitalize()).own) | {part}
        return is_word(part) and bool(find_parts(word, keys, len(word)))

    def noun_of_adjective(self, folded: str) -> str:
        """Zivilgesellschaftliche → zivilgesellschaft."""
        noun = re.sub(_OF_NOUN, "", folded)
        return noun if noun != folded and self.is_known(noun) else ""

    def are_forms(self, one: str, other: str) -> bool:
        """See ``german.morphology``."""
        from igglossary.languages.german.morphology import are_forms

        return are_forms(one, other)


LANGUAGE = German()
