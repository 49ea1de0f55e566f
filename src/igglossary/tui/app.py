"""The review screen: verdicts, edits, questions; and how it is started."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

from igglossary.errors import IgglossaryError, UsageError
from igglossary.i18n import _, local_time, ngettext, number, say
from igglossary.model import Status
from igglossary.review.acts import VERDICTS, Resolution
from igglossary.review.concept_text import template, write_concept
from igglossary.review.concepts import new_concept
from igglossary.review.words import status_word
from igglossary.store import utc_now
from igglossary.store.contract.entries import ConceptEntry, PairEntry, UnitEntry
from igglossary.tui import help as pages
from igglossary.tui.cells import cut
from igglossary.tui.dialogs import Ask, Choice, Page
from igglossary.tui.edit import CUT, EditConcept, EditSides
from igglossary.tui.frame import Frame
from igglossary.tui.keymap import load_settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from igglossary.model import Concept
    from igglossary.review.acts import TermConflict
    from igglossary.review.progress import ReviewSummary
    from igglossary.review.session import BulkPreview, Outcome
    from igglossary.service.desk import Desk
    from igglossary.tui.keymap import Settings

_SAMPLE_CELLS = 90
_MANY = 1000
"""Rows that take about a second to approve (0.9 ms each, measured with 30,000)."""


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
        english = entry.english if isinstance(entry, PairEntry) else ""

        def answer(value: str | None) -> None:
            if value in set(Resolution):
                self._judge(status, Resolution(value))

        self.push_screen(
            Choice(
                _("The term base has another term"),
                [
                    _("{german}: the term base has “{old}”, you approve “{new}”.").format(
                        german=conflict.german, old=conflict.english, new=english
                    )
                ],
                [
                    ("r", _("Replace it"), Resolution.REPLACE),
                    ("b", _("Both are right"), Resolution.ADMIT),
                    ("o", _("Other concept"), Resolution.SEPARATE),
                    ("c", _("Cancel"), "cancel"),
                ],
            ),
            answer,
        )

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
        """Decide all marked rows, or all open ones in the filter, after a look at the count and five samples."""
        preview = self.session.preview_bulk(Status(status))
        if not preview.keys:
            self.say(_("Nothing is open here."), is_warning=True)
            return
        samples = [cut(f"{row.german} ↔ {row.english}", _SAMPLE_CELLS) for row in preview.samples]

        def answer(value: str | None) -> None:
            if value == "yes":
                self._bulk(preview)

        self.push_screen(
            Choice(_bulk_question(preview), samples, [("n", _("No"), "no"), ("a", _("Do it"), "yes")]), answer
        )

    def _bulk(self, preview: BulkPreview) -> None:
        """Decide; where that takes seconds the screen says so first."""
        if len(preview.keys) <= _MANY:
            self.report(self.session.bulk(preview))
            return
        self.say(_("Deciding {n} rows, please wait …").format(n=number(len(preview.keys))))
        self.call_after_refresh(lambda: self.report(self.session.bulk(preview)))

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

    def action_relation(self) -> None:
        """Step to the next relation."""
        self.report(self.session.set_relation())

    def action_term_status(self) -> None:
        """Step to the next term status."""
        self.report(self.session.cycle_term_status())

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
        """Make the marked rows one."""
        self.report(self.session.merge())

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

    def action_occurrence(self, index: int = -1) -> None:
        """Show the whole place of an occurrence or a link."""
        self.paint()  # a key may come before the first paint has read the occurrences
        entry = self.session.entry
        if isinstance(entry, UnitEntry):
            self.push_screen(
                Page(_("The link in its documents"), lambda width: pages.link_lines(self.session, entry, width))
            )
        elif self.occurrences:
            self.chosen = max(0, min(index if index >= 0 else self.chosen, len(self.occurrences) - 1))
            self.paint()
            found = self.occurrences[self.chosen]
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


def _bulk_question(preview: BulkPreview) -> str:
    n = len(preview.keys)
    if preview.status is Status.APPROVED:
        marked = ngettext("Approve {n} marked row?", "Approve {n} marked rows?", n)
        everything = ngettext("Approve {n} open row of this filter?", "Approve all {n} open rows of this filter?", n)
    else:
        marked = ngettext("Reject {n} marked row?", "Reject {n} marked rows?", n)
        everything = ngettext("Reject {n} open row of this filter?", "Reject all {n} open rows of this filter?", n)
    return (marked if preview.is_marked else everything).format(n=number(n))


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
