"""What the screen looks like and survives: frames as text, hostile text, mouse, dialogs, settings, a real terminal."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from textual import events
from textual.color import Color

from igglossary import i18n
from igglossary.errors import UsageError
from igglossary.messages import Message
from igglossary.model import Concept, Doubt, Evidence, Occurrence, Place, Relation, Span, Status, Suggestion, TermPair
from igglossary.review import bulk as bulk_module
from igglossary.review.checks import Finding
from igglossary.review.conflicts import Dispute, TermConflict
from igglossary.review.nearest import NearConcept, Nearness
from igglossary.review.session import ReviewSession
from igglossary.service.desk import Desk
from igglossary.store.contract.entries import PairEntry, UnitEntry
from igglossary.store.contract.review import Row
from igglossary.store.sqlite import documents, pairs
from igglossary.store.sqlite.opening import open_store
from igglossary.text.normalise import UNSAFE
from igglossary.tui import app as app_module
from igglossary.tui.bulk_box import BulkBox
from igglossary.tui.cells import Piece, cut, fit, wrap
from igglossary.tui.detail import describe
from igglossary.tui.dialogs import Choice
from igglossary.tui.edit import EditConcept, EditSides
from igglossary.tui.header import footer
from igglossary.tui.keymap import Settings, all_keys, bound_keys, keep_theme, load_settings, markdown_table
from igglossary.tui.line_view import LineView
from igglossary.tui.pair_view import PairView, Proof, pair_lines
from igglossary.tui.row_lines import RowState, row_lines
from igglossary.tui.theme import STYLES, Colourless, choose_glyphs

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.style import Style

    from igglossary.store.sqlite.store import Store
    from igglossary.tui.app import ReviewApp
    from igglossary.tui.cells import Line

FRAMES = Path(__file__).parent / "frames"
ROOT = Path(__file__).resolve().parents[2]
# Brackets that look like markup, escapes, emoji of several code points, combining marks, right-to-left, overrides.
AWKWARD = st.text(st.sampled_from("[]b/x\\ \t\n\r\x1b\x00e\u0301🚢👩\u200d🚀漢שλ\u202e\u2066aä|{}%"), max_size=40)
FRAME_CASES = [
    ("pairs", (120, 36), ()),
    ("pairs", (80, 24), ("down", "space", "x")),
    ("links", (120, 36), ()),
    ("links", (80, 24), ()),
    ("concepts", (120, 36), ()),
    ("concepts", (80, 24), ()),
    ("pairs", (200, 60), ("down",)),
    ("links", (200, 60), ()),
]
BOX_CASES = [
    ("suggestion-2", (120, 36), ("2",)),
    ("conflict", (80, 24), ("f", *"de:lotsen", "enter", "a")),
    ("conflict", (120, 36), ("f", *"de:lotsen", "enter", "a")),
    ("bulk", (120, 36), ("A",)),
    ("reasons", (80, 24), ("r",)),
    ("nothing", (80, 24), ("f", *"nowhere", "enter")),
    ("done", (80, 24), ("X", "X", "f5")),
    ("help", (80, 24), ("h",)),
]


# --- frames ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "size", "keys"), FRAME_CASES)
async def test_frames(  # noqa: PLR0917  # fixtures come by name
    kind: str,
    size: tuple[int, int],
    keys: tuple[str, ...],
    spoken: str,
    make_app: Callable[..., ReviewApp],
    text: Callable[[ReviewApp], list[str]],
) -> None:
    """IGGLOSSARY_UPDATE_FRAMES=1 writes the frames anew."""
    app = make_app(kind=kind)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        lines = text(app)
    assert [cell_len(line) for line in lines] == [size[0]] * size[1]
    compare_frame(f"{kind}-{size[0]}x{size[1]}-{spoken}", lines)


def compare_frame(name: str, lines: list[str]) -> None:
    """With the frame in the folder."""
    shown = "\n".join(line.rstrip() for line in lines) + "\n"
    file = FRAMES / f"{name}.txt"
    if os.environ.get("IGGLOSSARY_UPDATE_FRAMES"):
        FRAMES.mkdir(exist_ok=True)
        file.write_text(shown, encoding="utf-8")
    assert shown == file.read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "size", "keys"), BOX_CASES)
async def test_frames_of_boxes_and_states(  # noqa: PLR0917  # fixtures come by name
    name: str,
    size: tuple[int, int],
    keys: tuple[str, ...],
    spoken: str,
    make_app: Callable[..., ReviewApp],
    text: Callable[[ReviewApp], list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is asked and what is said, above the list that it is about."""
    monkeypatch.setattr("igglossary.tui.help.settings_path", lambda: "review.toml")
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        await pilot.pause()
        lines = text(app)
    assert [cell_len(line) for line in lines] == [size[0]] * size[1]
    compare_frame(f"box-{name}-{size[0]}x{size[1]}-{spoken}", lines)


