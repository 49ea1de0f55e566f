"""Bringing the concepts of a file into the term base; the rules are in ``store.concept_adding``."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from igglossary.store.concept_adding import Adding
from igglossary.store.sqlite.concepts import find_by_term, write_concept
from igglossary.store.sqlite.decision_rows import append, decision_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from igglossary.model import Concept, Decision
    from igglossary.store.contract.terms import Outcome
    from igglossary.store.sqlite.connection import Database

_BATCH = 500


def add_concepts(store: Database, concepts: Iterable[Concept], *, document: int | None = None) -> Iterator[Outcome]:
    """See ``contract.terms.TermBase.add``."""
    adding = Adding(_Known(store, document))
    batch: list[Concept] = []
    for concept in concepts:
        batch.append(concept)
        if len(batch) == _BATCH:
            yield from _add_batch(store, adding, batch)
            batch = []
    yield from _add_batch(store, adding, batch)


def _add_batch(store: Database, adding: Adding, batch: list[Concept]) -> list[Outcome]:
    with store.transaction():
        return [adding.add(concept) for concept in batch]


class _Known:
    """See ``store.concept_adding.Known``; what one call changes of decided concepts is one act."""

    def __init__(self, store: Database, document: int | None) -> None:
        self._store = store
        self._document = document
        self._act = uuid.uuid4().hex

    def candidate(self, pair: int) -> set[str] | None:
        row = self._store.row("SELECT german, english FROM pair WHERE id = ?", (pair,))
        return None if row is None else {row["german"], row["english"]}

    def with_digest(self, digest: str, preferred: str) -> tuple[str, bool] | None:
        row = self._store.row(
            "SELECT id, is_deleted FROM concept WHERE digest = ? ORDER BY id = ? DESC LIMIT 1", (digest, preferred)
        )
        return None if row is None else (row["id"], bool(row["is_deleted"]))

    def concept(self, concept_id: str) -> sqlite3.Row | None:
        return self._store.row("SELECT * FROM concept WHERE id = ?", (concept_id,))

    def find(self, text: str, lang: str) -> list[str]:
        return find_by_term(self._store, text, lang)

    def decisions(self, concept_id: str) -> list[Decision]:
        rows = self._store.rows(
            "SELECT * FROM decision WHERE entry_kind = 'concept' AND entry_id = ? ORDER BY id", (concept_id,)
        )
        return [decision_of(row) for row in rows]

    def hidden(self) -> Iterator[tuple[str, bool, str]]:
        for row in self._store.rows("SELECT id, is_deleted, data FROM concept WHERE is_deleted OR status = 'rejected'"):
            yield row["id"], bool(row["is_deleted"]), row["data"]

    def write(self, concept: Concept) -> None:
        write_concept(self._store, concept, document=self._document)

    def decide(self, concept_id: str, old: dict[str, Any], new: dict[str, Any]) -> None:
        append(self._store, ("concept", concept_id, "import"), old, new, reason=None, act=self._act)
