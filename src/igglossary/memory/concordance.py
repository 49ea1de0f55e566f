"""Concordance: every place where words, phrases, beginnings or inner parts of words stand in the memory, either side.

It asks the fuzzy index, which has the words of both sides, so that no second index is written (docs/memory.md).
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from igglossary.answers.memory import ConcordanceHit
from igglossary.memory.word_forms import WordForms, beginnings
from igglossary.store.contract.memory import Wanted, is_within
from igglossary.text.languages import primary
from igglossary.text.memory_tokens import NUMBER, SOURCE, Coder, comparable, key_of, token_spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from igglossary.store.contract.memory import Fetched, Memory
    from igglossary.store.contract.store import Store

_ITEM = re.compile(r'"([^"]*)"|[“„«»]([^”“»«]*)[”“»«]|(\S+)')
_FORMS_AT_ONCE = 24  # words that a beginning or inner part stands for, in one expression
_MOST_FORMS = 400  # the same for further beginnings and parts in one query
_AROUND = ".,;:!?()[]…„“”‚‘’«»\"'"
_SHORTEST_PART = 3  # letters of a word that is also looked for inside others


_WHOLE = ("exact", "form")
"""Kinds of items that are whole words."""
_Found = tuple[int, int, str, tuple[tuple[int, int], ...]]
"""(unit, side, text, spans) of one hit."""


class Item(NamedTuple):
    """One thing asked for: tokens in a row; ``kind``: ``exact`` or, of one token, ``prefix``, ``inside``, ``form``."""

    tokens: tuple[str, ...]
    kind: str = "exact"
    typed: str = ""
    """The word whose forms are meant, as it was typed."""
    forms: WordForms | None = None
    """Those in the language of the texts (``bound``)."""

    def fits(self, token: str) -> bool:
        """True if a token is what a one-token item asks for."""
        wanted = self.tokens[0]
        if self.forms is not None:
            return self.forms.has(token)
        if self.kind == "prefix":
            return token.startswith(wanted)
        return wanted in token if self.kind == "inside" else token == wanted


def search(
    store: Store, words: str, *, lang: str | None = None, limit: int = 100, exact: bool = True
) -> list[ConcordanceHit]:
    """The first hits by age of the unit. All words have to be on one side of the unit, in any order.

    ``word`` finds the word in any case, ``"two words"`` a phrase, ``word*`` a beginning, ``*part*`` an inner part.
    If a plain search finds nothing, its words are looked for inside longer ones, as in German compounds.

    Args:
        store: An open store.
        words: The query.
        lang: Only the sides in this language; None for all.
        limit: How many at most.
        exact: Words as they are typed; otherwise in all their forms, apart from phrases in quotation marks.
    """
    items = parse(words, exact=exact)
    hits = _search(store.memory, items, lang, limit)
    if not hits and all(len(item.tokens) == 1 for item in items):
        parts = [
            Item(item.tokens, "inside") if len(item.tokens[0]) >= _SHORTEST_PART and item.kind in _WHOLE else item
            for item in items
        ]
        if parts != items:
            hits = _search(store.memory, parts, lang, limit)
    return hits


def parse(words: str, *, exact: bool = True) -> list[Item]:
    """The items of a query; what has neither letter nor digit is left out."""
    items = []
    for match in _ITEM.finditer(words):
        bare = match.group(3)
        text = bare if bare is not None else match.group(1) or match.group(2) or ""
        tokens = tuple(token for _start, _end, token in token_spans(*comparable(text)))
        if not tokens:
            continue
        kind = "exact"
        if bare is not None and len(tokens) == 1:
            kind = "inside" if bare.startswith("*") else "prefix" if bare.endswith("*") else "exact"
        if kind == "exact" and not exact and bare is not None and len(tokens) == 1 and not tokens[0][0].isdigit():
            items.append(Item(tokens, "form", bare.strip(_AROUND)))
        else:
            items.append(Item(tokens, kind))
    return items


def bound(items: Sequence[Item], lang: str) -> list[Item]:
    """The items for texts in one language."""
    return [item._replace(forms=WordForms(item.typed, lang)) if item.kind == "form" else item for item in items]


def _search(memory: Memory, items: Sequence[Item], lang: str | None, limit: int) -> list[ConcordanceHit]:
    if not items:
        return []
    wanted = limit
    while True:
        found = _first_found(memory, items, lang, wanted)
        fetched = memory.fetch([unit for unit, _side, _text, _spans in found])
        kept = _one_a_place(found, fetched)
        if len(kept) >= limit or len(found) < wanted:
            return _hits(kept[:limit], fetched)
        wanted *= 2  # links were left out in favour of approved parts of them


def _first_found(memory: Memory, items: Sequence[Item], lang: str | None, limit: int) -> list[_Found]:
    """The first hits by age of the unit, on all sides and in all languages that are wanted."""
    wanted = [(one, side) for one, side in memory.languages() if lang is None or one == primary(lang)]
    languages = list(dict.fromkeys(one for one, _side in wanted))
    of_language = {one: bound(items, one) for one in languages}
    forms = [_words(memory, n, of_language) for n, item in enumerate(items) if item.kind != "exact"]
    sides = [_Side(of_language[one], one, side, [of_item[one] for of_item in forms]) for one, side in wanted]
    if not forms:
        return list(islice(_hits_of(memory, sides, 0), limit))  # they ascend, so no more than these are ever looked at
    for turn in range(max((len(side.turns) for side in sides), default=0)):
        open_ = [side for side in sides if len(side.found) < limit]
        for _hit in _hits_of(memory, open_, turn):  # which each side keeps
            if all(len(side.found) >= limit for side in open_):
                break
    return sorted(hit for side in sides for hit in side.found[:limit])[:limit]


def _words(memory: Memory, number: int, items: Mapping[str, Sequence[Item]]) -> Mapping[str, list[str]]:
    """The words of each language that a beginning, an inner part or a form stands for; ``number`` is the item's."""
    languages = list(items)
    for item in (some[number] for some in items.values()):
        if item.kind != "form":
            return memory.words_like(languages, **{item.kind: item.tokens[0]})
    typed = next((some[number].typed for some in items.values()), "")
    listed = [memory.words_like(languages, prefix=beginning) for beginning in beginnings(typed)]
    return {
        lang: [word for words in listed for word in words[lang] if some[number].fits(word)]
        for lang, some in items.items()
    }


