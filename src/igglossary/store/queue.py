"""What the review asks of the store: queues as compact lists of row ids, rows for display by page, single entries.

A queue of 100,000 entries is an ``array('q')`` of row ids and a ``bytearray`` of status codes (0.9 MB together); texts
are read only for the rows that are shown. That keeps the screen at 0.07 s CPU where a widget that holds all rows needs
21 s (design/review-screen.md §7).
"""

from __future__ import annotations

import json
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from igglossary.model import (
    AdministrativeStatus,
    Concept,
    Evidence,
    Occurrence,
    PartOfSpeech,
    Relation,
    Status,
    Suggestion,
)
from igglossary.store import codec

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from igglossary.store.connection import Store

STATUSES = (Status.CANDIDATE, Status.APPROVED, Status.REJECTED, Status.DEFERRED)
"""A status code is an index into this."""
ENTRY_KINDS = {"pairs": "pair", "links": "unit", "concepts": "concept"}
"""Queue → the kind of entry that decisions name."""

_CODE = "CASE {column} WHEN 'candidate' THEN 0 WHEN 'approved' THEN 1 WHEN 'rejected' THEN 2 ELSE 3 END"
_GERMAN = "CASE WHEN {t}.source_lang LIKE 'de%' THEN {t}.source ELSE {t}.target END".format(t="t")
_FOREIGN = "CASE WHEN {t}.source_lang LIKE 'de%' THEN {t}.target ELSE {t}.source END".format(t="t")
_FIRST_TERM = "(SELECT text FROM term WHERE term.concept = t.id AND term.lang LIKE '{lang}%' ORDER BY position LIMIT 1)"
_DOCUMENT = "coalesce(document.title, '') || ' ' || document.path"


class Condition(NamedTuple):
    """One condition of a filter: a field of ``FIELDS``, ``=``, ``<``, ``<=``, ``>``, ``>=`` or ``has`` (contains)."""

    field: str
    operator: str
    value: str | float
    is_negated: bool = False


class _Queue(NamedTuple):
    source: str
    fields: dict[str, str]
    exists: dict[str, str]
    flags: dict[str, str]
    sorts: dict[str, str]


