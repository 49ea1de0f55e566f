"""The evidence for every pair of a German sentence and an English one, as arrays of shape (German, English).

The features and their reasons are in ``docs/alignment.md``. All of them are made for the whole document at once,
because most of them are relative: how much better a pair is than its rivals.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import accumulate, chain
from math import sqrt
from typing import TYPE_CHECKING

from igglossary.alignment.originals import is_told
from igglossary.alignment.units import Unit, is_attribution, units, without_label
from igglossary.alignment.words import (
    Cognates,
    KnownTerm,
    Rarity,
    Vocabulary,
    Words,
    is_content,
    longest_common_run,
    take_apart,
    term_pairs,
)
from igglossary.text.languages import is_same_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from igglossary.alignment.embedding import Encoder
    from igglossary.model import Document, Segment

    Array = NDArray[np.float32]

_RIVALS = 8
"""Texts on the other side that a similarity is compared with (design notes: top 8 of row and column)."""

LEAST_RUN = 3
"""Words in a row that make a literal quotation (design notes: three or more English words shared)."""

_YEAR_DIGITS = 4

_ADJACENT = 0.1
"""Closeness of a reference in the paragraph before or after."""

_INHERITED = 0.8
"""Share of the closeness of a list's introduction that its items inherit: as the next sentence would have."""

_LONGEST_NAME = 6
"""Words from which a capitalised run is a motto rather than a name."""

_LEAST_STEMS = 2
"""Content words that a clause needs to be linked on its own."""


@dataclass(frozen=True, slots=True)
class EnglishSentence:
    """A sentence of a quotation and where it stands."""

    segment: Segment
    footnote: str
    quotation: int


@dataclass(frozen=True, slots=True)
class Row:
    """A German sentence, or a clause of one that may have a counterpart of its own."""

    sentence: int
    unit: Unit
    text: str
    words: Words
    units: tuple[int, ...]
    """Rows of the unit matrix that lie inside; the first is the row itself."""


@dataclass(slots=True)
class PairTable:
    """Everything known about the pairs of one document; arrays are (rows, English sentences)."""

    rows: list[Row]
    english_words: list[Words]
    english_units: list[list[Unit]]
    english_first: list[int]
    """Column of each English sentence in the unit matrix; its other units follow."""
    unit_gain: Array | None
    """Hub-corrected cosine of all units, (German units, English units); None without an encoder."""
    features: dict[str, Array]
    rarity: Rarity
    paragraphs: list[int | None]
    """Of every German sentence."""
    quotations: list[tuple[str, int]]
    """(footnote, number) of every English sentence; the sentences of a quotation follow each other."""
    terms: dict[tuple[int, int], list[KnownTerm]] = field(default_factory=dict)
    """Known term pairs by (row, column)."""


def english_sentences(document: Document) -> list[EnglishSentence]:
    """The sentences of all English quotations, those of the notes first, that the report does not pair off itself."""
    in_notes = [
        EnglishSentence(segment, footnote.id, quotation.index)
        for footnote in document.footnotes
        for quotation in footnote.quotations
        if is_same_language(quotation.lang, "en")
        for segment in quotation.sentences
    ]
    in_body = [
        EnglishSentence(segment, found.id, 0)
        for found in document.body_quotations
        if not is_told(found)
        for segment in found.quotation.sentences
    ]
    return in_notes + in_body


def compare(
    document: Document,
    english: Sequence[EnglishSentence],
    encoder: Encoder | None,
    terms: Sequence[tuple[str, str]] = (),
) -> PairTable:
    """All features of all pairs. One call of the encoder."""
    rows, german_units = _rows(document)
    english_words = [take_apart(without_label(sentence.segment.text), "en") for sentence in english]
    english_units = [units(sentence.segment.text) for sentence in english]
    sizes = [0, *accumulate(map(len, english_units))]
    title = take_apart(" ".join(filter(None, (document.title, document.place_date_line))), "de")
    rarity = Rarity([words.stems for words in _words_of_sentences(rows, english_words)], title.stems)
    paragraphs = [segment.paragraph for segment in document.sentences]
    quotations = [(sentence.footnote, sentence.quotation) for sentence in english]
    table = PairTable(rows, english_words, english_units, sizes[:-1], None, {}, rarity, paragraphs, quotations)
    years = frozenset(number for number in title.numbers if len(number) == _YEAR_DIGITS)
    table.features.update(_word_features(table, years))
    table.features["terms"] = _term_hits(table, terms)
    by_sentence = _marker_features(document, english)
    of_row = [row.sentence for row in rows]
    table.features.update({name: array[of_row] for name, array in by_sentence.items()})
    if encoder is not None:
        _meaning_features(table, german_units, _texts_of_units(english, english_units), encoder)
    return table


