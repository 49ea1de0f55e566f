from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from igglossary.terms import recognition
from igglossary.terms.compiled import TermEntry, compile_term_base
from igglossary.terms.recognition import TermHit, recognise


def hits_in(text: str, *terms: str, lang: str = "de", nested: bool = False) -> list[TermHit]:
    base = compile_term_base([TermEntry(f"c{n}", term, lang) for n, term in enumerate(terms)], lang)
    found = recognise(text, lang, base, nested=nested)
    assert all(text[hit.start : hit.end] == hit.surface for hit in found)
    return found


def brief(text: str, *terms: str, lang: str = "de", nested: bool = False) -> list[tuple[str, str]]:
    return [(hit.surface, hit.match) for hit in hits_in(text, *terms, lang=lang, nested=nested)]


@pytest.mark.parametrize(
    ("text", "term", "surface", "match"),
    [
        ("Das Bündnis hält.", "Bündnis", "Bündnis", "exact"),
        ("DAS BÜNDNIS HÄLT.", "Bündnis", "BÜNDNIS", "exact"),
        ("Zwei Bündnisse halten.", "Bündnis", "Bündnisse", "inflected"),
        ("Ein Buendnis hält.", "Bündnis", "Buendnis", "variant"),
        ("Der Beschluß gilt.", "Beschluss", "Beschluß", "variant"),
        ("Die Medien-Kultur blüht.", "Medienkultur", "Medien-Kultur", "variant"),
        ("Die Medienkultur blüht.", "Medien-Kultur", "Medienkultur", "variant"),
        ("Das World Game Forum tagt.", "World-Game-Forum", "World Game Forum", "variant"),
        ("Ein Schadensersatz wird fällig.", "Schadenersatz", "Schadensersatz", "inflected"),
        ("In der Bündnispolitik.", "Bündnis", "Bündnispolitik", "compound"),
        ("Im Staatenbündnis.", "Bündnis", "Staatenbündnis", "compound"),
        ("Die Opern-Aufführung.", "Oper", "Opern-Aufführung", "compound"),
        ("Der 6G-Ausbau.", "6G", "6G-Ausbau", "compound"),
        ("Offener Briefe wegen.", "offener Brief", "Offener Briefe", "inflected"),
        ("Museen und Theater.", "Museum", "Museen", "inflected"),
        ("Hafen- und Stadtrecht.", "Hafenrecht", "Hafen- und Stadtrecht", "ellipsis"),
        ("Hafen-, See- und Stadtrecht.", "Hafenrecht", "Hafen-, See- und Stadtrecht", "ellipsis"),
        ("Hafenrecht und -gebühr.", "Hafengebühr", "Hafenrecht und -gebühr", "ellipsis"),
        ("offene und private Briefe", "offener Brief", "offene und private Briefe", "ellipsis"),
        ("Sie verhandelte lang.", "verhandeln", "verhandelte", "inflected"),
    ],
)
def test_found_in_german(text: str, term: str, surface: str, match: str) -> None:
    assert brief(text, term) == [(surface, match)]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Er macht es.", "Macht"),
        ("Die Rate sinkt.", "Rat"),
        ("Die Verordnung gilt.", "Ordnung"),
        ("Das ist offen. Briefe kamen.", "offener Brief"),
        ("offene, Briefe", "offener Brief"),
        ("offene\n\nBriefe", "offener Brief"),
        ("Briefe, offene", "offener Brief"),
        ("Die Situation.", "ITU"),
        ("er ist itu-fern", "ITU"),
    ],
)
def test_not_found_in_german(text: str, term: str) -> None:
    assert brief(text, term) == []


@pytest.mark.parametrize(
    ("text", "term", "surface", "match"),
    [
        ("All voting rights count.", "voting right", "voting rights", "inflected"),
        ("Voting-right holders.", "voting right", "Voting-right", "variant"),
        ("Cyberweapons spread.", "cyber weapon", "Cyberweapons", "inflected"),
        ("A cyber weapon.", "cyberweapon", "cyber weapon", "variant"),
        ("The labour organisation.", "organization", "organisation", "variant"),
        ("The harbours' owners.", "harbor", "harbours", "inflected"),
        ("The treaty’s text.", "treaty", "treaty’s", "inflected"),
        ("Many NGOs came.", "NGO", "NGOs", "inflected"),
        ("No phenomena.", "phenomenon", "phenomena", "inflected"),
    ],
)
def test_found_in_english(text: str, term: str, surface: str, match: str) -> None:
    assert brief(text, term, lang="en") == [(surface, match)]


def test_acronyms_only_in_capitals() -> None:
    assert brief("Is it IT?", "IT", lang="en") == [("IT", "exact")]


def test_longest_match_wins_and_nested_ones_are_available() -> None:
    terms = ("freier Hafen", "Hafen", "Hafenrecht", "Recht")
    assert brief("Im freien Hafen.", *terms) == [("freien Hafen", "inflected")]
    nested = hits_in("Im freien Hafen.", *terms, nested=True)
    assert [(hit.term, hit.is_nested) for hit in nested] == [("freier Hafen", False), ("Hafen", True)]
    assert [hit.term for hit in hits_in("Das Hafenrecht.", *terms)] == ["Hafenrecht"]
    assert {hit.term for hit in hits_in("Das Hafenrechtsamt.", *terms, nested=True)} == {"Hafen", "Hafenrecht", "Recht"}


def test_a_hit_for_each_concept_with_the_term() -> None:
    entries = [TermEntry("bank-1", "Bank", "de"), TermEntry("bank-2", "Bank", "de")]
    found = recognise("Die Bank.", "de", compile_term_base(entries, "de"))
    assert [hit.concept for hit in found] == ["bank-1", "bank-2"]


def test_case_flag() -> None:
    base = compile_term_base([TermEntry("c", "Apple", "en", is_case_sensitive=True)], "en")
    assert [hit.surface for hit in recognise("Apple’s apple and APPLE", "en", base)] == ["Apple’s"]


def test_other_languages_by_folding() -> None:
    assert brief("Le CYBER-ESPACE.", "cyberespace", lang="fr") == [("CYBER-ESPACE", "variant")]
    assert brief("维护网络主权。", "网络主权", lang="zh") == [("网络主权", "exact")]


def test_wrong_language_is_refused() -> None:
    with pytest.raises(ValueError, match="en"):
        recognise("x", "en", compile_term_base([], "de"))


def test_blocks_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Ein freier Hafen ist gut. " * 40
    terms = ("freier Hafen", "gut")
    whole = hits_in(text, *terms)
    monkeypatch.setattr(recognition, "_BLOCK", 100)
    assert hits_in(text, *terms) == whole
    assert len(whole) == 80


@given(st.text(alphabet="abH-–’ \n\u00ad.ä", max_size=60), st.booleans())
@settings(max_examples=150, deadline=None)
def test_offsets_hold_for_any_text(text: str, nested: bool) -> None:
    hits_in(text, "ab", "H-a", "a b a", nested=nested)
