"""Who may do what in a team's store: the database says so, whatever program asks it."""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, NamedTuple

import psycopg
import pytest

from igglossary.errors import StoreError, UsageError
from igglossary.model import Concept, LanguageSection, Status, Term, TermPair, TranslationUnit, Variant
from igglossary.review.session import ReviewSession
from igglossary.service import team
from igglossary.store import open_store
from igglossary.store import team as store_team
from igglossary.store.contract.reports import Link
from igglossary.store.contract.review import Change, Condition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cluster import Cluster

    from igglossary.store.contract.store import Store

EVERYBODY = ("rita", "tilo", "tea")
"""A reader, a translator, a terminologist."""


def clock() -> str:
    return "2026-01-02T03:04:05Z"


class Team(NamedTuple):
    owner: str
    rita: str
    tilo: str
    tea: str


@contextmanager
def made(cluster: Cluster) -> Iterator[Team]:
    """A store with a team, without the shipped term base."""
    database = cluster.fresh()
    owner = cluster.address(database, "admin")
    store_team.init(owner)
    for person, role in zip(EVERYBODY, ("reader", "translator", "terminologist"), strict=True):
        team.grant(owner, person, role)
    yield Team(owner, *(cluster.address(database, person) for person in EVERYBODY))
    cluster.drop(database)


@pytest.fixture
def people(cluster: Cluster) -> Iterator[Team]:
    with made(cluster) as found:
        yield found


@pytest.fixture(scope="module")
def work(cluster: Cluster) -> Iterator[Team]:
    """A team and some work of the translator's; for tests that change nothing."""
    with made(cluster) as found:
        with open_as(found.tea) as store:
            add_hafen_concept(store)
        with open_as(found.tilo) as store:
            add_work(store)
        yield found


def open_as(address: str) -> Store:
    return open_store(address, now=clock)


def add_work(store: Store) -> None:
    """A pair, a link and an imported unit."""
    begun = store.reports.begin_file("import", path="/a.tmx", format="tmx", sha256="aa")
    store.memory.add([TranslationUnit((Variant("en", "The net"), Variant("de", "Das Netz")))], begun.document)
    link = TranslationUnit((Variant("en", "A port"), Variant("de", "Ein Hafen")), status=Status.CANDIDATE, score=0.5)
    store.memory.add([link], begun.document, link=lambda _unit: Link(()))
    store.reports.replace_mined([TermPair("Hafen", "port", 0.9)])


def add_hafen_concept(store: Store) -> list[str]:
    sections = (LanguageSection("de", (Term("Mole", "de"),)), LanguageSection("en", (Term("pier", "en"),)))
    return [outcome.result for outcome in store.terms.add([Concept("mole", sections)])]


def test_a_reader_reads_and_changes_nothing(people: Team) -> None:
    with open_as(people.tilo) as store:
        add_work(store)
    with open_as(people.rita) as store:
        assert store.person == "rita"
        assert store.memory.fetch([1]).rows[1].source == "The net"
        assert store.upkeep.examine() == []
        with pytest.raises(StoreError, match="your role"):
            store.reports.begin_file("import", path="/b.tmx", format="tmx", sha256="bb")
        with pytest.raises(StoreError, match="your role"):
            store.review.decide([Change("pair", "1", "approve", {"status": "approved"}, 1)])
        store.terms.keep_compiled({"x": b"y"}, "z")
        store.review.note_export()


def test_a_translator_adds_and_proposes(people: Team) -> None:
    with open_as(people.tilo) as store:
        add_work(store)
        with pytest.raises(StoreError, match="your role"):
            add_hafen_concept(store)
        session = ReviewSession(store, "pairs", "Hafen", "")
        outcome = session.decide(Status.APPROVED)
        assert outcome.is_done
        assert "terminologist" in str(outcome.message)
        assert store.review.history() == []
        assert store.review.rows("pairs", [1])[0].status is Status.CANDIDATE  # type: ignore[union-attr]
        proposed = store.review.queue("pairs", [Condition("proposed", "=", "")], "count")
        assert list(proposed.keys) == [1]
    assert team.status(people.owner).proposals == 2  # of the pair, and of the concept that it makes
    with open_as(people.tea) as store:
        session = ReviewSession(store, "pairs", "proposed:yes", "")
        assert session.decide(Status.APPROVED).is_done
        assert {decision.person for decision in store.review.history()} == {"tea"}
        assert not store.review.queue("pairs", [Condition("proposed", "=", "")], "count").keys
        assert store.terms.find(["hafen"]).direct[0].concept is not None