def _texts_of_units(english: Sequence[EnglishSentence], groups: Sequence[Sequence[Unit]]) -> list[str]:
    texts = (sentence.segment.text for sentence in english)
    return [without_label(unit.text(text)) for text, group in zip(texts, groups, strict=True) for unit in group]


def _words_of_sentences(rows: Sequence[Row], english: Sequence[Words]) -> list[Words]:
    """The words of every sentence of both sides once; parts of sentences would count theirs again."""
    return [*(row.words for row in rows if row.unit.kind == "sentence"), *english]


def _rows(document: Document) -> tuple[list[Row], list[str]]:
    """The rows, and the texts of all German units in the order of the unit matrix."""
    rows: list[Row] = []
    texts: list[str] = []
    for i, segment in enumerate(document.sentences):
        group = units(segment.text)
        first = len(texts)
        texts += [without_label(unit.text(segment.text)) for unit in group]
        for k, unit in enumerate(group):
            words = take_apart(without_label(unit.text(segment.text)), "de")
            if unit.kind in ("sentence", "item") or _is_telling_clause(unit, segment.text, words):
                inside = [n for n, u in enumerate(group) if n != k and unit.start <= u.start and u.end <= unit.end]
                places = tuple(first + n for n in (k, *inside))
                rows.append(Row(i, unit, unit.text(segment.text), words, places))
    return rows, texts


def _is_telling_clause(unit: Unit, sentence: str, words: Words) -> bool:
    return "clause" in unit.kind and len(words.stems) >= _LEAST_STEMS and not is_attribution(unit.text(sentence))


def _meaning_features(table: PairTable, german: list[str], english: list[str], encoder: Encoder) -> None:
    import numpy as np  # heavy; see the package's docstring

    vectors = encoder.encode([*german, *english])
    cosine = vectors[: len(german)] @ vectors[len(german) :].T
    gain = cosine - 0.5 * _top_mean(cosine, 1)[:, None] - 0.5 * _top_mean(cosine, 0)[None, :]
    rows, columns = np.array([row.units[0] for row in table.rows]), np.array(table.english_first)
    table.unit_gain = gain
    whole = cosine[np.ix_(rows, columns)]
    best_column = np.maximum.reduceat(gain, columns, axis=1)
    table.features["cosine"] = whole
    table.features["h"] = gain[np.ix_(rows, columns)]
    table.features["h_ecl"] = best_column[rows]
    table.features["h_cc"] = np.array([best_column[list(row.units)].max(axis=0) for row in table.rows])
    table.features["margin_row"] = whole - best_rivals(whole)
    table.features["margin_column"] = _column_margins(table.rows, whole)


def _column_margins(rows: Sequence[Row], whole: Array) -> Array:
    """Cosine minus the best of the same column in another sentence; clauses do not compete with their sentence."""
    import numpy as np  # heavy; see the package's docstring

    sentences = [i for i, row in enumerate(rows) if row.unit.kind == "sentence"]
    rival = best_rivals(whole[sentences].T).T
    return whole - rival[[row.sentence for row in rows]] if len(sentences) > 1 else whole - np.zeros_like(whole)


def _top_mean(matrix: Array, axis: int) -> Array:
    import numpy as np  # heavy; see the package's docstring

    count = min(_RIVALS, matrix.shape[axis])
    kept = np.partition(matrix, matrix.shape[axis] - count, axis=axis)
    result: Array = np.take(kept, range(matrix.shape[axis] - count, matrix.shape[axis]), axis=axis).mean(axis=axis)
    return result


