"""What ``contract.reports`` says, for every store: a report is there as a whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from igglossary.store.contract.review import Change

from .conftest import a_pair, a_report, everything, mine, new_report, texts

if TYPE_CHECKING:
    from igglossary.model import TranslationUnit
    from igglossary.store.contract.reports import Link
    from igglossary.store.contract.store import Store

    from .conftest import Stores


def test_a_report_with_all_that_it_contributes(store: Store) -> None:
    report = a_report("/r.md")
    saved = store.reports.save(new_report(report, a_pair("Netz", "net"), a_pair("Kabel", "cable")))
    assert (saved.had_former, saved.new_units, saved.new_pairs, saved.known_pairs) == (False, 1, 2, 0)
    stored = store.reports.live(path="/r.md")
    assert stored is not None
    assert stored == store.reports.live(sha256="aa")
    assert (stored.path, stored.title, stored.sha256, stored.sources) == ("/r.md", "Bericht", "aa", ())
    assert store.reports.document(stored.id) == report
    assert store.reports.live(path="/x.md") is None
    assert store.reports.document(99) is None
    assert store.upkeep.counts()["document"] == {"all": 1}
    assert store.upkeep.examine() == []


def test_the_sentences_of_reports_that_stand(store: Store) -> None:
    store.reports.save(new_report(a_report("/r.md")))
    first = store.reports.live(path="/r.md")
    assert first is not None
    store.reports.save_copy(a_report("/r.html", sha256="cc"), first)
    store.reports.save(new_report(a_report("/s.md", "Der Hafen ist offen.", "bb")))
    found = list(store.reports.sentences())
    assert [one.text for _number, one in found] == [
        "Das Netz ist offen.",
        "Das war es.",
        "Der Hafen ist offen.",
        "Das war es.",
    ]
    assert tuple(one for number, one in found if number == first.id) == a_report("/r.md").sentences
    store.reports.save(new_report(a_report("/s.md", "Der Kai ist offen.", "dd")))
    assert [one.text for _number, one in store.reports.sentences()][2] == "Der Kai ist offen."


def test_a_changed_report_takes_back_what_nobody_decided(store: Store) -> None:
    store.reports.save(new_report(a_report("/r.md"), a_pair("Netz", "net"), a_pair("Kabel", "cable")))
    store.review.decide([Change("pair", "2", "reject", {"status": "rejected"}, 1)])
    changed = a_report("/r.md", "Das Kabel hält.", "bb")
    saved = store.reports.save(new_report(changed, a_pair("Hafen", "port"), english="The cable holds."))
    assert (saved.had_former, saved.retired_units, saved.retired_pairs) == (True, 1, 1)
    assert texts(store) == [("The cable holds.", "Das Kabel hält.")]
    rows = store.review.rows("pairs", [1, 2, 3])
    assert [None if row is None else row.german for row in rows] == [None, "Kabel", "Hafen"]
    assert store.reports.live(sha256="aa") is None
    assert store.upkeep.examine() == []


def test_an_error_in_the_middle_leaves_nothing_behind(store: Store) -> None:
    store.reports.save(new_report(a_report("/r.md"), a_pair("Netz", "net")))
    before = everything(store)

    def broken(run: int) -> dict[TranslationUnit, Link]:
        raise KeyError(run)

    report = new_report(a_report("/r.md", "Anders.", "bb"), a_pair("Kabel", "cable"))
    with pytest.raises(KeyError):
        store.reports.save(report._replace(links=broken))
    assert everything(store) == before
    store.reports.save(new_report(a_report("/s.md", "Ein Satz.", "bb"), english="A sentence."))
    assert store.upkeep.examine() == []


def test_the_same_report_in_another_format_adds_nothing(store: Store) -> None:
    store.reports.save(new_report(a_report("/r.md"), a_pair("Netz", "net")))
    copy = replace(a_report("/r.docx", sha256="cc"), kind="docx")
    twin = store.reports.same_text(copy)
    assert twin is not None
    assert twin.path == "/r.md"
    assert store.reports.same_text(a_report("/r.md")) is None  # it is itself
    assert store.reports.same_text(a_report("/x.md", "Anders.")) is None
    saved = store.reports.save_copy(copy, twin)
    assert (saved.new_units, saved.retired_units) == (0, 0)
    assert store.reports.live(path="/r.docx") is not None
    assert store.upkeep.counts()["document"] == {"all": 1}
    changed = store.reports.save(new_report(a_report("/r.md", "Anders.", "dd"), english="Else."))
    assert (changed.retired_units, changed.retired_pairs) == (0, 0)  # the copy has taken them over
    assert sorted(texts(store)) == [("Else.", "Anders."), ("The net is open.", "Das Netz ist offen.")]
    assert store.upkeep.examine() == []


def test_a_report_is_forgotten_but_no_decision(store: Store) -> None:
    store.reports.save(new_report(a_report("/r.md"), a_pair("Netz", "net"), a_pair("Kabel", "cable")))
    store.reports.save(new_report(a_report("/s.md", "Ein Satz.", "bb"), a_pair("Netz", "net"), english="A sentence."))
    store.review.decide([Change("pair", "2", "reject", {"status": "rejected"}, 1)])
    assert [report.path for report in store.reports.standing()] == ["/s.md", "/r.md"]
    [done] = store.reports.forget([report for report in store.reports.standing() if report.path == "/r.md"])
    assert done == (1, 0, 0, 2, None)
    assert texts(store) == [("A sentence.", "Ein Satz.")]
    assert [report.path for report in store.reports.standing()] == ["/s.md"]
    assert len(store.review.history()) == 1
    assert store.upkeep.examine() == []
    saved = store.reports.save(new_report(a_report("/r.md"), a_pair("Netz", "net")))
    assert (saved.had_former, saved.new_units, saved.new_pairs) == (False, 1, 0)


def test_a_report_is_forgotten_and_its_copy_stands_for_it(store: Store) -> None:
    store.reports.save(new_report(a_report("/r.md"), a_pair("Netz", "net")))
    twin = store.reports.live(path="/r.md")
    assert twin is not None
    store.reports.save_copy(replace(a_report("/r.docx", sha256="cc"), kind="docx"), twin)
    assert store.reports.forget([twin]) == [(0, 0, 0, 0, "/r.docx")]
    assert texts(store) == [("The net is open.", "Das Netz ist offen.")]
    done = store.reports.forget(store.reports.standing())
    assert done == [(1, 1, 0, 0, None)]
    assert texts(store) == []
    assert store.upkeep.examine() == []


def test_a_report_that_says_more_replaces_its_twin(store: Store) -> None:
    store.reports.save(new_report(a_report("/r.md"), a_pair("Netz", "net")))
    other = replace(a_report("/r.docx", sha256="cc"), kind="docx")
    twin = store.reports.same_text(other)
    saved = store.reports.save(new_report(other, a_pair("Netz", "net"))._replace(sources=["ee"], twin=twin))
    assert (saved.new_pairs, saved.known_pairs, saved.retired_pairs) == (0, 1, 0)
    stored = store.reports.live(path="/r.docx")
    assert stored is not None
    assert stored.sources == ("ee",)
    (row,) = store.review.rows("pairs", [1])
    assert row is not None
    assert row.count == 1
    assert store.upkeep.examine() == []


def test_a_file_is_one_document_whatever_its_path(store: Store) -> None:
    first = store.reports.begin_file("import", path="/a.tmx", format="tmx", sha256="aa")
    again = store.reports.begin_file("import", path="/b.tmx", format="tmx", sha256="aa")
    other = store.reports.begin_file("import", path="/a.tmx", format="tmx", sha256="bb")
    assert first.document == again.document != other.document
    assert len({first.run, again.run, other.run}) == 3
    assert store.reports.live(sha256="aa") is None  # other bytes stand for the path now
    assert store.reports.document(other.document) is None
    store.reports.finish(first.run)
    assert store.upkeep.examine() == []


def test_what_the_memory_proposes_replaces_what_it_proposed(store: Store) -> None:
    assert mine(store, a_pair("Netz", "net"), a_pair("Kabel", "cable")) == [1, 2]
    assert store.reports.replace_mined([a_pair("Kabel", "cable"), a_pair("Hafen", "port")]) == (1, 1)
    rows = store.review.rows("pairs", [1, 2, 3])
    assert [None if row is None else (row.german, row.count) for row in rows] == [None, ("Kabel", 1), ("Hafen", 1)]
    assert store.upkeep.examine() == []


def test_vectors_are_kept_by_model(store: Store) -> None:
    one, two = "ab" * 32, "cd" * 32
    store.reports.keep_vectors("m", {one: b"\0\1"})
    store.reports.keep_vectors("m", {one: b"other", two: b"\2"})
    assert store.reports.vectors("m", [one, two, "ef" * 32]) == {one: b"\0\1", two: b"\2"}
    assert store.reports.vectors("n", [one]) == {}
    assert store.reports.vectors("m", []) == {}


def test_uses_are_kept_with_the_report_and_go_with_it(stores: Stores) -> None:
    store = stores.open()
    for path, date, sha256 in (("/b.md", "2025-05-01", "bb"), ("/a.md", "2024-11-30", "aa"), ("/c.md", None, "cc")):
        report = replace(a_report(path, f"Das Netz {sha256}.", sha256), title=path, date_start=date)
        store.reports.save(new_report(report))
        stored = store.reports.live(path=path)
        assert stored is not None
        assert not store.reports.is_counted(stored.id, "1")
        store.reports.keep_uses(stored.id, {"netz": 2, "öffnung": 1}, "1")
        assert store.reports.is_counted(stored.id, "1")
        assert not store.reports.is_counted(stored.id, "2")
    assert [(one.document, one.date) for one in store.reports.uses()] == [
        ("/c.md", None),
        ("/a.md", "2024-11-30"),
        ("/b.md", "2025-05-01"),
    ]
    assert store.reports.uses()[0].concepts == {"netz": 2, "öffnung": 1}
    other = stores.open("other")
    other.upkeep.restore(list(store.upkeep.dump()), where="dump")
    assert other.reports.uses() == store.reports.uses()
    store.reports.forget([one for one in store.reports.standing() if one.path == "/c.md"])
    assert [one.document for one in store.reports.uses()] == ["/a.md", "/b.md"]
    assert store.upkeep.examine() == []


def test_a_copy_takes_the_uses_over_and_is_not_counted_before(store: Store) -> None:
    report = a_report("/r.md")
    store.reports.save(new_report(report))
    stored = store.reports.live(path="/r.md")
    assert stored is not None
    store.reports.keep_uses(stored.id, {"netz": 3}, "1")
    store.reports.save_copy(replace(report, path="/r.docx", sha256="dd", title="Kopie"), stored)
    assert [one.document for one in store.reports.uses()] == ["Bericht"]
    store.reports.forget([stored])
    assert [(one.document, one.concepts) for one in store.reports.uses()] == [("Kopie", {"netz": 3})]
