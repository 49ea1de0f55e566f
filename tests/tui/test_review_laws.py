"""What holds on every screen, whatever is in the store and whatever keys come."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from igglossary.model import (
    Concept,
    LanguageSection,
    Occurrence,
    Place,
    Span,
    Status,
    Suggestion,
    Term,
    TermPair,
)
from igglossary.store.contract.entries import PairEntry
from igglossary.store.contract.review import Row
from igglossary.store.sqlite import concepts, documents, pairs
from igglossary.tui.bulk_box import BulkBox
from igglossary.tui.dialogs import Choice
from igglossary.tui.keymap import all_keys
from igglossary.tui.line_view import LineView

if TYPE_CHECKING:
    from collections.abc import Callable

    from igglossary.store.sqlite.store import Store
    from igglossary.tui.app import ReviewApp

LONG = "Anschlusspflicht für Landstromanlagen in europäischen Seehäfen und ihren Hafenbecken"
WORDS = ("Hafengebühr", LONG, "漢字の港", "נמל הים", "Mole [/b] [x]", "Onlineregister", "Entkriminalisierung", "Kai")
ENGLISH = (
    "port fee",
    f"obligation {'to connect ' * 9}",
    "port",
    "sea port",
    "[b]mole[/b]",
    "register",
    "criminalization",
)
KEYS = (
    *"axswuU123vgtScebhr", "down", "up", "space", "pagedown", "home", "end", "right", "left", "escape", "full_stop",
    "f5", "tab", "shift+tab", "enter",
)  # fmt: skip


def fill(store: Store, count: int, seed: int) -> None:
    """Pairs of several reports, some proved by one sentence, some general words, some against the term base."""
    chance = random.Random(seed)
    run = documents.start_run(store, "build")
    with store.transaction():
        concepts.write_concept(store, known("Online-Register", "catalogue"))
        for report in range(3):
            document = documents.add_file(store, run, path=f"r{report}", kind="txt", sha256=f"{report}{seed}")
            mined = []
            for n in range(count // 3):
                german = f"{WORDS[n % len(WORDS)]}" + ("" if n < len(WORDS) else f" {n}")
                english = ENGLISH[(n + report) % len(ENGLISH)]
                sentence, target = f"Es gilt {german} seit Mai.", f"The {english} applies."
                place = Place(f"Q{report}/2026", sha256=f"{report}", paragraph=n // 3, start=8, end=8 + len(german))
                seen = Occurrence(
                    Span(f"s{n // 3}", 8, 8 + len(german), german),
                    Span(f"q{n // 3}", 4, 4 + len(english), english),
                    sentence,
                    target,
                    place,
                    0.9,
                )
                score = chance.random()
                suggestions = (Suggestion(english, score), Suggestion("other", score / 2))
                termhood = 0.1 if n % 7 == 6 else 0.8
                mined.append(TermPair(german, english, score, suggestions, (seen,), termhood=termhood))
            pairs.save_mined(store, document, mined)


def known(german: str, english: str):  # type: ignore[no-untyped-def]

    sections = (LanguageSection("de", (Term(german, "de"),)), LanguageSection("en", (Term(english, "en"),)))
    return Concept("known-2", sections)


def cursor_lines(lines: list[str], width: int) -> list[str]:
    return [line[:width] for line in lines if line.startswith("▌")]


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_every_row_is_whole_and_asks_if_it_says_so(
    size: tuple[int, int],
    harbour: Store,
    make_app: Callable[..., ReviewApp],
    text: Callable[[ReviewApp], list[str]],
) -> None:
    fill(harbour, 30, seed=1)
    app = make_app(sort="places")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        seen = set()
        for position in range(len(app.session)):
            app.session.move_to(position)
            app.paint()
            await pilot.pause()
            lines = text(app)
            assert [cell_len(line) for line in lines] == [size[0]] * size[1]
            row, entry = app.session.row(position), app.session.entry
            if not isinstance(row, Row) or not isinstance(entry, PairEntry):
                continue
            width = app.query_one("#list").size.width
            here = cursor_lines(lines, width)
            assert here
            assert "…" not in "".join(here)
            has_sign = "!" in "".join(here)
            pane = app.query_one("#detail", LineView).lines
            has_line = any("".join(piece.text for piece in line.pieces).startswith("! ") for line in pane)
            asks = app.session.decide(Status.APPROVED).conflict is not None
            assert has_sign == has_line == asks
            if not asks:
                app.session.undo()
            seen.add(asks)
        assert seen == {True, False}


async def test_the_cursor_rests_at_a_third_unless_near_an_end(
    harbour: Store, make_app: Callable[..., ReviewApp], text: Callable[[ReviewApp], list[str]]
) -> None:
    fill(harbour, 120, seed=2)
    app = make_app(sort="places")
    async with app.run_test(size=(120, 36)) as pilot:
        for position in range(20, len(app.session) - 30, 7):
            app.session.move_to(position)
            app.paint()
            await pilot.pause()
            lines = text(app)
            top = next(y for y, line in enumerate(lines) if line.startswith("▌")) - 2
            assert 0.2 <= top / 32 <= 0.45


@pytest.mark.parametrize("seed", [1, 2])
async def test_random_keys_and_undo_leave_the_store_as_it_was(
    seed: int, harbour: Store, make_app: Callable[..., ReviewApp]
) -> None:
    """A hundred keys at random; each act is taken back by one undo."""
    fill(harbour, 24, seed=seed)
    before = state(harbour)
    chance = random.Random(seed)
    app = make_app(sort="places")
    async with app.run_test(size=(120, 36)) as pilot:
        for key in chance.choices(KEYS, k=100):
            await pilot.press(key)
        for _try in range(6):
            await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(app.screen, (BulkBox, Choice))
        while app.session.undo().is_done:
            pass
    assert state(harbour) == before


def state(store: Store) -> list[str]:
    """Everything but the history and who touched what when."""
    touched = {"version", "changed_at", "changed_by"}
    pairs_now = [{**row} for row in map(dict, store.rows("SELECT * FROM pair ORDER BY id"))]
    return [
        *(str({name: value for name, value in row.items() if name not in touched}) for row in pairs_now),
        *(str(tuple(row)) for row in store.rows("SELECT id, data FROM concept WHERE NOT is_deleted ORDER BY id")),
        *(
            str(tuple(row))
            for row in store.rows("SELECT id, source, target, relation, status, note FROM unit ORDER BY id")
        ),
        *(str(tuple(row)) for row in store.rows("SELECT * FROM occurrence ORDER BY id")),
    ]


def test_no_letter_has_two_meanings() -> None:
    for kind in ("pairs", "links", "concepts"):
        keys = [single for key in all_keys() if kind in key.kinds for single in key.keys.split(",")]
        assert len(keys) == len(set(keys))
