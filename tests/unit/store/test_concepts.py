"""Concepts that come in: which ones are the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.model import Concept, LanguageSection, Term
from igglossary.store.sqlite import concepts

if TYPE_CHECKING:
    from igglossary.store.sqlite.store import Store


def concept(name: str, **terms: str) -> Concept:
    return Concept(name, tuple(LanguageSection(lang, (Term(text, lang),)) for lang, text in terms.items()))


def test_a_term_is_found_in_its_language_and_all_variants_of_it(store: Store) -> None:
    british = LanguageSection("en-GB", (Term("harbour", "en-GB"),))
    assert [one.result for one in store.terms.add([Concept("c1", (british,))])] == ["added"]
    assert concepts.find_by_term(store, "Harbour", "en") == ["c1"]
    assert concepts.find_by_term(store, "harbour", "EN_us") == ["c1"]
    assert concepts.find_by_term(store, "harbour", "de") == []


def test_an_acronym_alone_makes_no_two_concepts_one(store: Store) -> None:
    """QZP is a plan and a check: each keeps its own names."""

    def named(name: str, german: str, english: str) -> Concept:
        sections = [(lang, (Term(text, lang), Term("QZP", lang))) for lang, text in (("de", german), ("en", english))]
        return Concept(name, tuple(LanguageSection(lang, terms) for lang, terms in sections))

    first = named("port", "Quarzhafenplan", "quartz harbour plan")
    second = named("exam", "Qualitätsprüfung am Zielort", "quality check at destination")
    again = named("port-2", "Quarzhafenplan", "quartz port scheme")
    results = [one.result for one in store.terms.add([first, second, again])]
    assert results == ["added", "added", "changed"]


def test_languages_that_begin_alike_are_not_one_language(store: Store) -> None:
    """Filipino (fil) is no variant of Finnish (fi): such concepts must not be merged."""
    filipino, finnish = concept("daan", fil="media", en="means"), concept("tiedote", fi="media", en="means")
    assert [one.result for one in store.terms.add([filipino, finnish])] == ["added", "added"]
