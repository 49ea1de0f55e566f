"""Questions one after another, without starting again for each."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from igglossary.cli.standard_input import iterate_lines

if TYPE_CHECKING:
    from collections.abc import Iterator


def queries(prompt: str, *, first: str = "") -> Iterator[str]:
    """Lines with something in them, from a person who is prompted or from a pipe; Ctrl-C and Ctrl-D end them.

    Args:
        prompt: What is shown to a person, in that person's language.
        first: Comes before the lines that are read.
    """
    if first.strip():
        yield first.strip()
    for line in _typed(prompt) if is_person() else iterate_lines(None):
        if line.strip():
            yield line.strip()


def is_person() -> bool:
    """True if somebody sits at both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _typed(prompt: str) -> Iterator[str]:
    with suppress(ImportError):  # Windows has none; input() remembers former lines and edits once it is loaded
        import readline  # noqa: F401  # by its import
    while True:
        try:
            line = input(prompt)
        except (EOFError, KeyboardInterrupt):
            print()
            return
        yield line
