"""The plain values that flow through the program: documents, segments, translation units, concepts, terms, decisions.

Everything here is frozen and knows neither files nor databases. Shapes and units that hold everywhere:
offsets count Unicode code points and are half-open; languages are BCP 47 tags (``de``, ``en-GB``); scores are
0.0–1.0 (percent exist only on screen and in fuzzy matches, which count 0–100 by the trade's custom); times are
ISO 8601 strings in UTC (``2026-11-23T06:17:00Z``), dates ISO 8601 with the precision that is known
(``2019-10``). Text is NFC unless it is a verbatim copy of a file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

Properties = tuple[tuple[str, str], ...]
"""Ordered (name, value) pairs; a name may occur more than once."""


class Relation(StrEnum):
    """How the two sides of a link are related (docs/architecture.md, Names)."""

    TRANSLATION = "translation"
    PARAPHRASE = "paraphrase"
    SUMMARY = "summary"
    QUOTATION = "quotation"
    MENTION = "mention"

    @property
    def is_comparable(self) -> bool:
        """True for pairs that are evidence but no translation, so that nobody is offered them unapproved."""
        return self in (Relation.SUMMARY, Relation.MENTION)


class Status(StrEnum):
    """What a person has decided about an entry."""

    CANDIDATE = "candidate"
    APPROVED = "approved"
    REJECTED = "rejected"
    DEFERRED = "deferred"


class AdministrativeStatus(StrEnum):
    """ISO 30042 ``administrativeStatus`` of one term."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    SUPERSEDED = "superseded"


class TermKind(StrEnum):
    """ISO 30042 ``termType``, cut down to what a translator distinguishes."""

    FULL_FORM = "fullForm"
    ABBREVIATION = "abbreviation"
    ACRONYM = "acronym"
    VARIANT = "variant"
    PHRASE = "phrase"


class PartOfSpeech(StrEnum):
    """ISO 30042 ``partOfSpeech``."""

    NOUN = "noun"
    VERB = "verb"
    ADJECTIVE = "adjective"
    ADVERB = "adverb"
    PROPER_NOUN = "properNoun"
    OTHER = "other"


class Gender(StrEnum):
    """ISO 30042 ``grammaticalGender``."""

    MASCULINE = "masculine"
    FEMININE = "feminine"
    NEUTER = "neuter"
    OTHER = "otherGender"


class GrammaticalNumber(StrEnum):
    """ISO 30042 ``grammaticalNumber``."""

    SINGULAR = "singular"
    PLURAL = "plural"
    DUAL = "dual"
    MASS = "mass"
    OTHER = "otherNumber"


class Register(StrEnum):
    """ISO 30042 ``register``: in which company a term is said."""

    NEUTRAL = "neutral"
    FORMAL = "formal"
    TECHNICAL = "technical"
    COLLOQUIAL = "colloquial"


class Reliability(StrEnum):
    """ISO 30042 ``reliabilityCode``: how far a term can be trusted, in the four steps of the EU's term base IATE."""

    UNVERIFIED = "1"
    MINIMUM = "2"
    RELIABLE = "3"
    VERY_RELIABLE = "4"


# --- reports ---------------------------------------------------------------------------------------------------------


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


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why two spans were linked: what a reviewer is shown.

    ``kind`` is ``name``, ``number``, ``term``, ``literal``, ``cognate``, ``order``, ``marker``, ``similarity`` or
    ``original`` (the report itself calls one the original of the other);
    ``source``/``target`` are the words on either side, ``weight`` is 0–1.

    What ``Link.keep`` comes from: ``covered`` (of ``target`` German content words ``source`` have a counterpart),
    ``missing`` and ``added`` (words without one, joined by `` · ``), ``opposite`` (two words that say opposite things),
    ``frame`` (words of saying, on one side only) and ``lone_number`` (numbers that stand on one side only).
    """

    kind: str
    source: str = ""
    target: str = ""
    weight: float = 0.0

    @property
    def ties(self) -> bool:
        """True for what links the two sides, False for what ``keep`` comes from."""
        return self.kind not in ("covered", "missing", "added", "opposite", "frame", "lone_number")


@dataclass(frozen=True, slots=True)
class Link:
    """A German stretch and the English stretches that it renders.

    ``score`` is the probability that the two belong together, ``keep`` the probability that a translator could keep
    the pair as it is; None where nothing could tell (no encoder).
    """

    german: Span
    english: tuple[Span, ...]
    relation: Relation
    score: float
    footnote: str
    quotation: int
    evidence: tuple[Evidence, ...] = ()
    keep: float | None = None


@dataclass(frozen=True, slots=True)
class Bead:
    """An alignment step n–m of two full texts: 0-based sentence numbers, either side may be empty."""

    first: tuple[int, ...]
    second: tuple[int, ...]
    score: float


# --- memory ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class InlineCode:
    """One inline element of a segment, kept apart from the text.

    Codes are in document order. ``position`` is where the element stands in the text. An element that encloses text
    (``hi``) has ``end``, where its content ends, and ``encloses``, how many of the codes that follow are inside it; all
    others have ``end`` None and keep what is in them as ``content``: the native code (and ``sub``) as serialised XML.
    ``attributes`` are as in the file.
    """

    position: int
    kind: str
    attributes: Properties = ()
    content: str = ""
    end: int | None = None
    encloses: int = 0


@dataclass(frozen=True, slots=True)
class Variant:
    """One language side of a translation unit (TMX ``tuv``)."""

    lang: str
    text: str
    codes: tuple[InlineCode, ...] = ()
    properties: Properties = ()
    notes: tuple[str, ...] = ()
    attributes: Properties = ()
    created_at: str | None = None
    created_by: str | None = None
    changed_at: str | None = None
    changed_by: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry was seen, the only form in which that is kept. Everything but ``document`` may be unknown.

    ``publisher``, ``source_date`` and ``url`` are of the source that the document cites there; ``document_date`` is the
    document's own. ``start``/``end`` count in the paragraph of the German text.
    """

    document: str
    """Title of the document, or name of the imported file."""
    publisher: str | None = None
    source_date: str | None = None
    url: str | None = None
    document_date: str | None = None
    sha256: str | None = None
    paragraph: int | None = None
    footnote: str | None = None
    start: int | None = None
    end: int | None = None
    run: int | None = None
    person: str | None = None

    @property
    def shown_date(self) -> str | None:
        """The date to show where there is room for one: the source's, else the document's."""
        return self.source_date or self.document_date


