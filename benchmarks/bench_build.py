"""``build`` of long reports: CPU at doubling sizes, and the memory of the longest."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.long_report import report
from benchmarks.measuring import BARE, COMMAND, cpu_of, environment, used_by

SIZES = (50, 100, 200, 400, 800, 2000)


def main() -> None:
    """Print CPU seconds, the ratio to the size before, the ratio to bare Python, and megabytes."""
    with tempfile.TemporaryDirectory() as folder:
        bare = min(cpu_of(BARE, environment("")) for _ in range(5))
        before = 0.0
        print("notes     CPU s   to half   to bare Python    MB")
        for size in SIZES:
            path = Path(folder) / f"report{size}.txt"
            path.write_text(report(size), encoding="utf-8")
            env = environment(str(Path(folder) / f"store{size}.db"))
            used_by([COMMAND, "stats"], env)  # makes the store, which has the shipped term base
            used = used_by([COMMAND, "build", str(path)], env)
            ratio = f"{used.cpu_s / before:9.2f}" if before else "         "
            print(f"{size:5}  {used.cpu_s:8.1f} {ratio}  {used.cpu_s / bare:15.0f}  {used.megabytes:4.0f}")
            before = used.cpu_s


if __name__ == "__main__":
    main()
