"""All keys of the review screen in one table: bindings, footer, palette, help and docs/review.md are made from it.

Letters were chosen to be mnemonic in German and English, to be where they are on QWERTY and QWERTZ (no y, z) and to
need no AltGr; no Ctrl+I/M/J/H, which many terminals cannot tell from Tab, Enter, newline and Backspace. The user may
rebind every id in ``review.toml`` (``[keys]``, one or several keys with commas).
"""

from __future__ import annotations

import os
import tomllib
import unicodedata
from dataclasses import dataclass, field
from typing import NamedTuple

from platformdirs import user_config_dir
from textual.keys import KEY_NAME_REPLACEMENTS, Keys

from igglossary.errors import os_reason
from igglossary.i18n import _, say
from igglossary.review.browse import KINDS
from igglossary.tui.theme import THEMES


class Key(NamedTuple):
    """One action: its id in the user's file, its keys by Textual's names, the action, and what it is called."""

    id: str
    keys: str
    action: str
    label: str
    help: str
    kinds: tuple[str, ...] = KINDS
    in_footer: bool = False


def all_keys() -> list[Key]:
    """The table in the order in which help shows it, in the language that is spoken."""
    return [*_deciding_keys(), *_queue_keys(), *_moving_keys()]


def _deciding_keys() -> list[Key]:
    return [
        Key("decide.approve", "a,enter", "judge('approved')", _("Approve"), _("approve, go to the next open one"),
            in_footer=True),
        Key("decide.reject", "x,delete", "judge('rejected')", _("Wrong"), _("reject as wrong, go to the next open one"),
            in_footer=True),
        Key("decide.word", "w", "word", _("Word"), _("reject: just a word, never proposed again"), ("pairs",),
            in_footer=True),
        Key("decide.reason", "r", "reject_for", _("Reason"), _("reject for a reason"), ("pairs", "links"),
            in_footer=True),
        Key("reason.last", "R", "reject_for(True)", _("Reason of the last"), _("say why the last one was rejected"),
            ("pairs", "links")),
        Key("decide.defer", "s", "judge('deferred')", _("Later"), _("put off, go to the next open one"),
            in_footer=True),
        Key("edit", "e,f2", "edit_entry", _("Edit"), _("edit both sides, or all fields of a concept"),
            in_footer=True),
        *(
            Key(f"pick.{n}", str(n), f"pick({n})", _("Choose") if n == 1 else "",
                _("make suggestion {n} the English side").format(n=n), ("pairs",), in_footer=n == 1)
            for n in range(1, 10)
        ),
        Key("concept.new", "N", "new_concept", _("New"), _("make a concept from nothing"), in_footer=False),
        Key("undo", "u,ctrl+z", "take_back", _("Undo"), _("take the last act back, also from an earlier session"),
            in_footer=True),
        Key("redo", "U", "do_again", _("Redo"), _("do again what was taken back")),
        Key("type", "t", "type", _("Type"), _("step to the next term status, or relation"), ("pairs", "links"),
            in_footer=True),
        Key("group", "g", "group", _("General words"), _("open or close the general words"), ("pairs",)),
        Key("note", "n", "note", _("Note"), _("write a note")),
    ]  # fmt: skip


