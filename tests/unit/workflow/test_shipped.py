"""A new store is filled with the shipped term base, quickly also on a machine that has no lexicon unpacked yet."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from igglossary.store.sqlite.opening import open_store
from igglossary.workflow.shipped import dump_forms, fill, load_forms

if TYPE_CHECKING:
    from pathlib import Path

    from igglossary.store.sqlite.store import Store


def derived(store: Store) -> list[tuple[object, ...]]:
    sql = (
        "SELECT term.text, term.lang, form.key, form.match FROM form JOIN term ON term.id = form.term ORDER BY 1, 2, 3"
    )
    return [tuple(row) for row in store.rows(sql)]


def test_the_shipped_forms_are_what_would_be_computed(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "a.db")) as quick, open_store(str(tmp_path / "b.db")) as slow:
        assert fill(quick) == fill(slow, {}) > 400
        assert derived(quick) == derived(slow)
        assert fill(quick) == 0


def test_no_lexicon_is_loaded(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom igglossary.store.sqlite.opening import open_store\n"
        "from igglossary.workflow.shipped import fill\n"
        "from igglossary.languages import lexicon\n"
        "fill(open_store(sys.argv[1]))\nprint(lexicon.dictionary.cache_info().misses)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "store.db")], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "0"


def test_what_is_written_is_read(tmp_path: Path) -> None:
    memo = load_forms()
    assert dump_forms(memo).count("\n") == len(memo) + 2
    assert memo["Überwachung", "de", False]["ueberwachung"] == "exact"
