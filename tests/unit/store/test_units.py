"""Units in the store: duplicates, decisions, provenance, edits, and an index that is always in step."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from igglossary.errors import StoreError
from igglossary.model import (
    Evidence,
    InlineCode,
    LinkedStretches,
    Place,
    Relation,
    Span,
    Status,
    TranslationUnit,
    Variant,
)
from igglossary.store.contract.reports import Link
from igglossary.store.sqlite import memory_index, units
from igglossary.store.sqlite.opening import open_store
from igglossary.store.sqlite.units import Sighting
from igglossary.text.memory_tokens import Coder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from igglossary.store.sqlite.store import Store


@pytest.fixture
def documents(store: Store) -> tuple[int, int]:
    """Two imported files."""
    with store.transaction():
        store.execute("INSERT INTO run (id, kind, started_at, person, version) VALUES (1, 'import', '', 'anna', '1')")
        for number, path in ((1, "/home/anna/one.tmx"), (2, "two.tmx")):
            store.execute(
                "INSERT INTO document (id, path, kind, sha256, run) VALUES (?, ?, 'tmx', 'ab', 1)", (number, path)
            )
    return 1, 2


def unit(
    source: str = "The network is open.", target: str = "Das Netz ist offen.", **fields: object
) -> TranslationUnit:
    made = TranslationUnit((Variant("en", source), Variant("de", target)))
    return replace(made, **fields)  # type: ignore[arg-type]  # the tests name fields of TranslationUnit


def decide(store: Store, unit_id: str) -> None:
    with store.transaction():
        store.execute(
            "INSERT INTO decision (at, person, entry_kind, entry_id, action, old, new, act)"
            " VALUES ('2026', 'anna', 'unit', ?, 'reject', '{}', '{}', 'a')",
            (unit_id,),
        )


def only(store: Store) -> TranslationUnit:
    (found,) = units.iterate_units(store)
    return found


def test_a_duplicate_brings_its_provenance_and_nothing_else(store: Store, documents: tuple[int, int]) -> None:
    counts = units.add_units(store, [unit(), unit()], documents[0])
    assert (counts.added, counts.changed, counts.unchanged, counts.read) == (1, 0, 1, 2)
    counts = units.add_units(store, [unit()], documents[1])
    assert (counts.added, counts.changed, counts.unchanged) == (0, 0, 1)
    assert [source.document for source in only(store).provenance] == ["one.tmx", "two.tmx"]
    assert units.check(store) == []


def test_everything_a_unit_has_comes_back(store: Store, documents: tuple[int, int]) -> None:
    codes = (InlineCode(0, "bpt", (("i", "1"),), "&lt;b&gt;"), InlineCode(3, "hi", (), "", 7))
    source = Variant("en-GB", "The network", codes, (("p", "1"),), ("a note",), (("usagecount", "2"),), "2020", "x")
    whole = TranslationUnit(
        (source, Variant("de", "Das Netz")),
        "tu1",
        Relation.PARAPHRASE,
        0.75,
        Status.CANDIDATE,
        ("first", "second"),
        (("x-p", "1"), ("x-p", "2")),
        (("datatype", "html"),),
        (Place("a report", footnote="5", start=3, end=9),),
        "2021-01-01T00:00:00Z",
        "bo",
        "2022-01-01T00:00:00Z",
        "cy",
    )
    units.add_units(store, [whole], documents[0])
    assert only(store) == replace(whole, id="1", file_id="tu1")
    assert units.get_unit(store, "1") == only(store)
    assert units.get_unit(store, "2") is None
    assert units.get_unit(store, "x") is None


def test_what_an_export_says_of_a_unit_changes_nothing_when_it_is_imported(
    store: Store, documents: tuple[int, int]
) -> None:
    units.add_units(store, [unit(properties=(("x-p", "1"),), notes=("n",), score=0.5, status=Status.CANDIDATE)], 1)
    exported = list(units.iterate_units(store))
    counts = units.add_units(store, exported, documents[1])
    assert (counts.added, counts.changed, counts.unchanged) == (0, 0, 1)
    assert list(units.iterate_units(store)) == exported


def test_a_file_approves_a_candidate_but_never_what_a_person_decided(store: Store, documents: tuple[int, int]) -> None:
    units.add_units(store, [unit(status=Status.CANDIDATE, relation=Relation.SUMMARY, score=0.4)], documents[0])
    counts = units.add_units(store, [unit()], documents[1])
    assert counts.changed == 1
    assert (only(store).status, only(store).relation) == (Status.APPROVED, Relation.TRANSLATION)
    units.change_unit(store, "1", {"status": "rejected"})
    decide(store, "1")
    counts = units.add_units(store, [unit(notes=("new",))], documents[1])
    assert (counts.changed, counts.unchanged) == (0, 1)
    assert (only(store).status, only(store).notes) == (Status.REJECTED, ())


def test_a_unit_that_was_edited_is_found_by_what_it_was(store: Store, documents: tuple[int, int]) -> None:
    units.add_units(store, [unit(status=Status.CANDIDATE)], documents[0])
    former = units.change_unit(store, "1", {"target": "Das Netz steht offen."})
    decide(store, "1")
    assert former == {"target": "Das Netz ist offen.", "changed_at": None, "changed_by": None}
    for text in ("Das Netz ist offen.", "Das Netz steht offen."):
        assert units.add_units(store, [unit(target=text)], documents[1]).unchanged == 1
    assert (only(store).target.text, only(store).changed_by) == ("Das Netz steht offen.", "anna")
    units.change_unit(store, "1", former)
    assert only(store).changed_by is None
    assert units.check(store) == []


def test_a_duplicate_adds_the_notes_and_properties_that_are_new(store: Store, documents: tuple[int, int]) -> None:
    units.add_units(store, [unit(notes=("a",), properties=(("x", "1"),))], documents[0])
    more = [unit(notes=("a", "b"), properties=(("x", "2"),))]
    assert units.add_units(store, more, documents[1]).changed == 1
    assert units.add_units(store, more, documents[1]).unchanged == 1
    assert (only(store).notes, only(store).properties) == (("a", "b"), (("x", "1"), ("x", "2")))


def test_what_is_skipped_is_counted_with_its_reason(store: Store, documents: tuple[int, int]) -> None:
    lonely = TranslationUnit((Variant("en", "alone"),))
    three = TranslationUnit((Variant("en", "tree"), Variant("de", "Baum"), Variant("fr", " "), Variant("es", "árbol")))
    counts = units.add_units(store, [lonely, unit(source=" "), three], documents[0])
    assert (counts.added, counts.read) == (2, 5)
    assert {str(reason): n for reason, n in counts.skipped.items()} == {
        "only one language": 1,
        "no text in one of the languages": 2,
    }
    assert [found.target.lang for found in units.iterate_units(store)] == ["de", "es"]
    assert [found.target.lang for found in units.iterate_units(store, target_lang="es")] == ["es"]


def test_place_and_evidence_of_a_report(store: Store, documents: tuple[int, int]) -> None:
    evidence = (Evidence("name", "Geneva", "Genf", 0.9),)
    stretches = LinkedStretches(Span("s1", 0, 2, "Ja"), (Span("f3q1s1", 1, 4, "yes"),), 0)
    place = Place("A report", footnote="3", start=4, end=9, document_date="2025-03", source_date="2024")
    made = unit(status=Status.CANDIDATE, provenance=(place,))
    units.add_units(store, [made], documents[0], link=lambda _unit: Link(evidence, stretches))
    assert units.get_evidence(store, "1") == evidence
    assert units.get_sightings(store, "1") == [Sighting(documents[0], place, None, stretches)]
    assert only(store).provenance == (place,)


def test_retiring_a_report_deletes_what_only_it_had(store: Store, documents: tuple[int, int]) -> None:
    def linked(*texts: str) -> list[TranslationUnit]:
        return [unit(source=text, status=Status.CANDIDATE) for text in texts]

    def seen(number: str) -> list[int]:
        return [one.document for one in units.get_sightings(store, number)]

    units.add_units(store, linked("imported before"), documents[1])
    report = linked("imported before", "imported later", "only in the report", "decided")
    placed = [replace(made, provenance=(Place("A report", footnote="1"),)) for made in report]
    units.add_units(store, placed, documents[0])
    units.add_units(store, linked("imported later"), documents[1])
    assert seen("1") == seen("2") == [documents[0], documents[1]]
    decide(store, "4")
    assert units.retire_report_units(store, documents[0]) == 1
    left = [found.source.text for found in units.iterate_units(store)]
    assert left == ["imported before", "imported later", "decided"]
    assert seen("1") == seen("2") == [documents[1]]
    assert units.check(store) == []


def test_the_same_file_again_adds_no_origin(store: Store, documents: tuple[int, int]) -> None:
    for document in (documents[0], documents[0], documents[1], documents[1]):
        units.add_units(store, [unit()], document)
    assert [one.document for one in units.get_sightings(store, "1")] == [documents[0], documents[1]]


def test_ids_are_never_used_again(store: Store, documents: tuple[int, int]) -> None:
    units.add_units(store, [unit()], documents[0])
    units.delete_unit(store, "1")
    units.add_units(store, [unit()], documents[0])
    assert only(store).id == "2"
    assert units.check(store) == []


def test_conflicts_and_counts(store: Store, documents: tuple[int, int]) -> None:
    rejected = unit(target="Das Netz ist zu.", status=Status.REJECTED)
    units.add_units(store, [unit(), unit(target="Das Netz steht offen."), rejected, unit(source="Other")], documents[0])
    (conflict,) = units.conflicts(store)
    assert [target for _id, target, _status in conflict.targets] == ["Das Netz ist offen.", "Das Netz steht offen."]
    assert (units.count_units(store), units.count_units(store, status=Status.REJECTED)) == (4, 1)


def test_nonsense_is_refused(store: Store, documents: tuple[int, int]) -> None:
    units.add_units(store, [unit()], documents[0])
    for fields in ({"digest": 1}, {"source": " "}):
        with pytest.raises(StoreError):
            units.change_unit(store, "1", fields)
    with pytest.raises(StoreError):
        units.delete_unit(store, "7")
    assert units.check(store) == []


def test_codes_follow_their_words_in_an_edited_text(store: Store, documents: tuple[int, int]) -> None:
    source = Variant("en", "a long text", (InlineCode(2, "bpt", (("i", "1"),), "b"), InlineCode(11, "ph", (), "x")))
    units.add_units(store, [TranslationUnit((source, Variant("de", "Text")))], documents[0])
    former = units.change_unit(store, "1", {"source": "this is a long text"})
    assert [code.position for code in only(store).source.codes] == [10, 19]
    units.change_unit(store, "1", former)
    assert only(store).source == source
    units.change_unit(store, "1", {"source": "short"})
    assert all(code.position <= 5 for code in only(store).source.codes)
    assert units.check(store) == []


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM memory_key",
        "UPDATE memory_key SET target = 'x'",
        "INSERT INTO memory_word (memory_word) VALUES ('delete-all')",
        "DELETE FROM memory_language",
        "INSERT INTO memory_term (memory_term) VALUES ('delete-all')",
        "INSERT INTO memory_term (rowid, terms) VALUES (9, 'stale')",
        "UPDATE unit SET digest = 1",
        "UPDATE unit SET source = 'something else'",
        "UPDATE meta SET value = '0' WHERE name = 'memory_tokens'",
    ],
)
def test_check_finds_what_is_out_of_step_and_reindex_repairs_it(
    store: Store, documents: tuple[int, int], harm: str
) -> None:
    units.add_units(store, [unit(), unit(source="Another one")], documents[0])
    with store.transaction():
        store.execute(harm)
    assert units.check(store)
    units.reindex(store)
    if "UPDATE unit" not in harm:  # the units are the truth: the index follows them, their digest is theirs
        assert units.check(store) == []


def test_a_large_import_is_merged_and_hinted(store: Store, documents: tuple[int, int]) -> None:
    made = [unit(source=f"The common words and number {n} of word{n}", target=f"Wort {n}") for n in range(9000)]
    seen: list[int] = []
    counts = units.add_units(store, made, documents[0], progress=seen.append)
    assert (counts.added, seen[-1]) == (9000, 9000)
    assert memory_index.frequencies(store, [Coder("en", 0).code("common")])
    assert not memory_index.is_bulk_unfinished(store)
    assert units.check(store) == []


def test_a_large_import_that_was_killed_is_ended_by_the_next_one(store: Store, documents: tuple[int, int]) -> None:
    made = [unit(source=f"Number {n} of word{n}", target=f"Wort {n}") for n in range(9000)]

    def broken() -> Iterator[TranslationUnit]:
        yield from made[:6000]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        units.add_units(store, broken(), documents[0])
    assert memory_index.is_bulk_unfinished(store)
    assert 0 < units.count_units(store) < 9000
    units.add_units(store, [unit()], documents[0])
    assert not memory_index.is_bulk_unfinished(store)
    assert units.check(store) == []


KILLED = """
import sys
from igglossary.model import TranslationUnit, Variant
from igglossary.store.sqlite.opening import open_store
from igglossary.store.sqlite import units
def endless():
    n = 0
    while True:
        n += 1
        yield TranslationUnit((Variant("en", f"the state of unit{n}"), Variant("de", f"Zustand {n}")))
store = open_store(sys.argv[1])
print("ready", flush=True)
units.add_units(store, endless(), 1)
"""


def test_a_killed_import_leaves_units_and_index_in_step(
    store: Store, documents: tuple[int, int], tmp_path: Path
) -> None:
    for _kill in range(3):
        process = subprocess.Popen([sys.executable, "-c", KILLED, store.path], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        before, until = units.count_units(store), time.monotonic() + 60
        while units.count_units(store) == before and time.monotonic() < until:
            os.sched_yield()
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        with open_store(store.path) as reopened:
            assert units.check(reopened) == []
            assert units.count_units(reopened) >= before
        if units.count_units(store) > before:
            units.add_units(store, [unit()], documents[0])
