"""The Model Context Protocol: as the official client speaks it, and as nobody should."""

from __future__ import annotations

import io
import json
import random
import sys
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from benchmarks.mutations import mutate
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters

from igglossary.servers import mcp
from igglossary.service.desk import Desk
from igglossary.service.questions import LONGEST_QUERY, QUESTIONS
from igglossary.service.schemas import schema_of

if TYPE_CHECKING:
    from pathlib import Path

SEGMENT = "The digital divide is the greatest challenge of Internet policy."
CALLS: dict[str, dict[str, Any]] = {
    "term_lookup": {"query": "digitale Spaltungen", "to": "en"},
    "annotate": {"text": "Die digitale Spaltung wächst.", "to": "en"},
    "memory_match": {"segment": SEGMENT, "threshold": 50},
    "check": {"source": "The digital divide grew by 10 points.", "target": "Die Teilung wuchs um 11 Punkte."},
}


def ask(desk: Desk, method: str, parameters: object = None, number: object = 1) -> Any:
    """The answer to one request."""
    request = {"jsonrpc": "2.0", "id": number, "method": method, "params": parameters}
    return mcp.answer(desk, json.dumps(request).encode())


def call(desk: Desk, name: str, **arguments: object) -> Any:
    """The result of a tool."""
    return ask(desk, "tools/call", {"name": name, "arguments": arguments})["result"]


@pytest.mark.parametrize("mode", ["legacy", "auto"])
async def test_the_official_client_gets_its_answers(store_path: Path, mode: str) -> None:
    words = ["-m", "igglossary.cli.main", "--store", str(store_path), "mcp"]
    async with Client(StdioServerParameters(command=sys.executable, args=words), mode=mode) as client:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert list(tools) == list(CALLS)
        found = {name: await client.call_tool(name, arguments) for name, arguments in CALLS.items()}
    for name, result in found.items():
        assert not result.is_error
        jsonschema.validate(result.structured_content, tools[name].output_schema)
    translations = [one["term"] for one in found["term_lookup"].structured_content["hits"][0]["translations"]]
    assert translations[0] == "digital divide"
    assert [hit["term"] for hit in found["annotate"].structured_content["hits"]] == ["digitale Spaltung"]
    assert found["memory_match"].structured_content["matches"][0]["status"] == "candidate"
    rules = [finding["rule"] for finding in found["check"].structured_content["findings"]]
    assert rules == ["missing-term", "number"]


def test_an_unknown_version_gets_the_newest_with_a_handshake(desk: Desk) -> None:
    assert ask(desk, "initialize", {"protocolVersion": "2030-01-01"})["result"]["protocolVersion"] == "2025-11-25"
    assert ask(desk, "initialize", {"protocolVersion": "2024-11-05"})["result"]["protocolVersion"] == "2024-11-05"


def test_a_request_of_an_unknown_version_is_told_the_known_ones(desk: Desk) -> None:
    meta = {"io.modelcontextprotocol/protocolVersion": "2030-01-01"}
    error = ask(desk, "tools/list", {"_meta": meta})["error"]
    assert error["code"] == -32022
    assert error["data"]["supported"][-1] == "2026-07-28"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"{", -32700),
        (b"[" * 100_000, -32700),
        (b"\xff\xfe", -32700),
        (b"[]", -32600),
        (b'{"id": 1, "method": "ping"}', -32600),
        (b'{"jsonrpc": "2.0", "id": {}, "method": "ping"}', -32600),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "resources/list"}', -32601),
        (b'{"jsonrpc": "2.0", "id": 1, "method": ["ping"]}', -32601),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "ping", "params": []}', -32602),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "rm"}}', -32602),
    ],
)
def test_what_is_no_request_gets_an_error_of_the_protocol(desk: Desk, line: bytes, code: int) -> None:
    reply = mcp.answer(desk, line)
    assert reply is not None
    assert reply["error"]["code"] == code  # type: ignore[index]  # an object


@pytest.mark.parametrize("line", [b"\n", b'{"jsonrpc": "2.0", "method": "notifications/initialized"}',
                                  b'{"jsonrpc": "2.0", "id": 1, "result": {}}'])  # fmt: skip
def test_nothing_is_said_to_what_asks_nothing(desk: Desk, line: bytes) -> None:
    assert mcp.answer(desk, line) is None


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({}, "“query” is missing."),
        ({"query": 5}, "“query” must be a text."),
        ({"query": ""}, f"“query” must have 1 to {LONGEST_QUERY} characters."),
        ({"query": "x" * (LONGEST_QUERY + 1)}, f"“query” must have 1 to {LONGEST_QUERY} characters."),
        ({"query": "\ud800"}, "“query” has half of a surrogate pair, which is no character."),
        ({"query": "Netz", "lang": "deutsch!"}, "“deutsch!” is no language tag, such as de, en or pt-BR."),
        ({"query": "Netz", "path": "/etc/passwd"}, "“path” is not known here."),
    ],
)
def test_an_assistant_reads_what_it_did_wrong(desk: Desk, arguments: dict[str, Any], said: str) -> None:
    result = call(desk, "term_lookup", **arguments)
    assert result["isError"]
    assert result["content"][0]["text"] == said


def test_true_is_no_number(desk: Desk) -> None:
    result = call(desk, "memory_match", segment=SEGMENT, limit=True)
    assert result["content"][0]["text"] == "“limit” must be a whole number."


def test_a_line_that_is_too_long_costs_one_error(desk: Desk) -> None:
    ping = b'{"jsonrpc": "2.0", "id": 7, "method": "ping"}\n'
    incoming = io.BytesIO(b" " * (2 * mcp.LONGEST_LINE + 5) + b"\n" + ping)
    outgoing = io.BytesIO()
    mcp.serve(desk, incoming, outgoing)
    replies = [json.loads(line) for line in outgoing.getvalue().splitlines()]
    assert [reply["id"] for reply in replies] == [None, 7]
    assert replies[0]["error"]["code"] == -32600


def test_every_limit_of_a_question_stands_in_its_schema(desk: Desk) -> None:
    (tools,) = [ask(desk, "tools/list")["result"]["tools"]]
    for tool, question in zip(tools, QUESTIONS, strict=True):
        jsonschema.Draft202012Validator.check_schema(tool["inputSchema"])
        jsonschema.Draft202012Validator.check_schema(tool["outputSchema"])
        jsonschema.validate(CALLS[question.name], tool["inputSchema"])


def test_nothing_is_written(store_path: Path) -> None:
    before = store_path.read_bytes()
    with Desk(str(store_path), only_reads=True) as desk:
        for name, arguments in CALLS.items():
            assert not call(desk, name, **arguments)["isError"]
    assert store_path.read_bytes() == before


def test_a_shape_that_is_none_is_refused() -> None:
    with pytest.raises(TypeError):
        schema_of(set[str])


def test_broken_messages_are_no_bugs(desk: Desk) -> None:
    """A short run of ``benchmarks.fuzz_servers --kind mcp``."""
    dice = random.Random(5)
    requests = tuple(
        json.dumps(
            {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": name, "arguments": words}}
        ).encode()
        for name, words in CALLS.items()
    )
    for _ in range(400):
        line = mutate(requests, dice)
        outgoing = io.BytesIO()
        mcp.serve(desk, io.BytesIO(line), outgoing)
        for reply in outgoing.getvalue().splitlines():
            assert json.loads(reply)["jsonrpc"] == "2.0"
