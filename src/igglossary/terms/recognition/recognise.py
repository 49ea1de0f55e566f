"""Find the terms of a compiled term base in running text, in every form that they take.

Words are split at C speed and looked up by their form (``word_types``); terms of several words are followed from their
first word on. A term crosses only the punctuation that it has itself, and no blank line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import product
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from igglossary.terms.recognition.abbreviations import with_explained_senses
from igglossary.terms.recognition.entries import TermHit
from igglossary.terms.recognition.word_types import is_case_right, match_kind
from igglossary.text.fold import fold
from igglossary.text.languages import primary
from igglossary.text.markup import without_markup
from igglossary.text.tokens import Tokens, gap_mark, split_chain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from igglossary.languages.record import Language
    from igglossary.terms.recognition.compiled import CompiledTermBase
    from igglossary.terms.recognition.word_types import WordType

_BLOCK = 200_000  # characters worked on at once: bounds the memory of a long text
# Patterns that begin with a sign are searched for at C speed.
_SUSPENDED = re.compile(
    "[\\-\u2010\u2011](?<=[^\\W_].) *(?:[,/]|\\s(?:und|oder|sowie|bzw|beziehungsweise|wie|als|and|or)\\b)"
)
_OPTIONAL = re.compile("\\((?=[^\\W_]+[\\-\u2010\u2011]?\\)[^\\W_])")  # the bracket of "(Cyber-)Sicherheit"
_RESUMED = re.compile("[\\-\u2010\u2011](?<=\\s.)(?=[^\\W_])")
_BEFORE_RESUMED = re.compile(r"(?:,|\s(?:und|oder|sowie|bzw\.?))\s+\Z")
_MAY_BE_ELLIPSIS = re.compile("[\\-\u2010\u2011][\\s/)]|\\s[\\-\u2010\u2011]|\\w\\)\\w")
_SENTENCE_END = re.compile(r"[.;:!?]|\n\s*\n")
_HYPHENS = ("-", "\u2010", "\u2011")
_MOST_SUSPENDED = 4
_SHORTEST_TAIL = 4
_LOOK_BACK = 24
_LONGEST_LETTER = 2  # C, C#: names of languages
_BETWEEN = frozenset({"beziehungsweise", "wie", "als", "auch"})
"""They may stand beside a conjunction between suspended words."""


class _Found(NamedTuple):
    first: int
    last: int
    """Number of the last word, inclusive."""
    entry: int
    match: str
    is_nested: bool


def recognise(text: str, lang: str, base: CompiledTermBase, *, nested: bool = False) -> list[TermHit]:
    """All terms in a text, ordered by start, longer ones first; several concepts with one term give a hit each.

    ``lang`` is the text's BCP 47 tag. Without ``nested`` a term that lies inside a longer one is left out.

    Raises:
        ValueError: the term base was compiled for another language.
    """
    language = primary(lang)
    if language != base.lang:
        raise ValueError((lang, base.language))
    hits: list[TermHit] = []
    for start, end in _blocks(text):
        block = text if end - start == len(text) else text[start:end]
        hits += _recognise_block(block, start, base, nested)
    return with_explained_senses(text, hits)


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of the text of bounded length, cut at a blank line, else after a full stop, else at white space."""
    start = 0
    while len(text) - start > _BLOCK:
        limit = start + _BLOCK
        for mark in ("\n\n", ". ", "\n", " "):
            cut = text.rfind(mark, start + _BLOCK // 2, limit)
            if cut > 0:
                limit = cut + len(mark)
                break
        yield start, limit
        start = limit
    yield start, len(text)


def _recognise_block(text: str, offset: int, base: CompiledTermBase, nested: bool) -> list[TermHit]:
    tokens = base.language.tokenise(without_markup(text))
    found = _scan(text, tokens, base)
    if base.language.has_compounds and _MAY_BE_ELLIPSIS.search(text) is not None:
        found += _uncovered(_ellipses(text, tokens, base), found)
    ends = tokens.ends
    entries = base.entries
    hits = []
    for first, last, number, match, is_nested in found:
        if is_nested and not nested:
            continue
        place = _with_signs(text, ends[2 * first], ends[2 * last + 1], base.symbols.get(number))
        if place is None:
            continue
        start, end = place
        entry = entries[number]
        surface = text[start:end]
        kind = "exact" if surface == entry.text else match
        hits.append(
            TermHit(offset + start, offset + end, surface, entry.concept, entry.text, kind, is_nested, entry),
        )
    hits.sort(key=lambda hit: (hit.start, -hit.end, hit.is_nested, hit.match != "exact"))
    return hits


def _with_signs(text: str, start: int, end: int, signs: tuple[str, str] | None) -> tuple[int, int] | None:
    """The place of a hit with the signs that its term has; None if they are not there, or belong to another term.

    Vitamin C is not C++, nor is C++ C.
    """
    if signs is None:
        return None if end - start <= _LONGEST_LETTER and text.startswith(("+", "#"), end) else (start, end)
    before, after = signs
    begin = start - len(before)
    is_there = begin >= 0 and text.startswith(before, begin) and text.startswith(after, end)
    if not is_there or (before and begin and text[begin - 1].isalnum()):
        return None
    return begin, end + len(after)


def _scan(text: str, tokens: Tokens, base: CompiledTermBase) -> list[_Found]:
    """The hits of single words and of word sequences; nested is what a sequence or a larger part covers."""
    types = [*map(base.types.__getitem__, tokens.words)]
    types.append(None)
    found: list[_Found] = []
    covered = -1
    for place, info in enumerate(types):
        if info is None:
            continue
        hits, tables, _ = info
        if tables:
            sequences = _sequences(text, tokens, types, place, base)
            if sequences:
                longest = max(last for last, _, _ in sequences)
                for last, entry, match in sequences:
                    found.append(_Found(place, last, entry, match, place <= covered or last < longest))
                covered = max(covered, longest)
        for entry, match, is_nested in hits:
            found.append(_Found(place, place, entry, match, is_nested or place <= covered))
    return found


def _sequences(
    text: str,
    tokens: Tokens,
    types: list[WordType],
    place: int,
    base: CompiledTermBase,
) -> list[tuple[int, int, str]]:
    """The terms of several words that begin at a word: last word, entry, match kind."""
    found = []
    follower = place + 1
    if types[follower] is not None:
        for entry, last in _follow(types, tokens, place, follower, base).items():
            surface = text[tokens.ends[2 * place] : tokens.ends[2 * last + 1]]
            if is_case_right(base.entries[entry], surface):
                found.append((last, entry, match_kind(surface, base.entries[entry].text, base.language)))
    if _may_skip(tokens, types, follower, base.language):
        later = _follow(types, tokens, place, follower + 2, base)
        found += [(last, entry, "ellipsis") for entry, last in later.items()]
    return found


def _may_skip(tokens: Tokens, types: list[WordType], place: int, record: Language) -> bool:
    """True for a conjunction and the second adjective of "internationale und regionale Organisationen"."""
    if place + 2 >= len(types) or tokens.words[place] not in record.conjunctions or types[place + 2] is None:
        return False
    skipped, gaps = tokens.words[place + 1], tokens.gaps[place : place + 3]
    return skipped.islower() and skipped not in record.determiners and all(gap_mark(gap) == "" for gap in gaps)


def _follow(
    types: list[WordType],
    tokens: Tokens,
    first: int,
    second: int,
    base: CompiledTermBase,
) -> dict[int, int]:
    """Entries whose first word is at ``first`` and whose second is at ``second`` → their last word."""
    tables, keys = types[first][1], types[second][2]  # type: ignore[index]  # the caller saw that neither is None
    found: dict[int, int] = {}
    mark = gap_mark(tokens.gaps[second]) if keys else None
    if mark is None:
        return found
    if mark:
        keys = [mark + key for key in keys]
    for table, key in product(tables, keys):
        for pattern in table.get(key, ()):
            entry, *rest = base.index.patterns[pattern]
            if entry not in found and (not rest or _fits(types, tokens, second + 1, rest)):
                found[entry] = second + len(rest)
    return found


def _fits(types: list[WordType], tokens: Tokens, place: int, rest: list[list[str]]) -> bool:
    """True if the words from ``place`` on have the keys of the rest of a pattern."""
    if place + len(rest) >= len(types):
        return False
    for keys in rest:
        info = types[place]
        mark = gap_mark(tokens.gaps[place]) if info is not None else None
        if info is None or mark is None or not any(mark + key in keys for key in info[2]):
            return False
        place += 1
    return True


def _ellipses(text: str, tokens: Tokens, base: CompiledTermBase) -> list[_Found]:
    """Terms without a word of their own: "Cyber- und Netzpolitik", "Netzsicherheit und -politik", "(Netz-)Politik"."""
    starts = tokens.ends[::2]
    places = (
        *_suspended(text, tokens, starts, base.language),
        *_resumed(text, tokens, starts, base.language),
        *_optional(text, tokens, starts),
    )
    return [one for first, last, words, whole in places for one in _completed(base, first, last, words, whole)]


_Completion: TypeAlias = tuple[int, int, list[str], str]
"""First and last word of the place, the words that may be meant, the word that is written whole."""


def _suspended(text: str, tokens: Tokens, starts: Sequence[int], record: Language) -> Iterator[_Completion]:
    """Cyber- und Netzpolitik."""
    for match in _SUSPENDED.finditer(text):
        first = bisect_right(starts, match.start()) - 1
        last = _resuming_word(tokens, first, record)
        if last is not None:
            head, whole = tokens.words[first], tokens.words[last]
            yield first, last, [head + tail for tail in _tails(head, whole, record)], whole


def _resumed(text: str, tokens: Tokens, starts: Sequence[int], record: Language) -> Iterator[_Completion]:
    """Netzsicherheit und -politik."""
    for match in _RESUMED.finditer(text):
        last = bisect_right(starts, match.end()) - 1
        first = last - 2 if tokens.words[last - 1] in record.conjunctions else last - 1
        is_resumed = _BEFORE_RESUMED.search(text, max(0, match.start() - _LOOK_BACK), match.start())
        if first >= 0 and is_resumed and starts[last] == match.end():
            whole, tail = tokens.words[first], tokens.words[last].lower()
            yield first, last, [head + tail for head in _heads(whole, record)], whole


def _optional(text: str, tokens: Tokens, starts: Sequence[int]) -> Iterator[_Completion]:
    """(Netz-)Politik; but Expert(inn)en is one word."""
    for match in _OPTIONAL.finditer(text):
        first = bisect_right(starts, match.end()) - 1
        if starts[first] == match.end() and first + 1 < len(tokens.words):
            whole = tokens.words[first + 1]
            yield first, first + 1, [tokens.words[first] + whole.lower()], whole


def _uncovered(ellipses: list[_Found], found: list[_Found]) -> list[_Found]:
    """The ellipses, marked as nested where a term with the suspended hyphen in it covers them."""
    spans = [(one.first, one.last) for one in found if one.last > one.first] if ellipses else []
    return [
        one._replace(is_nested=one.is_nested or any(first <= one.first and one.last <= last for first, last in spans))
        for one in ellipses
    ]


def _resuming_word(tokens: Tokens, first: int, record: Language) -> int | None:
    """The word that completes a suspended one, past further suspended ones and a conjunction."""
    for place in range(first + 1, min(first + 2 * _MOST_SUSPENDED, len(tokens.words))):
        gap = tokens.gaps[place + 1]
        if tokens.words[place] in _BETWEEN | record.conjunctions or gap[:1] in _HYPHENS:
            continue
        before = tokens.gaps[place].lstrip(".") if tokens.words[place - 1] == "bzw" else tokens.gaps[place]
        return place if _SENTENCE_END.search(before) is None else None
    return None


def _completed(base: CompiledTermBase, first: int, last: int, words: list[str], whole: str) -> list[_Found]:
    """Hits of the completed words, without those that the written word has by itself."""
    written = _entries_of(base, whole)
    hits = {entry: is_nested for word in words for entry, _, is_nested in base.types.hits_of(word)}
    return [
        _Found(first, last, entry, "ellipsis", is_nested) for entry, is_nested in hits.items() if entry not in written
    ]


def _entries_of(base: CompiledTermBase, word: str) -> set[int]:
    info = base.types[word]
    return set() if info is None else {hit[0] for hit in info[0]}


def _tails(head: str, word: str, record: Language) -> list[str]:
    """The ends of a word that may complete another: Informationssicherheit → sicherheit, Ent|schlüsselung."""
    solid, folded = _solid(word)
    if fold(head) in record.prefixes:
        found = [folded.removeprefix(prefix) for prefix in record.prefixes if folded.startswith(prefix)]
        return [tail for tail in found if len(tail) >= _SHORTEST_TAIL]
    return [folded[cut:] for cut in record.boundaries(folded)] + [part.lower() for part in solid[1:]]


def _heads(word: str, record: Language) -> list[str]:
    """The beginnings of a compound that another end may complete: Netzsicherheit → Netz."""
    solid, folded = _solid(word)
    capital = folded[:1].upper() + folded[1:] if word[:1].isupper() else folded
    return [capital[:cut] for cut in record.boundaries(folded)] + solid[:-1]


def _solid(word: str) -> tuple[list[str], str]:
    parts = split_chain(word)
    return parts, fold("".join(parts))
