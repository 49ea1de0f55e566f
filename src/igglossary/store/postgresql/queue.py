"""Queues and rows of the review, as SQL: ``contract.review`` says what each field and order means."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from igglossary.store.contract.review import NO_REPORT
from igglossary.store.pair_rows import GENERAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from igglossary.store.contract.review import Condition

_CODE = "CASE t.status WHEN 'candidate' THEN 0 WHEN 'approved' THEN 1 WHEN 'rejected' THEN 2 ELSE 3 END"
_IS_LANGUAGE = "({column} ILIKE '{lang}' OR {column} ILIKE '{lang}-%%')"  # not den or enm, which begin alike
_IS_GERMAN = _IS_LANGUAGE.format(column="t.source_lang", lang="de")
_GERMAN = f"CASE WHEN {_IS_GERMAN} THEN t.source ELSE t.target END"
_FOREIGN = f"CASE WHEN {_IS_GERMAN} THEN t.target ELSE t.source END"
_FIRST_TERM = "(SELECT text FROM term WHERE term.concept = t.id AND {is_language} ORDER BY position LIMIT 1)"
_FIRST_GERMAN, _FIRST_ENGLISH = (
    _FIRST_TERM.format(is_language=_IS_LANGUAGE.format(column="term.lang", lang=lang)) for lang in ("de", "en")
)
_WITH_TERM = "SELECT concept FROM term WHERE concept IS NOT NULL AND {is_language} AND strpos(fold(text), %s) > 0"
_DOCUMENT = "coalesce(document.title, '') || ' ' || document.path"
_GENERAL = GENERAL.replace("termhood", "t.termhood").replace("known", "t.known")
_PROPOSED = "EXISTS (SELECT 1 FROM proposal WHERE entry_kind = '{kind}' AND entry_id = t.id::text)"


class _Queue(NamedTuple):
    source: str
    always: str
    key: str
    fields: dict[str, str]
    exists: dict[str, str]
    flags: dict[str, str]
    sorts: dict[str, str]
    rows: str


_CHANGED = "coalesce(t.changed_at, t.created_at, '') COLLATE \"C\""
_PERSON = "coalesce(t.changed_by, '')"
_REASON_OF_UNIT = (
    "coalesce((SELECT reason FROM decision WHERE entry_kind = 'unit' AND entry_id = t.id::text"
    " ORDER BY id DESC LIMIT 1), '')"
)
_SHIPPED = (
    "(t.changed_by IS NULL AND EXISTS (SELECT 1 FROM document JOIN run ON run.id = document.run"
    " WHERE document.id = t.document AND run.kind = 'shipped'))"
)
_DECIDED = "(t.changed_by IS NOT NULL AND t.changed_by = session_user::text)"
_QUEUES = {
    "pairs": _Queue(
        source="pair AS t",
        always="true",
        key="t.id",
        fields={
            "status": "t.status",
            "count": "t.occurrences",
            "documents": "t.documents",
            "score": "t.score",
            "de": "t.german",
            "en": "t.english",
            "text": "t.german || chr(10) || t.english",
            "note": "coalesce(t.note, '')",
            "reason": "coalesce(t.reason, '')",
            "person": _PERSON,
            "changed": _CHANGED,
        },
        exists={
            "document": "SELECT occurrence.pair FROM occurrence JOIN document ON document.id = occurrence.document"
            f" WHERE strpos(fold({_DOCUMENT}), %s) > 0"
        },
        flags={
            "general": _GENERAL,
            "doubt": "t.doubt <> ''",
            "known": "t.known IS NOT NULL",
            "mine": _DECIDED,
            "proposed": _PROPOSED.format(kind="pair"),
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
        rows="SELECT id, german, english, status, score, occurrences AS count, place, report FROM pair AS t WHERE id",
    ),
    "links": _Queue(
        source="unit AS t",
        always="t.evidence IS NOT NULL",
        key="t.id",
        fields={
            "status": "t.status",
            "score": "coalesce(t.score, 0)",
            "keep": "coalesce(t.keep, 0)",
            "relation": "t.relation",
            "de": _GERMAN,
            "en": _FOREIGN,
            "text": "t.source || chr(10) || t.target",
            "note": "coalesce(t.note, '')",
            "reason": _REASON_OF_UNIT,
            "person": _PERSON,
            "changed": _CHANGED,
        },
        exists={
            "document": "SELECT unit FROM unit_seen WHERE unit IN (SELECT id FROM unit WHERE evidence IS NOT NULL)"
            f" AND document IN (SELECT id FROM document WHERE strpos(fold({_DOCUMENT}), %s) > 0)"
        },
        flags={"mine": _DECIDED, "proposed": _PROPOSED.format(kind="unit")},
        sorts={
            "document": "t.id",
            "score": "t.score DESC NULLS LAST, t.id",
            "keep": "t.keep DESC NULLS LAST, t.id",
            "doubtful": "coalesce(t.keep, t.score) NULLS FIRST, t.id",
            "relation": "t.relation, t.id",
            "de": f"fold({_GERMAN}), t.id",
            "en": f"fold({_FOREIGN}), t.id",
            "changed": f"{_CHANGED} DESC, t.id",
        },
        rows=f"SELECT id, {_GERMAN} AS german, {_FOREIGN} AS english, status, coalesce(keep, score) AS score,"
        " 1 AS count, '' AS place, NULL::bigint AS report FROM unit AS t WHERE id",
    ),
    "concepts": _Queue(
        source="concept AS t",
        always="t.is_deleted = 0",
        key="t.key",
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
            "text": _WITH_TERM.format(is_language="true"),
            "document": f"WITH wanted AS (SELECT id FROM document WHERE strpos(fold({_DOCUMENT}), %s) > 0)"
            " SELECT id FROM concept WHERE document IN (SELECT id FROM wanted)"
            " UNION SELECT coalesce(pair.concept, pair.known) FROM occurrence JOIN pair ON pair.id = occurrence.pair"
            " WHERE occurrence.document IN (SELECT id FROM wanted) AND coalesce(pair.concept, pair.known) IS NOT NULL",
        },
        flags={
            "defined": "strpos(t.data, '\"definitions\"') > 0",
            "complete": "(SELECT count(DISTINCT split_part(lang, '-', 1)) FROM term WHERE term.concept = t.id) > 1",
            "shipped": _SHIPPED,
            "mine": f"{_DECIDED} OR (t.changed_by IS NULL AND t.created_by = session_user::text AND NOT {_SHIPPED})",
            "proposed": _PROPOSED.format(kind="concept"),
        },
        sorts={
            "de": f"fold(coalesce({_FIRST_GERMAN}, '')), t.id",
            "en": f"fold(coalesce({_FIRST_ENGLISH}, '')), t.id",
            "subject": "fold(coalesce(t.subject_field, '')), t.id",
            "document": "t.key",
            "changed": f"{_CHANGED} DESC, t.id",
        },
        rows="SELECT key AS id, data FROM concept AS t WHERE is_deleted = 0 AND key",
    ),
}

_SEEN_IN_RUNS = "unit_seen JOIN document ON document.id = unit_seen.document JOIN run ON run.id = document.run"
_QUEUES["units"] = _QUEUES["links"]._replace(
    always="true",
    fields={
        **_QUEUES["links"].fields,
        "changed": "coalesce(t.changed_at, t.created_at,"
        f" (SELECT min(run.started_at) FROM {_SEEN_IN_RUNS} WHERE unit_seen.unit = t.id), '')",
    },
    exists={
        "document": "SELECT unit FROM unit_seen"
        f" WHERE document IN (SELECT id FROM document WHERE strpos(fold({_DOCUMENT}), %s) > 0)"
    },
    flags={
        "mine": f"{_DECIDED} OR (t.changed_by IS NULL"
        f" AND t.id IN (SELECT unit FROM {_SEEN_IN_RUNS} WHERE run.person = session_user::text))",
        "proposed": _PROPOSED.format(kind="unit"),
    },
)
"""The whole memory, links and what was imported; no queue of the review, but an export chooses from it."""


def of_queue(kind: str, conditions: Sequence[Condition], sort: str) -> tuple[str, list[str | float]]:
    """(key, status code, is a general word, report) of the entries of a queue: the statement and its values."""
    queue = _QUEUES[kind]
    where, values = _where(kind, list(conditions))
    more = "0, 0"
    if kind == "pairs":
        is_asked = any(one.field == "general" for one in conditions)
        is_general = "0" if is_asked else f"(t.status = 'candidate' AND {_GENERAL})::integer"
        more = f"{is_general}, coalesce(t.report, {NO_REPORT})"
    return f"SELECT {queue.key}, {_CODE}, {more} FROM {queue.source} WHERE {where} ORDER BY {queue.sorts[sort]}", values


def of_general_words(group: int, conditions: Sequence[Condition]) -> tuple[str, list[str | float]]:
    """Keys of the candidates that are general words, of a report or (``NO_REPORT``) of all, that a filter leaves."""
    where, values = _where("pairs", list(conditions))
    report = "true" if group == -NO_REPORT else "t.report = %s"
    wanted = f"t.status = 'candidate' AND {_GENERAL} AND {report} AND {where}"
    return f"SELECT t.id FROM pair AS t WHERE {wanted} ORDER BY t.id", [
        *([] if group == -NO_REPORT else [-group]),
        *values,
    ]


def of_matching(kind: str, conditions: Iterable[Condition]) -> tuple[str, list[str | float]]:
    """Ids of the entries of a queue, or of all ``units``, that fulfil conditions."""
    where, values = _where(kind, list(conditions))
    return f"SELECT t.id FROM {_QUEUES[kind].source} WHERE {where}", values


def of_counts(kind: str) -> str:
    """(status, how many) of the whole queue."""
    queue = _QUEUES[kind]
    return f"SELECT status, count(*) FROM {queue.source} WHERE {queue.always} GROUP BY status"


def of_rows(kind: str) -> str:
    """What a list shows of the entries with some keys, for one value: a list of them."""
    return f"{_QUEUES[kind].rows} = ANY(%s)"


def of_named_rows(kind: str) -> str:
    """The same of entries by their names in decisions, with the key, in the order of the names: a list of texts."""
    if kind == "concepts":
        key = "SELECT key FROM concept WHERE id = asked.name"
    else:
        key = f"SELECT id FROM {_QUEUES[kind].source} WHERE id = asked.name::bigint"
    shown = f"{_QUEUES[kind].rows} = named.key"
    return (
        f"SELECT named.key, shown.* FROM (SELECT ({key}) AS key, place FROM unnest(%s::text[])"
        f" WITH ORDINALITY AS asked (name, place)) AS named LEFT JOIN LATERAL ({shown}) AS shown ON true"
        " WHERE named.key IS NOT NULL ORDER BY named.place"
    )


def _where(kind: str, conditions: list[Condition]) -> tuple[str, list[str | float]]:
    parts = [_QUEUES[kind].always]
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
        return f"t.id IN ({queue.exists[name]})", [str(value).casefold()]
    if condition.operator == "has":
        return f"strpos(fold(({queue.fields[name]})::text), %s) > 0", [str(value).casefold()]
    operator = {"=": "=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}[condition.operator]
    if isinstance(value, str):
        return f'({queue.fields[name]})::text COLLATE "C" {operator} %s', [value]
    return f"{queue.fields[name]} {operator} %s", [value]
