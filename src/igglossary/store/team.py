"""What the owner of a team store does with it. The door to the engine; loaded only for such a store."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from igglossary.errors import MissingExtraError
from igglossary.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from igglossary.store.contract.team import Made, Member, TeamStatus


def init(address: str) -> Made:
    """Make the store in a database, or bring it up to date, in one transaction; again is no error.

    Raises:
        UsageError: the address cannot be read, or has a password in it.
        StoreVersionError: a newer igglossary made it.
        StoreError: an old server, no extension, no right, or the server cannot be reached.
    """
    with needing_psycopg():
        from igglossary.store.postgresql import administration  # loads psycopg
    return administration.init(address)


def grant(address: str, person: str, role: str, *, password: str | None = None) -> bool:
    """Give a login a role instead of the one it has; make the login if there is none. True if it was made.

    Raises:
        StoreError: no store, or no right to do so.
    """
    with needing_psycopg():
        from igglossary.store.postgresql import administration  # loads psycopg
    return administration.grant(address, person, role, password=password)


def revoke(address: str, person: str) -> bool:
    """Take a login's role on the store away; the login stays. False if it had none.

    Raises:
        StoreError: no store, or no right to do so.
    """
    with needing_psycopg():
        from igglossary.store.postgresql import administration  # loads psycopg
    return administration.revoke(address, person)


def members(address: str) -> list[Member]:
    """Who has which role, by name.

    Raises:
        StoreError: no store, or the server cannot be reached.
    """
    with needing_psycopg():
        from igglossary.store.postgresql import administration  # loads psycopg
    return administration.members(address)


def status(address: str) -> TeamStatus:
    """The store in figures.

    Raises:
        StoreError: no store, or the server cannot be reached.
    """
    with needing_psycopg():
        from igglossary.store.postgresql import administration  # loads psycopg
    return administration.status(address)


@contextmanager
def needing_psycopg() -> Iterator[None]:
    """Around the import of the engine: without psycopg, or libpq, one sentence.

    Raises:
        MissingExtraError: it is not installed.
    """
    try:
        yield
    except ImportError as error:
        raise MissingExtraError(_("A store of a team"), "team") from error
