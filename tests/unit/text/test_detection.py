"""German, English, neither."""

from __future__ import annotations

import pytest

from igglossary.text.detection import detect_language


@pytest.mark.parametrize(
    "text",
    [
        "der See",
        "Niemand darf den See einzäunen.",
        "Fischereirecht",
        "große Boote",
        "Wasser für alle",
        "Uferschutzgesetz",
        "Was tun?",
        "Strassen und Haefen",
        "Lake-Management-Gesetz",
        "Uferverantwortungsgesetz",
        "Seennutzung A/RES/1/2",
    ],
)
def test_german(text: str) -> None:
    assert detect_language(text) == "de"


@pytest.mark.parametrize(
    "text",
    [
        "the lake",
        "Nobody may fence it in.",
        "water for everyone",
        "under the surface of the water",
        "a fishing boat",
        "the UN",
        "Lake Commission",
        "multilakeism",
        "Joint Communiqué",
    ],
)
def test_english(text: str) -> None:
    assert detect_language(text) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "123",
        "…",
        "le lac de la montagne",
        "Озеро наше",
        "湖",
        "el lago es de todos los pueblos",
        "costera universal",
        "l'eau internationale",
        "A/RES/1/2",
        "https://example.org/the/lake",
        "vrijheid op zee",
    ],
)
def test_neither(text: str) -> None:
    assert detect_language(text) == "und"


def test_long_text_costs_no_more() -> None:
    assert detect_language("The lake belongs to everybody. " * 20_000) == "en"
