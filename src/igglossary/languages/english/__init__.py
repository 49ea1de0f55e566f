"""English: few endings, two spellings."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from igglossary.languages.record import Language
from igglossary.text.fold import skeleton
from igglossary.text.word_lists import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from igglossary.languages.facts import NumberRules, SentenceRules, WordKeys

# Endings in which British and American spelling differ, whatever follows in the word; a word has one only if it has
# the letters that stand first: thirteen patterns take 4 ms to compile, and most look-ups need none.
_AMERICAN = (
    ("is", r"(?<=[a-z]{2})is(?=(?:ations?|ational|ed|es?|ing|ers?|able|ability)\b)", "iz"),
    ("ys", r"(?<=[a-z]{2})ys(?=(?:e[ds]?|ing|ers?)\b)", "yz"),
    ("our", r"(?<=[a-z]{2}[bdghilmnprv])our(?=(?:s|ed|ing|ers?|al|able|ably|hood|ful|less|ite|ites)?\b)", "or"),
    ("re", r"(?<=[a-z]{2})(?<=[bt])re(?=s?\b)", "er"),
    ("ence", r"(?<=[a-z]{2})ence(?=s?\b)(?<=defence|licence|offence|retence)", "ense"),
    ("ogue", r"(?<=[a-z]{3})ogue(?=s?\b)", "og"),
    ("programme", r"(?<=program)me(?=s?\b)", ""),
    ("ll", r"(?<=[aeiou]l)l(?=(?:ed|ing|ers?|ors?|ful|ments?)\b)", ""),
    ("ll", r"(?<=[a-z](?:rol|fil|til))l(?=s?\b)", ""),
    ("dge", r"(?<=dg)e(?=ments?\b)", ""),
    ("grey", r"\bgrey", "gray"),
    ("artefact", r"\bartefact", "artifact"),
    ("sceptic", r"\bsceptic", "skeptic"),
)


class English(Language):
    """English in British and American spelling."""

    tag = "en"
    is_asked = True
    longest_irregular = 9
    articles = frozenset(("the", "a", "an"))
    determiners = articles | word_set(
        """
        our their its his her your my this that these those no
        """
    )
    conjunctions = frozenset(("and", "or"))

    @property
    def function_words(self) -> frozenset[str]:
        """Loaded when asked for."""
        from igglossary.languages.english.words import FUNCTION_WORDS

        return FUNCTION_WORDS

    @property
    def sentence_rules(self) -> SentenceRules:
        """Abbreviations of administration and science."""
        from igglossary.languages.english.sentences import RULES

        return RULES

    @property
    def number_rules(self) -> NumberRules:
        """1,500.5 and *two dozen*."""
        from igglossary.languages.english.numbers import RULES

        return RULES

    def stem(self, folded: str) -> str:
        """American spelling, singular, without a final e."""
        stem = _without_plural(self.spelling(skeleton(folded))) if len(folded) > 3 else folded
        return stem[:-1] if len(stem) > 3 and stem.endswith("e") else stem

    def spelling(self, folded: str) -> str:
        """British endings in American spelling: ``militarisation`` → ``militarization``."""
        for letters, pattern, replacement in _AMERICAN:
            if letters in folded:
                folded = _compiled(pattern).sub(replacement, folded)
        return folded

    def word_keys(self, word: str, *, own: bool = True, lowered: bool = True) -> WordKeys:
        """See ``english.morphology``."""
        from igglossary.languages.english.morphology import word_keys

        return word_keys(word, is_listed=own or lowered)

    def is_fixed(self, word: str) -> bool:
        """Peering is not the verb peer, nor enhanced cooperation to enhance cooperation."""
        return word.lower().endswith(("ing", "ed"))

    def inflected_forms(self, word: str) -> tuple[str, ...]:
        """Plurals."""
        from igglossary.languages.english.morphology import inflected_forms

        return inflected_forms(word)

    def open_spellings(self, folded: str) -> Iterator[tuple[str, str]]:
        """Cyberwar → cyber war."""
        from igglossary.languages.english.morphology import is_word

        for cut in range(3, len(folded) - 2):
            if is_word(folded[:cut]) and is_word(folded[cut:]):
                yield folded[:cut], folded[cut:]

    def is_known(self, folded: str) -> bool:
        """True if the dictionary lists it in lower case."""
        return self.lemma(folded) is not None

    def lemma(self, word: str) -> str | None:
        """The dictionary's lemma."""
        from igglossary.languages import lexicon

        return lexicon.entry(word, "en")

    def is_true_part(self, part: str, word: str) -> bool:
        """Attack in cyberattack, but not fare in warfare."""
        from igglossary.languages.english.morphology import is_true_part

        return is_true_part(part, word)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _without_plural(stem: str) -> str:
    if len(stem) > 4 and stem.endswith("ies"):
        return stem[:-3] + "y"
    if len(stem) > 4 and stem.endswith(("sses", "xes", "ches", "shes", "zes")):
        return stem[:-2]
    return stem[:-1] if len(stem) > 3 and stem.endswith("s") and stem[-2] not in "aisu" else stem


LANGUAGE = English()
