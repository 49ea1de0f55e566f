"""Title, place and date line, related links: what surrounds the body of a report."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from igglossary.reports.dates import find_dates
from igglossary.reports.typed_notes import NOTES_HEADING, RELATED_HEADING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igglossary.reports.blocks import Block
    from igglossary.reports.dates import FoundDate

_QUARTER = re.compile(
    r"\bQ(?P<quarter>[1-4])\s?[/-]\s?(?P<year>(?:19|20)\d\d)\b|\b(?P<number>[1-4])\.\s?Quartal\s(?P<in>(?:19|20)\d\d)\b"
)
_ENDS_SENTENCE = re.compile(r"[.!?…][\"“”»«)]*\Z")
_AROUND = " \t,;:|/·•–—-()"
_LEAD = re.compile(
    r"^(?:Ort(?:\s+und\s+(?:Datum|Zeit))?|Datum|Place|Date|Wann|Wo|Termin)\s*:\s*|\b(?:vom|am|den|from|on|im)\s*\Z|^(?:in)\s+",
    re.IGNORECASE,
)
_BACK = re.compile(r"\A(?:←|«|‹|<|Zurück\b|Back\b|Zur Übersicht|Übersicht\b)", re.IGNORECASE)
_MAX_LINE = 130
_MAX_PLACE = 70
_SEARCHED = 6  # blocks after the title in which the place and date line may stand


@dataclass(slots=True)
class Header:
    """What was found, and the indices of the blocks that it was found in and that are no body text."""

    title: str | None = None
    quarter: str | None = None
    place_date_line: str | None = None
    place: str | None = None
    date_start: str | None = None
    date_end: str | None = None
    related_heading: str | None = None
    backlinks: list[str] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)


def read_header(blocks: Sequence[Block], fallback_title: str | None = None) -> Header:
    """Find title, quarter, place and date line, the related block and its links. Nothing found: fields are None."""
    header = Header()
    first = _take_title(blocks, header, fallback_title)
    header.quarter = find_quarter(header.title or "")
    _take_place_and_date(blocks, first, header)
    _take_related(blocks, header)
    _take_links_at_end(blocks, header)
    for index, block in enumerate(blocks):
        if NOTES_HEADING.match(block.text) and block.kind == "heading":
            header.taken.add(index)
    if header.quarter is None:
        header.quarter = next((q for q in map(find_quarter, header.backlinks) if q), None)
    return header


def find_quarter(text: str) -> str | None:
    """``Q4/2019`` of a text, also from ``4. Quartal 2019``; None if there is none."""
    match = _QUARTER.search(text)
    if not match:
        return None
    return f"Q{match['quarter'] or match['number']}/{match['year'] or match['in']}"


def _take_title(blocks: Sequence[Block], header: Header, fallback: str | None) -> int:
    """Take the title; return the index of the block after it."""
    marked = [i for i, block in enumerate(blocks) if block.kind == "title"]
    start = marked[0] if marked else 0
    while start < len(blocks) and not marked and _is_only_quarter(blocks[start].text) and start + 1 < len(blocks):
        header.taken.add(start)
        header.quarter = find_quarter(blocks[start].text)
        start += 1
    if start < len(blocks) and (marked or _is_title(blocks[start])):
        header.title = blocks[start].text
        header.taken.add(start)
        header.taken.update(marked[:1])
        return start + 1
    header.title = fallback
    return start


def _is_title(block: Block) -> bool:
    is_running_text = len(block.text) > 200 or (_ENDS_SENTENCE.search(block.text) and len(block.text.split()) > 10)
    is_sentence_with_note = bool(block.refs) and (block.is_certain or bool(_ENDS_SENTENCE.search(block.text)))
    return not is_running_text and not is_sentence_with_note


def _is_only_quarter(text: str) -> bool:
    return bool(_QUARTER.fullmatch(text.strip()))


def _take_place_and_date(blocks: Sequence[Block], first: int, header: Header) -> None:
    for index in range(first, min(first + _SEARCHED, len(blocks))):
        found = read_place_and_date(blocks[index].text, header.quarter)
        if found is not None and not blocks[index].refs:
            header.place, header.date_start, header.date_end = found
            header.place_date_line = blocks[index].text
            header.taken.add(index)
            for earlier in range(first, index):
                if len(blocks[earlier].text) < _MAX_LINE and not _ENDS_SENTENCE.search(blocks[earlier].text):
                    header.taken.add(earlier)  # a byline or a quarter between title and place
            return
        if len(blocks[index].text) > 2 * _MAX_LINE:
            return


def read_place_and_date(line: str, quarter: str | None = None) -> tuple[str | None, str, str] | None:
    """(place, first day, last day) of ``Wuzhen, 20. – 22. Oktober 2019``; None if the line is something else.

    Without a year in the line the year of ``quarter`` (``Q4/2019``) is taken.
    """
    if len(line) > _MAX_LINE:
        return None
    text, dates = line, find_dates(line)
    if not dates and quarter:
        text, dates = _dated_by(quarter, line)
    if len(dates) != 1:
        return None
    found = dates[0]
    before, after = _LEAD.sub("", text[: found.start].strip(_AROUND)), text[found.end :]
    rest = " ".join(
        filter(
            None,
            (
                _LEAD.sub("", before.strip(_AROUND)).strip(_AROUND),
                _LEAD.sub("", after.strip(_AROUND + ".")).strip(_AROUND),
            ),
        )
    )
    if len(rest) > _MAX_PLACE or len(rest.split()) > 9 or re.search(r"[.!?]\s|\bfand\b|\bwurde\b|\btagte\b", rest):
        return None
    return rest or None, found.first, found.last


def _dated_by(quarter: str, line: str) -> tuple[str, list[FoundDate]]:
    """A line without a year and the year of the quarter behind it; the dates of both, none if the year adds nothing."""
    text = f"{line.rstrip(' .')} {quarter[-4:]}"
    dates = find_dates(text)
    is_completed = bool(dates) and dates[0].end == len(text) and dates[0].first != quarter[-4:]
    return text, dates if is_completed else []


def _take_related(blocks: Sequence[Block], header: Header) -> None:
    """The first heading of related reports with the links below it."""
    for index, block in enumerate(blocks):
        if index in header.taken or not RELATED_HEADING.match(block.text):
            continue
        header.related_heading = block.text.rstrip(": ")
        header.taken.add(index)
        for following in range(index + 1, len(blocks)):
            text = blocks[following].text
            if blocks[following].kind == "heading" or _is_running_text(text) or blocks[following].refs:
                return
            header.backlinks.append(text)
            header.taken.add(following)
        return


def _take_links_at_end(blocks: Sequence[Block], header: Header) -> None:
    """Quarters and links back among the last three blocks."""
    for index in range(len(blocks) - 1, max(-1, len(blocks) - 4), -1):
        text = blocks[index].text
        if index in header.taken:
            continue
        if len(text) > 60 or blocks[index].refs or not (_is_only_quarter(text) or _BACK.match(text)):
            return
        header.backlinks.insert(0, text)
        header.taken.add(index)


def _is_running_text(text: str) -> bool:
    return len(text) > 160 or (bool(_ENDS_SENTENCE.search(text)) and len(text.split()) > 8)
