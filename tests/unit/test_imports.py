"""What a fresh Python has loaded after an import: the run-time twin of the layers in pyproject.toml."""

from __future__ import annotations

import subprocess
import sys

import pytest

SCREEN = ("textual", "rich")
HEAVY = (*SCREEN, "numpy", "translate", "openpyxl", "polib", "pypdfium2", "markdown_it", "turbohtml")
LOOK_UP = (
    *HEAVY, "simplemma", "lxml", "rapidfuzz", "dataclasses", "json", "pathlib", "logging", "typing_extensions",
    "importlib.metadata", "importlib.resources", "asyncio", "inspect", "urllib.request", "platformdirs", "shutil",
    "tempfile", "decimal",
    "igglossary.model", "igglossary.formats", "igglossary.reports", "igglossary.alignment",
    "igglossary.terms", "igglossary.tui", "igglossary.store.sqlite.concepts", "igglossary.store.sqlite.units",
)  # fmt: skip
"""dataclasses costs half of a bare Python, lxml three and a half, numpy fourteen (design/foundations.md §2)."""
FORBIDDEN = {
    "igglossary": LOOK_UP,
    "igglossary.errors": LOOK_UP,
    "igglossary.i18n": LOOK_UP,
    "igglossary.cli.main": LOOK_UP,
    "igglossary.cli.commands.lookup": LOOK_UP,
    "igglossary.service.desk": LOOK_UP,
    "igglossary.service.sentences": LOOK_UP,
    "igglossary.answers.terms": (*LOOK_UP, "igglossary.answers.memory", "igglossary.answers.places"),
    "igglossary.workflow.location": LOOK_UP,
    "igglossary.workflow.lookup": LOOK_UP,
    "igglossary.store.sqlite.opening": LOOK_UP,
    "igglossary.store.sqlite.terms": LOOK_UP,
    "igglossary.languages": LOOK_UP,
    "igglossary.languages.keys": LOOK_UP,
    "igglossary.languages.german": LOOK_UP,
    "igglossary.languages.english": LOOK_UP,
    "igglossary.languages.french": LOOK_UP,
    "igglossary.text.normalise": LOOK_UP,
    "igglossary.model": (*HEAVY, "lxml", "rapidfuzz", "sqlite3", "igglossary.store"),
    "igglossary.languages.segmentation": (*HEAVY, "lxml", "sqlite3", "igglossary.store"),
    "igglossary.formats.kinds": (*HEAVY, "sqlite3", "igglossary.store"),
    "igglossary.formats.tmx": (*HEAVY, "lxml", "sqlite3", "igglossary.store"),
    "igglossary.formats.tbx": (*HEAVY, "sqlite3", "igglossary.store"),
    "igglossary.reports": (*HEAVY, "sqlite3", "igglossary.store"),
    "igglossary.alignment.quotations": (*SCREEN, "translate", "sqlite3", "igglossary.store"),
    "igglossary.alignment.parallel": (*SCREEN, "translate", "sqlite3", "igglossary.store"),
    "igglossary.terms.mining.mine": (*SCREEN, "translate", "sqlite3", "igglossary.store"),
    "igglossary.terms.recognition.recognise": (*SCREEN, "translate", "sqlite3", "igglossary.store"),
    "igglossary.memory.lookup": (*HEAVY, "igglossary.formats", "igglossary.reports", "igglossary.terms"),
    "igglossary.review.session": (*HEAVY, "lxml", "igglossary.formats", "igglossary.reports"),
    "igglossary.workflow.build": SCREEN,
    "igglossary.workflow.importing": SCREEN,
    "igglossary.workflow.exporting": SCREEN,
    "igglossary.cli.commands.review": SCREEN,
}


@pytest.mark.parametrize("module", FORBIDDEN)
def test_an_import_loads_no_more_than_it_may(module: str) -> None:
    code = f"import sys, {module}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    bare = subprocess.run(
        [sys.executable, "-I", "-c", "import sys; print(*sys.modules)"], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split()) - set(bare.stdout.split())
    above = {name for name in FORBIDDEN[module] if name in loaded}
    assert not above, f"{module} loads {sorted(above)}"


def test_a_look_up_loads_no_more_than_it_may(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The whole command, not only its imports: a hit must not load what only a miss needs."""
    store = str(tmp_path_factory.mktemp("look-up") / "store.db")
    code = (
        "import sys; from igglossary.cli.main import main; "
        f"code = main(['--store', {store!r}, 'lookup', 'Netzneutralität']); "
        "print('MODULES', *sys.modules); sys.exit(code)"
    )
    run = [sys.executable, "-I", "-c", code]
    subprocess.run(run, capture_output=True, check=True)  # makes and fills the store
    done = subprocess.run(run, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.partition("MODULES")[2].split())
    allowed = {"json"}  # the concept's record
    assert not {name for name in LOOK_UP if name in loaded} - allowed
