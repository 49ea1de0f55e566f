"""``build`` and ``inspect``."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from tests.sample_store import ROOT, SAMPLE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .conftest import Program

FORMATS = ("docx", "epub", "html", "md", "odt", "pdf", "txt")


def test_build_tells_what_it_found_and_what_comes_next(new: Program) -> None:
    result = new("build", SAMPLE)
    assert result.code == 0
    lines = result.out.splitlines()
    assert lines[0].endswith("Seewinkel-Forum für digitale Ordnung (SFDO)")
    assert lines[1] == "  23 sentences, 8 footnotes, 7 quotations"
    assert " links: " in lines[2]
    assert "new term pairs" in lines[3]
    assert lines[-1] == "Next: igglossary review"
    assert len(result.said) == 1
    assert result.said[0].startswith("The sentence model is not installed, so fewer links are found. Try: pip install")


def test_build_twice_changes_nothing_and_says_so(built: Program) -> None:
    before = built("stats", "--json").out
    result = built("build", SAMPLE)
    assert result.out.endswith("unchanged, nothing to do.\n")
    assert "Next" not in result.out
    assert built("stats", "--json").out == before


def test_build_json(new: Program) -> None:
    report = new("build", SAMPLE, "--json").json[0]
    assert report["outcome"] == "added"
    assert report["sentences"] == 23
    assert sum(report["relations"].values()) >= report["new_units"] > 0
    assert report["problems"] == []


def test_one_bad_report_does_not_stop_the_others(new: Program, tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "a.txt").write_bytes(b"")
    shutil.copy(SAMPLE, reports / "b.txt")
    result = new("build", reports, "--json")
    assert result.code == 3
    assert [report["outcome"] for report in result.json] == ["added"]
    assert "a.txt: the file is empty." in result.said[0]


def test_problems_name_the_file_as_it_was_called(new: Program, write: Callable[[str, str], Path]) -> None:
    write("odd.txt", "Ein Bericht\n\nHier steht ein deutscher Satz, der für sich allein steht.\n")
    result = new("build", "odd.txt")
    assert result.code == 0
    assert "odd.txt: no footnotes were found. Only the text itself can be used." in result.said


def test_quiet_build_prints_nothing(built: Program) -> None:
    assert built("build", SAMPLE, "--quiet") == (0, "", "")


@pytest.mark.parametrize("kind", FORMATS)
def test_inspect_reads_every_kind_of_report(kind: str, new: Program) -> None:
    result = new("inspect", ROOT / "examples" / f"sample-report.{kind}", "--json")
    assert result.code == 0
    notes = result.json["footnotes"]
    assert [note["id"] for note in notes] == list(range(1, 9))


def test_inspect_is_a_readable_outline(new: Program) -> None:
    lines = new("inspect", SAMPLE).out.splitlines()
    assert lines[0].startswith("Q2/2024 - 4. Seewinkel-Forum")
    sentence = next(n for n, line in enumerate(lines) if line.startswith("Eröffnet wurde es"))
    assert lines[sentence + 1].startswith("    [1] Torquist: One lake, many shores, Seewinkel Courier, 14. Mai 2024")
    assert lines[sentence + 2].startswith("        en  “Torquist said")
    assert any(line.startswith("• einen Fonds") for line in lines)
    assert "Term pairs" in lines
    assert "digitale Spaltung ↔ digital divide  (in the term base)" in "\n".join(lines)


def test_inspect_counts_what_it_read_and_what_it_left_out(new: Program, write: Callable[[str, str], Path]) -> None:
    write(
        "page.html",
        "<html><body><h1>Forum am See</h1><div>Teilen | Drucken</div><p>Der See gehört allen, und das bleibt so."
        "<a href='#n1' id='r1'>[1]</a> Der Wind dreht sich heute noch.<a href='#n2' id='r2'>[2]</a></p>"
        "<p id='n1'>[1] Hafenblatt, 3. Mai 2024, S. 4: „The lake belongs to everybody in this country.“</p>"
        "<p id='n2'>[2] Ebd., S. 7.</p></body></html>",
    )
    result = new("inspect", "page.html")
    lines = result.out.splitlines()
    assert lines[1] == "sentences 2 · footnotes 2 · references 2 · quotations (en) 1"
    assert lines[2] == "left out: share lines 1  (-v shows the words)"
    assert "    [2] Hafenblatt, 3. Mai 2024, S. 7" in lines
    assert "Teilen" not in result.out
    assert "  share lines  Teilen | Drucken" in new("inspect", "page.html", "-v").out.splitlines()
    shape = new("inspect", "page.html", "--json").json
    assert shape["left_out"] == [{"reason": "share", "text": "Teilen | Drucken"}]
    assert [note["pages"] for note in shape["footnotes"]] == ["S. 4", "S. 7"]
    assert shape["footnotes"][0]["quotation_languages"] == ["en"]


def test_inspect_tells_problems_at_the_end_and_stores_nothing(new: Program, write: Callable[[str, str], Path]) -> None:
    write(
        "odd.txt", "Ein Bericht\n\nHier steht ein Satz, der für sich allein steht.\n\n1. [7] Blatt: „A leaf falls.“\n"
    )
    before = new("stats", "--json").out
    result = new("inspect", "odd.txt")
    assert "Notes to which nothing in the text refers" in result.out
    assert result.said[-1].startswith("odd.txt: nothing in the text refers to this footnote")
    assert new("stats", "--json").out == before


def test_control_characters_never_reach_the_terminal(new: Program, write: Callable[[str, str], Path]) -> None:
    text = SAMPLE.read_text(encoding="utf-8").replace("Dieser Bericht", "Die\x1b]0;böse\x07ser \u202eBericht")
    path = write("evil\x1b[2J.txt", text)
    for words in (("build", path), ("inspect", path), ("inspect", path, "--json"), ("annotate", path)):
        result = new(*words)  # the fixture looks for ESC
        assert result.code == 0
        assert "\x07" not in result.out
        assert "\u202e" not in result.out
