"""A term base in the form that recognition needs: plain dictionaries that load in a fraction of a second.

Compiled once per change of the term base and kept with the store. What recognition learns about the words of a
document is kept beside it, so that the first document of the next process is read at full speed, too.
"""

from __future__ import annotations

import gc
import json
from typing import TYPE_CHECKING, Any

import simplemma

from igglossary.errors import InputError
from igglossary.languages import language
from igglossary.messages import _
from igglossary.terms.recognition.entries import Index, TermEntry
from igglossary.terms.recognition.spellings import Part, is_joinable, parts_of, sequences
from igglossary.terms.recognition.word_types import ANY_READING, LOWERED, OWN, Learned, WordTypes
from igglossary.text.fold import fold, split_parenthesis
from igglossary.text.languages import primary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from igglossary.languages.facts import WordKeys

FORMAT = 5
"""Version of the bytes; others are refused, and the caller compiles anew."""

_LONGEST_ACRONYM = 5  # longer capitals may be headings or names
_LONGEST_JOINED = 48
_SIGNS_BEFORE, _SIGNS_AFTER = ".#@", "+#"
_READINGS = (OWN, LOWERED, ANY_READING)


class CompiledTermBase:
    """The terms of one language, ready for ``recognition.recognise``. Not safe for several threads at once."""

    def __init__(self, lang: str, entries: list[TermEntry], index: Index, learned: Learned | None) -> None:
        """Made by ``compile_term_base`` and ``from_bytes`` only."""
        self.lang = lang
        self.language = language(lang)
        self.entries = entries
        self.index = index
        self.types = WordTypes(lang, entries, index, learned)
        self.symbols = dict(_symbols(entries))
        """Entry → the signs before and after its words (C++, .berlin)."""

    def __len__(self) -> int:
        """The number of entries."""
        return len(self.entries)

    def to_bytes(self) -> bytes:
        """Everything that ``from_bytes`` needs, with the words learned so far. JSON: a store may come from anywhere."""
        upper, lower, first, patterns, later, stems = self.index
        state = {
            "format": FORMAT,
            "lexicon": simplemma.__version__,
            "lang": self.lang,
            "concepts": [entry.concept for entry in self.entries],
            "texts": [entry.text for entry in self.entries],
            "details": {number: entry[2:] for number, entry in enumerate(self.entries) if entry[2:] != self._plain},
            "tables": [upper, lower, first, patterns],
            # Sets as one string each: half the time of a JSON object with as many keys.
            "later": " ".join(later),
            "stems": {reading: " ".join(stem for stem in stems if stems[stem] == reading) for reading in _READINGS},
            "learned": self.types.learned(),
        }
        return json.dumps(state, ensure_ascii=False, separators=(",", ":"), check_circular=False).encode()

    @property
    def _plain(self) -> tuple[object, ...]:
        """The details of an entry without any."""
        return TermEntry("", "", self.lang)[2:]

    @property
    def has_learned(self) -> bool:
        """True if words came in since the base was made or loaded, so that saving it again pays."""
        return self.types.has_news

    @classmethod
    def from_bytes(cls, data: bytes) -> CompiledTermBase:
        """Load what ``to_bytes`` made.

        Raises:
            InputError: the bytes are damaged or were made by another version: compile the term base anew.
        """
        was_enabled = gc.isenabled()
        gc.disable()  # a million new objects without a cycle: the collector would take a third of the time
        try:
            return cls._from_state(json.loads(data))
        except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
            error = InputError(_("The compiled term base cannot be used and must be made again."))
        finally:
            if was_enabled:
                gc.enable()
        raise error

    @classmethod
    def _from_state(cls, state: dict[str, Any]) -> CompiledTermBase:
        if (state["format"], state["lexicon"]) != (FORMAT, simplemma.__version__):
            raise ValueError(state["format"])
        lang = state["lang"]
        entries = [
            TermEntry(concept, text, lang) for concept, text in zip(state["concepts"], state["texts"], strict=True)
        ]
        for number, details in state["details"].items():
            entries[int(number)] = TermEntry(*entries[int(number)][:2], *details)
        stems: dict[str, int] = {}
        for reading, joined_stems in state["stems"].items():
            stems.update(dict.fromkeys(joined_stems.split(" "), int(reading)))
        upper, lower, first, patterns = state["tables"]
        later = dict.fromkeys(state["later"].split(" "), 1)
        return cls(lang, entries, Index(upper, lower, first, patterns, later, stems), state["learned"])


def compile_term_base(entries: Iterable[TermEntry], lang: str) -> CompiledTermBase:
    """Compile the entries of one language; those of other languages are left out.

    ``lang`` is a BCP 47 tag, compared by its primary subtag. An entry without a letter or digit is kept, but never
    found. About 0.1 ms an entry.
    """
    language = primary(lang)
    chosen = [_with_acronym(entry) for entry in entries if primary(entry.lang) == language]
    compiler = _Compiler(language)
    for number, entry in enumerate(chosen):
        for text in dict.fromkeys((entry.text, *split_parenthesis(entry.text))):
            compiler.add(number, entry, text)
    return CompiledTermBase(language, chosen, compiler.index, None)


