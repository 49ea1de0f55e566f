"""What a review teaches: conflicts in any spelling, just a word, reasons, general words, decisions in bulk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from igglossary.languages.sameness import Variation
from igglossary.model import (
    AdministrativeStatus,
    Concept,
    LanguageSection,
    Status,
    Suggestion,
    Term,
    TermPair,
)
from igglossary.review import bulk as bulk_module
from igglossary.review.conflicts import Dispute, Resolution
from igglossary.review.session import ReviewSession
from igglossary.store.contract.entries import PairEntry
from igglossary.store.contract.review import Row
from igglossary.store.sqlite import concepts, decisions, documents, dump, pairs
from igglossary.store.sqlite.opening import open_store
from igglossary.terms.mining.known import KnownTerms, without_stopped

if TYPE_CHECKING:
    from pathlib import Path

    from igglossary.store.sqlite.store import Store


def add(store: Store, *mined: tuple[str, str, float], termhood: float = 0.9, name: str = "r") -> None:
    run = documents.start_run(store, "build")
    with store.transaction():
        document = documents.add_file(store, run, path=name, kind="txt", sha256=name)
        found = [
            TermPair(german, english, score, (Suggestion(english, score),), termhood=termhood)
            for german, english, score in mined
        ]
        pairs.save_mined(store, document, found)


def know(store: Store, german: str, english: str, status: AdministrativeStatus | None = None) -> None:
    with store.transaction():
        sections = (
            LanguageSection("de", (Term(german, "de"),)),
            LanguageSection("en", (Term(english, "en", administrative_status=status),)),
        )
        concepts.write_concept(store, Concept("known-1", sections))


@pytest.mark.parametrize(
    ("known", "mined", "difference"),
    [
        ("Online-Register", "Online Register", Variation.HYPHEN),
        ("Onlineregister", "Online-Register", Variation.HYPHEN),
        ("Port State", "port state", Variation.CASE),
        ("Schadensersatz", "Schadenersatz", Variation.SPELLING),
        ("Überwachung", "Ueberwachung", Variation.SPELLING),
        ("Mole", "Mole", Variation.NONE),
    ],
)
def test_a_conflict_is_seen_in_any_spelling_everywhere(
    store: Store, known: str, mined: str, difference: Variation
) -> None:
    know(store, known, "one thing")
    add(store, (mined, "another thing", 0.9))
    session = ReviewSession(store)
    row = session.row(0)
    assert isinstance(row, Row)
    assert session.is_disputed(row)
    conflict = session.decide(Status.APPROVED).conflict
    assert conflict is not None
    assert (conflict.dispute, conflict.german, conflict.english) == (Dispute.OTHER_ENGLISH, known, "one thing")
    assert conflict.variation is difference
    assert session.term_conflict() == conflict
    assert [finding.conflict for finding in session.findings() if finding.conflict] == [conflict]
    assert len(ReviewSession(store, filter="conflict:yes")) == 1
    assert len(ReviewSession(store, filter="konflikt:nein")) == 0
    decision = session.start_bulk(Status.APPROVED)
    assert list(decision.look()) == [1]
    assert [one.german for one in decision.staying()] == [mined]
    assert not session.bulk(decision).is_done
    assert KnownTerms([(known, "one thing", "known-1")]).conflict(mined, "another thing") == "one thing"
    assert session.decide(Status.APPROVED, resolution=Resolution.ADMIT).is_done
    assert not session.is_disputed(row)


def test_another_spelling_of_the_same_pair_is_no_conflict(store: Store) -> None:
    know(store, "Online-Register", "harbour organisation")
    add(store, ("Online Register", "harbor organization", 0.9))
    session = ReviewSession(store)
    assert session.decide(Status.APPROVED).is_done
    assert len(list(store.terms.concepts())) == 1


def test_a_term_that_is_not_to_be_used_is_asked_about(store: Store) -> None:
    know(store, "Mole", "mole", AdministrativeStatus.DEPRECATED)
    add(store, ("Mole", "mole", 0.9))
    session = ReviewSession(store)
    conflict = session.decide(Status.APPROVED).conflict
    assert conflict is not None
    assert conflict.dispute is Dispute.AVOIDED
    assert session.decide(Status.APPROVED, resolution=Resolution.REPLACE).is_done
    (concept,) = store.terms.concepts()
    assert concept.languages[1].terms[0].administrative_status is AdministrativeStatus.PREFERRED


@pytest.mark.parametrize(
    ("german", "english", "is_opposite"),
    [
        ("Entkriminalisierung", "criminalization", True),
        ("Regulierung der Schlepper", "deregulation of tugs", True),
        ("Entkriminalisierung", "decriminalisation", False),
        ("Kaimauer", "quay wall", False),
    ],
)
def test_opposites_are_asked_about(store: Store, german: str, english: str, is_opposite: bool) -> None:
    add(store, (german, english, 0.9))
    session = ReviewSession(store)
    outcome = session.decide(Status.APPROVED)
    assert (outcome.conflict is not None) is is_opposite
    if is_opposite:
        assert outcome.conflict is not None
        assert outcome.conflict.dispute is Dispute.OPPOSITE
        assert session.decide(Status.APPROVED, resolution=Resolution.SEPARATE).is_done


def test_just_a_word_is_not_proposed_again_in_any_spelling(store: Store) -> None:
    add(store, ("Eckpunkt", "key point", 0.9), ("Eck-Punkt", "corner", 0.8), ("Mole", "mole", 0.7))
    session = ReviewSession(store, sort="score")
    outcome = session.not_a_term()
    assert outcome.is_done
    assert [row.status for at in range(3) if isinstance(row := session.row(at), Row)] == [
        Status.REJECTED, Status.REJECTED, Status.CANDIDATE,
    ]  # fmt: skip
    assert store.review.stop_list() == ["Eck-Punkt", "Eckpunkt"]
    mined = [TermPair(name, "x", 0.9) for name in ("Eck-punkt", "Eckpunkte", "Molen")]
    kept, stopped = without_stopped(mined, store.review.stop_list())
    assert ([one.german for one in kept], stopped) == (["Eckpunkte", "Molen"], 1)
    assert len(ReviewSession(store, filter="status:all grund:wort")) == 2
    assert session.undo().is_done
    assert store.review.stop_list() == []


def test_a_dump_has_the_stop_list(store: Store, tmp_path: Path) -> None:
    add(store, ("Eckpunkt", "key point", 0.9))
    ReviewSession(store).not_a_term()
    lines = list(dump.dump(store))
    with open_store(str(tmp_path / "other.db")) as other:
        dump.restore(other, lines, where="dump")
        assert other.review.stop_list() == ["Eckpunkt"]
        assert list(dump.dump(other)) == lines


def test_reasons_are_kept_said_filtered_and_taken_back(store: Store) -> None:
    add(store, ("Kai", "quay", 0.9), ("Mole", "mole", 0.8), ("Pier", "pier", 0.7))
    session = ReviewSession(store, sort="score")
    assert not session.give_reason("wrong").is_done
    session.decide(Status.REJECTED, reason="opposite")
    session.decide(Status.REJECTED)
    session.give_reason("nobody says so")
    assert [one.german for one in found(store, "reason:antonym")] == ["Kai"]
    assert [one.german for one in found(store, 'grund:"nobody says so"')] == ["Mole"]
    assert session.undo().is_done
    assert found(store, 'grund:"nobody says so"') == []
    session.move_to(0)
    session.decide(Status.APPROVED)
    assert found(store, "reason:antonym") == []


def found(store: Store, text: str) -> list[Row]:
    session = ReviewSession(store, filter=text)
    return [row for at in range(len(session)) if isinstance(row := session.row(at), Row)]


def test_general_words_are_a_closed_group_and_go_as_words(store: Store) -> None:
    add(store, ("Lotsenpflicht", "compulsory pilotage", 0.9))
    add(store, ("Staat", "state", 0.9), ("Mensch", "people", 0.8), termhood=0.1, name="s")
    session = ReviewSession(store)
    assert (len(session), session.rows.general_words()) == (2, 2)
    assert session.progress().total == 1
    session.move_to(1)
    assert session.entry is None
    assert session.decide(Status.APPROVED).is_done is False
    assert session.toggle_group()
    assert len(session) == 4
    assert session.toggle_group()
    decision = session.start_bulk(Status.REJECTED)
    assert len(decision.keys) == 2
    assert session.bulk(decision).is_done
    assert store.review.stop_list() == ["Mensch", "Staat"]
    assert (session.progress().open, session.rows.general_words()) == (1, 0)
    session.undo()
    session.refresh()
    assert session.rows.general_words() == 2


def test_a_bulk_decision_can_be_stopped_and_is_one_act(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk_module, "STEP", 2)
    add(store, *((f"Wort{chr(97 + n) * 3}", f"word{n}", 0.9) for n in range(7)))
    session = ReviewSession(store)
    decision = session.start_bulk(Status.REJECTED)
    assert list(decision.look()) == [2, 4, 6, 7]
    steps = decision.run()
    assert [next(steps), next(steps)] == [2, 4]
    session.end_bulk(decision)
    assert session.progress().open == 3
    assert len({one.act for one in decisions.history(store)}) == 1
    session.undo()
    assert session.progress().open == 7


def test_a_pair_stands_where_it_is_read(store: Store) -> None:
    add(store, ("Mole", "mole", 0.9), name="first")
    add(store, ("Kai", "quay", 0.9), ("Pier", "pier", 0.2), name="second")
    session = ReviewSession(store)
    assert session.sort == "places"
    assert isinstance(session.entry, PairEntry)
    names = [row.german for at in range(len(session)) if isinstance(row := session.row(at), Row)]
    assert sorted(names) == ["Kai", "Mole", "Pier"]
