"""What ``contract.review`` says, for every store: queues, entries, acts, conflicts, undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from igglossary.errors import ConflictError, StoreError
from igglossary.languages.keys import query_keys
from igglossary.memory.concordance import search
from igglossary.model import Relation, Status
from igglossary.store import codec
from igglossary.store.contract.entries import ConceptEntry, PairEntry, UnitEntry
from igglossary.store.contract.review import FIELDS, SORTS, STATUSES, Change, Condition
from igglossary.text.fold import key

from .conftest import a_concept, a_pair, a_report, add, everything, mine, new_report

if TYPE_CHECKING:
    from igglossary.store.contract.store import Store

    from .conftest import Stores

APPROVE = {"status": "approved"}
REJECT = {"status": "rejected"}


def filled(store: Store) -> None:
    """Two pairs, a link, two concepts."""
    store.reports.save(new_report(a_report("/r.md"), a_pair("Hafengebühr", "port fee", seen=2), a_pair("Netz", "net")))
    add(store, a_concept("cable", "Kabel", "cable"), a_concept("net", "Netz", "network"))


def approving(pair: int = 1, version: int = 1, name: str = "fee") -> list[Change]:
    """The two changes of an approval: the pair's, and the concept that it makes."""
    concept = codec.encode(a_concept(name, "Hafengebühr", "port fee"))
    return [
        Change("pair", str(pair), "approve", {**APPROVE, "concept": name}, version),
        Change("concept", name, "create", {"data": concept, "is_deleted": 0}),
    ]


def find(store: Store, query: str) -> set[str]:
    return {row.entry for row in store.terms.find([one for one, _match in query_keys(query)]).direct}


def statuses(store: Store, queue: str = "pairs") -> list[Status]:
    found = store.review.queue(queue, (), "document")
    return [STATUSES[code] for code in found.codes]


# --- looking ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("queue", [queue for queue, sorts in SORTS.items() if sorts])
def test_every_order_shows_everything(store: Store, queue: str) -> None:
    filled(store)
    for sort in SORTS[queue]:
        found = store.review.queue(queue, (), sort)
        assert len(set(found.keys)) == len(found.codes) == {"pairs": 2, "links": 1, "concepts": 2}[queue]


@pytest.mark.parametrize("kind", list(FIELDS))
def test_every_field_is_answered(store: Store, kind: str) -> None:
    filled(store)
    everyone = store.review.matching(kind, ())
    assert len(everyone) == {"pairs": 2, "links": 1, "concepts": 2, "units": 1}[kind]
    for field in FIELDS[kind]:
        for operator, value in asked_of(field):
            yes, no = (
                store.review.matching(kind, (Condition(field, operator, value, is_negated),))
                for is_negated in (False, True)
            )
            assert yes | no == everyone, (field, operator)
            assert not yes & no, (field, operator)


def asked_of(field: str) -> list[tuple[str, str | float]]:
    """Operators and values that a filter may ask of a field."""
    if field in ("count", "documents", "score", "keep"):
        return [(operator, 1.0) for operator in ("=", "<", "<=", ">", ">=")]
    if field in ("general", "doubt", "conflict", "known", "defined", "complete", "mine", "shipped"):
        return [("=", "")]
    return (
        [("=", "candidate" if field == "status" else "translation")]
        if field in ("status", "relation")
        else [("has", "e")]
    )


def test_texts_are_compared_case_folded(store: Store) -> None:
    filled(store)
    for value, keys in (("HAFENGEBÜHR", [1]), ("netz", [2]), ("%", []), ("_", [])):
        assert list(store.review.queue("pairs", (Condition("text", "has", value),), "de").keys) == keys
    assert list(store.review.queue("pairs", (), "de").keys) == [1, 2]
    assert list(store.review.queue("pairs", (), "count").keys) == [1, 2]
    both = (Condition("de", "has", "e"), Condition("count", ">=", 2.0))
    assert list(store.review.queue("pairs", both, "count").keys) == [1]


