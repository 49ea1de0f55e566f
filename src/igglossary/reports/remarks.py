"""What of a note cites and what explains: stretches of prose beside the sources."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from igglossary.languages.detection import detect_language
from igglossary.languages.segmentation import split_sentences
from igglossary.reports import source_words as words
from igglossary.reports.authors import find_authors
from igglossary.reports.dates import find_dates
from igglossary.reports.quotation_marks import find_regions

if TYPE_CHECKING:
    from collections.abc import Collection

_LONGEST_SOURCE = 60  # words of a citation that begins with names
_PROSE_WORDS = 18  # a source without a date or a name of more words is a remark in prose
_LOWER, _LOWER_WITH_DATE = 0.4, 0.5  # share of words in lower case; titles of the corpus have less
_CITES = re.compile(
    r"(?:[Vv]gl|[Ss]iehe|[Ss]\.(?=\s(?:a\.|auch|dazu|hierzu))|[Ss]ee|[Cc]f|[Ee]bd|[Ee]benda|[Ii]bid|a\.\s?a\.\s?O|[Dd]ers|[Dd]ies|"
    r"[Dd]azu|[Hh]ierzu|[Ss]o\s(?:auch|etwa)|(?:Zu[mr]?|Für|Bezüglich)\b[^.:]{2,140}?\s(?:siehe|vgl))\b"
)
_EVIDENCE = re.compile(r"[\d:\x00„“”\"«»]|\b(?:[Vv]gl|[Ss]iehe|[Ee]bd|[Ii]bid|a\.\s?a\.\s?O)\b")
_POINTS_INSIDE = re.compile(
    r"(?:(?:[Vv]gl|[Ss]iehe|[Ss]\.|[Zz]u[mr]?\s[^.:;]{2,120}?\s(?:siehe|vgl\.|s\.)|[Dd]azu|[Hh]ierzu)\.?\s)?(?:auch\s|hierzu\s|dazu\s|oben\s|unten\s|das\s|den\s|im\s|in\s)*"
    r"(?:Kap(?:itel|\.)|Abschn(?:itt|\.)|Anhang|Anlage|Tabelle|Tab\.|Abb(?:ildung|\.)|Teil)\b.{0,120}\Z"
)
_VERB = re.compile(
    r"\b(?:ist|sind|war|waren|wird|werden|wurden?|hat|haben|hatten?|kann|können|soll(?:te)?n?|muss|müssen|darf|lässt|gibt|"
    r"findet|finden|bezieht|bezeichnet|gemeint|besteht|enthält|zeigt|zeigen|geht|dient|liegt|stammt|bleibt|gilt|gelten|"
    r"handelt|heißt|blieb|blieben|kam|kamen|ging|gingen|lag|lagen|stand|standen|galt|hielt|ließ|schrieb|schreibt|erschien|"
    r"fehlt|macht|nennt|führt|folgt|betont|spricht|verweist|berichtet|basiert|belegt|stellt|wären?|werde|sei|seien|mag|"
    r"is|are|was|were|has|have|refers)\b"
)


def is_prose(text: str, known: Collection[str] = ()) -> bool:
    """Sentences rather than a source: several of them, or many words without a date and with few capitals."""
    stripped = _without_quoted(text).strip(" .,;:")
    count = len(stripped.split())
    if count < _LONGEST_SOURCE and find_authors(words.without_signal(stripped), known):
        return False
    if _POINTS_INSIDE.match(stripped):
        return True  # "Siehe Kapitel 3.2": another place of the same text
    has_verb = bool(_VERB.search(stripped))
    if count < (4 if has_verb else 6) or stripped.startswith(("„", "“", '"')):
        return False
    return _is_running_text(stripped, count, has_verb=has_verb)


def _is_running_text(text: str, count: int, *, has_verb: bool) -> bool:
    """Several long sentences, or the lower case and the verb of a sentence; a text with a date needs more of both."""
    is_long = count > 2 * _PROSE_WORDS and len(split_sentences(text, "de")) > 1
    if find_dates(text) or re.search(r"\b(?:1[89]|20)\d\d\b", text):
        return (is_long or has_verb) and _share_of_lower(text) >= _LOWER_WITH_DATE
    is_told = has_verb or count > _PROSE_WORDS // 2
    return is_long or (is_told and _share_of_lower(text) > _LOWER and detect_language(text) == "de")


def _without_quoted(text: str) -> str:
    """What is quoted says nothing about the words around it; each stretch leaves its marks."""
    kept, at = [], 0
    for region in find_regions(text):
        kept.append(text[at : region.start])
        at = region.end
    return "".join([*kept, text[at:]])


def _share_of_lower(text: str) -> float:
    tokens = [word for word in text.split() if word[:1].isalpha()]
    return sum(word[:1].islower() for word in tokens) / max(1, len(tokens))


def split_remarks(text: str, known: Collection[str] = ()) -> list[tuple[int, int, bool]]:
    """The stretches of a note as (start, end, is prose), in order; neighbours of one kind are one stretch.

    A source may have stops of its own (``Title. Subtitle``), so a stop ends it only before prose or a signal
    (``Vgl.``, ``Siehe auch``).
    """
    stretches: list[tuple[int, int, bool]] = []
    for start, end in split_sentences(text, "de"):
        sentence = text[start:end]
        has_signal = _CITES.match(sentence) is not None
        is_cited = has_signal and not _POINTS_INSIDE.match(sentence.strip(" ."))
        prose = is_prose(sentence, known) and not is_cited
        if stretches and stretches[-1][2] == prose and (prose or not has_signal):
            stretches[-1] = (stretches[-1][0], end, prose)
        else:
            stretches.append((start, end, prose))
    return _with_bare_ones_beside_prose(text, stretches)


def _with_bare_ones_beside_prose(text: str, stretches: list[tuple[int, int, bool]]) -> list[tuple[int, int, bool]]:
    """A sentence without a sign of a source counts as prose where prose stands beside it."""
    alone = [n for n, (a, b, prose) in enumerate(stretches) if not prose and not _EVIDENCE.search(text, a, b)]
    for n in alone:
        if any(stretches[other][2] for other in (n - 1, n + 1) if 0 <= other < len(stretches)):
            stretches[n] = (*stretches[n][:2], True)
    return stretches


def without_remarks(text: str) -> str:
    """Bracketed translator's remarks have no field; they stay in ``raw``."""
    return re.sub(r"\s*[(\[](?P<inner>[^()\[\]]{3,120})[)\]]", _drop_remark, text)


def _drop_remark(match: re.Match[str]) -> str:
    return "" if words.REMARK.match(match["inner"]) else match.group()
