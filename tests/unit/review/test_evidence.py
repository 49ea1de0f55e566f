"""Proof is of the chosen words: after another suggestion, an edit, a merge, in bulk, and in what is exported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from igglossary.languages.finding import find_term
from igglossary.model import Concept, Status
from igglossary.review.session import ReviewSession
from igglossary.store.contract.entries import PairEntry
from igglossary.store.sqlite.opening import open_store
from igglossary.workflow.build import build_report
from igglossary.workflow.selection import all_concepts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from igglossary.store.sqlite.store import Store

REPORT = """Q1/2026 - Rat der Binnenhäfen

Hafenstadt, 3. März 2026

Die Umschlagsrechte gehören dem Betreiber; eine Nachtruhe für Krananlagen ist nicht vorgesehen[1]. Die \
Krananlagen sollen bis 2030 elektrisch laufen[2].

  1. [1] River Ports: Rules, 3. März 2026: "The handling rights belong to the operator. A night rest for cranes is not \
planned, and no crane system is exempt." In: https://ports.example/rules
  2. [2] River Ports: Outlook, 4. März 2026: "The crane systems are to run on electricity by 2030." \
In: https://ports.example/outlook
"""


@pytest.fixture
def ports(tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "ports.txt"
    path.write_text(REPORT, encoding="utf-8")
    with open_store(str(tmp_path / "ports.db"), person="anna") as store:
        build_report(store, str(path))
        yield store


def go(session: ReviewSession, german: str) -> PairEntry:
    for general in ("no", "yes"):
        session.set_filter(f"status:all general:{general}")
        for position in range(len(session)):
            if getattr(session.row(position), "german", "") == german:
                session.move_to(position)
                assert isinstance(session.entry, PairEntry)
                return session.entry
    raise AssertionError(german)


def contexts(concept: Concept) -> list[tuple[str, str, str]]:
    return [
        (term.lang, term.text, context.text)
        for section in concept.languages
        for term in section.terms
        for context in term.contexts
    ]


def proves(concept: Concept) -> bool:
    """Each context holds its term."""
    return all(find_term(text, term, lang) for lang, term, text in contexts(concept))


def approved(store: Store) -> list[Concept]:
    return [one for one in store.terms.concepts(statuses=[Status.APPROVED]) if one.id.startswith("igg-")]


def test_another_english_side_has_its_own_place(ports: Store) -> None:
    session = ReviewSession(ports)
    before = go(session, "Krananlage")
    session.edit(before.german, "night rest")
    (found,) = session.occurrences()
    assert found.english_segment[found.english.start : found.english.end] == found.english.text == "night rest"
    assert found.german.text == "Krananlagen"
    assert found.provenance.footnote == "1"
    assert session.decide(Status.APPROVED).is_done
    (made,) = approved(ports)
    assert [text for _lang, _term, text in contexts(made)] == [found.german_segment, found.english_segment]
    assert proves(made)


def test_where_nothing_proves_the_words_there_is_no_context(ports: Store) -> None:
    session = ReviewSession(ports)
    before = go(session, "Krananlage")
    session.edit(before.german, "lighthouse keeper")
    assert session.occurrences() == ()
    entry = session.entry
    assert isinstance(entry, PairEntry)
    assert entry.occurrences == 0
    session.decide(Status.APPROVED)
    assert [contexts(one) for one in approved(ports)] == [[]]


def test_another_german_side_is_looked_up_in_the_report(ports: Store) -> None:
    session = ReviewSession(ports)
    before = go(session, "Krananlage")
    session.edit("Nachtruhe", "night rest")
    assert [one.german.text for one in session.occurrences()] == ["Nachtruhe"]
    assert session.undo().is_done
    go(session, "Krananlage")
    entry = session.entry
    assert isinstance(entry, PairEntry)
    assert (entry.german, entry.occurrences) == (before.german, before.occurrences)


def test_merged_forms_bring_their_own_contexts(ports: Store) -> None:
    session = ReviewSession(ports)
    go(session, "Umschlagsrecht")
    session.edit("Umschlagsrecht", "operator")
    go(session, "Krananlage")
    session.edit("Krananlage", "crane system")
    assert [one.provenance.footnote for one in session.occurrences()] == ["1", "2"]
    session.set_filter("status:all")
    for name in ("Umschlagsrecht", "Krananlage"):
        row = next(at for at in range(len(session)) if getattr(session.row(at), "german", "") == name)
        session.move_to(row)
        session.toggle_mark()
    assert len(session.preview_merge()) == 4
    assert session.merge().is_done
    (made,) = approved(ports)
    assert proves(made)
    assert [lang for lang, _term, _text in contexts(made)] == ["de", "de", "en", "en"]


def test_a_bulk_approval_and_an_export_of_candidates_prove_their_words(ports: Store) -> None:
    session = ReviewSession(ports)
    entry = go(session, "Umschlagsrecht")
    session.edit(entry.german, "operator")
    exported = [one for one in all_concepts(ports) if "operator" in {term for _l, term, _t in contexts(one)}]
    assert len(exported) == 1
    assert all(proves(one) for one in exported)
    session.set_filter("status:open general:no")
    session.bulk(session.start_bulk(Status.APPROVED))
    assert approved(ports)
    assert all(proves(one) for one in approved(ports))


@pytest.mark.parametrize(
    ("text", "term", "lang", "found"),
    [
        ("Die Krananlagen und die Kran-Anlage", "Krananlage", "de", ["Krananlagen", "Kran-Anlage"]),
        ("in den ruhigen Seehäfen", "ruhiger Seehafen", "de", ["ruhigen Seehäfen"]),
        ("burdens of proof, a burden of proof", "burden of proof", "en", ["burdens of proof", "burden of proof"]),
        ("harbour-master, harbour master", "harbourmaster", "en", ["harbour-master", "harbour master"]),
        ("the harbor organizations", "harbour organisation", "en", ["harbor organizations"]),
        ("Hafenmeisterei", "Hafen", "de", []),
        ("", "Hafen", "de", []),
        ("Hafen", "", "de", []),
    ],
)
def test_terms_are_found_in_their_forms(text: str, term: str, lang: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in find_term(text, term, lang)] == found
