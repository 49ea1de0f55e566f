"""Where entries are kept: what is asked of a store, and the engines that answer (``sqlite``, ``postgresql``).

The only door is ``open_store``: no other package names an engine. On the look-up path.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from igglossary.store.contract.store import Store
    from igglossary.store.contract.upkeep import Restored, Salvaged


def utc_now() -> str:
    """The time now, ISO 8601 UTC to the second."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


def default_person() -> str:
    """Who decides, unless told: $IGGLOSSARY_PERSON, else the login name."""
    for name in ("IGGLOSSARY_PERSON", "USER", "LOGNAME", "USERNAME"):
        if os.environ.get(name):
            return os.environ[name]
    try:
        import pwd  # not on Windows; built in elsewhere, and seldom needed

        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError):
        return "unknown"


def is_team(address: str) -> bool:
    """True for what names a database of a team, and no file."""
    return address.startswith(("postgresql://", "postgres://"))


def restore_backup(address: str, copy: str) -> Restored:
    """Put a backup in the place of the store at an address; what stood there is kept aside.

    This process must not have it open.

    Raises:
        InputError: the copy is no sound store; nothing was changed.
        UsageError: it is the store itself.
        StoreError, OutputError: the store is locked, or its folder cannot be written; nothing was changed.
    """
    if is_team(address):
        from igglossary.errors import UsageError  # rare
        from igglossary.messages import _

        raise UsageError(
            _("a backup takes the place of a store that is a file, not of a team's."),
            where=address,
            hint=_("Make a new database with igglossary team init, and import a dump of the backup there."),
        )
    from igglossary.store.sqlite.copies import restore

    return restore(address, copy)


def salvage(address: str, write: Callable[[Iterator[str]], None]) -> Salvaged:
    """Give ``write`` the lines of a dump of everything that can be read of a store, however damaged it is.

    Raises:
        StoreError: nothing of it can be read.
        UsageError: it is a team's, which is no file.
    """
    if is_team(address):
        from igglossary.errors import UsageError  # rare
        from igglossary.messages import _

        raise UsageError(_("only a store that is a file is salvaged; a team's is what PostgreSQL looks after."))
    from igglossary.store.sqlite.salvage import salvage as save

    return save(address, write)


def open_store(
    address: str,
    *,
    person: str | None = None,
    now: Callable[[], str] = utc_now,
    create: bool = True,
    is_bound: bool = True,
) -> Store:
    """Open the store at an address: a file, made if it is missing, migrated if it is older; or ``postgresql://…``.

    A team store is made and migrated by its administrator only, and knows by itself who ``person`` is.

    ``is_bound`` False lets another thread close it, or take it over; never may two use it at a time.

    Raises:
        StoreVersionError: a newer igglossary made it.
        StoreError: it is missing (with ``create=False``), no store, damaged, not to be reached or read, or locked.
    """
    if is_team(address):
        from igglossary.store.team import needing_psycopg

        with needing_psycopg():
            from igglossary.store.postgresql.opening import open_team_store  # an engine is loaded when it is chosen
        return open_team_store(address, now=now)
    from igglossary.store.sqlite.opening import open_store as open_file

    return open_file(address, person=person, now=now, create=create, is_bound=is_bound)
