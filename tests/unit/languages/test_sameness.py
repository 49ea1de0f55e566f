"""When two designations are the same term, and what is said about the difference."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from igglossary.languages.sameness import Variation, is_same_term, same_keys, variation

SAME = [
    ("Hafen-Gebühr", "Hafengebühr", "de", Variation.HYPHEN),
    ("Online Register", "Online-Register", "de", Variation.HYPHEN),
    ("harbour master", "harbourmaster", "en", Variation.SPACE),
    ("Port State", "port state", "en", Variation.CASE),
    ("harbour organisation", "harbor organization", "en", Variation.SPELLING),
    ("die Lotsenpflicht", "Lotsenpflicht", "de", Variation.SPELLING),
    ("Schadenersatz", "Schadensersatz", "de", Variation.SPELLING),
    ("Ueberwachung", "Überwachung", "de", Variation.SPELLING),
]
OTHER = [
    ("Hafengebühr", "Hafengebühren", "de"),
    ("Lotse", "Lotsenpflicht", "de"),
    ("port fee", "port fees", "en"),
    ("Rio+20", "Rio+10", "de"),
    ("", "?", "de"),
]


@pytest.mark.parametrize(("first", "second", "lang", "expected"), SAME)
def test_spellings_of_one_term(first: str, second: str, lang: str, expected: Variation) -> None:
    assert is_same_term(first, second, lang)
    assert is_same_term(second, first, lang)
    assert variation(first, second) is expected
    assert variation(second, first) is expected


@pytest.mark.parametrize(("first", "second", "lang"), OTHER)
def test_other_terms(first: str, second: str, lang: str) -> None:
    assert not is_same_term(first, second, lang)


@given(st.text(max_size=30), st.sampled_from(["de", "en", "fr", "zh"]))
def test_a_term_is_itself_in_capitals_and_small(text: str, lang: str) -> None:
    assert is_same_term(text, text, lang)
    if text.isascii() and len(text.split()) == 1:  # an article in capitals is no article
        assert same_keys(text.upper(), lang) == same_keys(text.lower(), lang)
