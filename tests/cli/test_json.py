"""What ``--json`` prints: one document in UTF-8 in the shape that docs/json.md tells, whatever the locale."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import types
import typing
from typing import TYPE_CHECKING, Any, NotRequired, is_typeddict

import pytest

from igglossary.errors import ExitCode
from igglossary.service import report_shapes, shapes, upkeep_shapes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .conftest import Program

PO = (
    'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: de\\n"\n\n'
    'msgid "The digital divide remains the greatest challenge of Internet policy!"\nmsgstr ""\n\n'
    'msgid "The digital divide of 5 states."\nmsgstr "Die Kluft von 6 Staaten."\n'
)
CALLS: list[tuple[list[str], Any]] = [
    (["lookup", "digitale Spaltung"], shapes.TermAnswerJson),
    (["lookup", "Fährgast"], shapes.TermAnswerJson),
    (["match", "The digital divide is the greatest challenge of Internet policy."], shapes.MatchAnswerJson),
    (["match", "--file", "segments.txt"], list[shapes.MatchAnswerJson]),
    (["concordance", "digital divide"], list[shapes.SegmentJson]),
    (["concordance", "Fährgast"], list[shapes.SegmentJson]),
    (["annotate", "segments.txt"], shapes.MarkedTextJson),
    (["check", "harbour.po"], shapes.CheckJson),
    (["pretranslate", "harbour.po", "-o", "out.po"], shapes.PretranslateJson),
    (["align", "--lines", "a.de", "a.en"], shapes.AlignmentJson),
    (["build", "report.txt"], list[shapes.BuildJson]),
    (["forget", "sample-report.txt"], list[upkeep_shapes.ForgetJson]),
    (["init", "."], upkeep_shapes.InitJson),
    (["inspect", "report.txt"], report_shapes.InspectJson),
    (["mine"], shapes.MiningJson),
    (["import", "terms.csv"], shapes.ImportJson),
    (["import", "terms.csv", "harbour.po"], list[shapes.ImportJson]),
    (["export", "--all", "out.tmx", "out.csv"], list[shapes.ExportJson]),
    (["validate", "bad.tmx"], shapes.ValidationJson),
    (["validate", "bad.tmx", "bad.tmx"], list[shapes.ValidationJson]),
    (["history"], list[shapes.DecisionJson]),
    (["stats"], shapes.StatsJson),
    (["stats", "--conflicts"], list[shapes.ConflictJson]),
    (["doctor"], upkeep_shapes.DoctorJson),
    (["doctor", "--salvage", "saved.jsonl"], upkeep_shapes.SalvageJson),
    (["backup", "copy.db"], upkeep_shapes.BackupJson),
    (["restore", "kept.db"], upkeep_shapes.RestoreJson),
]


def check(value: object, shape: Any, where: str = "$") -> None:
    """Assert that a value has a shape: exactly its fields, each of its type."""
    origin, arguments = typing.get_origin(shape), typing.get_args(shape)
    if origin is NotRequired:
        check(value, arguments[0], where)
    elif origin is types.UnionType:
        others = [one for one in arguments if one is not types.NoneType]
        if value is not None or len(others) == len(arguments):
            plain = (
                [one for one in others if isinstance(value, typing.get_origin(one) or one)] if others[1:] else others
            )
            assert plain, where
            check(value, plain[0], where)
    elif origin is list:
        assert isinstance(value, list), where
        for number, item in enumerate(value):
            check(item, arguments[0], f"{where}[{number}]")
    elif origin is dict:
        assert isinstance(value, dict), where
        for name, item in value.items():
            check(item, arguments[1], f"{where}.{name}")
    elif is_typeddict(shape):
        assert isinstance(value, dict), where
        hints = typing.get_type_hints(shape, include_extras=True)
        needed = {name for name, hint in hints.items() if typing.get_origin(hint) is not NotRequired}
        assert needed <= value.keys() <= hints.keys(), f"{where}: {value.keys() ^ hints.keys()}"
        for name, item in value.items():
            check(item, hints[name], f"{where}.{name}")
    else:
        assert isinstance(value, (int, float) if shape is float else shape), f"{where}: {value!r}"


@pytest.fixture
def harbour(built: Program, write: Callable[[str, str | bytes], Path]) -> Program:
    """The built store with a few decisions, and files for every command."""
    write("segments.txt", "The digital divide remains the greatest challenge of Internet policy.\n\nQuite unlike it.\n")
    write("harbour.po", PO)
    write("a.de", "Die Fähre legt um acht ab.\n")
    write("a.en", "The ferry leaves at eight.\n")
    write("terms.csv", "de,en\nFähre,ferry\nnur eine Spalte\n")
    write("bad.tmx", '<tmx version="1.4"><body><tu><tuv><seg>x</seg></tuv></tu></body></tmx>')
    write("report.txt", "Ein Bericht\n\nDie Fähre legt um acht ab.\n")
    built("review", "--plain", stdin="a\nx\nq\n")
    built("backup", "kept.db")
    return built


@pytest.mark.parametrize(
    ("words", "shape"), CALLS, ids=lambda value: " ".join(value) if isinstance(value, list) else ""
)
def test_an_answer_has_the_shape_that_is_told(words: list[str], shape: Any, harbour: Program) -> None:
    result = harbour(*words, "--json")
    assert result.code in (ExitCode.OK, ExitCode.PROBLEMS)
    check(result.json, shape)
    lines = harbour(*words, "--json-lines").out.splitlines() if words[0] != "backup" else []
    if typing.get_origin(shape) is list:
        assert len(lines) == len(result.json) or words[0] in ("build", "forget", "import")
        for line in lines:
            check(json.loads(line), typing.get_args(shape)[0])


def test_every_shape_of_an_answer_is_tried() -> None:
    every = vars(shapes) | vars(report_shapes) | vars(upkeep_shapes)
    told = {name for name, shape in every.items() if name.endswith("Json") and (shape.__doc__ or "")[:1] == "`"}
    tried = {(typing.get_args(shape) or [shape])[0].__name__ for _words, shape in CALLS}
    assert told - tried == set()
    assert tried - told == {"SegmentJson"}


def test_no_shape_passes_that_is_another() -> None:
    answer: dict[str, Any] = {"query": "x", "language": None, "hits": [], "memory": []}
    check(answer, shapes.TermAnswerJson)
    for wrong in ({**answer, "hits": None}, {**answer, "extra": 1}, {"query": "x"}, {**answer, "query": 1}):
        with pytest.raises(AssertionError):
            check(wrong, shapes.TermAnswerJson)


@pytest.mark.parametrize(
    "locale",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "C", "PYTHONIOENCODING": "latin-1"},
        {"LC_ALL": "C", "PYTHONIOENCODING": "utf-16"},
    ],
    ids=["C", "latin-1", "utf-16"],
)
def test_json_is_utf_8_whatever_the_locale(locale: dict[str, str], harbour: Program, tmp_path: Path) -> None:
    name = os.fsdecode(b"f\xe4hre-\xff.tmx")
    (tmp_path / "bad.tmx").rename(tmp_path / name)

    def run(*words: str) -> Any:
        command = [sys.executable, "-m", "igglossary.cli.main", *words, "--json"]
        done = subprocess.run(command, capture_output=True, check=False, env={**os.environ, **locale})
        return json.loads(done.stdout.decode("utf-8"))

    hit = run("lookup", "Souveränität im Cyberraum")["hits"][0]
    assert "ä" in hit["term"]
    answer = run("validate", name)
    assert os.fsencode(answer["file"]) == b"f\xe4hre-\xff.tmx"
    assert answer["problems"]


def test_a_stream_that_breaks_off_is_a_whole_document(built: Program, write: Callable[[str, bytes], Path]) -> None:
    write("latin.txt", b"good\nB\xe4r\n")
    result = built("match", "--file", "latin.txt", "--json")
    assert (result.code, len(result.json)) == (ExitCode.INPUT, 1)


def test_what_asks_a_person_has_no_json(new: Program) -> None:
    assert "no JSON" in new.refused("review", "--plain", "--json", code=2)


def test_words_are_in_the_language_and_codes_in_none(harbour: Program) -> None:
    english, german = (harbour("import", "--dry-run", "terms.csv", "--json", "--ui-language", lang).json for lang in
                       ("en", "de"))  # fmt: skip
    for one, other in zip(english["problems"], german["problems"], strict=True):
        assert one["code"] == other["code"]
        assert one["message"] != other["message"]
