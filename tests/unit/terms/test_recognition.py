from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from igglossary.terms.recognition import recognise as recognition
from igglossary.terms.recognition.compiled import CompiledTermBase, compile_term_base
from igglossary.terms.recognition.entries import TermEntry, TermHit
from igglossary.terms.recognition.recognise import recognise


@cache
def base_of(terms: tuple[str, ...], lang: str) -> CompiledTermBase:
    """Compiled once: the laws below ask the same base hundreds of times."""
    return compile_term_base([TermEntry(f"c{n}", term, lang) for n, term in enumerate(terms)], lang)


def hits_in(text: str, *terms: str, lang: str = "de", nested: bool = False) -> list[TermHit]:
    found = recognise(text, lang, base_of(terms, lang), nested=nested)
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
        ("Hafen- wie Stadtrecht.", "Hafenrecht", "Hafen- wie Stadtrecht", "ellipsis"),
        ("Hafen- und/oder Stadtrecht.", "Hafenrecht", "Hafen- und/oder Stadtrecht", "ellipsis"),
        ("Hafen-/Stadtrecht.", "Hafenrecht", "Hafen-/Stadtrecht", "ellipsis"),
        ("sowohl Hafen- als auch Stadtrecht", "Hafenrecht", "Hafen- als auch Stadtrecht", "ellipsis"),
        ("das (Hafen-)Recht", "Hafenrecht", "Hafen-)Recht", "ellipsis"),
        ("Ein Interessenvertreter kam.", "Interessensvertreter", "Interessenvertreter", "inflected"),
        ("Hafen- bzw. Stadtrecht", "Hafenrecht", "Hafen- bzw. Stadtrecht", "ellipsis"),
        ("Drei Interessengruppen kamen.", "Interessensgruppe", "Interessengruppen", "inflected"),
        ("Die Vorsitzende sprach.", "Vorsitzender", "Vorsitzende", "inflected"),
        ("Der Hafenbeauftragte sprach.", "Hafenbeauftragter", "Hafenbeauftragte", "inflected"),
        ("Die Beklagten schwiegen.", "Beklagter", "Beklagten", "inflected"),
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
        ("Das Begleiten und Verteidigen kostet.", "Begleiter"),
        ("Das Begleiten und Verteidigen kostet.", "Verteidiger"),
        ("Die Essen der Kolonien, die Interessen", "Esser"),
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
        ("Public hearings follow.", "hearing", "hearings", "inflected"),
        ("Enhanced sailings", "enhanced sailing", "Enhanced sailings", "inflected"),
        ("They withdrew it.", "withdraw", "withdrew", "inflected"),
        ("No phenomena.", "phenomenon", "phenomena", "inflected"),
    ],
)
def test_found_in_english(text: str, term: str, surface: str, match: str) -> None:
    assert brief(text, term, lang="en") == [(surface, match)]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Their fish and boats.", "fishing"),
        ("They enhance sailing.", "enhanced sailing"),
        ("The harbour or our safety.", "harbour safety"),
    ],
)
def test_not_found_in_english(text: str, term: str) -> None:
    assert brief(text, term, lang="en") == []