def test_a_terminologist_decides_and_undoes(people: Team) -> None:
    with open_as(people.tea) as store:
        add_work(store)
        assert add_hafen_concept(store) == ["added"]
        assert ReviewSession(store, "links", "", "").decide(Status.APPROVED).is_done
        assert store.review.undo().decisions
        assert store.upkeep.examine() == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE unit SET status = 'approved' WHERE evidence IS NOT NULL",
        "UPDATE unit SET target = 'Unsinn'",
        "UPDATE pair SET status = 'approved', concept = 'x'",
        "UPDATE pair SET english = 'nonsense', status = 'deferred'",
        "INSERT INTO pair (id, mined, german, english, score, status) VALUES (9, 'a', 'a', 'b', 1, 'approved')",
        (
            "INSERT INTO unit (id, source_lang, target_lang, source, target, relation, status, digest, evidence)"
            " VALUES (9, 'en', 'de', 'a', 'b', 'translation', 'approved', 1, '[]')"
        ),
        "INSERT INTO decision VALUES (1, '', 'tea', 'pair', '1', 'approve', '{}', '{}', NULL, 'a', NULL)",
        "INSERT INTO concept (id, status, data, digest, key) VALUES ('x', 'approved', '{}', '', 999999)",
        "UPDATE concept SET is_deleted = 1",
        "DELETE FROM concept",
        "DELETE FROM term WHERE concept IS NOT NULL",
        (
            "INSERT INTO term (id, concept, lang, text, folded, position)"
            " SELECT 999999, min(id), 'de', 'x', 'x', 0 FROM concept"
        ),
        "UPDATE meta SET value = '0' WHERE name = 'schema'",
        "DELETE FROM proposal",
        "TRUNCATE unit CASCADE",
        "DROP TABLE unit",
        "ALTER TABLE decision DISABLE TRIGGER ALL",
        "SET ROLE admin",
    ],
)
def test_a_translator_with_a_program_of_his_own_may_no_more(work: Team, statement: str) -> None:
    with closing(psycopg.connect(work.tilo, autocommit=True)) as connection:
        connection.execute("SET search_path = igglossary")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(statement)


def test_a_function_of_ones_own_opens_nothing(work: Team) -> None:
    """Who sets the search path could put a function of his own before ours."""
    with closing(psycopg.connect(work.tilo, autocommit=True)) as connection:
        for name, kind, answer in (
            ("may_decide()", "boolean", "true"), ("my_role()", "text", "'owner'"),
            ("pg_has_role(name, oid, text)", "boolean", "true"), ("is_decided(text, text)", "boolean", "false"),
        ):  # fmt: skip
            connection.execute(f"CREATE FUNCTION pg_temp.{name} RETURNS {kind} LANGUAGE sql AS $$ SELECT {answer} $$")
        connection.execute("SET search_path = pg_temp, igglossary, pg_catalog")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("UPDATE igglossary.unit SET status = 'approved' WHERE evidence IS NOT NULL")


def test_nobody_rewrites_the_history_or_decides_in_the_name_of_others(people: Team) -> None:
    with open_as(people.tea) as store:
        add_work(store)
    with closing(psycopg.connect(people.tea, autocommit=True)) as connection:
        connection.execute("SET search_path = igglossary")
        connection.execute(
            "INSERT INTO decision VALUES (1, '', 'rita', 'pair', '1', 'approve', '{}', '{}', NULL, 'a', NULL)"
        )
        row = connection.execute("SELECT person FROM decision").fetchone()
        assert row == ("tea",)
        for statement in ("UPDATE decision SET person = 'rita'", "DELETE FROM decision", "TRUNCATE decision CASCADE"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement)
    with closing(psycopg.connect(people.owner, autocommit=True)) as connection:
        connection.execute("SET search_path = igglossary")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("UPDATE decision SET person = 'rita'")


def test_roles_are_given_changed_and_taken(people: Team, cluster: Cluster) -> None:
    assert [(one.name, one.role) for one in team.members(people.owner)] == [
        ("rita", "reader"), ("tea", "terminologist"), ("tilo", "translator"),
    ]  # fmt: skip
    assert not team.grant(people.owner, "rita", "translator")
    assert dict(one[:2] for one in team.members(people.owner))["rita"] == "translator"
    assert team.revoke(people.owner, "rita")
    assert not team.revoke(people.owner, "rita")
    with pytest.raises(StoreError, match="role"):
        open_as(people.rita)
    with pytest.raises(StoreError, match="role"):
        team.grant(people.tea, "rita", "terminologist")


def test_a_password_that_is_given_works_and_is_not_stored_as_it_is(
    people: Team, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    team.grant(people.owner, "locked", "reader", password="geheim-7Q")
    address = people.owner.replace("//admin@", "//locked@")
    with pytest.raises(StoreError, match="password"):
        open_as(address)
    monkeypatch.setenv("PGPASSWORD", "falsch")
    with pytest.raises(StoreError, match="password") as refused:
        open_as(address)
    assert "falsch" not in str(refused.value)
    monkeypatch.setenv("PGPASSWORD", "geheim-7Q")
    with open_as(address) as store:
        assert store.person == "locked"
    with cluster.connect("postgres") as connection:
        row = connection.execute("SELECT rolpassword FROM pg_authid WHERE rolname = 'locked'").fetchone()
        assert row is not None
        assert str(row[0]).startswith("SCRAM-SHA-256")


def test_what_is_no_address_is_said_so(people: Team) -> None:
    for address in ("/tmp/store.db", "igglossary.db"):
        with pytest.raises(UsageError):
            team.init(address)
