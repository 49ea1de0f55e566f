"""The service over HTTP: as clients ask it, and as nobody should."""

from __future__ import annotations

import http.client
import json
import random
import shutil
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

import jsonschema
import pytest
from benchmarks.mutations import mutate

from igglossary.formats.tmx import write_tmx
from igglossary.model import TranslationUnit, Variant
from igglossary.servers.http import server
from igglossary.servers.http.server import Service
from igglossary.service.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SEGMENT = "The digital divide is the greatest challenge of Internet policy."


class Answer(NamedTuple):
    """What came back."""

    status: int
    body: bytes
    headers: http.client.HTTPMessage

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


class Client:
    """Asks a service over a real socket."""

    def __init__(self, port: int) -> None:
        self.port = port

    def __call__(self, target: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
        """One request; ``_`` in a header's name is a hyphen."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        connection.request(method, target, body, {name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        answer = Answer(response.status, response.read(), response.headers)
        connection.close()
        return answer

    def raw(self, data: bytes) -> bytes:
        """Bytes as they are; everything that comes back until the service closes."""
        with socket.create_connection(("127.0.0.1", self.port)) as line:
            line.sendall(data)
            line.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: line.recv(65536), b""))


def running(store_path: Path, token: str | None = None) -> Iterator[Client]:
    """A service at work, and who asks it."""
    with (
        Desk(str(store_path), person="anna", language="en", only_reads=True) as desk,
        Service(desk, "127.0.0.1", 0, token) as service,
    ):
        thread = threading.Thread(target=service.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield Client(service.server_port)
        service.shutdown()
        thread.join()


@pytest.fixture
def client(store_path: Path) -> Iterator[Client]:
    """A service on the sample store."""
    yield from running(store_path)


@pytest.fixture
def guarded(store_path: Path) -> Iterator[Client]:
    """A service that wants a token."""
    yield from running(store_path, "0123456789abcdef")


def test_a_term_is_looked_up(client: Client) -> None:
    answer = client(f"/lookup?q={quote('digitale Spaltungen')}&to=en")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
    assert answer.json["hits"][0]["translations"][0] == {"lang": "en", "term": "digital divide", "status": "preferred"}


def test_the_glossary_is_a_page(client: Client) -> None:
    answer = client("/glossary/")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert b'<article id="digital-divide">' in answer.body
    assert client("/glossary/").body == answer.body
    assert client("/glossary/", "POST", b"").status == 405


def test_utf_8_that_is_not_encoded_is_understood(client: Client) -> None:
    reply = client.raw("GET /annotate?q=Massenüberwachung HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    assert json.loads(reply.partition(b"\r\n\r\n")[2])["hits"][0]["term"] == "Massenüberwachung"


def test_every_answer_is_as_openapi_says(client: Client) -> None:
    description = client("/openapi.json").json
    asked = {
        "/lookup": "q=Netz", "/annotate": f"q={quote('Die digitale Spaltung')}", "/match": f"q={quote(SEGMENT)}",
        "/concordance": "q=digital+divide",
    }  # fmt: skip
    assert set(description["paths"]) == {*asked, "/check"}
    for path, query in asked.items():
        schema = description["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        answer = client(f"{path}?{query}").json
        jsonschema.validate(answer, schema)
        assert next(value for value in answer.values() if isinstance(value, list)), path


def test_a_pair_is_checked(client: Client) -> None:
    body = json.dumps({"source": "The digital divide grew by 10.", "target": "Sie wuchs um 11."}).encode()
    answer = client("/check", "POST", body, Content_Type="application/json")
    assert [finding["rule"] for finding in answer.json["findings"]] == ["missing-term", "number"]


@pytest.mark.parametrize("base", ["", "/tmserver", "/api/v1", "/tmserver/", "//api//v1"])
def test_amagama_is_answered_wherever_a_client_expects_it(client: Client, base: str) -> None:
    assert client(f"{base}/languages/").json == {"sourceLanguages": ["de", "en"], "targetLanguages": ["de", "en"]}
    best = client(f"{base}/en/de/unit/{quote(SEGMENT, safe='')}?min_similarity=60&max_candidates=1").json
    assert len(best) == 1
    assert set(best[0]) == {"source", "target", "quality", "rank"}
    assert 60 <= best[0]["quality"] <= 100
    assert client(f"{base}/en_us/de_de/unit/{quote(SEGMENT, safe='')}").json[0]["target"] == best[0]["target"]


@pytest.mark.parametrize("text", ["a%2Fb", "", "%20", "100%25", "x" * 6000, quote("ß…„“")])
def test_amagama_has_nothing_for_what_is_not_there(client: Client, text: str) -> None:
    answer = client(f"/de/en/unit/{text}")
    assert (answer.status, answer.json) == (200, [])


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_amagama_takes_nothing(client: Client, method: str) -> None:
    answer = client("/tmserver/en/de/unit/text", method, b"x")
    assert answer.status == 405
    assert "igglossary import" in answer.json["error"]


def test_apertium_shows_the_best_match(client: Client) -> None:
    pairs = client("/listPairs").json["responseData"]
    assert {"sourceLanguage": "eng", "targetLanguage": "deu"} in pairs
    best = client(f"/match?q={quote(SEGMENT)}&threshold=75").json["matches"][0]["target"]
    for pair in ("en|de", "eng|deu", "en%7Cde"):
        reply = client(f"/translate?q={quote(SEGMENT)}&markUnknown=no&langpair={pair}").json
        assert reply["responseData"]["translatedText"] == best
    assert client("/translate?q=Nothing+of+the+kind&langpair=en|de").json["responseData"]["translatedText"] == ""
    refused = client("/translate?q=x&langpair=en|xx")
    assert (refused.status, refused.json["explanation"]) == (400, "That pair is not installed")


def test_the_terms_of_a_segment_are_a_table(client: Client) -> None:
    answer = client(f"/terms.tsv?q={quote('Wachsende Massenüberwachungen')}&from=de&to=en")
    rows = [line.split("\t") for line in answer.body.decode().splitlines()]
    assert rows[0] == ["Massenüberwachungen", "mass surveillance", "Massenüberwachung"]
    assert ["Massenüberwachungen", "surveillance", "Überwachung"] in rows


@pytest.mark.parametrize(
    ("target", "method", "status"),
    [
        ("/", "GET", 404),
        ("/etc/passwd", "GET", 404),
        ("/../../etc/passwd", "GET", 404),
        ("/lookup", "GET", 400),
        ("/lookup?q=x&lang=%21", "GET", 400),
        ("/lookup?q=x&nothing=1", "GET", 400),
        ("/lookup?q=%FF", "GET", 400),
        ("/lookup?q=%ED%A0%80", "GET", 400),
        (f"/lookup?q={'x' * 501}", "GET", 400),
        (f"/lookup?{'q=x&' * 50}", "GET", 400),
        (f"/lookup?q={'x' * 20_000}", "GET", 414),
        (f"/lookup?q={'x' * 70_000}", "GET", 414),
        ("/match?q=x&limit=999", "GET", 400),
        ("/match?q=x&limit=-1", "GET", 400),
        ("/lookup?q=x", "POST", 405),
        ("/lookup?q=x", "BREW", 501),
        ("/check", "GET", 405),
        ("/check", "POST", 415),
        ("/terms.tsv?q=x&from=&to=de", "GET", 400),
        ("/translate?q=x", "GET", 400),
    ],
)
def test_what_cannot_be_answered_gets_one_sentence(client: Client, target: str, method: str, status: int) -> None:
    answer = client(target, method)
    assert answer.status == status
    assert any(isinstance(value, str) and len(value) > 3 for value in answer.json.values())


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"GARBAGE\r\n\r\n", 400),
        (b"POST /check HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999999\r\n\r\n", 413),
        (b"POST /check HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1x\r\n\r\n", 400),
        (b"POST /check HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 411),
        (b"GET /listPairs HTTP/1.1\r\nHost: localhost\r\n" + b"A: b\r\n" * 200 + b"\r\n", 431),
        (b"GET /listPairs HTTP/1.1\r\nHost: stranger.example\r\n\r\n", 403),
        (b"GET /listPairs HTTP/1.1\r\nHost: localhost.stranger.example:8765\r\n\r\n", 403),
        (b"GET /listPairs HTTP/1.1\r\nHost: [::1]:8765\r\n\r\n", 200),
    ],
)
def test_a_head_that_is_wrong_is_refused(client: Client, head: bytes, status: int) -> None:
    assert client.raw(head).split(b" ", 2)[1] == str(status).encode()


def test_a_guarded_service_wants_its_token(guarded: Client) -> None:
    assert guarded("/languages/").status == 401
    assert guarded("/languages/", Authorization="Bearer wrong").status == 401
    assert guarded("/languages/", Authorization="Bearer 0123456789abcdef", Host="office.example").status == 200


def test_an_address_that_is_taken_is_an_error_of_the_system(client: Client, desk: Desk) -> None:
    with pytest.raises(OSError, match="in use"):
        Service(desk, "127.0.0.1", client.port)


def test_head_is_get_without_the_body(client: Client) -> None:
    answer = client("/languages/", "HEAD")
    assert (answer.status, answer.body) == (200, b"")
    assert int(answer.headers["Content-Length"]) > 0


def test_no_page_of_another_site_may_read_an_answer(client: Client) -> None:
    answer = client("/languages/", Origin="https://stranger.example")
    assert not [name for name in answer.headers if name.lower().startswith("access-control")]


def test_clients_that_say_nothing_hold_no_thread_for_long(store_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "SECONDS", 0.2)
    service = running(store_path)
    ask = next(service)
    idle = [socket.create_connection(("127.0.0.1", ask.port)) for _ in range(server.THREADS + 8)]
    for line in idle:
        line.sendall(b"GET /languages/ HT")
    assert ask("/languages/").status == 200
    assert threading.active_count() < server.THREADS + 10
    for line in idle:
        line.close()
    next(service, None)


def test_many_ask_at_once_and_each_gets_its_own(client: Client) -> None:
    words = ["digitale Spaltung", "Massenüberwachung", "Multistakeholder", "Netzneutralität"] * 16

    def first(word: str) -> str:
        return str(client(f"/lookup?q={quote(word)}&lang=de").json["query"])

    with ThreadPoolExecutor(16) as many:
        assert list(many.map(first, words)) == words


def test_nothing_is_written(client: Client, store_path: Path) -> None:
    before = store_path.read_bytes()
    for target in ("/lookup?q=Netz", "/annotate?q=Netzpolitikerinnen", "/match?q=Netz", "/concordance?q=Netz"):
        assert client(target).status == 200
    assert store_path.read_bytes() == before


def test_broken_requests_are_no_bugs(client: Client, capfd: pytest.CaptureFixture[str]) -> None:
    """A short run of ``benchmarks.fuzz_servers``."""
    dice = random.Random(7)
    body = b'{"source": "Net", "target": "Netz"}'
    head = f"Host: localhost\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    post = b"POST /check HTTP/1.1\r\n" + head.encode() + body
    seeds = (
        b"GET /lookup?q=Netz&lang=de HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /tmserver//de/en/unit/Das%20Netz HTTP/1.1\r\nHost: localhost\r\n\r\n",
        post,
    )
    for _ in range(300):
        reply = client.raw(mutate(seeds, dice))
        assert not reply or reply.startswith(b"HTTP/1.1 "), reply[:200]
        assert not reply.startswith(b"HTTP/1.1 500")
    assert "Error" not in capfd.readouterr().err


NEW = "Quite a new sentence about lighthouses."


def bring(store_path: Path, target: str) -> None:
    """Another program puts a translation of NEW into a store."""
    file = store_path.with_suffix(".tmx")
    write_tmx(file, [TranslationUnit((Variant("en", NEW), Variant("de", target)), "1")])
    with Desk(str(store_path), person="bea") as other:
        other.import_file(file)


def targets(client: Client) -> list[str]:
    """The translations of NEW that a client sees."""
    return [one["target"] for one in client(f"/en/de/unit/{quote(NEW)}").json]


def test_what_changes_while_it_serves_is_noticed(client: Client, store_path: Path) -> None:
    copy = store_path.with_name("copy.db")
    with Desk(str(store_path), person="bea") as other:
        other.back_up(copy)
    assert targets(client) == []
    bring(store_path, "Leuchttürme.")
    assert targets(client) == ["Leuchttürme."]
    with Desk(str(store_path), person="bea") as other:
        other.restore_backup(copy)
    assert targets(client) == []


def test_two_stores_are_never_mixed(client: Client, store_path: Path) -> None:
    """Two services in one process, asked at once: each has its own people's words only."""
    other_path = store_path.with_name("other.db")
    shutil.copy(store_path, other_path)
    bring(store_path, "Anna")
    bring(other_path, "Bea")
    service = running(other_path)
    other = next(service)
    with ThreadPoolExecutor(16) as many:
        found = list(many.map(targets, [client, other] * 40))
    next(service, None)
    assert found == [["Anna"], ["Bea"]] * 40
