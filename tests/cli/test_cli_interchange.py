"""``import``, ``export`` and ``validate``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from igglossary.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .conftest import Program

REPORT = {"file", "format", "read", "added", "changed", "unchanged", "skipped", "problems"}
SWAPPED = """<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x"
adminlang="en" srclang="en" datatype="plaintext"/><body>{units}</body></tmx>"""
UNIT = '<tu><tuv xml:lang="en"><seg>{en}</seg></tuv><tuv xml:lang="de"><seg>{de}</seg></tuv></tu>'
PAIRS = (
    ("The ferry leaves the harbour at eight.", "Die Fähre verlässt den Hafen um acht."),
    ("Nobody has seen the captain today.", "Niemand hat heute den Kapitän gesehen."),
    ("The passengers are waiting on the quay.", "Die Fahrgäste warten auf dem Kai."),
    ("It will not rain before the evening.", "Es wird vor dem Abend nicht regnen."),
)


def test_export_tells_what_it_left_out_and_dropped(built: Program) -> None:
    result = built("export", "memory.tmx", "terms.tbx", "terms.csv")
    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines()
    assert lines[0] == "memory.tmx: 0 entries written"
    assert lines[1].endswith("undecided entries left out (--all takes them along)")
    heading = lines.index("  What this kind of file cannot carry as it is:")
    assert any(line.startswith("    cross-references: ") for line in lines[heading:])


def test_endings_and_commands_that_would_do_are_named(new: Program, write: Callable[[str, str], Path]) -> None:
    write("report.txt", "Das ist ein Bericht.")
    assert new.refused("import", "report.txt", code=3).endswith("A report is read by: igglossary build report.txt")
    assert ".jsonl" in new.refused("export", "out.xyz", code=2)


def test_linked_data_has_the_addresses_that_are_asked_for(new: Program, tmp_path: Path) -> None:
    assert new("export", "terms.ttl", "--base-uri", "https://example.org/terms#").code == 0
    assert "<https://example.org/terms#digital-divide> a skos:Concept" in (tmp_path / "terms.ttl").read_text("utf-8")
    assert "--base-uri" in new.refused("export", "terms.tbx", "--base-uri", "https://example.org/terms#", code=2)
    assert "--base-uri" in new.refused("export", "other.ttl", "--base-uri", "terms", code=2)
    assert not (tmp_path / "other.ttl").exists()


def test_export_json(built: Program) -> None:
    summary = built("export", "--all", "memory.tmx", "--json").json[0]
    assert summary["format"] == "tmx"
    assert summary["written"] > 10
    assert summary["left_out"] == 0


def test_export_to_another_ending_and_folder(built: Program, tmp_path: Path) -> None:
    assert built("export", "--to", "tbx", "terms.xml", "--dialect", "dct").code == 0
    assert "urn:iso:std:iso:30042" in (tmp_path / "terms.xml").read_text(encoding="utf-8")
    assert built("export", "--omegat", "project").code == 0
    assert (tmp_path / "project" / "tm" / "penalty-030").is_dir()
    assert (tmp_path / "project" / "omegat.project").is_file()


def test_an_omegat_project_comes_back_whole(built: Program, tmp_path: Path) -> None:
    assert built("export", "--all", "--omegat", "project").code == 0
    (tmp_path / "project" / "omegat" / "project_save.tmx").write_text(
        SWAPPED.format(units=UNIT.format(en="The quay.", de="Der Kai.")), encoding="utf-8"
    )
    (tmp_path / "project" / "glossary" / "glossary.txt").write_text("quay\tKai\nIGF\tIGF\n", encoding="utf-8")
    reports = built("--store", "other.db", "import", "--json", "project").json
    names = [report["file"].rpartition("/")[2] for report in reports]
    assert names == [
        "project_save.tmx", "igglossary.tmx", "igglossary-candidates.tmx", "glossary.txt", "igglossary.utf8",
    ]  # fmt: skip
    counts = {name: report["read"] for name, report in zip(names, reports, strict=True)}
    assert (counts["project_save.tmx"], counts["glossary.txt"]) == (1, 2)
    assert counts["igglossary-candidates.tmx"] > 5
    assert counts["igglossary.utf8"] > 100


def test_what_is_no_whole_project_is_one_sentence(new: Program, tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    assert "folder" in new.refused("import", "project", code=3)
    file = tmp_path / "project" / "omegat.project"
    for text in ("<omegat", "<omegat/>", "<omegat><source_lang>EN</source_lang><target_lang>DE</target_lang></omegat>"):
        file.write_text(text, encoding="utf-8")
        new.refused("import", "project", code=3)


def test_languages_can_be_named(new: Program, write: Callable[[str, str], Path]) -> None:
    write("glossary.txt", "réseau\tNetz\nmaison\tHaus\n")
    assert "--langs" in new.refused("import", "glossary.txt", code=3)
    assert new("import", "--json", "--langs", "fr", "de", "glossary.txt").json["added"] == 2
    assert new("lookup", "--lang", "fr", "réseau").code == 0


def test_nothing_is_written_if_one_of_the_files_is_impossible(built: Program, tmp_path: Path) -> None:
    built.refused("export", "terms.tbx", "terms.doc", code=2)
    assert not (tmp_path / "terms.tbx").exists()
    (tmp_path / "folder.tbx").mkdir()
    assert "folder.tbx" in built.refused("export", "folder.tbx", code=3)
    assert "nowhere" in built.refused("export", "nowhere/terms.tbx", code=3)


@pytest.mark.parametrize("ending", ["tmx", "tbx", "csv", "tsv", "xlsx", "utf8", "utx", "mtf", "po", "jsonl"])
def test_our_own_export_changes_nothing(ending: str, built: Program) -> None:
    assert built("export", "--all", f"own.{ending}").code == 0
    report = built("import", f"own.{ending}", "--json").json
    assert report.keys() >= REPORT
    assert report["read"] == report["unchanged"] > 0, report


@pytest.mark.parametrize("dialect", ["v2", "dca", "dct"])
def test_every_dialect_of_tbx_changes_nothing(dialect: str, built: Program) -> None:
    assert built("export", "--all", "--dialect", dialect, "own.tbx").code == 0
    report = built("import", "own.tbx", "--json").json
    assert report["read"] == report["unchanged"] > 0


@pytest.mark.parametrize("layout", ["memoq", "phrase", "multiterm"])
def test_every_layout_is_written(layout: str, new: Program, tmp_path: Path) -> None:
    for name in ("terms.csv", "terms.tsv", "terms.xlsx"):
        assert new("export", "--layout", layout, name).code == 0
        assert (tmp_path / name).stat().st_size > 1000


def test_import_accounts_for_everything(new: Program, write: Callable[[str, str], Path]) -> None:
    units = "".join(UNIT.format(en=en, de=de) for en, de in (*PAIRS, PAIRS[0], ("", "Leer")))
    units += '<tu><tuv xml:lang="en"><seg>Alone.</seg></tuv></tu>'
    write("memory.tmx", SWAPPED.format(units=units))
    report = new("import", "memory.tmx", "--json").json
    assert (report["read"], report["added"], report["unchanged"], report["skipped"]) == (7, 4, 1, 2)
    assert sum(reason["count"] for reason in report["reasons"]) == 2
    lines = new("import", "memory.tmx").out.splitlines()
    assert lines[0] == "memory.tmx (tmx): 7 units read, 0 added, 0 changed, 5 unchanged, 2 skipped"
    assert "       1 only one language" in lines
    assert new("import", "--strict", "memory.tmx").code == 1


def test_dry_run_changes_nothing(new: Program, write: Callable[[str, str], Path]) -> None:
    write("memory.tmx", SWAPPED.format(units="".join(UNIT.format(en=en, de=de) for en, de in PAIRS)))
    before = new("stats", "--json").out
    assert new("import", "--dry-run", "memory.tmx", "--json").json["added"] == 4
    assert new("stats", "--json").out == before


def test_swapped_languages_are_refused_and_can_be_swapped(new: Program, write: Callable[[str, str], Path]) -> None:
    write("memory.tmx", SWAPPED.format(units="".join(UNIT.format(en=de, de=en) for en, de in PAIRS)))
    sentence = new.refused("import", "memory.tmx", code=3)
    assert "what is marked en looks like de" in sentence
    assert sentence.endswith("Try: igglossary import --swap memory.tmx")
    assert new("stats", "--json").json["unit"] == {}
    assert new("import", "--swap", "memory.tmx", "--json").json["added"] == 4
    assert "Die Fähre verlässt" in new("match", "The ferry leaves the harbour at eight.").out


def test_one_bad_file_does_not_stop_the_others(new: Program, write: Callable[[str, str], Path]) -> None:
    write("good.tmx", SWAPPED.format(units="".join(UNIT.format(en=en, de=de) for en, de in PAIRS)))
    write("bad.tmx", "<tmx><body>")
    result = new("import", "bad.tmx", "missing.tmx", "good.tmx", "--json")
    assert result.code == 3
    assert [report["file"] for report in result.json] == ["good.tmx"]
    assert len(result.said) == 2


def test_validate(built: Program, write: Callable[[str, str], Path]) -> None:
    assert built("export", "--all", "own.tmx", "own.tbx").code == 0
    result = built("validate", "own.tmx", "own.tbx")
    assert result == (0, "own.tmx: valid\nown.tbx: valid\n", "")
    write("bad.tmx", SWAPPED.format(units="<tu/>"))
    bad = built("validate", "bad.tmx")
    assert bad.code == 1
    assert bad.out.startswith("bad.tmx:")
    answer = built("validate", "bad.tmx", "--json").json
    assert answer["file"] == "bad.tmx"
    assert answer["problems"]


def test_an_import_of_which_nothing_is_left_says_so(new: Program, tmp_path: Path) -> None:
    path = tmp_path / "de.po"
    path.write_text('msgid ""\nmsgstr "Language: de\\n"\n\nmsgid "port"\nmsgstr ""\n', encoding="utf-8")
    done = new("import", path)
    assert done.code == 1
    assert done.said[-1] == f"igglossary: {path}: nothing of it could be used."


def test_a_table_says_how_it_was_understood_and_a_trial_what_would_be(new: Program, tmp_path: Path) -> None:
    path = tmp_path / "glossar.csv"
    path.write_text("Begriff;Englisch\nDeichgraf;dyke reeve\nSturmflut;storm surge\n", encoding="utf-8")
    out = new("import", "--dry-run", path).out
    assert "2 would be added" in out
    assert "  The terms are read as: Begriff → de, Englisch → en.\n" in out


XLIFF = '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" source-language="en" {}'
EMPTY = {
    "a.tmx": '<tmx version="1.4"><header srclang="en"/><body/></tmx>',
    "a.tbx": '<martif type="TBX" xml:lang="en"><martifHeader/><text><body/></text></martif>',
    "a.xlf": XLIFF.format('target-language="de" datatype="plaintext"><body/></file></xliff>'),
    "a.po": 'msgid ""\nmsgstr "Language: de\\n"\n',
    "a.ts": '<TS version="2.1" language="de"/>',
    "a.qph": '<QPH sourcelanguage="en" language="de"/>',
    "a.csv": "Deutsch;Englisch\n",
    "a.tsv": "de\ten\n",
    "a.utx": "#UTX 1.20; en/de\n#src\ttgt\tsrc:pos\n",
    "a.utf8": "# Glossary for OmegaT\n",
    "a.catkeys": "1\tgerman\tapplication/x-vnd.ferry\t1\n",
}


@pytest.mark.parametrize("name", EMPTY)
def test_a_file_without_an_entry_is_said_to_have_none(
    new: Program, write: Callable[[str, str], Path], name: str
) -> None:
    write(name, EMPTY[name])
    result = new("import", name, "--langs", "en", "de") if name.endswith("catkeys") else new("import", name)
    assert result.code in (ExitCode.PROBLEMS, ExitCode.INPUT)
    assert any(name in line for line in result.said)
