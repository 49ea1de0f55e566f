"""``review --plain``, ``stats``, ``history``, ``backup``, ``doctor`` and ``completion``."""

from __future__ import annotations

import re
import sqlite3
import subprocess
from typing import TYPE_CHECKING

import pytest
from tests.sample_store import SAMPLE

from igglossary.store.contract.review import Change
from igglossary.store.sqlite import concepts, decisions
from igglossary.store.sqlite.opening import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Program


def test_stats(built: Program, tmp_path: Path) -> None:
    lines = built("stats").out.splitlines()
    assert lines[0] == str(tmp_path / "store.db")
    assert lines[1] == "        1 document"  # the shipped term base is none of the person's
    assert lines[-1].endswith(" are left.")
    counts = built("stats", "--json").json
    assert set(counts) == {"store", "document", "unit", "pair", "concept", "term", "decision"}
    assert counts["document"] == {"all": 1}


def test_conflicts_are_listed(new: Program, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "source;target\nGood evening to all.;Guten Abend.\nGood evening to all.;Schönen Abend.\n"
    )
    assert new("import", "a.csv", "--json").json["added"] == 2
    lines = new("stats", "--conflicts").out.splitlines()
    assert lines == [
        "Good evening to all.",
        "    Guten Abend.  unit-1, approved",
        "    Schönen Abend.  unit-2, approved",
    ]


def test_plain_review_decides_and_sums_up_once(built: Program) -> None:
    result = built("review", "--plain", stdin="a\nx\ns\nq\n")
    assert (result.code, result.err) == (0, "")
    assert "1 of " in result.out
    assert result.out.count("3 decided: 1 approved, 1 rejected, 1 for later.") == 1
    assert built("review", "--plain", "--queue", "links", stdin="a\n").code == 0
    assert built("stats", "--json").json["unit"]["approved"] == 1


def test_history_tells_who_decided_what(built: Program) -> None:
    nothing = built("history")
    assert (nothing.code, nothing.out, nothing.said) == (1, "", ["Nobody has decided anything yet."])
    assert built("history", "pair-1").said == ["Nobody has decided anything about this yet."]
    built("review", "--plain", "--person", "berta", stdin="x\nq\n")
    line = built("history").out
    assert "  berta  rejected pair-" in line
    assert " ↔ " in line
    entry = line.split()[4]
    [decision] = built("history", entry, "--json").json
    assert (decision["person"], decision["action"], decision["new"]) == ("berta", "reject", {"status": "rejected"})
    assert built("history", "pair-999999").code == 1


def test_a_deleted_concept_is_restored(new: Program, tmp_path: Path) -> None:
    assert "was deleted" in new.refused("history", "digital-divide", "--restore", code=2)
    assert "was deleted" in new.refused("history", "no-such-thing", "--restore", code=2)
    with open_store(str(tmp_path / "store.db")) as store:
        version = decisions.version(store, "concept", "digital-divide")
        change = Change("concept", "digital-divide", "delete", {"is_deleted": 1}, version)
        decisions.decide(store, [change])
        assert concepts.get_concept(store, "digital-divide") is None
    assert "→ digital divide" not in new("lookup", "digitale Spaltung").out
    assert (
        new("history", "digital-divide", "--restore")
        .out.splitlines()[-1]
        .endswith("digitale Spaltung ↔ digital divide")
    )
    assert "→ digital divide" in new("lookup", "digitale Spaltung").out