_CHANGED = "coalesce(t.changed_at, t.created_at, '')"
_PERSON = "coalesce(t.changed_by, '')"
_QUEUES = {
    "pairs": _Queue(
        source="pair AS t",
        fields={
            "status": "t.status",
            "count": "t.occurrences",
            "documents": "t.documents",
            "score": "t.score",
            "de": "t.german",
            "en": "t.english",
            "text": "t.german || char(10) || t.english",
            "note": "coalesce(t.note, '')",
            "person": _PERSON,
            "changed": _CHANGED,
        },
        exists={
            "document": "SELECT occurrence.pair FROM occurrence JOIN document ON document.id = occurrence.document"
            f" WHERE instr(fold({_DOCUMENT}), ?)"
        },
        flags={"doubt": "t.doubt <> ''", "conflict": "t.conflict IS NOT NULL", "known": "t.known IS NOT NULL"},
        sorts={
            "count": "t.occurrences DESC, t.score DESC, t.id",
            "score": "t.score DESC, t.occurrences DESC, t.id",
            "doubtful": "t.score, t.id",
            "de": "fold(t.german), t.id",
            "en": "fold(t.english), t.id",
            "document": "t.id",
            "changed": f"{_CHANGED} DESC, t.id",
        },
    ),
    "links": _Queue(
        source="unit AS t",
        fields={
            "status": "t.status",
            "score": "coalesce(t.score, 0)",
            "relation": "t.relation",
            "de": _GERMAN,
            "en": _FOREIGN,
            "text": "t.source || char(10) || t.target",
            "note": "coalesce(t.note, '')",
            "person": _PERSON,
            "changed": _CHANGED,
        },
        exists={
            "document": "SELECT unit_origin.unit FROM unit_origin JOIN document ON document.id = unit_origin.document"
            f" WHERE instr(fold({_DOCUMENT}), ?)"
        },
        flags={},
        sorts={
            "document": "t.id",
            "score": "t.score DESC, t.id",
            "doubtful": "t.score, t.id",
            "relation": "t.relation, t.id",
            "de": f"fold({_GERMAN}), t.id",
            "en": f"fold({_FOREIGN}), t.id",
            "changed": f"{_CHANGED} DESC, t.id",
        },
    ),
    "concepts": _Queue(
        source="concept AS t",
        fields={
            "status": "t.status",
            "subject": "coalesce(t.subject_field, '')",
            "note": "t.data",
            "person": _PERSON,
            "changed": _CHANGED,
        },
        exists={
            "de": "SELECT concept FROM term WHERE concept IS NOT NULL AND lang LIKE 'de%' AND instr(fold(text), ?)",
            "en": "SELECT concept FROM term WHERE concept IS NOT NULL AND lang LIKE 'en%' AND instr(fold(text), ?)",
            "text": "SELECT concept FROM term WHERE concept IS NOT NULL AND instr(fold(text), ?)",
            "document": "SELECT concept.id FROM concept JOIN document ON document.id = concept.document"
            f" WHERE instr(fold({_DOCUMENT}), ?)",
        },
        flags={
            "defined": "instr(t.data, '\"definitions\"') > 0",
            "complete": "(SELECT count(DISTINCT substr(lang, 1, 2)) FROM term WHERE term.concept = t.id) > 1",
        },
        sorts={
            "de": f"fold(coalesce({_FIRST_TERM.format(lang='de')}, '')), t.id",
            "en": f"fold(coalesce({_FIRST_TERM.format(lang='en')}, '')), t.id",
            "subject": "fold(coalesce(t.subject_field, '')), t.id",
            "document": "t.rowid",
            "changed": f"{_CHANGED} DESC, t.id",
        },
    ),
}
_ALWAYS = {"pairs": "1", "links": "t.evidence IS NOT NULL", "concepts": "NOT t.is_deleted"}

FIELDS = {kind: frozenset(q.fields) | frozenset(q.exists) | frozenset(q.flags) for kind, q in _QUEUES.items()}
"""What a condition may name, for each queue."""
SORTS = {kind: tuple(q.sorts) for kind, q in _QUEUES.items()}
"""Orders of each queue, the usual one first."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list. ``key`` is the row id, ``doubt`` is why to look twice (empty: nothing)."""

    key: int
    entry_id: str
    german: str
    english: str
    status: Status
    score: float | None
    count: int
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class PairEntry:
    """A candidate as the reviewer sees it; suggestions best first."""

    key: int
    mined: str
    german: str
    english: str
    score: float
    status: Status
    administrative_status: AdministrativeStatus | None
    part_of_speech: PartOfSpeech | None
    suggestions: tuple[Suggestion, ...]
    doubt: str
    note: str
    concept: str | None
    known: str | None
    conflict: str | None
    merged_into: int | None
    occurrences: int
    documents: int
    version: int
    changed_at: str | None
    changed_by: str | None

    @property
    def entry_id(self) -> str:
        """The id that decisions name."""
        return str(self.key)


@dataclass(frozen=True, slots=True)
class UnitEntry:
    """A link as the reviewer sees it; ``documents`` are titles or paths, ``places`` JSON of the store."""

    key: int
    source_lang: str
    target_lang: str
    source: str
    target: str
    relation: Relation
    status: Status
    score: float | None
    evidence: tuple[Evidence, ...]
    note: str
    documents: tuple[str, ...]
    places: tuple[str, ...]
    version: int
    changed_at: str | None
    changed_by: str | None

    @property
    def entry_id(self) -> str:
        """The id that decisions name."""
        return str(self.key)

    @property
    def german_is_source(self) -> bool:
        """True if the German side is the unit's source; in reports the quotation is, so mostly False."""
        return self.source_lang.lower().startswith("de")

    @property
    def german(self) -> str:
        """The text of the German side."""
        return self.source if self.german_is_source else self.target

    @property
    def english(self) -> str:
        """The text of the other side."""
        return self.target if self.german_is_source else self.source


