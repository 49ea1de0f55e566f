"""Every key does what help says, in both languages of the screen; a scenario each, because a Pilot run costs 0.3 s."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.command import CommandPalette
from textual.widgets import Input

from igglossary.i18n import _, say
from igglossary.model import AdministrativeStatus, Relation, Status
from igglossary.store.contract.entries import ConceptEntry, PairEntry, UnitEntry
from igglossary.tui.bulk_box import BulkBox
from igglossary.tui.dialogs import Ask, Page
from igglossary.tui.edit import EditConcept, EditSides
from igglossary.tui.keymap import all_keys

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from igglossary.tui.app import ReviewApp

pytestmark = pytest.mark.usefixtures("spoken")
SIZE = (120, 36)


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


def pair(app: ReviewApp) -> PairEntry:
    assert isinstance(app.session.entry, PairEntry)
    return app.session.entry


def status(app: ReviewApp, position: int) -> Status | None:
    return app.session.rows.status(position)


async def test_verdicts_go_on_and_are_taken_back(make_app: Callable[..., ReviewApp]) -> None:
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "a", "x", "s")
        assert [status(app, n) for n in range(3)] == [Status.APPROVED, Status.REJECTED, Status.DEFERRED]
        await press(pilot, "u", "u")
        assert app.session.position == 1
        assert status(app, 1) is Status.CANDIDATE
        await press(pilot, "U")
        assert status(app, 1) is Status.REJECTED
        await press(pilot, "home", "u", "u", "enter", "delete")
        assert [status(app, n) for n in range(2)] == [Status.APPROVED, Status.REJECTED]
        await press(pilot, "home", "full_stop")
        assert app.session.position == 2


async def test_moving(make_app: Callable[..., ReviewApp]) -> None:
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        seen = []
        for key in ("down", "j", "up", "k", "end", "home", "end", "home", "pagedown", "pageup"):
            await press(pilot, key)
            seen.append(app.session.position)
        assert seen == [1, 2, 1, 0, 5, 0, 5, 0, 5, 0]
        await press(pilot, "right", "right", "left")
        assert (app.session.position, app.chosen) == (0, 1)
        await press(pilot, "shift+down", "shift+up", "down")
        assert (app.session.position, app.chosen) == (1, 0)
        await press(pilot, "x", "ctrl+z")
        assert status(app, 1) is Status.CANDIDATE
        await press(pilot, "shift+tab", "tab")
        assert app.session.kind == "pairs"


async def test_suggestions_status_and_note(make_app: Callable[..., ReviewApp]) -> None:
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "2")
        assert pair(app).english == "port fee charge"
        await press(pilot, "3", "4", "5", "6", "7", "8", "9", "1")
        assert pair(app).english == "port fee"
        await press(pilot, "t")
        assert pair(app).administrative_status is AdministrativeStatus.ADMITTED
        await press(pilot, "n")
        assert isinstance(app.screen, Ask)
        await pilot.press(*"[b]x", "enter")
        await pilot.pause()
        assert pair(app).note == "[b]x"
        await press(pilot, "n", "escape")
        assert pair(app).note == "[b]x"


async def test_editing(make_app: Callable[..., ReviewApp]) -> None:
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "e")
        assert isinstance(app.screen, EditSides)
        await pilot.press("e", "n", "tab", "s", "enter")
        await pilot.pause()
        assert (pair(app).german, pair(app).english) == ("Hafengebühren", "port fees")
        await press(pilot, "f2")
        await pilot.press("q", "escape")
        await pilot.pause()
        assert pair(app).german == "Hafengebühren"


async def test_marks_bulk_merge_and_split(make_app: Callable[..., ReviewApp]) -> None:
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "space", "down", "v")
        assert len(app.session.marks) == 3
        await press(pilot, "escape")
        assert not app.session.marks
        await press(pilot, "home", "space", "space", "m", "escape")
        assert [status(app, n) for n in range(2)] == [Status.CANDIDATE] * 2
        await press(pilot, "m", "m")
        assert [status(app, n) for n in range(2)] == [Status.APPROVED] * 2
        await press(pilot, "home", "down", "p")
        assert pair(app).merged_into is None
        await press(pilot, "A")
        assert isinstance(app.screen, BulkBox)
        await press(pilot, "l", "down", "pageup", "enter", "escape")
        assert app.session.progress().open == 4
        await press(pilot, "A", "A")
        await pilot.pause()
        assert app.session.progress().open == 1  # the one in conflict with the term base
        await press(pilot, "u", "X", "X")
        await pilot.pause()
        assert app.session.progress().rejected == 4


async def test_filter_sort_and_refresh(make_app: Callable[..., ReviewApp]) -> None:
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "f")
        assert isinstance(app.focused, Input)
        await pilot.press(*"kai", "enter")
        await pilot.pause()
        assert len(app.session) == 1
        await press(pilot, "slash")
        await pilot.press(*"colour:red", "enter")
        await pilot.pause()
        assert app.is_warning
        assert isinstance(app.focused, Input)
        await press(pilot, "escape")
        assert app.focused is not None
        assert app.focused.id == "list"
        await press(pilot, "S")
        assert app.session.sort == "score"
        await press(pilot, "a", "f5")
        assert len(app.session) == 0


async def test_pages_copies_and_export(make_app: Callable[..., ReviewApp]) -> None:
    app = make_app()
    app.export = lambda path: f"wrote {path}"
    async with app.run_test(size=SIZE) as pilot:
        for key in ("o", "H", "h", "question_mark", "f1"):
            await press(pilot, key)
            assert isinstance(app.screen, Page)
            await press(pilot, "escape")
        await press(pilot, "ctrl+p")
        assert isinstance(app.screen, CommandPalette)
        await press(pilot, "escape", "escape")
        await press(pilot, "c")
        assert app.clipboard == "port fee"
        await press(pilot, "C")
        assert app.clipboard == "Hafengebühr\tport fee"
        await press(pilot, "E")
        await pilot.press("enter")
        await pilot.pause()
        assert app.message == "wrote terms.tbx"


async def test_links(make_app: Callable[..., ReviewApp]) -> None:
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "tab", "t")
        assert isinstance(app.session.entry, UnitEntry)
        assert app.session.entry.relation is Relation.MENTION
        await press(pilot, "p")
        await pilot.press("left", *["ctrl+left"] * 3, "|", "tab", "left", *["ctrl+left"] * 3, "|", "enter")
        await pilot.pause()
        assert len(app.session) == 3
        await press(pilot, "o", "escape", "s")
        assert status(app, 0) is Status.DEFERRED


async def test_words_reasons_and_general_words(make_app: Callable[..., ReviewApp]) -> None:
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "w", "r", "t", "x", "R", "a", "r", "e")
        await pilot.press(*"so", "enter")
        await pilot.pause()
        assert [status(app, at) for at in range(4)] == [Status.REJECTED] * 4
        found = app.store.review.entries("pairs", [1, 2, 3, 4])
        reasons = [entry.reason for entry in found if isinstance(entry, PairEntry)]
        assert reasons == ["word", "part", "opposite", "so"]
        await press(pilot, "g")
        assert app.message == say(_("There are no general words here."))


async def test_concepts(make_app: Callable[..., ReviewApp]) -> None:
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "N")
        assert isinstance(app.screen, EditConcept)
        assert app.session.kind == "concepts"
        await pilot.press(*"Boje", "f2")
        await pilot.pause()
        assert isinstance(app.session.entry, ConceptEntry)
        assert app.session.entry.concept.languages[0].terms[0].text == "Boje"
        await press(pilot, "e")
        await pilot.press("x", "f2")
        await pilot.pause()
        assert isinstance(app.screen, EditConcept)  # Bojex is now in the first line, which cannot be read
        await pilot.press("escape", "escape")  # the first one asks
        await press(pilot, "tab")
        assert app.session.kind == "pairs"


async def test_quitting(make_app: Callable[..., ReviewApp]) -> None:
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "x", "q")
    assert app.summary().rejected == 1


def test_every_key_of_the_table_is_pressed_in_this_file() -> None:
    """Read from the source, because the order of tests and their process are pytest's to choose."""
    strings = {
        node.value
        for node in ast.walk(ast.parse(Path(__file__).read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    table = {single for key in all_keys() for single in key.keys.split(",")}
    assert table - strings == set()
