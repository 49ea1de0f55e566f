"""Backup and restore: proved before they count, the former store kept, nobody writes into the old file unseen."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from tests.stores import add_concept, delete_concept

from igglossary.errors import InputError, StoreError, UsageError
from igglossary.service.desk import Desk
from igglossary.store import restore_backup
from igglossary.store.sqlite import log
from igglossary.store.sqlite.maintenance import examine
from igglossary.store.sqlite.opening import open_store

KILLED = """
import os, sys
from tests.stores import add_concept, delete_concept
from igglossary.store.sqlite.opening import open_store
store = open_store(sys.argv[1], person="Ada")
for number in range(40):
    add_concept(store, f"late-{number}", "Leuchtfeuer " * 40)
    delete_concept(store, f"late-{number}")
os._exit(9)
"""


def concepts(path: Path) -> list[str]:
    with open_store(str(path), create=False) as store:
        assert examine(store) == []
        return [concept.id for concept in store.terms.concepts()]


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A store with one concept, and its backup."""
    with open_store(str(tmp_path / "store.db")) as store:
        add_concept(store, "pier")
        store.upkeep.backup(str(tmp_path / "copy.db"))
    return tmp_path


def killed_writer(path: Path) -> None:
    """Somebody decides and dies, and the log stays behind."""
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run([sys.executable, "-c", KILLED, str(path)], cwd=root, check=False)
    assert done.returncode == 9
    assert Path(f"{path}-wal").stat().st_size > 1000


def test_a_restore_keeps_what_was_there(work: Path) -> None:
    with open_store(str(work / "store.db")) as store:
        add_concept(store, "crane")
    done = restore_backup(str(work / "store.db"), str(work / "copy.db"))
    assert concepts(work / "store.db") == ["pier"]
    assert done.kept is not None
    assert concepts(Path(done.kept)) == ["crane", "pier"]
    assert not done.is_in_use
    again = restore_backup(str(work / "store.db"), done.kept)
    assert concepts(work / "store.db") == ["crane", "pier"]
    assert again.kept != done.kept, "what was kept once stays"


def test_a_restore_over_a_log_that_was_left(work: Path) -> None:
    killed_writer(work / "store.db")
    done = restore_backup(str(work / "store.db"), str(work / "copy.db"))
    assert concepts(work / "store.db") == ["pier"]
    assert done.kept is not None
    with open_store(done.kept) as kept:
        assert len(kept.review.history()) == 40


def test_a_copy_laid_over_a_log_that_was_left(work: Path) -> None:
    killed_writer(work / "store.db")
    shutil.copyfile(work / "copy.db", work / "store.db")
    log._seen.clear()  # a new process
    assert concepts(work / "store.db") == ["pier"]
    assert (work / "store.db-wal.bak").stat().st_size > 1000


def test_whoever_has_the_former_store_open_is_told(work: Path) -> None:
    code = "import sys, time; from igglossary.store import open_store as o; s = o(sys.argv[1]); print(flush=True); "
    code += "time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", code, str(work / "store.db")], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        try:
            assert restore_backup(str(work / "store.db"), str(work / "copy.db")).is_in_use
        finally:
            other.kill()


def test_nobody_writes_into_the_former_file(work: Path) -> None:
    desk = Desk(str(work / "store.db"), person="Ada")
    former = desk.store
    assert restore_backup(str(work / "store.db"), str(work / "copy.db")).kept
    with pytest.raises(StoreError, match="replaced by a backup"):
        add_concept(former, "crane")  # type: ignore[arg-type]
    assert desk.store is not former, "the next question goes to the new one"
    add_concept(desk.store, "crane")  # type: ignore[arg-type]
    desk.close()
    assert {"crane", "pier"} < set(concepts(work / "store.db")), "and the shipped ones, since a desk opened it"


@pytest.mark.parametrize("fault", ["missing", "foreign", "newer", "cut", "text", "itself", "folder"])
def test_what_is_no_sound_copy_is_refused(work: Path, fault: str) -> None:
    copy = work / "copy.db"
    if fault == "missing":
        copy.unlink()
    elif fault == "foreign":
        copy.unlink()
        with closing(sqlite3.connect(copy)) as other:
            other.execute("CREATE TABLE x (y)")
    elif fault == "newer":
        with closing(sqlite3.connect(copy)) as newer:
            newer.execute("PRAGMA user_version = 9999")
    elif fault == "cut":
        os.truncate(copy, copy.stat().st_size // 2)
    elif fault == "text":
        copy.write_text("no store " * 1000)
    elif fault == "folder":
        copy.unlink()
        copy.mkdir()
    else:
        copy = work / "store.db"
    before = {path.name for path in work.iterdir()}
    with pytest.raises((InputError, UsageError)):
        restore_backup(str(work / "store.db"), str(copy))
    assert {path.name for path in work.iterdir()} == before
    assert concepts(work / "store.db") == ["pier"]


def test_a_store_that_cannot_be_read_is_kept_as_it_is(work: Path) -> None:
    (work / "store.db").write_bytes(b"broken" * 5000)
    done = restore_backup(str(work / "store.db"), str(work / "copy.db"))
    assert done.kept is not None
    assert Path(done.kept).read_bytes() == b"broken" * 5000
    assert concepts(work / "store.db") == ["pier"]


def test_a_damaged_store_is_not_copied_as_if_it_were_whole(work: Path) -> None:
    with open_store(str(work / "store.db")) as store:
        for number in range(300):
            add_concept(store, f"c{number}")
    data = bytearray((work / "store.db").read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 4096] = b"\x55" * 4096
    (work / "store.db").write_bytes(data)
    with open_store(str(work / "store.db")) as store, pytest.raises(StoreError, match="no copy was made"):
        store.upkeep.backup(str(work / "second.db"))
    assert not list(work.glob("second.db*"))


def test_the_one_file_has_every_decision_while_it_is_open(work: Path) -> None:
    """What a file manager copies: the file alone, without the log beside it."""
    with open_store(str(work / "store.db"), person="Ada") as store:
        delete_concept(store, "pier")
        assert store.review.undo().decisions
        shutil.copyfile(work / "store.db", work / "taken.db")
        log._seen.clear()
        with open_store(str(work / "taken.db")) as taken:
            assert [decision.action for decision in taken.review.history()] == ["delete", "undo"]
