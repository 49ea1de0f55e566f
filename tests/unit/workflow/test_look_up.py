"""The order of hits, parts and phrases, and nothing unrelated."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from igglossary.answers.facts import Attested, TermFacts
from igglossary.model import (
    AdministrativeStatus,
    Attestation,
    Collocation,
    Concept,
    LanguageSection,
    Occurrence,
    Place,
    Register,
    Reliability,
    SourcedText,
    Span,
    Status,
    Suggestion,
    Term,
    TermPair,
    TranslationUnit,
    Variant,
)
from igglossary.store.sqlite import documents, pairs, units
from igglossary.workflow.details import with_details
from igglossary.workflow.lookup import look_up, with_memory

if TYPE_CHECKING:
    from igglossary.store.sqlite.store import Store

PREFERRED, DEPRECATED = AdministrativeStatus.PREFERRED, AdministrativeStatus.DEPRECATED


def concept(name: str, german: list[Term], english: list[Term]) -> Concept:
    return Concept(name, (LanguageSection("de", tuple(german)), LanguageSection("en", tuple(english))))


@pytest.fixture
def harbour(store: Store) -> Store:
    """Four concepts, a candidate and a phrase of the memory."""
    entries = [
        concept("quay", [Term("Kaimauer", "de", administrative_status=PREFERRED),
                         Term("Kaiwand", "de", administrative_status=DEPRECATED)], [Term("quay wall", "en")]),
        concept("ferry", [Term("Fähre", "de")], [Term("ferry", "en")]),
        concept("car-ferry", [Term("Autofähre", "de")], [Term("car ferry", "en")]),
        concept("open-sea", [Term("offene See", "de")], [Term("open sea", "en"), Term("high seas", "en")]),
    ]  # fmt: skip
    assert [outcome.result for outcome in store.terms.add(entries)] == ["added"] * 4
    run = documents.start_run(store, "build")
    with store.transaction():
        document = documents.add_file(store, run, path="x", kind="txt", sha256="00")
        seen = Occurrence(
            Span("s1", 4, 13, "Fährlinie"), Span("q1", 4, 14, "ferry line"),
            "Die Fährlinie ruht.", "The ferry line is idle.", Place("x"),
        )  # fmt: skip
        mined = TermPair("Fährlinie", "ferry line", 0.8, (Suggestion("ferry line", 0.8),), (seen,))
        pairs.save_mined(store, document, [mined])
        variants = (Variant("en", "from port to port without a stop"), Variant("de", "von Hafen zu Hafen ohne Halt"))
        units.add_units(store, [TranslationUnit(variants, status=Status.APPROVED)], document)
    return store


def found(store: Store, query: str, lang: str | None = None) -> list[tuple[str, str]]:
    return [(hit.term, hit.match) for hit in look_up(store, query, lang=lang).hits]


def test_exact_before_inflected_before_parts(harbour: Store) -> None:
    assert found(harbour, "Fähre") == [("Fähre", "exact"), ("Autofähre", "compound")]
    assert found(harbour, "Fähren")[0] == ("Fähre", "inflected")
    assert found(harbour, "offenen See") == [("offene See", "inflected")]
    assert found(harbour, "OFFENE SEE") == [("offene See", "exact")]


def test_misspelt_and_transliterated(harbour: Store) -> None:
    assert found(harbour, "Faehre")[0][0] == "Fähre"
    assert found(harbour, "Kaimuaer") == [("Kaimauer", "fuzzy")]


def test_both_directions_and_lang(harbour: Store) -> None:
    answer = look_up(harbour, "car ferries")
    assert (answer.language, answer.hits[0].translations[0].term) == ("en", "Autofähre")
    assert found(harbour, "ferry", "de") == []
    assert found(harbour, "ferry", "en-GB")[0] == ("ferry", "exact")
    assert found(harbour, "ferry", "EN")[0] == ("ferry", "exact")


@pytest.mark.parametrize("query", ["Fahrrad", "Kaiser", "Seele", "Zitronenfalter", "", "   ", "*", "a"])
def test_nothing_unrelated(query: str, harbour: Store) -> None:
    assert found(harbour, query) == []


def test_a_deprecated_term_names_the_better_one(harbour: Store) -> None:
    hit = look_up(harbour, "Kaiwand").hits[0]
    assert (hit.status, hit.use_instead) == ("deprecated", ("Kaimauer",))
    assert hit.translations[0].term == "quay wall"


def test_candidates_and_phrases_of_the_memory(harbour: Store) -> None:
    hit = look_up(harbour, "Fährlinien").hits[0]
    assert (hit.status, hit.concept) == ("candidate", "pair-1")
    phrase = look_up(harbour, "von Hafen zu Hafen ohne Halt").hits[0]
    assert phrase.concept.startswith("unit-")
    assert phrase.translations[0].term == "from port to port without a stop"


def test_details_and_memory_are_added_on_request(harbour: Store) -> None:
    answer = with_memory(harbour, look_up(harbour, "Hafen"))
    assert [item.text for item in answer.memory] == ["von Hafen zu Hafen ohne Halt"]
    bare = look_up(harbour, "Fährlinien")
    assert not bare.hits[0].provenance
    seen = with_details(harbour, bare).hits[0].provenance
    assert [(place.document, place.occurrences) for place in seen] == [("x", 1)]


def test_a_candidate_of_another_store_is_a_concept_here(harbour: Store) -> None:
    """An export names candidates ``pair-1``; here another pair has that number, and what it says must not be shown."""
    definition = (SourcedText("Teil eines Hafens"),)
    foreign = concept("pair-1", [Term("Dock", "de")], [Term("dock", "en")])
    assert [one.result for one in harbour.terms.add([replace(foreign, definitions=definition)])] == ["added"]
    answer = with_details(harbour, look_up(harbour, "Dock"))
    assert [hit.definition for hit in answer.hits] == ["Teil eines Hafens"]
    assert [outcome.result for outcome in harbour.terms.add([foreign])] == ["unchanged"]


def test_details_have_all_that_professionals_ask_of_a_term(store: Store) -> None:
    term = Term(
        "Frequenzversteigerung",
        "de",
        register=Register.FORMAL,
        reliability=Reliability.RELIABLE,
        regions=("AT", "CH"),
        valid_from="2001",
        valid_until="2019-12",
        superseded_by="Frequenzauktion",
        attestations=(Attestation("EU", "COM(2001) 5", "2001-02-03"), Attestation("AT")),
    )
    sections = (LanguageSection("de", (term,)), LanguageSection("en", (Term("frequency auction", "en"),)))
    said = Collocation((("de", "eine Frequenzversteigerung abhalten"), ("en", "hold a frequency auction")))
    assert list(store.terms.add([Concept("auction", sections, collocations=(said,))]))
    (hit,) = with_details(store, look_up(store, "Frequenzversteigerungen")).hits
    assert hit.facts[0] == TermFacts(
        "formal", 3, ("AT", "CH"), "2001", "2019-12", "Frequenzauktion",
        (Attested("EU", "COM(2001) 5", "2001-02-03"), Attested("AT")), (said.texts,),
    )  # fmt: skip
    (other,) = with_details(store, look_up(store, "frequency auction")).hits
    assert other.facts[0] == TermFacts(collocations=(said.texts,))


def test_a_name_spelt_alike_in_both_languages_is_read_in_either(harbour: Store) -> None:
    german = [Term("Bund der Hafenwächter", "de", administrative_status=PREFERRED), Term("BHW", "de")]
    english = [Term("League of Harbour Guards", "en", administrative_status=PREFERRED), Term("BHW", "en")]
    same = concept("pier", [Term("Pier", "de")], [Term("pier", "en")])
    list(harbour.terms.add([concept("guards", german, english), same]))
    answers = {hit.lang: hit.translations[0].term for hit in look_up(harbour, "BHW").hits}
    assert answers == {"de": "League of Harbour Guards", "en": "Bund der Hafenwächter"}
    assert [hit.translations[0].term for hit in look_up(harbour, "BHW", to="de").hits] == ["Bund der Hafenwächter"]
    assert [hit.lang for hit in look_up(harbour, "Pier").hits] == ["de"]


def test_homonyms_say_what_field_they_belong_to(harbour: Store) -> None:
    first = replace(concept("berth", [Term("Liegeplatz", "de")], [Term("berth", "en")]), subject_field="shipping")
    second = replace(concept("bunk", [Term("Koje", "de")], [Term("berth", "en")]), subject_field="furniture")
    list(harbour.terms.add([first, second]))
    assert {hit.translations[0].term: hit.subject for hit in look_up(harbour, "berth").hits} == {
        "Liegeplatz": "shipping",
        "Koje": "furniture",
    }
    assert [hit.subject for hit in look_up(harbour, "Koje").hits] == [None]


def test_german_and_english_come_before_other_languages(harbour: Store) -> None:
    other = Concept(
        "lock",
        (
            LanguageSection("de", (Term("Schleuse", "de"),)),
            LanguageSection("fr", (Term("écluse", "fr", administrative_status=PREFERRED),)),
            LanguageSection("en", (Term("lock", "en"),)),
        ),
    )
    list(harbour.terms.add([other]))
    (hit,) = look_up(harbour, "Schleuse").hits
    assert [one.lang for one in hit.translations] == ["en", "fr"]
    assert [one.term for one in look_up(harbour, "Schleuse", to="fr").hits[0].translations] == ["écluse"]