def _symbols(entries: list[TermEntry]) -> Iterator[tuple[int, tuple[str, str]]]:
    for number, entry in enumerate(entries):
        text = entry.text
        if text and (text[0] in _SIGNS_BEFORE or text[-1] in _SIGNS_AFTER):
            body = text.lstrip(_SIGNS_BEFORE)
            yield number, (text[: len(text) - len(body)], body[len(body.rstrip(_SIGNS_AFTER)) :])


def _with_acronym(entry: TermEntry) -> TermEntry:
    text = entry.text
    is_short = text.isupper() and len(text) <= _LONGEST_ACRONYM and text.isalnum()
    return entry._replace(is_acronym=True) if is_short and not entry.is_acronym else entry


class _Compiler:
    """Collects the index; one use each."""

    def __init__(self, lang: str) -> None:
        self.language = language(lang)
        self.index = Index({}, {}, {}, [], {}, {})
        self._known: dict[str, WordKeys] = {}
        self._irregular: dict[str, list[str]] = {}
        for form, base in self.language.irregular_forms().items():
            self._irregular.setdefault(base, []).append(form)

    def add(self, number: int, entry: TermEntry, text: str) -> None:
        parts = parts_of(text, self.language)
        if not parts:
            return
        if len(parts) == 1:
            self._add_word(number, entry, parts[0].word)
            return
        has_chain = any(part.is_chained for part in parts)
        if all(map(is_joinable, parts)) and (has_chain or not self._is_lower(parts[0].word)):
            self._add_joined(number, [part.word for part in parts])
        for sequence in sequences(parts):
            self._add_sequence(number, sequence)

    def _keys(self, word: str) -> WordKeys:
        keys = self._known.get(word)
        if keys is None:
            is_form = not self.language.is_fixed(word)
            keys = self._known[word] = self.language.word_keys(word, own=is_form, lowered=is_form)
            self._add_stems(keys.own, ANY_READING if word[:1].islower() else OWN)
            if keys.lowered != keys.own:
                self._add_stems(keys.lowered, LOWERED)
        return keys

    def _add_stems(self, keys: Iterable[str], reading: int) -> None:
        stems = self.index.stems
        for key in keys:
            for form in (key, *self._irregular.get(key, ())):
                stem = self.language.rough_stem(form)
                stems[stem] = stems.get(stem, 0) | reading

    def _add_word(self, number: int, entry: TermEntry, word: str) -> None:
        if entry.is_acronym:
            self._add_keys(self.index.upper, number, (fold(word), fold(word) + "s"))
            return
        keys = self._keys(word)
        if self._is_lower(word):
            self._add_keys(self.index.lower, number, keys.lowered)
            return
        own, others = self.language.term_keys(word, keys)
        self._add_keys(self.index.upper, number, own)
        self._add_stems(others, OWN)
        self._add_keys(self.index.upper, number, others)
        for pair in self.language.open_spellings(fold(word)):
            self._add_sequence(number, tuple(Part(half, ("",), is_chained=False) for half in pair))

    def _is_lower(self, word: str) -> bool:
        """True for what is no noun in a language whose nouns have capitals."""
        return self.language.capitalises_nouns and word[:1].islower() and word.islower()  # not so ccTLD

    def _add_joined(self, number: int, parts: list[str]) -> None:
        head = fold("".join(parts[:-1]))
        if len(head) + len(parts[-1]) > _LONGEST_JOINED:
            return
        keys = [head + key for key in self._keys(parts[-1]).own]
        keys += [self.language.spelling(key) for key in keys]
        is_lower = self._is_lower(parts[0])
        self._add_stems(keys, ANY_READING if is_lower else OWN)
        self._add_keys(self.index.lower if is_lower else self.index.upper, number, keys)

    @staticmethod
    def _add_keys(table: dict[str, list[int]], number: int, keys: Iterable[str]) -> None:
        for key in keys:
            numbers = table.setdefault(key, [])
            if number not in numbers[-1:]:
                numbers.append(number)

    def _add_sequence(self, number: int, parts: tuple[Part, ...]) -> None:
        firsts, *others = [self._sequence_keys(part.word) for part in parts]
        for keys in others:
            self.index.later.update(dict.fromkeys(keys, 1))
        seconds, *rest = [
            [mark + key for mark in part.marks for key in keys] for part, keys in zip(parts[1:], others, strict=True)
        ]
        pattern = len(self.index.patterns)
        self.index.patterns.append([number, *rest])
        for first in firsts:
            table = self.index.first.setdefault(first, {})
            for second in seconds:
                table.setdefault(second, []).append(pattern)

    def _sequence_keys(self, word: str) -> list[str]:
        return self.language.sequence_keys(word, self._keys(word))
