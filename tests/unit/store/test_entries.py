"""What surrounds a segment in its document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.model import Segment
from igglossary.store.sqlite import documents
from igglossary.store.sqlite.entries import load_context

if TYPE_CHECKING:
    from igglossary.store.sqlite.store import Store


def test_the_neighbours_of_a_quotation_end_with_it(store: Store) -> None:
    body = [Segment(f"s{n}", f"Satz {n}.", "de", 0, 7, n) for n in (1, 2, 3)]
    notes = [
        Segment(f"f{note}q1s{n}", f"Note {note}, sentence {n}.", "en", 0, 9, footnote=str(note), quotation=0)
        for note in (1, 2)
        for n in (1, 2)
    ]
    with store.transaction():
        document = documents.add_file(store, documents.start_run(store, "build"), path="x", kind="txt", sha256="01")
        documents.add_segments(store, document, [*body, *notes])
    assert [text for text, _is_it in load_context(store, "01", "f1q1s2")] == [
        "Note 1, sentence 1.", "Note 1, sentence 2.",
    ]  # fmt: skip
    assert load_context(store, "01", "s3") == [("Satz 1.", False), ("Satz 2.", False), ("Satz 3.", True)]
