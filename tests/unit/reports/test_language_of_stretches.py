"""Every stretch of a report has its language, and only German is linked with English."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from igglossary.alignment.quotations import link_document
from igglossary.reports import read_report
from igglossary.service.inspection import to_neutral

if TYPE_CHECKING:
    from pathlib import Path

    from igglossary.model import Document


def read(folder: Path, text: str, lang: str = "de") -> Document:
    path = folder / "report.md"
    path.write_text(text, encoding="utf-8")
    return read_report(path, lang=lang)[0]


def test_french_keeps_its_tag_and_is_not_linked(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        "# Der See\n\nEs gibt 44 Boote.[^1]\n\n[^1]: Seepost, 1999: „Les nations ont 44 bateaux dans le port.“\n",
    )
    assert [q.lang for q in document.footnotes[0].quotations] == ["fr"]
    assert link_document(document, encoder=None) == ()


@pytest.mark.parametrize("lang", ["de", "en"])
def test_english_body_is_not_german(tmp_path: Path, lang: str) -> None:
    text = (
        "# The lake\n\nThe harbour masters said that the 44 boats should leave soon.[^1]\n\n"
        "[^1]: Lake Post, 3 May 2021: “The 44 boats should leave soon.”\n"
    )
    document = read(tmp_path, text, lang)
    assert [sentence.lang for sentence in document.sentences] == ["en"]
    assert link_document(document, encoder=None) == ()


def test_english_words_in_quotation_marks_leave_a_sentence_german(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        "# Der See\n\nDie Lage sei „not quite as good as we might have hoped for in spring“.\n\n"
        "„Nobody may fence the water of the lake in.“ Das sagte sie.\n",
    )
    assert [sentence.lang for sentence in document.sentences] == ["de", "en", "de"]
    assert [s["language"] for s in to_neutral(document)["sentences"]] == ["de", "en", "de"]
