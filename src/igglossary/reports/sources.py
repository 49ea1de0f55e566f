"""The head of a footnote → Source: who published which title where and when.

Reports write ``Title, Publisher, Place, Date, Art. 3``, ``Publisher: Title``, ``Publisher, Title``, ``Author, Title,
in: Journal, 1/2026, S. 12`` and more. The date and the pinpoints are found by their form; what is left is judged part
by part: does it look like an organisation, a document, a person, a place?
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING

from igglossary.model import Source
from igglossary.reports import source_words as words
from igglossary.reports.authors import find_authors, has_first_name, is_person
from igglossary.reports.dates import find_dates
from igglossary.reports.imprint import split_imprint, take_bracketed_year, take_volume, without_asides
from igglossary.reports.quotation_marks import find_regions
from igglossary.reports.source_parts import (
    clean,
    document,
    is_initials,
    is_marked,
    is_name,
    is_place,
    is_publisher,
    organisation,
    split_colon,
    split_parts,
)

if TYPE_CHECKING:
    from collections.abc import Collection

_TRIM = " \t,;:.–—|"
_SURE = 2
"""Points of ``organisation`` from which a part is one whatever stands around it."""
_LONGEST_NAME = 4
"""Words of a publisher that no list knows; longer ones are titles more often (56 heads written for this purpose)."""
_PLACE_YEAR = re.compile(r"[A-ZÄÖÜ][^\W\d]+ (?:19|20)\d\d\Z")
_YEAR_ONLY = re.compile(r"\(?(?:19|20)\d\d\)?\.?\Z")
_CONTAINER = re.compile(
    r"(?:,\s*|(?<![\s,])\s+|^)(?:in|In|IN):\s*(?=\S)|,\s+in\s+(?=[A-ZÄÖÜ„\"])"
    r"|,\s+(?:im\s+(?:Gespräch|Interview)\s+mit|interviewed\s+by)(?P<interview>)\s+(?:(?:der|dem|the)\s+)?(?=\S)"
)
_DATED_BY = re.compile(
    r"(?<![\s,(])[\s,(]*+\b(?:vom|v\.|am|of|from|dated|den|on|Stand:?|published|veröffentlicht)?\s*\Z", re.IGNORECASE
)
_BY = re.compile(r"(?:by|von|By|Von)\s+")
_BRACKETED = re.compile(r"\A(?P<name>.*\S)\s*\((?P<inner>[^()]{2,60})\)\Z", re.DOTALL)
_AUTHOR_YEAR = re.compile(  # Muster 2006, Muster/Beispiel 2006a
    r"(?P<names>[A-ZÄÖÜ][\w’'-]+(?:(?:\s?[/&]\s?|\sund\s|\sand\s)[A-ZÄÖÜ][\w’'-]+){0,3}(?:\set\sal\.|\su\.\s?a\.)?)"
    r"\s\(?(?P<year>(?:1[5-9]|20)\d\d)[a-z]?\)?(?=\s*(?:[,:]\s*(?:S|p|pp|Kap|Abschn|Abs)\.|[,:]\s*\d|\.?\Z))"
)
_TITLE_CITY = re.compile(r"(?P<title>.{4,}[^\W\d_]{3})\.\s(?P<city>[A-ZÄÖÜ][\w-]+(?:/[A-ZÄÖÜ][\w-]+)?)\Z", re.DOTALL)
_SURNAMES_ALONE = re.compile(r"[A-ZÄÖÜ][^\W\d_]{2,}(?:-[A-ZÄÖÜ]\w+)?(?:\s?/\s?[A-ZÄÖÜ][\w-]+){0,4}\Z")
_NAME_YEAR = re.compile(r"(?P<name>.*\S)\s+(?P<year>(?:\d{1,2}/)?(?:19|20)\d\d)\Z")
_FOLLOWING = re.compile(r"\bff?\.\Z")
_EDITOR = re.compile(r"(?<!\s)\s*\((?:Hrsg|Hg|eds?|Org)\.?\)\s*\Z", re.IGNORECASE)
_AND_OTHERS = re.compile(r"(?<!\s)\s+(?:et al\.?|u\.\s?a\.)\Z")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9&.-]{1,9}s?\Z")


@dataclass(slots=True)
class _Head:
    """A head on its way to a Source: what has been taken out, and the parts that are left."""

    date_raw: str | None = None
    date: str | None = None
    pages: list[str] | None = None
    place: str | None = None
    container: str | None = None
    author: str | None = None
    publisher: str | None = None
    is_interview: bool = False
    before_date: int = 0
    """How many of the parts stand before the date."""


def parse_source(text: str, places: Collection[str] = (), known: Collection[str] = ()) -> Source:
    """Take the description of one source apart; all fields None for blank text. URLs are the caller's business.

    ``places`` are place names of the report itself (in lower case), which count as places in its footnotes too;
    ``known`` are surnames of authors of earlier notes, of which the surname alone is enough.
    """
    head = _Head()
    text = without_asides(words.without_signal(text.strip(" \t,;:–—|")))
    text = _take_authors(text, head, known)
    head.is_interview = any(match["interview"] is not None for match in _CONTAINER.finditer(text))
    text, head.container = _take_container(text, places)
    if head.container is not None and head.author is None and _SURNAMES_ALONE.match(text.strip(" ,")):
        head.author, text = text.strip(" ,"), ""  # Muster, in: Kommentar
    parts = _take_date(text, head)
    parts = _take_pinpoints_and_place(parts, head, places)
    parts = _take_imprint(parts, head, places)
    if head.container is not None:
        _read_container(head, places)
    source = _assign(parts, head)
    return replace(
        source,
        publisher=clean(head.publisher) or source.publisher,
        place=head.place,
        date_raw=head.date_raw,
        date=head.date,
        pages=", ".join(head.pages) if head.pages else None,
    )


def _take_authors(text: str, head: _Head, known: Collection[str]) -> str:
    """Cut the names at the start off, and set a title in quotation marks apart from what follows it."""
    short = _AUTHOR_YEAR.match(text)
    if short and (";" not in short["names"]):
        head.author, head.date, head.date_raw = short["names"].strip(), short["year"], short["year"]
        return text[short.end() :]
    found = find_authors(text, known)
    if found is not None:
        head.author = found.names
        head.date = head.date_raw = found.year
        text = text[found.end :]
    titled = next(iter(find_regions(text)), None)
    if titled is not None and titled.begin == 0 and titled.close and text[titled.stop : titled.stop + 1] in (".", " "):
        rest = text[titled.stop :].lstrip(" .")
        text = f"{text[: titled.stop]}, {rest}" if rest[:1].isupper() or rest[:1] in "(–" else text
    return text


def _read_container(head: _Head, places: Collection[str]) -> None:
    inner = parse_container(head.container or "", places)
    head.container = inner.publisher
    head.place = head.place or inner.place
    if head.date_raw is None:
        head.date_raw, head.date = inner.date_raw, inner.date
    head.pages = (head.pages or []) + ([inner.pages] if inner.pages else [])


def parse_container(text: str, places: Collection[str] = ()) -> Source:
    """What follows ``in:``: journal, newspaper or collection, its publisher, place, date, volume and pages.

    Several parts are one publisher, unless place and year show which of them is the press.
    """
    head = _Head()
    text = without_asides(text.strip(_TRIM))
    text = _without_editors(re.sub(r"\A(?:Ders|Dies)\.\s?/\s?", "", text))
    text, volume, year = take_bracketed_year(text)
    if year is not None:
        head.date = head.date_raw = year
        head.pages = [volume] if volume else None
        parts = split_parts(text)
        head.before_date = len(parts)
    else:
        parts = _take_date(text, head)
    parts = _take_imprint(_take_pinpoints_and_place(parts, head, places), head, places)
    if parts:
        parts = _take_volume_and_numbers(parts, head)
    return Source(
        publisher=clean(head.publisher or ", ".join(parts)),
        place=head.place,
        date_raw=head.date_raw,
        date=head.date,
        pages=", ".join(head.pages) if head.pages else None,
    )


def _without_editors(text: str) -> str:
    """A collection without the names before it; a single name without *(Hrsg.)* and colon may be its title."""
    editors = find_authors(text)
    if editors is not None and (editors.are_editors or ";" in editors.names or ":" in text[: editors.end]):
        return text[editors.end :]
    return text


def _take_volume_and_numbers(parts: list[str], head: _Head) -> list[str]:
    """``Lake Review 12 (3), Nr. 4``: the name; what stands behind a volume is no part of it."""
    name, volume = take_volume(parts[0])
    numbers = [part for part in parts[1:] if words.PINPOINT.match(part)]
    head.pages = ([volume] if volume else []) + numbers + (head.pages or []) or None
    return [name] if volume else [name, *(part for part in parts[1:] if part not in numbers)]


def _take_imprint(parts: list[str], head: _Head, places: Collection[str]) -> list[str]:
    """``Title. Bern: Lake Press`` and ``Lake Press: Bern``: the last part that is one, place and publisher set."""
    for position in range(len(parts) - 1, -1, -1):
        found = split_imprint(parts[position], places, is_dated=position == head.before_date - 1)
        if head.place is None and found is not None and (found[0] is not None or position or head.author is not None):
            title, head.place, head.publisher = found
            return [*parts[:position], *([title] if title else []), *parts[position + 1 :]]
    return parts


def _take_container(text: str, places: Collection[str]) -> tuple[str, str | None]:
    """Cut ``…, in: Journal, 1/2026`` off; ``in`` without a colon counts only before what is no place."""
    regions = find_regions(text)
    for match in _CONTAINER.finditer(text):
        if any(region.begin < match.start() and match.end() <= region.stop for region in regions):
            continue
        rest = text[match.end() :].strip(_TRIM)
        if not rest:
            return text[: match.start()], None
        has_colon = match.group().rstrip().endswith(":") or match["interview"] is not None
        if has_colon or (match.start() > 0 and not is_place(rest.split(",")[0], places)):
            return text[: match.start()].strip(_TRIM), rest
    return text, None


def _take_date(text: str, head: _Head) -> list[str]:
    """Cut the last date outside quotation marks out; the parts before and after it, split at commas."""
    quoted = [(r.begin, r.stop) for r in find_regions(text)]
    dates = [d for d in find_dates(text) if not any(begin <= d.start < stop for begin, stop in quoted)]
    if not dates:
        return _take_year(_with_year_apart(split_parts(text), head), head)
    chosen = dates[-1]
    head.date_raw, head.date = chosen.raw, chosen.first
    before = _DATED_BY.sub("", text[: chosen.start])
    after = text[chosen.end :]
    if before.count("(") > before.count(")"):  # Title (Publisher, Date)
        opening = before.rindex("(")
        before, after = before[:opening] + ", " + before[opening + 1 :], after.replace(")", "", 1)
    first = split_parts(before)
    head.before_date = len(first)
    return first + split_parts(after)


def _with_year_apart(parts: list[str], head: _Head) -> list[str]:
    """``Berlin 2019``, ``Lake Review 2/2019``, ``Short Title 2015`` as two parts; a place goes where it belongs."""
    pinpoints = len(list(takewhile(words.PINPOINT.match, reversed(parts))))
    for position in range(1, len(parts)):
        both = _NAME_YEAR.match(parts[position])
        if both is None:
            continue
        is_city = position + 1 >= len(parts) - pinpoints and _PLACE_YEAR.match(parts[position]) is not None
        if is_city and organisation(both["name"]) <= 0:  # The Book, Princeton 2024, S. 88
            head.place = both["name"]
            return [*parts[:position], both["year"], *parts[position + 1 :]]
        is_imprint = is_place(both["name"]) or split_imprint(both["name"], (), is_dated=True) is not None
        if is_city or is_imprint or "/" in both["year"]:
            return [*parts[:position], both["name"], both["year"], *parts[position + 1 :]]
    return _with_year_of_short_title(parts, head, pinpoints)


def _with_year_of_short_title(parts: list[str], head: _Head, pinpoints: int) -> list[str]:
    """``Muster, Short Title 2015, S. 3`` and ``Muster: Title. Bern 2015, S. 3``: the title is all but pinpoints."""
    titled = _NAME_YEAR.match(parts[0]) if len(parts) == 1 + pinpoints and head.author and not head.date else None
    if titled is None or "/" in titled["year"]:
        return parts
    title = _TITLE_CITY.match(titled["name"])
    if title is None:
        return [titled["name"], titled["year"], *parts[1:]]
    head.place = title["city"]
    return [title["title"], titled["year"], *parts[1:]]


def _take_year(parts: list[str], head: _Head) -> list[str]:
    """A part that is a year or an issue (``2/2019``), else a year in brackets."""
    head.before_date = len(parts)
    for position, part in enumerate(parts):
        if position and (words.ISSUE.match(part) or _YEAR_ONLY.match(part)):
            head.date_raw = part.strip("().")
            head.date = head.date_raw if _YEAR_ONLY.match(part) else None
            head.before_date = position
            return parts[:position] + parts[position + 1 :]
    return _take_bracketed_year(parts, head)


def _take_bracketed_year(parts: list[str], head: _Head) -> list[str]:
    """``Jane Doe (2019): Title`` and ``Title (2019)``."""
    for position, part in enumerate(parts):
        match = re.search(r"(?:\A|\s+)\(((?:19|20)\d\d)\)(?!\d)", part)  # not CM(2024)52
        if match:
            head.date_raw = head.date = match.group(1)
            shorter = part[: match.start()] + part[match.end() :]
            return [*parts[:position], shorter.strip(_TRIM), *parts[position + 1 :]]
    return parts


def _take_pinpoints_and_place(parts: list[str], head: _Head, places: Collection[str]) -> list[str]:
    kept: list[str] = []
    before = head.before_date
    for position, part in enumerate(parts):
        detail = _detail(part, position, head, places, is_alone=len(parts) == 1)
        is_of_title = bool(kept) and position < before and words.NUMBERED.match(part)
        if detail == "pinpoint" and not is_of_title:
            head.pages = [*(head.pages or []), _without_stop(part)]
        elif detail == "place":
            head.place = part.strip(" .()")
        elif detail != "remark":
            kept.append(part)
        head.before_date -= detail is not None and position < before
    return kept


def _without_stop(pinpoint: str) -> str:
    """``S. 12.`` ends with a stop, ``S. 12 ff.`` with an abbreviation."""
    return pinpoint if _FOLLOWING.search(pinpoint) else pinpoint.rstrip(".")


def _detail(part: str, position: int, head: _Head, places: Collection[str], *, is_alone: bool) -> str | None:
    """``pinpoint``, ``place`` or ``remark``; None for what may be title, publisher or author."""
    if (position or is_alone) and words.is_pinpoint(part):
        return "pinpoint"
    if position and head.place is None and is_place(part, places):
        return "place"
    # Access dates and translator's remarks have no field; they stay in Footnote.raw.
    return "remark" if words.REMARK.match(part.lstrip("([")) else None


def _assign(parts: list[str], head: _Head) -> Source:
    """Title, publisher and author from what is left."""
    if head.author is not None or any(map(is_marked, parts)):
        return _assign_marked(parts, head)
    return _assign_unmarked(parts, head)


def _assign_marked(parts: list[str], head: _Head) -> Source:
    """The names were found, or the title stands in quotation marks: what is behind it is the publisher or the kind."""
    author, publisher = head.author, head.publisher or head.container
    marked = next((n for n, part in enumerate(parts) if is_marked(part)), 0)
    before, parts = parts[:marked], parts[marked:]
    if before and author is None:
        name = ", ".join(before).rstrip(":")
        if is_person(name) or publisher is not None:
            author = name
        else:
            publisher = name
    if publisher is None:
        publisher, parts = _take_publisher_behind_title(parts, head)
    title = ", ".join(parts)
    return Source(source_title=clean(title), publisher=clean(publisher), author=clean(author))


def _take_publisher_behind_title(parts: list[str], head: _Head) -> tuple[str | None, list[str]]:
    """The last part that is a journal with its volume, which goes to the pages, or a publisher."""
    for position in range(len(parts) - 1, 0, -1):
        part = parts[position]
        name, volume = take_volume(part.rstrip("."))
        rest = parts[:position] + parts[position + 1 :]
        if volume is not None and is_name(name) and document(name) <= 1 and "/" not in volume:
            head.pages = [volume, *(head.pages or [])]
            return name, rest
        if _is_publisher_behind_title(part, is_marked=is_marked(parts[0])):
            return part, rest
    return None, parts


def _is_publisher_behind_title(part: str, *, is_marked: bool) -> bool:
    """Any name behind a title in quotation marks; without them the title may go on (``Open Lakes, Open Minds``)."""
    if words.SYMBOL.match(part) or words.NUMBERED.search(part):
        return False
    if organisation(part) > 0 and organisation(part) >= document(part):
        return True
    return is_marked and is_name(part) and document(part) <= 0 and not any(c.isdigit() for c in part)


def _assign_unmarked(parts: list[str], head: _Head) -> Source:
    """Title, publisher and author of a head that only its words tell apart."""
    symbols = [part for part in parts[1:] if words.SYMBOL.match(part)]  # A/RES/73/27 belongs to the title
    parts = [part for part in parts if part not in symbols]
    author, publisher, parts = _take_names(parts, head, has_symbols=bool(symbols))
    if author is None and parts:
        author, parts = _take_author(parts)
    if author is None and len(parts) == 1 and _is_speaker(parts[0], head):
        author, parts = parts[0], []
    title = ", ".join([*parts, *symbols])
    return Source(
        source_title=clean(title),
        publisher=clean(publisher or head.container),
        author=clean(author),
    )


def _take_names(parts: list[str], head: _Head, *, has_symbols: bool) -> tuple[str | None, str | None, list[str]]:
    """(author, publisher, the other parts): in brackets behind the title, before a colon, else a part of their own."""
    if not parts:
        return None, None, parts
    title, publisher = _take_bracketed_publisher(parts[-1])
    parts = [*parts[:-1], title]
    if publisher is not None:
        return None, publisher, parts
    if not has_symbols and _is_lone_publisher(parts, head):
        return None, parts[0], []
    author, publisher, parts = _take_leading_name(parts, head)
    if publisher is not None or head.container is not None or len(parts) < 2:
        return author, publisher, parts
    if author is None and _is_author_before_title(parts):
        return parts[0], None, parts[1:]
    return author, *_take_publisher(parts, head)


def _is_lone_publisher(parts: list[str], head: _Head) -> bool:
    """``China Daily, 21. Oktober 2019``: a paper and a date without a title."""
    if len(parts) > 1 or not head.date_raw or head.container is not None:
        return False
    part = parts[0]
    return ":" not in part and is_name(part) and organisation(part) >= _SURE and document(part) == 0


def _is_speaker(part: str, head: _Head) -> bool:
    """A person and nothing else: of an interview, or with a first name."""
    return is_person(part) and (head.is_interview or has_first_name(part))


def _is_author_before_title(parts: list[str]) -> bool:
    """``Jane Doe, Remarks at the Opening Session``: two parts, and the second is no organisation."""
    return len(parts) == 2 and is_person(parts[0]) and organisation(parts[1]) < _SURE


def _take_leading_name(parts: list[str], head: _Head) -> tuple[str | None, str | None, list[str]]:
    """``Name: Title`` at the start: (author, publisher, parts without the name)."""
    name, colon, title = split_colon(parts[0])
    if not colon:
        return None, None, parts
    rest = parts[1:]
    if is_person(_EDITOR.sub("", name)):
        return name, None, [title, *rest]
    has_other = head.container is not None or (bool(rest) and is_publisher(rest[-1]))
    if _is_publisher_before_colon(name, has_other=has_other):
        return None, name, [title, *rest]
    return None, None, parts


def _is_publisher_before_colon(name: str, *, has_other: bool) -> bool:
    """Whether a name before a colon published the title behind it, and is no title with a subtitle.

    ``has_other`` says that something else looks like the publisher, so that the name needs signs of its own.
    """
    count = len(name.split())
    is_organisation = organisation(name) > document(name)
    if has_other:
        return is_organisation and bool(_ACRONYM.match(name) or (count > 1 and organisation(name) > 0))
    if is_organisation or _ACRONYM.match(name):
        return True
    return 1 < count <= 6 and document(name) <= 0 and not any(c.isdigit() for c in name)


def _take_publisher(parts: list[str], head: _Head) -> tuple[str | None, list[str]]:
    """Which part is the publisher: the last, or the first when that is an organisation and the last a document."""
    first, last = parts[0], parts[-1]
    if _is_paper_before_title(parts, head) or _is_organisation_before_document(first, last):
        return first, parts[1:]
    if 0 < organisation(last) >= document(last):
        return last, parts[:-1]
    if _is_unknown_publisher(first, parts[1]):
        return first, parts[1:]
    # An unknown paper (Seewinkel Courier) looks like a person; behind the title it is one only with a known first name.
    if document(last) > 0 or not is_name(last) or (is_person(last) and has_first_name(last)):
        return None, parts
    return last, parts[:-1]


def _is_paper_before_title(parts: list[str], head: _Head) -> bool:
    """``China Daily, 21.10.2019, Title``."""
    return 0 < head.before_date < len(parts) and is_publisher(parts[0]) and not is_publisher(parts[-1])


def _is_organisation_before_document(first: str, last: str) -> bool:
    if organisation(first) <= 0 or document(first) > 0:
        return False
    return organisation(last) <= 0 or document(last) > organisation(last)


def _is_unknown_publisher(first: str, second: str) -> bool:
    """``Access Now, #KeepItOn Report``, ``Reclaim Privacy, The deal: a closer look``: a short name before a title."""
    name = _AND_OTHERS.sub("", first)
    is_title = document(second) > 0 or ":" in second or not is_name(second)
    is_short = len(name.split()) <= _LONGEST_NAME and is_name(name)
    return is_short and is_title and document(name) == 0 and not is_person(name) and not any(c.isdigit() for c in name)


def _take_author(parts: list[str]) -> tuple[str | None, list[str]]:
    """``Jane Doe, Title``, ``Jane Doe: Title`` before a bracketed publisher, and ``Title, by Jane Doe``."""
    for position, part in enumerate(parts[1:], start=1):
        name = _BY.sub("", part)
        if name != part and is_person(name):
            return name, parts[:position] + parts[position + 1 :]
    if len(parts) > 1 and is_person(parts[0]):
        return parts[0], parts[1:]
    name, colon, title = split_colon(parts[0])
    if colon and is_person(name):
        return name, [title, *parts[1:]]
    return None, parts


def _take_bracketed_publisher(title: str) -> tuple[str, str | None]:
    match = _BRACKETED.match(title)
    if not match:
        return title, None
    inner = match["inner"]
    if is_initials(inner, match["name"]) or not is_publisher(inner) or document(inner) > 0:
        return title, None
    return match["name"], inner
