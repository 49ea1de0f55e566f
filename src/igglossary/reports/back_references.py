"""``Ebd.``, ``a.a.O.``, ``(wie Fn. 2)``: which earlier note a footnote's source is."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from igglossary.model import BackReference, Source

if TYPE_CHECKING:
    from igglossary.model import Footnote

_SAME = re.compile(
    r"\(?(?P<raw>(?:Ebd(?:a|\b)\.?|Ebenda\b|ebd(?:a|\b)\.?|ebenda\b|Ibid(?:em|\b)\.?|ibid(?:em|\b)\.?|"
    r"(?:[Ii]d|[Ii]dem|Dass|Dies|Ders)\.?(?=,?\s*(?:at\s|(?:S|p|pp|Rn|Abs|Art|Ziff)\.|\d|:|\Z))))\)?",
)
_SAME_AT_END = re.compile(
    r"(?:,|\b[Ii]n:)\s*(?P<raw>[Ee]bd(?:a|\b)\.?|[Ee]benda\b|[Ii]bid(?:em|\b)\.?)(?=\s*[,:]|\s*\Z|\s(?:S|p|Rn)\.)"
)
_CITED = re.compile(
    r"\(?(?P<raw>\b(?:a\.\s?a\.\s?O\.?|aaO\.?|am\s+angegebenen\s+Ort|op\.\s?cit\.?|loc\.\s?cit\.?|l\.\s?c\.))\)?",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"[(\[]?(?P<raw>(?:(?:wie|siehe|s\.|vgl\.?|oben|vorige|see|supra|as\s+in|in)\s+){0,4}+"
    r"(?:Fn\.?|Fußn\.|Fußnote|Fussnote|Endnote|Anm\.|Anmerkung|footnote|(?<=see\s)(?:note|n\.)|(?<=supra\s)(?:note|n\.))"
    r"\s*\[?(?P<number>\d{1,4})\]?)[)\]]?",
    re.IGNORECASE,
)
_FAR = 300  # notes that a.a.O. may reach back; farther ones would make long reports slow
_WORD = re.compile(r"\w{4,}")


class Found(NamedTuple):
    """A back reference in a head: its words, the number that it names, and the head without it."""

    raw: str
    number: str | None
    rest: str


def find_back_reference(head: str) -> Found | None:
    """The reference that stands at the start of a head (``Ebd.``) or anywhere in it (``a.a.O.``, ``wie Fn. 2``)."""
    lead = re.match(r"(?:Vgl\.?|Siehe|S\.|So)\s+", head, re.IGNORECASE)
    start = lead.end() if lead and _SAME.match(head, lead.end()) else 0
    for pattern in (_NOTE, _CITED):
        match = pattern.search(head)
        if match:
            number = match.groupdict().get("number")
            return Found(match["raw"], number, head[: match.start()] + ", " + head[match.end() :])
    match = _SAME.match(head, start) or _SAME_AT_END.search(head)
    if match:
        before = "" if match.start() == start else head[: match.start()]
        return Found(match["raw"], None, before + head[match.end() :])
    return None


def resolve(found: Found, short: Source, earlier: dict[str, Footnote], last: Footnote | None) -> BackReference:
    """Follow a reference to the note that names the source itself, through other back references.

    ``a.a.O.`` goes to the nearest earlier note that shares the author or a long word of the title; ``Ebd.`` to the
    last note that cites anything (``last``). ``earlier`` are the notes before by their id, in order. ``resolved`` is
    None where it leads nowhere.
    """
    target: Footnote | None = None
    if found.number is not None:
        target = earlier.get(found.number)
        if target is None:
            return BackReference(found.raw, found.number, None)
    elif _CITED.match(found.raw) and (short.source_title or short.author or short.publisher):
        target = _nearest(short, earlier)
    else:
        target = last
    if target is None:
        return BackReference(found.raw)
    if target.back_reference is not None and target.back_reference.resolved is not None:
        return BackReference(found.raw, target.back_reference.refers_to, target.back_reference.resolved)
    return BackReference(found.raw, target.id, _last_source(target, follows=found.number is None))


def _last_source(note: Footnote, *, follows: bool) -> Source:
    """``Ebd.`` after a note with several sources is the last one that was quoted."""
    if follows and note.additional_sources and not _CITED.match(note.raw):
        return note.additional_sources[-1]
    return note.source


def _nearest(short: Source, earlier: dict[str, Footnote]) -> Footnote | None:
    wanted = _words(short)
    near = [note for note in islice(reversed(earlier.values()), _FAR) if note.back_reference is None]
    return next((note for note in near if wanted & _words(note.source)), near[0] if near else None)


def _words(source: Source) -> set[str]:
    text = " ".join(filter(None, (source.source_title, source.author, source.publisher)))
    return {match.group().lower() for match in _WORD.finditer(text)}
