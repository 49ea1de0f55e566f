"""Where the entries of a team store come from, as ``contract.reports.Reports``."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from igglossary._version import __version__
from igglossary.model import Document
from igglossary.store import codec, uses
from igglossary.store.contract.reports import FileRun, Forgotten, SavedReport, StoredDocument
from igglossary.store.places import text_sha256
from igglossary.store.postgresql import pairs, units
from igglossary.store.postgresql.connection import Query
from igglossary.store.postgresql.unit_writing import line
from igglossary.store.postgresql.whole_units import add
from igglossary.store.segment_rows import segment_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from igglossary.model import Segment, TermPair
    from igglossary.store.contract.reports import NewReport, ReportUses
    from igglossary.store.postgresql.connection import Database, Row

_MEMORY = "igglossary:memory"
"""The path of the document that stands for the memory, of which terms are mined."""
_STORED = "SELECT id, path, title, sha256, sources FROM document"
_COPY_OF = "SELECT id, path, text_sha256 FROM document WHERE same_as = %s AND retired_at IS NULL ORDER BY id LIMIT 1"
"""The oldest copy of a report that stands."""
_SENTENCES = (
    "SELECT s.* FROM segment s JOIN document d ON d.id = s.document"
    " WHERE d.content IS NOT NULL AND d.retired_at IS NULL AND d.same_as IS NULL ORDER BY s.id"
)
_SEGMENT = ("id", "document", "name", "lang", "text", "paragraph", "footnote", "quotation", "start", "stop")


class PgReports:
    """See ``contract.reports.Reports``."""

    def __init__(self, store: Database) -> None:
        """On an open store."""
        self._store = store

    def live(self, *, path: str | None = None, sha256: str | None = None) -> StoredDocument | None:
        """See ``contract.reports.Reports``."""
        column, value = ("path", path) if path is not None else ("sha256", sha256)
        return self._one(f"{_STORED} WHERE {column} = %s AND retired_at IS NULL ORDER BY id LIMIT 1", (value,))

    def same_text(self, document: Document) -> StoredDocument | None:
        """See ``contract.reports.Reports``."""
        return self._one(
            f"{_STORED} WHERE text_sha256 = %s AND path <> %s AND retired_at IS NULL AND same_as IS NULL"
            " ORDER BY id LIMIT 1",
            (text_sha256(document), document.path),
        )

    def _one(self, text: str, values: Sequence[object]) -> StoredDocument | None:
        row = self._store.row(text, values)
        return None if row is None else _stored(row)

    def standing(self) -> list[StoredDocument]:
        """See ``contract.reports.Reports``."""
        rows = self._store.rows(f"{_STORED} WHERE content IS NOT NULL AND retired_at IS NULL ORDER BY id DESC")
        return list(map(_stored, rows))

    def document(self, number: int) -> Document | None:
        """See ``contract.reports.Reports``."""
        row = self._store.row("SELECT content FROM document WHERE id = %s", (number,))
        return None if row is None or row["content"] is None else codec.loads(Document, row["content"])

    def sentences(self) -> Iterator[tuple[int, Segment]]:
        """See ``contract.reports.Reports``."""
        return ((row["document"], segment_of(row)) for row in self._store.rows(_SENTENCES))

    def save(self, report: NewReport) -> SavedReport:
        """See ``contract.reports.Reports``."""
        store, document, twin = self._store, report.document, report.twin
        text = text_sha256(document)
        with store.transaction():
            former = self.live(path=document.path)
            run = self._begin("build")
            number = self._add_report(run, document, sources=report.sources)
            linked = report.links(run)
            counts = add(store, linked, number, link=linked.__getitem__)
            new_pairs, known_pairs = pairs.save_mined(store, number, report.pairs)
            retired_units, retired_pairs = self._retire(former, text)
            if former is not None:
                store.execute(
                    "UPDATE document SET same_as = %s WHERE same_as = %s AND retired_at IS NULL"
                    " AND text_sha256 IS NOT DISTINCT FROM %s",
                    (number, former.id, text),
                )
            if twin is not None:  # built with full texts, so the new one says more than the one that stood for both
                self._make_copy_of(twin.id, number)
                retired_units += units.retire_report_units(store, twin.id)
                retired_pairs += pairs.retire_document_pairs(store, twin.id)
            self.finish(run)
        return SavedReport(former is not None, counts.added, new_pairs, known_pairs, retired_units, retired_pairs)

    def save_copy(self, document: Document, twin: StoredDocument) -> SavedReport:
        """See ``contract.reports.Reports``."""
        with self._store.transaction():
            former = self.live(path=document.path)
            run = self._begin("build")
            self._add_report(run, document, same_as=twin.id)
            retired_units, retired_pairs = self._retire(former, text_sha256(document))
            self.finish(run)
        return SavedReport(former is not None, retired_units=retired_units, retired_pairs=retired_pairs)

    def forget(self, reports: Sequence[StoredDocument]) -> list[Forgotten]:
        """See ``contract.reports.Reports``."""
        with self._store.transaction():
            run = self._begin("forget")
            done = [self._forget(report.id) for report in reports]
            self.finish(run)
        return done

    def _forget(self, number: int) -> Forgotten:
        store = self._store
        store.execute("UPDATE document SET retired_at = %s WHERE id = %s", (store.now(), number))
        heir, n_units, n_pairs = store.ask(
            Query(_COPY_OF, (number,)),
            Query("SELECT count(DISTINCT unit) FROM unit_origin WHERE document = %s", (number,)),
            Query("SELECT count(DISTINCT pair) FROM pair_document WHERE document = %s", (number,)),
        )
        if heir:
            self._hand_over(number, None)
            return Forgotten(heir=heir[0]["path"])
        gone_units = units.retire_report_units(store, number)
        gone_pairs = pairs.retire_document_pairs(store, number)
        return Forgotten(gone_units, gone_pairs, n_units[0][0] - gone_units, n_pairs[0][0] - gone_pairs)

    def begin_file(self, kind: str, *, path: str, format: str, sha256: str) -> FileRun:  # noqa: A002
        """See ``contract.reports.Reports``."""
        with self._store.transaction():
            known = self.live(sha256=sha256)
            run = self._begin(kind)
            if known is not None:
                return FileRun(run, known.id)
            self._retire_path(path)
            number = self._number("document")
            self._store.execute(
                "INSERT INTO document (id, path, kind, sha256, run) VALUES (%s, %s, %s, %s, %s)",
                (number, path, format, sha256, run),
            )
            return FileRun(run, number)

    def finish(self, run: int) -> None:
        """See ``contract.reports.Reports``."""
        with self._store.transaction():
            self._store.execute("UPDATE run SET finished_at = %s WHERE id = %s", (self._store.now(), run))

    def replace_mined(self, mined: Sequence[TermPair]) -> tuple[int, int]:
        """See ``contract.reports.Reports``."""
        store = self._store
        with store.transaction():
            former = self.live(path=_MEMORY)
            run = self._begin("mine")
            name = hashlib.sha256(f"memory {run}".encode()).hexdigest()  # no file: each run stands for itself
            self._retire_path(_MEMORY)
            document = self._number("document")
            store.execute(
                "INSERT INTO document (id, path, kind, sha256, run) VALUES (%s, %s, 'memory', %s, %s)",
                (document, _MEMORY, name, run),
            )
            counts = pairs.save_mined(store, document, mined)
            if former is not None:
                pairs.retire_document_pairs(store, former.id)
            self.finish(run)
        return counts

    def keep_uses(self, number: int, concepts: Mapping[str, int], fingerprint: str) -> None:
        """See ``contract.reports.Reports``."""
        with self._store.transaction():
            self._store.execute(
                "UPDATE document SET uses = %s WHERE id = %s", (uses.dumps(concepts, fingerprint), number)
            )

    def is_counted(self, number: int, fingerprint: str) -> bool:
        """See ``contract.reports.Reports``."""
        row = self._store.row("SELECT uses FROM document WHERE id = %s", (number,))
        return row is not None and uses.is_counted(row["uses"], fingerprint)

    def uses(self) -> list[ReportUses]:
        """See ``contract.reports.Reports``."""
        rows = self._store.rows(
            "SELECT coalesce(nullif(title, ''), path), date, uses FROM document WHERE uses IS NOT NULL"
            " AND retired_at IS NULL AND same_as IS NULL ORDER BY coalesce(date, ''), id"
        )
        return [uses.loads(*row) for row in rows]

    def vectors(self, model: str, hashes: Sequence[str]) -> dict[str, bytes]:
        """See ``contract.reports.Reports``."""
        rows = self._store.rows(
            "SELECT hash, data FROM vector WHERE model = %s AND hash = ANY(%s)",
            (model, list(map(bytes.fromhex, hashes))),
        )
        return {bytes(name).hex(): bytes(data) for name, data in rows}

    def keep_vectors(self, model: str, found: Mapping[str, bytes]) -> None:
        """See ``contract.reports.Reports``."""
        if self._store.role == "reader":
            return  # they can be computed again
        with self._store.transaction():
            self._store.execute(
                "INSERT INTO vector SELECT %s, * FROM unnest(%s::bytea[], %s::bytea[]) ON CONFLICT DO NOTHING",
                (model, list(map(bytes.fromhex, found)), list(found.values())),
            )

    # --- parts of acts ---

    def _number(self, kind: str) -> int:
        return int(self._store.rows("SELECT take_numbers(%s, 1) + 1", (kind,))[0][0])

    def _begin(self, kind: str) -> int:
        run = self._number("run")
        self._store.execute(
            "INSERT INTO run (id, kind, started_at, person, version) VALUES (%s, %s, %s, %s, %s)",
            (run, kind, self._store.now(), self._store.person, __version__),
        )
        return run

    def _retire_path(self, path: str) -> None:
        self._store.execute(
            "UPDATE document SET retired_at = %s WHERE path = %s AND retired_at IS NULL", (self._store.now(), path)
        )

    def _add_report(
        self, run: int, document: Document, *, sources: Sequence[str] = (), same_as: int | None = None
    ) -> int:
        """Store a report with its segments and retire what stood for its path; its number."""
        self._retire_path(document.path)
        number = self._number("document")
        self._store.execute(
            "INSERT INTO document"
            " (id, path, kind, sha256, lang, title, date, content, sources, run, text_sha256, same_as)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            (
                number, document.path, document.kind, document.sha256, document.lang, document.title,
                document.date_start, codec.dumps(document), json.dumps(list(sources)), run, text_sha256(document),
                same_as,
            ),
        )  # fmt: skip
        segments = [*document.sentences, *document.quoted_sentences]
        first = self._store.rows("SELECT take_numbers('segment', %s)", (len(segments),))[0][0] + 1
        lines = [
            line([at, number, s.id, s.lang, s.text, s.paragraph, s.footnote, s.quotation, s.start, s.end])
            for at, s in enumerate(segments, first)
        ]
        self._store.copy_in("segment", _SEGMENT, lines)
        return number

    def _retire(self, former: StoredDocument | None, text: str | None) -> tuple[int, int]:
        """Take back what a former version added, or leave it to the same report in another format; what went."""
        if former is None or self._hand_over(former.id, text):
            return 0, 0
        return units.retire_report_units(self._store, former.id), pairs.retire_document_pairs(self._store, former.id)

    def _hand_over(self, former: int, text: str | None) -> bool:
        """Let a copy of a report that goes take over all that it added, unless it keeps its text; False without one."""
        store = self._store
        copy = store.row(_COPY_OF, (former,))
        if copy is None or copy["text_sha256"] == text:
            return False
        for table in ("unit_origin", "pair_document", "occurrence"):
            store.execute(f"UPDATE {table} SET document = %s WHERE document = %s", (copy["id"], former))
        store.execute(
            "UPDATE document SET same_as = NULL, uses = (SELECT uses FROM document WHERE id = %s) WHERE id = %s",
            (former, copy["id"]),
        )
        self._make_copy_of(former, copy["id"])
        return True

    def _make_copy_of(self, copy: int, first: int) -> None:
        """Note that a report says what another one says and adds nothing, nor do its own copies."""
        self._store.execute(
            "UPDATE document SET same_as = %s WHERE (id = %s OR same_as = %s) AND id <> %s", (first, copy, copy, first)
        )


def _stored(row: Row) -> StoredDocument:
    return StoredDocument(
        row["id"], row["path"], row["title"], row["sha256"], tuple(json.loads(row["sources"] or "[]"))
    )
