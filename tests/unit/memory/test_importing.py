"""Adding a file's units, in one process and in two."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from igglossary.errors import Problem
from igglossary.memory.importing import add_from_file
from igglossary.messages import Message
from igglossary.model import TranslationUnit, Variant
from igglossary.store.sqlite import units

if TYPE_CHECKING:
    from collections.abc import Callable

    from igglossary.store.sqlite.store import Store

# in a process of its own, because a second one is started only where no other thread runs (xdist has some)
TWO_PROCESSES = """
import os, sys
from igglossary.errors import InputError, Problem
from igglossary.memory import importing
from igglossary.model import TranslationUnit, Variant
from igglossary.store.sqlite import units
from igglossary.store.sqlite.opening import open_store

def items(fails):
    for n in range(12000):
        yield TranslationUnit((Variant("en", f"word{n} is a word"), Variant("de", f"Wort {n}")))
        if n == 3000:
            yield Problem("a.tmx", "odd", 7, "u1", "look")
        if n == 10500 and fails:
            raise InputError("cut off", where="a.tmx", hint="mend it")
    yield TranslationUnit((Variant("en", "x"),))

importing.os.cpu_count = lambda: 2
with open_store(sys.argv[1]) as store:
    problems = []
    try:
        importing.add_from_file(store, items(True), 1, on_problem=problems.append, is_large=True)
    except InputError as error:
        print(error, units.count_units(store))
    counts = importing.add_from_file(store, items(False), 1, on_problem=problems.append, is_large=True)
    print(counts.added, counts.unchanged, dict(counts.skipped), len(problems), problems[0])
    print(units.check(store))
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        print("no child is left")
"""


def test_two_processes_do_what_one_does(store: Store, remember: Callable[..., None]) -> None:
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", TWO_PROCESSES, store.path], capture_output=True, text=True, check=False
    )
    assert run.stderr == ""
    assert run.stdout.splitlines() == [
        "a.tmx: cut off mend it 9999",
        "2001 9999 {Message('only one language'): 1} 2 a.tmx:7: odd (unit u1). look",
        "[]",
        "no child is left",
    ]


def test_problems_and_progress_in_one_process(store: Store, remember: Callable[..., None]) -> None:
    problems: list[Problem] = []
    seen: list[int] = []
    made = TranslationUnit((Variant("en", "a word"), Variant("de", "ein Wort")))
    counts = add_from_file(
        store, [made, Problem("a.tmx", Message("odd")), made], 1, on_problem=problems.append, progress=seen.append
    )
    assert (counts.added, counts.unchanged, len(problems), seen) == (1, 1, 1, [2])
    assert units.check(store) == []
