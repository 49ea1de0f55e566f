"""What became of an act, for whoever shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from igglossary.messages import NOTHING, Message

if TYPE_CHECKING:
    from igglossary.errors import ConflictError
    from igglossary.review.checks import Finding
    from igglossary.review.conflicts import TermConflict


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an act: done or not, what there is to say about it, and why not."""

    is_done: bool
    message: Message = NOTHING
    findings: tuple[Finding, ...] = ()
    conflict: TermConflict | None = None
    """The term base disagrees: ask the reviewer for a ``Resolution`` and decide again."""
    clash: ConflictError | None = None
    """Somebody else changed the entry, which was read again."""
