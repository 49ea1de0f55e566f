from __future__ import annotations

from igglossary.alignment.term_rating import log_probability, rate_pairs
from igglossary.model import TermPair

from .conftest import ToyEncoder


def test_a_pair_that_is_right_stays_and_half_a_compound_goes() -> None:
    pairs = [TermPair("Hafengebühr", "harbour fee", 0.9), TermPair("Hafengebühr", "harbour", 0.6)]
    assert [pair.english for pair in rate_pairs(pairs, ToyEncoder(), [])] == ["harbour fee"]


def test_an_opposite_is_never_proposed() -> None:
    pairs = [
        TermPair("Unilateralismus", "multilateralism", 0.95),
        TermPair("Multilateralismus", "multilateralism", 0.9),
    ]
    assert [pair.german for pair in rate_pairs(pairs, ToyEncoder(), [])] == ["Multilateralismus"]


def test_common_words_are_general_and_known_pairs_are_terms() -> None:
    pairs = [
        TermPair("Hafen", "harbour", 0.9),
        TermPair("Schiff", "ship", 0.95, known_concept="c1"),
        TermPair("Lotse Gebühr", "pilot fee", 0.95),
    ]
    rated = {pair.german: pair for pair in rate_pairs(pairs, ToyEncoder(), [("Schiff", "ship", "c1")])}
    assert rated["Schiff"].termhood is not None
    assert not rated["Schiff"].is_general
    general = rate_pairs([TermPair("Haus", "house", 0.98)], ToyEncoder(), [])
    assert log_probability("house") > log_probability("pilotless")
    assert all(pair.is_general for pair in general)


def test_without_a_model_pairs_stay_as_they_are() -> None:
    pairs = (TermPair("Hafen", "harbour", 0.9),)
    assert rate_pairs(pairs, None, []) == pairs
    assert not pairs[0].is_general