def _queue_keys() -> list[Key]:
    return [
        Key("filter", "f,slash", "filter", _("Filter"), _("filter the queue; Esc leaves"), in_footer=True),
        Key("mark", "space", "mark", _("Mark"), _("mark the row")),
        Key("mark.range", "v", "mark_range", _("Mark range"), _("mark from the last marked row to here")),
        Key("mark.none", "escape", "clear_marks", _("Unmark"), _("unmark everything")),
        Key("bulk.approve", "A", "bulk('approved')", _("Approve all"),
            _("approve the marked rows, or all in the filter")),
        Key("bulk.reject", "X", "bulk('rejected')", _("Reject all"), _("reject the marked rows, or all in the filter")),
        Key("merge", "m", "merge", _("Merge"), _("make the marked rows one concept, or one link")),
        Key("split", "p", "split", _("Split"), _("give a pair its own concept; part a link in two")),
        Key("sort", "S", "sort", _("Sort"), _("step to the next order")),
        Key("refresh", "f5", "reread", _("Refresh"), _("read the queue again; decided rows move")),
        Key("occurrence.open", "o", "occurrence", _("Open"), _("show the whole place with its neighbours")),
        Key("history", "H", "history", _("History"), _("who decided what about this entry")),
        Key("copy.target", "c", "copy('target')", _("Copy"), _("copy the English side")),
        Key("copy.pair", "C", "copy('pair')", _("Copy pair"), _("copy both sides with a tab between")),
        Key("export", "E", "export", _("Export"), _("write what is approved to a file")),
        Key("queue.back", "shift+tab", "switch_queue('', -1)", _("Queue before"), _("to the queue before")),
    ]  # fmt: skip


def _moving_keys() -> list[Key]:
    return [
        Key("move.up", "up,k", "move(-1)", _("Up"), _("one row up")),
        Key("move.down", "down,j", "move(1)", _("Down"), _("one row down")),
        Key("move.page_up", "pageup", "page(-1)", _("Page up"), _("one page up")),
        Key("move.page_down", "pagedown", "page(1)", _("Page down"), _("one page down")),
        Key("place.before", "left", "place(-1)", _("Place before"), _("show the place before"), ("pairs",)),
        Key("place.next", "right", "place(1)", _("Next place"), _("show the next place"), ("pairs",)),
        Key("pane.up", "shift+up", "scroll_pane(-1)", _("Pane up"), _("move the right half up")),
        Key("pane.down", "shift+down", "scroll_pane(1)", _("Pane down"), _("move the right half down")),
        Key("move.first", "home", "edge(0)", _("First"), _("to the first row")),
        Key("move.last", "end", "edge(1)", _("Last"), _("to the last row")),
        Key("move.open", "full_stop", "next_open", _("Next open"), _("to the next open row without deciding")),
        Key("palette", "ctrl+p", "command_palette", _("Commands"), _("search all commands")),
        Key("queue.next", "tab", "switch_queue", _("Queue"), _("term pairs → links → term base"), in_footer=True),
        Key("help", "h,question_mark,f1", "show_help", _("Help"), _("this help"), in_footer=True),
        Key("quit", "q", "leave", _("Quit"), _("quit; everything is saved already")),
    ]  # fmt: skip


_CHOSEN_THEME = "review-theme"
"""Name of the file with the colours that were chosen on the screen."""
_SHOWN = {
    "enter": "Enter", "delete": "Del", "space": "Space", "escape": "Esc", "slash": "/", "question_mark": "?",
    "full_stop": ".", "up": "↑", "down": "↓", "pageup": "PgUp", "pagedown": "PgDn", "home": "Home", "end": "End",
    "tab": "Tab", "shift+tab": "Shift+Tab", "ctrl+p": "Ctrl+P",
    "ctrl+z": "Ctrl+Z", "left": "←", "right": "→", "shift+up": "Shift+↑", "shift+down": "Shift+↓",
}  # fmt: skip


def shown(key: str) -> str:
    """A key as people read it: ``question_mark`` → ``?``."""
    name = _SHOWN.get(key, key.upper() if key.startswith("f") and key[1:].isdigit() else key)
    return _("Space") if key == "space" else name


