"""The screen without its verdicts: layout, painting, moving, filtering, switching queues."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import App, ComposeResult, SystemCommand
from textual.command import CommandPalette, Hit, Hits
from textual.containers import Container
from textual.geometry import Size
from textual.screen import Screen
from textual.system_commands import SystemCommandsProvider
from textual.widgets import Input

from igglossary.errors import IgglossaryError
from igglossary.i18n import _, say
from igglossary.review.browse import KINDS
from igglossary.review.filtering import default_filter
from igglossary.review.progress import ReviewSummary
from igglossary.review.session import ReviewSession
from igglossary.tui import header
from igglossary.tui.dialogs import DIALOG_CSS, plain
from igglossary.tui.edit import EDIT_CSS
from igglossary.tui.header import Bar, KeyBar
from igglossary.tui.inputs import SafeInput, TypeAhead
from igglossary.tui.keymap import Settings, bound_keys, keep_theme
from igglossary.tui.line_view import LineView
from igglossary.tui.pane import pane_lines
from igglossary.tui.queue_list import QueueList
from igglossary.tui.theme import CSS, THEMES, WIDE_CELLS, Colourless, choose_glyphs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from textual.events import Key
    from textual.filter import LineFilter

    from igglossary.store.contract.store import Store


_LEAST = Size(60, 16)
"""The smallest window that shows list and detail."""


class Commands(SystemCommandsProvider):
    """The commands of the palette; says in the person's language if there is none."""

    async def search(self, query: str) -> Hits:
        """Hits by score, or one that says that there are none."""
        is_empty = True
        async for hit in super().search(query):
            is_empty = False
            yield hit
        if is_empty:
            yield Hit(1, _("No command is called that."), lambda: None)


class Pane(LineView, can_focus=False):
    """What is shown of the entry under the cursor."""


class Base(Screen[None], inherit_bindings=False):
    """The screen below all dialogs; Tab is ours (Textual's goes from widget to widget)."""


