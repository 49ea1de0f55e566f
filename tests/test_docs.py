"""What the documents say is so: the reference of the commands, the examples of the README, the list of changes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.sample_store import cache_folder

from igglossary.alignment.embedding import is_available
from igglossary.cli.commands import COMMANDS

__all__ = ["cache_folder"]  # a fixture is found by its name here

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def examples(text: str) -> list[tuple[str, str]]:
    """(command, output) of each prompt ``$ `` in the ``console`` blocks of a page."""
    found: list[tuple[str, str]] = []
    for block in CONSOLE.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _newline, output = part.partition("\n")
            while command.endswith("\\"):
                more, _newline, output = output.partition("\n")
                command = f"{command}\n{more}"
            found.append((command, output))
    return found


def test_the_parser_of_examples() -> None:
    page = "```console\n$ a \\\n  b\nout\n\n$ c\n```\n```\n$ not this\n```\n"
    assert examples(page) == [("a \\\n  b", "out\n\n"), ("c", "")]


def test_every_command_is_in_the_reference() -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (\w+)$", page, flags=re.MULTILINE) == list(COMMANDS)


def test_the_reference_is_what_the_program_says() -> None:
    """``make reference`` makes it; argparse writes options in another way since Python 3.13."""
    code = "import sys; sys.path.insert(0, 'tools'); import command_reference; print(command_reference.reference())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    if sys.version_info < (3, 13):
        assert page.rstrip() == done.stdout.rstrip(), "run: make reference"
    else:
        assert re.findall("^#.*$", page, flags=re.MULTILINE) == re.findall("^#.*$", done.stdout, flags=re.MULTILINE)


def test_the_manual_page_is_what_the_program_says() -> None:
    code = "import sys; sys.path.insert(0, 'tools'); import command_reference; print(command_reference.manual())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    page = (ROOT / "docs" / "igglossary.1").read_text(encoding="utf-8")
    assert re.findall(r"^\.SS (.*)$", page, flags=re.MULTILINE) == list(COMMANDS)
    if sys.version_info < (3, 13):
        assert page.rstrip() == done.stdout.rstrip(), "run: make reference"


def test_the_page_about_json_is_made_from_the_shapes() -> None:
    code = "import sys; sys.path.insert(0, 'tools'); import json_reference; print(json_reference.reference())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert (ROOT / "docs" / "json.md").read_text(encoding="utf-8").rstrip() == done.stdout.rstrip(), "make reference"


def test_every_example_of_the_help_is_a_command() -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    named = set(re.findall(r"igglossary (?:--\S+ (?:\S+\.db )?)*([a-z]+)\b", page.partition("## build")[2]))
    assert named <= COMMANDS.keys()


@pytest.mark.skipif(not is_available(), reason="the sentence model is not installed")
def test_every_example_of_the_readme_gives_the_output_that_it_shows(tmp_path: Path, cache_folder: Path) -> None:
    """In the order of the page, in one folder, with the sample reports and a new store."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    environment = {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "HOME": str(tmp_path),
        "IGGLOSSARY_CACHE": str(cache_folder),
        "LANG": "C.UTF-8",
        "USER": "anna",
        "COLUMNS": "100",
    }
    shown = examples(README)
    assert shown
    for command, output in shown:
        done = subprocess.run(
            ["sh", "-c", command],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            cwd=tmp_path,
            env=environment,
            timeout=300,
        )
        assert done.stdout.rstrip() == output.rstrip(), command


def test_changes_that_are_not_released_have_a_place() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(r"^## Unreleased$", changes, flags=re.MULTILINE)


@pytest.mark.parametrize("page", ["README.md", *(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))])
def test_links_between_the_pages_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    targets = [target.partition("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", text)]
    inner = [target for target in targets if target and ":" not in target]
    missing = [target for target in inner if not ((ROOT / page).parent / target).exists()]
    assert missing == []


PAGES = [ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_modules_and_what_is_in_them_are_where_a_page_says(page: Path) -> None:
    """`scoring.py`, `languages.forms`, `store.units.check`; a page about one package may leave its name out."""
    text = page.read_text(encoding="utf-8")
    sources = list((ROOT / "src" / "igglossary").rglob("*.py"))
    for file in re.findall(r"`([\w/]+\.py)`", text):
        assert (ROOT / file).exists() or any(f"/{path.as_posix()}".endswith(f"/{file}") for path in sources), file
    modules = {path.stem for path in sources}
    packages = {path.parent.name for path in sources}
    keymap = (ROOT / "src" / "igglossary" / "tui" / "keymap.py").read_text(encoding="utf-8")
    keys = re.findall(r'Key\("([\w.]+)"', keymap)
    for dotted in re.findall(r"`(?:igglossary\.)?([a-z_]+(?:\.\w+)+)[`(]", text):
        if dotted in keys or dotted.startswith("vim."):  # a key of the screen, and Neovim, name things likewise
            continue
        *_package, module, name = dotted.split(".")
        if name in modules | packages or module not in modules or name in ("py", "toml", "js", "prefs"):
            continue
        defined = re.compile(rf"^(?:def |class )?{name}\b", re.MULTILINE)
        named = [path for path in sources if module in (path.stem, path.parent.name if path.stem == "__init__" else "")]
        assert any(defined.search(path.read_text(encoding="utf-8")) for path in named), dotted


def test_what_the_recipes_name_is_there() -> None:
    """Paths below the root or the package; other names stand in the source, the tests or what configures them."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([\w./]+)`", text.partition("## Six recipes")[2]))
    paths = {name for name in named if "/" in name and not name.startswith("../")}
    bases = (ROOT, ROOT / "src" / "igglossary")
    assert not [path for path in paths if not any((base / path).exists() for base in bases)]
    files = [*(ROOT / "src").rglob("*.py"), *(ROOT / "tests").rglob("*.py"), ROOT / "pyproject.toml"]
    words = {word for file in files for word in re.findall(r"\w+", file.read_text(encoding="utf-8"))}
    words |= {part for file in (ROOT / "src" / "igglossary").rglob("*") for part in (file.stem, file.name)}
    others = {name for name in named - paths if "/" not in name}
    assert not [name for name in others if not set(name.split(".")) - {"py", "toml"} <= words]