@dataclass(frozen=True, slots=True)
class Original:
    """Where a quotation sentence stands in its full source: which sentence of the file, with its neighbours."""

    file: str
    sentence: int
    text: str
    score: float
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkedStretches:
    """What a link joins at a place: stretches of segments of the document, and the places of the originals."""

    german: Span
    english: tuple[Span, ...]
    quotation: int
    originals: tuple[Original, ...] = ()


@dataclass(frozen=True, slots=True)
class TranslationUnit:
    """Aligned variants: the source first, then one target (units of a store) or several (units of a file).

    ``id`` is the unit's own id in its file or store; ``file_id`` is what a unit of a store was called in the file that
    brought it. ``keep`` is that of a link. ``penalties`` are not kept: they follow from status and relation.
    """

    variants: tuple[Variant, ...]
    id: str | None = None
    relation: Relation = Relation.TRANSLATION
    score: float | None = None
    status: Status = Status.APPROVED
    notes: tuple[str, ...] = ()
    properties: Properties = ()
    attributes: Properties = ()
    provenance: tuple[Place, ...] = ()
    created_at: str | None = None
    created_by: str | None = None
    changed_at: str | None = None
    changed_by: str | None = None
    file_id: str | None = None
    keep: float | None = None

    @property
    def source(self) -> Variant:
        """The first variant."""
        return self.variants[0]

    @property
    def target(self) -> Variant:
        """The second variant; IndexError if the unit has one language only."""
        return self.variants[1]


# --- terminology -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SourcedText:
    """A definition or context with where it was taken from."""

    text: str
    source: str | None = None

    @property
    def in_one_line(self) -> str:
        """The text with its source in brackets behind it."""
        return f"{self.text} ({self.source})" if self.source else self.text


@dataclass(frozen=True, slots=True)
class Transaction:
    """ISO 30042 ``transacGrp``: what was done (``origination``, ``modification`` …), when and by whom."""

    kind: str
    date: str | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True)
class CrossReference:
    """A pointer to another concept or an outside resource; ``kind`` is that of ISO 30042."""

    target: str
    kind: str = "crossReference"
    label: str | None = None


@dataclass(frozen=True, slots=True)
class DataCategory:
    """A data category that has no field of its own, kept verbatim.

    ``element`` is its meta data category (``descrip``, ``termNote``, ``admin``, ``xref`` …), ``name`` its type.
    """

    element: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Collocation:
    """Words that go together with a concept's terms, the same thing said in each language.

    ``texts`` are pairs of language and text: ``(("de", "die digitale Spaltung überwinden"), ("en", "bridge …"))``.
    """

    texts: Properties


