"""The service itself: sockets, threads, who may ask. The standard library's server; one request a connection.

A request has ten seconds altogether and one of 32 threads, each with a store of its own: clients that say nothing hold
neither memory nor each other for long.
"""

from __future__ import annotations

import hmac
import io
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING

from igglossary._version import __version__
from igglossary.errors import IgglossaryError
from igglossary.servers.http.exchange import LONGEST_BODY, BadRequestError, Response, json_response, read_target
from igglossary.servers.http.routes import answer

if TYPE_CHECKING:
    import socket
    from typing import Any

    from igglossary.service.desk import Desk

THREADS = 32
SECONDS = 10.0
"""For a whole request and its answer."""
_LOOPBACK = ("localhost", "127.0.0.1", "[::1]", "::1")


class Service(HTTPServer):
    """Answers until it is told to stop; the desk must only read."""

    request_queue_size = 128
    allow_reuse_address = True

    def __init__(self, desk: Desk, host: str, port: int, token: str | None = None) -> None:
        """Listen at an address; ``port`` 0 is any free one. With a ``token`` every request must bear it.

        Raises:
            OSError: the address cannot be had.
        """
        self.desk = desk
        self.token = token
        self._threads = ThreadPoolExecutor(THREADS, "igglossary")  # before: what cannot listen is closed at once
        super().__init__((host, port), _Handler)

    @property
    def address(self) -> str:
        """Where it can be asked."""
        host, port = self.server_address[:2]
        return f"http://{host!s}:{port}/"

    def warm_up(self) -> None:
        """Load what the first questions would otherwise wait for, in the background."""
        self._threads.submit(self._load)

    def _load(self) -> None:
        with suppress(IgglossaryError):  # the first question will say it
            for lang in ("de", "en"):
                self.desk.annotate("", lang)

    def process_request(self, request: socket.socket | tuple[bytes, socket.socket], client_address: Any) -> None:
        """Hand a connection to a thread."""
        self._threads.submit(self._answer, request, client_address)

    def _answer(self, request: Any, client_address: Any) -> None:
        try:
            self.finish_request(request, client_address)
        except OSError:
            pass  # the client went away, or said nothing for too long: TimeoutError is one
        except Exception:  # noqa: BLE001  # one request must not end the service; the handler answered 500 if it could
            self.handle_error(request, client_address)
        finally:
            self.shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002  # http.server's signature
        """One line for a fault of ours; http.server would print a traceback to whoever looks."""
        error = sys.exc_info()[1]
        print(f"igglossary serve: {type(error).__name__}", file=sys.stderr)

    def server_close(self) -> None:
        """Stop listening and wait for the answers under way."""
        super().server_close()
        self._threads.shutdown(wait=True, cancel_futures=True)


class _Timely(io.RawIOBase):
    """What a client sends, for as long as a request may take: a time-out a read would let it drip for ever."""

    def __init__(self, connection: socket.socket, seconds: float) -> None:
        self._connection = connection
        self._end = time.monotonic() + seconds

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._connection.settimeout(left)
        return self._connection.recv_into(buffer)


class _Handler(BaseHTTPRequestHandler):
    """One connection, one request."""

    protocol_version = "HTTP/1.1"
    server_version = f"igglossary/{__version__}"
    sys_version = ""
    server: Service

    def setup(self) -> None:
        """Give the request its time."""
        super().setup()
        self.rfile = io.BufferedReader(_Timely(self.connection, SECONDS))

    def handle(self) -> None:
        """Answer one request; whoever keeps a connection keeps a thread."""
        self.close_connection = True
        self.handle_one_request()

    def do_GET(self) -> None:
        """Answer any method: the routes know which they take."""
        self._send(self._response())

    do_HEAD = do_POST = do_PUT = do_DELETE = do_PATCH = do_OPTIONS = do_GET  # noqa: N815  # http.server's names

    def _response(self) -> Response:
        if (refusal := self._refusal()) is not None:
            return refusal
        try:
            request = read_target(self.command, self.path, self._body(), self.headers.get("Content-Type", ""))
        except BadRequestError as error:
            return json_response({"error": error.said}, error.status)
        return answer(self.server.desk, request)

    def _refusal(self) -> Response | None:
        """An answer to those who may not ask."""
        if self.server.token is not None:
            word = self.headers.get("Authorization", "").encode("latin-1", "replace")
            if not hmac.compare_digest(word, f"Bearer {self.server.token}".encode()):
                refusal = json_response({"error": "this service wants its token"}, 401)
                return refusal._replace(headers=(("WWW-Authenticate", "Bearer"),))
        elif self._host() not in _LOOPBACK:  # a page of a stranger whose name leads here (DNS rebinding)
            return json_response({"error": "this service answers to localhost only"}, 403)
        return None

    def _host(self) -> str:
        host = self.headers.get("Host", "localhost").strip().lower()
        return host if host.endswith("]") else host.rpartition(":")[0] or host

    def _body(self) -> bytes:
        """The body, whose length must be said.

        Raises:
            BadRequestError: it is too long, or how long is not said.
        """
        if "Transfer-Encoding" in self.headers:
            raise BadRequestError(411, "the length of the body must be said")
        word = self.headers.get("Content-Length", "0")
        if not (word.isascii() and word.isdecimal()):
            raise BadRequestError(400, "Content-Length is no number")
        if len(word) > len(str(LONGEST_BODY)) or int(word) > LONGEST_BODY:
            raise BadRequestError(413, "the body is too long")
        return self.rfile.read(int(word))

    def _send(self, response: Response) -> None:
        self.connection.settimeout(SECONDS)
        self.request_version = (
            self.protocol_version
        )  # http.server would answer a line without one as HTTP/0.9: headless
        self.send_response(response.status)
        self.send_header("Content-Type", response.content_type)
        self.send_header("Content-Length", str(len(response.body)))
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        for name, value in response.headers:
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(response.body)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What http.server refuses (a line that is no request, headers without end), in our shape."""
        said = message or explain or self.responses.get(code, ("", ""))[0]
        self.command = getattr(self, "command", None) or "GET"
        self.close_connection = True
        self._send(json_response({"error": said}, int(code)))

    def log_message(self, *_words: Any) -> None:
        """Say nothing: what is asked is nobody's business."""
