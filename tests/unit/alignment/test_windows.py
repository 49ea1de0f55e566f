from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from igglossary.alignment.features import english_sentences
from igglossary.alignment.quotations import link_document
from igglossary.alignment.windows import WHOLE, windows

from .conftest import ToyEncoder, make_document

if TYPE_CHECKING:
    from igglossary.model import Document

FAR = "Den Hafen nimmt in diesem Sturm nur der alte Lotse ohne jede Gebühr."
QUOTED = "In this storm only the old pilot takes the harbour without any fee."


def long_report(count: int) -> Document:
    """So many notes of two sentences; what the first one says is said again in the last paragraph, without a mark."""
    notes, paragraphs = [[QUOTED, "It rained."]], [[f"{FAR[:-1]}[1]."]]
    for n in range(2, count + 1):
        words = " ".join(f"{{}}{(n * step) % 200}" for step in (1, 7, 31, 57))
        notes.append([f"In {1000 + n} {words.format(*['word'] * 4)}.", "It rained."])
        paragraphs.append([f"Im Jahr {1000 + n} {words.format(*['wort'] * 4)}[{n}].", "Man schwieg."])
    return make_document([*paragraphs, [FAR]], notes)


def test_a_quotation_repeated_far_away_is_found() -> None:
    document = long_report(WHOLE)
    assert len(list(windows(document, english_sentences(document), ToyEncoder()))) > 3
    found = {(one.german.segment, one.english[0].segment) for one in link_document(document, encoder=ToyEncoder())}
    assert {("s1", "f1q1s1"), (document.sentences[-1].id, "f1q1s1"), ("s200", "f101q1s1")} <= found


def test_cells_and_encoded_texts_double_with_the_report() -> None:
    cells, encoded = [], []
    for count in (WHOLE, 2 * WHOLE, 4 * WHOLE):
        document, encoder = long_report(count), ToyEncoder()
        parts = [part for part, _ in windows(document, english_sentences(document), encoder)]
        cells.append(sum(len(part.document.sentences) * len(part.english) for part in parts))
        encoded.append(len(encoder.encoded))
        assert sum(len(part.document.sentences) for part in parts) == len(document.sentences)
    assert all(second <= 2.1 * first for first, second in pairwise(encoded))
    # The toy's sentences have more and more lookalikes, at most two each; all pairs would be four times as many.
    assert all(second <= 2.5 * first for first, second in pairwise(cells))


def test_a_short_report_is_one_window_and_a_list_stays_together() -> None:
    short = make_document([["Der Hafen[1]."]], [["The harbour."]])
    assert [part.document for part, _ in windows(short, english_sentences(short), None)] == [short]
    kinds = dict.fromkeys(range(1, 300), "list_item")
    listed = make_document([["Es sind viele[1]."], *[["Ein Punkt."] for _ in range(299)]], [["One."] * 200], kinds)
    parts = [part.document for part, _ in windows(listed, english_sentences(listed), None)]
    assert len(parts) == 1
