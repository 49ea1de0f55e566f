"""The progress bar: only on a terminal, with a count where no end is known, and never steered by a file's name."""

from __future__ import annotations

import io
from contextlib import redirect_stderr

import pytest

from igglossary.cli import progress as module
from igglossary.cli.progress import progress
from igglossary.i18n import set_language


class Terminal(io.StringIO):
    """Says that it is one."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal of 100 columns for stderr, and no patience."""
    monkeypatch.setattr(module, "PATIENCE_S", 0)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    return Terminal()


@pytest.mark.parametrize(("language", "count"), [("en", "25,000"), ("de", "25\u202f000")])
def test_without_a_known_end_it_counts(terminal: Terminal, language: str, count: str) -> None:
    set_language(language)
    try:
        with redirect_stderr(terminal), progress("memory.tmx") as advance:
            advance(25_000, None)
    finally:
        set_language("en")
    assert count in terminal.getvalue()


def test_with_a_known_end_it_says_how_much(terminal: Terminal) -> None:
    with redirect_stderr(terminal), progress("Reading") as advance:
        advance(1, 4)
    assert "25%" in terminal.getvalue()


def test_a_name_is_shown_as_it_is(terminal: Terminal) -> None:
    with redirect_stderr(terminal), progress("[red]a\x1b[2Jb.tmx") as advance:
        advance(1, None)
    assert "[red]a" in terminal.getvalue()
    assert "\x1b[2J" not in terminal.getvalue()


def test_quiet_and_elsewhere_than_on_a_terminal_nothing_is_shown(terminal: Terminal) -> None:
    with redirect_stderr(terminal), progress("Reading", is_quiet=True) as advance:
        advance(1, 4)
    file = io.StringIO()
    with redirect_stderr(file), progress("Reading") as advance:
        advance(1, 4)
    assert terminal.getvalue() == file.getvalue() == ""
