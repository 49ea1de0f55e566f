"""The program as it is called: words in; exit code, stdout and stderr out."""

from __future__ import annotations

import io
import json
import shutil
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from tests.sample_store import cache_folder, surroundings, template_stores

from igglossary import i18n
from igglossary.cli.main import main
from igglossary.workflow import analysis

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = ["cache_folder", "template_stores"]  # fixtures are found by their names here


class Result(NamedTuple):
    """What one call gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON document on stdout."""
        return json.loads(self.out)

    @property
    def said(self) -> list[str]:
        """The lines on stderr."""
        return self.err.splitlines()


class Program:
    """Calls ``igglossary`` in this process."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def __call__(self, *words: object, stdin: str | bytes = "") -> Result:
        """Run a command; ``stdin`` is piped in."""
        data = stdin.encode() if isinstance(stdin, str) else stdin
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), "utf-8"))
        self._capsys.readouterr()
        code = main([str(word) for word in words])
        out, err = self._capsys.readouterr()
        assert "Traceback" not in err
        assert "\x1b" not in out + err
        return Result(int(code), out, err)

    def refused(self, *words: object, code: int, stdin: str | bytes = "") -> str:
        """Run a command that must end with ``code``, nothing on stdout and one sentence, which is returned."""
        result = self(*words, stdin=stdin)
        assert (result.code, result.out, len(result.said)) == (code, "", 1), result
        sentence = result.said[0]
        assert sentence.startswith("igglossary: ")
        assert not sentence.endswith(" ")
        return sentence


@pytest.fixture
def igglossary(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, cache_folder: Path
) -> Iterator[Program]:
    """The program in an empty folder, with a store of its own and without the sentence model."""
    surroundings(monkeypatch, tmp_path, cache_folder)
    monkeypatch.setattr(analysis, "is_available", lambda: False)
    yield Program(monkeypatch, capsys)
    i18n.set_language("en")


@pytest.fixture
def new(igglossary: Program, template_stores: dict[str, Path], tmp_path: Path) -> Program:
    """The program with a store that has the shipped term base only."""
    shutil.copy(template_stores["new"], tmp_path / "store.db")
    return igglossary


@pytest.fixture
def built(igglossary: Program, template_stores: dict[str, Path], tmp_path: Path) -> Program:
    """The program with a store into which the sample report was built."""
    shutil.copy(template_stores["built"], tmp_path / "store.db")
    return igglossary


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Writes a file into the folder of the test."""

    def write_file(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write_file
