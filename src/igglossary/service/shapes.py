"""The shapes of the answers as JSON; docs/json.md is made from here (tools/json_reference.py).

``| None`` may be null, ``NotRequired`` may be missing; a text below a field explains it.
"""

from __future__ import annotations

from typing import NotRequired, TypedDict


class PlaceJson(TypedDict):
    """Where something was seen; what is not known is left out."""

    document: str
    """Title of the document, or name of the imported file."""
    publisher: NotRequired[str]
    """Of the source that is cited there, as are its date and address."""
    source_date: NotRequired[str]
    url: NotRequired[str]
    document_date: NotRequired[str]
    sha256: NotRequired[str]
    """Of the document's file."""
    paragraph: NotRequired[int]
    """From 0 on."""
    footnote: NotRequired[str]
    start: NotRequired[int]
    """In the paragraph, as code points."""
    end: NotRequired[int]
    run: NotRequired[int]
    person: NotRequired[str]
    occurrences: NotRequired[int]
    """How often a term was seen there."""


class TranslationJson(TypedDict):
    """A designation in another language."""

    lang: str
    term: str
    status: str
    """`preferred`, `admitted`, `deprecated`, `superseded`, `forbidden` or `candidate`."""


class AttestationJson(TypedDict):
    """Who uses a term."""

    body: str
    """A state or an organisation."""
    symbol: str | None
    """The document there."""
    date: str | None
    """Of that document."""


class WordsJson(TypedDict):
    """Words in a language."""

    lang: str
    text: str


class QuarterJson(TypedDict):
    """How often the reports of a quarter use a concept in their own words."""

    quarter: str | None
    """`2025-Q1`; the year alone if no more is known; null for reports without a date."""
    occurrences: int
    """0 if there are reports of the quarter, but none with the concept."""
    reports: int
    """How many of them use it."""


class TermFactsJson(TypedDict):
    """What the term base says of a term beside its translations."""

    register: str | None
    """`neutral`, `formal`, `technical` or `colloquial`."""
    reliability: int | None
    """1 (unverified) to 4 (very reliable)."""
    regions: list[str]
    """Where it is used, if not wherever the language is spoken; empty for everywhere."""
    valid_from: str | None
    valid_until: str | None
    superseded_by: str | None
    """What the thing has been called since."""
    attestations: list[AttestationJson]
    collocations: list[list[WordsJson]]
    """Words that go together with the concept's terms, each said in several languages."""
    uses: list[QuarterJson]
    """Of the concept, as `build` counted it; empty if no report uses it."""


class TermHitJson(TypedDict):
    """A term that answers a query."""

    concept: str
    """Id of a concept; `pair-NUMBER` of a candidate, `unit-NUMBER` of a phrase of the memory."""
    term: str
    lang: str
    status: str
    """As that of a translation; of a phrase the status of its unit."""
    match: str
    """`exact`, `inflected`, `variant`, `compound`, `part` or `fuzzy`."""
    score: float
    """0–1."""
    translations: list[TranslationJson]
    use_instead: list[str]
    """The preferred terms, if this one is to be avoided."""
    definition: str | None
    provenance: list[PlaceJson]
    subject: str | None
    """The subject field, only where another concept has the same term."""
    facts: TermFactsJson | None
    """Null for candidates and phrases of the memory."""


class SegmentJson(TypedDict):
    """A segment of the memory in which the query stands, or a sentence of a report that is in no unit (`unit` null)."""

    unit: int | None
    lang: str
    text: str
    spans: list[list[int]]
    """Start and end of each hit in `text`, as code points."""
    other_lang: str | None
    other: str | None
    """The other side of the unit."""
    relation: str | None
    status: str | None
    provenance: list[PlaceJson]


class ConcordanceJson(TypedDict):
    """Places in the memory, from a server: an object, since MCP and careful clients want no bare array."""

    hits: list[SegmentJson]


