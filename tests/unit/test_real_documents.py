"""The comparison with real documents works, and says what differs: shown with a document of our own."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from benchmarks.real_documents import COUNTED, Row, differences, main, read_table

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "# Der See\n\n## Ufer\n\nDer See ruht.[^1]\n\n[^1]: Hafenblatt, 3. Mai 2024.\n"


def test_a_document_is_compared_with_its_counts(tmp_path: Path) -> None:
    (tmp_path / "see.md").write_text(TEXT, encoding="utf-8")
    row = Row("see.md", hashlib.sha256(TEXT.encode()).hexdigest(), notes=1, markers=1, headings=1, title_letters=6)
    assert differences([row], tmp_path) == ([], 1)
    assert differences([row._replace(notes=2)], tmp_path) == (["see.md: notes 1, 2 by hand"], 1)
    assert differences([row._replace(sha256="0")], tmp_path) == ([], 0)


def test_the_table_names_documents_with_their_counts(tmp_path: Path) -> None:
    rows = read_table()
    assert len({row.sha256 for row in rows}) == len(rows) >= 15
    assert all(re.fullmatch(r"[0-9a-f]{64}", row.sha256) and len(row[2:]) == len(COUNTED) for row in rows)
    assert main([]) == 2
    assert main([str(tmp_path)]) == 1
