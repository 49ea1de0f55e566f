"""``annotate`` and ``check``."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from tests.sample_store import ROOT, SAMPLE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .conftest import Program

CORPUS = ROOT / "tests" / "corpus" / "check"


@pytest.fixture
def checked(new: Program, tmp_path: Path) -> Program:
    """The program beside the two files of the corpus."""
    for file in CORPUS.iterdir():
        shutil.copy(file, tmp_path)
    return new


def test_annotate_puts_a_translation_beside_each_term(new: Program) -> None:
    result = new("annotate", "-", stdin="Die Netzneutralität schützt auch kleine Häfen.\n")
    assert result == (0, "Die Netzneutralität [net neutrality] schützt auch kleine Häfen.\n", "")


def test_annotate_json(new: Program) -> None:
    text = "Wer über Netzneutralität spricht, meint selten die digitale Spaltung."
    hits = new("annotate", "-", "--json", stdin=text).json["hits"]
    assert {"start", "end", "surface", "concept", "term", "match", "translations"} <= hits[0].keys()
    assert [text[hit["start"] : hit["end"]] for hit in hits] == [hit["surface"] for hit in hits]
    assert {"net-neutrality", "digital-divide"} <= {hit["concept"] for hit in hits}


def test_annotate_reads_documents_other_languages_and_encodings(new: Program) -> None:
    assert "Cybersouveränität [cyber sovereignty]" in new("annotate", SAMPLE.with_suffix(".docx")).out
    assert "[Netzneutralität]" in new("annotate", "-", "--lang", "en", stdin="About net neutrality.").out
    assert "größere" in new("annotate", "-", stdin="größere Netze".encode("cp1252")).out


def test_check_finds_what_is_wrong_in_an_xliff(checked: Program) -> None:
    result = checked("check", "harbour.xlf")
    assert result.code == 1
    lines = result.out.splitlines()
    heads = [line for line in lines if not line.startswith("    ")]
    assert [line.split(":")[1] for line in heads] == ["9", "13", "21"]
    assert [line.rpartition("[")[2] for line in heads] == ["missing-term]", "number]", "inconsistent-term]"]
    assert "“net neutrality”" in heads[0]
    assert "in 1 other unit." in heads[2]
    assert lines[1] == "    de    Die Netzneutralität gilt auch auf der Fähre."
    assert result.said == [
        "3 findings",
        "harbour.xlf:25: The segment has no translation; it was left out. (unit empty)",
    ]


def test_check_json_of_a_catalogue(checked: Program) -> None:
    answer = checked("check", "harbour.po", "--json").json
    assert answer["file"] == "harbour.po"
    found = {(one["rule"], one["line"]) for one in answer["findings"]}
    assert found == {("deprecated-term", 12), ("missing-term", 15), ("number", 15), ("inconsistent-term", 12)}
    old = next(one for one in answer["findings"] if one["rule"] == "deprecated-term")
    assert old["expected"] == ["Rechenzentrum"]
    assert old["target_span"]["text"] == "Datenzentrum"


def test_check_finds_forbidden_terms(checked: Program, write: Callable[[str, str], Path]) -> None:
    write("house.csv", "concept id;de;en;en status\nquay;Kai;quay;preferred\nquay;Kai;wharfage;forbidden\n")
    assert checked("import", "house.csv").code == 0
    write("table.csv", "source;target\nDer Kai ist heute sehr lang.;Today the wharfage is very long.\n")
    answer = checked("check", "table.csv", "--json")
    assert "forbidden-term" in {one["rule"] for one in answer.json["findings"]}, answer


def test_check_sarif_names_lines(checked: Program) -> None:
    answer = checked("check", "harbour.po", "--sarif")
    assert answer.code == 1
    run = answer.json["runs"][0]
    assert answer.json["version"] == "2.1.0"
    lines = [one["locations"][0]["physicalLocation"]["region"]["startLine"] for one in run["results"]]
    assert sorted(lines) == [12, 12, 15, 15]


def test_check_passes_over_known_findings(checked: Program) -> None:
    assert checked("check", "harbour.po", "--write-baseline", "known.txt") == (0, "", "known.txt: 4 findings written\n")
    assert checked("check", "harbour.po", "--baseline", "known.txt") == (0, "", "0 findings\n")
    sarif = checked("check", "harbour.po", "--baseline", "known.txt", "--sarif").json
    assert {one["baselineState"] for one in sarif["runs"][0]["results"]} == {"unchanged"}
    assert checked("check", "harbour.xlf", "--baseline", "known.txt").code == 1


@pytest.mark.parametrize("name", ["nowhere.txt", ".", "binary.txt"])
def test_a_baseline_that_cannot_be_read_is_said(
    name: str, checked: Program, write: Callable[[str, bytes], Path]
) -> None:
    write("binary.txt", bytes(range(256)))
    assert name in checked.refused("check", "harbour.po", "--baseline", name, code=3)


def test_terms_are_no_segments(checked: Program) -> None:
    assert checked("export", "terms.tbx").code == 0
    assert "no bilingual file" in checked.refused("check", "terms.tbx", code=3)
