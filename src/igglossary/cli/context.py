"""What every command is handed: where the store is, who is asking, and where to print."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from igglossary.cli.output import Output

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from igglossary.cli.diagnostics import Diagnostics
    from igglossary.service.desk import Desk


class Context:
    """The surroundings of one call of the program; no NamedTuple, whose making costs a quarter of a millisecond."""

    __slots__ = ("desk", "diagnostics", "full_parser", "is_json", "output")

    def __init__(
        self,
        output: Output,
        diagnostics: Diagnostics,
        desk: Desk,
        full_parser: Callable[[], argparse.ArgumentParser],
        *,
        is_json: bool,
    ) -> None:
        """Where to print, where to complain, whom to ask, what all commands take, and whether a program reads it."""
        self.output = output
        self.diagnostics = diagnostics
        self.desk = desk
        self.full_parser = full_parser
        self.is_json = is_json

    def output_beside(self, *files: str) -> Output:
        """Where to print what is said of files that were written: stderr if one of them is standard output."""
        from igglossary.formats.files import is_standard_output  # not on the look-up path

        is_taken = any(is_standard_output(file) for file in files)
        return (
            Output(sys.stderr, is_quiet=self.output.is_quiet, is_one_document=self.output.is_one_document)
            if is_taken
            else self.output
        )
