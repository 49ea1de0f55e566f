"""A report as it was read: paragraphs, notes, quotations and their sentences."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence-like string in one language, with its place.

    ``id`` is unique in its document: ``s3`` for the third body sentence, ``f5q1s6`` for the sixth sentence of the first
    quotation of footnote 5. ``start``/``end`` count in the canonical text of the paragraph or quotation.
    """

    id: str
    text: str
    lang: str
    start: int
    end: int
    paragraph: int | None = None
    footnote: str | None = None
    quotation: int | None = None


@dataclass(frozen=True, slots=True)
class Marker:
    """A footnote reference in the body; ``offset`` counts in the canonical text of the paragraph."""

    footnote: str
    sentence: str
    paragraph: int
    offset: int
    position: str
    """``before_terminator``, ``after_terminator``, ``end_no_terminator`` or ``mid_sentence``."""


@dataclass(frozen=True, slots=True)
class EmbeddedString:
    """A quoted stretch of a German sentence: English words kept, or a quotation that was translated."""

    text: str
    sentence: str
    start: int
    end: int
    kind: str
    """``motto``, ``literal_quotation`` (English), ``translated_quotation`` or ``scare_quotes`` (German)."""
    lang: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A body paragraph, list item, block quotation or table cell in its canonical text."""

    index: int
    kind: str
    """``paragraph``, ``list_item``, ``blockquote``, ``table_cell``, or ``heading`` if a note belongs to it."""
    text: str
    sentences: tuple[Segment, ...] = ()
    section: str | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that a file shows and that is no text of the report: ``reason`` is one word for its kind."""

    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """The text between the outer quotation marks of a footnote. ``start``/``end`` count in ``Footnote.raw``."""

    index: int
    text: str
    lang: str
    start: int
    end: int
    open_quote: str | None = None
    close_quote: str | None = None
    sentences: tuple[Segment, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """What a footnote says of one source. Fields hold what is printed; None means not printed."""

    source_title: str | None = None
    publisher: str | None = None
    author: str | None = None
    place: str | None = None
    date_raw: str | None = None
    date: str | None = None
    url: str | None = None
    pages: str | None = None


@dataclass(frozen=True, slots=True)
class BackReference:
    """``Ebd.``, ``a.a.O.``, ``wie Fn. 2``: ``resolved`` is the source it stands for, None if it leads nowhere."""

    raw: str
    refers_to: str | None = None
    resolved: Source | None = None


@dataclass(frozen=True, slots=True)
class Footnote:
    """One note, verbatim in ``raw`` (without its number) and taken apart in the other fields."""

    id: str
    raw: str
    source: Source = Source()
    quotations: tuple[Quotation, ...] = ()
    language: str | None = None
    back_reference: BackReference | None = None
    additional_sources: tuple[Source, ...] = ()
    remarks: tuple[str, ...] = ()
    """Stretches that explain and cite nothing, verbatim."""
    not_understood: tuple[str, ...] = ()
    """Stretches that the grammar could not place, verbatim."""

    @property
    def cited(self) -> Source:
        """What the note is taken from: the source that a back reference (``Ebd.``) stands for, else its own."""
        reference = self.back_reference
        return reference.resolved if reference is not None and reference.resolved is not None else self.source


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one segment: ``text == segment.text[start:end]``."""

    segment: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class BodyQuotation:
    """English in the body beside German; ``quotation.start``/``end`` count in the text of the paragraph.

    ``german`` are the stretches that it is the original of, as the report tells (in brackets, as a block beside it);
    empty where it does not. ``beside`` are the nearest German sentences before and after, by id; ``footnote`` is the
    note whose reference stands on it.
    """

    id: str
    paragraph: int
    quotation: Quotation
    german: tuple[Span, ...] = ()
    beside: tuple[str, ...] = ()
    footnote: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A report of any kind, read. Paragraphs and footnotes are in document order; either may be empty."""

    path: str
    kind: str
    sha256: str
    title: str | None = None
    quarter: str | None = None
    place_date_line: str | None = None
    place: str | None = None
    date_start: str | None = None
    date_end: str | None = None
    related_heading: str | None = None
    backlinks: tuple[str, ...] = ()
    section_headings: tuple[str, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    markers: tuple[Marker, ...] = ()
    embedded: tuple[EmbeddedString, ...] = ()
    lang: str = "de"
    body_quotations: tuple[BodyQuotation, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    """What a web page shows around the text (menus, share lines, comments), in document order."""

    @property
    def sentences(self) -> tuple[Segment, ...]:
        """All body sentences in document order."""
        return tuple(sentence for paragraph in self.paragraphs for sentence in paragraph.sentences)

    @property
    def quoted_sentences(self) -> tuple[Segment, ...]:
        """All sentences of quotations, those of the notes first, then those of the body."""
        in_notes = (quotation for note in self.footnotes for quotation in note.quotations)
        in_body = (found.quotation for found in self.body_quotations)
        return tuple(s for quotations in (in_notes, in_body) for one in quotations for s in one.sentences)
