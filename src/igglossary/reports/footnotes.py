"""The footnote grammar: a note's text → sources, quotations, back reference, and what could not be understood.

    note  = head quotation { middle quotation } tail  |  head tail
    head  = [signal] (source | back reference) [pinpoints] ":"
    tail  = [("in" | "In") ":"] [container] [URL] [remarks]

URLs are found first and their neighbourhood is kept out of the pairing of quotation marks (``In: „https://…``).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, TypeGuard

from igglossary.languages.detection import identify_language
from igglossary.languages.segmentation import split_sentences
from igglossary.model import Footnote, Quotation, Segment, Source
from igglossary.reports import source_words as words
from igglossary.reports.authors import is_same_author, list_separators, surnames
from igglossary.reports.back_references import find_back_reference, resolve
from igglossary.reports.imprint import DOI, without_access_dates
from igglossary.reports.quotation_kind import SAME_SOURCE, is_quotation
from igglossary.reports.quotation_marks import Region, find_regions
from igglossary.reports.remarks import is_prose, split_remarks, without_remarks
from igglossary.reports.sources import parse_container, parse_source
from igglossary.reports.unclosed import close_by_force

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from igglossary.model import BackReference
    from igglossary.reports.back_references import Found
    from igglossary.reports.blocks import Note

_URL = re.compile(r"(?:https?://|ftp://|www\.(?=\w))[^\s<>\"“”„»«]+", re.IGNORECASE)
_URL_LEAD = re.compile(
    r"(?:(?<![\s,.;:(\[–-])[\s,.;:(\[–-]*+\b(?:in|unter|URL|online|abrufbar|verfügbar|available|at|from|Quelle|source|Link|siehe|see|auf|zugänglich|nachzulesen|hier|Video|Aufzeichnung|Livestream|Mitschnitt)\b"
    r"(?:\s+(?:unter|at|auf|online|from|in))?\s*:?)?(?<!\s)\s*+[„“\"«»<(\[]?\s*\Z",
    re.IGNORECASE,
)
_URL_END = ".,;:!?'’"
_REPORTS = re.compile(r",\s(?:hier\s|dort\s)?(?:zitiert|schreibt|sagt|sagte|erklärt|heißt\ses)\b[^,„“\"]{0,60}\Z")
_AND_SOURCE = re.compile(r",?\s(?:und|sowie|and)\s(?:auch\s)?(?=[A-ZÄÖÜ][\w-]+[:,]\s)")
_JOINED = re.compile(  # S. 6, sowie Muster, Anna: … / S. 6 und Muster 2006
    r"(?<=[\df.])\s?,?\s(?:sowie|und|and)\s(?=(?:auch\s|[Ss]iehe\s|[Vv]gl\.\s)?"
    r"[A-ZÄÖÜ][\w-]+(?:,\s[A-ZÄÖÜ]|\s(?:1[89]|20)\d\d\b|\s?/\s?[A-ZÄÖÜ]|:\s))"
)
_BRACKETED = re.compile(
    r"[\s.,]*\((?!\s*(?:[Ii]n:?|URL|[Üü]bers|[Hh]erv|eig|zum|zuletzt|abgerufen)\b|\s*\x00)(?P<inner>[^()]{8,200})\)(?=[\s.,]*(?:\Z|[A-ZÄÖÜ]))"
)
_NEW_SENTENCE = re.compile(r"\.\s+(?=(?:[Vv]gl|[Ss]iehe|[Ee]bd|[Ss]o\sauch)\b|[A-ZÄÖÜ][^.]{3,200}\.(?:\s|\Z))")
_GLUE = re.compile(r"\A[\s.,;:–—-]*(?:(?:und|sowie|and|ferner|weiter|auch|bzw\.)\s+){1,2}", re.IGNORECASE)
_MASK = "\x00"


@dataclass(slots=True)
class _Parts:
    """A note cut at its quotations: ``between[i]`` stands before quotation ``i``, the last after all of them."""

    quotations: list[Region]
    between: list[tuple[int, int]]


@dataclass(slots=True)
class _Earlier:
    """What the notes before have said: by their id in order, whose surnames they named, what was cited last."""

    notes: dict[str, Footnote] = field(default_factory=dict)
    surnames: set[str] = field(default_factory=set)
    cited: Footnote | None = None
    author: str | None = None

    def add(self, note: Footnote) -> None:
        self.notes[note.id] = note
        sources = [note.cited, *note.additional_sources]
        for source in sources:
            self.surnames |= surnames(source.author)
        if note.back_reference is not None or any(source != Source() for source in sources):
            self.cited = note
            self.author = sources[-1].author or sources[-1].publisher


def parse_footnotes(notes: Sequence[Note], places: Collection[str] = ()) -> tuple[Footnote, ...]:
    """Take the notes of a document apart, in order, so that back references find what they mean.

    ``places`` are place names of the document in lower case. Every note gives one Footnote; what explains is in
    ``remarks``, stretches that have no place in the grammar are in ``not_understood``.
    """
    earlier = _Earlier()
    for note in notes:
        earlier.add(_parse(note.key, note.text, earlier, places))
    return tuple(earlier.notes[note.key] for note in notes)


def _parse(key: str, raw: str, earlier: _Earlier, places: Collection[str]) -> Footnote:
    urls = _find_urls(raw)
    masked = _mask(raw, urls)
    parts = _cut(raw, masked, urls, earlier.surnames)
    quotations = tuple(_quotation(key, index, raw, region) for index, region in enumerate(parts.quotations))
    reader = _Reader(raw, masked, urls, places, earlier)
    if quotations:
        reader.read_around_quotations(parts)
    else:
        reader.read_plain(0, len(raw))
    return Footnote(
        id=key,
        raw=raw,
        source=reader.source,
        quotations=quotations,
        language=quotations[0].lang if quotations else None,
        back_reference=reader.back_reference,
        additional_sources=tuple(reader.additional),
        remarks=tuple(reader.remarks),
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


def _cut(raw: str, masked: str, urls: list[tuple[int, int]], known: set[str]) -> _Parts:
    regions = find_regions(masked)
    if regions and regions[-1].close is None:
        regions = regions[:-1] + close_by_force(raw, masked, regions[-1], urls)
    chosen = [region for index, region in enumerate(regions) if is_quotation(masked, regions, index, known)]
    between: list[tuple[int, int]] = []
    at = 0
    for region in chosen:
        between.append((at, region.begin))
        at = region.stop
    between.append((at, len(raw)))
    return _Parts(chosen, between)


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
        earlier: _Earlier,
    ) -> None:
        self.raw = raw
        self.masked = masked
        self.urls = urls
        self.places = places
        self.earlier = earlier
        self.source = Source()
        self.additional: list[Source] = []
        self.remarks: list[str] = []
        self.not_understood: list[str] = []
        self.back_reference: BackReference | None = None
        self.has_source = False
        self.separators = list_separators(masked)

    def _urls_in(self, start: int, end: int) -> list[tuple[int, int]]:
        """The URLs that begin between two places."""
        return self.urls[bisect_left(self.urls, (start, 0)) : bisect_left(self.urls, (end, 0))]

    def _stretches(self, start: int, end: int) -> list[tuple[int, int]]:
        """What may cite between two places; prose goes to ``remarks``, but the address in it is kept."""
        citing: list[tuple[int, int]] = []
        for a, b, is_remark in split_remarks(self.masked[start:end], self.earlier.surnames):
            if not is_remark:
                citing.append((start + a, start + b))
                continue
            self.remarks.append(self.raw[start + a : start + b])
            for first, last in self._urls_in(start + a, start + b):
                self._add(Source(url=self.raw[first:last]))
        return citing

    def _add(self, source: Source | None) -> None:
        """The first source is the note's, further ones are additional."""
        if source is None or (self.has_source and source == Source()):
            return
        if self.has_source:
            self.additional.append(source)
        else:
            self.source = source
            self.has_source = source != Source() or self.back_reference is not None

    def read_plain(self, start: int, end: int) -> None:
        """A stretch without a quotation: remarks, and sources separated by semicolons."""
        for begin, stop in self._stretches(start, end):
            for a, b in self._at_semicolons(begin, stop):
                self._add(self._source_with_url(a, b, first=not self.has_source))

    def read_around_quotations(self, parts: _Parts) -> None:
        """The head before the first quotation, what stands between quotations, the tail behind the last."""
        heads = self._stretches(*parts.between[0])
        if heads:
            self.source = self._source_with_url(*heads[-1], first=True) or Source()
        for start, end in heads[:-1]:
            more = self._source_with_url(start, end, first=False)
            self.additional += [more] if _says_anything(more) else []
        before, self.additional = self.additional, []
        sources = [self.source]
        for begin, stop in parts.between[1:-1]:
            self._read_middle(begin, stop, sources)
        self.source, self.additional = sources[0], sources[1:]
        self.has_source = True
        self._read_tail(*parts.between[-1])
        self.additional += before

    def _read_middle(self, start: int, end: int, sources: list[Source]) -> None:
        text = self.raw[start:end]
        if SAME_SOURCE.match(text) or not text.strip(" .,;:–—()"):
            return
        stripped = _GLUE.sub("", text).strip(" .,;:–—()")
        if words.is_pinpoint(stripped):
            pages = ", ".join(filter(None, (sources[-1].pages, stripped)))
            sources[-1] = replace(sources[-1], pages=pages)
            return
        if is_prose(stripped, self.earlier.surnames):
            self.remarks.append(text.strip())
            return
        inside = self._urls_in(start, end)
        if inside:
            cut = inside[0][1]
            sources[-1] = self._with_tail(sources[-1], start, cut)
            if SAME_SOURCE.match(self.raw[cut:end]):
                return
            start = cut
        elif (semicolon := self.masked.find(";", start, end)) > start:
            sources[-1] = self._with_tail(sources[-1], start, semicolon)
            start = semicolon
        found = self._source_with_url(start, end, first=False)
        if _says_anything(found):
            sources.append(found)

    def _read_tail(self, start: int, end: int) -> None:
        """What stands behind the last quotation: the rest of its source, then further sources."""
        cut = self._end_of_own_tail(start, end)
        start = self._read_cited(start, cut)
        if self.source.url is None or not self.additional:
            self.source = self._with_tail(self.source, start, cut)
        else:
            self.additional[-1] = self._with_tail(self.additional[-1], start, cut)
        for begin, stop in self._stretches(cut, end):
            for a, b in self._at_semicolons(begin, stop):
                self._add_behind_tail(self._source_with_url(a, b, first=False))

    def _end_of_own_tail(self, start: int, end: int) -> int:
        """Where the tail stops speaking of the source of the quotation: an address, a semicolon, a new sentence."""
        inside = self._urls_in(start, end)
        cut = inside[0][1] if inside else end
        semicolon = re.search(r";\s*(?=\S)", self.raw[start : inside[0][0] if inside else end])
        if semicolon:
            cut = start + semicolon.start()
        signal = _NEW_SENTENCE.search(self.masked, start, cut)
        return signal.end() if signal else cut

    def _add_behind_tail(self, more: Source | None) -> None:
        """A further source; an address alone belongs to the quotation's source where that has none."""
        if not _says_anything(more):
            return
        if more == Source(url=more.url) and self.source.url is None:
            self.source = replace(self.source, url=more.url)
        else:
            self.additional.append(more)

    def _read_cited(self, start: int, end: int) -> int:
        """``„Quotation“ (Muster, Title, S. 3)``: the source in brackets; return where the rest of the tail begins."""
        cited = _BRACKETED.match(self.masked, start, end)
        if cited is None:
            return start
        found = self._source_with_url(*cited.span("inner"), first=self.source == Source())
        if self.source == Source():
            self.source = found or self.source
        elif _says_anything(found):
            self.additional.append(found)
        return cited.end()

    def _with_tail(self, source: Source, start: int, end: int) -> Source:
        """Fill what a source lacks from ``, in: China Daily, 21. Oktober 2019, S. 3, https://…``."""
        text, url = self._tail(start, end)
        source = replace(source, url=source.url or url)
        if not text or words.REMARK.match(text.lstrip("([")) or find_back_reference(text):
            return source  # "Vgl. dazu auch oben Anm. 1" names no publisher
        if is_prose(text, self.earlier.surnames):
            self.remarks.append(text)
            return source
        found = parse_container(text, self.places)
        if (found.publisher is not None and len(found.publisher.split()) > 9) or (source.publisher and found.publisher):
            self.not_understood.append(text)
            return source
        return _filled(source, found)

    def _tail(self, start: int, end: int) -> tuple[str, str | None]:
        """What stands between two places before the first address, without ``in:`` and dates of access; the address."""
        text, url = self.raw[start:end], None
        for first, last in self._urls_in(start, end)[:1]:
            text, url = _URL_LEAD.sub("", self.raw[start:first]), self.raw[first:last]
        text = re.sub(r"\A[\s.,;:)\]]*(?:(?:in|In|IN)\b:?\s*)?", "", text).strip(" .,;:")
        return without_access_dates(text, has_address=url is not None), url

    def _source_with_url(self, start: int, end: int, *, first: bool) -> Source | None:
        """A source description with its URLs; remarks in prose go to ``remarks`` and give None."""
        text, url = self._head(start, end, first=first)
        found = find_back_reference(text) if self.earlier.notes else None
        if found is not None:
            if first:
                return replace(self._referred(found), url=url)
            if url is None and self.has_source and not found.rest.strip(" .,;:"):
                return None
        address_alone = Source(url=url) if url else None
        if not text.strip(" .,;:–—()[]<>"):
            return address_alone
        if is_prose(text, self.earlier.surnames):
            self.remarks.append(text.strip())
            return address_alone
        return replace(self._described(text), url=url)

    def _head(self, start: int, end: int, *, first: bool) -> tuple[str, str | None]:
        """The words of a description and its first address; further addresses are sources of their own."""
        text, addresses = self._without_addresses(start, end)
        self.additional += [Source(url=address) for address in addresses[1:]]
        text = without_access_dates(without_remarks(text), has_address=bool(addresses))
        text = _REPORTS.sub("", text if first else _GLUE.sub("", text))
        return text, addresses[0] if addresses else None

    def _without_addresses(self, start: int, end: int) -> tuple[str, list[str]]:
        """The text between two places without its web addresses and DOIs, and these."""
        pieces: list[str] = []
        at = start
        inside = self._urls_in(start, end)
        for a, b in inside:
            pieces.append(_URL_LEAD.sub("", self.raw[at:a]))
            at = b
        pieces.append(self.raw[at:end])
        addresses = [self.raw[a:b] for a, b in inside]
        text = ", ".join(p for p in pieces if p.strip(' .,;:<>()[]“”"»«'))
        for match in DOI.finditer(text):
            address = f"https://doi.org/{match['number']}"
            addresses += [address] if address not in addresses else []
        return DOI.sub("", text), addresses

    def _referred(self, found: Found) -> Source:
        """What a head with a back reference prints itself; the reference is kept in ``back_reference``."""
        own, other = found.rest, _AND_SOURCE.search(found.rest)
        if other:
            own = found.rest[: other.start()]
            self.additional.append(self._described(found.rest[other.end() :]))
        short = self._described(own)
        self.back_reference = resolve(found, short, self.earlier.notes, self.earlier.cited)
        return _without_names_as_title(short, self.back_reference.resolved or Source())

    def _described(self, text: str) -> Source:
        """A description, where ``Ders.`` and ``Dies.`` stand for the author of the source before."""
        text = words.without_signal(text.strip(" \t,;:–—|"))
        title = is_same_author(text)
        source = parse_source(text[title:], self.places, self.earlier.surnames)
        if not title:
            return source
        last = self.additional[-1] if self.additional else self.source
        return replace(source, author=(last.author or last.publisher or self.earlier.author))

    def _at_semicolons(self, start: int, end: int) -> list[tuple[int, int]]:
        """Stretches between semicolons outside brackets and URLs."""
        result: list[tuple[int, int]] = []
        joined = {match.start(): match.end() for match in _JOINED.finditer(self.masked, start, end)}
        depth = 0
        at = start
        for position in range(start, end):
            character = self.masked[position]
            depth += (character in "([") - (character in ")]")
            if depth <= 0 and position in joined:
                result.append((at, position))
                at = joined[position]
            elif character == ";" and depth <= 0 and position not in self.separators:
                result.append((at, position))
                at = position + 1
        result.append((at, end))
        return result


def _says_anything(source: Source | None) -> TypeGuard[Source]:
    return source is not None and source != Source()


def _filled(source: Source, found: Source) -> Source:
    """A source with what it lacks from another; a date and its words are of one of them."""
    filled = {f.name: getattr(source, f.name) or getattr(found, f.name) for f in fields(Source)}
    if source.date_raw is not None:
        filled["date"] = source.date
    return Source(**filled)


def _without_names_as_title(short: Source, resolved: Source) -> Source:
    """``Rat der EU (Fn. 1)`` names the publisher of note 1, ``Muster, a. a. O.`` its author: no titles."""
    title = short.source_title
    if title is None:
        return short
    if title.lower() in surnames(resolved.author):
        return replace(short, author=title, source_title=None)
    for name in ("publisher", "author"):
        if title == getattr(resolved, name):
            return replace(short, **{name: title, "source_title": None})
    return short
