"""A line between client and server that delays, counts round trips, and can be cut."""

from __future__ import annotations

import selectors
import socket
import threading
import time
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Self


class Line:
    """Passes bytes on to a server on this machine; ``delay_s`` is there and back together.

    A round trip begins when the client speaks after the server has: so statements sent together are one.
    """

    def __init__(self, port: int, *, delay_s: float = 0.0) -> None:
        self.trips = 0
        self._delay = delay_s / 2
        self._target = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._open: list[socket.socket] = []
        self._is_over = False
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Break all connections; new ones are let through."""
        for one in self._open:
            one.close()
        self._open.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._is_over = True
        self._listener.close()
        self.cut()

    def _accept(self) -> None:
        while not self._is_over:
            try:
                client, _address = self._listener.accept()
            except OSError:
                return
            try:
                server = socket.create_connection(("127.0.0.1", self._target))
            except OSError:  # the server is away: so is the line
                client.close()
                continue
            for one in (client, server):
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._open += [client, server]
            threading.Thread(target=self._pass_on, args=(client, server), daemon=True).start()

    def _pass_on(self, client: socket.socket, server: socket.socket) -> None:
        """Until one side is gone; what came is passed on when its time has come."""
        waiting: deque[tuple[float, socket.socket, bytes]] = deque()
        has_answered = True
        with selectors.DefaultSelector() as selector:
            selector.register(client, selectors.EVENT_READ, server)
            selector.register(server, selectors.EVENT_READ, client)
            try:
                while True:
                    timeout = max(0.0, waiting[0][0] - time.monotonic()) if waiting else None
                    for key, _events in selector.select(timeout):
                        data = key.fileobj.recv(1 << 16)  # type: ignore[union-attr]
                        if not data:
                            return
                        self.trips += key.fileobj is client and has_answered
                        has_answered = key.fileobj is server
                        waiting.append((time.monotonic() + self._delay, key.data, data))
                    while waiting and waiting[0][0] <= time.monotonic():
                        _when, target, data = waiting.popleft()
                        target.sendall(data)
            except (OSError, ValueError):
                return
            finally:
                client.close()
                server.close()
