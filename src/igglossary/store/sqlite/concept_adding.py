"""Bringing the concepts of a file into the term base: what is new, what is known, and what a person decided before."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from igglossary.languages.sameness import same_keys
from igglossary.model import Concept, Status, TermKind
from igglossary.store import codec
from igglossary.store.contract import pair_of_candidate
from igglossary.store.contract.terms import Outcome
from igglossary.store.merging import contradictions, gains, merge, without_removed
from igglossary.store.sqlite.concepts import digest, find_by_term, is_acronym, write_concept
from igglossary.store.sqlite.decision_rows import append, decision_of
from igglossary.text.languages import primary

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator

    from igglossary.model import Decision, Term
    from igglossary.store.sqlite.connection import Database

_BATCH = 500


def add_concepts(store: Database, concepts: Iterable[Concept], *, document: int | None = None) -> Iterator[Outcome]:
    """See ``contract.terms.TermBase.add``."""
    adding = _Adding(store, document)
    batch: list[Concept] = []
    for concept in concepts:
        batch.append(concept)
        if len(batch) == _BATCH:
            yield from adding.add_batch(batch)
            batch = []
    yield from adding.add_batch(batch)


class _Adding:
    """One call: what it changes of decided concepts is one act."""

    def __init__(self, store: Database, document: int | None) -> None:
        self._store = store
        self._document = document
        self._act = uuid.uuid4().hex

    def add_batch(self, batch: list[Concept]) -> list[Outcome]:
        """Add some concepts in one transaction."""
        with self._store.transaction():
            return [self._add(concept) for concept in batch]

    def _add(self, concept: Concept) -> Outcome:
        if not any(section.terms for section in concept.languages):
            return Outcome(concept.id, "skipped", "no_terms")
        if concept.status is not Status.APPROVED and _is_known_candidate(self._store, concept):
            return Outcome(concept.id, "unchanged")
        same = self._store.row(
            "SELECT id, is_deleted FROM concept WHERE digest = ? ORDER BY id = ? DESC LIMIT 1",
            (digest(concept), concept.id),
        )
        if same is not None:
            return Outcome(same["id"], "skipped", "deleted") if same["is_deleted"] else Outcome(same["id"], "unchanged")
        known = _same_concept(self._store, concept)
        if known is None:
            return self._add_new(concept)
        if known["is_deleted"] or known["status"] == Status.REJECTED:
            return _hidden(known["id"], known["is_deleted"])
        decided = self._decisions(known["id"])
        if decided:
            return self._propose(codec.loads(Concept, known["data"]), concept, decided)
        return self._merge(codec.loads(Concept, known["data"]), concept)

    def _add_new(self, concept: Concept) -> Outcome:
        for former in sorted(_common(concept, self._find_hidden)):
            return _hidden(former, self._hidden_ids[former])
        fresh = replace(concept, id=_free_id(self._store, concept.id))
        write_concept(self._store, fresh, document=self._document)
        return Outcome(fresh.id, "added")

    def _merge(self, before: Concept, concept: Concept) -> Outcome:
        merged = merge(before, concept)
        contradicted = tuple(contradictions(before, concept))
        if merged == before:
            return Outcome(before.id, "unchanged", contradicted=contradicted)
        write_concept(self._store, merged, document=self._document)
        return Outcome(before.id, "changed", contradicted=contradicted, gained=gains(before, merged))

    def _propose(self, before: Concept, concept: Concept, decided: list[Decision]) -> Outcome:
        """Change a concept about which a person decided: by a decision, and without what the person took out."""
        states = [state["data"] for one in decided for state in (one.old, one.new) if state.get("data") is not None]
        left, removed = without_removed(concept, before, [codec.decode(Concept, state) for state in states])
        merged = replace(merge(before, left), status=before.status, provenance=before.provenance)
        contradicted, taken_out = tuple(contradictions(before, left)), tuple(removed)
        if digest(merged) == digest(before):
            return Outcome(before.id, "unchanged", contradicted=contradicted, removed=taken_out)
        write_concept(self._store, merged, document=self._document)
        entry = ("concept", before.id, "import")
        old, new = ({"data": codec.encode(state)} for state in (before, merged))
        append(self._store, entry, old, new, reason=None, act=self._act)
        return Outcome(before.id, "changed", contradicted=contradicted, removed=taken_out, gained=gains(before, merged))

    def _decisions(self, concept: str) -> list[Decision]:
        rows = self._store.rows(
            "SELECT * FROM decision WHERE entry_kind = 'concept' AND entry_id = ? ORDER BY id", (concept,)
        )
        return [decision_of(row) for row in rows]

    @cached_property
    def _hidden_ids(self) -> dict[str, bool]:
        """Concepts that a person deleted (True) or rejected; their terms are in no look-up."""
        rows = self._store.rows("SELECT id, is_deleted FROM concept WHERE is_deleted OR status = 'rejected'")
        return {row["id"]: bool(row["is_deleted"]) for row in rows}

    @cached_property
    def _hidden_terms(self) -> dict[tuple[str, str], set[str]]:
        found = defaultdict(set)
        for row in self._store.rows("SELECT id, data FROM concept WHERE is_deleted OR status = 'rejected'"):
            for name in _keys(codec.loads(Concept, row["data"])):
                found[name].add(row["id"])
        return found

    def _find_hidden(self, text: str, lang: str) -> set[str]:
        if not self._hidden_ids:
            return set()
        return set().union(*(self._hidden_terms.get((primary(lang), key), ()) for key in same_keys(text, lang)))


def _hidden(concept: str, is_deleted: object) -> Outcome:
    return Outcome(concept, "skipped", "deleted" if is_deleted else "rejected")


def _is_known_candidate(store: Database, concept: Concept) -> bool:
    """A candidate of ours that comes back from an export is no news."""
    pair = pair_of_candidate(concept.id)
    row = None if pair is None else store.row("SELECT german, english FROM pair WHERE id = ?", (pair,))
    texts = {term.text for section in concept.languages for term in section.terms}
    return row is not None and texts == {row["german"], row["english"]}


def _same_concept(store: Database, concept: Concept) -> sqlite3.Row | None:
    """The stored concept that means the same as one of a file."""
    row = store.row("SELECT * FROM concept WHERE id = ?", (concept.id,))
    if row is not None and _keys(concept) & _keys(codec.loads(Concept, row["data"])):
        return row
    common = _common(concept, lambda text, lang: find_by_term(store, text, lang))
    return store.row("SELECT * FROM concept WHERE id = ?", (min(common),)) if common else None


def _common(concept: Concept, find: Callable[[str, str], Iterable[str]]) -> set[str]:
    """The ids that are found under a term of every language of a concept."""
    per_language = [
        {found for term in section.terms for found in find(term.text, section.lang)}
        for section in concept.languages
        if section.terms
    ]
    common = set.intersection(*per_language) if len(per_language) > 1 else set()
    named = [(term.text, term.lang) for section in concept.languages for term in section.terms if not _is_short(term)]
    if common and named:  # DPI – DPI is packet inspection and public infrastructure: the full names must agree
        common &= {found for text, lang in named for found in find(text, lang)}
    return common


def _is_short(term: Term) -> bool:
    return term.kind in (TermKind.ACRONYM, TermKind.ABBREVIATION) or is_acronym(term.text)


def _keys(concept: Concept) -> set[tuple[str, str]]:
    return {
        (primary(section.lang), key)
        for section in concept.languages
        for term in section.terms
        for key in same_keys(term.text, section.lang)
    }


def _free_id(store: Database, wanted: str) -> str:
    free, number = wanted, 1
    while pair_of_candidate(free) is not None or store.row("SELECT 1 FROM concept WHERE id = ?", (free,)) is not None:
        number += 1
        free = f"{wanted}-{number}"
    return free
