from __future__ import annotations

import pytest

from igglossary.languages import language
from igglossary.languages.german.compounds import boundaries, find_parts
from igglossary.text.fold import fold


@pytest.mark.parametrize(
    ("one", "other", "lang"),
    [
        ("Bündnisse", "Bündnis", "de"),
        ("Hackerkriege", "Hackerkrieg", "de"),
        ("Praesidenten", "Präsident", "de"),
        ("Beschluß", "Beschluss", "de"),
        ("RÄTE", "Rat", "de"),
        ("digitaleren", "digital", "de"),
        ("Aktienindizes", "Aktienindex", "de"),
        ("Bundesstrassen", "Bundesstraße", "de"),
        ("Blorpcoins", "Blorpcoin", "de"),
        ("Marken", "Marke", "de"),
        ("Fischmarken", "Fischmarke", "de"),
        ("Frachtanten", "Frachtant", "de"),
        ("criteria", "criterion", "en"),
        ("midwives", "midwife", "en"),
        ("centres", "center", "en"),
        ("botnets", "botnet", "en"),
    ],
)
def test_forms_share_a_key_and_a_rough_stem(one: str, other: str, lang: str) -> None:
    assert set(language(lang).word_keys(one).own) & set(language(lang).word_keys(other).own)
    if fold(one) != "raete":  # plurals with umlaut are known to the compiled term base instead
        assert language(lang).rough_stem(fold(one)) == language(lang).rough_stem(fold(other))


@pytest.mark.parametrize(
    ("one", "other", "lang"),
    [
        ("Rate", "Rat", "de"),
        ("Lager", "Lage", "de"),
        ("Besucher", "Besuch", "de"),
        ("Massen", "Maß", "de"),
        ("Sanierungs", "Sanierung", "de"),
        ("statement", "state", "en"),
        ("universe", "university", "en"),
    ],
)
def test_other_words_share_no_key(one: str, other: str, lang: str) -> None:
    assert not set(language(lang).word_keys(one).own) & set(language(lang).word_keys(other).own)


@pytest.mark.parametrize(
    ("word", "term"),
    [
        ("Ratssitzung", "Rat"),
        ("Stadtrat", "Stadt"),
        ("Staatenbund", "Staat"),
        ("Länderfinanzen", "Land"),
        ("Hackerangriffe", "Angriff"),
        ("Museumsvereine", "Verein"),
        ("Netzpolitik", "Netz"),
        ("Strassenverkehr", "Straße"),
        ("Adressvergabe", "Adresse"),
        ("Erdkabel", "Erde"),
        ("Erdkabel", "Kabel"),
        ("Hilfsorganisation", "Hilfe"),
        ("Geschichtsbuch", "Buch"),
        ("Markenrecht", "Marke"),
        ("Hafeninfrastruktur", "Hafen"),
        ("Hafendigitalisierung", "Hafen"),
        ("Bilderkennung", "Bild"),
    ],
)
def test_term_in_compound(word: str, term: str) -> None:
    parts = find_parts(fold(word), {fold(term)}, 20)
    assert {part.key for part in parts} == {fold(term)}


@pytest.mark.parametrize(
    ("word", "term"),
    [
        ("Verordnung", "Ordnung"),
        ("Widerstand", "Stand"),
        ("Umfrage", "Frage"),
        ("Ausländer", "Land"),
        ("Inflationsrate", "Rat"),
        ("Ratenzahlung", "Rat"),
        ("Wirtschaft", "Wirt"),
        ("Hintergrund", "Grund"),
        ("Russland", "Land"),
        ("Spracherkennung", "Kennung"),
        ("Profilerstellung", "Stellung"),
        ("Entmündigung", "Ente"),
    ],
)
def test_words_that_only_look_like_compounds(word: str, term: str) -> None:
    assert find_parts(fold(word), {fold(term)}, 20) == []


def test_boundaries() -> None:
    assert boundaries("netzpolitik") == [4]
    assert boundaries("verordnung") == []
