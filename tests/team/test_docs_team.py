"""docs/team.md: every command in it, on the tests' own server."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cluster import Cluster

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "team.md").read_text(encoding="utf-8")
NOT_HERE = ("pip install", "apt-get install")
"""What the tests' machine has done already."""


def blocks() -> list[list[str]]:
    """The commands of each block of the page."""
    return [block.strip().splitlines() for block in re.findall(r"^```\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)]


class Shell:
    """Runs the page's commands with this server in the place of its examples."""

    def __init__(self, cluster: Cluster, folder: Path) -> None:
        self._cluster = cluster
        self._folder = folder
        self._environment = {**os.environ, "PGHOST": "127.0.0.1", "PGPORT": str(cluster.port), "PGUSER": "admin"}
        (folder / "report.txt").write_bytes((ROOT / "examples" / "sample-report.txt").read_bytes())

    def run(self, command: str) -> str:
        for said, here in (
            ("db.example.org", f"127.0.0.1:{self._cluster.port}"), ("?sslmode=verify-full", ""), ("anna", "andrea"),
            ("terms", "terms_of_docs"), ("--pwprompt", ""), ("sudo -u postgres ", ""),
        ):  # fmt: skip
            command = command.replace(said, here)
        if command.startswith("export "):
            name, _equals, value = command.removeprefix("export ").partition("=")
            self._environment[name] = shlex.split(value)[0]
            return ""
        program, *words = shlex.split(command)
        where = (
            str(Path(sys.executable).parent / program) if program == "igglossary" else self._cluster.program(program)
        )
        if (program, *words[:1]) == ("igglossary", "review"):
            return ""  # a screen; tests/team/test_roles.py drives the session
        done = subprocess.run(
            [where, *words], env=self._environment, cwd=self._folder, capture_output=True, text=True, input="geheim\n",
            check=False,
        )  # fmt: skip
        assert done.returncode == 0, (command, done.stdout, done.stderr)
        assert "geheim" not in done.stdout + done.stderr
        return done.stdout


@pytest.fixture
def shell(cluster: Cluster, tmp_path: Path) -> Shell:
    return Shell(cluster, tmp_path)


def test_the_page_s_commands_work_in_their_order(shell: Shell) -> None:
    translator, server, administrator = blocks()
    said = {}
    for command in (*server, *administrator):
        if not command.startswith(NOT_HERE):
            said[command] = shell.run(command)
    assert "verify-full" in said[administrator[0]]
    assert "andrea" in said["igglossary team members"]
    for command in translator:
        if not command.startswith(NOT_HERE):
            said[command] = shell.run(command)
    assert "digital divide" in said["igglossary lookup 'digitale Spaltung'"]
    assert "links" in said["igglossary build report.txt"]
    for command in re.findall(r"`(igglossary (?:backup|export|doctor)[^`]*)`", PAGE):
        shell.run(command)


def test_every_action_is_told_of() -> None:
    from igglossary.cli.commands.team import _WORDS

    assert {command.split()[2] for block in blocks() for command in block if command.startswith("igglossary team")} == {
        *_WORDS
    }
