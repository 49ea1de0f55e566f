"""Clean edges: a stretch without its item label, without punctuation or a left-over conjunction at its ends."""

from __future__ import annotations

import re

from igglossary.alignment.units import Unit

_LABEL = re.compile(
    r"(?:\((?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,5})\)|(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|[•‣▪·*–—-])\s+(?=\S)"
)
_ORDINAL_DATE = re.compile(
    r"\d{1,2}\.\s+(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez|Jahrhundert|Sitzung|[a-zäöü]|[A-ZÄÖÜ]\w+(?:tag|ung)\b)"
)
"""``7. Mai``, ``3. Sitzung``: an ordinal, no label. A label's number stands before a sentence of its own."""
_EDGE = " \t\n\u00a0\u202f,;:–—-"
_QUOTES = "„“”‟\"»«›‹‚‘’'"
_JOINER_AT_END = re.compile(r"(?<!\s)\s+(?:und|sowie|oder|and|or)$", re.IGNORECASE)
_JOINER_AT_START = re.compile(r"(?:dass|daß|und|sowie|oder|aber|wonach|and|but|or|while)\s+(?=\S)", re.IGNORECASE)


def cleaned(unit: Unit, sentence: str) -> Unit:
    """The stretch without what does not belong to it at its edges; the full stop of a sentence stays.

    Nothing is taken off where nothing would be left.
    """
    start, end = unit.start, unit.end
    before = None
    while before != (start, end):
        before = (start, end)
        start, end = _trim(sentence, start, end, is_whole=_is_whole(sentence, start, end))
    return Unit(start, end, unit.kind) if start < end else unit


def bare(text: str) -> str:
    """A text for comparison: without label, edge punctuation and the quotation marks around it."""
    unit = cleaned(Unit(0, len(text), "phrase"), text)
    return unit.text(text).strip(_EDGE + _QUOTES + ".!?…") or text


def _is_whole(sentence: str, start: int, end: int) -> bool:
    """Whether the stretch is all of the sentence but its label, quotation marks and last mark."""
    outside = sentence[:start] + " " + sentence[end:]
    return not re.search(r"\w{2}", _LABEL.sub("", outside))


def _trim(text: str, start: int, end: int, *, is_whole: bool) -> tuple[int, int]:
    """One round of taking things off."""
    label = _LABEL.match(text, start, end)
    if label is not None and not _ORDINAL_DATE.match(text, start, end):
        start = label.end()
    while start < end and text[start] in _EDGE:
        start += 1
    while start < end and text[end - 1] in _EDGE:
        end -= 1
    joiner = _JOINER_AT_END.search(text, start, end)
    if joiner is not None:
        end = joiner.start()
    opening = None if is_whole else _JOINER_AT_START.match(text, start, end)
    if opening is not None:
        start = opening.end()
    return _within_quotes(text, start, end)


def _within_quotes(text: str, start: int, end: int) -> tuple[int, int]:
    """Without a quotation mark that opens or closes nothing inside the stretch."""
    if start < end and text[start] in _OPENING and not set(_OPENING[text[start]]) & set(text[start + 1 : end]):
        start += 1
    if start < end and text[end - 1] in _CLOSING and not set(_CLOSING[text[end - 1]]) & set(text[start : end - 1]):
        end -= 1
    return start, end


_OPENING = {"„": "“”", "“": "”", "»": "«", "«": "»", '"': '"'}
_CLOSING = {"“": "„", "”": "„“", "«": "»", "»": "«", '"': '"'}
