"""What is shown of a link or a concept. Pure functions from entries to lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from igglossary.i18n import _, say
from igglossary.review.concept_text import write_concept
from igglossary.review.concepts import best_term
from igglossary.review.words import keep_message, relation_word, status_word, surety_word
from igglossary.store.contract.entries import ConceptEntry, UnitEntry
from igglossary.tui.cells import Line, Piece, clean, cut, fit, highlight, line, wrap
from igglossary.tui.theme import STATUS_STYLES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from igglossary.model import Evidence
    from igglossary.review.checks import Finding
    from igglossary.store.contract.entries import Entry
    from igglossary.tui.theme import Glyphs

_LANG = 3
"""Cells of the language before a sentence."""


def describe(
    entry: UnitEntry | ConceptEntry,
    findings: Sequence[Finding],
    near: Callable[[UnitEntry, str], list[tuple[str, bool]]],
    width: int,
    glyphs: Glyphs,
) -> list[Line]:
    """The lines of a link or a concept for a window of ``width`` cells; ``near`` gives a sentence's neighbours."""
    warnings = _findings(findings, width, glyphs)
    if isinstance(entry, UnitEntry):
        return _link(entry, warnings, near, width, glyphs)
    return _concept(entry, warnings, width, glyphs)


def _link(
    unit: UnitEntry,
    warnings: list[Line],
    near: Callable[[UnitEntry, str], list[tuple[str, bool]]],
    width: int,
    glyphs: Glyphs,
) -> list[Line]:
    lines = _wide_title(" · ".join(_facts(unit)), _status(unit, glyphs), width)
    lines += [*_reasons(unit, width), *warnings, *_note(unit.note, width)]
    words = [word for item in unit.evidence if item.ties for word in (item.source, item.target)]
    missing = [word for item in unit.evidence if item.kind == "missing" for word in item.source.split(" · ")]
    for name, text in (("de", unit.german), ("en", unit.english)):
        pieces = highlight(clean(text), words, missing if name == "de" else [])
        lines += [line(), *_with_neighbours(name, text, pieces, near(unit, text), width)]
    ties = [_tie(item) for item in unit.evidence if item.ties]
    if ties:
        lines += [line(), *_labelled(_("Ties: "), "; ".join(filter(None, ties)), width)]
    lines.append(line())
    return lines + [Line(found) for place in _places(unit) for found in wrap([Piece(clean(place), "dim")], width)]


def _facts(unit: UnitEntry) -> list[str]:
    """Relation and numbers in words."""
    facts = [say(relation_word(unit.relation))]
    if unit.keep is not None:
        facts.append(_("to keep: {surety} ({n})").format(surety=say(surety_word(unit.keep)), n=round(100 * unit.keep)))
    if unit.score is not None:
        surety = say(surety_word(unit.score))
        facts.append(_("belong together: {surety} ({n})").format(surety=surety, n=round(100 * unit.score)))
    return facts


def _reasons(unit: UnitEntry, width: int) -> list[Line]:
    """Why the number is as it is."""
    reasons = [clean(say(keep_message(item))) for item in unit.evidence if not item.ties]
    return _labelled(_("why: "), "; ".join(filter(None, reasons)), width) if reasons else []


def _labelled(label: str, text: str, width: int) -> list[Line]:
    size = cell_len(label)
    found = wrap([Piece(clean(text))], max(8, width - size))
    return [line((label if at == 0 else " " * size, "dim"), *pieces) for at, pieces in enumerate(found)]


def _with_neighbours(name: str, text: str, pieces: list[Piece], near: list[tuple[str, bool]], width: int) -> list[Line]:
    """A side of a link with the sentences before and after it; of a part of a sentence, with the whole around it."""
    at = next((n for n, (_text, is_it) in enumerate(near) if is_it), None)
    if at is None:
        return _sentence(name, pieces, width)
    start, found, end = near[at][0].partition(text or near[at][0] or " ")
    beside = (start.strip(), end.strip()) if found else ("", "")
    before = [*(other for other, _is in near[max(0, at - 1) : at]), beside[0]]
    after = [beside[1], *(other for other, _is in near[at + 1 : at + 2])]
    return [*_dim(before, width), *_sentence(name, pieces, width), *_dim(after, width)]


def _dim(texts: Sequence[str], width: int) -> list[Line]:
    return [found for text in texts if text for found in _sentence("", [Piece(clean(text), "dim")], width)]


def _sentence(name: str, pieces: list[Piece], width: int) -> list[Line]:
    found = wrap(pieces, max(8, width - _LANG))
    return [Line((Piece(fit(name if at == 0 else "", _LANG), "dim"), *parts)) for at, parts in enumerate(found)]


def _tie(item: Evidence) -> str:
    """What ties the two sides, with its kind."""
    words = item.source if item.source == item.target or not item.target else f"{item.source} – {item.target}"
    return f"{words or item.target} {_kind(item.kind)}".strip()


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
        *_wide_title(" – ".join(names), _status(entry, glyphs), width),
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


def _note(note: str, width: int) -> list[Line]:
    if not note:
        return []
    return [Line(found) for found in wrap([Piece(f"{_('Note')}  ", "dim"), Piece(clean(note))], width)]
