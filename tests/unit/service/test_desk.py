"""A desk serves several threads, each with a store of its own, and answers in values."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Thread
from typing import TYPE_CHECKING

import pytest

import igglossary
from igglossary.answers.terms import TermAnswer, TermHit, Translation
from igglossary.errors import StoreError
from igglossary.messages import _
from igglossary.model import Concept, LanguageSection, Status, Term, TranslationUnit, Variant
from igglossary.service.desk import Desk
from igglossary.store.contract.review import Change
from igglossary.store.sqlite import documents, units
from igglossary.store.sqlite.opening import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from igglossary.store.contract.store import Store

THREADS = 4


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk on a store with one concept and one unit, which counts as filled."""
    path = str(tmp_path / "desk.db")
    with open_store(path) as store:
        store.set_meta("shipped", "no")
        quay = (LanguageSection("de", (Term("Kaimauer", "de"),)), LanguageSection("en", (Term("quay wall", "en"),)))
        assert [one.result for one in store.terms.add([Concept("quay", quay)])] == ["added"]
        run = documents.start_run(store, "import")
        with store.transaction():
            document = documents.add_file(store, run, path="old.tmx", kind="tmx", sha256="00")
            sides = (Variant("en", "The quay is closed."), Variant("de", "Der Kai ist zu."))
            units.add_units(store, [TranslationUnit(sides, status=Status.APPROVED)], document)
    with Desk(path, person="anna") as opened:
        yield opened


def test_a_look_up_answers_in_values(desk: Desk) -> None:
    hit = TermHit("quay", "Kaimauer", "de", "admitted", "exact", 1.0, (Translation("en", "quay wall", "admitted"),))
    assert desk.look_up("Kaimauer") == TermAnswer("Kaimauer", "de", (hit,))


def test_threads_ask_and_act_at_the_same_time(desk: Desk) -> None:
    """All wait for each other before they ask, so that no thread can have been served by the store of another."""
    together = Barrier(THREADS)
    here = desk.store

    def work(number: int) -> tuple[Store, str, int, int]:
        together.wait(30)
        term = desk.look_up("Kaimauern").hits[0].term
        [match] = desk.match(["The quay is closed!"])
        found = len(desk.concordance("quay"))
        change = Change("concept", f"thread-{number}", "create", {"data": {"id": f"thread-{number}"}})
        desk.store.review.decide([change])
        together.wait(30)
        return desk.store, term, match.matches[0].score, found

    with ThreadPoolExecutor(THREADS) as pool:
        done = list(pool.map(work, range(THREADS)))
    assert len({id(store) for store, *_answers in done} | {id(here)}) == THREADS + 1
    assert {answers for _store, *rest in done for answers in [tuple(rest)]} == {("Kaimauer", 99, 1)}
    assert {one.entry_id for one in desk.history("concept")} == {f"thread-{number}" for number in range(THREADS)}


def test_closing_closes_the_stores_of_all_threads(desk: Desk) -> None:
    stores: list[Store] = []
    thread = Thread(target=lambda: stores.append(desk.store))
    thread.start()
    thread.join()
    desk.close()
    with pytest.raises(StoreError):
        stores[0].upkeep.counts()
    assert desk.look_up("Kaimauer").hits  # the next question opens it again


def test_two_desks_of_one_process_speak_two_languages(desk: Desk) -> None:
    message = _("There is nothing to decide here.")
    assert Desk(desk.path, language="en").say(message) == "There is nothing to decide here."
    assert Desk(desk.path, language="de").say(message) == "Hier gibt es nichts zu entscheiden."


def test_the_desk_is_public() -> None:
    assert igglossary.Desk is Desk