@pytest.mark.parametrize("kind", ["pairs", "links", "concepts"])
def test_the_footer_fits_80_columns(kind: str, spoken: str) -> None:
    shown = footer(all_keys(), kind, 80)
    assert 1 + sum(cell_len(f"{key} {label}".rstrip()) + 1 for key, label, _action in shown) <= 80
    assert len({key for key, _label, _action in shown}) == len(shown)
    keys = [key for key, _label, _action in shown]
    assert {"a", "x", "s", "e", "u", "f", "Tab", "h"} <= set(keys)
    assert i18n.language() != "de" or "Annehmen" in {label for _key, label, _action in shown}
    assert spoken == i18n.language()


def test_german_says_everything(german: None) -> None:
    """Every label of the table is translated; words that are the same in both languages excepted."""
    in_german = {key.id: key.help for key in all_keys()}
    i18n.set_language("en")
    assert [key.id for key in all_keys() if in_german[key.id] == key.help] == []


async def test_a_small_window_says_so(
    make_app: Callable[..., ReviewApp], text: Callable[[ReviewApp], list[str]]
) -> None:
    app = make_app()
    async with app.run_test(size=(50, 12)) as pilot:
        await pilot.pause()
        assert "--plain" in "".join(text(app))
        await pilot.press("a", "x", "f", "a", "enter", "A", "a", "e", "q")
        await pilot.pause()
    assert not app.is_running
    assert not app.store.review.history()


async def test_without_colour_and_in_ascii(
    harbour: Store, monkeypatch: pytest.MonkeyPatch, text: Callable[[ReviewApp], list[str]]
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = app_module.ReviewApp(harbour, settings=Settings(theme="ansi-dark"), encoding="latin-1", sort="count")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("x")
        await pilot.pause()
        lines = text(app)
        strips = app.screen._compositor.render_strips(app.screen.size)
        styles = [segment.style for strip in strips for segment in strip.apply_filter(Colourless(), Color(0, 0, 0))
                  if segment.style]  # fmt: skip
    assert any(style.reverse for style in styles)
    assert not any(style.color or style.bgcolor for style in styles)
    assert [type(one) for one in app.get_line_filters()] == [Colourless]
    assert app.theme == "ansi-dark"
    assert any(line.startswith(" x  Hafengeb") for line in lines)
    assert any(line.startswith(">.  Kaimauer") for line in lines)


# --- dialogs and mouse -----------------------------------------------------------------------------------------------


async def test_a_conflict_asks_and_any_answer_counts(make_app: Callable[..., ReviewApp]) -> None:
    app = make_app(filter="lotsen")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("a")
        await pilot.pause()
        assert isinstance(app.screen, Choice)
        await pilot.press("escape")
        await pilot.pause()
        assert app.session.progress().open == 6
        await pilot.press("a", "b")
        await pilot.pause()
        assert app.session.progress().approved == 1


async def test_two_persons_are_both_kept(make_app: Callable[..., ReviewApp], harbour: Store) -> None:
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        with open_store(harbour.path, person="bert") as other:
            ReviewSession(other).decide(Status.REJECTED)
        await pilot.press("a")
        await pilot.pause()
        assert isinstance(app.screen, Choice)
        await pilot.press("m")
        await pilot.pause()
        app.session.move_to(0)
        assert [(d.person, d.action) for d in app.session.history()] == [("bert", "reject"), ("anna", "approve")]


async def test_nothing_typed_is_lost_when_somebody_else_was_faster(
    make_app: Callable[..., ReviewApp], harbour: Store
) -> None:
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("e", "n")
        with open_store(harbour.path, person="bert") as other:
            ReviewSession(other).edit("Hafengebühr", "harbour fee")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, EditSides)
        assert app.screen.texts() == ("Hafengebührn", "port fee")
        await pilot.press("enter")
        await pilot.pause()
        assert [d.person for d in app.session.history()] == ["bert", "anna"]


