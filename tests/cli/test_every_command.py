"""Every command with whatever a person may name by mistake: one sentence in the chosen language, nothing half-written.

The parsers themselves say which commands and which files there are, so that a new one is tried as well.
"""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

import pytest

from igglossary.cli import values
from igglossary.cli.commands import COMMANDS
from igglossary.cli.main import full_parser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from .conftest import Program

TEXT = "Ein Bericht\n\nHafenstadt, 3. März 2025\n\nDie Fähre legt um acht Uhr ab und kommt erst am Abend zurück[1].\n\n"
NOTE = '  1. [1] Hafenrat: Fahrplan, 3. März 2025: "The ferry leaves at eight and returns in the evening only."\n'
PO = 'msgid ""\nmsgstr "Language: de\\nContent-Type: text/plain; charset=utf-8\\n"\n\nmsgid "pier"\nmsgstr "Mole"\n'

READ = {
    ("build", "reports"): "build X.txt",
    ("build", "source"): "build good.txt --source X.txt",
    ("inspect", "report"): "inspect X.txt",
    ("align", "first"): "align X.txt good.txt",
    ("align", "second"): "align --lines good.txt X.txt",
    ("match", "segment"): "match X.txt",
    ("match", "file"): "match --file X.txt",
    ("annotate", "file"): "annotate X.txt",
    ("check", "file"): "check X.po",
    ("check", "baseline"): "check good.po --baseline X.txt",
    ("pretranslate", "file"): "pretranslate X.po -o out.po",
    ("import", "files"): "import X.tmx",
    ("validate", "files"): "validate X.tmx",
    ("restore", "copy"): "restore X.db",
    ("forget", "reports"): "forget X.txt",
    ("init", "folder"): "init X.txt",
    ("serve", "token"): "serve --token X.txt",
}
"""What each command reads, and a call on it."""
ALL = {
    "init": None, "build": "good.txt", "forget": "good.txt", "inspect": "good.txt", "align": "good.txt good.txt",
    "lookup": "Netz", "match": "Netz", "concordance": "Netz", "annotate": "good.txt", "check": "good.po",
    "pretranslate": "good.po -o out.po", "import": "good.po", "export": "out.tmx", "mine": "", "validate": None,
    "review": "--plain", "stats": "", "history": "", "backup": "out.db", "restore": None, "doctor": "", "serve": None,
    "mcp": None, "lsp": None, "team": None,
    "completion": None,
}  # fmt: skip
"""The rest of a call that needs the store; None for commands that need none, or make one, or ask a program."""


def _missing(_path: Path) -> None:
    """Nothing is there."""


KINDS: dict[str, Callable[[Path], object]] = {
    "missing": _missing,
    "binary": lambda path: path.write_bytes(bytes(range(256)) * 20),
    "a folder": lambda path: path.mkdir(),
    "a pipe": os.mkfifo,
    "a device": lambda path: path.symlink_to("/dev/null"),
}
FINE = {("init", "a folder")}
SHOWS_WHAT_CAME_BEFORE = {("match --file", "binary")}


def actions() -> Iterator[tuple[str, argparse.Action]]:
    """Every argument of every command."""
    commands = next(one for one in full_parser()._actions if isinstance(one, argparse._SubParsersAction))
    for name, sub in commands.choices.items():
        for action in sub._actions:
            yield name, action


def test_every_file_that_is_read_is_tried_here() -> None:
    assert {(name, one.dest) for name, one in actions() if one.type is values.input_path} == READ.keys()
    assert COMMANDS.keys() == ALL.keys()


@pytest.fixture
def harbour(new: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The program in a folder whose name has a blank and an umlaut, beside files that are good."""
    folder = tmp_path / "Über setzung"
    folder.mkdir()
    (folder / "good.txt").write_text(TEXT + NOTE, encoding="utf-8")
    (folder / "good.po").write_text(PO, encoding="utf-8")
    monkeypatch.chdir(folder)
    return new


def in_both_languages(program: Program, words: list[str], *, code: tuple[int, ...]) -> None:
    """A call is refused with one sentence; a German reads another one than an Englishman."""
    said = []
    for language in ("de", "en"):
        result = program("--ui-language", language, *words)
        assert result.code in code, (words, result)
        lines = result.out.splitlines() + result.said  # what is wrong with a file is the answer of validate
        assert len(lines) == 1, (words, result)
        said += lines
    assert said[0] != said[1], words


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_cannot_be_read(kind: str, harbour: Program, tmp_path: Path) -> None:
    folder = tmp_path / "Über setzung"
    before = sorted(path.name for path in folder.iterdir())
    for call in READ.values():
        words = call.split()
        name = next(word for word in words if word.startswith("X"))
        path = folder / f"Wörter und {name}"
        words[words.index(name)] = path.name
        KINDS[kind](path)
        if (words[0], kind) not in FINE and (call.rpartition(" ")[0], kind) not in SHOWS_WHAT_CAME_BEFORE:
            in_both_languages(harbour, words, code=(1, 2, 3, 4))
            result = harbour(*words)
            assert path.name in result.out + result.err, words
        if path.is_dir():
            for file in path.iterdir():
                file.unlink()
            path.rmdir()
        path.unlink(missing_ok=True)
        assert sorted(path.name for path in folder.iterdir()) == before, words


@pytest.mark.parametrize("kind", ["in a missing folder", "a text", "a folder", "a pipe"])
def test_a_store_that_cannot_be_used(kind: str, harbour: Program, tmp_path: Path) -> None:
    store = tmp_path / "kein Ort" / "Ablage.db" if kind == "in a missing folder" else tmp_path / "keine Ablage.db"
    if kind == "a text":
        store.write_text("No store. " * 100, encoding="utf-8")
    KINDS.get(kind, _missing)(store)
    for command, rest in ALL.items():
        if rest is not None:
            in_both_languages(harbour, ["--store", str(store), command, *rest.split()], code=(4,))
    if kind == "a text":
        assert store.read_text(encoding="utf-8") == "No store. " * 100


def test_an_output_into_a_missing_folder_and_into_a_pipe_that_nobody_reads(
    harbour: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("igglossary.formats.files.PATIENCE_S", 0.0)
    os.mkfifo("pipe")
    for out in ("kein Ordner/out.tmx", "pipe"):
        for words in (["export", "--to", "tmx", out], ["check", "good.po", "--write-baseline", out]):
            in_both_languages(harbour, words, code=(3,))
        in_both_languages(harbour, ["backup", out], code=(3,))
