"""Short runs of the harnesses behind ``make torture``: nothing lost, nothing torn, nobody refused."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run(*words: str) -> str:
    done = subprocess.run([sys.executable, "-m", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_kills_lose_and_tear_nothing() -> None:
    assert "0 failures" in run("benchmarks.torture", "--kills", "40", "--seed", "7")


def test_four_writers_and_four_readers_get_along() -> None:
    said = run("benchmarks.crowd", "--seconds", "5")
    assert "0 refused, 0 lost" in said
    assert "look-up" in said
    assert "review" in said
