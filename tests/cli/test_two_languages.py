"""What is built in one language is reviewed and exported in another, without a word of the first."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import polib
import pytest
from tests.sample_store import ROOT, SAMPLE

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Program

CATALOGUE = ROOT / "src" / "igglossary" / "locale" / "de" / "LC_MESSAGES" / "igglossary.po"
_PLACE = re.compile(r"\{[^}]*\}")
_PASSING = r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\dZ?|\d{8}T\d{6}Z|\b[0-9a-f]{32}\b"
"""Times, and the names of acts: other each time."""
_PLENTY = 8
"""Letters from which on a word of the catalogue is unlikely to stand in the sample report by chance."""


def phrases(language: str) -> set[str]:
    """The stretches between the facts of all messages in one language, but what both languages or the report have."""
    sides: dict[str, set[str]] = {"en": set(), "de": set()}
    for entry in polib.pofile(str(CATALOGUE)):
        for name, texts in (
            ("en", (entry.msgid, entry.msgid_plural)),
            ("de", (entry.msgstr, *entry.msgstr_plural.values())),
        ):
            sides[name] |= {part.strip() for text in texts for part in _PLACE.split(text)}
    both = sides["en"] & sides["de"]
    report = SAMPLE.read_text(encoding="utf-8")
    other = "\n".join(sides["de" if language == "en" else "en"])
    return {
        text for text in sides[language] - both if len(text) >= _PLENTY and text not in report and text not in other
    }


def worked_on(program: Program, folder: Path, built_in: str, read_in: str) -> tuple[str, list[str]]:
    """A store that was built in one language: what is said when it is reviewed in another, and what is exported."""
    folder.mkdir()

    def run(*words: object, stdin: str = "") -> str:
        result = program("--store", folder / "store.db", "--ui-language", read_in, *words, stdin=stdin)
        assert result.code == 0
        return result.out

    shutil.copy(folder.parent / "store.db", folder / "store.db")
    assert program("--store", folder / "store.db", "--ui-language", built_in, "build", SAMPLE).code == 0
    letters = "".join(f"{'axs'[n % 3]}\n" for n in range(60)) + "u\nq\n"
    said = [run("review", "--plain", "--queue", queue, stdin=letters) for queue in ("pairs", "links")]
    said += [run(command) for command in ("history", "stats", "doctor")]
    files = [folder / name for name in ("memory.tmx", "terms.tbx", "terms.csv", "everything.jsonl")]
    run("export", "--all", *files)
    name = re.compile(rf"{re.escape(str(folder))}|{_PASSING}")
    exported = [name.sub("", file.read_text(encoding="utf-8")) for file in files]
    return name.sub("", "\n".join(said)), exported


@pytest.mark.parametrize(("built_in", "read_in"), [("de", "en"), ("en", "de")])
def test_the_language_of_the_build_leaves_no_trace(built_in: str, read_in: str, new: Program, tmp_path: Path) -> None:
    said, exported = worked_on(new, tmp_path / "one", built_in, read_in)
    assert (said, exported) == worked_on(new, tmp_path / "two", read_in, read_in)
    careful = {"en": "Careful: ", "de": "Achtung: "}[read_in]
    assert careful in said, "the sample has something doubtful"
    assert not {phrase for phrase in phrases(built_in) if phrase in said}
