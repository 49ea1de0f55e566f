"""``lookup``: terminology questions, answered from the form table; morphology and fuzziness load only on a miss."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from igglossary.answers.terms import TermAnswer, TermHit, Translation
from igglossary.languages.keys import query_keys, worse_kind
from igglossary.text.fold import key
from igglossary.text.languages import is_same_language, primary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from igglossary.store.contract import Found, TermRow
    from igglossary.store.contract.store import Store

SCORES = {"exact": 1.0, "inflected": 0.95, "variant": 0.9, "compound": 0.8, "part": 0.7}
_DIRECT = ("exact", "inflected", "variant")
MAIN_LANGUAGES = ("de", "en")
"""The pair that is looked up; terms in others are shown after these, or where they are asked for."""
_AVOIDED = ("deprecated", "superseded", "forbidden")
"""What is worth telling without a translation: the term that was asked for, and that it is none to use."""
MAX_HITS = 10
MAX_MEMORY = 5
_MIN_PART = 5  # letters: shorter stretches stand in unrelated words (Rat in Apparat)
_MIN_REST = 3
_MIN_PHRASE = 3  # words
_MIN_PHRASE_SCORE = 40  # with penalties; _NEAR is without
_NEAR = 70
# What makes another word of it instead of a compound: Ver|ordnung, Mit|arbeit.
_PREFIX = (
    "(?:ver|ent|zer|emp)$|(?:^|[ -])(?:ab|an|auf|aus|be|bei|durch|ein|er|gegen|ge|her|hin|miss|mit|nach|ueber|um|un|"
    "unter|ur|vor|wider|wieder|zu|zusammen)$"
)


def look_up(store: Store, query: str, *, lang: str | None = None, to: str | None = None) -> TermAnswer:
    """The answer to a query, without definitions (``with_details``) and segments of the memory (``with_memory``).

    Hits are ordered: exact, inflected, variant; then terms that contain the query; only if there is none of these:
    phrases of the memory that are nearly the query, terms that it contains, and misspelt ones. ``lang`` restricts the
    language of what is found, ``to`` that of its translations.
    """
    asked = dict(reversed(query_keys(query)))  # the first, best kind wins
    part = key(query)
    rows = store.terms.find(list(asked), part if len(part) >= _MIN_PART else "")
    found = _direct(rows, asked, query, lang)
    taken = {row.entry for row, _match, _score in found}
    found += [hit for hit in _containing(rows, part, lang, is_checked=not found) if hit[0].entry not in taken]
    phrases = [] if found else _phrases(store, query, lang)
    if not found:
        found = _search(store, query, lang)
    found = found[: 3 * MAX_HITS]  # a concept is read in several languages at most
    known = store.terms.designations(list(dict.fromkeys(row.entry for row, _match, _score in found))) if found else {}
    read = _readings([_hit(row, known.get(row.entry, ()), match, score) for row, match, score in found])
    hits = [*phrases, *read][:MAX_HITS]
    if to is not None:
        hits = [hit._replace(translations=in_language(hit.translations, to)) for hit in hits]
    hits = _telling(hits)
    return TermAnswer(query, lang or (hits[0].lang if hits else None), tuple(_with_subjects(store, hits)))


def _telling(hits: list[TermHit]) -> list[TermHit]:
    """Hits with translations, and of those without the ones that are what was asked, if the concept has no other."""
    answered = {hit.concept for hit in hits if hit.translations}
    return [
        hit
        for hit in hits
        if hit.translations or (hit.concept not in answered and (hit.match in _DIRECT or hit.status in _AVOIDED))
    ]


def _with_subjects(store: Store, hits: list[TermHit]) -> list[TermHit]:
    """The hits; of a term that stands for two concepts each says what field it belongs to."""
    bearers: dict[tuple[str, str], set[str]] = {}
    for hit in hits:
        bearers.setdefault((hit.lang, hit.term.casefold()), set()).add(hit.concept)
    shared = {concept for some in bearers.values() if len(some) > 1 for concept in some}
    if not shared:
        return hits
    subjects = store.terms.subjects(sorted(shared))
    return [
        hit._replace(subject=subjects.get(hit.concept)) if len(bearers[hit.lang, hit.term.casefold()]) > 1 else hit
        for hit in hits
    ]


def translations(rows: Iterable[TermRow], lang: str) -> list[Translation]:
    """The good designations of a concept or candidate in other languages than ``lang``, German and English first."""
    found = [
        Translation(row.lang, row.text, _status(row))
        for row in rows
        if not is_same_language(row.lang, lang) and _status(row) not in _AVOIDED
    ]
    return sorted(found, key=lambda one: primary(one.lang) not in MAIN_LANGUAGES)


def in_language(translations: tuple[Translation, ...], lang: str) -> tuple[Translation, ...]:
    """Those of one language."""
    return tuple(one for one in translations if is_same_language(one.lang, lang))


def with_memory(store: Store, answer: TermAnswer) -> TermAnswer:
    """The answer with segments of the memory in which the query stands, as a second section."""
    from igglossary.memory.concordance import search as search_memory  # only on request: as dear as the rest

    if store.memory.is_empty():
        return answer
    query = answer.query.replace('"', " ")
    found = search_memory(store, f'"{query}"', lang=answer.language, limit=MAX_MEMORY)
    return answer._replace(memory=tuple(found))


def _direct(found: Found, asked: dict[str, str], query: str, lang: str | None) -> list[tuple[TermRow, str, float]]:
    """Terms that have one of the query's keys, the best kind of match of each concept or candidate and language."""
    best: dict[tuple[str, str], tuple[TermRow, str, float]] = {}
    for row in found.direct:
        if lang is not None and not is_same_language(row.lang, lang):
            continue
        match = worse_kind(asked[row.key], row.match)
        score = SCORES[match]
        known = best.get((row.entry, row.lang))
        if known is None or (score, _is_spelt_like(row, query)) > (known[2], _is_spelt_like(known[0], query)):
            best[row.entry, row.lang] = (row, match, score)
    order: dict[str, int] = {}  # of the concepts; that of the store
    for entry, _lang in best:
        order.setdefault(entry, len(order))
    ranked = sorted(
        best.values(),
        key=lambda hit: (-hit[2], hit[0].pair is not None, order[hit[0].entry], not _is_spelt_like(hit[0], query)),
    )
    return [hit for place, hit in enumerate(ranked) if not _is_surpassed(hit, ranked[:place])]


