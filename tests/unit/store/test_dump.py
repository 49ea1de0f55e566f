"""The dump: out and in again gives an equal store, decisions and history included; a broken one changes nothing."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.model_strategies import concepts as any_concepts
from tests.model_strategies import units as any_units
from tests.stores import add_concept, contents, decide, fill

from igglossary.errors import InputError, UsageError
from igglossary.model import Concept, Status, TranslationUnit
from igglossary.store.sqlite import decisions, documents, dump, units
from igglossary.store.sqlite.maintenance import examine
from igglossary.store.sqlite.opening import open_store
from igglossary.workflow.exporting import export
from igglossary.workflow.importing import import_file
from igglossary.workflow.location import open_filled
from igglossary.workflow.selection import Selection

if TYPE_CHECKING:
    from pathlib import Path

    from igglossary.store.sqlite.store import Store


def test_out_and_in_gives_an_equal_store(store: Store, tmp_path: Path) -> None:
    fill(store)
    path = tmp_path / "all.jsonl"
    written = export(store, path, selection=Selection(include_candidates=True))
    with open_store(str(tmp_path / "again.db"), person="berta") as again:
        report = import_file(again, path)
        assert report.read == report.added == written.written
        assert contents(again) == contents(store)
        assert decisions.history(again) == decisions.history(store)
        assert examine(again) == []
        assert list(dump.dump(again)) == list(dump.dump(store))


def test_a_new_store_with_the_shipped_term_base_takes_a_dump(store: Store, tmp_path: Path) -> None:
    fill(store)
    lines = list(dump.dump(store))
    with open_filled(str(tmp_path / "again.db")) as again:
        again.upkeep.restore(lines, where="dump")
    with open_store(str(tmp_path / "again.db")) as again:
        assert contents(again) == contents(store)


@settings(max_examples=15, deadline=None)
@given(
    st.lists(any_units(), max_size=3), st.lists(any_concepts("a", "b", "c"), max_size=3), st.sampled_from(list(Status))
)
def test_whatever_is_in_it(found: list[TranslationUnit], entries: list[Concept], status: Status) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        open_store(f"{folder}/one.db") as store,
        open_store(f"{folder}/two.db") as again,
    ):
        run = documents.start_run(store, "import")
        document = documents.add_file(store, run, path="/x", kind="tmx", sha256="0")
        units.add_units(store, found, document)
        list(store.terms.add(entries, document=document))
        for row in store.rows("SELECT id FROM unit"):
            decide(store, "unit", str(row["id"]), {"status": str(status)})
        dump.restore(again, dump.dump(store), where="dump")
        assert contents(again) == contents(store)
        assert examine(again) == []


def test_ids_are_not_given_again_after_a_dump(store: Store, tmp_path: Path) -> None:
    fill(store)
    with open_store(str(tmp_path / "again.db")) as again:
        dump.restore(again, dump.dump(store), where="dump")
        for each in (store, again):
            units.add_units(each, [TranslationUnit(units.iterate_units(store).__next__().variants[:1] * 2)], 1)
        assert contents(again) == contents(store)
        assert again.rows("SELECT max(id) FROM unit")[0][0] == 4  # unit 3 was deleted


def test_every_table_is_dumped_or_derived(store: Store) -> None:
    there = {
        row["name"]
        for row in store.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        if not row["name"].startswith(("memory_term_", "memory_word_"))
    }
    assert there == {*dump.TABLES, *dump.DERIVED}


def test_a_dump_is_of_one_moment_and_keeps_nobody_out(store: Store) -> None:
    fill(store)
    before = list(dump.dump(store))
    lines = dump.dump(store)
    begun = [next(lines) for _line in range(3)]
    with open_store(store.path) as other:
        other.connection.execute("PRAGMA busy_timeout = 0")
        add_concept(other, "later")
    assert begun + list(lines) == before
    assert any('"later"' in line for line in dump.dump(store))


def test_a_filled_store_takes_no_dump(store: Store, tmp_path: Path) -> None:
    fill(store)
    lines = list(dump.dump(store))
    before = contents(store)
    with pytest.raises(UsageError, match="new store"):
        dump.restore(store, lines, where="dump")
    assert contents(store) == before
    with open_store(str(tmp_path / "own.db")) as own:
        documents.add_file(own, documents.start_run(own, "import"), path="/own.tbx", kind="tbx", sha256="1")
        with pytest.raises(UsageError, match="new store"):
            dump.restore(own, lines, where="dump")


@pytest.mark.parametrize(
    "broken",
    [
        [],
        ['{"format": "igglossary-dump/1"}'],
        ['{"format": "igglossary-dump/9"}'],
        ["[]"],
        ["{" * 100_000],
        ['{"format": "igglossary-dump/1"}', "nonsense"],
        ['{"format": "igglossary-dump/1"}', '{"table": "term", "row": {"id": 1}}'],
        ['{"format": "igglossary-dump/1"}', '{"table": "meta", "row": {"name": "a", "value": "b", "colour": 1}}'],
        ['{"format": "igglossary-dump/1"}', '{"table": "meta", "row": {"name": "a", "value": {}}}'],
        ['{"format": "igglossary-dump/1"}', '{"table": "meta", "row": {"name": "a", "value": "\\ud800"}}'],
        ['{"format": "igglossary-dump/1"}', '{"table": "sqlite_sequence", "row": {"name": "term", "seq": 1}}'],
        ['{"format": "igglossary-dump/1"}', f'{{"table": "unit_extra", "row": {{"id": {2**70}, "data": "x"}}}}'],
    ],
)
def test_what_is_no_dump_changes_nothing(store: Store, broken: list[str]) -> None:
    before = contents(store)
    with pytest.raises(InputError):
        dump.restore(store, broken, where="dump")
    assert contents(store) == before


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("concept", "data", '{"id": "other"}'),
        ("concept", "data", '{"id": "c1", "languages": [{"lang": "de", "terms": [{"text": 5, "lang": "de"}]}]}'),
        ("concept", "status", "perhaps"),
        ("unit", "codes", "[[1], []]"),
        ("unit", "relation", "cousin"),
        ("unit_extra", "data", "["),
        ("decision", "new", "[]"),
        ("decision", "new", '{"status": "perhaps"}'),
        ("occurrence", "data", "{}"),
        ("segment", "document", 99),
    ],
)
def test_a_dump_that_was_edited_by_hand(store: Store, tmp_path: Path, table: str, column: str, value: object) -> None:
    fill(store)
    entries = [json.loads(line) for line in dump.dump(store)]
    next(entry for entry in entries[1:] if entry["table"] == table)["row"][column] = value
    with open_store(str(tmp_path / "again.db")) as again:
        with pytest.raises(InputError):
            dump.restore(again, map(json.dumps, entries), where="dump")
        assert again.rows("SELECT count(*) FROM concept")[0][0] == 0


def test_a_dump_in_another_encoding(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    path.write_bytes('{"format": "igglossary-dump/1"}\n{"table": "Ä"}\n'.encode("cp1252"))
    with pytest.raises(InputError, match="UTF-8"):
        import_file(store, path)
    with pytest.raises(InputError, match="cannot be read"):
        import_file(store, tmp_path / "missing.jsonl")
    assert isinstance(store.connection, sqlite3.Connection)
