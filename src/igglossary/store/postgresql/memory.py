"""The memory of a team store as ``contract.memory.Memory``."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from igglossary.store.contract.memory import UnitRow
from igglossary.store.origins import place_of
from igglossary.store.postgresql.connection import Query
from igglossary.store.postgresql.memory_index import (
    FULFILS,
    IS_PART,
    KEPT,
    ORIGINS,
    SIDES,
    any_of,
    code_number,
    in_any_bucket,
)
from igglossary.text.languages import primary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from igglossary.answers.places import Place
    from igglossary.model import Status, TranslationUnit
    from igglossary.store.contract.memory import (
        AddCounts,
        AnyOf,
        Conflict,
        Fetched,
        Preparer,
        Wanted,
        Writer,
    )
    from igglossary.store.contract.reports import Link
    from igglossary.store.postgresql.connection import Database, Row

_HINTS = 2000
"""The most frequent codes, read once. In a million units the next one is in some 600: what a plan takes for rare is."""
_FIRST_PAGE = 200
"""Of texts: twice what a screen of concordance shows."""
_FREQUENT = 5000
"""Units that have what is wanted, from which on a page is found sooner by reading units in their order."""
_INDEXED = f"(SELECT unit, source, target FROM memory_key WHERE {FULFILS} OFFSET 0) AS k"
"""OFFSET keeps the planner from reading all units in their order instead, for the sake of the LIMIT: 147 to 2 ms."""
_UNITS = (
    "SELECT id, source_lang, target_lang, source, target, relation, status, score, codes, keep, evidence IS NOT NULL"
    " FROM unit WHERE id = ANY(%s)"
)
ABOVE = (  # the levels: sentence, main clause, clause, words; a bound against a circle in a damaged store
    "WITH RECURSIVE above (unit, level) AS (SELECT unnest(%s::bigint[]), 1 UNION"
    " SELECT o.part_of, level + 1 FROM above JOIN unit_origin o ON o.unit = above.unit"
    " WHERE o.part_of IS NOT NULL AND level < 8) SELECT unit, document, part_of FROM unit_seen"
    " WHERE unit = ANY (ARRAY(SELECT unit FROM above)) ORDER BY 1, 2, 3"
)
_IS_PART = IS_PART.format(fits="w.status <> 'rejected' AND (w.status = 'approved' OR u.status <> 'approved')")


class PgMemory:
    """See ``contract.memory.Memory``."""

    fetched_units = 200
    batch_units = 5000
    """Written in half a second, so that a person's save beside an import hardly waits."""

    def __init__(self, store: Database) -> None:
        """On an open store."""
        self._store = store
        self._known: tuple[list[tuple[str, int]], dict[int, int]] | None = None
        self._known_at = (0, 0)

    def languages(self) -> list[tuple[str, int]]:
        """See ``contract.memory.Memory``."""
        tags, _hints = self._learn()
        return sorted({(primary(tag), side) for tag, side in tags})

    def frequencies(self, codes: Sequence[str]) -> dict[str, int]:
        """See ``contract.memory.Memory``."""
        hints = self._learn_once()[1]
        return {code: units for code in codes if (units := hints.get(code_number(code))) is not None}

    def _learn_once(self) -> tuple[list[tuple[str, int]], dict[int, int]]:
        """The same, as old as it may be: hints that are old cost time only."""
        return self._known or self._learn()

    def _learn(self) -> tuple[list[tuple[str, int]], dict[int, int]]:
        """The languages, and with them the hints, in one round trip; again when somebody has written."""
        now = self._store.changes_seen, self._store.word_writes
        if self._known is not None and self._known_at == now:
            return self._known
        tags, hints = self._store.ask(
            Query("SELECT tag, side FROM memory_language"),
            Query(f"SELECT code, units FROM memory_frequency ORDER BY units DESC LIMIT {_HINTS}"),
        )
        self._known = [(tag, side) for tag, side in tags], dict(hints)
        self._known_at = now
        return self._known

    def candidates(self, asked: Sequence[tuple[int, AnyOf]]) -> Iterator[tuple[int, int, str]]:
        """See ``contract.memory.Memory``."""
        if not asked:
            return iter(())
        parts = [f"SELECT unit, {side}, {SIDES[side]} FROM memory_key WHERE {FULFILS}" for side, _clause in asked]
        rows = self._store.rows(" UNION ALL ".join(parts), [any_of(clause) for _side, clause in asked])
        return ((unit, side, key) for unit, side, key in rows)

    def texts(self, asked: Sequence[Wanted]) -> Iterator[tuple[int, int, str]]:
        """See ``contract.memory.Memory``; in pages, and what few segments have is read through the index."""
        last, page = 0, _FIRST_PAGE
        while asked:
            rows = self._store.rows(*self._texts(asked, last, page))
            if len(rows) < page:
                yield from rows
                return
            cut = rows[-1][0]
            while rows and rows[-1][0] == cut:  # of the last unit there may be more than is here
                rows.pop()
            yield from rows
            last, page = cut - 1, page * 4

    def _texts(self, asked: Sequence[Wanted], last: int, page: int) -> tuple[str, list[object]]:
        """One page of what is wanted; units that only seem to have it may be among them."""
        parts, values = list[str](), list[object]()
        for number, wanted in enumerate(asked):
            key = SIDES[wanted.side]
            keys, condition, needed = self._condition(wanted)
            parts.append(
                f"(SELECT u.id, {number} AS number, u.{key} AS text FROM {keys} JOIN unit u ON u.id = k.unit"
                f" WHERE {condition} AND k.unit > %s AND u.status <> 'rejected' AND NOT {_IS_PART}"
                " ORDER BY k.unit LIMIT %s)"
            )
            values += [*needed, last, page]
        found = " UNION ALL ".join(parts)
        return f"SELECT * FROM ({found}) AS found ORDER BY 1, 2 LIMIT %s", [*values, page]

    def _condition(self, wanted: Wanted) -> tuple[str, str, list[object]]:
        """What a key must have. The index answers for the rarest group alone, the keys themselves for the others.

        If the rarest is in many units, a page is soon full when they are read in their order, and no index is asked.
        """
        key = f"k.{SIDES[wanted.side]}"
        hints = self._learn_once()[1]
        rarest, *rest = sorted(wanted.groups, key=lambda group: sum(hints.get(code_number(code), 0) for code in group))
        is_frequent = sum(hints.get(code_number(code), 0) for code in rarest) > _FREQUENT
        conditions = [] if is_frequent else ["true"]
        values: list[object] = [] if is_frequent else [in_any_bucket(rarest)]
        for group in [rarest, *rest] if is_frequent else rest:
            conditions.append(f"({' OR '.join([f'strpos({key}, %s) > 0'] * len(group))})")
            values += [code[0] for code in group]
        conditions += [f"strpos({key}, %s) > 0"] * len(wanted.key_runs)
        return "memory_key k" if is_frequent else _INDEXED, " AND ".join(conditions), [*values, *wanted.key_runs]

    def words_like(self, langs: Sequence[str], *, prefix: str = "", inside: str = "") -> dict[str, list[str]]:
        """See ``contract.memory.Memory``."""
        rows = self._store.rows(
            "SELECT lang, word FROM memory_word WHERE lang = ANY(%s) AND word >= %s AND word < %s"
            " AND strpos(word, %s) > 0 ORDER BY lang, word",
            (list(langs), prefix, prefix + "\U0010ffff", inside),
        )
        found: dict[str, list[str]] = {lang: [] for lang in langs}
        for lang, word in rows:
            found[lang].append(word)
        return found

    def fetch(self, ids: Sequence[int]) -> Fetched:
        """See ``contract.memory.Memory``."""
        wanted = list(ids)
        if not wanted:
            return _Fetched({}, {}, {})
        rows, origins, above = self._store.ask(
            Query(_UNITS, (wanted,)), Query(ORIGINS, (wanted,)), Query(ABOVE, (wanted,))
        )
        places: dict[int, list[Place]] = {unit: [] for unit in wanted}
        for origin in origins:
            places[origin["unit"]].append(place_of(origin))
        return _Fetched({row[0]: UnitRow._make(row) for row in rows}, places, _wholes(wanted, above))

    def is_empty(self) -> bool:
        """See ``contract.memory.Memory``."""
        return self._store.row("SELECT 1 FROM unit LIMIT 1") is None

    def iterate(
        self,
        *,
        statuses: Iterable[Status] | None = None,
        source_lang: str | None = None,
        target_lang: str | None = None,
        without_parts: bool = False,
        min_keep: float = 0.0,
    ) -> Iterator[TranslationUnit]:
        """See ``contract.memory.Memory``."""
        from igglossary.store.postgresql.whole_units import iterate  # the model: not on the look-up path

        return iterate(
            self._store,
            statuses=statuses,
            langs={"source_lang": source_lang, "target_lang": target_lang},
            without_parts=without_parts,
            min_keep=min_keep,
        )

    def count_below(self, min_keep: float) -> int:
        """See ``contract.memory.Memory``."""
        row = self._store.row(
            f"SELECT count(*) FROM unit u WHERE status IN ('candidate', 'deferred') AND NOT {KEPT}", (min_keep,)
        )
        return 0 if row is None else int(row[0])

    def conflicts(self) -> Iterator[Conflict]:
        """See ``contract.memory.Memory``."""
        from igglossary.store.conflicts import conflicts_of

        rows = self._store.rows(
            "SELECT source_lang, target_lang, source, id, target, status, score, evidence FROM unit"
            " WHERE status <> 'rejected'"
            " AND (source_lang, target_lang, source) IN (SELECT source_lang, target_lang, source FROM unit"
            " WHERE status <> 'rejected' GROUP BY source_lang, target_lang, source HAVING count(DISTINCT target) > 1)"
            " ORDER BY source_lang, target_lang, source, id"
        )
        return conflicts_of(rows, partial(wholes_of, self._store))

    def add(
        self,
        units: Iterable[TranslationUnit],
        document: int,
        *,
        link: Callable[[TranslationUnit], Link | None] | None = None,
        progress: Callable[[int], None] | None = None,
    ) -> AddCounts:
        """See ``contract.memory.Memory``."""
        from igglossary.store.postgresql.whole_units import add

        return add(self._store, units, document, link=link, progress=progress)

    def preparer(self) -> Preparer:
        """See ``contract.memory.Memory``."""
        from igglossary.store.unit_preparing import UnitPreparer  # the model: not on the look-up path

        return UnitPreparer()

    def writer(self, document: int) -> Writer:
        """See ``contract.memory.Memory``."""
        from igglossary.store.postgresql.unit_writing import UnitWriter

        return UnitWriter(self._store, document)


