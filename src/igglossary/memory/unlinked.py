"""Sentences of reports in the concordance that stand in no unit: German without an original, quotations without German.

They are read through, and no index is written for them: 10,000 sentences take 0.2 s of CPU.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from igglossary.answers.memory import ConcordanceHit
from igglossary.answers.places import Place
from igglossary.memory.concordance import bound, parse, search, spans_of_all
from igglossary.model import Source
from igglossary.text.languages import primary
from igglossary.text.memory_tokens import comparable, token_spans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from igglossary.memory.concordance import Item
    from igglossary.model import Document, Segment
    from igglossary.store.contract.store import Store


def search_all(
    store: Store, words: str, *, lang: str | None = None, limit: int = 100, exact: bool = False
) -> list[ConcordanceHit]:
    """The hits in units (``concordance.search``), then those in sentences of reports that are part of no such unit.

    Args:
        store: An open store.
        words: The query.
        lang: Only texts in this language; None for all.
        limit: How many at most.
        exact: Words as they are typed; otherwise in all their forms.
    """
    hits = search(store, words, lang=lang, limit=limit, exact=exact)
    linked = {(hit.lang, hit.text) for hit in hits}
    linked |= {(hit.other_lang or "", hit.other or "") for hit in hits}
    documents: dict[int, Document | None] = {}
    for number, segment, text, spans in _found(store, parse(words, exact=exact), lang):
        if len(hits) >= limit:
            break
        if any(primary(segment.lang) == primary(tag) and (one in text or text in one) for tag, one in linked if one):
            continue
        if number not in documents:
            documents[number] = store.reports.document(number)
        places = tuple(_place(document, segment) for document in (documents[number],) if document is not None)
        hits.append(ConcordanceHit(None, segment.lang, text, spans, None, None, None, None, places))
    return hits


def _found(
    store: Store, items: list[Item], lang: str | None
) -> Iterator[tuple[int, Segment, str, tuple[tuple[int, int], ...]]]:
    if not items:
        return
    by_language: dict[str, list[Item]] = {}
    needles = {token for item in items if item.kind != "form" for token in item.tokens}
    for number, segment in store.reports.sentences():
        language = primary(segment.lang)
        if lang is not None and language != primary(lang):
            continue
        shown, folded = comparable(segment.text)
        if not all(needle in folded for needle in needles):
            continue
        if language not in by_language:
            by_language[language] = bound(items, language)
        if spans := spans_of_all(by_language[language], token_spans(shown, folded)):
            yield number, segment, shown, spans


def _place(document: Document, segment: Segment) -> Place:
    """Where a sentence stands and, if it is quoted in a note, what the note cites."""
    note = next((one for one in document.footnotes if one.id == segment.footnote), None)
    cited = note.cited if note is not None else Source()
    return Place(
        document.title or os.path.basename(document.path),
        publisher=cited.publisher,
        source_date=cited.date,
        url=cited.url,
        document_date=document.date_start,
        sha256=document.sha256,
        paragraph=segment.paragraph,
        footnote=segment.footnote,
        start=segment.start,
        end=segment.end,
    )
