"""The review screen: verdicts, edits, questions; and how it is started."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

from igglossary.errors import IgglossaryError, UsageError
from igglossary.i18n import _, local_time, ngettext, number, say
from igglossary.model import Status
from igglossary.review.acts import VERDICTS
from igglossary.review.concept_text import template, write_concept
from igglossary.review.concepts import new_concept
from igglossary.review.conflicts import Dispute, Resolution
from igglossary.review.reasons import reason_keys
from igglossary.review.words import conflict_message, status_word
from igglossary.store import utc_now
from igglossary.store.contract.entries import ConceptEntry, PairEntry, UnitEntry
from igglossary.tui import help as pages
from igglossary.tui.bulk_box import BulkBox
from igglossary.tui.cells import cut
from igglossary.tui.dialogs import Ask, Choice, Page
from igglossary.tui.edit import CUT, EditConcept, EditSides
from igglossary.tui.frame import Frame
from igglossary.tui.keymap import load_settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from igglossary.model import Concept
    from igglossary.review.conflicts import TermConflict
    from igglossary.review.outcome import Outcome
    from igglossary.review.progress import ReviewSummary
    from igglossary.service.desk import Desk
    from igglossary.tui.keymap import Settings

_SAMPLE_CELLS = 76


class ReviewApp(Frame):
    """The whole screen; ``export`` writes what is approved to a file and returns a sentence about it."""

    export: Callable[[str], str] | None = None

    # --- verdicts ---

    def action_judge(self, status: str) -> None:
        """Approve, reject or defer the entry under the cursor."""
        self._judge(Status(status), None)

    def _judge(self, status: Status, resolution: Resolution | None) -> None:
        outcome = self.session.decide(status, resolution=resolution)
        if outcome.conflict is not None:
            self._ask_resolution(status, outcome.conflict)
        elif outcome.clash:
            self._ask_clash(status, outcome.clash.in_words(say))
        self.report(outcome)

    def report(self, outcome: Outcome) -> None:
        """Say what became of an act."""
        if outcome.clash:
            self.say(outcome.clash.in_words(say), is_warning=True)
        elif outcome.is_done:
            time = self._local_time()
            tail = _("{key} takes it back · saved {time}").format(key="u", time=time)
            warnings = [finding.message for finding in outcome.findings]
            self.say(" · ".join(map(say, (outcome.message, *warnings[:1]))), tail)
        elif outcome.message:
            self.say(say(outcome.message), is_warning=True)
        else:
            self.paint()

    def _local_time(self) -> str:
        return local_time((self._now or utc_now)()).partition(" ")[2]

    def _ask_resolution(self, status: Status, conflict: TermConflict) -> None:
        entry = self.session.entry
        new = f"{entry.german} – {entry.english}" if isinstance(entry, PairEntry) else ""

        def answer(value: str | None) -> None:
            if value in set(Resolution):
                self._judge(status, Resolution(value))
            elif value in set(Status):
                self._judge(Status(value), None)

        if conflict.dispute is Dispute.OPPOSITE:
            choices = [("h", _("Right all the same"), str(Resolution.SEPARATE))]
        else:
            choices = [
                ("e", _("Exchange: the new one is preferred"), str(Resolution.REPLACE)),
                ("b", _("Both: the new one is admitted"), str(Resolution.ADMIT)),
                ("h", _("Homonym: a concept of its own"), str(Resolution.SEPARATE)),
            ]
        choices += [("x", _("Reject"), str(Status.REJECTED)), ("s", _("Later"), str(Status.DEFERRED))]
        lines = [say(conflict_message(conflict)), cut(new, _SAMPLE_CELLS)]
        self.push_screen(Choice(_("Conflict"), lines, choices), answer)

    def action_word(self) -> None:
        """Reject: the German side is just a word."""
        self.report(self.session.not_a_term())

    def action_reject_for(self, is_last: bool = False) -> None:  # Textual passes it by place
        """Ask why: about the entry under the cursor, or about the one that was rejected last."""
        if self.session.last_rejected() is None if is_last else self.session.entry is None:
            self.say(_("Nothing was rejected here yet.") if is_last else _("There is nothing to decide here."))
            return

        def take(reason: str | None) -> None:
            if reason:
                give = self.session.give_reason
                self.report(give(reason) if is_last else self.session.decide(Status.REJECTED, reason=reason))

        def answer(value: str | None) -> None:
            if value == "own":
                self.push_screen(Ask(_("Why not?")), take)
            else:
                take(value)

        choices = [(one.letter, say(one.label), str(one.reason)) for one in reason_keys()]
        self.push_screen(Choice(_("Why not?"), [], [*choices, ("e", _("in your own words …"), "own")]), answer)

    def action_group(self) -> None:
        """Open or close the general words of the report."""
        if self.session.toggle_group():
            self.paint()
        else:
            self.say(_("There are no general words here."))

    def _ask_clash(self, status: Status, clash: str) -> None:
        entry = self.session.entry
        if entry is None:
            return
        lines = [clash, _("It is now: {status}.").format(status=say(status_word(entry.status)))]
        if isinstance(entry, (PairEntry, UnitEntry)):
            lines.append(cut(f"{entry.german} ↔ {entry.english}", _SAMPLE_CELLS))

        def answer(value: str | None) -> None:
            if value == "mine":
                self.report(self.session.decide(status))
            elif value == "theirs":
                self.report(self.session.dissent(VERDICTS[status]))

        self.push_screen(
            Choice(
                _("Two people decided"),
                lines,
                [
                    ("t", _("Theirs stays"), "theirs"),
                    ("m", _("Mine counts: {status}").format(status=say(status_word(status))), "mine"),
                ],
            ),
            answer,
        )

    def action_bulk(self, status: str) -> None:
        """Decide the marked rows, the general words under the cursor, or all open ones, after a look at it."""
        bulk = self.session.start_bulk(Status(status))
        if not bulk.keys:
            self.say(_("Nothing is open here."), is_warning=True)
            return

        def end(is_done: bool | None) -> None:
            if is_done:
                self.report(self.session.end_bulk(bulk))

        self.push_screen(BulkBox(bulk, "A" if status == Status.APPROVED else "X"), end)

    # --- changes ---

    def action_pick(self, suggestion: int) -> None:
        """Make a suggestion the English side."""
        self.report(self.session.choose(suggestion))

    def action_edit_entry(self) -> None:
        """Edit both sides of a pair or link, or all fields of a concept."""
        entry = self.session.entry
        if isinstance(entry, ConceptEntry):
            self._edit_concept(
                entry.concept, write_concept(entry.concept, say), _("Concept {id}").format(id=entry.entry_id)
            )
        elif entry is not None:
            self._edit_sides(entry, None)

    def _edit_sides(self, entry: PairEntry | UnitEntry, typed: tuple[str, str] | None) -> None:
        def answer(texts: tuple[str, str] | None) -> None:
            if texts is None:
                return
            outcome = self.session.edit(*texts)
            self.report(outcome)
            now = self.session.entry
            if outcome.clash and isinstance(now, (PairEntry, UnitEntry)):  # nothing that was typed is lost
                self._edit_sides(now, texts)

        is_segment = isinstance(entry, UnitEntry)
        self.push_screen(EditSides((entry.german, entry.english), typed=typed, is_segment=is_segment), answer)

    def action_new_concept(self) -> None:
        """Make a concept from nothing."""
        if self.session.kind != "concepts":
            self.action_switch_queue("concepts")
        made = new_concept(self.store.now())
        self._edit_concept(made, template(made, say), _("New concept"))

    def _edit_concept(self, concept: Concept, text: str, title: str) -> None:
        def answer(changed: Concept | None) -> None:
            if changed is None:
                return
            outcome = self.session.put_concept(changed)
            self.report(outcome)
            now = self.session.entry
            if outcome.clash and isinstance(now, ConceptEntry):  # nothing that was typed is lost
                self._edit_concept(now.concept, write_concept(changed, say), title)

        self.push_screen(EditConcept(concept, text, title), answer)

    def action_type(self) -> None:
        """Step to the next relation of a link, or term status of a pair."""
        is_link = self.session.kind == "links"
        self.report(self.session.set_relation() if is_link else self.session.cycle_term_status())

    def action_note(self) -> None:
        """Write a note."""
        if self.session.entry is not None:
            self._ask_note(self.session.entry.note)

    def _ask_note(self, note: str) -> None:
        def answer(text: str | None) -> None:
            if text is None:
                return
            outcome = self.session.set_note(text)
            self.report(outcome)
            if outcome.clash:  # nothing that was typed is lost
                self._ask_note(text)

        self.push_screen(Ask(_("Note"), note), answer)

    def action_merge(self) -> None:
        """Make the marked rows one, after a look at what that would be."""
        made = self.session.preview_merge()
        if not made:
            self.report(self.session.merge())
            return

        def answer(value: str | None) -> None:
            if value == "merge":
                self.report(self.session.merge())

        lines = [cut(say(text), 4 * _SAMPLE_CELLS) for text in made]
        self.push_screen(Choice(_("Merge into this?"), lines, [("m", _("Merge"), "merge")]), answer)

    def action_split(self) -> None:
        """Part a link in two, or give a pair its own concept."""
        entry = self.session.entry
        if not isinstance(entry, UnitEntry):
            self.report(self.session.split_pair())
            return

        def answer(texts: tuple[str, str] | None) -> None:
            if texts is not None:
                german, english = (text.partition(CUT)[::2] for text in texts)
                self.report(self.session.split_link(german, english))

        self.push_screen(EditSides((entry.german, entry.english), is_segment=True, is_split=True), answer)

    def action_take_back(self) -> None:
        """Undo."""
        self.report(self.session.undo())

    def action_do_again(self) -> None:
        """Redo."""
        self.report(self.session.redo())

    # --- looking and taking away ---

    def action_occurrence(self) -> None:
        """Show the whole place of an occurrence or a link."""
        entry = self.session.entry
        if isinstance(entry, UnitEntry):
            self.push_screen(
                Page(_("The link in its documents"), lambda width: pages.link_lines(self.session, entry, width))
            )
        elif places := self.session.occurrences():
            found = places[max(0, min(self.chosen, len(places) - 1))]
            self.push_screen(
                Page(
                    _("The occurrence in its document"),
                    lambda width: pages.occurrence_lines(self.session, found, width),
                )
            )
        else:
            self.say(_("There is no occurrence to open."))

    def action_history(self) -> None:
        """Show who decided what."""
        found = self.session.history()
        self.push_screen(Page(_("History"), lambda width: pages.history_lines(found, width)))

    def action_copy(self, what: str) -> None:
        """Copy through the terminal (OSC 52)."""
        entry = self.session.entry
        if isinstance(entry, (PairEntry, UnitEntry)):
            text = entry.english if what == "target" else f"{entry.german}\t{entry.english}"
            self.copy_to_clipboard(text)
            self.say(_("Copied: {text}").format(text=cut(text, 50)))

    def action_export(self) -> None:
        """Ask for a file and write what is approved."""
        if self.export is None:
            self.say(_("Export from here is not available; use: igglossary export FILE"), is_warning=True)
            return
        export = self.export
        changed = sum(self.session.changes_since_export().values())
        hint = ngettext("{n} entry changed since the last export", "{n} entries changed since the last export", changed)

        def answer(path: str | None) -> None:
            if not path:
                return
            try:
                message = export(os.path.expanduser(path))
            except IgglossaryError as error:
                self.say(error.in_words(say), is_warning=True)
                return
            self.session.note_export()
            self.say(message)

        self.push_screen(
            Ask(_("Export to which file? (.tbx, .tmx, .csv …)"), "terms.tbx", hint.format(n=number(changed))), answer
        )

    def action_show_help(self) -> None:
        """Show the keys that are in force."""
        kind = self.session.kind
        self.push_screen(Page(_("Help"), lambda width: pages.help_lines(self.keys, kind, self.glyphs, width)))

    def action_leave(self) -> None:
        """Quit; everything is saved already."""
        self.exit()


def run_review(
    desk: Desk,
    *,
    kind: str = "pairs",
    filter: str | None = None,  # noqa: A002  # the word of the command line
    sort: str = "",
    export: Callable[[str], str] | None = None,
    mouse: bool = True,
    show_pace: bool = True,
    settings: Settings | None = None,
) -> ReviewSummary:
    """Open the screen on a desk's store until the reviewer quits; returns what was done.

    ``filter`` None shows what is open; ``export`` is called with a path and returns a sentence. ``settings`` None reads
    the user's review.toml.

    Raises:
        UsageError: standard output is no terminal, or the queue, filter or order is unknown.
        StoreError: the store cannot be opened.
    """
    if not sys.stdout.isatty():
        raise UsageError(
            _("the review screen needs a terminal."), hint=_("Try: igglossary review --plain, or do not redirect it.")
        )
    app = ReviewApp(
        desk.store,
        kind=kind,
        filter=filter,
        sort=sort,
        settings=settings or load_settings(),
        show_pace=show_pace,
        owns_process=True,
    )
    app.export = export
    try:
        app.run(mouse=mouse)
    finally:
        gc.enable()
    return app.summary()
