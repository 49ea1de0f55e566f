"""The neutral shape."""

from __future__ import annotations

import json
from pathlib import Path

from igglossary.model import Link, Relation, Span, TermPair
from igglossary.reports import read_report
from igglossary.service.inspection import to_neutral

EXAMPLES = Path(__file__).parents[3] / "examples"


def test_shape() -> None:
    document, _problems = read_report(EXAMPLES / "sample-report.txt")
    german, quotation = document.sentences[5], document.footnotes[1].quotations[0].sentences[0]
    link = Link(
        Span(german.id, 0, len(german.text), german.text),
        (Span(quotation.id, 0, len(quotation.text), quotation.text),),
        Relation.PARAPHRASE,
        0.81234567,
        "2",
        0,
    )
    shape = to_neutral(document, [link], [TermPair("digitale Spaltung", "digital divide", 0.9)])
    assert json.loads(json.dumps(shape)) == shape
    assert shape["links"] == [
        {"de": german.text, "en": quotation.text, "footnote": 2, "type": "paraphrase", "score": 0.8123, "keep": None}
    ]
    assert shape["terms"][0]["de"] == "digitale Spaltung"
    assert shape["document"]["date_end"] == "2024-05-16"
    assert shape["footnotes"][4]["back_reference"] == 4
    assert shape["footnotes"][4]["url"] == "https://openshores.example/submission-27"
    assert shape["markers"][0]["sentence"].startswith("Eröffnet wurde")
    assert "a thousand walled ponds" in shape["embedded_english"]
