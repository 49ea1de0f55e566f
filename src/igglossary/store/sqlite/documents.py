"""Runs, and the documents and segments that they brought."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from igglossary._version import __version__
from igglossary.model import Document
from igglossary.store import codec
from igglossary.store.contract.reports import StoredDocument
from igglossary.store.places import text_sha256
from igglossary.store.segment_rows import segment_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from igglossary.model import Segment
    from igglossary.store.sqlite.connection import Database


def start_run(store: Database, kind: str) -> int:
    """Note that a step begins (``build``, ``import``, ``align``, ``mine``, ``shipped``); return its number."""
    with store.transaction():
        cursor = store.execute(
            "INSERT INTO run (kind, started_at, person, version) VALUES (?, ?, ?, ?)",
            (kind, store.now(), store.person, __version__),
        )
    return int(cursor.lastrowid or 0)


def finish_run(store: Database, run: int) -> None:
    """Note that a run ended well."""
    with store.transaction():
        store.execute("UPDATE run SET finished_at = ? WHERE id = ?", (store.now(), run))


_STORED = "SELECT id, path, title, sha256, sources FROM document"


def live_document(store: Database, *, path: str | None = None, sha256: str | None = None) -> StoredDocument | None:
    """The document that now stands for a path, or that has these bytes; None if there is none."""
    column, value = ("path", path) if path is not None else ("sha256", sha256)
    return _stored(store.row(f"{_STORED} WHERE {column} = ? AND retired_at IS NULL ORDER BY id LIMIT 1", (value,)))


def live_reports(store: Database) -> list[StoredDocument]:
    """The reports that stand, the last built first."""
    rows = store.rows(f"{_STORED} WHERE content IS NOT NULL AND retired_at IS NULL ORDER BY id DESC")
    return [found for row in rows if (found := _stored(row)) is not None]


def retire(store: Database, number: int) -> None:
    """Let a document stand no more; what it added is another matter. Inside a transaction."""
    store.execute("UPDATE document SET retired_at = ? WHERE id = ?", (store.now(), number))


def same_report(store: Database, document: Document) -> StoredDocument | None:
    """The report that has the same text as this one under another path, in whatever format; None if there is none."""
    return _stored(
        store.row(
            f"{_STORED} WHERE text_sha256 = ? AND path <> ? AND retired_at IS NULL AND same_as IS NULL"
            " ORDER BY id LIMIT 1",
            (text_sha256(document), document.path),
        )
    )


def _stored(row: sqlite3.Row | None) -> StoredDocument | None:
    if row is None:
        return None
    sources = tuple(json.loads(row["sources"] or "[]"))
    return StoredDocument(row["id"], row["path"], row["title"], row["sha256"], sources)


def make_copy_of(store: Database, copy: int, first: int) -> None:
    """Note that a report says what another one says and adds nothing, nor do its own copies; inside a transaction."""
    store.execute(
        "UPDATE document SET same_as = ? WHERE (id = ? OR same_as = ?) AND id <> ?", (first, copy, copy, first)
    )


def make_copies_follow(store: Database, former: int, new: int, text: str | None) -> None:
    """Let the copies of a former version of a report be copies of the new one, which has the same text."""
    store.execute(
        "UPDATE document SET same_as = ? WHERE same_as = ? AND retired_at IS NULL AND text_sha256 IS ?",
        (new, former, text),
    )


def copy_of(store: Database, first: int) -> sqlite3.Row | None:
    """The oldest copy of a report that stands; None if there is none."""
    return store.row("SELECT * FROM document WHERE same_as = ? AND retired_at IS NULL ORDER BY id LIMIT 1", (first,))


def hand_over(store: Database, former: int, text: str | None) -> bool:
    """Let a copy of a report that goes take over all that it added, unless it keeps its text; inside a transaction.

    Returns:
        False if there is no such copy.
    """
    copy = copy_of(store, former)
    if copy is None or copy["text_sha256"] == text:
        return False
    for table in ("unit_origin", "pair_document", "occurrence"):
        store.execute(f"UPDATE {table} SET document = ? WHERE document = ?", (copy["id"], former))
    store.execute(
        "UPDATE document SET same_as = NULL, uses = (SELECT uses FROM document WHERE id = ?) WHERE id = ?",
        (former, copy["id"]),
    )
    make_copy_of(store, former, copy["id"])
    return True


def add_report(
    store: Database, run: int, document: Document, *, sources: Sequence[str] = (), same_as: int | None = None
) -> int:
    """Store a report with its segments and retire what stood for its path; return its row id.

    ``sources`` are the hashes of the full texts that it was built with, ``same_as`` is the ``same_report``.
    """
    with store.transaction():
        store.execute(
            "UPDATE document SET retired_at = ? WHERE path = ? AND retired_at IS NULL", (store.now(), document.path)
        )
        cursor = store.execute(
            "INSERT INTO document (path, kind, sha256, lang, title, date, content, sources, run, text_sha256, same_as)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                document.path,
                document.kind,
                document.sha256,
                document.lang,
                document.title,
                document.date_start,
                codec.dumps(document),
                json.dumps(list(sources)),
                run,
                text_sha256(document),
                same_as,
            ),
        )
        row_id = int(cursor.lastrowid or 0)
        add_segments(store, row_id, document.sentences)
        add_segments(store, row_id, document.quoted_sentences)
    return row_id


def add_file(store: Database, run: int, *, path: str, kind: str, sha256: str, title: str | None = None) -> int:
    """Store that a file was imported, or find the row of the same bytes; return its row id."""
    known = live_document(store, sha256=sha256)
    if known is not None:
        return known.id
    with store.transaction():
        store.execute("UPDATE document SET retired_at = ? WHERE path = ? AND retired_at IS NULL", (store.now(), path))
        cursor = store.execute(
            "INSERT INTO document (path, kind, sha256, title, run) VALUES (?, ?, ?, ?, ?)",
            (path, kind, sha256, title, run),
        )
    return int(cursor.lastrowid or 0)


def add_segments(store: Database, document: int, segments: Iterable[Segment]) -> None:
    """Store segments of a document under their names."""
    store.execute_many(
        "INSERT INTO segment (document, name, lang, text, paragraph, footnote, quotation, start, stop)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ((document, s.id, s.lang, s.text, s.paragraph, s.footnote, s.quotation, s.start, s.end) for s in segments),
    )


def load_document(store: Database, row_id: int) -> Document | None:
    """The stored report; None for an unknown row or an imported file."""
    row = store.row("SELECT content FROM document WHERE id = ?", (row_id,))
    return None if row is None or row["content"] is None else codec.loads(Document, row["content"])


_SENTENCES = (
    "SELECT s.* FROM segment s JOIN document d ON d.id = s.document"
    " WHERE d.content IS NOT NULL AND d.retired_at IS NULL AND d.same_as IS NULL ORDER BY s.id"
)


def sentences(store: Database) -> Iterator[tuple[int, Segment]]:
    """The sentences of the reports that stand, without copies."""
    return ((row["document"], segment_of(row)) for row in store.rows(_SENTENCES))
