"""A progress bar on stderr, only where a terminal is and only when the work takes over a second."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from igglossary.text.normalise import single_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PATIENCE_S = 1.0


@contextmanager
def progress(label: str, *, is_quiet: bool = False) -> Iterator[Callable[[int, int | None], None]]:
    """Yield ``advance(done, total)``; ``total`` None shows a count without an end.

    Args:
        label: what is being done, already translated.
        is_quiet: never show anything.
    """
    if is_quiet or not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    bar = _Bar(label)
    try:
        yield bar.advance
    finally:
        bar.stop()


class _Bar:
    def __init__(self, label: str) -> None:
        self._label = label
        self._began = time.monotonic()
        self._shown: Any = None
        self._task: Any = None

    def advance(self, done: int, total: int | None) -> None:
        if self._shown is None:
            if time.monotonic() - self._began < PATIENCE_S:
                return
            self._show(total)
        from igglossary.i18n import number  # not before there is a bar

        count = number(done) if total is None else ""
        self._shown.update(self._task, completed=done, total=total, count=count)

    def _show(self, total: int | None) -> None:
        from rich.console import Console  # rich costs 75 ms and most work is done before it is needed
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

        label = TextColumn("{task.description}", markup=False)  # the name of a stranger's file
        ends = (
            (TaskProgressColumn(), TimeRemainingColumn())
            if total is not None
            else (TextColumn("{task.fields[count]}"),)
        )
        self._shown = Progress(label, BarColumn(), *ends, console=Console(stderr=True), transient=True)
        self._shown.start()
        self._task = self._shown.add_task(single_line(self._label), total=total, count="")

    def stop(self) -> None:
        if self._shown is not None:
            self._shown.stop()
