"""What people decided about entries."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Status(StrEnum):
    """What a person has decided about an entry."""

    CANDIDATE = "candidate"
    APPROVED = "approved"
    REJECTED = "rejected"
    DEFERRED = "deferred"


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's judgement, appended and never changed; ``old``/``new`` are the changed fields, JSON-able."""

    id: int
    at: str
    person: str
    entry_kind: str
    """``unit``, ``pair`` or ``concept``."""
    entry_id: str
    action: str
    old: dict[str, object] = field(default_factory=dict)
    new: dict[str, object] = field(default_factory=dict)
    reason: str | None = None
    act: str | None = None
    """Decisions that were one act (a bulk approval) share its id and are undone together."""
    undoes: int | None = None
