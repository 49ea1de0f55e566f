"""A made-up translation memory with the statistics of a real one, and queries against it.

Lengths, the share of near-duplicates, and the three ways in which the memory grows (crossed over at a shared word,
one to three words exchanged, two segments joined) follow the real million that Debian's German catalogues make: mean 80
characters, 12.7 words, median 8, 90 % within 28, some 150,000 different words with the frequencies of Zipf and
Mandelbrot, and neighbours that prefer each other. The words are syllables; nothing is taken from anybody's texts.
"""

from __future__ import annotations

import random
from bisect import bisect
from itertools import accumulate
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterator

_ONSETS = ("b", "c", "d", "f", "g", "h", "l", "m", "n", "p", "r", "s", "t", "v", "w", "st", "tr", "pl", "sh", "k")
_VOWELS = ("a", "e", "i", "o", "u", "ea", "ai", "ou")
_CODAS = ("", "", "n", "r", "s", "t", "l", "ng", "ck")
_VOCABULARY = 150_000
_FAMILIES = 0.39  # the share of grown units
_NEIGHBOURS = 24


class Corpus:
    """Sentences by Zipf's law with neighbours that prefer each other; the same seed gives the same corpus."""

    def __init__(self, seed: int = 7, vocabulary: int = _VOCABULARY) -> None:
        """Make the words: frequent ones are short."""
        self._random = random.Random(seed)
        self._words = self._make_words(vocabulary)
        self._weights = list(accumulate(1 / (rank + 2.7) ** 1.05 for rank in range(vocabulary)))
        self._after: dict[int, list[int]] = {}

    def _make_words(self, count: int) -> list[str]:
        words: dict[str, None] = {}
        while len(words) < count:
            syllables = 1 + (len(words) > 800) + (len(words) > 60_000)
            words["".join(self._syllable() for _ in range(syllables))] = None
        return list(words)

    def _syllable(self) -> str:
        choice = self._random.choice
        return choice(_ONSETS) + choice(_VOWELS) + choice(_CODAS)

    def _rank(self) -> int:
        return bisect(self._weights, self._random.random() * self._weights[-1])

    def _next(self, rank: int) -> int:
        """A word after another one: six in ten are among its habitual neighbours."""
        if self._random.random() > 0.6:
            return self._rank()
        neighbours = self._after.setdefault(rank, [])
        if len(neighbours) < _NEIGHBOURS:
            neighbours.append(self._rank())
        return neighbours[int(len(neighbours) * self._random.random() ** 2)]

    def sentence(self) -> list[str]:
        """The words of a new segment, 2 to 60 of them."""
        length = min(60, max(2, round(self._random.lognormvariate(1.9, 0.7))))
        rank = self._rank()
        ranks = [rank]
        while len(ranks) < length:
            rank = self._next(rank)
            ranks.append(rank)
        return [self._spelt(rank) for rank in ranks]

    def _spelt(self, rank: int) -> str:
        word = self._words[rank]
        chance = self._random.random()
        if chance < 0.03:
            return str(self._random.randrange(2100))
        if chance < 0.08:
            return word.title()
        return word + "," if chance < 0.12 else word

    def units(self, count: int) -> Iterator[tuple[str, str]]:
        """``count`` different English segments, each with a German-like one."""
        kept: list[list[str]] = []
        by_word: dict[str, list[tuple[int, int]]] = {}
        seen: set[str] = set()
        while len(seen) < count:
            words = self._grown(kept, by_word) if kept and self._random.random() < _FAMILIES else self.sentence()
            text = (" ".join(words))[:1].upper() + " ".join(words)[1:] + self._random.choice((".", ".", "", ":"))
            if text in seen or len(words) > 80:
                continue
            seen.add(text)
            if len(kept) < 200_000 and len(words) > 5:
                kept.append(words)
                at = self._random.randrange(1, len(words) - 1)
                by_word.setdefault(words[at], []).append((len(kept) - 1, at))
            yield text, german(text)

    def _grown(self, kept: list[list[str]], by_word: dict[str, list[tuple[int, int]]]) -> list[str]:
        draw, choice = self._random.random(), self._random.choice
        words = list(choice(kept))
        if draw < 0.4:
            at = self._random.randrange(1, len(words) - 1)
            if words[at] in by_word:
                other, place = choice(by_word[words[at]])
                return words[:at] + kept[other][place:]
        if draw < 0.6:
            return self.edited(words, self._random.choice((1, 1, 2, 3)))
        more = choice(kept)
        return words + more if len(words) + len(more) <= 45 else self.edited(words, 2)

    def edited(self, words: list[str], edits: int) -> list[str]:
        """The words after so many exchanges, insertions, deletions and swaps."""
        words = list(words)
        for _edit in range(edits):
            at, draw = self._random.randrange(len(words)), self._random.random()
            if draw < 0.5 or len(words) < 3:
                words[at] = self._spelt(self._rank())
            elif draw < 0.7:
                words.insert(at, self._spelt(self._rank()))
            elif draw < 0.9:
                del words[at]
            elif at:
                words[at - 1], words[at] = words[at], words[at - 1]
        return words

    def queries(self, units: list[tuple[str, str]], count: int) -> list[str]:
        """Of ten queries four are new, five edited by 5–40 % of their words, one is words at random."""
        found = []
        for number in range(count):
            kind = number % 10
            if kind < 4:
                found.append(" ".join(self.sentence()))
            elif kind < 9:
                words = self._random.choice(units)[0].split()[:60]
                share = self._random.choice((0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4))
                found.append(" ".join(self.edited(words, max(1, round(len(words) * share)))))
            else:
                found.append(
                    " ".join(self._spelt(self._rank()) for _ in range(self._random.choice((4, 8, 12, 20, 30))))
                )
        return found


def german(text: str) -> str:
    """A stand-in for the translation: word by word, some nouns, some joined to the word before as a compound.

    A word always gets the same one; a million units have about twice as many different words as in English.
    """
    words: list[str] = []
    for word in text.split():
        bare = word.strip(",.:").lower()
        kind = crc32(bare.encode())
        new = word if word[0].isdigit() else bare[::-1] + ("", "en", "e", "er", "ung")[kind % 5]
        if words and not kind % 9 and new.isalpha() and words[-1].isalpha():
            words[-1] = (words[-1] + new).capitalize()
        else:
            words.append(new.capitalize() if kind & 1 else new)
    return " ".join(words) + (text[-1] if text[-1] in ".:" else "")
