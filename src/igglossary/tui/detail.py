"""What is shown of one entry: facts, suggestions, occurrences, findings. Pure functions from entries to lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from igglossary.i18n import _, ngettext, number, say, score_text
from igglossary.review.concept_text import write_concept
from igglossary.review.concepts import best_term
from igglossary.review.diff import MARKS, compare
from igglossary.review.words import keep_message, relation_word, status_word, term_status_word
from igglossary.store.contract.entries import ConceptEntry, PairEntry, UnitEntry
from igglossary.tui.cells import Line, Piece, clean, cut, fit, highlight, kwic, line, wrap
from igglossary.tui.theme import STATUS_STYLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igglossary.model import Occurrence
    from igglossary.review.checks import Finding
    from igglossary.review.diff import Part
    from igglossary.store.contract.entries import Entry
    from igglossary.tui.theme import Glyphs

_LANG = 4
"""Cells of the language at the beginning of a KWIC line."""
_PART_STYLES = {"same": "", "added": "added", "removed": "removed"}


def describe(
    entry: Entry | None,
    occurrences: Sequence[Occurrence],
    findings: Sequence[Finding],
    width: int,
    glyphs: Glyphs,
    *,
    chosen: int,
    is_narrow: bool,
) -> list[Line]:
    """The lines of an entry for a window of ``width`` cells; ``chosen`` is the occurrence that ``o`` opens."""
    if entry is None:
        return []
    width = max(width, 20)
    warnings = _findings(findings, width, glyphs)
    if isinstance(entry, PairEntry):
        return [
            *_pair_facts(entry, warnings, width, glyphs, is_narrow=is_narrow),
            *_occurrences(entry, occurrences, width, chosen, is_narrow=is_narrow),
        ]
    return (
        _link(entry, warnings, width, glyphs)
        if isinstance(entry, UnitEntry)
        else _concept(entry, warnings, width, glyphs)
    )


def _pair_facts(pair: PairEntry, warnings: list[Line], width: int, glyphs: Glyphs, *, is_narrow: bool) -> list[Line]:
    lines = _wide_title(f"{pair.german} ↔ {pair.english}", _status(pair, glyphs), width)
    if not is_narrow:
        lines.append(line())
    facts = [
        _("Score {score}").format(score=score_text(pair.score)),
        ngettext("{n} occurrence", "{n} occurrences", pair.occurrences).format(n=number(pair.occurrences)),
        ngettext("in {n} document", "in {n} documents", pair.documents).format(n=number(pair.documents)),
    ]
    if pair.administrative_status is not None:
        facts.append(say(term_status_word(pair.administrative_status)))
    lines.append(line((cut(" · ".join(facts), width), "dim")))
    return [
        *lines,
        *warnings,
        *_changes(pair, width),
        *_note(pair.note, width),
        *_suggestions(pair, width, is_narrow=is_narrow),
    ]


def _occurrences(
    pair: PairEntry, occurrences: Sequence[Occurrence], width: int, chosen: int, *, is_narrow: bool
) -> list[Line]:
    lines: list[Line] = []
    if occurrences:
        shown = _("Occurrences: {n} of {total}").format(n=number(len(occurrences)), total=number(pair.occurrences))
        if not is_narrow:
            lines.append(line())
        lines.append(line((shown + " " + "─" * max(0, width - cell_len(shown) - 1), "dim")))
    for index, occurrence in enumerate(occurrences):
        lines += _occurrence(index, occurrence, pair, width, is_chosen=index == chosen, is_narrow=is_narrow)
    return lines


def _suggestions(pair: PairEntry, width: int, *, is_narrow: bool) -> list[Line]:
    if len(pair.suggestions) < 2:
        return []
    if is_narrow:
        pieces: list[str | tuple[str, str]] = []
        for n, suggestion in enumerate(pair.suggestions, 1):
            is_chosen = suggestion.term == pair.english
            pieces += [(f"{n}", "key"), f" {cut(suggestion.term, 24)} {'◀ ' if is_chosen else ''}  "]
        return [Line(found) for found in wrap(list(line(*pieces).pieces), width)[:2]]
    terms = max(12, width - 24)
    header = f"{fit(_('Suggestions'), terms + 3)}{fit(_('Occ.'), 8, right=True)}{fit(_('Score'), 7, right=True)}"
    lines = [line(), line((cut(header, width), "dim"))]
    for n, suggestion in enumerate(pair.suggestions[:9], 1):
        numbers = f"{fit(number(suggestion.count), 8, right=True)}{fit(score_text(suggestion.score), 7, right=True)}"
        marker = " ◀" if suggestion.term == pair.english else ""
        text = f" {fit(suggestion.term, terms)}{numbers}{marker}"
        lines.append(line((f" {n}", "key"), (text, "head" if marker else ""), action=f"pick({n})"))
    return lines


def _occurrence(
    index: int, occurrence: Occurrence, pair: PairEntry, width: int, *, is_chosen: bool, is_narrow: bool
) -> list[Line]:
    room = width - _LANG
    left = room * 2 // 5
    german, english = occurrence.german, occurrence.english
    action = f"occurrence({index})"
    mark = "▸" if is_chosen else " "
    source = kwic(occurrence.german_segment, german.start, german.end, room, left)
    target = kwic(occurrence.english_segment, english.start, english.end, room, left)
    place = occurrence.provenance
    other = _other_suggestion(english.text, pair)
    facts = [
        f"≠ {other}" if other else "",
        _("note {n}").format(n=place.footnote) if place.footnote else "",
        place.shown_date or "",
        "" if occurrence.link_score is None else _("linked {score}").format(score=score_text(occurrence.link_score)),
        place.document,
    ]
    lines = [
        Line((Piece(mark, "marked"), Piece("de ", "dim"), *source), action),
        Line((Piece(" "), Piece("en ", "dim"), *target), action),
    ]
    if not is_narrow or is_chosen:
        lines.append(line("    ", (cut(" · ".join(fact for fact in facts if fact), room), "dim"), action=action))
    return lines


def _other_suggestion(text: str, pair: PairEntry) -> int | None:
    """The number of the suggestion that an occurrence was translated by, if it is not the chosen one."""
    for n, suggestion in enumerate(pair.suggestions, 1):
        if suggestion.term.casefold() == text.casefold():
            return n if suggestion.term != pair.english else None
    return None


def _link(unit: UnitEntry, warnings: list[Line], width: int, glyphs: Glyphs) -> list[Line]:
    facts = [say(relation_word(unit.relation))]
    if unit.score is not None:
        facts.append(_("Score {score}").format(score=score_text(unit.score)))
    if unit.keep is not None:
        facts.append(_("keep {keep}").format(keep=score_text(unit.keep)))
    lines = [_title(" · ".join(facts), _status(unit, glyphs), width)]
    lines += [*warnings, *_note(unit.note, width)]
    words = [word for item in unit.evidence if item.ties for word in (item.source, item.target)]
    for name, text in ((_("German sentence"), unit.german), (_("English quotation"), unit.english)):
        words_in_text = len(text.split())
        size = ngettext("{n} word", "{n} words", words_in_text).format(n=number(words_in_text))
        lines += [line(), line((f"{name} ({size})", "dim"))]
        lines += [Line(found) for found in wrap(highlight(clean(text), words), width)]
    reasons = [clean(say(keep_message(item))) for item in unit.evidence if not item.ties]
    if reasons:
        lines += [line(), line((_("Why this number"), "dim")), *(line(cut(reason, width)) for reason in reasons)]
    if any(item.ties for item in unit.evidence):
        lines += [line(), line((_("What ties them"), "dim"))]
        lines += [
            line(cut(" ".join((_tie(item.source, item.target), _kind(item.kind))).strip(), width))
            for item in unit.evidence
            if item.ties
        ]
    lines += [line(), *(line((cut(place, width), "dim")) for place in _places(unit))]
    return lines


def _tie(source: str, target: str) -> str:
    return source if source == target or not target else f"{source} ↔ {target}" if source else target


def _kind(kind: str) -> str:
    words = {
        "name": _("name"),
        "number": _("same number"),
        "term": _("term base"),
        "literal": _("kept in English"),
        "cognate": _("looks alike"),
        "order": _("same order"),
        "marker": _("footnote mark"),
        "original": _("told by the report"),
        "similarity": _("similar meaning"),
    }
    return f"({words.get(kind, clean(kind))})"


def _places(unit: UnitEntry) -> list[str]:
    """Document, date and footnote of each place in which the link was seen."""
    places = []
    for place in unit.places:
        note = _("note {n}").format(n=place.footnote) if place.footnote else ""
        facts = [place.document, place.publisher or "", place.shown_date or "", note]
        places.append(" · ".join(fact for fact in facts if fact))
    return places


def _concept(entry: ConceptEntry, warnings: list[Line], width: int, glyphs: Glyphs) -> list[Line]:
    names = [term for lang in ("de", "en") if (term := best_term(entry.concept, lang))]
    lines = [
        *_wide_title(" ↔ ".join(names), _status(entry, glyphs), width),
        line((cut(entry.concept.id, width), "dim")),
    ]
    lines += [line(), *warnings]
    for text in write_concept(entry.concept, say).split("\n"):
        name, colon, value = text.partition(":")
        is_term = bool(value) and not name.startswith(" ") and len(name) <= 3
        pieces = [Piece(clean(name) + colon, "dim"), Piece(clean(value), "head" if is_term else "")]
        lines += [Line(found) for found in wrap(pieces, width)]
    for provenance in entry.concept.provenance:
        facts = [
            provenance.document,
            provenance.document_date or "",
            provenance.publisher or "",
            provenance.source_date or "",
            provenance.url or "",
        ]
        lines.append(line((cut(" · ".join(fact for fact in facts if fact), width), "dim")))
    return lines


def _title(text: str, status: Piece, width: int) -> Line:
    room = max(4, width - cell_len(status.text) - 2)
    return Line((Piece(fit(text, room), "head"), Piece("  "), status))


def _wide_title(text: str, status: Piece, width: int) -> list[Line]:
    """A title that may take several lines: terms are what the reviewer decides about and are never cut."""
    room = max(4, width - cell_len(status.text) - 2)
    first, *rest = wrap([Piece(text, "head")], room)
    padding = " " * max(0, room - sum(cell_len(piece.text) for piece in first))
    return [Line((*first, Piece(padding + "  "), status)), *(Line(pieces) for pieces in rest)]


def _status(entry: Entry, glyphs: Glyphs) -> Piece:
    return Piece(f"{glyphs.statuses[entry.status]} {say(status_word(entry.status))}", STATUS_STYLES[entry.status])


def _findings(findings: Sequence[Finding], width: int, glyphs: Glyphs) -> list[Line]:
    lines: list[Line] = []
    for finding in findings:
        glyph = "✗" if finding.is_blocking else glyphs.warning
        lines += [Line(found) for found in wrap([Piece(f"{glyph} {clean(say(finding.message))}", "warn")], width)]
    return lines


def _changes(pair: PairEntry, width: int) -> list[Line]:
    """What a person changed against what was mined."""
    lines: list[Line] = []
    if pair.german != pair.mined:
        lines += comparison(_("Changed"), compare(pair.mined, pair.german), width)
    terms = [suggestion.term for suggestion in pair.suggestions]
    if terms and pair.english not in terms:
        lines += comparison(_("Changed"), compare(terms[0], pair.english), width)
    return lines


def comparison(label: str, parts: Sequence[Part], width: int) -> list[Line]:
    """A comparison in styled lines; deletions and insertions also have their brackets, for terminals without colour."""
    pieces = [Piece(f"{label}  ", "dim")]
    pieces += [Piece(MARKS[part.kind].format(clean(part.text)), _PART_STYLES[part.kind]) for part in parts]
    return [Line(found) for found in wrap(pieces, width)]


def _note(note: str, width: int) -> list[Line]:
    if not note:
        return []
    return [Line(found) for found in wrap([Piece(f"{_('Note')}  ", "dim"), Piece(clean(note))], width)]