async def test_the_mouse_reaches_rows_keys_and_suggestions(make_app: Callable[..., ReviewApp]) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await pilot.press("f")
        await pilot.click("#list", offset=(10, 2))
        await pilot.pause()
        assert app.session.position == 2
        assert not app.screen.has_class("-filtering")
        view = app.query_one("#detail", LineView)
        place = next(n for n, line in enumerate(view.lines) if line.action == "pick(2)")
        await pilot.click("#detail", offset=(5, place))
        await pilot.pause()
        assert isinstance(app.session.entry, PairEntry)
        assert app.session.entry.english == "berth charge"
        await pilot.click("#keys", offset=(13, 0))
        await pilot.pause()
        assert app.session.rows.status(2) is Status.REJECTED


async def test_every_action_is_in_the_palette(make_app: Callable[..., ReviewApp]) -> None:
    app = make_app()
    async with app.run_test(size=(100, 30)):
        found = {command.help for command in app.get_system_commands(app.screen)}
        wanted = {key.help for key in app.keys if "pairs" in key.kinds and not key.id.startswith(("move.", "palette"))}
        assert wanted <= found


# --- hostile text ----------------------------------------------------------------------------------------------------


@given(AWKWARD, st.integers(1, 30))
def test_cells_are_counted(text: str, width: int) -> None:
    assert cell_len(cut(text, width)) <= width
    assert cell_len(fit(text, width)) == width
    assert all(sum(cell_len(piece.text) for piece in line) <= max(width, 2) for line in wrap([Piece(text)], width))


def shown(lines: list[Line]) -> str:
    return "\n".join("".join(piece.text for piece in line.pieces) for line in lines)


@settings(deadline=None, max_examples=50)
@given(AWKWARD, AWKWARD, AWKWARD, st.integers(40, 90))
def test_any_text_is_described_as_it_is(german: str, english: str, note: str, width: int) -> None:
    occurrence = Occurrence(Span("s1", 1, 3, german), Span("q", 0, 90, english), german, english, Place(note))
    facts: dict[str, Any] = {"version": 1, "changed_at": None, "changed_by": None, "status": Status.CANDIDATE}
    pair = PairEntry(1, german, german, english, 0.5, administrative_status=None, part_of_speech=None,
                     doubt=Doubt.read(note), suggestions=(Suggestion(english, 0.5), Suggestion(note, 0.1)), note=note,
                     concept=None, known=None, conflict=None, merged_into=None, occurrences=1, documents=1,
                     **facts)  # fmt: skip
    unit = UnitEntry(1, "en", "de", english, german, Relation.QUOTATION, score=None, note=note, part_of=(),
                     keep=0.5, evidence=(Evidence("name", german, english), Evidence("added", "", english)),
                     places=(Place(note),), **facts)  # fmt: skip
    glyphs = choose_glyphs("utf-8")
    near = [(note, False), (german, True), (english, False)]
    proof = Proof((occurrence, occurrence), 0, lambda _found, _name: near, {english: 1}, (2, occurrence))
    conflict = TermConflict(Dispute.OTHER_ENGLISH, german, note, "c")
    near_concept = NearConcept(Nearness.PART, Concept("c"), german, note)
    view = PairView(pair, proof, conflict, (near_concept,), note)
    finding = Finding(Message("{text}").format(text=note))
    made = [describe(unit, (finding,), lambda _unit, _text: near, width, glyphs)]
    made += [pair_lines(view, width, 30, glyphs, is_narrow=is_narrow) for is_narrow in (True, False)]
    row = Row(1, "1", german, english, Status.CANDIDATE, 0.5, 3)
    for kind in ("pairs", "links", "concepts"):
        for is_here in (True, False):
            lines = row_lines(row, RowState(is_here=is_here, is_disputed=True), kind, width, glyphs)
            made.append(lines)
            assert all(sum(cell_len(piece.text) for piece in line.pieces) == width for line in lines)
            assert not is_here or "…" not in shown(lines) or "…" in german + english
    for lines in made:
        assert not any(sign in shown(lines) for sign in "\x1b\x00\u202e\u2066")
        assert all(sum(cell_len(piece.text) for piece in line.pieces) <= width + 1 for line in lines)


