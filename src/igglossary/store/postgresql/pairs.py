"""Mined candidates: what each document contributes to them, and what has become of them. Many in one round trip."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from igglossary.model import LEAST_TERMHOOD, PartOfSpeech, Status, TermPair
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
from igglossary.store.postgresql.concepts import Designations
from igglossary.store.postgresql.connection import Query
from igglossary.store.postgresql.evidence import count_evidence, load_evidence
from igglossary.store.postgresql.unit_writing import line, set_counter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from igglossary.store.postgresql.connection import Database

_AT_ONCE = 200
_DECIDED = "EXISTS (SELECT 1 FROM decision WHERE entry_kind = 'pair' AND entry_id = pair.id::text)"


def save_mined(store: Database, document: int, pairs: Sequence[TermPair]) -> tuple[int, int]:
    """Store what one document proposes; inside a transaction. Returns (new pairs, pairs known before).

    A pair that a person has decided keeps its terms and its status; it only gains occurrences and suggestions.
    """
    by_mined = {pair.german: pair for pair in pairs}
    rows, numbers = store.ask(
        Query("SELECT id, mined FROM pair WHERE mined = ANY(%s)", (list(by_mined),)),
        Query("SELECT name, seq FROM counter WHERE name IN ('pair', 'occurrence')"),
    )
    known = {mined: pair for pair, mined in rows}
    last: dict[str, int] = dict(numbers)
    now = store.now()
    ids = dict(known)
    for mined, pair in by_mined.items():
        if mined not in known:
            last["pair"] = ids[mined] = last.get("pair", 0) + 1
            store.execute(
                "INSERT INTO pair (id, mined, german, english, score, status, known, created_at, created_by)"
                " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
                (
                    ids[mined], mined, mined, pair.english, pair.score, first_status(pair), pair.known_concept, now,
                    store.person,
                ),
            )  # fmt: skip
    store.execute_many(
        "INSERT INTO pair_document (pair, document, data) VALUES (%s, %s, %s)"
        " ON CONFLICT (pair, document) DO UPDATE SET data = excluded.data",
        [(ids[mined], document, without_occurrences(pair)) for mined, pair in by_mined.items()],
    )
    lines = []
    number = last.get("occurrence", 0)
    for pair in pairs:
        for one in pair.occurrences:
            number += 1
            lines.append(line([number, ids[pair.german], document, codec.dumps(one), occurrence_place(one)]))
    store.copy_in("occurrence", ("id", "pair", "document", "data", "place"), lines)
    if last.get("pair"):
        set_counter(store, "pair", last["pair"])
    set_counter(store, "occurrence", number)
    refresh_pairs(store, list(ids.values()))
    return len(ids) - len(known), len(known)


def retire_document_pairs(store: Database, document: int) -> int:
    """Take back what a document contributed; undecided pairs that nothing supports any more go. Inside a transaction.

    Returns:
        How many pairs went.
    """
    affected = [row[0] for row in store.rows("SELECT pair FROM pair_document WHERE document = %s", (document,))]
    store.execute("DELETE FROM pair_document WHERE document = %s", (document,))
    store.execute("DELETE FROM occurrence WHERE document = %s", (document,))
    return refresh_pairs(store, affected)


def refresh_pairs(store: Database, pairs: Sequence[int]) -> int:
    """Recompute pairs from what their documents say; how many went because nothing supports them any more."""
    if not pairs:
        return 0
    rows, said = store.ask(
        Query(f"SELECT *, {_DECIDED} AS is_decided FROM pair WHERE id = ANY(%s) ORDER BY id", (list(pairs),)),
        Query("SELECT pair, data FROM pair_document WHERE pair = ANY(%s) ORDER BY pair, document", (list(pairs),)),
    )
    contributions: dict[int, list[TermPair]] = defaultdict(list)
    for pair, data in said:
        contributions[pair].append(codec.loads(TermPair, data))
    designations = Designations()
    gone = [row["id"] for row in rows if not row["is_decided"] and not contributions[row["id"]]]
    store.execute("DELETE FROM pair WHERE id = ANY(%s)", (gone,))
    now = [
        _refresh(store, dict(row), contributions[row["id"]], designations)
        for row in rows
        if row["is_decided"] or contributions[row["id"]]
    ]
    other = {
        row["id"]: (row["german"], row["english"])
        for row in now
        if row["german"] != row["mined"] or any(one.english != row["english"] for one in contributions[row["id"]])
    }
    _count_occurrences(store, [row["id"] for row in now if row["id"] not in other])
    write_counts(store, count_evidence(store, other))
    place_pairs(store, now)
    designations.write(store)
    return len(gone)


def _refresh(
    store: Database, row: dict[str, Any], contributions: list[TermPair], designations: Designations
) -> dict[str, Any]:
    """Send what follows for a pair from its documents; the row as it is then."""
    changes: dict[str, Any] = {
        "suggestions": merged_suggestions(contributions),
        "documents": len(contributions),
    }
    if contributions and not row["is_decided"]:
        changes |= best_of(contributions)
    now = row | changes
    is_other = (now["english"], now["status"]) != (row["english"], row["status"])  # than what a reviewer may have seen
    assignments = ", ".join(f"{name} = %s" for name in changes)
    store.execute(
        f"UPDATE pair SET {assignments}, version = version + %s WHERE id = %s",
        (*changes.values(), int(is_other), row["id"]),
    )
    designations.of_pair(row["id"], now["german"], now["english"], now["status"])
    return now


def _count_occurrences(store: Database, pairs: Sequence[int]) -> None:
    """Count the places of pairs; what the memory says of a place that a report has told of is no second one."""
    store.execute(
        "UPDATE pair SET occurrences = (SELECT count(DISTINCT coalesce(occurrence.place, occurrence.id::text))"
        " FROM occurrence WHERE occurrence.pair = pair.id) WHERE id = ANY(%s)",
        (list(pairs),),
    )


def write_counts(store: Database, counts: Mapping[int, int]) -> None:
    """Note at how many places the words of pairs stand; inside a transaction."""
    store.execute_many("UPDATE pair SET occurrences = %s WHERE id = %s", [(n, pair) for pair, n in counts.items()])


def place_pairs(store: Database, rows: Sequence[Mapping[str, Any]]) -> None:
    """Note where pairs stand in reading order: in the newest report that told of them, at the first place there."""
    first = {
        row["pair"]: row
        for row in store.rows(
            "SELECT DISTINCT ON (o.pair) o.pair, d.id, coalesce(d.date, '') COLLATE \"C\" AS date,"
            " (o.data::json #>> '{provenance,paragraph}')::bigint AS paragraph,"
            " coalesce((o.data::json #>> '{provenance,start}')::bigint, 0)"
            " - (o.data::json #>> '{german,start}')::bigint AS start"
            " FROM occurrence AS o JOIN document AS d ON d.id = o.document WHERE o.pair = ANY(%s)"
            " ORDER BY o.pair, date DESC, d.id DESC, paragraph NULLS FIRST, start NULLS FIRST",
            ([row["id"] for row in rows],),
        )
    }
    placed = []
    for row in rows:
        there = first.get(row["id"])
        is_general = row["known"] is None and row["termhood"] is not None and row["termhood"] < LEAST_TERMHOOD
        place = reading_place(there, row["german"], row["score"], is_general=is_general)
        placed.append((place, None if there is None else there["id"], row["id"]))
    store.execute_many("UPDATE pair SET place = %s, report = %s WHERE id = %s", placed)


def open_candidates(store: Database) -> Iterator[Candidate]:
    """See ``contract.terms.TermBase.candidates``."""
    rows = store.rows(
        "SELECT id, german, english, status, part_of_speech FROM pair"
        f" WHERE status = 'deferred' OR (status = 'candidate' AND NOT {GENERAL}) ORDER BY id"
    )
    for start in range(0, len(rows), _AT_ONCE):
        some = rows[start : start + _AT_ONCE]
        seen = load_evidence(store, [row["id"] for row in some], limit=1)
        for row in some:
            first = next(iter(seen.get(row["id"], ())), None)
            yield Candidate(
                row["id"],
                row["german"],
                row["english"],
                Status(row["status"]),
                PartOfSpeech(row["part_of_speech"]) if row["part_of_speech"] else None,
                None if first is None else (first.german_segment, first.english_segment),
            )
