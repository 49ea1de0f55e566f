"""Opening a store that is not as it should be: one sentence, and nothing was touched."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.stores import add_concept, delete_concept

from igglossary.errors import StoreError, StoreVersionError
from igglossary.store.contract.review import Change
from igglossary.store.sqlite import decisions
from igglossary.store.sqlite.connection import schema_files
from igglossary.store.sqlite.copies import backup
from igglossary.store.sqlite.maintenance import examine
from igglossary.store.sqlite.opening import open_store

if TYPE_CHECKING:
    from igglossary.store.sqlite.store import Store

NEWEST = schema_files()[-1][0]


def test_a_newer_store_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "newer.db"
    open_store(str(path)).close()
    with sqlite3.connect(path) as raw:
        raw.execute(f"PRAGMA user_version = {NEWEST + 1}")
    raw.close()
    before = path.read_bytes()
    with pytest.raises(StoreVersionError, match="newer igglossary"):
        open_store(str(path))
    assert path.read_bytes() == before


@pytest.mark.parametrize("version", [0, 1, NEWEST, NEWEST + 1])
def test_a_database_of_another_program_is_not_touched(tmp_path: Path, version: int) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TABLE things (name TEXT)")
        raw.execute(f"PRAGMA user_version = {version}")
    raw.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program"):
        open_store(str(path))
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"no database at all, but long enough to look like one\n" * 99, b"\x00" * 4096])
def test_what_is_no_database_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "text.db"
    path.write_bytes(content)
    with pytest.raises(StoreError):
        open_store(str(path))
    assert path.read_bytes() == content


def test_a_folder_and_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="folder, not a store"):
        open_store(str(tmp_path))
    with pytest.raises(StoreError, match="is not there"):
        open_store(str(tmp_path / "gone" / "store.db"))
    assert not (tmp_path / "gone").exists()
    with pytest.raises(StoreError, match="no store here"):
        open_store(str(tmp_path / "store.db"), create=False)


def test_a_change_to_a_store_that_is_gone_is_no_change(tmp_path: Path) -> None:
    folder = tmp_path / "disk"
    folder.mkdir()
    with open_store(str(folder / "store.db")) as store:
        add_concept(store, "c1")
        shutil.rmtree(folder)
        with pytest.raises(StoreError, match="not saved"):
            delete_concept(store, "c1")
    assert not folder.exists()


def test_a_store_that_was_replaced_takes_no_change(tmp_path: Path) -> None:
    path = str(tmp_path / "store.db")
    with open_store(path) as store:
        backup(store, path + ".copy")
        os.replace(path + ".copy", path)
        with pytest.raises(StoreError, match="not saved"):
            add_concept(store, "c1")


def test_a_copy_made_while_somebody_writes(store: Store, tmp_path: Path) -> None:
    """With its -wal file a copy has everything; without it the state at the last checkpoint. Both are whole."""
    for number in range(30):
        add_concept(store, f"c{number}")
    with store.transaction():
        add_concept(store, "unfinished")
        for name in ("with.db", "without.db"):
            shutil.copy(store.path, tmp_path / name)
        shutil.copy(store.path + "-wal", tmp_path / "with.db-wal")
    with open_store(str(tmp_path / "with.db"), create=False) as copy:
        assert examine(copy) == []
        assert copy.rows("SELECT count(*) FROM concept")[0][0] == 30
    with open_store(str(tmp_path / "without.db"), create=False) as copy:
        assert examine(copy) == []


def test_a_backup_made_while_somebody_writes(store: Store, tmp_path: Path) -> None:
    add_concept(store, "c1")
    with store.transaction():
        add_concept(store, "unfinished")
        with open_store(store.path) as other:
            backup(other, str(tmp_path / "copy.db"))
    with open_store(str(tmp_path / "copy.db"), create=False) as copy:
        assert examine(copy) == []
        assert [row["id"] for row in copy.rows("SELECT id FROM concept")] == ["c1"]


def test_a_clock_that_goes_backwards_changes_no_order(tmp_path: Path) -> None:
    times = iter(f"2026-01-{day:02}T00:00:00Z" for day in range(28, 0, -1))
    with open_store(str(tmp_path / "store.db"), now=lambda: next(times)) as store:
        for number in range(3):
            add_concept(store, f"c{number}")
        delete_concept(store, "c2")
        delete_concept(store, "c1")
        assert [decision.entry_id for decision in decisions.undo(store)] == ["c1"]
        assert [decision.entry_id for decision in decisions.undo(store)] == ["c2"]
        assert [decision.entry_id for decision in decisions.redo(store)] == ["c2"]
        assert [decision.id for decision in decisions.history(store)] == [1, 2, 3, 4, 5]
        assert examine(store) == []


def test_a_deleted_entry_comes_back_and_its_history_stays(store: Store) -> None:
    add_concept(store, "c1")
    delete_concept(store, "c1")
    version = decisions.version(store, "concept", "c1")
    decisions.decide(store, [Change("concept", "c1", "restore", {"is_deleted": 0}, version)])
    assert store.rows("SELECT is_deleted FROM concept")[0][0] == 0
    assert [decision.action for decision in decisions.history(store, "concept", "c1")] == ["delete", "restore"]
    for statement in ("DELETE FROM decision", "UPDATE decision SET person = 'nobody'"):
        with pytest.raises(StoreError, match="a decision is never"), store.transaction():
            store.execute(statement)
    assert len(decisions.history(store)) == 2


def test_a_damaged_page_is_said_by_doctor_or_refused(store: Store) -> None:
    for number in range(200):
        add_concept(store, f"c{number}")
    store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    whole = Path(store.path).read_bytes()
    noticed = 0
    for at in range(4096 * 3 + 100, len(whole) - 600, 4096 * 7):
        Path(store.path).write_bytes(whole[:at] + b"\xaa" * 500 + whole[at + 500 :])
        try:
            with open_store(store.path, create=False) as damaged:
                noticed += bool(examine(damaged))
        except StoreError:
            noticed += 1
    Path(store.path).write_bytes(whole)
    assert noticed >= 5
    with open_store(store.path, create=False) as again:
        assert examine(again) == []
