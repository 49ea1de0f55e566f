"""A report with its links and term pairs as JSON, in the neutral shape that programs and scorers read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.model import Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igglossary.model import BodyQuotation, Document, Footnote, Link, TermPair
    from igglossary.service import report_shapes as shapes

_ENGLISH_KINDS = ("motto", "literal_quotation")


def to_neutral(document: Document, links: Sequence[Link] = (), terms: Sequence[TermPair] = ()) -> shapes.InspectJson:
    """Everything about a report, in document order.

    Fields of a footnote that says ``Ebd.`` are those of the source it stands for; texts are given as text, not as ids.
    Scores are 0–1, rounded to four places.
    """
    texts = {sentence.id: sentence.text for sentence in document.sentences}
    return {
        "document": _head(document),
        "sentences": [{"id": s.id, "text": s.text, "language": s.lang} for s in document.sentences],
        "en_sentences": _quoted_sentences(document),
        "embedded_english": _embedded_english(document),
        "footnotes": [_footnote(note) for note in document.footnotes],
        "body_quotations": [_body_quotation(found) for found in document.body_quotations],
        "markers": [
            {"footnote": _number(m.footnote), "sentence": texts.get(m.sentence, ""), "position": m.position}
            for m in document.markers
        ],
        "table_cells": [p.text for p in document.paragraphs if p.kind == "table_cell"],
        "left_out": [{"reason": left.reason, "text": left.text} for left in document.left_out],
        "links": [_link(link) for link in links],
        "terms": [
            {"de": pair.german, "en": pair.english, "score": round(pair.score, 4), "term": pair.termhood}
            for pair in terms
        ],
    }


def _head(document: Document) -> shapes.ReportHeadJson:
    return {
        "title": document.title,
        "place_date_line": document.place_date_line,
        "place": document.place,
        "date_start": document.date_start,
        "date_end": document.date_end,
        "quarter": document.quarter,
        "related_heading": document.related_heading,
        "backlinks": list(document.backlinks),
        "section_headings": list(document.section_headings),
        "language": document.lang,
    }


def _quoted_sentences(document: Document) -> list[shapes.QuotedSentenceJson]:
    return [
        {"footnote": _number(note.id), "id": s.id, "text": s.text}
        for note in document.footnotes
        for quotation in note.quotations
        if quotation.lang != document.lang
        for s in quotation.sentences
    ]


def _embedded_english(document: Document) -> list[str]:
    return [e.text for e in document.embedded if e.kind in _ENGLISH_KINDS and e.lang != document.lang]


def _body_quotation(found: BodyQuotation) -> shapes.BodyQuotationJson:
    return {
        "id": found.id,
        "text": found.quotation.text,
        "language": found.quotation.lang,
        "footnote": None if found.footnote is None else _number(found.footnote),
        "german": [span.text for span in found.german],
    }


def _footnote(note: Footnote) -> shapes.FootnoteJson:
    reference = note.back_reference  # what a note takes from the source that it means; the pages are always its own
    resolved = (reference.resolved if reference else None) or Source()
    source = note.source
    return {
        "id": _number(note.id),
        "source_title": source.source_title or resolved.source_title,
        "publisher": source.publisher or resolved.publisher,
        "author": source.author or resolved.author,
        "place": source.place or resolved.place,
        "date": source.date or resolved.date,
        "date_raw": source.date_raw or resolved.date_raw,
        "url": source.url or resolved.url,
        "pages": source.pages,
        "language": note.language,
        "back_reference": _number(reference.refers_to) if reference and reference.refers_to is not None else None,
        "quotations": [quotation.text for quotation in note.quotations],
        "quotation_languages": [quotation.lang for quotation in note.quotations],
        "additional_sources": [_printed(extra) for extra in note.additional_sources],
        "remarks": list(note.remarks),
        "not_understood": list(note.not_understood),
    }


def _printed(source: Source) -> dict[str, str]:
    return {name: str(value) for name in Source.__slots__ if (value := getattr(source, name)) is not None}


def _link(link: Link) -> shapes.LinkJson:
    english = [span.text for span in link.english]
    return {
        "de": link.german.text,
        "en": english[0] if len(english) == 1 else english,
        "footnote": _number(link.footnote),
        "type": link.relation.value,
        "score": round(link.score, 4),
        "keep": None if link.keep is None else round(link.keep, 4),
    }


def _number(identifier: str) -> int | str:
    """Footnote numbers are numbers in JSON, other labels stay strings."""
    return int(identifier) if identifier.isascii() and identifier.isdigit() and len(identifier) < 10 else identifier
