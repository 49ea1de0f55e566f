"""Tables that pandoc draws with dashes become rows of cells; what is no table stays."""

from __future__ import annotations

import pytest

from igglossary.reports.pandoc_tables import with_pipe_tables

TABLES = {
    "simple": "Steg      Meter\n-------   -----\nNord      100\nSüd[^1]     20\n",
    "simple, closed": "  Steg      Meter\n  -------   -----\n  Nord      100\n  Süd[^1]     20\n  ------------------\n",
    "several lines": (
        "---------------\nSteg      Meter\n-------   -----\nNord      100\n\nSüd[^1]     20\n---------------\n"
    ),
    "grid": "+---------+-------+\n| Steg    | Meter |\n+=========+=======+\n| Nord    | 100   |\n+---------+-------+\n"
    "| Süd[^1] | 20    |\n+---------+-------+\n",
}


@pytest.mark.parametrize("name", TABLES)
def test_every_table_gives_the_same_rows(name: str) -> None:
    lines = with_pipe_tables(f"Davor.\n\n{TABLES[name]}\nDanach.\n").split("\n")
    rows = ["| Steg | Meter |", "|---|---|", "| Nord | 100 |", "| Süd[^1] | 20 |"]
    assert [line for line in lines if line] == ["Davor.", *rows, "Danach."]


def test_rows_of_several_lines_are_joined() -> None:
    text = "----------------\nName    Meter\n------- --------\nSteg im 100\nNorden\n\nSüd     20\n----------------\n"
    assert "| Steg im Norden | 100 |" in with_pipe_tables(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ein Titel\n---------\n\nText.\n",
        "---\ntitle: x\n---\n",
        "Text.\n\n---\n\nText.\n",
        "- a\n- b\n",
        "-----\n\nText -- hier.\n",
    ],
)
def test_other_dashes_stay(text: str) -> None:
    assert with_pipe_tables(text) == text
