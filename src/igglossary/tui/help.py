"""Help, made from the bindings that are in force, and the small pages about an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.i18n import _, local_time, say
from igglossary.review.words import kind_word, status_word
from igglossary.service.history import changes, reason_text
from igglossary.store.actions import action_word
from igglossary.tui.cells import Line, Piece, fit, highlight, line, wrap
from igglossary.tui.keymap import settings_path, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igglossary.model import Decision, Occurrence
    from igglossary.review.session import ReviewSession
    from igglossary.store.contract.entries import UnitEntry
    from igglossary.tui.keymap import Key
    from igglossary.tui.theme import Glyphs

_LABEL = 16
"""Cells of the names of keys and facts."""


def help_lines(keys: Sequence[Key], kind: str, glyphs: Glyphs, width: int) -> list[Line]:
    """What can be done in a queue, and by which key; what the signs mean."""
    lines: list[Line] = []
    for key in keys:
        if kind not in key.kinds or not key.keys or (key.id.startswith("pick.") and key.id != "pick.1"):
            continue
        names = "1-9" if key.id == "pick.1" else " ".join(shown(single) for single in key.keys.split(","))
        text = key.help if key.id != "pick.1" else _("make suggestion 1–9 the English side")
        lines += _labelled((names, "key"), text, width)
    examples = {
        "pairs": _("status:open count>=3 score<0.5 doubt:yes document:2024 person:anna -berth sort:score"),
        "links": _("status:open relation:quotation score<0.5 de:Hafen en:port sort:doubtful"),
        "concepts": _("mole subject:Hafen complete:no defined:no sort:en"),
    }
    signs = [(glyphs.statuses[status], say(status_word(status))) for status in glyphs.statuses]
    signs += [(glyphs.mark, _("marked")), (glyphs.warning, _("look twice")), ("≠ 2", _("translated as suggestion 2"))]
    signs += [("{+x+} [-x-]", _("added, removed"))]
    lines.append(line())
    lines += _wrapped(line(" · ".join(f"{sign} {meaning}" for sign, meaning in signs)), width)
    remarks = (
        (_("Filter of “{queue}”, for example:").format(queue=say(kind_word(kind))), "dim"),
        (examples[kind], ""),
        (_("Keys can be changed in {file}.").format(file=settings_path()), "dim"),
    )
    lines.append(line())
    for remark in remarks:
        lines += _wrapped(line(remark), width)
    return lines


def _labelled(label: tuple[str, str], text: str, width: int) -> list[Line]:
    """A text beside its label, wrapped."""
    first = Piece(fit(label[0], _LABEL), label[1])
    below = Piece(" " * _LABEL)
    return [Line((below if n else first, *found)) for n, found in enumerate(wrap([Piece(text)], width - _LABEL))]


def _wrapped(found: Line, width: int) -> list[Line]:
    return [Line(pieces) for pieces in wrap(list(found.pieces), width)]


def occurrence_lines(session: ReviewSession, occurrence: Occurrence, width: int) -> list[Line]:
    """The whole segments of an occurrence with their neighbours, and where they stand."""
    place = occurrence.provenance
    facts = (
        (_("Document"), place.document),
        (_("Publisher"), place.publisher),
        (_("Date"), place.shown_date),
        (_("Paragraph"), None if place.paragraph is None else str(place.paragraph + 1)),
        (_("Footnote"), place.footnote),
        (_("Address"), place.url),
    )
    lines = [found for name, value in facts if value for found in _labelled((name, "dim"), value, width)]
    sides = (
        (_("German"), occurrence.german, occurrence.german_segment),
        (_("English"), occurrence.english, occurrence.english_segment),
    )
    for name, span, segment in sides:
        lines += [line(), line((name, "head"))]
        context = session.context(place.sha256, span.segment) or [(segment, True)]
        for text, is_it in context:
            pieces = highlight(text, [span.text]) if is_it else [*line((text, "dim")).pieces]
            lines += [Line(found) for found in wrap(pieces, width)]
    return lines


def link_lines(session: ReviewSession, unit: UnitEntry, width: int) -> list[Line]:
    """A link's segments with their neighbours in the document."""
    lines = [
        found
        for document in dict.fromkeys(place.document for place in unit.places)
        for found in _wrapped(line((document, "dim")), width)
    ]
    words = [word for item in unit.evidence if item.ties for word in (item.source, item.target)]
    for name, text in ((_("German sentence"), unit.german), (_("English quotation"), unit.english)):
        lines += [line(), line((name, "head"))]
        context = session.context_of_text(unit, text) or [(text, True)]
        for part, is_it in context:
            pieces = highlight(part, words) if is_it else [*line((part, "dim")).pieces]
            lines += [Line(found) for found in wrap(pieces, width)]
    return lines


def history_lines(decisions: Sequence[Decision], width: int) -> list[Line]:
    """Who decided what and when, newest first."""
    if not decisions:
        return _wrapped(line(_("Nobody has decided anything about this yet.")), width)
    lines: list[Line] = []
    for decision in reversed(decisions):
        what = (say(action_word(decision.action)), "head")
        lines += _wrapped(line((local_time(decision.at), "dim"), f"  {decision.person}  ", what), width)
        for text in (*changes(decision), reason_text(decision)):
            if text:
                lines += [line("    ", *found) for found in wrap([Piece(text)], width - 4)]
    return lines
