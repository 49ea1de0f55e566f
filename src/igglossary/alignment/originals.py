"""Links that a report itself tells: an original in the body beside its translation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.model import BodyQuotation, Evidence, Link, Relation, Segment, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igglossary.model import Document

TOLD = 0.95
"""Score of a pair that the report calls original and translation, or sets in brackets beside each other."""


def told_links(document: Document) -> list[Link]:
    """One link for each German stretch whose English is known; sentences pair off where they are equally many."""
    result: list[Link] = []
    for quotation in document.body_quotations:
        for german, english in _pairs(quotation):
            spans = tuple(Span(segment.id, 0, len(segment.text), segment.text) for segment in english)
            evidence = (Evidence("original", weight=1.0),)
            note = quotation.footnote or quotation.id
            result.append(Link(german, spans, Relation.TRANSLATION, TOLD, note, 0, evidence, keep=TOLD))
    return result


def is_told(quotation: BodyQuotation) -> bool:
    """Whether ``told_links`` has this quotation, so that nothing is left to find for it."""
    return bool(_pairs(quotation))


def _pairs(quotation: BodyQuotation) -> list[tuple[Span, Sequence[Segment]]]:
    german, english = quotation.german, quotation.quotation.sentences
    if len(german) == len(english):
        return [(span, (segment,)) for span, segment in zip(german, english, strict=True)]
    return [(german[0], english)] if len(german) == 1 else []
