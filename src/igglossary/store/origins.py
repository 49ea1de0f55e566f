"""Where a unit was seen, from a row of whatever engine. On the look-up path of the memory: not even the model."""

from __future__ import annotations

import os
from typing import Any, Protocol

from igglossary.answers.places import Place


class Columns(Protocol):
    """A row whose columns are asked for by name."""

    def __getitem__(self, name: str, /) -> Any:
        """The value of a column."""


def place_of(origin: Columns) -> Place:
    """What a row says that joins a unit's ``place`` (JSON of ``model.Place``, or "") with its document."""
    if not origin["place"]:
        return Place(
            origin["title"] or os.path.basename(origin["path"]),
            publisher=origin["publisher"],
            url=origin["url"],
            document_date=origin["date"],
            sha256=origin["sha256"],
            run=origin["run"],
        )
    import json  # only here: units of imported files, most of a memory, have no place

    return Place(**json.loads(origin["place"]))
