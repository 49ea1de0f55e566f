"""Canonical text with the places of references."""

from __future__ import annotations

import pytest

from igglossary.reports.blocks import Inline, Ref, make_block


@pytest.mark.parametrize(
    ("pieces", "text", "refs"),
    [
        (["Ein Satz", Ref("1"), ". Noch einer."], "Ein Satz. Noch einer.", [(8, "1")]),
        (["Ein Satz ", Ref("1"), ". Noch einer."], "Ein Satz. Noch einer.", [(8, "1")]),
        (["Ein Satz.", Ref("1"), " Noch einer."], "Ein Satz. Noch einer.", [(9, "1")]),
        (["Ein Satz. ", Ref("1"), " Noch einer."], "Ein Satz. Noch einer.", [(9, "1")]),
        (["Ein Satz.", Ref("1"), "Noch einer."], "Ein Satz. Noch einer.", [(9, "1")]),
        (["Satz ", Ref("1"), " ", Ref("2"), "."], "Satz.", [(4, "1"), (4, "2")]),
        (["  Ein\u00a0Sa\u00adtz ", Ref("1")], "Ein Satz", [(8, "1")]),
        ([Ref("1"), "Satz"], "Satz", [(0, "1")]),
        (["Ein ", Ref("1"), "Wort"], "Ein Wort", [(4, "1")]),
        ([" \n "], "", []),
    ],
)
def test_places(pieces: list[Inline], text: str, refs: list[tuple[int, str]]) -> None:
    block = make_block("paragraph", pieces)
    assert block.text == text
    assert list(block.refs) == refs