def test_a_queue_counts_what_it_does_not_show(store: Store) -> None:
    filled(store)
    store.review.decide([Change("pair", "1", "reject", REJECT, 1)])
    found = store.review.queue("pairs", (Condition("status", "=", "rejected"),), "count")
    assert (list(found.keys), bytes(found.codes)) == ([1], bytes([STATUSES.index(Status.REJECTED)]))
    assert found.counts == store.review.counts("pairs") == [1, 0, 1, 0]


def test_rows_and_entries_in_the_order_that_was_asked_for(store: Store) -> None:
    filled(store)
    second, none, first = store.review.rows("pairs", [2, 99, 1])
    assert none is None
    assert first is not None
    assert second is not None
    assert (first.entry_id, first.german, first.english, first.status, first.count) == (
        "1", "Hafengebühr", "port fee", Status.CANDIDATE, 2,
    )  # fmt: skip
    assert second.german == "Netz"
    missing, pair = store.review.entries("pairs", [99, 1])
    assert missing is None
    assert isinstance(pair, PairEntry)
    assert [one.term for one in pair.suggestions] == ["port fee", "port fee two"]
    assert (pair.occurrences, pair.documents, pair.version) == (2, 1, 1)
    (unit,) = store.review.entries("links", [1])
    assert isinstance(unit, UnitEntry)
    assert (unit.german, unit.english, unit.relation) == (
        "Das Netz ist offen.",
        "The net is open.",
        Relation.TRANSLATION,
    )
    assert [one.kind for one in unit.evidence] == ["name"]
    assert [place.document for place in unit.places] == ["Bericht"]
    number = store.review.key("concepts", "net")
    assert number is not None
    (concept,) = store.review.entries("concepts", [number])
    assert isinstance(concept, ConceptEntry)
    assert concept.concept == store.terms.concept("net")
    assert store.review.key("concepts", "never") is None
    assert store.review.key("pairs", "2") == 2


def test_occurrences_and_their_neighbours(store: Store) -> None:
    filled(store)
    assert len(store.review.occurrences(1)) == 2
    assert len(store.review.occurrences(1, limit=1)) == 1
    assert store.review.occurrences(99) == ()
    around = [("Das Netz ist offen.", True), ("Das war es.", False)]
    assert store.review.context("aa", "s1") == store.review.unit_context(1, "Das Netz ist offen.") == around
    assert store.review.context("aa", "s1", around=0) == around[:1]
    assert store.review.context("bb", "s1") == store.review.context(None, "s1") == []


# --- deciding --------------------------------------------------------------------------------------------------------


def test_an_act_gives_back_what_a_list_shows_of_it(store: Store) -> None:
    filled(store)
    decided = store.review.decide(approving(), reason="klar", queue="pairs")
    assert [(one.entry_kind, one.entry_id, one.action) for one in decided.decisions] == [
        ("pair", "1", "approve"),
        ("concept", "fee", "create"),
    ]
    assert {one.act for one in decided.decisions} == {decided.decisions[0].act}
    assert decided.decisions[0].old == {"status": "candidate", "concept": None}
    assert (decided.decisions[0].person, decided.decisions[0].reason) == ("anna", "klar")
    assert decided.keys == (1,)
    (row,) = decided.rows
    assert row is not None
    assert row.status is Status.APPROVED
    assert list(decided.decisions) == store.review.history()
    assert store.review.decide([Change("pair", "2", "reject", REJECT, 1)]).keys == ()


def test_a_look_up_follows_an_approval(store: Store) -> None:
    filled(store)
    assert find(store, "Hafengebühren") == {"pair-1"}
    store.review.decide(approving())
    assert find(store, "Hafengebühren") == {"fee"}
    store.review.undo()
    assert find(store, "Hafengebühren") == {"pair-1"}
    store.review.decide([Change("pair", "1", "reject", REJECT, 3)])
    assert find(store, "Hafengebühren") == set()


def test_the_memory_follows_an_edit(store: Store) -> None:
    filled(store)
    store.review.decide([Change("unit", "1", "edit", {"source": "The cable holds.", "status": "candidate"}, 1)])
    assert [hit.text for hit in search(store, "cable")] == ["The cable holds."]
    assert search(store, "open") == []
    assert store.upkeep.examine() == []
    store.review.undo()
    assert [hit.text for hit in search(store, "open")] == ["The net is open."]
    assert store.upkeep.examine() == []


