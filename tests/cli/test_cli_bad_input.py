"""Whatever file or store a person names: one sentence, the right exit code, nothing half-written."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.sample_store import SAMPLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .conftest import Program

BINARY = bytes(range(256)) * 20
READERS = {
    "build": "txt",
    "inspect": "txt",
    "annotate": "txt",
    "match --file": "txt",
    "align --lines": "txt",
    "import": "tmx",
    "check": "tmx",
    "pretranslate -o out.po": "po",
    "validate": "tbx",
}
BAD = {
    "missing": None,
    "empty": b"",
    "binary": BINARY,
}


def arguments(command: str, path: str) -> list[str]:
    """The words of a call on one file; ``align`` takes it twice."""
    words = command.split()
    return [*words, path, path] if words[0] == "align" else [*words, path]


@pytest.mark.parametrize("what", BAD)
@pytest.mark.parametrize("command", READERS)
def test_a_file_that_is_none(
    command: str, what: str, new: Program, tmp_path: Path, write: Callable[[str, bytes], Path]
) -> None:
    name = f"{what}.{READERS[command]}"
    content = BAD[what]
    if content is not None:
        write(name, content)
    there = {path.name for path in tmp_path.iterdir()}
    if command == "match --file" and what != "missing":  # answers line by line; no line, no match
        assert new(*arguments(command, name)).code == (3 if content else 0)
        return
    if command == "validate" and what != "missing":
        result = new(*arguments(command, name))
        assert result.code in (1, 3)
        assert name in result.out + result.err
        return
    assert name in new.refused(*arguments(command, name), code=3)
    assert {path.name for path in tmp_path.iterdir()} - {"store.db-wal", "store.db-shm"} <= there | {"store.db"}


@pytest.mark.parametrize("command", READERS)
def test_a_folder(command: str, new: Program, tmp_path: Path) -> None:
    name = f"folder.{READERS[command]}"
    (tmp_path / name).mkdir()
    assert name in new.refused(*arguments(command, name), code=3)


def test_a_file_of_another_kind(new: Program, write: Callable[[str, str], Path]) -> None:
    write("notes.xyz", "Nothing that anybody knows.")
    assert "nobody here knows this kind of file" in new.refused("import", "notes.xyz", code=3)
    assert "nobody here knows this kind of file" in new.refused("check", "notes.xyz", code=3)
    new.refused("pretranslate", "notes.xyz", "-o", "out.po", code=3)
    for name in ("fake.docx", "fake.pdf", "fake.odt", "fake.epub"):
        write(name, "Not what the ending says.")
        assert name in new.refused("build", name, code=3)
    assert "segments of a" not in new.refused("import", write("fake.xlsx", "x,y"), code=3)


def test_a_report_in_another_encoding_is_read(new: Program, write: Callable[[str, bytes], Path]) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    write("utf16.txt", text.encode("utf-16"))
    lines = new("inspect", "utf16.txt", "--json").json["sentences"]
    assert "größte" in " ".join(line["text"] for line in lines)
    write("ansi.txt", text.encode("cp1252", "replace"))
    assert "größte" in new("inspect", "ansi.txt").out


def test_a_text_that_is_not_german_or_has_no_notes_is_said(new: Program, write: Callable[[str, str], Path]) -> None:
    write("english.txt", "The harbour master has left.\n\nNobody knows where she went and why she never came back.\n")
    result = new("build", "english.txt")
    assert result.code == 0
    assert "english.txt: the text does not look like German. Is it the right file?" in result.said
    assert "Next:" not in result.out  # nothing to decide about
    write(
        "plain.txt", "Die Hafenmeisterin ist gegangen.\n\nNiemand weiß, wohin sie ging und warum sie nie zurückkam.\n"
    )
    assert [line for line in new("build", "plain.txt").said if "plain.txt" in line] == [
        "plain.txt: no footnotes were found. Only the text itself can be used."
    ]


STORES: dict[str, Callable[[Path], object]] = {
    "no store at all": lambda path: path.write_text("not a database, but long enough to look at " * 30),
    "another program's": lambda path: _sqlite(path, "CREATE TABLE birds (name TEXT)"),
    "a folder": lambda path: path.mkdir(),
}


@pytest.mark.parametrize("kind", STORES)
def test_a_store_that_is_none_is_left_alone(kind: str, igglossary: Program, tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    STORES[kind](path)
    before = path.read_bytes() if path.is_file() else b""
    assert "other.db" in igglossary.refused("--store", path, "lookup", "Netz", code=4)
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_a_store_from_a_newer_program_is_left_alone(new: Program, tmp_path: Path) -> None:
    _sqlite(tmp_path / "store.db", "PRAGMA user_version = 99")
    before = (tmp_path / "store.db").read_bytes()
    for words in (["lookup", "Netz"], ["build", SAMPLE], ["export", "a.tmx"], ["doctor"]):
        sentence = new.refused(*words, code=4)
        assert "made by a newer igglossary (schema 99" in sentence
        assert "Update igglossary; the store was not touched." in sentence
    assert (tmp_path / "store.db").read_bytes() == before
    assert not (tmp_path / "a.tmx").exists()


@contextmanager
def as_nobody() -> Iterator[None]:
    """For root, who may write everywhere: as somebody else, who may not."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are of another kind there")
