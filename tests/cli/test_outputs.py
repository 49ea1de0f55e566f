"""No output of any command destroys what is not igglossary's own; the parsers say which outputs there are."""

from __future__ import annotations

import argparse
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from igglossary.cli import values
from igglossary.cli.main import full_parser
from igglossary.cli.outputs import OUTPUTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .conftest import Program

KNOWN_TYPES = (
    *OUTPUTS,
    values.input_path,
    values.store_path,
    values.language,
    values.percent,
    values.port,
    values.positive,
    str,
)
GERMAN = "Die Reederei meldet jede Havarie binnen einer Stunde.\nDer Hafen prüft die Kräne jedes Jahr.\n"
ENGLISH = "The shipping company reports every accident within an hour.\nThe port inspects the cranes every year.\n"
PO = 'msgid ""\nmsgstr "Language: de\\nContent-Type: text/plain; charset=utf-8\\n"\n\nmsgid "pier"\nmsgstr ""\n'

CALLS = {
    ("align", "output"): ("align --lines de.txt en.txt -o OUT.tmx", ["de.txt", "en.txt"]),
    ("check", "write_baseline"): ("check de.po --write-baseline OUT.txt", ["de.po"]),
    ("pretranslate", "output"): ("pretranslate de.po -o OUT.po", []),  # its own input it may replace
    ("export", "files"): ("export OUT.tbx", []),
    ("export", "omegat"): ("export --omegat OUT", []),
    ("backup", "file"): ("backup OUT.db", []),
    ("doctor", "salvage"): ("doctor --salvage OUT.jsonl", []),
}
"""Every output of every command: a call that writes it, and what the same call reads."""
FILES = {name: words for name, words in CALLS.items() if name != ("export", "omegat")}


