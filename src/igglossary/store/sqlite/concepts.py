"""The term base: concepts as whole values, their designations as rows, the forms under which they are found."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from igglossary.languages.forms import term_forms
from igglossary.languages.keys import query_keys
from igglossary.languages.sameness import is_same_term, same_keys
from igglossary.model import Concept, Status, TermKind
from igglossary.store import codec
from igglossary.store.contract import pair_of_candidate
from igglossary.store.contract.terms import Outcome
from igglossary.store.merging import contradictions, gains, merge
from igglossary.text.fold import key
from igglossary.text.languages import primary

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from igglossary.model import Term
    from igglossary.store.sqlite.connection import Database


def digest(concept: Concept) -> str:
    """What a concept says, apart from its id, provenance and status: equal for equal content."""
    return _digest(codec.encode(concept))


def _digest(encoded: dict[str, Any]) -> str:
    bare = {name: value for name, value in encoded.items() if name not in ("id", "provenance", "status")}
    return hashlib.sha256(codec.dumps_encoded(bare).encode()).hexdigest()[:32]


def get_concept(store: Database, concept_id: str) -> Concept | None:
    """One concept, None if it is unknown or deleted."""
    row = store.row("SELECT data FROM concept WHERE id = ? AND NOT is_deleted", (concept_id,))
    return None if row is None else codec.loads(Concept, row["data"])


def iterate_concepts(store: Database, *, statuses: Iterable[Status] | None = None) -> Iterator[Concept]:
    """All concepts that are not deleted, by id; only those of certain statuses if given."""
    wanted = None if statuses is None else {str(status) for status in statuses}
    last = ""
    while rows := store.rows(
        "SELECT id, status, data FROM concept WHERE id > ? AND NOT is_deleted ORDER BY id LIMIT 500", (last,)
    ):
        for row in rows:
            if wanted is None or row["status"] in wanted:
                yield codec.loads(Concept, row["data"])
        last = rows[-1]["id"]


def find_by_term(store: Database, text: str, lang: str) -> list[str]:
    """Ids of the concepts that have this designation in the language, in any spelling of the same term."""
    keys = [key for key, _kind in query_keys(text)]
    rows = store.rows(
        "SELECT DISTINCT term.concept, term.text FROM form JOIN term ON term.id = form.term"
        f" WHERE form.key IN ({', '.join('?' * len(keys))}) AND term.concept IS NOT NULL"
        " AND (term.lang = ? OR term.lang LIKE ? || '-%')",
        (*keys, primary(lang), primary(lang)),
    )
    return sorted({row["concept"] for row in rows if is_same_term(text, row["text"], lang)})


def term_pairs(store: Database) -> list[tuple[str, str, str]]:
    """(German, English, concept id) of all good designations, for linking and mining: a row a combination."""
    bad = "('deprecated', 'superseded')"
    rows = store.rows(
        "SELECT de.text, en.text, de.concept FROM term AS de JOIN term AS en ON en.concept = de.concept"
        " WHERE de.concept IS NOT NULL AND (de.lang = 'de' OR de.lang LIKE 'de-%')"
        " AND (en.lang = 'en' OR en.lang LIKE 'en-%') AND NOT de.is_forbidden AND NOT en.is_forbidden"
        f" AND coalesce(de.administrative_status, '') NOT IN {bad}"
        f" AND coalesce(en.administrative_status, '') NOT IN {bad}"
        " ORDER BY de.concept, de.position, en.position"
    )
    return [(row[0], row[1], row[2]) for row in rows]


def write_concept(store: Database, concept: Concept, *, document: int | None = None) -> None:
    """Insert or replace a concept with its designations and forms; inside a transaction."""
    now = store.now()
    encoded = codec.encode(concept)
    store.execute(
        "INSERT INTO concept (id, status, subject_field, data, digest, document, created_at, created_by)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET status = excluded.status,"
        " subject_field = excluded.subject_field, data = excluded.data, digest = excluded.digest,"
        " is_deleted = 0, version = version + 1, changed_at = excluded.created_at, changed_by = excluded.created_by",
        (
            concept.id,
            str(concept.status),
            concept.subject_field,
            codec.dumps_encoded(encoded),
            _digest(encoded),
            document,
            now,
            store.person,
        ),
    )
    write_terms(store, concept)


def write_terms(store: Database, concept: Concept) -> None:
    """Write the designations of a stored concept and their forms anew; inside a transaction."""
    store.execute("DELETE FROM term WHERE concept = ?", (concept.id,))
    if concept.status is not Status.REJECTED:
        for section in concept.languages:
            for position, term in enumerate(section.terms):
                _write_term(store, term, position, concept=concept.id)


def delete_concept(store: Database, concept_id: str) -> None:
    """Hide a concept; its data and history stay and can be restored. Inside a transaction."""
    store.execute("UPDATE concept SET is_deleted = 1, version = version + 1 WHERE id = ?", (concept_id,))
    store.execute("DELETE FROM term WHERE concept = ?", (concept_id,))


def restore_concept(store: Database, concept_id: str) -> None:
    """Show a hidden concept again, as it was. Inside a transaction."""
    row = store.row("SELECT data FROM concept WHERE id = ?", (concept_id,))
    if row is not None:
        write_concept(store, codec.loads(Concept, row["data"]))


def write_pair_terms(store: Database, pair: int, german: str, english: str, *, searchable: bool) -> None:
    """Make both sides of a candidate findable, or no longer so; inside a transaction."""
    store.execute("DELETE FROM term WHERE pair = ?", (pair,))
    if searchable:
        for lang, text in (("de", german), ("en", english)):
            cursor = store.execute(
                "INSERT INTO term (pair, lang, text, folded, position) VALUES (?, ?, ?, ?, 0)",
                (pair, lang, text, key(text)),
            )
            _write_forms(store, int(cursor.lastrowid or 0), text, lang, is_acronym=_is_acronym(text))


def add_concepts(store: Database, concepts: Iterable[Concept], *, document: int | None = None) -> Iterator[Outcome]:
    """Bring concepts of a file in, one outcome each, in transactions of 500.

    The same content is unchanged whatever its id. A concept with a known id and a common term, or whose terms all
    belong to one known concept, is merged into that: nothing is taken away. A foreign id that means something else here
    gets a number. What a person deleted or rejected stays so and is skipped.
    """
    batch: list[Concept] = []
    for concept in concepts:
        batch.append(concept)
        if len(batch) == 500:
            yield from _add_batch(store, batch, document)
            batch = []
    yield from _add_batch(store, batch, document)


def _add_batch(store: Database, batch: list[Concept], document: int | None) -> list[Outcome]:
    with store.transaction():
        return [_add_one(store, concept, document) for concept in batch]


def _add_one(store: Database, concept: Concept, document: int | None) -> Outcome:
    if not any(section.terms for section in concept.languages):
        return Outcome(concept.id, "skipped", "no_terms")
    if concept.status is not Status.APPROVED and _is_known_candidate(store, concept):
        return Outcome(concept.id, "unchanged")
    same = store.row(
        "SELECT id, is_deleted FROM concept WHERE digest = ? ORDER BY id = ? DESC LIMIT 1",
        (digest(concept), concept.id),
    )
    if same is not None:
        return Outcome(same["id"], "skipped", "deleted") if same["is_deleted"] else Outcome(same["id"], "unchanged")
    known = _same_concept(store, concept)
    if known is None:
        fresh = replace(concept, id=_free_id(store, concept.id))
        write_concept(store, fresh, document=document)
        return Outcome(fresh.id, "added")
    if known["is_deleted"] or known["status"] == Status.REJECTED:
        return Outcome(known["id"], "skipped", "deleted" if known["is_deleted"] else "rejected")
    before = codec.loads(Concept, known["data"])
    merged = merge(before, concept)
    contradicted = tuple(contradictions(before, concept))
    if merged == before:
        return Outcome(before.id, "unchanged", contradicted=contradicted)
    write_concept(store, merged, document=document)
    return Outcome(before.id, "changed", contradicted=contradicted, gained=gains(before, merged))


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
    per_language = [
        {found for term in section.terms for found in find_by_term(store, term.text, section.lang)}
        for section in concept.languages
        if section.terms
    ]
    common = set.intersection(*per_language) if len(per_language) > 1 else set()
    named = [(term.text, term.lang) for section in concept.languages for term in section.terms if not _is_short(term)]
    if common and named:  # DPI – DPI is packet inspection and public infrastructure: the full names must agree
        common &= {found for text, lang in named for found in find_by_term(store, text, lang)}
    return store.row("SELECT * FROM concept WHERE id = ?", (min(common),)) if common else None


def _is_short(term: Term) -> bool:
    return term.kind in (TermKind.ACRONYM, TermKind.ABBREVIATION) or _is_acronym(term.text)


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


def _write_term(store: Database, term: Term, position: int, *, concept: str) -> None:
    cursor = store.execute(
        "INSERT INTO term (concept, lang, text, folded, position, administrative_status, is_forbidden)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            concept,
            term.lang,
            term.text,
            key(term.text),
            position,
            None if term.administrative_status is None else str(term.administrative_status),
            term.is_forbidden,
        ),
    )
    _write_forms(store, int(cursor.lastrowid or 0), term.text, term.lang, is_acronym=term.kind is TermKind.ACRONYM)


def _write_forms(store: Database, term: int, text: str, lang: str, *, is_acronym: bool) -> None:
    store.execute_many(
        "INSERT INTO form (key, term, match) VALUES (?, ?, ?)",
        [(form, term, match) for form, match in term_forms(text, lang, is_acronym=is_acronym).items()],
    )


def _is_acronym(text: str) -> bool:
    return text.isupper() and len(text) <= 6
