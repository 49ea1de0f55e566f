"""A team's store, as its owner looks after it: questions and acts that need no open store. See ``store.team``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.errors import UsageError
from igglossary.messages import _
from igglossary.store import is_team, open_store, team

if TYPE_CHECKING:
    from igglossary.store.contract.team import Made, Member, TeamStatus


def init(address: str) -> Made:
    """Make the store or bring it up to date, and fill a new one with the shipped term base. See ``store.team``."""
    made = team.init(_address(address))
    with open_store(address) as store:
        if store.shipped is None:
            from igglossary.workflow.shipped import fill  # once in a store's life

            fill(store)
    return made


def grant(address: str, person: str, role: str, *, password: str | None = None) -> bool:
    """See ``store.team.grant``."""
    return team.grant(_address(address), person, role, password=password)


def revoke(address: str, person: str) -> bool:
    """See ``store.team.revoke``."""
    return team.revoke(_address(address), person)


def members(address: str) -> list[Member]:
    """See ``store.team.members``."""
    return team.members(_address(address))


def status(address: str) -> TeamStatus:
    """See ``store.team.status``."""
    return team.status(_address(address))


def _address(address: str) -> str:
    if not is_team(address):
        raise UsageError(
            _("this names no database of a team."),
            where=address,
            hint=_("Write it so: postgresql://person@host/database"),
        )
    return address
