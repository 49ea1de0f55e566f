"""Single entries as the review shows them, with their occurrences and their neighbours in the documents."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

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
from igglossary.store.contract.review import StoredConcept
from igglossary.store.sqlite import memory_index
from igglossary.store.sqlite.pairs import load_suggestions
from igglossary.store.unit_rows import place_of

if TYPE_CHECKING:
    import sqlite3

    from igglossary.store.contract.entries import Entry
    from igglossary.store.sqlite.connection import Database


_MOST_PLACES = 20  # of a link, shown


def load_entry(store: Database, kind: str, key: int) -> Entry | None:
    """All that is shown of one entry but its occurrences; None if it is gone."""
    if kind == "pairs":
        row = store.row("SELECT * FROM pair WHERE id = ?", (key,))
        return None if row is None else _pair(row)
    if kind == "links":
        row = store.row("SELECT * FROM unit WHERE id = ?", (key,))
        return None if row is None else _unit(row, memory_index.origins(store, [key])[key])
    row = store.row("SELECT rowid AS key, * FROM concept WHERE rowid = ? AND NOT is_deleted", (key,))
    return None if row is None else _concept(row)


def find_key(store: Database, kind: str, entry_id: str) -> int | None:
    """The row id of an entry that a decision names."""
    if kind != "concepts":
        return int(entry_id)
    row = store.row("SELECT rowid FROM concept WHERE id = ?", (entry_id,))
    return None if row is None else int(row[0])


def stored_concept(store: Database, concept_id: str) -> StoredConcept | None:
    """A concept by its id, deleted or not; None if the id is free."""
    row = store.row("SELECT data, version, is_deleted FROM concept WHERE id = ?", (concept_id,))
    if row is None:
        return None
    return StoredConcept(None if row["is_deleted"] else codec.loads(Concept, row["data"]), row["version"])


def sharing_pairs(store: Database, concept_id: str, *, but: int) -> list[tuple[str, str]]:
    """German and English of the other approved pairs that made or extended the same concept."""
    rows = store.rows(
        "SELECT german, english FROM pair WHERE concept = ? AND id <> ? AND status = 'approved'", (concept_id, but)
    )
    return [(row["german"], row["english"]) for row in rows]


def load_context(
    store: Database, document_sha256: str | None, segment: str, *, around: int = 2
) -> list[tuple[str, bool]]:
    """A segment's text with its neighbours in the document: (text, is the segment asked for); empty if unknown."""
    row = store.row(
        "SELECT segment.* FROM segment JOIN document ON document.id = segment.document"
        " WHERE document.sha256 = ? AND segment.name = ? ORDER BY document.retired_at IS NOT NULL LIMIT 1",
        (document_sha256 or "", segment),
    )
    return [] if row is None else _neighbours(store, row, around)


def load_unit_context(store: Database, unit: int, text: str, *, around: int = 2) -> list[tuple[str, bool]]:
    """The segment that holds a side of a unit, with its neighbours, as in ``load_context``."""
    row = store.row(
        "SELECT segment.* FROM unit_seen JOIN segment ON segment.document = unit_seen.document"
        " WHERE unit_seen.unit = ? AND (instr(segment.text, ?) OR instr(?, segment.text))"
        " ORDER BY segment.id LIMIT 1",
        (unit, text, text),
    )
    return [] if row is None else _neighbours(store, row, around)


def _neighbours(store: Database, row: sqlite3.Row, around: int) -> list[tuple[str, bool]]:
    """The segments around one; those of a quotation end with it, the next note is about something else."""
    near = store.rows(
        "SELECT id, text FROM segment WHERE document = ? AND id BETWEEN ? AND ? AND footnote IS ? AND quotation IS ?"
        " ORDER BY id",
        (row["document"], row["id"] - around, row["id"] + around, row["footnote"], row["quotation"]),
    )
    return [(item["text"], item["id"] == row["id"]) for item in near]


def _pair(row: sqlite3.Row) -> PairEntry:
    values: dict[str, Any] = dict(row)
    part_of_speech, administrative = values["part_of_speech"], values["administrative_status"]
    return PairEntry(
        key=values["id"],
        suggestions=load_suggestions(row),
        status=Status(values["status"]),
        administrative_status=AdministrativeStatus(administrative) if administrative else None,
        part_of_speech=PartOfSpeech(part_of_speech) if part_of_speech else None,
        note=values["note"] or "",
        doubt=Doubt.read(values["doubt"]),
        **{
            name: values[name]
            for name in (
                "mined", "german", "english", "score", "concept", "known", "conflict", "merged_into",
                "occurrences", "documents", "version", "changed_at", "changed_by", "termhood", "reason",
            )
        },
    )  # fmt: skip


def _unit(row: sqlite3.Row, origins: list[sqlite3.Row]) -> UnitEntry:
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


def _concept(row: sqlite3.Row) -> ConceptEntry:
    return ConceptEntry(
        key=row["key"],
        concept=codec.loads(Concept, row["data"]),
        status=Status(row["status"]),
        version=row["version"],
        changed_at=row["changed_at"],
        changed_by=row["changed_by"],
    )
