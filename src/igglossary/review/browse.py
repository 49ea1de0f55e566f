"""Where the reviewer stands: the filtered list, the cursor, the marks. Reads the store, changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.errors import UsageError
from igglossary.messages import Count, Message, _, ngettext
from igglossary.model import Status
from igglossary.review.checks import check
from igglossary.review.concepts import has_term
from igglossary.review.conflicts import find_conflict
from igglossary.review.filtering import read_filter, read_sort
from igglossary.review.rows import GroupRow, Rows
from igglossary.store.contract.entries import PairEntry
from igglossary.store.contract.review import SORTS
from igglossary.store.evidence import find_evidence

if TYPE_CHECKING:
    from igglossary.model import Concept, Occurrence
    from igglossary.review.checks import Finding
    from igglossary.review.conflicts import TermConflict
    from igglossary.store.contract.entries import Entry, UnitEntry
    from igglossary.store.contract.review import Condition, Row
    from igglossary.store.contract.store import Store
    from igglossary.store.evidence import PairTexts

KINDS = ("pairs", "links", "concepts")


class QueueBrowser:
    """One queue of the store with a cursor: ``pairs``, ``links`` (units with evidence from reports) or ``concepts``."""

    rows: Rows

    def __init__(self, store: Store, kind: str, filter_text: str, sort: str) -> None:
        """Open the queue on its first open entry.

        Raises:
            UsageError: no such queue, filter field or order.
        """
        if kind not in KINDS:
            raise UsageError(_("there is no queue “{name}”.").format(name=kind), hint=", ".join(KINDS))
        self.store = store
        self.kind = kind
        self.position = 0
        self.marks: set[int] = set()
        self.counts = [0, 0, 0, 0]
        self.filter = filter_text
        self.sort = read_sort(sort, kind)
        self._anchor: int | None = None
        self._opened: frozenset[int] = frozenset()
        self._entry: Entry | None = None
        self._texts: PairTexts | None = None
        self._evidence: dict[str, tuple[Occurrence, ...]] = {}
        self._conflicts: dict[tuple[str, str], TermConflict | None] = {}
        wanted = read_filter(filter_text, kind)
        self.sort = wanted.sort or self.sort
        self._conditions: tuple[Condition, ...] = wanted.conditions
        self._load(None)

    def __len__(self) -> int:
        return len(self.rows)

    def set_filter(self, text: str) -> None:
        """Filter the queue anew; the reviewer stays on the entry if it is still there, else goes to the first open one.

        Raises:
            UsageError: the filter cannot be read; the old one stays.
        """
        wanted = read_filter(text, self.kind)
        self.sort = wanted.sort or self.sort
        self.filter = text
        self._conditions = wanted.conditions
        self.refresh()

    def set_sort(self, sort: str) -> None:
        """Sort anew, by a name of ``SORTS``.

        Raises:
            UsageError: there is no such order.
        """
        self.sort = read_sort(sort, self.kind)
        self.refresh()

    def next_sort(self) -> str:
        """Step to the next order and return its name."""
        sorts = SORTS[self.kind]
        self.set_sort(sorts[(sorts.index(self.sort) + 1) % len(sorts)])
        return self.sort

    def refresh(self) -> None:
        """Read the queue again: decided rows go where filter and order put them."""
        self._load(self.rows.key(self.position) if len(self.rows) else None)

    def _load(self, current: int | None) -> None:
        self._forget()
        self.rows = Rows(
            self.store,
            self.kind,
            self._conditions,
            self.sort,
            opened=self._opened,
            is_disputed=lambda german, english: self._conflict_of(german, english) is not None,
        )
        self.counts = self.rows.counts
        self.marks = set(self.marks).intersection(self.rows.all_keys()) if self.marks else set()
        self._anchor = None
        place = None if current is None else self.rows.position_of(current)
        if place is None:
            place = self.rows.next_open(-1) or 0
        self._go(place)

    def nothing_here(self) -> Message:
        """Why the list is empty, and what to do about it."""
        if any(self.counts) and not self.counts[0] and self._is_about_open:
            return _("Everything here is decided. Tab goes to the next queue, E writes what is approved to a file.")
        if any(self.counts):
            total = sum(self.counts)
            text = ngettext(
                "Nothing here of {n} entry. Change the filter “{filter}” with f.",
                "Nothing here of {n} entries. Change the filter “{filter}” with f.",
                total,
            )
            return text.format(n=Count(total), filter=self.filter)
        if self.kind == "concepts":
            return _("The term base is empty. Try: igglossary import TERMS.tbx")
        return _("Nothing here yet. Try: igglossary build REPORT")

    @property
    def _is_about_open(self) -> bool:
        """True if the filter asks for what is open and for nothing else."""
        return [(one.field, one.value, one.is_negated) for one in self._conditions] == [
            ("status", Status.CANDIDATE, False)
        ]

    def row(self, position: int) -> Row | GroupRow | None:
        """The row at a position of the list."""
        return self.rows.row(position)

    # --- general words ---

    def group(self) -> GroupRow | None:
        """The group of general words whose line is under the cursor; None on an entry."""
        row = self.rows.row(self.position) if len(self.rows) else None
        return row if isinstance(row, GroupRow) else None

    def toggle_group(self) -> bool:
        """Open or close the group of general words under the cursor, else the next one; False if there is none."""
        keys = self.rows.all_keys()
        after = [*range(self.position, len(keys)), *range(self.position)]
        place = next((at for at in after if keys[at] < 0), None)
        if place is None:
            return False
        group = keys[place]
        self._opened ^= {group}
        self._load(group)
        return True

    # --- the cursor ---

    @property
    def entry(self) -> Entry | None:
        """The entry under the cursor, in the version that was shown; None for an empty list."""
        if self._entry is None and len(self.rows) and self.rows.key(self.position) >= 0:
            (self._entry,) = self.store.review.entries(self.kind, [self.rows.key(self.position)])
        return self._entry

    def move_to(self, position: int) -> None:
        """Put the cursor on a position, cut to the list."""
        self._go(max(0, min(position, len(self.rows) - 1)))

    def move(self, by: int) -> None:
        """Move the cursor by rows."""
        self.move_to(self.position + by)

    def next_open(self) -> bool:
        """Go to the next candidate; False if there is none (the cursor stays)."""
        found = self.rows.next_open(self.position)
        if found is not None:
            self._go(found)
        return found is not None

    def occurrences(self, limit: int = 100) -> tuple[Occurrence, ...]:
        """Where the words of the pair under the cursor stand, the most different first; empty for other entries."""
        entry = self.entry
        return () if not isinstance(entry, PairEntry) else self.evidence_of(entry.english, limit)

    def evidence_of(self, english: str, limit: int = 100) -> tuple[Occurrence, ...]:
        """Where the German term under the cursor stands with these English words."""
        entry = self.entry
        if not isinstance(entry, PairEntry):
            return ()
        if self._texts is None:
            self._texts = self.store.review.texts(entry.key)
        if english not in self._evidence:
            self._evidence[english] = find_evidence(self._texts, entry.german, english)
        return self._evidence[english][:limit]

    def context(self, document_sha256: str | None, segment: str) -> list[tuple[str, bool]]:
        """A segment with its neighbours: (text, is it the segment); empty if the store does not have the document."""
        return self.store.review.context(document_sha256, segment)

    def context_of_text(self, unit: UnitEntry, text: str) -> list[tuple[str, bool]]:
        """The segment around one side of a link with its neighbours, as in ``context``."""
        return self.store.review.unit_context(unit.key, text)

    def findings(self) -> tuple[Finding, ...]:
        """What the checks say about the entry under the cursor."""
        return () if self.entry is None else check(self.entry, self.term_conflict())

    def term_conflict(self) -> TermConflict | None:
        """What stands against the undecided pair under the cursor; None if it could be approved without a question."""
        entry = self.entry
        if not isinstance(entry, PairEntry) or entry.status is Status.APPROVED:
            return None
        return self._conflict_of(entry.german, entry.english)

    def is_disputed(self, row: Row) -> bool:
        """True if approving a row would ask a question."""
        return (
            self.kind == "pairs"
            and row.status is not Status.APPROVED
            and self._conflict_of(row.german, row.english) is not None
        )

    def _conflict_of(self, german: str, english: str) -> TermConflict | None:
        key = (german, english)
        if key not in self._conflicts:
            self._conflicts[key] = find_conflict(concepts_named(self.store, german), german, english)
        return self._conflicts[key]

    def _forget(self) -> None:
        """Ask the store again for what was read of it."""
        self._entry, self._texts = None, None
        self._evidence.clear()
        self._conflicts.clear()

    def _go(self, position: int) -> None:
        if position != self.position:
            self._texts, self._evidence = None, {}
        self.position = position
        self._entry = None

    # --- marks ---

    def toggle_mark(self) -> None:
        """Mark the row under the cursor, or unmark it, and go one down."""
        if len(self.rows) and self.rows.key(self.position) >= 0:
            self.marks ^= {self.rows.key(self.position)}
            self._anchor = self.position
            self.move(1)

    def marked_keys(self) -> list[int]:
        """The row ids of the marked rows, in the order of the list."""
        return [key for key in self.rows.all_keys() if key in self.marks]

    def mark_range(self) -> None:
        """Mark everything from the row that was marked last to the cursor."""
        if len(self.rows):
            start = self.position if self._anchor is None else self._anchor
            low, high = sorted((start, self.position))
            self.marks |= {key for key in self.rows.all_keys()[low : high + 1] if key >= 0}
            self._anchor = self.position

    def clear_marks(self) -> None:
        """Unmark everything."""
        self.marks = set()
        self._anchor = None

    def reload_entry(self) -> None:
        """Read the entry under the cursor again, as another person left it."""
        if len(self.rows):
            self.rows.refresh((self.rows.key(self.position),))
        self.counts = self.store.review.counts(self.kind)
        self._forget()


def concepts_named(store: Store, german: str) -> list[Concept]:
    """The concepts of the term base that have this German term."""
    return [concept for concept in store.terms.named(german, "de") if has_term(concept, "de", german)]
