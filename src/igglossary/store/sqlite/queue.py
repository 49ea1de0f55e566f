"""Queues, rows and counts of the review, as SQL: ``contract.review`` says what each field and order means."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, NamedTuple

from igglossary.store.contract.review import NO_REPORT, STATUSES, Queue, Row
from igglossary.store.entry_rows import concept_list_row, list_row
from igglossary.store.pair_rows import GENERAL
from igglossary.store.queue_groups import grouped

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from igglossary.store.contract.review import Condition
    from igglossary.store.sqlite.connection import Database

_CODE = "CASE {column} WHEN 'candidate' THEN 0 WHEN 'approved' THEN 1 WHEN 'rejected' THEN 2 ELSE 3 END"
_IS_LANGUAGE = "({column} LIKE '{lang}' OR {column} LIKE '{lang}-%')"  # not den or enm, which begin alike
_IS_GERMAN = _IS_LANGUAGE.format(column="t.source_lang", lang="de")
_GERMAN = f"CASE WHEN {_IS_GERMAN} THEN t.source ELSE t.target END"
_FOREIGN = f"CASE WHEN {_IS_GERMAN} THEN t.target ELSE t.source END"
_FIRST_TERM = "(SELECT text FROM term WHERE term.concept = t.id AND {is_language} ORDER BY position LIMIT 1)"
_FIRST_GERMAN, _FIRST_ENGLISH = (
    _FIRST_TERM.format(is_language=_IS_LANGUAGE.format(column="term.lang", lang=lang)) for lang in ("de", "en")
)
_WITH_TERM = "SELECT concept FROM term WHERE concept IS NOT NULL AND {is_language} AND instr(fold(text), ?)"
_DOCUMENT = "coalesce(document.title, '') || ' ' || document.path"


_GENERAL = GENERAL.replace("termhood", "t.termhood").replace("known", "t.known")


class _Queue(NamedTuple):
    source: str
    fields: dict[str, str]
    exists: dict[str, str]
    flags: dict[str, str]
    sorts: dict[str, str]


_CHANGED = "coalesce(t.changed_at, t.created_at, '')"
_PERSON = "coalesce(t.changed_by, '')"
_REASON_OF_UNIT = (
    "coalesce((SELECT reason FROM decision WHERE entry_kind = 'unit' AND entry_id = CAST(t.id AS TEXT)"
    " ORDER BY id DESC LIMIT 1), '')"
)
_SHIPPED = (
    "t.changed_by IS NULL AND EXISTS (SELECT 1 FROM document JOIN run ON run.id = document.run"
    " WHERE document.id = t.document AND run.kind = 'shipped')"
)
_DECIDED = "(t.changed_by IS NOT NULL AND t.changed_by = me())"
_PROPOSED = "0"  # in a file everybody decides
_QUEUES = {
    "pairs": _Queue(
        source="pair AS t",
        fields={
            "status": "+t.status",  # no index but that of the places: 0.17 s instead of 0.43 at 100,000
            "count": "t.occurrences",
            "documents": "t.documents",
            "score": "t.score",
            "de": "t.german",
            "en": "t.english",
            "text": "t.german || char(10) || t.english",
            "note": "coalesce(t.note, '')",
            "reason": "coalesce(t.reason, '')",
            "person": _PERSON,
            "changed": _CHANGED,
        },
        exists={
            "document": "SELECT occurrence.pair FROM occurrence JOIN document ON document.id = occurrence.document"
            f" WHERE instr(fold({_DOCUMENT}), ?)"
        },
        flags={
            "proposed": _PROPOSED,
            "general": f"{_GENERAL}",
            "doubt": "t.doubt <> ''",
            "known": "t.known IS NOT NULL",
            "mine": _DECIDED,
        },
        sorts={
            "places": "t.place, t.id",
            "count": "t.occurrences DESC, t.score DESC, t.id",
            "score": "t.score * coalesce(t.termhood, 1) DESC, t.occurrences DESC, t.id",
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
            "keep": "coalesce(t.keep, 0)",
            "relation": "t.relation",
            "de": _GERMAN,
            "en": _FOREIGN,
            "text": "t.source || char(10) || t.target",
            "note": "coalesce(t.note, '')",
            "reason": _REASON_OF_UNIT,
            "person": _PERSON,
            "changed": _CHANGED,
        },
        exists={
            "document": "SELECT unit FROM unit_seen WHERE unit IN (SELECT id FROM unit WHERE evidence IS NOT NULL)"
            f" AND document IN (SELECT id FROM document WHERE instr(fold({_DOCUMENT}), ?))"
        },
        flags={"mine": _DECIDED, "proposed": _PROPOSED},
        sorts={
            "document": "t.id",
            "score": "t.score DESC, t.id",
            "keep": "t.keep DESC, t.id",
            "doubtful": "coalesce(t.keep, t.score), t.id",
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
            "de": _WITH_TERM.format(is_language=_IS_LANGUAGE.format(column="lang", lang="de")),
            "en": _WITH_TERM.format(is_language=_IS_LANGUAGE.format(column="lang", lang="en")),
            "text": _WITH_TERM.format(is_language="1"),
            "document": f"WITH wanted AS (SELECT id FROM document WHERE instr(fold({_DOCUMENT}), ?))"
            " SELECT id FROM concept WHERE document IN wanted UNION SELECT coalesce(pair.concept, pair.known)"
            " FROM occurrence JOIN pair ON pair.id = occurrence.pair WHERE occurrence.document IN wanted"
            " AND coalesce(pair.concept, pair.known) IS NOT NULL",  # NOT IN finds nothing beside a NULL
        },
        flags={
            "proposed": _PROPOSED,
            "defined": "instr(t.data, '\"definitions\"') > 0",
            "complete": "(SELECT count(DISTINCT substr(lang, 1, instr(lang || '-', '-') - 1)) FROM term"
            " WHERE term.concept = t.id) > 1",
            "shipped": _SHIPPED,
            "mine": f"{_DECIDED} OR (t.changed_by IS NULL AND t.created_by = me() AND NOT ({_SHIPPED}))",
        },
        sorts={
            "de": f"fold(coalesce({_FIRST_GERMAN}, '')), t.id",
            "en": f"fold(coalesce({_FIRST_ENGLISH}, '')), t.id",
            "subject": "fold(coalesce(t.subject_field, '')), t.id",
            "document": "t.rowid",
            "changed": f"{_CHANGED} DESC, t.id",
        },
    ),
}
_QUEUES["units"] = _QUEUES["links"]._replace(
    fields={
        **_QUEUES["links"].fields,
        "changed": "coalesce(t.changed_at, t.created_at, (SELECT min(run.started_at) FROM unit_seen"
        " JOIN document ON document.id = unit_seen.document JOIN run ON run.id = document.run"
        " WHERE unit_seen.unit = t.id), '')",
    },
    exists={
        "document": "SELECT unit FROM unit_seen"
        f" WHERE document IN (SELECT id FROM document WHERE instr(fold({_DOCUMENT}), ?))"
    },
    flags={
        "proposed": _PROPOSED,
        "mine": f"{_DECIDED} OR (t.changed_by IS NULL AND t.id IN (SELECT unit FROM unit_seen JOIN document"
        " ON document.id = unit_seen.document JOIN run ON run.id = document.run WHERE run.person = me()))",
    },
)
"""The whole memory, links and what was imported; no queue of the review, but an export chooses from it."""
_ALWAYS = {"units": "1", "pairs": "1", "links": "t.evidence IS NOT NULL", "concepts": "NOT t.is_deleted"}


def load_queue(
    store: Database, kind: str, conditions: Sequence[Condition], sort: str, opened: Container[int] = ()
) -> Queue:
    """A queue, filtered and sorted; ``opened`` are the keys of the groups of general words that are to be listed."""
    _register_functions(store)
    where, values = _where(kind, conditions)
    queue = _QUEUES[kind]
    key = "t.rowid" if kind == "concepts" else "t.id"
    more = ", 0, 0"
    if kind == "pairs":
        is_asked = any(one.field == "general" for one in conditions)
        is_general = "0" if is_asked else f"(t.status = 'candidate' AND {_GENERAL})"
        more = f", {is_general}, coalesce(t.report, {NO_REPORT})"
    rows = store.rows(
        f"SELECT {key}, {_CODE.format(column='t.status')}{more} FROM {queue.source} WHERE {where}"
        f" ORDER BY {queue.sorts[sort]}",
        values,
    )
    return grouped(rows, opened, count_statuses(store, kind), is_by_report=sort == "places")


def load_reports(store: Database, reports: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Documents → (title, else name of the file; date, perhaps "")."""
    return {
        row["id"]: (row["title"] or os.path.basename(row["path"]), row["date"] or "")
        for row in store.rows(
            "SELECT id, title, path, date FROM document WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(reports)),),
        )
    }


