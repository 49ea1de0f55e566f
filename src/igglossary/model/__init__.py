"""The plain values that flow through the program: documents, segments, translation units, concepts, terms, decisions.

Everything here is frozen and knows neither files nor databases. Shapes and units that hold everywhere:
offsets count Unicode code points and are half-open; languages are BCP 47 tags (``de``, ``en-GB``); scores are
0.0–1.0 (percent exist only on screen and in fuzzy matches, which count 0–100 by the trade's custom); times are
ISO 8601 strings in UTC (``2026-11-23T06:17:00Z``), dates ISO 8601 with the precision that is known
(``2019-10``). Text is NFC unless it is a verbatim copy of a file.
"""

from __future__ import annotations

from igglossary.model.candidates import LEAST_TERMHOOD, Doubt, Occurrence, Suggestion, TermPair
from igglossary.model.decisions import Decision, Status
from igglossary.model.links import Bead, Evidence, Link, Relation
from igglossary.model.memory import InlineCode, LinkedStretches, Original, Place, Properties, TranslationUnit, Variant
from igglossary.model.reports import (
    BackReference,
    BodyQuotation,
    Document,
    EmbeddedString,
    Footnote,
    LeftOut,
    Marker,
    Paragraph,
    Quotation,
    Segment,
    Source,
    Span,
)
from igglossary.model.terminology import (
    AdministrativeStatus,
    Attestation,
    Collocation,
    Concept,
    CrossReference,
    DataCategory,
    Gender,
    GrammaticalNumber,
    LanguageSection,
    PartOfSpeech,
    Register,
    Reliability,
    SourcedText,
    Term,
    TermKind,
    Transaction,
)

__all__ = [
    "LEAST_TERMHOOD",
    "AdministrativeStatus",
    "Attestation",
    "BackReference",
    "Bead",
    "BodyQuotation",
    "Collocation",
    "Concept",
    "CrossReference",
    "DataCategory",
    "Decision",
    "Document",
    "Doubt",
    "EmbeddedString",
    "Evidence",
    "Footnote",
    "Gender",
    "GrammaticalNumber",
    "InlineCode",
    "LanguageSection",
    "LeftOut",
    "Link",
    "LinkedStretches",
    "Marker",
    "Occurrence",
    "Original",
    "Paragraph",
    "PartOfSpeech",
    "Place",
    "Properties",
    "Quotation",
    "Register",
    "Relation",
    "Reliability",
    "Segment",
    "Source",
    "SourcedText",
    "Span",
    "Status",
    "Suggestion",
    "Term",
    "TermKind",
    "TermPair",
    "Transaction",
    "TranslationUnit",
    "Variant",
]
