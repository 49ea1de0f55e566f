"""Exports say what they left out, have the same bytes for the same store, and appear whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from igglossary.errors import OutputError, UsageError
from igglossary.formats.kinds import DIALECTS, LAYOUTS
from igglossary.formats.report import ExportReport
from igglossary.formats.tbx import read_tbx
from igglossary.formats.tmx import read_tmx
from igglossary.model import Concept, LanguageSection, Status, Term, TranslationUnit
from igglossary.store.sqlite import concepts, units
from igglossary.store.sqlite.maintenance import count_entries
from igglossary.store.sqlite.opening import open_store
from igglossary.workflow import exporting
from igglossary.workflow.exporting import check_export, export, export_omegat
from igglossary.workflow.selection import Selection

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from igglossary.store.sqlite.store import Store

KINDS = ("tmx", "tbx", "csv", "tsv", "xlsx", "utf8", "utx", "mtf", "po", "jsonl")


def approve(store: Store, n: int) -> None:
    """Make approved ones of the first ``n`` units."""
    for one in list(units.iterate_units(store))[:n]:
        with store.transaction():
            units.change_unit(store, one.id or "", {"status": Status.APPROVED})


def test_only_what_is_approved_and_the_rest_is_counted(built: Store, tmp_path: Path) -> None:
    approve(built, 3)
    total = units.count_units(built)
    summary = export(built, tmp_path / "a.tmx")
    assert (summary.written, summary.left_out) == (3, total - 3)
    everything = export(built, tmp_path / "b.tmx", selection=Selection(include_candidates=True))
    assert (everything.written, everything.left_out) == (total, 0)
    statuses = {item.status for item in read_tmx(tmp_path / "b.tmx") if isinstance(item, TranslationUnit)}
    assert statuses == {Status.APPROVED, Status.CANDIDATE}


def test_open_term_pairs_are_counted_or_exported_as_candidates(built: Store, tmp_path: Path) -> None:
    counts = count_entries(built)["pair"]
    waiting = counts["candidate"] + counts.get("deferred", 0)
    assert export(built, tmp_path / "a.tbx").left_out == waiting > 0
    export(built, tmp_path / "b.tbx", selection=Selection(include_candidates=True))
    read = [item for item in read_tbx(tmp_path / "b.tbx") if isinstance(item, Concept)]
    assert sum(item.status is Status.CANDIDATE for item in read) == waiting


def test_what_a_person_rejected_is_no_undecided_entry_and_goes_nowhere(built: Store, tmp_path: Path) -> None:
    """Another program would offer it; only a dump has it."""
    total = units.count_units(built)
    rejected = Concept("c1", (LanguageSection("de", (Term("Kai", "de"),)),), status=Status.REJECTED)
    candidate = Concept("c2", (LanguageSection("de", (Term("Mole", "de"),)),), status=Status.CANDIDATE)
    with built.transaction():
        units.change_unit(built, 1, {"status": Status.REJECTED})
        concepts.write_concept(built, rejected)
        concepts.write_concept(built, candidate)
    waiting = count_entries(built)["pair"]["candidate"]
    assert export(built, tmp_path / "a.tmx").left_out == total - 1
    assert export(built, tmp_path / "a.tbx").left_out == waiting + 1
    assert export(built, tmp_path / "b.tmx", selection=Selection(include_candidates=True)).written == total - 1
    export(built, tmp_path / "b.tbx", selection=Selection(include_candidates=True))
    names = {item.id for item in read_tbx(tmp_path / "b.tbx") if isinstance(item, Concept)}
    assert "c2" in names
    assert "c1" not in names


def test_an_omegat_folder_is_of_one_moment(built: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What somebody else adds to the term base after the memory was read is not half in it."""
    new = Concept("c1", (LanguageSection("de", (Term("Kai", "de"),)),))
    names: list[str] = []

    def write(_folder: object, memory: Iterable[object], glossary: Iterable[Concept], **_options: str) -> ExportReport:
        assert list(memory)
        with open_store(built.path, person="bea") as other, other.transaction():
            concepts.write_concept(other, new)
        names.extend(concept.id for concept in glossary)
        return ExportReport(0, ())

    approve(built, 1)
    monkeypatch.setattr(exporting, "write_omegat_folder", write)
    export_omegat(built, tmp_path / "project")
    assert "c1" not in names