def _hits_of(memory: Memory, sides: Sequence[_Side], turn: int) -> Iterator[_Found]:
    """The hits of some sides by ascending unit, of one part of the words that are wanted."""
    asked = [side for side in sides if turn < len(side.turns)]
    for unit, number, text in memory.texts([side.turns[turn] for side in asked]):
        hit = asked[number].hit(unit, text)
        if hit is not None:
            yield hit


def _one_a_place(found: list[_Found], fetched: Fetched) -> list[_Found]:
    """The hits without links of which an approved part is a hit as well."""
    rows = fetched.rows
    linked = [unit for unit, row in rows.items() if row.is_link]
    if not linked:
        return found
    above = fetched.wholes(linked)
    approved = [unit for unit in linked if rows[unit].status == "approved"]
    worse = {
        unit
        for unit in linked
        if rows[unit].status != "approved" and any(is_within(above, part, unit) for part in approved)
    }
    return [hit for hit in found if hit[0] not in worse]


def _hits(found: list[_Found], fetched: Fetched) -> list[ConcordanceHit]:
    places = fetched.places([hit[0] for hit in found])
    hits = []
    for unit, side, text, spans in found:
        row = fetched.rows[unit]
        here, there, other = row.source_lang, row.target_lang, row.target
        if side != SOURCE:
            here, there, other = row.target_lang, row.source_lang, row.source
        hits.append(
            ConcordanceHit(unit, here, text, spans, there, other, row.relation, row.status, tuple(places[unit]))
        )
    return hits


class _Side:
    """What is wanted of one side in one language: what the store is asked, and what of its answers is a hit."""

    def __init__(self, items: Sequence[Item], lang: str, side: int, forms: Sequence[list[str]]) -> None:
        """``forms`` are the words that each item stands for which is a beginning or an inner part."""
        self.found: list[_Found] = []
        self._side = side
        self._items = items
        self._needles = {token for item in items if item.kind != "form" for token in item.tokens}
        self._seen: set[int] = set()
        self.turns = list(self._turns(Coder(lang, side), sorted(forms, key=len))) if all(forms) else []

    def _turns(self, coder: Coder, forms: Sequence[list[str]]) -> Iterator[Wanted]:
        """What the store is asked, a part of the words of the most frequent item at a time."""
        exact = [item for item in self._items if item.kind == "exact"]
        runs = tuple(key_of(coder[token] for token in item.tokens) for item in exact if len(item.tokens) > 1)
        codes = {coder.code(NUMBER + token if token[0].isdigit() else token) for item in exact for token in item.tokens}
        always: list[tuple[str, ...]] = [(code,) for code in sorted(codes)]
        always += [tuple(coder.code(form) for form in some[:_MOST_FORMS]) for some in forms[:-1]]
        most = forms[-1] if forms else []
        for start in range(0, max(1, len(most)), _FORMS_AT_ONCE):
            some = tuple(coder.code(form) for form in most[start : start + _FORMS_AT_ONCE])
            yield Wanted(self._side, (*always, some) if some else tuple(always), runs)

    def hit(self, unit: int, text: str) -> _Found | None:
        """The hit that a text is; None for another word with the same code, and for a unit that was a hit before."""
        shown, folded = comparable(text)
        if unit in self._seen or not all(needle in folded for needle in self._needles):
            return None
        spans = spans_of_all(self._items, token_spans(shown, folded))
        if not spans:
            return None
        self._seen.add(unit)
        found = unit, self._side, shown, spans
        self.found.append(found)
        return found


def spans_of_all(items: Sequence[Item], tokens: Sequence[tuple[int, int, str]]) -> tuple[tuple[int, int], ...]:
    """Where the items stand, in their order in the text; () if one stands nowhere."""
    spans = [_spans(item, tokens) for item in items]
    return tuple(sorted({span for of_item in spans for span in of_item})) if all(spans) else ()


def _spans(item: Item, tokens: Sequence[tuple[int, int, str]]) -> list[tuple[int, int]]:
    """Where an item stands among the tokens of a text."""
    if len(item.tokens) > 1:
        size = len(item.tokens)
        return [
            (tokens[n][0], tokens[n + size - 1][1])
            for n in range(len(tokens) - size + 1)
            if all(tokens[n + k][2] == item.tokens[k] for k in range(size))
        ]
    found = []
    for start, end, token in tokens:
        if item.fits(token):
            if (
                item.kind not in _WHOLE and len(token) == end - start
            ):  # folding has kept the length: show the part itself
                part = start + token.index(item.tokens[0])
                found.append((part, part + len(item.tokens[0])))
            else:
                found.append((start, end))
    return found
