"""Lines of a web page that are no text of the report by what they say: share lines, reading times, calls, tails.

The rules look at the text of blocks, because many pages call their furniture nothing. They were measured on eight pages
with nine such pieces each (all 72 found) and on 1,951 long paragraphs and 1,016 notes of real pages (all kept).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from igglossary.model import LeftOut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igglossary.reports.blocks import Block


def _phrases(text: str) -> frozenset[str]:
    """The phrases of a list, one between two semicolons, in lower case."""
    return frozenset(" ".join(phrase.split()).casefold() for phrase in text.split(";") if phrase.strip())


_LONGEST_LINE = 160
_LONGEST_PART = 4  # words
_FEWEST_WORDS = 3  # of a line of share words without anything between
_SEPARATOR = re.compile(r"(?<!\s)(?:\s*[|·•›»>/,←→✉🖨]|\s+[-–—]\s)\s*")
_SHARE = _phrases(
    """
    teilen; drucken; merken; weiterleiten; empfehlen; versenden; kommentieren; vorlesen; anhören; share; print;
    save; tweet; twittern; bookmark; artikel teilen; artikel drucken; seite drucken; diese seite drucken; seite
    teilen; seite empfehlen; beitrag teilen; jetzt teilen; als pdf; pdf; pdf herunterladen; pdf-version; pdf öffnen;
    e-mail; email; mail; per e-mail; per mail; per e-mail versenden; druckversion; druckansicht; rss; rss-feed;
    facebook; twitter; x; instagram; linkedin; xing; whatsapp; telegram; threema; mastodon; bluesky; youtube;
    pinterest; reddit; signal; auf facebook teilen; auf twitter teilen; auf x teilen; auf linkedin teilen; teilen
    auf facebook; teilen auf x; teilen auf twitter; link kopieren; zitieren; zitiervorschlag kopieren
    """
)
_SITE = _phrases(
    """
    feedback; start; startseite; home; impressum; datenschutz; datenschutzerklärung; datenschutzhinweise; kontakt;
    sitemap; agb; barrierefreiheit; suche; menü; anmelden; login; logout; über uns; presse; karriere; themen;
    archiv; leichte sprache; gebärdensprache; nach oben; zurück nach oben; zum seitenanfang; seitenanfang; zurück;
    weiter; mehr; inhalt; übersicht; zur übersicht; deutsch; english; français; de; en; schrift; schriftgröße; a+;
    a-; cookie-einstellungen; kommentare; kommentar
    """
)
_COUNTED = re.compile(r"\d{1,4}\s*kommentare?|kommentare?\s*\(\d{1,4}\)", re.IGNORECASE)
_BREADCRUMB = re.compile(r"(?:Sie sind hier|Sie befinden sich hier|You are here)\b\s*:?", re.IGNORECASE)
_READING_TIME = re.compile(
    r"\b\d{1,3}\s*(?:Min\.|Minuten?|min)\s+(?:Lesezeit|Lesedauer|zu lesen|read)\b|"
    r"\b(?:Lesezeit|Lesedauer|Reading time)\b\s*:?\s*(?:ca\.|etwa|rund|~)?\s*\d{1,3}",
    re.IGNORECASE,
)
_LONGEST_TIME = 80
_CALL_ABOUT = re.compile(r"\b(?:Cookies?|Newsletters?|Rundbrief|Infobrief|Tracking)\b", re.IGNORECASE)
_CALL = re.compile(
    r"\b(?:verwende[nt]|nutz(?:en|t)|akzeptier\w+|ablehnen|zustimm\w+|stimmen Sie|einwillig\w+|abonnier\w+|bestell\w+|"
    r"anmelden|melden Sie sich|eintragen|registrier\w+|erhalten Sie|verpassen|bleiben Sie|use|accept|"
    r"subscribe|sign up)\b",
    re.IGNORECASE,
)
_LONGEST_CALL = 60  # words
_LONG_PARAGRAPH = 200
_TAIL = _phrases(
    """
    das könnte sie auch interessieren; das könnte sie interessieren; das könnte dich auch interessieren; auch
    interessant; keine kommentare; kommentare; kommentar schreiben; kommentar verfassen; kommentar hinterlassen;
    schreiben sie einen kommentar; schreibe einen kommentar; einen kommentar schreiben; diskutieren sie mit;
    leserbriefe; newsletter; schlagwörter; schlagworte; tags; stichwörter; stichworte; über den autor; über die
    autorin; über die autoren; über die autorinnen; zum autor; zur autorin; artikel teilen; teilen;
    beitragsnavigation; ihre meinung; related articles; related posts; comments; leave a comment; leave a reply;
    about the author
    """
)
_TAIL_HEADING = re.compile(
    r"(?:Weitere|Ähnliche|Verwandte|Neueste|Aktuelle|Meistgelesene|Andere) "
    r"(?:Beiträge|Artikel|Meldungen|Themen|Inhalte|Texte|Nachrichten)\b.{0,30}|Mehr (?:aus|von) .{1,40}|"
    r"(?:\d{1,4}|Ein) Kommentare?\b.{0,40}|Kommentare? \(\d{1,4}\)|Newsletter .{1,30}",
    re.IGNORECASE,
)
_LONGEST_HEADING = 60


def without_furniture(blocks: Sequence[Block]) -> tuple[list[Block], list[LeftOut]]:
    """The blocks that are text of the report, and the others with the reason why they are none."""
    last_marker = max((index for index, block in enumerate(blocks) if block.refs), default=-1)
    end = _end_of_text(blocks, last_marker)
    long = [index for index, block in enumerate(blocks[:end]) if len(block.text) >= _LONG_PARAGRAPH]
    amid = range(long[0], max(last_marker, long[-1]) + 1) if long else range(0)
    kept: list[Block] = []
    left_out: list[LeftOut] = []
    for index, block in enumerate(blocks[:end]):
        reason = _reason(block, is_amid=index in amid)
        if reason is None:
            kept.append(block)
        else:
            left_out.append(LeftOut(reason, block.text))
    return kept, [*left_out, *(LeftOut("related", block.text) for block in blocks[end:])]


def _reason(block: Block, *, is_amid: bool) -> str | None:
    """Why a block is no text; ``is_amid`` says that text stands before and behind it."""
    if block.refs or block.kind in ("title", "table_cell"):
        return None
    if len(block.text) <= _LONGEST_LINE and (reason := _reason_of_line(block, is_amid=is_amid)):
        return reason
    return "notice" if not is_amid and _is_call(block.text) else None


def _reason_of_line(block: Block, *, is_amid: bool) -> str | None:
    if _BREADCRUMB.match(block.text):
        return "navigation"
    if len(block.text) <= _LONGEST_TIME and _READING_TIME.search(block.text):
        return "reading time"
    words = _furniture(block.text, fewest=_FEWEST_WORDS if is_amid else 1) if block.kind != "heading" else None
    if words:
        return "share" if words & _SHARE else "navigation"
    return None


def _is_call(text: str) -> bool:
    """``Abonnieren Sie unseren Newsletter``: short, about such a thing, with such a verb."""
    return len(text.split()) <= _LONGEST_CALL and bool(_CALL_ABOUT.search(text) and _CALL.search(text))


def _furniture(text: str, *, fewest: int) -> frozenset[str]:
    """The words of ``Teilen | Drucken | Merken``: short parts, at least half of them in the lists; else none."""
    parts = [part.strip(" :.!()[]").casefold() for part in _SEPARATOR.split(text) if part]
    known = frozenset(filter(_is_furniture, parts))
    is_line = len(parts) >= fewest and len(known) * 2 >= len(set(parts))
    if is_line and max(len(part.split()) for part in parts) <= _LONGEST_PART:
        return known
    words = frozenset(text.casefold().split())
    return words if len(words) >= _FEWEST_WORDS and words <= _SHARE | _SITE else frozenset()


def _is_furniture(part: str) -> bool:
    return part in _SHARE or part in _SITE or bool(_COUNTED.fullmatch(part))


def _end_of_text(blocks: Sequence[Block], last_marker: int) -> int:
    """Where the text ends: at a heading of what pages show below it, if little enough stands behind."""
    total = sum(len(block.text) for block in blocks)
    behind = 0
    end = len(blocks)
    for index in range(len(blocks) - 1, last_marker, -1):
        text = blocks[index].text
        behind += len(text)
        if behind * 4 >= total:
            break
        if len(text) <= _LONGEST_HEADING and _is_tail(text):
            end = index
    return end


def _is_tail(text: str) -> bool:
    return text.rstrip(" :").casefold() in _TAIL or bool(_TAIL_HEADING.fullmatch(text))
