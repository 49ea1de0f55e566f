"""What the server and the line say, as one sentence; never with a secret in it."""

from __future__ import annotations

import psycopg
from psycopg import errors as pg

from igglossary.errors import StoreError
from igglossary.messages import Message, _
from igglossary.text.normalise import single_line


def sentence(address: str, error: psycopg.Error) -> StoreError:
    """The error that a person reads; it names the address, which has no password."""
    message, hint = _by_kind(error)
    return StoreError(message, where=address, hint=hint)


def no_store(address: str) -> StoreError:
    """The database has no store."""
    return StoreError(
        _("there is no igglossary store in this database."),
        where=address,
        hint=_("Its administrator makes one: igglossary team init ADDRESS"),
    )


def no_role(address: str) -> StoreError:
    """There is a store, but not for us."""
    return StoreError(
        _("you have no role on this store."),
        where=address,
        hint=_("Ask the store's administrator: igglossary team grant gives roles."),
    )


def not_allowed(address: str) -> StoreError:
    """What we wanted to do is not for our role."""
    return StoreError(
        _("your role on this store does not allow that; nothing was changed."),
        where=address,
        hint=_("Ask the store's administrator: igglossary team grant gives roles."),
    )


def _by_kind(error: psycopg.Error) -> tuple[Message, Message | None]:
    for kind, said, hint in _sentences():
        if isinstance(error, kind):
            return said, hint
    if isinstance(error, psycopg.OperationalError) and error.sqlstate is None:
        return _of_the_line(str(error))
    reason = error.diag.message_primary or str(error)
    return _("the store answered: {reason}.").format(reason=single_line(reason).rstrip(".")), None


def _of_the_line(said: str) -> tuple[Message, Message]:
    """What libpq says before there is a session, or after it; its words are English or the system's."""
    if "no password supplied" in said or "password authentication failed" in said:
        return (
            _("the server wants a password, and none is known that fits."),
            _("Put it into the file ~/.pgpass, or into the one that PGPASSFILE names."),
        )
    if "does not exist" in said and "database" in said:
        return _("there is no database of this name on the server."), _("Check the address.")
    if "pg_hba.conf" in said or "role" in said:
        return _("the server does not let you in."), _("Ask its administrator; docs/team.md says what is needed.")
    if "certificate" in said or "SSL" in said:
        return (
            _("no secure connection to the server came about."),
            _("Check sslmode and the certificates; docs/team.md says more."),
        )
    if "could not translate host name" in said or "resolve" in said or "Name or service" in said:
        return _("there is no machine of this name."), _("Check the address.")
    if "too many clients" in said or "remaining connection slots" in said:
        return _("the server has no free connection."), _("Try again later, or ask its administrator.")
    if "starting up" in said or "shutting down" in said or "recovery" in said:
        return _("the server is just starting or stopping."), _("Try again in a moment.")
    return (
        _("the server cannot be reached; what was not saved before is not saved."),
        _("Check the line and the address, then try again."),
    )


def _sentences() -> list[tuple[type[psycopg.Error], Message, Message | None]]:
    ask = _("Ask the store's administrator: igglossary team grant gives roles.")
    again = _("Try again.")
    unkept = _("a text has a character that the server cannot keep; nothing was changed.")
    return [
        (pg.InsufficientPrivilege, _("your role on this store does not allow that; nothing was changed."), ask),
        (pg.DiskFull, _("the server's disk is full; nothing was changed."), _("Tell its administrator.")),
        (pg.LockNotAvailable, _("somebody else has been writing for a minute; nothing was changed."), again),
        (pg.DeadlockDetected, _("two people wrote at once; nothing was changed."), again),
        (pg.ReadOnlySqlTransaction, _("the store is read-only."), None),
        (pg.AdminShutdown, _("the server was stopped; what was not saved before is not saved."), again),
        (pg.CrashShutdown, _("the server was stopped; what was not saved before is not saved."), again),
        (pg.InvalidPassword, _("the password is wrong."), _("Correct it in the file ~/.pgpass.")),
        (pg.InvalidCatalogName, _("there is no database of this name on the server."), _("Check the address.")),
        (pg.TooManyConnections, _("the server has no free connection."), again),
        (pg.UntranslatableCharacter, unkept, None),
        (pg.CharacterNotInRepertoire, unkept, None),
    ]
