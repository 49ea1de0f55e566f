"""What each word form of a text means to a term base: worked out once per form, then a dictionary look-up.

A document of a megabyte has 150,000 words, but 15,000 forms, and nine of ten have nothing to do with any term.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypedDict

from igglossary.languages import language
from igglossary.text.fold import fold, joined
from igglossary.text.fold import key as plain_key
from igglossary.text.tokens import split_chain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from igglossary.languages.facts import WordKeys
    from igglossary.languages.record import Language
    from igglossary.terms.recognition.entries import Index, TermEntry

_MOST_LEARNED = 200_000  # forms; 6 MB of German have 120,000
_LONGEST_CHAIN = 6
_LONGEST_WORD = 64
_GENITIVE = re.compile("['’][sS]\\b")
_SHORTEST_COMPOUND = 6

OWN, LOWERED, ANY_READING = 1, 2, 3
"""Which reading of a word has a rough stem in common with a term; see ``morphology.WordKeys``."""

Hit: TypeAlias = tuple[int, str, bool]
"""Entry, match kind, is-nested (a larger term covers it inside the same word)."""

Known: TypeAlias = tuple[Sequence[Hit], Sequence[str], Sequence[str]]
"""What is worked out for a form and can be saved: hits, keys as a first word, keys as a later word."""

WordType: TypeAlias = tuple[Sequence[Hit], Sequence[dict[str, list[int]]], Sequence[str]] | None
"""Hits of the word itself; tables of second words for which it is a first one; its keys as a later word."""


class Learned(TypedDict):
    """Plain data: the forms that mean nothing to the term base, joined by spaces, and those that mean something."""

    idle: str
    known: dict[str, Known]


class _Stretch(NamedTuple):
    start: int
    end: int
    entry: int
    match: str


class WordTypes(dict[str, WordType]):
    """Word form → what it means; missing forms are worked out and kept."""

    def __init__(self, lang: str, entries: list[TermEntry], index: Index, learned: Learned | None) -> None:
        """``learned`` is what ``learned()`` returned for the same index."""
        super().__init__()
        self._language = language(lang)
        self._entries = entries
        self._index = index
        self._longest_term = max(map(len, index.upper), default=0)
        self._known: dict[str, Known] = learned["known"] if learned else {}
        self._changes_stems = any(term.endswith(("en", "ern", "eln", "bel")) for term in index.lower)
        self.has_news = False
        if learned:
            self.update(dict.fromkeys(learned["idle"].split(" ")))

    def learned(self) -> Learned:
        """Plain data of all forms seen so far, for ``__init__`` of a later process."""
        idle = (word for word, info in self.items() if info is None and " " not in word)
        return {"idle": " ".join(idle), "known": self._known}

    def __missing__(self, word: str) -> WordType:
        known = self._known.get(word)
        if known is None:
            known = self._analyse(word) if len(word) <= _LONGEST_WORD else None
            self.has_news = True
            if known is not None and len(self) < _MOST_LEARNED:
                self._known[word] = known
        info = None
        if known is not None:
            hits, firsts, later = known
            info = (hits, [self._index.first[first] for first in firsts], later)
        if len(self) < _MOST_LEARNED:
            self[word] = info
        return info

    def hits_of(self, word: str) -> Sequence[Hit]:
        """The terms in one word that need not stand in the text as it is (Cyber- und → Cybersicherheit)."""
        known = self._analyse(word)
        return () if known is None else known[0]

    def _analyse(self, word: str) -> Known | None:
        parts = split_chain(self._language.plain_word(word))
        keys = self._keys(solid_spelling(parts))
        stretches = list(self._stretches(word, parts, keys))
        firsts = [key for key in keys.loose if key in self._index.first]
        later = [key for key in keys.loose if key in self._index.later]
        return (_nested(stretches), firsts, later) if stretches or firsts or later else None

    def _stretches(self, word: str, parts: list[str], keys: WordKeys) -> Iterator[_Stretch]:
        """The terms in a word and in every stretch of a hyphen chain, with their place in the folded chain."""
        if len(parts) == 1:
            yield from self._stretch(parts, 0, keys, word)
            return
        n_parts = min(len(parts), _LONGEST_CHAIN)
        is_negated = parts[0].lower() in self._language.negations
        offset = 0
        for first in range(1 if is_negated else n_parts):  # what is not a swimmer is no swimmer
            for last in range(first + 1, n_parts + 1):
                chosen = parts[first:last]
                is_whole = last - first == len(parts)
                chosen_keys = keys if is_whole else self._keys(solid_spelling(chosen))
                yield from self._stretch(chosen, offset, chosen_keys, word if is_whole else "")
            offset += len(fold(parts[first]))

    def _stretch(self, chosen: list[str], offset: int, keys: WordKeys, word: str) -> Iterator[_Stretch]:
        """The terms that a stretch is a form or compound of; ``word`` is the whole word if the stretch is, else ""."""
        solid = solid_spelling(chosen)
        surface = "-".join(chosen)
        for number in self._whole(solid, surface, keys):
            text = self._entries[number].text
            match = match_kind(word, text, self._language) if word else "compound"
            yield _Stretch(offset, offset + len(fold(solid)), number, match)
        if self._language.has_compounds and len(solid) >= _SHORTEST_COMPOUND and not self._is_lower(solid):
            yield from self._inside(solid, offset)

    def _whole(self, solid: str, surface: str, keys: WordKeys) -> list[int]:
        """The one-word and joined terms that a word is a form of."""
        index = self._index
        numbers: dict[int, None] = {}
        if not self._is_lower(solid):
            for found in keys.own:
                numbers.update(dict.fromkeys(index.upper.get(found, ())))
        if index.lower:
            for found in keys.lowered:
                numbers.update(dict.fromkeys(index.lower.get(found, ())))
        return [number for number in numbers if is_case_right(self._entries[number], surface)]

    def _inside(self, solid: str, offset: int) -> Iterator[_Stretch]:
        """The terms inside a compound."""
        for part in self._language.find_parts(fold(solid), self._index.upper, self._longest_term):
            for number in self._index.upper[part.key]:
                entry = self._entries[number]
                if not (entry.is_acronym or entry.is_case_sensitive):
                    yield _Stretch(offset + part.start, offset + part.end, number, "compound")

    def _keys(self, word: str) -> WordKeys:
        """Keys with the lexicon's help for the readings that can be a form of some word of some term."""
        is_irregular = word[:1].islower() and (len(word) <= self._language.longest_irregular or self._changes_stems)
        folded = self._language.spelling(fold(word))
        readings = ANY_READING if is_irregular else self._index.stems.get(self._language.rough_stem(folded), 0)
        return self._language.word_keys(word, own=bool(readings & OWN), lowered=bool(readings & LOWERED))

    def _is_lower(self, word: str) -> bool:
        """True for what is no noun in a language whose nouns have capitals."""
        return self._language.capitalises_nouns and word[:1].islower() and word.islower()  # not so ccTLD


