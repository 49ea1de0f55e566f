"""Mined candidates: what each report contributes to them, and what has become of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from igglossary.model import LEAST_TERMHOOD, Occurrence, PartOfSpeech, Status, Suggestion, TermPair
from igglossary.store import codec
from igglossary.store.contract.terms import Candidate
from igglossary.store.places import occurrence_place
from igglossary.store.sqlite.concepts import write_pair_terms

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from igglossary.store.sqlite.connection import Database

COUNT_PLACES = "count(DISTINCT coalesce(occurrence.place, occurrence.id))"
GENERAL = f"(coalesce(termhood, 1) < {LEAST_TERMHOOD} AND known IS NULL)"
"""A pair that is likelier a general word than a term: the review has it in a group of its own (docs/mining.md)."""
MAX_SUGGESTIONS = 9
"""As many as there are keys for them in the review screen."""


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
            (pair_id, document, _without_occurrences(pair)),
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
    affected = store.rows("SELECT pair FROM pair_document WHERE document = ?", (document,))
    store.execute("DELETE FROM pair_document WHERE document = ?", (document,))
    store.execute("DELETE FROM occurrence WHERE document = ?", (document,))
    return sum(refresh_pair(store, int(row["pair"])) for row in affected)


def count_of_document(store: Database, document: int) -> int:
    """How many pairs a document speaks for."""
    row = store.row("SELECT count(DISTINCT pair) FROM pair_document WHERE document = ?", (document,))
    return int(row[0]) if row else 0


def refresh_pair(store: Database, pair_id: int) -> bool:
    """Recompute a pair from what its documents say; True if it went because nothing supports it any more."""
    contributions = [
        codec.loads(TermPair, row["data"])
        for row in store.rows("SELECT data FROM pair_document WHERE pair = ? ORDER BY document", (pair_id,))
    ]
    decided = is_decided(store, pair_id)
    if not contributions and not decided:
        store.execute("DELETE FROM term WHERE pair = ?", (pair_id,))
        store.execute("DELETE FROM pair WHERE id = ?", (pair_id,))
        return True
    suggestions = _merge_suggestions(contributions)
    store.execute(
        "UPDATE pair SET suggestions = ?, documents = ? WHERE id = ?",
        (json.dumps([codec.encode(s) for s in suggestions], ensure_ascii=False), len(contributions), pair_id),
    )
    count_occurrences(store, pair_id)
    if contributions and not decided:
        best = max(contributions, key=lambda pair: pair.score)
        status = Status.APPROVED if best.known_concept else Status.CANDIDATE
        store.execute(
            "UPDATE pair SET english = ?, score = ?, termhood = ?, doubt = ?, part_of_speech = ?, known = ?,"
            " conflict = ?, status = ? WHERE id = ?",
            (
                best.english,
                best.score,
                best.termhood,
                str(best.doubt or ""),
                best.part_of_speech,
                best.known_concept,
                best.conflict,
                status,
                pair_id,
            ),
        )
    reindex_pair(store, pair_id)
    return False


def count_occurrences(store: Database, pair_id: int) -> None:
    """Count the places of a pair; what the memory says of a place that a report has told of is no second one."""
    store.execute(
        f"UPDATE pair SET occurrences = (SELECT {COUNT_PLACES} FROM occurrence WHERE occurrence.pair = pair.id)"
        " WHERE id = ?",
        (pair_id,),
    )


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


def load_suggestions(row: sqlite3.Row) -> tuple[Suggestion, ...]:
    """The suggestions of a pair row, best first."""
    return tuple(codec.decode(Suggestion, item) for item in json.loads(row["suggestions"]))


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
        seen = store.row("SELECT data FROM occurrence WHERE pair = ? ORDER BY document, id LIMIT 1", (row["id"],))
        first = None if seen is None else codec.loads(Occurrence, seen["data"])
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
        (pair.german, pair.german, pair.english, pair.score, Status.CANDIDATE, store.now(), store.person),
    )
    return int(cursor.lastrowid or 0)


def _without_occurrences(pair: TermPair) -> str:
    data = codec.encode(pair)
    data.pop("occurrences", None)
    return json.dumps(data, ensure_ascii=False, sort_keys=True)


def _merge_suggestions(contributions: list[TermPair]) -> list[Suggestion]:
    merged: dict[str, Suggestion] = {}
    for pair in contributions:
        for suggestion in pair.suggestions or (Suggestion(pair.english, pair.score),):
            known = merged.get(suggestion.term)
            merged[suggestion.term] = (
                suggestion
                if known is None
                else Suggestion(suggestion.term, max(known.score, suggestion.score), known.count + suggestion.count)
            )
    return sorted(merged.values(), key=lambda s: (-s.score, s.term))[:MAX_SUGGESTIONS]
