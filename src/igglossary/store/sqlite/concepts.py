"""The term base: concepts as whole values, their designations as rows, the forms under which they are found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.languages.forms import term_forms
from igglossary.languages.keys import query_keys
from igglossary.languages.sameness import is_same_term
from igglossary.model import Concept, Status, TermKind
from igglossary.store import codec
from igglossary.store.concept_rows import digest_of_encoded, is_acronym
from igglossary.text.fold import key
from igglossary.text.languages import primary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from igglossary.model import Term
    from igglossary.store.sqlite.connection import Database


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
            digest_of_encoded(encoded),
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
            _write_forms(store, int(cursor.lastrowid or 0), text, lang, is_acronym=is_acronym(text))


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
