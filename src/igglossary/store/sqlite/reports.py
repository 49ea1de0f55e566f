"""The SQLite file as ``contract.reports.Reports``."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from igglossary.store import uses
from igglossary.store.contract.reports import FileRun, Forgotten, SavedReport
from igglossary.store.places import text_sha256
from igglossary.store.sqlite import documents, pairs, units, vectors

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from igglossary.model import Document, Segment, TermPair
    from igglossary.store.contract.reports import NewReport, ReportUses, StoredDocument
    from igglossary.store.sqlite.connection import Database

_MEMORY = "igglossary:memory"
"""The path of the document that stands for the memory, of which terms are mined."""


class SqliteReports:
    """See ``contract.reports.Reports``."""

    def __init__(self, store: Database) -> None:
        """On an open file."""
        self._store = store

    def live(self, *, path: str | None = None, sha256: str | None = None) -> StoredDocument | None:
        """See ``contract.reports.Reports``."""
        return documents.live_document(self._store, path=path, sha256=sha256)

    def same_text(self, document: Document) -> StoredDocument | None:
        """See ``contract.reports.Reports``."""
        return documents.same_report(self._store, document)

    def document(self, number: int) -> Document | None:
        """See ``contract.reports.Reports``."""
        return documents.load_document(self._store, number)

    def sentences(self) -> Iterator[tuple[int, Segment]]:
        """See ``contract.reports.Reports``."""
        return documents.sentences(self._store)

    def save(self, report: NewReport) -> SavedReport:
        """See ``contract.reports.Reports``."""
        store, document, twin = self._store, report.document, report.twin
        text = text_sha256(document)
        with store.transaction():
            former = documents.live_document(store, path=document.path)
            run = documents.start_run(store, "build")
            number = documents.add_report(store, run, document, sources=report.sources)
            linked = report.links(run)
            counts = units.add_units(store, linked, number, link=linked.__getitem__)
            new_pairs, known_pairs = pairs.save_mined(store, number, report.pairs)
            retired_units, retired_pairs = self._retire(former, text)
            if former is not None:
                documents.make_copies_follow(store, former.id, number, text)
            if twin is not None:  # built with full texts, so the new one says more than the one that stood for both
                documents.make_copy_of(store, twin.id, number)
                retired_units += units.retire_report_units(store, twin.id)
                retired_pairs += pairs.retire_document_pairs(store, twin.id)
            documents.finish_run(store, run)
        return SavedReport(former is not None, counts.added, new_pairs, known_pairs, retired_units, retired_pairs)

    def save_copy(self, document: Document, twin: StoredDocument) -> SavedReport:
        """See ``contract.reports.Reports``."""
        with self._store.transaction():
            former = documents.live_document(self._store, path=document.path)
            run = documents.start_run(self._store, "build")
            documents.add_report(self._store, run, document, same_as=twin.id)
            retired_units, retired_pairs = self._retire(former, text_sha256(document))
            documents.finish_run(self._store, run)
        return SavedReport(former is not None, retired_units=retired_units, retired_pairs=retired_pairs)

    def _retire(self, former: StoredDocument | None, text: str | None) -> tuple[int, int]:
        """Take back what a former version added, or leave it to the same report in another format; what went."""
        if former is None or documents.hand_over(self._store, former.id, text):
            return 0, 0
        return units.retire_report_units(self._store, former.id), pairs.retire_document_pairs(self._store, former.id)

    def standing(self) -> list[StoredDocument]:
        """See ``contract.reports.Reports``."""
        return documents.live_reports(self._store)

    def forget(self, reports: Sequence[StoredDocument]) -> list[Forgotten]:
        """See ``contract.reports.Reports``."""
        with self._store.transaction():
            run = documents.start_run(self._store, "forget")
            done = [self._forget(report.id) for report in reports]
            documents.finish_run(self._store, run)
        return done

    def _forget(self, number: int) -> Forgotten:
        store = self._store
        documents.retire(store, number)
        heir = documents.copy_of(store, number)
        if heir is not None:
            documents.hand_over(store, number, None)
            return Forgotten(heir=heir["path"])
        n_units, n_pairs = units.count_of_document(store, number), pairs.count_of_document(store, number)
        gone_units, gone_pairs = units.retire_report_units(store, number), pairs.retire_document_pairs(store, number)
        return Forgotten(gone_units, gone_pairs, n_units - gone_units, n_pairs - gone_pairs)

    def begin_file(self, kind: str, *, path: str, format: str, sha256: str) -> FileRun:  # noqa: A002
        """See ``contract.reports.Reports``."""
        with self._store.transaction():
            run = documents.start_run(self._store, kind)
            return FileRun(run, documents.add_file(self._store, run, path=path, kind=format, sha256=sha256))

    def finish(self, run: int) -> None:
        """See ``contract.reports.Reports``."""
        documents.finish_run(self._store, run)

    def replace_mined(self, mined: Sequence[TermPair]) -> tuple[int, int]:
        """See ``contract.reports.Reports``."""
        store = self._store
        with store.transaction():
            run = documents.start_run(store, "mine")
            former = documents.live_document(store, path=_MEMORY)
            name = hashlib.sha256(f"memory {run}".encode()).hexdigest()  # no file: each run stands for itself
            document = documents.add_file(store, run, path=_MEMORY, kind="memory", sha256=name)
            counts = pairs.save_mined(store, document, mined)
            if former is not None:
                pairs.retire_document_pairs(store, former.id)
            documents.finish_run(store, run)
        return counts

    def keep_uses(self, number: int, concepts: Mapping[str, int], fingerprint: str) -> None:
        """See ``contract.reports.Reports``."""
        with self._store.transaction():
            self._store.execute(
                "UPDATE document SET uses = ? WHERE id = ?", (uses.dumps(concepts, fingerprint), number)
            )

    def is_counted(self, number: int, fingerprint: str) -> bool:
        """See ``contract.reports.Reports``."""
        row = self._store.row("SELECT uses FROM document WHERE id = ?", (number,))
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
        return vectors.load(self._store, model, hashes)

    def keep_vectors(self, model: str, found: Mapping[str, bytes]) -> None:
        """See ``contract.reports.Reports``."""
        vectors.save(self._store, model, found)
