"""A session of three hundred decisions on three reports, by keys alone, in a real terminal, in both languages."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from itertools import cycle
from typing import TYPE_CHECKING

import pytest

from igglossary.model import Occurrence, Place, Span, Status, Suggestion, TermPair
from igglossary.store.sqlite import documents, pairs
from igglossary.store.sqlite.opening import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from igglossary.store.sqlite.store import Store

DECISIONS = 300
AT_ONCE = 25
"""Keys that are typed before the screen is looked at."""
LETTERS = "axsaawaxa1a"
"""What a reviewer types, again and again; the 1 chooses what is chosen already, and decides nothing."""
VERDICTS = {"a": Status.APPROVED, "x": Status.REJECTED, "w": Status.REJECTED, "s": Status.DEFERRED}
WORDS = {"en": ("Term pairs", "approved"), "de": ("Termpaare", "angenommen")}


def fill(store: Store) -> None:
    """Three reports of 105 pairs, three of each sentence."""
    run = documents.start_run(store, "build")
    with store.transaction():
        for report in range(3):
            document = documents.add_file(store, run, path=f"r{report}", kind="txt", sha256=str(report))
            mined = []
            for n in range(105):
                german, english = f"Kennwort{report}x{n:03}", f"password {report}x{n:03}"
                seen = Occurrence(
                    Span(f"s{n // 3}", 3, 3 + len(german), german),
                    Span(f"q{n // 3}", 2, 2 + len(english), english),
                    f"Im {german} steht es.",
                    f"A {english} says it.",
                    Place(f"Q{report + 1}/2026", sha256=str(report), paragraph=n // 3, start=3, end=3 + len(german)),
                    0.9,
                )
                mined.append(TermPair(german, english, 0.9, (Suggestion(english, 0.9),), (seen,), termhood=0.9))
            pairs.save_mined(store, document, mined)


class Terminal:
    """A tmux server of its own."""

    def __init__(self, tmux: str, command: str, language: str) -> None:
        self._call = [tmux, "-L", f"igglossary-session-{os.getpid()}-{language}"]
        self.do("-f", "/dev/null", "new-session", "-d", "-x", "120", "-y", "36", command)

    def do(self, *words: str) -> str:
        return subprocess.run([*self._call, *words], capture_output=True, text=True, check=False).stdout

    def wait_for(self, *wanted: str, here: str = "") -> str:
        """The screen as soon as it has all that is wanted, and ``here`` in the row under the cursor."""
        until = time.monotonic() + 120  # a limit for a hanging terminal, no measurement
        screen = ""
        while time.monotonic() < until:
            screen = self.do("capture-pane", "-p")
            rows = [line for line in screen.splitlines() if line.startswith("▌")]
            if all(one in screen for one in wanted) and (not here or any(here in row for row in rows)):
                return screen
            time.sleep(0.05)
        raise AssertionError((wanted, screen))


@pytest.mark.parametrize("language", ["en", "de"])
def test_three_hundred_decisions_by_keys(language: str, tmp_path: Path) -> None:
    tmux = shutil.which("tmux")
    if tmux is None:
        pytest.skip("tmux is not installed")
    path = str(tmp_path / "store.db")
    with open_store(path, person="anna") as store:
        fill(store)
        order = [row[0] for row in store.rows("SELECT german FROM pair ORDER BY place, id")]
    code = (
        "from igglossary import i18n; from igglossary.service.desk import Desk;"
        f"from igglossary.tui.app import run_review; i18n.set_language({language!r});"
        f"print(run_review(Desk({path!r}, person='anna'), show_pace=False).message)"
    )
    typed = ""
    letters = cycle(LETTERS)
    while sum(letter in VERDICTS for letter in typed) < DECISIONS:
        typed += next(letters)
    terminal = Terminal(tmux, f'env -u COLUMNS -u LINES PYTHONUTF8=1 {sys.executable} -c "{code}"; sleep 60', language)
    try:
        terminal.wait_for(f"[{WORDS[language][0]} 315]", order[0])
        for start in range(0, len(typed), AT_ONCE):
            keys = typed[start : start + AT_ONCE]
            terminal.do("send-keys", "-l", keys)
            done = [letter for letter in typed[: start + len(keys)] if letter in VERDICTS]
            counts = {status: sum(VERDICTS[one] is status for one in done) for status in VERDICTS.values()}
            terminal.wait_for(
                f"[{WORDS[language][0]} {315 - len(done)}]",
                f"✓ {counts[Status.APPROVED]} ",
                f"✗ {counts[Status.REJECTED]} ",
                f"? {counts[Status.DEFERRED]} ",
                here=order[len(done)],  # the first that is open
            )
        terminal.do("send-keys", "q")
        terminal.wait_for(f"{DECISIONS} ")
    finally:
        terminal.do("kill-server")
    expected = [str(VERDICTS[letter]) for letter in typed if letter in VERDICTS]
    with open_store(path, person="anna") as store:
        found = [row[0] for row in store.rows("SELECT status FROM pair ORDER BY place, id")]
    assert found == expected + ["candidate"] * (315 - DECISIONS)
    assert len(typed) / DECISIONS <= 1.11  # the letter 1 among them; without it one key a decision