def load_general_words(store: Database, group: int, conditions: Sequence[Condition]) -> list[int]:
    """The candidates that are general words, of a report or (``NO_REPORT``) of all, that a filter leaves."""
    _register_functions(store)
    where, values = _where("pairs", conditions)
    report = "1" if group == -NO_REPORT else "t.report = ?"
    rows = store.rows(
        f"SELECT t.id FROM pair AS t WHERE t.status = 'candidate' AND {_GENERAL} AND {report} AND {where}"
        " ORDER BY t.id",
        ([] if group == -NO_REPORT else [-group]) + values,
    )
    return [row[0] for row in rows]


def matching(store: Database, kind: str, conditions: Iterable[Condition]) -> frozenset[str]:
    """The ids of the entries of a queue, or of all ``units``, that fulfil the conditions."""
    _register_functions(store)
    where, values = _where(kind, conditions)
    rows = store.rows(f"SELECT t.id FROM {_QUEUES[kind].source} WHERE {where}", values)
    return frozenset(str(row[0]) for row in rows)


def count_statuses(store: Database, kind: str) -> list[int]:
    """How many entries a queue has of each status, in the order of ``STATUSES``."""
    counts = [0, 0, 0, 0]
    for row in store.rows(f"SELECT status, count(*) FROM {_QUEUES[kind].source} WHERE {_ALWAYS[kind]} GROUP BY status"):
        counts[STATUSES.index(row[0])] = row[1]
    return counts


