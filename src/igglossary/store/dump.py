"""The way out: everything that cannot be computed again, as JSON Lines, and back (docs/dump.md).

The first line names the format; every other line is ``{"table": name, "row": {column: value}}``, tables in an order in
which they can be read back, rows by their key. Equal stores give equal bytes.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from igglossary.errors import InputError, UsageError
from igglossary.i18n import _
from igglossary.model import Concept
from igglossary.store import codec, concepts, pairs, units

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from igglossary.store.connection import Store

FORMAT = "igglossary-dump/1"
TABLES = (
    "meta", "run", "document", "segment", "unit_extra", "unit", "unit_origin", "pair", "pair_document", "occurrence",
    "concept", "decision",
)  # fmt: skip


def dump(store: Store) -> Generator[str, None, None]:
    """The lines of the dump, without line ends, from one moment of the store."""
    yield json.dumps({"format": FORMAT})
    with store.transaction():  # one moment, whatever others write
        for table in TABLES:
            key = ", ".join(row["name"] for row in store.rows(f"PRAGMA table_info({table})") if row["pk"])
            for row in store.execute(f"SELECT * FROM {table} ORDER BY {key}"):
                yield json.dumps({"table": table, "row": dict(row)}, ensure_ascii=False, sort_keys=True)


def restore(store: Store, lines: Iterable[str], *, where: str) -> int:
    """Fill a store that holds nothing but the shipped term base with a dump, in one transaction; returns the rows.

    Raises:
        UsageError: the store holds documents or decisions already.
        InputError: the lines are no dump; nothing was changed.
    """
    with store.transaction():
        if store.row("SELECT 1 FROM decision UNION SELECT 1 FROM document WHERE kind <> 'tbx' LIMIT 1") is not None:
            raise UsageError(
                _("a dump can only be read into a new store."),
                where=where,
                hint=_("Try: igglossary --store NEW.db import DUMP"),
            )
        for table in ("form", "term", *reversed(TABLES)):
            store.execute(f"DELETE FROM {table}")
        count = 0
        for number, line in enumerate(lines, 1):
            count += _restore_line(store, line, number, where)
        if not count:
            raise InputError(_("this is no igglossary dump."), where=where)
        _derive(store)
    return count


def _restore_line(store: Store, line: str, number: int, where: str) -> int:
    place = f"{where}:{number}"
    try:
        entry: Any = json.loads(line)
    except ValueError as error:
        raise InputError(_("this line is no JSON."), where=place) from error
    if number == 1:
        if not isinstance(entry, dict) or entry.get("format") != FORMAT:
            raise InputError(_("this is no igglossary dump."), where=where)
        return 0
    table, row = (entry.get("table"), entry.get("row")) if isinstance(entry, dict) else (None, None)
    if table not in TABLES or not isinstance(row, dict):
        raise InputError(_("this line is no row of a known table."), where=place)
    columns = {info["name"] for info in store.rows(f"PRAGMA table_info({table})")}
    if not row.keys() <= columns:
        raise InputError(_("this line has unknown columns; it may come from a newer igglossary."), where=place)
    names = ", ".join(row)
    marks = ", ".join("?" * len(row))
    store.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(row.values()))
    return 1


def _derive(store: Store) -> None:
    """Compute what the dump leaves out: designations, forms, indexes."""
    for row in store.rows("SELECT data FROM concept WHERE NOT is_deleted"):
        concepts.write_terms(store, codec.loads(Concept, row["data"]))
    for row in store.rows("SELECT id FROM pair"):
        pairs.reindex_pair(store, row["id"])
    units.reindex(store)