@pytest.mark.parametrize(
    ("text", "term", "lang", "surface", "match"),
    [
        # hyphen chains among other words, together, apart and inflected
        ("A door-to-door delivery failed.", "door-to-door delivery", "en", "door-to-door delivery", "exact"),
        ("Two door to door deliveries failed.", "door-to-door delivery", "en", "door to door deliveries", "inflected"),
        ("Our door-to-door-delivery failed.", "door-to-door delivery", "en", "door-to-door-delivery", "variant"),
        ("All long-range fishing fleets left.", "long-range fishing fleet", "en", "long-range fishing fleets",
         "inflected"),
        ("The longrange fishing fleet left.", "long-range fishing fleet", "en", "longrange fishing fleet", "variant"),
        ("A fishing boat short-term lease plan.", "fishing-boat short-term lease plan", "en",
         "fishing boat short-term lease plan", "variant"),
        ("The north–south railway runs.", "north-south railway", "en", "north–south railway", "variant"),
        ("Der städtischen First-Class-Hotels wegen.", "städtisches First-Class-Hotel", "de",
         "städtischen First-Class-Hotels", "inflected"),
        ("Ein städtisches First-Class Hotel.", "städtisches First-Class-Hotel", "de", "städtisches First-Class Hotel",
         "variant"),
        ("Nach der Oslo-Erklärung über die Seefahrt.", "Oslo-Erklärung über die Seefahrt", "de",
         "Oslo-Erklärung über die Seefahrt", "exact"),
        ("Nach der Oslo Erklärung über die Seefahrt.", "Oslo-Erklärung über die Seefahrt", "de",
         "Oslo Erklärung über die Seefahrt", "variant"),
        ("Die EU-Regeln für Fähren und Häfen.", "EU-Regel für Fähren und Häfen", "de", "EU-Regeln für Fähren und Häfen",
         "inflected"),
        # suspended hyphens of the term itself
        ("Des Lösch- und Ladeverfahrens wegen.", "Lösch- und Ladeverfahren", "de", "Lösch- und Ladeverfahrens",
         "inflected"),
        ("Das Lösch‐ und Ladeverfahren.", "Lösch- und Ladeverfahren", "de", "Lösch‐ und Ladeverfahren", "variant"),
        ("Die Fang- und Zuchtkonferenz der Nordischen Staaten.", "Fang- und Zuchtkonferenz der Nordischen Staaten",
         "de", "Fang- und Zuchtkonferenz der Nordischen Staaten", "exact"),
        # punctuation and numbers
        ("Die Seefahrt 3.0 kommt.", "Seefahrt 3.0", "de", "Seefahrt 3.0", "exact"),
        ("Eine Seefahrt-3.0-Initiative.", "Seefahrt 3.0", "de", "Seefahrt-3.0-Initiative", "compound"),
        ("Über den 12/5-Notdienst.", "12/5-Notdienst", "de", "12/5-Notdienst", "exact"),
        ("Die 12/5 Notdienste.", "12/5-Notdienst", "de", "12/5 Notdienste", "inflected"),
        ("The Oslo+10 summits.", "Oslo+10 summit", "en", "Oslo+10 summits", "inflected"),
        ("The Oslo +10 summit.", "Oslo+10 summit", "en", "Oslo +10 summit", "variant"),
        ("Das Amt für Fähren, Häfen und Werften.", "Amt für Fähren, Häfen und Werften", "de",
         "Amt für Fähren, Häfen und Werften", "exact"),
        ("The Ferry, Port, and Dock Office.", "Ferry, Port and Dock Office", "en", "Ferry, Port, and Dock Office",
         "variant"),
        ("The Harbour-Master's Deputy for Trade.", "Harbour-Master's Deputy for Trade", "en",
         "Harbour-Master's Deputy for Trade", "exact"),
        ("The Harbour Master’s Deputy for Trade.", "Harbour-Master's Deputy for Trade", "en",
         "Harbour Master’s Deputy for Trade", "variant"),
        ("Das Recht auf «Ruhe» gilt.", "Recht auf „Ruhe“", "de", "Recht auf «Ruhe", "variant"),
        ("Das Recht auf Ruhe gilt.", "Recht auf „Ruhe“", "de", "Recht auf Ruhe", "variant"),
        ("Their R&D budget.", "R&D budget", "en", "R&D budget", "exact"),
        # words that no lexicon knows, plurals of Latin words, Swiss spelling
        ("Wegen des Blorpcoins.", "Blorpcoin", "de", "Blorpcoins", "inflected"),
        ("Alle Indizes stiegen.", "Index", "de", "Indizes", "inflected"),
        ("Die Preisindizes stiegen.", "Preisindex", "de", "Preisindizes", "inflected"),
        ("Die Strassen sind leer.", "Straße", "de", "Strassen", "inflected"),
        ("Die Wasserstrassen sind leer.", "Wasserstraße", "de", "Wasserstrassen", "inflected"),
        ("Die Daten sind leer.", "Daten", "de", "Daten", "exact"),
    ],
)  # fmt: skip
def test_terms_with_hyphens_punctuation_and_numbers(text: str, term: str, lang: str, surface: str, match: str) -> None:
    assert brief(text, term, lang=lang) == [(surface, match)]


