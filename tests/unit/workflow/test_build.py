"""``build`` adds and retires only what changed, touches no decision, and is idempotent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.sample_store import SAMPLE

from igglossary.errors import InputError
from igglossary.model import Status
from igglossary.review.session import ReviewSession
from igglossary.store.sqlite import documents, units
from igglossary.store.sqlite.dump import dump
from igglossary.store.sqlite.maintenance import count_entries, examine
from igglossary.workflow.build import build_report

if TYPE_CHECKING:
    from pathlib import Path

    from igglossary.store.sqlite.store import Store

SENTENCE = "Mehr als 2 Mrd. Menschen haben bis heute keinen Zugang zum Internet."


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_bytes(SAMPLE.read_bytes())
    return path


def germans(store: Store) -> set[str]:
    return {unit.target.text for unit in units.iterate_units(store)}


def test_twice_is_once(new: Store, report: Path) -> None:
    first = build_report(new, report)
    assert first.outcome == "added"
    assert (first.sentences, first.footnotes, first.quotations) == (23, 8, 7)
    assert first.new_units == sum(first.relations.values())
    assert first.in_term_base > 0
    before = list(dump(new))
    again = build_report(new, report)
    assert (again.outcome, again.new_units, again.new_pairs) == ("unchanged", 0, 0)
    assert list(dump(new)) == before


def test_an_original_in_the_body_is_a_unit_with_both_languages_and_the_source_of_its_note(
    new: Store, tmp_path: Path
) -> None:
    path = tmp_path / "body.md"
    path.write_text(
        "# Der See\n\nDer See „gehört allen am Ufer“ (im Original: “belongs to all on the shore”).[^1] "
        "Er ist “a place for everybody” („ein Ort für jeden“).\n\n[^1]: Lake Union, Lake Report, 3. Mai 2021, S. 4.\n",
        encoding="utf-8",
    )
    build_report(new, path)
    found = {unit.target.text: unit for unit in units.iterate_units(new) if unit.provenance[0].document == "Der See"}
    first, second = found["gehört allen am Ufer"], found["ein Ort für jeden"]
    assert [(v.lang, v.text) for v in first.variants] == [
        ("en", "belongs to all on the shore"),
        ("de", "gehört allen am Ufer"),
    ]
    assert (first.provenance[0].footnote, first.provenance[0].publisher) == ("1", "Lake Union")
    assert (second.source.text, second.provenance[0].footnote) == ("a place for everybody", None)
    stored = documents.live_document(new, path=str(path))
    assert stored is not None
    document = documents.load_document(new, stored.id)
    assert document is not None
    assert [quotation.footnote for quotation in document.body_quotations] == ["1", None]


def test_the_same_bytes_under_another_name_are_the_same_report(new: Store, report: Path) -> None:
    build_report(new, report)
    copy = report.with_name("copy.txt")
    copy.write_bytes(report.read_bytes())
    assert build_report(new, copy).outcome == "unchanged"


def test_a_changed_report_retires_what_went_and_touches_no_decision(new: Store, report: Path) -> None:
    build_report(new, report)
    session = ReviewSession(new, "links")
    while session.entry is not None and getattr(session.entry, "german", "") == SENTENCE:
        session.move(1)
    session.decide(Status.APPROVED)
    decided = [unit for unit in units.iterate_units(new) if unit.status is Status.APPROVED]
    assert len(decided) == 1
    kept = germans(new) - {SENTENCE}
    text = report.read_text(encoding="utf-8").replace(" " + SENTENCE, "")
    report.write_text(text, encoding="utf-8")
    changed = build_report(new, report)
    assert changed.outcome == "changed"
    assert changed.retired_units >= 1
    assert SENTENCE not in germans(new)
    assert kept & germans(new)
    assert [unit.id for unit in units.iterate_units(new) if unit.status is Status.APPROVED] == [decided[0].id]
    live = documents.live_document(new, path=str(report))
    assert live is not None
    assert examine(new) == []


def test_a_decided_pair_outlives_its_report(new: Store, report: Path) -> None:
    build_report(new, report)
    session = ReviewSession(new, "pairs", "status:open")
    entry = session.entry
    assert entry is not None
    session.decide(Status.REJECTED)
    report.write_text("Bericht\n\nHier steht ein deutscher Satz, der zu nichts gehört.\n", encoding="utf-8")
    changed = build_report(new, report)
    assert changed.retired_pairs > 0
    assert count_entries(new)["pair"] == {"rejected": 1}


def test_links_know_their_place_in_the_original(new: Store, report: Path, tmp_path: Path) -> None:
    original = tmp_path / "state-of-access.txt"
    original.write_text(
        "State of Access\n\nThis year we asked again. The digital divide remains the greatest challenge of Internet "
        "policy. More than two billion people still have no access to the Internet. We shall ask again next year.\n",
        encoding="utf-8",
    )
    build_report(new, report, sources=[str(original)])
    unit = next(unit for unit in units.iterate_units(new) if unit.target.text == SENTENCE)
    stretches = [one.stretches for one in units.get_sightings(new, unit.id or "")]
    originals = [original for joined in stretches if joined is not None for original in joined.originals]
    assert any(one.file == "state-of-access.txt" and "We shall ask again next year." in one.after for one in originals)
    assert build_report(new, report, sources=[str(original)]).outcome == "unchanged"


def test_nothing_is_stored_of_a_report_that_cannot_be_read(new: Store, report: Path) -> None:
    before = list(dump(new))
    report.write_bytes(b"")
    with pytest.raises(InputError, match="empty"):
        build_report(new, report)
    report.write_bytes(SAMPLE.read_bytes())
    with pytest.raises(InputError):
        build_report(new, report, sources=["missing.txt"])
    assert list(dump(new)) == before
