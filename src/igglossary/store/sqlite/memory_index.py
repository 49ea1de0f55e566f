"""The SQL of the fuzzy and concordance index: one inverted index over the coded tokens of both sides of every unit.

Design and measurements: docs/memory.md. Everything is written in the transaction that writes the
unit, so nothing here can be older than the units. This module is on the look-up path and imports nothing heavy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from igglossary.store.contract.memory import UnitRow
from igglossary.store.sqlite.connection import page_cache_kib
from igglossary.text.languages import primary
from igglossary.text.memory_tokens import SOURCE, TARGET, VERSION, all_buckets

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from igglossary.store.contract.memory import AnyOf, OneOfEach
    from igglossary.store.sqlite.connection import Database

BATCH_UNITS = 5000
"""A transaction of 0.15 s, so that a person's save beside an import hardly waits. Each batch
changes most pages of the digests' index: 2,000 units at a time cost a fifth more."""
_SIDES = {SOURCE: "source", TARGET: "target"}
_LOGS = ("memory_term", "memory_word")  # the full-text tables, which SQLite writes in segments and merges
_IN_ONE_QUERY = 500
_RARE = 2000  # units up to which all lengths of a word are read at once instead of merged as they are needed
_UNIT_ROWS = (  # the fields of UnitRow
    "SELECT id, source_lang, target_lang, source, target, relation, status, score, codes, keep, evidence IS NOT NULL"
    " FROM unit"
)
IS_PART = (
    "u.evidence IS NOT NULL AND NOT EXISTS (SELECT 1 FROM unit_seen o LEFT JOIN unit w ON w.id = o.part_of AND {fits}"
    " WHERE o.unit = u.id AND w.id IS NULL)"
)
"""True of a unit ``u`` that is everywhere a part of a unit ``w`` which fits."""
MERGE_PAGES = 400
"""Of the inverted index, merged in one transaction: some 50 ms, so that nobody waits for the lock."""
_MERGE_STEPS = 100_000  # more than any index needs; a bound against a loop without end


# --- writing ---------------------------------------------------------------------------------------------------------


def insert(store: Database, rows: Sequence[tuple[int, str, str, str]]) -> None:
    """Put units into the index: (unit, source key, target key, terms). Only inside the unit's transaction."""
    store.execute_many("INSERT INTO memory_key VALUES (?, ?, ?)", [row[:3] for row in rows])
    store.execute_many("INSERT INTO memory_term (rowid, terms) VALUES (?, ?)", [row[::3] for row in rows])


def remove(store: Database, units: Sequence[tuple[int, str]]) -> None:
    """Take units out of the index: (unit, the terms it was inserted with). Only inside the unit's transaction."""
    store.execute_many("INSERT INTO memory_term (memory_term, rowid, terms) VALUES ('delete', ?, ?)", units)
    store.execute_many("DELETE FROM memory_key WHERE unit = ?", [(unit,) for unit, _terms in units])


def keep_words(store: Database, words: Sequence[tuple[str, str]], tags: Iterable[tuple[str, int]]) -> None:
    """Remember (language, word) pairs and (language tag, side) pairs that may be new."""
    if words:
        store.execute(
            "INSERT INTO memory_word (words) VALUES (?)", (" ".join(f"{lang}:{word}" for lang, word in words),)
        )
    store.execute_many("INSERT OR IGNORE INTO memory_language VALUES (?, ?)", tags)


def add_frequencies(store: Database, counts: Iterable[tuple[str, int]]) -> None:
    """Add (code, units) to the hints."""
    with store.transaction():
        store.execute_many(
            "INSERT INTO memory_frequency VALUES (?, ?)"
            " ON CONFLICT (code) DO UPDATE SET units = units + excluded.units",
            counts,
        )


def begin_bulk(store: Database) -> None:
    """Put off merging until ``end_bulk``: many rows are on their way."""
    _set_page_cache(store, cache_kib=16_000, checkpoint_pages=8000)
    _set_merging(store, automerge=0, crisismerge=64)


def end_bulk(store: Database) -> None:
    """Merge the index into one segment in short transactions, and merge by itself again from now on."""
    _set_merging(store, automerge=4, crisismerge=16)  # SQLite's defaults
    for table in _LOGS:
        _merge(store, table)
    _set_page_cache(store, cache_kib=page_cache_kib(store.path), checkpoint_pages=1000)


