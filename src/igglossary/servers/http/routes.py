"""Which answer belongs to which address. Every route only reads."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from igglossary.errors import IgglossaryError, UsageError
from igglossary.messages import _
from igglossary.servers.http import amagama, apertium, glossary, openapi, terms
from igglossary.servers.http.exchange import BadRequestError, Response, json_response
from igglossary.service.questions import CHECK, WEB_QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from igglossary.servers.http.exchange import Request
    from igglossary.service.desk import Desk
    from igglossary.service.questions import Question

    Interface = Callable[[Desk, Request], Response | None]

_QUESTIONS = {one.address: one for one in WEB_QUESTIONS}
_READING = ("GET", "HEAD")


def answer(desk: Desk, request: Request) -> Response:
    """The answer to a request; what is wrong with it is an answer too."""
    try:
        return _answer(desk, request)
    except BadRequestError as error:
        return _fault(error.status, str(error.said))
    except UsageError as error:
        return _fault(400, error.in_words(desk.say))
    except IgglossaryError as error:
        return _fault(503, error.in_words(desk.say))


def _answer(desk: Desk, request: Request) -> Response:
    interfaces: tuple[Interface, ...] = (amagama.answer, apertium.answer, terms.answer, glossary.answer)
    for interface in interfaces:
        if (response := interface(desk, request)) is not None:
            return response
    if request.path == ("openapi.json",):
        return json_response(openapi.description(desk))
    question = _QUESTIONS.get("/".join(request.path))
    if question is None:
        raise BadRequestError(404, desk.say(_("there is nothing at this address; /openapi.json lists what there is.")))
    said = _posted(desk, request) if question is CHECK else _asked(desk, request, question)
    return json_response(question.ask(desk, said))


def _asked(desk: Desk, request: Request, question: Question) -> dict[str, object]:
    """What the query says, by the parameters' names; numbers are numbers."""
    if request.method not in _READING:
        raise BadRequestError(405, desk.say(_("this is asked with GET.")))
    known = {one.short or one.name: one for one in question.parameters}
    said: dict[str, object] = {}
    for name, word in request.query.items():
        one = known.get(name)
        said[one.name if one else name] = int(word) if one and one.kind is int and word.isdecimal() else word
    return said


def _posted(desk: Desk, request: Request) -> dict[str, object]:
    """The JSON object of the body."""
    if request.method != "POST":
        raise BadRequestError(405, desk.say(_("this is asked with POST.")))
    if request.content_type.partition(";")[0].strip().lower() != "application/json":
        raise BadRequestError(415, desk.say(_("the body must be application/json.")))
    try:
        said = json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise BadRequestError(400, desk.say(_("the body is no JSON."))) from error
    if not isinstance(said, dict):
        raise BadRequestError(400, desk.say(_("the body must be an object.")))
    return said


def _fault(status: int, sentence: str) -> Response:
    headers = {405: (("Allow", "GET, HEAD, POST"),)}.get(status, ())
    return json_response({"error": sentence}, status)._replace(headers=headers)