class TermAnswerJson(TypedDict):
    """`lookup`."""

    query: str
    language: str | None
    """Of the query: as it was asked, else of the first hit."""
    hits: list[TermHitJson]
    """Best first."""
    memory: list[SegmentJson]


class MarkedTermJson(TypedDict):
    """A term in a text."""

    start: int
    """As code points; a hit inside a compound covers the whole word."""
    end: int
    surface: str
    concept: str
    term: str
    match: str
    """`exact`, `inflected`, `variant`, `compound` or `ellipsis`."""
    translations: list[TranslationJson]
    nested: bool
    """A longer term covers it."""


class MarkedTextJson(TypedDict):
    """`annotate`."""

    hits: list[MarkedTermJson]


class DifferenceJson(TypedDict):
    """One thing in which the segment differs from the unit."""

    kind: str
    """`word`, `number`, `case`, `punctuation`, `space`, `code` or `character`."""
    old: str
    """What stands in the memory."""
    new: str
    """What stands in the segment."""
    points: int
    """What it costs; words make the base of the score and cost nothing here."""
    text: str


class PenaltyJson(TypedDict):
    """What is taken off a unit for what it is."""

    code: str
    """`not-reviewed` or `partial`."""
    points: int
    text: str


class MatchJson(TypedDict):
    """A unit of the memory that resembles the segment."""

    unit: int
    score: int
    """1–100: `text_score` less the penalties."""
    text_score: int
    source: str
    target: str
    source_lang: str
    target_lang: str
    relation: str
    status: str
    keep: float | None
    """How likely a translator keeps the unit as it is, 0–1; null for what is no link of a report."""
    differences: list[DifferenceJson]
    penalties: list[PenaltyJson]
    provenance: list[PlaceJson]


class MatchAnswerJson(TypedDict):
    """`match` of one segment; an array of these, in order, where segments come from a file or standard input."""

    segment: str
    matches: list[MatchJson]
    near: list[MatchJson]
    """If there are no matches: those up to 10 below the threshold."""


class ReasonsJson(TypedDict):
    """Why a score is below 100."""

    differences: list[DifferenceJson]
    penalties: list[PenaltyJson]


class FilledSegmentJson(TypedDict):
    """A segment of a file that was filled."""

    id: str
    segment: str
    score: int
    source: str
    """What stands in the memory."""
    target: str
    differences: list[DifferenceJson]
    penalties: list[PenaltyJson]


class PretranslateJson(TypedDict):
    """`pretranslate`; `exact + fuzzy + unfilled + left_alone` are all segments."""

    file: str
    exact: int
    fuzzy: int
    unfilled: int
    left_alone: int
    """Had a translation, were closed or had no text."""
    copy: str | None
    """The file as it was, if it was replaced."""
    filled: list[FilledSegmentJson]


class BeadJson(TypedDict):
    """A step of an alignment; either side may be empty."""

    first: list[int]
    """Numbers of sentences, from 0 on."""
    second: list[int]
    score: float


class AlignmentJson(TypedDict):
    """`align`."""

    beads: list[BeadJson]


class ConflictTargetJson(TypedDict):
    """One of several translations of a source."""

    unit: str
    target: str
    status: str


class ConflictJson(TypedDict):
    """`stats --conflicts`, an array: a source with different targets."""

    source_lang: str
    target_lang: str
    source: str
    targets: list[ConflictTargetJson]


class ProblemJson(TypedDict):
    """One thing that is wrong in a file."""

    file: str
    line: int | None
    """From 1 on."""
    unit: str | None
    """The id of the unit or concept in the file."""
    code: str
    """The English pattern of the message without its facts, such as `the-file-is-empty`."""
    message: str
    hint: str | None
    """What to try."""


class CountJson(TypedDict):
    """How often something happened."""

    code: str
    """As that of a problem."""
    text: str
    count: int


