"""The SQLite file as ``contract.review.Review``."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from igglossary.model import Status
from igglossary.store.contract.review import CHANGEABLE, ENTRY_KINDS, Change, Decided, Ground, Queue, StoredConcept
from igglossary.store.sqlite import concepts, decisions, entries, stop_list, units
from igglossary.store.sqlite.evidence import load_evidence, load_texts
from igglossary.store.sqlite.queue import (
    count_since_export,
    count_statuses,
    load_general_words,
    load_queue,
    load_reports,
    load_rows,
    mark_exported,
    matching,
    recent_decision_times,
)

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from igglossary.model import Decision, Occurrence
    from igglossary.store.contract.entries import Entry
    from igglossary.store.contract.review import Condition, Row
    from igglossary.store.evidence import PairTexts
    from igglossary.store.sqlite.connection import Database


class SqliteReview:
    """See ``contract.review.Review``."""

    def __init__(self, store: Database) -> None:
        """On an open file."""
        self._store = store

    # --- looking ---

    def queue(self, queue: str, conditions: Sequence[Condition], sort: str, opened: Container[int] = ()) -> Queue:
        """See ``contract.review.Review``."""
        return load_queue(self._store, queue, conditions, sort, opened)

    def general_words(self, group: int, conditions: Sequence[Condition]) -> list[int]:
        """See ``contract.review.Review``."""
        return load_general_words(self._store, group, conditions)

    def reports(self, reports: Sequence[int]) -> dict[int, tuple[str, str]]:
        """See ``contract.review.Review``."""
        return load_reports(self._store, reports)

    def matching(self, kind: str, conditions: Sequence[Condition]) -> frozenset[str]:
        """See ``contract.review.Review``."""
        return matching(self._store, kind, conditions)

    def counts(self, queue: str) -> list[int]:
        """See ``contract.review.Review``."""
        return count_statuses(self._store, queue)

    def rows(self, queue: str, keys: Sequence[int]) -> list[Row | None]:
        """See ``contract.review.Review``."""
        return load_rows(self._store, queue, keys)

    def entries(self, queue: str, keys: Sequence[int]) -> list[Entry | None]:
        """See ``contract.review.Review``."""
        return [entries.load_entry(self._store, queue, key) for key in keys]

    def key(self, queue: str, entry_id: str) -> int | None:
        """See ``contract.review.Review``."""
        return entries.find_key(self._store, queue, entry_id)

    def occurrences(self, pair: int, limit: int = 100) -> tuple[Occurrence, ...]:
        """See ``contract.review.Review``."""
        return load_evidence(self._store, pair, limit)

    def texts(self, pair: int) -> PairTexts:
        """See ``contract.review.Review``."""
        return load_texts(self._store, pair)

    def stop_list(self) -> list[str]:
        """See ``contract.review.Review``."""
        return stop_list.stopped_words(self._store)

    def pairs_of(self, german: str) -> list[int]:
        """See ``contract.review.Review``."""
        return stop_list.open_pairs_of(self._store, german)

    def context(self, document_sha256: str | None, segment: str, *, around: int = 2) -> list[tuple[str, bool]]:
        """See ``contract.review.Review``."""
        return entries.load_context(self._store, document_sha256, segment, around=around)

    def unit_context(self, unit: int, text: str, *, around: int = 2) -> list[tuple[str, bool]]:
        """See ``contract.review.Review``."""
        return entries.load_unit_context(self._store, unit, text, around=around)

    def history(self, entry_kind: str | None = None, entry_id: str | None = None) -> list[Decision]:
        """See ``contract.review.Review``."""
        return decisions.history(self._store, entry_kind, entry_id)

    def labels(self, entries: Sequence[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, ...]]:
        """See ``contract.review.Review``."""
        return {entry: label for entry in entries if (label := self._label(*entry)) is not None}

    def _label(self, kind: str, entry_id: str) -> tuple[str, ...] | None:
        if kind == "concept":
            concept = concepts.get_concept(self._store, entry_id)
            sections = () if concept is None else concept.languages
            return None if concept is None else tuple(one.terms[0].text for one in sections[:2] if one.terms)
        columns = "german, english" if kind == "pair" else "source, target"
        row = self._store.row(f"SELECT {columns} FROM {kind} WHERE id = ?", (entry_id,)) if kind in CHANGEABLE else None
        return None if row is None else tuple(row)

    def decision_times(self, limit: int = 1000) -> list[str]:
        """See ``contract.review.Review``."""
        return recent_decision_times(self._store, limit)

    # --- deciding ---

    def ground(self, pairs: Sequence[int], german: Sequence[str] = (), concepts: Sequence[str] = ()) -> Ground:
        """See ``contract.review.Review``."""
        return load_ground(self._store, pairs, german, concepts)

    def decide(
        self, changes: Sequence[Change], *, reason: str | None = None, queue: str = "", act: str = ""
    ) -> Decided:
        """See ``contract.review.Review``."""
        with self._act():
            return self._decided(decisions.decide(self._store, changes, reason=reason, act=act), queue)

    def split(
        self, unit: int, version: int | None, halves: Sequence[Mapping[str, object]], *, reason: str | None = None
    ) -> Decided:
        """See ``contract.review.Review``."""
        with self._act():
            changes = [Change("unit", str(unit), "split", halves[0], version)]
            for half in halves[1:] if decisions.version(self._store, "unit", str(unit)) == version else ():
                copy = str(units.copy_unit(self._store, unit))
                changes.append(Change("unit", copy, "split", half, decisions.version(self._store, "unit", copy)))
            return self._decided(decisions.decide(self._store, changes, reason=reason), "links")

    def undo(self, *, queue: str = "") -> Decided:
        """See ``contract.review.Review``."""
        with self._act():
            return self._decided(decisions.undo(self._store), queue)

    def redo(self, *, queue: str = "") -> Decided:
        """See ``contract.review.Review``."""
        with self._act():
            return self._decided(decisions.redo(self._store), queue)

    def restore(self, concept_id: str) -> bool:
        """See ``contract.review.Review``."""
        with self._act():
            version = decisions.version(self._store, "concept", concept_id)
            if version is None or concepts.get_concept(self._store, concept_id) is not None:
                return False
            decisions.decide(self._store, [Change("concept", concept_id, "restore", {"is_deleted": 0}, version)])
        return True

    @contextmanager
    def _act(self) -> Iterator[None]:
        """A transaction after which the file itself has what was decided, not only the log beside it."""
        with self._store.transaction():
            yield
        self._store.settle()

    def _decided(self, done: tuple[Decision, ...], queue: str) -> Decided:
        """The decisions with what is wanted back of a queue; in the transaction, so that it is what was written."""
        if not queue:
            return Decided(done)
        names = dict.fromkeys(one.entry_id for one in done if one.entry_kind == ENTRY_KINDS[queue])
        found = (entries.find_key(self._store, queue, name) for name in names)
        keys = tuple(key for key in found if key is not None)
        return Decided(done, keys, tuple(load_rows(self._store, queue, keys)))

    # --- exports ---

    def note_export(self) -> None:
        """See ``contract.review.Review``."""
        mark_exported(self._store)

    def since_export(self) -> dict[str, int]:
        """See ``contract.review.Review``."""
        return count_since_export(self._store)


def load_ground(store: Database, pairs: Sequence[int], german: Sequence[str], wanted: Sequence[str]) -> Ground:
    """See ``contract.review.Review.ground``."""
    named = {term: tuple(concepts.find_by_term(store, term, "de")) for term in dict.fromkeys(german)}
    ids = dict.fromkeys([*wanted, *(concept for found in named.values() for concept in found)])
    sharing: dict[int, tuple[tuple[str, str], ...]] = {}
    first_seen: dict[int, Occurrence] = {}
    for pair in pairs:
        row = store.row("SELECT concept, status FROM pair WHERE id = ?", (pair,))
        if row is not None and row["concept"] is not None and row["status"] == Status.APPROVED:
            ids[row["concept"]] = None
            sharing[pair] = tuple(entries.sharing_pairs(store, row["concept"], but=pair))
        for occurrence in load_evidence(store, pair, limit=1):
            first_seen[pair] = occurrence
    found = {name: entries.stored_concept(store, name) for name in ids}
    known: dict[str, StoredConcept] = {name: concept for name, concept in found.items() if concept is not None}
    return Ground(known, named, sharing, first_seen)
