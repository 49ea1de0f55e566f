"""Opening a team store: is it ours, is it of this version, and who are we in it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from igglossary.errors import StoreError, StoreVersionError
from igglossary.messages import _
from igglossary.store.postgresql.address import checked
from igglossary.store.postgresql.sentences import no_role
from igglossary.store.postgresql.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

    from igglossary.store.postgresql.connection import Row

_SCHEMA = os.path.join(os.path.dirname(__file__), "schema")


def open_team_store(address: str, *, now: Callable[[], str]) -> Store:
    """Open the store at an address in the name of the database user, in one round trip after the connection's own.

    Raises:
        UsageError: the address cannot be read, or has a password in it.
        StoreVersionError: a newer igglossary made it.
        StoreError: no store, no right, an older schema, or the server cannot be reached or does not let us in.
    """
    store = Store(checked(address), now=now, admit=admit)
    try:
        store.connect()
    except BaseException:
        store.close()
        raise
    return store


def admit(address: str, facts: Row) -> None:
    """Refuse what cannot be worked with; ``facts`` are the schema's version and our role.

    Raises:
        StoreVersionError: a newer igglossary made it.
        StoreError: no store, no role, an older schema.
    """
    newest = schema_files()[-1][0]
    if facts["version"] is None:
        raise StoreError(
            _("the schema igglossary of this database belongs to another program."),
            where=address,
            hint=_("Name another database with --store."),
        )
    version = int(facts["version"])
    if version > newest:
        raise StoreVersionError(
            _("this store was made by a newer igglossary (schema {found}, this program knows {known}).").format(
                found=version, known=newest
            ),
            where=address,
            hint=_("Update igglossary; the store was not touched."),
        )
    if version < newest:
        raise StoreError(
            _("this store was made by an older igglossary and has to be brought up to date first."),
            where=address,
            hint=_("Its administrator does it: igglossary team init ADDRESS"),
        )
    if not facts["role"]:
        raise no_role(address)


def schema_files() -> list[tuple[int, str]]:
    """The numbered migrations: (version, path), ascending."""
    names = sorted(name for name in os.listdir(_SCHEMA) if name.endswith(".sql"))
    return [(int(name.split("_")[0]), os.path.join(_SCHEMA, name)) for name in names]
