"""The one description of a concept: what each field of Concept, LanguageSection and Term is called and how it travels.

Writers, readers, tables, term card, editor, merge and the account of losses go through ``fields_of``; none keeps a list
of its own. A new field of the model gets a row here and is then written, read, edited, shown and joined everywhere. A
field without a row is kept by the store, and every writer counts it as lost.
"""

from __future__ import annotations

import dataclasses
import re
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from igglossary.messages import NOTHING, Message, _
from igglossary.model import (
    AdministrativeStatus,
    Attestation,
    Collocation,
    Concept,
    Gender,
    GrammaticalNumber,
    LanguageSection,
    PartOfSpeech,
    Register,
    Reliability,
    Status,
    Term,
    TermKind,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Shape(StrEnum):
    """What a field holds; all but the first four hold several, as a tuple."""

    TEXT = "text"
    FLAG = "flag"
    PICK = "pick"
    KEY = "key"
    """What tells the entry or the term from others: its id, its language, its text."""
    TEXTS = "texts"
    SOURCED = "sourced"
    REFERENCES = "references"
    CATEGORIES = "categories"
    COLLOCATIONS = "collocations"
    ATTESTATIONS = "attestations"
    TRANSACTIONS = "transactions"
    PROVENANCE = "provenance"
    PARTS = "parts"
    """The sections of a concept, the terms of a section."""
    UNDESCRIBED = "undescribed"


class Joining(StrEnum):
    """What becomes of a field when two concepts become one."""

    OURS = "ours"
    """It says something of the one entry only (ids, persons, places): that of the other is not taken over."""
    FILL = "fill"
    """Ours, or that of the other where we have none."""
    UNION = "union"
    VERDICT = "verdict"
    """Whether a term may be used is one judgement: ours, or that of the other as a whole where we have none."""


class Field(NamedTuple):
    """One field of a concept, a language section or a term.

    Attributes:
        name: The attribute.
        shape: What it holds.
        label: What editor and term card call it; empty if only the program writes it.
        lost: What a writer counts that cannot hold it.
        header: Its column in our own table layout, for a sourced text also that of the source with ``_source``; "" if
            no table holds it.
        headers: Other headers of such columns in English and German, with ``|`` between them.
        tbx: Meta element and type of its data category; empty if ISO 30042 has none.
        note: Key of the notes in which it travels where TBX-Basic has no such category or value.
        values: What may be picked.
        joining: For the merge of two concepts.
        default: What an entry has that says nothing of it; filled in from the model.
    """

    name: str
    shape: Shape
    label: Message = NOTHING
    lost: Message = NOTHING
    header: str = ""
    headers: str = ""
    tbx: tuple[str, str] | tuple[()] = ()
    note: str = ""
    values: type[StrEnum] | None = None
    joining: Joining = Joining.FILL
    default: Any = None

    @property
    def is_many(self) -> bool:
        """True if it holds a tuple."""
        return isinstance(self.default, tuple)

    def count(self, value: Any) -> int:
        """How many things a value says."""
        return len(value) if isinstance(value, tuple) else int(value != self.default)


_PROPERTIES: Final = _("properties of terms")
_NOTE_HEADERS: Final = (
    "note|notes|anmerkung|anmerkungen|notiz|notizen|bemerkung|bemerkungen|hinweis|hinweise|comment|comments|"
    "kommentar|kommentare|remark|remarks|anm|bem|entry note|concept note|info|zusatz|explanation|explanations"
)
_DEFINITION_HEADERS: Final = (
    "definition|definitionen|definitions|def|description|beschreibung|erklärung|erläuterung|meaning|"
    "bedeutung|begriffsdefinition|begriffserklärung|concept definition"
)

_OF_THE_PROGRAM: Final = (
    Field(
        "transactions", Shape.TRANSACTIONS, lost=_("dates and persons of changes"), note="transaction",
        joining=Joining.OURS,
    ),
)  # fmt: skip
_CATEGORIES: Final = Field(
    "other", Shape.CATEGORIES, _("category"), _("further data categories"), note="category", joining=Joining.UNION
)

_OF_A_CONCEPT: Final = (
    Field(
        "id", Shape.KEY, lost=_("ids"), header="concept_id", joining=Joining.OURS,
        headers="id|concept id|conceptid|entry id|entry number|concept number|term id|nr|lfd nr|nummer|konzept id|"
        "begriffs id|begriff id|cid|tid|eid|concept nr|begriff nr|"
        "eintrags id|eintragsnummer|eintrag nr|begriffsnummer|identifier|kennung|#|key|schlüssel",
    ),
    Field(
        "status", Shape.PICK, _("status"), _("review status"), "review_status", note="status", values=Status,
        headers="review status|entry status|concept status|prüfstatus|bearbeitungsstatus|begriffsstatus|"
        "freigabe|"
        "freigabestatus|freigegeben|freigabevermerk|approved|approval|is approved|genehmigt|bestätigt|confirmed|"
        "released|workflow status|bearbeitungsstand|reviewed|geprüft",
        joining=Joining.OURS,
    ),
    Field(
        "subject_field", Shape.TEXT, _("subject field"), _("subject fields"), "subject_field",
        "subject field|subject|subjectfield|domain|entry subject|entry domain|sachgebiet|fachgebiet|"
        "bereich|themengebiet|thema|category|kategorie|field|topic|rubrik",
        ("descrip", "subjectField"),
    ),
    Field(
        "definitions", Shape.SOURCED, _("definition"), _("definitions"), "definition", _DEFINITION_HEADERS,
        ("descrip", "definition"), joining=Joining.UNION,
    ),
    Field(
        "source", Shape.TEXT, _("source"), _("sources"), "source",
        "source|quelle|quellen|reference|referenz|fundstelle|herkunft|source reference|quellenangabe|origin|"
        "concept source|url|link",
        ("admin", "source"),
    ),
    Field("notes", Shape.TEXTS, _("note"), _("notes"), "note", _NOTE_HEADERS, joining=Joining.UNION),
    Field(
        "collocations", Shape.COLLOCATIONS, _("collocation"), _("collocations"), "collocation",
        "collocation|collocations|kollokation|kollokationen|wortverbindung|wortverbindungen|phraseology|phraseologie",
        note="collocation", joining=Joining.UNION,
    ),
    Field("related", Shape.REFERENCES, _("related"), _("cross-references"), note="reference", joining=Joining.UNION),
    _CATEGORIES,
    *_OF_THE_PROGRAM,
    Field(
        "provenance", Shape.PROVENANCE, lost=_("places where an entry was found"), note="provenance",
        joining=Joining.OURS,
    ),
    Field("languages", Shape.PARTS, joining=Joining.UNION),
)  # fmt: skip
_OF_A_SECTION: Final = (
    Field("lang", Shape.KEY, joining=Joining.OURS),
    Field(
        "definitions", Shape.SOURCED, _("definition"), _("definitions"), "definition", tbx=("descrip", "definition"),
        joining=Joining.UNION,
    ),
    Field("notes", Shape.TEXTS, _("note"), _("notes"), "note", joining=Joining.UNION),
    Field(
        "references", Shape.REFERENCES, _("reference"), _("cross-references"), note="reference", joining=Joining.UNION
    ),
    _CATEGORIES,
    *_OF_THE_PROGRAM,
    Field("terms", Shape.PARTS, joining=Joining.UNION),
)  # fmt: skip
_OF_A_TERM: Final = (
    Field("text", Shape.KEY, joining=Joining.OURS),
    Field("lang", Shape.KEY, lost=_("language tags of terms that differ from their section's"), note="language",
          joining=Joining.OURS),
    Field("id", Shape.KEY, lost=_("ids of terms"), note="term id", joining=Joining.OURS),
    Field(
        "part_of_speech", Shape.PICK, _("part of speech"), _PROPERTIES, "part_of_speech",
        "part of speech|partofspeech|pos|wortart|wortklasse|word class|category of word",
        ("termNote", "partOfSpeech"), "part of speech", PartOfSpeech,
    ),
    Field(
        "gender", Shape.PICK, _("gender"), _PROPERTIES, "gender",
        "gender|genus|geschlecht|grammatical gender|grammaticalgender|artikel|grammatisches geschlecht",
        ("termNote", "grammaticalGender"), values=Gender,
    ),
    Field(
        "number", Shape.PICK, _("number"), _PROPERTIES, "number",
        "number|numerus|grammatical number|grammaticalnumber|zahl",
        ("termNote", "grammaticalNumber"), "number", GrammaticalNumber,
    ),
    Field(
        "kind", Shape.PICK, _("kind"), _PROPERTIES, "term_type",
        "term type|termtype|type|typ|benennungstyp|benennungsart|termtyp|art", ("termNote", "termType"),
        values=TermKind,
    ),
    Field(
        "administrative_status", Shape.PICK, _("status"), _PROPERTIES, "status",
        "status|term status|administrative status|administrativestatus|usage status|verwendungsstatus|zustand|"
        "benennungsstatus|verwendung|term usage",
        ("termNote", "administrativeStatus"), values=AdministrativeStatus, joining=Joining.VERDICT,
    ),
    Field(
        "is_forbidden", Shape.FLAG, _("forbidden"), _PROPERTIES, "forbidden",
        "forbidden|is forbidden|verboten|forbidden term|verbotene benennung|do not use|nicht verwenden|"
        "verbotsbenennung",
        ("termNote", "forbidden"), "forbidden", joining=Joining.VERDICT,
    ),
    Field(
        "use_instead", Shape.TEXT, _("use instead"), _PROPERTIES, "use_instead",
        "use instead|instead|stattdessen|statt dessen|ersatz|stattdessen verwenden|replacement|better",
        note="use instead", joining=Joining.VERDICT,
    ),
    Field(
        "is_case_sensitive", Shape.FLAG, _("case-sensitive"), _PROPERTIES, "case_sensitive",
        "case sensitive|casesensitive|case|groß klein|groß und kleinschreibung|groß kleinschreibung|"
        "groß kleinschreibung beachten|match case",
        ("termNote", "caseSensitive"), "case-sensitive",
    ),
    Field(
        "is_untranslatable", Shape.FLAG, _("do not translate"), _PROPERTIES, "do_not_translate",
        "do not translate|dnt|untranslatable|non translatable|donottranslate|nicht übersetzen|"
        "unübersetzbar|nicht übersetzbar|no translate",
        note="do not translate",
    ),
    Field(
        "contexts", Shape.SOURCED, _("context"), _("contexts"), "context",
        "context|contexts|kontext|kontexte|beispiel|beispiele|example|examples|example sentence|beispielsatz|"
        "term example|usage example|example of use|sample sentence|textbeleg|beleg|verwendungsbeispiel|usage",
        ("descrip", "context"), joining=Joining.UNION,
    ),
    Field(
        "usage_note", Shape.TEXT, _("usage"), _PROPERTIES, "usage_note",
        "usage note|usage notes|gebrauchshinweis|verwendungshinweise|verwendungshinweis|hinweis zum gebrauch|usagenote",
        ("termNote", "usageNote"), "usage",
    ),
    Field(
        "regions", Shape.TEXTS, _("region"), _PROPERTIES, "region",
        "region|regions|regionen|geographical usage|geographicalusage|land|länder|country|countries|regional usage|"
        "geografische verwendung|verbreitung",
        ("termNote", "geographicalUsage"), joining=Joining.UNION,
    ),
    Field(
        "register", Shape.PICK, _("register"), _PROPERTIES, "register",
        "register|language register|style|stil|stilebene|sprachebene|stilschicht",
        ("termNote", "register"), "register", Register,
    ),
    Field(
        "reliability", Shape.PICK, _("reliability"), _PROPERTIES, "reliability",
        "reliability|reliability code|reliabilitycode|zuverlässigkeit|zuverlässigkeitscode|verlässlichkeit",
        ("descrip", "reliabilityCode"), "reliability", Reliability,
    ),
    Field(
        "attestations", Shape.ATTESTATIONS, _("attested by"), _("attestations"), "attestation",
        "attestation|attestations|attested by|used by|nachweis|nachweise|belegt durch|verwendet von",
        note="attestation", joining=Joining.UNION,
    ),
    Field(
        "valid_from", Shape.TEXT, _("valid from"), _PROPERTIES, "valid_from",
        "valid from|validfrom|gültig ab|gültig von|gültig seit|in use since", note="valid from",
    ),
    Field(
        "valid_until", Shape.TEXT, _("valid until"), _PROPERTIES, "valid_until",
        "valid until|valid to|validuntil|validto|gültig bis|in use until", note="valid until",
    ),
    Field(
        "superseded_by", Shape.TEXT, _("superseded by"), _PROPERTIES, "superseded_by",
        "superseded by|supersededby|replaced by|ersetzt durch|abgelöst durch|nachfolger|successor",
        note="superseded by", joining=Joining.VERDICT,
    ),
    Field(
        "source", Shape.TEXT, _("source"), _PROPERTIES, "term_source",
        "term source|quelle der benennung|benennungsquelle|benennung quelle|source of term", ("admin", "source"),
    ),
    Field(
        "notes", Shape.TEXTS, _("note"), _("notes"), "term_note",
        "term note|term notes|benennungsanmerkung|anmerkung zur benennung|term info|term comment",
        joining=Joining.UNION,
    ),
    Field(
        "references", Shape.REFERENCES, _("reference"), _("cross-references"), note="reference", joining=Joining.UNION
    ),
    _CATEGORIES,
    *_OF_THE_PROGRAM,
)  # fmt: skip
_DESCRIBED: Final[Mapping[type, tuple[Field, ...]]] = {
    Concept: _OF_A_CONCEPT,
    LanguageSection: _OF_A_SECTION,
    Term: _OF_A_TERM,
}

WORDS: Final[Mapping[StrEnum, Message]] = {
    Status.CANDIDATE: _("candidate"),
    Status.APPROVED: _("approved"),
    Status.REJECTED: _("rejected"),
    Status.DEFERRED: _("for later"),
    AdministrativeStatus.PREFERRED: _("preferred"),
    AdministrativeStatus.ADMITTED: _("admitted"),
    AdministrativeStatus.DEPRECATED: _("deprecated"),
    AdministrativeStatus.SUPERSEDED: _("superseded"),
    PartOfSpeech.NOUN: _("noun"),
    PartOfSpeech.VERB: _("verb"),
    PartOfSpeech.ADJECTIVE: _("adjective"),
    PartOfSpeech.ADVERB: _("adverb"),
    PartOfSpeech.PROPER_NOUN: _("proper noun"),
    PartOfSpeech.OTHER: _("other"),
    Gender.MASCULINE: _("masculine"),
    Gender.FEMININE: _("feminine"),
    Gender.NEUTER: _("neuter"),
    Gender.OTHER: _("other"),
    GrammaticalNumber.SINGULAR: _("singular"),
    GrammaticalNumber.PLURAL: _("plural"),
    GrammaticalNumber.DUAL: _("dual"),
    GrammaticalNumber.MASS: _("mass noun"),
    GrammaticalNumber.OTHER: _("other"),
    TermKind.FULL_FORM: _("full form"),
    TermKind.ABBREVIATION: _("abbreviation"),
    TermKind.ACRONYM: _("acronym"),
    TermKind.VARIANT: _("variant"),
    TermKind.PHRASE: _("phrase"),
    Register.NEUTRAL: _("neutral"),
    Register.FORMAL: _("formal"),
    Register.TECHNICAL: _("technical"),
    Register.COLLOQUIAL: _("colloquial"),
    Reliability.UNVERIFIED: _("not verified"),
    Reliability.MINIMUM: _("minimum reliability"),
    Reliability.RELIABLE: _("reliable"),
    Reliability.VERY_RELIABLE: _("very reliable"),
}
"""What a person calls the values that may be picked."""


_FIELDS: Final[dict[type, tuple[Field, ...]]] = {}
_CONTENTS: Final[dict[type, tuple[Field, ...]]] = {}


def fields_of(kind: type) -> tuple[Field, ...]:
    """The fields of Concept, LanguageSection or Term (or a class made of one), in the order in which they are shown.

    A field that has no row in the tables above comes last: nobody can write it, so every writer counts it as lost.
    """
    if kind not in _FIELDS:
        _FIELDS[kind] = _described(kind)
    return _FIELDS[kind]


def contents_of(kind: type) -> tuple[Field, ...]:
    """As ``fields_of``, without what an entry is known by and without its parts."""
    if kind not in _CONTENTS:
        _CONTENTS[kind] = tuple(each for each in fields_of(kind) if each.shape not in (Shape.KEY, Shape.PARTS))
    return _CONTENTS[kind]


def _described(kind: type) -> tuple[Field, ...]:
    known = next((described for base in kind.__mro__ if (described := _DESCRIBED.get(base)) is not None), ())
    defaults = {each.name: _default(each) for each in dataclasses.fields(kind)}
    undescribed = [
        Field(
            name,
            Shape.UNDESCRIBED,
            lost=_("things that no kind of file can hold yet"),
            joining=Joining.UNION if isinstance(default, tuple) else Joining.FILL,
        )
        for name, default in defaults.items()
        if all(each.name != name for each in known)
    ]
    return tuple(each._replace(default=defaults[each.name]) for each in (*known, *undescribed))


def _default(field: dataclasses.Field[Any]) -> Any:
    return None if field.default is dataclasses.MISSING else field.default


def write_item(item: Collocation | Attestation) -> str:
    """A collocation or an attestation as one line that people read and ``read_item`` understands.

    ``de: die digitale Spaltung überwinden = en: bridge the digital divide``; ``EU; 2022/2065; 2022-10-19``. A mark
    inside a text and a backslash have a backslash before them.
    """
    if isinstance(item, Collocation):
        return _joined([f"{lang}: {text}" for lang, text in item.texts], "=")
    parts = [item.body, item.symbol or "", item.date or ""]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return _joined(parts, ";")


def read_item(shape: Shape, text: str) -> Collocation | Attestation | None:
    """The collocation or attestation that a line says; None if it says none."""
    if shape is Shape.ATTESTATIONS:
        parts = _parted(text, ";")
        if not parts[0] or len(parts) > 3:
            return None
        return Attestation(parts[0], *(part or None for part in parts[1:]))
    pairs = [_LANGUAGE.match(part) for part in _parted(text, "=")]
    if any(pair is None for pair in pairs):
        return None
    return Collocation(tuple((pair[1], pair[2]) for pair in pairs if pair is not None))


_LANGUAGE: Final = re.compile(r"([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*): ?(.*)\Z", re.DOTALL)
_TOKENS: Final = {mark: re.compile(rf"\\(.?)|{mark}|[^\\{mark}]+", re.DOTALL) for mark in "=;"}


def _joined(parts: Sequence[str], mark: str) -> str:
    escaped = [part.replace("\\", "\\\\").replace(mark, "\\" + mark) for part in parts]
    return f" {mark} ".join(escaped) if mark == "=" else f"{mark} ".join(escaped)


def _parted(text: str, mark: str) -> list[str]:
    parts: list[list[str]] = [[]]
    for token in _TOKENS[mark].finditer(text):
        if token[0] == mark:
            parts.append([])
        else:
            parts[-1].append(token[1] if token[1] is not None else token[0])
    whole = ["".join(part) for part in parts]
    if mark == "=":
        whole[:-1] = [part.removesuffix(" ") for part in whole[:-1]]
    return [whole[0], *(part.removeprefix(" ") for part in whole[1:])]
