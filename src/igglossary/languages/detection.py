"""German, English or neither: the language of a quotation or another short string."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from igglossary.languages import language
from igglossary.languages.english.words import FIRST_ELEMENTS
from igglossary.languages.english.words import FUNCTION_WORDS as ENGLISH
from igglossary.languages.function_words import NEIGHBOURS
from igglossary.languages.german.compounds import boundaries
from igglossary.languages.german.morphology import listed_lemma
from igglossary.languages.german.words import FUNCTION_WORDS as GERMAN
from igglossary.languages.lexicon import is_known
from igglossary.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_MAX_WORDS = 300  # a longer text has long been decided
_MAX_CHARACTERS = 10_000
_FOREIGN_LETTERS = frozenset("áàâãåæçéèêëíìîïıñóòôõøœúùûýÿąćčďęěğłńňőřśšşťůűźżžțșđ")
# What no words are: addresses and the signatures of documents (A/RES/73/27).
_SIGNATURE = re.compile(r"https?://\S+|www\.\S+|(?<![^\s@])[^\s@]++@\S+|\b[A-Z]+(?:/[\w.]+){2,}")
# Endings that decide for a word that neither lexicon has.
_GERMAN_ENDING = re.compile(r"(?:ung|[hk]eit|schaft|ismus|tät|tum)(?:en|e[rs]|s)?\Z|(?:isch|lich)\w{0,2}\Z|ieren\Z")
_ENGLISH_ENDING = re.compile(r"(?:isms?|ness|ships?|ity|ities|ingly|ously)\Z")
_FOREIGN_ENDING = re.compile(
    r"(?:dade|dades|dad|zione|zioni|ité|ités|mente|ismo|ción|ções|ção|heid|heden|teit|itet|itat|ość|ości|aux|eux)\Z"
)
# Letters that decide between two lexicons that both have the word (Governance, Deutschland).
_GERMAN_LETTERS = re.compile(r"sch|tz|pf|[kz]\Z|[äöüß]")
_ENGLISH_LETTERS = re.compile(r"c(?![hk])|th|wh|[ao]u?gh|(?<!s)sh|oo|\By\Z|(?:ing|ment|sion|tion)s?\Z")
_ELISION = re.compile(r"(?:[dlnsj]|qu|all|dell|nell|un)['’](?=\w\w)")
_ELIDED = re.compile(r"\b([dlnsjcmt]|qu)['’](?=\w\w)")  # l'esprit → le esprit
_OTHERS = ("fr", "es", "it", "pt", "nl", "la")  # that are named if their function words say so
_NAMED = 4  # of so many words one must be a function word of the language that is named
_ENDING, _LETTERS, _NAME = 0.5, 0.25, 0.2
_SHORTEST_SHAPE = 5  # letters; in shorter words an ending is an accident
_SHORTEST_COMPOUND = 9  # shorter ones fall into accidents (Euro|pese)


class _Votes(NamedTuple):
    german: float
    english: float
    foreign: float
    doubt: float
    """By how much more one language must win because neither lexicon has the word."""


def detect_language(text: str) -> str:
    """``de``, ``en`` or ``und`` (ISO 639-2 for undetermined: another language, or too little to tell).

    Function words count twice, words of only one lexicon once; of words that both or none have the shape counts a
    little. Other scripts, letters and endings of neither language speak against both. Measured in tests/quality. Cost
    grows with the first 300 words only.
    """
    if not _is_latin(text):
        return "und"
    votes = [_votes(word) for word in islice(_words(_SIGNATURE.sub(" ", text[:_MAX_CHARACTERS])), _MAX_WORDS)]
    if not votes:
        return "und"
    german, english, foreign, doubt = map(sum, zip(*votes, strict=True))
    known = sum((vote.german if german > english else vote.english) > _LETTERS for vote in votes)
    # Below half of known words it is a third language (§4 of the design); nearly equal votes say nothing.
    if abs(german - english) <= doubt or known < 0.5 * len(votes) or 2 * foreign > max(german, english):
        return "und"
    return "de" if german > english else "en"


def identify_language(text: str) -> str:
    """As ``detect_language``, and ``fr``, ``es``, ``it``, ``pt``, ``nl`` or ``la`` where function words name it.

    A language is named if its function words are more than those of the others and at least every fourth word.
    """
    found = detect_language(text)
    if found == "de" or not _is_latin(text):
        return found
    all_words = _ELIDED.sub(r"\1e ", text[:_MAX_CHARACTERS].lower())
    words = _WORD.findall(all_words)[:_MAX_WORDS]
    others = [(lang, language(lang).function_words) for lang in _OTHERS]
    ranked = sorted(((_count(words, known), lang) for lang, known in others), reverse=True)
    (most, lang), (second, _other) = ranked[:2]
    english = _count(words, ENGLISH)
    is_named = most > second and most > english and _NAMED * most >= len(words)
    return lang if is_named and (found == "und" or 2 * most > len(words)) else found


def _count(words: Sequence[str], known: Collection[str]) -> int:
    return sum(word in known for word in words)


def _words(text: str) -> Iterator[str]:
    """The words but single letters; the last of a chain twice, as it decides the language: E-Government-Gesetz."""
    for match in _WORD.finditer(text):
        start, end = match.span()
        if end - start == 1 and match.group() not in "aAI":
            continue
        yield match.group()
        if text[start - 1 : start] == "-" != text[end : end + 1]:
            yield match.group()


@lru_cache(maxsize=20_000)
def _votes(word: str) -> _Votes:
    low = word.lower()
    is_acronym = word.isupper() and len(word) < _SHORTEST_SHAPE
    by_function_words = _votes_of_function_word(low, is_acronym=is_acronym)
    if by_function_words is not None:
        return by_function_words
    german, english = _german(word), _english(word)
    foreign = 2.0 * (not set(low).isdisjoint(_FOREIGN_LETTERS))
    if word[:1].isupper() and (german or english):
        foreign = 0.0  # loanwords: Communiqué
    if german != english:
        return _Votes(german, english, foreign, 0.0)
    if german:
        return _votes_of_letters(word, low, german, foreign)
    return _votes_of_endings(word, low, foreign, is_acronym=is_acronym)


def _votes_of_function_word(low: str, *, is_acronym: bool) -> _Votes | None:
    german, english = 2.0 * (low in GERMAN), 2.0 * (low in ENGLISH)
    is_known = bool(german or english)
    if (low in NEIGHBOURS and not is_acronym) or _ELISION.match(low):
        return _Votes(german, english, 1.0 if is_known else 2.0, 0.0)
    return _Votes(german, english, 0.0, 0.0) if is_known else None


def _votes_of_letters(word: str, low: str, both: float, foreign: float) -> _Votes:
    """A word that both lexicons have counts ``both`` for each, and its spelling a little."""
    is_long = len(word) >= _SHORTEST_SHAPE
    german = both + _LETTERS * (is_long and _GERMAN_LETTERS.search(low) is not None)
    english = both + _LETTERS * (is_long and _ENGLISH_LETTERS.search(low) is not None)
    if word[:1].islower() and len(word) > 3:
        english += _LETTERS  # a German noun would be capitalised
    return _Votes(german, english, foreign, 0.0)


def _votes_of_endings(word: str, low: str, foreign: float, *, is_acronym: bool) -> _Votes:
    """A word that neither lexicon has."""
    is_long = len(word) >= _SHORTEST_SHAPE
    german = _ENDING * (is_long and _GERMAN_ENDING.search(low) is not None)
    english = _ENDING * (is_long and _ENGLISH_ENDING.search(low) is not None)
    foreign += _FOREIGN_ENDING.search(low) is not None or (word[:1].islower() and low[-1] in "aoi")
    doubt = 0.0 if german or english or is_acronym else _ENDING if word[:1].islower() else _NAME
    return _Votes(german, english, foreign, doubt)


def _german(word: str) -> float:
    """1.0 for a German word, also in Swiss or transliterated spelling, 0.75 for a compound of German words."""
    swapped = word[:1].swapcase() + word[1:]
    if listed_lemma(word) is not None or listed_lemma(swapped) is not None:
        return 1.0
    return 0.75 if len(word) >= _SHORTEST_COMPOUND and boundaries(fold(word)) else 0.0


def _english(word: str) -> float:
    """1.0 for an English word, without its 's, 0.75 for a word behind a first element: multi|stakeholder."""
    plain = re.split("['’]", word)[0]
    if is_known(word, "en") or is_known(plain, "en"):
        return 1.0
    low = plain.lower()
    cuts = range(4, len(low) - 3)
    return 0.75 if any(low[:cut] in FIRST_ELEMENTS and is_known(low[cut:], "en") for cut in cuts) else 0.0


def _is_latin(text: str) -> bool:
    letters = [c for c in text[:2000] if c.isalpha()]
    latin = sum(c < "\u0250" or unicodedata.name(c, "").startswith("LATIN") for c in letters)
    return bool(letters) and latin * 2 > len(letters)
