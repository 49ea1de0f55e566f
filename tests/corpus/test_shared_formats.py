"""Other projects' files: counts as an independent reader counts them, nothing lost on the way out and in again."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from igglossary.errors import IgglossaryError, InputError, Problem
from igglossary.formats.kinds import kind_of
from igglossary.formats.report import Remark
from igglossary.formats.tbx import open_tbx, write_tbx
from igglossary.formats.tmx import open_tmx, write_tmx
from igglossary.formats.validation import validate_file
from igglossary.model import Concept, TranslationUnit

if TYPE_CHECKING:
    from igglossary.formats.tbx import Dialect

FORMATS = Path(__file__).resolve().parents[3] / "shared" / "formats"


def manifest() -> list[dict[str, object]]:
    """The files with their facts; one row that skips if they are not here."""
    path = FORMATS / "manifest.json"
    if not path.exists():
        return []
    rows: list[dict[str, object]] = json.loads(path.read_text("utf-8"))
    return [row for row in rows if str(row["file"]).split("/")[0] in ("tmx", "tbx", "crafted")]


def rows(kind: str) -> list[object]:
    """Parameters for the well-formed files of a kind."""
    found = [
        pytest.param(row, id=str(row["file"]))
        for row in manifest()
        if f".{kind}" in str(row["file"]) and row.get("wellformed") and not str(row["kind"]).startswith("other")
    ]
    return list(found) or [pytest.param(None, marks=pytest.mark.skip(reason="../shared/formats is not here"))]


@pytest.mark.parametrize("row", rows("tmx"))
def test_tmx_is_counted_and_comes_back_equal(row: dict[str, object], tmp_path: Path) -> None:
    path = FORMATS / str(row["file"])
    if "entity-decl" in str(row["features"]):
        with pytest.raises(InputError, match="entity"):
            open_tmx(path)
        return
    with open_tmx(path) as file:
        items = list(file)
    units = [item for item in items if isinstance(item, TranslationUnit)]
    assert len(items) == file.read == row["units"]

    out = tmp_path / "out.tmx"
    report = write_tmx(out, units, header=file.header)
    assert report.dropped == ()
    assert list(open_tmx(out)) == units
    assert [each for each in validate_file(out) if not isinstance(each, Remark)] == []


@pytest.mark.parametrize("dialect", ["v2", "dca", "dct"])
@pytest.mark.parametrize("row", rows("tbx"))
def test_tbx_is_counted_and_comes_back_equal(row: dict[str, object], dialect: Dialect, tmp_path: Path) -> None:
    with open_tbx(FORMATS / str(row["file"])) as file:
        items = list(file)
    concepts = [item for item in items if isinstance(item, Concept)]
    assert len(items) == file.read == row["concepts"]

    out = tmp_path / "out.tbx"
    report = write_tbx(out, concepts, dialect=dialect)
    assert report.dropped == ()
    assert list(open_tbx(out)) == concepts
    assert [each for each in validate_file(out) if not isinstance(each, Remark)] == []


@pytest.mark.parametrize("row", [*rows("tmx"), *rows("tbx")])
def test_validation_agrees_with_schemas_and_schematron(row: dict[str, object]) -> None:
    validity = row["validity"]
    assert isinstance(validity, dict)
    problems = validate_file(FORMATS / str(row["file"]))
    is_bad = any(not isinstance(each, Remark) for each in problems)

    assert is_bad is (validity["status"] in ("FAIL", "ERROR"))


def malicious() -> list[Path]:
    """The attacks and broken files."""
    return sorted(path for path in (FORMATS / "bad").glob("*") if ".tmx" in path.name or ".tbx" in path.name)


@pytest.mark.parametrize("path", malicious(), ids=lambda path: path.name)
def test_attacks_and_broken_files_give_a_sentence_or_clean_entries(path: Path) -> None:
    message = path.name
    entries: list[object] = []
    try:
        kind = kind_of(path)
        assert kind.read is not None
        entries += kind.read(path)
    except IgglossaryError as error:
        message = str(error)
    assert path.name in message
    assert len(message) < 1000
    shown = "\n".join(str(entry) for entry in entries if isinstance(entry, Problem))
    assert "root:" not in repr(entries)
    assert len(shown) < 2000


def test_what_is_written_to_a_stream_is_what_is_written_to_a_file(tmp_path: Path) -> None:
    stream = io.BytesIO()
    write_tbx(stream, [])
    write_tbx(tmp_path / "a.tbx", [])

    assert stream.getvalue() == (tmp_path / "a.tbx").read_bytes()
