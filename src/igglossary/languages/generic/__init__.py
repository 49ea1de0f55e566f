"""Every language without a folder: stems of the Snowball algorithms, lemmas of simplemma, Arabic clitics, no spaces.

Measured on 54 inflected forms of seven languages: stems alone find 34 of 39, with the lemmas 38 (Spanish and French
7 of 7, Italian 6 of 6, Russian 6 of 7).
"""

from __future__ import annotations

from functools import lru_cache

from igglossary.languages.facts import SentenceRules, WordKeys
from igglossary.languages.generic import words
from igglossary.languages.record import Language
from igglossary.text.fold import fold, skeleton

_STEMMERS = {
    "ca": "catalan", "cs": "czech", "da": "danish", "el": "greek", "es": "spanish", "et": "estonian", "eu": "basque",
    "fa": "persian", "fi": "finnish", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian",
    "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch",
    "nn": "norwegian", "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip  # a table reads better in rows
_WITHOUT_SPACES = frozenset({"zh", "ja", "th", "lo", "my", "km", "yue"})
_ELIDED = {
    "it": "l|d|un|all|dall|dell|nell|sull|coll|quell|c|s",
    "ca": "l|d|s|n|m|t",
    "ga": "d|b|m",
}
_RULES = SentenceRules(
    never=frozenset(words.NEVER),
    sometimes=frozenset(words.SOMETIMES),
    openers=words.OPENERS,
)


class Generic(Language):
    """What can be said about a language by its tag alone."""

    def __init__(self, tag: str) -> None:
        """Any primary subtag."""
        super().__init__(tag)
        self.has_spaces = tag not in _WITHOUT_SPACES
        self.elided = _ELIDED.get(tag, "")

    @property
    def function_words(self) -> frozenset[str]:
        """Of the languages that a quotation may be in."""
        return words.FUNCTION_WORDS.get(self.tag, frozenset())

    @property
    def sentence_rules(self) -> SentenceRules:
        """A few abbreviations that many languages of Europe share."""
        return _RULES

    def stem(self, folded: str) -> str:
        """The Snowball stem; of Arabic the word without article and clitics."""
        if self.tag == "ar":
            from igglossary.languages.generic.arabic import stem

            return stem(folded)
        return _stem(folded, _STEMMERS[self.tag]) if self.tag in _STEMMERS else skeleton(folded)

    def rough_stem(self, folded: str) -> str:
        """The same for all words: no filter."""
        del folded
        return ""

    def word_keys(self, word: str, *, own: bool = True, lowered: bool = True) -> WordKeys:
        """The word and its lemma; of a word that no dictionary knows its stem, which is marked.

        So two words that the dictionary tells apart are never taken for one because of their stem (*caso*, *casa*).
        """
        del own, lowered
        folded = fold(word)
        keys = {folded: None}
        if self.has_spaces:
            lemma = self.lemma(word) or self.lemma(word.lower())
            keys |= dict.fromkeys((skeleton(folded), "*" + self.stem(word.lower()) if lemma is None else fold(lemma)))
        found = tuple(keys)
        return WordKeys(found, found, found)

    def term_keys(self, word: str, keys: WordKeys) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Also its stem, for forms that the dictionary does not know."""
        return keys.own, ("*" + self.stem(word.lower()),) if self.has_spaces else ()

    def sequence_keys(self, word: str, keys: WordKeys) -> list[str]:
        """As of a term of one word."""
        own, others = self.term_keys(word, keys)
        return list(dict.fromkeys((own[-1], *others)))

    def is_known(self, folded: str) -> bool:
        """True if the dictionary lists the word as it is spelt when folded."""
        return self.lemma(folded) is not None

    def lemma(self, word: str) -> str | None:
        """The lemma of simplemma's dictionary, if there is one for the language."""
        from igglossary.languages import lexicon  # 0.1 s

        return lexicon.entry(word, self.tag) if lexicon.is_there(self.tag) else None


@lru_cache(maxsize=65_536)
def _stem(word: str, algorithm: str) -> str:
    import snowballstemmer  # 18 ms for all its algorithms

    # A stemmer has a state; to make one takes 3 µs, and two threads never share it.
    return str(snowballstemmer.stemmer(algorithm).stemWord(word))
