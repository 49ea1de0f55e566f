"""The SQLite file as ``contract.terms.TermBase``.

On the look-up path: queries and plain tuples, not even the model; what needs that is in ``concepts``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.store.contract import Found, TermRow, pair_of_candidate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from igglossary.model import Concept, Status
    from igglossary.store.contract.terms import Candidate, Compiled, Outcome, SeenIn
    from igglossary.store.sqlite.connection import Database

_IN_ONE_QUERY = 500
_MOST_CONTAINING = 500
_TERM = "term.id, term.concept, term.pair, term.lang, term.text, term.folded, administrative_status, is_forbidden"
_RANK = (
    "CASE administrative_status WHEN 'preferred' THEN 0 WHEN 'deprecated' THEN 2 WHEN 'superseded' THEN 2 ELSE 1 END"
)
_SEEN = (  # a place counts once, in the first document that told of it
    "SELECT coalesce(nullif(document.title, ''), document.path), document.date, count(*) FROM ("
    "SELECT min(document) AS document FROM occurrence WHERE pair IN ({pairs}) GROUP BY coalesce(place, id)"
    ") AS seen JOIN document ON document.id = seen.document GROUP BY document.id ORDER BY document.id"
)


class SqliteTermBase:
    """See ``contract.terms.TermBase``."""

    def __init__(self, store: Database) -> None:
        """On an open file."""
        self._store = store

    # --- look-up ---

    def find(self, keys: Sequence[str], part: str = "") -> Found:
        """See ``contract.terms.TermBase``."""
        direct = self._store.stream(
            f"SELECT {_TERM}, form.key, form.match FROM form JOIN term ON term.id = form.term"
            f" WHERE form.key IN ({_marks(keys)}) ORDER BY {_RANK}, term.id",
            keys,
        )
        found = Found(list(map(TermRow._make, direct)), [], {})
        if not part:
            return found
        containing = self._store.stream(
            f"SELECT {_TERM} FROM term WHERE instr(folded, ?) ORDER BY {_RANK}, length(folded), id LIMIT ?",
            (part, _MOST_CONTAINING),
        )
        found.containing.extend(TermRow(*row) for row in containing)
        concepts = {row.concept for row in found.containing if row.concept is not None}
        if concepts:
            counts = self._store.stream(
                "SELECT coalesce(concept, known), sum(occurrences) FROM pair"
                f" WHERE coalesce(concept, known) IN ({_marks(concepts)}) GROUP BY 1",
                tuple(concepts),
            )
            found.seen.update((concept, seen) for concept, seen in counts if seen)
        return found

    def designations(self, entries: Sequence[str]) -> dict[str, list[TermRow]]:
        """See ``contract.terms.TermBase``."""
        found: dict[str, list[TermRow]] = {}
        for start in range(0, len(entries), _IN_ONE_QUERY):
            some = entries[start : start + _IN_ONE_QUERY]
            pairs = [pair for entry in some if (pair := pair_of_candidate(entry)) is not None]
            rows = self._store.stream(
                f"SELECT {_TERM} FROM term WHERE concept IN ({_marks(some)}) OR pair IN ({_marks(pairs)})"
                f" ORDER BY {_RANK}, lang, position",
                (*some, *pairs),
            )
            for row in rows:
                term = TermRow(*row)
                found.setdefault(term.entry, []).append(term)
        return found

    def seen_in(self, entries: Sequence[str]) -> dict[str, list[SeenIn]]:
        """See ``contract.terms.TermBase``."""
        from igglossary.store.contract.terms import SeenIn  # not for people who only want the translation

        found = {}
        for entry in entries:
            pair = pair_of_candidate(entry)
            pairs = "SELECT id FROM pair WHERE coalesce(concept, known) = ?" if pair is None else "?"
            rows = self._store.stream(_SEEN.format(pairs=pairs), (entry if pair is None else pair,))
            found[entry] = list(map(SeenIn._make, rows))
        return found

    def records(self, concepts: Sequence[str]) -> dict[str, str]:
        """See ``contract.terms.TermBase``."""
        found: dict[str, str] = {}
        for start in range(0, len(concepts), _IN_ONE_QUERY):
            some = concepts[start : start + _IN_ONE_QUERY]
            found.update(self._store.stream(f"SELECT id, data FROM concept WHERE id IN ({_marks(some)})", some))
        return found

    def subjects(self, concepts: Sequence[str]) -> dict[str, str]:
        """See ``contract.terms.TermBase``."""
        sql = f"SELECT id, subject_field FROM concept WHERE id IN ({_marks(concepts)}) AND subject_field IS NOT NULL"
        return dict(self._store.stream(sql, concepts))

    def vocabulary(self) -> Iterable[tuple[int, str, str]]:
        """See ``contract.terms.TermBase``."""
        rows: Iterator[tuple[int, str, str]] = self._store.stream("SELECT id, text, lang FROM term")
        return rows

    def terms(self, ids: Sequence[int]) -> dict[int, TermRow]:
        """See ``contract.terms.TermBase``."""
        found: dict[int, TermRow] = {}
        for start in range(0, len(ids), _IN_ONE_QUERY):
            some = ids[start : start + _IN_ONE_QUERY]
            for row in self._store.stream(f"SELECT {_TERM} FROM term WHERE id IN ({_marks(some)})", some):
                found[row[0]] = TermRow(*row)
        return found

    # --- concepts ---

    def concept(self, concept_id: str) -> Concept | None:
        """See ``contract.terms.TermBase``."""
        from igglossary.store.sqlite import concepts  # the model: not on the look-up path

        return concepts.get_concept(self._store, concept_id)

    def concepts(self, *, statuses: Iterable[Status] | None = None) -> Iterator[Concept]:
        """See ``contract.terms.TermBase``."""
        from igglossary.store.sqlite import concepts

        return concepts.iterate_concepts(self._store, statuses=statuses)

    def named(self, text: str, lang: str) -> list[Concept]:
        """See ``contract.terms.TermBase``."""
        from igglossary.store.sqlite import concepts

        found = (concepts.get_concept(self._store, one) for one in concepts.find_by_term(self._store, text, lang))
        return [concept for concept in found if concept is not None]

    def term_pairs(self) -> list[tuple[str, str, str]]:
        """See ``contract.terms.TermBase``."""
        from igglossary.store.sqlite import concepts

        return concepts.term_pairs(self._store)

    def add(self, concepts: Iterable[Concept], *, document: int | None = None) -> Iterator[Outcome]:
        """See ``contract.terms.TermBase``."""
        from igglossary.store.sqlite.concept_adding import add_concepts

        return add_concepts(self._store, concepts, document=document)

    def candidates(self) -> Iterator[Candidate]:
        """See ``contract.terms.TermBase``."""
        from igglossary.store.sqlite.pairs import open_candidates

        return open_candidates(self._store)

    # --- compiled ---

    def compiled(self, name: str) -> Compiled:
        """See ``contract.terms.TermBase``."""
        from igglossary.store.sqlite import compiled

        return compiled.load(self._store, name)

    def fingerprint(self) -> str:
        """See ``contract.terms.TermBase``."""
        from igglossary.store.sqlite import compiled

        return compiled.fingerprint(self._store)

    def keep_compiled(self, data: Mapping[str, bytes], fingerprint: str) -> None:
        """See ``contract.terms.TermBase``."""
        from igglossary.store.sqlite import compiled

        compiled.save(self._store, data, fingerprint)


def _marks(values: Iterable[object]) -> str:
    return ",".join("?" for _value in values)
