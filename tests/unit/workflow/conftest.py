"""A store with the sample report in it, opened; everything without the sentence model."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from tests.sample_store import cache_folder, surroundings, template_stores

from igglossary.store.sqlite.opening import open_store
from igglossary.workflow import analysis

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from igglossary.store.sqlite.store import Store

__all__ = ["cache_folder", "template_stores"]  # fixtures are found by their names here


@pytest.fixture(autouse=True)
def _without_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, cache_folder: Path) -> None:
    surroundings(monkeypatch, tmp_path, cache_folder)
    monkeypatch.setattr(analysis, "is_available", lambda: False)


@pytest.fixture
def built(template_stores: dict[str, Path], tmp_path: Path, clock: Callable[[], str]) -> Iterator[Store]:
    """The shipped term base and the sample report, nothing decided."""
    shutil.copy(template_stores["built"], tmp_path / "built.db")
    with open_store(str(tmp_path / "built.db"), person="anna", now=clock) as opened:
        yield opened


@pytest.fixture
def new(template_stores: dict[str, Path], tmp_path: Path, clock: Callable[[], str]) -> Iterator[Store]:
    """The shipped term base alone."""
    shutil.copy(template_stores["new"], tmp_path / "new.db")
    with open_store(str(tmp_path / "new.db"), person="anna", now=clock) as opened:
        yield opened