class BuildJson(TypedDict):
    """`build`, an array: what was done with a report."""

    path: str
    title: str | None
    outcome: str
    """`added`, `changed` or `unchanged`; then all numbers are 0."""
    sentences: int
    footnotes: int
    quotations: int
    relations: dict[str, int]
    """Links by their relation: `translation`, `paraphrase`, `summary`, `quotation`, `mention`."""
    new_units: int
    retired_units: int
    new_pairs: int
    """Term pairs that were never proposed before."""
    known_pairs: int
    in_term_base: int
    """Of both: those that the term base has already."""
    general_pairs: int
    """Of both: general words, which the review has in closed groups."""
    stopped_pairs: int
    """That were left out, because their German word is on the stop list."""
    retired_pairs: int
    problems: list[ProblemJson]
    has_model: bool
    """Whether sentence vectors were at hand."""


class MiningJson(TypedDict):
    """`mine`."""

    units: int
    """That were read."""
    left_out: int
    new_pairs: int
    known_pairs: int
    stopped_pairs: int
    """That were left out, because their German word is on the stop list."""


class ImportJson(TypedDict):
    """`import` of one file; an array of these for several. `read` = `added + changed + unchanged + skipped`."""

    file: str
    format: str
    holds: str
    """What is counted: `units`, `concepts` or `rows`."""
    read: int
    added: int
    changed: int
    unchanged: int
    skipped: int
    reasons: list[CountJson]
    """Why entries were skipped."""
    choices: list[str]
    """How a table was understood: which column holds the terms of which language."""
    problems: list[ProblemJson]


class ExportJson(TypedDict):
    """`export`, an array: what stands in a file."""

    file: str
    format: str
    written: int
    left_out: int
    """Entries that nobody has decided."""
    below: int
    """Links that are less likely to be kept than `--min-keep` asks for."""
    passed_over: int
    """Entries that `--filter`, `--langs`, `--mine` or `--no-shipped` leave out."""
    dropped: list[CountJson]
    """What the format could not carry."""
    problems: list[ProblemJson]


class ValidationJson(TypedDict):
    """`validate` of one file; an array of these for several."""

    file: str
    problems: list[ProblemJson]


class SpanJson(TypedDict):
    """A stretch of a text."""

    start: int
    """As code points."""
    end: int
    text: str


class FindingJson(TypedDict):
    """One thing that the translator should look at."""

    rule: str
    """`missing-term`, `forbidden-term`, `deprecated-term`, `inconsistent-term`, `translated-name`, `term-case`,
    `number` or another rule of `check`."""
    level: str
    """`error`, `warning` or `note`."""
    unit: str
    line: int | None
    message: str
    source_span: SpanJson | None
    target_span: SpanJson | None
    concept: str | None
    term: str | None
    expected: list[str]
    """What the term base wants, preferred terms first."""
    fingerprint: str
    """What a baseline knows it by."""


class CheckJson(TypedDict):
    """`check`."""

    file: str
    findings: list[FindingJson]
    problems: list[ProblemJson]


class StatsJson(TypedDict):
    """`stats`: how many entries there are, by status; a status that no entry has is missing."""

    store: str
    document: dict[str, int]
    unit: dict[str, int]
    pair: dict[str, int]
    concept: dict[str, int]
    term: dict[str, int]
    decision: dict[str, int]


class DecisionJson(TypedDict):
    """`history`, an array, oldest first: what somebody decided."""

    id: int
    at: str
    """UTC, ISO 8601."""
    person: str
    kind: str
    """`unit`, `pair` or `concept`."""
    entry: str
    action: str
    """Such as `approve`, `reject`, `edit`, `merge`; docs/review.md."""
    old: dict[str, object]
    """The fields that changed, as they were."""
    new: dict[str, object]
    reason: str | None
    """What the person wrote; of a `dissent` the action that was wanted."""
    act: str | None
    """Decisions that are taken back together have the same."""
    undoes: int | None
    """The decision that this one takes back or does again."""
