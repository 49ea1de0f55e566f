"""Quotation, title or mention: what a stretch between quotation marks is to the note that it stands in.

A title is told by its place: behind an author, before an imprint (publisher, place and year, journal, edition), behind
*in:*. A quotation stands behind the colon of a source, or reads like a sentence. One or two other words are a mention.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from igglossary.languages.detection import identify_language
from igglossary.reports import source_words as words
from igglossary.reports.authors import find_authors, is_person, is_same_author
from igglossary.reports.dates import find_dates
from igglossary.text.word_lists import word_set

if TYPE_CHECKING:
    from igglossary.reports.quotation_marks import Region

NEAR = 600
"""Code points around a quotation that tell what it is; no head in the reports has 300."""
SAME_SOURCE = re.compile(
    r"[\s.,;:–—-]*+(?:\[?(?:…|\.\.\.)\]?|\(…\))?[\s.,;:]*+"
    r"(?:(?:und|sowie|and|ferner|weiter|außerdem|also|further|dann|später|zudem|auch|an\s+anderer\s+Stelle|heißt\s+es|weiter\s+heißt\s+es|"
    r"dort|darin|im\s+Original|wörtlich|continues|or|oder|bzw\.|ebd\.|ebenda|ibid\.)[\s,.:]*){0,4}\Z",
    re.IGNORECASE,
)
_MASK = "\x00"
_SENTENCE_STOP = re.compile(r"[.!?…][\"“”’'»«)\]]*(?:\s|\Z)")
_INNER_STOP = re.compile(r"[.!?…][\"“”’'»«)\]]*\s+[A-ZÄÖÜ]")
_LONGEST_TITLE = 14  # words of a title in quotation marks that ends like a sentence
_LONGEST_MARKED = 30  # words of a title with an imprint behind it; the longest of 21 real papers has 24
_LEAST_FRAGMENT = 3  # words of a quoted fragment that nothing introduces; fewer are mentions
_YEAR = r"(?:1[5-9]|20)\d\d"
_NAME = r"[A-ZÄÖÜ][^\s,;:()]{0,30}"
# What stands behind a title and hardly ever behind a quotation.
_IMPRINT = re.compile(
    rf"[\s.,;]*(?:[–-]\s)?(?:"
    rf"\(?\[?{_YEAR}\b(?!\d)"  # , 1998 / (1998)
    rf"|(?:{_NAME}[\s/]+){{1,4}}+{_YEAR}\b"  # New York 2012
    rf"|(?:{_NAME}\s){{0,3}}{_NAME}:\s(?:{_NAME}[\s,]+){{1,5}}+{_YEAR}\b"  # Oxford: Lake Press 2012
    rf"|(?:[Ii]n|IN)(?::\s|\s(?=[A-ZÄÖÜ„“\"]))(?!\s*(?:https?|www|\x00))"  # in: Journal
    rf"|(?:\d{{1,2}}(?:\.|st|nd|rd|th)(?:,?\s[\w.]{{1,14}}){{0,3}}\s(?:Aufl|Ausg|ed\b|edn|edition))"
    rf"|(?:{_NAME}\s(?:(?:of|the|for|on|der|des|für|and|und|&)\s){{0,2}}){{1,7}}+"  # Journal 30(4)
    rf"\d{{1,4}}\s?(?:\(\d|[,:]\s?(?:\d|no|Nr|H\.)|\()"
    rf"|(?:vol|Vol|Bd|Jg)\.\s?\d|hrsg\b|Hrsg\b|republished|reprinted|trans(?:l\.|lated)|übers(?:\.|etzt)"
    rf")"
)
_ADDRESS = re.compile(r"[\s.,;(]*(?:URL|[Ii]n|[Oo]nline|unter|abrufbar|siehe|verfügbar)?[\s:(]*\x00")
_IN = re.compile(r"(?:[Ii]n:|\b(?:zu|bei|über):?)\s*\Z")
_PAGES = re.compile(r"[\s.,;]*\(?(?:S|p|pp|Sp|Bl|Abschn|Kap|ch)\.\s?[\divxlc]|[\s.,;]*(?:v|t|l)\.\s?[IVXLC\d]+\b")
_PUBLISHED = re.compile(r"\s*,\s+[A-ZÄÖÜ]")
_SOURCE_HEAD = re.compile(rf"\b{_YEAR}\b|\b(?:S|p|pp|para|Art|Abs|Ziff|Rn|Nr|No)\.?\s?\d", re.IGNORECASE)
_FOLLOWING_WORD = re.compile(r"\s?[\w(]")
_ORIGINAL = re.compile(
    r"\b(?:[Ii]m\s+(?:englischen\s+)?(?:Original|Wortlaut)|[Oo]rig(?:inal)?\.?(?:text|zitat)?|i\.\s?O\.|[Ee]ngl(?:isch|\.)?|"
    r"[Ii]n the original|[Ww]örtlich)\s*:?\s*\Z"
)
_SMALL = word_set(
    "a an the of on for to in and or by with from at as is its it to but nor vs via der die das und in im von zu des"
)
_VERBS = word_set(
    """
    is are was were be been has have had will would shall should can could may might must do does did said says
    ist sind war waren wird werden wurde wurden hat haben hatte hatten kann können soll sollen muss müssen darf dürfen
    """
)


def is_quotation(masked: str, regions: list[Region], index: int, known: set[str]) -> bool:
    """Whether one of the quoted stretches of a note is a quotation; ``masked`` is the note with its URLs blanked out.

    ``known`` are surnames of the authors of earlier notes, in lower case.
    """
    region = regions[index]
    text = masked[region.start : region.end].strip(" " + _MASK)
    if not any(map(str.isalpha, text)):
        return False
    previous = regions[index - 1].stop if index else 0
    before = masked[max(previous, region.begin - NEAR) : region.begin].rstrip()
    after = masked[region.stop : region.stop + NEAR]
    if _ORIGINAL.search(before):
        return True
    if _is_short_or_cited(text, after) and _is_in_bracket(masked, region):
        # A bracket of its own behind a quotation is the original wording; other words there are remarks or titles.
        return bool(previous) and before.endswith("(") and bool(re.match(r"[.!?]?\)", after))
    if _is_title(text, before, after, known):
        return False
    follower = masked[region.stop : regions[index + 1].begin] if index + 1 < len(regions) else None
    return _stands_as_quotation(text, before, after, follower)


def _is_short_or_cited(text: str, after: str) -> bool:
    return len(text.split()) < 12 or bool(_IMPRINT.match(after) or _PAGES.match(after))


def _is_in_bracket(masked: str, region: Region) -> bool:
    opened = masked[max(0, region.begin - NEAR) : region.begin]
    return opened.rfind("(") > opened.rfind(")")


class _Behind(NamedTuple):
    """What follows a stretch in quotation marks, as far as it tells titles from quotations."""

    has_imprint: bool
    has_pages: bool
    has_address: bool
    is_end: bool

    @property
    def is_cited(self) -> bool:
        return self.has_imprint or self.has_pages or self.has_address


def _is_title(text: str, before: str, after: str, known: set[str]) -> bool:
    """Strong signs of a title: an author or *in:* before it, an imprint behind it, capitals in it."""
    if _is_too_much_for_title(text, before, after):
        return False
    behind = _Behind(
        has_imprint=bool(_IMPRINT.match(after)),
        has_pages=bool(_PAGES.match(after)),
        has_address=bool(_ADDRESS.match(after)),
        is_end=not after.strip(" .,;"),
    )
    if _IN.search(before):
        return behind.has_imprint or behind.has_pages
    head = _head(before)
    if not head:
        return behind.has_imprint or ((behind.is_cited or behind.is_end) and _is_set_as_title(text, before))
    if _is_author(head, known):
        return _is_title_by_author(text, before, behind)
    return behind.is_cited and _is_set_as_title(text, before)


def _is_too_much_for_title(text: str, before: str, after: str) -> bool:
    if len(text.split()) > _LONGEST_MARKED or (_INNER_STOP.search(text) and _is_statement(text)):
        return True
    # The comma would stand inside the marks of a title, or instead of the stop.
    return before.endswith(":") and text.endswith(".") and after.startswith(",")


def _is_title_by_author(text: str, before: str, behind: _Behind) -> bool:
    if behind.has_imprint:
        return not (before.endswith(":") and _is_sentence(text))
    return (behind.has_pages or behind.is_end) and not _is_statement(text)


def _is_set_as_title(text: str, before: str) -> bool:
    """Capitals, no statement, and no colon of a source that introduces it as a quotation."""
    is_introduced = before.endswith(":") and _SOURCE_HEAD.search(before) is not None
    return not is_introduced and not _is_statement(text) and _is_titled(text)


def _is_author(head: str, known: set[str]) -> bool:
    name = head.strip(" ,:.")
    if is_person(re.sub(r"\s?\([^()]{1,12}\)\Z", "", name)) or name.lower() in known:
        return True
    if head.endswith(":") and is_person(" ".join(name.split()[-2:])):
        return True
    found = find_authors(head.rstrip() + " ", known) or find_authors(name + ": ", known)
    return found is not None and found.end >= len(name)


def _head(before: str) -> str:
    """What stands before a stretch, from the last source or remark on, without a signal; empty behind ``Dies.,``."""
    stretch = re.split(
        r"(?<=[^\W\d_]{3})[.)]\s+(?=[A-ZÄÖÜ])|;\s*(?=(?:vgl|siehe|so)\b)|,?\s(?:und|sowie|and)\s(?=[A-ZÄÖÜ][\w-]+[:,])",
        before,
    )[-1]
    stretch = words.without_signal(stretch.strip() + " ").strip(" \t,;–—")
    same = is_same_author(stretch + ", X")
    return "" if same and same >= len(stretch) else stretch


def _is_titled(text: str) -> bool:
    """English with most of its longer words in capitals, as titles are printed."""
    longer = [word for word in re.findall(r"[^\W\d_][\w’'-]*", text) if len(word) > 3 and word.lower() not in _SMALL]
    if len(longer) < 2 or identify_language(text) == "de":
        return False
    capitals = [word for word in longer if word[0].isupper()]
    return 3 * len(capitals) >= 2 * len(longer)


def _is_sentence(text: str) -> bool:
    return bool(_SENTENCE_STOP.search(text)) and _is_statement(text)


def _is_statement(text: str) -> bool:
    low = re.findall(r"[^\W\d_]+", text.lower())
    return any(word in _VERBS for word in low) or len(low) >= _LONGEST_MARKED


def _stands_as_quotation(text: str, before: str, after: str, follower: str | None) -> bool:
    """Without strong signs: introduced by a colon, or a sentence, or a fragment in another language."""
    count = len(text.split())
    is_sentence = bool(_SENTENCE_STOP.search(text)) or count >= 15
    if _introduces(follower) and (not is_sentence or _is_question(count, before, after)):
        return False  # „Title“ or „Title?“, Publisher, Date: „Quotation“
    return is_sentence or _stands_as_fragment(text, before, after)


def _stands_as_fragment(text: str, before: str, after: str) -> bool:
    count = len(text.split())
    if count < _LEAST_FRAGMENT and re.match(r"\s\w", after):
        return False  # a word of the title: „Ufer“ in Bern
    if before.endswith(":"):
        return not _is_title_of_author(before, text, after)
    if count < _LEAST_FRAGMENT or _is_title_before_publisher(before, after) or _FOLLOWING_WORD.match(after):
        return False
    return (not before or identify_language(text) == "en") and not _is_titled(text)


def _introduces(follower: str | None) -> bool:
    """Whether what stands before the next stretch ends the head of the same source."""
    if follower is None or not follower.rstrip().endswith(":"):
        return False
    return not SAME_SOURCE.match(follower) and not _starts_new_source(follower)


def _is_question(count: int, before: str, after: str) -> bool:
    return not before and count <= _LONGEST_TITLE and re.match(r"\s*,", after) is not None


def _starts_new_source(text: str) -> bool:
    return bool(re.match(r"[\s.]*;|[\s.,]*\b(?:siehe|vgl|see|so)\b", text, re.IGNORECASE))


def _is_title_of_author(before: str, text: str, after: str) -> bool:
    """``Jane Doe: „Title“, Publisher, 3. Mai 2021``."""
    name = before.rstrip(":").strip()
    is_short = len(text.split()) <= _LONGEST_TITLE
    return is_person(name) and is_short and bool(_PUBLISHED.match(after)) and bool(find_dates(after))


def _is_title_before_publisher(before: str, after: str) -> bool:
    if find_dates(before):
        return False
    continued = re.match(r"\s*[,(]\s*(?!in\b\s*:?\s*\x00)(?P<rest>[^\x00]*)", after)
    rest = continued["rest"].strip(" ,.;:()") if continued else ""
    rest = re.sub(r"(?:^|[\s,])(?:in|In|abrufbar unter|unter)\s*:?\s*\Z", "", rest)
    return bool(rest) and not words.REMARK.match(rest)
