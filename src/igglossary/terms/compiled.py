"""A term base in the form that recognition needs: plain dictionaries that load in a fraction of a second.

Compiled once per change of the term base and kept with the store. What recognition learns about the words of a
document is kept beside it, so that the first document of the next process is read at full speed, too.
"""

from __future__ import annotations

import gc
import json
from typing import TYPE_CHECKING, Any, NamedTuple

import simplemma

from igglossary.errors import InputError
from igglossary.i18n import _
from igglossary.terms.word_types import ANY_READING, LOWERED, OWN, Learned, WordTypes
from igglossary.text import lexicon
from igglossary.text.keys import american, fold, split_parenthesis
from igglossary.text.languages import primary
from igglossary.text.morphology import WordKeys, rough_stem, word_keys
from igglossary.text.morphology_compounds import is_first_element, is_part
from igglossary.text.morphology_nouns import nouns
from igglossary.text.tokens import SPACELESS_LANGUAGES, split_chain, tokenise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FORMAT = 1
"""Version of the bytes; others are refused, and the caller compiles anew."""

_LONGEST_ACRONYM = 5  # policy of ../shared/language/term_recognition: longer capitals may be headings or names
_LONGEST_JOINED = 48
_READINGS = (OWN, LOWERED, ANY_READING)


class TermEntry(NamedTuple):
    """One designation of a concept, with what recognition and checking must know about it."""

    concept: str
    text: str
    lang: str
    is_acronym: bool = False
    is_case_sensitive: bool = False
    is_forbidden: bool = False
    is_untranslatable: bool = False
    administrative_status: str | None = None
    use_instead: str | None = None


class Index(NamedTuple):
    """Keys → entries. Numbers are places in the list of entries or of patterns."""

    upper: dict[str, list[int]]
    """Keys of one-word terms; in German of those with a capital."""
    lower: dict[str, list[int]]
    """Keys of German one-word terms in lower case."""
    first: dict[str, dict[str, list[int]]]
    """Terms of several words: key of the first word → key of the second → patterns."""
    patterns: list[list[Any]]
    """The entry, then the possible keys of the third word, the fourth …"""
    later: dict[str, int]
    """Every key of a second or later word (a set, as JSON has none)."""
    stems: dict[str, int]
    """Rough stems of all words of all terms → the readings they are stems of (``OWN``, ``LOWERED``)."""


class CompiledTermBase:
    """The terms of one language, ready for ``recognition.recognise``. Not safe for several threads at once."""

    def __init__(self, lang: str, entries: list[TermEntry], index: Index, learned: Learned | None) -> None:
        """Made by ``compile_term_base`` and ``from_bytes`` only."""
        self.lang = lang
        self.entries = entries
        self.index = index
        self.types = WordTypes(lang, entries, index, learned)

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


def _with_acronym(entry: TermEntry) -> TermEntry:
    text = entry.text
    is_short = text.isupper() and len(text) <= _LONGEST_ACRONYM and text.isalnum()
    return entry._replace(is_acronym=True) if is_short and not entry.is_acronym else entry