@pytest.mark.parametrize(
    ("text", "term", "lang"),
    [
        ("Fähren und Häfen", "Fähren, Häfen", "de"),
        ("Fähren. Häfen", "Fähren, Häfen", "de"),
        ("Fähren,\n\nHäfen", "Fähren, Häfen", "de"),
        ("Fähren, Häfen", "Fähren Häfen", "de"),
        ("Lösch und Ladeverfahren", "Lösch- und Ladeverfahren", "de"),
        ("offen – Brief", "offener Brief", "de"),
        ("Die 125-Notdienste.", "12/5-Notdienst", "de"),
        ("Seefahrt 3, null", "Seefahrt 3.0", "de"),
        ("Das Datum steht fest.", "Daten", "de"),
        ("Große Massen kamen.", "Maß", "de"),
        ("Blorps", "Blor", "de"),
    ],
)
def test_punctuation_must_be_that_of_the_term(text: str, term: str, lang: str) -> None:
    assert brief(text, term, lang=lang) == []


def test_a_number_of_a_note_after_a_year_is_not_part_of_it() -> None:
    assert brief("Das steht im Plan 2040.12 Mehr nicht.", "Plan 2040") == [("Plan 2040", "exact")]


def test_spellings_of_one_concept_are_all_reported_the_exact_one_first() -> None:
    texts = ("Organization for Port Cooperation", "Organisation for Port Co-operation")
    base = compile_term_base([TermEntry("port", text, "en") for text in texts], "en")
    found = recognise("The Organisation for Port Co-operation met.", "en", base)
    assert [(hit.term, hit.match) for hit in found] == [(texts[1], "exact"), (texts[0], "variant")]


def test_a_term_with_a_suspended_hyphen_covers_what_it_abridges() -> None:
    terms = ("Hafen- und Stadtrecht", "Hafenrecht")
    text = "Das Hafen- und Stadtrecht ruht."
    assert brief(text, *terms) == [("Hafen- und Stadtrecht", "exact")]
    nested = hits_in(text, *terms, nested=True)
    assert [(hit.term, hit.is_nested) for hit in nested] == [("Hafen- und Stadtrecht", False), ("Hafenrecht", True)]


def test_acronyms_with_a_number() -> None:
    base = compile_term_base([TermEntry("c", "OSLO+10", "en", is_acronym=True)], "en")
    assert [hit.surface for hit in recognise("OSLO+10, OSLO-10 and Oslo+10", "en", base)] == ["OSLO+10", "OSLO-10"]


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


@given(st.text(alphabet="abH-–’ \n\u00ad.ä+4,", max_size=60), st.booleans())
@settings(max_examples=150, deadline=None)
def test_offsets_hold_for_any_text(text: str, nested: bool) -> None:
    hits_in(text, "ab", "H-a", "a b a", "a- und b", "a, b", "4.4 a", nested=nested)


@pytest.mark.parametrize(
    ("text", "term", "surfaces"),
    [
        # feminine nouns for persons, and how both are written in one word
        ("Zwei Juristinnen und eine Ärztin.", "Jurist", ["Juristinnen"]),
        ("Zwei Juristinnen und eine Ärztin.", "Arzt", ["Ärztin"]),
        ("Alle Rats:innen, Ratten*innen und Hörer_innen, Hörer*innen.", "Hörer", ["Hörer_innen", "Hörer*innen"]),
        ("Alle WählerInnen, Kolleg/-innen und Kolleg(inn)en.", "Kollege", ["Kolleg/-innen", "Kolleg(inn)en"]),
        ("Netzanwältinnen klagen.", "Netzanwalt", ["Netzanwältinnen"]),
        ("Ein Termin, die Medizin, der Login.", "Term", []),
        ("Die Wähler:innenzahlen steigen.", "Wählerinnenzahl", ["Wähler:innenzahlen"]),
        # words that a line's end divides
        ("Das Wahl-\nrecht gilt.", "Wahlrecht", ["Wahl-\nrecht"]),
        ("In Baden-\n  Württemberg.", "Baden-Württemberg", []),
        ("In Baden-\nWürttemberg.", "Baden-Württemberg", ["Baden-\nWürttemberg"]),
        ("Der Wahl-\nund Feiertag.", "Wahltag", ["Wahl-\nund Feiertag"]),
        ("A multi-\nlateral treaty.", "multilateral treaty", ["multi-\nlateral treaty"]),
        # prefixes that stand apart
        ("die Be- und Entladung der Schiffe", "Beladung", ["Be- und Entladung"]),
        ("Vor- und Nachteile", "Vorteil", ["Vor- und Nachteile"]),
        ("an- und abmelden", "anmelden", ["an- und abmelden"]),
        ("Vor- und Nachteile", "Vorurteil", []),
        # rare plurals and cases
        ("Die Tendenzen und Toleranzen.", "Tendenz", ["Tendenzen"]),
        ("Zwei Rechenmatrizen.", "Rechenmatrix", ["Rechenmatrizen"]),
        ("Im Namen des Weltfriedens.", "Weltfriede", ["Weltfriedens"]),
        ("Die Hobbies und Lobbies.", "Lobby", ["Lobbies"]),
        ("Zwei Eisbären.", "Eisbär", ["Eisbären"]),
        # an adjective that begins a name, and a nominalised one
        ("Gelbe Säcke und Gelbem Sack.", "Gelber Sack", ["Gelbe Säcke", "Gelbem Sack"]),
        ("Ein Resume und ein Resumé.", "Resümee", []),
        ("Das Dekolleté, das Dekollete.", "Dekolleté", ["Dekolleté", "Dekollete"]),
        # capitals inside, also in a chain
        ("Jede eID-Karte und jeder xyTLD-Anbieter.", "xyTLD", ["xyTLD-Anbieter"]),
        # what a compound is not made of
        ("Der Onlinestore, die Onlinestrategie.", "Tor", []),
        ("Ein Nicht-Mitglied und ein Mitglied.", "Mitglied", ["Mitglied"]),
    ],
)  # fmt: skip
def test_kinds_of_german_words_that_real_texts_have(text: str, term: str, surfaces: list[str]) -> None:
    assert [surface for surface, _ in brief(text, term)] == surfaces