def best_rivals(matrix: Array, nothing: float = 0.0) -> Array:
    """For every cell the largest other value of its row; ``nothing`` where there is no other."""
    import numpy as np  # heavy; see the package's docstring

    if matrix.shape[1] < 2:
        return np.full_like(matrix, nothing)
    order = np.argsort(matrix, axis=1)
    best, second = order[:, -1], order[:, -2]
    lines = np.arange(len(matrix))
    rival = np.repeat(matrix[lines, best][:, None], matrix.shape[1], axis=1)
    rival[lines, best] = matrix[lines, second]
    return rival


def _word_features(table: PairTable, title_numbers: frozenset[str]) -> dict[str, Array]:
    """Cognates, numbers and literal runs; only the pairs that share something are looked at."""
    import numpy as np  # heavy; see the package's docstring

    english = table.english_words
    rarity = Rarity([words.numbers for words in _words_of_sentences(table.rows, english)], title_numbers)
    shape = (len(table.rows), len(english))
    result = {name: np.zeros(shape, dtype=np.float32) for name in ("cognates", "numbers", "literal")}
    vocabulary = Vocabulary(english)
    for i, row in enumerate(table.rows):
        runs = _longest_runs(row.words, vocabulary)
        owned = _owned_words(row.words, list(runs.values()))
        relatives = Cognates(row.words, vocabulary, table.rarity)
        for j in relatives.columns():
            pairs = relatives.shared(english[j])
            weight = sum(value for word, _, value in pairs if j in runs or word.lower() not in owned)
            result["cognates"][i, j] = weight / sqrt(3 + len(row.words.stems))
        for j, run in runs.items():
            result["literal"][i, j] = (run[2] - 1) / 3
        for j in range(len(english)) if row.words.numbers else ():
            result["numbers"][i, j] = min(1.0, sum(map(rarity, row.words.numbers & english[j].numbers)))
    return result


def _longest_runs(words: Words, vocabulary: Vocabulary) -> dict[int, tuple[int, int, int]]:
    """Column → the run that it shares, for the columns that share the longest; nothing if that tells nothing."""
    columns = vocabulary.sharing_a_run(words.tokens)
    runs = {j: longest_common_run(words.tokens, vocabulary.texts[j].tokens) for j in columns}
    telling = [run[2] for run in runs.values() if is_telling(words, run) and not is_name(words, run)]
    longest = max(telling, default=0)
    return {j: run for j, run in runs.items() if run[2] == longest} if longest >= LEAST_RUN else {}


def is_telling(words: Words, run: tuple[int, int, int]) -> bool:
    """True if the shared run has at least two words that are no function words."""
    start, _, length = run
    return sum(1 for token in words.tokens[start : start + length] if is_content(token)) >= 2


def is_name(words: Words, run: tuple[int, int, int]) -> bool:
    """True for a short run of capitalised words, like an organisation's English name in a German sentence."""
    start, _, length = run
    inside = range(start, start + length)
    return length < _LONGEST_NAME and all(words.capitals[n] for n in inside if is_content(words.tokens[n]))


def _owned_words(words: Words, runs: Sequence[tuple[int, int, int]]) -> frozenset[str]:
    """The words of literally quoted runs: they speak for the sentence they were taken from and for no other."""
    return frozenset(token for start, _, length in runs for token in words.tokens[start : start + length])


def _term_hits(table: PairTable, terms: Sequence[tuple[str, str]]) -> Array:
    import numpy as np  # heavy; see the package's docstring

    result = np.zeros((len(table.rows), len(table.english_words)), dtype=np.float32)
    table.terms = term_pairs([row.words for row in table.rows], table.english_words, terms)
    for (i, j), pairs in table.terms.items():
        weights = [table.rarity.of_words(one.german_words) * table.rarity.of_words(one.english_words) for one in pairs]
        result[i, j] = sum(weights) / sqrt(3 + len(table.rows[i].words.stems))
    return result


