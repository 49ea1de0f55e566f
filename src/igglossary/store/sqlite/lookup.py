"""What ``lookup`` asks the store: designations by key, and what belongs to them.

On the look-up path: cheap imports only, not even the model. What is found stays a row of SQLite or becomes a dict.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.answers.terms import Translation
from igglossary.text.languages import is_same_language

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from igglossary.store.sqlite.connection import Database

_RANK = (
    "CASE administrative_status WHEN 'preferred' THEN 0 WHEN 'deprecated' THEN 2 WHEN 'superseded' THEN 2 ELSE 1 END"
)

_DOCUMENTS = (  # a place counts once, in the first document that told of it
    "SELECT document.title, document.path, document.date, count(*) AS n FROM ("
    "SELECT min(document) AS document FROM occurrence WHERE pair IN ({pairs}) GROUP BY coalesce(place, id)"
    ") AS seen JOIN document ON document.id = seen.document GROUP BY document.id ORDER BY document.id"
)


def candidate_id(pair: int) -> str:
    """What stands for a concept's id where a candidate is shown or exported; no concept has such an id."""
    return f"pair-{pair}"


def pair_of_candidate(concept_id: str) -> int | None:
    """The pair that a ``candidate_id`` names; None for the id of a concept."""
    head, _dash, number = concept_id.partition("-")
    return int(number) if head == "pair" and number.isascii() and number.isdigit() else None


def find_terms(store: Database, keys: Sequence[str]) -> list[sqlite3.Row]:
    """Designations that are stored under one of the keys: (id, concept, pair, lang, text, …, key, match)."""
    marks = ", ".join("?" * len(keys))
    return store.rows(
        "SELECT term.id, term.concept, term.pair, term.lang, term.text, term.administrative_status, term.is_forbidden,"
        f" form.key, form.match FROM form JOIN term ON term.id = form.term WHERE form.key IN ({marks})"
        f" ORDER BY {_RANK}, term.id",
        keys,
    )


def terms_containing(store: Database, part: str, limit: int = 500) -> list[sqlite3.Row]:
    """Designations whose folded text contains ``part`` (a key of ``languages.keys``), shortest first."""
    return store.rows(
        "SELECT id, concept, pair, lang, text, folded, administrative_status, is_forbidden FROM term"
        f" WHERE instr(folded, ?) ORDER BY {_RANK}, length(folded), id LIMIT ?",
        (part, limit),
    )


def occurrence_counts(store: Database, concepts: Iterable[str]) -> dict[str, int]:
    """How often the terms of some concepts were seen in linked pairs of the reports."""
    wanted = list(concepts)
    marks = ", ".join("?" * len(wanted))
    rows = store.rows(
        "SELECT coalesce(concept, known) AS concept, sum(occurrences) AS n FROM pair"
        f" WHERE coalesce(concept, known) IN ({marks}) GROUP BY 1",
        wanted,
    )
    return {row["concept"]: row["n"] for row in rows}


def documents_of_concept(store: Database, concept: str) -> list[sqlite3.Row]:
    """The reports in which terms of a concept were seen, with the number of occurrences."""
    return store.rows(_DOCUMENTS.format(pairs="SELECT id FROM pair WHERE coalesce(concept, known) = ?"), (concept,))


def documents_of_pair(store: Database, pair: int) -> list[sqlite3.Row]:
    """The reports in which a candidate was seen, with the number of occurrences."""
    return store.rows(_DOCUMENTS.format(pairs="?"), (pair,))


def terms_by_id(store: Database, ids: Iterable[int]) -> dict[int, sqlite3.Row]:
    """Designations by their row id."""
    wanted = ", ".join(str(int(i)) for i in ids)
    rows = store.rows(
        f"SELECT id, concept, pair, lang, text, administrative_status, is_forbidden FROM term WHERE id IN ({wanted})"
    )
    return {row["id"]: row for row in rows}


def translations(store: Database, row: sqlite3.Row) -> list[Translation]:
    """The good designations in other languages of the same concept or candidate, preferred ones first."""
    column = "concept" if row["concept"] is not None else "pair"
    found = store.rows(
        f"SELECT lang, text, administrative_status, is_forbidden FROM term WHERE {column} = ?"
        f" ORDER BY {_RANK}, lang, position",
        (row[column],),
    )
    return [
        Translation(other["lang"], other["text"], _status(other, row["pair"]))
        for other in found
        if not is_same_language(other["lang"], row["lang"])
        and other["administrative_status"] not in ("deprecated", "superseded")
        and not other["is_forbidden"]
    ]


def concept_translations(store: Database, concept: str, lang: str) -> list[Translation]:
    """The good designations of a concept in other languages than ``lang``, preferred ones first."""
    row = store.row("SELECT concept, pair, lang FROM term WHERE concept = ? AND lang = ? LIMIT 1", (concept, lang))
    row = row or store.row(
        "SELECT concept, pair, lang FROM term WHERE concept = ? AND lang LIKE ? LIMIT 1", (concept, lang + "-%")
    )
    return [] if row is None else translations(store, row)


def siblings(store: Database, row: sqlite3.Row) -> list[Translation]:
    """The other designations of the same concept in the same language, with their status."""
    if row["concept"] is None:
        return []
    found = store.rows(
        f"SELECT lang, text, administrative_status, is_forbidden FROM term WHERE concept = ? AND lang = ? AND id <> ?"
        f" ORDER BY {_RANK}, position",
        (row["concept"], row["lang"], row["id"]),
    )
    return [Translation(other["lang"], other["text"], _status(other, None)) for other in found]


def vocabulary(store: Database) -> Iterable[tuple[int, str, str]]:
    """(id, text, language) of all designations, for the search that follows a miss."""
    return ((row[0], row[1], row[2]) for row in store.rows("SELECT id, text, lang FROM term"))


def has_units(store: Database) -> bool:
    """True if the memory is not empty."""
    return store.row("SELECT 1 FROM unit LIMIT 1") is not None


def concept_data(store: Database, concept: str) -> str | None:
    """The JSON of a concept."""
    row = store.row("SELECT data FROM concept WHERE id = ?", (concept,))
    return None if row is None else str(row["data"])


def subject_of(store: Database, concept: str) -> str | None:
    """The subject field of a concept."""
    row = store.row("SELECT json_extract(data, '$.subject_field') AS subject FROM concept WHERE id = ?", (concept,))
    return None if row is None else row["subject"]


def _status(row: sqlite3.Row, pair: int | None) -> str:
    if pair is not None:
        return "candidate"
    return "forbidden" if row["is_forbidden"] else row["administrative_status"] or "admitted"
