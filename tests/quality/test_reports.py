"""Floors of reading reports, on the real report and an invented one with gold."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from igglossary.reports import read_report
from igglossary.service.inspection import to_neutral

SHARED = Path(__file__).parents[3] / "shared"
REPORTS = SHARED / "reports"
SHA256 = {
    "000_75d5b009232d684e.txt": "0bab8a0fbcd2d33438349f4248227cd0dfdc4c3ded75a7a85f3fb5dfd54715e7",
    "report_c.docx": "82364214301317f8290202ea5d112bf534d970829dd1070f9744fb4f42288f60",
    "report_c.md": "daa110a75ad1a58e7c8629c77a7aac74a2773b2dbfc68fbbf9f8309eb3b57f21",
    "seed_gold.json": "feecd8d09f7e2aab17f61444577ad01f54572b1ddf4bfbcda9430586c8ec9c5c",
    "report_c_gold.json": "fff75b38f1f17d372d3987c865137c7a0311d8d420ac9615f1bc71eddca36cbe",
}
"""The data that the floors belong to."""
CASES = [
    ("000_75d5b009232d684e.txt", "seed_gold.json"),
    ("report_c.docx", "report_c_gold.json"),
    ("report_c.md", "report_c_gold.json"),
]
FIELDS = 1.0  # the issue asks for .95
EMBEDDED = 1.0  # the issue asks for .80


def score(report: str, gold: str, folder: Path) -> dict[str, Any]:
    for name in (report, gold):
        path = REPORTS / name
        if not path.exists():
            pytest.skip(f"{path} is not here")
        assert hashlib.sha256(path.read_bytes()).hexdigest() == SHA256[name], f"{name} has changed: measure again"
    document, _problems = read_report(REPORTS / report)
    hypothesis = folder / "hypothesis.json"
    hypothesis.write_text(json.dumps(to_neutral(document)), encoding="utf-8")
    command: list[str | Path] = [sys.executable, REPORTS / "score_report.py", REPORTS / gold, hypothesis, "--json"]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    scores: dict[str, Any] = json.loads(result.stdout)
    return scores


@pytest.mark.parametrize(("report", "gold"), CASES)
def test_structure(report: str, gold: str, tmp_path: Path) -> None:
    found = score(report, gold, tmp_path)
    assert found["footnotes"]["f1"] == 1
    assert found["quotations_exact"]["f1"] == 1
    assert found["markers"]["f1"] == 1
    assert found["boundaries"]["all"]["f1"] == 1
    assert found["boundaries"]["english"]["f1"] == 1
    assert found["fields_mean"] >= FIELDS
    assert found["embedded_english"]["f1"] >= EMBEDDED
    assert all(found["document"].values())


def test_word_and_markdown_give_the_same() -> None:
    if not REPORTS.exists():
        pytest.skip(f"{REPORTS} is not here")
    word, markdown = (read_report(REPORTS / f"report_c.{ending}")[0] for ending in ("docx", "md"))
    assert replace(word, path="", kind="", sha256="") == replace(markdown, path="", kind="", sha256="")


def test_three_hundred_pages_cost_eight_times_as_much_as_forty(tmp_path: Path) -> None:
    small, large = (_cost_of_reading(tmp_path / f"{notes}.txt", notes) for notes in (250, 2000))
    assert large < 30 * max(small, 0.02)  # a ratio within one run; a square would be 64


def _cost_of_reading(path: Path, count: int) -> float:
    paragraph = (
        "Der See gehört allen Anrainern, auch wenn manche das anders sehen[{n}]. "
        + "Die Fischer warnten vor Zäunen. " * 12
    )
    quotation = "The lake belongs to everybody who lives there. Nobody may fence it in. "
    body = [paragraph.format(n=n) for n in range(1, count + 1)]
    notes = [
        f"[{n}] Open water, Harbour Times, 3. Mai 2024: „{quotation * 3}“ In: https://lake.example/{n}"
        for n in range(1, count + 1)
    ]
    path.write_text("\n\n".join(["Ein langer Bericht", *body, "\n".join(notes)]), encoding="utf-8")
    start = time.process_time()
    document, _problems = read_report(path)
    used = time.process_time() - start
    assert (len(document.footnotes), len(document.markers)) == (count, count)
    return used
