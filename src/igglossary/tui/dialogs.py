"""Questions and texts in front of the screen: choices, one line of text, a page to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult  # noqa: TC002  # Textual reads the annotation at run time
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static

from igglossary.i18n import _
from igglossary.tui.cells import clean
from igglossary.tui.inputs import SafeInput, TypeAhead
from igglossary.tui.line_view import LineView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from igglossary.tui.cells import Line

DIALOG_CSS = """
ModalScreen { align: center bottom; background: transparent; }
.dialog { width: 96%; max-width: 84; height: auto; max-height: 92%; border: round $primary; padding: 0 1;
          background: $surface; }
#bulk-lines { height: 1; }
.dialog > .title { text-style: bold; }
.dialog > .hint { color: $text-muted; }
.dialog Button { margin: 0 1 0 0; }
.dialog .answers { height: auto; }
.answers Button { width: 100%; text-align: left; content-align: left middle; }
.page { height: 90%; }
.page LineView { height: 1fr; }
"""


def plain(text: str, classes: str = "", id: str | None = None) -> Static:  # noqa: A002  # Textual's word
    """A text that is shown as it is, never read as markup."""
    return Static(Content("\n".join(clean(part) for part in text.split("\n"))), classes=classes, id=id)


class Choice(ModalScreen[str | None]):
    """A question with a few answers, each with a letter and a line; Enter does nothing, Esc answers None."""

    BINDINGS: ClassVar = [
        Binding("escape", "answer('')", show=False),
    ]

    def __init__(self, question: str, lines: Sequence[str], answers: Sequence[tuple[str, str, str]]) -> None:
        """``answers`` are (letter, label, value)."""
        super().__init__()
        self._question = question
        self._text = list(lines)
        self._answers = answers

    def compose(self) -> ComposeResult:
        """The question above, the answers below."""
        with Vertical(classes="dialog"):
            yield plain(self._question, "title")
            if self._text:
                yield plain("\n".join(self._text))
            yield plain("")
            with Vertical(classes="answers"):
                for letter, label, value in self._answers:
                    yield Button(Content(f"{letter}  {label}"), id=f"answer-{value}", compact=True)
            yield plain(_("Esc: back, nothing happens"), "hint")

    def on_mount(self) -> None:
        """Let each letter answer."""
        for letter, _label, value in self._answers:
            self._bindings.bind(letter, f"answer('{value}')", show=False)
        for button in self.query(Button):
            button.can_focus = False  # no answer is the usual one

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """An answer was clicked."""
        event.stop()
        self.dismiss((event.button.id or "").removeprefix("answer-"))

    def action_answer(self, value: str) -> None:
        """An answer was typed."""
        self.dismiss(value or None)


class Ask(TypeAhead[str | None]):
    """One line of text; Enter takes it, Esc answers None."""

    BINDINGS: ClassVar = [Binding("escape", "give_up", show=False)]

    def __init__(self, question: str, value: str = "", hint: str = "") -> None:
        """A question with the text that is there already."""
        super().__init__()
        self._question = question
        self._value = value
        self._hint = hint

    def compose(self) -> ComposeResult:
        """The question above the input."""
        with Vertical(classes="dialog"):
            yield plain(self._question, "title")
            yield SafeInput(self._value, id="answer", compact=True, select_on_focus=False)
            yield plain(self._hint or _("Enter keeps, Esc discards"), "hint")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter was pressed."""
        event.stop()
        self.dismiss(event.value)

    def action_give_up(self) -> None:
        """Esc was pressed."""
        self.dismiss(None)


class Page(ModalScreen[None]):
    """Lines to read and scroll; Esc, q, o, h or Enter go back."""

    BINDINGS: ClassVar = [
        Binding("escape,q,o,h,enter,H", "dismiss", show=False),
        Binding("up,k", "scroll(-1)", show=False),
        Binding("down,j", "scroll(1)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
        Binding("pagedown,space", "scroll(10)", show=False),
        Binding("home,g", "scroll(-100000)", show=False),
        Binding("end,G", "scroll(100000)", show=False),
    ]

    def __init__(self, title: str, make_lines: Callable[[int], Sequence[Line]]) -> None:
        """A titled page; ``make_lines`` makes its lines for a width in cells."""
        super().__init__()
        self._title_text = title
        self._make_lines = make_lines

    def compose(self) -> ComposeResult:
        """Title, lines, hint."""
        with Vertical(classes="dialog page"):
            yield plain(self._title_text, "title")
            yield LineView(id="page")
            yield plain(_("Esc goes back"), "hint")

    def on_mount(self) -> None:
        """Let the keys scroll."""
        self.query_one("#page").focus()

    @on(LineView.Resized, "#page")
    def _fill(self) -> None:
        """Fill the page as soon as its width is known, and whenever it changes."""
        view = self.query_one("#page", LineView)
        view.show(self._make_lines(max(20, view.content_size.width - 1)), keep_place=True)

    def action_scroll(self, by: int) -> None:
        """Scroll by lines."""
        view = self.query_one("#page", LineView)
        view.scroll_to(y=view.scroll_offset.y + by, animate=False)
