"""The rules for TMX and TBX: each breach is found, in its line, with a sentence; what is right is left alone."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from igglossary.errors import InputError, UnsupportedInputError
from igglossary.formats.report import Remark
from igglossary.formats.tbx import write_tbx
from igglossary.formats.validation import validate_file
from igglossary.model import Concept, LanguageSection, Term

if TYPE_CHECKING:
    from pathlib import Path

    from igglossary.formats.tbx import Dialect

TMX = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
<header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="en"
 datatype="xml"/>
<body>
<tu tuid="1">
<tuv xml:lang="en"><seg>Tide</seg></tuv>
<tuv xml:lang="de"><seg><bpt i="1">x</bpt>Gezeiten<ept i="1">y</ept></seg></tuv>
</tu>
</body>
</tmx>
"""


def check(tmp_path: Path, text: str, name: str = "a.tmx") -> list[tuple[int | None, str, bool]]:
    """Line, sentence and whether it is only a remark, for each problem."""
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return [(each.line, str(each.message), isinstance(each, Remark)) for each in validate_file(path)]


def test_a_good_file_is_good(tmp_path: Path) -> None:
    assert check(tmp_path, TMX) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "words", "is_remark"),
    [
        (' srclang="en"', "", 3, "needs the attribute “srclang”", False),
        ('segtype="sentence"', 'segtype="word"', 3, "“word” is no value", False),
        ('version="1.4"', 'version="1.4b"', 2, "1.4b", False),
        ("<tmx ", '<tmx xmlns="urn:x" ', 2, "namespace", False),
        ('xml:lang="de"', 'lang="de"', 8, "needs the attribute “xml:lang”", False),
        ('<tuv xml:lang="en">', '<tuv xml:lang="en" foo="1">', 7, "no attribute “foo”", False),
        ("<seg>Tide</seg>", "<seg>Tide</seg><note>n</note>", 7, "must hold", False),
        ("<seg>Tide</seg>", "<b>Tide</b>", 7, "<b> may not stand in <tuv>", False),
        ("<seg>Tide</seg>", "Tide<seg>Tide</seg>", 7, "Text may not stand", False),
        ("<body>", "<body><header/>", 5, "may not stand", False),
        ('tuid="1"', 'tuid="1" creationdate="2024-01-01"', 6, "no time", True),
        ('xml:lang="de"', 'xml:lang="en"', 6, "same language twice", True),
        ('xml:lang="en"', 'xml:lang="fr"', 6, "source language en", True),
        ('xml:lang="de"', 'xml:lang="de_DE"', 8, "no language tag", True),
        ("<seg>Tide</seg>", "<seg> </seg>", 7, "empty", True),
        ('<ept i="1">', '<ept i="2">', 8, "do not pair", True),
        ("</tu>", '</tu>\n<tu tuid="1"><tuv xml:lang="en"><seg>x</seg></tuv></tu>', 10, "line 6 as well", True),
        ("</tu>\n", "</tu>\n<tu>\n", 11, "closing tag", False),
        ("<?xml", '<!DOCTYPE tmx [<!ENTITY a "b">]><?xml', 1, "entity", False),
    ],
)
def test_each_breach_of_tmx_is_found(
    tmp_path: Path, old: str, new: str, line: int, words: str, *, is_remark: bool
) -> None:
    found = check(tmp_path, TMX.replace(old, new, 1))

    assert any(at == line and words in message and remark is is_remark for at, message, remark in found), found


def test_what_occurs_often_is_counted(tmp_path: Path) -> None:
    found = check(tmp_path, TMX.replace("</body>", "<tu/>\n" * 200 + "</body>"))

    assert len(found) < 60
    assert "200 times" in found[-1][1]


def tbx(dialect: Dialect) -> str:
    """A good file with a bit of everything that is needed below."""
    stream = io.BytesIO()
    section = LanguageSection("de", (Term("Netz", "de", "t1", regions=("AT",)),), notes=("n",))
    write_tbx(stream, [Concept("c1", (section,), "law", source="S")], dialect=dialect)
    return stream.getvalue().decode()


@pytest.mark.parametrize("dialect", ["v2", "dca", "dct"])
def test_our_own_export_is_good(tmp_path: Path, dialect: Dialect) -> None:
    assert check(tmp_path, tbx(dialect), "a.tbx") == []


@pytest.mark.parametrize(
    ("dialect", "old", "new", "words"),
    [
        ("v2", ' id="c1"', "", "no id"),
        ("v2", 'id="c1"', 'id="1"', "no id that XML allows"),
        ("v2", 'id="c1"', 'id="t1"', "as well"),
        ("v2", ' xml:lang="de"', "", "needs the attribute “xml:lang”"),
        ("v2", 'type="source">S', 'type="origin">S', "no data category “origin”"),
        ("v2", '<descrip type="subjectField">law</descrip>', '<descrip type="context">x</descrip>', "may not stand at"),
        ("v2", "<note>n</note>", "<foo/>", "<foo> may not stand in <langSet>"),
        ("v2", ">Netz<", "><", "empty"),
        ("dca", 'type="geographicalUsage">AT', 'type="partOfSpeech">properNoun', "“properNoun” is no value"),
        ("dca", ' id="c1"', "", "needs the attribute “id”"),
        ("dca", "<note>n</note>", '<ref type="crossReference" target="c1">x</ref>', "may not stand at"),
        ("dca", "<note>n</note>", '<xref type="xGraphic" target="c9">x</xref>', "no id in this file"),
        ("dca", ' xmlns="urn:iso:std:iso:30042:ed-2"', "", "namespace"),
        ("dct", "<note>n</note>", '<descrip type="definition">x</descrip>', "DCA style"),
        ("dct", "<note>n</note>", "<basic:context>x</basic:context>", "may not stand at"),
        ("dct", 'style="dct"', 'style="dca"', "DCT style"),
    ],
)
def test_each_breach_of_tbx_is_found(tmp_path: Path, dialect: Dialect, old: str, new: str, words: str) -> None:
    text = tbx(dialect)
    assert old in text

    found = check(tmp_path, text.replace(old, new, 1), "a.tbx")

    assert any(words in message for _line, message, _remark in found), found
    assert all(line is not None for line, _message, _remark in found)


def test_only_tmx_and_tbx_are_validated(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<html/>")

    with pytest.raises(UnsupportedInputError):
        validate_file(path)
    with pytest.raises(InputError):
        validate_file(tmp_path / "missing.tmx")
