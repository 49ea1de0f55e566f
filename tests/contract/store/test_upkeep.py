"""What ``contract.upkeep`` and ``contract.store`` say, for every store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from igglossary.errors import InputError, OutputError, UsageError
from igglossary.store import open_store
from igglossary.store.contract.review import Change

from .conftest import a_concept, a_pair, a_report, add, everything, new_report, texts

if TYPE_CHECKING:
    from pathlib import Path

    from igglossary.store.contract.store import Store

    from .conftest import Stores


def filled(store: Store) -> None:
    """Something of every kind, decided and undone."""
    store.reports.save(new_report(a_report("/r.md"), a_pair("Hafengebühr", "port fee"), a_pair("Netz", "net")))
    add(store, a_concept("cable", "Kabel", "cable"), a_concept("gone", "Weg", "gone"))
    store.review.decide([Change("pair", "1", "reject", {"status": "rejected", "note": "\u2028\x1b"}, 1)])
    store.review.decide([Change("concept", "gone", "delete", {"is_deleted": 1}, 1)], reason="doppelt")
    store.review.decide([Change("unit", "1", "approve", {"status": "approved"}, 1)])
    store.review.undo()


def test_counts(store: Store) -> None:
    assert store.upkeep.counts()["document"] == {"all": 0}
    filled(store)
    assert store.upkeep.counts() == {
        "unit": {"candidate": 1},
        "pair": {"candidate": 1, "rejected": 1},
        "concept": {"approved": 1},
        "document": {"all": 1},
        "term": {"all": 2},
        "decision": {"all": 4},
    }


def test_a_dump_makes_an_equal_store(stores: Stores) -> None:
    store, again = stores.open("a"), stores.open("b")
    filled(store)
    lines = everything(store)
    assert again.upkeep.restore(lines, where="dump") == len(lines) - 1
    assert everything(again) == lines
    assert again.review.history() == store.review.history()
    assert again.upkeep.counts() == store.upkeep.counts()
    assert again.upkeep.examine() == []
    assert [row.text for row in again.terms.find([], "kabel").containing] == ["Kabel"]
    with pytest.raises(UsageError):
        again.upkeep.restore(lines, where="dump")
    assert everything(again) == lines


@pytest.mark.parametrize("line", ["no JSON", '{"table": "unit", "row": {"id": 1}}', '{"table": "x", "row": {}}'])
def test_a_dump_that_cannot_be_read_changes_nothing(stores: Stores, line: str) -> None:
    store, again = stores.open("a"), stores.open("b")
    filled(store)
    add(again, a_concept("net", "Netz", "net"))
    before = everything(again)
    with pytest.raises(InputError):
        again.upkeep.restore([*everything(store), line], where="dump")
    assert everything(again) == before
    assert again.upkeep.examine() == []


def test_a_backup_is_a_file_with_all_that_is_there(store: Store, tmp_path: Path) -> None:
    filled(store)
    target = str(tmp_path / "copy.db")
    store.upkeep.backup(target)
    with open_store(target, create=False) as copy:
        assert everything(copy) == everything(store)
        assert copy.upkeep.examine() == []
    with pytest.raises(OutputError):
        store.upkeep.backup(target)
    store.upkeep.backup(target, replace=True)
    with pytest.raises(OutputError):
        store.upkeep.backup(str(tmp_path / "missing" / "copy.db"))


def test_a_trial_leaves_nothing(store: Store) -> None:
    filled(store)
    before = everything(store)
    with store.trial() as trial:
        assert everything(trial) == before
        add(trial, a_concept("net", "Netz", "net"))
        assert trial.terms.concept("net") is not None
    assert everything(store) == before


def test_others_notice_a_change(stores: Stores) -> None:
    store, other = stores.open(), stores.open(person="bert")
    before = store.upkeep.data_version()
    assert store.upkeep.data_version() == before
    add(other, a_concept("net", "Netz", "net"))
    assert store.upkeep.data_version() != before


def test_the_store_knows_that_it_was_filled(stores: Stores) -> None:
    store, other = stores.open(), stores.open(person="bert")
    assert store.shipped is None
    store.upkeep.note_shipped("1.2")
    assert other.shipped == "1.2"
    assert (store.person, other.person) == ("anna", "bert")


def test_a_transaction_of_several_acts_happens_or_does_not(store: Store) -> None:
    filled(store)
    before = everything(store)

    def work() -> None:
        with store.transaction():
            add(store, a_concept("net", "Netz", "net"))
            with store.transaction():
                store.review.decide([Change("pair", "2", "reject", {"status": "rejected"}, 1)])
                store.reports.save(new_report(a_report("/s.md", "Anders.", "bb"), english="Else."))
            raise KeyError

    with pytest.raises(KeyError):
        work()
    assert everything(store) == before
    assert store.upkeep.examine() == []


def test_a_snapshot_shows_one_moment(stores: Stores) -> None:
    store, other = stores.open(), stores.open(person="bert")
    filled(store)
    with store.snapshot():
        before = texts(store)
        other.reports.save(new_report(a_report("/s.md", "Anders.", "bb"), english="Else."))
        assert texts(store) == before
    assert len(texts(store)) == len(before) + 1


def test_closing_twice_is_no_error(stores: Stores) -> None:
    store = stores.open()
    store.close()
    store.close()
