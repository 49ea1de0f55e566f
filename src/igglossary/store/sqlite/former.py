"""What former versions wrote, brought into the present form: run by a migration, and after reading a former dump."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from igglossary.errors import StoreError
from igglossary.messages import _
from igglossary.model import Document, Occurrence, Place
from igglossary.store import codec
from igglossary.store.places import occurrence_place, text_sha256
from igglossary.store.sqlite import documents, pairs, units
from igglossary.store.sqlite.places import note_parts

if TYPE_CHECKING:
    import sqlite3

    from igglossary.store.sqlite.connection import Database


def turn_places_over(store: Database) -> None:
    """Typed places, parts and wholes, reports in two formats: what schema 4 brought. Inside a transaction."""
    _turn_unit_places_over(store)
    _turn_occurrences_over(store)
    for row in store.rows("SELECT DISTINCT document FROM unit_origin WHERE stretches IS NOT NULL"):
        note_parts(store, row["document"])
    _join_same_reports(store)
    for row in store.rows("SELECT id FROM pair"):
        pairs.count_occurrences(store, row["id"])


def _turn_unit_places_over(store: Database) -> None:
    """Once a place was an object without its document and with the stretches in it, or a list of places."""
    rows = store.rows(
        "SELECT o.unit, o.document, o.place, d.title, d.path, d.date, d.sha256, d.run FROM unit_origin o"
        " JOIN document d ON d.id = o.document WHERE o.place <> ''"
    )
    for row in rows:
        key = (row["unit"], row["document"], row["place"])
        store.execute("DELETE FROM unit_origin WHERE unit = ? AND document = ? AND place = ?", key)
        written = _parsed(row["place"])
        for one in written if isinstance(written, list) else [written]:
            place, stretches = _turned_over(one, row)
            store.execute(
                "INSERT OR IGNORE INTO unit_origin (unit, document, place, stretches) VALUES (?, ?, ?, ?)",
                (row["unit"], row["document"], place, stretches),
            )


def _turned_over(written: Any, row: sqlite3.Row) -> tuple[str, str | None]:
    """A former place in the present form, and its stretches, both as JSON."""
    facts = {name: value for name, value in written.items() if name in Place.__dataclass_fields__}
    if "document" in written:
        facts["document_date"] = written.get("date")
    else:
        facts["document"] = row["title"] or os.path.basename(row["path"])
        facts |= {"document_date": row["date"], "sha256": row["sha256"], "run": row["run"]}
    place = codec.decode(Place, {name: value for name, value in facts.items() if value is not None})
    stretches = None
    if "german" in written and "english" in written:
        found = {name: written[name] for name in ("german", "english")}
        found["quotation"] = written.get("quotation", 0)
        if written.get("original"):
            found["originals"] = written["original"]
        stretches = codec.dumps_encoded(found)
    return codec.dumps(place), stretches


def _turn_occurrences_over(store: Database) -> None:
    """Once an occurrence had one date: in a report that of the source, in the memory that of the report."""
    for row in store.rows("SELECT o.id, o.data, d.date, d.kind FROM occurrence o JOIN document d ON d.id = o.document"):
        data = _parsed(row["data"])
        place = data["provenance"]
        date = place.pop("date", None)
        if row["kind"] == "memory":
            place["document_date"] = date
            if place.get("start") is not None:  # where the unit begins, not the term
                start = place["start"]
                place |= {"start": start + data["german"]["start"], "end": start + data["german"]["end"]}
        else:
            place |= {"source_date": date, "document_date": row["date"]}
        data["provenance"] = {name: value for name, value in place.items() if value is not None}
        occurrence: Occurrence = codec.decode(Occurrence, data)
        store.execute(
            "UPDATE occurrence SET data = ?, place = ? WHERE id = ?",
            (codec.dumps(occurrence), occurrence_place(occurrence), row["id"]),
        )


def _join_same_reports(store: Database) -> None:
    """Of reports with one text only the first goes on counting."""
    firsts: dict[str, int] = {}
    for row in store.rows("SELECT id, content, retired_at FROM document WHERE content IS NOT NULL ORDER BY id"):
        said = text_sha256(codec.loads(Document, row["content"]))
        store.execute("UPDATE document SET text_sha256 = ? WHERE id = ?", (said, row["id"]))
        if said is None or row["retired_at"] is not None:
            continue
        first = firsts.setdefault(said, row["id"])
        if first != row["id"]:
            documents.make_copy_of(store, row["id"], first)
            units.retire_report_units(store, row["id"])
            for pair in pairs.take_back_pairs(store, row["id"]):
                pairs.recompute_pair(store, pair)


def _parsed(text: str) -> Any:
    """JSON that a former version wrote.

    Raises:
        StoreError: it is none.
    """
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise StoreError(
            _("an entry of the store cannot be read."), hint=_("Restore a backup; igglossary doctor says more.")
        ) from error
