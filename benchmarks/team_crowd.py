"""Many at once on a team's store, and programs and servers that die: nobody is refused, nothing told is lost."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
import traceback
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from tests.cluster import Cluster, binaries

from igglossary.errors import ConflictError, IgglossaryError
from igglossary.model import Concept, LanguageSection, Status, Term, TermPair, TranslationUnit, Variant
from igglossary.store import open_store, team
from igglossary.store.contract.review import Change

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from igglossary.store.contract.store import Store

WRITERS = ("review", "review", "review", "review", "import", "import", "mine", "concepts")
READERS = ("look-up",) * 8
_PAIRS = 400


class Result(NamedTuple):
    """How often each kind of work was done, who was refused, which acknowledged decisions and doctor's faults."""

    done: Counter[str]
    refused: list[str]
    lost: list[str]
    conflicts: int


def prepare(cluster: Cluster) -> str:
    """The address of a store with pairs to decide."""
    database = cluster.empty()
    team.init(cluster.address(database, "admin"))
    address = cluster.address(database)
    with open_store(address) as store:
        store.reports.replace_mined([TermPair(f"Wort{n}", f"word{n}", 0.5) for n in range(_PAIRS)])
        document = store.reports.begin_file("import", path="/a.tmx", format="tmx", sha256="a").document
        store.memory.add(_units(random.Random(0), 200), document)
    return address


def crowd(address: str, seconds: float, workers: Sequence[str] = (*WRITERS, *READERS)) -> Result:
    """Let all workers work for some seconds."""
    end = time.monotonic() + seconds
    jobs = [_fork(kind, number, address, end) for number, kind in enumerate(workers)]
    done, refused, said, conflicts = Counter[str](), [], dict[int, str](), 0
    for kind, child, output in jobs:
        with os.fdopen(output, encoding="utf-8") as lines:
            for line in lines:
                what, value = json.loads(line)
                if what == "ack":
                    said[value[0]] = value[1]
                elif what == "refused":
                    refused.append(f"{kind}: {value}")
                conflicts += what == "conflict"
                done[kind] += what == "done"
        if os.waitpid(child, 0)[1]:
            refused.append(f"{kind}: the process died")
    return Result(done, refused, missing(address, said), conflicts)


def missing(address: str, said: dict[int, str]) -> list[str]:
    """Acknowledged decisions that are not there, and what doctor finds."""
    with open_store(address) as store:
        there = {one.id: one.entry_id for one in store.review.history()}
        lost = [f"decision {number}" for number, entry in said.items() if there.get(number) != entry]
        return lost + [str(fault) for fault in store.upkeep.examine()]


def _fork(kind: str, number: int, address: str, end: float) -> tuple[str, int, int]:
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return kind, child, reading
    code = 1
    try:
        os.close(reading)
        with os.fdopen(writing, "w", encoding="utf-8") as lines:

            def say(what: str, value: object) -> None:
                lines.write(json.dumps([what, value]) + "\n")
                lines.flush()

            _work(kind, number, address, end, say)
        code = 0
    except BaseException:  # noqa: BLE001  # a fork must not return into its parent's code
        traceback.print_exc()
    finally:
        os._exit(code)


def _work(kind: str, number: int, address: str, end: float, say: Callable[[str, object], object]) -> None:
    chance = random.Random(number)
    with open_store(address) as store:
        while time.monotonic() < end:
            try:
                for decision, entry in _turn(store, kind, chance):
                    say("ack", (decision, entry))
                say("done", 1)
            except ConflictError:
                say("conflict", 1)
            except IgglossaryError as error:
                say("refused", str(error))


def _turn(store: Store, kind: str, chance: random.Random) -> Iterator[tuple[int, str]]:
    """One piece of work; what was acknowledged of it."""
    if kind == "review":
        entry = store.review.entries("pairs", [chance.randint(1, _PAIRS)])[0]
        if entry is not None:
            status = chance.choice([str(status) for status in Status])
            change = Change("pair", entry.entry_id, "approve", {"status": status}, entry.version)
            for decision in store.review.decide([change]).decisions:
                yield decision.id, decision.entry_id
    elif kind == "import":
        document = store.reports.begin_file("import", path="/b.tmx", format="tmx", sha256=str(chance.random())).document
        store.memory.add(_units(chance, 300), document)
    elif kind == "mine":
        store.reports.replace_mined([TermPair(f"Wort{n}", f"word{n}", chance.random()) for n in range(40)])
    elif kind == "concepts":
        name = f"c{chance.randrange(50)}"
        made = store.review.ground((), (), [name]).concepts.get(name)
        if made is not None and made.concept is not None:
            change = Change("concept", name, "delete", {"is_deleted": 1}, made.version)
            for decision in store.review.decide([change]).decisions:
                yield decision.id, decision.entry_id
        else:
            list(store.terms.add([_concept(name)]))
    else:
        store.terms.find([f"wort{chance.randint(1, _PAIRS)}"], "wort")
        store.memory.fetch([chance.randint(1, 500)])


