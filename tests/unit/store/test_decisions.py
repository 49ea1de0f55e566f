"""Decisions are appended, never lost, and undone as the act that they were."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from igglossary.errors import ConflictError
from igglossary.languages.keys import query_keys
from igglossary.model import Concept, LanguageSection, Suggestion, Term, TermPair
from igglossary.store import codec
from igglossary.store.contract.review import Change
from igglossary.store.sqlite import concepts, decisions, documents, pairs
from igglossary.store.sqlite.opening import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from igglossary.store.sqlite.store import Store


def add_pair(store: Store, german: str = "Hafengebühr", english: str = "port fee") -> int:
    run = documents.start_run(store, "build")
    with store.transaction():
        document = documents.add_file(store, run, path="x", kind="txt", sha256="00")
        pairs.save_mined(store, document, [TermPair(german, english, 0.8, (Suggestion(english, 0.8),))])
    row = store.row("SELECT id FROM pair WHERE mined = ?", (german,))
    assert row is not None
    return int(row["id"])


def approve(store: Store, pair: int) -> None:
    concept = Concept(
        f"c{pair}",
        (LanguageSection("de", (Term("Hafengebühr", "de"),)), LanguageSection("en", (Term("port fee", "en"),))),
    )
    decisions.decide(
        store,
        [
            Change("pair", str(pair), "approve", {"status": "approved", "concept": concept.id}, 1),
            Change("concept", concept.id, "create", {"data": codec.encode(concept), "is_deleted": 0}),
        ],
    )


def found(store: Store, query: str) -> set[str]:
    return {row.text for row in store.terms.find([key for key, _match in query_keys(query)]).direct}


def test_an_act_is_undone_and_redone_as_a_whole(store: Store) -> None:
    pair = add_pair(store)
    approve(store, pair)
    assert concepts.get_concept(store, f"c{pair}") is not None
    assert [decision.action for decision in decisions.undo(store)] == ["undo", "undo"]
    assert concepts.get_concept(store, f"c{pair}") is None
    row = store.row("SELECT * FROM pair WHERE id = ?", (pair,))
    assert row is not None
    assert (row["status"], row["concept"]) == ("candidate", None)
    assert decisions.undo(store) == ()
    assert len(decisions.redo(store)) == 2
    assert concepts.get_concept(store, f"c{pair}") is not None
    assert decisions.redo(store) == ()
    assert len(decisions.undo(store)) == 2
    assert [d.action for d in decisions.history(store, "pair", str(pair))] == ["approve", "undo", "redo", "undo"]


def test_a_new_act_ends_redoing(store: Store) -> None:
    pair = add_pair(store)
    decisions.decide(store, [Change("pair", str(pair), "defer", {"status": "deferred"}, 1)])
    decisions.undo(store)
    decisions.decide(store, [Change("pair", str(pair), "reject", {"status": "rejected"}, 3)])
    assert decisions.redo(store) == ()


def test_undo_survives_reopening_and_knows_persons(store: Store) -> None:
    pair = add_pair(store)
    decisions.decide(store, [Change("pair", str(pair), "reject", {"status": "rejected"}, 1)])
    with open_store(store.path, person="bert") as other:
        assert decisions.undo(other) == ()
    with open_store(store.path, person="anna") as again:
        assert len(decisions.undo(again)) == 1


def test_a_second_person_sees_the_conflict(store: Store) -> None:
    pair = add_pair(store)
    with open_store(store.path, person="bert") as other:
        decisions.decide(other, [Change("pair", str(pair), "reject", {"status": "rejected"}, 1)])
    with pytest.raises(ConflictError, match="bert changed this entry"):
        decisions.decide(store, [Change("pair", str(pair), "approve", {"status": "approved"}, 1)])
    row = store.row("SELECT * FROM pair WHERE id = ?", (pair,))
    assert row is not None
    assert row["status"] == "rejected"


def test_an_undo_of_what_somebody_else_changed_is_a_conflict(store: Store) -> None:
    pair = add_pair(store)
    decisions.decide(store, [Change("pair", str(pair), "reject", {"status": "rejected"}, 1)])
    with open_store(store.path, person="bert") as other:
        decisions.decide(other, [Change("pair", str(pair), "approve", {"status": "approved"}, 2)])
    with pytest.raises(ConflictError):
        decisions.undo(store)


def test_a_failing_act_leaves_nothing(store: Store) -> None:
    pair = add_pair(store)
    changes = [
        Change("pair", str(pair), "reject", {"status": "rejected"}, 1),
        Change("pair", str(pair), "reject", {"status": "rejected"}, 99),
    ]
    with pytest.raises(ConflictError):
        decisions.decide(store, changes)
    assert decisions.history(store) == []


@pytest.mark.parametrize("sql", ["UPDATE decision SET person = 'x'", "DELETE FROM decision"])
def test_the_database_itself_refuses_to_change_a_decision(store: Store, sql: str) -> None:
    pair = add_pair(store)
    decisions.decide(store, [Change("pair", str(pair), "reject", {"status": "rejected"}, 1)])
    with pytest.raises(sqlite3.IntegrityError):
        store.connection.execute(sql)


def test_open_candidates_are_found_rejected_ones_not(store: Store) -> None:
    pair = add_pair(store)
    assert "Hafengebühr" in found(store, "Hafengebühren")
    decisions.decide(store, [Change("pair", str(pair), "reject", {"status": "rejected"}, 1)])
    assert found(store, "Hafengebühr") == set()
    decisions.undo(store)
    assert "port fee" in found(store, "port fees")


def test_deleting_a_concept_can_be_taken_back(store: Store) -> None:
    approve(store, add_pair(store))
    decisions.decide(store, [Change("concept", "c1", "delete", {"is_deleted": 1}, 1)])
    assert concepts.get_concept(store, "c1") is None
    assert found(store, "port fee") == set()
    decisions.undo(store)
    assert concepts.get_concept(store, "c1") is not None
    assert "port fee" in found(store, "port fee")


def test_importing_does_not_bring_a_deleted_concept_back(store: Store, tmp_path: Path) -> None:
    assert tmp_path.exists()
    approve(store, add_pair(store))
    concept = concepts.get_concept(store, "c1")
    assert concept is not None
    decisions.decide(store, [Change("concept", "c1", "delete", {"is_deleted": 1}, 1)])
    [outcome] = store.terms.add([concept])
    assert (outcome.result, outcome.reason) == ("skipped", "deleted")
