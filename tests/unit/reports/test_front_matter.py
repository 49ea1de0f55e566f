"""The front matter of Jekyll, Hugo, Quarto and pandoc: its title, and where the text begins."""

from __future__ import annotations

import pytest

from igglossary.reports.front_matter import split_front_matter

TITLES = {
    "plain": ("---\ntitle: Der See\nlayout: post\n---\n", "Der See"),
    "with a colon": ("---\ntitle: 'Der See: wem er gehört'\n---\n", "Der See: wem er gehört"),
    "folded, plain": ("---\ntitle: Der See und\n  seine Ufer\ndate: 2024-05-03\n---\n", "Der See und seine Ufer"),
    "folded, single": (
        "---\ntitle: 'Der See, seine\n  Ufer und ''die Wege'''\n---\n",
        "Der See, seine Ufer und 'die Wege'",
    ),
    "folded, double": ('---\ntitle: "Der See \\"Blau\\"\n  und \\u00dcfer"\n---\n', 'Der See "Blau" und Üfer'),
    "block scalar": ("---\nauthor: Ida\ntitle: |\n  Der See\n  und mehr\n---\n", "Der See und mehr"),
    "folded scalar": ("---\ntitle: >-\n  Der See\n  und mehr\nlang: de\n---\n", "Der See und mehr"),
    "comment": ("---\ntitle: Der See # vorläufig\n---\n", "Der See"),
    "markup and entities": ("---\ntitle: 'Der *See* &ndash; <em>blau</em>'\n---\n", "Der See – blau"),
    "dashes in a string": ("---\nabstract: 'Ein Satz.\n\n  ---'\ntitle: Der See\n---\n", "Der See"),
    "ends with dots": ("---\ntitle: Der See\n...\n", "Der See"),
    "nested": ("---\ncitation:\n  title: Falsch\ntitle: Der See\n---\n", "Der See"),
    "windows": ("---\r\ntitle: Der See\r\n---\r\n", "Der See"),
    "toml": ('+++\ndate = 2024-05-03\ntitle = "Der See \\"Blau\\""\n+++\n', 'Der See "Blau"'),
    "toml, literal": ("+++\ntitle = 'Der See'\n[params]\ntitle = 'Falsch'\n+++\n", "Der See"),
    "pandoc block": ("% Der See\n  und mehr\n% Ida Muster\n% 3. Mai 2024\n", "Der See und mehr"),
    "no title": ("---\nlayout: post\n---\n", None),
}


@pytest.mark.parametrize("name", TITLES)
def test_titles(name: str) -> None:
    head, title = TITLES[name]
    front, text = split_front_matter(head + "\nDer Text beginnt.\n")
    assert (front.title, text.strip()) == (title, "Der Text beginnt.")


@pytest.mark.parametrize(
    "text", ["Der Text.\n\n---\n\ntitle: kein Titel\n", "---\n\nEin Satz nach der Linie.\n\n---\n", "+++\n"]
)
def test_a_text_without_front_matter_stays_as_it_is(text: str) -> None:
    assert split_front_matter(text) == ((None,), text)
