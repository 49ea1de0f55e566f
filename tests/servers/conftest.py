"""A desk over the sample store, and the same store for a program of its own."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from tests.sample_store import cache_folder, surroundings, template_stores

from igglossary.service.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["cache_folder", "template_stores"]  # fixtures are found by their names here


@pytest.fixture
def store_path(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, cache_folder: Path, template_stores: dict[str, Path]
) -> Path:
    """A store into which the sample report was built."""
    surroundings(monkeypatch, tmp_path, cache_folder)
    path = tmp_path / "store.db"
    shutil.copy(template_stores["built"], path)
    return path


@pytest.fixture
def desk(store_path: Path) -> Iterator[Desk]:
    """A desk in English over that store."""
    with Desk(str(store_path), person="anna", language="en") as desk:
        yield desk
