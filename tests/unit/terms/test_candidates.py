"""Candidate patterns and base forms of both languages."""

from __future__ import annotations

import pytest

from igglossary.terms.mining.candidates import tokens
from igglossary.terms.mining.candidates_english import english_base, english_candidates
from igglossary.terms.mining.candidates_german import german_candidates, noun_base, phrase_base


def german(text: str) -> dict[str, str]:
    """Surface → base form."""
    return {one.surface: one.base for one in german_candidates(text)}


def english(text: str) -> set[str]:
    return {one.base for one in english_candidates(text)}


def test_german_nouns_are_proposed_in_the_nominative_singular() -> None:
    found = german("Die Behörden veröffentlichten ihre Berichte über den Ausbau der Netze.")
    assert found["Behörden"] == "Behörde"
    assert found["Berichte"] == "Bericht"
    assert found["Netze"] == "Netz"


def test_compounds_that_end_like_adjectives_are_nouns() -> None:
    found = german("Auch eine Seefahrtsinitiative und die amtliche Hafenprüfstelle warnten.")
    assert {"Seefahrtsinitiative", "Hafenprüfstelle"} <= found.keys()
    assert "Kleine" not in german("Kleine Reeder klagten.")


def test_german_function_words_and_verbs_at_the_start_are_no_candidates() -> None:
    found = german("Dabei wurde die Frist verlängert. Gestritten wird noch.")
    assert "Dabei" not in found
    assert "Gestritten" not in found
    assert "Frist" in found


@pytest.mark.parametrize(
    ("text", "surface", "base"),
    [
        ("wegen der technischen Standards", "technischen Standards", "technischer Standard"),
        ("den Schutz kritischer Infrastrukturen", "kritischer Infrastrukturen", "kritische Infrastruktur"),
        ("wegen eines sicheren Netzes", "sicheren Netzes", "sicheres Netz"),
        ("(2) Nationale Sicherheit", "Nationale Sicherheit", "nationale Sicherheit"),
        ("gegen freie Medien", "freie Medien", "freie Medien"),
        ("mit staatlich finanzierten Sendern", "staatlich finanzierten Sendern", "staatlich finanzierter Sender"),
        ("das Recht auf Vergessen", "Recht auf Vergessen", "Recht auf Vergessen"),
        ("die Regulierung des Datenverkehrs", "Regulierung des Datenverkehrs", "Regulierung des Datenverkehrs"),
    ],
)
def test_german_phrases_and_their_base_forms(text: str, surface: str, base: str) -> None:
    assert german(text).get(surface, "") == base


def test_a_general_adjective_makes_no_term_with_a_simple_word() -> None:
    assert "wichtige Frage" not in german("Das ist eine wichtige Frage.")


def test_english_names_in_german_are_taken_whole() -> None:
    found = german("Er verwies auf das Forum on Open Networks der Stadt.")
    assert "Forum on Open Networks" in found
    assert "Networks" not in found


def test_a_trailing_note_digit_is_dropped_and_doubted() -> None:
    (one,) = [one for one in german_candidates("wie die ABCDE7 sagt") if one.kind == "acronym"]
    assert one.base == "ABCDE"
    assert one.doubt


def test_hyphen_compounds_offer_their_parts_and_hanging_hyphens_nothing() -> None:
    found = german("Das EU-Verfahren betrifft Cyber- und Netzpolitik.")
    assert found["EU"] == "EU"
    assert "Cyber" not in found


def test_unknown_gender_is_a_doubt() -> None:
    base, doubt = phrase_base(["schnelles"], "Blorp")
    assert base.endswith("Blorp")
    assert doubt


def test_unknown_noun_is_a_doubt() -> None:
    assert noun_base("Blorpfs")[1]
    assert not noun_base("Datenschutzes")[1]


def test_offsets_point_at_the_surface() -> None:
    text = "Der „Ausbau“ (der Netze) – jetzt."
    for one in german_candidates(text):
        assert text[one.start : one.end] == one.surface


def test_english_runs_have_no_function_words_or_verbs_at_the_edges() -> None:
    found = english("The ministers should promote the burden of proof and strengthen public trust.")
    assert {"burden of proof", "public trust", "trust", "minister"} <= found
    assert not {one for one in found if one.startswith(("the ", "promote", "strengthen")) or one.endswith(" of")}


def test_english_heads_become_singular() -> None:
    assert english_base("confidence-building measures") == "confidence-building measure"
    assert english_base("freedoms of expression") == "freedom of expression"
    assert english_base("Policies", opens=True) == "policy"
    assert english_base("independent media") == "independent media"
    assert english_base("BIOS") == "BIOS"
    assert english_base("chairwomen") == "chairwoman"
    assert english_base("schoolchildren") == "schoolchild"
    assert english_base("rural midwives") == "rural midwife"
    assert english_base("misdiagnoses") == "misdiagnosis"
    assert english_base("tsunamis") == "tsunami"
    assert english_base("debris") == "debris"


def test_pieces_of_a_phrase_are_marked_as_cut() -> None:
    by_base = {one.base: one for one in english_candidates("a global supply chain.")}
    assert by_base["global supply"].is_cut if "global supply" in by_base else True
    assert not by_base["supply chain"].is_cut


def test_long_english_names_are_one_candidate() -> None:
    assert "Group of Independent Experts on Access to the Open Network" in english(
        "They met the Group of Independent Experts on Access to the Open Network."
    )


def test_tokens_of_an_empty_text() -> None:
    assert tokens("") == []
    assert german_candidates("  … – ") == []
    assert english_candidates("12 – (3)") == []


def test_english_words_in_ly_that_are_no_adverbs() -> None:
    found = english("An early warning buoy helps; the local assembly formally agreed on supply.")
    assert {"early warning buoy", "local assembly", "supply"} <= found
    assert not any("formally" in one for one in found)


def test_a_noun_that_could_be_a_verb_is_part_of_the_term() -> None:
    cut = {one.base for one in english_candidates("loans for island states.") if one.is_cut}
    assert "island" in cut
