"""Help, made from the bindings that are in force, and the small pages about an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.i18n import _
from igglossary.review.words import kind_word
from igglossary.tui.cells import Line, fit, highlight, line, wrap
from igglossary.tui.keymap import settings_path, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igglossary.model import Decision, Occurrence
    from igglossary.review.session import ReviewSession
    from igglossary.store.entries import UnitEntry
    from igglossary.tui.keymap import Key

_WIDTH = 100


def help_lines(keys: Sequence[Key], kind: str) -> list[Line]:
    """What can be done in a queue, and by which key."""
    lines = []
    for key in keys:
        if kind not in key.kinds or not key.keys or (key.id.startswith("pick.") and key.id != "pick.1"):
            continue
        names = "1-9" if key.id == "pick.1" else " ".join(shown(single) for single in key.keys.split(","))
        text = key.help if key.id != "pick.1" else _("make suggestion 1–9 the English side")
        lines.append(line((fit(names, 16), "key"), text))
    examples = {
        "pairs": _("status:open count>=3 score<0.5 doubt:yes document:2024 person:anna -berth sort:score"),
        "links": _("status:open relation:quotation score<0.5 de:Hafen en:port sort:doubtful"),
        "concepts": _("mole subject:Hafen complete:no defined:no sort:en"),
    }
    lines += [
        line(),
        line((_("Filter of “{queue}”, for example:").format(queue=kind_word(kind)), "dim")),
        line(f"  {examples[kind]}"),
        line((_("Keys can be changed in {file}.").format(file=settings_path()), "dim")),
    ]
    return lines


def occurrence_lines(session: ReviewSession, occurrence: Occurrence) -> list[Line]:
    """The whole segments of an occurrence with their neighbours, and where they stand."""
    place = occurrence.provenance
    facts = (
        (_("Document"), place.document),
        (_("Publisher"), place.publisher),
        (_("Date"), place.date),
        (_("Paragraph"), None if place.paragraph is None else str(place.paragraph + 1)),
        (_("Footnote"), place.footnote),
        (_("Address"), place.url),
    )
    lines = [line((fit(name, 12), "dim"), value) for name, value in facts if value]
    sides = (
        (_("German"), occurrence.german, occurrence.german_segment),
        (_("English"), occurrence.english, occurrence.english_segment),
    )
    for name, span, segment in sides:
        lines += [line(), line((name, "head"))]
        context = session.context(place.sha256, span.segment) or [(segment, True)]
        for text, is_it in context:
            pieces = highlight(text, [span.text]) if is_it else [*line((text, "dim")).pieces]
            lines += [Line(found) for found in wrap(pieces, _WIDTH)]
    return lines


def link_lines(session: ReviewSession, unit: UnitEntry) -> list[Line]:
    """A link's segments with their neighbours in the document."""
    lines = [line((document, "dim")) for document in unit.documents]
    words = [word for item in unit.evidence for word in (item.source, item.target)]
    for name, text in ((_("German sentence"), unit.german), (_("English quotation"), unit.english)):
        lines += [line(), line((name, "head"))]
        context = session.context_of_text(unit, text) or [(text, True)]
        for part, is_it in context:
            pieces = highlight(part, words) if is_it else [*line((part, "dim")).pieces]
            lines += [Line(found) for found in wrap(pieces, _WIDTH)]
    return lines


def history_lines(decisions: Sequence[Decision]) -> list[Line]:
    """Who decided what and when, newest first."""
    if not decisions:
        return [line(_("Nobody decided anything about this yet."))]
    lines = []
    for decision in reversed(decisions):
        lines.append(line((decision.at, "dim"), f"  {decision.person}  ", (decision.action, "head")))
        for name, value in decision.new.items():
            if name != "data":
                lines.append(line(f"    {name}: {_value(decision.old.get(name))} → {_value(value)}"))
        if decision.reason:
            lines.append(line(f"    {decision.reason}"))
    return lines


def _value(value: object) -> str:
    return "–" if value is None else str(value)
