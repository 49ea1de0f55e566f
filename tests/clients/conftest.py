"""Exports of a reviewed sample report, for programs of others to read."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from tests.sample_store import cache_folder, template_stores

from igglossary.model import Status
from igglossary.store.contract.review import Change
from igglossary.workflow.exporting import export, export_omegat
from igglossary.workflow.location import open_filled
from igglossary.workflow.selection import Selection

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["cache_folder", "template_stores"]  # fixtures are found by their names here


@pytest.fixture(scope="session")
def exports(template_stores: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``memory.tmx``, ``terms-{v2,dca,dct}.tbx``, ``terms.utf8`` and the OmegaT project ``project``."""
    folder = tmp_path_factory.mktemp("exports")
    shutil.copy(template_stores["built"], folder / "store.db")
    with open_filled(str(folder / "store.db"), person="anna") as store:
        links = [entry for entry in store.review.entries("links", range(1, 1000)) if entry is not None]
        approved = {"status": str(Status.APPROVED)}
        store.review.decide([Change("unit", one.entry_id, "approve", approved, one.version) for one in links[::2]])
        export(store, folder / "memory.tmx", selection=Selection(include_candidates=True))
        for dialect in ("v2", "dca", "dct"):
            export(
                store, folder / f"terms-{dialect}.tbx", selection=Selection(include_candidates=True), dialect=dialect
            )
        export(store, folder / "terms.utf8")
        export_omegat(store, folder / "project")
    return folder
