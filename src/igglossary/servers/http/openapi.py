"""What can be asked over HTTP, as OpenAPI 3.1 describes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary._version import __version__
from igglossary.service.questions import CHECK, WEB_QUESTIONS
from igglossary.service.schemas import schema_of

if TYPE_CHECKING:
    from igglossary.service.desk import Desk
    from igglossary.service.questions import Question

    Json = dict[str, object]


def description(desk: Desk) -> Json:
    """The document; its words are in the desk's language."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "igglossary", "version": __version__, "license": {"name": "GPL-3.0-or-later"}},
        "paths": {f"/{one.address}": _path(desk, one) for one in WEB_QUESTIONS},
    }


def _path(desk: Desk, question: Question) -> Json:
    operation: Json = {
        "operationId": question.name,
        "summary": desk.say(question.meaning),
        "responses": {
            "200": {"description": "OK", "content": {"application/json": {"schema": schema_of(question.shape)}}},
            "400": {"description": "Bad Request"},
        },
    }
    if question is CHECK:
        schema = question.schema(desk)
        return {
            "post": operation | {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}
        }
    return {"get": operation | {"parameters": _parameters(desk, question)}}


def _parameters(desk: Desk, question: Question) -> list[Json]:
    made: list[Json] = []
    for one in question.parameters:
        schema = one.schema(desk.say(one.meaning))
        meaning = schema.pop("description")
        name = one.short or one.name
        made.append(
            {"name": name, "in": "query", "required": one.is_required, "description": meaning, "schema": schema}
        )
    return made
