"""Our servers in the hands of others: OmegaT with our plug-in, Weblate's own classes, Neovim."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.request import urlopen

import pytest

from igglossary.workflow.exporting import export_omegat
from igglossary.workflow.location import open_filled
from igglossary.workflow.selection import Selection

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ROOT = Path(__file__).resolve().parents[2]
PLUG_IN = ROOT / "build" / "igglossary-omegat.jar"
WEBLATE = ROOT / "build" / "weblate"
SEGMENT = "The digital divide is the greatest challenge of Internet policy."


@pytest.fixture(scope="module")
def address(exports: Path) -> Iterator[str]:
    """Where a service on the reviewed sample report can be asked."""
    words = ["-m", "igglossary.cli.main", "--store", str(exports / "store.db"), "serve", "--port", "0"]
    with subprocess.Popen([sys.executable, *words], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        with urlopen(f"{address}terms.tsv?q=Netz&from=de&to=en"):  # ours; OmegaT does not wait for the first
            yield address
        process.terminate()


@pytest.fixture
def project(exports: Path, tmp_path: Path) -> Path:
    """An OmegaT project from German into English with two segments and no glossary of its own; the plug-in is there."""
    if shutil.which("omegat") is None:
        pytest.skip("the program omegat is not installed")
    if not PLUG_IN.exists():
        pytest.skip("the plug-in is not built: make omegat")
    project = tmp_path / "project"
    with open_filled(str(exports / "store.db"), person="anna") as store:
        export_omegat(store, project, selection=Selection(languages=("de", "en")))
    for file in (project / "glossary").iterdir():
        file.unlink()
    text = "Die digitalen Spaltungen wachsen.\n\nGegen Massenüberwachungen hilft nur Recht.\n"
    (project / "source" / "text.txt").write_text(text, encoding="utf-8")
    (tmp_path / "settings" / "plugins").mkdir(parents=True)
    shutil.copy(PLUG_IN, tmp_path / "settings" / "plugins")
    return project


def shown_by_omegat(project: Path, address: str) -> Mapping[str, list[list[str]]]:
    """What the glossary pane of the packaged OmegaT shows for each segment of a project: words, translations."""
    settings = project.parent / "settings"
    (settings / "omegat.prefs").write_text(
        '<?xml version="1.0" encoding="UTF-8" ?>\n<omegat>\n  <preference version="1.0">\n'
        f"    <igglossary_address>{address}</igglossary_address>\n  </preference>\n</omegat>\n",
        encoding="utf-8",
    )
    script = Path(__file__).with_name("show_terms.groovy")
    done = subprocess.run(
        ["omegat", str(project), "--mode=console-translate", f"--config-dir={settings}", f"--script={script}",
         "--no-team"],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
        env={"HOME": str(project.parent), "PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8",
             "JAVA_TOOL_OPTIONS": "-Dfile.encoding=UTF-8 -Djava.awt.headless=true -Xmx512m"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    shown: dict[str, list[list[str]]] = {}
    for line in done.stdout.splitlines():
        kind, _tab, rest = line.partition("\t")
        if kind == "SEGMENT":
            here = shown[rest.split("\t")[0]] = []
        elif kind == "TERM":
            here.append(rest.split("\t"))
    return shown


def test_omegat_shows_the_terms_of_its_segments(project: Path, address: str) -> None:
    shown = shown_by_omegat(project, address)
    ((words, translations),) = shown["Die digitalen Spaltungen wachsen."]
    assert words == "digitalen Spaltungen"
    assert translations.split("|")[0] == "digital divide"
    ((words, translations),) = shown["Gegen Massenüberwachungen hilft nur Recht."]
    assert words == "Massenüberwachungen"
    assert translations.split("|")[0] == "mass surveillance"  # the preferred one, although b comes before m


def test_omegat_shows_nothing_where_no_service_runs(project: Path) -> None:
    shown = shown_by_omegat(project, "http://127.0.0.1:9")  # a port that nobody listens at (discard, RFC 863)
    assert list(shown.values()) == [[], []]


def asked_by_weblate(address: str, source: str, target: str, segments: Sequence[str]) -> Any:
    """What Weblate's classes find for each segment."""
    if not WEBLATE.exists():
        pytest.skip("Weblate's classes are not here: make weblate")
    script = Path(__file__).with_name("ask_as_weblate.py")
    done = subprocess.run(
        [sys.executable, str(script), address, source, target, *segments],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, "PYTHONPATH": str(WEBLATE)},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert not done.stderr
    return json.loads(done.stdout)


def test_weblate_shows_our_matches(address: str) -> None:
    found = asked_by_weblate(address, "en_US", "de_AT", [SEGMENT])
    assert found["tmserver"]["pair"] == ["en", "de"]
    best = found["tmserver"]["shown"][SEGMENT][0]
    assert best["source"].startswith("The digital divide")
    assert "digitale Spaltung" in best["text"]
    assert 75 <= best["quality"] < 100
    assert found["apertium"]["pair"] == ["eng", "deu"]
    assert found["apertium"]["shown"][SEGMENT][0]["text"] == best["text"]


def test_weblate_gets_nothing_and_no_error_for_what_is_not_there(address: str) -> None:
    strange = ["50 % of a/b? #1 & <c> “d” 😀", "x\r\ny", "/", "z " * 600]
    found = asked_by_weblate(address, "en", "de", strange)
    assert found["tmserver"]["shown"] == {segment: [] for segment in strange}


def test_neovim_shows_and_mends_findings_behind_emoji(exports: Path, tmp_path: Path) -> None:
    """Findings at their words, the card, the quick fix as ``vim.lsp.buf.code_action`` asks for it."""
    if shutil.which("nvim") is None:
        pytest.skip("the program nvim is not installed")
    page, shown = tmp_path / "page.md", tmp_path / "shown.json"
    page.write_text("Ein Absatz.\n\nDas 👩‍💻 und n\u0308 sagt: Datenzentrum und Hasssprache.\n", encoding="utf-8")
    server = [sys.executable, "-m", "igglossary.cli.main", "--store", str(exports / "store.db"), "--ui-language", "en"]
    script = Path(__file__).with_name("show_findings.lua")
    done = subprocess.run(
        ["nvim", "--headless", "-u", "NONE", "-i", "NONE", "-n", str(page), "-S", str(script)],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        env={**os.environ, "HOME": str(tmp_path), "SERVER": json.dumps([*server, "lsp"]), "SHOWN": str(shown)},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    said = json.loads(shown.read_text(encoding="utf-8"))
    assert [one["words"] for one in said["before"]] == ["Datenzentrum", "Hasssprache"]
    assert {one["source"] for one in said["before"]} == {"igglossary"}
    assert "**Datenzentrum**" in said["card"]
    assert "data centre" in said["card"]
    assert said["fixes"] == ["Use “Rechenzentrum”"]
    assert said["line"] == "Das 👩‍💻 und n\u0308 sagt: Rechenzentrum und Hasssprache."
    assert [one["words"] for one in said["after"]] == ["Hasssprache"]
