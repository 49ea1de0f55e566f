"""A disk that is full, a store that is damaged or gone: one sentence, the right exit code, nothing half-written."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.sample_store import SAMPLE

from igglossary.store.sqlite.maintenance import examine
from igglossary.store.sqlite.opening import open_store

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Program

LIMITED = """
import resource, sys
from igglossary.cli.main import main
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
sys.exit(main(sys.argv[2:]))
"""
"""No file may grow beyond a size: what a full disk does, without a disk and without privileges."""


@pytest.fixture
def limited(new: Program, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs the program with a bound on the size of files."""

    def run(size: int, *words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", LIMITED, str(size), "--store", "store.db", *words]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    return run


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit on Windows")
@pytest.mark.parametrize("share", [0.02, 0.1, 0.3])
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["build", str(SAMPLE)], 4),
        (["export", "out.tbx"], 3),
        (["export", "--all", "out.jsonl"], 3),
        (["backup", "out.db"], 3),
    ],
    ids=["build", "export", "dump", "backup"],
)
def test_a_full_disk(
    limited: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path, words: list[str], code: int, share: float
) -> None:
    if words[0] == "build":  # the write-ahead log is what grows
        share /= 5
    before = {path.name for path in tmp_path.iterdir()}
    done = limited(int(share * (tmp_path / "store.db").stat().st_size), *words)
    assert (done.returncode, done.stdout) == (code, ""), done
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("igglossary: ")
    assert {path.name for path in tmp_path.iterdir()} - {"store.db-wal", "store.db-shm"} == before
    with open_store(str(tmp_path / "store.db"), create=False) as store:
        assert examine(store) == []
        assert store.rows("SELECT count(*) FROM pair")[0][0] == 0
    assert limited(1 << 30, *words).returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit on Windows")
@pytest.mark.parametrize("size", [0, 4096, 100_000])
def test_a_new_store_on_a_full_disk(
    limited: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path, size: int
) -> None:
    (tmp_path / "store.db").unlink()
    done = limited(size, "stats")
    assert (done.returncode, done.stderr.count("\n")) == (4, 1), done
    assert "disk" in done.stderr
    done = limited(1 << 30, "doctor")
    assert done.returncode == 0, done
    assert "net neutrality" in limited(1 << 30, "lookup", "Netzneutralität").stdout


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="/dev/full is not here")
def test_a_device_is_written_to_and_not_replaced(new: Program) -> None:
    for words in (["export", "--to", "tbx", "/dev/full"], ["export", "--to", "dump", "/dev/full"]):
        assert "No space left" in new.refused(*words, code=3)
    assert new("export", "--to", "tbx", "/dev/null").code == 0
    assert not Path("/dev/null").is_file()
    assert not Path("/dev/full").is_file()


def test_a_missing_folder_does_not_become_an_empty_store(igglossary: Program, tmp_path: Path) -> None:
    for words in (["lookup", "Netz"], ["build", str(SAMPLE)], ["stats"]):
        assert "is not there" in igglossary.refused("--store", tmp_path / "disk" / "store.db", *words, code=4)
    assert not (tmp_path / "disk").exists()


def test_a_damaged_store_is_said(built: Program, tmp_path: Path) -> None:
    """Bytes in the middle of the file are overwritten: every command answers or refuses with a sentence."""
    store = tmp_path / "store.db"
    with open_store(str(store)) as opened:
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = store.read_bytes()
    calls = (
        ["lookup", "digitale Spaltung", "--full"], ["stats"], ["doctor"], ["export", "--all", "out.tmx"],
        ["concordance", "Forum"], ["match", "--threshold", "40", "The Forum"], ["history"], ["backup", "copy.db"],
    )  # fmt: skip
    codes = set()
    for number, at in enumerate(range(4096 * 5, len(whole) - 5000, len(whole) // 12)):
        for suffix in ("-wal", "-shm"):
            Path(f"{store}{suffix}").unlink(missing_ok=True)
        store.write_bytes(whole[:at] + bytes([number * 17 % 256]) * 4500 + whole[at + 4500 :])
        for words in calls:
            result = built(*words)  # a traceback would be an exception here
            codes.add(result.code)
            assert result.code in (0, 1, 3, 4), (words, result)
            assert result.code < 3 or result.err.startswith("igglossary: ") or words == ["doctor"]
        Path("copy.db").unlink(missing_ok=True)
    assert 4 in codes


def test_a_copy_of_the_file_alone(built: Program, tmp_path: Path) -> None:
    """Without its -wal file, made while the store is open: older perhaps, but whole."""
    with open_store(str(tmp_path / "store.db")) as store:
        store.set_meta("touched", "1")
        shutil.copy(tmp_path / "store.db", tmp_path / "copy.db")
    assert built("--store", "copy.db", "doctor").code == 0
    assert built("--store", "copy.db", "lookup", "Netzneutralität").code == 0
