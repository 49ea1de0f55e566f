"""Single entries as the review shows them, with their occurrences and their neighbours in the documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.model import (
    Concept,
)
from igglossary.store import codec
from igglossary.store.contract.review import StoredConcept
from igglossary.store.entry_rows import concept_entry, pair_entry, unit_entry
from igglossary.store.sqlite import memory_index

if TYPE_CHECKING:
    import sqlite3

    from igglossary.store.contract.entries import Entry
    from igglossary.store.sqlite.connection import Database


def load_entry(store: Database, kind: str, key: int) -> Entry | None:
    """All that is shown of one entry but its occurrences; None if it is gone."""
    if kind == "pairs":
        row = store.row("SELECT * FROM pair WHERE id = ?", (key,))
        return None if row is None else pair_entry(row)
    if kind == "links":
        row = store.row("SELECT * FROM unit WHERE id = ?", (key,))
        return None if row is None else unit_entry(row, memory_index.origins(store, [key])[key])
    row = store.row("SELECT rowid AS key, * FROM concept WHERE rowid = ? AND NOT is_deleted", (key,))
    return None if row is None else concept_entry(row)


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
