"""Ask the servers broken questions: a traceback, a hang, an answer that is none, or a touched file is a bug.

    python -m benchmarks.fuzz_servers --inputs 100000               http, mcp and lsp, one after the other
    python -m benchmarks.fuzz_servers --inputs 2000 --kind http     one of them

Input n of a kind is the same on every machine. Each kind runs in a process of its own in which, once the store is open
and warm, an audit hook counts every file that is opened for writing or lies outside the store, the installation and
the cache, every other socket and every process: none may be. The store's bytes are compared at the end.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import logging
import os
import random
import signal
import socket
import sys
import tempfile
import threading
import time
import traceback
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.mutations import mutate
from igglossary.service.desk import Desk
from igglossary.workflow.build import build_report
from igglossary.workflow.location import open_filled

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 10
"""For one input."""
_BODY = b'{"source": "The digital divide grew by 10.", "target": "Die Teilung wuchs um 11."}'
_HEAD = b" HTTP/1.1\r\nHost: localhost\r\n"
HTTP = (
    b"GET /lookup?q=Netz&lang=de&to=en" + _HEAD + b"\r\n",
    b"GET /annotate?q=Die%20digitalen%20Spaltungen&lang=de" + _HEAD + b"\r\n",
    b"GET /match?q=The+digital+divide&from=en&to=de&threshold=50&limit=9" + _HEAD + b"\r\n",
    b"GET /concordance?q=digital+divide" + _HEAD + b"\r\n",
    b"GET /terms.tsv?q=Massen%C3%BCberwachung&from=de&to=en" + _HEAD + b"\r\n",
    b"GET /tmserver//de/en/unit/Das%20Netz?min_similarity=60&max_candidates=3" + _HEAD + b"\r\n",
    b"GET /translate?langpair=en%7Cde&q=The+divide&markUnknown=no" + _HEAD + b"\r\n",
    b"POST /check" + _HEAD + b"Content-Type: application/json\r\nContent-Length: 83\r\n\r\n" + _BODY,
)
CALLS: dict[str, dict[str, Any]] = {
    "term_lookup": {"query": "digitale Spaltungen", "to": "en"},
    "annotate": {"text": "Die digitale Spaltung wächst.", "to": "en"},
    "memory_match": {"segment": "The digital divide is the greatest challenge.", "threshold": 50},
    "check": {"source": "The digital divide grew by 10.", "target": "Die Teilung wuchs um 11."},
}
PAGES = {
    "page.po": 'msgid ""\nmsgstr ""\n"Language: de\\n"\n\nmsgid "The digital divide grew."\nmsgstr "Die Teilung 😀."\n',
    "page.xlf": '<xliff version="1.2"><file source-language="en" target-language="de"><body><trans-unit id="1"><source>'
    'The <g id="1">digital divide</g></source><target>Die Teilung</target></trans-unit></body></file></xliff>',
    "page.md": "Ein Absatz über die digitale Spaltung.\n\n👩‍💻 Datenzentrum, Hasssprache.\n",
}


class Watch:
    """What a process does that a server must not, counted from ``begin`` on."""

    def __init__(self, allowed: list[str]) -> None:
        """Files below ``allowed`` may be read."""
        self.seen: Counter[str] = Counter()
        self._allowed = tuple(os.path.realpath(one) for one in allowed)
        self._is_on = False
        sys.addaudithook(self._hook)

    def begin(self) -> None:
        """Count from now on."""
        self._is_on = True

    def end(self) -> None:
        """Count no more."""
        self._is_on = False

    def _hook(self, event: str, words: tuple[Any, ...]) -> None:
        if not self._is_on:
            return
        if event == "open" and isinstance(words[0], str | bytes):
            path = os.path.realpath(os.fsdecode(words[0]))
            is_written = bool(words[2] & (os.O_WRONLY | os.O_RDWR)) if isinstance(words[2], int) else False
            if is_written or not path.startswith(self._allowed):
                self.seen[f"open {path}"] += 1
        elif event in ("subprocess.Popen", "os.system", "os.remove", "os.rename", "os.mkdir", "socket.getaddrinfo"):
            self.seen[f"{event} {words[0]!r}"] += 1


def main() -> int:
    """Fuzz the chosen servers; exit code 1 if anything was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=2000, metavar="N", help="how many a kind (default: 2000)")
    parser.add_argument("--kind", choices=tuple(KINDS), action="append", help="which server (default: all)")
    arguments = parser.parse_args()
    found = 0
    for kind in arguments.kind or KINDS:
        child = os.fork()
        if not child:
            os._exit(_run(kind, arguments.inputs))
        found += os.waitpid(child, 0)[1] != 0
    return int(found > 0)


def _run(kind: str, inputs: int) -> int:
    """Fuzz one server in this process; 0 if nothing was found."""
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/store.db"
        with open_filled(path, person="anna") as store:
            build_report(store, ROOT / "examples" / "sample-report.txt")
        watch = Watch([folder, str(ROOT), sys.prefix, sys.base_prefix, os.path.expanduser("~/.cache")])
        before = Path(path).read_bytes()
        errors: Counter[str] = Counter()
        said = io.StringIO()
        with Desk(path, person="anna", language="en", only_reads=True) as desk, contextlib.redirect_stderr(said):
            logging.basicConfig(stream=said, level=logging.ERROR)
            KINDS[kind](desk, inputs, watch, errors)
        watch.end()
        if Path(path).read_bytes() != before:
            errors["the store changed"] += 1
        if "Traceback" in said.getvalue():
            errors["a traceback on standard error: " + said.getvalue().strip()[-1500:]] += 1
    for what, count in (errors + watch.seen).most_common(20):
        print(f"  {count} x {what}")
    return int(bool(errors or watch.seen))


