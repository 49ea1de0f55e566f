"""Editing: both sides of a pair or link with the change shown while typing, and a concept as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult  # noqa: TC002  # Textual reads the annotation at run time
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from igglossary.i18n import _, say
from igglossary.review.checks import check_concept, check_sides
from igglossary.review.concept_text import field_names, read_concept
from igglossary.review.diff import compare
from igglossary.tui.cells import comparison, line
from igglossary.tui.dialogs import plain
from igglossary.tui.inputs import SafeArea, TypeAhead
from igglossary.tui.line_view import LineView

if TYPE_CHECKING:
    from textual.events import Key

    from igglossary.model import Concept
    from igglossary.tui.cells import Line

EDIT_CSS = """
Field { height: auto; max-height: 8; border: none; padding: 0; }
#changes { height: auto; max-height: 8; }
ConceptText { height: 1fr; border: none; padding: 0; }
.problems { color: $text-warning; height: auto; max-height: 4; }
"""
CUT = "|"
"""Where a link is to be parted."""


class Field(SafeArea):
    """One side: wraps, Enter keeps, Tab goes to the other side."""

    class Kept(Message):
        """Enter was pressed."""

    def __init__(self, text: str, *, id: str) -> None:  # noqa: A002  # Textual's word
        """A field with its text, the cursor at the end."""
        super().__init__(text, id=id, soft_wrap=True, tab_behavior="focus", show_line_numbers=False, compact=True)
        self.cursor_blink = False
        self.is_done = False

    def on_mount(self) -> None:
        """Start at the end, where endings are."""
        self.move_cursor(self.document.end)

    async def _on_key(self, event: Key) -> None:
        if self.is_done or event.key == "enter":
            event.stop()
            event.prevent_default()
            if not self.is_done:
                self.is_done = True  # what comes at once after Enter was not meant for this text
                self.post_message(self.Kept())
            return
        await super()._on_key(event)


class EditSides(TypeAhead[tuple[str, str] | None]):
    """Both sides, the comparison with what was there, and what the checks say; Enter keeps, Esc discards."""

    BINDINGS: ClassVar = [Binding("escape", "give_up", show=False)]

    def __init__(
        self,
        before: tuple[str, str],
        *,
        typed: tuple[str, str] | None = None,
        is_segment: bool,
        is_split: bool = False,
    ) -> None:
        """Edit German and English; with ``is_split`` both get a ``|`` where they are to be parted.

        ``typed`` is what was typed already, if somebody else's change came between.
        """
        super().__init__()
        self._before = before
        self._typed = typed or before
        self._is_segment = is_segment
        self._is_split = is_split

    def compose(self) -> ComposeResult:
        """Two fields, the changes below."""
        title = _("Put a | where each side is to be parted") if self._is_split else _("Edit")
        with Vertical(classes="dialog"):
            yield plain(title, "title")
            yield plain(_("German"), "hint")
            yield Field(self._typed[0], id="german")
            yield plain(_("English"), "hint")
            yield Field(self._typed[1], id="english")
            yield LineView(id="changes")
            yield plain(_("Enter keeps, Tab goes to the other side, Esc discards"), "hint")

    def on_mount(self) -> None:
        """The German side is first: most corrections are base forms."""
        self.query_one("#changes").can_focus = False
        self.query_one("#german").focus()

    def texts(self) -> tuple[str, str]:
        """What is in the fields now; a pasted newline is a space."""
        german, english = (self.query_one(f"#{name}", Field).text for name in ("german", "english"))
        return " ".join(german.split()), " ".join(english.split())

    def on_text_area_changed(self) -> None:
        """Show what is different now."""
        german, english = self.texts()
        view = self.query_one("#changes", LineView)
        lines: list[Line] = []
        for name, old, new in ((_("German"), self._before[0], german), (_("English"), self._before[1], english)):
            if old != new:
                lines += comparison(name, compare(old, new), max(20, view.size.width))
        if not self._is_split:
            findings = check_sides(german, english, is_segment=self._is_segment)
            lines += [line((say(finding.message), "warn")) for finding in findings]
        view.show(lines)

    def on_field_kept(self) -> None:
        """Enter: done, unless a side is missing or uncut."""
        texts = self.texts()
        if all(CUT in text for text in texts) if self._is_split else all(texts):
            self.dismiss(texts)
            return
        for field in self.query(Field):
            field.is_done = False
        self.app.bell()
        if self._is_split:
            self.query_one("#changes", LineView).show([line((_("Each side needs its | first."), "warn"))])

    def action_give_up(self) -> None:
        """Esc: nothing happened."""
        self.dismiss(None)


class ConceptText(SafeArea):
    """The concept's text; Tab leaves it."""

    def __init__(self, text: str) -> None:
        """The text of a concept."""
        super().__init__(
            text, id="concept", soft_wrap=True, tab_behavior="focus", show_line_numbers=False, compact=True
        )
        self.cursor_blink = False


class EditConcept(TypeAhead["Concept | None"]):
    """All fields of a concept as text; F2 or Ctrl+S keeps, Esc discards."""

    BINDINGS: ClassVar = [
        Binding("escape", "give_up", show=False),
        Binding("f2,ctrl+s", "keep", show=False, priority=True),
    ]

    def __init__(self, base: Concept, text: str, title: str) -> None:
        """Edit ``text``, which describes ``base``."""
        super().__init__()
        self._base = base
        self._text = text
        self._title_text = title
        self._is_warned = False

    def compose(self) -> ComposeResult:
        """The text, what is wrong with it, the names of the fields."""
        concept, term = field_names()
        with Vertical(classes="dialog page"):
            yield plain(self._title_text, "title")
            yield ConceptText(self._text)
            yield Static(id="problems", classes="problems")
            yield plain(_("Concept: {names}").format(names=", ".join(map(say, concept))), "hint")
            yield plain(_("Term (indented): {names}").format(names=", ".join(map(say, term))), "hint")
            yield plain(_("F2 keeps, Esc discards"), "hint")

    def on_mount(self) -> None:
        """Type at once: in an empty form where the first term belongs."""
        area = self.query_one(ConceptText)
        row = next((n for n, text in enumerate(self._text.split("\n")) if text == "de: "), None)
        if row is not None:
            area.move_cursor((row, len("de: ")))
        area.focus()

    def on_text_area_changed(self) -> None:
        """Say what cannot be read while it is typed."""
        self._is_warned = False
        self._problems()

    def action_keep(self) -> None:
        """Keep the concept if all of it can be read."""
        concept, problems = self._problems()
        if problems:
            self.app.bell()
        else:
            self.dismiss(concept)

    def action_give_up(self) -> None:
        """Esc: nothing happened; pressed by mistake it does not cost what was typed."""
        if self._is_warned or self.query_one(ConceptText).text == self._text:
            self.dismiss(None)
            return
        self._is_warned = True
        self.app.bell()
        self.query_one("#problems", Static).update(Content(_("Esc once more discards what you typed; F2 keeps it.")))

    def _problems(self) -> tuple[Concept, list[str]]:
        concept, found = read_concept(self.query_one(ConceptText).text, self._base, say)
        blocking = (finding.message for finding in check_concept(concept) if finding.is_blocking)
        problems = [say(problem) for problem in (*found, *blocking)]
        self.query_one("#problems", Static).update(Content("\n".join(problems[:3])))
        return concept, problems