def is_bulk_unfinished(store: Database) -> bool:
    """True between ``begin_bulk`` and ``end_bulk``, also if the program was killed there."""
    return store.row("SELECT 1 FROM memory_term_config WHERE k = 'automerge' AND v = 0") is not None


def _set_merging(store: Database, *, automerge: int, crisismerge: int) -> None:
    with store.transaction():
        for table in _LOGS:
            store.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('automerge', ?)", (automerge,))
            store.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('crisismerge', ?)", (crisismerge,))


def _merge(store: Database, table: str) -> None:
    pages = -MERGE_PAGES  # negative: whatever is there is to be merged, whether or not automerge would
    for _step in range(_MERGE_STEPS):
        before = store.connection.total_changes
        with store.transaction():
            store.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('merge', ?)", (pages,))
        if store.connection.total_changes - before < 2:  # SQLite's own sign that nothing was left to merge
            break
        pages = MERGE_PAGES


def _set_page_cache(store: Database, *, cache_kib: int, checkpoint_pages: int) -> None:
    """SQLite's defaults are 2,000 and 1,000; more made an import 15 % cheaper (fewer pages written twice)."""
    store.execute(f"PRAGMA cache_size = -{cache_kib}")
    store.execute(f"PRAGMA wal_autocheckpoint = {checkpoint_pages}")


# --- reading ---------------------------------------------------------------------------------------------------------


def languages(store: Database) -> list[tuple[str, int]]:
    """(primary language, side) of everything that was ever stored, sorted."""
    return sorted({(primary(tag), side) for tag, side in tags(store)})


def frequencies(store: Database, codes: Sequence[str]) -> dict[str, int]:
    """About how many units have each code; rare codes are missing."""
    found: dict[str, int] = {}
    for start in range(0, len(codes), _IN_ONE_QUERY):
        some = codes[start : start + _IN_ONE_QUERY]
        marks = ",".join("?" * len(some))
        rows = store.rows(f"SELECT code, units FROM memory_frequency WHERE code IN ({marks})", some)
        found.update((row["code"], row["units"]) for row in rows)
    return found


def candidates(store: Database, side: int, clause: AnyOf) -> Iterator[tuple[int, str]]:
    """See ``contract.Memory``."""
    found: Iterator[tuple[int, str]] = store.stream(
        f"SELECT k.unit, k.{_SIDES[side]} FROM memory_term CROSS JOIN memory_key k ON k.unit = memory_term.rowid"
        " WHERE memory_term MATCH ? ORDER BY memory_term.rowid",
        (_any_of(clause),),
    )
    return found


def _any_of(clause: AnyOf) -> str:
    """A clause in FTS5's language."""
    bucket = clause.bucket
    between = bucket + " OR "
    terms = [between.join(clause.codes) + bucket] if clause.codes else []
    terms += [f"({code}{bucket} AND ({between.join(others)}{bucket}))" for code, others in clause.pairs]
    return " OR ".join(terms)


def texts(store: Database, side: int, groups: OneOfEach, key_runs: Sequence[str]) -> Iterator[tuple[int, str]]:
    """See ``contract.Memory``."""
    column = _SIDES[side]
    is_part = IS_PART.format(fits="w.status <> 'rejected' AND (w.status = 'approved' OR u.status <> 'approved')")
    found: Iterator[tuple[int, str]] = store.stream(
        f"SELECT u.id, u.{column} FROM memory_term CROSS JOIN memory_key k ON k.unit = memory_term.rowid"
        f"{f' AND instr(k.{column}, ?)' * len(key_runs)} CROSS JOIN unit u ON u.id = k.unit AND u.status <> 'rejected'"
        f" WHERE memory_term MATCH ? AND NOT ({is_part}) ORDER BY memory_term.rowid",
        (*key_runs, _one_of_each(store, groups)),
    )
    return found


def _one_of_each(store: Database, groups: OneOfEach) -> str:
    """Groups in FTS5's language, for segments of whatever length.

    The terms of one segment are all in one bucket, so the groups are joined bucket by bucket: that is many times
    cheaper than joining what all buckets have.
    """
    if len(groups) > 1:
        by_bucket = (
            " AND ".join(f"({' OR '.join([code + bucket for code in group])})" for group in groups)
            for bucket in all_buckets()
        )
        return " OR ".join(f"({each})" for each in by_bucket)
    known = frequencies(store, groups[0])
    terms: list[str] = []
    for code in groups[0]:
        if known.get(code, 0) > _RARE:
            terms += [code + bucket for bucket in all_buckets()]
        else:
            terms.append(f"{code}*")
    return " OR ".join(terms)