async def test_hostile_text_on_the_screen(harbour: Store, clock: Callable[[], str]) -> None:
    texts = ("[b]x[/b] [/b] [M8]", "a" * 5000, "👩\u200d🚀 שלום", "e\u0301\x1b[2J\u202e", "$text [@click=app.quit]y[/]")
    run = documents.start_run(harbour, "build")
    mined = [
        TermPair(f"{text} {n}", text, 0.99, (Suggestion(text, 0.9), Suggestion("[red]", 0.1)),
                 (Occurrence(Span("s", 0, 5, text), Span("e", 0, 5, text), text * 3, text * 3, Place(text)),),
                 doubt=Doubt.read(text))
        for n, text in enumerate(texts)
    ]  # fmt: skip
    with harbour.transaction():
        pairs.save_mined(harbour, documents.add_file(harbour, run, path="y", kind="txt", sha256="02"), mined)
    app = app_module.ReviewApp(harbour, filter="sort:score", now=clock, encoding="utf-8")
    async with app.run_test(size=(100, 30)) as pilot:
        for _text in texts:
            await pilot.press("o", "escape", "e", "escape", "H", "escape", "down")
        await pilot.press("home", "space", "space", "X", "escape", "A", "a", "u")
        await pilot.pause()
        seen = {
            text
            for position in range(5)
            if isinstance(row := app.session.row(position), Row)
            for text in (row.english,)
        }
        assert seen == set(texts)


async def test_no_input_lets_control_characters_through(
    harbour: Store, clock: Callable[[], str], text: Callable[[ReviewApp], list[str]]
) -> None:
    """What is loaded into a field, and what is pasted into it, is painted and never obeyed."""
    evil = "Hafen\x1b[31m\x9b5n\u202erot"
    run = documents.start_run(harbour, "build")
    with harbour.transaction():
        document = documents.add_file(harbour, run, path="y", kind="txt", sha256="02")
        pairs.save_mined(harbour, document, [TermPair(evil, evil, 1.0, (Suggestion(evil, 1.0),), ())])
    app = app_module.ReviewApp(harbour, filter="sort:score", now=clock, encoding="utf-8")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        app.session.set_note(evil)
        for keys in (("e",), ("n",), ("N",), ("f",)):
            await pilot.press(*keys)
            app.post_message(events.Paste(evil))
            await pilot.pause()
            shown = "".join(text(app))
            assert not re.search(UNSAFE, shown), keys
            assert "␛[31m" in shown, keys
            await pilot.press("escape", "escape")


# --- settings --------------------------------------------------------------------------------------------------------


def test_the_user_rebinds_keys(tmp_path: Path) -> None:
    file = tmp_path / "review.toml"
    file.write_text('theme = "light"\n[keys]\n"decide.approve" = "x, enter"\n"decide.dance" = "d"\n')
    read = load_settings(str(file))
    assert read.theme == "light"
    assert "decide.dance" in read.problems[0]
    keys, problems = bound_keys(read)
    by_id = {key.id: key.keys for key in keys}
    assert by_id["decide.approve"] == "x,enter"
    assert by_id["decide.reject"] == "delete"
    assert "decide.reject" in problems[0]
    assert load_settings(str(tmp_path / "missing.toml")) == Settings()
    file.write_text("[keys")
    assert load_settings(str(file)).problems


@pytest.mark.parametrize(
    ("value", "is_key"),
    [
        ('"strg+n"', False), ('"Enter"', False), ("5", False), ('"knopf"', False), ('"n,"', True), ('""', True),
        ('"ctrl+n, f7"', True), ('"question_mark"', True), ('"ö"', True), ('"shift+tab"', True), ('"slash"', True),
    ],
)  # fmt: skip
def test_a_name_that_is_no_key_is_said(tmp_path: Path, value: str, is_key: bool) -> None:
    file = tmp_path / "review.toml"
    file.write_text(f'[keys]\n"note" = {value}\n', encoding="utf-8")
    read = load_settings(str(file))
    assert (read.problems == ()) is is_key
    assert ("note" in read.keys) is is_key


def test_no_two_actions_want_one_key() -> None:
    assert bound_keys(Settings())[1] == []
    assert len({key.id for key in all_keys()}) == len(all_keys())


async def test_a_rebound_key_works(make_app: Callable[..., ReviewApp]) -> None:
    app = make_app(settings=Settings(keys={"decide.reject": "d"}))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("x", "d")
        await pilot.pause()
    assert app.summary().rejected == 1


