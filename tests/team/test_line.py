"""Over a line: how often an act or a question waits for it, and what happens when it breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.line import Line

from igglossary.errors import StoreError
from igglossary.memory.concordance import search
from igglossary.memory.lookup import Finder
from igglossary.model import Status, TermPair, TranslationUnit, Variant
from igglossary.review.session import ReviewSession
from igglossary.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.cluster import Cluster

    from igglossary.store.contract.store import Store


@pytest.fixture
def line(cluster: Cluster) -> Iterator[Line]:
    with Line(cluster.port) as between:
        yield between


@pytest.fixture
def store(cluster: Cluster, line: Line) -> Iterator[Store]:
    """A store with some of everything, behind the line."""
    database = cluster.fresh()
    with open_store(cluster.address(database, port=line.port)) as opened:
        opened.reports.replace_mined([TermPair(f"Wort{n}", f"word{n}", 0.5) for n in range(30)])
        document = opened.reports.begin_file("import", path="/a.tmx", format="tmx", sha256="a").document
        made = [(f"The net number {n} is open for word{n}", f"Das Netz {n} ist offen") for n in range(40)]
        opened.memory.add([TranslationUnit((Variant("en", en), Variant("de", de))) for en, de in made], document)
        yield opened
    cluster.drop(database)


def test_opening_is_one_round_trip_after_the_connection_s_own(cluster: Cluster, line: Line, store: Store) -> None:
    with Line(cluster.port) as bare, open_store(store.path.replace(str(line.port), str(bare.port))):
        assert bare.trips <= 3  # encryption refused, log in, set up


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("term", 1), ("designations", 1), ("seen in", 1), ("match", 2), ("concordance", 2), ("queue", 1), ("rows", 1),
        ("entry", 1), ("occurrences", 1), ("ground", 1), ("approve", 2), ("reject", 1), ("undo", 2), ("history", 1),
        ("counts", 1), ("labels", 1), ("one unit", 2),
    ],
)  # fmt: skip
def test_every_question_and_act_waits_at_most_twice(store: Store, line: Line, name: str, most: int) -> None:
    session = ReviewSession(store, "pairs", "", "count")
    assert session.entry is not None
    session.term_conflict()
    finder = Finder(store, "en", "de")
    search(store, "netz")
    session.decide(Status.DEFERRED)
    assert session.entry is not None
    session.term_conflict()
    acts: dict[str, Callable[[], object]] = {
        "term": lambda: store.terms.find(["wort1"], "wort1"),
        "designations": lambda: store.terms.designations(["pair-1"]),
        "seen in": lambda: store.terms.seen_in(["pair-1"]),
        "match": lambda: finder.find("The net number 7 is open for word7"),
        "concordance": lambda: search(store, "offen"),
        "queue": lambda: store.review.queue("pairs", (), "count"),
        "rows": lambda: store.review.rows("pairs", [1, 2, 3]),
        "entry": lambda: store.review.entries("pairs", [3]),
        "occurrences": lambda: store.review.occurrences(3),
        "ground": lambda: store.review.ground([3], ["Wort3"]),
        "approve": lambda: session.decide(Status.APPROVED),
        "reject": lambda: session.decide(Status.REJECTED, reason="word"),
        "undo": lambda: store.review.undo(queue="pairs"),
        "history": store.review.history,
        "counts": store.upkeep.counts,
        "labels": lambda: store.review.labels([("pair", "1"), ("unit", "1")]),
        "one unit": lambda: store.memory.fetch([1]).places([1]),
    }
    before = line.trips
    acts[name]()
    assert 1 <= line.trips - before <= most


def test_a_line_that_broke_between_two_questions_is_not_noticed(store: Store, line: Line) -> None:
    assert store.terms.find(["wort1"]).direct
    line.cut()
    assert store.terms.find(["wort1"]).direct
    line.cut()
    assert ReviewSession(store, "pairs", "", "count").decide(Status.APPROVED).is_done


def test_a_server_that_is_away_is_one_sentence_and_the_store_goes_on_when_it_is_back(
    cluster: Cluster, store: Store
) -> None:
    session = ReviewSession(store, "pairs", "", "count")
    assert session.entry is not None
    cluster.stop("immediate")
    try:
        for _turn in range(2):
            with pytest.raises(StoreError) as refused:
                session.decide(Status.APPROVED)
            assert "\n" not in str(refused.value)
    finally:
        cluster.start()
    assert store.review.history() == []
    assert session.decide(Status.APPROVED).is_done
    assert store.upkeep.examine() == []


def test_the_server_tells_what_others_do(cluster: Cluster, store: Store) -> None:
    before = store.upkeep.data_version()
    with open_store(store.path.replace("anna@", "ben@")) as other:
        assert ReviewSession(other, "pairs", "", "count").decide(Status.APPROVED).is_done
    assert store.upkeep.data_version() != before
    assert store.upkeep.data_version() == store.upkeep.data_version()
