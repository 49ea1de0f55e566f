"""Filling a new store with the shipped term base."""

from __future__ import annotations

import glob
import os
from typing import TYPE_CHECKING

from igglossary._version import __version__
from igglossary.errors import Problem
from igglossary.formats.tbx import read_tbx
from igglossary.store import concepts, documents
from igglossary.workflow.hashing import sha256_of
from igglossary.workflow.location import shipped_folder

if TYPE_CHECKING:
    from igglossary.store.connection import Store


def fill(store: Store) -> int:
    """Put the shipped concepts into the store, in one transaction; returns how many there are."""
    count = 0
    with store.transaction():
        if store.meta("shipped") is not None:  # another process was faster
            return 0
        run = documents.start_run(store, "shipped")
        for path in sorted(glob.glob(os.path.join(shipped_folder(), "*.tbx"))):
            name = os.path.basename(path)
            document = documents.add_file(store, run, path=f"igglossary:{name}", kind="tbx", sha256=sha256_of(path))
            found = (concept for concept in read_tbx(path) if not isinstance(concept, Problem))
            count += sum(
                outcome.result == "added" for outcome in concepts.add_concepts(store, found, document=document)
            )
        documents.finish_run(store, run)
        store.set_meta("shipped", __version__)
    return count
