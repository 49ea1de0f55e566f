"""Single entries and the lines of lists from rows, whatever engine they come from."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from igglossary.model import (
    AdministrativeStatus,
    Concept,
    Doubt,
    Evidence,
    PartOfSpeech,
    Relation,
    Status,
)
from igglossary.store import codec
from igglossary.store.contract.entries import ConceptEntry, PairEntry, UnitEntry
from igglossary.store.contract.review import Row
from igglossary.store.pair_rows import load_suggestions
from igglossary.store.unit_rows import place_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igglossary.store.origins import Columns

_MOST_PLACES = 20  # of a link, shown


def pair_entry(row: Columns) -> PairEntry:
    """A candidate from its row."""
    part_of_speech, administrative = row["part_of_speech"], row["administrative_status"]
    return PairEntry(
        key=row["id"],
        suggestions=load_suggestions(row["suggestions"]),
        status=Status(row["status"]),
        administrative_status=AdministrativeStatus(administrative) if administrative else None,
        part_of_speech=PartOfSpeech(part_of_speech) if part_of_speech else None,
        note=row["note"] or "",
        doubt=Doubt.read(row["doubt"]),
        **{
            name: row[name]
            for name in (
                "mined", "german", "english", "score", "concept", "known", "conflict", "merged_into",
                "occurrences", "documents", "version", "changed_at", "changed_by", "termhood", "reason",
            )
        },
    )  # fmt: skip


def unit_entry(row: Columns, origins: Sequence[Columns]) -> UnitEntry:
    """A link from its row and those of where it was seen."""
    return UnitEntry(
        key=row["id"],
        relation=Relation(row["relation"]),
        status=Status(row["status"]),
        evidence=tuple(codec.decode(Evidence, item) for item in json.loads(row["evidence"] or "[]")),
        note=row["note"] or "",
        places=tuple(place_of(origin) for origin in origins[:_MOST_PLACES]),
        part_of=tuple(sorted({origin["part_of"] for origin in origins} - {None})),
        **{
            name: row[name]
            for name in (
                "source_lang", "target_lang", "source", "target", "score", "keep", "version",
                "changed_at", "changed_by",
            )
        },
    )  # fmt: skip


def concept_entry(row: Columns) -> ConceptEntry:
    """A concept from its row; ``key`` is the number by which the review names it."""
    return ConceptEntry(
        key=row["key"],
        concept=codec.loads(Concept, row["data"]),
        status=Status(row["status"]),
        version=row["version"],
        changed_at=row["changed_at"],
        changed_by=row["changed_by"],
    )


def list_row(row: Columns) -> Row:
    """A line of a list of pairs or links."""
    key = row["id"]
    return Row(
        key,
        str(key),
        row["german"],
        row["english"],
        Status(row["status"]),
        row["score"],
        row["count"],
        row["place"].rsplit("|", 2)[0],
        row["report"],
    )


def concept_list_row(row: Columns) -> Row:
    """A line of a list of concepts, from ``id`` (the key) and ``data``."""
    concept = codec.loads(Concept, row["data"])
    german, english = (_designations(concept, lang) for lang in ("de", "en"))
    count = sum(len(section.terms) for section in concept.languages)
    return Row(row["id"], concept.id, german, english, concept.status, None, count)


def _designations(concept: Concept, lang: str) -> str:
    section = concept.section(lang)
    return "" if section is None else " · ".join(term.text for term in section.terms)
