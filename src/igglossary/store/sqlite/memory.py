"""The SQLite file as ``contract.Memory``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.store.sqlite import memory_index
from igglossary.store.sqlite.parts import wholes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from igglossary.answers.places import Place
    from igglossary.store.contract import AnyOf, OneOfEach, Preparer, UnitRow, Writer
    from igglossary.store.sqlite.connection import Database


class SqliteMemory:
    """See ``contract.Memory``."""

    batch_units = 5000
    """A transaction of 0.15 s, so that a person's save beside an import hardly waits. Each batch
    changes most pages of the digests' index: 2,000 units at a time cost a fifth more."""

    def __init__(self, store: Database) -> None:
        """On an open file."""
        self._store = store

    def languages(self) -> list[tuple[str, int]]:
        """See ``contract.Memory``."""
        return memory_index.languages(self._store)

    def frequencies(self, codes: Sequence[str]) -> dict[str, int]:
        """See ``contract.Memory``."""
        return memory_index.frequencies(self._store, codes)

    def candidates(self, side: int, clause: AnyOf) -> Iterator[tuple[int, str]]:
        """See ``contract.Memory``."""
        return memory_index.candidates(self._store, side, clause)

    def texts(self, side: int, groups: OneOfEach, key_runs: Sequence[str]) -> Iterator[tuple[int, str]]:
        """See ``contract.Memory``."""
        return memory_index.texts(self._store, side, groups, key_runs)

    def words_like(self, lang: str, *, prefix: str = "", inside: str = "") -> list[str]:
        """See ``contract.Memory``."""
        return memory_index.words_like(self._store, lang, prefix=prefix, inside=inside)

    def units(self, ids: Sequence[int]) -> dict[int, UnitRow]:
        """See ``contract.Memory``."""
        return memory_index.units(self._store, ids)

    def places(self, ids: Sequence[int]) -> dict[int, list[Place]]:
        """See ``contract.Memory``."""
        origins = memory_index.origins(self._store, ids)
        return {unit: [memory_index.place_of(origin) for origin in found] for unit, found in origins.items()}

    def wholes(self, ids: Iterable[int]) -> dict[int, list[frozenset[int]]]:
        """See ``contract.Memory``."""
        return wholes(self._store, ids)

    def preparer(self) -> Preparer:
        """See ``contract.Memory``."""
        from igglossary.store.sqlite.unit_preparing import UnitPreparer  # the model: not on the look-up path

        return UnitPreparer()

    def writer(self, document: int) -> Writer:
        """See ``contract.Memory``."""
        from igglossary.store.sqlite.unit_writing import UnitWriter

        return UnitWriter(self._store, document)
