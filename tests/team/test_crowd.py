"""Many at once, programs that are killed, a server that stops; ``benchmarks.bench_team`` does it long."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from benchmarks.team_crowd import READERS, WRITERS, crowd, kill_clients, prepare, stop_servers

if TYPE_CHECKING:
    from tests.cluster import Cluster


@pytest.fixture
def address(cluster: Cluster) -> str:
    return prepare(cluster)


def test_a_crowd_is_refused_nothing_and_loses_nothing(address: str) -> None:
    result = crowd(address, 3.0, (*WRITERS[::2], *READERS[:3]))
    assert (result.refused, result.lost) == ([], [])
    assert result.done["review"]
    assert result.done["look-up"]


def test_what_a_killed_client_was_told_is_there(address: str) -> None:
    assert kill_clients(address, 3, random.Random(1)) == []


def test_what_was_told_before_the_server_stopped_is_there(cluster: Cluster, address: str) -> None:
    assert stop_servers(cluster, address, 1, random.Random(2)) == []
