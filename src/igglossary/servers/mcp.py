"""Answers for assistants: the Model Context Protocol over standard input and output.

Revisions 2024-11-05 to 2025-11-25 (with a handshake) and 2026-07-28 (each request says its version). Written by hand:
the official SDK costs four seconds of start-up. One line is one JSON-RPC 2.0 message; all tools only read.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from igglossary._version import __version__
from igglossary.errors import IgglossaryError, UsageError
from igglossary.messages import _
from igglossary.service.questions import QUESTIONS
from igglossary.service.schemas import schema_of

if TYPE_CHECKING:
    from typing import BinaryIO

    from igglossary.service.desk import Desk
    from igglossary.service.questions import Question

    Json = dict[str, object]

WITH_HANDSHAKE = ("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25")
STATELESS = "2026-07-28"
LONGEST_LINE = 2_000_000
"""Bytes: the longest text of a question with every character escaped (``\\u`` and four digits, twice for some)."""
_PARSE_ERROR, _INVALID_REQUEST, _NO_METHOD, _INVALID_PARAMETERS, _NO_VERSION = -32700, -32600, -32601, -32602, -32022
_INFO = {"name": "igglossary", "version": __version__}
_CAPABILITIES = {"tools": {"listChanged": False}}
_FRESH_FOR = 3_600_000
"""Milliseconds for which a client may keep the list of tools, which only another version of the program changes."""


class _RefusedError(Exception):
    """A request that is answered with an error of the protocol; ``data`` is what it asks for."""

    def __init__(self, code: int, message: str, data: Json | None = None) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message
        self.data = data


def serve(desk: Desk, incoming: BinaryIO, outgoing: BinaryIO) -> None:
    """Answer the messages of one client until it closes its end."""
    while line := incoming.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE:
            while line and not line.endswith(b"\n"):  # the rest of it is no message
                line = incoming.readline(LONGEST_LINE)
            reply: Json | None = _error(None, _RefusedError(_INVALID_REQUEST, "the message is too long"))
        else:
            reply = answer(desk, line)
        if reply is not None:
            outgoing.write(json.dumps(reply).encode("ascii") + b"\n")  # escapes leave nothing that could break a line
            outgoing.flush()


def answer(desk: Desk, line: bytes) -> Json | None:
    """What is answered to one line; None to a notification, an answer and an empty line."""
    if not line.strip():
        return None
    try:
        message = json.loads(line)
    except (ValueError, RecursionError):
        return _error(None, _RefusedError(_PARSE_ERROR, "this is no JSON"))
    if not isinstance(message, dict) or message.get("jsonrpc") != "2.0":
        return _error(None, _RefusedError(_INVALID_REQUEST, "this is no JSON-RPC 2.0 message"))
    if "id" not in message or "method" not in message:
        return None
    number = message["id"]
    if isinstance(number, bool) or not isinstance(number, str | int):
        return _error(None, _RefusedError(_INVALID_REQUEST, "an id is a text or a whole number"))
    try:
        result = _result(desk, message["method"], message.get("params"))
    except _RefusedError as refused:
        return _error(number, refused)
    return {"jsonrpc": "2.0", "id": number, "result": result}


def _error(number: str | int | None, refused: _RefusedError) -> Json:
    error: Json = {"code": refused.code, "message": refused.message}
    if refused.data is not None:
        error["data"] = refused.data
    return {"jsonrpc": "2.0", "id": number, "error": error}


def _result(desk: Desk, method: object, parameters: object) -> Json:
    said = {} if parameters is None else parameters
    if not isinstance(said, dict):
        raise _RefusedError(_INVALID_PARAMETERS, "parameters are an object")
    is_stateless = _is_stateless(said)
    if method == "initialize":
        return _initialize(said)
    if method == "ping":
        return {}
    if method == "server/discover":
        result: Json = {"supportedVersions": [*WITH_HANDSHAKE, STATELESS], "capabilities": _CAPABILITIES} | _fresh()
    elif method == "tools/list":
        result = {"tools": [_tool(desk, question) for question in QUESTIONS]} | (_fresh() if is_stateless else {})
    elif method == "tools/call":
        result = _call(desk, said)
    else:
        raise _RefusedError(_NO_METHOD, "there is no such method")
    if is_stateless or method == "server/discover":
        result |= {"resultType": "complete", "_meta": {"io.modelcontextprotocol/serverInfo": _INFO}}
    return result


def _is_stateless(said: Json) -> bool:
    """Does the request say its version itself, as since 2026-07-28 (basic/versioning)?"""
    meta = said.get("_meta")
    version = meta.get("io.modelcontextprotocol/protocolVersion") if isinstance(meta, dict) else None
    if version is None:
        return False
    if version != STATELESS:
        data: Json = {"supported": [*WITH_HANDSHAKE, STATELESS], "requested": version}
        raise _RefusedError(_NO_VERSION, "this version of the protocol is not spoken here", data)
    return True


def _initialize(said: Json) -> Json:
    """The handshake: the version that was asked for, or the newest that has one (2025-11-25, basic/lifecycle)."""
    asked = said.get("protocolVersion")
    version = asked if asked in WITH_HANDSHAKE else WITH_HANDSHAKE[-1]
    return {"protocolVersion": version, "capabilities": _CAPABILITIES, "serverInfo": _INFO}


def _fresh() -> Json:
    return {"ttlMs": _FRESH_FOR, "cacheScope": "public"}


def _tool(desk: Desk, question: Question) -> Json:
    return {
        "name": question.name,
        "description": desk.say(question.meaning),
        "inputSchema": question.schema(desk),
        "outputSchema": schema_of(question.shape),
        "annotations": {"readOnlyHint": True, "openWorldHint": False},
    }


def _call(desk: Desk, said: Json) -> Json:
    """The answer of a tool; what the caller can mend is an answer too, so that an assistant reads it (2025-11-25)."""
    name, arguments = said.get("name"), said.get("arguments")
    question = next((one for one in QUESTIONS if one.name == name), None)
    if question is None:
        raise _RefusedError(_INVALID_PARAMETERS, "there is no such tool")
    try:
        if arguments is not None and not isinstance(arguments, dict):
            raise UsageError(_("arguments are an object."))
        found = question.ask(desk, arguments or {})
    except IgglossaryError as error:
        return {"content": [{"type": "text", "text": error.in_words(desk.say)}], "isError": True}
    text = json.dumps(found, ensure_ascii=False)
    return {"content": [{"type": "text", "text": text}], "structuredContent": found, "isError": False}
