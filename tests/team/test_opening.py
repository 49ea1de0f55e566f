"""Opening a team's store: what can be wrong is one sentence, nothing is half made, and no secret is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from igglossary import i18n
from igglossary.errors import MissingExtraError, StoreError, StoreVersionError, UsageError
from igglossary.service import team
from igglossary.store import open_store
from igglossary.store.postgresql.administration import check_server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cluster import Cluster


def clock() -> str:
    return "2026-01-02T03:04:05Z"


@pytest.fixture
def empty(cluster: Cluster) -> Iterator[str]:
    """The name of a database in which nothing is."""
    name = cluster.empty()
    yield name
    cluster.drop(name)


def refusal(address: str, kind: type[Exception] = StoreError) -> str:
    """What is said in both languages when the store cannot be opened: one line each, told apart."""
    with pytest.raises(kind) as refused:
        open_store(address, now=clock)
    error = refused.value
    english, german = (error.in_words(lambda said, to=to: i18n.say(said, to)) for to in ("en", "de"))  # type: ignore[attr-defined]
    assert english != german
    assert "\n" not in english + german
    return str(english)


def test_a_database_without_a_store(cluster: Cluster, empty: str) -> None:
    assert "team init" in refusal(cluster.address(empty))
    with pytest.raises(StoreError, match="no igglossary store"):
        team.members(cluster.address(empty, "admin"))
    with pytest.raises(StoreError, match="no igglossary store"):
        team.grant(cluster.address(empty, "admin"), "anna", "reader")


def test_a_schema_of_another_program(cluster: Cluster, empty: str) -> None:
    address = cluster.address(empty, "admin")
    with cluster.connect(empty) as connection:
        connection.execute("CREATE SCHEMA igglossary")
    with pytest.raises(StoreError, match="another program"):
        team.init(address)
    with cluster.connect(empty) as connection:
        connection.execute("CREATE TABLE igglossary.meta (name text, value text)")
    with pytest.raises(StoreError, match="another program"):
        team.init(address)
    refusal(address)


def test_newer_and_older_schemas(cluster: Cluster, empty: str) -> None:
    address = cluster.address(empty, "admin")
    team.init(address)
    with cluster.connect(empty) as connection:
        connection.execute("UPDATE igglossary.meta SET value = '999' WHERE name = 'schema'")
    assert "Update igglossary" in refusal(address, StoreVersionError)
    with pytest.raises(StoreVersionError):
        team.init(address)
    with cluster.connect(empty) as connection:
        connection.execute("UPDATE igglossary.meta SET value = '0' WHERE name = 'schema'")
    assert "team init" in refusal(address)


def test_making_it_again_changes_nothing(cluster: Cluster, empty: str) -> None:
    address = cluster.address(empty, "admin")
    first = team.init(address)
    with open_store(address, now=clock) as store:
        before = list(store.upkeep.dump())
    assert team.init(address)._replace(before=0) == first
    with open_store(address, now=clock) as store:
        assert list(store.upkeep.dump()) == before
        assert store.shipped


def test_no_right_to_make_it(cluster: Cluster, empty: str) -> None:
    with cluster.connect(empty) as connection:
        if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = 'guest'").fetchone() is None:
            connection.execute("CREATE ROLE guest LOGIN")
    with pytest.raises(StoreError, match="your role"):
        team.init(cluster.address(empty, "guest"))
    with cluster.connect(empty) as connection:
        assert connection.execute("SELECT 1 FROM pg_namespace WHERE nspname = 'igglossary'").fetchone() is None


def test_nobody_there(cluster: Cluster) -> None:
    assert "cannot be reached" in refusal("postgresql://anna@127.0.0.1:1/x")
    assert "no machine" in refusal("postgresql://anna@no.such.host.invalid/x")
    assert "no database" in refusal(cluster.address("not_there"))
    assert "let you in" in refusal(cluster.address("postgres", "nobody_we_know"))


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://anna:s3cret@127.0.0.1/x",
        "postgresql://127.0.0.1/x?user=anna&password=s3cret",
        "postgresql://anna@127.0.0.1/x?sslpassword=s3cret",
    ],
)
def test_a_password_in_the_address_is_refused_and_not_repeated(address: str) -> None:
    assert "s3cret" not in refusal(address, UsageError)
    with pytest.raises(UsageError) as refused:
        team.init(address)
    assert "s3cret" not in str(refused.value)


def test_an_address_that_cannot_be_read() -> None:
    assert "cannot be read" in refusal("postgresql://anna@127.0.0.1/x?nonsense=1", UsageError)


def test_an_old_server() -> None:
    check_server(130000, "x")
    with pytest.raises(StoreError, match="PostgreSQL 12"):
        check_server(120022, "x")


def test_a_server_without_the_extension(cluster: Cluster, empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from igglossary.store.postgresql import administration

    monkeypatch.setattr(administration, "EXTENSION", "no_such_extension")
    with pytest.raises(StoreError, match="lacks the extension"):
        team.init(cluster.address(empty, "admin"))
    with cluster.connect(empty) as connection:
        assert connection.execute("SELECT 1 FROM pg_namespace WHERE nspname = 'igglossary'").fetchone() is None


def test_without_psycopg(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    for name in [name for name in sys.modules if name.startswith("igglossary.store.postgresql")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(MissingExtraError, match="team"):
        open_store("postgresql://anna@127.0.0.1/x")
