"""``lookup``: terminology questions, answered from the form table; morphology and fuzziness load only on a miss."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from igglossary.answers.terms import TermAnswer, TermHit, Translation
from igglossary.languages.keys import query_keys, worse_kind
from igglossary.store.sqlite import lookup as rows
from igglossary.text.fold import key
from igglossary.text.languages import is_same_language

if TYPE_CHECKING:
    import sqlite3

    from igglossary.answers.places import Place
    from igglossary.store.sqlite.store import Store

SCORES = {"exact": 1.0, "inflected": 0.95, "variant": 0.9, "compound": 0.8, "part": 0.7}
_DIRECT = ("exact", "inflected", "variant")
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
_PREFIX = re.compile(
    "(?:ver|ent|zer|emp)$|(?:^|[ -])(?:ab|an|auf|aus|be|bei|durch|ein|er|gegen|ge|her|hin|miss|mit|nach|ueber|um|un|"
    "unter|ur|vor|wider|wieder|zu|zusammen)$"
)


def look_up(store: Store, query: str, *, lang: str | None = None, to: str | None = None) -> TermAnswer:
    """The answer to a query, without definitions (``with_details``) and segments of the memory (``with_memory``).

    Hits are ordered: exact, inflected, variant; then terms that contain the query; only if there is none of these:
    phrases of the memory that are nearly the query, terms that it contains, and misspelt ones. ``lang`` restricts the
    language of what is found, ``to`` that of its translations.
    """
    found = _direct(store, query, lang)
    taken = {_entry(row) for row, _match, _score in found}
    found += [hit for hit in _containing(store, query, lang, is_checked=not found) if _entry(hit[0]) not in taken]
    phrases = [] if found else _phrases(store, query, lang)
    if not found:
        found = _search(store, query, lang)
    hits = [*phrases, *_readings([_hit(store, row, match, score) for row, match, score in found])][:MAX_HITS]
    if to is not None:
        hits = [hit._replace(translations=in_language(hit.translations, to)) for hit in hits]
    hits = [hit for hit in hits if hit.translations or hit.match in _DIRECT or hit.status in _AVOIDED]
    return TermAnswer(query, lang or (hits[0].lang if hits else None), tuple(_with_subjects(store, hits)))


def _with_subjects(store: Store, hits: list[TermHit]) -> list[TermHit]:
    """The hits; of a term that stands for two concepts each says what field it belongs to."""
    bearers: dict[tuple[str, str], set[str]] = {}
    for hit in hits:
        bearers.setdefault((hit.lang, hit.term.casefold()), set()).add(hit.concept)
    return [
        hit._replace(subject=rows.subject_of(store, hit.concept))
        if len(bearers[hit.lang, hit.term.casefold()]) > 1
        else hit
        for hit in hits
    ]


def in_language(translations: tuple[Translation, ...], lang: str) -> tuple[Translation, ...]:
    """Those of one language."""
    return tuple(one for one in translations if is_same_language(one.lang, lang))


def with_details(store: Store, answer: TermAnswer) -> TermAnswer:
    """The answer with ``definition`` and ``provenance`` of every hit."""
    return answer._replace(hits=tuple(_with_details(store, hit) for hit in answer.hits))


def _with_details(store: Store, hit: TermHit) -> TermHit:
    import json  # people who only want the translation do not pay for it

    from igglossary.answers.places import Place

    if hit.provenance:  # a phrase of the memory
        return hit
    pair = rows.pair_of_candidate(hit.concept)
    if pair is not None:
        return hit._replace(provenance=tuple(_seen(row) for row in rows.documents_of_pair(store, pair)))
    data = json.loads(rows.concept_data(store, hit.concept) or "{}")
    sources = [Place(data["source"])] if data.get("source") else []
    seen = [_seen(row) for row in rows.documents_of_concept(store, hit.concept)]
    return hit._replace(definition=_definition(data, hit.lang), provenance=(*sources, *seen))


def with_memory(store: Store, answer: TermAnswer) -> TermAnswer:
    """The answer with segments of the memory in which the query stands, as a second section."""
    from igglossary.memory.concordance import search as search_memory  # only on request: as dear as the rest

    if not rows.has_units(store):
        return answer
    query = answer.query.replace('"', " ")
    found = search_memory(store, f'"{query}"', lang=answer.language, limit=MAX_MEMORY)
    return answer._replace(memory=tuple(found))


def _direct(store: Store, query: str, lang: str | None) -> list[tuple[sqlite3.Row, str, float]]:
    """Terms that have one of the query's keys, the best kind of match of each concept or candidate and language."""
    asked = dict(reversed(query_keys(query)))  # the first, best kind wins
    best: dict[tuple[str, str], tuple[sqlite3.Row, str, float]] = {}
    for row in rows.find_terms(store, list(asked)):
        if lang is not None and not is_same_language(row["lang"], lang):
            continue
        match = worse_kind(asked[row["key"]], row["match"])
        score = SCORES[match]
        known = best.get((_entry(row), row["lang"]))
        if known is None or (score, _is_spelt_like(row, query)) > (known[2], _is_spelt_like(known[0], query)):
            best[_entry(row), row["lang"]] = (row, match, score)
    order: dict[str, int] = {}  # of the concepts; that of the store
    for entry, _lang in best:
        order.setdefault(entry, len(order))
    ranked = sorted(
        best.values(),
        key=lambda hit: (-hit[2], hit[0]["pair"] is not None, order[_entry(hit[0])], not _is_spelt_like(hit[0], query)),
    )
    return [hit for place, hit in enumerate(ranked) if not _is_surpassed(hit, ranked[:place])]


