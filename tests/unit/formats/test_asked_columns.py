"""What a person says of a table's columns counts, whatever stands above them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from igglossary.errors import InputError, UsageError
from igglossary.formats.report import Choice
from igglossary.formats.tables.asked import read_columns
from igglossary.formats.tables.tabular import read_csv
from igglossary.model import Concept, TranslationUnit

if TYPE_CHECKING:
    from pathlib import Path

HEADED = "Wort;Ours;Info;X\nMole;pier;Damm im Wasser;7\nDock;dock;Becken;8\n"
BARE = "Mole;pier;Damm im Wasser;a\nDock;dock;Becken;b\n"


def _read(tmp_path: Path, text: str, columns: str, **options: object) -> list[object]:
    path = tmp_path / "a.csv"
    path.write_text(text, "utf-8")
    return list(read_csv(path, asked=read_columns(columns), **options))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        (HEADED, "Wort=de, Ours=en, Info=definition:de, X=ignore"),
        (HEADED, "A=Deutsch,B=Englisch,C=Definition Deutsch,D=weglassen"),
        (HEADED, "1=de,ours=English,3=German definition,4=-"),
        (BARE, "A=de, B=en, C=definition:de, D=ignore"),
        ("Stand: Mai;;;\n" + HEADED, "WORT=de, b=en, c=definition:de, d=ignore"),
    ],
)
def test_letters_numbers_and_headers(text: str, columns: str, tmp_path: Path) -> None:
    read = _read(tmp_path, text, columns)
    concepts = [item for item in read if isinstance(item, Concept)]
    assert [[term.text for part in one.languages for term in part.terms] for one in concepts] == [
        ["Mole", "pier"],
        ["Dock", "dock"],
    ]
    assert concepts[0].languages[0].definitions[0].text == "Damm im Wasser"
    assert concepts[0].notes == ()
    assert any(isinstance(item, Choice) and "As you said" in str(item.message) for item in read)


def test_segments(tmp_path: Path) -> None:
    read = _read(tmp_path, BARE, "A=source, B=target, D=ignore", languages=("de", "en"))
    units = [item for item in read if isinstance(item, TranslationUnit)]
    assert [(one.source.lang, one.source.text, one.variants[1].text) for one in units] == [
        ("de", "Mole", "pier"),
        ("de", "Dock", "dock"),
    ]
    assert units[0].notes == ("Damm im Wasser",)


def test_a_header_that_says_something_else_is_overruled(tmp_path: Path) -> None:
    read = _read(tmp_path, "de;en\npier;Mole\n", "de=en, en=de")
    concept = next(item for item in read if isinstance(item, Concept))
    assert {part.lang: part.terms[0].text for part in concept.languages} == {"en": "pier", "de": "Mole"}


@pytest.mark.parametrize("columns", ["A", "A=", "=de", "A=xyzzy", "A=de,B"])
def test_what_nobody_understands(columns: str) -> None:
    with pytest.raises(UsageError):
        read_columns(columns)


@pytest.mark.parametrize("columns", ["E=de", "9=de", "0=de", "Wörter=de"])
def test_a_column_that_is_not_there(columns: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no column"):
        _read(tmp_path, HEADED, columns + ",A=en")
