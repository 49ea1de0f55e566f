"""The edges of a call: names that are no UTF-8, streams that are closed, pipes, odd sizes, Ctrl-C, foreign stores."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.sample_store import SAMPLE

from igglossary.errors import StoreError
from igglossary.store.sqlite.opening import open_store
from igglossary.workflow import location

if TYPE_CHECKING:
    from .conftest import Program

posix = pytest.mark.skipif(sys.platform == "win32", reason="these edges are those of POSIX")
COMMAND = (sys.executable, "-m", "igglossary")
NO_UTF8 = os.fsdecode(b"Bericht \xff")
WITHOUT_RIGHTS = () if not hasattr(os, "geteuid") or os.geteuid() else ("setpriv", "--bounding-set=-dac_override")
"""root may write everywhere; without this capability it is a user like others."""


def call(*words: str, folder: Path, **settings: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # type: ignore[call-overload, no-any-return]  # noqa: PLW1510
        [*COMMAND, "--store", "store.db", *words],
        **{"cwd": folder, "capture_output": True, "text": True, "check": False, "timeout": 60, **settings},
    )


@posix
def test_names_that_are_no_utf8_are_stored_and_shown_by_their_bytes(new: Program, tmp_path: Path) -> None:
    report = tmp_path / f"{NO_UTF8}.txt"
    report.write_bytes(Path(SAMPLE).read_bytes())
    built = new("--json", "--person", NO_UTF8, "build", str(report))
    assert built.code == 0, built.err
    dumped = tmp_path / f"{NO_UTF8}.jsonl"
    assert new("--person", NO_UTF8, "export", "--all", str(dumped)).code == 0
    assert "Bericht ⟨U+DCFF⟩.txt" in dumped.read_text(encoding="utf-8")
    said = new("--json", "lookup", NO_UTF8)
    assert os.fsencode(said.json["query"]) == b"Bericht \xff"


def test_half_a_pair_in_a_property_costs_the_property_and_no_more(new: Program, tmp_path: Path) -> None:
    unit = (
        '<tu><prop type="x-igglossary-provenance">{"document":"Chronik \\udc80"}</prop>'
        '<tuv xml:lang="en"><seg>Low tide.</seg></tuv><tuv xml:lang="de"><seg>Ebbe.</seg></tuv></tu>'
    )
    head = '<header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="en"'
    (tmp_path / "half.tmx").write_text(f'<tmx version="1.4">{head} datatype="text"/><body>{unit}</body></tmx>')
    done = new("--json", "import", str(tmp_path / "half.tmx"))
    assert done.code == 0, done.err
    assert done.json["added"] == 1


def test_what_nobody_sees_is_shown(new: Program, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("de,en\nEb\u200bbe,low\u2060 tide\n", encoding="utf-8")
    new("import", str(tmp_path / "t.csv"))
    assert "⟨U+2060⟩" in new("lookup", "Ebbe").out


@pytest.mark.parametrize("limit", ["9" * 25, "9" * 5000])
@pytest.mark.parametrize("command", ["match", "concordance"])
def test_a_limit_beyond_all_limits(new: Program, command: str, limit: str) -> None:
    done = new(command, "--limit", limit, "Recht")
    assert done.code in (0, 1, 2)
    assert len(done.err) < 300


@pytest.mark.parametrize("size", ["9" * 20, "9" * 5000, "²", "-1", "x"])
def test_a_width_that_no_terminal_has(new: Program, monkeypatch: pytest.MonkeyPatch, size: str) -> None:
    monkeypatch.setenv("COLUMNS", size)
    monkeypatch.setenv("LINES", size)
    assert new("lookup", "Recht").code in (0, 1)
    assert "COLUMNS" not in os.environ


@posix
@pytest.mark.parametrize("words", [["match"], ["review", "--plain"], ["annotate", "-"], ["lookup", "Recht"]], ids=str)
def test_a_closed_standard_input(tmp_path: Path, words: list[str]) -> None:
    done = call(*words, folder=tmp_path, preexec_fn=lambda: os.close(0))
    assert "Traceback" not in done.stderr
    assert done.returncode in (0, 1, 3)


@posix
@pytest.mark.parametrize(
    "words",
    [
        ["build", "pipe.txt"], ["inspect", "pipe.txt"], ["annotate", "pipe.txt"], ["align", "pipe.txt", "pipe.txt"],
        ["import", "pipe.txt"], ["match", "--file", "pipe.txt"], ["check", "x.po", "--baseline", "pipe.txt"],
        ["build", "/dev/zero"], ["annotate", "/dev/zero"],
    ],
    ids=str,
)  # fmt: skip
def test_a_pipe_or_a_device_is_no_file(new: Program, tmp_path: Path, words: list[str]) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "x.po").write_text('msgid ""\nmsgstr "Language: de\\n"\n')
    done = new(*(str(tmp_path / word) if "." in word else word for word in words))
    assert done.code == 3
    assert "pipe or a device" in done.err


@posix
def test_a_device_is_no_store(new: Program) -> None:
    done = new("--store", "/dev/null", "stats")
    assert done.code == 4
    assert "no store" in done.err


def test_standard_input_without_end_is_bounded(new: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    from igglossary.cli import standard_input

    monkeypatch.setattr(standard_input, "_MOST_BYTES", 1000)
    monkeypatch.setattr(standard_input, "_LONGEST_LINE", 1000)
    assert new("annotate", "-", stdin="Ebbe " * 300).code == 3
    assert new("match", stdin="Ebbe " * 300).code == 3


@posix
def test_ctrl_c_never_gives_a_traceback_of_ours(tmp_path: Path) -> None:
    call("stats", folder=tmp_path)
    for wait in (0.02, 0.05, 0.08, 0.12, 0.2, 0.3):
        command = [*COMMAND, "--store", "store.db", "build", str(Path(SAMPLE).absolute())]
        running = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        time.sleep(wait)
        running.send_signal(signal.SIGINT)
        _out, said = running.communicate(timeout=60)
        assert "cli" not in said.partition("Traceback")[2], said  # before that it is Python alone
        assert running.returncode in (0, 1, 130, -signal.SIGINT)


@posix
def test_a_store_that_may_only_be_read_answers(tmp_path: Path) -> None:
    folder, out = tmp_path / "shared", tmp_path / "out"
    folder.mkdir()
    out.mkdir()
    assert call("build", str(Path(SAMPLE).absolute()), folder=folder).returncode == 0
    (folder / "store.db").chmod(0o444)
    folder.chmod(0o555)
    try:
        for words in (["lookup", "Recht"], ["stats"], ["export", "--all", str(out / "m.tmx")], ["doctor"], ["history"]):
            done = subprocess.run(
                [*WITHOUT_RIGHTS, *COMMAND, "--store", "store.db", *words], cwd=folder, capture_output=True, check=False
            )
            assert done.returncode in (0, 1), done.stderr
            assert b"igglossary:" not in done.stderr
        refused = [*WITHOUT_RIGHTS, *COMMAND, "--store", "store.db", "mine"]
        done = subprocess.run(refused, cwd=folder, capture_output=True, check=False)
        assert done.returncode == 4
        assert b"read-only" in done.stderr
    finally:
        folder.chmod(0o755)
    assert (out / "m.tmx").stat().st_size > 1000
    assert sorted(path.name for path in folder.iterdir()) == ["store.db"]


@posix
def test_a_store_of_somebody_else_above_is_not_opened_unasked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    below = tmp_path / "below"
    below.mkdir()
    with open_store(str(tmp_path / location.STORE_NAME)):
        pass
    monkeypatch.chdir(below)
    monkeypatch.delenv("IGGLOSSARY_STORE", raising=False)
    assert location.locate_store() == str(tmp_path / location.STORE_NAME)
    monkeypatch.setattr(os, "getuid", lambda: os.stat(tmp_path).st_uid + 1)
    with pytest.raises(StoreError, match="belongs to another user"):
        location.locate_store()
    assert location.locate_store(str(tmp_path / location.STORE_NAME))
