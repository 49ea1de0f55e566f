"""Every schema that ever landed is brought to the newest, with a copy first; what is interrupted goes on."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest
from tests.corpus.stores.make import FOLDER, load
from tests.stores import contents

from igglossary.errors import StoreError
from igglossary.model import TermPair
from igglossary.store.sqlite import codec, connection
from igglossary.store.sqlite.connection import open_store, schema_files
from igglossary.store.sqlite.maintenance import examine

if TYPE_CHECKING:
    from pathlib import Path

VERSIONS = [number for number, _file in schema_files()]


def concepts_and_decisions(path: Path) -> list[list[tuple[object, ...]]]:
    raw = sqlite3.connect(path)
    found = [raw.execute(f"SELECT * FROM {table} ORDER BY id").fetchall() for table in ("concept", "decision")]
    raw.close()
    return found


def version_of(path: Path) -> int:
    raw = sqlite3.connect(path)
    version: int = raw.execute("PRAGMA user_version").fetchone()[0]
    raw.close()
    return version


@pytest.mark.parametrize("version", VERSIONS)
def test_every_landed_schema_has_a_store_that_migrates(version: int, tmp_path: Path) -> None:
    assert (FOLDER / f"schema-{version}.sql").exists(), "run: python -m tests.corpus.stores.make"
    path = tmp_path / "store.db"
    load(f"schema-{version}.sql", path)
    before = concepts_and_decisions(path)
    assert all(before)
    with open_store(str(path), create=False) as store:
        assert examine(store) == []
    assert version_of(path) == VERSIONS[-1]
    assert concepts_and_decisions(path) == before
    copy = tmp_path / f"store.db.schema{version}.bak"
    assert copy.exists() == (version != VERSIONS[-1])
    if copy.exists():
        assert version_of(copy) == version
        assert concepts_and_decisions(copy) == before


def test_the_newest_store_in_the_corpus_has_the_present_schema(tmp_path: Path) -> None:
    load(f"schema-{VERSIONS[-1]}.sql", tmp_path / "old.db")
    schema = "SELECT type, name, sql FROM sqlite_schema ORDER BY 1, 2"
    with open_store(str(tmp_path / "old.db")) as old, open_store(str(tmp_path / "new.db")) as new:
        assert [tuple(row) for row in old.rows(schema)] == [tuple(row) for row in new.rows(schema)], (
            "the schema has changed: python -m tests.corpus.stores.make"
        )


WORDS = {
    "final digit dropped, may be a note": "final-digit",
    "Endziffer weggelassen, vielleicht eine Fußnote": "final-digit",
    "nicht im Wörterbuch, vielleicht gebeugt": "not-in-dictionary",
    "gender of Blorp not certain": "gender Blorp",
    "Genus von Hohe See unsicher": "gender Hohe See",
    "deutsches Genitiv-s entfernt": "genitive-s",
    "gender Mole": "gender Mole",
    "": "",
}
"""What stores kept in words, in the language that the program spoke when they were built → what they keep."""


@pytest.mark.parametrize("words", WORDS)
def test_a_doubt_that_was_kept_in_words_becomes_a_code(words: str, tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    load("schema-5.sql", path)
    raw = sqlite3.connect(path)
    raw.execute("UPDATE pair SET doubt = ?", (words,))
    if words:
        raw.execute("UPDATE pair_document SET data = json_set(data, '$.doubt', ?)", (words,))
    raw.commit()
    raw.close()
    with open_store(str(path)) as store:
        assert {row[0] for row in store.rows("SELECT doubt FROM pair")} == {WORDS[words]}
        kept = [codec.loads(TermPair, row["data"]) for row in store.rows("SELECT data FROM pair_document")]
        assert {str(pair.doubt or "") for pair in kept} == {WORDS[words]}
        assert examine(store) == []


def test_what_an_overruled_person_wanted_becomes_a_code(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    load("schema-5.sql", path)
    raw = sqlite3.connect(path)
    reasons = ("wanted: approved", "gewollt: abgelehnt", "gewollt: wieder geöffnet", "I do not agree")
    for reason in reasons:
        raw.execute(
            "INSERT INTO decision (at, person, entry_kind, entry_id, action, old, new, reason, act)"
            " VALUES ('2026', 'eva', 'pair', '1', 'dissent', '{}', '{}', ?, 'act')",
            (reason,),
        )
    raw.commit()
    raw.close()
    with open_store(str(path)) as store:
        kept = store.rows("SELECT reason FROM decision WHERE action = 'dissent' ORDER BY id")
        assert [row["reason"] for row in kept] == ["approve", "reject", "reopen", "I do not agree"]
        with pytest.raises(StoreError), store.transaction():
            store.execute("UPDATE decision SET reason = 'x'")


def test_an_interrupted_migration_rolls_back_and_goes_on_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, newest = tmp_path / "store.db", VERSIONS[-1]
    load(f"schema-{newest}.sql", path)
    with open_store(str(path)) as store:
        before = contents(store)
    good, bad = tmp_path / "good.sql", tmp_path / "bad.sql"
    good.write_text("CREATE TABLE extra_one (id INTEGER PRIMARY KEY) STRICT;\n", encoding="utf-8")
    bad.write_text("CREATE TABLE extra_two (id INTEGER);\nINSERT INTO nowhere VALUES (1);\n", encoding="utf-8")
    files = [*schema_files(), (newest + 1, str(good)), (newest + 2, str(bad))]
    monkeypatch.setattr(connection, "schema_files", lambda: files)
    with pytest.raises(StoreError):
        open_store(str(path))
    assert version_of(path) == newest + 1  # the first step is done, the second is not begun
    bad.write_text("CREATE TABLE extra_two (id INTEGER PRIMARY KEY) STRICT;\n", encoding="utf-8")
    with open_store(str(path)) as store:
        after = contents(store)
        assert examine(store) == []
    assert after.pop("extra_one") == after.pop("extra_two") == []
    assert after == before
    assert version_of(tmp_path / f"store.db.schema{newest}.bak") == newest


def test_a_former_copy_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    for _turn in range(2):
        path.unlink(missing_ok=True)
        load("schema-1.sql", path)
        (tmp_path / "store.db.schema1.bak").touch()
        open_store(str(path)).close()
    assert (tmp_path / "store.db.schema1.bak").read_bytes() == b""
    assert version_of(tmp_path / "store.db.schema1-3.bak") == 1
