"""What every command is handed: where the store is, who is asking, and where to print."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from igglossary.cli.output import Output
from igglossary.workflow.location import locate_store, open_filled

if TYPE_CHECKING:
    import argparse

    from igglossary.cli.diagnostics import Diagnostics
    from igglossary.store.sqlite.store import Store


class Context(NamedTuple):
    """The surroundings of one call of the program."""

    output: Output
    diagnostics: Diagnostics
    store_path: str
    person: str | None
    is_json: bool

    def open_store(self) -> Store:
        """The store of this call, made and filled if it is new.

        Raises:
            StoreError: it cannot be opened.
        """
        return open_filled(self.store_path, person=self.person)

    def output_beside(self, *files: str) -> Output:
        """Where to print what is said of files that were written: stderr if one of them is standard output."""
        from igglossary.formats.files import is_standard_output  # not on the look-up path

        is_taken = any(is_standard_output(file) for file in files)
        return Output(sys.stderr, is_quiet=self.output.is_quiet) if is_taken else self.output


def make_context(arguments: argparse.Namespace, output: Output, diagnostics: Diagnostics) -> Context:
    """The context that the global options describe."""
    return Context(output, diagnostics, locate_store(arguments.store), arguments.person, arguments.json)
