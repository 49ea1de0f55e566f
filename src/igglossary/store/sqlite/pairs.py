"""Mined candidates: what each report contributes to them, and what has become of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from igglossary.model import Occurrence, PartOfSpeech, Status, TermPair
from igglossary.store import codec
from igglossary.store.contract.terms import Candidate
from igglossary.store.pair_rows import (
    GENERAL,
    best_of,
    first_status,
    merged_suggestions,
    reading_place,
    without_occurrences,
)
from igglossary.store.places import occurrence_place
from igglossary.store.sqlite.concepts import write_pair_terms
from igglossary.store.sqlite.evidence import count_evidence, load_evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from igglossary.store.sqlite.connection import Database

COUNT_PLACES = "count(DISTINCT coalesce(occurrence.place, occurrence.id))"


def save_mined(store: Database, document: int, pairs: Iterable[TermPair]) -> tuple[int, int]:
    """Store what one report proposes; inside a transaction. Returns (new pairs, pairs known before).

    A pair that a person has decided keeps its terms and its status; it only gains occurrences and suggestions.
    """
    added = known = 0
    for pair in pairs:
        row = store.row("SELECT id FROM pair WHERE mined = ?", (pair.german,))
        if row is None:
            pair_id = _insert(store, pair)
            added += 1
        else:
            pair_id = int(row["id"])
            known += 1
        store.execute(
            "INSERT OR REPLACE INTO pair_document (pair, document, data) VALUES (?, ?, ?)",
            (pair_id, document, without_occurrences(pair)),
        )
        store.execute_many(
            "INSERT INTO occurrence (pair, document, data, place) VALUES (?, ?, ?, ?)",
            [(pair_id, document, codec.dumps(one), occurrence_place(one)) for one in pair.occurrences],
        )
        refresh_pair(store, pair_id)
    return added, known


def retire_document_pairs(store: Database, document: int) -> int:
    """Take back what a document contributed; undecided pairs that nothing supports any more go. Inside a transaction.

    Returns:
        How many pairs went.
    """
    return sum(refresh_pair(store, pair) for pair in take_back_pairs(store, document))


def take_back_pairs(store: Database, document: int) -> list[int]:
    """Delete what a document contributed; the pairs that are to be computed anew. Inside a transaction."""
    affected = store.rows("SELECT pair FROM pair_document WHERE document = ?", (document,))
    store.execute("DELETE FROM pair_document WHERE document = ?", (document,))
    store.execute("DELETE FROM occurrence WHERE document = ?", (document,))
    return [int(row["pair"]) for row in affected]


def count_of_document(store: Database, document: int) -> int:
    """How many pairs a document speaks for."""
    row = store.row("SELECT count(DISTINCT pair) FROM pair_document WHERE document = ?", (document,))
    return int(row[0]) if row else 0


def refresh_pair(store: Database, pair_id: int) -> bool:
    """Recompute a pair from what its documents say; True if it went because nothing supports it any more."""
    is_gone = recompute_pair(store, pair_id)
    if not is_gone:
        place_pair(store, pair_id)
    return is_gone


def recompute_pair(store: Database, pair_id: int) -> bool:
    """As ``refresh_pair``, but for its place in the queue, which stores of schema 7 do not have yet."""
    contributions = [
        codec.loads(TermPair, row["data"])
        for row in store.rows("SELECT data FROM pair_document WHERE pair = ? ORDER BY document", (pair_id,))
    ]
    decided = is_decided(store, pair_id)
    if not contributions and not decided:
        store.execute("DELETE FROM term WHERE pair = ?", (pair_id,))
        store.execute("DELETE FROM pair WHERE id = ?", (pair_id,))
        return True
    changes: dict[str, Any] = {"suggestions": merged_suggestions(contributions), "documents": len(contributions)}
    if contributions and not decided:
        changes |= best_of(contributions)
    assignments = ", ".join(f"{name} = ?" for name in changes)
    seen = ("english", "status")  # by a reviewer: if they change under him, his act is a conflict
    is_other = " OR ".join(f"{name} <> ?" for name in seen)
    store.execute(
        f"UPDATE pair SET {assignments}, version = version + ({is_other}) WHERE id = ?"
        if len(changes) > 2
        else f"UPDATE pair SET {assignments} WHERE id = ?",
        (*changes.values(), *(changes[name] for name in seen if name in changes), pair_id),
    )
    count_occurrences(store, pair_id)
    reindex_pair(store, pair_id)
    return False


def place_pair(store: Database, pair_id: int) -> None:
    """Note where a pair stands in reading order: in the newest report that told of it, at its first place there."""
    row = store.row("SELECT german, score, " + GENERAL + " AS is_general FROM pair WHERE id = ?", (pair_id,))
    first = store.row(
        "SELECT d.id, coalesce(d.date, '') AS date, json_extract(o.data, '$.provenance.paragraph') AS paragraph,"
        " coalesce(json_extract(o.data, '$.provenance.start'), 0) - json_extract(o.data, '$.german.start') AS start"
        " FROM occurrence AS o JOIN document AS d ON d.id = o.document WHERE o.pair = ?"
        " ORDER BY date DESC, d.id DESC, paragraph, start LIMIT 1",
        (pair_id,),
    )
    if row is None:
        return
    place = reading_place(first, row["german"], row["score"], is_general=bool(row["is_general"]))
    store.execute(
        "UPDATE pair SET place = ?, report = ? WHERE id = ?", (place, None if first is None else first["id"], pair_id)
    )


def place_pairs(store: Database) -> None:
    """Note it for all pairs of which it is not known yet: a former version wrote them."""
    for row in store.rows("SELECT id FROM pair WHERE place = ''"):
        place_pair(store, row["id"])


def count_occurrences(store: Database, pair_id: int) -> None:
    """Count the places of a pair; what the memory says of a place that a report has told of is no second one.

    Where a person, or another report, has other words for it, the places of the present words are looked up.
    """
    number = places_of(store, pair_id)
    store.execute("UPDATE pair SET occurrences = ? WHERE id = ?", (number, pair_id))


def places_of(store: Database, pair_id: int) -> int:
    """At how many places the present words of a pair stand."""
    other = store.row(
        "SELECT 1 FROM pair LEFT JOIN pair_document ON pair_document.pair = pair.id WHERE pair.id = ?"
        " AND (pair.german <> pair.mined OR pair.english <> json_extract(pair_document.data, '$.english')) LIMIT 1",
        (pair_id,),
    )
    if other is not None:
        return count_evidence(store, pair_id)
    row = store.row(f"SELECT {COUNT_PLACES} FROM occurrence WHERE occurrence.pair = ?", (pair_id,))
    return 0 if row is None else int(row[0])


def reindex_pair(store: Database, pair_id: int) -> None:
    """Let a look-up find open candidates only: approved ones are in their concept. Inside a transaction."""
    row = store.row("SELECT german, english, status FROM pair WHERE id = ?", (pair_id,))
    if row is not None:
        is_open = row["status"] in (Status.CANDIDATE, Status.DEFERRED)
        write_pair_terms(store, pair_id, row["german"], row["english"], searchable=is_open)


def is_decided(store: Database, pair_id: int) -> bool:
    """True if a person ever decided something about the pair."""
    return (
        store.row("SELECT 1 FROM decision WHERE entry_kind = 'pair' AND entry_id = ? LIMIT 1", (str(pair_id),))
        is not None
    )


def load_occurrences(store: Database, pair_id: int) -> tuple[Occurrence, ...]:
    """All occurrences of a pair, in the order of the documents."""
    rows = store.rows("SELECT data FROM occurrence WHERE pair = ? ORDER BY document, id", (pair_id,))
    return tuple(codec.loads(Occurrence, row["data"]) for row in rows)


def open_candidates(store: Database) -> Iterator[Candidate]:
    """See ``contract.terms.TermBase.candidates``."""
    rows = store.rows(
        "SELECT id, german, english, status, part_of_speech FROM pair"
        f" WHERE status = 'deferred' OR (status = 'candidate' AND NOT {GENERAL}) ORDER BY id"
    )
    for row in rows:
        first = next(iter(load_evidence(store, row["id"], limit=1)), None)
        yield Candidate(
            row["id"],
            row["german"],
            row["english"],
            Status(row["status"]),
            PartOfSpeech(row["part_of_speech"]) if row["part_of_speech"] else None,
            None if first is None else (first.german_segment, first.english_segment),
        )


def _insert(store: Database, pair: TermPair) -> int:
    cursor = store.execute(
        "INSERT INTO pair (mined, german, english, score, status, created_at, created_by) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (pair.german, pair.german, pair.english, pair.score, first_status(pair), store.now(), store.person),
    )
    return int(cursor.lastrowid or 0)
