"""What citations print around the title: edition, series, volume, place and publisher, DOI, date of access."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from igglossary.reports import source_words as words
from igglossary.reports.dates import find_dates

if TYPE_CHECKING:
    from collections.abc import Collection

_ASIDES = re.compile(
    # 2., erw. Aufl.; Third edition
    r",?\s*\(?\b(?:\d{1,2}(?:\.|st|nd|rd|th)|[Ff]irst|[Ss]econd|[Tt]hird|[Rr]evised|[Ee]rste|[Zz]weite|[Dd]ritte)(?:,?\s?[\w.]{1,14}){0,4}?"
    r"\s(?:Aufl(?:\.|age)|Ausg(?:\.|abe)|[Ee]d(?:\.|n\.?|ition))\)?"
    r"|\s*\(=\s?[^()]{2,120}\)"  # (= Series; 12)
    r"|,\s*(?:hrsg|hg|herausgegeben|übers|übersetzt|ed|edited|transl|translated|eingel|mit einem Vorwort)\b\.?\s*"
    r"(?:v\.|von|vom|by)\s[^,:;()]{2,80}"  # hrsg. v. …
    r"|,?\s*\bISBN[\s:]*[\dXx-]{9,20}",
)
DOI = re.compile(r"\b(?:doi|DOI)(?:\.org/|:)?\s?(?P<number>10\.\d{4,9}/[^\s,;\"“”„»«<>]*[^\s,;:.)\"“”„»«<>])")
_VOLUME = re.compile(
    r"(?P<name>.*?[^\W\d].*?)[\s,]+(?P<volume>(?:(?:Jg|Bd|Nr|No|Vol|H)\.\s?|Heft\s|Band\s|Volume\s|Issue\s)?"
    r"\d{1,4}(?:[./]\d{1,4})?(?:\s?\(\d{1,4}(?:[/–-]\d{1,4})?\))?(?::\s?\d{1,5}(?:[–-]\d{1,5})?)?"
    r"(?:,?\s(?:H|Nr|No|Heft)\.?\s?\d{1,4}|\s\d{1,3}(?::\s?\d{1,5}(?:[–-]\d{1,5})?)?)?)\Z",
    re.DOTALL,
)
_BRACKETED_YEAR = re.compile(
    r"(?P<volume>\b\d{1,4}(?:\.\d{1,3})?\s)?\((?P<year>(?:1[6-9]|20)\d\d)\)(?P<issue>,?\s\d{1,3}\b(?!\s?[.\d]))?"
)
_CITY = r"[A-ZÄÖÜ][\w.-]+(?:\s(?:am|an\sder|im|on|in)\s[A-ZÄÖÜ]\w+|\s[A-ZÄÖÜ][\w.-]+)?"
_CITIES = rf"{_CITY}(?:\s?[/–]\s?{_CITY}){{0,3}}"
_PLACE_FIRST = re.compile(
    rf"(?:(?P<title>.{{3,}}[.?!)])\s[–-]?\s?)?(?P<place>{_CITIES}):\s(?P<publisher>[^:]{{2,60}})\Z", re.DOTALL
)
_PLACE_LAST = re.compile(rf"(?P<publisher>[^:]{{2,60}}):\s(?P<place>{_CITIES})\Z")
_ACCESS_LEAD = re.compile(
    r"(?<![\s,;.(\[])[\s,;.(\[]*+(?:\b(?:alle|beide|jeweils|und)\s)?\b(?:(?:zuletzt|letzter|letzte|letzmalig|last)\s+)?"
    r"(?:abgerufen|aufgerufen|eingesehen|besucht|abgefragt|geprüft|zugegriffen|Zugriffs?(?:datum)?|Abruf(?:datum)?|Aufruf|"
    r"accessed|visited|retrieved|checked|viewed)(?:\s(?:am|on|vom|im|den))?[\s:]*\Z",
    re.IGNORECASE,
)
_STATE = re.compile(r"(?<![\s,;.(\[])[\s,;.(\[]*+\b(?:Stand|as\sof)(?:\s(?:vom|am))?[\s:]*\Z", re.IGNORECASE)
_BEHIND_ACCESS = re.compile(
    r"\s*(?:(?:um|at)?\s*\d\d?[:.]\d\d(?:\s?Uhr|\s?UTC)?)?\s*(?:abgerufen|aufgerufen|eingesehen)?\s*[)\]]?"
)
_NEAR = 60
_LONGEST_PART = 400  # code points of a part of a citation; longer ones are no imprint and would make hostile notes slow


def without_asides(text: str) -> str:
    """Editions, series, editors, translators and ISBN have no field; they stay in ``Footnote.raw``."""
    return _ASIDES.sub("", text)


def without_access_dates(text: str, *, has_address: bool) -> str:
    """The text without the dates on which somebody looked (``abgerufen am …``; ``Stand: …`` behind an address)."""
    dates = find_dates(text)
    kept: list[str] = []
    at = 0
    for date in dates:
        near = text[max(at, date.start - _NEAR) : date.start]
        lead = _ACCESS_LEAD.search(near) or ((has_address or len(dates) > 1 or None) and _STATE.search(near))
        if lead:
            behind = _BEHIND_ACCESS.match(text, date.end)
            kept.append(text[at : date.start - len(near) + lead.start()])
            at = behind.end() if behind else date.end
    return "".join([*kept, text[at:]]) if kept else text


def take_volume(name: str) -> tuple[str, str | None]:
    """``Lake Review 12 (3)`` → (``Lake Review``, ``12 (3)``); the volume is None where there is none."""
    match = _VOLUME.match(name.strip()) if len(name) <= _LONGEST_PART else None
    return (match["name"].strip(" ,"), match["volume"].strip(" ,")) if match else (name, None)


def take_bracketed_year(text: str) -> tuple[str, str | None, str | None]:
    """``Lake Review 33 (1999) 6`` → (``Lake Review``, ``33, 6``, ``1999``): the text without them, volume, year."""
    match = _BRACKETED_YEAR.search(text)
    if match is None or not (match["volume"] or match["issue"]):
        return text, None, None
    volume = ", ".join(filter(None, ((match["volume"] or "").strip(), (match["issue"] or "").strip(" ,"))))
    return f"{text[: match.start()].rstrip()}, {text[match.end() :].lstrip(' ,')}".strip(" ,"), volume, match["year"]


def split_imprint(part: str, places: Collection[str], *, is_dated: bool = False) -> tuple[str | None, str, str] | None:
    """``Title. Bern: Lake Press`` → (title or None, place, publisher), also ``Lake Press: Bern``; None for others.

    ``is_dated`` says that a year stands behind it, which makes an unknown name before the colon a place.
    """
    if len(part) > _LONGEST_PART:
        return None
    match = _PLACE_FIRST.match(part)
    if match and _looks_like_place(match, places, is_dated=is_dated):
        return (match["title"] or "").rstrip(" .") or None, match["place"], match["publisher"].strip(" .")
    match = _PLACE_LAST.match(part)
    if match and all(_is_known(city, places) for city in re.split(r"\s?[/–]\s?", match["place"])):
        return None, match["place"], match["publisher"].strip(" .")
    return None


def _looks_like_place(match: re.Match[str], places: Collection[str], *, is_dated: bool) -> bool:
    if any(_is_known(city, places) for city in re.split(r"\s?[/–]\s?", match["place"])):
        return True
    low = match["place"].lower().split()
    is_named = any(word in words.ORGANISATION_WORDS or words.is_document_word(word) for word in low)
    is_in_place = match["title"] is not None or is_dated or _is_press(match["publisher"])
    return len(low) == 1 and not is_named and is_in_place


def _is_press(publisher: str) -> bool:
    names = publisher.lower().split()
    return names[-1].endswith("verlag") or names[-1] in ("press", "publishers", "books") or names[0] in words.PUBLISHERS


def _is_known(city: str, places: Collection[str]) -> bool:
    low = city.lower().strip(" .")
    return low in places or low in words.PLACES or all(word in words.PLACES for word in low.split())
