"""The shapes of a report as JSON, as ``inspect`` gives it; docs/json.md is made from these as well."""

from __future__ import annotations

from typing import TypedDict


class ReportHeadJson(TypedDict):
    """What a report says of itself."""

    title: str | None
    place_date_line: str | None
    place: str | None
    date_start: str | None
    date_end: str | None
    quarter: str | None
    related_heading: str | None
    backlinks: list[str]
    section_headings: list[str]
    language: str


class SentenceJson(TypedDict):
    """A sentence of a report's own text."""

    id: str
    text: str
    language: str


class QuotedSentenceJson(TypedDict):
    """A sentence of a quotation in another language than the report's."""

    footnote: int | str
    id: str
    text: str


class FootnoteJson(TypedDict):
    """A note; of one that says “ibid.” the source is the one that it stands for."""

    id: int | str
    source_title: str | None
    publisher: str | None
    author: str | None
    place: str | None
    date: str | None
    date_raw: str | None
    """As it is printed."""
    url: str | None
    pages: str | None
    language: str | None
    back_reference: int | str | None
    """The note that this one refers to."""
    quotations: list[str]
    quotation_languages: list[str]
    additional_sources: list[dict[str, str]]
    """Further sources of the note, with what is known of each."""
    remarks: list[str]
    not_understood: list[str]


class BodyQuotationJson(TypedDict):
    """A quotation in the text itself, with the German that stands beside it."""

    id: str
    text: str
    language: str
    footnote: int | str | None
    german: list[str]


class MarkerJson(TypedDict):
    """Where a note is referred to."""

    footnote: int | str
    sentence: str
    """The text of the sentence; empty if the reference stands in none."""
    position: str
    """`before_terminator`, `after_terminator`, `end_no_terminator` or `mid_sentence`."""


class LeftOutJson(TypedDict):
    """Text of the file that is none of the report."""

    reason: str
    """Such as `navigation`, `share`, `comments`, `page number`."""
    text: str


class LinkJson(TypedDict):
    """A German stretch and the quotation that it renders."""

    de: str
    en: str | list[str]
    """An array if it renders several stretches."""
    footnote: int | str
    type: str
    """`translation`, `paraphrase`, `summary`, `quotation` or `mention`."""
    score: float
    keep: float | None


class ReportTermJson(TypedDict):
    """A term pair of a report."""

    de: str
    en: str
    score: float
    term: float | None
    """How likely it is a term and no general word, 0–1."""


class InspectJson(TypedDict):
    """`inspect`: what is found in a report, in its order."""

    document: ReportHeadJson
    sentences: list[SentenceJson]
    en_sentences: list[QuotedSentenceJson]
    embedded_english: list[str]
    footnotes: list[FootnoteJson]
    body_quotations: list[BodyQuotationJson]
    markers: list[MarkerJson]
    table_cells: list[str]
    left_out: list[LeftOutJson]
    links: list[LinkJson]
    terms: list[ReportTermJson]