@pytest.mark.parametrize(
    ("text", "term", "surfaces"),
    [
        ("Plan B is not B++, but B# is.", "B++", ["B++"]),
        ("Plan B is not B++.", "B", ["B"]),
        ("A name in .hamburg or www.hamburg", ".hamburg", [".hamburg"]),
        ("an add-on for it", "add-on", ["add-on"]),
        ("Click %2$show and {help} or <help/> for %(help)s &help; help.", "help", ["help"]),
        ("an <b>open</b> network", "open network", ["open</b> network"]),
        ("an open<br/> network", "open network", []),
        ("50 % of users, 5% discount", "discount", ["discount"]),
    ],
)
def test_signs_belong_to_terms_and_placeholders_to_none(text: str, term: str, surfaces: list[str]) -> None:
    assert [surface for surface, _ in brief(text, term, lang="en")] == surfaces


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("Die Hafenpolizei Nord (HPN) prüft. HPN schweigt.", ["police", "police", "police"]),
        ("Die Hafenpolizei Nord ist nicht die HPN.", ["police", "network"]),
        ("HPN schweigt.", ["network"]),
        ("Das Hafenpilotennetz (HPN) wächst.", ["network", "network"]),
    ],
)
def test_the_long_form_beside_an_abbreviation_decides_its_sense(text: str, concepts: list[str]) -> None:
    entries = [
        TermEntry("police", "Hafenpolizei Nord", "de"),
        TermEntry("network", "Hafenpilotennetz", "de"),
        TermEntry("network", "HPN", "de", is_acronym=True),
    ]
    assert [hit.concept for hit in recognise(text, "de", compile_term_base(entries, "de"))] == concepts


@pytest.mark.parametrize(
    ("text", "term", "surface"),
    [
        ("im Exklusiven Bündnis zu Orgeln", "Exklusives Bündnis zu Orgeln", "Exklusiven Bündnis zu Orgeln"),
        ("trotz Öffentlicher Nautischer Güter", "Öffentliche Nautische Güter", "Öffentlicher Nautischer Güter"),
        ("in der Maritimen Öffentlichen Halle", "Maritime Öffentliche Halle", "Maritimen Öffentlichen Halle"),
        ("mit Kollektivem Hafenrat", "Kollektiver Hafenrat", "Kollektivem Hafenrat"),
        ("ein trilateralerer, meist plurilateraler Tarif", "plurilateral", "plurilateraler"),
        ("die transozeanischen Linien", "transozeanisch", "transozeanischen"),
        ("mit interoperablen Kränen", "interoperabel", "interoperablen"),
        ("eine unkaperbare Flotte", "unkaperbar", "unkaperbare"),
    ],
)
def test_adjectives_that_the_lexicon_lists_in_part_or_not_at_all(text: str, term: str, surface: str) -> None:
    assert brief(text, term) == [(surface, "inflected")]


def test_a_noun_in_e_is_no_adjective_in_a_name() -> None:
    assert hits_in("Der Kant der Stadt kam.", "Kante der Stadt") == []
