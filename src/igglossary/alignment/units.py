"""Stretches of a sentence that may have a counterpart of their own: clauses, items of an enumeration, quoted words."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CLAUSE = re.compile(
    r"(?<!\s)\s*[;:]\s+|(?<!\s)\s+[–—]\s*|,\s+(?!\d)|(?<!\s)\s+(?=(?:und|sowie|oder|and|as well as|or)\s)"
    r"|(?<!\s)\s+(?=\((?:\d{1,2}|[a-z]|[ivx]{1,4})\)\s)"
)
_JOINER = re.compile(r"(?:und|sowie|oder|aber|and|as well as|or|but|while)\s+", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:\((?:\d{1,2}|[a-z]|[ivx]{1,4})\)|(?:\d{1,2}|[a-z]|[ivx]{1,4})\)|(?:\d{1,2}|[IVX]{1,4})\.|[•–—-])\s+"
)
_QUOTED = re.compile(
    r"„([^„“”]{2,400})[“”]|“([^“”]{2,400})”|»([^«»]{2,400})«|«([^«»]{2,400})»|\"([^\"]{2,400})\"|‚([^‚‘’]{2,400})[‘’]|›([^‹›]{2,400})‹"
)
_RUN_IN = re.compile(r"(?:^|(?<=\s))\(?(\d{1,2}|[a-z]|[ivx]{1,4})\)\s+")
_STRONG = re.compile(r"[;:]\s+")

_SAID = re.compile(
    r"(?:sag|erklär|beton|warn|mahn|forder|kritisier|begrüß|bedauer|mein|jubel|verlang|hoff|befürcht|argumentier|"
    r"urteil|bekräftig|ergänz|beteuer|klag|lob|versicher|behaupt|plädier|berichte|ermunter|ersuch|ermahn)(?:e?te?n?|en)"
    r"|sprach(?:en)?|spricht|schr(?:ieb|eib)(?:en|t)?|h(?:ielt|ält)|hielten|fand(?:en)?|findet|sieht|sah(?:en)?|heißt|hieß"
    r"|(?:unter)?str(?:ich|eich)(?:en|t)?|empfahl(?:en)?|empfiehlt|r[iä]e?t(?:en)?|räumt(?:en?)?|kündigt(?:en?)?"
    r"|erinnert(?:en?)?|(?:ver|hin)w(?:ies|eis)(?:en|t)?|freut(?:en?)?|stellt(?:en?)?|hebt|hob(?:en)?"
)
_ACCORDING = re.compile(r"(?:so|laut|nach\s+(?:Ansicht|Meinung|Auffassung|Angaben|Einschätzung))\s", re.IGNORECASE)
_LONGEST_ATTRIBUTION = 8

_LEAST_LETTERS = 8
"""A clause shorter than this says too little for a vector of its own."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of a sentence; offsets count in the sentence's text."""

    start: int
    end: int
    kind: str
    """``sentence``, ``main clause``, ``clause``, ``quoted``, ``item`` or ``phrase``."""

    def text(self, sentence: str) -> str:
        """The stretch of ``sentence``."""
        return sentence[self.start : self.end]


def content_start(text: str) -> int:
    """Where the text begins after its enumerator (``(1) ``, ``IV. ``, ``a) ``)."""
    match = _LABEL.match(text)
    return match.end() if match else 0


def without_label(text: str) -> str:
    """The text without its enumerator, unless nothing else is there."""
    return text[content_start(text) :] or text


def quoted_stretches(text: str) -> list[Unit]:
    """The words between quotation marks, exclusive, in order."""
    return [
        Unit(match.start(match.lastindex), match.end(match.lastindex), "quoted")
        for match in _QUOTED.finditer(text)
        if match.lastindex
    ]


def run_in_items(text: str) -> list[Unit]:
    """The items of a run-in enumeration (``(1) …, (2) …``) with their labels; fewer than three are none."""
    labels = [match for match in _RUN_IN.finditer(text) if match.group().strip().endswith(")")]
    chain: list[re.Match[str]] = []
    for match in labels:
        if _ordinal(match.group(1), len(chain) + 1):
            chain.append(match)
    if len(chain) < 3:
        return []
    ends = [match.start() for match in chain[1:]] + [len(text)]
    return [_trimmed(text, match.start(), end, "item") for match, end in zip(chain, ends, strict=True)]


