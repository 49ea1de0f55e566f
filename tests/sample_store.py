"""Stores that many tests start from, made once a session and copied: the sample report built, without the model."""

from __future__ import annotations

import fcntl
import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from igglossary.workflow import analysis
from igglossary.workflow.build import build_report
from igglossary.workflow.location import open_filled

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "examples" / "sample-report.txt"


def make_stores(folder: Path) -> None:
    """A store with the shipped term base alone (``new``) and one with the sample report built as well (``built``)."""
    open_filled(str(folder / "new.db"), person="anna").close()
    unfinished = folder / "unfinished.db"
    shutil.copy(folder / "new.db", unfinished)
    with open_filled(str(unfinished), person="anna") as store:
        build_report(store, SAMPLE)
    unfinished.replace(folder / "built.db")


def surroundings(monkeypatch: pytest.MonkeyPatch, folder: Path, cache: Path) -> None:
    """Nothing of the person's own: store, data and cache folder, name, language and colours are the test's."""
    monkeypatch.setenv("IGGLOSSARY_CACHE", str(cache))
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "NO_COLOR", "IGGLOSSARY_PERSON"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("USER", "anna")
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("XDG_DATA_HOME", str(folder / "data"))
    monkeypatch.setenv("IGGLOSSARY_STORE", str(folder / "store.db"))
    monkeypatch.chdir(folder)


@pytest.fixture(scope="session")
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the lexicons: filled once, by all workers together."""
    base = tmp_path_factory.getbasetemp()
    return (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "igglossary-cache"


@pytest.fixture(scope="session")
def template_stores(cache_folder: Path) -> dict[str, Path]:
    """Paths of the two stores; copy them, never open them. They are made once, without the model."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(analysis, "is_available", lambda: False)
        patch.setenv("IGGLOSSARY_CACHE", str(cache_folder))
        folder = cache_folder.with_name("igglossary-stores")
        folder.mkdir(exist_ok=True)
        with _alone(folder / "lock"):
            if not (folder / "built.db").exists():
                make_stores(folder)
    return {name: folder / f"{name}.db" for name in ("new", "built")}


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """The other workers wait here until one has made the stores."""
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
