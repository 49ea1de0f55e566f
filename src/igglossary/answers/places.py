"""Where an entry was seen."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """Where an entry was seen. Everything but ``document`` may be unknown.

    ``publisher``, ``source_date`` and ``url`` are of the source that the document cites there. ``start``/``end`` count
    in the paragraph of the German text.
    """

    document: str
    """Title of the document, or name of the imported file."""
    publisher: str | None = None
    source_date: str | None = None
    url: str | None = None
    document_date: str | None = None
    sha256: str | None = None
    paragraph: int | None = None
    footnote: str | None = None
    start: int | None = None
    end: int | None = None
    run: int | None = None
    person: str | None = None
    occurrences: int | None = None
    """How often a term was seen there; None for a single place."""
