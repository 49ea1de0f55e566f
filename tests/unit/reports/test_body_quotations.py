"""English in the body: originals beside their translations, and what is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from igglossary.alignment.quotations import link_document
from igglossary.model import Relation
from igglossary.reports import read_report
from igglossary.service.inspection import to_neutral

if TYPE_CHECKING:
    from pathlib import Path

    from igglossary.model import Document

NOTE = "\n\n[^1]: Lake Union, Lake Report, 3. Mai 2021, S. 4.\n"


def read(folder: Path, body: str) -> Document:
    path = folder / "report.md"
    path.write_text(f"# Der See\n\n{body}{NOTE}", encoding="utf-8")
    return read_report(path)[0]


def told(document: Document) -> list[tuple[list[str], str]]:
    return [([span.text for span in found.german], found.quotation.text) for found in document.body_quotations]


@pytest.mark.parametrize(
    ("body", "german", "english"),
    [
        (
            "Der See „gehört allen am Ufer“ (im Original: “belongs to all on the shore”).[^1] Er ist tief.",
            ["gehört allen am Ufer"],
            "belongs to all on the shore",
        ),
        (
            "Der See „gehört allen am Ufer“ (engl. belongs to all on the shore).[^1]",
            ["gehört allen am Ufer"],
            "belongs to all on the shore",
        ),
        (
            "Das Amt sprach von “boats that nobody wants” („Booten, die niemand will“).[^1]",
            ["Booten, die niemand will"],
            "boats that nobody wants",
        ),
        (
            "Das Amt sprach von “boats that nobody wants” (auf Deutsch: Boote, die niemand will).[^1]",
            ["Boote, die niemand will"],
            "boats that nobody wants",
        ),
        (
            "Er tagt.\n\n> The council shall meet every year.[^1]\n\n(Der Rat soll jedes Jahr tagen.)",
            ["Der Rat soll jedes Jahr tagen."],
            "The council shall meet every year.",
        ),
        (
            "Übersetzung: Der Rat soll jedes Jahr tagen.\n\n> The council shall meet every year.[^1]",
            ["Der Rat soll jedes Jahr tagen."],
            "The council shall meet every year.",
        ),
        (
            "The council shall meet every year. (Der Rat soll jedes Jahr tagen.) So kam es.[^1]",
            ["Der Rat soll jedes Jahr tagen."],
            "The council shall meet every year.",
        ),
    ],
)
def test_originals(tmp_path: Path, body: str, german: list[str], english: str) -> None:
    document = read(tmp_path, body)
    assert told(document) == [(german, english)]
    for found in document.body_quotations:
        paragraph = document.paragraphs[found.paragraph]
        assert paragraph.text[found.quotation.start : found.quotation.end] == english
        assert {segment.lang for segment in found.quotation.sentences} == {"en"}
    links = link_document(document, encoder=None)
    assert [(link.german.text, link.english[0].text, link.relation) for link in links] == [
        (german[0], english, Relation.TRANSLATION)
    ]


@pytest.mark.parametrize(
    "body",
    [
        "Der Rat sprach (siehe „Lake Report“) von Booten.[^1]",
        "Die Offenheit (engl. openness) nimmt ab.[^1]",
        "Der Rat forderte mehr Offenheit (engl. more openness on all shores).[^1]",
        "Torquist, Ilvana: Open Lakes and Closed Shores of the North. In: Lake Review 3 (2001).[^1]",
        "Il lago è di tutti e nessuno può recintare le sue rive. (Der See gehört allen.)[^1]",
    ],
)
def test_no_originals(tmp_path: Path, body: str) -> None:
    document = read(tmp_path, body)
    assert not [found for found in document.body_quotations if found.german]
    assert link_document(document, encoder=None) == ()


def test_the_note_on_an_original_is_its_source(tmp_path: Path) -> None:
    document = read(tmp_path, "Der See „gehört allen am Ufer“ (im Original: “belongs to all on the shore”).[^1]")
    assert [found.footnote for found in document.body_quotations] == ["1"]
    shape = to_neutral(document)["body_quotations"]
    assert shape == [
        {
            "id": "b1",
            "text": "belongs to all on the shore",
            "language": "en",
            "footnote": 1,
            "german": ["gehört allen am Ufer"],
        }
    ]
