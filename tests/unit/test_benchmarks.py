"""``make bench`` runs every benchmark without arguments; none of them is run here."""

from __future__ import annotations

import importlib
import inspect
import pkgutil

import benchmarks
import pytest

NAMES = [module.name for module in pkgutil.iter_modules(benchmarks.__path__) if module.name.startswith("bench_")]


@pytest.mark.parametrize("name", NAMES)
def test_a_benchmark_needs_no_arguments(name: str) -> None:
    module = importlib.import_module(f"benchmarks.{name}")
    inspect.signature(module.main).bind()
    assert module.__doc__
