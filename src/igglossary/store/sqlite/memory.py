"""The SQLite file as ``contract.Memory``."""

from __future__ import annotations

from heapq import merge
from typing import TYPE_CHECKING

from igglossary.store.origins import place_of
from igglossary.store.sqlite import memory_index
from igglossary.store.sqlite.parts import wholes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from igglossary.answers.places import Place
    from igglossary.model import Status, TranslationUnit
    from igglossary.store.contract.memory import AddCounts, AnyOf, Conflict, Fetched, Preparer, UnitRow, Wanted, Writer
    from igglossary.store.contract.reports import Link
    from igglossary.store.sqlite.connection import Database


class SqliteMemory:
    """See ``contract.Memory``."""

    batch_units = memory_index.BATCH_UNITS
    fetched_units = 20

    def __init__(self, store: Database) -> None:
        """On an open file."""
        self._store = store

    def languages(self) -> list[tuple[str, int]]:
        """See ``contract.Memory``."""
        return memory_index.languages(self._store)

    def frequencies(self, codes: Sequence[str]) -> dict[str, int]:
        """See ``contract.Memory``."""
        return memory_index.frequencies(self._store, codes)

    def candidates(self, asked: Sequence[tuple[int, AnyOf]]) -> Iterator[tuple[int, int, str]]:
        """See ``contract.Memory``."""
        for side, clause in asked:
            for unit, key in memory_index.candidates(self._store, side, clause):
                yield unit, side, key

    def texts(self, asked: Sequence[Wanted]) -> Iterator[tuple[int, int, str]]:
        """See ``contract.Memory``."""
        return merge(*(self._texts(number, wanted) for number, wanted in enumerate(asked)))

    def _texts(self, number: int, wanted: Wanted) -> Iterator[tuple[int, int, str]]:
        for unit, text in memory_index.texts(self._store, *wanted):
            yield unit, number, text

    def words_like(self, langs: Sequence[str], *, prefix: str = "", inside: str = "") -> dict[str, list[str]]:
        """See ``contract.Memory``."""
        return {lang: memory_index.words_like(self._store, lang, prefix=prefix, inside=inside) for lang in langs}

    def fetch(self, ids: Sequence[int]) -> Fetched:
        """See ``contract.Memory``."""
        return _Fetched(self._store, memory_index.units(self._store, ids))

    def is_empty(self) -> bool:
        """See ``contract.Memory``."""
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
        """See ``contract.Memory``."""
        from igglossary.store.sqlite.units import iterate_units  # the model: not on the look-up path

        return iterate_units(
            self._store,
            statuses=statuses,
            source_lang=source_lang,
            target_lang=target_lang,
            without_parts=without_parts,
            min_keep=min_keep,
        )

    def count_below(self, min_keep: float) -> int:
        """See ``contract.Memory``."""
        from igglossary.store.sqlite.units import count_below

        return count_below(self._store, min_keep)

    def conflicts(self) -> Iterator[Conflict]:
        """See ``contract.Memory``."""
        from igglossary.store.sqlite.units import conflicts

        return conflicts(self._store)

    def add(
        self,
        units: Iterable[TranslationUnit],
        document: int,
        *,
        link: Callable[[TranslationUnit], Link | None] | None = None,
        progress: Callable[[int], None] | None = None,
    ) -> AddCounts:
        """See ``contract.Memory``."""
        from igglossary.store.sqlite.units import add_units

        return add_units(self._store, units, document, link=link, progress=progress)

    def preparer(self) -> Preparer:
        """See ``contract.Memory``."""
        from igglossary.store.unit_preparing import UnitPreparer  # the model: not on the look-up path

        return UnitPreparer()

    def writer(self, document: int) -> Writer:
        """See ``contract.Memory``."""
        from igglossary.store.sqlite.unit_writing import UnitWriter

        return UnitWriter(self._store, document)


class _Fetched:
    """See ``contract.memory.Fetched``; a file is asked when it is."""

    def __init__(self, store: Database, rows: dict[int, UnitRow]) -> None:
        self._store = store
        self.rows = rows

    def places(self, ids: Iterable[int]) -> dict[int, list[Place]]:
        origins = memory_index.origins(self._store, list(ids))
        return {unit: [place_of(origin) for origin in found] for unit, found in origins.items()}

    def wholes(self, ids: Iterable[int]) -> dict[int, list[frozenset[int]]]:
        return wholes(self._store, ids)
