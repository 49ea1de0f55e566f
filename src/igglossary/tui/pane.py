"""The pane beside the list: what a session knows of the entry under the cursor, as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.i18n import _
from igglossary.review.nearest import nearest_concepts
from igglossary.review.rows import GroupRow
from igglossary.store.contract.entries import ConceptEntry, PairEntry, UnitEntry
from igglossary.tui import detail
from igglossary.tui.cells import Line, Piece, wrap
from igglossary.tui.pair_view import PairView, Proof, counted, pair_lines

if TYPE_CHECKING:
    from igglossary.model import Occurrence
    from igglossary.review.session import ReviewSession
    from igglossary.tui.theme import Glyphs

WIDEST = 84
"""Cells of the widest text: longer lines are read worse."""


def pane_lines(
    session: ReviewSession, chosen: int, size: tuple[int, int], glyphs: Glyphs, *, is_narrow: bool
) -> list[Line]:
    """The lines for a window of (width, height); ``chosen`` is the place that is shown of a pair."""
    width, height = max(20, min(size[0], WIDEST)), size[1]
    entry = session.entry
    group = session.group()
    if group is not None:
        return _group(group, width)
    if isinstance(entry, PairEntry):
        return pair_lines(_pair_view(session, entry, chosen), width, height, glyphs, is_narrow=is_narrow)
    if isinstance(entry, (UnitEntry, ConceptEntry)):
        return detail.describe(entry, session.findings(), session.context_of_text, width, glyphs)
    return []


def _group(group: GroupRow, width: int) -> list[Line]:
    text = _("General words: they are likely no terms, such as Staat – state. g lists them, X rejects them as words.")
    return [Line(found) for found in wrap([Piece(text, "dim")], width)] if group.words else []


def _pair_view(session: ReviewSession, pair: PairEntry, chosen: int) -> PairView:
    places = session.evidence_of(pair.english)

    def near(found: Occurrence, segment: str) -> list[tuple[str, bool]]:
        return session.context(found.provenance.sha256, segment)

    proof = Proof(
        places,
        max(0, min(chosen, len(places) - 1)),
        near,
        counted(session.evidence_of, pair),
        _runner_up(session, pair),
    )
    nearest = nearest_concepts(session.store, pair.german, pair.english)
    return PairView(pair, proof, session.term_conflict(), nearest, _following(session))


def _runner_up(session: ReviewSession, pair: PairEntry) -> tuple[int, Occurrence] | None:
    """The best suggestion that is not chosen and that some place proves."""
    for n, suggestion in enumerate(pair.suggestions, 1):
        if suggestion.term != pair.english and (found := session.evidence_of(suggestion.term)):
            return n, found[0]
    return None


def _following(session: ReviewSession) -> str:
    """What comes after the entry under the cursor."""
    place = session.rows.next_open(session.position)
    row = None if place is None or place == session.position else session.row(place)
    if row is None or isinstance(row, GroupRow):
        return ""
    return _("then: {german} – {english}").format(german=row.german, english=row.english)
