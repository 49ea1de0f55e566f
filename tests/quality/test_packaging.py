"""The wheel works in a clean environment: with the core dependencies only, then with all extras."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]


class Place(NamedTuple):
    """An environment with igglossary in it, and an empty folder to work in."""

    program: Path
    folder: Path

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Call the installed program as a stranger would."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "IGGLOSSARY"))}
        return subprocess.run(
            [str(self.program), "--ui-language", "en", "--store", "my.db", *words],
            cwd=self.folder,
            env={**kept, "HOME": str(self.folder), "XDG_CACHE_HOME": str(self.folder), "LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
            check=False,
        )


def build_wheel(folder: Path) -> Path:
    """The wheel of this checkout."""
    code = f"from hatchling.build import build_wheel; print(build_wheel({str(folder)!r}))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return folder / done.stdout.split()[-1]


def install(wheel: Path, extras: str, environment: Path) -> None:
    """Put the wheel into an environment, from uv's cache if it has everything, else from the package registry."""
    python = str(environment / "bin" / "python")
    target = [f"{wheel}{extras}", "-c", str(ROOT / "constraints.txt")]
    if shutil.which("uv"):
        command = ["uv", "pip", "install", "-q", "--python", python]
        if subprocess.run([*command, "--offline", *target], capture_output=True, check=False).returncode:
            subprocess.run([*command, *target], check=True)
    else:
        subprocess.run([python, "-m", "pip", "install", "-q", *target], check=True)


def make_environment(folder: Path) -> None:
    """An environment without any package."""
    if shutil.which("uv"):
        subprocess.run(["uv", "venv", "-q", "--python", sys.executable, str(folder)], check=True)
    else:
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)


def test_the_wheel_has_what_it_needs_and_nothing_else(tmp_path: Path) -> None:
    with zipfile.ZipFile(build_wheel(tmp_path)) as archive:
        names = archive.namelist()
    assert "igglossary/data/glossary/internet-governance.tbx" in names
    assert "igglossary/data/forms.json" in names
    assert "igglossary/store/sqlite/schema/0001_base.sql" in names
    assert "igglossary/locale/de/LC_MESSAGES/igglossary.mo" in names
    assert "igglossary/py.typed" in names
    beside = [name for name in names if not name.startswith(("igglossary/", "igglossary-"))]
    beside += [name for name in names if ".data/" in name]
    assert [name.partition(".data/")[2] for name in beside] == ["data/share/man/man1/igglossary.1"]


def test_in_a_clean_environment(tmp_path: Path) -> None:
    """One environment for both: what takes long is to fill it."""
    wheel, environment = build_wheel(tmp_path), tmp_path / "environment"
    make_environment(environment)
    place = Place(environment / "bin" / "igglossary", tmp_path / "work")
    place.folder.mkdir()
    install(wheel, "", environment)
    check_the_core(place)
    install(wheel, "[all]", environment)
    check_the_extras(place)


def check_the_core(place: Place) -> None:
    """Everything works but what needs an extra, and that says which one."""
    answer = place.run("lookup", "digitalen Spaltung")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "digital divide" in answer.stdout
    shutil.copy(ROOT / "examples" / "sample-report.txt", place.folder)
    assert "term pairs" in place.run("build", "sample-report.txt").stdout
    assert place.run("export", "--all", "memory.tmx", "terms.tbx", "all.jsonl").returncode == 0
    assert place.run("doctor").returncode == 0
    for words, extra in (
        (["export", "terms.xlsx"], "xlsx"),
        (["build", str(ROOT / "examples/sample-report.pdf")], "pdf"),
    ):
        refused = place.run(*words)
        assert refused.returncode == 2
        assert f"igglossary[{extra}]" in refused.stderr


def check_the_extras(place: Place) -> None:
    """What needs an extra works."""
    for ending in ("pdf", "docx"):
        shutil.copy(ROOT / "examples" / f"sample-report.{ending}", place.folder)
        built = place.run("--store", f"{ending}.db", "build", f"sample-report.{ending}")
        assert (built.returncode, "Traceback" in built.stderr) == (0, False)
        assert "term pairs" in built.stdout
    assert place.run("export", "terms.xlsx").returncode == 0
    assert "unchanged" in place.run("import", "terms.xlsx").stdout
