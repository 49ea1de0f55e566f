"""A short run of ``make fuzz``: each reader makes of 500 to 2,000 broken files of its kind values or one sentence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GROUPS = {
    "xml": ("tmx", "tmx.gz", "tbx", "multiterm"),
    "tables": ("csv", "tsv", "omegat", "utx"),
    "workbook": ("xlsx",),
    "projects": ("po", "xliff", "qt", "qph", "catkeys", "mo"),
    "dump": ("dump",),
    "text reports": ("txt", "md"),
    "web reports": ("html", "epub"),
    "office reports": ("docx", "odt"),
    "pdf": ("pdf",),
}


@pytest.mark.parametrize("group", GROUPS)
def test_broken_files_are_no_bugs(group: str) -> None:
    kinds = GROUPS[group]
    words = [word for kind in kinds for word in ("--kind", kind)]
    number = {"pdf": 500, "web reports": 500, "text reports": 500, "office reports": 1000, "workbook": 1000}.get(
        group, 2000
    )  # those cost ten to twenty times as much as the others
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "benchmarks.fuzz", "--inputs", str(-(-number // len(kinds))), *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count(" 0 findings") == len(kinds)
