"""Real processes: pipes that break, closed streams, full disks, interruption, and one run with the sentence model."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.sample_store import SAMPLE, surroundings

from igglossary.alignment.embedding import is_available

if TYPE_CHECKING:
    from collections.abc import Callable

Run = subprocess.CompletedProcess[bytes]
COMMAND = (sys.executable, "-m", "igglossary.cli.main")


@pytest.fixture
def place(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, cache_folder: Path, template_stores: dict[str, Path]
) -> Path:
    """A folder with a store, in an environment of its own."""
    surroundings(monkeypatch, tmp_path, cache_folder)
    shutil.copy(template_stores["built"], tmp_path / "store.db")
    return tmp_path


@pytest.fixture
def shell(place: Path) -> Callable[[str], Run]:
    """Runs a line of shell, in which ``$I`` is the program."""

    def run(line: str) -> Run:
        environment = {**os.environ, "I": " ".join(COMMAND)}
        return subprocess.run(["sh", "-c", line], capture_output=True, check=False, env=environment, cwd=place)

    return run


def test_a_reader_that_goes_away_is_no_error(shell: Callable[[str], Run]) -> None:
    done = shell("{ $I annotate - < big.txt; echo $? >&2; } | head -c 1")
    assert done.stderr.decode().split() != []
    Path("big.txt").write_text("Die Netzneutralität gilt hier für alle.\n" * 4000, encoding="utf-8")
    done = shell("{ $I annotate - < big.txt; echo $? >&2; } | head -c 1")
    assert done.stderr == b"0\n"


def test_an_export_to_standard_output_is_nothing_but_data(shell: Callable[[str], Run]) -> None:
    done = shell("$I export --to csv /dev/stdout > terms.csv && $I import --dry-run --json terms.csv")
    assert b"/dev/stdout: " in done.stderr
    assert json.loads(done.stdout)["problems"] == []
    done = shell("{ $I export --to tmx --all /dev/stdout; echo $? >&2; } | head -c 1")
    assert done.stderr.splitlines()[-1] == b"0"
    assert b"Broken pipe" not in done.stderr


@pytest.mark.parametrize("name", ["/dev/stdout", "-"])
def test_what_is_said_of_a_file_on_standard_output_goes_elsewhere(
    shell: Callable[[str], Run], place: Path, name: str
) -> None:
    (place / "a.po").write_text('msgid ""\nmsgstr "Language: de\\n"\n\nmsgid "Access for all."\nmsgstr ""\n')
    (place / "a.de").write_text("Zugang für alle.\n")
    (place / "a.en").write_text("Access for all.\n")
    for line in (
        f"$I pretranslate a.po -o {name}",
        f"$I --json pretranslate a.po -o {name}",
        f"$I align --lines a.de a.en -o {name}",
        f"$I --json align --lines a.de a.en -o {name}",
        f"$I --json export --to tmx {name}",
    ):
        ending = "po" if " pretranslate" in line else "tmx"
        done = shell(f"{line} > out.{ending} && $I import --dry-run --json out.{ending}")
        assert json.loads(done.stdout)["format"] == ending, line
        assert done.stderr, line
    done = shell(f"echo before > out.csv; $I export --to csv {name} >> out.csv; head -c 6 out.csv")
    assert done.stdout == b"before"
    assert sorted(path.name for path in place.iterdir() if path.name == "-") == []


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="/dev/full is not here")
def test_a_full_disk_is_said(shell: Callable[[str], Run]) -> None:
    done = shell("$I stats > /dev/full")
    assert (done.returncode, done.stderr) == (3, b"igglossary: No space left on device.\n")


def test_closed_streams_are_no_error(shell: Callable[[str], Run]) -> None:
    assert shell("$I stats >&-").returncode == 0
    assert shell("$I lookup Zitronenfalter 2>&-").returncode == 1


def test_a_terminal_that_knows_no_umlauts_stops_nothing(shell: Callable[[str], Run]) -> None:
    done = shell("PYTHONIOENCODING=ascii $I lookup Netzneutralit*t 'Netzneutralität'")
    assert b"Traceback" not in done.stderr
    done = shell("PYTHONIOENCODING=ascii $I lookup 'Netzneutralität'")
    assert done.stdout.startswith(b"Netzneutralit\\xe4t")


def test_segments_are_answered_as_they_come(place: Path) -> None:
    with subprocess.Popen([*COMMAND, "match", "--json"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(b"Every State has the right to choose its own model of Internet regulation.\n")
        process.stdin.flush()
        assert b'"score": 90' in process.stdout.readline()
        process.stdin.close()
    assert process.returncode == 0


def test_an_interruption_is_said(place: Path) -> None:
    with subprocess.Popen([*COMMAND, "match", "--json"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(b"Nothing alike.\n")
        process.stdin.flush()
        process.stdout.readline()  # it is at work now
        process.send_signal(signal.SIGINT)
        process.wait(20)
        assert process.stderr.read() == b"igglossary: interrupted; what was saved stays saved.\n"
    assert process.returncode == 130


@pytest.mark.skipif(not is_available(), reason="the sentence model is not installed")
def test_the_whole_path_with_the_sentence_model(shell: Callable[[str], Run]) -> None:
    first = shell(f"$I --store real.db build '{SAMPLE}'")
    assert (first.returncode, first.stderr) == (0, b"")
    assert b"Next: igglossary review" in first.stdout
    again = shell(f"$I --store real.db build '{SAMPLE}'")
    assert again.stdout.endswith(b"unchanged, nothing to do.\n")
    assert b"broadband network" in shell("$I --store real.db lookup Breitbandnetzen").stdout
    done = shell("$I --store real.db export --all out.tmx out.tbx && $I --store real.db import out.tmx out.tbx --json")
    assert done.returncode == 0
    assert done.stdout.count(b'"added": 0, "changed": 0') == 2
