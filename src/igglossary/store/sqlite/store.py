"""The SQLite file as ``contract.store.Store``. On the look-up path: each part is loaded when it is first asked."""

from __future__ import annotations

import os
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from igglossary.store.sqlite.connection import Database, connect, write_copy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from igglossary.store.sqlite.memory import SqliteMemory
    from igglossary.store.sqlite.reports import SqliteReports
    from igglossary.store.sqlite.review import SqliteReview
    from igglossary.store.sqlite.terms import SqliteTermBase
    from igglossary.store.sqlite.upkeep import SqliteUpkeep


class Store(Database):
    """An open store with all that can be done with it."""

    @property
    def shipped(self) -> str | None:
        """See ``contract.store.Store``."""
        return self.meta("shipped")

    @cached_property
    def memory(self) -> SqliteMemory:
        """The translation memory."""
        from igglossary.store.sqlite.memory import SqliteMemory

        return SqliteMemory(self)

    @cached_property
    def terms(self) -> SqliteTermBase:
        """The term base."""
        from igglossary.store.sqlite.terms import SqliteTermBase

        return SqliteTermBase(self)

    @cached_property
    def review(self) -> SqliteReview:
        """What people decide."""
        from igglossary.store.sqlite.review import SqliteReview

        return SqliteReview(self)

    @cached_property
    def reports(self) -> SqliteReports:
        """Where entries come from."""
        from igglossary.store.sqlite.reports import SqliteReports

        return SqliteReports(self)

    @cached_property
    def upkeep(self) -> SqliteUpkeep:
        """Copies, counts, health."""
        from igglossary.store.sqlite.upkeep import SqliteUpkeep

        return SqliteUpkeep(self)

    def forbid_writing(self) -> None:
        """See ``contract.store.Store``."""
        self.connection.execute("PRAGMA query_only = ON")

    @contextmanager
    def trial(self) -> Iterator[Store]:
        """See ``contract.store.Store``: a copy of the file, so that others are never locked out."""
        import tempfile

        with tempfile.TemporaryDirectory(prefix="igglossary-") as folder:
            path = os.path.join(folder, "trial.db")
            write_copy(self.connection, path)
            with Store(connect(path), path, person=self.person, now=self.now) as copy:
                yield copy
