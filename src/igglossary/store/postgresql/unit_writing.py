"""Writing many units by COPY: duplicates are merged, decisions kept, the index written in the same transaction."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from igglossary.model import Place, Status
from igglossary.store import codec
from igglossary.store.contract.memory import AddCounts
from igglossary.store.postgresql.connection import Query
from igglossary.store.postgresql.memory_index import ORIGINS, Postings, code_of_posting
from igglossary.store.unit_rows import COLUMNS, DIGEST, digest_of, extra_id, gains, improvements, place_of
from igglossary.text.memory_tokens import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from igglossary.store.contract.memory import Batch
    from igglossary.store.postgresql.connection import Database, Row
    from igglossary.store.unit_rows import Prepared, Seen

_EXTRA = COLUMNS.index("extra")
_STATUS = COLUMNS.index("status")
SAMPLE = 8  # every eighth unit is counted for the frequency hints
KEY_COLUMNS = ("unit", "source", "target", "postings")
_FLUSH_UNITS = 25_000  # how often the hints are written, so that a killed import leaves useful ones
_BULK_UNITS = 4000  # from here on the index is put in order at the end
KNOWN = (
    "SELECT u.*, x.data AS extra_data, EXISTS (SELECT 1 FROM decision d WHERE d.entry_kind = 'unit'"
    " AND d.entry_id = u.id::text) AS is_decided FROM unit u LEFT JOIN unit_extra x ON x.id = u.extra WHERE {where}"
)
_EDITED = (
    "SELECT d.old, u.* FROM unit u JOIN decision d ON d.entry_kind = 'unit' AND d.entry_id = u.id::text"
    " WHERE u.found IS NOT NULL"
)
_WITH_DIGEST = "u.digest = ANY(%s)"
_FOUND_AS = "u.found = ANY(%s)"


@dataclass(slots=True)
class _Fresh:
    """A unit of this batch that the store does not have; duplicates in the batch add to it."""

    record: list[Any]
    extra: str | None
    seen: dict[Seen, None]
    keys: tuple[str, str]
    terms: str


@dataclass(slots=True)
class _Written:
    """What a batch changes, to be sent together."""

    fresh: dict[int, _Fresh] = field(default_factory=dict)
    changed: dict[int, dict[str, Any]] = field(default_factory=dict)
    seen: list[tuple[int, Seen]] = field(default_factory=list)
    extras: dict[int, str] = field(default_factory=dict)


class UnitWriter:
    """Writes prepared units for one document, batch by batch."""

    def __init__(self, store: Database, document: int) -> None:
        """``document`` is the number of the document that the units come from."""
        self.store = store
        self.document = document
        self.counts = AddCounts(Counter())
        self._postings = Postings()
        self._sample: Counter[int] = Counter()
        self._since_flush = 0

    def write_batch(self, batch: Batch) -> None:
        """See ``contract.memory.Writer``."""
        prepared: list[Prepared] = batch.rows
        with self.store.transaction():
            if self.counts.added + len(prepared) > _BULK_UNITS:
                self.store.execute("SET LOCAL gin_pending_list_limit = '32MB'")  # puts a third less into order twice
            known, places, number = self._read(prepared)
            written = _Written()
            for item in prepared:
                digest = item[0][DIGEST]
                if digest in known:
                    self._merge(known[digest], places, item, written)
                elif digest in written.fresh:
                    self._repeat(written.fresh[digest], item)
                else:
                    written.fresh[digest] = _Fresh(list(item[0]), item[1], dict.fromkeys(item[2]), item[3:5], item[5])
            self._insert(written, number)
            self._change(written)
            keep_words(self.store, batch.words, batch.tags)
            if self._since_flush >= _FLUSH_UNITS:
                self._flush()

    def finish(self) -> AddCounts:
        """See ``contract.memory.Writer``."""
        if self._sample or self.counts.added > _BULK_UNITS:
            with self.store.transaction():
                self._flush()
                if self.counts.added > _BULK_UNITS:
                    self.store.execute("SELECT put_index_in_order()")
        return self.counts

    def _read(self, prepared: Sequence[Prepared]) -> tuple[dict[int, dict[str, Any]], dict[int, set[Place]], int]:
        """In one round trip: the stored units by the digests they have or had, their places, the last number."""
        asked = {item[0][DIGEST] for item in prepared}
        digests = list(asked)
        now, former, last, edited, origins = self.store.ask(
            Query(KNOWN.format(where=_WITH_DIGEST), (digests,)),
            Query(KNOWN.format(where=_FOUND_AS), (digests,)),
            Query("SELECT seq FROM counter WHERE name = 'unit'"),
            Query(_EDITED),
            Query(
                ORIGINS.replace(
                    "= ANY(%s)", "IN (SELECT id FROM unit u WHERE u.digest = ANY(%s) OR u.found = ANY(%s))"
                ),
                (digests, digests) if any(item[2] for item in prepared) else ([], []),
            ),
        )
        known: dict[int, dict[str, Any]] = {}
        for row in now:
            known.setdefault(row["digest"], dict(row))
        for row in former:
            known.setdefault(row["found"], dict(row))
        wanted = {digest: unit for digest, unit in _between(edited).items() if digest in asked and digest not in known}
        if wanted:
            rows = self.store.rows(KNOWN.format(where="u.id = ANY(%s)"), (list(wanted.values()),))
            by_id = {row["id"]: row for row in rows}
            known.update({digest: dict(by_id[unit]) for digest, unit in wanted.items()})
        places: dict[int, set[Place]] = {}
        for row in origins:
            places.setdefault(row["unit"], set()).add(place_of(row))
        return known, places, last[0][0] if last else 0

    def _merge(self, row: dict[str, Any], places: dict[int, set[Place]], item: Prepared, written: _Written) -> None:
        """A duplicate came: keep its provenance, and what it knows better of a unit that nobody has decided."""
        changes = {} if row["is_decided"] else self._improvements(row, item)
        if changes:
            row.update(changes)
            written.changed.setdefault(row["id"], {}).update(changes)
            self.counts.change(row["source"], gains(changes))
        else:
            self.counts.unchanged += 1
        if item[2] or row["document"] != self.document:  # else the unit's own row says so
            known = places.setdefault(row["id"], set())
            for place, stretches in item[2] or (("", None),):
                if not place or codec.loads(Place, place) not in known:
                    written.seen.append((row["id"], (place, stretches)))

    def _improvements(self, row: dict[str, Any], item: Prepared) -> dict[str, Any]:
        changes = improvements(row, {**dict(zip(COLUMNS, item[0], strict=True)), "extra_data": item[1]})
        if not self.store.may_decide and changes.get("status") == Status.APPROVED:
            del changes["status"], changes["relation"]  # an approval that a translator's file brings is none yet
        return changes

    def _repeat(self, fresh: _Fresh, item: Prepared) -> None:
        """A unit comes twice in one batch."""
        row = {**dict(zip(COLUMNS, fresh.record, strict=True)), "extra_data": fresh.extra}
        changes = improvements(row, {**dict(zip(COLUMNS, item[0], strict=True)), "extra_data": item[1]})
        if changes:
            self.counts.change(row["source"], gains(changes))
            fresh.extra = changes.pop("extra_data", fresh.extra)
            changes["extra"] = extra_id(fresh.extra)
            fresh.record = [changes.get(name, value) for name, value in zip(COLUMNS, fresh.record, strict=True)]
        else:
            self.counts.unchanged += 1
        fresh.seen.update(dict.fromkeys(item[2]))

    def _insert(self, written: _Written, number: int) -> None:
        if not written.fresh:
            return
        units, keys, origins = [], [], []
        document = str(self.document)
        for turn, fresh in enumerate(written.fresh.values()):
            number += 1
            unit = str(number)
            if fresh.extra is not None:
                written.extras[fresh.record[_EXTRA]] = fresh.extra
            units.append(line([number, None if fresh.seen else self.document, *fresh.record]))
            postings = self._postings.of(fresh.terms)
            keys.append(key_line(number, *fresh.keys, postings))
            origins += [line([unit, document, *seen]) for seen in fresh.seen]
            if not turn % SAMPLE:
                self._sample.update(set(map(code_of_posting, postings)))
        self.store.copy_in("unit", ("id", "document", *COLUMNS), units)
        self.store.copy_in("memory_key", KEY_COLUMNS, keys)
        self.store.copy_in("unit_origin", ("unit", "document", "place", "stretches"), origins)
        set_counter(self.store, "unit", number)
        self.store.execute("INSERT INTO meta VALUES ('memory_tokens', %s) ON CONFLICT DO NOTHING", (VERSION,))
        self.counts.added += len(units)
        self._since_flush += len(units)

    def _change(self, written: _Written) -> None:
        for unit, changes in written.changed.items():
            if (extra := changes.pop("extra_data", None)) is not None:
                changes["extra"] = extra_id(extra)
                written.extras[changes["extra"]] = extra
            assignments = ", ".join(f"{name} = %s" for name in changes)
            self.store.execute(
                f"UPDATE unit SET {assignments}, version = version + 1 WHERE id = %s", [*changes.values(), unit]
            )
        self.store.execute_many(
            "INSERT INTO unit_origin (unit, document, place, stretches) VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING",
            [(unit, self.document, *seen) for unit, seen in written.seen],
        )
        if written.extras:
            self.store.execute(
                "INSERT INTO unit_extra SELECT * FROM unnest(%s::bigint[], %s::text[]) ON CONFLICT DO NOTHING",
                (list(written.extras), list(written.extras.values())),
            )

    def _flush(self) -> None:
        add_frequencies(self.store, {code: n * SAMPLE for code, n in self._sample.items() if n > 1})
        self._sample.clear()
        self._since_flush = 0


def key_line(unit: int, source: str, target: str, postings: Sequence[int]) -> str:
    """A row of ``memory_key`` in the text format of COPY; keys have no character that it would take for its own."""
    return f"{unit}\t{source}\t{target}\t{{{','.join(map(str, postings))}}}\n"


def _between(edited: Iterable[Row]) -> dict[int, int]:
    """Digests of texts that units had between two edits of a person → unit: what was rewritten stays so."""
    former = {}
    for row in edited:
        texts = {name: row[name] for name in ("source", "target")} | json.loads(row["old"])
        digest = digest_of(row["source_lang"], row["target_lang"], texts["source"], texts["target"], row["codes"])
        former[digest] = row["id"]
    return former


def set_counter(store: Database, name: str, number: int) -> None:
    """Note the last number that was given; inside a transaction."""
    store.execute(
        "INSERT INTO counter VALUES (%s, %s) ON CONFLICT (name) DO UPDATE SET seq = excluded.seq", (name, number)
    )


def add_frequencies(store: Database, counts: dict[int, int]) -> None:
    """Add units by the number of a code to the hints; inside a transaction."""
    if counts:
        codes = sorted(counts)
        store.execute(
            "INSERT INTO memory_frequency SELECT * FROM unnest(%s::integer[], %s::bigint[])"
            " ON CONFLICT (code) DO UPDATE SET units = memory_frequency.units + excluded.units",
            (codes, [counts[code] for code in codes]),
        )


def keep_words(store: Database, words: Sequence[tuple[str, str]], tags: Iterable[tuple[str, int]]) -> None:
    """Remember (language, word) pairs and (language tag, side) pairs that may be new; inside a transaction."""
    store.word_writes += 1
    some = sorted(set(words))
    if some:
        store.execute(
            "INSERT INTO memory_word SELECT * FROM unnest(%s::text[], %s::text[]) ON CONFLICT DO NOTHING",
            ([lang for lang, _word in some], [word for _lang, word in some]),
        )
    store.execute_many("INSERT INTO memory_language VALUES (%s, %s) ON CONFLICT DO NOTHING", list(tags))


def line(values: Iterable[Any]) -> str:
    """A row in the text format of COPY."""
    return "\t".join([_value(value) for value in values]) + "\n"


def _value(value: Any) -> str:
    if value is None:
        return r"\N"
    if type(value) is not str:
        return str(value)
    if "\\" in value or "\n" in value or "\t" in value or "\r" in value:
        return value.replace("\\", r"\\").replace("\n", r"\n").replace("\t", r"\t").replace("\r", r"\r")
    return value