def load_rows(store: Database, kind: str, keys: Sequence[int]) -> list[Row | None]:
    """The rows with these ids in this order; None for one that is gone meanwhile."""
    select = {
        "pairs": "SELECT id, german, english, status, score, occurrences AS count, place, report FROM pair WHERE id",
        "links": f"SELECT id, {_GERMAN} AS german, {_FOREIGN} AS english, status, coalesce(keep, score) AS score,"
        " 1 AS count, coalesce((SELECT document || ' ' || json_extract(stretches, '$.german.segment')"
        " FROM unit_origin WHERE unit = t.id AND stretches IS NOT NULL LIMIT 1), '') AS place, NULL AS report"
        " FROM unit AS t WHERE id",
        "concepts": "SELECT rowid AS id, data, status FROM concept WHERE NOT is_deleted AND rowid",
    }[kind]
    found = {
        row["id"]: concept_list_row(row) if kind == "concepts" else list_row(row)
        for row in store.rows(f"{select} IN (SELECT value FROM json_each(?))", (json.dumps(list(keys)),))
    }
    return [found.get(key) for key in keys]


def recent_decision_times(store: Database, limit: int = 1000) -> list[str]:
    """Times of this person's last acts with verdicts that stand, newest first."""
    rows = store.rows(
        "SELECT max(at) AS at FROM (SELECT id, act, at, person, action FROM decision ORDER BY id DESC LIMIT ?) AS d"
        " WHERE person = ? AND action IN ('approve', 'reject', 'defer')"
        " AND NOT EXISTS (SELECT 1 FROM decision AS u WHERE u.undoes = d.id)"
        " GROUP BY act ORDER BY max(id) DESC",
        (limit, store.person),
    )
    return [row["at"] for row in rows]


def mark_exported(store: Database) -> None:
    """Remember that an export took place now."""
    last = store.row("SELECT coalesce(max(id), 0) FROM decision")
    store.set_meta("exported_decision", str(0 if last is None else last[0]))
    store.set_meta("exported_at", store.now())


def count_since_export(store: Database) -> dict[str, int]:
    """What was decided since the last export: entry kind → entries touched. All decisions if nothing was exported."""
    rows = store.rows(
        "SELECT entry_kind, count(DISTINCT entry_id) FROM decision WHERE id > ? GROUP BY entry_kind ORDER BY 1",
        (int(store.meta("exported_decision") or 0),),
    )
    return {row[0]: row[1] for row in rows}


def _where(kind: str, conditions: Iterable[Condition]) -> tuple[str, list[str | float]]:
    conditions = list(conditions)
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


def _register_functions(store: Database) -> None:
    """SQLite's lower() knows ASCII only, German needs more; and whose the store is."""
    store.connection.create_function("fold", 1, _fold, deterministic=True)
    store.connection.create_function("me", 0, lambda: store.person)


def _fold(text: str | None) -> str:
    return "" if text is None else str(text).casefold()
