"""What several benchmarks need: CPU of a command, its memory with that of its children, and percentiles."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

COMMAND = str(Path(sys.executable).parent / "igglossary")
BARE = (sys.executable, "-c", "pass")


class Used(NamedTuple):
    """What a command used: ``cpu_s`` with its children, ``megabytes`` at most at one time, shared pages once."""

    cpu_s: float
    wall_s: float
    megabytes: float


def environment(store: str) -> dict[str, str]:
    """For commands on a store: no locale, and byte code as after an installation."""
    found = {**os.environ, "IGGLOSSARY_STORE": store, "LC_ALL": "C.UTF-8"}
    found.pop("PYTHONDONTWRITEBYTECODE", None)
    return found


def cpu_of(command: Sequence[str], env: Mapping[str, str]) -> float:
    """CPU seconds of a command and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def used_by(command: Sequence[str], env: Mapping[str, str]) -> Used:
    """Run a long command; its memory is looked at ten times a second (Linux only: elsewhere it is 0)."""
    before, started, most = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic(), 0.0
    with subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            most = max(most, sum(_megabytes(one) for one in _family(process.pid)))
            time.sleep(0.1)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: exit code {process.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Used(cpu, time.monotonic() - started, most)


def times_ms(ask: Callable[[Any], object], inputs: Iterable[Any]) -> list[float]:
    """CPU milliseconds of each call, after one that is not counted."""
    asked = list(inputs)
    ask(asked[0])
    times = []
    for value in asked:
        started = time.process_time()
        ask(value)
        times.append(1000 * (time.process_time() - started))
    return times


def percentiles(times: Sequence[float]) -> str:
    """p50 / p95 / p99 and the worst, in the unit of the times."""
    ordered = sorted(times)
    shown = (f"{ordered[len(ordered) * share // 100]:.2f}" for share in (50, 95, 99))
    return f"{' / '.join(shown)} ms (worst {ordered[-1]:.1f})"


def _family(process: int) -> list[int]:
    """A process and its children."""
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    except OSError:
        return [process]
    return [process, *map(int, children)]


def _megabytes(process: int) -> float:
    """Resident memory, a page that several processes share counted in parts (``Pss``)."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
