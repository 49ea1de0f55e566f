"""PO, XLIFF and what translate-toolkit reads."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from igglossary.errors import InputError, Problem, UnsafeInputError
from igglossary.formats.bilingual.fill_po import PoFiller
from igglossary.formats.bilingual.po import read_po, write_po
from igglossary.formats.bilingual.toolkit import read_catkeys, read_mo, read_qt, read_qt_phrases
from igglossary.formats.bilingual.xliff import read_xliff
from igglossary.formats.kinds import kind_of
from igglossary.formats.report import Skipped
from igglossary.formats.tables.xlsx import read_xlsx
from igglossary.model import InlineCode, Status, TranslationUnit, Variant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PO = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Language: de\n"

# by hand
#. from the code
#: a.c:3
#, c-format
msgctxt "menu"
msgid "Open"
msgstr "Öffnen"

#, fuzzy
#| msgid "Shut"
msgid "Close"
msgstr "Schließen"

msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d Datei"
msgstr[1] "%d Dateien"

msgid "untranslated"
msgstr ""

#~ msgid "old"
#~ msgstr "alt"
"""


def units(items: object) -> list[TranslationUnit]:
    return [item for item in items if isinstance(item, TranslationUnit)]  # type: ignore[attr-defined]


def problems(items: object) -> list[Problem]:
    return [item for item in items if isinstance(item, Problem)]  # type: ignore[attr-defined]


def test_po(tmp_path: Path) -> None:
    path = tmp_path / "de.po"
    path.write_text(PO, encoding="utf-8")
    items = list(read_po(path))
    one, two, three, four = units(items)
    assert [(variant.lang, variant.text) for variant in one.variants] == [("en", "Open"), ("de", "Öffnen")]
    assert one.notes == ("by hand",)
    assert dict(one.properties) == {
        "x-context": "menu", "x-extracted-comment": "from the code", "x-reference": "a.c:3", "x-flag": "c-format",
    }  # fmt: skip
    assert (two.status, dict(two.properties)) == (Status.CANDIDATE, {"x-previous-source": "Shut"})
    assert [(unit.source.text, unit.target.text) for unit in (three, four)] == [
        ("%d file", "%d Datei"),
        ("%d files", "%d Dateien"),
    ]
    assert [problem.unit_id for problem in problems(items)] == ["untranslated", "old"]


@pytest.mark.parametrize(
    ("name", "header", "lang"),
    [
        ("a.po", "Language-Team: German <de@example.org>", "de"),
        ("de_AT.po", "Language-Team: LANGUAGE <LL@li.org>", "de-AT"),
        ("a.po", "Language: fr\\nLanguage-Team: German <de@example.org>", "fr"),
    ],
)
def test_older_catalogues_name_their_language_elsewhere(tmp_path: Path, name: str, header: str, lang: str) -> None:
    path = tmp_path / name
    path.write_text(f'msgid ""\nmsgstr "{header}\\n"\n\nmsgid "host"\nmsgstr "Wirt"\n')
    assert [unit.target.lang for unit in units(read_po(path))] == [lang]
    path.write_text(path.read_text().replace("Wirt", ""))
    assert [segment.target_lang for segment in PoFiller(path).segments] == [lang]


