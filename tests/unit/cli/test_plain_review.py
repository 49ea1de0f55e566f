"""The line-by-line review asks the same questions and does the same acts."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from igglossary.cli import plain_review
from igglossary.model import Status, Suggestion, TermPair, TranslationUnit, Variant
from igglossary.review.session import ReviewSession
from igglossary.store.contract.entries import ConceptEntry, PairEntry
from igglossary.store.contract.reports import Link
from igglossary.store.sqlite import documents, pairs, units

if TYPE_CHECKING:
    from igglossary.store.sqlite.store import Store


@pytest.fixture
def harbour(store: Store) -> Store:
    run = documents.start_run(store, "build")
    mined = [
        TermPair(german, english, 0.8, (Suggestion(english, 0.8), Suggestion(f"{english} x", 0.4)))
        for german, english in (("Kai", "quay"), ("Mole\x1b[2J", "mole"), ("Pier", "pier"))
    ]
    with store.transaction():
        document = documents.add_file(store, run, path="x", kind="txt", sha256="00")
        pairs.save_mined(store, document, mined)
        sides = (Variant("en", "Ships came. They left."), Variant("de", "Schiffe kamen. Sie fuhren."))
        link = TranslationUnit(sides, status=Status.CANDIDATE)
        units.add_units(store, [link], document, link=lambda _unit: Link())
    return store


def talk(session: ReviewSession, *lines: str) -> str:
    output = io.StringIO()
    summary = plain_review.run(session, io.StringIO("".join(f"{line}\n" for line in lines)), output)
    return f"{output.getvalue()}{summary.message!s}"


def statuses(session: ReviewSession) -> list[str]:
    return [str(session.rows.status(place)) for place in range(len(session))]


def test_letters_decide(harbour: Store) -> None:
    session = ReviewSession(harbour)
    said = talk(session, "a", "x", "s", "q", "a")
    assert statuses(session) == ["approved", "rejected", "deferred"]
    assert "“Kai ↔ quay” approved" in said
    assert "3 decided" in said
    assert "\x1b" not in said


def test_an_empty_line_decides_nothing_and_input_may_end(harbour: Store) -> None:
    session = ReviewSession(harbour)
    talk(session, "", "-", "+")
    assert statuses(session) == ["candidate"] * 3


def test_edit_choose_undo_and_note(harbour: Store) -> None:
    session = ReviewSession(harbour)
    said = talk(session, "2", "e", "", "wharf", "n", "only small ones", "u", "?", "zzz", "9")
    assert isinstance(session.entry, PairEntry)
    assert (session.entry.english, session.entry.note) == ("wharf", "")
    assert "Taken back" in said
    assert "no letter “zzz”" in said
    assert "no suggestion 9" in said


def test_a_conflict_is_asked(harbour: Store) -> None:
    session = ReviewSession(harbour)
    said = talk(session, "a", "+", "e", "K-ai", "wharf", "a", "c", "a", "b")
    assert said.count("“Kai – quay”; the German term is the same but for the hyphen.") == 3
    assert statuses(session).count("approved") == 2


def test_bulk_shows_samples_and_asks(harbour: Store) -> None:
    session = ReviewSession(harbour)
    talk(session, "X", "no")
    assert statuses(session) == ["candidate"] * 3
    said = talk(session, "X", "yes", "f", "status:rejected", "f", "colour:red")
    assert "Reject 3 rows?\n3 will be decided\n" in said
    assert "3 entries" in said
    assert "does not know the field" in said


def test_a_link_is_split_and_a_concept_made(harbour: Store) -> None:
    links = ReviewSession(harbour, "links")
    talk(links, "t", "p", "Sie fuhren", "They left")
    assert len(links) == 2
    terms = ReviewSession(harbour, "concepts")
    talk(terms, "N", "", "Hafen", "", "", "Boje", "", "buoy", "", "note: rot", "")
    assert isinstance(terms.entry, ConceptEntry)
    assert terms.entry.concept.subject_field == "Hafen"
    assert terms.entry.concept.status is Status.APPROVED
    assert [section.terms[0].text for section in terms.entry.concept.languages] == ["Boje", "buoy"]


def test_export_goes_through_the_callable(harbour: Store) -> None:
    output = io.StringIO()
    plain_review.run(
        ReviewSession(harbour), io.StringIO("x\nE\nout.tbx\n"), output, export=lambda path: f"wrote {path}"
    )
    assert "wrote out.tbx" in output.getvalue()
    assert ReviewSession(harbour).changes_since_export() == {}


def test_an_empty_answer_keeps_the_note_and_marks_are_said(harbour: Store) -> None:
    session = ReviewSession(harbour)
    talk(session, "n", "only in quotations", "n", "")
    assert session.entry is not None
    assert session.entry.note == "only in quotations"
    talk(session, "n", "-")
    assert session.entry.note == ""
    assert "1 row is marked" in talk(session, "v")


def test_nothing_is_asked_about_nothing(harbour: Store) -> None:
    assert "Nothing is open here." in talk(ReviewSession(harbour, filter="status:approved"), "A")
