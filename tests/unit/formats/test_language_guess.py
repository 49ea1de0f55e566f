"""German or English, or neither, from the words of two columns."""

from __future__ import annotations

import pytest

from igglossary.formats.language_guess import guess_pair

_CASES = [
    (("en", "de"), "access network=Zugangsnetz|backbone=Rückgrat"),
    (("en", "de"), "cookie=Cookie|opt-in=Einwilligung"),
    (("en", "de"), "The Internet is global.=Das Internet ist global."),
    (("de", "en"), "Kluft=divide|Zugang=access"),
    (("de", "en"), "Datenschutz=privacy"),
    (("en", "de"), "peering=Peering|transit=Transit|resolver=Resolver|registrar=Registrar"),
    (("de", "en"), "Wirt=host|Hoster=hoster|Webcrawler=web crawler"),
    (None, "peering=Peering|transit=Transit"),
    (None, "maison=casa|livre=libro|école=escuela"),
    (None, "réseau=Netz|maison=Haus"),
    (None, "netwerk=Netzwerk|huis=Haus|beveiliging=Sicherheit"),
    (None, "network=nätverk|data=data|security=säkerhet"),
    (None, "IGF=IGF|ICANN=ICANN"),
]


@pytest.mark.parametrize(("expected", "words"), _CASES)
def test_the_words_of_a_side_tell_its_language(expected: tuple[str, str] | None, words: str) -> None:
    assert guess_pair([each.split("=") for each in words.split("|")]) == expected


def test_no_pairs_say_nothing() -> None:
    assert guess_pair([]) is None
