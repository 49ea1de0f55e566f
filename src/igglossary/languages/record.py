"""What the rest of the program may ask about a language. Each folder beside this module answers for one.

``Language`` itself answers for a language of which nothing is known: its words do not change, sentences end at a
terminator. A folder overrides what it knows better, as attributes where an answer costs nothing, as methods where a
dictionary must be opened; those import what they need when they are called, because every look-up loads all folders
(to make one named tuple takes as long as to load a folder).
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from igglossary.text.fold import fold, skeleton

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from igglossary.languages.facts import NumberRules, Part, SentenceRules, WordKeys
    from igglossary.text.tokens import Tokens

_ANY_ENDINGS = r"(?<=...)(?:[adefimnorstuvy]|[ei]x|i[cz]|ing)+\Z"
_LONGEST_STEM = 60  # letters; the beginning of a longer word filters as well


class Language:
    """One language; the base class knows nothing but how to fold. Methods take words without spaces."""

    tag = "und"
    """Primary language subtag (BCP 47)."""
    has_spaces = True
    """False for scripts that do not separate words."""
    capitalises_nouns = False
    """True where a noun is told from other words by its capital (German)."""
    has_compounds = False
    """True where a word is made of others without a space, and may be suspended (*Cyber- und Netzpolitik*)."""
    is_asked = False
    """True if a look-up makes light stems of its query by ``stem``."""
    longest_irregular = 6
    """Letters of the longest words in lower case whose forms may begin differently (men, withdrew)."""
    elided = ""
    """Regular expression of words that lose their vowel before an apostrophe: *l’*, *qu’* (without the apostrophe)."""
    suffix = ""
    """Regular expression of what belongs to a word though no letter joins it: *:innen* (German)."""
    suffix_marks: tuple[str, ...] = ()
    """One of these stands in every text that has such a suffix."""
    prefixes: tuple[str, ...] = ()
    """What may be suspended before a word that has another one: *Ver- und Entschlüsselung*; folded."""
    negations: frozenset[str] = frozenset()
    """First parts of a hyphen chain that make the opposite of the rest; in lower case."""
    articles: frozenset[str] = frozenset()
    """What a person may type before a term."""
    determiners: frozenset[str] = frozenset()
    """Words that begin a noun phrase of its own."""
    conjunctions: frozenset[str] = frozenset()
    """What joins parts of a term."""

    def __init__(self, tag: str = "") -> None:
        """``tag`` is needed where one class answers for many languages."""
        self.tag = tag or self.tag

    @property
    def function_words(self) -> frozenset[str]:
        """The closed classes: articles, prepositions, conjunctions, pronouns, auxiliary verbs; in lower case."""
        return frozenset()

    @property
    def sentence_rules(self) -> SentenceRules:
        """Loaded when asked for."""
        from igglossary.languages.facts import SentenceRules

        return SentenceRules()

    @property
    def number_rules(self) -> NumberRules:
        """Loaded when asked for."""
        from igglossary.languages.facts import NumberRules

        return NumberRules()

    @cached_property
    def _endings(self) -> re.Pattern[str]:
        return re.compile(_ANY_ENDINGS)  # a look-up does without

    @cached_property
    def elision(self) -> re.Pattern[str]:
        """An elided word and its apostrophe at the beginning of a folded word."""
        return re.compile(rf"(?:{self.elided})'(?=\w\w)")

    def stem(self, folded: str) -> str:
        """A light stem of a folded word, made without a dictionary; the same for most of its forms."""
        return skeleton(folded)

    def spelling(self, folded: str) -> str:
        """A folded text in the one of several right spellings that stands for all."""
        return folded

    def rough_stem(self, folded: str) -> str:
        """A beginning that all forms of a word share, but those shorter than ``longest_irregular``.

        Only a filter in front of ``word_keys``, so too short a stem does no harm.
        """
        return self._endings.sub("", skeleton(folded[:_LONGEST_STEM]))

    def tokenise(self, text: str) -> Tokens:
        """The words of a text; see ``text.tokens.tokenise``."""
        from igglossary.text.tokens import tokenise  # not needed by a look-up

        # What is rare in texts makes the pattern a third slower: it is looked for first.
        suffix = self.suffix if any(mark in text for mark in self.suffix_marks) else ""
        apart = "|".join(sorted(self.conjunctions))
        return tokenise(text, has_spaces=self.has_spaces, elided=self.elided, suffix=suffix, apart=apart)

    def plain_word(self, word: str) -> str:
        """A token without what only marks its gender."""
        return word

    def word_keys(self, word: str, *, own: bool = True, lowered: bool = True) -> WordKeys:
        """The keys of a word of a running text: two words are forms of one lexeme if they share one.

        Hyphens and apostrophe-s must be gone. ``own`` and ``lowered`` say which readings are looked up in a
        dictionary; a caller who knows that no term can share such a key saves 20 µs.
        """
        from igglossary.languages.facts import WordKeys

        del own, lowered
        keys = tuple(dict.fromkeys((fold(word), skeleton(fold(word)))))
        return WordKeys(keys, keys, keys)

    def term_keys(self, word: str, keys: WordKeys) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The keys of a term of one word: those of its own and those of other spellings or forms."""
        del word
        return keys.own, ()

    def sequence_keys(self, word: str, keys: WordKeys) -> list[str]:
        """The fewest keys of a word inside a term of several words that all its forms share one of."""
        del word
        return list(dict.fromkeys((keys.own[-1], keys.lowered[-1])))

    def is_fixed(self, word: str) -> bool:
        """True for a word of a term that must not be taken for a form of another: peering is no form of peer."""
        del word
        return False

    def irregular_forms(self) -> Mapping[str, str]:
        """Forms of nouns that are not base form + ending → base form, all folded."""
        return {}

    def inflected_forms(self, word: str) -> tuple[str, ...]:
        """The other forms of a word in its base form, in its own spelling."""
        del word
        return ()

    def other_spellings(self, word: str) -> tuple[str, ...]:
        """Folded spellings of one word that stand beside the usual one (Schadenersatz, Schadensersatz)."""
        del word
        return ()

    def open_spellings(self, folded: str) -> Iterator[tuple[str, str]]:
        """Two words that a folded word may be written as: cyberwar → cyber war."""
        del folded
        return iter(())

    def is_known(self, folded: str) -> bool:
        """True if a folded word is a word of the language in some form, as far as its dictionary goes."""
        del folded
        return False

    def lemma(self, word: str) -> str | None:
        """The dictionary's lemma of a word as it is spelt; None if it is not listed."""
        del word
        return None

    def find_parts(self, folded: str, terms: Container[str], longest_term: int) -> list[Part]:
        """The stretches of a folded word that are keys in ``terms`` while the rest is made of known words."""
        del folded, terms, longest_term
        return []

    def boundaries(self, folded: str) -> list[int]:
        """Where a known word begins inside a compound."""
        del folded
        return []

    def is_true_part(self, part: str, word: str) -> bool:
        """True if a folded word is a part of another one that is a compound."""
        del part, word
        return False

    def noun_of_adjective(self, folded: str) -> str:
        """The folded noun that a folded adjective is made of; "" if there is none."""
        del folded
        return ""

    def are_forms(self, one: str, other: str) -> bool:
        """False if two folded words with one light stem are two words of the dictionary: Marke, Marker."""
        del one, other
        return True
