"""Lemmas and known words of many languages (simplemma's dictionaries), opened in milliseconds.

simplemma's own loaders need 0.8 s (frugal) to 3.8 s (trie) of CPU the first time; a look-up that misses may cost a
quarter of a second in all. So the frugal loader's decoded stream and its block index are kept in the user's cache
folder (one file a language, 9 MB and 1 MB; ``text.cache``) and read back as they are.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

import simplemma
from simplemma.strategies import DefaultStrategy
from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES
from simplemma.strategies.dictionaries.stream_dictionary_factory import StreamMap

from igglossary.text.cache import keep, load_cached

if TYPE_CHECKING:
    from collections.abc import Mapping

_STATE = ("_data", "_pos", "_rev", "_count", "_firsts", "_blocks")


def lemma(word: str, lang: str) -> str:
    """The dictionary form of one word, case as the dictionary has it; the word itself if it is unknown."""
    return _lemmatizer().lemmatize(word, lang)


def entry(word: str, lang: str) -> str | None:
    """The dictionary's lemma for exactly this spelling, without any guessing; None if it is not listed."""
    return dictionary(lang).get(word)


def is_known(word: str, lang: str) -> bool:
    """True if the dictionary lists the word as spelt, or with its first letter in the other case."""
    known = dictionary(lang)
    return word in known or (word[:1].swapcase() + word[1:]) in known


@cache
def is_there(lang: str) -> bool:
    """True if there is a dictionary of a language, named by its primary subtag."""
    return lang in SUPPORTED_LANGUAGES


@lru_cache(maxsize=16)
def dictionary(lang: str) -> Mapping[str, str]:
    """Form → lemma of one language.

    Raises:
        ValueError: the language has no lexicon.
    """
    if not is_there(lang):
        raise ValueError(lang)
    name = f"lexicon-{lang}-{simplemma.__version__}.marshal"
    return _load(name) or _build(lang, name)


@lru_cache(maxsize=1)
def _lemmatizer() -> simplemma.Lemmatizer:
    return simplemma.Lemmatizer(lemmatization_strategy=DefaultStrategy(dictionary_factory=_Factory()))


class _Factory:
    """simplemma's ``DictionaryFactory`` protocol over our cached mappings."""

    def get_dictionary(self, lang: str) -> Mapping[str, str]:
        return dictionary(lang)


def _load(name: str) -> StreamMap | None:
    state = load_cached(name)
    if not (isinstance(state, tuple) and len(state) == len(_STATE)):
        return None
    loaded = StreamMap.__new__(StreamMap)
    for attribute, value in zip(_STATE, state, strict=True):
        setattr(loaded, attribute, value)
    return loaded


def _build(lang: str, name: str) -> StreamMap:
    built = StreamMap(lang)
    state = tuple(getattr(built, attribute, None) for attribute in _STATE)
    if None not in state:
        keep(name, state)
    return built
