"""Writing many units: duplicates are merged, decisions kept, every index written in the same transaction."""

from __future__ import annotations

import json
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Any

from igglossary.model import Place
from igglossary.store import codec
from igglossary.store.contract.memory import AddCounts
from igglossary.store.sqlite import memory_index
from igglossary.store.unit_rows import (
    COLUMNS,
    DIGEST,
    UNITS,
    Prepared,
    Seen,
    digest_of,
    extra_id,
    gains,
    improvements,
    place_of,
)
from igglossary.text.memory_tokens import VERSION

if TYPE_CHECKING:
    from igglossary.store.contract.memory import Batch
    from igglossary.store.sqlite.connection import Database

_BULK_UNITS = 4000  # from here on, merging the index is put off to the end
_EXTRA = COLUMNS.index("extra")
SAMPLE = 8  # every eighth unit is counted for the frequency hints
_FLUSH_UNITS = 25_000  # how often the hints are written, so that a killed import leaves useful ones

_INSERT = f"INSERT INTO unit (id, document, {', '.join(COLUMNS)}) VALUES (?, ?{', ?' * len(COLUMNS)})"


class UnitWriter:
    """Writes prepared units for one document, chunk by chunk."""

    def __init__(self, store: Database, document: int) -> None:
        """``document`` is the id of the row of ``document`` that the units come from."""
        self.store = store
        self.document = document
        self.counts = AddCounts(Counter())
        self._sample: Counter[str] = Counter()
        self._since_flush = 0
        self._is_bulk = False

    def write_batch(self, batch: Batch) -> None:
        """See ``contract.Writer``."""
        prepared: list[Prepared] = batch.rows
        if not self._is_bulk and self.counts.added + len(prepared) > _BULK_UNITS:
            self._is_bulk = True
            memory_index.begin_bulk(self.store)
        with self.store.transaction():
            memory_index.keep_words(self.store, batch.words, batch.tags)
            known = self._known([item[0][DIGEST] for item in prepared])
            fresh: dict[int, Prepared] = {}
            for item in prepared:
                digest = item[0][DIGEST]
                if digest in fresh:
                    self._insert(fresh)
                    known.update(self._known(list(fresh)))
                    fresh.clear()
                if digest in known:
                    self._merge(known[digest], item)
                else:
                    fresh[digest] = item
            self._insert(fresh)
        if self._since_flush >= _FLUSH_UNITS:
            self._flush()

    def finish(self) -> AddCounts:
        """Write the hints and merge the index; call it once, after the last chunk."""
        self._flush()
        if self._is_bulk or memory_index.is_bulk_unfinished(self.store):  # by a program that was killed
            memory_index.end_bulk(self.store)
        return self.counts

    def _known(self, digests: list[int]) -> dict[int, dict[str, Any]]:
        """The stored units with those digests, or that had them before they were edited."""
        marks = ",".join("?" * len(digests))
        found: dict[int, dict[str, Any]] = {}
        for row in self.store.rows(f"{UNITS} WHERE u.digest IN ({marks})", digests):
            found.setdefault(row["digest"], dict(row))
        if self.store.row("SELECT 1 FROM unit WHERE found IS NOT NULL LIMIT 1"):
            for row in self.store.rows(f"{UNITS} WHERE u.found IN ({marks})", digests):
                found.setdefault(row["found"], dict(row))
        former = {digest: self._former[digest] for digest in digests if digest not in found and digest in self._former}
        for digest, unit_id in former.items():
            for row in self.store.rows(f"{UNITS} WHERE u.id = ?", (unit_id,)):
                found[digest] = dict(row)
        decided = self._decided([row["id"] for row in found.values()])
        for unit in found.values():
            unit["is_decided"] = unit["id"] in decided
        return found

    @cached_property
    def _former(self) -> dict[int, int]:
        """Digests of texts that units had between two edits of a person → unit: what was rewritten stays so."""
        rows = self.store.rows(
            "SELECT d.old, u.* FROM unit u JOIN decision d ON d.entry_kind = 'unit' AND d.entry_id = CAST(u.id AS TEXT)"
            " WHERE u.found IS NOT NULL"
        )
        former = {}
        for row in rows:
            texts = {name: row[name] for name in ("source", "target")} | json.loads(row["old"])
            digest = digest_of(row["source_lang"], row["target_lang"], texts["source"], texts["target"], row["codes"])
            former[digest] = row["id"]
        return former

    def _decided(self, units: list[int]) -> set[int]:
        marks = ",".join("?" * len(units))
        sql = f"SELECT DISTINCT entry_id FROM decision WHERE entry_kind = 'unit' AND entry_id IN ({marks})"
        return {int(row["entry_id"]) for row in self.store.rows(sql, [str(unit) for unit in units])} if units else set()

    def _insert(self, fresh: dict[int, Prepared]) -> None:
        if not fresh:
            return
        row = self.store.row("SELECT seq FROM sqlite_sequence WHERE name = 'unit'")
        first = 1 + (row["seq"] if row else 0)
        if first == 1:
            self.store.set_meta("memory_tokens", VERSION)
        items = list(enumerate(fresh.values(), first))
        self._keep_extras({item[0][_EXTRA]: item[1] for _unit, item in items if item[1] is not None})
        document = self.document  # in the unit's own row, unless there is more to say of where it was seen
        self.store.execute_many(_INSERT, [(unit, None if item[2] else document, *item[0]) for unit, item in items])
        self.store.execute_many(
            "INSERT OR IGNORE INTO unit_origin (unit, document, place, stretches) VALUES (?, ?, ?, ?)",
            [(unit, document, *seen) for unit, item in items for seen in item[2]],
        )
        memory_index.insert(self.store, [(unit, *item[3:]) for unit, item in items])
        for _unit, item in items[::SAMPLE]:
            self._sample.update({term[:-1] for term in item[5].split(" ")})
        self.counts.added += len(items)
        self._since_flush += len(items)

    def _merge(self, row: dict[str, Any], item: Prepared) -> None:
        """A duplicate came: keep its provenance, and what it knows better of a unit that nobody has decided."""
        new = {**dict(zip(COLUMNS, item[0], strict=True)), "extra_data": item[1]}
        changes = {} if row["is_decided"] else improvements(row, new)
        if changes:
            self._update(row["id"], changes)
            row.update(changes)
            self.counts.change(row["source"], gains(changes))
        else:
            self.counts.unchanged += 1
        if item[2] or row["document"] != self.document:  # else the unit's own row says so
            self._keep_origins(row["id"], item[2] or (("", None),))

    def _keep_extras(self, extras: dict[int, str]) -> None:
        self.store.execute_many("INSERT OR IGNORE INTO unit_extra VALUES (?, ?)", extras.items())

    def _update(self, unit: int, changes: dict[str, Any]) -> None:
        changes = dict(changes)
        if (extra := changes.pop("extra_data", None)) is not None:
            changes["extra"] = extra_id(extra)
            self._keep_extras({changes["extra"]: extra})
        assignments = ", ".join(f"{name} = ?" for name in changes)
        self.store.execute(
            f"UPDATE unit SET {assignments}, version = version + 1 WHERE id = ?", [*changes.values(), unit]
        )

    def _keep_origins(self, unit: int, seen: tuple[Seen, ...]) -> None:
        """Add where the duplicate was seen; a file that only repeats what we said of the unit adds nothing."""
        known: set[Place] = set()
        if any(place for place, _stretches in seen):
            known = {place_of(origin) for origin in memory_index.origins(self.store, [unit])[unit]}
        self.store.execute_many(
            "INSERT OR IGNORE INTO unit_origin (unit, document, place, stretches) VALUES (?, ?, ?, ?)",
            [
                (unit, self.document, place, stretches)
                for place, stretches in seen
                if not place or codec.loads(Place, place) not in known
            ],
        )

    def _flush(self) -> None:
        counted = [(code, n * SAMPLE) for code, n in sorted(self._sample.items()) if n > 1]
        if counted:
            memory_index.add_frequencies(self.store, counted)
        self._sample.clear()
        self._since_flush = 0
