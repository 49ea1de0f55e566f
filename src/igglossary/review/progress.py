"""How far the review is and how fast it goes."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from igglossary.messages import NOTHING, Count, Message, _, joined, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

WINDOW_S = 900
"""Pace counts the last 15 minutes: long enough to be steady, short enough to notice a break."""
_SHORTEST_S = 60
"""Below a minute a pace would be a guess."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Numbers for the header: four count the whole queue, ``decided`` and ``total`` the filtered one."""

    open: int
    approved: int
    rejected: int
    deferred: int
    decided: int
    total: int
    per_hour: int | None
    """None until there is a pace to speak of."""

    @property
    def share(self) -> float:
        """Decided part of the filter, 0–1; an empty filter is done."""
        return self.decided / self.total if self.total else 1.0


@dataclass(frozen=True, slots=True)
class ReviewSummary:
    """What was done from the start of a session to its end."""

    approved: int = 0
    rejected: int = 0
    deferred: int = 0
    other: int = 0
    """Edits, notes, merges and the like."""
    per_hour: int | None = None
    left: Mapping[str, int] = field(default_factory=dict)
    """Queue → what is open there."""

    @property
    def decided(self) -> int:
        """Verdicts of this session, taken back ones not counted."""
        return self.approved + self.rejected + self.deferred

    @property
    def message(self) -> Message:
        """One or two sentences for the end."""
        if not self.decided:
            done = _("Nothing was decided.")
        else:
            done = ngettext(
                "{n} decided: {approved} approved, {rejected} rejected, {deferred} for later.",
                "{n} decided: {approved} approved, {rejected} rejected, {deferred} for later.",
                self.decided,
            ).format(
                n=Count(self.decided),
                approved=Count(self.approved),
                rejected=Count(self.rejected),
                deferred=Count(self.deferred),
            )
        pace = NOTHING if self.per_hour is None else _("{n} per hour.").format(n=Count(self.per_hour))
        counted = tuple(_counted(kind, n) for kind, n in self.left.items() if n)
        left = _("Still open: {counts}.").format(counts=counted) if counted else _("Nothing is left.")
        return joined(done, pace, left)


def _counted(kind: str, n: int) -> Message:
    """A number with what is counted in a queue."""
    if kind == "pairs":
        text = ngettext("{n} term pair", "{n} term pairs", n)
    elif kind == "links":
        text = ngettext("{n} link", "{n} links", n)
    else:
        text = ngettext("{n} concept", "{n} concepts", n)
    return text.format(n=Count(n))


class Pace:
    """Verdicts per hour over the last 15 minutes, from their times."""

    def __init__(self, now: Callable[[], str], earlier: Iterable[str] = ()) -> None:
        """``now`` gives ISO 8601 UTC; ``earlier`` are the times of earlier verdicts, newest first."""
        self._now = now
        start = seconds(now()) - WINDOW_S
        self._times = deque(sorted(time for text in earlier if (time := seconds(text)) >= start))

    def count(self, verdicts: int) -> None:
        """Note verdicts of now; a negative number takes the newest back."""
        for _index in range(-verdicts):
            if self._times:
                self._times.pop()
        self._times.extend([seconds(self._now())] * verdicts)

    def per_hour(self) -> int | None:
        """The pace, None before a minute of work."""
        now = seconds(self._now())
        while self._times and self._times[0] < now - WINDOW_S:
            self._times.popleft()
        if len(self._times) < 2 or now - self._times[0] < _SHORTEST_S:
            return None
        return round(len(self._times) * 3600 / (now - self._times[0]))


def seconds(text: str) -> float:
    """Seconds since 1970 of an ISO 8601 time."""
    return datetime.fromisoformat(text).timestamp()
