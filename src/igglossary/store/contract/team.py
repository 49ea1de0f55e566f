"""A store of several people: who may do what, and what there is to say of it."""

from __future__ import annotations

from typing import NamedTuple

ROLES = ("reader", "translator", "terminologist")
"""Each may do what those before it may."""


class Made(NamedTuple):
    """What ``init`` did: the schema before (0: none) and now, and host and database, for the people's addresses."""

    before: int
    now: int
    place: str


class Member(NamedTuple):
    """A login with a role on the store; ``is_here``: connected at this moment."""

    name: str
    role: str
    is_here: bool


class Table(NamedTuple):
    """A table of the store: bytes with its indexes, and about how many rows."""

    name: str
    size: int
    rows: int


class TeamStatus(NamedTuple):
    """A team store in figures; ``proposals`` wait for a terminologist."""

    server: str
    schema: int
    tables: list[Table]
    """The largest first."""
    proposals: int

    @property
    def size(self) -> int:
        """Bytes of all tables and indexes."""
        return sum(table.size for table in self.tables)
