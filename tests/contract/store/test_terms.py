"""What ``contract.terms`` says, for every store."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from igglossary.languages.keys import query_keys
from igglossary.model import AdministrativeStatus, Concept, LanguageSection, SourcedText, Status, Term
from igglossary.store import codec
from igglossary.store.contract import candidate_id
from igglossary.store.contract.review import Change
from igglossary.text.fold import key

from .conftest import a_concept, a_pair, add, mine

if TYPE_CHECKING:
    from igglossary.store.contract.store import Store

    from .conftest import Stores


def found(store: Store, query: str) -> set[str]:
    return {row.entry for row in store.terms.find([one for one, _match in query_keys(query)]).direct}


def test_a_concept_comes_back_as_it_went_in(store: Store) -> None:
    concept = a_concept(
        "c1", "Netz\u2028", "net \U0001f310", notes=("eine Note\n",), definitions=(SourcedText("ein Ding", "Buch"),)
    )
    (outcome,) = add(store, concept)
    assert (outcome.concept_id, outcome.result) == ("c1", "added")
    assert store.terms.concept("c1") == concept
    assert codec.loads(Concept, store.terms.records(["c1", "c2"])["c1"]) == concept
    assert store.terms.concept("c2") is None


def test_every_concept_of_a_file_has_an_outcome(store: Store) -> None:
    add(store, a_concept("net", "Netz", "net"))
    more = replace(a_concept("other", "Netz", "net"), definitions=(SourcedText("ein Ding"),))
    outcomes = add(
        store,
        a_concept("x", "Netz", "net"),
        more,
        more,
        a_concept("net", "Kabel", "cable"),
        Concept("bare"),
    )
    assert [(one.concept_id, one.result, one.reason) for one in outcomes] == [
        ("net", "unchanged", ""),  # says the same under another id
        ("net", "changed", ""),  # means the same
        ("net", "unchanged", ""),
        ("net-2", "added", ""),  # a foreign id that means something else here
        ("bare", "skipped", "no_terms"),
    ]
    merged = store.terms.concept("net")
    assert merged is not None
    assert merged.definitions == (SourcedText("ein Ding"),)


def test_of_what_contradicts_the_stored_stays_and_it_is_said(store: Store) -> None:
    add(store, a_concept("net", "Netz", "net", subject_field="Technik"))
    (outcome,) = add(store, a_concept("net", "Netz", "net", subject_field="Recht"))
    assert len(outcome.contradicted) == 1
    assert store.terms.subjects(["net", "x"]) == {"net": "Technik"}


def test_what_a_person_deleted_or_rejected_does_not_come_back(store: Store) -> None:
    gone, refused = a_concept("gone", "Netz", "net"), a_concept("refused", "Kabel", "cable")
    add(store, gone, refused)
    rejected = codec.encode(replace(refused, status=Status.REJECTED))
    store.review.decide(
        [
            Change("concept", "gone", "delete", {"is_deleted": 1}, 1),
            Change("concept", "refused", "reject", {"data": rejected}, 1),
        ]
    )
    more = SourcedText("neu")
    outcomes = add(store, replace(gone, definitions=(more,)), replace(refused, definitions=(more,)))
    assert [(one.result, one.reason) for one in outcomes] == [("skipped", "deleted"), ("skipped", "rejected")]
    assert found(store, "Netz") == found(store, "Kabel") == set()
    assert [concept.id for concept in store.terms.concepts()] == ["refused"]


def test_nothing_is_added_before_it_is_asked_for(store: Store) -> None:
    outcomes = store.terms.add([a_concept("net", "Netz", "net")])
    assert store.terms.concept("net") is None
    assert [one.result for one in outcomes] == ["added"]


def test_a_term_is_found_under_its_forms(store: Store) -> None:
    add(store, a_concept("net", "Netz", "net"))
    assert found(store, "Netze") == {"net"}
    (row,) = store.terms.find([one for one, _match in query_keys("Netze")]).direct
    assert (row.concept, row.pair, row.lang, row.text, row.folded) == ("net", None, "de", "Netz", key("Netz"))
    assert (row.match, row.is_forbidden) == ("inflected", 0)
    assert store.terms.find(["nothing"]).direct == []


def test_the_better_designation_comes_first(store: Store) -> None:
    avoided = Term("Netz", "de", administrative_status=AdministrativeStatus.DEPRECATED)
    preferred = Term("Netz", "de", administrative_status=AdministrativeStatus.PREFERRED)
    for name, term in (("a", avoided), ("b", Term("Netz", "de")), ("c", preferred)):
        add(store, Concept(name, (LanguageSection("de", (term,)), LanguageSection("en", (Term(name, "en"),)))))
    assert [row.entry for row in store.terms.find([key("Netz")]).direct] == ["c", "b", "a"]
    assert [row.entry for row in store.terms.find([], "netz").containing] == ["c", "b", "a"]


def test_terms_that_contain_a_part_come_with_how_often_they_were_seen(store: Store) -> None:
    mine(store, a_pair("Hafennetz", "port net", seen=3))
    add(store, a_concept("port", "Hafennetz", "port net"), a_concept("rail", "Schienennetz", "rail net"))
    pairs = store.review.entries("pairs", [1])
    store.review.decide([Change("pair", "1", "approve", {"status": "approved", "concept": "port"}, 1)])
    assert pairs[0] is not None
    answer = store.terms.find([], "netz")
    assert [row.text for row in answer.containing] == ["Hafennetz", "Schienennetz"]  # the shorter one first
    assert answer.seen == {"port": 3}
    assert store.terms.find([]).containing == []


def test_the_designations_of_concepts_and_candidates(store: Store) -> None:
    mine(store, a_pair("Hafengebühr", "port fee"))
    terms = (Term("Netz", "de"), Term("Netzwerk", "de", administrative_status=AdministrativeStatus.PREFERRED))
    add(store, Concept("net", (LanguageSection("de", terms), LanguageSection("en", (Term("net", "en"),)))))
    rows = store.terms.designations(["net", candidate_id(1), "x", candidate_id(9)])
    assert {name: [row.text for row in some] for name, some in rows.items()} == {
        "net": ["Netzwerk", "Netz", "net"],
        candidate_id(1): ["Hafengebühr", "port fee"],
    }
    known = {row.id: row for some in rows.values() for row in some}
    assert store.terms.terms([*known, 10**9]) == known
    assert sorted(store.terms.vocabulary()) == sorted((row.id, row.text, row.lang) for row in known.values())


def test_where_a_concept_and_a_candidate_were_seen(store: Store) -> None:
    mine(store, a_pair("Hafengebühr", "port fee", seen=2))
    (one,) = store.terms.seen_in([candidate_id(1)])[candidate_id(1)]
    assert (one.document, one.date, one.occurrences) == ("igglossary:memory", None, 2)
    assert store.terms.seen_in(["x"]) == {"x": []}


def test_concepts_by_their_ids_and_status_while_others_are_written(store: Store) -> None:
    add(store, a_concept("b", "Netz", "net"), a_concept("a", "Kabel", "cable", status=Status.CANDIDATE))
    seen = []
    for concept in store.terms.concepts():
        add(store, a_concept(f"0{concept.id}", f"Neu {concept.id}", f"new {concept.id}"))
        seen.append(concept.id)
    assert seen == ["a", "b"]
    assert [concept.id for concept in store.terms.concepts(statuses=[Status.CANDIDATE])] == ["a"]


def test_a_concept_is_named_in_a_language_whatever_the_case(store: Store) -> None:
    at = Concept(
        "at", (LanguageSection("de-AT", (Term("NETZ", "de-AT"),)), LanguageSection("en", (Term("net", "en"),)))
    )
    add(store, a_concept("b", "Netz", "Netze"), at)
    assert [concept.id for concept in store.terms.named("netz", "de")] == ["at", "b"]
    assert [concept.id for concept in store.terms.named("netz", "en")] == []


def test_pairs_of_good_terms(store: Store) -> None:
    sections = (
        LanguageSection("de", (Term("Netz", "de"), Term("Geflecht", "de", is_forbidden=True))),
        LanguageSection(
            "en", (Term("net", "en"), Term("web", "en", administrative_status=AdministrativeStatus.SUPERSEDED))
        ),
    )
    add(store, Concept("net", sections))
    assert store.terms.term_pairs() == [("Netz", "net", "net")]


def test_candidates_for_an_export(store: Store) -> None:
    mine(store, a_pair("Hafengebühr", "port fee"), a_pair("Netz", "net"), a_pair("Kabel", "cable"))
    store.review.decide([Change("pair", "1", "reject", {"status": "rejected"}, 1)])
    store.review.decide([Change("pair", "3", "defer", {"status": "deferred"}, 1)])
    candidates = list(store.terms.candidates())
    assert [(one.pair, one.german, one.english, one.status) for one in candidates] == [
        (2, "Netz", "net", Status.CANDIDATE),
        (3, "Kabel", "cable", Status.DEFERRED),
    ]
    assert candidates[0].contexts == ("Satz 0 mit Netz", "sentence 0 with net")


def test_what_is_compiled_is_kept_until_the_term_base_changes(stores: Stores) -> None:
    store, other = stores.open(), stores.open(person="bert")
    add(store, a_concept("net", "Netz", "net"))
    data, before = store.terms.compiled("de")
    assert data is None
    store.terms.keep_compiled({"de": b"\0compiled"}, before)
    assert other.terms.compiled("de") == (b"\0compiled", before)
    add(other, a_concept("cable", "Kabel", "cable"))
    data, after = store.terms.compiled("de")
    assert data is None
    assert after != before
    store.terms.keep_compiled({"de": b"old"}, before)  # made from what is there no more
    assert store.terms.compiled("de").data is None
