"""Whether the notes that were read can be handed on: rather none than wrong ones.

No share tells notes that the author lost from notes that the reader lost; a pair is safe because its number was seen
twice. So pairs are kept, what else counts on is kept between them, and too few pairs are no notes at all.
"""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from igglossary.reports.pdf.notes import pair, readings, rising

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igglossary.reports.pdf.notes import Apparatus, FootNote
    from igglossary.reports.pdf.sheet import Sheet

GOOD = 0.9
"""Share of pairs from which on nothing is said: good files have .986 and more."""
ENOUGH = 0.7
"""Share below which there are no notes: faults that were made on purpose give .38 to .81, one real file .79."""
_LEAST_RAISED = 3


class Verdict(NamedTuple):
    """The notes that are handed on, and what is to be said about them."""

    apparatus: Apparatus
    share: float
    """Pairs by the highest numbers; 1.0 for a document without notes."""
    missing: list[str]
    """Keys of notes that must be somewhere and are not."""
    is_refused: bool


def judge(apparatus: Apparatus, sheets: Sequence[Sheet]) -> Verdict:
    """Keep what is safe; ``is_refused`` if the document has notes that could not be read safely."""
    kept = _kept(apparatus.notes)
    highest = sum(max(n.number for n in notes) for _series, notes in groupby(kept, key=lambda n: n.series))
    pairs = sum(note.is_paired for note in kept)
    share = pairs / highest if highest else 1.0
    if highest and share < ENOUGH:
        return Verdict(_without_notes(sheets), share, [], is_refused=pairs >= _LEAST_RAISED or _counts(sheets))
    if not kept:
        return Verdict(_without_notes(sheets), 1.0, [], is_refused=_counts(sheets))
    return Verdict(_with_notes(apparatus, kept, sheets), share, _missing(kept), is_refused=False)


def _with_notes(apparatus: Apparatus, kept: list[FootNote], sheets: Sequence[Sheet]) -> Apparatus:
    """These notes only; the lines of the others go back to the body."""
    taken = {id(line) for note in kept for line in note.lines}
    body = [[line for line in sheet.lines if id(line) not in taken] for sheet in sheets]
    keys = {note.key for note in kept}
    marks = {mark: names for mark, names in apparatus.keys.items() if set(names) <= keys}
    return apparatus._replace(notes=kept, body=body, keys=marks)


def _kept(notes: Sequence[FootNote]) -> list[FootNote]:
    """Notes up to the last pair of each series, without those that may have swallowed the next."""
    kept: list[FootNote] = []
    for _series, group in groupby(notes, key=lambda note: note.series):
        series = list(group)
        while series and not series[-1].is_paired:
            series.pop()
        swallowed = {
            id(a) for a, b in pairwise(series) if b.number > a.number + 1 and (a.page == b.page or len(a.lines) > 12)
        }
        kept.extend(note for note in series if id(note) not in swallowed)
    return kept


def _missing(notes: Sequence[FootNote]) -> list[str]:
    result: list[str] = []
    for series, group in groupby(notes, key=lambda note: note.series):
        have = {note.number for note in group}
        prefix = f"{series + 1}." if series else ""
        result.extend(f"{prefix}{n}" for n in range(1, max(have)) if n not in have)
    return result


def _without_notes(sheets: Sequence[Sheet]) -> Apparatus:
    return pair([], [sheet.lines for sheet in sheets])


def _counts(sheets: Sequence[Sheet]) -> bool:
    """Whether raised numbers count from 1 to 3 and more, as references to notes do."""
    values = [
        ways[0][0] for sheet in sheets for line in sheet.lines for mark in line.marks if (ways := readings(mark.digits))
    ]
    counted = [values[position] for position in rising(values)]
    run = 0
    for value in counted:
        run += value == run + 1
    return run >= _LEAST_RAISED
