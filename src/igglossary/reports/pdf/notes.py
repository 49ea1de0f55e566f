"""Footnotes at the foot of pages, and the raised numbers in the text that name them.

A number is believed because it was seen twice: raised in the text, and at the left edge of the notes of that page or
the next.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from igglossary.reports.pdf.sheet import Line, Mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from igglossary.reports.pdf.characters import Rule
    from igglossary.reports.pdf.sheet import Sheet

_SMALL = 0.93  # of the body's size: notes are set smaller than that
_MANY = 0.25  # of the characters: a size with so many is the body's or the notes', and the larger one is the body's
_EDGE = 8.0  # points around the left edge of the notes' labels
_MOST_LOST = 30  # notes in a row that may be missed before the chain starts again
_RULE_EDGE = 15.0  # points between the margin and the rule
_SHORT_RULE = 0.6  # of the width of the page
_UNDER = 0.35  # em below the baseline: the line under a link
_TIGHT = 1.35  # em of leading inside a note
_LOOSE = 1.9  # times the usual leading: what stands below is no note
_LABEL = re.compile(r"(?P<n>\d{1,4})(?:[.)]?\s+|[.)]\s*|(?=[A-ZÄÖÜ„“\"»«]))(?=\S)")
_SENTENCE_END = re.compile(r"[.!?…][\"“”’'»«)\]]*\Z")


@dataclass(slots=True)
class FootNote:
    """A note in the making: number, running count of its series, page where it begins, and its lines."""

    number: int
    series: int
    page: int
    lines: list[Line] = field(default_factory=list)
    is_paired: bool = False

    @property
    def key(self) -> str:
        """The number, behind that of its series where numbers begin again."""
        return str(self.number) if self.series == 0 else f"{self.series + 1}.{self.number}"


class Apparatus(NamedTuple):
    """What the notes' step found: the notes, the raised numbers that name them (by identity), and the body's lines."""

    notes: list[FootNote]
    keys: dict[int, list[str]]
    """``id`` of a mark → keys of the notes that it names."""
    body: list[list[Line]]
    """The lines of each page that are no notes."""
    marks: int = 0
    """Raised numbers in the body."""


class _Zone(NamedTuple):
    """Lines at the foot of one part of a page, the left edge of its text, and which line a rule stands over."""

    page: int
    lines: list[Line]
    left: float
    margin: float
    rule_at: int | None
    is_small: bool


def body_size(sheets: Iterable[Sheet]) -> float:
    """The size of the body in points: the largest of those in which much is set. 0.0 without text."""
    sizes: Counter[float] = Counter()
    for sheet in sheets:
        for line in sheet.lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
    total = sizes.total()
    return max((size for size, count in sizes.items() if count >= _MANY * total), default=0.0) or max(
        sizes, key=lambda s: sizes[s], default=0.0
    )


def find_footnotes(sheets: list[Sheet], size: float) -> Apparatus:
    """Take the notes at the foot of the pages out and pair them with the raised numbers of the body."""
    zones = [zone for sheet in sheets for zone in _zones(sheet, size)]
    raised = _raised_in_body(sheets, zones)
    chain = _Chain(raised, _label_edges(zones, raised))
    for zone in zones:
        chain.read(zone)
    taken = {id(line) for note in chain.notes for line in note.lines}
    body = [[line for line in sheet.lines if id(line) not in taken] for sheet in sheets]
    return pair(chain.notes, body)


def _raised_in_body(sheets: list[Sheet], zones: list[_Zone]) -> dict[int, set[int]]:
    """Page → what its raised digits may mean, those of small print left out."""
    in_zone = {id(line) for zone in zones if zone.is_small for line in zone.lines}
    raised: dict[int, set[int]] = defaultdict(set)
    for sheet in sheets:
        for line in sheet.lines:
            if id(line) not in in_zone:
                raised[sheet.number].update(_possible_numbers(line))
    return raised


def _possible_numbers(line: Line) -> Iterator[int]:
    """The numbers that the raised digits of a line may mean: ``1516`` is 15 and 16 as well."""
    is_first = line.starts_raised()
    for position, mark in enumerate(line.marks):
        if position == 0 and is_first and label_of(line):
            continue  # the label of a note, not a reference
        yield from (n for numbers in readings(mark.digits) for n in numbers)


def readings(digits: str) -> list[list[int]]:
    """The ways to read raised digits: as one number, then as two that follow each other."""
    if len(digits) > 8:
        return []
    ways = [[int(digits)]] if len(digits) < 5 else []
    half, odd = divmod(len(digits), 2)
    first, second = digits[:half], digits[half:]
    if first and (not odd or len(second) == len(first) + 1) and int(second) == int(first) + 1:
        ways.append([int(first), int(second)])
    return ways


def _parts(sheet: Sheet) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in sheet.lines:
        if group and group[-1].part != line.part:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _zones(sheet: Sheet, size: float) -> Iterator[_Zone]:
    """The small lines at the foot of each column; all lines from a short rule on if they are not smaller."""
    for lines in _parts(sheet):
        margin = _margin(lines, size)
        start = len(lines)
        while start and lines[start - 1].size <= _SMALL * size:
            start -= 1
        rule = _rule_above(lines, sheet)
        is_small = start < len(lines)
        if not is_small:
            start = rule or 0
        left = min(line.left for line in lines[start:])
        rule_at = rule - start if rule is not None and rule >= start else None
        yield _Zone(sheet.number, lines[start:], left, margin, rule_at, is_small)


def _margin(lines: list[Line], size: float) -> float:
    """Where most lines of the body begin."""
    lefts = Counter(round(line.left) for line in lines if line.size > _SMALL * size)
    return float(lefts.most_common(1)[0][0]) if lefts else min(line.left for line in lines)


def _rule_above(lines: list[Line], sheet: Sheet) -> int | None:
    """The index of the line below the short rule at the left margin; of several, the one above a label counts."""
    margin = min(line.left for line in lines)
    found: list[int] = []
    for rule in sheet.rules:
        if abs(rule.left - margin) > _RULE_EDGE or rule.right - rule.left > _SHORT_RULE * sheet.width:
            continue
        index = bisect_right(lines, -rule.y, key=lambda line: -line.baseline)
        if 0 < index < len(lines) and not _underlines(rule, lines[index - 1]):
            found.append(index)
    labelled = [index for index in found if label_of(lines[index])]
    return min(labelled) if labelled else max(found, default=None)


def _underlines(rule: Rule, line: Line) -> bool:
    return line.baseline - rule.y < _UNDER * line.size and rule.right <= line.right + 2


def label_of(line: Line) -> tuple[int, bool] | None:
    """(number, whether it is raised) of a line that may begin a note."""
    first = next((p for p in line.pieces if isinstance(p, Mark) or p.strip()), None)
    if isinstance(first, Mark):
        return (int(first.digits), True) if len(first.digits) < 5 else None
    match = _LABEL.match(line.text) if first is not None else None
    return (int(match["n"]), False) if match else None


def _label_edges(zones: list[_Zone], raised: dict[int, set[int]]) -> list[float]:
    """Where labels begin, in points from the zone's left edge and from the margin; empty if no line looks like one.

    One of the two is right: lists move the margin that is found, and a single short note has no edge but its own.
    """
    edges: tuple[Counter[int], Counter[int]] = (Counter(), Counter())
    for zone in zones:
        for line in zone.lines:
            label = label_of(line)
            if label and label[0] in raised[zone.page] | raised[zone.page - 1]:
                for place, counts in zip(_places(line, zone), edges, strict=True):
                    counts[round(place / 4)] += 3 if label[1] else 1
    return [counts.most_common(1)[0][0] * 4.0 for counts in edges if counts]


def _places(line: Line, zone: _Zone) -> tuple[float, float]:
    return line.left - zone.left, line.left - zone.margin


class _Chain:
    """The notes as they follow each other; ``open`` is the one that may go on at the next page."""

    def __init__(self, raised: dict[int, set[int]], edges: list[float]) -> None:
        self.notes: list[FootNote] = []
        self.raised = raised
        self.edges = edges
        self.series = 0
        self.last = 0

    def read(self, zone: _Zone) -> None:
        """Add the notes of a zone; lines that are no notes stay where they are."""
        starts = [self._candidate(line, zone) for line in zone.lines]
        last_place = {number: index for index, number in enumerate(starts)}
        current: FootNote | None = None
        leading = 0.0
        for index, line in enumerate(zone.lines):
            number = starts[index]
            follows = last_place.get(self.last + 1, -1) > index
            if number is not None and self._accepts(number, zone, follows=follows, is_raised=line.starts_raised()):
                if current is None:
                    self._go_on(zone, index)
                current = self._begin(number, zone.page)
            elif current is not None and self._breaks(zone.lines[index - 1], line, leading):
                return
            if current is not None:
                if len(current.lines) == 1 and index and leading == 0:
                    leading = max(leading, zone.lines[index - 1].baseline - line.baseline)
                current.lines.append(line)
        if current is None:
            self._go_on(zone, len(zone.lines))

    def _candidate(self, line: Line, zone: _Zone) -> int | None:
        label = label_of(line)
        if label is None or not self.edges:
            return None
        places = zip(_places(line, zone), self.edges, strict=True)
        return label[0] if any(abs(place - edge) <= _EDGE for place, edge in places) else None

    def _accepts(self, number: int, zone: _Zone, *, follows: bool, is_raised: bool) -> bool:
        """``follows`` tells that the next number stands further below."""
        page = zone.page
        if not zone.is_small and zone.rule_at is None:  # anywhere on the page: only what is plainly the next note
            return is_raised and number == self.last + 1 and number in self.raised[page]
        has_partner = number in self.raised[page] | self.raised[page - 1]
        if number == self.last + 1:
            return has_partner or ((is_raised or zone.is_small) and self.last > 0)
        if has_partner and self.last < number <= self.last + _MOST_LOST:
            return not follows
        return number == 1 and self.last > 1 and number in self.raised[page]

    def _begin(self, number: int, page: int) -> FootNote:
        if number == 1 and self.last > 1:
            self.series += 1
        self.last = number
        note = FootNote(number, self.series, page)
        self.notes.append(note)
        return note

    def _go_on(self, zone: _Zone, end: int) -> None:
        """Lines above the first label go to the note that was open at the end of the page or column before."""
        if not self.notes or not end or not self.notes[-1].lines:
            return
        note = self.notes[-1]
        last = note.lines[-1]
        if last.page not in (zone.page, zone.page - 1) or abs(last.size - zone.lines[end - 1].size) > 0.4:
            return
        if zone.rule_at is not None:
            if zone.rule_at < end:
                note.lines.extend(zone.lines[zone.rule_at : end])
            return
        if zone.is_small and not _SENTENCE_END.search(last.text) and _is_tight(zone.lines[:end]):
            note.lines.extend(zone.lines[:end])

    @staticmethod
    def _breaks(before: Line, line: Line, leading: float) -> bool:
        step = before.baseline - line.baseline
        return step > _LOOSE * max(leading, line.size * 1.15)


def _is_tight(lines: list[Line]) -> bool:
    return all(a.baseline - b.baseline < _TIGHT * a.size for a, b in pairwise(lines))


def pair(notes: list[FootNote], body: list[list[Line]], *, anywhere: bool = False) -> Apparatus:
    """Pair raised numbers with notes of the same page, else the next or last (endnotes: of any), in rising order."""
    places: dict[tuple[int, int], int] = {}
    for index, note in enumerate(notes):
        places.setdefault((0 if anywhere else note.page, note.number), index)
    marks = [(mark, line.page) for line in chain.from_iterable(body) for mark in line.marks]
    named = ((mark, _named(mark, 0 if anywhere else page, places)) for mark, page in marks)
    candidates = [(mark, found) for mark, found in named if found]
    keys: dict[int, list[str]] = {}
    for position in rising([found[0] for _mark, found in candidates]):
        mark, found = candidates[position]
        keys[id(mark)] = [notes[index].key for index in found]
        for index in found:
            notes[index].is_paired = True
    return Apparatus(notes, keys, body, len(marks))


def _named(mark: Mark, page: int, places: dict[tuple[int, int], int]) -> list[int]:
    for numbers in readings(mark.digits):
        found = [next((places[p, n] for p in (page, page + 1, page - 1) if (p, n) in places), -1) for n in numbers]
        if -1 not in found:
            return found
    return []


def rising(values: list[int]) -> list[int]:
    """The positions of a longest strictly rising subsequence (patience sorting, n log n)."""
    tails: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for position, value in enumerate(values):
        at = bisect_left(tails, value)
        previous.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(value)
            ends.append(position)
        else:
            tails[at], ends[at] = value, position
    result: list[int] = []
    position = ends[-1] if ends else -1
    while position >= 0:
        result.append(position)
        position = previous[position]
    return result[::-1]