class _Fetched:
    """See ``contract.memory.Fetched``: all of it came in one round trip."""

    def __init__(
        self, rows: dict[int, UnitRow], places: dict[int, list[Place]], wholes: dict[int, list[frozenset[int]]]
    ) -> None:
        self.rows = rows
        self._places = places
        self._wholes = wholes

    def places(self, ids: Iterable[int]) -> dict[int, list[Place]]:
        return {unit: self._places.get(unit, []) for unit in ids}

    def wholes(self, ids: Iterable[int]) -> dict[int, list[frozenset[int]]]:
        return {unit: self._wholes.get(unit, []) for unit in {*ids, *self._wholes}}


def wholes_of(store: Database, ids: Iterable[int]) -> dict[int, list[frozenset[int]]]:
    """See ``contract.memory.Fetched.wholes``."""
    wanted = list(ids)
    return _wholes(wanted, store.rows(ABOVE, (wanted,)))


def _wholes(ids: Iterable[int], rows: Iterable[Row]) -> dict[int, list[frozenset[int]]]:
    direct: dict[int, list[tuple[int, int | None]]] = {unit: [] for unit in ids}
    for unit, document, whole in rows:
        direct.setdefault(unit, []).append((document, whole))
    return {unit: [_above(direct, *place) for place in places] for unit, places in direct.items()}


def _above(direct: dict[int, list[tuple[int, int | None]]], document: int, whole: int | None) -> frozenset[int]:
    """A whole and everything that it is a part of in the same document."""
    found: set[int] = set()
    open_ = {whole} - {None}
    while open_:
        one = open_.pop()
        if one is not None and one not in found:
            found.add(one)
            open_ |= {above for there, above in direct.get(one, ()) if there == document and above is not None}
    return frozenset(found)
