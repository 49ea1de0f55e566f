"""The footnote grammar: a note's text → sources, quotations, back reference, and what could not be understood.

    note  = head quotation { middle quotation } tail  |  head tail
    head  = [signal] (source | back reference) [pinpoints] ":"
    tail  = [("in" | "In") ":"] [container] [URL] [remarks]

URLs are found first and their neighbourhood is kept out of the pairing of quotation marks (``In: „https://…``).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from igglossary.model import Footnote, Quotation, Segment, Source
from igglossary.reports import source_words as words
from igglossary.reports.back_references import find_back_reference, resolve
from igglossary.reports.dates import find_dates
from igglossary.reports.quotation_marks import Region, find_regions
from igglossary.reports.sources import is_person, parse_container, parse_source
from igglossary.text.detection import detect_language, identify_language
from igglossary.text.segmentation import split_sentences

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from igglossary.model import BackReference
    from igglossary.reports.blocks import Note

_URL = re.compile(r"(?:https?://|ftp://|www\.(?=\w))[^\s<>\"“”„»«]+", re.IGNORECASE)
_URL_LEAD = re.compile(
    r"(?:[\s,.;:(\[–-]*\b(?:in|unter|URL|online|abrufbar|verfügbar|available|at|from|Quelle|source|Link|siehe|see|auf|zugänglich|nachzulesen|hier|Video|Aufzeichnung|Livestream|Mitschnitt)\b"
    r"(?:\s+(?:unter|at|auf|online|from|in))?\s*:?)?\s*[„“\"«»<(\[]?\s*\Z",
    re.IGNORECASE,
)
_URL_END = ".,;:!?'’"
_SAME_SOURCE = re.compile(
    r"[\s.,;:–—-]*(?:\[?(?:…|\.\.\.)\]?|\(…\))?[\s.,;:]*"
    r"(?:(?:und|sowie|and|ferner|weiter|außerdem|also|further|dann|später|zudem|auch|an\s+anderer\s+Stelle|heißt\s+es|weiter\s+heißt\s+es|"
    r"dort|darin|im\s+Original|wörtlich|continues|or|oder|bzw\.|ebd\.|ebenda|ibid\.)[\s,.:]*){0,4}\Z",
    re.IGNORECASE,
)
_GLUE = re.compile(r"\A[\s.,;:–—-]*(?:(?:und|sowie|and|ferner|weiter|auch|bzw\.)\s+){1,2}", re.IGNORECASE)
_ACCESS = re.compile(
    r"(?:\A|[,;.]?\s+)(?:(?:beide|alle|jeweils)\s+)?"
    r"(?:zuletzt|abgerufen|aufgerufen|(?:Letzter )?Zugriff|(?:last )?accessed|Stand:)\b[^„“\"]{0,60}\Z",
)
_NEXT_SOURCE = re.compile(
    r"(?:[.;]\s+)(?:(?:siehe|vgl\.|so|ebd)\b[^„“”\"]{0,200}|"
    r"[^„“”\".;]{3,160}(?:19|20)\d\d[^„“”\".;]{0,40}):\s*[„“\"»]",
)
_MAX_UNCLOSED = 20  # quotations without a closing mark in one note; further ones are read as one
_CUT_OFF = re.compile(
    r"\s*(?:[,;]\s*)?\b(?:in|In|IN|Quelle|URL|siehe|abrufbar\s+unter|verfügbar\s+unter)\s*:?\s*[„“\"<(]?\s*\Z"
)
_SENTENCE_STOP = re.compile(r"[.!?…][\"“”’'»«)\]]*(?:\s|\Z)")
_LONGEST_TITLE = 14  # words of a title in quotation marks that ends like a sentence
_PROSE_WORDS = 18  # a source without a date or a name of more words is a remark in prose
_MASK = "\x00"
_NEAR = 600  # code points around a quotation that tell what it is; no head in the reports has 300


@dataclass(slots=True)
class _Parts:
    """A note cut at its quotations: ``between[i]`` stands before quotation ``i``, the last after all of them."""

    quotations: list[Region]
    between: list[tuple[int, int]]


def parse_footnotes(notes: Sequence[Note], places: Collection[str] = ()) -> tuple[Footnote, ...]:
    """Take the notes of a document apart, in order, so that back references find what they mean.

    ``places`` are place names of the document in lower case. Every note gives one Footnote; stretches that have no
    place in the grammar are in ``not_understood``.
    """
    parsed: list[Footnote] = []
    earlier: dict[str, Footnote] = {}
    for note in notes:
        parsed.append(_parse(note.key, note.text, earlier, places))
        earlier[note.key] = parsed[-1]
    return tuple(parsed)


def _parse(key: str, raw: str, earlier: dict[str, Footnote], places: Collection[str]) -> Footnote:
    urls = _find_urls(raw)
    masked = _mask(raw, urls)
    parts = _cut(raw, masked, urls)
    quotations = tuple(_quotation(key, index, raw, region) for index, region in enumerate(parts.quotations))
    reader = _Reader(raw, masked, urls, places, earlier)
    if quotations:
        reader.read_around_quotations(parts)
    else:
        reader.read_plain()
    return Footnote(
        id=key,
        raw=raw,
        source=reader.source,
        quotations=quotations,
        language=quotations[0].lang if quotations else None,
        back_reference=reader.back_reference,
        additional_sources=tuple(reader.additional),
        not_understood=tuple(reader.not_understood),
    )


def _find_urls(raw: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for match in _URL.finditer(raw):
        url = match.group().rstrip(_URL_END)
        while url and url[-1] in ")]" and url.count(url[-1]) > url.count("(["[url[-1] == "]"]):
            url = url[:-1].rstrip(_URL_END)
        if len(url) > len("http://"):
            found.append((match.start(), match.start() + len(url)))
    return found


def _mask(raw: str, urls: list[tuple[int, int]]) -> str:
    """The note with its URLs, and a quotation mark that stands before one, blanked out; lengths stay."""
    characters = list(raw)
    for start, end in urls:
        characters[start:end] = _MASK * (end - start)
        if start and characters[start - 1] in "„“”\"«»<‚‘'":
            characters[start - 1] = _MASK
            if end < len(characters) and characters[end] in "“”\"«»>’‘'":
                characters[end] = _MASK
    return "".join(characters)


def _cut(raw: str, masked: str, urls: list[tuple[int, int]]) -> _Parts:
    regions = find_regions(masked)
    if regions and regions[-1].close is None:
        regions = regions[:-1] + _close_by_force(raw, masked, regions[-1], urls)
    chosen = [region for index, region in enumerate(regions) if _is_quotation(raw, masked, regions, index)]
    between: list[tuple[int, int]] = []
    at = 0
    for region in chosen:
        between.append((at, region.begin))
        at = region.stop
    between.append((at, len(raw)))
    return _Parts(chosen, between)


def _close_by_force(raw: str, masked: str, region: Region, urls: list[tuple[int, int]]) -> list[Region]:
    """End a quotation whose closing mark is missing: before the next source, before ``in: URL``, or with the note."""
    closed: list[Region] = []
    for _round in range(_MAX_UNCLOSED):
        inner = _NEXT_SOURCE.search(masked, region.start)
        if inner is None:
            break
        head = inner.start()
        stop = head + (1 if masked[head] in ".;" else 0)
        closed.append(_forced(raw, region, stop if masked[head] == "." else head))
        rest = find_regions(_MASK * stop + masked[stop:])
        if not rest or rest[-1].close is not None:
            return closed + rest
        closed += rest[:-1]
        region = rest[-1]
    return [*closed, _forced(raw, region, _end_before_url(raw, region, urls))]


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
    end = region.start + len(raw[region.start : end].rstrip())
    while end > region.start and raw[end - 1] in ",;:(<„":
        end = region.start + len(raw[region.start : end - 1].rstrip())
    return Region(region.begin, region.start, end, end, region.open, None)


def _is_quotation(raw: str, masked: str, regions: list[Region], index: int) -> bool:
    """False for titles in quotation marks and for words that are only mentioned."""
    region = regions[index]
    text = raw[region.start : region.end].strip(" " + _MASK)
    if not any(c.isalpha() for c in text):
        return False
    previous = regions[index - 1].stop if index else 0
    before = masked[max(previous, region.begin - _NEAR) : region.begin].rstrip()
    after = masked[region.stop : region.stop + _NEAR]
    follower = masked[region.stop : regions[index + 1].begin] if index + 1 < len(regions) else None
    opened = masked[max(0, region.begin - _NEAR) : region.begin]
    if opened.rfind("(") > opened.rfind(")") and len(text.split()) < 12:
        # A word in a bracketed remark; a bracket of its own behind a quotation is the original wording.
        return bool(previous) and before.endswith("(") and after.startswith(")")
    is_introduced = before.endswith(":")
    is_sentence = bool(_SENTENCE_STOP.search(text)) or len(text.split()) >= 15
    introduces = follower is not None and follower.rstrip().endswith(":") and not _SAME_SOURCE.match(follower)
    is_question = not before and len(text.split()) <= _LONGEST_TITLE and re.match(r"\s*,", after) is not None
    if introduces and (not is_sentence or is_question) and not _starts_new_source(follower or ""):
        return False  # „Title“ or „Title?“, Publisher, Date: „Quotation“
    if is_introduced or is_sentence:
        return not (is_introduced and not is_sentence and _is_title_of_author(before, text, after))
    return not _is_title_before_publisher(before, after) and not re.match(r"\s?[\w(]", after)


def _starts_new_source(text: str) -> bool:
    return bool(re.match(r"[\s.]*;|[\s.,]*\b(?:siehe|vgl|see|so)\b", text, re.IGNORECASE))


def _is_title_of_author(before: str, text: str, after: str) -> bool:
    """``Jane Doe: „Title“, Publisher, 3. Mai 2021``."""
    name = before.rstrip(":").strip()
    return (
        is_person(name)
        and len(text.split()) <= 14
        and bool(re.match(r"\s*,\s*[A-ZÄÖÜ]", after))
        and bool(find_dates(after))
    )


def _is_title_before_publisher(before: str, after: str) -> bool:
    if find_dates(before):
        return False
    continued = re.match(r"\s*[,(]\s*(?!in\b\s*:?\s*\x00)(?P<rest>[^\x00]*)", after)
    rest = continued["rest"].strip(" ,.;:()") if continued else ""
    rest = re.sub(r"(?:^|[\s,])(?:in|In|abrufbar unter|unter)\s*:?\s*\Z", "", rest)
    return bool(rest) and not words.REMARK.match(rest)


def _quotation(key: str, index: int, raw: str, region: Region) -> Quotation:
    start, end = region.start, region.end
    while start < end and raw[start].isspace():
        start += 1
    while end > start and raw[end - 1].isspace():
        end -= 1
    text = raw[start:end]
    lang = identify_language(text)
    sentences = tuple(
        Segment(f"f{key}q{index + 1}s{number}", text[a:b], lang, a, b, footnote=key, quotation=index)
        for number, (a, b) in enumerate(split_sentences(text, lang if lang != "und" else "en"), start=1)
    )
    return Quotation(index, text, lang, start, end, region.open, region.close, sentences)


class _Reader:
    """Reads what is no quotation: heads, middles, tail. The attributes are the results."""

    def __init__(
        self,
        raw: str,
        masked: str,
        urls: list[tuple[int, int]],
        places: Collection[str],
        earlier: dict[str, Footnote],
    ) -> None:
        self.raw = raw
        self.masked = masked
        self.urls = urls
        self.places = places
        self.earlier = earlier
        self.source = Source()
        self.additional: list[Source] = []
        self.not_understood: list[str] = []
        self.back_reference: BackReference | None = None

    def _urls_in(self, start: int, end: int) -> list[tuple[int, int]]:
        """The URLs that begin between two places."""
        return self.urls[bisect_left(self.urls, (start, 0)) : bisect_left(self.urls, (end, 0))]

    def read_plain(self) -> None:
        """A note without a quotation: sources separated by semicolons, or a remark."""
        first = True
        for start, end in self._at_semicolons(0, len(self.raw)):
            source = self._source_with_url(start, end, first=first)
            if source is None:
                continue
            if first:
                self.source = source
                first = False
            else:
                self.additional.append(source)

    def read_around_quotations(self, parts: _Parts) -> None:
        """The head before the first quotation, what stands between quotations, the tail behind the last."""
        start, end = parts.between[0]
        self.source = self._source_with_url(start, end, first=True) or Source()
        sources = [self.source]
        for begin, stop in parts.between[1:-1]:
            self._read_middle(begin, stop, sources)
        self.source, self.additional = sources[0], sources[1:]
        self._read_tail(*parts.between[-1])

    def _read_middle(self, start: int, end: int, sources: list[Source]) -> None:
        text = self.raw[start:end]
        if _SAME_SOURCE.match(text) or not text.strip(" .,;:–—"):
            return
        stripped = _GLUE.sub("", text).strip(" .,;:–—()")
        if words.PINPOINT.match(stripped) or words.PAGES_ONLY.match(stripped):
            pages = ", ".join(filter(None, (sources[-1].pages, stripped)))
            sources[-1] = replace(sources[-1], pages=pages)
            return
        inside = self._urls_in(start, end)
        if inside:
            cut = inside[0][1]
            sources[-1] = self._with_tail(sources[-1], start, cut)
            if _SAME_SOURCE.match(self.raw[cut:end]):
                return
            start = cut
        elif (semicolon := self.masked.find(";", start, end)) > start:
            sources[-1] = self._with_tail(sources[-1], start, semicolon)
            start = semicolon
        found = self._source_with_url(start, end, first=False)
        if found is not None and found != Source():
            sources.append(found)

    def _read_tail(self, start: int, end: int) -> None:
        inside = self._urls_in(start, end)
        cut = inside[0][1] if inside else end
        semicolon = re.search(r";\s*(?=\S)", self.raw[start : inside[0][0] if inside else end])
        if semicolon:
            cut = start + semicolon.start()
        before = replace(self.source)
        if self.source.url is None or not self.additional:
            self.source = self._with_tail(self.source, start, cut)
        else:
            self.additional[-1] = self._with_tail(self.additional[-1], start, cut)
        if self.source == before and semicolon is None and not inside and not self.additional:
            return
        for a, b in self._at_semicolons(cut, end):
            more = self._source_with_url(a, b, first=False)
            if more is None or more == Source():
                continue
            if more == Source(url=more.url) and self.source.url is None:
                self.source = replace(self.source, url=more.url)
            else:
                self.additional.append(more)

    def _with_tail(self, source: Source, start: int, end: int) -> Source:
        """Fill what a source lacks from ``, in: China Daily, 21. Oktober 2019, S. 3, https://…``."""
        inside = self._urls_in(start, end)
        text = self.raw[start : inside[0][0]] if inside else self.raw[start:end]
        text = _URL_LEAD.sub("", text) if inside else text
        if inside:
            source = replace(source, url=source.url or self.raw[inside[0][0] : inside[0][1]])
        text = re.sub(r"\A[\s.,;:)\]]*(?:(?:in|In|IN)\b:?\s*)?", "", text).strip(" .,;:")
        if not text or words.REMARK.match(text.lstrip("([")) or find_back_reference(text):
            return source  # "Vgl. dazu auch oben Anm. 1" names no publisher
        found = parse_container(text, self.places)
        if (found.publisher is not None and len(found.publisher.split()) > 9) or (source.publisher and found.publisher):
            self.not_understood.append(text)
            return source
        filled = {f.name: getattr(source, f.name) or getattr(found, f.name) for f in fields(Source)}
        if source.date_raw is not None:
            filled["date"] = source.date
        return Source(**filled)

    def _source_with_url(self, start: int, end: int, *, first: bool) -> Source | None:
        """A source description with its URLs; remarks in prose go to ``not_understood`` and give None."""
        inside = self._urls_in(start, end)
        pieces: list[str] = []
        at = start
        for a, b in inside:
            pieces.append(_URL_LEAD.sub("", self.raw[at:a]))
            at = b
        pieces.append(self.raw[at:end])
        url = self.raw[slice(*inside[0])] if inside else None
        for a, b in inside[1:]:
            self.additional.append(Source(url=self.raw[a:b]))
        text = self._without_remarks(", ".join(p for p in pieces if p.strip(' .,;:<>()[]“”"»«')))
        found = find_back_reference(text) if self.earlier and (first or not inside) else None
        if found is not None and first:
            short = parse_source(found.rest, self.places)
            self.back_reference = resolve(found, short, self.earlier)
            short = _without_names_as_title(short, self.back_reference.resolved or Source())
            return replace(short, url=url)
        if not text.strip(" .,;:–—()[]<>"):
            return Source(url=url) if url else (Source() if first else None)
        if self._is_prose(text):
            self.not_understood.append(text.strip())
            return Source(url=url) if url else None
        return replace(parse_source(text, self.places), url=url)

    def _without_remarks(self, text: str) -> str:
        """Access dates and translator's remarks have no field; they stay in ``raw``."""
        text = re.sub(r"\s*[(\[](?P<inner>[^()\[\]]{3,120})[)\]]", self._drop_remark, text)
        match = _ACCESS.search(text)
        return text[: match.start()] if match else text

    @staticmethod
    def _drop_remark(match: re.Match[str]) -> str:
        return "" if words.REMARK.match(match["inner"]) else match.group()

    def _at_semicolons(self, start: int, end: int) -> list[tuple[int, int]]:
        """Stretches between semicolons outside brackets and URLs."""
        result: list[tuple[int, int]] = []
        depth = 0
        at = start
        for position in range(start, end):
            character = self.masked[position]
            depth += (character in "([") - (character in ")]")
            if character == ";" and depth <= 0:
                result.append((at, position))
                at = position + 1
        result.append((at, end))
        return result

    @staticmethod
    def _is_prose(text: str) -> bool:
        """Sentences rather than a source: several of them, or many words without a date and with few capitals."""
        stripped = text.strip(" .,;:")
        count = len(stripped.split())
        if count < 6 or stripped.startswith(("„", "“", '"')):
            return False
        if find_dates(stripped):
            return count > 2 * _PROSE_WORDS and len(split_sentences(stripped, "de")) > 1
        is_german = detect_language(stripped) == "de"
        lower = sum(word[:1].islower() for word in stripped.split())
        return (is_german and lower * 5 > count * 2) or (
            count > 2 * _PROSE_WORDS and len(split_sentences(stripped, "de")) > 1
        )


def _without_names_as_title(short: Source, resolved: Source) -> Source:
    """``Rat der EU (Fn. 1)`` names the publisher of note 1, not a title."""
    for name in ("publisher", "author"):
        if short.source_title is not None and short.source_title == getattr(resolved, name):
            return replace(short, **{name: short.source_title, "source_title": None})
    return short
