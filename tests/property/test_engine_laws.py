"""The same acts make the same store, whatever engine is behind it; and a dump of one is the dump of the other."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

import pytest
from tests.conftest import ROOT

from igglossary.errors import IgglossaryError
from igglossary.model import Status
from igglossary.review.conflicts import Resolution
from igglossary.review.session import ReviewSession
from igglossary.store import open_store
from igglossary.workflow.build import build_report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.cluster import Cluster

    from igglossary.store.contract.store import Store

VERDICTS = {"approve": Status.APPROVED, "reject": Status.REJECTED, "defer": Status.DEFERRED}
NAMES = (
    *VERDICTS, "replace", "admit", "separate", "edit", "choose", "note", "relation", "merge", "split", "split link",
    "undo", "redo", "term status",
)  # fmt: skip


def clock() -> str:
    return "2026-01-02T03:04:05Z"


def said(store: Store) -> list[dict[str, Any]]:
    """The dump, with acts by their order: their names are drawn by chance."""
    acts: dict[str, int] = {}
    lines = [json.loads(line) for line in store.upkeep.dump()]
    for line in lines:
        if line.get("table") == "decision":
            line["row"]["act"] = acts.setdefault(line["row"]["act"], len(acts))
    return lines


def act(session: ReviewSession, name: str, number: int) -> object:
    if name in VERDICTS:
        return session.decide(VERDICTS[name])
    if name in ("replace", "admit", "separate"):
        return session.decide(Status.APPROVED, resolution=Resolution(name))
    if name == "merge":
        session.toggle_mark()
        session.toggle_mark()
        return session.merge()
    others: dict[str, Callable[[], object]] = {
        "edit": lambda: session.edit(f"Wort {number % 7}", f"word {number % 5}"),
        "choose": lambda: session.choose(2),
        "note": lambda: session.set_note(f'„Notiz“ {number}\\ "'),
        "relation": session.set_relation,
        "split": session.split_pair,
        "split link": lambda: session.split_link(("Eins", "Zwei"), ("one", "two")),
        "undo": session.undo,
        "redo": session.redo,
        "term status": session.cycle_term_status,
    }
    return others[name]()


def outcome(store: Store, queue: str, name: str, position: int, number: int) -> tuple[object, ...]:
    """What a session says and counts; an act that a queue does not have is the same refusal in both."""
    session = ReviewSession(store, queue, "", "", now=clock)
    session.move_to(position % max(1, len(session.rows)))
    try:
        done = act(session, name, number)
    except IgglossaryError as error:
        return (str(error),)
    return done, session.counts, session.position


@pytest.fixture
def both(tmp_path: Path, cluster: Cluster) -> Iterator[tuple[Store, Store]]:
    with (
        open_store(str(tmp_path / "a.db"), person="anna", now=clock) as file,
        open_store(cluster.address(cluster.fresh()), now=clock) as database,
    ):
        for store in (file, database):
            build_report(store, ROOT / "examples" / "sample-report.txt")
        yield file, database


def test_the_same_acts_make_the_same_store(both: tuple[Store, Store], tmp_path: Path, cluster: Cluster) -> None:
    file, database = both
    assert said(file) == said(database)
    chance = random.Random(11)
    for number in range(60):
        queue, name = chance.choice(("pairs", "pairs", "links", "concepts")), chance.choice(NAMES)
        position = chance.randrange(30)
        one, other = (outcome(store, queue, name, position, number) for store in both)
        assert str(one) == str(other), (number, queue, name)
    assert said(file) == said(database)
    assert file.upkeep.counts() == database.upkeep.counts()
    assert file.upkeep.examine() == database.upkeep.examine() == []
    with open_store(cluster.address(cluster.fresh()), now=clock) as again:
        assert again.upkeep.restore(file.upkeep.dump(), where="dump")
        assert list(again.upkeep.dump()) == list(file.upkeep.dump())
        assert again.upkeep.examine() == []
    with open_store(str(tmp_path / "b.db"), now=clock) as again:
        assert again.upkeep.restore(database.upkeep.dump(), where="dump")
        assert list(again.upkeep.dump()) == list(database.upkeep.dump())
