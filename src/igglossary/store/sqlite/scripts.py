"""Running the scripts of the schema."""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from igglossary.store.sqlite.connection import Database

_SCHEMA = os.path.join(os.path.dirname(__file__), "schema")
WORDS_TO_CODES = os.path.join(_SCHEMA, "0006_codes.sql")
"""The migration that turns what was kept in words into codes, for whoever reads old rows otherwise."""


def run_script(store: Database, file: str) -> None:
    """Run the statements of a file of SQL; only inside ``transaction``."""
    with open(file, encoding="utf-8") as script:
        for statement in _statements(script.read()):
            store.execute(statement)


def _statements(script: str) -> Iterator[str]:
    """The single statements of a script (``executescript`` would commit the transaction first)."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
