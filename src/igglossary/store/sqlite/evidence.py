"""What may prove a pair, read from the reports that told of it."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from typing import TYPE_CHECKING

from igglossary.model import LinkedStretches, Occurrence, Place
from igglossary.store import codec
from igglossary.store.evidence import (
    LinkedTexts,
    PairTexts,
    SeenThere,
    SegmentText,
    count_places,
    find_evidence,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from igglossary.store.sqlite.connection import Database

_MOST_SEEN = 2000
"""Occurrences that are looked at; a word that is seen more often proves no more by the rest."""
_MOST_DOCUMENTS = 24
"""Reports in which other words are looked up; reading the links of one takes about 2 ms."""


def load_evidence(store: Database, pair: int, limit: int = 100) -> tuple[Occurrence, ...]:
    """Up to ``limit`` occurrences of the words that a pair has now, the most different first."""
    row = store.row("SELECT german, english FROM pair WHERE id = ?", (pair,))
    return () if row is None else find_evidence(load_texts(store, pair), row["german"], row["english"], limit)


def count_evidence(store: Database, pair: int) -> int:
    """At how many places the words stand that a pair has now."""
    return count_places(load_evidence(store, pair, limit=_MOST_SEEN))


def load_texts(store: Database, pair: int) -> PairTexts:
    """All that may prove a pair, whatever words are chosen for it."""
    row = store.row("SELECT mined, german FROM pair WHERE id = ?", (pair,))
    if row is None:
        return PairTexts("", (), ())
    seen = [
        SeenThere(found["document"], found["english"] or "", codec.loads(Occurrence, found["data"]))
        for found in store.rows(
            "SELECT o.document, o.data, json_extract(d.data, '$.english') AS english FROM"
            " (SELECT min(id) AS id, document, data FROM occurrence WHERE pair = ?1 GROUP BY coalesce(place, id)"
            f" LIMIT {_MOST_SEEN}) AS o"
            " LEFT JOIN pair_document AS d ON d.pair = ?1 AND d.document = o.document ORDER BY o.document, o.id",
            (pair,),
        )
    ]
    german = None if row["german"] != row["mined"] else {one.occurrence.german.segment for one in seen}
    documents = list(dict.fromkeys(one.document for one in seen))[:_MOST_DOCUMENTS]
    linked = [found for document in documents for found in _linked_texts(store, document, german)]
    return PairTexts(row["mined"], tuple(seen), tuple(linked))


def _linked_texts(store: Database, document: int, german: set[str] | None) -> list[LinkedTexts]:
    """The linked segments of a report, of certain German ones if given, and what stands in the notes beside them."""
    wanted = (
        "" if german is None else " AND json_extract(stretches, '$.german.segment') IN (SELECT value FROM json_each(?))"
    )
    rows = store.rows(
        "SELECT stretches, place, score FROM unit_origin JOIN unit ON unit.id = unit_origin.unit"
        f" WHERE unit_origin.document = ? AND stretches IS NOT NULL{wanted}",
        (document,) if german is None else (document, json.dumps(sorted(german))),
    )
    links: dict[tuple[str, str], tuple[float, Place]] = {}
    for row in rows:
        stretches = codec.loads(LinkedStretches, row["stretches"])
        place = _place(store, document, row["place"])
        for span in stretches.english:
            key = (stretches.german.segment, span.segment)
            score = max(row["score"] or 0.0, links[key][0] if key in links else 0.0)
            links[key] = (score, place)
    names = {name for key in links for name in key}
    segments = {row["name"]: row for row in _segments(store, document, "name", names)}
    notes = _segments_of_notes(
        store, document, {segments[english]["footnote"] for _de, english in links if english in segments}
    )
    return _paired(document, links, segments, notes)


def _paired(
    document: int,
    links: dict[tuple[str, str], tuple[float, Place]],
    segments: dict[str, sqlite3.Row],
    notes: dict[str, list[sqlite3.Row]],
) -> list[LinkedTexts]:
    found: list[LinkedTexts] = []
    beside: dict[tuple[str, str], LinkedTexts] = {}
    for (german, english), (score, place) in links.items():
        if german not in segments or english not in segments:
            continue
        source, target = segments[german], segments[english]
        found.append(LinkedTexts(document, _segment(source), _segment(target), place, score))
        for other in notes.get(target["footnote"] or "", ()):
            if (german, other["name"]) not in links:
                beside[german, other["name"]] = LinkedTexts(document, _segment(source), _segment(other), place, None)
    return [*found, *beside.values()]


def _segments(store: Database, document: int, column: str, values: Iterable[str]) -> list[sqlite3.Row]:
    return store.rows(
        "SELECT name, text, paragraph, footnote, quotation, start FROM segment WHERE document = ?"
        f" AND {column} IN (SELECT value FROM json_each(?)) ORDER BY id",
        (document, json.dumps(sorted(values))),
    )


def _segments_of_notes(store: Database, document: int, notes: Iterable[str | None]) -> dict[str, list[sqlite3.Row]]:
    found: dict[str, list[sqlite3.Row]] = defaultdict(list)
    for row in _segments(store, document, "footnote", {note for note in notes if note is not None}):
        if row["quotation"] is not None:
            found[row["footnote"]].append(row)
    return found


def _segment(row: sqlite3.Row) -> SegmentText:
    return SegmentText(row["name"], row["text"], row["paragraph"], row["footnote"], row["start"])


def _place(store: Database, document: int, place: str) -> Place:
    if place:
        return codec.loads(Place, place)
    row = store.row("SELECT title, path, date, sha256 FROM document WHERE id = ?", (document,))
    if row is None:
        return Place("")
    return Place(row["title"] or os.path.basename(row["path"]), document_date=row["date"], sha256=row["sha256"])