def _marker_features(document: Document, english: Sequence[EnglishSentence]) -> dict[str, Array]:
    """How the note of an English sentence is referred to.

    ``marker``: closeness of the nearest reference, 1 to 0; ``between``: other references on the way; ``far``: 1 where
    the note is referred to, but neither from this paragraph nor from the one before or after.
    """
    import numpy as np  # heavy; see the package's docstring

    places = _places_of_notes(document)
    notes = sorted({sentence.footnote for sentence in english})
    close = np.zeros((len(document.sentences), len(notes)), dtype=np.float32)
    between = np.zeros_like(close)
    neighbourhood = _Neighbourhood(document, sorted(chain.from_iterable(places.values())))
    for column, note in enumerate(notes):
        own = sorted(places.get(note, ()))
        for place in own:
            for row, value in neighbourhood.around(place):
                others = neighbourhood.markers(row, place) - _between(own, row, place)
                if value - 0.1 * others > close[row, column] - 0.1 * between[row, column]:
                    close[row, column], between[row, column] = value, others
    for row, introduction in _introductions(document).items():
        inherited = _INHERITED * close[introduction]
        better = inherited > close[row]
        close[row, better], between[row, better] = inherited[better], between[introduction, better]
    far = (close == 0) & _are_referred_to(document, notes)
    columns = [notes.index(sentence.footnote) for sentence in english]
    features = {"marker": close, "between": between, "far": far.astype(np.float32)}
    return {name: array[:, columns] for name, array in features.items()}


def _are_referred_to(document: Document, notes: Sequence[str]) -> NDArray[np.bool_]:
    import numpy as np  # heavy; see the package's docstring

    referred = {marker.footnote for marker in document.markers}
    return np.array([note in referred for note in notes])


def _places_of_notes(document: Document) -> dict[str, list[int]]:
    """Note → the numbers of the sentences that refer to it; quotations of the body are referred to from beside them."""
    order = {segment.id: i for i, segment in enumerate(document.sentences)}
    places: dict[str, list[int]] = {}
    for marker in document.markers:
        if marker.sentence in order:
            places.setdefault(marker.footnote, []).append(order[marker.sentence])
    for found in document.body_quotations:
        near = [order[beside] for beside in found.beside if beside in order]
        places.setdefault(found.id, []).extend(near)
    return places


class _Neighbourhood:
    """The sentences that are close enough to a marker to be spoken of by its note."""

    def __init__(self, document: Document, markers: list[int]) -> None:
        """``markers`` are the places of all markers, ascending."""
        self._markers = markers
        blocks = _blocks(document)
        self._blocks = [blocks.get(segment.paragraph) for segment in document.sentences]
        self._rows: dict[int | None, list[int]] = {}
        for row, block in enumerate(self._blocks):
            self._rows.setdefault(block, []).append(row)

    def around(self, place: int) -> Iterator[tuple[int, float]]:
        """(sentence, closeness) of every sentence in the marker's block and in those before and after."""
        block = self._blocks[place]
        for near in (block,) if block is None else (block - 1, block, block + 1):
            for row in self._rows.get(near, ()):
                value = _closeness(row, place, self._blocks[row], block)
                if value > 0:
                    yield row, value

    def markers(self, first: int, second: int) -> int:
        """How many markers stand from the earlier of two sentences on and before the later one."""
        return _between(self._markers, first, second)


def _between(places: Sequence[int], first: int, second: int) -> int:
    low, high = sorted((first, second))
    return bisect_left(places, high) - bisect_left(places, low)


def _blocks(document: Document) -> dict[int | None, int]:
    """Paragraph → its number where a list belongs to the paragraph before it, so that what follows is next to that."""
    result: dict[int | None, int] = {}
    number = 0
    for paragraph in document.paragraphs:
        number += paragraph.kind != "list_item"
        result[paragraph.index] = number
    return result


def _introductions(document: Document) -> dict[int, int]:
    """List item sentence → the last sentence before its list."""
    result: dict[int, int] = {}
    row, introduction = 0, None
    for paragraph in document.paragraphs:
        for _ in paragraph.sentences:
            if paragraph.kind != "list_item":
                introduction = row
            elif introduction is not None:
                result[row] = introduction
            row += 1
    return result


def _closeness(row: int, place: int, paragraph: int | None, other: int | None) -> float:
    """The scale of the design notes: same sentence 1, next .8, second next .6, same paragraph .4, adjacent one .1."""
    distance = abs(row - place)
    if distance == 0:
        return 1.0
    if paragraph == other and distance <= 2:
        return 1.0 - 0.2 * distance
    if paragraph == other:
        return 0.4
    return _ADJACENT if paragraph is not None and other is not None and abs(paragraph - other) == 1 else 0.0
