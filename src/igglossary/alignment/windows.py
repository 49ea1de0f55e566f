"""Long reports in windows: a note has a neighbourhood, and far away only what something speaks for is compared.

A report of a few hundred sentences is one window and compared as a whole. A longer one is cut between paragraphs; each
part meets the notes that are referred to from it and, one by one, the sentences of other notes that share rare words
with one of its own or are among the nearest of it. So work grows with the length of the report, but for one product of
all sentence vectors, which is made in blocks.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from igglossary.alignment.units import without_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from igglossary.alignment.embedding import Encoder
    from igglossary.alignment.features import EnglishSentence
    from igglossary.model import Document, Paragraph

    Array = NDArray[np.float32]

WHOLE = 400
"""Sentences on both sides together up to which a report is compared as a whole: all the annotated ones are."""
_SIZE = 120
"""German sentences of a window, about: as many as the reports have that the weights were fitted on."""
_LONGEST = 400
"""A list or a paragraph longer than this is cut anywhere."""
_BLOCK = 512
"""Sentences whose cosines are in memory at a time."""
_NEAREST = 2
"""Far English sentences that are looked at for a German one."""
_FAR_COSINE = 0.5
"""Least cosine of a far sentence; links that nothing else speaks for begin higher."""
_AT_HOME = 0.05
"""What a far sentence may be less close than to the closest German sentence of the whole report."""
_RARE = 3
"""English sentences that a rare word stands in, at most."""
_RARE_WORDS = 3
"""Rare words that a far sentence must share: as many as make a literal quotation."""
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]{3,}")


@dataclass(frozen=True)
class Window:
    """A part of a report and the English sentences that may belong to it, in document order."""

    document: Document
    english: list[EnglishSentence]


class SharedVectors:
    """An encoder for the windows of one report, that knows the vectors of the whole sentences already."""

    def __init__(self, encoder: Encoder, german: Sequence[str], english: Sequence[str]) -> None:
        """Encode every sentence once, in one call."""
        self.name = encoder.name
        self._encoder = encoder
        texts = list(dict.fromkeys([*german, *english]))
        self._row = {text: n for n, text in enumerate(texts)}
        self._vectors = encoder.encode(texts)

    def of(self, texts: Sequence[str]) -> Array:
        """The vectors of sentences that were named at the beginning."""
        result: Array = self._vectors[[self._row[text] for text in texts]]
        return result

    def encode(self, texts: Sequence[str]) -> Array:
        """The vectors of any texts; what is no whole sentence is made now."""
        import numpy as np  # heavy; see the package's docstring

        other = [text for text in dict.fromkeys(texts) if text not in self._row]
        if not other:
            return self.of(texts)
        made = dict(zip(other, self._encoder.encode(other), strict=True))
        return np.stack([made[text] if text in made else self._vectors[self._row[text]] for text in texts])


def windows(
    document: Document, english: list[EnglishSentence], encoder: Encoder | None
) -> Iterator[tuple[Window, Encoder | None]]:
    """The parts of a report with the English sentences that each is compared with, and the encoder for them."""
    german = [without_label(segment.text) for segment in document.sentences]
    if len(german) + len(english) <= WHOLE:
        yield Window(document, english), encoder
        return
    quoted = [without_label(sentence.segment.text) for sentence in english]
    shared = SharedVectors(encoder, german, quoted) if encoder is not None else None
    far = _far(german, quoted, shared)
    by_paragraph = _columns_by_paragraph(document, english)
    first = 0
    for start, end in _parts(document.paragraphs):
        paragraphs = document.paragraphs[start:end]
        count = sum(len(paragraph.sentences) for paragraph in paragraphs)
        chosen = _near(by_paragraph, start, end).union(*far[first : first + count])
        first += count
        if chosen and count:
            part = replace(document, paragraphs=paragraphs)
            yield Window(part, [english[j] for j in sorted(chosen)]), shared


def _far(german: Sequence[str], quoted: Sequence[str], shared: SharedVectors | None) -> list[set[int]]:
    """For every German sentence the English ones that it is compared with however far their notes are."""
    far = _sharing_rare_words(german, quoted)
    if shared is not None:
        _add_nearest(far, shared.of(german), shared.of(quoted))
    return far


def _near(by_paragraph: Mapping[int, Sequence[int]], start: int, end: int) -> set[int]:
    """The English sentences that paragraphs ``start`` to ``end`` and their neighbours refer to."""
    return set(chain.from_iterable(by_paragraph.get(place, ()) for place in range(start - 1, end + 1)))


def _columns_by_paragraph(document: Document, english: list[EnglishSentence]) -> dict[int, list[int]]:
    """Paragraph → the English sentences of the notes that it refers to."""
    columns: dict[str, list[int]] = {}
    for j, sentence in enumerate(english):
        columns.setdefault(sentence.footnote, []).append(j)
    return {
        place: [j for note in notes for j in columns.get(note, ())]
        for place, notes in _notes_by_paragraph(document).items()
    }


def _parts(paragraphs: Sequence[Paragraph]) -> list[tuple[int, int]]:
    """(first, end) of runs of paragraphs; a list stays with the paragraph before it."""
    cuts, size = [0], 0
    for number, paragraph in enumerate(paragraphs):
        is_full = size >= _SIZE and paragraph.kind != "list_item"
        if number and (is_full or size >= _LONGEST):
            cuts.append(number)
            size = 0
        size += len(paragraph.sentences)
    return list(zip(cuts, [*cuts[1:], len(paragraphs)], strict=True))


def _notes_by_paragraph(document: Document) -> dict[int, set[str]]:
    """Which notes each paragraph refers to and which English stands beside it, by its place in the document."""
    place = {segment.id: n for n, paragraph in enumerate(document.paragraphs) for segment in paragraph.sentences}
    notes: dict[int, set[str]] = {}
    for marker in document.markers:
        if marker.sentence in place:
            notes.setdefault(place[marker.sentence], set()).add(marker.footnote)
    for found in document.body_quotations:
        for beside in found.beside:
            if beside in place:
                notes.setdefault(place[beside], set()).add(found.id)
    return notes


def _sharing_rare_words(german: Sequence[str], english: Sequence[str]) -> list[set[int]]:
    """For every German sentence the English ones that share enough words and numbers that are rare among them."""
    places: dict[str, list[int]] = {}
    for j, text in enumerate(english):
        for word in _words(text):
            places.setdefault(word, []).append(j)
    found = []
    for text in german:
        votes = Counter(j for word in _words(text) if len(places.get(word, ())) <= _RARE for j in places.get(word, ()))
        found.append({j for j, count in votes.items() if count >= _RARE_WORDS})
    return found


def _words(text: str) -> Iterable[str]:
    return dict.fromkeys(word.lower() for word in _WORD.findall(text))


def _add_nearest(far: list[set[int]], german: Array, english: Array) -> None:
    """The nearest English sentences of every German one, where they are about as close as to any sentence."""
    import numpy as np  # heavy; see the package's docstring

    if not len(german) or not len(english):
        return
    home = np.full(len(english), -1.0, dtype=np.float32)
    nearest: list[tuple[int, NDArray[np.intp], Array]] = []
    count = min(_NEAREST, len(english))
    for start in range(0, len(german), _BLOCK):
        cosine = german[start : start + _BLOCK] @ english.T
        home = np.maximum(home, cosine.max(axis=0))
        found = np.argpartition(-cosine, count - 1, axis=1)[:, :count]
        nearest.append((start, found, np.take_along_axis(cosine, found, axis=1)))
    for start, best, values in nearest:
        is_near = (values >= _FAR_COSINE) & (values >= home[best] - _AT_HOME)
        for row, column in zip(*is_near.nonzero(), strict=True):
            far[start + int(row)].add(int(best[row, column]))
