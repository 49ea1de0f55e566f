"""What the term base holds: concepts, their languages and terms (ISO 30042)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from igglossary.model.decisions import Status
from igglossary.model.memory import Place, Properties


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
