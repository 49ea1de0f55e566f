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
_SEPARATOR = re.compile(r"\s*(?:[|·•›»>/,←→✉🖨]|\s[-–—]\s)\s*")
_FURNITURE = _phrases(
    """
    teilen; drucken; merken; weiterleiten; empfehlen; versenden; kommentieren; vorlesen; anhören; share; print;
    save; tweet; twittern; bookmark; artikel teilen; artikel drucken; seite drucken; diese seite drucken; seite
    teilen; seite empfehlen; beitrag teilen; jetzt teilen; als pdf; pdf; pdf herunterladen; pdf-version; pdf öffnen;
    e-mail; email; mail; per e-mail; per mail; per e-mail versenden; druckversion; druckansicht; rss; rss-feed;
    facebook; twitter; x; instagram; linkedin; xing; whatsapp; telegram; threema; mastodon; bluesky; youtube;
    pinterest; reddit; signal; auf facebook teilen; auf twitter teilen; auf x teilen; auf linkedin teilen; teilen
    auf facebook; teilen auf x; teilen auf twitter; link kopieren; zitieren; zitiervorschlag kopieren; feedback;
    start; startseite; home; impressum; datenschutz; datenschutzerklärung; datenschutzhinweise; kontakt; sitemap;
    agb; barrierefreiheit; suche; menü; anmelden; login; logout; über uns; presse; karriere; themen; archiv; leichte
    sprache; gebärdensprache; nach oben; zurück nach oben; zum seitenanfang; seitenanfang; zurück; weiter; mehr;
    inhalt; übersicht; zur übersicht; deutsch; english; français; de; en; schrift; schriftgröße; a+; a-;
    cookie-einstellungen; kommentare; kommentar
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
    end, left_out = _tail(blocks, last_marker)
    first_long = next((i for i, b in enumerate(blocks) if len(b.text) >= _LONG_PARAGRAPH), len(blocks))
    last_long = max((i for i, b in enumerate(blocks[:end]) if len(b.text) >= _LONG_PARAGRAPH), default=-1)
    kept: list[Block] = []
    for index, block in enumerate(blocks[:end]):
        is_amid = first_long <= index <= max(last_marker, last_long)
        reason = None if block.refs or block.kind == "title" else _reason(block, is_amid=is_amid)
        if reason is None:
            kept.append(block)
        else:
            left_out.append(LeftOut(reason, block.text))
    return kept, left_out


def _reason(block: Block, *, is_amid: bool) -> str | None:
    """Why a block is no text; ``is_amid`` says that text stands before and behind it."""
    text = block.text
    if len(text) <= _LONGEST_LINE and block.kind != "table_cell":
        if _BREADCRUMB.match(text):
            return "navigation"
        if len(text) <= _LONGEST_TIME and _READING_TIME.search(text):
            return "reading time"
        if block.kind != "heading" and _is_furniture(text, fewest=_FEWEST_WORDS if is_amid else 1):
            return "share"
    is_call = not is_amid and len(text.split()) <= _LONGEST_CALL and _CALL_ABOUT.search(text) and _CALL.search(text)
    return "notice" if is_call else None


def _is_furniture(text: str, *, fewest: int) -> bool:
    """``Teilen | Drucken | Merken``: short parts, at least half of them in the closed list."""
    parts = [part.strip(" :.!()[]").casefold() for part in _SEPARATOR.split(text) if part]
    known = sum(part in _FURNITURE or bool(_COUNTED.fullmatch(part)) for part in parts)
    if len(parts) >= fewest and known * 2 >= len(parts) and all(len(part.split()) <= _LONGEST_PART for part in parts):
        return True
    words = text.casefold().split()
    return len(words) >= _FEWEST_WORDS and all(word in _FURNITURE for word in words)


def _tail(blocks: Sequence[Block], last_marker: int) -> tuple[int, list[LeftOut]]:
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
    return end, [LeftOut("related", block.text) for block in blocks[end:]]


def _is_tail(text: str) -> bool:
    return text.rstrip(" :").casefold() in _TAIL or bool(_TAIL_HEADING.fullmatch(text))
