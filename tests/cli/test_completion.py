"""Completion as a person sees it: typed into the real shells, of which bash, zsh and fish have to be there."""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .conftest import Program

START = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], "bind 'set enable-bracketed-paste off'; source ./script"),
    "zsh": (["zsh", "-f", "-i"], "fpath=($PWD $fpath); autoload -U compinit; compinit -u -D"),
    "fish": (["fish", "--no-config", "-i"], "source ./script"),
}
"""How a shell is called, and what it is told first. zsh loads the function ``_igglossary`` from a folder."""
PATIENCE_S = 60
"""A shell that answers later than this does not answer."""


class Shell:
    """An interactive shell in a terminal of its own."""

    def __init__(self, words: list[str], folder: Path) -> None:
        self.terminal, end = pty.openpty()
        surroundings = {"HOME": str(folder), "TERM": "dumb", "PS1": "> ", "COLUMNS": "200", "LC_ALL": "C.UTF-8"}
        self.process = subprocess.Popen(
            ["setsid", "--ctty", *words],
            cwd=folder,
            env={"PATH": os.environ["PATH"], **surroundings},
            stdin=end,
            stdout=end,
            stderr=end,
        )
        os.close(end)
        self.said = ""

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self.terminal, keys.encode())

    def wait(self, wanted: str) -> str:
        """Read until something is shown; return what came before it."""
        end = time.monotonic() + PATIENCE_S
        while wanted not in self.said and time.monotonic() < end:
            if select.select([self.terminal], [], [], 0.05)[0]:
                self.said += os.read(self.terminal, 1 << 16).decode(errors="replace")
        assert wanted in self.said, self.said[-2000:]
        before, _wanted, self.said = self.said.partition(wanted)
        return before

    def run(self, line: str) -> None:
        """Let the shell do something, and wait until it is done."""
        self.type(f"{line}; printf '%s%s\\n' do ne\r")
        self.wait("done")

    def complete(self, line: str) -> str:
        """What becomes of a line when Tab is pressed at its end: its words, each followed by ``|``."""
        self.type(f"{line}\t\x01printf '%s|' [ \x05 ]; printf '%s%s\\n' do ne\r")
        shown = self.wait("done")
        return shown.rpartition("[|")[2].rpartition("]|")[0]

    def close(self) -> None:
        """Hang up."""
        os.close(self.terminal)
        self.process.kill()
        self.process.wait()


@pytest.fixture(params=START)
def shell(request: pytest.FixtureRequest, igglossary: Program, tmp_path: Path) -> Iterator[Shell]:
    """A shell in a folder with some files, which knows how to complete."""
    name = request.param
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    words, first = START[name]
    script = igglossary("completion", name).out
    (tmp_path / ("_igglossary" if name == "zsh" else "script")).write_text(script, encoding="utf-8")
    for file in ("Bericht eins.txt", "Über Ordner/drei.docx", "zwei.db"):
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).touch()
    started = Shell(words, tmp_path)
    started.run(first)
    yield started
    started.close()


def test_commands_options_choices_and_names_of_files(shell: Shell) -> None:
    """Names with blanks and umlauts become one word, a folder is gone into, options stand before the command too."""
    for line, wanted in (
        ("igglossary loo", "igglossary|lookup|"),
        ("igglossary review --que", "igglossary|review|--queue|"),
        ("igglossary review --queue conc", "igglossary|review|--queue|concepts|"),
        ("igglossary build Ber", "igglossary|build|Bericht eins.txt|"),
        ("igglossary build --source Ber", "igglossary|build|--source|Bericht eins.txt|"),
        ("igglossary import -q Ber", "igglossary|import|-q|Bericht eins.txt|"),
        ("igglossary --store zw", "igglossary|--store|zwei.db|"),
        ("igglossary --store zwei.db stat", "igglossary|--store|zwei.db|stats|"),
        ("igglossary export --omegat Üb", "igglossary|export|--omegat|Über Ordner|"),
        ("igglossary pretranslate x.po -o zw", "igglossary|pretranslate|x.po|-o|zwei.db|"),
        ("igglossary completion fi", "igglossary|completion|fish|"),
    ):
        assert shell.complete(line).replace("/|", "|") == wanted, line  # zsh takes the slash away again
