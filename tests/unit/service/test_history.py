"""Decisions in words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from igglossary.model import AdministrativeStatus, Concept, Decision, LanguageSection, Term
from igglossary.service.history import changes, reason_text
from igglossary.store import codec
from igglossary.store.actions import action_word


def decision(action: str, old: dict[str, Any], new: dict[str, Any], kind: str = "pair") -> Decision:
    undoes = 1 if action == "undo" else None
    return Decision(2, "2026-01-02T03:04:05Z", "anna", kind, "7", action, old, new, None, "act", undoes)


def concept(*terms: str) -> Any:
    sections = tuple(LanguageSection("en", (Term(term, "en"),)) for term in terms)
    return codec.encode(Concept("mole", sections))


def test_fields_have_names_and_values_words() -> None:
    assert changes(decision("undo", {"status": "approved"}, {"status": "candidate"})) == [
        "Review status: approved → candidate"
    ]
    assert changes(decision("note", {"note": None}, {"note": "only in quotations"})) == ["Note: – → only in quotations"]
    old = {"merged_into": None, "administrative_status": "preferred"}
    assert changes(decision("merge", old, {"merged_into": 3, "administrative_status": "preferred"})) == [
        "Merged into: – → pair-3"
    ]


def test_a_verdict_is_not_told_twice() -> None:
    assert not changes(decision("approve", {"status": "candidate"}, {"status": "approved"}))


def test_a_concept_is_compared_line_by_line() -> None:
    new = {"data": concept("jetty"), "is_deleted": 0}
    assert changes(decision("edit", {"data": concept("mole"), "is_deleted": 0}, new, "concept")) == [
        "− en: mole", "+ en: jetty",
    ]  # fmt: skip
    assert "+ en: jetty" in changes(decision("create", {"is_deleted": 1}, new, "concept"))
    assert not changes(decision("delete", {"is_deleted": 0}, {"is_deleted": 1}, "concept"))
    assert changes(decision("undo", {"is_deleted": 0}, {"is_deleted": 1}, "concept")) == ["deleted"]


def test_fields_of_a_term_are_told_with_it() -> None:
    def data(status: AdministrativeStatus) -> Any:
        term = Term("mole", "en", administrative_status=status)
        return {"data": codec.encode(Concept("mole", (LanguageSection("en", (term,)),)))}

    old, new = data(AdministrativeStatus.PREFERRED), data(AdministrativeStatus.SUPERSEDED)
    assert changes(decision("edit", old, new, "concept")) == [
        "− en: mole › status: preferred", "+ en: mole › status: superseded",
    ]  # fmt: skip


def test_what_somebody_wanted_is_kept_as_a_code_and_told_in_any_language() -> None:
    dissent = replace(decision("dissent", {"status": "approved"}, {"status": "approved"}), reason="reject")
    assert [reason_text(dissent, language) for language in ("en", "de")] == ["wanted: rejected", "gewollt: abgelehnt"]
    assert reason_text(replace(dissent, action="edit")) == "reject"
    assert changes(decision("note", {"note": None}, {"note": "x"}), "de") == ["Notiz: – → x"]


def test_every_action_that_the_program_takes_has_a_word() -> None:
    taken = (
        "approve reject defer reopen choose edit note term-status relation merge split join create extend withdraw"
        " delete restore dissent undo redo"
    )
    assert not [action for action in taken.split() if "-" in str(action_word(action))]