@dataclass(frozen=True, slots=True)
class ConceptEntry:
    """A concept as the reviewer sees it."""

    key: int
    concept: Concept
    status: Status
    version: int
    changed_at: str | None
    changed_by: str | None

    @property
    def entry_id(self) -> str:
        """The id that decisions name."""
        return self.concept.id

    @property
    def note(self) -> str:
        """The first note."""
        return self.concept.notes[0] if self.concept.notes else ""


Entry = PairEntry | UnitEntry | ConceptEntry


def load_queue(store: Store, kind: str, conditions: Iterable[Condition], sort: str) -> tuple[array[int], bytearray]:
    """The row ids of a filtered, sorted queue and their status codes, position by position."""
    _register_fold(store)
    where, values = _where(kind, conditions)
    queue = _QUEUES[kind]
    key = "t.rowid" if kind == "concepts" else "t.id"
    rows = store.rows(
        f"SELECT {key}, {_CODE.format(column='t.status')} FROM {queue.source} WHERE {where}"
        f" ORDER BY {queue.sorts[sort]}",
        values,
    )
    return array("q", [row[0] for row in rows]), bytearray(row[1] for row in rows)


def count_statuses(store: Store, kind: str) -> list[int]:
    """How many entries a queue has of each status, in the order of ``STATUSES``."""
    counts = [0, 0, 0, 0]
    for row in store.rows(f"SELECT status, count(*) FROM {_QUEUES[kind].source} WHERE {_ALWAYS[kind]} GROUP BY status"):
        counts[STATUSES.index(row[0])] = row[1]
    return counts


def load_rows(store: Store, kind: str, keys: Sequence[int]) -> list[Row | None]:
    """The rows with these ids in this order; None for one that is gone meanwhile."""
    select = {
        "pairs": "SELECT id, german, english, status, score, occurrences,"
        " CASE WHEN conflict IS NOT NULL THEN conflict ELSE doubt END AS doubt FROM pair WHERE id",
        "links": f"SELECT id, {_GERMAN} AS german, {_FOREIGN} AS english, status, score, 1 AS occurrences,"
        " '' AS doubt FROM unit AS t WHERE id",
        "concepts": "SELECT rowid AS id, data, status FROM concept WHERE NOT is_deleted AND rowid",
    }[kind]
    found = {
        row["id"]: _concept_row(row) if kind == "concepts" else _row(row)
        for row in store.rows(f"{select} IN (SELECT value FROM json_each(?))", (json.dumps(list(keys)),))
    }
    return [found.get(key) for key in keys]


def load_entry(store: Store, kind: str, key: int) -> Entry | None:
    """All that is shown of one entry but its occurrences; None if it is gone."""
    if kind == "pairs":
        row = store.row("SELECT * FROM pair WHERE id = ?", (key,))
        return None if row is None else _pair(row)
    if kind == "links":
        row = store.row("SELECT * FROM unit WHERE id = ?", (key,))
        return None if row is None else _unit(row, _origins(store, key))
    row = store.row("SELECT rowid AS key, * FROM concept WHERE rowid = ? AND NOT is_deleted", (key,))
    return None if row is None else _concept(row)


def find_key(store: Store, kind: str, entry_id: str) -> int | None:
    """The row id of an entry that a decision names."""
    if kind != "concepts":
        return int(entry_id)
    row = store.row("SELECT rowid FROM concept WHERE id = ?", (entry_id,))
    return None if row is None else int(row[0])