class _Compiler:
    """Collects the index; one use each."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.index = Index({}, {}, {}, [], {}, {})
        self._known: dict[str, WordKeys] = {}
        self._irregular: dict[str, list[str]] = {}
        if lang == "de":
            for form, base in nouns().irregular.items():
                self._irregular.setdefault(base, []).append(form)

    def add(self, number: int, entry: TermEntry, text: str) -> None:
        words = [split_chain(word) for word in tokenise(text, self.lang).words]
        parts = [part for word in words for part in word]
        if not parts:
            return
        if len(parts) == 1:
            self._add_word(number, entry, parts[0])
            return
        if any(len(word) > 1 for word in words) or not (self.lang == "de" and parts[0][:1].islower()):
            self._add_joined(number, parts)
        for sequence in dict.fromkeys(_sequences(tuple(parts))):
            self._add_sequence(number, sequence)

    def _keys(self, word: str) -> WordKeys:
        keys = self._known.get(word)
        if keys is None:
            keys = self._known[word] = word_keys(word, self.lang)
            self._add_stems(keys.own, ANY_READING if word[:1].islower() else OWN)
            if keys.lowered != keys.own:
                self._add_stems(keys.lowered, LOWERED)
        return keys

    def _add_stems(self, keys: Iterable[str], reading: int) -> None:
        stems = self.index.stems
        for key in keys:
            for form in (key, *self._irregular.get(key, ())):
                stem = rough_stem(form)
                stems[stem] = stems.get(stem, 0) | reading

    def _add_word(self, number: int, entry: TermEntry, word: str) -> None:
        if entry.is_acronym:
            self._add_keys(self.index.upper, number, (fold(word), fold(word) + "s"))
            return
        keys = self._keys(word)
        if self.lang == "de" and word[:1].islower():
            self._add_keys(self.index.lower, number, keys.lowered)
            return
        self._add_keys(self.index.upper, number, keys.own)
        if self.lang == "de":
            self._add_keys(self.index.upper, number, _other_fugen(fold(word)))
        for head, tail in _open_spellings(fold(word), self.lang):
            self._add_sequence(number, (head, tail))

    def _add_joined(self, number: int, parts: list[str]) -> None:
        head = fold("".join(parts[:-1]))
        if len(head) + len(parts[-1]) > _LONGEST_JOINED:
            return
        keys = [head + key for key in self._keys(parts[-1]).own]
        if self.lang == "en":
            keys += [american(key) for key in keys]
        self._add_stems(keys, OWN)
        self._add_keys(self.index.upper, number, keys)

    @staticmethod
    def _add_keys(table: dict[str, list[int]], number: int, keys: Iterable[str]) -> None:
        for key in keys:
            numbers = table.setdefault(key, [])
            if number not in numbers[-1:]:
                numbers.append(number)

    def _add_sequence(self, number: int, words: tuple[str, ...]) -> None:
        firsts, seconds, *rest = [self._sequence_keys(word) for word in words]
        pattern = len(self.index.patterns)
        self.index.patterns.append([number, *rest])
        for first in firsts:
            table = self.index.first.setdefault(first, {})
            for second in seconds:
                table.setdefault(second, []).append(pattern)
        for keys in (seconds, *rest):
            for key in keys:
                self.index.later[key] = 1

    def _sequence_keys(self, word: str) -> list[str]:
        """The fewest keys that every form of the word shares: its lemmas, for a lower-case word also ``^`` + stem."""
        keys = self._keys(word)
        chosen = dict.fromkeys((keys.own[-1], keys.lowered[-1]))
        if self.lang == "de" and (word[:1].islower() or len(keys.own) == len(keys.lowered) == 1):
            chosen.setdefault(keys.loose[-1])
        return list(chosen)


def _sequences(parts: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The words of a term, and the spellings in which two neighbours are written as one."""
    yield parts
    if 2 < len(parts) <= 4:
        for place in range(len(parts) - 1):
            yield (*parts[:place], parts[place] + parts[place + 1].lower(), *parts[place + 2 :])


def _other_fugen(folded: str) -> Iterator[str]:
    """Schadenersatz ⇄ Schadensersatz: the linking s that another writer would leave out or put in."""
    for cut in range(4, len(folded) - 3):
        head, tail = folded[:cut], folded[cut:]
        if not is_part(tail):
            continue
        if head.endswith("s") and is_part(head[:-1]):
            yield head[:-1] + tail
        elif is_part(head):
            yield head + "s" + tail


def _open_spellings(folded: str, lang: str) -> Iterator[tuple[str, str]]:
    """Two words that a solid word may be written as: cyberwar → cyber war, Onlineplattform → Online Plattform."""
    if len(folded) < 6 or lang in SPACELESS_LANGUAGES:
        return
    for cut in range(3, len(folded) - 2):
        head, tail = folded[:cut], folded[cut:]
        if lang == "de" and cut > 3 and is_first_element(head) and is_part(tail):
            yield head.capitalize(), tail.capitalize()
        elif lang == "en" and _is_english_word(head) and _is_english_word(tail):
            yield head, tail


def _is_english_word(folded: str) -> bool:
    return is_first_element(folded) or lexicon.entry(folded, "en") == folded
