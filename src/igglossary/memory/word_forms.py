"""Which words of a text are forms of a word that somebody typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.languages import language
from igglossary.text.fold import fold, skeleton, without_accents

if TYPE_CHECKING:
    from igglossary.languages.record import Language


class WordForms:
    """All forms of one word in one language, as ``lookup`` would take them for it.

    A noun in capitals is no verb (*Rat*, *rät*); a word typed without umlauts or accents stands for the one with them,
    unless it is a word of its own (*fordern*, *fördern*).
    """

    def __init__(self, typed: str, lang: str) -> None:
        """``typed`` is one word as it was typed."""
        self._record: Language = language(lang)
        self._folded = fold(typed)
        self._has_accents = not typed.isascii()
        is_noun = self._record.capitalises_nouns and typed[:1].isupper()
        self._keys = self._own(typed) if is_noun else self._own(typed) | self._any(typed)
        is_bare = typed.isascii() and not self._record.is_known(self._folded)
        self._skeleton = skeleton(self._folded) if is_bare else None
        self._known: dict[str, bool] = {}

    def has(self, token: str) -> bool:
        """True if a case-folded word of a text is a form of it."""
        known = self._known.get(token)
        if known is None:
            known = self._known[token] = self._is_form(token)
        return known

    def _is_form(self, token: str) -> bool:
        folded = fold(token)
        if folded == self._folded or without_accents(folded) == without_accents(self._folded):
            return True
        if skeleton(folded)[:1] != skeleton(self._folded)[:1]:
            return False  # saves the dictionary for nearly all words
        return skeleton(folded) == self._skeleton or not self._keys.isdisjoint(self._any(token))

    def _own(self, word: str) -> frozenset[str]:
        shown = word[:1].upper() + word[1:] if self._record.capitalises_nouns else word
        return self._comparable(self._record.word_keys(shown).own)

    def _any(self, word: str) -> frozenset[str]:
        return self._own(word) | self._comparable(self._record.word_keys(word).lowered)

    def _comparable(self, keys: tuple[str, ...]) -> frozenset[str]:
        """Accents count only if there were some: *cafe* stands for *cafés* too."""
        return frozenset(keys if self._has_accents else map(without_accents, keys))


def beginnings(typed: str) -> tuple[str, ...]:
    """How the forms of a word begin in case-folded texts: the first letter may have an umlaut or an accent."""
    first = fold(typed)[:1]
    return (first, *_MARKED.get(first, ()))


_MARKED = {
    "a": "äàáâåæ", "e": "éèêë", "i": "îíï", "o": "öóôœ", "u": "üúùû", "c": "ç", "s": "ßś", "n": "ñ", "z": "žż",
}  # fmt: skip
