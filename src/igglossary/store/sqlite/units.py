"""Translation units in the store: add, edit, delete, fetch, find duplicates and conflicts, and prove the index.

Every change keeps the fuzzy and concordance index (store/memory_index.py) in step within the same transaction.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

from igglossary.errors import StoreError
from igglossary.messages import Message, _
from igglossary.model import Evidence, LinkedStretches, Status
from igglossary.store import codec
from igglossary.store.conflicts import conflicts_of
from igglossary.store.sqlite import memory_index
from igglossary.store.sqlite.memory_index import BATCH_UNITS
from igglossary.store.sqlite.parts import wholes
from igglossary.store.sqlite.places import note_parts
from igglossary.store.sqlite.unit_writing import SAMPLE, UnitWriter
from igglossary.store.unit_preparing import UnitPreparer
from igglossary.store.unit_rows import (
    COLUMNS,
    UNITS,
    Coders,
    digest_of_row,
    moved_codes,
    place_of,
    to_unit,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from igglossary.model import Place, TranslationUnit
    from igglossary.store.contract.memory import AddCounts, Conflict
    from igglossary.store.contract.reports import Link
    from igglossary.store.sqlite.connection import Database

_CHANGEABLE = frozenset(COLUMNS) - {"digest", "extra", "file_id"}
_INDEXED = ("source_lang", "target_lang", "source", "target")


# --- adding ----------------------------------------------------------------------------------------------------------


def add_units(
    store: Database,
    units: Iterable[TranslationUnit],
    document: int,
    *,
    link: Callable[[TranslationUnit], Link | None] | None = None,
    progress: Callable[[int], None] | None = None,
) -> AddCounts:
    """Add units that come from one document, duplicates merged (same languages, texts and inline codes).

    A unit with several targets becomes one unit a target. A unit that a person has decided is never changed; of others
    a duplicate brings its provenance, its notes and properties, its approval, and a better score. Written in chunks of
    ``memory_index.BATCH_UNITS``, each a transaction of its own unless the caller has begun one.

    Args:
        store: An open store.
        units: In the order in which they get their ids.
        document: Id of the row of ``document`` that they come from.
        link: Gives for a unit that is a link what is kept with it; its place is its provenance.
        progress: Is told how many units of the iterable have been written so far.
    """
    preparer, writer = UnitPreparer(link), UnitWriter(store, document)
    iterator, done = iter(units), 0
    while chunk := list(islice(iterator, BATCH_UNITS)):
        batch, skipped = preparer.prepare(chunk)
        writer.counts.skipped.update(skipped)
        writer.write_batch(batch)
        done = writer.counts.units = done + len(chunk)
        if progress is not None:
            progress(done)
    if link is not None:
        with store.transaction():
            note_parts(store, document)
    return writer.finish()


# --- fetching --------------------------------------------------------------------------------------------------------


def get_unit(store: Database, unit_id: str | int) -> TranslationUnit | None:
    """The unit with its provenance; None if there is none with that id."""
    if not str(unit_id).isascii() or not str(unit_id).isdigit():
        return None
    row = store.row(f"{UNITS} WHERE u.id = ?", (int(unit_id),))
    return None if row is None else _with_provenance(store, [row])[0]


KEPT = "(status = 'approved' OR keep IS NULL OR keep >= :min_keep)"
"""What ``min_keep`` leaves: nothing that a person has approved, and nothing that is no link, is left out."""


def count_below(store: Database, min_keep: float) -> int:
    """How many open units are left out by ``min_keep``."""
    row = store.row(
        f"SELECT count(*) FROM unit WHERE status IN ('candidate', 'deferred') AND NOT {KEPT}", {"min_keep": min_keep}
    )
    return 0 if row is None else int(row[0])


def iterate_units(
    store: Database,
    *,
    statuses: Iterable[Status] | None = None,
    source_lang: str | None = None,
    target_lang: str | None = None,
    without_parts: bool = False,
    min_keep: float = 0.0,
) -> Iterator[TranslationUnit]:
    """The units by ascending id, with provenance; writes in between are allowed.

    Args:
        store: An open store.
        statuses: Only units with one of these; None for all.
        source_lang: Only units with exactly this language tag, or a variant of it if it is a primary language.
        target_lang: The same for the other side.
        without_parts: Leave out what is everywhere a part of an approved unit.
        min_keep: Of undecided links only those with this ``keep`` or more.
    """
    conditions, parameters = ["u.id > :last"], dict[str, Any]()
    if statuses is not None:
        names = sorted(Status(status).value for status in statuses)
        conditions.append(f"status IN ({', '.join(f':status{n}' for n in range(len(names)))})")
        parameters |= {f"status{n}": name for n, name in enumerate(names)}
    for column, tag in (("source_lang", source_lang), ("target_lang", target_lang)):
        if tag is not None:
            conditions.append(f"({column} = :{column} OR {column} LIKE :{column} || '-%')")
            parameters[column] = tag
    if without_parts:
        is_part = memory_index.IS_PART.format(fits="w.status = 'approved'")
        conditions.append(f"NOT ({is_part})")
    if min_keep > 0:
        conditions.append(KEPT)
        parameters["min_keep"] = min_keep
    sql = f"{UNITS} WHERE {' AND '.join(conditions)} ORDER BY u.id LIMIT {BATCH_UNITS}"
    last = 0
    while rows := store.rows(sql, {**parameters, "last": last}):
        last = rows[-1]["id"]
        yield from _with_provenance(store, rows)


def _with_provenance(store: Database, rows: list[sqlite3.Row]) -> list[TranslationUnit]:
    several = store.rows(
        "SELECT DISTINCT unit FROM unit_origin WHERE unit BETWEEN ? AND ?", (rows[0]["id"], rows[-1]["id"])
    )
    origins = memory_index.origins(store, [row["unit"] for row in several])
    files: dict[int | None, tuple[Place, ...]] = {None: ()}
    units = []
    for row in rows:
        if found := origins.get(row["id"]):
            places = tuple(dict.fromkeys(map(place_of, found)))
        else:  # most of a memory: a file brought it, and nobody has seen it since
            document = row["document"]
            if document not in files:
                files[document] = tuple(map(place_of, memory_index.origins(store, [row["id"]])[row["id"]]))
            places = files[document]
        units.append(to_unit(row, places))
    return units


def get_evidence(store: Database, unit_id: str | int) -> tuple[Evidence, ...]:
    """Why the two sides of a unit were linked; () if nobody said."""
    row = store.row("SELECT evidence FROM unit WHERE id = ?", (int(unit_id),))
    if row is None or not row["evidence"]:
        return ()
    found: tuple[Evidence, ...] = codec.decode(tuple[Evidence, ...], json.loads(row["evidence"]))
    return found


class Sighting(NamedTuple):
    """A unit in a document: ``part_of`` is the unit that it is a part of there, ``stretches`` what was linked."""

    document: int
    place: Place
    part_of: int | None = None
    stretches: LinkedStretches | None = None


def get_sightings(store: Database, unit_id: str | int) -> list[Sighting]:
    """Everywhere that a unit was seen, in the order of the documents."""
    joined = {
        (row["document"], row["place"]): row["stretches"]
        for row in store.rows("SELECT document, place, stretches FROM unit_origin WHERE unit = ?", (int(unit_id),))
    }
    found = []
    for row in memory_index.origins(store, [int(unit_id)])[int(unit_id)]:
        stretches = joined.get((row["document_id"], row["place"]))
        found.append(
            Sighting(
                row["document_id"],
                place_of(row),
                row["part_of"],
                None if stretches is None else codec.loads(LinkedStretches, stretches),
            )
        )
    return found


def count_units(store: Database, *, status: Status | None = None) -> int:
    """How many units there are, with that status if one is given."""
    condition, parameters = ("", ()) if status is None else (" WHERE status = ?", (status.value,))
    row = store.row(f"SELECT count(*) AS n FROM unit{condition}", parameters)
    return 0 if row is None else int(row["n"])


def conflicts(store: Database) -> Iterator[Conflict]:
    """Sources that have different targets in one language, rejected units left out; by language and source.

    A link and a part of it are one place: of the two, the one that fits better counts.
    """
    rows = store.rows(
        "SELECT source_lang, target_lang, source, id, target, status, score, evidence FROM unit"
        " WHERE status <> 'rejected'"
        " AND (source_lang, target_lang, source) IN (SELECT source_lang, target_lang, source FROM unit"
        " WHERE status <> 'rejected' GROUP BY source_lang, target_lang, source HAVING count(DISTINCT target) > 1)"
        " ORDER BY source_lang, target_lang, source, id"
    )
    return conflicts_of(rows, partial(wholes, store))


# --- changing --------------------------------------------------------------------------------------------------------


def change_unit(store: Database, unit_id: str | int, fields: dict[str, Any]) -> dict[str, Any]:
    """Change columns of a unit and keep the index in step; joins the transaction that the caller has begun.

    Args:
        store: An open store.
        unit_id: Which unit.
        fields: New values by column name (``source``, ``target``, ``source_lang``, ``target_lang``, ``relation``,
            ``status``, ``score``, ``note``, ``evidence``, ``codes``, ``created_at`` …). ``changed_at`` and
            ``changed_by`` are set to now and the store's person unless they are given.

    Returns:
        The former values of the same columns, ``changed_at`` and ``changed_by`` among them: giving them back to this
        function undoes the change.

    Raises:
        StoreError: there is no such unit, or a field is none, or a side would be empty.
    """
    if unknown := fields.keys() - _CHANGEABLE:
        raise StoreError(_("a unit has no field “{name}”.").format(name=min(unknown)), where=store.path)
    with store.transaction():
        row = _existing(store, unit_id)
        new = {**dict(row), "changed_at": store.now(), "changed_by": store.person, **fields}
        if not (new["source"] or "").strip() or not (new["target"] or "").strip():
            raise StoreError(_("both sides of a unit need a text."), where=store.path)
        changed = {**fields, "changed_at": new["changed_at"], "changed_by": new["changed_by"]}
        if "codes" not in fields and row["codes"] and (new["source"], new["target"]) != (row["source"], row["target"]):
            changed["codes"] = new["codes"] = moved_codes(row, new)
        new["digest"] = digest_of_row(new)
        if new["digest"] != row["digest"]:
            found = row["digest"] if row["found"] is None else row["found"]
            store.execute(
                "UPDATE unit SET digest = ?, found = ? WHERE id = ?",
                (new["digest"], None if found == new["digest"] else found, row["id"]),
            )
        assignments = ", ".join(f"{name} = ?" for name in changed)
        store.execute(
            f"UPDATE unit SET {assignments}, version = version + 1 WHERE id = ?", [*changed.values(), row["id"]]
        )
        if any(new[name] != row[name] for name in _INDEXED):
            _take_from_index(store, [row])
            _put_into_index(store, [new], Coders())
    return {name: row[name] for name in changed}


def copy_unit(store: Database, unit_id: str | int) -> int:
    """A rejected copy of a unit with its origins, from which a decision makes the second half of a split; its id.

    Joins the transaction that the caller has begun.
    """
    with store.transaction():
        row = _existing(store, unit_id)
        columns = (column["name"] for column in store.rows("PRAGMA table_info(unit)"))
        names = ", ".join(name for name in columns if name not in ("id", "status", "version", "found"))
        cursor = store.execute(
            f"INSERT INTO unit ({names}, status) SELECT {names}, 'rejected' FROM unit WHERE id = ?", (row["id"],)
        )
        copy = int(cursor.lastrowid or 0)
        store.execute(
            "INSERT INTO unit_origin (unit, document, place, part_of, stretches)"
            " SELECT ?, document, place, part_of, stretches FROM unit_origin WHERE unit = ?",
            (copy, row["id"]),
        )
        _put_into_index(store, [{**dict(row), "id": copy}], Coders())
    return copy


def delete_unit(store: Database, unit_id: str | int) -> None:
    """Delete a unit and its provenance; its decisions stay in the history.

    Raises:
        StoreError: there is no such unit.
    """
    with store.transaction():
        _delete(store, [_existing(store, unit_id)])


def count_of_document(store: Database, document: int) -> int:
    """How many units have a place in a document."""
    row = store.row("SELECT count(DISTINCT unit) FROM unit_origin WHERE document = ?", (document,))
    return int(row[0]) if row else 0


def retire_report_units(store: Database, document: int) -> int:
    """Forget that units were seen in a report; delete those seen nowhere else that nobody has decided.

    Its units have places in it. What was seen in an imported file, which has no places, stays: no file is retired.

    Returns:
        How many units were deleted.
    """
    with store.transaction():
        seen = [row["unit"] for row in store.rows("SELECT unit FROM unit_origin WHERE document = ?", (document,))]
        store.execute("DELETE FROM unit_origin WHERE document = ?", (document,))
        deleted = 0
        for start in range(0, len(seen), BATCH_UNITS):
            some = seen[start : start + BATCH_UNITS]
            rows = store.rows(
                f"SELECT * FROM unit u WHERE id IN ({','.join('?' * len(some))})"
                " AND document IS NULL AND NOT EXISTS (SELECT 1 FROM unit_origin o WHERE o.unit = u.id)"
                " AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.entry_kind = 'unit' AND d.entry_id = u.id || '')",
                some,
            )
            _delete(store, rows)
            deleted += len(rows)
    return deleted


def _existing(store: Database, unit_id: str | int) -> sqlite3.Row:
    row = store.row("SELECT * FROM unit WHERE id = ?", (int(unit_id),))
    if row is None:
        raise StoreError(_("there is no unit {id}.").format(id=unit_id), where=store.path)
    return row


def _delete(store: Database, rows: Sequence[sqlite3.Row]) -> None:
    _take_from_index(store, rows)
    store.execute_many("DELETE FROM unit WHERE id = ?", [(row["id"],) for row in rows])


# --- the index -------------------------------------------------------------------------------------------------------


def _put_into_index(store: Database, rows: Sequence[Any], coders: Coders) -> list[str]:
    """Index units; gives the terms of each."""
    indexed = [(row["id"], *coders.index(*(row[name] for name in _INDEXED))) for row in rows]
    memory_index.insert(store, indexed)
    memory_index.keep_words(store, coders.take_fresh_words(), coders.tags())
    return [terms for *_keys, terms in indexed]


def _take_from_index(store: Database, rows: Sequence[sqlite3.Row]) -> None:
    coders = Coders()
    memory_index.remove(store, [(row["id"], coders.index(*(row[name] for name in _INDEXED))[2]) for row in rows])


def reindex(store: Database) -> None:
    """Make the whole fuzzy and concordance index anew, in one transaction."""
    coders, sample = Coders(), Counter[str]()
    with store.transaction():
        memory_index.clear(store)
        for rows in _all_rows(store):
            for terms in _put_into_index(store, rows, coders)[::SAMPLE]:
                sample.update({term[:-1] for term in terms.split(" ")})
        memory_index.add_frequencies(store, [(code, count * SAMPLE) for code, count in sorted(sample.items())])
    memory_index.end_bulk(store)


def _all_rows(store: Database) -> Iterator[list[sqlite3.Row]]:
    last = 0
    while rows := store.rows(f"SELECT * FROM unit WHERE id > ? ORDER BY id LIMIT {BATCH_UNITS}", (last,)):
        last = rows[-1]["id"]
        yield rows


def check(store: Database) -> list[Message]:
    """Prove that every unit has its digest, its keys, its postings and its words, and that there are no others.

    Returns:
        A message for each kind of fault; empty if there is none.
    """
    if not memory_index.is_current(store):
        return [_("the memory's index was made by another version of igglossary.")]
    coders, faults = Coders(), Counter[Message]()
    count, expected = 0, 0
    for rows in _all_rows(store):
        count += len(rows)
        stored = memory_index.keys(store, [row["id"] for row in rows])
        for row in rows:
            source_key, target_key, terms = coders.index(*(row[name] for name in _INDEXED))
            expected += sum(_weight(term, 1, row["id"]) for term in terms.split(" ") if term)
            if stored.get(row["id"]) != (source_key, target_key):
                faults[_("units whose key is missing or old: {n}.")] += 1
            if row["digest"] != digest_of_row(row):
                faults[_("units whose digest is old: {n}.")] += 1
        faults[_("words missing in the vocabulary: {n}.")] += memory_index.missing_words(
            store, coders.take_fresh_words()
        )
    faults[_("keys without a unit: {n}.")] += memory_index.count_keys(store) - count
    faults[_("languages missing in the index: {n}.")] += len(set(coders.tags()) - memory_index.tags(store))
    found = sum(_weight(*posting) for posting in memory_index.postings(store))
    if found != expected:
        faults[_("the inverted index and the units differ.")] += 1
    return [fault.format(n=number) for fault, number in faults.items() if number]


def _weight(term: str, units: int, sum_of_ids: int) -> int:
    """A number that adds up over postings: two indexes with the same sum have, but for chance, the same postings."""
    code = term.encode()
    return crc32(code) * units + crc32(code, 1) * sum_of_ids