def load_diverse_occurrences(store: Store, pair: int, limit: int = 100) -> tuple[Occurrence, ...]:
    """Up to ``limit`` occurrences, the most different first: each document and each rendering once, then again."""
    rows = store.rows(
        "SELECT data FROM (SELECT data, document, id, row_number() OVER ("
        "  PARTITION BY document, lower(json_extract(data, '$.english.text')) ORDER BY id) AS turn"
        " FROM (SELECT * FROM occurrence WHERE pair = ? LIMIT 2000)) ORDER BY turn, document, id LIMIT ?",
        (pair, limit),
    )
    return tuple(codec.loads(Occurrence, row["data"]) for row in rows)


def load_context(store: Store, document_sha256: str | None, segment: str, *, around: int = 2) -> list[tuple[str, bool]]:
    """A segment's text with its neighbours in the document: (text, is the segment asked for); empty if unknown."""
    row = store.row(
        "SELECT segment.id, segment.document FROM segment JOIN document ON document.id = segment.document"
        " WHERE document.sha256 = ? AND segment.name = ? ORDER BY document.retired_at IS NOT NULL LIMIT 1",
        (document_sha256 or "", segment),
    )
    return [] if row is None else _neighbours(store, row, around)


def load_unit_context(store: Store, unit: int, text: str, *, around: int = 2) -> list[tuple[str, bool]]:
    """The segment that holds a side of a unit, with its neighbours, as in ``load_context``."""
    row = store.row(
        "SELECT segment.id, segment.document FROM unit_origin JOIN segment ON segment.document = unit_origin.document"
        " WHERE unit_origin.unit = ? AND (instr(segment.text, ?) OR instr(?, segment.text))"
        " ORDER BY segment.id LIMIT 1",
        (unit, text, text),
    )
    return [] if row is None else _neighbours(store, row, around)


def _neighbours(store: Store, row: sqlite3.Row, around: int) -> list[tuple[str, bool]]:
    near = store.rows(
        "SELECT id, text FROM segment WHERE document = ? AND id BETWEEN ? AND ? ORDER BY id",
        (row["document"], row["id"] - around, row["id"] + around),
    )
    return [(item["text"], item["id"] == row["id"]) for item in near]


def load_concept(store: Store, concept_id: str) -> ConceptEntry | None:
    """A concept by its id, None if it is unknown or deleted."""
    row = store.row("SELECT rowid AS key, * FROM concept WHERE id = ? AND NOT is_deleted", (concept_id,))
    return None if row is None else _concept(row)


def any_version(store: Store, concept_id: str) -> int | None:
    """The version of a concept, deleted or not; None if the id is free."""
    row = store.row("SELECT version FROM concept WHERE id = ?", (concept_id,))
    return None if row is None else int(row["version"])


def sharing_pairs(store: Store, concept_id: str, *, but: int) -> list[tuple[str, str]]:
    """German and English of the other approved pairs that made or extended the same concept."""
    rows = store.rows(
        "SELECT german, english FROM pair WHERE concept = ? AND id <> ? AND status = 'approved'", (concept_id, but)
    )
    return [(row["german"], row["english"]) for row in rows]


def recent_decision_times(store: Store, limit: int = 1000) -> list[str]:
    """Times of this person's last verdicts, newest first; only undone ones are still among them."""
    rows = store.rows(
        "SELECT at FROM (SELECT at, person, action FROM decision ORDER BY id DESC LIMIT ?)"
        " WHERE person = ? AND action IN ('approve', 'reject', 'defer')",
        (limit, store.person),
    )
    return [row["at"] for row in rows]


def mark_exported(store: Store) -> None:
    """Remember that an export took place now."""
    last = store.row("SELECT coalesce(max(id), 0) FROM decision")
    store.set_meta("exported_decision", str(0 if last is None else last[0]))
    store.set_meta("exported_at", store.now())


def count_since_export(store: Store) -> dict[str, int]:
    """What was decided since the last export: entry kind → entries touched. All decisions if nothing was exported."""
    rows = store.rows(
        "SELECT entry_kind, count(DISTINCT entry_id) FROM decision WHERE id > ? GROUP BY entry_kind ORDER BY 1",
        (int(store.meta("exported_decision") or 0),),
    )
    return {row[0]: row[1] for row in rows}


