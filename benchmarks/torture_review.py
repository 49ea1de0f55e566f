"""A scripted reviewer for ``torture`` and ``crowd``: decides at random and acknowledges what was saved."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from igglossary.errors import ConflictError
from igglossary.store.contract.review import Change
from igglossary.store.sqlite import decisions
from igglossary.store.sqlite.opening import open_store

if TYPE_CHECKING:
    import sqlite3

    from igglossary.store.sqlite.store import Store


def main(path: str, seed: int) -> int:
    """Decide 500 times; prints ``ack ID WHAT`` for every decision that was saved."""
    chance = random.Random(seed)
    with open_store(path, create=False) as store:
        for _number in range(500):
            for number in decide(store, chance):
                row = store.rows("SELECT * FROM decision WHERE id = ?", (number,))[0]
                print(f"ack {number} {said(row)}", flush=True)
    return 0


def decide(store: Store, chance: random.Random) -> list[int]:
    """Decide about some pair, or take the last act back; returns the ids of the saved decisions."""
    ids = [row[0] for row in store.rows("SELECT id FROM pair")]
    if not ids:
        return []
    pair = chance.choice(ids)
    version = decisions.version(store, "pair", str(pair))
    status = chance.choice(("rejected", "deferred", "candidate"))
    try:
        if chance.random() < 0.2:
            done = decisions.undo(store)
        elif version is None:  # a rebuilt report retired it
            done = ()
        else:
            done = decisions.decide(store, [Change("pair", str(pair), "torture", {"status": status}, version)])
    except ConflictError:  # another reviewer was faster; nothing was saved, nothing is acknowledged
        return []
    return [decision.id for decision in done]


def said(row: sqlite3.Row) -> str:
    """What a decision says, on one line."""
    return f"{row['person']} {row['entry_id']} {row['action']} {row['old']} {row['new']}"