def test_who_saw_an_older_version_gets_a_conflict_and_nothing_of_the_act_is_done(stores: Stores) -> None:
    anna, bert = stores.open(person="anna"), stores.open(person="bert")
    filled(anna)
    bert.review.decide([Change("pair", "1", "reject", REJECT, 1)])
    before = everything(anna)
    act = [Change("pair", "2", "reject", REJECT, 1), *approving()]
    with pytest.raises(ConflictError) as caught:
        anna.review.decide(act)
    assert "bert" in str(caught.value)
    assert everything(anna) == before
    anna.review.decide([act[0], *approving(version=2)])
    assert statuses(bert) == [Status.APPROVED, Status.REJECTED]


@pytest.mark.parametrize(
    "change",
    [
        Change("pair", "99", "reject", REJECT, 1),
        Change("unit", "99", "reject", REJECT, 1),
        Change("concept", "99", "delete", {"is_deleted": 1}, 1),
        Change("concept", "net", "create", {"data": codec.encode(a_concept("net", "x", "y")), "is_deleted": 0}),
    ],
)
def test_an_entry_that_is_gone_or_already_there_is_a_conflict(store: Store, change: Change) -> None:
    filled(store)
    before = everything(store)
    with pytest.raises(ConflictError):
        store.review.decide([Change("pair", "1", "reject", REJECT, 1), change])
    assert everything(store) == before


def test_an_empty_side_is_refused_and_nothing_is_done(store: Store) -> None:
    filled(store)
    before = everything(store)
    with pytest.raises(StoreError):
        store.review.decide([Change("pair", "1", "reject", REJECT, 1), Change("unit", "1", "edit", {"target": " "}, 1)])
    assert everything(store) == before


def test_an_act_is_undone_and_done_again_as_a_whole(store: Store) -> None:
    filled(store)
    store.review.decide(approving())
    undone = store.review.undo(queue="pairs")
    assert [one.action for one in undone.decisions] == ["undo", "undo"]
    assert undone.keys == (1,)
    assert store.terms.concept("fee") is None
    assert statuses(store)[0] is Status.CANDIDATE
    redone = store.review.redo(queue="concepts")
    assert [one.action for one in redone.decisions] == ["redo", "redo"]
    assert [row.entry_id for row in redone.rows if row is not None] == ["fee"]
    assert store.terms.concept("fee") is not None
    assert store.review.redo().decisions == ()
    store.review.undo()
    store.review.decide([Change("pair", "2", "reject", REJECT, 1)])
    assert store.review.redo().decisions == ()  # a new act came after


def test_a_person_takes_back_only_acts_of_their_own(stores: Stores) -> None:
    anna, bert = stores.open(person="anna"), stores.open(person="bert")
    filled(anna)
    anna.review.decide([Change("pair", "1", "reject", REJECT, 1)])
    bert.review.decide([Change("pair", "2", "reject", REJECT, 1)])
    assert [one.entry_id for one in anna.review.undo().decisions] == ["1"]
    assert anna.review.undo().decisions == ()
    assert statuses(anna) == [Status.CANDIDATE, Status.REJECTED]


def test_what_somebody_changed_since_cannot_be_taken_back(stores: Stores) -> None:
    anna, bert = stores.open(person="anna"), stores.open(person="bert")
    filled(anna)
    anna.review.decide([Change("pair", "1", "reject", REJECT, 1), Change("pair", "2", "reject", REJECT, 1)])
    bert.review.decide([Change("pair", "2", "approve", APPROVE, 2)])
    before = everything(anna)
    with pytest.raises(ConflictError):
        anna.review.undo()
    assert everything(anna) == before


def test_the_history_of_one_entry_or_kind(store: Store) -> None:
    filled(store)
    store.review.decide(approving())
    store.review.decide([Change("pair", "2", "reject", REJECT, 1)])
    assert [one.entry_id for one in store.review.history("pair")] == ["1", "2"]
    assert [one.action for one in store.review.history("concept", "fee")] == ["create"]
    assert store.review.history("unit") == []
    asked = [("pair", "1"), ("unit", "1"), ("concept", "fee"), ("pair", "99"), ("concept", "gone")]
    assert store.review.labels(asked) == {
        ("pair", "1"): ("Hafengebühr", "port fee"),
        ("unit", "1"): ("The net is open.", "Das Netz ist offen."),
        ("concept", "fee"): ("Hafengebühr", "port fee"),
    }