def words_like(store: Database, lang: str, *, prefix: str = "", inside: str = "") -> list[str]:
    """The words of a language that begin with ``prefix``, or else contain ``inside``, in code point order."""
    first = f"{lang}:{prefix}"
    sql = "SELECT term FROM memory_vocabulary WHERE term >= ? AND term < ?"
    bounds = (first, first + "\U0010ffff")
    rows = store.rows(sql, bounds) if prefix else store.rows(f"{sql} AND instr(term, ?)", (*bounds, inside))
    words = (row["term"].partition(":")[2] for row in rows)
    return sorted(word for word in words if inside in word)


def units(store: Database, ids: Sequence[int]) -> dict[int, UnitRow]:
    """See ``contract.Memory``."""
    found: dict[int, UnitRow] = {}
    for start in range(0, len(ids), _IN_ONE_QUERY):
        some = ids[start : start + _IN_ONE_QUERY]
        for row in store.stream(f"{_UNIT_ROWS} WHERE id IN ({','.join('?' * len(some))})", some):
            found[row[0]] = UnitRow._make(row)
    return found


def origins(store: Database, ids: Sequence[int]) -> dict[int, list[sqlite3.Row]]:
    """For each unit the rows of its origins joined with their documents, in the order of the documents."""
    found: dict[int, list[Any]] = {unit: [] for unit in ids}
    for start in range(0, len(ids), _IN_ONE_QUERY):
        some = ids[start : start + _IN_ONE_QUERY]
        rows = store.rows(
            "SELECT o.unit, o.place, o.part_of, d.path, d.title, d.publisher, d.date, d.url, d.sha256, d.run,"
            " d.id AS document_id FROM unit_seen o JOIN document d ON d.id = o.document"
            f" WHERE o.unit IN ({','.join('?' * len(some))})"
            " ORDER BY o.unit, o.document, o.place",
            some,
        )
        for row in rows:
            found[row["unit"]].append(row)
    return found


# --- checking and making anew ----------------------------------------------------------------------------------------


def is_current(store: Database) -> bool:
    """False if another version of the tokens wrote the index, so that it has to be made anew."""
    return store.meta("memory_tokens") in (None, VERSION)


def clear(store: Database) -> None:
    """Empty the whole index, only inside a transaction that fills it again."""
    for table in _LOGS:
        store.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")
    for table in ("memory_key", "memory_frequency", "memory_language"):
        store.execute(f"DELETE FROM {table}")
    store.set_meta("memory_tokens", VERSION)


def keys(store: Database, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """The (source key, target key) of units; missing ones are left out."""
    marks = ",".join("?" * len(ids))
    rows = store.rows(f"SELECT unit, source, target FROM memory_key WHERE unit IN ({marks})", ids)
    return {row["unit"]: (row["source"], row["target"]) for row in rows}


def count_keys(store: Database) -> int:
    """How many units have keys."""
    return int(store.rows("SELECT count(*) FROM memory_key")[0][0])


def postings(store: Database) -> Iterator[tuple[str, int, int]]:
    """(term, how many units have it, the sum of their ids) for the whole inverted index."""
    store.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.memory_posting USING fts5vocab(main, memory_term, instance)")
    found: Iterator[tuple[str, int, int]] = store.stream(
        "SELECT term, count(*), sum(doc) FROM temp.memory_posting GROUP BY term"
    )
    return found


def missing_words(store: Database, words: Sequence[tuple[str, str]]) -> int:
    """How many of the (language, word) pairs the vocabulary does not have."""
    sql = "SELECT 1 FROM memory_vocabulary WHERE term = ?"
    return sum(store.row(sql, (f"{lang}:{word}",)) is None for lang, word in dict.fromkeys(words))


def tags(store: Database) -> set[tuple[str, int]]:
    """Every (language tag, side) that was ever stored."""
    return {(row["tag"], row["side"]) for row in store.rows("SELECT tag, side FROM memory_language")}
