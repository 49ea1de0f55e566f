"""How often words stand in the memory, as a server keeps it between its questions."""

from __future__ import annotations

import time

_MOST = 50_000
"""Words, some 6 MB."""
_SECONDS = 60.0
"""After an import a plan by the old numbers is slower, so they are kept for a minute."""


class Frequencies:
    """For all threads: a wrong number makes a match slower and never another one (``memory.planner``)."""

    def __init__(self) -> None:
        """Know none."""
        self._known: dict[str, int] = {}
        self._until = 0.0

    def get(self) -> dict[str, int]:
        """Those that were read lately, to be added to; whoever holds older ones may go on with them."""
        now = time.monotonic()
        if now >= self._until or len(self._known) >= _MOST:
            self._known = {}
            self._until = now + _SECONDS
        return self._known
