"""A decision about many entries: what it will do is worked out first, then it is done in steps that can be stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.errors import ConflictError
from igglossary.model import Status
from igglossary.review.acts import Act
from igglossary.review.checks import check
from igglossary.store.contract.entries import PairEntry
from igglossary.store.contract.review import Decided

if TYPE_CHECKING:
    from collections.abc import Iterator

    from igglossary.store.contract.entries import Entry
    from igglossary.store.contract.review import Row
    from igglossary.store.contract.store import Store

STEP = 200
"""Entries that are decided at once: about 0.2 s."""
LEAST_SURE = 3
"""Entries that the question shows, those that are least likely right."""
_MOST_SHOWN = 1000
"""Entries whose rows are kept to be shown; the counts are of all."""


class Bulk:
    """Approve or reject many entries in one act; one undo takes all of it back.

    ``look`` works out what will happen, ``run`` does it. Both yield how many entries are done after each step; whoever
    stops iterating stops there. What needs a person (in conflict, blocked) stays open.
    """

    def __init__(
        self, store: Store, kind: str, keys: list[int], status: Status, *, is_marked: bool, reason: str | None = None
    ) -> None:
        """About the entries with these keys of a queue."""
        self._store = store
        self._kind = kind
        self.keys = keys
        self.status = status
        self.is_marked = is_marked
        """True for the marked rows, False for all open ones in the filter."""
        self.reason = reason
        self.decided = 0
        self.new_concepts = 0
        self.new_terms = 0
        """Terms that come to concepts that are there already."""
        self.in_conflict: list[int] = []
        self.blocked: list[int] = []
        self.clash: ConflictError | None = None
        """Somebody else changed an entry: the steps before stand, the rest was not done."""
        self._steps: list[Decided] = []
        self._weakest: list[tuple[float, int]] = []

    def look(self) -> Iterator[int]:
        """Work out what ``run`` would do, in steps; nothing is changed."""
        self._start()
        act = Act(self._store)
        for start in range(0, len(self.keys), STEP):
            self._judge_all(act, start)
            yield min(start + STEP, len(self.keys))
        self.new_concepts, self.new_terms = act.counted()

    def run(self) -> Iterator[int]:
        """Do it, a transaction a step; all steps are one act."""
        self._start()
        for start in range(0, len(self.keys), STEP):
            act = Act(self._store)
            self._judge_all(act, start)
            try:
                done = act.commit(self.reason, queue=self._kind, name=self._name())
            except ConflictError as error:
                self.clash = error
                return
            self._steps.append(done)
            yield min(start + STEP, len(self.keys))

    def done(self) -> Decided:
        """What all steps did."""
        steps = [step for step in self._steps if step.decisions]
        return Decided(
            tuple(decision for step in steps for decision in step.decisions),
            tuple(key for step in steps for key in step.keys),
            tuple(row for step in steps for row in step.rows),
        )

    @property
    def is_begun(self) -> bool:
        """True if a step has changed something."""
        return any(step.decisions for step in self._steps)

    def _name(self) -> str:
        """The act that the first step made; "" for that step."""
        return next((step.decisions[0].act or "" for step in self._steps if step.decisions), "")

    def least_sure(self) -> list[Row]:
        """The entries of the last ``look`` that are least likely right and will be decided all the same."""
        return self._rows([key for _score, key in sorted(self._weakest)[:LEAST_SURE]])

    def staying(self) -> list[Row]:
        """What stays open: in conflict first, then blocked."""
        return self._rows([*self.in_conflict, *self.blocked][:_MOST_SHOWN])

    def rows(self) -> list[Row]:
        """All entries that it is about, to look through; those in excess of a thousand left out."""
        return self._rows(self.keys[:_MOST_SHOWN])

    def _start(self) -> None:
        self.decided = self.new_concepts = self.new_terms = 0
        self.in_conflict, self.blocked, self._steps, self._weakest = [], [], [], []
        self.clash = None

    def _judge_all(self, act: Act, start: int) -> None:
        """One step: the entries that are still to be decided, with what the act needs for them."""
        found = self._store.review.entries(self._kind, self.keys[start : start + STEP])
        wanted = [entry for entry in found if entry is not None and entry.status is not self.status]
        if self.status is Status.APPROVED:
            act.prepare([entry for entry in wanted if isinstance(entry, PairEntry)])
        for entry in wanted:
            self._judge(act, entry)

    def _judge(self, act: Act, entry: Entry) -> None:
        if self.status is Status.APPROVED and any(finding.is_blocking for finding in check(entry)):
            self.blocked.append(entry.key)
        elif act.judge(entry, self.status, reason=self.reason) is not None:
            self.in_conflict.append(entry.key)
        else:
            self.decided += 1
            self._weakest.append((_surety(entry), entry.key))
            if len(self._weakest) > STEP:
                self._weakest = sorted(self._weakest)[:LEAST_SURE]

    def _rows(self, keys: list[int]) -> list[Row]:
        return [row for row in self._store.review.rows(self._kind, keys) if row is not None]


def _surety(entry: Entry) -> float:
    if isinstance(entry, PairEntry):
        return entry.score * (1.0 if entry.termhood is None else entry.termhood)
    score = getattr(entry, "keep", None)
    return 1.0 if score is None else float(score)
