"""Concepts as whole values, their designations as rows: what is written of them, and bringing a file's concepts in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from igglossary.languages.forms import term_forms
from igglossary.model import Concept, Status, TermKind
from igglossary.store import codec
from igglossary.store.concept_rows import digest_of_encoded, is_acronym
from igglossary.text.fold import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from igglossary.store.postgresql.connection import Database

Designation = dict[str, Any]
"""A row of ``term`` with its ``forms``, as ``write_terms`` of the schema takes it."""

_IN_ONE_BATCH = 500
_UPSERT = (
    "INSERT INTO concept (id, status, subject_field, data, digest, document, created_at, created_by, key)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, take_numbers('concept', 1) + 1) ON CONFLICT (id) DO UPDATE"
    " SET status = excluded.status, subject_field = excluded.subject_field, data = excluded.data,"
    " digest = excluded.digest, is_deleted = 0, version = concept.version + 1, changed_at = excluded.created_at,"
    " changed_by = excluded.created_by"
)


class Designations:
    """The designations that one act writes anew, to be sent in one statement."""

    def __init__(self) -> None:
        """None yet."""
        self._concepts: dict[str, list[Designation]] = {}
        self._pairs: dict[int, list[Designation]] = {}

    def of_concept(self, concept: Concept, *, is_hidden: bool = False) -> None:
        """Those of a concept as it is now; none if it is rejected or hidden."""
        is_hidden = is_hidden or concept.status is Status.REJECTED
        self._concepts[concept.id] = [] if is_hidden else list(_designations(concept))

    def of_hidden(self, concept_id: str) -> None:
        """None of a concept any more."""
        self._concepts[concept_id] = []

    def of_pair(self, pair: int, german: str, english: str, status: str) -> None:
        """Those of a candidate while it is open: an approved one is in its concept."""
        is_open = status in (Status.CANDIDATE, Status.DEFERRED)
        sides = (("de", german), ("en", english)) if is_open else ()
        self._pairs[pair] = [
            {
                "pair": pair, "lang": lang, "text": text, "folded": key(text), "position": 0, "is_forbidden": 0,
                "forms": term_forms(text, lang, is_acronym=is_acronym(text)),
            }
            for lang, text in sides
        ]  # fmt: skip

    def write(self, store: Database) -> None:
        """Send them; inside a transaction, after the concepts."""
        if not self._concepts and not self._pairs:
            return
        said = [one for some in (*self._concepts.values(), *self._pairs.values()) for one in some]
        store.execute(
            "SELECT write_terms(%s, %s, %s)",
            (list(self._concepts), list(self._pairs), json.dumps(said, ensure_ascii=False)),
        )


def _designations(concept: Concept) -> Iterator[Designation]:
    for section in concept.languages:
        for position, term in enumerate(section.terms):
            status = term.administrative_status
            yield {
                "concept": concept.id, "lang": term.lang, "text": term.text, "folded": key(term.text),
                "position": position, "administrative_status": None if status is None else str(status),
                "is_forbidden": int(term.is_forbidden),
                "forms": term_forms(term.text, term.lang, is_acronym=term.kind is TermKind.ACRONYM),
            }  # fmt: skip


def write_concept(
    store: Database, concept: Concept, designations: Designations, *, document: int | None = None
) -> dict[str, Any]:
    """Insert or replace a concept; inside a transaction. Gives the columns that it has now."""
    encoded = codec.encode(concept)
    columns = {
        "id": concept.id, "status": str(concept.status), "subject_field": concept.subject_field,
        "data": codec.dumps_encoded(encoded), "digest": digest_of_encoded(encoded),
    }  # fmt: skip
    store.execute(_UPSERT, (*columns.values(), document, store.now(), store.person))
    designations.of_concept(concept)
    return columns