def _is_surpassed(hit: tuple[TermRow, str, float], better: list[tuple[TermRow, str, float]]) -> bool:
    """True if another language has the concept's term under a key that fits better, or spells it otherwise."""
    return any(
        other[0].entry == hit[0].entry and (other[2] > hit[2] or key(other[0].text) != key(hit[0].text))
        for other in better
    )


def _readings(hits: list[TermHit]) -> list[TermHit]:
    """The hits; a concept whose term is spelt the same in two languages is read in either, if the second says more.

    *WSIS* is asked for its English and for its German name; *Internet* is *Internet* in both.
    """
    seen: set[str] = set()
    kept = []
    for hit in hits:
        is_second = hit.concept in seen
        seen.add(hit.concept)
        wanted = [one.term.casefold() for one in hit.translations if primary(one.lang) in MAIN_LANGUAGES]
        says_more = primary(hit.lang) in MAIN_LANGUAGES and any(term != hit.term.casefold() for term in wanted)
        if not is_second or says_more:
            kept.append(hit)
    return kept


def _is_spelt_like(row: TermRow, query: str) -> bool:
    """True if both begin in the same case: a query in lower case means English e-commerce, not German E-Commerce."""
    return row.text[:1].isupper() == query[:1].isupper()


def _containing(rows: Found, part: str, lang: str | None, *, is_checked: bool) -> list[tuple[TermRow, str, float]]:
    """Terms that contain the whole query as words, or as the first or last part of a word; often seen ones first.

    ``is_checked`` asks the lexicon whether a word is a compound with that part; where there are direct hits the time
    for that is not spent.
    """
    found: dict[str, tuple[TermRow, str, float]] = {}
    for row in rows.containing:
        if lang is not None and not is_same_language(row.lang, lang):
            continue
        if row.folded == part or row.entry in found:
            continue
        around = _words_around(part, row.folded)
        if part not in around and is_checked:
            around = [word for word in around if _is_true_part(part, word, row.lang)]
        if around:
            match = "compound" if " " not in row.folded else "part"
            found[row.entry] = (row, match, round(SCORES[match] * len(part) / len(row.folded), 3))
    return sorted(found.values(), key=lambda hit: (-rows.seen.get(hit[0].entry, 0), hit[1] != "compound", -hit[2]))