def test_chosen_colours_are_kept_and_the_users_file_wins(tmp_path: Path) -> None:
    path = tmp_path / "review.toml"
    assert load_settings(str(path)).theme is None
    assert keep_theme("light", str(tmp_path))
    assert load_settings(str(path)).theme == "light"
    path.write_text("[keys]\n", encoding="utf-8")
    assert load_settings(str(path)).theme == "light"
    path.write_text('theme = "dark"\n', encoding="utf-8")
    assert load_settings(str(path)).theme == "dark"
    (tmp_path / "file").touch()
    assert not keep_theme("light", str(tmp_path / "file"))


def test_the_documented_keys_are_the_keys() -> None:
    text = (ROOT / "docs" / "review.md").read_text(encoding="utf-8")
    assert markdown_table() in text


# --- a real terminal -------------------------------------------------------------------------------------------------


def test_no_terminal_is_said(harbour: Store) -> None:
    with pytest.raises(UsageError, match="terminal"):
        app_module.run_review(Desk(harbour.path))


def test_in_a_real_terminal(harbour: Store) -> None:
    """One run in tmux: paint, decide, quit; the decision is in the store."""
    tmux = shutil.which("tmux")
    if tmux is None:
        pytest.skip("tmux is not installed")
    socket = f"igglossary-test-{os.getpid()}"
    code = (
        "from igglossary.service.desk import Desk; from igglossary.tui.app import run_review;"
        f"print(run_review(Desk({harbour.path!r}, person='anna')).message)"
    )

    def call(*words: str) -> str:
        return subprocess.run([tmux, "-L", socket, *words], capture_output=True, text=True, check=False).stdout

    def wait_for(wanted: str) -> str:
        until = time.monotonic() + 60  # a limit for a hanging terminal, no measurement
        screen = ""
        while wanted not in screen and time.monotonic() < until:
            screen = call("capture-pane", "-p")
            time.sleep(0.1)
        assert wanted in screen
        return screen

    call("new-session", "-d", "-x", "120", "-y", "36", "-e", "PYTHONUTF8=1", f'{sys.executable} -c "{code}"; sleep 60')
    try:
        wait_for("Hafengebühr – port fee")
        call("send-keys", "/", "Hafengeb", "Enter")
        wait_for("Filter: status:open Hafengeb")
        call("send-keys", "x")
        wait_for("“Hafengebühr ↔ port fee” rejected")
        call("send-keys", "q")
        wait_for("1 decided: 0 approved, 1 rejected")
    finally:
        call("kill-server")
    row = harbour.row("SELECT status FROM pair WHERE german = 'Hafengebühr'")
    assert row is not None
    assert row["status"] == "rejected"


