"""One part of a citation: does it look like an organisation, a document, a name, a place?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from igglossary.reports import source_words as words
from igglossary.reports.quotation_marks import find_regions

if TYPE_CHECKING:
    from collections.abc import Collection

_TRIM = " \t,;:.–—|"
_BRACKETED = re.compile(r"\A(?P<name>.*\S)\s*\((?P<inner>[^()]{2,60})\)\Z", re.DOTALL)
_ACRONYM = re.compile(r"[A-Z][A-Z0-9&.-]{1,9}s?\Z")
_BRACKET_OR_SEPARATOR = re.compile(r"[()\[\];]|,(?= |\Z)")
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,10}\Z")
_WORDS = re.compile(r"(?<![\w.’'&+-])[\w.’'&+-]*\w[.]?")


def is_place(text: str, places: Collection[str] = ()) -> bool:
    """True if every word of a short text belongs to a known place, or the whole is a place of this report."""
    low = text.strip(" .()").lower()
    if not low or len(low) > 40:
        return False
    if low in places:
        return True
    tokens = [t for t in re.split(r"[\s/]+|-(?=[A-ZÄÖÜ])", low) if t not in ("und", "and", "u.", "&")]
    return all(t in words.PLACES for t in tokens) or low in words.PLACES


def split_parts(text: str) -> list[str]:
    """Parts between commas (and dashes set in spaces) outside quotation marks and brackets."""
    parts: list[str] = []
    start = depth = 0
    for match in _BRACKET_OR_SEPARATOR.finditer(_with_quoted_blanked(text)):
        if match.group() in "([":
            depth += 1
        elif match.group() in ")]":
            depth = max(0, depth - 1)
        elif depth == 0:
            parts.append(text[start : match.start()])
            start = match.end()
    parts.append(text[start:])
    return [part for part in (p.strip(" \t,;:|–—") for p in parts) if part.strip(".()")]


def _with_quoted_blanked(text: str) -> str:
    """As long as the text, with nothing in it that could separate where it is quoted."""
    kept, at = [], 0
    for region in find_regions(text):
        kept += [text[at : region.begin], "\x00" * (region.stop - region.begin)]
        at = region.stop
    return "".join([*kept, text[at:]])


def is_marked(part: str) -> bool:
    """True for a title in quotation marks and nothing else."""
    regions = find_regions(part)
    return len(regions) == 1 and regions[0].begin == 0 and regions[0].stop == len(part) and bool(regions[0].close)


def split_colon(text: str) -> tuple[str, str, str]:
    """(name, ``:``, title) at the first colon outside quotation marks; the text and two empty strings without one."""
    quoted = [(r.begin, r.stop) for r in find_regions(text)]
    for match in re.finditer(r":\s+", text):
        if not any(begin <= match.start() < stop for begin, stop in quoted):
            return text[: match.start()].strip(), ":", text[match.end() :].strip()
    return text, "", ""


def is_initials(inner: str, name: str) -> bool:
    """True if the capitals of ``inner`` are the first letters of words in ``name``: ICANN."""
    letters = [c.lower() for c in inner if c.isalpha() and c.isupper()]
    starts = iter(c.lower() for c in re.findall(r"(?:^|[\s-])(\w)", name))
    return bool(letters) and " " not in inner and sum(c in starts for c in letters) >= min(2, len(letters))


def is_publisher(text: str) -> bool:
    """True if a part looks more like an organisation than like a document."""
    return organisation(text) > max(0, document(text) - 1)


def is_name(text: str) -> bool:
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


def organisation(text: str) -> int:
    """How much a part looks like an organisation or a medium; 0 says nothing, 3 is sure."""
    stripped = text.strip(_TRIM + "()")
    core = _core(stripped)
    if not core or len(_WORDS.findall(stripped)) > 14:
        return 0
    score = _points_of_words(core)
    if _DOMAIN.match(stripped) or stripped.lower() in words.PUBLISHERS:
        score += 3
    if _ACRONYM.match(stripped) or not words.PUBLISHERS.isdisjoint(map(str.lower, core[:2])):
        score += 2
    if _prints_its_initials(stripped):
        score += 2
    return score if is_name(stripped) or score >= 2 else 0


def _points_of_words(core: list[str]) -> int:
    """2 for a word of organisations at the end, 1 for one anywhere else."""
    last = core[-1].lower().rstrip(".")
    if last in words.ORGANISATION_WORDS or last.endswith(words.ORGANISATION_TAILS):
        return 2
    return int(any(t.lower() in words.ORGANISATION_WORDS and t[:1].isupper() for t in core))


def _prints_its_initials(text: str) -> bool:
    """``Lake Protection Office (LPO)``."""
    bracketed = _BRACKETED.match(text)
    return (
        bracketed is not None
        and _ACRONYM.match(bracketed["inner"]) is not None
        and is_initials(bracketed["inner"], bracketed["name"])
    )


def document(text: str) -> int:
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


def clean(text: str | None) -> str | None:
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
