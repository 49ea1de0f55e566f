"""A place counts once: parts and wholes, reports in two formats, what the memory says of a place of a report."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from igglossary.memory.concordance import search
from igglossary.memory.lookup import find_matches
from igglossary.model import LinkedStretches, Place, Relation, Span, Status, TranslationUnit, Variant
from igglossary.store.contract import candidate_id
from igglossary.store.contract.reports import Link
from igglossary.store.contract.review import Change
from igglossary.store.sqlite import decisions, documents, pairs, units
from igglossary.store.sqlite.maintenance import count_entries, examine
from igglossary.workflow.build import build_report
from igglossary.workflow.mining import mine_memory

if TYPE_CHECKING:
    from pathlib import Path

    from igglossary.store.sqlite.store import Store

PARAGRAPHS = (
    "Der Hafenrat tagte im Mai. Die Sprecherin mahnte, die digitale Spaltung dürfe nicht wachsen{0}.",
    "Nach Ansicht der Reeder bedroht die digitale Spaltung die Meinungsfreiheit{1}. Der Rat vertagte sich.",
)
NOTES = (
    "Harbour Council: Minutes, 4. Mai 2024: {q}The digital divide must not grow.{e} In: https://h.example/m",
    "Shipowners: Position Paper, 5. Mai 2024: {q}The digital divide threatens freedom of expression.{e} In: https://s.example/p",
)
GERMAN = "Die Sprecherin mahnte, die Lotsenpflicht dürfe nicht gelockert werden."
ENGLISH = "Mandatory pilotage must not be relaxed."
CLAUSE = "die Lotsenpflicht dürfe nicht gelockert werden"
WORDS = ("Lotsenpflicht", "Mandatory pilotage")


def write_text(path: Path, *, opening: str = "„", closing: str = "“", extra: str = "") -> Path:
    """The report as Markdown."""
    marked = [text.replace(f"{{{n}}}", f"[^{n + 1}]") for n, text in enumerate(PARAGRAPHS)]
    notes = [f"[^{n + 1}]: {note.format(q=opening, e=closing)}" for n, note in enumerate(NOTES)]
    path.write_text("\n\n".join(["# Hafenrat 2/2024", *marked, *([extra] if extra else []), *notes]) + "\n", "utf-8")
    return path


def write_plain(path: Path) -> Path:
    """The same report as plain text with typed notes and other quotation marks."""
    marked = [text.replace(f"{{{n}}}", f"[{n + 1}]") for n, text in enumerate(PARAGRAPHS)]
    notes = [f"[{n + 1}] {note.format(q='»', e='«')}" for n, note in enumerate(NOTES)]
    path.write_text("\n\n".join(["Hafenrat 2/2024", *marked, *notes]) + "\n", "utf-8")
    return path


def counted(store: Store) -> list[tuple[str, str, int, int]]:
    rows = store.rows("SELECT german, english, occurrences, documents FROM pair ORDER BY german")
    return [(row[0], row[1], row[2], row[3]) for row in rows]


@pytest.fixture
def linked(new: Store) -> Store:
    """A sentence link, its clause link and its word link, at one place of a report."""
    with new.transaction():
        run = documents.start_run(new, "build")
        document = documents.add_file(new, run, path="/h.md", kind="markdown", sha256="aa", title="Hafenrat")
        english = Span("f1q1s1", 0, len(ENGLISH), ENGLISH)
        start = GERMAN.index(CLAUSE)
        found = (
            (GERMAN, ENGLISH, Span("s2", 0, len(GERMAN), GERMAN), english, 0.9),
            (CLAUSE, ENGLISH, Span("s2", start, start + len(CLAUSE), CLAUSE), english, 0.95),
            (*WORDS, Span("s2", start + 4, start + 17, WORDS[0]), Span("f1q1s1", 0, 18, WORDS[1]), 0.8),
        )
        made = {
            TranslationUnit(
                (Variant("en", there), Variant("de", here)),
                relation=Relation.PARAPHRASE,
                score=score,
                status=Status.CANDIDATE,
                provenance=(Place("Hafenrat", sha256="aa", paragraph=0, footnote="1", start=27 + span.start),),
            ): Link((), LinkedStretches(span, (other,), 0))
            for here, there, span, other, score in found
        }
        units.add_units(new, made, document, link=made.__getitem__)
    return new


def approve(store: Store, unit: str) -> None:
    version = decisions.version(store, "unit", unit)
    decisions.decide(store, [Change("unit", unit, "approve", {"status": "approved"}, version)])


def test_a_unit_knows_the_smallest_unit_that_it_is_a_part_of(linked: Store) -> None:
    assert [units.get_sightings(linked, unit)[0].part_of for unit in "123"] == [None, 1, 2]
    units.delete_unit(linked, 2)
    assert units.get_sightings(linked, "3")[0].part_of is None
    assert examine(linked) == []


def test_of_a_whole_and_its_part_the_better_fitting_one_is_a_match(linked: Store) -> None:
    assert [match.target for match in find_matches(linked, ENGLISH, threshold=50)] == [CLAUSE]
    german = find_matches(linked, GERMAN, source_lang="de", target_lang="en", threshold=50)
    assert [match.source for match in german] == [GERMAN]
    approve(linked, "1")
    assert [match.target for match in find_matches(linked, ENGLISH, threshold=50)] == [GERMAN]


def test_a_whole_and_its_part_are_no_conflict(linked: Store) -> None:
    assert list(units.conflicts(linked)) == []
    other = TranslationUnit((Variant("en", ENGLISH), Variant("de", "Die Lotsenpflicht bleibt.")))
    units.add_units(linked, [other], 1)
    (conflict,) = units.conflicts(linked)
    assert [target for _unit, target, _status in conflict.targets] == [CLAUSE, "Die Lotsenpflicht bleibt."]


def test_a_place_is_one_hit_of_the_concordance(linked: Store) -> None:
    assert [hit.text for hit in search(linked, "Lotsenpflicht")] == [GERMAN]
    assert [hit.text for hit in search(linked, "lotsen*", limit=1)] == [GERMAN]
    approve(linked, "2")
    assert [hit.text for hit in search(linked, "Lotsenpflicht", limit=2)] == [CLAUSE]
    assert [hit.text for hit in search(linked, "Sprecherin")] == [GERMAN]


def test_a_part_that_stands_elsewhere_too_counts_there(linked: Store) -> None:
    units.add_units(linked, [TranslationUnit((Variant("en", WORDS[1]), Variant("de", WORDS[0])))], 1)
    assert {hit.text for hit in search(linked, "Lotsenpflicht")} == {GERMAN, WORDS[0]}


def test_the_memory_is_mined_without_parts_and_counts_no_place_again(new: Store, tmp_path: Path) -> None:
    build_report(new, write_text(tmp_path / "h.md"))
    for unit in list(units.iterate_units(new, statuses=[Status.CANDIDATE])):
        approve(new, unit.id or "")
    before = {row[:3] for row in counted(new)}
    whole = sum(not one.part_of for unit in units.iterate_units(new) for one in units.get_sightings(new, unit.id or ""))
    summary = mine_memory(new)
    assert summary.units <= whole
    after = {row[0]: row[2] for row in counted(new)}
    assert all(after[german] == occurrences for german, _english, occurrences in before)
    for german, _english, occurrences in before:
        row = new.row("SELECT id FROM pair WHERE german = ?", (german,))
        assert row is not None
        name = candidate_id(row["id"])
        assert sum(one.occurrences for one in new.terms.seen_in([name])[name]) == occurrences
        assert len({one.provenance for one in pairs.load_occurrences(new, row["id"])}) >= occurrences
    assert examine(new) == []


def test_the_same_report_in_another_format_adds_nothing(new: Store, tmp_path: Path) -> None:
    text = write_text(tmp_path / "h.md")
    assert build_report(new, text).outcome == "added"
    before = counted(new)
    assert before
    other = build_report(new, write_plain(tmp_path / "h.txt"))
    assert (other.outcome, other.same_as, other.new_units, other.new_pairs) == ("same", str(text), 0, 0)
    assert counted(new) == before
    assert all(len(unit.provenance) == 1 for unit in units.iterate_units(new))
    assert count_entries(new)["document"] == {"all": 1}
    assert build_report(new, tmp_path / "h.txt").outcome == "unchanged"
    assert examine(new) == []


def test_a_word_more_is_another_report(new: Store, tmp_path: Path) -> None:
    build_report(new, write_text(tmp_path / "h.md"))
    other = build_report(new, write_text(tmp_path / "h2.md", extra="Die nächste Sitzung ist im Herbst."))
    assert other.outcome == "added"


def test_a_copy_takes_over_when_the_first_changes(new: Store, tmp_path: Path) -> None:
    build_report(new, write_text(tmp_path / "h.md"))
    before = counted(new)
    build_report(new, write_plain(tmp_path / "h.txt"))
    assert build_report(new, write_text(tmp_path / "h.md", opening="“", closing="”")).outcome == "changed"
    assert counted(new) == before  # the same text in other bytes: the copy is a copy still
    changed = write_text(tmp_path / "h.md")
    changed.write_text(changed.read_text("utf-8").replace("Der Rat vertagte sich.", "Der Rat ging."), "utf-8")
    build_report(new, changed)
    assert {row[2] for row in counted(new)} == {2 * row[2] for row in before}  # two reports that differ
    (tmp_path / "h.txt").write_text(
        "Der Rat sprach über Schiffe. Niemand zitierte etwas. Das war alles im Herbst.\n", "utf-8"
    )
    build_report(new, tmp_path / "h.txt")
    assert counted(new) == before
    assert examine(new) == []


def test_a_copy_with_full_texts_says_more_and_stands_for_both(new: Store, tmp_path: Path) -> None:
    source = tmp_path / "minutes.txt"
    source.write_text("The council met. The digital divide must not grow. It rained.\n", "utf-8")
    build_report(new, write_text(tmp_path / "h.md"))
    before = counted(new)
    assert build_report(new, write_plain(tmp_path / "h.txt"), sources=[str(source)]).outcome == "added"
    assert counted(new) == before
    assert count_entries(new)["document"] == {"all": 1}
    assert examine(new) == []


def test_a_page_is_the_same_report_as_its_text(new: Store, tmp_path: Path) -> None:
    texts = [text.format("", "") for text in PARAGRAPHS]
    (tmp_path / "h.md").write_text("\n\n".join(["# Hafenrat 2/2024", *texts]) + "\n", "utf-8")
    page = "".join(["<h1>Hafenrat 2/2024</h1>", *(f"<p>{text}</p>" for text in texts)])
    (tmp_path / "h.html").write_text(f"<html lang=de><body><article>{page}</article></body></html>", "utf-8")
    build_report(new, tmp_path / "h.html")
    assert build_report(new, tmp_path / "h.md").outcome == "same"


def test_places_are_typed_json(linked: Store) -> None:
    row = linked.row("SELECT place, stretches FROM unit_origin WHERE unit = 2")
    assert row is not None
    assert json.loads(row["place"])["document"] == "Hafenrat"
    assert json.loads(row["stretches"])["german"]["text"] == CLAUSE
