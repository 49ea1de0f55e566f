"""Changing single units, and those of a report, with the index in step; many in one statement."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from igglossary.errors import StoreError
from igglossary.messages import _
from igglossary.store.postgresql.memory_index import Postings, code_of_posting
from igglossary.store.postgresql.unit_writing import KEY_COLUMNS, SAMPLE, add_frequencies, keep_words, key_line
from igglossary.store.unit_rows import Coders, digest_of_row, moved_codes
from igglossary.text.memory_tokens import VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from igglossary.store.postgresql.connection import Database

_INDEXED = ("source_lang", "target_lang", "source", "target")
_AT_ONCE = 5000
_NOT_COPIED = ("id", "status", "version", "found")


def change_unit(store: Database, row: Mapping[str, Any], fields: dict[str, Any]) -> None:
    """Give columns of a unit new values; inside a transaction. ``row`` is the whole unit as it is.

    Raises:
        StoreError: a side would be empty.
    """
    new = {**row, **fields}
    if not (new["source"] or "").strip() or not (new["target"] or "").strip():
        raise StoreError(_("both sides of a unit need a text."), where=store.path)
    changed = {**fields, "changed_at": store.now(), "changed_by": store.person}
    if "codes" not in fields and row["codes"] and (new["source"], new["target"]) != (row["source"], row["target"]):
        changed["codes"] = new["codes"] = moved_codes(row, new)
    digest = digest_of_row(new)
    if digest != row["digest"]:
        found = row["digest"] if row["found"] is None else row["found"]
        changed |= {"digest": digest, "found": None if found == digest else found}
    assignments = ", ".join(f"{name} = %s" for name in changed)
    store.execute(f"UPDATE unit SET {assignments}, version = version + 1 WHERE id = %s", (*changed.values(), row["id"]))
    if any(new[name] != row[name] for name in _INDEXED):
        put_into_index(store, [new], Coders())


def copy_unit(store: Database, row: Mapping[str, Any], copy: int) -> dict[str, Any]:
    """A rejected copy of a unit with its places, from which a decision makes the second half of a split; its row.

    Inside a transaction; ``copy`` is its number.
    """
    columns = [name for name in row if name not in _NOT_COPIED]
    names = ", ".join(columns)
    store.execute(
        f"INSERT INTO unit (id, {names}, status) SELECT %s, {names}, 'rejected' FROM unit WHERE id = %s",
        (copy, row["id"]),
    )
    store.execute(
        "INSERT INTO unit_origin (unit, document, place, part_of, stretches)"
        " SELECT %s, document, place, part_of, stretches FROM unit_origin WHERE unit = %s",
        (copy, row["id"]),
    )
    made = {**row, "id": copy, "status": "rejected", "version": 1, "found": None}
    put_into_index(store, [made], Coders())
    return made


def put_into_index(store: Database, rows: Sequence[Mapping[str, Any]], coders: Coders) -> None:
    """Write the keys and postings of units, new or changed; inside a transaction."""
    postings = Postings()
    indexed = []
    for row in rows:
        source_key, target_key, terms = coders.index(*(row[name] for name in _INDEXED))
        indexed.append((row["id"], source_key, target_key, postings.of(terms)))
    store.execute_many(
        "INSERT INTO memory_key VALUES (%s, %s, %s, %s) ON CONFLICT (unit) DO UPDATE"
        " SET source = excluded.source, target = excluded.target, postings = excluded.postings",
        indexed,
    )
    keep_words(store, coders.take_fresh_words(), coders.tags())


def retire_report_units(store: Database, document: int) -> int:
    """Forget that units were seen in a report; delete those seen nowhere else that nobody has decided.

    Its units have places in it. What was seen in an imported file, which has no places, stays: no file is retired.
    Inside a transaction.

    Returns:
        How many units were deleted.
    """
    gone = [
        row[0]
        for row in store.rows(
            "SELECT u.id FROM unit u WHERE u.document IS NULL AND u.id IN (SELECT unit FROM unit_origin"
            " WHERE document = %(document)s) AND NOT EXISTS (SELECT 1 FROM unit_origin o WHERE o.unit = u.id"
            " AND o.document <> %(document)s) AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.entry_kind = 'unit'"
            " AND d.entry_id = u.id::text)",
            {"document": document},
        )
    ]
    store.execute("DELETE FROM unit_origin WHERE document = %s", (document,))
    delete_units(store, gone)
    return len(gone)


def delete_units(store: Database, units: Sequence[int]) -> None:
    """Delete units with their places and postings; inside a transaction."""
    store.execute("DELETE FROM memory_key WHERE unit = ANY(%s)", (list(units),))
    store.execute("DELETE FROM unit WHERE id = ANY(%s)", (list(units),))


def reindex(store: Database) -> None:
    """Make the whole fuzzy and concordance index anew; inside a transaction."""
    coders, postings, sample = Coders(), Postings(), Counter[int]()
    for table in ("memory_key", "memory_frequency", "memory_word", "memory_language"):
        store.execute(f"DELETE FROM {table}")
    last = 0
    while rows := store.rows(
        f"SELECT id, source_lang, target_lang, source, target FROM unit WHERE id > %s ORDER BY id LIMIT {_AT_ONCE}",
        (last,),
    ):
        last = rows[-1]["id"]
        lines = []
        for turn, row in enumerate(rows):
            source_key, target_key, terms = coders.index(*(row[name] for name in _INDEXED))
            found = postings.of(terms)
            lines.append(key_line(row["id"], source_key, target_key, found))
            if not turn % SAMPLE:
                sample.update(set(map(code_of_posting, found)))
        store.copy_in("memory_key", KEY_COLUMNS, lines)
        keep_words(store, coders.take_fresh_words(), coders.tags())
    add_frequencies(store, {code: n * SAMPLE for code, n in sample.items() if n > 1})
    if last:
        store.execute(
            "INSERT INTO meta VALUES ('memory_tokens', %s) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (VERSION,),
        )
        store.execute("SELECT put_index_in_order()")
