"""CPU of a look-up from a cold process over bare Python, bytecode compiled, medians of pairs in one run."""

from __future__ import annotations

import compileall
import statistics
import tempfile
from pathlib import Path

from benchmarks.measuring import BARE, COMMAND, cpu_of, environment

REPEATS = 15
QUERIES = {
    "hit": ["lookup", "digitalen Spaltung"],
    "hit --json": ["lookup", "digitalen Spaltung", "--json"],
    "miss, misspelt": ["lookup", "Cybersicherhiet"],
    "miss, unknown": ["lookup", "Qzwxyvertikal"],
    "--version": ["--version"],
    "--help": ["--help"],
    "build --help": ["build", "--help"],
    "completion bash": ["completion", "bash"],
}


def main() -> None:
    """Print CPU milliseconds and ratios."""
    compileall.compile_dir(Path(__file__).resolve().parents[1] / "src", quiet=2)
    with tempfile.TemporaryDirectory() as folder:
        env = environment(f"{folder}/store.db")
        for name, words in QUERIES.items():
            ours_and_bare = ([COMMAND, *words], BARE)
            runs = [[cpu_of(words, env) for words in ours_and_bare] for _repeat in range(REPEATS + 1)]
            pairs = runs[1:]  # the first one warms caches and fills the store
            ratio = statistics.median(ours / bare for ours, bare in pairs)
            milliseconds = 1000 * statistics.median(ours for ours, _bare in pairs)
            print(f"{name:16} {milliseconds:6.1f} ms CPU  {ratio:5.2f} x bare Python")


if __name__ == "__main__":
    main()
