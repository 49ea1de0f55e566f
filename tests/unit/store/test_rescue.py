"""What is left of a damaged store is saved, and damage is found or does no harm."""

from __future__ import annotations

import json
import os
import random
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from tests.stores import add_concept, delete_concept, fill

from igglossary.errors import IgglossaryError, StoreError
from igglossary.store import salvage
from igglossary.store.sqlite import dump, log
from igglossary.store.sqlite.maintenance import examine
from igglossary.store.sqlite.opening import open_store

if TYPE_CHECKING:
    from pathlib import Path

FLIPS = 60
FEW = 3
"""Of FLIPS: a bit in a time or in a name that no other entry repeats cannot be told from what was written."""


@pytest.fixture
def whole(tmp_path: Path) -> tuple[Path, list[str]]:
    """A store with something in every table, and its dump."""
    path = tmp_path / "store.db"
    with open_store(str(path), person="Ada") as store:
        fill(store)
        for number in range(80):
            add_concept(store, f"pier-{number}", f"Landungssteg {number} " * 20)
        delete_concept(store, "pier-3")
        assert examine(store) == []
        return path, list(store.upkeep.dump())


def saved(path: Path) -> tuple[list[str], dict[str, int]]:
    lines: list[str] = []
    done = salvage(str(path), lines.extend)
    return lines, done.lost


def test_of_a_whole_store_everything_is_saved(whole: tuple[Path, list[str]]) -> None:
    path, lines = whole
    assert saved(path) == (lines, {})


def test_what_is_saved_of_a_damaged_store_can_be_read_again(whole: tuple[Path, list[str]], tmp_path: Path) -> None:
    path, lines = whole
    with closing(sqlite3.connect(path)) as raw:
        page = raw.execute("SELECT pageno FROM dbstat WHERE name = 'concept' AND pagetype = 'leaf'").fetchall()
    data = bytearray(path.read_bytes())
    at = (page[len(page) // 2][0] - 1) * 4096
    data[at : at + 4096] = b"\xa5" * 4096
    path.write_bytes(data)
    left, lost = saved(path)
    assert lost.keys() == {"concept"}
    assert len(lines) - 40 < len(left) < len(lines)
    assert set(left) < set(lines)
    with open_store(str(tmp_path / "new.db")) as new:
        dump.restore(new, left, where="saved")
        faults = [str(fault) for fault in examine(new)]
        assert len(new.review.history()) == sum('"table": "decision"' in line for line in lines)
    assert faults == []


def test_doctor_tells_of_each_table(whole: tuple[Path, list[str]]) -> None:
    path, _lines = whole
    data = bytearray(path.read_bytes())
    with closing(sqlite3.connect(path)) as raw:
        page = raw.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'segment'").fetchone()[0]
    data[(page - 1) * 4096 : page * 4096] = b"\xa5" * 4096
    path.write_bytes(data)
    with open_store(str(path)) as store:
        said = [str(fault) for fault in examine(store)]
    assert any("table segment: damaged after 0 rows" in fault for fault in said)
    assert any("table decision: whole" in fault for fault in said)


def test_nothing_can_be_saved_of_what_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("no store" * 1000)
    with pytest.raises(StoreError, match="nothing of the store"):
        saved(tmp_path / "text.db")
    with pytest.raises(StoreError, match="no store here"):
        saved(tmp_path / "missing.db")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("DROP TRIGGER decision_stays", "trigger decision_stays is missing"),
        ("DROP INDEX concept_digest", "index concept_digest is missing"),
        ("UPDATE unit SET status = 'deferred' WHERE id = 1", ""),
        ("UPDATE concept SET is_deleted = 0 WHERE id = 'pier-3'", "its is_deleted is not what was decided last"),
        ("UPDATE concept SET data = replace(data, 'Buch', 'Tuch') WHERE id = 'pier-5'", "not what was written"),
    ],
)
def test_what_nobody_decided_is_found(whole: tuple[Path, list[str]], change: str, said: str) -> None:
    path, _lines = whole
    with closing(sqlite3.connect(path)) as raw:
        decided = raw.execute("SELECT 1 FROM decision WHERE entry_kind = 'unit' AND entry_id = '1'").fetchone()
        raw.execute(change)
        raw.commit()
    with open_store(str(path)) as store:
        faults = " ".join(str(fault) for fault in examine(store))
    assert said in faults
    assert bool(faults) == bool(said or decided)


def test_a_flipped_bit_is_found_or_does_no_harm(whole: tuple[Path, list[str]], tmp_path: Path) -> None:
    path, lines = whole
    data, chance = path.read_bytes(), random.Random(3)
    broken = tmp_path / "broken.db"
    unseen = 0
    for _turn in range(FLIPS):
        flipped = bytearray(data)
        flipped[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        broken.write_bytes(flipped)
        log._seen.clear()
        try:
            with open_store(str(broken)) as store:
                unseen += not examine(store) and list(store.upkeep.dump()) != lines
        except IgglossaryError:
            pass
        for left in tmp_path.glob("broken.db*"):
            os.unlink(left)
    assert unseen <= FEW


def test_a_dump_of_what_was_saved_is_a_dump(whole: tuple[Path, list[str]]) -> None:
    assert json.loads(saved(whole[0])[0][0]) == {"format": dump.FORMAT}
