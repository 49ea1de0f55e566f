"""A sentence of a report from a row of whatever engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.model import Segment

if TYPE_CHECKING:
    from igglossary.store.origins import Columns


def segment_of(row: Columns) -> Segment:
    """The row as the report had it."""
    place = (row["paragraph"], row["footnote"], row["quotation"])
    return Segment(row["name"], row["text"], row["lang"], row["start"], row["stop"], *place)
