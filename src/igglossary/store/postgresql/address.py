"""Addresses of team stores: what is one, and what of it people may see. Without psycopg, for the look-up path."""

from __future__ import annotations

from igglossary.errors import UsageError
from igglossary.messages import _


def checked(address: str) -> str:
    """The address as it is, which people may see because no password is in it.

    Raises:
        UsageError: it names a password, which every user of the machine could read in the list of processes.
    """
    _scheme, _slashes, rest = address.partition("://")
    place, _mark, options = rest.partition("?")
    user, at, _host = place.rpartition("@")
    has_password = bool(at and ":" in user) or any(
        option.partition("=")[0].strip().casefold() in ("password", "sslpassword") for option in options.split("&")
    )
    if has_password:
        raise UsageError(
            _("the address of the store has a password in it, which others can read."),
            hint=_("Leave it out; put it into the file ~/.pgpass, or into the one that PGPASSFILE names."),
        )
    return address
