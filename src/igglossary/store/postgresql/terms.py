"""The term base of a team store as ``contract.terms.TermBase``: one round trip a question."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from igglossary.errors import StoreError
from igglossary.store.contract import Found, TermRow, pair_of_candidate
from igglossary.store.postgresql.connection import Query
from igglossary.text.languages import primary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from igglossary.model import Concept, Status
    from igglossary.store.contract.terms import Candidate, Compiled, Outcome, SeenIn
    from igglossary.store.postgresql.connection import Database

_MOST_CONTAINING = 500
_TERM = "term.id, term.concept, term.pair, term.lang, term.text, term.folded, administrative_status, is_forbidden"
_RANK = (
    "CASE administrative_status WHEN 'preferred' THEN 0 WHEN 'deprecated' THEN 2 WHEN 'superseded' THEN 2 ELSE 1 END"
)
_CONTAINING = (
    f"SELECT {_TERM} FROM term WHERE %s <> '' AND strpos(folded, %s) > 0 ORDER BY {_RANK}, length(folded), id LIMIT"
    f" {_MOST_CONTAINING}"
)
_SEEN = (  # a place counts once, in the first document that told of it
    "SELECT seen.entry, coalesce(nullif(d.title, ''), d.path), d.date, count(*) FROM ("
    "SELECT asked.entry, min(o.document) AS document FROM unnest(%s::text[], %s::bigint[]) AS asked (entry, pair)"
    " JOIN pair p ON (asked.pair IS NULL AND coalesce(p.concept, p.known) = asked.entry) OR p.id = asked.pair"
    " JOIN occurrence o ON o.pair = p.id GROUP BY asked.entry, coalesce(o.place, o.id::text)"
    ") AS seen JOIN document d ON d.id = seen.document GROUP BY seen.entry, d.id ORDER BY seen.entry, d.id"
)
_BAD = "('deprecated', 'superseded')"
_FINGERPRINT = (
    "SELECT count(*) || '-' || coalesce(max(id), 0) || '-' || coalesce(sum(id), 0) AS fingerprint"
    " FROM term WHERE concept IS NOT NULL"
)


class PgTermBase:
    """See ``contract.terms.TermBase``."""

    def __init__(self, store: Database) -> None:
        """On an open store."""
        self._store = store

    # --- look-up ---

    def find(self, keys: Sequence[str], part: str = "") -> Found:
        """See ``contract.terms.TermBase``."""
        queries = [
            Query(
                f"SELECT {_TERM}, form.key, form.match FROM form JOIN term ON term.id = form.term"
                f" WHERE form.key = ANY(%s) ORDER BY {_RANK}, term.id",
                (list(keys),),
            )
        ]
        if part:
            queries.append(Query(_CONTAINING, (part, part)))
            queries.append(
                Query(
                    "SELECT coalesce(concept, known), sum(occurrences) FROM pair WHERE coalesce(concept, known) IN"
                    f" (SELECT concept FROM ({_CONTAINING}) AS found) GROUP BY 1 HAVING sum(occurrences) > 0",
                    (part, part),
                )
            )
        direct, *more = self._store.ask(*queries)
        found = Found([TermRow(*row) for row in direct], [], {})
        if more:
            found.containing.extend(TermRow(*row) for row in more[0])
            found.seen.update(dict(map(tuple, more[1])))
        return found

    def designations(self, entries: Sequence[str]) -> dict[str, list[TermRow]]:
        """See ``contract.terms.TermBase``."""
        pairs = [pair for entry in entries if (pair := pair_of_candidate(entry)) is not None]
        rows = self._store.rows(
            f"SELECT {_TERM} FROM term WHERE concept = ANY(%s) OR pair = ANY(%s) ORDER BY {_RANK}, lang, position",
            (list(entries), pairs),
        )
        found: dict[str, list[TermRow]] = {}
        for row in rows:
            term = TermRow(*row)
            found.setdefault(term.entry, []).append(term)
        return found

    def seen_in(self, entries: Sequence[str]) -> dict[str, list[SeenIn]]:
        """See ``contract.terms.TermBase``."""
        from igglossary.store.contract.terms import SeenIn  # not for people who only want the translation

        found: dict[str, list[SeenIn]] = {entry: [] for entry in entries}
        names = list(found)
        for row in self._store.rows(_SEEN, (names, [pair_of_candidate(name) for name in names])):
            found[row[0]].append(SeenIn(*row[1:]))
        return found

    def records(self, concepts: Sequence[str]) -> dict[str, str]:
        """See ``contract.terms.TermBase``."""
        rows = self._store.rows("SELECT id, data FROM concept WHERE id = ANY(%s)", (list(concepts),))
        return dict(rows)

    def subjects(self, concepts: Sequence[str]) -> dict[str, str]:
        """See ``contract.terms.TermBase``."""
        rows = self._store.rows(
            "SELECT id, subject_field FROM concept WHERE id = ANY(%s) AND subject_field IS NOT NULL", (list(concepts),)
        )
        return dict(rows)

    def vocabulary(self) -> Iterable[tuple[int, str, str]]:
        """See ``contract.terms.TermBase``."""
        return map(tuple, self._store.rows("SELECT id, text, lang FROM term"))

    def terms(self, ids: Sequence[int]) -> dict[int, TermRow]:
        """See ``contract.terms.TermBase``."""
        rows = self._store.rows(f"SELECT {_TERM} FROM term WHERE id = ANY(%s)", (list(ids),))
        return {row[0]: TermRow(*row) for row in rows}

    # --- concepts ---

    def concept(self, concept_id: str) -> Concept | None:
        """See ``contract.terms.TermBase``."""
        return next(self._loaded("id = %s", (concept_id,)), None)

    def concepts(self, *, statuses: Iterable[Status] | None = None) -> Iterator[Concept]:
        """See ``contract.terms.TermBase``."""
        wanted = None if statuses is None else [str(status) for status in statuses]
        last = ""
        while True:
            some = list(
                self._loaded(
                    "id > %s AND (%s::text[] IS NULL OR status = ANY(%s)) ORDER BY id LIMIT 2000",
                    (last, wanted, wanted),
                )
            )
            if not some:
                return
            yield from some
            last = some[-1].id

    def named(self, text: str, lang: str) -> list[Concept]:
        """See ``contract.terms.TermBase``."""
        from igglossary.languages.keys import query_keys
        from igglossary.languages.sameness import is_same_term
        from igglossary.model import Concept
        from igglossary.store import codec

        its = primary(lang)
        rows = self._store.rows(
            "SELECT DISTINCT concept.id, concept.data, term.text FROM form JOIN term ON term.id = form.term"
            " JOIN concept ON concept.id = term.concept WHERE form.key = ANY(%s) AND concept.is_deleted = 0"
            " AND (term.lang = %s OR term.lang ILIKE %s) ORDER BY 1",
            ([key for key, _kind in query_keys(text)], its, f"{its}-%"),
        )
        found = {name: data for name, data, its_text in rows if is_same_term(text, its_text, lang)}
        return [codec.loads(Concept, data) for data in found.values()]

    def _loaded(self, where: str, values: Sequence[object]) -> Iterator[Concept]:
        from igglossary.model import Concept
        from igglossary.store import codec

        for row in self._store.rows(f"SELECT data FROM concept WHERE is_deleted = 0 AND {where}", values):
            yield codec.loads(Concept, row[0])

    def term_pairs(self) -> list[tuple[str, str, str]]:
        """See ``contract.terms.TermBase``."""
        rows = self._store.rows(
            "SELECT de.text, en.text, de.concept FROM term AS de JOIN term AS en ON en.concept = de.concept"
            " WHERE de.concept IS NOT NULL AND (de.lang = 'de' OR de.lang LIKE 'de-%%')"
            " AND (en.lang = 'en' OR en.lang LIKE 'en-%%') AND de.is_forbidden = 0 AND en.is_forbidden = 0"
            f" AND coalesce(de.administrative_status, '') NOT IN {_BAD}"
            f" AND coalesce(en.administrative_status, '') NOT IN {_BAD}"
            " ORDER BY de.concept, de.position, en.position",
            (),
        )
        return [(german, english, concept) for german, english, concept in rows]

    def add(self, concepts: Iterable[Concept], *, document: int | None = None) -> Iterator[Outcome]:
        """See ``contract.terms.TermBase``."""
        from igglossary.store.postgresql.concept_adding import add_concepts

        return add_concepts(self._store, concepts, document=document)

    def candidates(self) -> Iterator[Candidate]:
        """See ``contract.terms.TermBase``."""
        from igglossary.store.postgresql.pairs import open_candidates

        return open_candidates(self._store)

    # --- compiled ---

    def compiled(self, name: str) -> Compiled:
        """See ``contract.terms.TermBase``."""
        from igglossary.store.contract.terms import Compiled

        now, kept = self._store.ask(
            Query(_FINGERPRINT), Query("SELECT fingerprint, data FROM compiled WHERE name = %s", (name,))
        )
        fingerprint = now[0][0]
        is_fresh = bool(kept) and kept[0]["fingerprint"] == fingerprint
        return Compiled(bytes(kept[0]["data"]) if is_fresh else None, fingerprint)

    def fingerprint(self) -> str:
        """See ``contract.terms.TermBase``."""
        return str(self._store.rows(_FINGERPRINT)[0][0])

    def keep_compiled(self, data: Mapping[str, bytes], fingerprint: str) -> None:
        """See ``contract.terms.TermBase``."""
        if self._store.role == "reader":
            return
        with suppress(StoreError), self._store.transaction():
            self._store.execute_many(
                f"INSERT INTO compiled SELECT %s, %s, %s FROM ({_FINGERPRINT}) AS now WHERE now.fingerprint = %s"
                " ON CONFLICT (name) DO UPDATE SET fingerprint = excluded.fingerprint, data = excluded.data",
                [(name, fingerprint, content, fingerprint) for name, content in data.items()],
            )
