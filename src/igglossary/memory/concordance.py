"""Concordance: every place where words, phrases, beginnings or inner parts of words stand in the memory, either side.

It asks the fuzzy index, which has the words of both sides, so that no second index is written (docs/memory.md).
"""

from __future__ import annotations

import re
from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from igglossary.answers.memory import ConcordanceHit
from igglossary.store.contract.memory import is_within
from igglossary.text.languages import primary
from igglossary.text.memory_tokens import NUMBER, SOURCE, Coder, comparable, key_of, token_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from igglossary.store.contract.memory import Memory, UnitRow
    from igglossary.store.contract.store import Store

_ITEM = re.compile(r'"([^"]*)"|[“„«»]([^”“»«]*)[”“»«]|(\S+)')
_FORMS_AT_ONCE = 24  # words that a beginning or inner part stands for, in one expression
_MOST_FORMS = 400  # the same for further beginnings and parts in one query
_SHORTEST_PART = 3  # letters of a word that is also looked for inside others


_Found = tuple[int, int, str, tuple[tuple[int, int], ...]]
"""(unit, side, text, spans) of one hit."""


class Item(NamedTuple):
    """One thing asked for: tokens in a row; ``kind`` is ``exact``, or ``prefix`` or ``inside`` with one token."""

    tokens: tuple[str, ...]
    kind: str = "exact"

    def fits(self, token: str) -> bool:
        """True if a token is what a one-token item asks for."""
        wanted = self.tokens[0]
        if self.kind == "prefix":
            return token.startswith(wanted)
        return wanted in token if self.kind == "inside" else token == wanted


def search(store: Store, words: str, *, lang: str | None = None, limit: int = 100) -> list[ConcordanceHit]:
    """The first hits by age of the unit. All words have to be on one side of the unit, in any order.

    ``word`` finds the word in any case, ``"two words"`` a phrase, ``word*`` a beginning, ``*part*`` an inner part.
    If a plain search finds nothing, its words are looked for inside longer ones, as in German compounds.

    Args:
        store: An open store.
        words: The query.
        lang: Only the sides in this language; None for all.
        limit: How many at most.
    """
    items = parse(words)
    hits = _search(store.memory, items, lang, limit)
    if not hits and all(len(item.tokens) == 1 for item in items):
        parts = [
            item._replace(kind="inside") if len(item.tokens[0]) >= _SHORTEST_PART and item.kind == "exact" else item
            for item in items
        ]
        if parts != items:
            hits = _search(store.memory, parts, lang, limit)
    return hits


def parse(words: str) -> list[Item]:
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
        items.append(Item(tokens, kind))
    return items


def _search(memory: Memory, items: Sequence[Item], lang: str | None, limit: int) -> list[ConcordanceHit]:
    if not items:
        return []
    wanted = limit
    while True:
        found = _first_found(memory, items, lang, wanted)
        rows = memory.units([unit for unit, _side, _text, _spans in found])
        kept = _one_a_place(memory, found, rows)
        if len(kept) >= limit or len(found) < wanted:
            return _hits(memory, kept[:limit], rows)
        wanted *= 2  # links were left out in favour of approved parts of them


def _first_found(memory: Memory, items: Sequence[Item], lang: str | None, limit: int) -> list[_Found]:
    sides = [
        _side(memory, items, language, side)
        for language, side in memory.languages()
        if lang is None or language == primary(lang)
    ]
    if all(item.kind == "exact" for item in items):
        return list(islice(merge(*sides), limit))  # each ascends, so no more than these are ever looked at
    return sorted(hit for side in sides for hit in islice(side, limit))[:limit]


def _one_a_place(memory: Memory, found: list[_Found], rows: Mapping[int, UnitRow]) -> list[_Found]:
    """The hits without links of which an approved part is a hit as well."""
    linked = [unit for unit, row in rows.items() if row.is_link]
    if not linked:
        return found
    above = memory.wholes(linked)
    approved = [unit for unit in linked if rows[unit].status == "approved"]
    worse = {
        unit
        for unit in linked
        if rows[unit].status != "approved" and any(is_within(above, part, unit) for part in approved)
    }
    return [hit for hit in found if hit[0] not in worse]


def _hits(memory: Memory, found: list[_Found], rows: Mapping[int, UnitRow]) -> list[ConcordanceHit]:
    places = memory.places([hit[0] for hit in found])
    hits = []
    for unit, side, text, spans in found:
        row = rows[unit]
        here, there, other = row.source_lang, row.target_lang, row.target
        if side != SOURCE:
            here, there, other = row.target_lang, row.source_lang, row.source
        hits.append(
            ConcordanceHit(unit, here, text, spans, there, other, row.relation, row.status, tuple(places[unit]))
        )
    return hits


def _side(memory: Memory, items: Sequence[Item], lang: str, side: int) -> Iterator[_Found]:
    """(unit, side, text, spans) of the hits on one side in one language; by ascending unit if all items are exact."""
    forms = sorted((_forms(memory, item, lang) for item in items if item.kind != "exact"), key=len)
    if not all(forms):
        return
    needles = {token for item in items for token in item.tokens}
    seen: set[int] = set()
    for unit, text in _candidates(memory, Coder(lang, side), side, items, forms):
        shown, folded = comparable(text)
        if unit in seen or not all(needle in folded for needle in needles):
            continue  # another word with the same code
        if spans := _spans_of_all(items, token_spans(shown, folded)):
            seen.add(unit)
            yield unit, side, shown, spans


def _candidates(
    memory: Memory, coder: Coder, side: int, items: Sequence[Item], forms: Sequence[Sequence[str]]
) -> Iterator[tuple[int, str]]:
    """(unit, text) of the units that may have all items, perhaps twice; ``forms`` of the inexact ones, fewest first."""
    exact = [item for item in items if item.kind == "exact"]
    always: list[tuple[str, ...]] = [(code,) for code in _codes(coder, exact)]
    always += [tuple(coder.code(form) for form in some[:_MOST_FORMS]) for some in forms[:-1]]
    key_runs = _key_runs(coder, exact)
    most = forms[-1] if forms else []
    for start in range(0, max(1, len(most)), _FORMS_AT_ONCE):
        some = tuple(coder.code(form) for form in most[start : start + _FORMS_AT_ONCE])
        yield from memory.texts(side, (*always, some) if some else tuple(always), key_runs)


def _codes(coder: Coder, exact: Iterable[Item]) -> list[str]:
    """The codes that a unit must have, each once."""
    return sorted(
        {coder.code(NUMBER + token if token[0].isdigit() else token) for item in exact for token in item.tokens}
    )


def _key_runs(coder: Coder, exact: Iterable[Item]) -> list[str]:
    """What the key of a unit must contain, for phrases."""
    return [key_of(coder[token] for token in item.tokens) for item in exact if len(item.tokens) > 1]


def _spans_of_all(items: Sequence[Item], tokens: list[tuple[int, int, str]]) -> tuple[tuple[int, int], ...]:
    """Where the items stand, in their order in the text; () if one stands nowhere."""
    spans = [_spans(item, tokens) for item in items]
    return tuple(sorted({span for of_item in spans for span in of_item})) if all(spans) else ()


def _forms(memory: Memory, item: Item, lang: str) -> list[str]:
    """The words of a language that a beginning or an inner part stands for."""
    wanted = item.tokens[0]
    return memory.words_like(lang, **{item.kind: wanted})


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
            if item.kind != "exact" and len(token) == end - start:  # folding has kept the length: show the part itself
                part = start + token.index(item.tokens[0])
                found.append((part, part + len(item.tokens[0])))
            else:
                found.append((start, end))
    return found
