"""The queue in memory: ids and status codes of all entries, the texts of the pages that were looked at last."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, NamedTuple

from igglossary.store.contract.review import GROUP, STATUSES, Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from igglossary.model import Status
    from igglossary.store.contract.review import Condition
    from igglossary.store.contract.store import Store

_PAGE = 64
"""Rows read at once: one or two pages fill the tallest terminal."""
_PAGES_KEPT = 32
_OPEN = 0
_IN_ONE_QUESTION = 500
_CONFLICT = "conflict"
"""The condition that no store can judge, because the one function for it is ``review.conflicts``."""


class GroupRow(NamedTuple):
    """The line of a group of general words: how many there are, and whether they are listed below it."""

    key: int
    words: int
    is_open: bool


class Report(NamedTuple):
    """A report of the queue: its title, its date (perhaps ""), and how many of its rows are open."""

    title: str
    date: str
    open: int


class Rows:
    """A list of ``len(rows)`` entries and group lines, of which only a few hundred are in memory as text."""

    def __init__(
        self,
        store: Store,
        kind: str,
        conditions: Sequence[Condition],
        sort: str,
        *,
        opened: frozenset[int] = frozenset(),
        is_disputed: Callable[[str, str], bool] | None = None,
    ) -> None:
        """Ask the store for the ids; ``opened`` are groups, ``is_disputed`` judges (German, English)."""
        self._store = store
        self._kind = kind
        self._conditions = [one for one in conditions if one.field != _CONFLICT]
        self._opened = opened
        found = store.review.queue(kind, self._conditions, sort, opened)
        self._keys, self._codes, self.counts, self._groups, self._open_in = found
        self._pages: OrderedDict[int, list[Row | None]] = OrderedDict()
        self._reports: dict[int, tuple[str, str]] = {}
        for one in conditions:
            if one.field == _CONFLICT and is_disputed is not None:
                self._keep(is_disputed, is_wanted=not one.is_negated)

    def __len__(self) -> int:
        return len(self._keys)

    def _keep(self, is_disputed: Callable[[str, str], bool], *, is_wanted: bool) -> None:
        """Leave in the list what the term base says something against, or nothing; groups go."""
        keys, codes = list(self._keys), bytes(self._codes)
        self._keys, self._codes, self._groups = self._keys[:0], bytearray(), {}
        for start in range(0, len(keys), 500):
            both = zip(keys[start : start + 500], codes[start : start + 500], strict=True)
            chunk = [(key, code) for key, code in both if code != GROUP]
            rows = self._store.review.rows(self._kind, [key for key, _code in chunk])
            for (key, code), row in zip(chunk, rows, strict=True):
                if row is not None and is_disputed(row.german, row.english) is is_wanted:
                    self._keys.append(key)
                    self._codes.append(code)

    def key(self, position: int) -> int:
        """The row id at a position; negative for the line of a group."""
        return self._keys[position]

    def all_keys(self) -> Sequence[int]:
        """All row ids in order, those of group lines among them."""
        return self._keys

    def row(self, position: int) -> Row | GroupRow | None:
        """The row at a position; None if the entry is gone from the store."""
        key = self._keys[position]
        if key < 0:
            return GroupRow(key, self._groups.get(key, 0), key in self._opened)
        number, offset = divmod(position, _PAGE)
        page = self._pages.get(number)
        if page is None:
            keys = self._keys[number * _PAGE : (number + 1) * _PAGE]
            found = iter(self._store.review.rows(self._kind, [one for one in keys if one >= 0]))
            page = [None if one < 0 else next(found) for one in keys]
            self._pages[number] = page
            if len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page[offset]

    def report(self, number: int) -> Report:
        """What there is to say about the report of a row."""
        if number not in self._reports:
            self._reports.update(self._store.review.reports([number]))
        title, date = self._reports.setdefault(number, ("", ""))
        return Report(title, date, self._open_in[number])

    def report_count(self) -> int:
        """How many reports have open rows here."""
        return sum(1 for count in self._open_in.values() if count > 0)

    def general_words(self) -> int:
        """How many general words the group lines stand for."""
        return sum(self._groups.values())

    def words_of_group(self, position: int) -> list[int]:
        """The ids of the general words of the group whose line is at a position."""
        return self._store.review.general_words(self._keys[position], self._conditions)

    def status(self, position: int) -> Status | None:
        """The status at a position, without reading the row; None for a group line."""
        code = self._codes[position]
        return None if code == GROUP else STATUSES[code]

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

    def entries(self) -> int:
        """How many entries are listed: all lines but those of groups."""
        return len(self._codes) - self._codes.count(GROUP)

    def decided(self) -> int:
        """How many of the queue are no candidates any more."""
        return self.entries() - self._codes.count(_OPEN)

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
                steps.append(self._take(position, row))
            number, offset = divmod(position, _PAGE)
            if number in self._pages:
                self._pages[number][offset] = row
        return steps if len(steps) == len(wanted) else None

    def _read(self, keys: Sequence[int]) -> Iterator[tuple[int, Row | None]]:
        for start in range(0, len(keys), _IN_ONE_QUESTION):
            some = keys[start : start + _IN_ONE_QUESTION]
            yield from zip(some, self._store.review.rows(self._kind, some), strict=True)

    def _take(self, position: int, row: Row) -> tuple[int, int]:
        """Note the status of a row that was read again: its code before and after."""
        before, after = self._codes[position], STATUSES.index(row.status)
        self._codes[position] = after
        if row.report is not None:
            self._open_in[row.report] += (after == _OPEN) - (before == _OPEN)
        return before, after
