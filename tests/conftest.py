"""What every test shares: the folder of checking data, an empty store, a clock that stands still."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from igglossary.store.sqlite.opening import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from igglossary.store.sqlite.store import Store

from tests.cluster import Cluster, binaries

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of checking data beside the checkout; tests that need it skip where it is absent."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the folder ../shared with the checking data is not here")
    return folder


@pytest.fixture
def clock() -> Callable[[], str]:
    """A clock that stands still."""
    return lambda: "2026-01-02T03:04:05Z"


@pytest.fixture
def store(tmp_path: Path, clock: Callable[[], str]) -> Iterator[Store]:
    """An empty store of the person ``anna``."""
    with open_store(str(tmp_path / "store.db"), person="anna", now=clock) as opened:
        yield opened


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server for this process's tests."""
    programs = binaries()
    if programs is None:
        pytest.skip("PostgreSQL is not installed (Debian: postgresql)")
    with Cluster(programs) as running:
        yield running


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where it counts (``CI`` is set), a skipped test is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter is not None and reporter.stats.get("skipped"):
        reporter.write_line("CI: skipped tests count as failures")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
