"""Titles in quotation marks, mentions and quotations, and where unclosed ones end."""

from __future__ import annotations

import pytest

from igglossary.reports.blocks import Note
from igglossary.reports.footnotes import parse_footnotes

TITLES = [
    "Torquist, Ilvana: „Who Owns the Shore?“, in: Lake Review 3 (2001), S. 4.",
    "I. Torquist & B. Ondrak (2006). ‘Understanding the Growth of Reed on Sandy Shores’. Lake Quarterly 30(4):65–90.",
    'Ondrak, B.: "Debates on Shores and Fences", New York 2012, S. 12.',
    "Bero Ondrak, “Mapping water through a fisher’s lens.” In: 3rd Meeting of the Lake Society, Bern 2008.",
    "Vgl. Ondrak, „Die Netze der Armen“, S. 12.",
    "“Rules for Sandy Shores”, Lake Press, 3 May 2021, https://lake.example/a",
    'Der Steg ist alt. (B. Ondrak, "The Fable of the Reeds", 5th ed., Lond. 1728, p. 12.)',
    "Siehe “Lake Query Builder”, URL: https://lake.example/b",
    "In: “Fishing in Troubled Waters”, Oxford: Lake Press 2012.",
]
MENTIONS = [
    "Zum Begriff „Ufer“ siehe Kapitel 3.",
    "Torquist, Ilvana: Das „Ufer“ in Bern, Genf 2001, S. 3.",
    "Ondrak, Bero: „Ufer“ in der Stadt, Genf 2001, S. 3.",
    "See-Regeln „Uferschutz“. Online verfügbar unter https://lake.example/c",
]
QUOTATIONS = [
    ("So Ilvana Torquist: »The shore belongs to all of us.«, in: Seepost, 8.9.2021", "The shore belongs to all of us."),
    ("Torquist, Ilvana: The Lake, Bern 2006, S. 3: „open to everybody“", "open to everybody"),
    ("„Nobody may fence the water in.“ (Torquist, The Lake, S. 4)", "Nobody may fence the water in."),
    ("Seepost, 3. Mai 2021: „Les rives sont ouvertes à tous.“", "Les rives sont ouvertes à tous."),
    ("Torquist spricht von Offenheit (im Original: “open to all”).", "open to all"),
    (
        'Lake Post: "The shore is open (Ondrak, "Princ. of Reeds", p. 2). Hier irrt sich Ondrak, wie wir heute wissen.',
        "The shore is open",
    ),
    (
        "Lake Post: “The shore is open to everybody. Das ist heute leider nicht mehr so.",
        "The shore is open to everybody.",
    ),
    ("Lake Post: “The shore is open to everybody. Ondrak, Princ. of Reeds, p. 2.", "The shore is open to everybody."),
]


@pytest.mark.parametrize("text", TITLES + MENTIONS)
def test_titles_and_mentions_are_no_quotations(text: str) -> None:
    (note,) = parse_footnotes([Note("1", text)])
    assert not note.quotations


@pytest.mark.parametrize(("text", "quotation"), QUOTATIONS)
def test_quotations(text: str, quotation: str) -> None:
    (note,) = parse_footnotes([Note("1", text)])
    assert [q.text for q in note.quotations] == [quotation]


def test_language_of_each_quotation() -> None:
    (note,) = parse_footnotes(
        [Note("1", "Seepost: „Der See ist für alle da.“, „Le lac est à nous tous.“, „We are here.“")]
    )
    assert [q.lang for q in note.quotations] == ["de", "fr", "en"]
