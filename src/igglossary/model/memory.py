"""What the translation memory holds: units, their variants and inline codes, and the places where they were seen."""

from __future__ import annotations

from dataclasses import dataclass

from igglossary.model.decisions import Status
from igglossary.model.links import Relation
from igglossary.model.reports import Span

Properties = tuple[tuple[str, str], ...]
"""Ordered (name, value) pairs; a name may occur more than once."""


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
