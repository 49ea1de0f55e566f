from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from igglossary.languages.forms import term_forms
from igglossary.languages.keys import query_keys, worse_kind
from igglossary.text.fold import fold


def find(query: str, term: str, lang: str) -> str | None:
    forms = term_forms(term, lang)
    return next((worse_kind(kind, forms[key]) for key, kind in query_keys(query) if key in forms), None)


@pytest.mark.parametrize(
    ("query", "term", "lang", "kind"),
    [
        ("Datenhoheit", "Datenhoheit", "de", "exact"),
        ("„Datenhoheit“", "Datenhoheit", "de", "exact"),
        ("des digitalen Grabens", "digitaler Graben", "de", "inflected"),
        ("Hackerangriffes", "Hackerangriff", "de", "inflected"),
        ("Hackerangriffe", "Hackerangriff", "de", "inflected"),
        ("Abhörverbote", "Abhörverbot", "de", "inflected"),
        ("Abhorverbot", "Abhörverbot", "de", "variant"),
        ("Abhoerverbot", "Abhörverbot", "de", "exact"),
        ("Bündnisvertraege", "Bündnisvertrag", "de", "inflected"),
        ("Medien-Recht", "Medienrecht", "de", "variant"),
        ("Medien Recht", "Medienrecht", "de", "variant"),
        ("Medienrecht", "Medien-Recht", "de", "variant"),
        ("globale Wirtschaft", "Globalwirtschaft", "de", "variant"),
        ("Globalwirtschaft", "globale Wirtschaft", "de", "variant"),
        ("immer weniger Wälder", "immer weniger Wäldern", "de", "inflected"),
        ("Flussüberganges", "Flußübergang", "de", "inflected"),
        ("Juristinnen", "Jurist", "de", "inflected"),
        ("Jurist:innen", "Jurist", "de", "inflected"),
        ("Kolleg/-innen", "Kollege", "de", "inflected"),
        ("Ärztinnen", "Arzt", "de", "inflected"),
        ("Eisbären", "Eisbär", "de", "inflected"),
        ("des Weltfriedens", "Weltfriede", "de", "inflected"),
        ("Lobbies", "Lobby", "de", "inflected"),
        ("Rechenmatrizen", "Rechenmatrix", "de", "inflected"),
        ("l'accord commercial", "accord commercial", "fr", "inflected"),
        ("accords commerciaux", "accord commercial", "fr", "inflected"),
        ("cyber weapons", "cyberweapon", "en", "variant"),
        ("cyberweapons", "cyber weapon", "en", "variant"),
        ("open strategies", "open strategy", "en", "inflected"),
        ("centralisation of power", "centralization of power", "en", "inflected"),
        ("naval defense", "naval defence", "en", "variant"),
        ("colours", "color", "en", "variant"),
        ("analyser", "analyzer", "en", "variant"),
        ("recognisable", "recognizable", "en", "variant"),
        ("counselors", "counsellor", "en", "variant"),
        ("fulfillment", "fulfilment", "en", "variant"),
        ("enrolls", "enrol", "en", "variant"),
        ("judgments", "judgement", "en", "variant"),
        ("artefacts", "artifact", "en", "variant"),
        ("gray area", "grey area", "en", "variant"),
        ("Schadensersatz", "Schadenersatz", "de", "variant"),
        ("Abhörnetzes", "Abhörnetz", "de", "inflected"),
        ("Abhörkulturen", "Abhörkultur", "de", "inflected"),
        ("Handelsmarken", "Handelsmarke", "de", "inflected"),
        ("Marken", "Marke", "de", "inflected"),
        ("Onlinepegel", "Online-Pegel", "de", "variant"),
        ("Onlinebriefe", "Online-Brief", "de", "variant"),
        ("sehr große Onlinebriefe", "sehr großer Online-Brief", "de", "variant"),
        ("Menschenpflicht", "Menschenpflichten", "de", "inflected"),
        ("Menschenrechts", "Menschenrechte", "de", "inflected"),
        ("Strandrechten", "Strandrechte", "de", "inflected"),
        ("Frachtanten", "Frachtant", "de", "inflected"),
        ("phenomena", "phenomenon", "en", "inflected"),
        ("the treaty", "treaty", "en", "inflected"),
        ("treaty's", "treaty", "en", "exact"),
        ("NGOs", "NGO", "en", "inflected"),
        ("Joint Working Party", "Joint Working Party (JWP)", "en", "variant"),
        ("JWP", "Joint Working Party (JWP)", "en", "variant"),
        ("door to door delivery", "door-to-door delivery", "en", "variant"),
        ("door-to-door deliveries", "door-to-door delivery", "en", "inflected"),
        ("north–south railways", "north-south railway", "en", "inflected"),
        ("Lösch- und Ladeverfahrens", "Lösch- und Ladeverfahren", "de", "inflected"),
        ("12/5 Notdienst", "12/5-Notdienst", "de", "variant"),
        ("seefahrt 3.0", "Seefahrt 3.0", "de", "exact"),
        ("Seefahrt-3.0", "Seefahrt 3.0", "de", "variant"),
        ("Oslo+10", "Oslo+10", "en", "exact"),
        ("oslo 10 summits", "Oslo+10 summit", "en", "inflected"),
        ("Oslo-10", "Oslo+10", "en", "variant"),
        ("Blorpcoins", "Blorpcoin", "de", "inflected"),
        ("Indizes", "Index", "de", "inflected"),
        ("Strassen", "Straße", "de", "inflected"),
        ("Amt für Fähren Häfen und Werften", "Amt für Fähren, Häfen und Werften", "de", "exact"),
    ],
)
def test_found_directly(query: str, term: str, lang: str, kind: str) -> None:
    assert find(query, term, lang) == kind


@pytest.mark.parametrize(
    ("query", "term", "lang"),
    [
        ("Rate", "Rat", "de"),
        ("Rat", "Rate", "de"),
        ("Messer", "Messe", "de"),
        ("Netz", "Netzneutralität", "de"),
        ("fordern", "fördern", "de"),
        ("news", "new", "en"),
        ("statement", "state", "en"),
        ("Spaltung", "digitale Spaltung", "de"),
        ("Datum", "Daten", "de"),
        ("C", "C++", "en"),
    ],
)
def test_not_found(query: str, term: str, lang: str) -> None:
    assert find(query, term, lang) is None


def test_nothing_for_punctuation() -> None:
    assert query_keys(" …?! ") == ()
    assert term_forms("–", "de") == {}


def test_number_of_keys_stays_small() -> None:
    terms = ["Vertrag", "Ländervergleich", "digitaler Graben", "Souveränität", "Gremium", "Kabelnetz"]
    assert max(len(term_forms(term, "de")) for term in terms) <= 12


def test_keys_import_next_to_nothing() -> None:
    code = (
        "import sys; import igglossary.languages.keys; print('simplemma' in sys.modules, 'dataclasses' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


@given(st.text(max_size=30))
@settings(max_examples=200, deadline=None)
def test_fold_is_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=30), st.sampled_from(["de", "en", "fr", "zh-Hant"]))
@settings(max_examples=200, deadline=None)
def test_every_text_finds_itself(text: str, lang: str) -> None:
    keys = query_keys(text)
    if keys:
        assert keys[0][0] in term_forms(text, lang)
