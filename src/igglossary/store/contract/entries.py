"""Single entries as the review shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from igglossary.text.languages import primary

if TYPE_CHECKING:
    from igglossary.model import (
        AdministrativeStatus,
        Concept,
        Doubt,
        Evidence,
        PartOfSpeech,
        Place,
        Relation,
        Status,
        Suggestion,
    )


@dataclass(frozen=True, slots=True)
class PairEntry:
    """A candidate as the reviewer sees it; suggestions best first."""

    key: int
    mined: str
    german: str
    english: str
    score: float
    status: Status
    administrative_status: AdministrativeStatus | None
    part_of_speech: PartOfSpeech | None
    suggestions: tuple[Suggestion, ...]
    doubt: Doubt | None
    note: str
    concept: str | None
    known: str | None
    conflict: str | None
    merged_into: int | None
    occurrences: int
    documents: int
    version: int
    changed_at: str | None
    changed_by: str | None
    termhood: float | None = None
    """How likely it is a term and no general word; None where nothing could tell."""
    reason: str | None = None
    """Why it was rejected: a code of ``review.reasons`` or a person's own words."""

    @property
    def entry_id(self) -> str:
        """The id that decisions name."""
        return str(self.key)


@dataclass(frozen=True, slots=True)
class UnitEntry:
    """A link as the reviewer sees it; ``part_of`` are the links that it is a part of, at whatever place."""

    key: int
    source_lang: str
    target_lang: str
    source: str
    target: str
    relation: Relation
    status: Status
    score: float | None
    keep: float | None
    evidence: tuple[Evidence, ...]
    note: str
    places: tuple[Place, ...]
    part_of: tuple[int, ...]
    version: int
    changed_at: str | None
    changed_by: str | None

    @property
    def entry_id(self) -> str:
        """The id that decisions name."""
        return str(self.key)

    @property
    def german_is_source(self) -> bool:
        """True if the German side is the unit's source; in reports the quotation is, so mostly False."""
        return primary(self.source_lang) == "de"

    @property
    def german(self) -> str:
        """The text of the German side."""
        return self.source if self.german_is_source else self.target

    @property
    def english(self) -> str:
        """The text of the other side."""
        return self.target if self.german_is_source else self.source


@dataclass(frozen=True, slots=True)
class ConceptEntry:
    """A concept as the reviewer sees it."""

    key: int
    concept: Concept
    status: Status
    version: int
    changed_at: str | None
    changed_by: str | None

    @property
    def entry_id(self) -> str:
        """The id that decisions name."""
        return self.concept.id

    @property
    def note(self) -> str:
        """The first note."""
        return self.concept.notes[0] if self.concept.notes else ""


Entry = PairEntry | UnitEntry | ConceptEntry
