"""Codes of source and translation: what is lost, what is new, what has changed places."""

from __future__ import annotations

import pytest

from igglossary.model import InlineCode, TranslationUnit, Variant
from igglossary.terms.checking.check import Rule, check_units
from igglossary.text.placeholders import placeholders


def found(source: Variant, target: Variant) -> list[str]:
    unit = TranslationUnit((source, target), id="u")
    return [str(one.message) for one in check_units([unit], {}, {}) if one.rule is Rule.CODE]


def typed(source: str, target: str) -> list[str]:
    return found(Variant("en", source), Variant("de", target))


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("%d of %(total)s, %1$s and %-5.2f", ["%d", "%(total)s", "%1$s", "%-5.2f"]),
        ("Hello {0}, {name}, {{ user.name }}, ${path}", ["{0}", "{name}", "{{ user.name }}", "${path}"]),
        ('<b>bold</b> &amp; <a href="x">link</a><br/>', ["<b>", "</b>", "&amp;", '<a href="x">', "</a>", "<br/>"]),
        ("%1 of %n files", ["%1", "%n"]),
        ("50 % der Staaten, 50%ige Lösung, 100% sicher, 5%iger", []),
        ("a < b and c > d; {siehe unten, S. 4}; R&D; AT&T", []),
    ],
)
def test_what_is_a_placeholder(text: str, surfaces: list[str]) -> None:
    assert [one.surface for one in placeholders(text)] == surfaces
    assert all(text[one.start : one.end] == one.surface for one in placeholders(text))


def test_missing_and_added_placeholders() -> None:
    assert typed("%d ships left {harbour}", "Schiffe haben {harbour} verlassen") == [
        "The code “%d” is not in the translation."
    ]
    assert typed("The <b>tide</b>", "Die <i>Flut</i>") == [
        "The code “<b>” is not in the translation.",
        "The code “</b>” is not in the translation.",
        "The code “<i>” is not in the source.",
        "The code “</i>” is not in the source.",
    ]
    assert typed("Tide &amp; time", "Zeit und Gezeiten") == []


def test_the_order_counts_where_nothing_else_tells_placeholders_apart() -> None:
    said = ["Placeholders without a number stand in another order than in the source."]
    assert typed("%s has %d ships", "%d Schiffe hat %s") == said
    assert typed("%1$s has %2$d ships", "%2$d Schiffe hat %1$s") == []
    assert typed("{a} has {b} ships", "{b} Schiffe hat {a}") == []


def test_inline_codes_are_told_apart_by_their_ids() -> None:
    def code(position: int, id_: str) -> InlineCode:
        return InlineCode(position, "x", (("id", id_),))

    source = Variant("en", "Go left now", (code(0, "1"), code(3, "2")))
    assert found(source, Variant("de", "Jetzt nach links", (code(0, "2"), code(6, "1")))) == []
    assert found(source, Variant("de", "Jetzt nach links", (code(0, "1"),))) == [
        "The code “<x id=2>” is not in the translation."
    ]