class Frame(App[None]):
    """Everything of the screen that changes no entry."""

    CSS = (
        CSS
        + DIALOG_CSS
        + EDIT_CSS
        + """
    Screen { layout: vertical; }
    #second { height: 1; }
    #filter-input { display: none; height: 1; border: none; padding: 0 1; width: 100%; }
    .-filtering #filter-input { display: block; }
    .-filtering #filter-line { display: none; }
    #body { layout: horizontal; height: 1fr; }
    #list { width: 44%; max-width: 76; height: 100%; overflow: hidden; }
    #detail { width: 1fr; height: 100%; padding: 0 0 0 1; }
    #too-small { display: none; }
    .-narrow #body { layout: vertical; }
    .-narrow #list { width: 100%; max-width: 100%; height: 35%; min-height: 4; }
    .-narrow #detail { width: 100%; height: 1fr; border-top: solid $primary; padding: 0; }
    .-tiny #too-small, .-short #too-small { display: block; }
    .-tiny #main, .-short #main { display: none; }
    """
    )
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (_LEAST.width, "-narrow"), (WIDE_CELLS, "-wide")]  # noqa: RUF012  # Textual types it so
    VERTICAL_BREAKPOINTS = [(0, "-short"), (_LEAST.height, "-tall")]  # noqa: RUF012  # Textual types it so
    BINDINGS: ClassVar = []
    ENABLE_COMMAND_PALETTE = True
    COMMANDS: ClassVar = {Commands}

    def __init__(
        self,
        store: Store,
        *,
        kind: str = "pairs",
        filter: str | None = None,  # noqa: A002  # the word of the command line
        sort: str = "",
        settings: Settings | None = None,
        show_pace: bool = True,
        now: Callable[[], str] | None = None,
        encoding: str | None = None,
        owns_process: bool = False,
    ) -> None:
        """A screen on an open store; ``filter`` None takes the queue's usual one.

        With ``owns_process`` garbage is not collected until the screen stands, and never again searched for among what
        was made by then: 0.1 s of the start, and 50 ms pauses at every fiftieth key (benchmarks/bench_review.py).
        """
        if owns_process:
            gc.disable()
        super().__init__()
        self._owns_process = owns_process
        settings = settings or Settings()
        self.store = store
        self._now = now
        self._sessions: dict[str, ReviewSession] = {}
        self.glyphs = choose_glyphs(encoding)
        self.show_pace = show_pace
        self.session = self._open(kind, say(default_filter(kind)) if filter is None else filter, sort)
        self.keys, problems = bound_keys(settings)
        for key in self.keys:
            if key.keys:
                self.bind(key.keys, key.action, description=key.label or key.id, show=False)
        self._left = self._count_left()
        self.tail = ""
        self.chosen = 0
        self._described: tuple[object, ...] = ()
        self._is_filter_opening = False
        self.message = " ".join((*settings.problems, *problems, *self._take_theme(settings.theme)))
        self.is_warning = bool(self.message)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own for NO_COLOR still paints greys."""
        return [Colourless()] if self.no_color else super().get_line_filters()

    def _take_theme(self, name: str | None) -> list[str]:
        """Use the colours that the user's file names; the sentence about it if there are none of that name."""
        theme = THEMES.get(name or "", name)
        if theme is None:
            return []
        if theme not in self.available_themes:
            names = ", ".join((*THEMES, *sorted(self.available_themes)))
            return [_("There are no colours “{name}”; there are: {names}.").format(name=theme, names=names)]
        self.theme = theme
        return []

    # --- layout ---

    def get_default_screen(self) -> Screen[None]:
        """One without Textual's own keys."""
        return Base(id="_default")

    def compose(self) -> ComposeResult:
        """Title, filter, list and detail, status, keys."""
        with Container(id="main"):
            yield Bar(id="title")
            with Container(id="second"):
                yield Bar(id="filter-line")
                yield SafeInput(id="filter-input", compact=True, select_on_focus=False)
            with Container(id="body"):
                yield QueueList(self.session, self.glyphs, id="list")
                yield Pane(id="detail")
            yield Bar(id="status")
            yield KeyBar(self.keys, id="keys")
        yield plain(
            _("The screen needs at least 60 × 16 characters. Make the window larger, or quit with q and try:\n"
              "igglossary review --plain"), id="too-small"
        )  # fmt: skip

    def on_mount(self) -> None:
        """Paint for the first time, once sizes are known."""
        self.title = "igglossary"
        self.query_one("#list").focus()
        self.call_after_refresh(self._stand)

    def _stand(self) -> None:
        self.paint()
        if self._owns_process:
            gc.freeze()
            gc.enable()

    @on(LineView.Resized, "#detail, #keys")
    def _fit(self) -> None:
        """Lines are made for the width of their view, which changes after that of the terminal."""
        self.call_after_refresh(self.paint)

    def paint(self) -> None:
        """Bring the whole screen up to date with the session."""
        if not self.is_running or not self.screen_stack:
            return
        base = self.screen_stack[0]
        width = self.size.width
        title = header.title(self.session, self._left, self.glyphs, width, show_pace=self.show_pace)
        base.query_one("#title", Bar).show([title])
        base.query_one("#filter-line", Bar).show([header.filter_line(self.session, self.glyphs, width)])
        status = base.query_one("#status", Bar)
        lines = header.status_lines(self.message, self.tail, width, is_warning=self.is_warning)
        status.styles.height = len(lines)
        status.show(lines)
        base.query_one("#keys", KeyBar).update(self.session.kind)
        base.query_one("#list", QueueList).update()
        self._paint_detail()

    def _paint_detail(self) -> None:
        view = self.screen_stack[0].query_one("#detail", LineView)
        entry = self.session.entry
        key = (self.session.kind, None if entry is None else (entry.key, getattr(entry, "english", "")))
        is_same = self._described == key
        if not is_same:
            self._described = key
            self.chosen = 0
        size = (view.content_size.width - 1, view.size.height)  # a scroll bar may come or go
        is_narrow = self.size.width < WIDE_CELLS
        view.show(pane_lines(self.session, self.chosen, size, self.glyphs, is_narrow=is_narrow), keep_place=is_same)

    def say(self, message: str, tail: str = "", *, is_warning: bool = False) -> None:
        """Put a sentence into the status line and paint; ``tail`` is shown even where the sentence must be cut."""
        self.message, self.tail, self.is_warning = message, tail, is_warning
        self.paint()

    def on_key(self, event: Key) -> None:
        """A key that was sent to the list while a field opened belongs to the field, and must decide nothing.

        Over a slow line several keys come at once; all are sent to what has the focus then.
        """
        if isinstance(self.screen, TypeAhead):
            if event.is_printable:
                event.prevent_default()
                self.screen.take(event)
        elif self._is_filter_opening:
            event.prevent_default()
            self.call_after_refresh(self.post_message, events.Key(event.key, event.character))
        elif self._in_filter() and event.is_printable:
            event.prevent_default()
            self.query_one("#filter-input").post_message(events.Key(event.key, event.character))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  # Textual's
        """In a window that is too small to show anything, quitting is all that can be done."""
        is_ours = any(key.action.partition("(")[0] == action for key in self.keys)
        is_too_small = self.size.width < _LEAST.width or self.size.height < _LEAST.height
        return not (is_ours and is_too_small and action != "leave")

    def action_help_quit(self) -> None:
        """Ctrl+C: Textual's own answer is in English."""
        self.say(_("q quits; everything is saved already."))

    # --- moving ---

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self.session.move(by)
        self.paint()

    def action_page(self, by: int) -> None:
        """Move by half a window."""
        self.action_move(by * self.query_one("#list", QueueList).page)

    def action_edge(self, end: int) -> None:
        """Go to the first or the last row."""
        self.session.move_to(len(self.session) - 1 if end else 0)
        self.paint()

    def action_next_open(self) -> None:
        """Go to the next candidate without deciding."""
        if self.session.next_open():
            self.paint()
        else:
            self.say(_("Everything here is decided."))

    def action_place(self, by: int) -> None:
        """Show another place of the pair under the cursor."""
        count = len(self.session.occurrences())
        self.chosen = max(0, min(self.chosen + by, count - 1))
        self._paint_detail()

    def action_scroll_pane(self, by: int) -> None:
        """Move what is shown of the entry, where it is longer than its window."""
        view = self.query_one("#detail", LineView)
        view.scroll_to(y=view.scroll_offset.y + by, animate=False)

    def on_queue_list_chosen(self, event: QueueList.Chosen) -> None:
        """A row was clicked; a double click edits it."""
        self.session.move_to(event.position)
        self.leave_filter()
        self.paint()
        if event.is_double:
            self.call_later(self.run_action, "edit_entry")

    def _in_filter(self) -> bool:
        return self.focused is not None and self.focused.id == "filter-input"

    # --- the queue ---

    def action_mark(self) -> None:
        """Mark the row and go on."""
        self.session.toggle_mark()
        self.paint()

    def action_mark_range(self) -> None:
        """Mark up to here."""
        self.session.mark_range()
        self.paint()

    def action_clear_marks(self) -> None:
        """Leave the filter line if it is open, else unmark everything."""
        if self._in_filter():
            self.leave_filter()
            return
        self.session.clear_marks()
        self.paint()

    def action_filter(self) -> None:
        """Open the filter line."""
        self._is_filter_opening = True
        entry = self.query_one("#filter-input", Input)
        self.screen.add_class("-filtering")
        entry.value = f"{self.session.filter.rstrip()} ".lstrip()  # what is typed next is a word of its own
        entry.cursor_position = len(entry.value)
        entry.focus()
        self.call_after_refresh(self._filter_is_open)

    def _filter_is_open(self) -> None:
        self._is_filter_opening = False

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Filter; what cannot be read is said and stays to be mended."""
        if event.input.id != "filter-input":
            return
        try:
            self.session.set_filter(event.value.strip())
        except IgglossaryError as error:
            self.say(error.in_words(say), is_warning=True)
            return
        self.leave_filter()
        self.say("")

    def leave_filter(self) -> None:
        """Close the filter line; the text stays in force as it was."""
        self.screen_stack[0].remove_class("-filtering")
        self.query_one("#list").focus()

    def action_sort(self) -> None:
        """Step to the next order."""
        self.session.next_sort()
        self.say("")

    def action_reread(self) -> None:
        """Read the queue again."""
        self.session.refresh()
        self.say(_("Read again."))

    def action_switch_queue(self, kind: str = "", by: int = 1) -> None:
        """Go to the next queue, the one before, or to a certain one; each keeps its filter and place."""
        if self._in_filter():
            self.leave_filter()
            return
        kind = kind or KINDS[(KINDS.index(self.session.kind) + by) % len(KINDS)]
        if kind in self._sessions:
            self._sessions[kind].refresh()
        self.session = self._sessions.get(kind) or self._open(kind, say(default_filter(kind)), "")
        self._left = self._count_left()
        view = self.query_one("#list", QueueList)
        view.session = self.session
        self.query_one("#list").focus()
        self.say("")

    def _count_left(self) -> dict[str, int]:
        """How much is open in the queues that are not shown; counted when the queue is changed."""
        return {kind: self.store.review.counts(kind)[0] for kind in KINDS if kind != self.session.kind}

    def _open(self, kind: str, filter_text: str, sort: str) -> ReviewSession:
        session = ReviewSession(self.store, kind, filter_text, sort, now=self._now)
        self._sessions[kind] = session
        return session

    def summary(self) -> ReviewSummary:
        """What all sessions of this screen did; the pace is that of the last one."""
        parts = [session.summary() for session in self._sessions.values()]
        last = self.session.summary()
        return ReviewSummary(
            sum(part.approved for part in parts),
            sum(part.rejected for part in parts),
            sum(part.deferred for part in parts),
            sum(part.other for part in parts),
            last.per_hour,
            last.left,
        )

    # --- the palette ---

    def get_system_commands(self, _screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every action of the table, and the themes."""
        for key in self.keys:
            if self.session.kind in key.kinds and not key.id.startswith(("move.", "palette")):
                label = key.label or key.help
                yield SystemCommand(label, key.help, lambda action=key.action: self.call_later(self.run_action, action))
        for name, theme in THEMES.items():
            yield SystemCommand(
                _("Colours: {name}").format(name=name), theme, lambda name=name: self._choose_theme(name)
            )

    def _choose_theme(self, name: str) -> None:
        """Take colours, and keep them for the next time."""
        self.theme = THEMES[name]
        if self._owns_process and not keep_theme(name):
            self.say(_("These colours hold for today: the folder of settings cannot be written."), is_warning=True)

    def action_command_palette(self) -> None:
        """Search all commands."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder=_("Search commands …"), id="--command-palette"))