@pytest.mark.parametrize("ending", KINDS)
def test_same_store_same_bytes(ending: str, built: Store, tmp_path: Path) -> None:
    for name in ("a", "b"):
        export(built, tmp_path / f"{name}.{ending}", selection=Selection(include_candidates=True))
    assert (tmp_path / f"a.{ending}").read_bytes() == (tmp_path / f"b.{ending}").read_bytes()


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_dialect_has_every_concept(dialect: str, built: Store, tmp_path: Path) -> None:
    summary = export(built, tmp_path / "a.tbx", dialect=dialect)
    read = [item for item in read_tbx(tmp_path / "a.tbx") if isinstance(item, Concept)]
    assert len(read) == summary.written
    divide = next(item for item in read if item.id == "digital-divide")
    section = divide.section("de")
    assert section is not None
    assert (section.terms[0].text, len(section.definitions)) == ("digitale Spaltung", 1)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_has_every_concept(layout: str, built: Store, tmp_path: Path) -> None:
    assert export(built, tmp_path / "a.csv", layout=layout).written == export(built, tmp_path / "a.tbx").written
    assert "digital divide" in (tmp_path / "a.csv").read_text(encoding="utf-8-sig")


def test_an_impossible_call_is_refused_before_anything_is_written() -> None:
    check_export(["a.tbx", "b.csv", "c.tmx", "d.jsonl"], dialect="dca", layout="memoq")
    check_export(["a.xml"], to="tbx", dialect="dct")
    refused: tuple[tuple[list[str], dict[str, Any]], ...] = (
        (["a.tbx", "b.doc"], {}),
        (["a.tmx"], {"dialect": "dca"}),
        (["a.tbx"], {"layout": "phrase"}),
        (["a.xml"], {"to": "nothing"}),
        (["a.xlf"], {}),
    )
    for files, settings in refused:
        with pytest.raises(UsageError):
            check_export(files, **settings)


def test_an_export_that_fails_leaves_the_old_file(
    built: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.tbx"
    path.write_text("old", encoding="utf-8")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OutputError, match="No space left"):
        export(built, path)
    assert path.read_text(encoding="utf-8") == "old"
    assert [file.name for file in tmp_path.iterdir() if "tbx" in file.name or file.name.startswith(".")] == ["a.tbx"]


def test_an_omegat_folder(built: Store, tmp_path: Path) -> None:
    approve(built, 2)
    folder = tmp_path / "project"
    summary = export_omegat(built, folder)
    assert summary.left_out > 0
    approved = [item for item in read_tmx(folder / "tm" / "igglossary.tmx") if isinstance(item, TranslationUnit)]
    penalised = next((folder / "tm" / "penalty-030").iterdir())
    candidates = [item for item in read_tmx(penalised) if isinstance(item, TranslationUnit)]
    assert len(approved) == 2
    assert len(candidates) == units.count_units(built) - 2
    glossary = (folder / "glossary" / "igglossary.utf8").read_text(encoding="utf-8")
    with_candidates = export_omegat(built, folder, selection=Selection(include_candidates=True))
    assert with_candidates.left_out == 0
    assert len((folder / "glossary" / "igglossary.utf8").read_text(encoding="utf-8")) > len(glossary)


def test_links_that_nobody_would_keep_are_left_out_and_counted(built: Store, tmp_path: Path) -> None:
    with built.transaction():
        built.execute("UPDATE unit SET keep = 0.3, status = 'candidate' WHERE id = (SELECT min(id) FROM unit)")
    numbers = [row["keep"] for row in built.rows("SELECT keep FROM unit ORDER BY id")]
    assert len(numbers) > 1
    done = export(built, tmp_path / "most.tmx", selection=Selection(include_candidates=True, min_keep=0.5))
    kept = [unit.keep for unit in read_tmx(tmp_path / "most.tmx") if isinstance(unit, TranslationUnit)]
    assert kept == [number for number in numbers if number is None or number >= 0.5]
    assert done.below == len(numbers) - len(kept) >= 1
