"""The curated term base: complete, consistent, and recognised by our own recognition."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from igglossary.errors import Problem
from igglossary.formats.tbx import read_tbx
from igglossary.formats.validation import validate_file
from igglossary.model import AdministrativeStatus, Concept, Gender, GrammaticalNumber, PartOfSpeech, Term, TermKind
from igglossary.terms.recognition.compiled import CompiledTermBase, compile_term_base
from igglossary.terms.recognition.entries import TermEntry
from igglossary.terms.recognition.recognise import recognise

FILES = sorted((Path(__file__).resolve().parents[2] / "glossary").glob("*.tbx"))
SUBJECTS = {"governance", "institution", "process", "norm", "security", "technology", "economy", "rights", "society"}
AVOIDED = (AdministrativeStatus.DEPRECATED, AdministrativeStatus.SUPERSEDED)
LEAST_CONCEPTS = 1450


@pytest.fixture(scope="module")
def concepts() -> list[Concept]:
    found = [item for path in FILES for item in read_tbx(path)]
    assert not [item for item in found if isinstance(item, Problem)]
    return [item for item in found if isinstance(item, Concept)]


@pytest.fixture(scope="module")
def bases(concepts: list[Concept]) -> dict[str, CompiledTermBase]:
    def entries(lang: str) -> list[TermEntry]:
        return [
            TermEntry(concept.id, term.text, lang, is_acronym=term.kind is TermKind.ACRONYM)
            for concept in concepts
            for term in terms(concept, lang)
        ]

    return {lang: compile_term_base(entries(lang), lang) for lang in ("de", "en")}


def terms(concept: Concept, lang: str) -> tuple[Term, ...]:
    section = concept.section(lang)
    return () if section is None else section.terms


def test_it_is_valid_and_large_enough(concepts: list[Concept]) -> None:
    assert [problem for path in FILES for problem in validate_file(path)] == []
    assert len(concepts) >= LEAST_CONCEPTS
    assert {concept.subject_field for concept in concepts} == SUBJECTS
    assert [each for each, count in Counter(concept.id for concept in concepts).items() if count > 1] == []


def test_every_concept_is_complete_in_both_languages(concepts: list[Concept]) -> None:
    incomplete = []
    for concept in concepts:
        for lang in ("de", "en"):
            section = concept.section(lang)
            statuses = Counter(term.administrative_status for term in terms(concept, lang))
            if (
                section is None
                or len(section.definitions) != 1
                or len(section.definitions[0].text) < 40
                or section.definitions[0].text.endswith(".")
                or statuses[AdministrativeStatus.PREFERRED] != 1
                or not all(term.part_of_speech for term in section.terms)
            ):
                incomplete.append((concept.id, lang))
    assert incomplete == []


def test_german_nouns_have_a_gender_or_are_plural(concepts: list[Concept]) -> None:
    without = [
        term.text
        for concept in concepts
        for term in terms(concept, "de")
        if term.part_of_speech is PartOfSpeech.NOUN
        and term.gender not in (Gender.MASCULINE, Gender.FEMININE, Gender.NEUTER)
        and term.number is not GrammaticalNumber.PLURAL
    ]
    assert without == []


def test_a_designation_of_two_concepts_is_told_apart_by_their_subjects(concepts: list[Concept]) -> None:
    counts = Counter(
        (lang, term.text, concept.subject_field)
        for concept in concepts
        for lang in ("de", "en")
        for term in terms(concept, lang)
        if term.administrative_status not in AVOIDED
    )
    assert [term for term, count in counts.items() if count > 1] == []


def test_terms_to_avoid_name_a_good_one_of_their_concept(concepts: list[Concept]) -> None:
    wrong = []
    for concept in concepts:
        for lang in ("de", "en"):
            good = {term.text for term in terms(concept, lang) if term.administrative_status not in AVOIDED}
            for term in terms(concept, lang):
                avoided = term.administrative_status in AVOIDED
                if avoided != (term.use_instead is not None) or (avoided and term.use_instead not in good):
                    wrong.append((concept.id, term.text, term.use_instead))
    assert wrong == []


def test_related_concepts_exist(concepts: list[Concept]) -> None:
    ids = {concept.id for concept in concepts}
    dangling = [(c.id, r.target) for c in concepts for r in c.related if r.target not in ids or r.target == c.id]
    assert dangling == []


def test_every_term_is_recognised_in_its_own_contexts(
    concepts: list[Concept], bases: dict[str, CompiledTermBase]
) -> None:
    missed = []
    for concept in concepts:
        for lang, base in bases.items():
            for term in terms(concept, lang):
                for context in term.contexts:
                    hits = recognise(context.text, lang, base, nested=True)
                    if term.text not in {hit.term for hit in hits if hit.concept == concept.id}:
                        missed.append((term.text, context.text))
    assert missed == []


def test_contexts_and_definitions_are_written_once(concepts: list[Concept]) -> None:
    texts = Counter(
        text.text
        for concept in concepts
        for section in concept.languages
        for text in (*section.definitions, *(context for term in section.terms for context in term.contexts))
    )
    assert [text for text, count in texts.items() if count > 1] == []


@pytest.mark.parametrize("text", ["Cybersouveränität", "digitale Spaltung", "Multistakeholder"])
def test_the_three_terms_that_must_be_there(concepts: list[Concept], text: str) -> None:
    assert any(term.text == text for concept in concepts for term in terms(concept, "de"))


def test_each_concept_shows_its_terms_in_use(concepts: list[Concept]) -> None:
    bare = [
        concept.id
        for concept in concepts
        if not any(term.contexts for section in concept.languages for term in section.terms)
    ]
    assert bare == []


def test_terms_of_other_languages_name_the_text_they_were_seen_in(concepts: list[Concept]) -> None:
    others = [
        (concept.id, term)
        for concept in concepts
        for section in concept.languages
        if section.lang not in ("de", "en")
        for term in section.terms
    ]
    assert len({concept for concept, _term in others}) >= 75
    assert [(concept, term.text) for concept, term in others if not term.source] == []
