"""CPU of a look-up from a cold process over bare Python, bytecode compiled, medians of pairs in one run."""

from __future__ import annotations

import compileall
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

REPEATS = 15
QUERIES = {
    "hit": ["lookup", "digitalen Spaltung"],
    "hit --json": ["lookup", "digitalen Spaltung", "--json"],
    "miss, misspelt": ["lookup", "Cybersicherhiet"],
    "--version": ["--version"],
}


def main() -> None:
    """Print CPU milliseconds and ratios."""
    compileall.compile_dir(Path(__file__).resolve().parents[1] / "src", quiet=2)
    command = Path(sys.executable).parent / "igglossary"
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "IGGLOSSARY_STORE": f"{folder}/store.db", "LC_ALL": "C.UTF-8"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for name, words in QUERIES.items():
            ours_and_bare = ([str(command), *words], [sys.executable, "-c", "pass"])
            runs = [[_cpu(words, environment) for words in ours_and_bare] for _repeat in range(REPEATS + 1)]
            pairs = runs[1:]  # the first one warms caches and fills the store
            ratio = statistics.median(ours / bare for ours, bare in pairs)
            milliseconds = 1000 * statistics.median(ours for ours, _bare in pairs)
            print(f"{name:16} {milliseconds:6.1f} ms CPU  {ratio:5.2f} x bare Python")


def _cpu(command: list[str], environment: dict[str, str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
