"""The queue in memory: ids and status codes of all entries, the texts of the pages that were looked at last."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from igglossary.store.contract.review import STATUSES, Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from igglossary.model import Status
    from igglossary.store.contract.review import Condition
    from igglossary.store.contract.store import Store

_PAGE = 64
"""Rows read at once: one or two pages fill the tallest terminal."""
_PAGES_KEPT = 32
_OPEN = 0
_IN_ONE_QUESTION = 500


class Rows:
    """A list of ``len(rows)`` entries, of which only a few hundred are in memory as text."""

    def __init__(self, store: Store, kind: str, conditions: Sequence[Condition], sort: str) -> None:
        """Ask the store for the ids."""
        self._store = store
        self._kind = kind
        self._keys, self._codes, self.counts = store.review.queue(kind, conditions, sort)
        self._pages: OrderedDict[int, list[Row | None]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._keys)

    def key(self, position: int) -> int:
        """The row id at a position."""
        return self._keys[position]

    def all_keys(self) -> Sequence[int]:
        """All row ids in order."""
        return self._keys

    def row(self, position: int) -> Row | None:
        """The row at a position; None if the entry is gone from the store."""
        number, offset = divmod(position, _PAGE)
        page = self._pages.get(number)
        if page is None:
            page = self._store.review.rows(self._kind, self._keys[number * _PAGE : (number + 1) * _PAGE])
            self._pages[number] = page
            if len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page[offset]

    def status(self, position: int) -> Status:
        """The status at a position, without reading the row."""
        return STATUSES[self._codes[position]]

    def position_of(self, key: int) -> int | None:
        """Where an entry stands, None if it is not in the queue."""
        try:
            return self._keys.index(key)
        except ValueError:
            return None

    def positions_of(self, keys: Sequence[int]) -> dict[int, int]:
        """Where those of the entries stand that are in the queue, in the order of ``keys``."""
        if len(keys) > _PAGE:  # one pass over the queue instead of one for each
            places = {key: position for position, key in enumerate(self._keys)}
            return {key: places[key] for key in keys if key in places}
        return {key: found for key in keys if (found := self.position_of(key)) is not None}

    def next_open(self, position: int) -> int | None:
        """The next candidate after a position, from the top again at the end; None if all are decided."""
        found = self._codes.find(_OPEN, position + 1)
        if found < 0:
            found = self._codes.find(_OPEN, 0, position + 1)
        return None if found < 0 else found

    def open_keys(self) -> list[int]:
        """The row ids of all candidates in the queue."""
        return [key for key, code in zip(self._keys, self._codes, strict=True) if code == _OPEN]

    def decided(self) -> int:
        """How many of the queue are no candidates any more."""
        return len(self._codes) - self._codes.count(_OPEN)

    def add(self, key: int, position: int) -> None:
        """Put a new entry into the list; all pages are read again when they are looked at."""
        self._keys.insert(position, key)
        self._codes.insert(position, _OPEN)
        self._pages.clear()
        self.refresh((key,))

    def refresh(self, keys: Iterable[int], rows: Sequence[Row | None] = ()) -> list[tuple[int, int]] | None:
        """Show entries that were changed as they are now; they keep their places.

        Args:
            keys: Which entries.
            rows: They, as the store gave them with the change; () to read them.

        Returns:
            The status codes (before, after) of each; None if one of them is not in this queue.
        """
        wanted = list(dict.fromkeys(keys))
        positions = self.positions_of(wanted)
        if len(wanted) > _PAGE:
            self._pages.clear()
        known = list(positions)
        steps: list[tuple[int, int]] = []
        for key, row in zip(wanted, rows, strict=True) if rows else self._read(known):
            position = positions.get(key)
            if position is None:
                continue
            if row is not None:
                before, self._codes[position] = self._codes[position], STATUSES.index(row.status)
                steps.append((before, self._codes[position]))
            number, offset = divmod(position, _PAGE)
            if number in self._pages:
                self._pages[number][offset] = row
        return steps if len(steps) == len(wanted) else None

    def _read(self, keys: Sequence[int]) -> Iterator[tuple[int, Row | None]]:
        for start in range(0, len(keys), _IN_ONE_QUESTION):
            some = keys[start : start + _IN_ONE_QUESTION]
            yield from zip(some, self._store.review.rows(self._kind, some), strict=True)
