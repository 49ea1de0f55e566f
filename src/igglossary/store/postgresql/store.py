"""A schema in a PostgreSQL database as ``contract.store.Store``."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from igglossary.store.postgresql.connection import Database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Self

    from igglossary.store.postgresql.memory import PgMemory
    from igglossary.store.postgresql.reports import PgReports
    from igglossary.store.postgresql.review import PgReview
    from igglossary.store.postgresql.terms import PgTermBase
    from igglossary.store.postgresql.upkeep import PgUpkeep


class Store(Database):
    """An open team store with all that can be done with it."""

    @property
    def is_in_place(self) -> bool:
        """See ``contract.store.Store``; a database does not move."""
        return True

    @property
    def shipped(self) -> str | None:
        """See ``contract.store.Store``; who may not fill a store is told that there is nothing to fill."""
        if self.shipped_version is None and self.may_decide:
            row = self.row("SELECT value FROM meta WHERE name = 'shipped'")
            self.shipped_version = None if row is None else row[0]
        return self.shipped_version if self.may_decide else self.shipped_version or ""

    @cached_property
    def memory(self) -> PgMemory:
        """The translation memory."""
        from igglossary.store.postgresql.memory import PgMemory

        return PgMemory(self)

    @cached_property
    def terms(self) -> PgTermBase:
        """The term base."""
        from igglossary.store.postgresql.terms import PgTermBase

        return PgTermBase(self)

    @cached_property
    def review(self) -> PgReview:
        """What people decide."""
        from igglossary.store.postgresql.review import PgReview

        return PgReview(self)

    @cached_property
    def reports(self) -> PgReports:
        """Where entries come from."""
        from igglossary.store.postgresql.reports import PgReports

        return PgReports(self)

    @cached_property
    def upkeep(self) -> PgUpkeep:
        """Copies, counts, health."""
        from igglossary.store.postgresql.upkeep import PgUpkeep

        return PgUpkeep(self)

    @contextmanager
    def trial(self) -> Iterator[Self]:
        """See ``contract.store.Store``: a transaction that is taken back. Others read meanwhile, and wait to write."""
        with self.taken_back():
            yield self
