"""``/glossary/``: the term base as a page (``formats.page``), made anew when a term has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.messages import _
from igglossary.servers.http.exchange import BadRequestError, Response

if TYPE_CHECKING:
    from igglossary.servers.http.exchange import Request
    from igglossary.service.desk import Desk

_HTML = "text/html; charset=utf-8"


def answer(desk: Desk, request: Request) -> Response | None:
    """The page, for a browser.

    Raises:
        BadRequestError: it is not asked with GET.
    """
    if request.path != ("glossary",):
        return None
    if request.method not in ("GET", "HEAD"):
        raise BadRequestError(405, desk.say(_("this is asked with GET.")))
    return Response(200, desk.glossary_page(), _HTML)
