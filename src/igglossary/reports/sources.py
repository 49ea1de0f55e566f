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

if TYPE_CHECKING:
    from collections.abc import Collection

_TRIM = " \t,;:.–—|"
_SURE = 2
"""Points of ``_organisation`` from which a part is one whatever stands around it."""
_LONGEST_NAME = 4
"""Words of a publisher that no list knows; longer ones are titles more often (56 heads written for this purpose)."""
_PLACE_YEAR = re.compile(r"[A-ZÄÖÜ][^\W\d]+ (?:19|20)\d\d\Z")
_YEAR_ONLY = re.compile(r"\(?(?:19|20)\d\d\)?\.?\Z")
_CONTAINER = re.compile(
    r"(?:,\s*|\s+|^)(?:in|In|IN):\s*(?=\S)|,\s+in\s+(?=[A-ZÄÖÜ„\"])"
    r"|,\s+(?:im\s+(?:Gespräch|Interview)\s+mit|interviewed\s+by)(?P<interview>)\s+(?:(?:der|dem|the)\s+)?(?=\S)"
)
_DATED_BY = re.compile(
    r"[\s,(]*\b(?:vom|v\.|am|of|from|dated|den|on|Stand:?|published|veröffentlicht)?\s*\Z", re.IGNORECASE
)
_BY = re.compile(r"(?:by|von|By|Von)\s+")
_BRACKETED = re.compile(r"\A(?P<name>.*\S)\s*\((?P<inner>[^()]{2,60})\)\Z", re.DOTALL)
_AUTHOR_YEAR = re.compile(  # Muster 2006, Muster/Beispiel 2006a
    r"(?P<names>[A-ZÄÖÜ][\w’'-]+(?:(?:\s?[/&]\s?|\sund\s|\sand\s)[A-ZÄÖÜ][\w’'-]+){0,3}(?:\set\sal\.|\su\.\s?a\.)?)"
    r"\s\(?(?P<year>(?:1[5-9]|20)\d\d)[a-z]?\)?(?=\s*(?:[,:]\s*(?:S|p|pp|Kap|Abschn|Abs)\.|[,:]\s*\d|\.?\Z))"
)
_NAME_YEAR = re.compile(r"(?P<name>.*\S)\s+(?P<year>(?:\d{1,2}/)?(?:19|20)\d\d)\Z")
_FOLLOWING = re.compile(r"\bff?\.\Z")
_EDITOR = re.compile(r"\s*\((?:Hrsg|Hg|eds?|Org)\.?\)\s*\Z", re.IGNORECASE)
_AND_OTHERS = re.compile(r"\s+(?:et al\.?|u\.\s?a\.)\Z")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9&.-]{1,9}s?\Z")
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,10}\Z")
_WORDS = re.compile(r"[\w.’'&+-]*\w[.]?")


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
    parts = _take_date(text, head)
    parts = _take_pinpoints_and_place(parts, head, places)
    parts = _take_imprint(parts, head, places)
    if head.container is not None:
        _read_container(head, places)
    source = _assign(parts, head)
    return replace(
        source,
        publisher=_clean(head.publisher) or source.publisher,
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
    editors = find_authors(text)
    if editors is not None and (editors.are_editors or ";" in editors.names or ":" in text[: editors.end]):
        text = text[editors.end :]
    text, volume, year = take_bracketed_year(text)
    if year is not None:
        head.date = head.date_raw = year
        head.pages = [volume] if volume else None
        parts = _split(text)
        head.before_date = len(parts)
    else:
        parts = _take_date(text, head)
    parts = _take_imprint(_take_pinpoints_and_place(parts, head, places), head, places)
    if parts:
        parts[0], volume = take_volume(parts[0])
        numbers = [part for part in parts[1:] if words.PINPOINT.match(part)]
        parts = parts[:1] if volume else [part for part in parts if part not in numbers]
        head.pages = ([volume] if volume else []) + numbers + (head.pages or []) or None
    return Source(
        publisher=_clean(head.publisher or ", ".join(parts)),
        place=head.place,
        date_raw=head.date_raw,
        date=head.date,
        pages=", ".join(head.pages) if head.pages else None,
    )


def _take_imprint(parts: list[str], head: _Head, places: Collection[str]) -> list[str]:
    """``Title. Bern: Lake Press`` and ``Lake Press: Bern``: the last part that is one, place and publisher set."""
    for position in range(len(parts) - 1, -1, -1):
        found = split_imprint(parts[position], places, is_dated=position == head.before_date - 1)
        if head.place is None and found is not None and (found[0] is not None or position or head.author is not None):
            title, head.place, head.publisher = found
            return [*parts[:position], *([title] if title else []), *parts[position + 1 :]]
    return parts


def is_place(text: str, places: Collection[str] = ()) -> bool:
    """True if every word of a short text belongs to a known place, or the whole is a place of this report."""
    low = text.strip(" .()").lower()
    if not low or len(low) > 40:
        return False
    if low in places:
        return True
    tokens = [t for t in re.split(r"[\s/]+|-(?=[A-ZÄÖÜ])", low) if t not in ("und", "and", "u.", "&")]
    return all(t in words.PLACES for t in tokens) or low in words.PLACES


def _take_container(text: str, places: Collection[str]) -> tuple[str, str | None]:
    """Cut ``…, in: Journal, 1/2026`` off; ``in`` without a colon counts only before what is no place."""
    quoted = [(r.begin, r.stop) for r in find_regions(text)]
    for match in _CONTAINER.finditer(text):
        if any(begin < match.end() <= stop and match.start() > begin for begin, stop in quoted):
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
        parts = _split(text)
        pinpoints = sum(1 for _part in takewhile(words.PINPOINT.match, reversed(parts)))
        for position in range(1, len(parts)):
            both = _NAME_YEAR.match(parts[position])  # Berlin 2019, Lake Review 2/2019
            is_last = position + 1 >= len(parts) - pinpoints
            is_last_word = is_last and _PLACE_YEAR.match(parts[position])  # The Book, Princeton 2024, S. 88
            if both and is_last_word and _organisation(both["name"]) <= 0:
                head.place, parts[position] = both["name"], both["year"]
                break
            if both and (
                "/" in both["year"]
                or is_place(both["name"])
                or is_last_word
                or split_imprint(both["name"], (), is_dated=True)
            ):
                parts[position : position + 1] = [both["name"], both["year"]]
                break
        head.before_date = len(parts)
        for position, part in enumerate(parts):
            if position and (words.ISSUE.match(part) or _YEAR_ONLY.match(part)):
                head.date_raw = part.strip("().")
                head.date = head.date_raw if _YEAR_ONLY.match(part) else None
                head.before_date = position
                return parts[:position] + parts[position + 1 :]
        return _take_bracketed_year(parts, head)
    chosen = dates[-1]
    head.date_raw, head.date = chosen.raw, chosen.first
    before = _DATED_BY.sub("", text[: chosen.start])
    after = text[chosen.end :]
    if before.count("(") > before.count(")"):  # Title (Publisher, Date)
        opening = before.rindex("(")
        before, after = before[:opening] + ", " + before[opening + 1 :], after.replace(")", "", 1)
    first = _split(before)
    head.before_date = len(first)
    return first + _split(after)


def _take_bracketed_year(parts: list[str], head: _Head) -> list[str]:
    """``Jane Doe (2019): Title`` and ``Title (2019)``."""
    for position, part in enumerate(parts):
        match = re.search(r"(?:\A|\s+)\(((?:19|20)\d\d)\)(?!\d)", part)  # not CM(2024)52
        if match:
            head.date_raw = head.date = match.group(1)
            shorter = part[: match.start()] + part[match.end() :]
            return [*parts[:position], shorter.strip(_TRIM), *parts[position + 1 :]]
    return parts


def _split(text: str) -> list[str]:
    """Parts between commas (and dashes set in spaces) outside quotation marks and brackets."""
    quoted = [(r.begin, r.stop) for r in find_regions(text)]
    parts: list[str] = []
    start = depth = region = 0
    for position, character in enumerate(text):
        while region < len(quoted) and quoted[region][1] <= position:
            region += 1
        if region < len(quoted) and quoted[region][0] <= position:
            continue
        if character in "([":
            depth += 1
        elif character in ")]":
            depth = max(0, depth - 1)
        elif depth == 0 and (character == ";" or (character == "," and text[position + 1 : position + 2] in (" ", ""))):
            parts.append(text[start:position])
            start = position + 1
    parts.append(text[start:])
    return [part for part in (p.strip(" \t,;:|–—") for p in parts) if part.strip(".()")]


def _take_pinpoints_and_place(parts: list[str], head: _Head, places: Collection[str]) -> list[str]:
    kept: list[str] = []
    before = head.before_date
    for position, part in enumerate(parts):
        if (position or len(parts) == 1) and (words.PINPOINT.match(part) or words.PAGES_ONLY.match(part)):
            is_number_of_title = bool(kept) and words.NUMBERED.match(part) and position < before
            if not is_number_of_title:
                head.pages = (head.pages or []) + [part if _FOLLOWING.search(part) else part.rstrip(".")]
            else:
                kept.append(part)
        elif position and head.place is None and is_place(part, places):
            head.place = part.strip(" .()")
        elif words.REMARK.match(part.lstrip("([")):
            pass  # access dates and translator's remarks have no field; they stay in Footnote.raw
        else:
            kept.append(part)
            continue
        if position < before:
            head.before_date -= 1
    return kept


def _assign(parts: list[str], head: _Head) -> Source:
    """Title, publisher and author from what is left."""
    if head.author is not None or any(map(_is_marked, parts)):
        return _assign_marked(parts, head)
    return _assign_unmarked(parts, head)


def _is_marked(part: str) -> bool:
    """True for a title in quotation marks and nothing else."""
    regions = find_regions(part)
    return len(regions) == 1 and regions[0].begin == 0 and regions[0].stop == len(part) and bool(regions[0].close)


def _assign_marked(parts: list[str], head: _Head) -> Source:
    """The names were found, or the title stands in quotation marks: what is behind it is the publisher or the kind."""
    author, publisher = head.author, head.publisher or head.container
    marked = next((n for n, part in enumerate(parts) if _is_marked(part)), 0)
    before, parts = parts[:marked], parts[marked:]
    if before and author is None:
        name = ", ".join(before).rstrip(":")
        if is_person(name) or publisher is not None:
            author = name
        else:
            publisher = name
    rest = parts[1:]
    for position in range(len(rest) - 1, -1, -1):
        if publisher is not None:
            break
        name, volume = take_volume(rest[position].rstrip("."))
        is_journal = volume is not None and _is_name(name) and _document(name) <= 1 and "/" not in volume
        if is_journal or _is_publisher_behind_title(rest[position], is_marked=_is_marked(parts[0])):
            publisher = name if is_journal else rest[position]
            head.pages = ([volume] if is_journal and volume else []) + (head.pages or []) or None
            del rest[position]
    title = ", ".join([*parts[:1], *rest]) if rest or not parts else parts[0]
    return Source(source_title=_clean(title), publisher=_clean(publisher), author=_clean(author))


def _is_publisher_behind_title(part: str, *, is_marked: bool) -> bool:
    """Any name behind a title in quotation marks; without them the title may go on (``Open Lakes, Open Minds``)."""
    if words.SYMBOL.match(part) or words.NUMBERED.search(part):
        return False
    if _organisation(part) > 0 and _organisation(part) >= _document(part):
        return True
    return is_marked and _is_name(part) and _document(part) <= 0 and not any(c.isdigit() for c in part)


def _assign_unmarked(parts: list[str], head: _Head) -> Source:
    """Title, publisher and author from what is left."""
    author = publisher = None
    symbols = [part for part in parts[1:] if words.SYMBOL.match(part)]  # A/RES/73/27 belongs to the title
    parts = [part for part in parts if part not in symbols]
    if parts:
        parts[-1], publisher = _take_bracketed_publisher(parts[-1])
    if len(parts) == 1 and head.date_raw and head.container is None and publisher is None and not symbols:
        publisher, parts = _take_lone_publisher(parts)
    if parts and publisher is None:
        author, publisher, parts = _take_leading_name(parts, head)
    if publisher is None and author is None and head.container is None and len(parts) > 1:
        if _is_author_before_title(parts):
            author, parts = parts[0], parts[1:]
        else:
            publisher, parts = _take_publisher(parts, head)
    elif publisher is None and head.container is None and len(parts) > 1:
        publisher, parts = _take_publisher(parts, head)
    if author is None and parts:
        author, parts = _take_author(parts)
        is_alone = author is None and len(parts) == 1 and is_person(parts[0])
        if is_alone and (head.is_interview or has_first_name(parts[0])):
            author, parts = parts[0], []
    title = ", ".join([*parts, *symbols])
    return Source(
        source_title=_clean(title),
        publisher=_clean(publisher or head.container),
        author=_clean(author),
    )


def _is_author_before_title(parts: list[str]) -> bool:
    """``Jane Doe, Remarks at the Opening Session``: two parts, and the second is no organisation."""
    return len(parts) == 2 and is_person(parts[0]) and _organisation(parts[1]) < _SURE


def _take_leading_name(parts: list[str], head: _Head) -> tuple[str | None, str | None, list[str]]:
    """``Name: Title`` at the start: (author, publisher, parts without the name)."""
    name, colon, title = _split_colon(parts[0])
    if not colon:
        return None, None, parts
    rest = parts[1:]
    others = rest if head.container is None else [*rest, head.container]
    if is_person(_EDITOR.sub("", name)):
        return name, None, [title, *rest]
    has_publisher = bool(others) and (head.container is not None or _is_publisher(others[-1]))
    count = len(name.split())
    if has_publisher and (count == 1 or _organisation(name) <= 0) and not _ACRONYM.match(name):
        return None, None, parts
    if _organisation(name) > _document(name) or (_ACRONYM.match(name) and not has_publisher):
        return None, name, [title, *rest]
    if has_publisher or _document(name) > 0 or count == 1 or any(c.isdigit() for c in name) or count > 6:
        return None, None, parts
    return None, name, [title, *rest]


def _split_colon(text: str) -> tuple[str, str, str]:
    quoted = [(r.begin, r.stop) for r in find_regions(text)]
    for match in re.finditer(r":\s+", text):
        if not any(begin <= match.start() < stop for begin, stop in quoted):
            return text[: match.start()].strip(), ":", text[match.end() :].strip()
    return text, "", ""


def _take_publisher(parts: list[str], head: _Head) -> tuple[str | None, list[str]]:
    """Which part is the publisher: the last, or the first when that is an organisation and the last a document."""
    if 0 < head.before_date < len(parts) and _is_publisher(parts[0]) and not _is_publisher(parts[-1]):
        return parts[0], parts[1:]  # China Daily, 21.10.2019, Title
    first, last = parts[0], parts[-1]
    first_org, last_org = _organisation(first), _organisation(last)
    if first_org > 0 and _document(first) <= 0 and (last_org <= 0 or _document(last) > last_org):
        return first, parts[1:]
    if last_org > 0 and last_org >= _document(last):
        return last, parts[:-1]
    if _is_unknown_publisher(first, parts[1]):
        return first, parts[1:]
    # An unknown paper (Seewinkel Courier) looks like a person; behind the title it is one only with a known first name.
    if _document(last) > 0 or not _is_name(last) or (is_person(last) and has_first_name(last)):
        return None, parts
    return last, parts[:-1]


def _is_unknown_publisher(first: str, second: str) -> bool:
    """``Access Now, #KeepItOn Report``, ``Reclaim Privacy, The deal: a closer look``: a short name before a title."""
    name = _AND_OTHERS.sub("", first)
    is_title = _document(second) > 0 or ":" in second or not _is_name(second)
    is_short = len(name.split()) <= _LONGEST_NAME and _is_name(name)
    return is_short and is_title and _document(name) == 0 and not is_person(name) and not any(c.isdigit() for c in name)


def _take_lone_publisher(parts: list[str]) -> tuple[str | None, list[str]]:
    """``China Daily, 21. Oktober 2019``: a paper and a date without a title."""
    only = parts[0]
    is_sure = ":" not in only and _is_name(only) and _organisation(only) >= 2 and _document(only) == 0
    return (only, []) if is_sure else (None, parts)


def _take_author(parts: list[str]) -> tuple[str | None, list[str]]:
    """``Jane Doe, Title``, ``Jane Doe: Title`` before a bracketed publisher, and ``Title, by Jane Doe``."""
    for position, part in enumerate(parts[1:], start=1):
        name = _BY.sub("", part)
        if name != part and is_person(name):
            return name, parts[:position] + parts[position + 1 :]
    if len(parts) > 1 and is_person(parts[0]):
        return parts[0], parts[1:]
    name, colon, title = _split_colon(parts[0])
    if colon and is_person(name):
        return name, [title, *parts[1:]]
    return None, parts


def _take_bracketed_publisher(title: str) -> tuple[str, str | None]:
    match = _BRACKETED.match(title)
    if not match:
        return title, None
    inner = match["inner"]
    if _is_initials(inner, match["name"]) or not _is_publisher(inner) or _document(inner) > 0:
        return title, None
    return match["name"], inner


def _is_initials(inner: str, name: str) -> bool:
    letters = [c.lower() for c in inner if c.isalpha() and c.isupper()]
    starts = iter(c.lower() for c in re.findall(r"(?:^|[\s-])(\w)", name))
    return bool(letters) and " " not in inner and sum(c in starts for c in letters) >= min(2, len(letters))


def _is_publisher(text: str) -> bool:
    return _organisation(text) > max(0, _document(text) - 1)


def _is_name(text: str) -> bool:
    """Short, and every word but prepositions is capitalised, like the name of a paper or an organisation."""
    tokens = _WORDS.findall(text)
    if not 1 <= len(tokens) <= 6:
        return False
    return all(
        t[:1].isupper() or t[:1].isdigit() or t.lower() in words.PREPOSITIONS or _DOMAIN.match(t) for t in tokens
    )


def _core(text: str) -> list[str]:
    """The words up to the first preposition: the head of the phrase."""
    core: list[str] = []
    for token in _WORDS.findall(re.sub(r"\([^()]*\)", " ", text)):
        if token.lower() in words.PREPOSITIONS:
            if core:
                break
            continue
        core.append(token)
    return core


def _organisation(text: str) -> int:
    """How much a part looks like an organisation or a medium; 0 says nothing, 3 is sure."""
    stripped = text.strip(_TRIM + "()")
    core = _core(stripped)
    if not core or len(_WORDS.findall(stripped)) > 14:
        return 0
    score = 0
    if _DOMAIN.match(stripped) or stripped.lower() in words.PUBLISHERS:
        score += 3
    if _ACRONYM.match(stripped) or any(t.lower() in words.PUBLISHERS for t in core[:2]):
        score += 2
    last = core[-1].lower().rstrip(".")
    if last in words.ORGANISATION_WORDS or last.endswith(words.ORGANISATION_TAILS):
        score += 2
    elif any(t.lower() in words.ORGANISATION_WORDS and t[:1].isupper() for t in core):
        score += 1
    bracketed = _BRACKETED.match(stripped)
    if bracketed and _ACRONYM.match(bracketed["inner"]) and _is_initials(bracketed["inner"], bracketed["name"]):
        score += 2
    return score if _is_name(stripped) or score >= 2 else 0


def _document(text: str) -> int:
    """How much a part looks like the title or number of a document."""
    core = [t.lower().rstrip(".") for t in _core(text) if not t[0].isdigit()]
    score = 0
    if core and (
        words.is_document_word(core[-1])
        or core[-1].endswith(("bericht", "erklärung", "rede", "entwurf", "papier", "gesetz"))
    ):
        score += 2
    elif any(map(words.is_document_word, core)):
        score += 1
    if words.NUMBERED.search(text):
        score += 2
    return score


def _clean(text: str | None) -> str | None:
    """Without the separators around it, and quotation marks if they enclose all of it; None if nothing is left."""
    if text is None:
        return None
    text = text.strip(" \t,;:|–—")
    regions = find_regions(text)
    if len(regions) == 1 and regions[0].begin == 0 and regions[0].stop == len(text) and regions[0].close:
        text = text[regions[0].start : regions[0].end].strip(" ,;:")
    if text.endswith(".") and not re.search(r"(?:\b\w{1,3}|\b[A-Z]\w*\.\w+|e\.V|Inc|Ltd|Corp)\.\Z", text):
        text = text[:-1]
    return text.strip() or None
