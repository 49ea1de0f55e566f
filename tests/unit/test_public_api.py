"""The public surface is pinned: what a library user may rely on, and the example in the package's docstring."""

from __future__ import annotations

import inspect
import shutil
import textwrap
from typing import TYPE_CHECKING

from tests.sample_store import SAMPLE, cache_folder, surroundings

import igglossary
from igglossary.workflow import analysis

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


__all__ = ["cache_folder"]  # a fixture is found by its name here

NAMES = [
    "__version__",
    "Desk",
    "read_report",
    "link_document",
    "open_store",
    "build_report",
    "look_up",
    "find_matches",
    "import_file",
    "export",
    "Selection",
]


def test_the_names_are_these() -> None:
    assert igglossary.__all__ == NAMES


def test_every_function_is_there_and_explained() -> None:
    for name in NAMES[1:]:
        function = getattr(igglossary, name)
        assert callable(function), name
        assert function.__module__.startswith("igglossary."), name
        text = inspect.getdoc(function) or ""
        assert text.splitlines()[0].endswith((".", ":")), name
        assert all(
            parameter.annotation is not inspect.Parameter.empty
            for parameter in inspect.signature(function).parameters.values()
        ), name


def test_other_names_are_not_there() -> None:
    assert not hasattr(igglossary, "Store")


def test_the_example_runs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, cache_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    surroundings(monkeypatch, tmp_path, cache_folder)
    monkeypatch.setattr(analysis, "is_available", lambda: False)
    example = textwrap.dedent((inspect.getdoc(igglossary) or "").partition("linker:\n\n")[2])
    assert example.startswith("import igglossary\n")
    assert example.count("\n") <= 12
    shutil.copy(SAMPLE.with_suffix(".docx"), tmp_path / "report.docx")
    shutil.copy(SAMPLE.parents[1] / "glossary" / "internet-governance.tbx", tmp_path / "glossary.tbx")
    exec(compile(example, "docstring", "exec"), {})
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("digitale Spaltung ['digital divide'")
    assert "Spaltung" in said[-1]
    assert (tmp_path / "memory.tmx").stat().st_size > 5000
    assert (tmp_path / "project.db").exists()