@dataclass(frozen=True, slots=True)
class Settings:
    """What ``review.toml`` says; ``problems`` are sentences about what it says wrongly."""

    theme: str | None = None
    keys: dict[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


def settings_path() -> str:
    """Where the user's file is, whether it exists or not."""
    return os.path.join(user_config_dir("igglossary"), "review.toml")


def keep_theme(name: str, folder: str | None = None) -> bool:
    """Keep the colours that were chosen on the screen, in a file of its own beside the user's; False if it cannot be.

    ``review.toml`` is the user's and is never written; what it says of colours wins.
    """
    folder = folder or user_config_dir("igglossary")
    try:
        os.makedirs(folder, exist_ok=True)
        partial = os.path.join(folder, f"{_CHOSEN_THEME}.{os.getpid()}.part")
        with open(partial, "w", encoding="utf-8") as file:
            file.write(name + "\n")
        os.replace(partial, os.path.join(folder, _CHOSEN_THEME))
    except OSError:
        return False
    return True


def _chosen_theme(folder: str) -> str | None:
    try:
        with open(os.path.join(folder, _CHOSEN_THEME), encoding="utf-8") as file:
            name = file.read(100).strip()
    except (OSError, UnicodeDecodeError):
        return None
    return name if name in THEMES else None


def load_settings(path: str | None = None) -> Settings:
    """The user's file; trouble in it is told and the rest is used."""
    path = path or settings_path()
    try:
        with open(path, "rb") as file:
            data = tomllib.load(file)
    except FileNotFoundError:
        return Settings(_chosen_theme(os.path.dirname(path)))
    except (OSError, tomllib.TOMLDecodeError) as error:
        reason = say(os_reason(error)) if isinstance(error, OSError) else str(error)
        return Settings(problems=(_("{file} cannot be read: {reason}").format(file=path, reason=reason),))
    keys, problems = {}, []
    known = {key.id for key in all_keys()}
    table = data.get("keys", {})
    for name, value in table.items() if isinstance(table, dict) else ():
        wanted = str(value).replace(" ", "")
        if name not in known:
            problems.append(_("{file}: there is no key “{name}”.").format(file=path, name=name))
        elif not isinstance(value, str) or not all(_is_key(single) for single in wanted.split(",") if single):
            problems.append(_("{file}: “{value}” names no key for {name}.").format(file=path, value=value, name=name))
        else:
            keys[name] = wanted
    theme = data.get("theme")
    chosen = _chosen_theme(os.path.dirname(path))
    return Settings(chosen if theme is None else str(theme), keys, tuple(problems))


def _is_key(name: str) -> bool:
    """Whether Textual knows a key by this name: ``a``, ``ctrl+n``, ``f5``, ``question_mark``."""
    modifiers, _plus, base = name.rpartition("+")
    if not set(modifiers.split("+")) <= {"", "ctrl", "shift", "alt", "super", "hyper", "meta"}:
        return False
    if len(base) == 1 or base in {key.value for key in Keys} | set(KEY_NAME_REPLACEMENTS.values()):
        return True
    try:
        return bool(unicodedata.lookup(base.replace("_", " ")))
    except KeyError:
        return False


def bound_keys(settings: Settings) -> tuple[list[Key], list[str]]:
    """The table with the user's keys, and a sentence for each key that two actions want (the user's wish wins)."""
    table = [key._replace(keys=settings.keys.get(key.id, key.keys)) for key in all_keys()]
    wanted = {single: key.id for key in table if key.id in settings.keys for single in key.keys.split(",")}
    problems: list[str] = []
    taken: dict[str, str] = {}
    result = []
    for key in table:
        kept = []
        for single in key.keys.split(","):
            owner = wanted.get(single, taken.get(single, key.id))
            if owner == key.id:
                kept.append(single)
                taken[single] = key.id
            else:
                problems.append(_("{key} is {owner}, no more {other}.").format(
                    key=shown(single), owner=owner, other=key.id))  # fmt: skip
        result.append(key._replace(keys=",".join(kept)))
    return result, problems


def markdown_table() -> str:
    """The table of keys for docs/review.md."""
    lines = ["| key | id | action |", "| --- | --- | --- |"]
    for key in all_keys():
        if key.id.startswith("pick.") and key.id != "pick.1":
            continue
        keys = "1–9" if key.id == "pick.1" else " ".join(shown(single) for single in key.keys.split(","))
        name = "pick.1 … pick.9" if key.id == "pick.1" else key.id
        action = key.help.replace("1", "1–9") if key.id == "pick.1" else key.help
        lines.append(f"| `{keys}` | `{name}` | {action} |")
    return "\n".join(lines) + "\n"