def _timed(kind: str, inputs: int, ask: Callable[[random.Random], object], errors: Counter[str]) -> None:
    """Ask ``inputs`` times; what is raised and what takes longer than SECONDS is an error."""
    signal.signal(signal.SIGALRM, _too_long)
    started, worst, cpu = time.monotonic(), 0.0, time.process_time()
    for number in range(inputs):
        asked = time.monotonic()
        signal.alarm(SECONDS)
        try:
            ask(random.Random(f"{kind} {number}"))
        except Exception:  # noqa: BLE001  # what it looks for
            errors[f"input {number}: " + traceback.format_exc(limit=-2)] += 1
        finally:
            signal.alarm(0)
        worst = max(worst, time.monotonic() - asked)
    wall = time.monotonic() - started
    print(f"{kind}: {inputs} inputs, {wall:.0f} s ({time.process_time() - cpu:.0f} s CPU), the slowest {worst:.2f} s")


def _too_long(*_words: object) -> None:
    raise TimeoutError(f"longer than {SECONDS} s")


def _http(desk: Desk, inputs: int, watch: Watch, errors: Counter[str]) -> None:
    from igglossary.servers.http.server import Service

    with Service(desk, "127.0.0.1", 0) as service:
        thread = threading.Thread(target=service.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        ask = partial(_ask_http, service.server_port, errors)
        for number in range(64):  # every thread has opened its store
            ask(random.Random(number))
        watch.begin()
        _timed("http", inputs, ask, errors)
        service.shutdown()
        thread.join()


def _ask_http(port: int, errors: Counter[str], chance: random.Random) -> None:
    with socket.socket() as line:
        line.connect(("127.0.0.1", port))
        with contextlib.suppress(OSError):  # refused before everything was sent
            line.sendall(mutate(HTTP, chance))
            line.shutdown(socket.SHUT_WR)
        with contextlib.suppress(ConnectionResetError):
            reply = b"".join(iter(partial(line.recv, 65536), b""))
            if reply and (not reply.startswith(b"HTTP/1.1 ") or reply.startswith(b"HTTP/1.1 500")):
                errors[f"answer {reply[:60]!r}"] += 1


def _mcp(desk: Desk, inputs: int, watch: Watch, errors: Counter[str]) -> None:
    from igglossary.servers import mcp

    methods: dict[str, object] = {"initialize": {"protocolVersion": "2025-11-25"}, "tools/list": {}, "ping": {}}
    said = [*methods.items(), *(("tools/call", {"name": name, "arguments": words}) for name, words in CALLS.items())]
    seeds = tuple(json.dumps({"jsonrpc": "2.0", "id": 1, "method": one, "params": two}).encode() for one, two in said)

    def ask(chance: random.Random) -> None:
        outgoing = io.BytesIO()
        mcp.serve(desk, io.BytesIO(mutate(seeds, chance)), outgoing)
        if any(json.loads(line)["jsonrpc"] != "2.0" for line in outgoing.getvalue().splitlines()):
            errors["no answer of JSON-RPC"] += 1

    for number in range(50):
        ask(random.Random(number))
    watch.begin()
    _timed("mcp", inputs, ask, errors)


def _lsp(desk: Desk, inputs: int, watch: Watch, errors: Counter[str]) -> None:
    """Broken buffers and places: an editor sends sound messages about anything."""
    from lsprotocol import types

    from igglossary.servers.lsp.server import TermServer

    server = TermServer(desk)
    shown: list[types.PublishDiagnosticsParams] = []
    server.text_document_publish_diagnostics = shown.append  # type: ignore[method-assign,assignment]
    server.protocol._workspace = _workspace()  # noqa: SLF001
    features = server.protocol.fm.features

    def ask(chance: random.Random) -> None:
        name = chance.choice(list(PAGES))
        uri = chance.choice((f"file:///x/{name}", f"untitled:{name}", "file:///etc/passwd", name))
        text = mutate((PAGES[name].encode(),), chance).decode("utf-8", "replace")
        if chance.random() < 0.9:
            opened = types.TextDocumentItem(uri, "x", 1, text)
            server.workspace.put_text_document(opened)
            features[types.TEXT_DOCUMENT_DID_OPEN](types.DidOpenTextDocumentParams(opened))
        document = types.TextDocumentIdentifier(uri)
        place = types.Position(chance.choice((0, 1, 4, 2**31 - 1)), chance.choice((0, 3, 9, 40, 2**31 - 1)))
        features[types.TEXT_DOCUMENT_HOVER](types.HoverParams(document, place))
        features[types.TEXT_DOCUMENT_COMPLETION](types.CompletionParams(document, place))
        wide = types.Range(types.Position(0, 0), place)
        context = types.CodeActionContext(diagnostics=[])
        features[types.TEXT_DOCUMENT_CODE_ACTION](types.CodeActionParams(document, wide, context))
        if uri in server.workspace.text_documents:
            server.workspace.remove_text_document(uri)
        if any(one.range.start.line > one.range.end.line for said in shown for one in said.diagnostics):
            errors["a range that ends before it begins"] += 1
        shown.clear()

    for number in range(50):
        ask(random.Random(number))
    watch.begin()
    _timed("lsp", inputs, ask, errors)


def _workspace() -> Any:
    from pygls.workspace import Workspace

    return Workspace("file:///x")


KINDS: dict[str, Callable[[Desk, int, Watch, Counter[str]], None]] = {"http": _http, "mcp": _mcp, "lsp": _lsp}

if __name__ == "__main__":
    sys.exit(main())