def _words_around(part: str, folded: str) -> list[str]:
    """The words of a term in which a part stands; the part itself if it stands in the term as words of its own."""
    around = []
    for place in re.finditer(re.escape(part), folded):
        before, after = folded[: place.start()], folded[place.end() :]
        starts, ends = not before or before[-1] in " -", not after or after[0] in " -"
        head, tail = re.split("[ -]", before)[-1], re.split("[ -]", after)[0]
        if starts and ends:
            around.append(part)
        elif (starts or ends) and len(head + tail) >= _MIN_REST and " " not in part and not re.search(_PREFIX, before):
            around.append(head + part + tail)
    return around


def _is_true_part(part: str, word: str, lang: str) -> bool:
    from igglossary.terms.search import is_true_part  # the lexicon: only where a miss is possible

    return is_true_part(part, word, lang)


def _phrases(store: Store, query: str, lang: str | None) -> list[TermHit]:
    """Phrases of the memory that are nearly the query, as hits: many good answers were never made a term."""
    if len(query.split()) < _MIN_PHRASE or store.memory.is_empty():
        return []
    from igglossary.memory.lookup import find_matches  # rapidfuzz: only for phrases that are no term

    hits: dict[int, TermHit] = {}
    for source, target in (("de", "en"), ("en", "de")):
        if lang is None or is_same_language(lang, source):
            for match in find_matches(
                store, query, source_lang=source, target_lang=target, threshold=_MIN_PHRASE_SCORE
            ):
                if match.text_score >= _NEAR and match.unit not in hits:
                    hits[match.unit] = TermHit(
                        f"unit-{match.unit}",
                        match.source,
                        match.source_lang,
                        match.status,
                        "exact" if match.text_score == 100 else "fuzzy",
                        match.text_score / 100,
                        (Translation(match.target_lang, match.target, match.status),),
                        provenance=match.provenance,
                    )
    return sorted(hits.values(), key=lambda hit: -hit.score)


def _search(store: Store, query: str, lang: str | None) -> list[tuple[TermRow, str, float]]:
    from igglossary.terms.search import search  # rapidfuzz and the lexicon: only after a miss

    vocabulary = store.terms.vocabulary()
    if lang is not None:
        vocabulary = [item for item in vocabulary if is_same_language(item[2], lang)]
    found = search(query, vocabulary, limit=3 * MAX_HITS)
    by_id = store.terms.terms([term for term, _match, _score in found])
    best: dict[str, tuple[TermRow, str, float]] = {}
    for term, match, score in found:
        best.setdefault(by_id[term].entry, (by_id[term], match, score))
    return list(best.values())


def _hit(row: TermRow, known: Sequence[TermRow], match: str, score: float) -> TermHit:
    """A hit; ``known`` are all designations of its concept or candidate."""
    status = _status(row)
    preferred = tuple(
        other.text
        for other in known
        if status in _AVOIDED and other.lang == row.lang and other.id != row.id and _status(other) == "preferred"
    )
    return TermHit(row.entry, row.text, row.lang, status, match, score, tuple(translations(known, row.lang)), preferred)


def _status(row: TermRow) -> str:
    if row.pair is not None:
        return "candidate"
    return "forbidden" if row.is_forbidden else row.administrative_status or "admitted"
