"""The SQLite file as ``contract.Store``."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from igglossary.store.sqlite.connection import Database

if TYPE_CHECKING:
    from igglossary.store.sqlite.memory import SqliteMemory


class Store(Database):
    """An open store with all that can be done with it."""

    @cached_property
    def memory(self) -> SqliteMemory:
        """The translation memory."""
        from igglossary.store.sqlite.memory import SqliteMemory  # a look-up of a term does without its index

        return SqliteMemory(self)
