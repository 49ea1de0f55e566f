"""The terms of a segment as a table, a line each: what the plug-in for OmegaT asks for (integrations/omegat)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.servers.http.exchange import TSV, BadRequestError, Response
from igglossary.service.questions import LONGEST_SEGMENT
from igglossary.text.languages import normalise_tag

if TYPE_CHECKING:
    from igglossary.answers.texts import MarkedTerm
    from igglossary.servers.http.exchange import Request
    from igglossary.service.desk import Desk

_AVOIDED = ("deprecated", "superseded", "forbidden")


def answer(desk: Desk, request: Request) -> Response | None:
    """``/terms.tsv?q=SEGMENT&from=LANG&to=LANG``: the words of the segment, a translation, a comment.

    Raises:
        BadRequestError: a language is missing or none, or the segment is too long.
    """
    if request.path != ("terms.tsv",):
        return None
    text = request.query.get("q", "")
    if len(text) > LONGEST_SEGMENT:
        raise BadRequestError(400, "the text is too long for a segment")
    source, target = (_language(request, name) for name in ("from", "to"))
    rows = [row for term in desk.annotate(text, source, to=target, nested=True) for row in _rows(term)]
    lines = ["\t".join(_cell(cell) for cell in row) + "\n" for row in dict.fromkeys(rows)]
    return Response(200, "".join(lines).encode(), TSV)


def _language(request: Request, name: str) -> str:
    try:
        return normalise_tag(request.query.get(name, ""))
    except ValueError as error:
        raise BadRequestError(400, f"“{name}” is no language tag, such as de or en") from error


def _rows(term: MarkedTerm) -> list[tuple[str, str, str]]:
    """A row for each translation; one to be avoided says so, and the term where the text has another form of it."""
    base = "" if term.surface == term.term else term.term
    return [
        (term.surface, one.term, "; ".join(filter(None, (base, one.status if one.status in _AVOIDED else ""))))
        for one in term.translations
    ]


def _cell(text: str) -> str:
    """A cell of a table that has no quotes: one line without tabs."""
    return " ".join(text.split())
