"""Our files in the hands of others: official schemas, OmegaT, translate-toolkit."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


def script(shared: Path, name: str, *words: object, needs: tuple[str, ...] = ()) -> str:
    """The output of a script of ../shared/formats; skips where a program that it calls is not here."""
    for program in needs:
        if shutil.which(program) is None:
            pytest.skip(f"the program {program} is not installed")
    done = subprocess.run(
        [str(shared / "formats" / name), *map(str, words)], capture_output=True, text=True, check=False, timeout=400
    )
    return done.stdout


def test_every_export_is_valid(shared: Path, exports: Path) -> None:
    files = [exports / "memory.tmx", *(exports / f"terms-{dialect}.tbx" for dialect in ("v2", "dca", "dct"))]
    said = script(shared, "validate.sh", *files, needs=("xmllint", "jing")).splitlines()
    assert [line.partition("\t")[0] for line in said] == ["PASS"] * 4, said


def test_omegat_reads_every_unit_and_every_entry(shared: Path, exports: Path) -> None:
    said = script(shared, "omegat_roundtrip.sh", exports / "memory.tmx", exports / "terms-v2.tbx", needs=("omegat",))
    assert said.splitlines()[-1].startswith("PASS"), said


def test_translate_toolkit_reads_the_same(shared: Path, exports: Path) -> None:
    said = script(shared, "tt_check.sh", exports / "memory.tmx", exports / "terms-v2.tbx").splitlines()
    assert said
    assert not [line for line in said if line.startswith(("FAIL", "ERROR"))], said


def test_omegat_opens_our_folder(exports: Path, tmp_path: Path) -> None:
    """One text translated by OmegaT in the project that ``export --omegat`` made."""
    if shutil.which("omegat") is None:
        pytest.skip("the program omegat is not installed")
    project = tmp_path / "project"
    shutil.copytree(exports / "project", project)
    (project / "source").mkdir(exist_ok=True)
    (project / "source" / "text.txt").write_text("Nothing that the memory knows.\n", encoding="utf-8")
    done = subprocess.run(
        ["omegat", str(project), "--mode=console-translate", f"--config-dir={tmp_path}/config", "--no-team"],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        env={"HOME": str(tmp_path), "PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8",
             "JAVA_TOOL_OPTIONS": "-Dfile.encoding=UTF-8 -Djava.awt.headless=true -Xmx512m"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert (project / "target" / "text.txt").read_text(encoding="utf-8").strip() == "Nothing that the memory knows."
    assert (project / "project-omegat.tmx").exists() or list(project.glob("*-omegat.tmx"))
