from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from igglossary.languages import language
from igglossary.text.tokens import gap_mark, split_chain


@given(st.text(max_size=60), st.sampled_from(["de", "en", "zh", "fr"]))
@settings(max_examples=200, deadline=None)
def test_nothing_is_lost(text: str, lang: str) -> None:
    tokens = language(lang).tokenise(text)
    assert len(tokens.gaps) == len(tokens.words) + 1
    pairs = zip(tokens.gaps, [*tokens.words, ""], strict=True)
    assert "".join(gap + word for gap, word in pairs) == text
    for place, word in enumerate(tokens.words):
        assert text[tokens.ends[2 * place] : tokens.ends[2 * place + 1]] == word


@pytest.mark.parametrize(
    ("text", "lang", "words"),
    [
        ("Die UN-Charta (1945) gilt.", "de", ["Die", "UN-Charta", "1945", "gilt"]),
        ("the nation’s voice", "en", ["the", "nation’s", "voice"]),
        ("Funk- und Fernsehrat", "de", ["Funk", "und", "Fernsehrat"]),
        ("Silben\u00adtrennung", "de", ["Silben\u00adtrennung"]),
        (normalize("NFD", "für Räte"), "de", [normalize("NFD", "für"), normalize("NFD", "Räte")]),
        ("Version 3.0, 12/5-Dienst und Oslo+10!", "de", ["Version", "3.0", "12/5-Dienst", "und", "Oslo+10"]),
        ("Plan 2040.12 A.5 C++ 2040/41", "de", ["Plan", "2040", "12", "A", "5", "C", "2040", "41"]),
        ("l’État d’aujourd’hui, qu’il", "fr", ["l’", "État", "d’", "aujourd’hui", "qu’", "il"]),
        ("网络主权 ok", "zh", ["网", "络", "主", "权", "ok"]),
    ],
)
def test_words(text: str, lang: str, words: list[str]) -> None:
    assert language(lang).tokenise(text).words == words


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Charta", ["Charta"]),
        ("UN-Charta", ["UN", "Charta"]),
        ("nation’s", ["nation"]),
        ("EU's", ["EU"]),
        ("Silben\u00adtrennung", ["Silbentrennung"]),
        ("Oslo+10-Gipfel", ["Oslo", "10", "Gipfel"]),
        ("3.0-Version", ["3.0", "Version"]),
    ],
)
def test_split_chain(word: str, parts: list[str]) -> None:
    assert split_chain(word) == parts


@pytest.mark.parametrize(
    ("gap", "mark"),
    [
        (" ", ""),
        ("\n    ", ""),
        ("’ ", ""),
        ("–", ""),
        (" + ", ""),
        (" – ", "–"),
        ("\u2010 ", "-"),
        (",\n", ","),
        (" „", '"'),
        ("\n\n", None),
        (", \n \n", None),
        (" " * 400, ""),
        ("." * 400, None),
    ],
)
def test_gap_mark(gap: str, mark: str | None) -> None:
    assert gap_mark(gap) == mark
