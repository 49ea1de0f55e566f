"""A request as the routes see it, and what they answer; nothing of sockets."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qsl, unquote_to_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping

JSON = "application/json; charset=utf-8"
TSV = "text/tab-separated-values; charset=utf-8"
LONGEST_TARGET = 16_384
"""Bytes of path and query."""
LONGEST_BODY = 1_000_000
"""Bytes."""
_MOST_PARAMETERS = 32


class BadRequestError(Exception):
    """A request that cannot be answered; ``status`` is HTTP's, the argument a sentence or a message."""

    def __init__(self, status: int, said: object) -> None:
        """See the class."""
        super().__init__(status, said)
        self.status = status
        self.said = said


class Request(NamedTuple):
    """What was asked. The parts of the path are decoded one by one, so that ``%2F`` inside a text parts nothing."""

    method: str
    path: tuple[str, ...]
    """Without empty parts: Virtaal writes two slashes where a client means one."""
    query: Mapping[str, str]
    body: bytes = b""
    content_type: str = ""


class Response(NamedTuple):
    """What is answered."""

    status: int
    body: bytes
    content_type: str = JSON
    headers: tuple[tuple[str, str], ...] = ()


def read_target(method: str, target: str, body: bytes = b"", content_type: str = "") -> Request:
    """The request for a target as it came over the wire (RFC 9112 §3.2), each character one byte.

    Raises:
        BadRequestError: it is too long or no UTF-8.
    """
    raw = target.encode("latin-1", "replace")  # what http.server decoded: some clients send UTF-8 as it is
    if len(raw) > LONGEST_TARGET:
        raise BadRequestError(414, "the address is too long")
    path, _mark, query = raw.partition(b"?")
    try:
        parts = tuple(unquote_to_bytes(part).decode() for part in path.split(b"/") if part)
        pairs = parse_qsl(query.decode(), keep_blank_values=True, errors="strict", max_num_fields=_MOST_PARAMETERS)
    except ValueError as error:  # UnicodeDecodeError is one
        raise BadRequestError(400, "the address is no UTF-8, or has too many parameters") from error
    return Request(method, parts, dict(pairs), body, content_type)


def json_response(value: object, status: int = 200) -> Response:
    """An answer as JSON in UTF-8; halves of surrogate pairs, which a damaged file may bring, are escaped."""
    try:
        body = json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        body = json.dumps(value).encode()
    return Response(status, body)