def test_po_out_and_in(tmp_path: Path) -> None:
    path = tmp_path / "out.po"
    pair = (Variant("en", 'Say "x"\n'), Variant("de", "Sag\t„x“"))
    first = TranslationUnit(pair, notes=("why",), properties=(("x-context", "c"),))
    second = TranslationUnit(pair, status=Status.CANDIDATE)
    coded = TranslationUnit((Variant("en", "a", (InlineCode(0, "ph"),)), Variant("de", "b")))
    report = write_po(path, [first, second, first, coded])
    assert report.written == 3
    assert {str(reason): n for reason, n in report.dropped} == {
        "inline codes": 1,
        "further translations of a source text that is there already": 1,
    }
    assert units(read_po(path))[:2] == [first, replace(second, properties=(("x-no-context", "yes"),))]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0\1",
        b'msgid "a\nmsgstr',
        b'msgid "a\0"\nmsgstr "b"\n',
        b'msgid "a"\nmsgstr "\xff"\n',
        b"nothing at all\n",
    ],
)
def test_broken_po_is_one_sentence(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "de.po"
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        list(read_po(path))
    assert "\n" not in str(caught.value)


XLIFF_1 = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file source-language="en" target-language="de" original="a.html" datatype="html"><body>
<trans-unit id="1" approved="yes"><source>See <g id="1">table <x id="2"/></g>.</source>
<target state="translated">Siehe <g id="1">Tabelle <x id="2"/></g>.</target><note>short</note>
<alt-trans><source>See</source><target>Sieh</target></alt-trans></trans-unit>
<trans-unit id="2"><source>Bold <bpt id="1">&lt;b></bpt>word<ept id="1">&lt;/b></ept></source>
<target state="needs-review-translation">Wort</target></trans-unit>
<trans-unit id="3"><source>Nothing yet</source></trans-unit>
<trans-unit id="4"><source>One. Two.</source>
<seg-source><mrk mtype="seg" mid="0">One.</mrk> <mrk mtype="seg" mid="1">Two.</mrk></seg-source>
<target><mrk mtype="seg" mid="0">Eins.</mrk> <mrk mtype="seg" mid="1">Zwei.</mrk></target></trans-unit>
</body></file></xliff>"""

XLIFF_2 = """<xliff version="2.0" srcLang="en" trgLang="de" xmlns="urn:oasis:names:tc:xliff:document:2.0">
<file id="f"><unit id="u"><notes><note>n</note></notes><originalData><data id="d">&lt;b></data></originalData>
<segment id="s" state="final"><source>A <pc id="1" dataRefStart="d">word</pc> <ph id="2"/></source>
<target>Ein <pc id="1" dataRefStart="d">Wort</pc> <ph id="2"/></target></segment>
<segment><source>Empty</source><target/></segment></unit></file></xliff>"""


def test_xliff_1(tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    path.write_text(XLIFF_1, encoding="utf-8")
    items = list(read_xliff(path))
    one, two, eins, zwei = units(items)
    assert (one.source.text, one.target.text) == ("See table .", "Siehe Tabelle .")
    assert one.source.codes == (
        InlineCode(4, "g", (("id", "1"),), end=10),
        InlineCode(10, "x", (("id", "2"),)),
    )
    assert (one.status, one.notes) == (Status.APPROVED, ("short",))
    assert (two.source.text, two.source.codes[0].content) == ("Bold word", "&lt;b&gt;")
    assert two.status is Status.CANDIDATE
    assert [(unit.id, unit.target.text) for unit in (eins, zwei)] == [("4#0", "Eins."), ("4#1", "Zwei.")]
    assert [problem.unit_id for problem in problems(items)] == ["3", None]


def test_xliff_2(tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    path.write_text(XLIFF_2, encoding="utf-8")
    items = list(read_xliff(path))
    (unit,) = units(items)
    assert (unit.id, unit.source.text, unit.target.text, unit.status) == (
        "u#s", "A word ", "Ein Wort ", Status.APPROVED,
    )  # fmt: skip
    assert dict(unit.source.codes[0].attributes)["data:dataRefStart"] == "<b>"
    assert problems(items)[0].unit_id == "u#2"
    path.write_text(
        XLIFF_2.replace(' trgLang="de"', "").replace("<target>", '<target xml:lang="de">'), encoding="utf-8"
    )
    assert units(read_xliff(path))[0].target.lang == "de"


def test_xliff_pairs_that_are_wrong(tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    text = XLIFF_1.replace('source-language="en" target-language="de"', 'source-language="de" target-language="en"')
    path.write_text(text, encoding="utf-8")
    assert "the other way round" in str(problems(read_xliff(path))[0].message)
    assert "not en–de as expected" in str(problems(read_xliff(path, languages=("en", "de")))[0].message)
    path.write_text(XLIFF_1.replace('target-language="de"', ""), encoding="utf-8")
    with pytest.raises(InputError, match="target language"):
        list(read_xliff(path))
    path.write_text('<!DOCTYPE xliff [<!ENTITY a SYSTEM "/etc/passwd">]><xliff>&a;</xliff>', encoding="utf-8")
    with pytest.raises(UnsafeInputError):
        list(read_xliff(path))


TS = """<?xml version="1.0" encoding="utf-8"?><!DOCTYPE TS><TS version="2.1" language="de" sourcelanguage="en"><context>
<name>Main</name><message><source>Open</source><comment>verb</comment><translation>Öffnen</translation></message>
<message><source>Shut</source><translation type="unfinished">Zu</translation></message>
<message numerus="yes"><source>%n files</source><translation><numerusform>%n Datei</numerusform>
<numerusform>%n Dateien</numerusform></translation></message>
<message><source>Go<byte value="x7"/></source><translation>Los</translation></message></context></TS>"""


def test_qt_ts(tmp_path: Path) -> None:
    path = tmp_path / "a.ts"
    path.write_text(TS, encoding="utf-8")
    items = list(read_qt(path))
    found = units(items)
    assert [unit.target.text for unit in found] == ["Öffnen", "Zu", "%n Datei", "%n Dateien", "Los"]
    assert [variant.lang for variant in found[0].variants] == ["en", "de"]
    assert found[1].status is Status.CANDIDATE
    assert found[0].properties[0] == ("x-context", "Main\nverb")
    assert problems(items) == []
    assert found[-1].source == Variant("en", "Go", (InlineCode(2, "byte", (("value", "x7"),)),))


@pytest.mark.parametrize("read", [read_qt, read_qt_phrases, read_catkeys, read_mo])
@pytest.mark.parametrize("data", [b"", b"\0\1\2", b"<a>", b"{", b"\xde\x12\x04\x95cut off"])
def test_damaged_files_never_crash(tmp_path: Path, read: Callable[..., Iterator[object]], data: bytes) -> None:
    path = tmp_path / "a"
    path.write_bytes(data)
    with pytest.raises(InputError):
        list(read(path))


def test_a_file_of_qt_is_known_by_its_root_element(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(TS, encoding="utf-8")
    reader = kind_of(path).read
    assert reader is not None
    assert units(reader(path))[0].target.text == "Öffnen"


def test_workbook_bombs_and_garbage(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"no zip at all")
    with pytest.raises(InputError, match="no Excel workbook"):
        list(read_xlsx(path))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * (40 << 20))
    with pytest.raises(UnsafeInputError, match="40 MiB"):
        list(read_xlsx(path))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", '<!DOCTYPE a [<!ENTITY b "c">]><Types/>')
    with pytest.raises(UnsafeInputError):
        list(read_xlsx(path))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    with pytest.raises(InputError):
        list(read_xlsx(path))


@pytest.mark.parametrize(
    "line",
    ["#Am Rand notiert", '#msgid "Fischerei"', '#msgstr ""', "domain hafen", "domain\thafen"],
)
def test_po_lines_that_gettext_reads_are_no_damage(tmp_path: Path, line: str) -> None:
    path = tmp_path / "a.po"
    path.write_text(
        f'msgid ""\nmsgstr "Language: de\\n"\n\n{line}\nmsgid "Dyke"\nmsgstr "Deich"\n\n'
        '#~ msgid "Weir"\n#~ msgstr "Wehr"\n',
        encoding="utf-8",
    )
    units = [item for item in read_po(path) if isinstance(item, TranslationUnit)]

    assert [[variant.text for variant in unit.variants] for unit in units] == [["Dyke", "Deich"]]


def test_a_damaged_po_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_text('#Notiz\nmsgid "Dyke"\nmsgstr "Deich"\nhoppla\n', encoding="utf-8")

    with pytest.raises(InputError) as caught:
        list(read_po(path, languages=("en", "de")))
    assert str(caught.value).startswith(f"{path}:4")
    assert "/tmp" not in str(caught.value.message)


def test_a_second_header_of_a_po_is_no_unit(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    head = 'msgid ""\nmsgstr "Language: de\\n"\n\n'
    path.write_text(head + 'msgid "Dyke"\nmsgstr "Deich"\n\n' + head, encoding="utf-8")
    items = list(read_po(path, languages=("en", "de")))

    assert [item.source.text for item in items if isinstance(item, TranslationUnit)] == ["Dyke"]
    assert sum(isinstance(item, Skipped) for item in items) == 1
