"""amaGama's interface (tmserver), as Weblate and Virtaal ask it.

``GET [base]/languages/`` and ``GET [base]/SOURCE/TARGET/unit/TEXT``; Virtaal puts ``tmserver`` or ``api/v1`` before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.servers.http.exchange import BadRequestError, Response, json_response
from igglossary.service.questions import LONGEST_SEGMENT

if TYPE_CHECKING:
    from igglossary.servers.http.exchange import Request
    from igglossary.service.desk import Desk

_BASES = (("tmserver",), ("api", "v1"))
_LONGEST_NUMBER = 10


def answer(desk: Desk, request: Request) -> Response | None:
    """The answer, None if the path is none of amaGama's.

    Raises:
        BadRequestError: another method than GET.
    """
    path = request.path
    for base in _BASES:
        if path[: len(base)] == base:
            path = path[len(base) :]
    if path == ("languages",):
        _only_get(request)
        known = desk.memory_languages()
        return json_response({"sourceLanguages": known, "targetLanguages": known})
    if len(path) > 2 and path[2] == "unit":
        _only_get(request)
        source, target, _unit, *text = path
        return json_response(_matches(desk, request, source, target, "/".join(text)))
    return None


def _only_get(request: Request) -> None:
    if request.method not in ("GET", "HEAD"):
        raise BadRequestError(405, "this memory is only read; translations are imported with: igglossary import FILE")


def _matches(desk: Desk, request: Request, source: str, target: str, text: str) -> list[dict[str, object]]:
    """Matches, best first; none for a text that no segment can resemble."""
    if len(text) > LONGEST_SEGMENT:
        return []
    (found,) = desk.match(
        [text],
        source_lang=source,
        target_lang=target,
        threshold=_number(request, "min_similarity", 70, most=100),
        limit=_number(request, "max_candidates", 5, most=50),
        with_near=False,
    )
    return [
        {"source": one.source, "target": one.target, "quality": one.score, "rank": float(one.score)}
        for one in found.matches
    ]


def _number(request: Request, name: str, default: int, *, most: int) -> int:
    """A number of the client, brought within our limits: it is a wish, not a question."""
    word = request.query.get(name, "")
    return min(max(int(word), 1), most) if word.isdecimal() and len(word) < _LONGEST_NUMBER else default
