"""Status columns of glossaries: what was rejected is left out and counted, whatever the column is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from igglossary.formats import kinds
from igglossary.formats.report import Skipped
from igglossary.model import Concept, Status

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("header", ["Freigabestatus", "Status", "Freigabe", "Review Status", "Bearbeitungsstand"])
@pytest.mark.parametrize("word", ["abgelehnt", "zurückgezogen", "Rejected", "withdrawn", "Nicht akzeptiert"])
def test_a_rejected_entry_is_left_out_and_counted(tmp_path: Path, header: str, word: str) -> None:
    path = tmp_path / "terms.csv"
    rows = ("Kaikante;quay edge;freigegeben", f"Pollerkopf;bollard head;{word}", "Fenderwand;fender wall;in Prüfung")
    path.write_text("\n".join([f"Deutsch;Englisch;{header}", *rows]), encoding="utf-8")
    read = kinds.kind_of(path).read
    assert read is not None
    items = list(read(path))
    assert [item.status for item in items if isinstance(item, Concept)] == [Status.APPROVED, Status.CANDIDATE]
    assert [item.line for item in items if isinstance(item, Skipped)] == [3]
