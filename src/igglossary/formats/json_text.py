"""JSON that stands as text in a field of somebody's file."""

from __future__ import annotations

import json
from typing import Any


def read_json(text: str) -> Any:
    """The value; one with halves of surrogate pairs in it, which no store and no file can hold, is none.

    Raises:
        ValueError: it is no such JSON.
        RecursionError: it is nested without end.
    """
    value = json.loads(text)
    json.dumps(value, ensure_ascii=False).encode()  # UnicodeEncodeError is a ValueError
    return value
