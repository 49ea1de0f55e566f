"""The catalogue: every message of the source has a German, with the same placeholders, and none stayed English."""

from __future__ import annotations

import argparse
import importlib.util
import re
import string
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polib
import pytest

from igglossary import i18n

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
PERCENT = re.compile(r"%(?:\(\w+\))?[srd]")
COMMAND = re.compile(r"^  igglossary .*$", re.MULTILINE)
KEPT = re.compile(r"<\w+>|(?<![\w-])--[a-z][\w-]*|(?<!\w)\.[a-z]{2,}\b|[→↔↓×|]|\n")
# Names, and words that are the same in German.
SAME = {
    "Definition", "Excel", "Filter", "SQLite",
}  # fmt: skip
# Words that begin an English sentence or bind it; none of them is a German word.
ENGLISH = re.compile(r"\b(?:the|is|not|of|and|with|this|that|from|are|one|which|its|nothing)\b", re.IGNORECASE)


def _tool() -> Any:
    spec = importlib.util.spec_from_file_location("messages", ROOT / "tools" / "messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


TOOL = _tool()
CATALOGUE = polib.pofile(str(TOOL.CATALOGUE))


@pytest.fixture
def _german() -> Iterator[None]:
    i18n.set_language("de")
    yield
    i18n.set_language("en")


def texts(entry: polib.POEntry) -> list[tuple[str, str]]:
    """(English, German) of each form."""
    if entry.msgid_plural:
        return [(entry.msgid, entry.msgstr_plural[0]), (entry.msgid_plural, entry.msgstr_plural[1])]
    return [(entry.msgid, entry.msgstr)]


def fields(text: str) -> list[str]:
    return sorted(
        f"{name}!{conversion}:{spec}"
        for _text, name, spec, conversion in string.Formatter().parse(text)
        if name is not None
    )


def prose(text: str) -> str:
    """What of a message is words: no commands, options, placeholders."""
    return re.sub(r"\{[^}]*\}", "", COMMAND.sub("", text))


def test_the_catalogue_is_complete_and_compiled() -> None:
    assert TOOL.complaints(TOOL.updated()) == []


def test_messages_inside_f_strings_are_found() -> None:
    assert TOOL._calls("x = f\"{_('gone')} {ngettext('{n} a', '{n} b', 2)}\"; _(name)") == [
        ("gone", None),
        ("{n} a", "{n} b"),
    ]


def faults(english: str, german: str) -> Iterator[str]:
    """What does not fit between a message and its translation."""
    if PERCENT.findall(german) != PERCENT.findall(english):
        yield "other % forms"
    if sorted(KEPT.findall(prose(german))) != sorted(KEPT.findall(prose(english))):
        yield "other tags, options, endings, signs or lines"
    if re.findall(r"^ +| +$", german) != re.findall(r"^ +| +$", english):
        yield "other spaces around it"
    if re.search(r"[«»”]|\.\.\.", german) or german.count("„") != german.count("“"):
        yield "quotation marks or dots that are not German"
    if english.startswith("Try: ") and not german.startswith("Versuchen Sie: "):
        yield "Try: is Versuchen Sie:"
    words = {word for word in re.findall(r"[^\W\d_]{3,}", prose(english)) if not word.isupper()}
    if (german == english and not words <= SAME) or ENGLISH.search(re.sub(r"„[^“]*“", "", prose(german))):
        yield "still English"


def test_translations_fit_their_messages() -> None:
    found = [(fault, pair[0]) for entry in CATALOGUE for pair in texts(entry) for fault in faults(*pair)]
    assert found == []


def test_placeholders_are_the_same() -> None:
    for entry in CATALOGUE:
        for english, german in texts(entry):
            if entry.msgid_plural:  # "one row" may leave the number out
                assert set(fields(german)) <= set(fields(entry.msgid_plural)), english
            elif "python-brace-format" in entry.flags:
                assert fields(german) == fields(english), english
        assert not entry.fuzzy


def test_plural_forms_are_german() -> None:
    assert CATALOGUE.metadata["Plural-Forms"] == "nplurals=2; plural=(n != 1);"
    assert all(set(entry.msgstr_plural) == {0, 1} for entry in CATALOGUE if entry.msgid_plural)


def test_examples_keep_their_commands_and_columns() -> None:
    """The comments of a help text stand where the English ones stand."""
    checked = 0
    for entry in CATALOGUE:
        for english, german in zip(COMMAND.findall(entry.msgid), COMMAND.findall(entry.msgstr), strict=True):
            command = re.match(r"  \S.*?(?:\s{3,}|$)", english)
            assert command is not None
            if command.end() < len(english):
                checked += 1
                assert german.startswith(command.group())
                assert german[command.end()] != " "
    assert checked > 20


@pytest.mark.usefixtures("_german")
def test_numbers_take_their_form() -> None:
    forms = [i18n.ngettext("{n} occurrence", "{n} occurrences", n).format(n=n) for n in (0, 1, 2)]
    assert forms == ["0 Belege", "1 Beleg", "2 Belege"]


@pytest.mark.usefixtures("_german")
def test_argparse_speaks_german(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from igglossary.cli.main import main

    monkeypatch.setattr(argparse, "_", i18n._)
    monkeypatch.setattr(argparse, "ngettext", i18n.ngettext)
    for words, wanted in (
        (["align", "a", "b", "--langs", "x"], "Argument --langs: 2 Argumente erwartet."),
        (["review", "--queue", "x"], "ungültige Wahl: 'x'"),
        (["concordance"], "Diese Argumente fehlen: WORDS. Versuchen Sie: igglossary concordance --help"),
        (["bild"], "Meinten Sie build?"),
    ):
        assert main(["--ui-language", "de", *words]) == 2
        assert wanted in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["--ui-language", "de", "--help"])
    shown = capsys.readouterr().out
    assert shown.startswith("Aufruf: igglossary")
    assert "diese Hilfe zeigen und beenden" in shown