def actions() -> Iterator[tuple[str, argparse.Action]]:
    """Every argument of every command."""
    parser = full_parser()
    commands = next(action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    for name, sub in commands.choices.items():
        for action in sub._actions:
            yield name, action


def test_every_argument_says_what_it_is() -> None:
    """A new argument that takes a word has a type: text is ``str``, a file says whether it is read or written."""
    unclear = {
        f"{command} {action.dest}"
        for command, action in actions()
        if action.nargs != 0 and not action.choices and action.type not in KNOWN_TYPES
    }
    assert not unclear


def test_every_output_is_tried_here_and_can_be_forced() -> None:
    outputs = {(command, action.dest) for command, action in actions() if action.type in OUTPUTS}
    assert outputs == CALLS.keys()
    forced = {command for command, action in actions() if "--force" in action.option_strings}
    assert forced >= {command for command, _name in outputs}


@pytest.fixture
def harbour(new: Program, write: Callable[[str, str], Path]) -> Program:
    """The program beside the files that the calls read."""
    write("de.txt", GERMAN)
    write("en.txt", ENGLISH)
    write("de.po", PO)
    return new


def written(words: str) -> str:
    """The name of the file that a call writes."""
    return next(word for word in words.split() if word.startswith("OUT"))


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_somebody_else_is_kept(
    name: tuple[str, str], harbour: Program, write: Callable[[str, str], Path]
) -> None:
    words = CALLS[name][0]
    file = write(written(words), "notes on barnacles\n")
    sentence = harbour.refused(*words.split(), code=3)
    assert sentence.startswith(f"igglossary: {file.name}: There is a file of this name")
    assert file.read_text(encoding="utf-8") == "notes on barnacles\n"
    assert harbour(*words.split(), "--force").code == 0
    assert b"barnacles" not in file.read_bytes()


@pytest.mark.parametrize("name", FILES.keys() - {("backup", "file")})
def test_what_igglossary_wrote_is_renewed_until_somebody_changes_it(name: tuple[str, str], harbour: Program) -> None:
    words = CALLS[name][0]
    for _time in range(2):
        assert harbour(*words.split()).code == 0
    with open(written(words), "a", encoding="utf-8") as file:
        file.write("# mine\n")
    assert "or that was changed since" in harbour.refused(*words.split(), code=3)


@pytest.mark.parametrize(("name", "read"), [(name, read) for name in CALLS for read in CALLS[name][1]])
def test_an_input_is_no_output(name: tuple[str, str], read: str, harbour: Program, tmp_path: Path) -> None:
    before = (tmp_path / read).read_bytes()
    os.link(tmp_path / read, tmp_path / "other-name")
    for output in (read, f"./{read}", str(tmp_path / read), "other-name"):
        words = [output if word.startswith("OUT") else word for word in CALLS[name][0].split()]
        assert "This file is read by the same call." in harbour.refused(*words, code=3)
    assert (tmp_path / read).read_bytes() == before


@pytest.mark.parametrize("suffix", ["", "-wal", "-shm", "-journal"])
@pytest.mark.parametrize("name", FILES)
def test_the_store_is_never_replaced(name: tuple[str, str], suffix: str, harbour: Program, tmp_path: Path) -> None:
    before = (tmp_path / "store.db").read_bytes()
    (tmp_path / "link.db").symlink_to(tmp_path / f"store.db{suffix}")
    for output in (f"store.db{suffix}", f"./x/../store.db{suffix}", "link.db"):
        words = [output if word.startswith("OUT") else word for word in CALLS[name][0].split()]
        kind = ["--to", "tbx"] if name[0] == "export" else []
        assert "This is the store itself." in harbour.refused(*words, *kind, "--force", code=3)
    assert (tmp_path / "store.db").read_bytes() == before


@pytest.mark.parametrize("name", FILES)
def test_a_link_leads_to_nothing_that_nobody_named(name: tuple[str, str], harbour: Program, tmp_path: Path) -> None:
    words = CALLS[name][0]
    precious = tmp_path / "precious"
    precious.write_text("notes on barnacles\n", encoding="utf-8")
    link = tmp_path / written(words)
    link.symlink_to(precious)
    harbour.refused(*words.split(), code=3)
    shared = tmp_path / "shared"  # a folder in which anybody may put a link
    shared.mkdir()
    shared.chmod(0o777)
    shutil.move(link, shared / link.name)
    words = words.replace("OUT", "shared/OUT")
    assert "such links are not followed" in harbour.refused(*words.split(), "--force", code=3)
    assert precious.read_text(encoding="utf-8") == "notes on barnacles\n"
    (shared / link.name).unlink()
    (shared / link.name).symlink_to(tmp_path / "nothing")
    harbour.refused(*words.split(), code=3)
    assert not (tmp_path / "nothing").exists()


def test_a_strangers_project_does_not_lead_out_of_it(harbour: Program, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "igglossary.utf8").write_text("notes on barnacles\n", encoding="utf-8")
    for link, target in (("glossary", precious), ("tm/igglossary.tmx", precious / "igglossary.utf8")):
        project = tmp_path / "project"
        (project / link).parent.mkdir(parents=True, exist_ok=True)
        (project / link).symlink_to(target)
        sentence = harbour.refused("export", "--omegat", "project", "--force", code=3)
        assert sentence.startswith(f"igglossary: project/{link}: This is a link to another place")
        (project / link).unlink()
    assert [path.read_text(encoding="utf-8") for path in precious.iterdir()] == ["notes on barnacles\n"]
    (project / "glossary").mkdir()
    (project / "glossary" / "igglossary.utf8").write_text("mine\n", encoding="utf-8")
    assert "igglossary.utf8: There is a file" in harbour.refused("export", "--omegat", "project", code=3)
    assert sorted(path.name for path in project.iterdir()) == ["glossary", "tm"]
    for force in (["--force"], []):
        assert harbour("export", "--omegat", "project", *force).code == 0


def test_the_files_beside_a_dictionary_count(harbour: Program, write: Callable[[str, str], Path]) -> None:
    file = write("terms.dict", "notes on barnacles\n")
    assert "terms.dict: There is a file" in harbour.refused("export", "terms.ifo", code=3)
    assert file.read_text(encoding="utf-8") == "notes on barnacles\n"
    assert not Path("terms.idx").exists()


def test_all_outputs_are_checked_before_one_is_written(harbour: Program, write: Callable[[str, str], Path]) -> None:
    write("terms.csv", "Mole,mole\n")
    harbour.refused("export", "memory.tmx", "terms.csv", code=3)
    assert not Path("memory.tmx").exists()
    assert "would be written twice" in harbour.refused("export", "a.tbx", "./a.tbx", code=2)


def test_a_file_is_filled_where_it_is_and_the_former_kept(harbour: Program) -> None:
    for copy in ("de.po.bak", "de.po.bak2"):
        before = Path("de.po").read_bytes()
        assert f"{copy} is the file as it was." in harbour("pretranslate", "de.po", "-o", "de.po").out
        assert Path(copy).read_bytes() == before
    assert Path("de.po.bak").read_text(encoding="utf-8") == PO
    assert not Path("de.po.bak3").exists()


def test_a_backup_replaces_no_other_unasked(harbour: Program) -> None:
    assert harbour("backup", "copy.db").code == 0
    assert "there is a file of this name already" in harbour.refused("backup", "copy.db", code=3)
    assert harbour("backup", "copy.db", "--force").code == 0
    assert harbour("--store", "copy.db", "doctor").code == 0


def test_without_a_memory_of_outputs_it_asks_again(harbour: Program, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be", encoding="utf-8")
    assert harbour("export", "terms.tbx").code == 0
    harbour.refused("export", "terms.tbx", code=3)
    Path("empty.tbx").touch()
    assert harbour("export", "empty.tbx").code == 0


def test_the_review_exports_with_the_same_guard(harbour: Program, write: Callable[[str, str], Path]) -> None:
    file = write("terms.tbx", "notes on barnacles\n")
    result = harbour("review", "--plain", "--queue", "concepts", "--filter", "", stdin="E\nterms.tbx\nq\n")
    assert file.read_text(encoding="utf-8") == "notes on barnacles\n", result
