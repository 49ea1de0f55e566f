"""French: elision, plurals in -s and -x, feminine forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.languages.record import Language
from igglossary.text.fold import skeleton
from igglossary.text.word_lists import word_set

if TYPE_CHECKING:
    from igglossary.languages.facts import NumberRules, SentenceRules, WordKeys


class French(Language):
    """French as it is written in Europe, Canada and the United Nations."""

    tag = "fr"
    is_asked = True
    elided = "l|d|j|m|t|s|n|c|qu|jusqu|lorsqu|puisqu|quoiqu"
    articles = frozenset(("le", "la", "les", "un", "une", "des", "du"))
    determiners = articles | word_set(
        """
        ce cet cette ces son sa ses leur leurs notre nos votre vos mon ma mes
        """
    )
    conjunctions = frozenset(("et", "ou"))

    @property
    def function_words(self) -> frozenset[str]:
        """Loaded when asked for."""
        from igglossary.languages.french.words import FUNCTION_WORDS

        return FUNCTION_WORDS

    @property
    def sentence_rules(self) -> SentenceRules:
        """Abbreviations of law and administration; a number with a stop ends a sentence."""
        from igglossary.languages.french.words import SENTENCE_RULES

        return SENTENCE_RULES

    @property
    def number_rules(self) -> NumberRules:
        """1 500,5 and *deux douzaines*."""
        from igglossary.languages.french.words import NUMBER_RULES

        return NUMBER_RULES

    def stem(self, folded: str) -> str:
        """Skeleton in the singular, without a mute e: *internationales*, *internationaux* → international."""
        stem = skeleton(self.spelling(folded))
        if len(stem) < 4:
            return stem
        if stem.endswith("aux"):
            return stem[:-1] if stem.endswith("eaux") else stem[:-2] + "l"
        stem = stem[:-1] if stem[-1] in "sx" else stem
        for feminine, masculine in (("trice", "teur"), ("euse", "eu"), ("ive", "if")):
            if stem.endswith(feminine):
                return stem.removesuffix(feminine) + masculine
        stem = stem[:-1] if stem.endswith("e") and len(stem) > 3 else stem
        return stem[:-1] if stem.endswith(("ll", "nn", "tt", "ss")) else stem

    def spelling(self, folded: str) -> str:
        """The two letters for the one that keyboards lack."""
        return folded.replace("œ", "oe").replace("æ", "ae") if not folded.isascii() else folded

    def rough_stem(self, folded: str) -> str:
        """The same for all words: no filter."""
        del folded
        return ""

    def word_keys(self, word: str, *, own: bool = True, lowered: bool = True) -> WordKeys:
        """See ``french.morphology``."""
        del own, lowered
        from igglossary.languages.french.morphology import word_keys

        return word_keys(word)

    def term_keys(self, word: str, keys: WordKeys) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Also as it is spelt in capitals without accents."""
        from igglossary.languages.french.morphology import unaccented

        del word
        return keys.own, unaccented(keys.own)

    def sequence_keys(self, word: str, keys: WordKeys) -> list[str]:
        """All, for the dictionary often knows a form as a verb only (*donnée*)."""
        own, others = self.term_keys(word, keys)
        return [*own, *others]

    def inflected_forms(self, word: str) -> tuple[str, ...]:
        """See ``french.morphology``."""
        from igglossary.languages.french.morphology import inflected_forms

        return inflected_forms(word)

    def is_known(self, folded: str) -> bool:
        """True if the dictionary lists the word; folding keeps French accents."""
        return self.lemma(folded) is not None

    def lemma(self, word: str) -> str | None:
        """The dictionary's lemma."""
        from igglossary.languages import lexicon  # 0.1 s

        return lexicon.entry(word, "fr")


LANGUAGE = French()