def test_the_ground_of_an_act(store: Store) -> None:
    filled(store)
    store.review.decide(approving())
    store.review.decide([Change("pair", "2", "approve", {**APPROVE, "concept": "fee"}, 1)])
    store.review.decide([Change("concept", "cable", "delete", {"is_deleted": 1}, 1)])
    ground = store.review.ground([1], ["netz", "x"], ["cable", "free"])
    assert ground.named == {"netz": ("net",), "x": ()}
    assert set(ground.concepts) == {"fee", "net", "cable"}
    assert ground.concepts["net"] == (store.terms.concept("net"), 1)
    assert ground.concepts["cable"] == (None, 2)
    assert ground.sharing == {1: (("Netz", "net"),)}
    assert ground.first_seen[1].german.text == "Hafengebühr"
    assert store.review.ground([99]) == ({}, {}, {}, {})


def test_a_link_becomes_two(store: Store) -> None:
    filled(store)
    halves = [
        {"status": "candidate", "source": "The net", "target": "Das Netz"},
        {"status": "candidate", "source": "is open.", "target": "ist offen."},
    ]
    split = store.review.split(1, 1, halves)
    assert len(split.keys) == 2
    assert [row.english for row in split.rows if row is not None] == ["The net", "is open."]
    assert [hit.text for hit in search(store, "open")] == ["is open."]
    entries = store.review.entries("links", split.keys)
    assert all(isinstance(one, UnitEntry) and one.places and one.evidence for one in entries)
    assert store.upkeep.examine() == []
    store.review.undo()
    assert [hit.text for hit in search(store, "open")] == ["The net is open."]
    before = everything(store)
    with pytest.raises(ConflictError):
        store.review.split(1, 1, halves)
    assert everything(store) == before


def test_a_deleted_concept_is_brought_back(store: Store) -> None:
    filled(store)
    assert not store.review.restore("net")
    store.review.decide([Change("concept", "net", "delete", {"is_deleted": 1}, 1)], queue="concepts")
    assert find(store, "Netz") == {"pair-2"}
    assert store.review.restore("net")
    assert find(store, "Netz") == {"net", "pair-2"}
    assert not store.review.restore("never")
    assert [one.action for one in store.review.history("concept", "net")] == ["delete", "restore"]


def test_the_pace_counts_acts_that_stand(store: Store) -> None:
    filled(store)
    store.review.decide([Change("pair", "1", "reject", REJECT, 1)])
    first = store.review.decide([Change("pair", "2", "reject", REJECT, 1)]).decisions[0].at
    store.review.decide([Change("pair", "1", "note", {"note": "x"}, 2)])
    assert store.review.decision_times()[0] == first
    assert len(store.review.decision_times()) == 2
    store.review.undo()
    store.review.undo()
    assert len(store.review.decision_times()) == 1


def test_what_was_decided_since_the_last_export(store: Store) -> None:
    filled(store)
    store.review.decide(approving())
    assert store.review.since_export() == {"concept": 1, "pair": 1}
    store.review.note_export()
    assert store.review.since_export() == {}
    store.review.decide([Change("pair", "2", "reject", REJECT, 1)])
    assert store.review.since_export() == {"pair": 1}


def test_what_mining_proposes_again_changes_no_decision(store: Store) -> None:
    mine(store, a_pair("Hafengebühr", "port fee"))
    store.review.decide([Change("pair", "1", "edit", {"english": "harbour fee", "status": "candidate"}, 1)])
    mine(store, a_pair("Hafengebühr", "port dues", score=0.99))
    (pair,) = store.review.entries("pairs", [1])
    assert isinstance(pair, PairEntry)
    assert pair.english == "harbour fee"
    assert key("Hafengebühr") in {row.folded for row in store.terms.find([], "hafen").containing}