async def test_the_screen_fits_after_each_resize(
    make_app: Callable[..., ReviewApp], text: Callable[[ReviewApp], list[str]]
) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        wanted = text(app)
        for size in ((80, 24), (50, 12), (200, 50), (120, 36)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            await pilot.pause()
        assert text(app) == wanted


async def test_pages_are_wrapped_and_never_cut(
    make_app: Callable[..., ReviewApp], text: Callable[[ReviewApp], list[str]]
) -> None:
    app = make_app()
    async with app.run_test(size=(60, 60)) as pilot:
        for key, words in (("h", "approve the marked rows, or all in the filter"), ("o", "Im Frühjahr wurde die")):
            await pilot.press(key)
            await pilot.pause()
            await pilot.pause()
            shown = " ".join(" ".join(line.split("│")[1] for line in text(app) if line.count("│") == 2).split())
            assert words in shown
            await pilot.press("escape")


async def test_history_is_told_in_words(
    make_app: Callable[..., ReviewApp], text: Callable[[ReviewApp], list[str]], german: None
) -> None:
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("2", "x", "u", "H")
        await pilot.pause()
        await pilot.pause()
        shown = "\n".join(text(app))
        assert "2026-01-02 03:04:05  anna  zurückgenommen" in shown
        assert "Status: abgelehnt → Kandidat" in shown
        assert "Englisch: port fee → port fee charge" in shown


async def test_textual_never_speaks_english_to_a_german(
    make_app: Callable[..., ReviewApp], text: Callable[[ReviewApp], list[str]], german: None
) -> None:
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert "q beendet" in text(app)[-2]
        assert not app._notifications
        await pilot.press("ctrl+p", *"zzz")
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause(0.3)
        shown = "\n".join(text(app))
        assert "Kein Befehl heißt so." in shown
        assert "No matches" not in shown


async def test_warnings_are_never_cut_and_the_tail_stays(
    make_app: Callable[..., ReviewApp], text: Callable[[ReviewApp], list[str]]
) -> None:
    app = make_app(kind="links")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f", "ctrl+u", *"colour:red", "enter")
        await pilot.pause()
        await pilot.pause()
        shown = " ".join(" ".join(text(app)[-4:-1]).split())
        assert "the field “colour”. Known here: changed, de, document," in shown
        assert "text." in shown
        await pilot.press("escape", "a")
        await pilot.pause()
        await pilot.pause()
        assert "” approved · u takes it back" in text(app)[-2]
        assert text(app)[-3].strip()[:1] != "“"  # one line again


async def test_a_stray_escape_does_not_cost_a_typed_concept(
    make_app: Callable[..., ReviewApp], text: Callable[[ReviewApp], list[str]]
) -> None:
    app = make_app(kind="concepts")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("N", *"Damm", "escape")
        await pilot.pause()
        assert "Esc once more discards" in "\n".join(text(app))
        await pilot.press("m", "escape")
        await pilot.pause()
        assert isinstance(app.screen, EditConcept)
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(app.screen, EditConcept)


async def test_a_split_without_a_cut_says_what_is_missing(
    make_app: Callable[..., ReviewApp], text: Callable[[ReviewApp], list[str]]
) -> None:
    app = make_app(kind="links")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("p", "enter")
        await pilot.pause()
        await pilot.pause()
        assert "Each side needs its | first." in "\n".join(text(app))


async def test_unknown_colours_are_said(harbour: Store, text: Callable[[ReviewApp], list[str]]) -> None:
    app = app_module.ReviewApp(harbour, settings=Settings(theme="hell"), encoding="utf-8")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.pause()
        assert "There are no colours “hell”; there are: dark, light" in "\n".join(text(app))


def contrast(style: Style) -> float:
    """The ratio of WCAG 2.1 (1.4.3) between text and background."""

    def luminance(color: Color) -> float:
        parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized]
        return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))

    light, dark = sorted((luminance(Color.from_rich_color(c)) for c in (style.color, style.bgcolor)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["dark", "light"])
async def test_every_style_can_be_read(theme: str, harbour: Store) -> None:
    app = app_module.ReviewApp(harbour, settings=Settings(theme=theme), encoding="utf-8")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        view = app.query_one("#detail", LineView)
        faint = {name for name in STYLES if contrast(view.base + view._style(name)) < 3}
    assert not faint


async def test_a_bulk_decision_stops_after_its_step(
    make_app: Callable[..., ReviewApp], text: Callable[[ReviewApp], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Keys work while it runs: Esc ends it after the step, the steps before stand and are one undo."""
    monkeypatch.setattr(bulk_module, "STEP", 2)
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("X")
        await pilot.pause()
        assert "Reject 6 rows?" in "".join(text(app))
        box = app.screen
        assert isinstance(box, BulkBox)
        seen: list[int] = []

        def show(done: int | None = None) -> None:
            seen.append(-1 if done is None else done)
            if done == 4:
                box.action_stop()

        monkeypatch.setattr(box, "_show", show)
        await pilot.press("X")
        await pilot.pause()
        await pilot.pause()
        assert seen == [2, 4]
        assert app.session.progress().rejected == 4
        await pilot.press("u")
        await pilot.pause()
        assert app.session.progress().rejected == 0


@pytest.mark.parametrize("key", ["e", "n", "N", "f"])
async def test_what_is_typed_while_a_field_opens_is_in_it(
    make_app: Callable[..., ReviewApp], text: Callable[[ReviewApp], list[str]], key: str
) -> None:
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        for letter in (key, *"xauab"):
            app.post_message(events.Key(letter, letter))
        await pilot.pause()
        await pilot.pause()
        assert "xauab" in "\n".join(text(app))
        assert not app.store.review.history()


async def test_keys_in_one_burst_decide_nothing(make_app: Callable[..., ReviewApp]) -> None:
    """As over a slow line: the filter's Enter approves nothing, and what follows Enter is not in the text."""
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        for key in ("f", "x", "a", "enter"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        for _round in range(4):
            await pilot.pause()
        assert not app.store.review.history()
        app.session.set_filter("")
        app.leave_filter()
        await pilot.pause()
        await pilot.press("e")
        await pilot.pause()
        for key in ("n", "enter", "a", "x"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        for _round in range(4):
            await pilot.pause()
        assert [d.new["german"] for d in app.store.review.history()] == ["Hafengebührn"]
