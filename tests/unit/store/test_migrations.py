"""Every schema that ever landed is brought to the newest, with a copy first; what is interrupted goes on."""

from __future__ import annotations

import errno
import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from tests.corpus.stores.make import FOLDER, load
from tests.stores import contents

from igglossary.errors import StoreError
from igglossary.model import Document, Paragraph, Place, TermPair
from igglossary.store import codec
from igglossary.store.sqlite import dump, opening, pairs, units
from igglossary.store.sqlite.connection import schema_files
from igglossary.store.sqlite.maintenance import examine
from igglossary.store.sqlite.opening import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from igglossary.store.sqlite.store import Store

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
    monkeypatch.setattr(opening, "schema_files", lambda: files)
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
    for turn in range(2):
        path.unlink(missing_ok=True)
        load("schema-1.sql", path)
        with closing(sqlite3.connect(path)) as former:
            former.execute("INSERT INTO meta VALUES ('turn', ?)", (str(turn),))
            former.commit()
        (tmp_path / "store.db.schema1.bak").touch()
        open_store(str(path)).close()
    assert (tmp_path / "store.db.schema1.bak").read_bytes() == b""
    assert version_of(tmp_path / "store.db.schema1-3.bak") == 1


def test_a_migration_that_fails_again_and_again_leaves_one_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "store.db"
    load("schema-1.sql", path)

    def fail(_store: object, _name: str) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(opening, "_finish", fail)
    for _turn in range(4):
        with pytest.raises(StoreError):
            open_store(str(path))
    assert [each.name for each in tmp_path.glob("*.bak")] == ["store.db.schema1.bak"]
    assert version_of(path) == 1


FORMER_PLACES = """
INSERT INTO document (id, path, kind, sha256, title, date, content, run) VALUES
  (90, '/r.md', 'markdown', 'aa', 'Bericht', '2025-09', {content}, 1),
  (91, '/r.txt', 'text', 'bb', 'Bericht', '2025-09', {content}, 1),
  (92, 'igglossary:memory', 'memory', 'cc', NULL, NULL, NULL, 1);
INSERT INTO unit (id, source_lang, target_lang, source, target, relation, status, digest, evidence) VALUES
  (90, 'en', 'de', 'The net is open.', 'Er sagte, das Netz sei offen.', 'paraphrase', 'candidate', 1, '[]'),
  (91, 'en', 'de', 'The net is open.', 'das Netz sei offen', 'translation', 'candidate', 2, '[]'),
  (92, 'en', 'de', 'A file', 'Eine Datei', 'translation', 'approved', 3, NULL);
INSERT INTO unit_origin VALUES
  (90, 90, '{{"paragraph": 1, "footnote": "2", "publisher": "Amt", "start": 0, "end": 29, "quotation": 0,
    "german": {{"segment": "s1", "start": 0, "end": 29, "text": "Er sagte, das Netz sei offen."}},
    "english": [{{"segment": "f2q1s1", "start": 0, "end": 16, "text": "The net is open."}}]}}'),
  (91, 90, '{{"paragraph": 1, "footnote": "2", "publisher": null, "start": 10, "end": 28, "quotation": 0,
    "german": {{"segment": "s1", "start": 10, "end": 28, "text": "das Netz sei offen"}},
    "english": [{{"segment": "f2q1s1", "start": 0, "end": 16, "text": "The net is open."}}]}}'),
  (91, 91, '{{"paragraph": 1, "footnote": "2"}}'),
  (92, 1, '[{{"document": "A", "date": "2024-01", "footnote": "1"}}, {{"document": "B"}}]');
INSERT INTO pair (id, mined, german, english, score, status, occurrences) VALUES
  (90, 'Kabel', 'Kabel', 'cable', 0.5, 'candidate', 3);
INSERT INTO pair_document VALUES (90, 90, '{{"german": "Kabel", "english": "cable", "score": 0.5}}'),
  (90, 91, '{{"german": "Kabel", "english": "cable", "score": 0.5}}'),
  (90, 92, '{{"german": "Kabel", "english": "cable", "score": 0.5}}');
INSERT INTO occurrence (pair, document, data) VALUES
  (90, 90, '{{"english":{en},"english_segment":"cable","german":{de},"german_segment":"Das Kabel","provenance":
    {{"date":"2019","document":"Bericht","end":24,"paragraph":1,"sha256":"aa","start":19}}}}'),
  (90, 91, '{{"english":{en},"english_segment":"cable","german":{de},"german_segment":"Das Kabel","provenance":
    {{"date":"2019","document":"Bericht","end":24,"paragraph":1,"sha256":"bb","start":19}}}}'),
  (90, 92, '{{"english":{en},"english_segment":"cable","german":{de},"german_segment":"Das Kabel","provenance":
    {{"date":"2025-09","document":"Bericht","end":24,"paragraph":1,"sha256":"aa","start":15}}}}');
"""
REPORT = Document("/r", "text", "", paragraphs=(Paragraph(0, "paragraph", "Ein Satz."),))


def add_former_places(path: Path) -> None:
    """Places as schema 3 had them: in a report, in its copy of another format, in a file that told of two, mined."""
    german, english = ({"segment": "s", "start": 4, "end": 9, "text": "Kabel"}, {"segment": "e", "start": 0, "end": 5})
    text = FORMER_PLACES.format(
        content="'" + codec.dumps(REPORT) + "'", de=json.dumps(german), en=json.dumps(english | {"text": "cable"})
    )
    raw = sqlite3.connect(path)
    raw.executescript(text)
    raw.close()


def told_places(store: Store) -> None:
    """What shall have become of them."""
    whole, part = (units.get_sightings(store, number) for number in ("90", "91"))
    assert whole[0].place == Place(
        "Bericht", "Amt", document_date="2025-09", sha256="aa", paragraph=1, footnote="2", start=0, end=29, run=1
    )
    assert [one.part_of for one in part] == [90]  # and the copy adds no place
    found = units.get_unit(store, "92")
    assert found is not None
    assert found.provenance == (Place("A", document_date="2024-01", footnote="1"), Place("B"))
    places = [one.provenance for one in pairs.load_occurrences(store, 90)]
    assert [(one.document_date, one.source_date, one.start) for one in places] == [
        ("2025-09", "2019", 19),
        ("2025-09", None, 19),
    ]
    row = store.row("SELECT occurrences, documents FROM pair WHERE id = 90")
    assert row is not None
    assert tuple(row) == (1, 2)
    same = store.row("SELECT same_as FROM document WHERE id = 91")
    assert same is not None
    assert same["same_as"] == 90


def test_places_of_former_stores_and_dumps_are_turned_over(tmp_path: Path) -> None:
    load("schema-3.sql", tmp_path / "old.db")
    add_former_places(tmp_path / "old.db")
    lines = former_dump(tmp_path / "old.db")
    with open_store(str(tmp_path / "old.db")) as store:
        units.reindex(store)  # the rows above were written past the index
        told_places(store)
    with open_store(str(tmp_path / "new.db")) as store:
        dump.restore(store, lines, where="dump.jsonl")
        told_places(store)


def former_dump(path: Path) -> list[str]:
    """The dump of a store of schema 3, by the tables as they were."""
    raw = sqlite3.connect(path)
    raw.row_factory = sqlite3.Row
    lines = [json.dumps({"format": dump.FORMAT})]
    for table in dump.TABLES:
        where = "WHERE name <> 'memory_tokens'" if table == "meta" else ""
        lines += [
            json.dumps({"table": table, "row": dict(row)}) for row in raw.execute(f"SELECT * FROM {table} {where}")
        ]
    raw.close()
    return lines
