"""A scripted reviewer for ``torture``: decides at random, prints ``ack ID`` for every decision that was saved."""

from __future__ import annotations

import random
import sys

from igglossary.errors import ConflictError
from igglossary.store import decisions
from igglossary.store.connection import open_store
from igglossary.store.decisions import Change


def main(path: str, seed: int) -> int:
    """Decide 500 times."""
    chance = random.Random(seed)
    with open_store(path, create=False) as store:
        ids = [row[0] for row in store.rows("SELECT id FROM pair")]
        for _number in range(500 if ids else 0):
            pair = chance.choice(ids)
            version = decisions.version(store, "pair", str(pair))
            if version is None:  # a rebuilt report retired it
                continue
            status = chance.choice(("rejected", "deferred", "candidate"))
            try:
                if chance.random() < 0.2:
                    done = decisions.undo(store)
                else:
                    done = decisions.decide(store, [Change("pair", str(pair), "torture", {"status": status}, version)])
            except ConflictError:  # another reviewer was faster; nothing was saved, nothing is acknowledged
                continue
            for decision in done:
                print(f"ack {decision.id}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
