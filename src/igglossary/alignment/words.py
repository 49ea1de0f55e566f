"""What two sentences share word by word: cognates, numbers, literal runs and known term pairs."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING

from rapidfuzz.distance import LCSseq

from igglossary.languages import lexicon
from igglossary.languages.english.words import FUNCTION_WORDS as ENGLISH
from igglossary.languages.german.compounds import boundaries
from igglossary.languages.german.words import FUNCTION_WORDS as GERMAN
from igglossary.text import fold as keys
from igglossary.text.cognates import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?")
_ACRONYM = re.compile("[A-Z]{2,8}")
_COGNATE = 0.62
"""Least similarity of cognate stems (development notes on quotations: the best of .55–.75)."""
_PART_OF_COMPOUND = 0.8
_SHORTEST_COMPOUND, _SHORTEST_PART = 8, 5

_STOP = GERMAN | ENGLISH

_NUMBER_WORDS = {
    word: str(value)
    for value, words in {
        2: "zwei two beide both",
        3: "drei three",
        4: "vier four",
        5: "fünf five",
        6: "sechs six",
        7: "sieben seven",
        8: "acht eight",
        9: "neun nine",
        10: "zehn ten",
        11: "elf eleven",
        12: "zwölf twelve dutzend dozen",
        13: "dreizehn thirteen",
        14: "vierzehn fourteen",
        15: "fünfzehn fifteen",
        16: "sechzehn sixteen",
        17: "siebzehn seventeen",
        18: "achtzehn eighteen",
        19: "neunzehn nineteen",
        20: "zwanzig twenty",
        30: "dreißig thirty",
        40: "vierzig forty",
        50: "fünfzig fifty",
        60: "sechzig sixty",
        70: "siebzig seventy",
        80: "achtzig eighty",
        90: "neunzig ninety",
        100: "hundert hundred",
        1000: "tausend thousand",
    }.items()
    for word in words.split()
} | {"hälfte": "1/2", "half": "1/2", "drittel": "1/3", "third": "1/3", "viertel": "1/4", "quarter": "1/4"}


@dataclass(frozen=True, slots=True)
class Words:
    """One text taken apart for comparison."""

    tokens: tuple[str, ...]
    """Surface words in lower case, in order."""
    stems: tuple[str, ...]
    """Folded lemmas of the content words, without repetition."""
    surfaces: tuple[str, ...]
    """A surface form for every stem."""
    numbers: frozenset[str]
    initials: str
    """First letters of the capitalised words, function words left out, other words as full stops: for acronyms."""
    capitals: tuple[bool, ...] = ()
    """For every token, whether it begins with a capital letter."""


def take_apart(text: str, lang: str) -> Words:
    """Words, folded stems and numbers of a German or English text."""
    found = [match.group() for match in _WORD.finditer(text)]
    stems: dict[str, str] = {}
    numbers = set()
    for word in found:
        lower = word.lower()
        number = number_of(lower)
        if number is not None:
            numbers.add(number)
        elif is_content(lower) and _is_long_enough(word):
            stems.setdefault(stem(word, lang), word)
    initials = "".join(w[0] if w[0].isupper() else "." for w in found if w.lower() not in _STOP)
    tokens, capitals = tuple(w.lower() for w in found), tuple(w[0].isupper() for w in found)
    return Words(tokens, tuple(stems), tuple(stems.values()), frozenset(numbers), initials, capitals)


def _is_long_enough(word: str) -> bool:
    """Three letters; two if the first is a capital, as in acronyms."""
    return len(word.lower()) > 2 or (len(word) == 2 and word[0].isupper())


def number_of(word: str) -> str | None:
    """The value of a lower-case number or number word, spelt alike for both languages; None for any other word."""
    if word[0].isdigit():
        return re.sub(r"[.,](?=\d{3}\b)", "", word).replace(",", ".")
    return _NUMBER_WORDS.get(word)


def is_content(word: str) -> bool:
    """True for a lower-case word that is neither a function word nor a number."""
    return word not in _STOP and not word[0].isdigit()


@lru_cache(maxsize=65536)
def stem(word: str, lang: str) -> str:
    """The folded dictionary form; the folded word where the lexicon does not know it."""
    return fold(lexicon.lemma(word, lang))


@lru_cache(maxsize=262144)
def stem_similarity(german: str, english: str) -> float:
    """0–1 for two folded stems: twice the longest common subsequence over both lengths, the first letter equal.

    A German compound counts as a relative of the English stem that it begins or ends with, because its other half is
    another English word (``digitalvirtshaft`` – ``digital``).
    """
    if german == english:
        return 1.0
    short, long = sorted((german, english), key=len)
    is_part = german.startswith(english) or german.endswith(english)
    if is_part and len(english) >= 5 and len(german) >= len(english) + 4:
        return _PART_OF_COMPOUND
    if german[:1] != english[:1] or len(short) < 4 or len(long) > 2 * len(short):
        return 0.0
    value = 2 * LCSseq.similarity(german, english) / (len(german) + len(english))
    return value if value >= _COGNATE else 0.0


@lru_cache(maxsize=65536)
def compound_parts(word: str) -> tuple[str, ...]:
    """The folded parts of a German compound, linking elements included: ``Verhaltenskodizes`` → verhaltens, kodizes."""
    if len(word) < _SHORTEST_COMPOUND or not word[0].isupper():
        return ()
    folded = keys.fold(word)
    cuts = [0, *boundaries(folded), len(folded)]
    parts = [folded[a:b] for a, b in pairwise(cuts)]
    return tuple(fold(part) for part in parts if len(part) >= _SHORTEST_PART) if len(parts) > 1 else ()


class Rarity:
    """Inverse document frequency of stems over the sentences of both sides of one document.

    What the document's title has tells nothing either: every sentence may name the event.
    """

    def __init__(self, texts: Sequence[Iterable[str]], title: Iterable[str] = ()) -> None:
        """``texts`` are the stems (or numbers) of every sentence, ``title`` those of the title."""
        self._title = frozenset(title)
        counts = Counter(item for text in texts for item in set(text))
        self._n = max(2, len(texts))
        self._counts = counts

    def __call__(self, item: str) -> float:
        """0 for what is in every sentence or in the title, 1 for what is in one sentence only."""
        if item in self._title:
            return 0.0
        return log(self._n / max(1, self._counts[item])) / log(self._n)

    def of_words(self, stems: Iterable[str]) -> float:
        """The sum over the stems of a term, numbers left out, at most 1."""
        return min(1.0, sum(self(stem) for stem in stems if not stem[0].isdigit()))


@dataclass(frozen=True, slots=True)
class KnownTerm:
    """A known term pair and what of it must stand in a text: the stems of its content words, and its numbers."""

    german: str
    english: str
    german_words: frozenset[str]
    english_words: frozenset[str]


def term_pairs(
    german: Sequence[Words], english: Sequence[Words], terms: Sequence[tuple[str, str]]
) -> dict[tuple[int, int], list[KnownTerm]]:
    """Which known term pairs each pair of texts shares: (German index, English index) → term pairs.

    All content words and numbers of a term must be there (``G20`` is not ``Gruppe``); a German term is told once.
    """
    d_index, e_index = _index(german), _index(english)
    result: dict[tuple[int, int], list[KnownTerm]] = {}
    for pair in terms:
        source = term_words(pair[0], "de")
        rows = _having(d_index, source)
        target = term_words(pair[1], "en") if rows else source
        columns = _having(e_index, target) if rows else ()
        for i in rows:
            for j in columns:
                found = result.setdefault((i, j), [])
                if all(pair[0] != known.german for known in found):
                    found.append(KnownTerm(*pair, source, target))
    return result


@lru_cache(maxsize=65536)  # the windows of a report ask for the same terms
def term_words(term: str, lang: str) -> frozenset[str]:
    """What of a term must stand in a text: stems and numbers; empty for a term without content words."""
    words = take_apart(term, lang)
    return frozenset((*words.stems, *words.numbers)) if words.stems else frozenset()


def _index(texts: Sequence[Words]) -> dict[str, set[int]]:
    index: dict[str, set[int]] = {}
    for i, words in enumerate(texts):
        for item in (*words.stems, *words.numbers):
            index.setdefault(item, set()).add(i)
    return index


def _having(index: dict[str, set[int]], term: frozenset[str]) -> set[int]:
    found = [index.get(item, set()) for item in term]
    return set.intersection(*found) if found else set()


class Vocabulary:
    """The words of all English texts of a document, and the German words that look like them."""

    def __init__(self, english: Sequence[Words]) -> None:
        """Index the stems by their first letter, and the texts by their stems and trigrams of words."""
        self.texts = english
        self._stems = {stem: None for words in english for stem in words.stems}
        self._by_letter: dict[str, list[str]] = {}
        for known in self._stems:
            self._by_letter.setdefault(known[:1], []).append(known)
        self._places: dict[str, list[int]] = {}
        self._runs: dict[tuple[str, ...], list[int]] = {}
        for j, words in enumerate(english):
            for known in words.stems:
                self._places.setdefault(known, []).append(j)
            for n in range(len(words.tokens) - 2):
                self._runs.setdefault(words.tokens[n : n + 3], []).append(j)
        self._relatives: dict[tuple[str, str], dict[str, float]] = {}

    def relatives(self, german: str, surface: str) -> dict[str, float]:
        """English stem → likeness of all relatives of a German stem; of its parts where it has none itself."""
        key = (german, surface)
        if key not in self._relatives:
            found = self._alike(german)
            for part in () if found else compound_parts(surface):
                for known, value in self._alike(part).items():
                    found[known] = max(found.get(known, 0.0), _PART_OF_COMPOUND * value)
            self._relatives[key] = found
        return dict(self._relatives[key])

    def _alike(self, german: str) -> dict[str, float]:
        """Relatives begin with the same letter, or are the end of a German compound."""
        endings = (german[-n:] for n in range(_SHORTEST_PART, len(german) - _SHORTEST_PART + 2))
        candidates = dict.fromkeys((*self._by_letter.get(german[:1], ()), *endings))
        return {
            known: value
            for known in candidates
            if known in self._stems and (value := stem_similarity(german, known)) > 0
        }

    def having(self, stems: Iterable[str]) -> set[int]:
        """The texts with one of these stems."""
        return {j for stem in stems for j in self._places.get(stem, ())}

    def sharing_a_run(self, tokens: Sequence[str]) -> set[int]:
        """The texts that share three words in a row."""
        trigrams = (tuple(tokens[n : n + 3]) for n in range(len(tokens) - 2))
        return {j for run in trigrams for j in self._runs.get(run, ())}


class Cognates:
    """The words of one German text against all English texts of a document."""

    def __init__(self, german: Words, english: Vocabulary, rarity: Rarity) -> None:
        """Find the closest English relative of every German word in the whole document."""
        self._words = []
        self._acronyms: list[tuple[str, float]] = []
        for d_stem, d_word in zip(german.stems, german.surfaces, strict=True):
            relatives = english.relatives(d_stem, d_word)
            if relatives:
                self._words.append((d_word, rarity(d_stem), relatives, max(relatives.values())))
            elif _ACRONYM.fullmatch(d_word):
                self._acronyms.append((d_word, rarity(d_stem)))
        self._rarity = rarity
        self._english = english

    def columns(self) -> list[int]:
        """The English texts that share anything, ascending."""
        found = self._english.having(stem for _word, _rarity, relatives, _closest in self._words for stem in relatives)
        if self._acronyms:
            found |= {
                j
                for j, words in enumerate(self._english.texts)
                if any(acronym in words.initials for acronym, _rarity in self._acronyms)
            }
        return sorted(found)

    def shared(self, english: Words) -> list[tuple[str, str, float]]:
        """Pairs (German word, English word, weight 0–1), best first, every German word at most once.

        A word speaks for its closest relative in the document; a weaker lookalike counts half.
        """
        pairs = []
        for word, rarity, relatives, closest in self._words:
            best = (0.0, "")
            for e_stem, e_word in zip(english.stems, english.surfaces, strict=True):
                value = relatives.get(e_stem, 0.0)
                if value:
                    value *= min(rarity, self._rarity(e_stem)) * (1.0 if value >= closest - 0.1 else 0.5)
                    best = max(best, (value, e_word))
            if best[0] > 0:
                pairs.append((word, best[1], best[0]))
        for acronym, rarity in self._acronyms:
            if acronym in english.initials:
                pairs.append((acronym, acronym, rarity * (1.0 if len(acronym) > 2 else 0.5)))
        return sorted(pairs, key=lambda pair: -pair[2])


def longest_common_run(first: Sequence[str], second: Sequence[str]) -> tuple[int, int, int]:
    """(start in first, start in second, length) of the longest run of equal tokens; length 0 if there is none."""
    best = (0, 0, 0)
    lengths: dict[int, int] = {}
    places: dict[str, list[int]] = {}
    for j, token in enumerate(second):
        places.setdefault(token, []).append(j)
    for i, token in enumerate(first):
        fresh = {}
        for j in places.get(token, ()):
            fresh[j] = lengths.get(j - 1, 0) + 1
            if fresh[j] > best[2]:
                best = (i - fresh[j] + 1, j - fresh[j] + 1, fresh[j])
        lengths = fresh
    return best