def _is_surpassed(hit: tuple[sqlite3.Row, str, float], better: list[tuple[sqlite3.Row, str, float]]) -> bool:
    """True if another language has the concept's term under a key that fits better, or spells it otherwise."""
    return any(
        _entry(other[0]) == _entry(hit[0]) and (other[2] > hit[2] or key(other[0]["text"]) != key(hit[0]["text"]))
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
        says_more = any(one.term.casefold() != hit.term.casefold() for one in hit.translations)
        if not is_second or says_more:
            kept.append(hit)
    return kept


def _is_spelt_like(row: sqlite3.Row, query: str) -> bool:
    """True if both begin in the same case: a query in lower case means English e-commerce, not German E-Commerce."""
    return bool(row["text"][:1].isupper() == query[:1].isupper())


def _containing(
    store: Store, query: str, lang: str | None, *, is_checked: bool
) -> list[tuple[sqlite3.Row, str, float]]:
    """Terms that contain the whole query as words, or as the first or last part of a word; often seen ones first.

    ``is_checked`` asks the lexicon whether a word is a compound with that part; where there are direct hits the time
    for that is not spent.
    """
    part = key(query)
    if len(part) < _MIN_PART:
        return []
    found: dict[str, tuple[sqlite3.Row, str, float]] = {}
    for row in rows.terms_containing(store, part):
        if lang is not None and not is_same_language(row["lang"], lang):
            continue
        if row["folded"] == part or _entry(row) in found:
            continue
        around = _words_around(part, row["folded"])
        if part not in around and is_checked:
            around = [word for word in around if _is_true_part(part, word, row["lang"])]
        if around:
            match = "compound" if " " not in row["folded"] else "part"
            found[_entry(row)] = (row, match, round(SCORES[match] * len(part) / len(row["folded"]), 3))
    counts = rows.occurrence_counts(store, found)
    return sorted(found.values(), key=lambda hit: (-counts.get(_entry(hit[0]), 0), hit[1] != "compound", -hit[2]))


def _words_around(part: str, folded: str) -> list[str]:
    """The words of a term in which a part stands; the part itself if it stands in the term as words of its own."""
    around = []
    for place in re.finditer(re.escape(part), folded):
        before, after = folded[: place.start()], folded[place.end() :]
        starts, ends = not before or before[-1] in " -", not after or after[0] in " -"
        head, tail = re.split("[ -]", before)[-1], re.split("[ -]", after)[0]
        if starts and ends:
            around.append(part)
        elif (starts or ends) and len(head + tail) >= _MIN_REST and " " not in part and not _PREFIX.search(before):
            around.append(head + part + tail)
    return around


def _is_true_part(part: str, word: str, lang: str) -> bool:
    from igglossary.terms.search import is_true_part  # the lexicon: only where a miss is possible

    return is_true_part(part, word, lang)


def _phrases(store: Store, query: str, lang: str | None) -> list[TermHit]:
    """Phrases of the memory that are nearly the query, as hits: many good answers were never made a term."""
    if len(query.split()) < _MIN_PHRASE or not rows.has_units(store):
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


def _search(store: Store, query: str, lang: str | None) -> list[tuple[sqlite3.Row, str, float]]:
    from igglossary.terms.search import search  # rapidfuzz and the lexicon: only after a miss

    vocabulary = rows.vocabulary(store)
    if lang is not None:
        vocabulary = [item for item in vocabulary if is_same_language(item[2], lang)]
    found = search(query, vocabulary, limit=3 * MAX_HITS)
    by_id = rows.terms_by_id(store, [term for term, _match, _score in found])
    best: dict[str, tuple[sqlite3.Row, str, float]] = {}
    for term, match, score in found:
        best.setdefault(_entry(by_id[term]), (by_id[term], match, score))
    return list(best.values())


def _hit(store: Store, row: sqlite3.Row, match: str, score: float) -> TermHit:
    status = "candidate" if row["pair"] is not None else row["administrative_status"] or "admitted"
    is_avoided = status in ("deprecated", "superseded") or row["is_forbidden"]
    preferred = [term.term for term in rows.siblings(store, row) if term.status == "preferred"] if is_avoided else []
    return TermHit(
        _entry(row),
        row["text"],
        row["lang"],
        "forbidden" if row["is_forbidden"] else status,
        match,
        score,
        tuple(rows.translations(store, row)),
        tuple(preferred),
    )


def _entry(row: sqlite3.Row) -> str:
    return row["concept"] if row["concept"] is not None else rows.candidate_id(row["pair"])


def _definition(data: dict[str, Any], lang: str) -> str | None:
    """The definition in the language of the term, else in any."""
    sections = sorted(data.get("languages", []), key=lambda section: section["lang"] != lang)
    texts = [d["text"] for section in sections for d in section.get("definitions", [])]
    texts += [d["text"] for d in data.get("definitions", [])]
    return texts[0] if texts else None


def _seen(row: sqlite3.Row) -> Place:
    from igglossary.answers.places import Place  # not for people who only want the translation

    return Place(row["title"] or row["path"], document_date=row["date"], occurrences=row["n"])