@dataclass(frozen=True, slots=True)
class Attestation:
    """Who uses a term: ``body`` is a state or organisation (``UN``, ``AT``, ``ICANN``), ``symbol`` its document there.

    ``date`` is that of the document.
    """

    body: str
    symbol: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """A designation of a concept in one language, in its base form.

    ``regions`` are where it is used, if not wherever the language is spoken: ``("AT", "CH")``. ``valid_from`` and
    ``valid_until`` are the first and the last date on which it was the name of the thing; ``superseded_by`` is what it
    has been called since, whichever concept that is a term of. How the fields are written, read and joined says
    ``concept_fields``.
    """

    text: str
    lang: str
    id: str | None = None
    part_of_speech: PartOfSpeech | None = None
    gender: Gender | None = None
    number: GrammaticalNumber | None = None
    kind: TermKind | None = None
    administrative_status: AdministrativeStatus | None = None
    is_forbidden: bool = False
    use_instead: str | None = None
    is_case_sensitive: bool = False
    is_untranslatable: bool = False
    contexts: tuple[SourcedText, ...] = ()
    usage_note: str | None = None
    regions: tuple[str, ...] = ()
    source: str | None = None
    notes: tuple[str, ...] = ()
    transactions: tuple[Transaction, ...] = ()
    references: tuple[CrossReference, ...] = ()
    other: tuple[DataCategory, ...] = ()
    register: Register | None = None
    reliability: Reliability | None = None
    attestations: tuple[Attestation, ...] = ()
    valid_from: str | None = None
    valid_until: str | None = None
    superseded_by: str | None = None


@dataclass(frozen=True, slots=True)
class LanguageSection:
    """Everything a concept says in one language; terms in the order of the file."""

    lang: str
    terms: tuple[Term, ...] = ()
    definitions: tuple[SourcedText, ...] = ()
    notes: tuple[str, ...] = ()
    transactions: tuple[Transaction, ...] = ()
    references: tuple[CrossReference, ...] = ()
    other: tuple[DataCategory, ...] = ()


@dataclass(frozen=True, slots=True)
class Concept:
    """A meaning with its designations in any number of languages."""

    id: str
    languages: tuple[LanguageSection, ...] = ()
    subject_field: str | None = None
    definitions: tuple[SourcedText, ...] = ()
    related: tuple[CrossReference, ...] = ()
    source: str | None = None
    """The document that coined the concept, or where the entry was taken from."""
    notes: tuple[str, ...] = ()
    transactions: tuple[Transaction, ...] = ()
    other: tuple[DataCategory, ...] = ()
    status: Status = Status.APPROVED
    provenance: tuple[Place, ...] = ()
    collocations: tuple[Collocation, ...] = ()

    def section(self, lang: str) -> LanguageSection | None:
        """The first section whose primary language is that of ``lang``, or None."""
        primary = lang.partition("-")[0].lower()
        for section in self.languages:
            if section.lang.partition("-")[0].lower() == primary:
                return section
        return None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where a mined pair was seen: a German and an English segment with the stretch of the term in each."""

    german: Span
    english: Span
    german_segment: str
    """The whole German segment's text, for KWIC."""
    english_segment: str
    """The whole English segment's text."""
    provenance: Place
    link_score: float | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One English proposal for a German term."""

    term: str
    score: float
    count: int = 1


LEAST_TERMHOOD = 0.35
"""Termhood below which a pair counts as a general word (docs/mining.md)."""


class Doubt(NamedTuple):
    """Why a base form may be wrong.

    ``code`` is ``final-digit``, ``not-in-dictionary``, ``genitive-s`` or ``gender``, which names the ``word``.
    """

    code: str
    word: str = ""

    def __str__(self) -> str:
        """As it is kept: ``gender Mole``."""
        return f"{self.code} {self.word}".rstrip()

    @classmethod
    def read(cls, text: str) -> Doubt | None:
        """The doubt that was kept as this text; None for an empty one."""
        code, _space, word = text.partition(" ")
        return cls(code, word) if code else None


@dataclass(frozen=True, slots=True)
class TermPair:
    """A mined candidate: a German base form, the chosen English one, up to eight more suggestions.

    ``suggestions[0].term == english`` for a fresh pair. ``doubt`` says why the base form may be wrong.
    """

    german: str
    english: str
    score: float
    suggestions: tuple[Suggestion, ...] = ()
    occurrences: tuple[Occurrence, ...] = ()
    doubt: Doubt | None = None
    part_of_speech: PartOfSpeech | None = None
    known_concept: str | None = None
    """Id of the concept of the term base that already has this pair."""
    conflict: str | None = None
    """The English term that the term base has instead for this German term."""
    termhood: float | None = None
    """Probability that the pair is a term and no general word; None where nothing could tell."""

    @property
    def is_general(self) -> bool:
        """True for what is likelier a general word than a term: a group of its own in the review."""
        return self.termhood is not None and self.termhood < LEAST_TERMHOOD and self.known_concept is None


# --- decisions -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's judgement, appended and never changed; ``old``/``new`` are the changed fields, JSON-able."""

    id: int
    at: str
    person: str
    entry_kind: str
    """``unit``, ``pair`` or ``concept``."""
    entry_id: str
    action: str
    old: dict[str, object] = field(default_factory=dict)
    new: dict[str, object] = field(default_factory=dict)
    reason: str | None = None
    act: str | None = None
    """Decisions that were one act (a bulk approval) share its id and are undone together."""
    undoes: int | None = None