def introduction(text: str) -> list[Unit]:
    """What stands before the first run-in item (``Der Plan hat drei Teile:``), or nothing."""
    items = run_in_items(text)
    return [_trimmed(text, 0, items[0].start, "main clause")] if items and items[0].start > 0 else []


def listed_items(text: str) -> list[Unit]:
    """The items of an enumeration without labels after a colon (``: a, b and c``); fewer than three are none."""
    colon = text.rfind(": ")
    if colon < 0:
        return []
    start = colon + 2
    cuts = _between_items(text[start:])
    if not cuts:
        return []
    begins = [start] + [start + end for _, end in cuts]
    ends = [start + begin for begin, _ in cuts] + [len(text)]
    items = [_trimmed(text, begin, end, "item") for begin, end in zip(begins, ends, strict=True)]
    return items if len(items) >= 3 else []


def _between_items(text: str) -> list[tuple[int, int]]:
    """What separates the items: semicolons if there are two, else commas and the last *and*."""
    separator = ";" if text.count(";") >= 2 else ","
    cuts = [match.span() for match in re.finditer(rf"{separator}\s+(?:(?:und|sowie|and)\s+)?", text)]
    if cuts and separator == ",":
        offset = cuts[-1][1]
        joiners = list(re.finditer(r"\s+(?:und|sowie|and)\s+", text[offset:]))
        cuts += [(last.start() + offset, last.end() + offset) for last in joiners[-1:]]
    return cuts


def clauses(text: str) -> list[Unit]:
    """Clauses at commas, colons, semicolons, dashes, conjunctions and item labels; never the whole sentence."""
    return _cut(text, _CLAUSE, "clause")


def main_clauses(text: str) -> list[Unit]:
    """The parts between semicolons and colons: propositions of their own (dashes mostly enclose an aside)."""
    return _cut(text, _STRONG, "main clause")


def is_attribution(clause: str) -> bool:
    """True for a German clause that only tells who speaks: ``so die Ministerin``, ``Der Verband mahnte``."""
    words = clause.strip(" ,;:.–—").split()
    if not words or len(words) > _LONGEST_ATTRIBUTION:
        return False
    # The verb stands last, or before its particle or object pronoun (räumte ein, erinnerte daran).
    return _ACCORDING.match(clause) is not None or any(_SAID.fullmatch(word) for word in words[-2:])


def is_saying_verb(word: str) -> bool:
    """True for a lower-case German form of a verb of saying (``warnte``, ``heißt``)."""
    return _SAID.fullmatch(word) is not None


def units(text: str) -> list[Unit]:
    """The sentence first, then its different smaller stretches."""
    whole = Unit(0, len(text), "sentence")
    found = {(0, len(text)): whole}
    for unit in (
        *introduction(text),
        *run_in_items(text),
        *quoted_stretches(text),
        *main_clauses(text),
        *clauses(text),
    ):
        if unit.end - unit.start >= _LEAST_LETTERS:
            found.setdefault((unit.start, unit.end), unit)
    return list(found.values())


def _cut(text: str, pattern: re.Pattern[str], kind: str) -> list[Unit]:
    pieces = []
    start = 0
    for match in pattern.finditer(text):
        pieces.append((start, match.start()))
        start = match.end()
    pieces.append((start, len(text)))
    if len(pieces) == 1:
        return []
    trimmed = [_trimmed(text, begin, end, kind) for begin, end in pieces]
    return [unit for unit in trimmed if unit.end - unit.start >= _LEAST_LETTERS]


def _trimmed(text: str, start: int, end: int, kind: str) -> Unit:
    while end > start and text[end - 1] in " ,;:.–—":
        end -= 1
    while start < end and text[start] in " ,;:–—":
        start += 1
    if kind != "item":
        joiner = _JOINER.match(text, start, end)
        start = joiner.end() if joiner else start
    return Unit(start, end, kind)


def _ordinal(label: str, expected: int) -> bool:
    roman = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
    letter = chr(ord("a") + expected - 1)
    return label in (str(expected), letter) or (expected <= len(roman) and label == roman[expected - 1])
