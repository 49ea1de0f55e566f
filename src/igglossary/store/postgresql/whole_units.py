"""Translation units as model values: reading them all, and adding some."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from igglossary.model import LinkedStretches
from igglossary.store import codec
from igglossary.store.places import smallest_wholes
from igglossary.store.postgresql.connection import Query
from igglossary.store.postgresql.memory_index import IS_PART, KEPT, ORIGINS
from igglossary.store.postgresql.unit_writing import UnitWriter
from igglossary.store.unit_preparing import UnitPreparer
from igglossary.store.unit_rows import UNITS, place_of, to_unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from igglossary.model import Status, TranslationUnit
    from igglossary.store.contract.memory import AddCounts
    from igglossary.store.contract.reports import Link
    from igglossary.store.postgresql.connection import Database

_AT_ONCE = 5000


def iterate(
    store: Database,
    *,
    statuses: Iterable[Status] | None,
    langs: Mapping[str, str | None],
    without_parts: bool,
    min_keep: float,
) -> Iterator[TranslationUnit]:
    """See ``contract.memory.Memory.iterate``; ``langs`` by column."""
    conditions, values = ["u.id > %s"], list[Any]()
    if statuses is not None:
        conditions.append("u.status = ANY(%s)")
        values.append([str(status) for status in statuses])
    for column, tag in langs.items():
        if tag is not None:
            conditions.append(f"(u.{column} = %s OR u.{column} ILIKE %s)")
            values += [tag, f"{tag}-%"]
    if without_parts:
        conditions.append("NOT " + IS_PART.format(fits="w.status = 'approved'"))
    if min_keep > 0:
        conditions.append(KEPT)
        values.append(min_keep)
    some = f"{UNITS} WHERE {' AND '.join(conditions)} ORDER BY u.id LIMIT {_AT_ONCE}"
    origins = ORIGINS.replace("ANY(%s)", f"ANY (SELECT id FROM ({some}) AS page)")
    last = 0
    while True:
        rows, seen = store.ask(Query(some, [last, *values]), Query(origins, [last, *values]))
        if not rows:
            return
        places: dict[int, dict[Any, None]] = {}
        for origin in seen:
            places.setdefault(origin["unit"], {})[place_of(origin)] = None
        for row in rows:
            yield to_unit(row, tuple(places.get(row["id"], ())))
        last = rows[-1]["id"]


def add(
    store: Database,
    units: Iterable[TranslationUnit],
    document: int,
    *,
    link: Callable[[TranslationUnit], Link | None] | None = None,
    progress: Callable[[int], None] | None = None,
) -> AddCounts:
    """See ``contract.memory.Memory.add``."""
    preparer, writer = UnitPreparer(link), UnitWriter(store, document)
    iterator, done = iter(units), 0
    while chunk := list(islice(iterator, _AT_ONCE)):
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


def note_parts(store: Database, document: int) -> None:
    """Write down for each unit of a report the smallest unit that it is a part of there; inside a transaction."""
    rows = store.rows(
        "SELECT unit, place, stretches FROM unit_origin WHERE document = %s AND stretches IS NOT NULL", (document,)
    )
    links = [(unit, place, codec.loads(LinkedStretches, stretches)) for unit, place, stretches in rows]
    store.execute_many(
        "UPDATE unit_origin SET part_of = %s WHERE unit = %s AND document = %s AND place = %s",
        [(whole, part, document, place) for part, place, whole in smallest_wholes(links)],
    )
