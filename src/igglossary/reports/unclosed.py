"""Where a quotation without a closing mark ends: with its citation or language, before the next source or address."""

from __future__ import annotations

import re
from bisect import bisect_left

from igglossary.languages.detection import identify_language
from igglossary.languages.segmentation import split_sentences
from igglossary.reports import source_words as words
from igglossary.reports.quotation_marks import Region, find_regions

_MASK = "\x00"
_MAX_UNCLOSED = 20  # quotations without a closing mark in one note; further ones are read as one
_NEAR = 600
_LEAST_TOLD = 4  # words whose language counts
_YEAR = r"(?:1[5-9]|20)\d\d"
_NEXT_SOURCE = re.compile(
    r"(?:[.;]\s+)(?:(?:siehe|vgl\.|so|ebd)\b[^„“”\"]{0,200}|"
    r"[^„“”\".;]{3,160}(?:19|20)\d\d[^„“”\".;]{0,40}):\s*[„“\"»]",
)
_CUT_OFF = re.compile(
    r"(?<![\s,;])\s*(?:[,;]\s*)?\b(?:in|In|IN|Quelle|URL|siehe|abrufbar\s+unter|verfügbar\s+unter)\s*:?\s*[„“\"<(]?\s*\Z"
)
# (Muster, "Title", p. 2), (Muster 2006), (ebd., S. 3): a citation in brackets behind the words it is about
_CITATION = re.compile(
    r"(?<!\s)\s*\((?:[Vv]gl\.\s|[Ss]iehe\s|[Cc]f\.\s)?(?:[A-ZÄÖÜ\"„“»«][^()]{0,160}?(?:\b(?:S|p|pp|Sp|Bd|t|v)\.\s?[\dIVXLC]|l\.\s?c\.|a\.\s?a\.\s?O|"
    rf"\b{_YEAR}\b)|(?:[Ee]bd|[Ii]bid|l\.\s?c|a\.\s?a\.\s?O)\b)[^()]{{0,80}}\)"
)
# , Muster, Title, S. 12. at the end of what was quoted
_BEHIND_STOP = re.compile(
    r"(?<=[.!?])\s+(?:[A-ZÄÖÜ](?:[^.!?]|\.(?=\s?[a-z,])){3,120}?,\s(?:S|p|pp)\.\s?\d+|(?:[Vv]gl|[Ss]iehe|[Ee]bd)\b)"
)


def close_by_force(raw: str, masked: str, region: Region, urls: list[tuple[int, int]]) -> list[Region]:
    """The regions that an unclosed one falls into: itself with an end, and what is quoted behind that.

    Work is linear in the length of the note; ``masked`` is the note with its URLs (``urls``) blanked out.
    """
    closed: list[Region] = []
    for _round in range(_MAX_UNCLOSED):
        end, stop = _next_end(masked, region)
        if end is None:
            break
        closed.append(_forced(raw, region, end))
        rest = find_regions(_MASK * stop + masked[stop:])
        if not rest or rest[-1].close is not None:
            return closed + rest
        closed += rest[:-1]
        region = rest[-1]
    return [*closed, _forced(raw, region, _end_before_url(raw, region, urls))]


def _next_end(masked: str, region: Region) -> tuple[int | None, int]:
    """The first place where the quotation must end, and from where on the note is read again; (None, 0) without one."""
    ends: list[tuple[int, int]] = []
    inner = _NEXT_SOURCE.search(masked, region.start)
    if inner:
        head = inner.start()
        stop = head + (1 if masked[head] in ".;" else 0)
        ends.append((stop if masked[head] == "." else head, stop))
    for pattern in (_CITATION, _BEHIND_STOP):
        cited = pattern.search(masked, region.start)
        if cited and cited.start() > region.start:
            ends.append((cited.start(), cited.start()))
    changed = _language_change(masked, region.start)
    if changed is not None:
        ends.append((changed, changed))
    return min(ends, default=(None, 0))


def _language_change(masked: str, start: int) -> int | None:
    """Where a sentence is in another language than the first; None where all are alike or nothing can be told."""
    text = masked[start:]
    first = None
    for a, b in split_sentences(text, "de"):
        sentence = text[a:b].replace(_MASK, " ")
        if len(sentence.split()) < _LEAST_TOLD:
            continue
        found = identify_language(sentence)
        if found == "und":
            continue
        if first is not None and found != first:
            return start + a
        first = found
    return None


def _end_before_url(raw: str, region: Region, urls: list[tuple[int, int]]) -> int:
    """Where ``, in: URL`` begins, or a URL that ends the note; the end of the note if there is neither."""
    for start, stop in urls[bisect_left(urls, (region.start, 0)) :]:
        lead = _CUT_OFF.search(raw, max(region.start, start - _NEAR), start)
        behind = raw[stop : stop + _NEAR].strip(' .,;)>(["“”»«')
        if not behind or words.REMARK.match(behind) or (lead and ":" in lead.group()):
            return lead.start() if lead else start
    return len(raw)


def _forced(raw: str, region: Region, end: int) -> Region:
    """A region that ends at ``end``, without separators and white space before it."""
    end = region.start + len(raw[region.start : end].rstrip(" ,;:(<„"))
    return Region(region.begin, region.start, end, end, region.open, None)