def _concept(name: str) -> Concept:
    return Concept(
        name,
        (LanguageSection("de", (Term(f"Begriff {name}", "de"),)), LanguageSection("en", (Term(f"term {name}", "en"),))),
    )


def _units(chance: random.Random, count: int) -> list[TranslationUnit]:
    words = ("net", "port", "open", "cable", "fee", "law", "the", "of")
    return [
        TranslationUnit(
            (
                Variant("en", " ".join(chance.choice(words) for _ in range(6))),
                Variant("de", f"Satz {chance.randrange(10**6)}"),
            )
        )
        for _ in range(count)
    ]


# --- kills -----------------------------------------------------------------------------------------------------------

_CLIENT = """
import random, sys
from benchmarks.team_crowd import _turn
from igglossary.errors import ConflictError
from igglossary.store import open_store
chance = random.Random(int(sys.argv[2]))
with open_store(sys.argv[1]) as store:
    while True:
        try:
            for decision, entry in _turn(store, chance.choice(("review", "review", "concepts", "import")), chance):
                print(decision, entry, flush=True)
        except ConflictError:
            pass
"""


def kill_clients(address: str, times: int, chance: random.Random) -> list[str]:
    """Kill a working client again and again; what is lost of what it said."""
    said: dict[int, str] = {}
    for turn in range(times):
        client = _client(address, turn)
        first = _first(client)
        time.sleep(chance.uniform(0.0, 0.3))
        client.send_signal(signal.SIGKILL)
        said |= _read(client, first)
    print(f"  {len(said)} decisions were acknowledged by {times} clients that were killed")
    return missing(address, said)


def stop_servers(cluster: Cluster, address: str, times: int, chance: random.Random) -> list[str]:
    """Stop the server at once, as if it were killed, while clients work; what is lost of what they said."""
    said: dict[int, str] = {}
    for turn in range(times):
        clients = [_client(address, 1000 * turn + number) for number in range(3)]
        firsts = list(map(_first, clients))
        time.sleep(chance.uniform(0.0, 0.5))
        cluster.stop("immediate")
        for client, first in zip(clients, firsts, strict=True):
            said |= _read(client, first)
        cluster.start()
    print(f"  {len(said)} decisions were acknowledged before {times} immediate stops")
    return missing(address, said)


def _client(address: str, seed: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _CLIENT, address, str(seed)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def _first(client: subprocess.Popen[str]) -> str:
    """Wait until the client has been told of a decision, so that there is something to lose."""
    assert client.stdout is not None
    return client.stdout.readline()


def _read(client: subprocess.Popen[str], first: str) -> dict[int, str]:
    output = first + client.communicate()[0]
    rows = [line.split(maxsplit=1) for line in output.splitlines(keepends=True) if line.endswith("\n")]
    return {int(number): entry.rstrip("\n") for number, entry in rows}


def main_crowd(seconds: float) -> int:
    """Exit code 1 if anybody was refused or anything is lost."""
    programs = binaries()
    assert programs is not None
    with Cluster(programs, fsync="on") as cluster:
        result = crowd(prepare(cluster), seconds)
    print(", ".join(f"{kind} {n}" for kind, n in sorted(result.done.items())), f"conflicts {result.conflicts}")
    print(f"{len(result.refused)} refused, {len(result.lost)} lost")
    for line in [*result.refused[:10], *result.lost[:10]]:
        print(f"  {line}")
    return bool(result.refused or result.lost)


def main_kills(clients: int, servers: int) -> int:
    """Exit code 1 if anything is lost."""
    programs = binaries()
    assert programs is not None
    chance = random.Random(7)
    with Cluster(programs, fsync="on") as cluster:
        address = prepare(cluster)
        lost = kill_clients(address, clients, chance) + stop_servers(cluster, address, servers, chance)
    print(f"{len(lost)} lost")
    for line in lost[:10]:
        print(f"  {line}")
    return bool(lost)
