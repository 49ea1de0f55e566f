"""The footnote grammar on a corpus of notes with one oddity each; all of them are invented."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from igglossary.model import Footnote, Source
from igglossary.reports.blocks import Note
from igglossary.reports.footnotes import parse_footnotes

CASES: list[dict[str, Any]] = json.loads(Path(__file__).with_name("cases.json").read_text(encoding="utf-8"))


def parse(case: dict[str, Any]) -> Footnote:
    texts = [*case.get("before", []), case["raw"]]
    return parse_footnotes([Note(str(n), text) for n, text in enumerate(texts, start=1)], case.get("places", ()))[-1]


def found(note: Footnote, name: str) -> object:
    """The value that an expectation of this name is about."""
    reference = note.back_reference
    resolved = (reference.resolved if reference else None) or Source()
    special: dict[str, object] = {
        "language": note.language,
        "languages": [quotation.lang for quotation in note.quotations],
        "open": note.quotations[0].open_quote if note.quotations else None,
        "close": note.quotations[0].close_quote if note.quotations else None,
        "refers_to": reference.refers_to if reference else None,
        "back_raw": reference.raw if reference else None,
        "resolved_title": resolved.source_title,
        "additional": len(note.additional_sources),
        "additional_title": note.additional_sources[0].source_title if note.additional_sources else None,
        "additional_url": note.additional_sources[0].url if note.additional_sources else None,
        "remarks": len(note.remarks),
        "not_understood": len(note.not_understood),
    }
    return special[name] if name in special else getattr(note.source, name)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_fields(case: dict[str, Any]) -> None:
    note = parse(case)
    assert [quotation.text for quotation in note.quotations] == case["quotations"]
    assert {name: found(note, name) for name in case["expected"]} == case["expected"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_offsets_and_nothing_lost(case: dict[str, Any]) -> None:
    note = parse(case)
    assert note.raw == case["raw"]
    for quotation in note.quotations:
        assert note.raw[quotation.start : quotation.end] == quotation.text
        for sentence in quotation.sentences:
            assert quotation.text[sentence.start : sentence.end] == sentence.text


def test_there_are_enough() -> None:
    assert len(CASES) >= 60
    assert len({case["name"] for case in CASES}) == len(CASES)
