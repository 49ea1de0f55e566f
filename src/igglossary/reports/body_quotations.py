"""English in the body: an original beside its translation, in brackets or as a block, and English paragraphs.

``„…“ (im Original: “…”)``, ``“…” („…“)``, ``“…” (auf Deutsch: …)``, an English block with its translation in brackets
or behind *Übersetzung:* before or after it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain, groupby
from typing import TYPE_CHECKING, NamedTuple

from igglossary.languages.detection import identify_language
from igglossary.languages.segmentation import split_sentences
from igglossary.model import BodyQuotation, Quotation, Segment, Span
from igglossary.reports.quotation_marks import find_regions
from igglossary.text.languages import is_same_language
from igglossary.text.word_lists import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igglossary.model import Marker, Paragraph
    from igglossary.reports.quotation_marks import Region

_ORIGINAL = re.compile(
    r"(?<!\s)\s*[(\[]\s*(?P<label>(?:[Ii]m\s(?:[Ee]nglischen\s)?(?:[Oo]riginal(?:text|wortlaut)?|Wortlaut)|[Oo]rig(?:inal)?|[Ii]\.\s?O|"
    r"[Ee]ngl(?:isch)?|[Aa]uf\s[Ee]nglisch)\b\.?(?:\s[Ee]nglisch)?\s?:?\s?)(?P<text>[^()\[\]]{3,600})[)\]]"
)
_TRANSLATED = re.compile(
    r"(?<!\s)\s*[(\[]\s*(?P<label>(?:(?:[Aa]uf|[Zz]u)\s[Dd]eutsch|[Dd]t|[Dd]eutsch|[Üü]bers(?:etzung)?|[Ee]igene\s[Üü]bers(?:etzung)?|"
    r"[Dd]eutsche\s[Üü]bersetzung)\b\.?\s?:?\s?)(?P<text>[^()\[\]]{3,600})[)\]]"
)
_BARE = re.compile(r"\s*[(\[]\s*(?P<label>)(?P<text>[„“”\"«»‚‘'][^()\[\]]{3,600}[„“”\"«»‘’'][.!?]?)\s*[)\]]")
_BRACKETED = re.compile(r"[(\[].*[)\]][.!?]?\Z", re.DOTALL)
_TRANSLATION_LABEL = re.compile(
    r"[(\[]?\s*(?:(?:[Ee]igene|[Dd]eutsche)\s)?(?:[Üü]bersetzung|[Üü]bers\.|[Aa]uf\s[Dd]eutsch|[Zz]u\s[Dd]eutsch|[Dd]t\.)"
    r"(?:\s(?:wörtlich|etwa|sinngemäß))?\s?:"
)
_MARKS = "„“”\"«»‚‘’' "
_BEHIND = 4  # code points between an original and the reference to its note: quotation mark, bracket, stop
_LEAST_WORDS = 2  # of an original without a sentence of its own; a single word is a term
_ENTRY = re.compile(
    r"https?://|www\.|\bdoi\b|\A\W*In:|\b(?:Vol|No|pp)\.\s?\d|\d\s?\(\d{4}\)|\[\w+:\w+\]", re.IGNORECASE
)
_LEAST_CLAUSE = 5
_VERBS = word_set("be been is are was were has have had will would shall should must can could may might does do did")
_SHORTEST, _LONGEST = 0.4, 2.5  # characters of a translation for each of its original; outside it is something else


class _Pair(NamedTuple):
    """An original and its translation in one paragraph, both half-open offsets; the translation may be unknown."""

    original: tuple[int, int]
    translation: tuple[int, int] | None


def find_body_quotations(
    paragraphs: Sequence[Paragraph], markers: Sequence[Marker], lang: str = "de"
) -> tuple[BodyQuotation, ...]:
    """All stretches of the body that are English beside German, in order.

    A stretch that stands for itself (a sentence, a paragraph) is one even if no translation is told: it may be that of
    the sentences around it (``beside``).
    """
    found: list[BodyQuotation] = []
    for number, paragraph in enumerate(paragraphs):
        pairs = _in_brackets(paragraph)
        pairs += _english_runs(paragraph, pairs, lang)
        for pair in sorted(pairs):
            german = _spans(paragraph, pair.translation) if pair.translation else ()
            if not german and pair.original[1] - pair.original[0] >= 0.9 * len(paragraph.text):
                german = _translated_block(paragraphs, number, lang)
            told = _quotation(f"b{len(found) + 1}", paragraph, pair.original, markers)
            beside = _beside(paragraphs, number, pair.original, lang)
            found.append(replace(told, german=german, beside=beside))
    return tuple(found)


def _quotation(name: str, paragraph: Paragraph, place: tuple[int, int], markers: Sequence[Marker]) -> BodyQuotation:
    """The stretch with its sentences and the note whose reference stands in it or right behind it."""
    start, end = place
    text = paragraph.text[start:end]
    marks = (m for m in markers if m.paragraph == paragraph.index and start < m.offset <= end + _BEHIND)
    note = next((marker.footnote for marker in marks), None)
    sentences = tuple(
        Segment(f"{name}s{n}", text[a:b], "en", a, b, paragraph=paragraph.index, footnote=note, quotation=0)
        for n, (a, b) in enumerate(split_sentences(text, "en"), start=1)
    )
    return BodyQuotation(
        name, paragraph.index, Quotation(0, text, "en", start, end, sentences=sentences), footnote=note
    )


def _in_brackets(paragraph: Paragraph) -> list[_Pair]:
    """``„German“ (im Original: “English”)`` and ``“English” (dt.: „German“)``."""
    text = paragraph.text
    behind = (_behind(text, region) for region in find_regions(text) if region.close is not None)
    pairs = [pair for pair in behind if pair is not None]
    pairs += _behind_clauses(paragraph, [pair.original for pair in pairs])
    return [pair for pair in pairs if _is_likely(pair)]


def _behind_clauses(paragraph: Paragraph, taken: list[tuple[int, int]]) -> list[_Pair]:
    """``German (im Original: English)`` without quotation marks: the sentence up to the bracket."""
    pairs: list[_Pair] = []
    for match in _ORIGINAL.finditer(paragraph.text):
        start, end = _inner(paragraph.text, match)
        original = paragraph.text[start:end]
        if any(a < end and start < b for a, b in taken) or not _is_english(original):
            continue
        sentence = next((s for s in paragraph.sentences if s.start <= match.start() < s.end), None)
        if sentence is not None and _is_clause(original):
            pairs.append(_Pair((start, end), (sentence.start, match.start())))
    return pairs


def _behind(text: str, region: Region) -> _Pair | None:
    """The pair that a quoted stretch makes with the bracket behind it."""
    inside = (region.start, region.end)
    own = text[region.start : region.end]
    limit = region.stop + 700
    for pattern in (_ORIGINAL, _BARE):
        match = pattern.match(text, region.stop, limit)
        if match and _is_english(text[slice(*_inner(text, match))]) and not _is_english(own):
            return _Pair(_inner(text, match), inside)
    if not _is_english(own):
        return None
    for pattern in (_TRANSLATED, _BARE):
        match = pattern.match(text, region.stop, limit)
        if match and not _is_english(text[slice(*_inner(text, match))]):
            return _Pair(inside, _inner(text, match))
    return None


def _inner(text: str, match: re.Match[str]) -> tuple[int, int]:
    """The words of a bracket without their own quotation marks."""
    start, end = match.span("text")
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    return start, end


def _is_english(text: str) -> bool:
    return len(text.split()) >= _LEAST_WORDS and identify_language(text) == "en"


def _is_clause(text: str) -> bool:
    """A sentence or a clause with its verb; anything less is the English for the words right before the bracket."""
    tokens = text.split()
    return len(tokens) >= _LEAST_CLAUSE and (text[0].isupper() or any(word in _VERBS for word in tokens))


def _is_likely(pair: _Pair) -> bool:
    if pair.translation is None:
        return False
    ratio = (pair.translation[1] - pair.translation[0]) / max(1, pair.original[1] - pair.original[0])
    return _SHORTEST <= ratio <= _LONGEST


def _english_runs(paragraph: Paragraph, pairs: list[_Pair], lang: str) -> list[_Pair]:
    """English sentences that follow each other, with German ones in brackets behind or before them."""
    if is_same_language(lang, "en"):
        return []

    def is_english_alone(sentence: Segment) -> bool:
        is_taken = any(a < sentence.end and sentence.start < b for (a, b), _translation in pairs)
        return is_same_language(sentence.lang, "en") and not is_taken

    runs = [list(run) for is_english, run in groupby(paragraph.sentences, is_english_alone) if is_english]
    return [
        _Pair((run[0].start, run[-1].end), _bracketed_beside(paragraph, run))
        for run in runs
        if all(map(_is_running_text, run))
    ]


def _is_running_text(sentence: Segment) -> bool:
    """A sentence with its verb; titles, entries of a bibliography and lists of names are no quotations."""
    low = sentence.text.lower()
    return _ENTRY.search(sentence.text) is None and any(word in _VERBS for word in re.findall(r"[a-z]+", low))


def _bracketed_beside(paragraph: Paragraph, run: list[Segment]) -> tuple[int, int] | None:
    """The German in brackets right behind a run of English sentences."""
    match = re.compile(r"\s*[(\[](?P<text>[^()\[\]]{8,2000})[)\]]").match(paragraph.text, run[-1].end)
    if match is None or _is_english(match["text"]):
        return None
    label = _TRANSLATION_LABEL.match(match["text"])
    start = match.start("text") + (label.end() if label else 0)
    pair = _Pair((run[0].start, run[-1].end), (start, match.end("text")))
    return pair.translation if _is_likely(pair) else None


def _translated_block(paragraphs: Sequence[Paragraph], number: int, lang: str) -> tuple[Span, ...]:
    """The sentences of the paragraph before or after that says that it is the translation of an English one."""
    for other in (number + 1, number - 1):
        if not 0 <= other < len(paragraphs):
            continue
        paragraph = paragraphs[other]
        label = _TRANSLATION_LABEL.match(paragraph.text)
        is_german = all(is_same_language(sentence.lang, lang) for sentence in paragraph.sentences)
        is_told = bool(label or _BRACKETED.match(paragraph.text))
        pair = _Pair((0, len(paragraphs[number].text)), (0, len(paragraph.text)))
        if is_german and is_told and paragraph.sentences and _is_likely(pair):
            start = label.end() if label else 0
            return _spans(paragraph, (start, len(paragraph.text)))
    return ()


def _spans(paragraph: Paragraph, place: tuple[int, int]) -> tuple[Span, ...]:
    """A stretch of a paragraph as stretches of its sentences, without brackets and white space at the ends."""
    spans: list[Span] = []
    for sentence in paragraph.sentences:
        start, end = max(place[0], sentence.start), min(place[1], sentence.end)
        while start < end and (paragraph.text[start].isspace() or paragraph.text[start] in "([" + _MARKS):
            start += 1
        while end > start and (paragraph.text[end - 1].isspace() or paragraph.text[end - 1] in ")]" + _MARKS):
            end -= 1
        if start < end:
            a, b = start - sentence.start, end - sentence.start
            spans.append(Span(sentence.id, a, b, sentence.text[a:b]))
    return tuple(spans)


def _beside(paragraphs: Sequence[Paragraph], number: int, place: tuple[int, int], lang: str) -> tuple[str, ...]:
    """The nearest German sentences before and after a stretch, of its own paragraph or the next one."""
    near = paragraphs[max(0, number - 1) : number + 2]
    german = [s for s in chain.from_iterable(p.sentences for p in near) if is_same_language(s.lang, lang)]
    here = paragraphs[number].index
    before = [s for s in german if (s.paragraph or 0, s.start) < (here, place[0])]
    after = [s for s in german if (s.paragraph or 0, s.start) >= (here, place[1])]
    return tuple(s.id for s in (*before[-1:], *after[:1]))
