"""Laws of the review: undo∘do = identity, counts are true, a filter loses nothing, killed programs lose nothing."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING

from hypothesis import example, given, settings
from hypothesis import strategies as st

from igglossary.errors import UsageError
from igglossary.model import Status, Suggestion, TermPair
from igglossary.review.conflicts import Resolution
from igglossary.review.diff import compare
from igglossary.review.filtering import read_filter
from igglossary.review.session import ReviewSession
from igglossary.store.contract.entries import PairEntry
from igglossary.store.sqlite import documents, pairs
from igglossary.store.sqlite.opening import open_store
from igglossary.store.sqlite.queue import count_statuses

if TYPE_CHECKING:
    from pathlib import Path

    from igglossary.review.outcome import Outcome
    from igglossary.store.sqlite.store import Store

# Few different terms, so that conflicts, homonyms and shared concepts happen often.
TERMS = st.sampled_from([("Kai", "quay"), ("Kai", "wharf"), ("Mole", "quay"), ("Damm", "dam"), ("Pier", "")])
ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            ["approve", "replace", "admit", "separate", "reject", "defer", "edit", "choose", "term", "note", "merge",
             "split", "bulk"]
        ),
        st.integers(0, 5),
        TERMS,
    ),
    max_size=8,
)  # fmt: skip


def fill(store: Store, count: int = 6) -> None:
    run = documents.start_run(store, "build")
    with store.transaction():
        document = documents.add_file(store, run, path="x", kind="txt", sha256="00")
        made = [
            TermPair(f"Wort{n}", f"word{n}", 0.5, (Suggestion(f"word{n}", 0.5), Suggestion(f"term{n}", 0.4)))
            for n in range(count)
        ]
        pairs.save_mined(store, document, made)


def state(store: Store) -> list[tuple[object, ...]]:
    columns = "german, english, status, administrative_status, note, concept, merged_into"
    found = store.rows(f"SELECT {columns} FROM pair ORDER BY id")
    found += store.rows("SELECT id, status, data FROM concept WHERE NOT is_deleted ORDER BY id")
    found += store.rows("SELECT concept, lang, text, administrative_status FROM term ORDER BY 1, 2, 3, 4")
    return [tuple(row) for row in found]


def act(session: ReviewSession, name: str, position: int, texts: tuple[str, str]) -> Outcome:
    session.move_to(position)
    if name in ("replace", "admit", "separate"):
        return session.decide(Status.APPROVED, resolution=Resolution(name))
    if name in ("approve", "reject", "defer"):
        return session.decide({"approve": Status.APPROVED, "reject": Status.REJECTED, "defer": Status.DEFERRED}[name])
    if name == "merge":
        session.clear_marks()
        session.toggle_mark()
        session.toggle_mark()
        return session.merge()
    if name == "bulk":
        session.clear_marks()
        return session.bulk(session.start_bulk(Status.APPROVED))
    simple = {
        "edit": lambda: session.edit(*texts),
        "choose": lambda: session.choose(2),
        "term": session.cycle_term_status,
        "note": lambda: session.set_note(texts[0]),
        "split": session.split_pair,
    }
    return simple[name]()


@settings(deadline=None, max_examples=40)
@given(ACTS)
@example([(name, 0, ("Kai", "quay")) for name in ("approve", "reject", "merge")])  # a deleted concept made anew
def test_undoing_all_acts_restores_the_store_and_redoing_repeats_them(
    acts: list[tuple[str, int, tuple[str, str]]],
) -> None:
    with tempfile.TemporaryDirectory() as folder, open_store(f"{folder}/store.db", person="anna") as store:
        fill(store)
        session = ReviewSession(store)
        states = [state(store)]
        for name, position, texts in acts:
            outcome = act(session, name, position, texts)
            assert outcome.clash is None
            if outcome.is_done:
                states.append(state(store))
            else:
                assert state(store) == states[-1]
            assert session.counts == count_statuses(store, "pairs")
            shown = [session.rows.status(place) for place in range(len(session))]
            assert [shown.count(status) for status in (Status.CANDIDATE, Status.REJECTED)] == [
                session.counts[0],
                session.counts[2],
            ]
        for expected in reversed(states[:-1]):
            assert session.undo().is_done
            assert state(store) == expected
        assert not session.undo().is_done
        for expected in states[1:]:
            assert session.redo().is_done
            assert state(store) == expected
        assert not session.redo().is_done


@settings(deadline=None, max_examples=30)
@given(ACTS)
def test_an_approved_pair_is_in_the_term_base(acts: list[tuple[str, int, tuple[str, str]]]) -> None:
    with tempfile.TemporaryDirectory() as folder, open_store(f"{folder}/store.db", person="anna") as store:
        fill(store)
        session = ReviewSession(store)
        for name, position, texts in acts:
            act(session, name, position, texts)
        for place in range(len(session)):
            session.move_to(place)
            entry = session.entry
            assert isinstance(entry, PairEntry)
            found = store.rows(
                "SELECT 1 FROM term AS d JOIN term AS e ON d.concept = e.concept"
                " WHERE d.lang = 'de' AND e.lang = 'en' AND d.text = ? AND e.text = ?",
                (entry.german, entry.english),
            )
            if entry.status is Status.APPROVED:
                assert found


@given(st.text(), st.text())
def test_a_comparison_can_be_read_both_ways(old: str, new: str) -> None:
    parts = compare(old, new)
    assert "".join(part.text for part in parts if part.kind != "added") == old
    assert "".join(part.text for part in parts if part.kind != "removed") == new


@given(st.text(max_size=60), st.sampled_from(["pairs", "links", "concepts"]))
def test_any_filter_is_read_or_refused_in_a_sentence(text: str, kind: str) -> None:
    with contextlib.suppress(UsageError):
        read_filter(text, kind)


_SCRIPT = """
import sys
from igglossary.model import Status
from igglossary.review.session import ReviewSession
from igglossary.store.sqlite.opening import open_store

with open_store(sys.argv[1], person="anna") as store:
    session = ReviewSession(store)
    for number in range(500):
        session.decide((Status.APPROVED, Status.REJECTED, Status.DEFERRED)[number % 3])
        print(number, flush=True)
"""


def test_a_killed_review_loses_no_acknowledged_decision(tmp_path: Path) -> None:
    """Three kills at different moments; the loop in benchmarks/bench_review.py does more."""
    path = str(tmp_path / "store.db")
    with open_store(path, person="anna") as store:
        fill(store, 500)
    acknowledged = 0
    for kill_after in (3, 40, 90):
        with subprocess.Popen([sys.executable, "-c", _SCRIPT, path], stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            for _line in range(kill_after):
                process.stdout.readline()
            os.kill(process.pid, signal.SIGKILL)
            acknowledged += kill_after + len(process.stdout.readlines())
        with open_store(path, person="anna") as store:
            decided = count_statuses(store, "pairs")
            assert acknowledged <= sum(decided[1:]) <= acknowledged + 1
            acknowledged = sum(decided[1:])
            approved = store.rows("SELECT concept FROM pair WHERE status = 'approved'")
            made = store.rows("SELECT id FROM concept WHERE NOT is_deleted")
            assert {row[0] for row in approved} == {row[0] for row in made}
            assert store.rows("PRAGMA integrity_check")[0][0] == "ok"
