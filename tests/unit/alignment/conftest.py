"""Small documents and a toy encoder, so that no test needs the model."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from igglossary.model import Document, Footnote, Marker, Paragraph, Quotation, Segment

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

MEANINGS = [
    ("hafen", "harbour"),
    ("schiff", "ship"),
    ("kran", "crane"),
    ("gebühr", "fee"),
    ("sturm", "storm"),
    ("lotse", "pilot"),
    ("zoll", "customs"),
    ("rettung", "rescue"),
    ("werft", "shipyard"),
    ("frieden", "peace"),
]


class ToyEncoder:
    """One dimension for each known word pair: a sentence is the sum of its words, whatever the language.

    ``wort17`` and ``word17`` are such a pair, too, for any number below 200.
    """

    name = "toy"

    def __init__(self) -> None:
        self.calls = 0
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        import numpy as np

        self.calls += 1
        self.encoded += texts
        result = np.zeros((len(texts), len(MEANINGS) + 8 + 200), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in re.findall(r"\w+", text.lower()):
                for column, pair in enumerate(MEANINGS):
                    if word.startswith(pair):
                        result[row, column] += 1
                if word[:4] in ("wort", "word"):
                    result[row, len(MEANINGS) + 8 + int(word[4:]) % 200] += 1
            result[row, len(MEANINGS) + len(text) % 8] += 0.05
        unit: NDArray[np.float32] = result / np.linalg.norm(result, axis=1, keepdims=True)
        return unit


def make_document(paragraphs: list[list[str]], notes: list[list[str]], kinds: dict[int, str] | None = None) -> Document:
    """Sentences may end in ``[n]``, a reference to note n; each note is the sentences of one quotation."""
    made, markers, number = [], [], 0
    for index, texts in enumerate(paragraphs):
        segments, position = [], 0
        for raw in texts:
            number += 1
            text = re.sub(r"\[\d+\]", "", raw)
            for match in re.finditer(r"\[(\d+)\]", raw):
                place = Marker(match.group(1), f"s{number}", index, position + match.start(), "before_terminator")
                markers.append(place)
            segments.append(Segment(f"s{number}", text, "de", position, position + len(text), paragraph=index))
            position += len(text) + 1
        kind = (kinds or {}).get(index, "paragraph")
        made.append(Paragraph(index, kind, " ".join(s.text for s in segments), tuple(segments)))
    footnotes = []
    for note, texts in enumerate(notes, 1):
        parts, position = [], 0
        for k, text in enumerate(texts, 1):
            segment = Segment(
                f"f{note}q1s{k}", text, "en", position, position + len(text), footnote=str(note), quotation=0
            )
            parts.append(segment)
            position += len(text) + 1
        quotation = Quotation(0, " ".join(texts), "en", 0, position, sentences=tuple(parts))
        footnotes.append(Footnote(str(note), "", quotations=(quotation,) if texts else ()))
    return Document(
        "x.txt", "txt", "0" * 64, paragraphs=tuple(made), footnotes=tuple(footnotes), markers=tuple(markers)
    )


@pytest.fixture
def toy() -> ToyEncoder:
    return ToyEncoder()
