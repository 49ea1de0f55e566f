"""What the term base says to a buffer: findings, the term at a place, terms to go on with. Facts, no protocol."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from igglossary.languages.detection import detect_language
from igglossary.model import TranslationUnit, Variant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from igglossary.answers.texts import MarkedTerm
    from igglossary.servers.lsp.blocks import Kind, Stretch, Unit
    from igglossary.service.desk import Desk
    from igglossary.terms.checking.check import Finding

_AVOIDED = ("deprecated", "superseded", "forbidden")
_HEAD = 10_000
"""Characters at the start of a text by which its language is told."""
_KEPT_BLOCKS = 20_000
_WORD_BEFORE = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*\Z")
_SHORTEST_BEGINNING = 3
_LONGEST_BEGINNING = 80


class Found(NamedTuple):
    """A finding and where it stands in the buffer, as code points."""

    start: int
    end: int
    finding: Finding


class Here(NamedTuple):
    """The terms at a place of the buffer, the longest first, and what they cover."""

    start: int
    end: int
    terms: list[MarkedTerm]


class Proposal(NamedTuple):
    """A term to go on with, from ``start`` on; ``source`` is what it translates, if anything."""

    start: int
    term: str
    source: str = ""


class Reader:
    """Reads buffers. A block that was seen before costs nothing, so that a keystroke costs its own block."""

    def __init__(self, desk: Desk) -> None:
        """The desk's store is read by the thread that asks."""
        self._desk = desk
        self._findings_of = lru_cache(_KEPT_BLOCKS)(self._findings_of_block)

    def languages(self, kind: Kind, text: str) -> tuple[str, str]:
        """(source, target) of a buffer; a text has one language, told by its words: German if they do not say."""
        said = kind.languages(text)
        if said is not None:
            return said
        lang = detect_language(text[:_HEAD])
        return ("en", "en") if lang == "en" else ("de", "de")

    def findings(self, kind: Kind, text: str) -> list[Found]:
        """Everything that the term base finds in a buffer, in order."""
        languages = self.languages(kind, text)
        version = self._desk.term_base_version()
        return [
            Found(block.start + one.start, block.start + one.end, one.finding)
            for block in kind.split(text)
            for one in self._findings_of(kind, languages, version, block.text)
        ]

    def _findings_of_block(self, kind: Kind, languages: tuple[str, str], _version: str, block: str) -> list[Found]:
        return [found for unit in kind.units(block) for found in self._findings_of_unit(languages, unit)]

    def _findings_of_unit(self, languages: tuple[str, str], unit: Unit) -> Iterator[Found]:
        """Findings of a unit; what has no place in the translation stands where the source says it."""
        if unit.source is None:
            findings = self._desk.check_text(unit.target.text, languages[1])
        elif unit.source.text.strip() and unit.target.text.strip():
            source, target = Variant(languages[0], unit.source.text), Variant(languages[1], unit.target.text)
            findings = self._desk.check_units([TranslationUnit((source, target), id="1")])
        else:
            return
        for finding in findings:
            if finding.target_span is not None:
                yield _placed(finding, unit.target, finding.target_span.start, finding.target_span.end)
            elif finding.source_span is not None and unit.source is not None:
                yield _placed(finding, unit.source, finding.source_span.start, finding.source_span.end)

    def terms_at(self, kind: Kind, text: str, offset: int) -> Here | None:
        """The terms at a place, with their translations; None where there is none."""
        found = self._stretch_at(kind, text, offset)
        if found is None:
            return None
        start, stretch, lang, _unit = found
        at = bisect_right(stretch.starts, offset - start) - 1
        marked = [one for one in self._desk.annotate(stretch.text, lang, nested=True) if one.start <= at < one.end]
        if not marked:
            return None
        longest = max(one.end - one.start for one in marked)
        shown = [one for one in marked if one.end - one.start == longest]
        return Here(start + stretch.starts[shown[0].start], start + stretch.ends[shown[0].end - 1], shown)

    def proposals(self, kind: Kind, text: str, offset: int) -> list[Proposal]:
        """Terms to go on with: those of the source of this unit first, then those that begin like the word here."""
        found = self._stretch_at(kind, text, offset)
        if found is None:
            return []
        start, stretch, lang, unit = found
        before = stretch.text[: bisect_left(stretch.starts, offset - start)]
        match = _WORD_BEFORE.search(before[-_LONGEST_BEGINNING:])
        letters = match.group() if match else ""
        begin = start + stretch.starts[len(before) - len(letters)]
        proposed: dict[str, str] = {}
        if unit.source is not None and stretch is unit.target:
            source_lang = self.languages(kind, text)[0]
            for term in self._desk.annotate(unit.source.text, source_lang, to=lang, nested=True):
                for one in term.translations:
                    if one.status not in _AVOIDED:
                        proposed.setdefault(one.term, term.surface)
        if len(letters) >= _SHORTEST_BEGINNING:
            for name in self._desk.terms_beginning(letters, lang):
                proposed.setdefault(name, "")
        return [Proposal(begin, name, source) for name, source in proposed.items()]

    def _stretch_at(self, kind: Kind, text: str, offset: int) -> tuple[int, Stretch, str, Unit] | None:
        """(start of the block, stretch, its language, its unit) at a place."""
        for block in kind.split(text):
            if not block.start <= offset <= block.start + len(block.text):
                continue
            languages = self.languages(kind, text)
            for unit in kind.units(block.text):
                for stretch, lang in ((unit.target, languages[1]), (unit.source, languages[0])):
                    if stretch is not None and stretch.starts[0] <= offset - block.start <= stretch.starts[-1]:
                        return block.start, stretch, lang, unit
        return None


def _placed(finding: Finding, stretch: Stretch, start: int, end: int) -> Found:
    first = stretch.starts[start]
    return Found(first, stretch.ends[end - 1] if end > start else first, finding)
