"""Lemmas and known words of German and English (simplemma's dictionaries), opened in milliseconds.

simplemma's own loaders need 0.8 s (frugal) to 3.8 s (trie) of CPU the first time; a look-up that misses may cost a
quarter of a second in all. So the frugal loader's decoded stream and its block index are kept in the user's cache
folder (one file a language, about 20 MB) and read back as they are. Without a writable cache folder everything works,
only slower. ``IGGLOSSARY_CACHE`` names another folder.
"""

from __future__ import annotations

import marshal
import os
import tempfile
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

import simplemma
from simplemma.strategies import DefaultStrategy
from simplemma.strategies.dictionaries.stream_dictionary_factory import StreamMap

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = ("de", "en")
"""The languages that have a lexicon."""

_STATE = ("_data", "_pos", "_rev", "_count", "_firsts", "_blocks")


def cache_folder() -> str:
    """Where compiled things that can be made again are kept; not created here."""
    chosen = os.environ.get("IGGLOSSARY_CACHE")
    if chosen:
        return chosen
    from platformdirs import user_cache_dir  # only here: the folder is needed once per process at most

    return user_cache_dir("igglossary", appauthor=False)


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


@lru_cache(maxsize=len(LANGUAGES))
def dictionary(lang: str) -> Mapping[str, str]:
    """Form → lemma of one language.

    Raises:
        ValueError: the language has no lexicon.
    """
    if lang not in LANGUAGES:
        raise ValueError(lang)
    path = os.path.join(cache_folder(), f"lexicon-{lang}-{simplemma.__version__}.marshal")
    return _load(path) or _build(lang, path)


@lru_cache(maxsize=1)
def _lemmatizer() -> simplemma.Lemmatizer:
    return simplemma.Lemmatizer(lemmatization_strategy=DefaultStrategy(dictionary_factory=_Factory()))


class _Factory:
    """simplemma's ``DictionaryFactory`` protocol over our cached mappings."""

    def get_dictionary(self, lang: str) -> Mapping[str, str]:
        return dictionary(lang)


def _load(path: str) -> StreamMap | None:
    try:
        with open(path, "rb") as file:
            state = marshal.loads(file.read())  # noqa: S302  # our own file in the user's cache folder
    except (OSError, ValueError, EOFError, TypeError):
        return None
    if not (isinstance(state, tuple) and len(state) == len(_STATE)):
        return None
    loaded = StreamMap.__new__(StreamMap)
    for name, value in zip(_STATE, state, strict=True):
        setattr(loaded, name, value)
    return loaded


def _build(lang: str, path: str) -> StreamMap:
    built = StreamMap(lang)
    state = tuple(getattr(built, name, None) for name in _STATE)
    if None not in state:
        with suppress(OSError):  # no cache folder: slower next time, nothing else
            os.makedirs(os.path.dirname(path), exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=os.path.dirname(path))
            with os.fdopen(handle, "wb") as file:
                marshal.dump(state, file)
            os.replace(temporary, path)
    return built
