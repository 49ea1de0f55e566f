"""Writing down which unit of a report is a part of which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.model import LinkedStretches
from igglossary.store import codec
from igglossary.store.places import smallest_wholes

if TYPE_CHECKING:
    from igglossary.store.sqlite.connection import Database


def note_parts(store: Database, document: int) -> None:
    """Write down for each unit of a report the smallest unit that it is a part of there; inside a transaction."""
    rows = store.rows(
        "SELECT unit, place, stretches FROM unit_origin WHERE document = ? AND stretches IS NOT NULL", (document,)
    )
    links = [(row["unit"], row["place"], codec.loads(LinkedStretches, row["stretches"])) for row in rows]
    store.execute_many(
        "UPDATE unit_origin SET part_of = ? WHERE unit = ? AND document = ? AND place = ?",
        [(whole, part, document, place) for part, place, whole in smallest_wholes(links)],
    )
