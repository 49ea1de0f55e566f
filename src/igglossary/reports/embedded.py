"""Quoted stretches of German sentences: English words that were kept, quotations that were translated."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from igglossary.languages.detection import detect_language
from igglossary.model import EmbeddedString
from igglossary.reports.quotation_marks import find_regions
from igglossary.text.word_lists import word_set

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from igglossary.model import Paragraph, Segment

_MOTTO = re.compile(r"\b(?:Motto|Slogan|Leit\w+|Devise|Losung|Schlagwort)\b[^.!?]{0,25}\Z")
_SMALL = word_set("a an the of on for to in and or by with from at as its")
_SO_CALLED = re.compile(r"\b(?:sogenannt\w*|so genannt\w*|sog\.|angeblich\w*|vermeintlich\w*)\s*\Z", re.IGNORECASE)


def find_embedded(paragraph: Paragraph, english: Collection[str]) -> list[EmbeddedString]:
    """The quoted stretches of one paragraph in order; names in quotation marks („Wuzhen Outlook“) are none of them.

    ``english`` are the English quotations of the document in lower case: a single English word counts only if it
    occurs there. Offsets count in the sentence's text; a stretch over several sentences gives one string for each.
    """
    found: list[EmbeddedString] = []
    starts = [sentence.start for sentence in paragraph.sentences]
    for region in find_regions(paragraph.text) if starts else ():
        quoted = paragraph.text[region.start : region.end]
        text = quoted.strip()
        if region.close is None or not text:
            continue
        kind = _kind(text, paragraph.text[max(0, region.begin - 60) : region.begin], english)
        if kind is None:
            continue
        lang = "en" if kind in ("motto", "literal_quotation") and detect_language(text) != "de" else "de"
        start = region.start + quoted.find(text)
        touched = paragraph.sentences[max(0, bisect_right(starts, start) - 1) :]
        for sentence, begin, end in _within(touched, start, start + len(text)):
            found.append(EmbeddedString(sentence.text[begin:end], sentence.id, begin, end, kind, lang))
    return found


def _within(sentences: Sequence[Segment], start: int, end: int) -> Iterator[tuple[Segment, int, int]]:
    """The sentences that a stretch of their paragraph runs through, each with its part of it."""
    for sentence in sentences:
        first, last = max(start, sentence.start), min(end, sentence.end)
        if first >= last:
            return
        yield sentence, first - sentence.start, last - sentence.start


def _kind(text: str, before: str, english: Collection[str]) -> str | None:
    words = re.findall(r"[\w’'-]+", text)
    lang = detect_language(text)
    is_literal = any(text.lower().strip(" .,;:!?") in quotation for quotation in english)
    if lang == "en" or (is_literal and lang != "de" and len(words) > 1):
        return _kind_of_english(text, words, before, is_literal=is_literal)
    if lang == "und" or not words:
        return None
    is_quotation = len(words) >= 3 and not _SO_CALLED.search(before)
    return "translated_quotation" if is_quotation else "scare_quotes"


def _kind_of_english(text: str, words: list[str], before: str, *, is_literal: bool) -> str | None:
    if _MOTTO.search(before):
        return "motto"
    is_kept = is_literal and text[:1].islower() if len(words) == 1 else not _is_name(words)
    return "literal_quotation" if is_kept else None


def _is_name(words: list[str]) -> bool:
    """Every word but small ones is capitalised or a number: a name or title."""
    return len(words) > 1 and all(w[:1].isupper() or w[:1].isdigit() or w.lower() in _SMALL for w in words)
