"""What people look at and decide in a team store, as ``contract.review.Review``."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from igglossary.errors import StoreError
from igglossary.languages.keys import query_keys
from igglossary.languages.sameness import is_same_term
from igglossary.model import Concept, Status
from igglossary.store import codec
from igglossary.store.contract.review import ENTRY_KINDS, STATUSES, Change, Decided, Ground, Queue, StoredConcept
from igglossary.store.entry_rows import concept_entry, concept_list_row, list_row, pair_entry, unit_entry
from igglossary.store.postgresql import decisions, evidence, queue
from igglossary.store.postgresql.connection import Query
from igglossary.store.postgresql.decision_rows import decision_of
from igglossary.store.postgresql.memory_index import ORIGINS
from igglossary.store.postgresql.sentences import not_allowed
from igglossary.store.postgresql.units import copy_unit
from igglossary.store.queue_groups import grouped

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    import psycopg

    from igglossary.model import Decision, Occurrence
    from igglossary.store.contract.entries import Entry
    from igglossary.store.contract.review import Condition, Row
    from igglossary.store.evidence import PairTexts
    from igglossary.store.postgresql import connection
    from igglossary.store.postgresql.connection import Database

_REMEMBERED = 2000
"""Rows that a session has read and may decide about, so that an act need not read them again."""
_GERMAN_CONCEPTS = (
    "FROM form JOIN term ON term.id = form.term WHERE form.key = ANY(%s) AND term.concept IS NOT NULL"
    " AND (term.lang = 'de' OR term.lang ILIKE 'de-%%')"
)
_SEGMENTS = (  # those of a quotation end with it, the next note is about something else
    "SELECT near.text, near.id = here.id FROM ({here}) AS here JOIN segment AS near ON near.document = here.document"
    " AND near.id BETWEEN here.id - %(around)s AND here.id + %(around)s"
    " AND near.footnote IS NOT DISTINCT FROM here.footnote AND near.quotation IS NOT DISTINCT FROM here.quotation"
    " ORDER BY near.id"
)
_IN_DOCUMENT = (
    "SELECT segment.* FROM segment JOIN document ON document.id = segment.document"
    " WHERE document.sha256 = %(sha256)s AND segment.name = %(name)s ORDER BY document.retired_at IS NOT NULL LIMIT 1"
)
_OF_UNIT = (
    "SELECT segment.* FROM unit_seen JOIN segment ON segment.document = unit_seen.document"
    " WHERE unit_seen.unit = %(unit)s AND (strpos(segment.text, %(text)s) > 0 OR strpos(%(text)s, segment.text) > 0)"
    " ORDER BY segment.id LIMIT 1"
)


class PgReview:
    """See ``contract.review.Review``."""

    def __init__(self, store: Database) -> None:
        """On an open store."""
        self._store = store
        self._seen: dict[decisions.Entry, dict[str, Any]] = {}

    # --- looking ---

    def queue(self, queue_name: str, conditions: Sequence[Condition], sort: str, opened: Container[int] = ()) -> Queue:
        """See ``contract.review.Review``."""
        found, counts = self._store.ask(
            Query(*queue.of_queue(queue_name, conditions, sort)), Query(queue.of_counts(queue_name))
        )
        return grouped(found, opened, _counts(counts), is_by_report=sort == "places")

    def general_words(self, group: int, conditions: Sequence[Condition]) -> list[int]:
        """See ``contract.review.Review``."""
        return [row[0] for row in self._store.rows(*queue.of_general_words(group, conditions))]

    def reports(self, reports: Sequence[int]) -> dict[int, tuple[str, str]]:
        """See ``contract.review.Review``."""
        rows = self._store.rows("SELECT id, title, path, date FROM document WHERE id = ANY(%s)", (list(reports),))
        return {row["id"]: (row["title"] or os.path.basename(row["path"]), row["date"] or "") for row in rows}

    def counts(self, queue_name: str) -> list[int]:
        """See ``contract.review.Review``."""
        return _counts(self._store.rows(queue.of_counts(queue_name)))

    def matching(self, kind: str, conditions: Sequence[Condition]) -> frozenset[str]:
        """See ``contract.review.Review``."""
        return frozenset(str(row[0]) for row in self._store.rows(*queue.of_matching(kind, conditions)))

    def rows(self, queue_name: str, keys: Sequence[int]) -> list[Row | None]:
        """See ``contract.review.Review``."""
        return _list_rows(queue_name, keys, self._store.rows(queue.of_rows(queue_name), (list(keys),)))

    def entries(self, queue_name: str, keys: Sequence[int]) -> list[Entry | None]:
        """See ``contract.review.Review``."""
        wanted = list(keys)
        if queue_name == "pairs":
            found = self._store.rows("SELECT * FROM pair WHERE id = ANY(%s)", (wanted,))
            by_key: dict[int, Entry] = {row["id"]: pair_entry(row) for row in found}
        elif queue_name == "links":
            found, origins = self._store.ask(
                Query("SELECT * FROM unit WHERE id = ANY(%s)", (wanted,)), Query(ORIGINS, (wanted,))
            )
            places: dict[int, list[Any]] = {}
            for origin in origins:
                places.setdefault(origin["unit"], []).append(origin)
            by_key = {row["id"]: unit_entry(row, places.get(row["id"], [])) for row in found}
        else:
            found = self._store.rows("SELECT * FROM concept WHERE key = ANY(%s) AND is_deleted = 0", (wanted,))
            by_key = {row["key"]: concept_entry(row) for row in found}
        self._remember(ENTRY_KINDS[queue_name], found)
        return [by_key.get(key) for key in keys]

    def key(self, queue_name: str, entry_id: str) -> int | None:
        """See ``contract.review.Review``."""
        if queue_name != "concepts":
            return int(entry_id)
        row = self._store.row("SELECT key FROM concept WHERE id = %s", (entry_id,))
        return None if row is None else int(row["key"])

    def occurrences(self, pair: int, limit: int = 100) -> tuple[Occurrence, ...]:
        """See ``contract.review.Review``."""
        return evidence.load_evidence(self._store, [pair], limit).get(pair, ())

    def texts(self, pair: int) -> PairTexts:
        """See ``contract.review.Review``."""
        return evidence.load_texts(self._store, pair)

    def stop_list(self) -> list[str]:
        """See ``contract.review.Review``."""
        rows = self._store.rows(
            "SELECT DISTINCT german FROM pair WHERE reason = 'word' AND status = 'rejected' ORDER BY german"
        )
        return [row[0] for row in rows]

    def pairs_of(self, german: str) -> list[int]:
        """See ``contract.review.Review``."""
        keys = [key for key, _kind in query_keys(german)]
        rows = self._store.rows(
            "SELECT DISTINCT pair.id, pair.german FROM form JOIN term ON term.id = form.term"
            " JOIN pair ON pair.id = term.pair WHERE form.key = ANY(%s) AND pair.status = 'candidate' ORDER BY pair.id",
            (keys,),
        )
        return [pair for pair, its in rows if is_same_term(its, german, "de")]

    def context(self, document_sha256: str | None, segment: str, *, around: int = 2) -> list[tuple[str, bool]]:
        """See ``contract.review.Review``."""
        values = {"sha256": document_sha256 or "", "name": segment, "around": around}
        return [(text, is_it) for text, is_it in self._store.rows(_SEGMENTS.format(here=_IN_DOCUMENT), values)]

    def unit_context(self, unit: int, text: str, *, around: int = 2) -> list[tuple[str, bool]]:
        """See ``contract.review.Review``."""
        values = {"unit": unit, "text": text, "around": around}
        return [(near, is_it) for near, is_it in self._store.rows(_SEGMENTS.format(here=_OF_UNIT), values)]

    def history(self, entry_kind: str | None = None, entry_id: str | None = None) -> list[Decision]:
        """See ``contract.review.Review``."""
        rows = self._store.rows(
            "SELECT * FROM decision WHERE (%(kind)s::text IS NULL OR entry_kind = %(kind)s)"
            " AND (%(name)s::text IS NULL OR entry_id = %(name)s) ORDER BY id",
            {"kind": entry_kind, "name": entry_id},
        )
        return list(map(decision_of, rows))

    def labels(self, entries: Sequence[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, ...]]:
        """See ``contract.review.Review``."""
        names = {
            kind: [name for its, name in entries if its == kind and (kind == "concept" or name.isdigit())]
            for kind in ("pair", "unit", "concept")
        }
        pairs, units, concepts = self._store.ask(
            Query("SELECT id, german, english FROM pair WHERE id = ANY(%s::bigint[])", (names["pair"],)),
            Query("SELECT id, source, target FROM unit WHERE id = ANY(%s::bigint[])", (names["unit"],)),
            Query("SELECT id, data FROM concept WHERE id = ANY(%s) AND is_deleted = 0", (names["concept"],)),
        )
        found: dict[tuple[str, str], tuple[str, ...]] = {
            (kind, str(number)): (one, other)
            for kind, some in (("pair", pairs), ("unit", units))
            for number, one, other in some
        }
        for name, data in concepts:
            sections = codec.loads(Concept, data).languages
            found["concept", name] = tuple(one.terms[0].text for one in sections if one.terms)
        return {entry: found[entry] for entry in entries if entry in found}

    def decision_times(self, limit: int = 1000) -> list[str]:
        """See ``contract.review.Review``."""
        rows = self._store.rows(
            "SELECT max(at) FROM (SELECT id, act, at, person, action FROM decision ORDER BY id DESC LIMIT %s) AS d"
            " WHERE person = %s AND action IN ('approve', 'reject', 'defer')"
            " AND NOT EXISTS (SELECT 1 FROM decision AS u WHERE u.undoes = d.id)"
            " GROUP BY act ORDER BY max(id) DESC",
            (limit, self._store.person),
        )
        return [row[0] for row in rows]

    # --- deciding ---

    def ground(self, pairs: Sequence[int], german: Sequence[str] = (), concepts: Sequence[str] = ()) -> Ground:
        """See ``contract.review.Review``."""
        keys = {term: [key for key, _kind in query_keys(term)] for term in dict.fromkeys(german)}
        asked = [key for some in keys.values() for key in some]
        of_pairs = "SELECT concept FROM pair WHERE id = ANY(%s) AND concept IS NOT NULL AND status = 'approved'"
        by_key, stored, sharing, *texts = self._store.ask(
            Query(f"SELECT DISTINCT form.key, term.concept, term.text {_GERMAN_CONCEPTS}", (asked,)),
            Query(
                f"SELECT * FROM concept WHERE id = ANY(%s) OR id IN ({of_pairs})"
                f" OR id IN (SELECT term.concept {_GERMAN_CONCEPTS})",
                (list(concepts), list(pairs), asked),
            ),
            Query(
                "SELECT p.id, p.concept, other.german, other.english FROM pair p LEFT JOIN pair other"
                " ON other.concept = p.concept AND other.id <> p.id AND other.status = 'approved'"
                " WHERE p.id = ANY(%s) AND p.concept IS NOT NULL AND p.status = 'approved' ORDER BY p.id, other.id",
                (list(pairs),),
            ),
            *evidence.queries(pairs),
        )
        self._remember("concept", stored)
        named = {
            term: {name for form, name, text in by_key if form in some and is_same_term(term, text, "de")}
            for term, some in keys.items()
        }
        others: dict[int, list[tuple[str, str]]] = {}
        for pair, _concept, one, other in sharing:
            others.setdefault(pair, []).extend([(one, other)] if one is not None else [])
        wanted = {
            *concepts,
            *(row["concept"] for row in sharing),
            *(name for found in named.values() for name in found),
        }
        seen = evidence.evidence_of(evidence.read_texts(texts), limit=1)
        return Ground(
            {row["id"]: _stored(row) for row in stored if row["id"] in wanted},
            {term: tuple(sorted(found)) for term, found in named.items()},
            {pair: tuple(found) for pair, found in others.items()},
            {pair: found[0] for pair, found in seen.items() if found},
        )

    def decide(
        self, changes: Sequence[Change], *, reason: str | None = None, queue: str = "", act: str = ""
    ) -> Decided:
        """See ``contract.review.Review``."""
        if not self._store.may_decide:
            return self._propose(changes, reason)
        rows = self._current(changes)
        doing = decisions.Act(self._store, reason=reason, act=act)
        doing.look_ahead(rows, (((one.entry_kind, one.entry_id), one.new) for one in changes))
        with self._telling_conflicts(), self._store.transaction():
            decisions.decide(self._store, doing, changes, rows)
            wanted = self._ask_for(queue, [(one.entry_kind, one.entry_id) for one in changes])
        return self._decided(doing, queue, wanted)

    def split(
        self, unit: int, version: int | None, halves: Sequence[Mapping[str, object]], *, reason: str | None = None
    ) -> Decided:
        """See ``contract.review.Review``."""
        first = Change("unit", str(unit), "split", halves[0], version)
        if not self._store.may_decide:
            raise not_allowed(self._store.path)
        rows = self._current([first])
        changes = [first]
        act = decisions.Act(self._store, reason=reason)
        with self._telling_conflicts(), self._store.transaction():
            row = rows.get(("unit", str(unit)))
            for half in halves[1:] if row is not None else ():
                number = self._store.rows("SELECT take_numbers('unit', 1) + 1")[0][0]
                rows["unit", str(number)] = copy_unit(self._store, row, number) if row is not None else {}
                changes.append(Change("unit", str(number), "split", half, 1))
            decisions.decide(self._store, act, changes, rows)
            wanted = self._ask_for("links", [(one.entry_kind, one.entry_id) for one in changes])
        return self._decided(act, "links", wanted)

    def undo(self, *, queue: str = "") -> Decided:
        """See ``contract.review.Review``."""
        return self._reverse("undo", queue)

    def redo(self, *, queue: str = "") -> Decided:
        """See ``contract.review.Review``."""
        return self._reverse("redo", queue)

    def restore(self, concept_id: str) -> bool:
        """See ``contract.review.Review``."""
        row = self._store.row("SELECT * FROM concept WHERE id = %s", (concept_id,))
        if row is None or not row["is_deleted"]:
            return False
        self._seen["concept", concept_id] = dict(row)
        self.decide([Change("concept", concept_id, "restore", {"is_deleted": 0}, row["version"])])
        return True

    def _reverse(self, action: str, queue: str) -> Decided:
        done, rows = decisions.last_act(self._store, action)
        if not done:
            return Decided()
        act = decisions.Act(self._store)
        entries = [(one.entry_kind, one.entry_id) for one in done]
        after = [one.old if action == "undo" else one.new for one in done]
        act.look_ahead(rows, zip(entries, after, strict=True))
        with self._telling_conflicts(), self._store.transaction():
            decisions.reverse(self._store, act, done, rows, action)
            wanted = self._ask_for(queue, list(reversed(entries)) if action == "undo" else entries)
        return self._decided(act, queue, wanted)

    def _propose(self, changes: Sequence[Change], reason: str | None) -> Decided:
        """What a translator decides is a proposal beside the entry; nothing of the entry changes."""
        with self._telling_conflicts(), self._store.transaction():
            for change in changes:
                entry = (change.entry_kind, change.entry_id)
                self._store.execute("SELECT must_be(%s, %s, %s)", (*entry, change.seen_version))
                self._store.execute(
                    "INSERT INTO proposal (at, person, entry_kind, entry_id, action, new, reason, seen_version)"
                    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
                    (
                        self._store.now(), self._store.person, *entry, change.action,
                        json.dumps(dict(change.new), ensure_ascii=False, sort_keys=True), reason, change.seen_version,
                    ),
                )  # fmt: skip
        return Decided(proposals=len(changes))

    def _current(self, changes: Sequence[Change]) -> dict[decisions.Entry, dict[str, Any]]:
        """The rows that changes are about: as they were seen, if that is the version that the person saw; else read."""
        rows: dict[decisions.Entry, dict[str, Any]] = {}
        unknown = []
        for change in changes:
            entry = (change.entry_kind, change.entry_id)
            row = self._seen.get(entry)
            if row is not None and row["version"] == change.seen_version:
                rows[entry] = row
            elif change.seen_version is not None:  # a new one has no row, and must_be proves it
                unknown.append(entry)
        return rows | decisions.load_rows(self._store, unknown)

    def _ask_for(self, queue_name: str, entries: Sequence[decisions.Entry]) -> psycopg.Cursor[connection.Row] | None:
        """Ask for the rows of a list as the act leaves them; in its transaction, without waiting."""
        if not queue_name:
            return None
        names = [name for kind, name in dict.fromkeys(entries) if kind == ENTRY_KINDS[queue_name]]
        return self._store.execute(queue.of_named_rows(queue_name), (names,))

    def _decided(self, act: decisions.Act, queue_name: str, wanted: psycopg.Cursor[connection.Row] | None) -> Decided:
        done = act.decisions()
        for decision in done:
            self._seen.pop((decision.entry_kind, decision.entry_id), None)
        if wanted is None:
            return Decided(done)
        rows = [row for row in wanted.fetchall() if row["key"] is not None]
        keys = tuple(row["key"] for row in rows)
        shown = [row for row in rows if row["id"] is not None]
        return Decided(done, keys, tuple(_list_rows(queue_name, keys, shown)))

    def _remember(self, kind: str, rows: Sequence[connection.Row]) -> None:
        if len(self._seen) > _REMEMBERED:
            self._seen.clear()
        self._seen.update({(kind, str(row["id"])): dict(row) for row in rows})

    def _telling_conflicts(self) -> _TellingConflicts:
        return _TellingConflicts(self._store, self._seen)

    # --- exports ---

    def note_export(self) -> None:
        """See ``contract.review.Review``."""
        if self._store.role == "reader":
            return  # his export is nobody's business
        with self._store.transaction():
            self._store.execute(
                "INSERT INTO meta SELECT 'exported_decision', coalesce(max(id), 0)::text FROM decision"
                " UNION ALL SELECT 'exported_at', %s ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                (self._store.now(),),
            )

    def since_export(self) -> dict[str, int]:
        """See ``contract.review.Review``."""
        rows = self._store.rows(
            "SELECT entry_kind, count(DISTINCT entry_id) FROM decision WHERE id > coalesce("
            "(SELECT value::bigint FROM meta WHERE name = 'exported_decision'), 0) GROUP BY entry_kind ORDER BY 1"
        )
        return dict(rows)


class _TellingConflicts:
    """Around a transaction: the refusal of an act because of another version becomes the error that says who it was."""

    def __init__(self, store: Database, seen: dict[decisions.Entry, dict[str, Any]]) -> None:
        self._store = store
        self._seen = seen

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        entry = decisions.other_version(error) if isinstance(error, StoreError) else None
        if entry is not None:
            self._seen.pop(entry, None)
            raise decisions.conflict_about(self._store, entry) from error


def _counts(rows: Sequence[connection.Row]) -> list[int]:
    counts = [0] * len(STATUSES)
    for status, number in rows:
        counts[STATUSES.index(Status(status))] = number
    return counts


def _list_rows(queue_name: str, keys: Sequence[int], rows: Sequence[connection.Row]) -> list[Row | None]:
    make = concept_list_row if queue_name == "concepts" else list_row
    found = {row["id"]: make(row) for row in rows}
    return [found.get(key) for key in keys]


def _stored(row: connection.Row) -> StoredConcept:
    return StoredConcept(None if row["is_deleted"] else codec.loads(Concept, row["data"]), row["version"])
