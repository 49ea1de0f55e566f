"""A session decides, edits, merges and undoes; every act is in the store at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from igglossary.errors import UsageError
from igglossary.model import (
    AdministrativeStatus,
    Concept,
    LanguageSection,
    Relation,
    Status,
    Suggestion,
    Term,
    TermPair,
)
from igglossary.review.conflicts import Resolution
from igglossary.review.progress import ReviewSummary
from igglossary.review.session import ReviewSession
from igglossary.store.contract.entries import ConceptEntry, PairEntry, UnitEntry
from igglossary.store.contract.review import Row
from igglossary.store.sqlite import concepts, decisions, documents, pairs, queue
from igglossary.store.sqlite.opening import open_store

if TYPE_CHECKING:
    from igglossary.store.sqlite.store import Store


def go(session: ReviewSession, text: str) -> None:
    for position in range(len(session)):
        row = session.row(position)
        if isinstance(row, Row) and text in (row.german, row.english):
            session.move_to(position)
            return
    raise AssertionError(text)


def pair(session: ReviewSession) -> PairEntry:
    assert isinstance(session.entry, PairEntry)
    return session.entry


def terms(store: Store, concept_id: str | None, lang: str) -> list[tuple[str, str | None]]:
    concept = concepts.get_concept(store, concept_id or "")
    section = concept.section(lang) if concept is not None else None
    return [] if section is None else [(term.text, term.administrative_status) for term in section.terms]


def test_approving_makes_a_concept_and_goes_on(harbour: Store) -> None:
    session = ReviewSession(harbour)
    go(session, "Kaimauer")
    outcome = session.decide(Status.APPROVED)
    assert outcome.is_done
    assert "Kaimauer ↔ quay wall" in str(outcome.message)
    assert pair(session).status is Status.CANDIDATE
    go(session, "Kaimauer")
    made = concepts.get_concept(harbour, pair(session).concept or "")
    assert made is not None
    assert made.status is Status.APPROVED
    assert terms(harbour, made.id, "en") == [("quay wall", "preferred")]
    assert made.languages[0].terms[0].contexts[0].text == "Seit Mai gilt die Kaimauer auch hier."
    assert made.source == "Hafenbericht"


def test_rows_keep_their_place_until_refreshed(harbour: Store) -> None:
    session = ReviewSession(harbour, filter="status:open")
    before = [session.rows.key(position) for position in range(len(session))]
    session.decide(Status.REJECTED)
    assert [session.rows.key(position) for position in range(len(session))] == before
    assert session.position == 1
    session.refresh()
    assert len(session) == len(before) - 1


def test_undo_brings_everything_back_and_the_cursor_too(harbour: Store) -> None:
    session = ReviewSession(harbour)
    go(session, "Kaimauer")
    key = pair(session).key
    session.decide(Status.APPROVED)
    concept = next(iter(concepts.find_by_term(harbour, "Kaimauer", "de")))
    assert "Kaimauer" in str(session.undo().message)
    assert pair(session).key == key
    assert pair(session).status is Status.CANDIDATE
    assert concepts.get_concept(harbour, concept) is None
    assert session.progress().open == 5
    assert session.redo().is_done
    assert concepts.get_concept(harbour, concept) is not None
    assert not session.redo().is_done


def test_undo_works_tomorrow(harbour: Store) -> None:
    session = ReviewSession(harbour)
    key = pair(session).key
    session.decide(Status.DEFERRED)
    with open_store(harbour.path, person="anna") as later:
        again = ReviewSession(later)
        assert again.undo().is_done
        assert pair(again).key == key


def test_a_conflict_asks_and_can_replace(harbour: Store) -> None:
    session = ReviewSession(harbour)
    go(session, "Lotsenpflicht")
    asked = session.decide(Status.APPROVED)
    assert asked.conflict is not None
    assert asked.conflict.english == "mandatory pilotage"
    assert pair(session).status is Status.CANDIDATE
    assert session.decide(Status.APPROVED, resolution=Resolution.REPLACE).is_done
    assert terms(harbour, "known-1", "en") == [
        ("mandatory pilotage", "superseded"),
        ("compulsory pilotage", "preferred"),
    ]


@pytest.mark.parametrize(("resolution", "count"), [(Resolution.ADMIT, 1), (Resolution.SEPARATE, 2)])
def test_a_conflict_can_admit_both_or_make_a_homonym(harbour: Store, resolution: Resolution, count: int) -> None:
    session = ReviewSession(harbour)
    go(session, "Lotsenpflicht")
    session.decide(Status.APPROVED, resolution=resolution)
    found = concepts.find_by_term(harbour, "Lotsenpflicht", "de")
    assert len(found) == count
    assert ("mandatory pilotage", "preferred") in terms(harbour, "known-1", "en")


def test_approving_what_the_term_base_has_adds_nothing(harbour: Store) -> None:
    session = ReviewSession(harbour)
    go(session, "Lotsenpflicht")
    session.edit("Lotsenpflicht", "mandatory pilotage")
    assert session.decide(Status.APPROVED).is_done
    go(session, "Lotsenpflicht")
    assert pair(session).concept is None
    session.decide(Status.REJECTED)
    assert terms(harbour, "known-1", "en") == [("mandatory pilotage", "preferred")]


def test_rejecting_an_approved_pair_takes_its_concept_back(harbour: Store) -> None:
    session = ReviewSession(harbour)
    go(session, "Kaimauer")
    session.decide(Status.APPROVED)
    go(session, "Kaimauer")
    session.decide(Status.REJECTED)
    assert concepts.find_by_term(harbour, "Kaimauer", "de") == []
    session.undo()
    assert len(concepts.find_by_term(harbour, "Kaimauer", "de")) == 1


def test_editing_opens_the_pair_again(harbour: Store) -> None:
    session = ReviewSession(harbour)
    go(session, "Kaimauer")
    session.decide(Status.APPROVED)
    go(session, "Kaimauer")
    assert session.edit("Kaimauer", "sea wall").is_done
    assert pair(session).status is Status.CANDIDATE
    assert pair(session).english == "sea wall"
    assert concepts.find_by_term(harbour, "Kaimauer", "de") == []
    assert not session.edit("Kaimauer", "sea wall").is_done


def test_an_empty_side_blocks(harbour: Store) -> None:
    session = ReviewSession(harbour)
    outcome = session.edit("", "x")
    assert not outcome.is_done
    assert outcome.findings[0].is_blocking


def test_a_suggestion_is_chosen_but_not_approved(harbour: Store) -> None:
    session = ReviewSession(harbour)
    go(session, "Liegeplatz")
    assert session.choose(2).is_done
    assert (pair(session).english, pair(session).status) == ("berth charge", Status.CANDIDATE)
    assert not session.choose(2).is_done
    assert not session.choose(9).is_done


def test_the_term_status_follows_into_the_concept(harbour: Store) -> None:
    session = ReviewSession(harbour)
    go(session, "Kaimauer")
    session.decide(Status.APPROVED)
    go(session, "Kaimauer")
    session.cycle_term_status()
    assert pair(session).administrative_status is AdministrativeStatus.ADMITTED
    assert terms(harbour, pair(session).concept, "en") == [("quay wall", "admitted")]


def test_marked_pairs_become_one_concept_and_can_be_split(harbour: Store) -> None:
    session = ReviewSession(harbour)
    assert not session.merge().is_done
    for german in ("Liegeplatz", "Ankerplatz"):
        go(session, german)
        session.toggle_mark()
    assert session.merge().is_done
    assert not session.marks
    go(session, "Ankerplatz")
    shared = pair(session).concept
    assert terms(harbour, shared, "de") == [("Liegeplatz", "preferred"), ("Ankerplatz", "admitted")]
    assert terms(harbour, shared, "en") == [("berth", "preferred")]
    assert session.split_pair().is_done
    assert pair(session).concept != shared
    assert terms(harbour, shared, "de") == [("Liegeplatz", "preferred")]
    assert not session.split_pair().is_done
    session.undo()
    session.undo()
    assert session.progress().open == 5


def test_bulk_says_what_it_will_do_and_is_one_undo(harbour: Store) -> None:
    session = ReviewSession(harbour)
    bulk = session.start_bulk(Status.APPROVED)
    assert list(bulk.look()) == [5]
    assert (len(bulk.keys), bulk.is_marked, bulk.decided, bulk.new_concepts, bulk.new_terms) == (5, False, 4, 4, 0)
    assert [row.german for row in bulk.least_sure()] == ["Ankerplatz", "Liegeplatz", "Kaimauer"]
    assert [row.german for row in bulk.staying()] == ["Lotsenpflicht"]
    assert decisions.history(harbour) == []
    outcome = session.bulk(bulk)
    assert "4" in str(outcome.message)
    assert "1 in conflict" in str(outcome.message)
    assert session.progress().open == 1
    assert session.undo().is_done
    assert session.progress().open == 5
    session.mark_range()
    assert session.start_bulk(Status.REJECTED).is_marked


def test_two_marked_pairs_of_one_german_term_conflict_within_the_act(harbour: Store) -> None:
    session = ReviewSession(harbour)
    go(session, "Ankerplatz")
    session.edit("Liegeplatz", "mooring")
    outcome = session.bulk(session.start_bulk(Status.APPROVED))
    assert "2 in conflict" in str(outcome.message)


def test_two_persons_see_each_other(harbour: Store) -> None:
    mine = ReviewSession(harbour)
    assert mine.entry is not None
    with open_store(harbour.path, person="bert") as store:
        ReviewSession(store).decide(Status.REJECTED)
    outcome = mine.decide(Status.APPROVED)
    assert "bert" in str(outcome.clash)
    assert mine.entry is not None
    assert mine.entry.status is Status.REJECTED
    assert mine.dissent("approve").is_done
    told = mine.history()
    assert [(d.person, d.action) for d in told] == [("bert", "reject"), ("anna", "dissent")]
    assert told[-1].reason == "approve"
    assert mine.decide(Status.APPROVED).is_done


def test_notes_and_pace(harbour: Store) -> None:
    times = iter(f"2026-01-02T03:{minute:02d}:00Z" for minute in range(60))
    session = ReviewSession(harbour, now=lambda: next(times))
    assert session.set_note(" nur in Zitaten ").is_done
    assert session.entry is not None
    assert session.entry.note == "nur in Zitaten"
    for _round in range(3):
        session.decide(Status.DEFERRED)
    assert session.progress().per_hour == 60
    assert session.undo().is_done
    summary = session.summary()
    assert (summary.deferred, summary.other, summary.left["pairs"]) == (2, 1, 3)
    assert str(summary.message).startswith("2 decided: 0 approved, 0 rejected, 2 for later.")


def test_links_change_relation_split_and_join(harbour: Store) -> None:
    session = ReviewSession(harbour, "links")
    first = session.entry
    assert isinstance(first, UnitEntry)
    assert first.german.startswith("Die Gebühr")
    assert session.set_relation().is_done
    assert isinstance(session.entry, UnitEntry)
    assert session.entry.relation is Relation.MENTION
    split = session.split_link(
        ("Die Gebühr stieg um 12 Prozent.", "Liegeplätze blieben frei."),
        ("The fee rose by 12 percent.", "Berths stayed free."),
    )
    assert split.is_done
    assert len(session) == 4
    second = session.row(1)
    assert isinstance(second, Row)
    assert second.german == "Liegeplätze blieben frei."
    session.move_to(0)
    session.toggle_mark()
    session.toggle_mark()
    assert session.merge().is_done
    session.move_to(0)
    assert session.entry.german == first.german
    assert session.row(1) is not None
    session.undo()
    session.undo()
    session.move_to(0)
    assert isinstance(session.entry, UnitEntry)
    assert (session.entry.german, session.entry.english) == (first.german, first.english)
    assert session.entry.status is first.status


def test_links_are_trimmed_and_identical_sentences_block(harbour: Store) -> None:
    session = ReviewSession(harbour, "links")
    assert session.edit("Die Gebühr stieg um 12 Prozent.", "The fee rose by 12 percent.").is_done
    text = "The same words here again"
    assert session.edit(text, text).findings[0].is_blocking
    assert not session.decide(Status.APPROVED).is_done


def test_concepts_are_made_edited_merged_and_searched(harbour: Store) -> None:
    session = ReviewSession(harbour, "concepts")
    new = Concept("own-1", (LanguageSection("de", (Term("Mole", "de"),)), LanguageSection("en", (Term("mole", "en"),))))
    assert session.put_concept(new).is_done
    assert isinstance(session.entry, ConceptEntry)
    assert session.entry.concept.id == "own-1"
    assert not session.put_concept(new).is_done
    assert session.put_concept(replace(new, subject_field="Hafenbau")).is_done
    assert not session.put_concept(replace(new, languages=())).is_done
    session.set_filter("mole")
    assert len(session) == 1
    session.set_filter("")
    session.move_to(0)
    session.toggle_mark()
    session.toggle_mark()
    assert session.merge().is_done
    session.refresh()
    assert len(session) == 1
    session.undo()
    session.refresh()
    assert len(session) == 2


def test_the_export_is_remembered(harbour: Store) -> None:
    session = ReviewSession(harbour)
    session.decide(Status.REJECTED)
    assert session.changes_since_export() == {"pair": 1}
    session.note_export()
    assert session.changes_since_export() == {}


def test_nothing_to_do_is_said(store: Store) -> None:
    for kind in ("pairs", "links", "concepts"):
        session = ReviewSession(store, kind)
        assert session.entry is None
        assert not session.decide(Status.APPROVED).is_done
        assert not session.undo().is_done
        session.move(1)
        session.toggle_mark()
    with pytest.raises(UsageError):
        ReviewSession(store, "cats")


def test_an_approved_link_cannot_be_decided_twice(harbour: Store) -> None:
    session = ReviewSession(harbour, "links")
    session.decide(Status.APPROVED)
    session.move_to(0)
    assert not session.decide(Status.APPROVED).is_done
    assert len(decisions.history(harbour, "unit")) == 1


def test_merges_and_bulk_acts_are_counted_and_uncounted(harbour: Store) -> None:
    session = ReviewSession(harbour)
    session.decide(Status.APPROVED)
    session.toggle_mark()
    session.toggle_mark()
    assert session.merge().is_done
    assert session.summary().approved == 3
    assert "2 entries" in str(session.undo().message)
    assert session.summary().approved == 1
    before = session.counts[:]
    assert session.bulk(session.start_bulk(Status.REJECTED)).is_done
    count = session.summary().rejected
    assert count == before[0]
    assert f"{count} entries" in str(session.undo().message)
    assert (session.summary().approved, session.summary().rejected) == (1, 0)


def test_the_pace_counts_standing_acts(harbour: Store) -> None:
    session = ReviewSession(harbour)
    session.decide(Status.APPROVED)
    session.bulk(session.start_bulk(Status.REJECTED))
    assert len(queue.recent_decision_times(harbour)) == 2
    session.undo()
    assert len(queue.recent_decision_times(harbour)) == 1


def test_the_summary_names_what_is_open(harbour: Store) -> None:
    session = ReviewSession(harbour, "concepts")
    assert "Still open: " in str(session.summary().message)
    assert "term pair" in str(session.summary().message)
    assert str(ReviewSummary().message) == "Nothing was decided. Nothing is left."


@pytest.mark.parametrize("acts", [1, 2])
def test_undo_brings_back_what_has_left_the_list(harbour: Store, acts: int) -> None:
    session = ReviewSession(harbour, filter="status:open")
    for _round in range(acts):
        session.decide(Status.REJECTED)
    session.refresh()
    left = len(session)
    here = pair(session).german
    said = str(session.undo().message)
    assert len(session) == left + 1
    assert pair(session).status is Status.CANDIDATE
    assert pair(session).german in said
    assert here not in said


def test_undo_of_a_large_act_reads_the_queue_again(harbour: Store) -> None:
    run = documents.start_run(harbour, "build")
    with harbour.transaction():
        document = documents.add_file(harbour, run, path="many", kind="txt", sha256="09")
        many = [TermPair(f"Hafen {n}", f"harbour {n}", 0.5, (Suggestion(f"harbour {n}", 0.5),)) for n in range(100)]
        pairs.save_mined(harbour, document, many)
    session = ReviewSession(harbour, filter="status:open")
    before = len(session)
    session.bulk(session.start_bulk(Status.REJECTED))
    session.refresh()
    assert len(session) == 0
    assert session.undo().is_done
    assert len(session) == before
    assert session.counts[0] == before


def test_the_end_of_a_list_and_an_empty_one_are_said(harbour: Store, store: Store) -> None:
    session = ReviewSession(harbour, filter="Kaimauer")
    assert str(session.decide(Status.REJECTED).message).endswith("Everything here is decided.")
    session.set_filter("zebra")
    assert "Change the filter" in str(session.nothing_here())
    with open_store(f"{store.path}.empty") as empty:
        assert "igglossary build" in str(ReviewSession(empty).nothing_here())
