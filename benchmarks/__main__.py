"""Run every benchmark, or those that are named: ``python -m benchmarks [startup memory …]``."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import benchmarks


def main(names: list[str]) -> int:
    """Run ``main()`` of each ``bench_NAME`` module."""
    found = [
        module.name[6:] for module in pkgutil.iter_modules(benchmarks.__path__) if module.name.startswith("bench_")
    ]
    if unknown := set(names) - set(found):
        print(f"unknown: {' '.join(sorted(unknown))}; there are {' '.join(found)}")
        return 2
    for name in names or found:
        print(f"== {name}")
        importlib.import_module(f"benchmarks.bench_{name}").main()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