def _where(kind: str, conditions: Iterable[Condition]) -> tuple[str, list[str | float]]:
    parts = [_ALWAYS[kind]]
    values: list[str | float] = []
    for condition in conditions:
        sql, value = _condition(kind, condition)
        parts.append(f"NOT ({sql})" if condition.is_negated else f"({sql})")
        values.extend(value)
    return " AND ".join(parts), values


def _condition(kind: str, condition: Condition) -> tuple[str, list[str | float]]:
    queue = _QUEUES[kind]
    name, value = condition.field, condition.value
    if name in queue.flags:
        return queue.flags[name], []
    if name in queue.exists:
        key = "t.id"
        return f"{key} IN ({queue.exists[name]})", [str(value).casefold()]
    if condition.operator == "has":
        return f"instr(fold({queue.fields[name]}), ?) > 0", [str(value).casefold()]
    operator = {"=": "=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}[condition.operator]
    return f"{queue.fields[name]} {operator} ?", [value]


def _register_fold(store: Store) -> None:
    """SQLite's lower() knows ASCII only; German needs more."""
    store.connection.create_function("fold", 1, _fold, deterministic=True)


def _fold(text: str | None) -> str:
    return "" if text is None else str(text).casefold()


def _row(row: sqlite3.Row) -> Row:
    return Row(
        row["id"],
        str(row["id"]),
        row["german"],
        row["english"],
        Status(row["status"]),
        row["score"],
        row["occurrences"],
        row["doubt"],
    )


def _concept_row(row: sqlite3.Row) -> Row:
    concept = codec.loads(Concept, row["data"])
    german, english = (_designations(concept, lang) for lang in ("de", "en"))
    count = sum(len(section.terms) for section in concept.languages)
    return Row(row["id"], concept.id, german, english, Status(row["status"]), None, count)


def _designations(concept: Concept, lang: str) -> str:
    section = concept.section(lang)
    return "" if section is None else " · ".join(term.text for term in section.terms)


def _pair(row: sqlite3.Row) -> PairEntry:
    values: dict[str, Any] = {name: row[name] for name in row.keys()}  # noqa: SIM118 - a sqlite3.Row iterates values
    part_of_speech, administrative = values["part_of_speech"], values["administrative_status"]
    return PairEntry(
        key=values["id"],
        suggestions=tuple(codec.decode(Suggestion, item) for item in json.loads(values["suggestions"])),
        status=Status(values["status"]),
        administrative_status=AdministrativeStatus(administrative) if administrative else None,
        part_of_speech=PartOfSpeech(part_of_speech) if part_of_speech else None,
        note=values["note"] or "",
        **{
            name: values[name]
            for name in (
                "mined", "german", "english", "score", "doubt", "concept", "known", "conflict", "merged_into",
                "occurrences", "documents", "version", "changed_at", "changed_by",
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
        documents=tuple(origin["title"] or origin["path"] for origin in origins),
        places=tuple(origin["place"] for origin in origins),
        **{
            name: row[name]
            for name in (
                "source_lang", "target_lang", "source", "target", "score", "version", "changed_at", "changed_by",
            )
        },
    )  # fmt: skip


def _origins(store: Store, unit: int) -> list[sqlite3.Row]:
    return store.rows(
        "SELECT document.title, document.path, unit_origin.place FROM unit_origin"
        " JOIN document ON document.id = unit_origin.document WHERE unit_origin.unit = ? ORDER BY document.id, place"
        " LIMIT 20",
        (unit,),
    )


def _concept(row: sqlite3.Row) -> ConceptEntry:
    return ConceptEntry(
        key=row["key"],
        concept=codec.loads(Concept, row["data"]),
        status=Status(row["status"]),
        version=row["version"],
        changed_at=row["changed_at"],
        changed_by=row["changed_by"],
    )
