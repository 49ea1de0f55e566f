"""Opposites are never paired, and what only looks like a negation keeps nobody apart."""

from __future__ import annotations

import pytest

from igglossary.model import Place
from igglossary.terms.mining.candidates_german import german_candidates
from igglossary.terms.mining.mine import mine_units
from igglossary.terms.mining.negation import are_opposite


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("bindende Entschließung", "unbinding resolution"),
        ("abhängiger Hafenrat", "independent harbour council"),
        ("Gleichheit", "inequality"),
        ("Unsicherheit", "security"),
        ("Militarisierung", "demilitarisation"),
        ("Entschlüsselung", "encryption"),
        ("Verschlüsselung", "decryption"),
        ("Verbreitung", "non-proliferation"),
        ("nicht öffentliche Sitzung", "public meeting"),
        ("kein Zugang", "access"),
    ],
)
def test_one_side_denies(german: str, english: str) -> None:
    assert are_opposite(german, english)


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("nicht bindende Entschließung", "unbinding resolution"),
        ("Straflosigkeit", "impunity"),
        ("Korruptionsbekämpfung", "anti-corruption"),
        ("unmittelbare Bedrohung", "direct threat"),
        ("Unternehmen", "company"),
        ("Universität", "university"),
        ("Unfall", "accident"),
        ("Entwicklung", "development"),
        ("Entwurf", "draft"),
        ("Investition", "investment"),
        ("Rückgang", "decline"),
        ("Demokratisierung", "democratisation"),
        ("rechtswidrig", "illegal"),
        ("Arbeitslosigkeit", "unemployment"),
        ("Vereinte Nationen", "United Nations"),
    ],
)
def test_what_denies_on_both_sides_or_on_none(german: str, english: str) -> None:
    assert not are_opposite(german, english)


def test_nicht_belongs_to_its_phrase() -> None:
    found = {one.base for one in german_candidates("Der Vertrag nennt eine nicht verlängerbare Liegefrist.")}
    assert "nicht verlängerbare Liegefrist" in found
    assert "verlängerbare Liegefrist" not in found


def test_a_memory_yields_no_opposites() -> None:
    memory = [
        ("Die nicht verlängerbare Liegefrist endet.", "The non-renewable berth period ends."),
        ("Jede nicht verlängerbare Liegefrist kostet.", "Every non-renewable berth period costs money."),
        ("Er bat um eine nicht verlängerbare Liegefrist.", "He asked for a non-renewable berth period."),
    ]
    pairs = mine_units((german, english, Place("memory")) for german, english in memory)
    assert [(one.german, one.english) for one in pairs if are_opposite(one.german, one.english)] == []
