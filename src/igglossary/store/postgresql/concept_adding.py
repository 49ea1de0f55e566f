"""Bringing the concepts of a file into the term base; the rules are in ``store.concept_adding``.

What the store has of a batch is read in one round trip, what becomes of it is sent in another.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from igglossary.languages.forms import term_forms
from igglossary.languages.keys import query_keys
from igglossary.languages.sameness import is_same_term
from igglossary.model import Decision, TermKind
from igglossary.store.concept_adding import Adding
from igglossary.store.concept_rows import digest
from igglossary.store.contract import pair_of_candidate
from igglossary.store.postgresql.concepts import Designations, write_concept
from igglossary.store.postgresql.connection import Query
from igglossary.store.postgresql.decision_rows import append, decision_of
from igglossary.text.languages import is_same_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from igglossary.model import Concept
    from igglossary.store.contract.terms import Outcome
    from igglossary.store.postgresql.connection import Database

_BATCH = 500
_NAMED = "FROM form JOIN term ON term.id = form.term WHERE form.key = ANY(%s) AND term.concept IS NOT NULL"
_KNOWN = f"id = ANY(%s) OR id IN (SELECT term.concept {_NAMED})"


def add_concepts(store: Database, concepts: Iterable[Concept], *, document: int | None = None) -> Iterator[Outcome]:
    """See ``contract.terms.TermBase.add``."""
    act = uuid.uuid4().hex
    batch: list[Concept] = []
    for concept in concepts:
        batch.append(concept)
        if len(batch) == _BATCH:
            yield from _add_batch(store, batch, document, act)
            batch = []
    if batch:
        yield from _add_batch(store, batch, document, act)


def _add_batch(store: Database, batch: Sequence[Concept], document: int | None, act: str) -> list[Outcome]:
    with store.transaction():
        known = _Known(store, batch, document, act)
        adding = Adding(known)
        done = [adding.add(concept) for concept in batch]
        known.finish()
    return done


class _Known:
    """See ``store.concept_adding.Known``: what is there of one batch."""

    def __init__(self, store: Database, batch: Sequence[Concept], document: int | None, act: str) -> None:
        self._store = store
        self._document = document
        self._act = act
        self._designations = Designations()
        terms = [term for concept in batch for section in concept.languages for term in section.terms]
        keys = list({key for term in terms for key, _kind in query_keys(term.text)})
        ids = [concept.id for concept in batch]
        pairs = [pair for one in ids if (pair := pair_of_candidate(one)) is not None]
        concepts, same, named, candidates, decided, hidden = store.ask(
            Query(f"SELECT id, status, data, digest, is_deleted FROM concept WHERE {_KNOWN}", (ids, keys)),
            Query("SELECT id, digest, is_deleted FROM concept WHERE digest = ANY(%s)", (list(map(digest, batch)),)),
            Query(f"SELECT DISTINCT form.key, term.lang, term.text, term.concept {_NAMED}", (keys,)),
            Query("SELECT id, german, english FROM pair WHERE id = ANY(%s)", (pairs,)),
            Query(
                "SELECT * FROM decision WHERE entry_kind = 'concept' AND entry_id IN"
                f" (SELECT id FROM concept WHERE {_KNOWN}) ORDER BY id",
                (ids, keys),
            ),
            Query("SELECT id, is_deleted, data FROM concept WHERE is_deleted = 1 OR status = 'rejected'"),
        )
        self._concepts: dict[str, dict[str, Any]] = {row["id"]: dict(row) for row in concepts}
        self._read = set(ids)
        self._with_digest: dict[str, dict[str, bool]] = {}
        for name, its_digest, is_deleted in same:
            self._with_digest.setdefault(its_digest, {})[name] = bool(is_deleted)
        self._with_key: dict[str, dict[tuple[str, str, str], None]] = {}
        for form, lang, text, name in named:
            self._with_key.setdefault(form, {})[lang, text, name] = None
        self._candidates = {pair: {german, english} for pair, german, english in candidates}
        self._decided: dict[str, list[Decision]] = {}
        for row in decided:
            self._decided.setdefault(row["entry_id"], []).append(decision_of(row))
        self._hidden = [(name, bool(is_deleted), data) for name, is_deleted, data in hidden]

    def finish(self) -> None:
        """Send the designations of all that was written."""
        self._designations.write(self._store)

    def candidate(self, pair: int) -> set[str] | None:
        return self._candidates.get(pair)

    def with_digest(self, digest: str, preferred: str) -> tuple[str, bool] | None:
        same = self._with_digest.get(digest)
        if not same:
            return None
        name = preferred if preferred in same else next(iter(same))
        return name, same[name]

    def concept(self, concept_id: str) -> dict[str, Any] | None:
        if concept_id in self._concepts or concept_id in self._read:
            return self._concepts.get(concept_id)
        row = self._store.row("SELECT * FROM concept WHERE id = %s", (concept_id,))
        self._read.add(concept_id)
        if row is not None:
            self._concepts[concept_id] = dict(row)
        return self._concepts.get(concept_id)

    def find(self, text: str, lang: str) -> Iterator[str]:
        for key, _kind in query_keys(text):
            for its_lang, its_text, name in self._with_key.get(key, ()):
                if is_same_language(its_lang, lang) and is_same_term(text, its_text, lang):
                    yield name

    def decisions(self, concept_id: str) -> list[Decision]:
        return self._decided.get(concept_id, [])

    def hidden(self) -> list[tuple[str, bool, str]]:
        return self._hidden

    def write(self, concept: Concept) -> None:
        former = self._concepts.get(concept.id)
        if former is not None:
            self._with_digest.get(former["digest"], {}).pop(concept.id, None)
        columns = write_concept(self._store, concept, self._designations, document=self._document)
        self._concepts[concept.id] = {**columns, "is_deleted": 0}
        self._with_digest.setdefault(columns["digest"], {})[concept.id] = False
        for section in concept.languages:
            for term in section.terms:
                for form in term_forms(term.text, term.lang, is_acronym=term.kind is TermKind.ACRONYM):
                    self._with_key.setdefault(form, {})[term.lang, term.text, concept.id] = None

    def decide(self, concept_id: str, old: dict[str, Any], new: dict[str, Any]) -> None:
        told = append(self._store, ("concept", concept_id, "import"), old, new, act=self._act)
        self._decided.setdefault(concept_id, []).append(Decision(id=0, person=self._store.person, **told[1]))