def test_a_read_only_store_and_folder(new: Program, tmp_path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:  # not tmp_path, whose parents are closed to others
        os.chmod(folder, 0o755)
        closed, work = Path(folder) / "closed", Path(folder) / "open"
        for place in (closed, work):
            place.mkdir()
            shutil.copy(tmp_path / "store.db", place / "store.db")
        calls: list[tuple[int, list[str]]] = [
            (4, ["mine", "--store", f"{closed}/store.db"]),
            (3, ["export", f"{closed}/a.tbx", "--store", f"{work}/store.db"]),
            (3, ["backup", f"{closed}/copy.db", "--store", f"{work}/store.db"]),
        ]
        for _code, words in calls:  # everything is imported as root
            assert new(*words).code == 0
        for path in closed.iterdir():
            if path.name != "store.db":
                path.unlink()
        work.chmod(0o777)
        for path in work.iterdir():
            path.chmod(0o666)
        (closed / "store.db").chmod(0o444)
        closed.chmod(0o555)
        with as_nobody():
            for code, words in calls:
                assert str(closed) in new.refused(*words, code=code)
        closed.chmod(0o755)
        assert [path.name for path in closed.iterdir()] == ["store.db"]


def test_a_store_that_another_program_has_locked(new: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("igglossary.store.sqlite.connection.BUSY_TIMEOUT_S", 0.05)
    other = sqlite3.connect(tmp_path / "store.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        assert "another program has locked the store" in new.refused("build", SAMPLE, code=4)
        assert "net neutrality" in new("lookup", "Netzneutralität").out  # readers are not disturbed
    finally:
        other.close()


def _sqlite(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    try:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute(statement)
        connection.commit()
    finally:
        connection.close()


@pytest.mark.parametrize(
    "words",
    [
        "import missing.tmx", "check missing.xlf", "validate missing.tbx", "pretranslate missing.po -o out.po",
        "match --file missing.txt", "build missing.txt", "check de.po --baseline missing.txt", "export no/a.tmx",
        "export --omegat file/a", "backup no/b.db", "import folder.tmx", "check de.po --write-baseline folder.tmx",
    ],
)  # fmt: skip
def test_germans_are_told_in_german_why(words: str, new: Program, tmp_path: Path) -> None:
    """Python has the system's reasons in English only."""
    (tmp_path / "folder.tmx").mkdir()
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "de.po").write_text('msgid ""\nmsgstr "Language: de\\n"\n\nmsgid "a"\nmsgstr "b"\n', encoding="utf-8")
    sentence = new.refused(*words.split(), "--ui-language", "de", code=3)
    assert any(reason in sentence for reason in ("nicht vorhanden", "gibt es nicht", "Ordner")), sentence
    assert not any(word in sentence for word in ("Errno", " such ", "directory", "database", "PO-Datei")), sentence


def test_a_baseline_that_is_none(new: Program, write: Callable[[str, bytes], Path]) -> None:
    write("de.po", b'msgid ""\nmsgstr "Language: de\\n"\n\nmsgid "a"\nmsgstr "b"\n')
    write("known.txt", BINARY)
    sentence = new.refused("check", "de.po", "--baseline", "known.txt", code=3)
    assert "codec" not in sentence
    assert sentence.endswith("Try: igglossary check FILE --write-baseline known.txt")


def test_a_name_that_is_no_text_is_kept_by_its_bytes(new: Program, tmp_path: Path) -> None:
    name = os.fsdecode(b"f\xe4hre.csv")
    (tmp_path / name).write_text("de,en\nFähre,ferry\n", encoding="utf-8")
    assert "f⟨U+DCE4⟩hre.csv" in new("import", name).out
    assert new("doctor").code == 0
