"""What is kept is whole, and a folder that cannot be written costs time only."""

from __future__ import annotations

import marshal
import os
from typing import TYPE_CHECKING

import pytest

from igglossary.text import cache

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("IGGLOSSARY_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_a_value_comes_back(folder: Path) -> None:
    assert cache.load_cached("x") is None
    cache.keep("x", (b"1", {"a": 2}))
    assert cache.load_cached("x") == (b"1", {"a": 2})
    assert os.listdir(folder) == ["x"]


def test_a_damaged_file_is_none(folder: Path) -> None:
    folder.mkdir()
    (folder / "x").write_bytes(b"\xff")
    assert cache.load_cached("x") is None


def test_a_full_disk_leaves_nothing_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object) -> None:
        raise OSError

    monkeypatch.setattr(marshal, "dump", fail)
    cache.keep("x", 1)
    assert os.listdir(folder) == []


def test_a_folder_that_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("IGGLOSSARY_CACHE", str(tmp_path / "file" / "cache"))
    cache.keep("x", 1)
    assert cache.load_cached("x") is None