def solid_spelling(parts: list[str]) -> str:
    """The parts of a hyphen chain written as one word: Cyber, Recht → Cyberrecht."""
    return parts[0] if len(parts) == 1 else parts[0] + "".join(part.lower() for part in parts[1:])


def match_kind(surface: str, text: str, record: Language) -> str:
    """How a surface differs from the term: ``exact`` but for case, ``variant`` in spelling, else ``inflected``."""
    if surface.lower() == text.lower():
        return "exact"
    if _GENITIVE.search(surface) and not _GENITIVE.search(text):
        return "inflected"
    one, other = plain_key(surface), plain_key(text)
    if joined(one) == joined(other) or joined(record.spelling(one)) == joined(record.spelling(other)):
        return "variant"
    return "inflected"


def is_case_right(entry: TermEntry, surface: str) -> bool:
    """False if the entry's rule about capitals forbids the surface."""
    if entry.is_acronym:
        body = surface[:-1] if surface.endswith("s") and len(surface) > len(entry.text) else surface
        return body.upper() == body and joined(plain_key(body)) == joined(plain_key(entry.text))
    if entry.is_case_sensitive:
        pairs = zip(surface, entry.text, strict=False)
        return all(one == other or one.lower() != other.lower() for one, other in pairs)
    return True


def _nested(stretches: list[_Stretch]) -> list[tuple[int, str, bool]]:
    """Each term once, in its largest stretch, marked if another stretch contains that one."""
    largest: dict[int, _Stretch] = {}
    for stretch in stretches:
        other = largest.get(stretch.entry)
        if other is None or stretch.end - stretch.start > other.end - other.start:
            largest[stretch.entry] = stretch
    found = []
    for one in largest.values():
        is_nested = any(
            other.start <= one.start and one.end <= other.end and other[:2] != one[:2] for other in largest.values()
        )
        found.append((one.entry, one.match, is_nested))
    return found
