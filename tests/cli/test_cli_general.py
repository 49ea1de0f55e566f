"""What holds for all commands: help, options, languages, mistakes in the call."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import polib
import pytest

from igglossary import i18n
from igglossary._version import __version__
from igglossary.cli.commands import COMMANDS
from igglossary.cli.main import main
from igglossary.formats.kinds import DIALECTS, LAYOUTS
from igglossary.review.browse import KINDS

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Program


def test_help_names_every_command(igglossary: Program, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        igglossary("--help")
    assert ended.value.code == 0
    shown = re.findall(r"^    ([a-z]+)  ", capsys.readouterr().out, flags=re.MULTILINE)
    assert shown == list(COMMANDS)


def test_no_command_shows_the_help_and_is_a_mistake(igglossary: Program, tmp_path: Path) -> None:
    result = igglossary()
    assert (result.code, result.out) == (2, "")
    for name in COMMANDS:
        assert f"\n    {name} " in result.err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(
    name: str, igglossary: Program, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with pytest.raises(SystemExit) as ended:
        igglossary(name, "--help")
    out, err = capsys.readouterr()
    assert (ended.value.code, err) == (0, "")
    usage, _blank, rest = out.partition("\n\n")
    assert usage.startswith(f"usage: igglossary {name}")
    assert "--store" not in usage  # said below, where it does not hide what matters
    assert "--store PATH" in rest
    assert not list(tmp_path.iterdir())


def test_version(igglossary: Program, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        igglossary("--version")
    assert (ended.value.code, capsys.readouterr().out) == (0, f"igglossary {__version__}\n")
    module = subprocess.run(
        [sys.executable, "-m", "igglossary", "--version"], capture_output=True, text=True, check=True
    )
    assert module.stdout == f"igglossary {__version__}\n"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["loookup", "x"], "there is no command “loookup”. Did you mean lookup?"),
        (["zzz"], "Try: igglossary --help"),
        (["lookup"], "there is nothing to look up. Try: igglossary lookup --help"),
        (["lookup", " "], "nothing to look up"),
        (["lookup", "x", "--colour"], "unrecognized arguments: --colour."),
        (["stats", "more"], "unrecognized arguments: more."),
        (["stats", "--color", "blue"], "invalid choice: 'blue'"),
        (["stats", "--ui-language", "fr"], "invalid choice: 'fr'"),
        (["--store"], "expected one argument"),
        (["match", " "], "the segment is empty"),
        (["match", "x", "--threshold", "101"], "101 is no score"),
        (["match", "x", "--threshold", "many"], "“many” is no whole number"),
        (["match", "x", "--limit", "0"], "0 is too small"),
        (["concordance", "x", "--limit", "-5"], "-5 is too small"),
        (["concordance", '"'], "no word to look for"),
        (["lookup", "x", "--lang", "deutsch"], "“deutsch” is no language tag, such as de, en or pt-BR."),
        (["match", "x", "--from", "e"], "“e” is no language tag"),
        (["align", "a", "b", "--langs", "de", "english"], "“english” is no language tag"),
        (["pretranslate", "a.po"], "-o/--output"),
        (["completion", "ksh"], "invalid choice: 'ksh'"),
        (["export"], "name a file to write"),
        (["export", "memory.doc"], "nobody here writes memory.doc"),
        (["export", "a.tmx", "--dialect", "dca"], "--dialect is for TBX only"),
        (["export", "a.tbx", "--layout", "memoq"], "--layout is for CSV, TSV and XLSX only"),
        (["export", "a.tbx", "b.doc"], "nobody here writes b.doc"),
        (["history", "--restore"], "--restore needs the id"),
        (["review"], "needs a terminal. Try: igglossary review --plain"),
    ],
)
def test_mistakes_in_the_call_get_one_sentence_and_exit_code_2(
    words: list[str], expected: str, igglossary: Program, tmp_path: Path
) -> None:
    assert expected in igglossary.refused(*words, code=2)
    assert {path.name.partition(".")[0] for path in tmp_path.iterdir()} <= {"store"}


def test_global_options_stand_before_or_after_the_command(new: Program) -> None:
    assert new("--json", "stats").out == new("stats", "--json").out


@pytest.fixture
def german(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A German catalogue of three messages, one of them argparse's own."""
    catalogue = polib.POFile()
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    plural = {"msgid_plural": "{n} findings", "msgstr_plural": {0: "{n} Befund", 1: "{n} Befunde"}}
    catalogue.append(polib.POEntry(msgid="there is nothing to look up.", msgstr="es gibt nichts nachzuschlagen."))
    catalogue.append(polib.POEntry(msgid="the following arguments are required: %s", msgstr="es fehlt: %s"))
    catalogue.append(polib.POEntry(msgid="{n} finding", **plural))
    target = tmp_path / "locale" / "de" / "LC_MESSAGES" / "igglossary.mo"
    target.parent.mkdir(parents=True)
    catalogue.save_as_mofile(str(target))
    monkeypatch.setattr(i18n, "_FOLDER", str(tmp_path / "locale"))


@pytest.mark.usefixtures("german")
def test_the_program_speaks_german(new: Program) -> None:
    assert "es gibt nichts nachzuschlagen." in new.refused("--ui-language", "de", "lookup", " ", code=2)
    assert "es gibt nichts nachzuschlagen." in new.refused("lookup", " ", "--ui-language=de", code=2)
    assert "es fehlt: WORDS." in new.refused("--ui-language", "de", "concordance", code=2)
    assert "there is nothing" in new.refused("lookup", " ", code=2)


@pytest.mark.usefixtures("german")
def test_the_locale_chooses_the_language(new: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "de_AT.UTF-8")
    assert "es gibt nichts" in new.refused("lookup", " ", code=2)
    assert "there is nothing" in new.refused("lookup", " ", "--ui-language", "en", code=2)


def test_data_does_not_depend_on_the_language(built: Program) -> None:
    assert (
        built("lookup", "digitalen Spaltung", "--json").out
        == built("--ui-language", "de", "lookup", "digitalen Spaltung", "--json").out
    )


def test_quiet_leaves_only_what_was_asked_for(built: Program) -> None:
    assert built("--quiet", "lookup", "Quatschwort") == (1, "", "")
    assert built("export", "--all", "a.tmx", "--quiet") == (0, "", "")
    assert built("import", "a.tmx", "--quiet") == (0, "", "")
    assert built("doctor", "--quiet") == (0, "", "")
    assert "digital divide" in built("lookup", "--quiet", "digitale Spaltung").out


def test_colour_only_where_it_is_wanted(new: Program, capsys: pytest.CaptureFixture[str]) -> None:
    assert new("lookup", "Netzneutralität").out.startswith("Netzneutralität → ")  # no terminal, no colour
    assert main(["--color", "always", "lookup", "Netzneutralität"]) == 0
    assert capsys.readouterr().out.startswith("\x1b[1mNetzneutralität\x1b[0m → ")


@pytest.mark.parametrize(
    ("command", "option", "values"),
    [("export", "--dialect", DIALECTS), ("export", "--layout", LAYOUTS), ("review", "--queue", KINDS)],
)
def test_choices_are_those_of_the_step(command: str, option: str, values: tuple[str, ...], igglossary: Program) -> None:
    """They are repeated in the command because the step is heavy."""
    sentence = igglossary.refused(command, option, "nothing", code=2)
    assert re.findall(r"'([a-z0-9]+)'", sentence.partition("choose from")[2]) == list(values)
