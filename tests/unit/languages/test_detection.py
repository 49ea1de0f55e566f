"""German, English, neither."""

from __future__ import annotations

import pytest

from igglossary.languages.detection import detect_language, identify_language


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


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Les bateaux sont dans le port.", "fr"),
        ("L'eau du lac n'est pas à vendre", "fr"),
        ("Los barcos no están en el puerto.", "es"),
        ("Le barche non sono più nel porto.", "it"),
        ("Os barcos não estão no porto.", "pt"),
        ("De boten zijn niet meer in de haven.", "nl"),
        ("Aqua non est res nullius", "la"),
        ("Ergo aqua sum", "la"),
        ("The boats are in the harbour.", "en"),
        ("Rivière de la grenouille", "und"),
        ("Die Boote sind im Hafen.", "de"),
        ("Лодки стоят в порту", "und"),
        ("", "und"),
    ],
)
def test_other_languages_are_named(text: str, lang: str) -> None:
    assert identify_language(text) == lang