def test_init_makes_a_store_for_a_folder(igglossary: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "Über setzung"
    folder.mkdir()
    result = igglossary("init", folder)
    assert result.out.startswith(f"{folder}/igglossary.db is the store of this folder now, with 1")
    assert result.said == [f"But IGGLOSSARY_STORE names another one, which goes before it: {tmp_path}/store.db"]
    monkeypatch.delenv("IGGLOSSARY_STORE")
    monkeypatch.chdir(folder)
    before = (folder / "igglossary.db").read_bytes()
    result = igglossary("init")
    assert (result.code, result.err) == (0, "")
    assert "is there already" in result.out
    assert (folder / "igglossary.db").read_bytes() == before
    assert igglossary("stats").out.splitlines()[0] == str(folder / "igglossary.db")
    assert "nowhere" in igglossary.refused("init", "nowhere", code=4)
    (tmp_path / "igglossary.db").write_text("no store " * 100, encoding="utf-8")
    igglossary.refused("init", tmp_path, code=4)


def test_forget_takes_back_what_nobody_decided(built: Program, tmp_path: Path) -> None:
    before = built("stats").out
    built("review", "--plain", stdin="a\nx\nq\n")
    report = built("stats", "--json").json
    assert "There are: " in built.refused("forget", "other.txt", code=2)
    result = built("forget", "sample-report.txt")
    assert result.code == 0
    first, kept = result.out.splitlines()
    assert re.fullmatch(r".*: forgotten, \d+ links, \d+ term pairs", first)
    assert kept.strip().startswith("0 links and 2 term pairs stay")
    after = built("stats", "--json").json
    assert sum(after["pair"].values()) == 2
    assert (after["decision"], after["concept"]) == (report["decision"], report["concept"])
    assert built("doctor").code == 0
    assert built("history").code == 0
    assert "there is no report in the store" in built.refused("forget", "sample-report.txt", code=2)
    built("build", SAMPLE)
    assert before.splitlines()[2] == built("stats").out.splitlines()[2]


def test_forget_hands_over_to_the_same_report_in_another_format(new: Program, tmp_path: Path) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"{text}\n", encoding="utf-8")
    for name in ("a.txt", "b.txt"):
        new("build", name)
    before = new("stats", "--json").json
    assert "b.txt is the same report and stands for it now" in new("forget", "a.txt").out
    assert {**new("stats", "--json").json, "document": 0} == {**before, "document": 0}
    (tmp_path / "b.txt").unlink()
    new("forget", "b.txt")
    assert new("stats", "--json").json["unit"] == {}
    new.refused("forget", "a.txt", "b.txt", code=2)


def test_restore_brings_a_copy_back_and_keeps_the_present_one(built: Program, tmp_path: Path) -> None:
    built("backup", "copy.db")
    built("review", "--plain", stdin="x\nx\nq\n")
    said = built("restore", "copy.db")
    assert said.code == 0
    assert "store.db is now as copy.db." in said.out
    assert "store.db.before-restore.bak" in said.out
    assert built("stats", "--json").json["decision"]["all"] == 0
    assert built("doctor").code == 0
    (tmp_path / "text.db").write_text("no store")
    assert "no sound copy" in built.refused("restore", "text.db", code=3)


def test_backup_is_whole_and_never_overwrites(built: Program, tmp_path: Path) -> None:
    assert built("backup", "copy.db").out.startswith("copy.db is a copy of ")
    assert built("--store", "copy.db", "stats", "--json").json["pair"] == built("stats", "--json").json["pair"]
    assert built("backup", "second.db", "--json").json["file"] == "second.db"
    before = (tmp_path / "copy.db").read_bytes()
    assert "copy.db" in built.refused("backup", "copy.db", code=3)
    assert (tmp_path / "copy.db").read_bytes() == before
    built.refused("backup", "nowhere/copy.db", code=3)


def test_doctor(built: Program, tmp_path: Path) -> None:
    assert built("doctor").out.endswith("is whole.\n")
    assert built("doctor", "--json").json["faults"] == []
    with sqlite3.connect(tmp_path / "store.db") as connection:
        connection.execute("DELETE FROM form WHERE term = (SELECT min(id) FROM term)")
    connection.close()
    sick = built("doctor")
    assert sick.code == 4
    assert "it has no forms" in sick.out


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_completion_is_a_script(shell: str, igglossary: Program, tmp_path: Path) -> None:
    script = igglossary("completion", shell)
    assert script.code == 0
    assert "pretranslate" in script.out
    if shell == "bash":
        subprocess.run(["bash", "-n"], input=script.out, text=True, check=True)  # the person's own bash
    assert not list(tmp_path.iterdir())
