"""A review session without a screen: where the reviewer stands, what is marked, and every act on the store.

The screen, the line-by-line review and the tests drive the same object. Each act is one transaction with its decisions;
nothing is kept that the store does not know, so a session can be killed at any moment. Trouble that the reviewer can
solve (an empty side, a conflict with the term base, another person's change) is a value in ``Outcome``.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from igglossary.errors import ConflictError, UsageError
from igglossary.messages import Count, Message, _, joined, ngettext, quoted
from igglossary.model import Concept, Relation, Status
from igglossary.review import concepts
from igglossary.review.acts import VERDICTS, Act, joined_sides, next_relation, side_fields
from igglossary.review.browse import KINDS, QueueBrowser
from igglossary.review.bulk import Bulk
from igglossary.review.checks import check, check_concept, check_sides
from igglossary.review.outcome import Outcome
from igglossary.review.progress import Pace, Progress, ReviewSummary
from igglossary.review.reasons import Reason, reason_word
from igglossary.review.words import relation_word, term_status_word, terms_in_words
from igglossary.store.contract.entries import ConceptEntry, PairEntry, UnitEntry
from igglossary.store.contract.review import ENTRY_KINDS, STATUSES
from igglossary.text.normalise import shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from igglossary.model import Decision
    from igglossary.review.conflicts import Resolution
    from igglossary.store.contract.entries import Entry
    from igglossary.store.contract.review import Decided
    from igglossary.store.contract.store import Store

_FEW = 20
"""Rows that are put back one by one; more are found by reading the queue again."""
_SAID = 20
"""Characters of each side that a sentence about an entry repeats."""


class ReviewSession(QueueBrowser):
    """A reviewer at work in one queue: ``pairs``, ``links`` or ``concepts``."""

    def __init__(
        self,
        store: Store,
        kind: str = "pairs",
        filter: str = "",  # noqa: A002  # the word of the command line and of the screen
        sort: str = "",
        *,
        now: Callable[[], str] | None = None,
    ) -> None:
        """Open the queue; ``now`` gives ISO 8601 UTC and serves the pace only.

        Raises:
            UsageError: no such queue, filter field or order.
        """
        super().__init__(store, kind, filter, sort)
        self._pace = Pace(now or store.now, store.review.decision_times())
        self._mine: Counter[str] = Counter()
        self._changed: list[int] = []
        self._rejected: int | None = None

    # --- verdicts ---

    def decide(self, status: Status, *, resolution: Resolution | None = None, reason: str | None = None) -> Outcome:
        """Approve, reject (perhaps for a reason) or defer the entry under the cursor and go to the next open one."""
        entry = self.entry
        if entry is None:
            return Outcome(False, _("There is nothing to decide here."))
        if entry.status is status:
            self.next_open()
            return Outcome(False, _("This was decided so already."))
        findings = self.findings()
        if status is Status.APPROVED and any(finding.is_blocking for finding in findings):
            return Outcome(False, findings[0].message, findings)
        act = Act(self.store)
        if conflict := act.judge(entry, status, resolution, reason=reason):
            return Outcome(False, findings=findings, conflict=conflict)
        outcome = self._decided(entry, act, self._said(entry, VERDICTS[status]), reason=reason)
        return replace(outcome, findings=() if resolution else findings)  # resolved is no warning

    def not_a_term(self) -> Outcome:
        """Reject the pair because its German side is just a word: it goes to the stop list of this store."""
        entry = self.entry
        if not isinstance(entry, PairEntry):
            return Outcome(False, _("Only a term pair can be just a word."))
        act = Act(self.store)
        act.reject_as_word(entry)
        return self._decided(
            entry, act, _("“{german}” is not proposed any more").format(german=entry.german), reason=Reason.WORD
        )

    def give_reason(self, reason: str) -> Outcome:
        """Say why the entry that was rejected last was."""
        last = self.last_rejected()
        if last is None:
            return Outcome(False, _("Nothing was rejected here yet."))
        act = Act(self.store)
        if reason == Reason.WORD and isinstance(last, PairEntry):
            act.reject_as_word(last)
        else:
            act.give_reason(last, reason)
        message = _("Reason of “{name}”: {reason}").format(name=_name(last), reason=reason_word(reason))
        return self._carry_out(act, message, reason=reason)

    def last_rejected(self) -> PairEntry | UnitEntry | None:
        """The pair or link that this session rejected last, if it still is rejected."""
        found = None if self._rejected is None else self._load_entry(self._rejected)
        return found if isinstance(found, (PairEntry, UnitEntry)) and found.status is Status.REJECTED else None

    def _decided(self, entry: Entry, act: Act, message: Message, *, reason: str | None) -> Outcome:
        """Carry a verdict out and go on."""
        outcome = self._carry_out(act, message, reason=reason)
        if not outcome.is_done:
            return outcome
        place = self.rows.position_of(entry.key)
        if place is not None and self.rows.status(place) is Status.REJECTED:
            self._rejected = entry.key
        if self.next_open():
            return outcome
        return replace(outcome, message=joined(outcome.message, _("Everything here is decided."), by=" · "))

    def start_bulk(self, status: Status, *, reason: str | None = None) -> Bulk:
        """A decision about the marked rows, else the group of general words under the cursor, else all open ones."""
        is_marked = bool(self.marks)
        if not is_marked and self.group() is not None:
            keys, reason = self.rows.words_of_group(self.position), reason or Reason.WORD
        else:
            keys = self.marked_keys() if is_marked else self.rows.open_keys()
        return Bulk(self.store, self.kind, list(keys), status, is_marked=is_marked, reason=reason)

    def bulk(self, bulk: Bulk) -> Outcome:
        """Take all steps of a bulk decision at once."""
        for _step in bulk.run():
            pass
        return self.end_bulk(bulk)

    def end_bulk(self, bulk: Bulk) -> Outcome:
        """Bring the list up to date after the steps of a bulk decision, all or those that were taken."""
        if bulk.is_begun:
            self._after(bulk.done())
            self.clear_marks()
            if self.group() is not None:
                self.refresh()
            elif len(self.rows) and self.rows.status(self.position) is not Status.CANDIDATE:
                self.next_open()
        if bulk.clash is not None:
            self.reload_entry()
            return Outcome(False, clash=bulk.clash)
        message = ngettext("{n} decided.", "{n} decided.", bulk.decided).format(n=Count(bulk.decided))
        if bulk.in_conflict or bulk.blocked:
            left = _("Left open: {conflicts} in conflict with the term base, {blocked} blocked.")
            counts = left.format(conflicts=Count(len(bulk.in_conflict)), blocked=Count(len(bulk.blocked)))
            message = joined(message, counts)
        return Outcome(bulk.is_begun, message)

    def dissent(self, wanted: str) -> Outcome:
        """Keep another person's verdict, and note in the history the action that this one ``wanted``."""
        entry = self.entry
        if entry is None:
            return Outcome(False)
        act = Act(self.store)
        if isinstance(entry, ConceptEntry):
            return Outcome(False, _("The other version stays."))
        act.change(entry, "dissent", status=str(entry.status))
        return self._carry_out(act, _("The other version stays; the history has both."), reason=wanted)

    # --- changes ---

    def edit(self, german: str, english: str, *, reason: str | None = None) -> Outcome:
        """Change either side of a pair or a link; what was approved has to be approved again."""
        entry = self._sided()
        german, english = german.strip(), english.strip()
        if (german, english) == (entry.german, entry.english):
            return Outcome(False, _("Nothing was changed."))
        findings = check_sides(german, english, is_segment=isinstance(entry, UnitEntry))
        if not german or not english:
            return Outcome(False, findings[0].message, findings)
        act = Act(self.store)
        if isinstance(entry, PairEntry):
            act.leave_pair(entry, Status.CANDIDATE, german=german, english=english)
        else:
            act.change(entry, "edit", status=str(Status.CANDIDATE), **side_fields(entry, german, english))
        outcome = self._carry_out(
            act,
            _("“{german} ↔ {english}” saved; still open.").format(
                german=shortened(german, _SAID), english=shortened(english, _SAID)
            ),
            reason=reason,
        )
        return replace(outcome, findings=findings)

    def choose(self, suggestion: int) -> Outcome:
        """Make suggestion 1–9 the English side of the pair; it still has to be approved."""
        entry = self.entry
        if not isinstance(entry, PairEntry) or not 1 <= suggestion <= len(entry.suggestions):
            return Outcome(False, _("There is no suggestion {n}.").format(n=suggestion))
        english = entry.suggestions[suggestion - 1].term
        if english == entry.english:
            return Outcome(False, _("This suggestion is chosen already."))
        act = Act(self.store)
        act.leave_pair(entry, Status.CANDIDATE, english=english)
        return self._carry_out(act, _("“{english}” chosen; still open.").format(english=english))

    def cycle_term_status(self) -> Outcome:
        """Step the English term through preferred, admitted, deprecated."""
        entry = self.entry
        if not isinstance(entry, PairEntry):
            return Outcome(False, _("Only term pairs have a term status; edit a concept as a whole."))
        status = concepts.next_status(entry.administrative_status)
        act = Act(self.store)
        act.set_term_status(entry, status)
        return self._carry_out(
            act, _("“{english}” is now {status}.").format(english=entry.english, status=term_status_word(status))
        )

    def set_note(self, text: str) -> Outcome:
        """Set or clear the note."""
        entry = self.entry
        if entry is None or entry.note == text.strip():
            return Outcome(False, _("Nothing was changed."))
        act = Act(self.store)
        if isinstance(entry, ConceptEntry):
            rest = entry.concept.notes[1:]
            act.see(entry)
            act.put(replace(entry.concept, notes=((text.strip(), *rest) if text.strip() else rest)), "note")
        else:
            act.change(entry, "note", note=text.strip() or None)
        return self._carry_out(act, _("Note saved."))

    def set_relation(self, relation: Relation | None = None) -> Outcome:
        """Set the relation of a link, or step to the next one."""
        entry = self.entry
        if not isinstance(entry, UnitEntry):
            return Outcome(False, _("Only links have a relation."))
        relation = relation or next_relation(entry.relation)
        act = Act(self.store)
        act.change(entry, "relation", relation=str(relation))
        return self._carry_out(act, _("Relation: {relation}.").format(relation=relation_word(relation)))

    def merge(self) -> Outcome:
        """Make one of the marked entries: one concept of pairs, one link of links, one concept of concepts."""
        entries = self._marked_entries()
        if len(entries) < 2:
            return Outcome(False, _("Mark at least two rows first."))
        act = Act(self.store)
        if blocking := next((f for entry in entries for f in check(entry) if f.is_blocking), None):
            return Outcome(False, blocking.message, (blocking,))
        act.merge(entries)
        outcome = self._carry_out(
            act, ngettext("{n} merged into one.", "{n} merged into one.", len(entries)).format(n=len(entries))
        )
        if outcome.is_done:
            self.clear_marks()
        return outcome

    def preview_merge(self) -> tuple[Message, ...]:
        """What ``merge`` would make of the marked entries, a line each; empty if fewer than two are marked."""
        entries = self._marked_entries()
        if len(entries) < 2:
            return ()
        if self.kind == "links":
            german, english = joined_sides([entry for entry in entries if isinstance(entry, UnitEntry)])
            return (_("German: {text}").format(text=german), _("English: {text}").format(text=english))
        act = Act(self.store)
        act.merge(entries)
        made = act.result()
        return () if made is None else terms_in_words(made)

    def _marked_entries(self) -> list[Entry]:
        found = self.store.review.entries(self.kind, self.marked_keys())
        return [entry for entry in found if entry is not None]

    def _load_entry(self, key: int) -> Entry | None:
        return self.store.review.entries(self.kind, [key])[0]

    def split_pair(self) -> Outcome:
        """Give a pair that shares its concept a concept of its own."""
        entry = self.entry
        act = Act(self.store)
        if not isinstance(entry, PairEntry) or entry.status is not Status.APPROVED or not act.split_pair(entry):
            return Outcome(False, _("This pair shares its concept with no other."))
        return self._carry_out(
            act,
            _("“{german} ↔ {english}” has a concept of its own.").format(german=entry.german, english=entry.english),
        )

    def split_link(self, german: tuple[str, str], english: tuple[str, str]) -> Outcome:
        """Make two links of one: the first and the second part of either side. The second appears below the first."""
        entry = self.entry
        if not isinstance(entry, UnitEntry):
            return Outcome(False, _("Only links can be split so."))
        parts = [part.strip() for part in (*german, *english)]
        if not all(parts):
            return Outcome(False, _("Each part needs some text on both sides."))
        halves = [{"status": str(Status.CANDIDATE), **side_fields(entry, parts[n], parts[n + 2])} for n in (0, 1)]
        split = partial(self.store.review.split, entry.key, entry.version, halves)
        outcome = self._done(split, _("Split into two links."))
        new = [key for key in self._changed if self.rows.position_of(key) is None] if outcome.is_done else []
        for key in new:
            self.rows.add(key, self.position + 1)
        return outcome

    def put_concept(self, concept: Concept) -> Outcome:
        """Save an edited or new concept; a new one appears at the cursor."""
        findings = check_concept(concept)
        if any(finding.is_blocking for finding in findings):
            return Outcome(False, findings[0].message, findings)
        act = Act(self.store)
        entry = self.entry
        is_new = not isinstance(entry, ConceptEntry) or entry.concept.id != concept.id
        if not is_new and isinstance(entry, ConceptEntry):
            act.see(entry)
        elif act.concept(concept.id) is not None:
            return Outcome(False, _("There is a concept “{id}” already.").format(id=concept.id))
        act.put(concept, "create" if is_new else "edit")
        if not len(act):
            return Outcome(False, _("Nothing was changed."))
        name = concepts.best_term(concept, "de") or concepts.best_term(concept, "en") or concept.id
        outcome = self._carry_out(act, _("Concept “{name}” saved.").format(name=name))
        if outcome.is_done and is_new and self.kind == "concepts":
            key = self._changed[0]
            place = self.rows.position_of(key)
            if place is None:
                place = min(self.position, len(self.rows))
                self.rows.add(key, place)
            self._go(place)
        return replace(outcome, findings=findings)

    # --- undo ---

    def undo(self) -> Outcome:
        """Take this person's last act back, also one of an earlier session; the cursor returns to its entry."""
        return self._reverse(self.store.review.undo, _("Taken back: {what}"), _("There is nothing to take back."))

    def redo(self) -> Outcome:
        """Do again what was taken back last."""
        return self._reverse(self.store.review.redo, _("Done again: {what}"), _("There is nothing to do again."))

    def _reverse(self, action: Callable[..., Decided], template: Message, nothing: Message) -> Outcome:
        try:
            done = action(queue=self.kind)
        except ConflictError as error:
            self.reload_entry()
            return Outcome(False, clash=error)
        if not done.decisions:
            return Outcome(False, nothing)
        self._after(done)
        self._bring_back()
        places = self.rows.positions_of(self._changed)
        if places:
            self._go(min(places.values()))
        return Outcome(True, template.format(what=self._described(done.decisions)))

    def _bring_back(self) -> None:
        """Show again what has left the list since it was decided."""
        known = self.rows.positions_of(self._changed)
        missing = [key for key in self._changed if key not in known]
        if len(missing) > _FEW:
            self.refresh()
        else:
            for key in missing:
                self.rows.add(key, min(self.position, len(self.rows)))

    def _described(self, done: Sequence[Decision]) -> Message:
        entry = self.store.review.entries(self.kind, self._changed)[0] if len(self._changed) == 1 else None
        count = len(self._changed) or len(done)
        return (
            ngettext("{n} entry", "{n} entries", count).format(n=Count(count))
            if entry is None
            else quoted(_name(entry))
        )

    # --- export and numbers ---

    def changes_since_export(self) -> dict[str, int]:
        """Entries touched since the last export, by entry kind."""
        return self.store.review.since_export()

    def note_export(self) -> None:
        """Remember that an export took place."""
        self.store.review.note_export()

    def progress(self) -> Progress:
        """The numbers of the header."""
        candidates, approved, rejected, deferred = self.counts
        decided, total = self.rows.decided(), self.rows.entries()
        return Progress(candidates, approved, rejected, deferred, decided, total, self._pace.per_hour())

    def summary(self) -> ReviewSummary:
        """What this session did, and what is open in all queues."""
        approved, rejected, deferred = (self._mine[name] for name in ("approve", "reject", "defer"))
        other = self._mine["other"]
        open_code = STATUSES.index(Status.CANDIDATE)
        left = {kind: self.store.review.counts(kind)[open_code] for kind in KINDS}
        return ReviewSummary(approved, rejected, deferred, other, self._pace.per_hour(), left)

    def history(self) -> list[Decision]:
        """Who decided what about the entry under the cursor, oldest first."""
        entry = self.entry
        if entry is None:
            return []
        return self.store.review.history(ENTRY_KINDS[self.kind], entry.entry_id)

    # --- inside ---

    def _sided(self) -> PairEntry | UnitEntry:
        entry = self.entry
        if not isinstance(entry, (PairEntry, UnitEntry)):
            raise UsageError(_("There is nothing with two sides here."))
        return entry

    def _carry_out(self, act: Act, message: Message, *, reason: str | None = None) -> Outcome:
        return self._done(partial(act.commit, reason, queue=self.kind), message)

    def _done(self, action: Callable[[], Decided], message: Message) -> Outcome:
        try:
            done = action()
        except ConflictError as error:
            self.reload_entry()
            return Outcome(False, clash=error)
        if done.proposals:
            return Outcome(True, _("Proposed: a terminologist decides."))
        if not done.decisions:
            return Outcome(False, _("Nothing was changed."))
        self._after(done)
        return Outcome(True, message)

    def _after(self, done: Decided) -> None:
        """Bring list, counts and pace up to date after an act."""
        kind = ENTRY_KINDS[self.kind]
        self._changed = list(done.keys)
        steps = self.rows.refresh(done.keys, done.rows)
        if steps is None:
            self.counts = self.store.review.counts(self.kind)
        for before, after in steps or ():
            self.counts[before] -= 1
            self.counts[after] += 1
        self._forget()
        verdicts = 0
        for decision in done.decisions:
            if decision.entry_kind == kind:
                verdicts += self._count(decision)
        self._pace.count(max(-1, min(1, verdicts)))  # a bulk decision is one judgement

    def _count(self, decision: Decision) -> int:
        """Count a decision of mine, or uncount one taken back; returns how the number of verdicts changed."""
        before, after = (_status(values) for values in (decision.old, decision.new))
        is_undone = decision.action == "undo"
        status = before if is_undone else after
        if before == after or before is None or status in (None, Status.CANDIDATE):
            self._mine["other"] += not is_undone
            return 0
        name, step = VERDICTS[status], -1 if is_undone else 1
        if self._mine[name] + step < 0:  # an act of an earlier session
            return 0
        self._mine[name] += step
        return step

    def _said(self, entry: Entry, action: str) -> Message:
        templates = {
            "approve": _("“{name}” approved"),
            "reject": _("“{name}” rejected"),
            "defer": _("“{name}” put off"),
            "reopen": _("“{name}” open again"),
        }
        return templates[action].format(name=_name(entry))


def _status(values: dict[str, Any]) -> Status | None:
    """The status among the values of a decision; that of a concept is inside its data."""
    found = values.get("status") or (values.get("data") or {}).get("status")
    return None if found is None else Status(found)


def _name(entry: Entry) -> str:
    if isinstance(entry, ConceptEntry):
        return concepts.best_term(entry.concept, "de") or concepts.best_term(entry.concept, "en") or entry.concept.id
    return f"{shortened(entry.german, _SAID)} ↔ {shortened(entry.english, _SAID)}"
