"""A concept survives being written as text and read again."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from igglossary.i18n import say
from igglossary.model import (
    AdministrativeStatus,
    Attestation,
    Collocation,
    Concept,
    CrossReference,
    DataCategory,
    Gender,
    GrammaticalNumber,
    LanguageSection,
    PartOfSpeech,
    Register,
    Reliability,
    SourcedText,
    Status,
    Term,
    TermKind,
    Transaction,
)
from igglossary.review.concept_text import read_concept, template, write_concept

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Zs"]) | st.sampled_from("\\|=:/ \n\r#"),
                min_size=1, max_size=12).map(str.strip).filter(bool)  # fmt: skip
MAYBE = st.none() | WORDS
NAMES = st.from_regex(r"[a-z]{3,8}", fullmatch=True)
SOURCED = st.lists(st.builds(SourcedText, WORDS, MAYBE), max_size=2).map(tuple)
TEXTS = st.lists(WORDS, max_size=2).map(tuple)
REFERENCES = st.lists(st.builds(CrossReference, WORDS, NAMES, MAYBE), max_size=1).map(tuple)
OTHER = st.lists(st.builds(DataCategory, NAMES, NAMES, WORDS), max_size=1).map(tuple)
ATTESTATIONS = st.lists(st.builds(Attestation, WORDS, MAYBE, MAYBE), max_size=2).map(tuple)
COLLOCATIONS = st.lists(
    st.lists(st.tuples(st.sampled_from(["de", "en-GB"]), WORDS), min_size=1, max_size=2).map(
        lambda pairs: Collocation(tuple(pairs))
    ),
    max_size=2,
).map(tuple)
TRANSACTIONS = st.just((Transaction("origination", "2026"),))


def terms(lang: str) -> st.SearchStrategy[Term]:
    return st.builds(
        Term, WORDS, st.just(lang), st.just("t1"), st.none() | st.sampled_from(PartOfSpeech),
        st.none() | st.sampled_from(Gender), st.none() | st.sampled_from(GrammaticalNumber),
        st.none() | st.sampled_from(TermKind), st.none() | st.sampled_from(AdministrativeStatus), st.booleans(), MAYBE,
        st.booleans(), st.booleans(), SOURCED, MAYBE, TEXTS, MAYBE, TEXTS, TRANSACTIONS, REFERENCES, OTHER,
        st.none() | st.sampled_from(Register), st.none() | st.sampled_from(Reliability), ATTESTATIONS, MAYBE, MAYBE,
        MAYBE,
    )  # fmt: skip


def sections(lang: str) -> st.SearchStrategy[LanguageSection]:
    unique = st.lists(terms(lang), max_size=3, unique_by=lambda term: term.text).map(tuple)
    return st.builds(LanguageSection, st.just(lang), unique, SOURCED, TEXTS, TRANSACTIONS, REFERENCES, OTHER)


CONCEPTS = st.builds(
    Concept, st.just("c1"), st.tuples(sections("de"), sections("en-GB")), MAYBE, SOURCED, REFERENCES, MAYBE, TEXTS,
    TRANSACTIONS, OTHER, st.sampled_from(Status), st.just(()), COLLOCATIONS,
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(CONCEPTS)
def test_writing_and_reading_is_identity(concept: Concept) -> None:
    assert read_concept(write_concept(concept, say), concept, say) == (concept, ())


def test_an_empty_form_is_an_empty_concept() -> None:
    assert read_concept(template(Concept("new"), say), Concept("new"), say) == (Concept("new"), ())


def test_problems_name_their_line() -> None:
    text = "colour: red\nnonsense\n  gender: feminine\nde: Mole\n  gender: blue\n  source: a \\| b\n"
    concept, problems = read_concept(text, Concept("new"), say)
    assert [str(problem)[:7] for problem in problems] == ["Line 1:", "Line 2:", "Line 3:", "Line 5:"]
    assert concept.languages[0].terms[0].source == "a | b"


def test_a_reworded_term_keeps_its_id() -> None:
    base = Concept("c", (LanguageSection("de", (Term("Mole", "de", id="t7"),)),))
    changed, _problems = read_concept(write_concept(base, say).replace("Mole", "Buhne"), base, say)
    assert changed.languages[0].terms[0] == Term("Buhne", "de", id="t7")
