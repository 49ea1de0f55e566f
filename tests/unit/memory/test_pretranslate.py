"""Pre-translation: targets are filled and marked, every other byte stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polib
import pytest

from igglossary.errors import InputError, UnsupportedInputError
from igglossary.memory.pretranslate import pretranslate
from igglossary.model import InlineCode, TranslationUnit, Variant

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from igglossary.store.sqlite.store import Store

PO = """# a comment
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: de\\n"

#. extracted
#: a.c:1
#, c-format
msgid "Open all the %d files\\n"
msgstr ""

msgid "done"
msgstr "fertig"

#: b.c:2
msgctxt "menu"
msgid ""
"Open the "
"file"
msgstr ""

msgid "%d tree"
msgid_plural "%d trees"
msgstr[0] ""
msgstr[1] ""

msgid "never seen before"
msgstr ""

#~ msgid "old"
#~ msgstr ""
"""

XLIFF_1 = """<?xml version="1.0" encoding="UTF-8"?>\r
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" source-language="en"\r
  target-language='de' datatype="plaintext"><body>\r
  <!-- kept > -->\r
  <trans-unit id="1" extra:a="&gt;" xmlns:extra="urn:x">\r
    <source>Open the file</source>\r
    <note>a note</note>\r
  </trans-unit>\r
  <trans-unit id="2"><source>Open the <g id="1">new</g> file &amp; go<x id="2"/></source>\r
    <target state="new"/></trans-unit>\r
  <trans-unit id="3"><source>done</source><target>fertig</target></trans-unit>\r
  <trans-unit id="4" translate="no"><source>Open the file</source></trans-unit>\r
  <trans-unit id="5"><source>Open the file. Close it.</source>\r
    <seg-source><mrk mtype="seg" mid="0">Open the file</mrk>. <mrk mtype="seg" mid="1">Unknown words</mrk>\r
    </seg-source></trans-unit>\r
  <trans-unit id="6"><source>Click <g id="7">here</g></source></trans-unit>\r
</body></file></xliff>\r
"""

XLIFF_2 = """<?xml version="1.0" encoding="utf-16"?>
<xliff version="2.1" srcLang="en" trgLang="de" xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f">
<unit id="u"><segment id="s"><source>Open the file</source></segment>
<segment state="initial"><source>Open the <pc id="1">big</pc> file</source><target></target></segment></unit>
</file></xliff>
"""


@pytest.fixture
def memory(store: Store, remember: Callable[..., None]) -> Store:
    bold = (InlineCode(0, "bpt", (("i", "1"),), "&lt;b&gt;"), InlineCode(4, "ept", (("i", "1"),), "&lt;/b&gt;"))
    remember(
        ("Open the file", "Öffnen Sie die Datei"),
        ("Open all the %d file", "Öffnen Sie die %d Datei"),
        ("%d tree", "%d Baum"),
        ("%d trees", "%d Bäume"),
        ("Open the new file & go", "Öffnen Sie die neue Datei & los"),
        TranslationUnit(
            (
                Variant(
                    "en", "Click here", tuple(InlineCode(c.position + 6, c.kind, c.attributes, c.content) for c in bold)
                ),
                Variant("de", "Hier klicken", bold),
            )
        ),
    )
    return store


def test_po(memory: Store, tmp_path: Path) -> None:
    path, out = tmp_path / "a.po", tmp_path / "b.po"
    path.write_text(PO, encoding="utf-8")
    report = pretranslate(memory, path, out)
    assert (report.exact, report.fuzzy, report.unfilled, report.left_alone) == (3, 1, 1, 1)
    entries = {entry.msgid: entry for entry in polib.pofile(str(out))}
    fuzzy = entries["Open all the %d files\n"]
    assert (fuzzy.msgstr, fuzzy.flags) == ("Öffnen Sie die %d Datei\n", ["fuzzy", "c-format"])
    assert fuzzy.previous_msgid == "Open all the %d file"
    assert (entries["Open the file"].msgstr, entries["Open the file"].flags) == ("Öffnen Sie die Datei", [])
    assert entries["%d tree"].msgstr_plural == {0: "%d Baum", 1: "%d Bäume"}
    left = [
        line for line in out.read_text(encoding="utf-8").splitlines() if not line.startswith(("msgstr", "#,", "#|"))
    ]
    assert left == [line for line in PO.splitlines() if not line.startswith(("msgstr", "#,", "#|"))]
    again = pretranslate(memory, out, tmp_path / "c.po")
    assert (again.exact, again.fuzzy, again.unfilled) == (0, 0, 1)
    assert (tmp_path / "c.po").read_bytes() == out.read_bytes()


def test_xliff_1(memory: Store, tmp_path: Path) -> None:
    path, out = tmp_path / "a.xlf", tmp_path / "b.xlf"
    path.write_bytes(XLIFF_1.encode())
    report = pretranslate(memory, path, out)
    assert (report.exact, report.fuzzy, report.unfilled, report.left_alone) == (3, 1, 1, 2)
    text = out.read_bytes().decode()
    for added in (
        '\r\n    <target state="translated" state-qualifier="exact-match">Öffnen Sie die Datei</target>',
        ' state-qualifier="fuzzy-match">Öffnen Sie die <g id="1">neue</g> Datei &amp; los<x id="2"/></target>',
        (
            '\r\n    <target state="needs-translation"><mrk mtype="seg" mid="0">Öffnen Sie die Datei</mrk>. '
            '<mrk mtype="seg" mid="1"></mrk>\r\n    </target>'
        ),
        '<target state="translated" state-qualifier="exact-match"><g id="7">Hier</g> klicken</target>',
    ):
        assert added in text
        text = text.replace(added, "")
    assert text == XLIFF_1.replace('<target state="new"/>', '<target state="needs-review-translation"')


def test_xliff_that_nobody_has_begun_names_no_target_language(memory: Store, tmp_path: Path) -> None:
    path, out = tmp_path / "a.xlf", tmp_path / "b.xlf"
    path.write_bytes(XLIFF_1.replace("\r\n  target-language='de'", "").encode())
    with pytest.raises(InputError, match="--langs en de"):
        pretranslate(memory, path, out)
    assert not out.exists()
    assert pretranslate(memory, path, out, languages=("en", "de")).exact == 3
    assert pretranslate(memory, path, out, languages=("fr", "de")).exact == 3  # what the file says counts


def test_xliff_2_in_another_encoding(memory: Store, tmp_path: Path) -> None:
    path, out = tmp_path / "a.xliff", tmp_path / "b.xliff"
    path.write_bytes(XLIFF_2.encode("utf-16"))
    report = pretranslate(memory, path, out)
    assert (report.exact, report.fuzzy) == (1, 1)
    text = out.read_bytes().decode("utf-16")
    assert '<segment id="s" state="translated" subState="igglossary:exact-100"><source>' in text
    assert "<target>Öffnen Sie die Datei</target>" in text
    assert '<segment state="initial" subState="igglossary:fuzzy-73"><source>' in text
    assert [segment.score for segment in report.filled] == [100, 73]


def test_nothing_to_fill_changes_no_byte(store: Store, tmp_path: Path) -> None:
    for name, text in (("a.po", PO), ("a.xlf", XLIFF_1)):
        (tmp_path / name).write_bytes(text.encode())
        pretranslate(store, tmp_path / name, tmp_path / "out")
        assert (tmp_path / "out").read_bytes() == text.encode()


@pytest.mark.parametrize(
    ("name", "text", "error"),
    [
        ("a.txt", "x", UnsupportedInputError),
        ("a.xlf", "<xliff", InputError),
        ("a.xlf", "<html/>", InputError),
        ("a.xlf", '<xliff version="9"/>', UnsupportedInputError),
        ("a.xlf", '<xliff version="1.2"><file/></xliff>', InputError),
        ("a.xlf", '<!DOCTYPE xliff [<!ENTITY a "b">]><xliff version="1.2">&a;</xliff>', InputError),
        ("a.xlf", '<xliff version="1.2">' + "<g>" * 5000, InputError),
        ("a.po", "nonsense", InputError),
        ("a.po", 'msgid ""\nmsgstr ""\n\nmsgid "a"\nmsgstr ""\n', InputError),
    ],
)
def test_what_cannot_be_filled_is_said(
    store: Store, tmp_path: Path, name: str, text: str, error: type[InputError]
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(error):
        pretranslate(store, tmp_path / name, tmp_path / "out")
    assert not (tmp_path / "out").exists()


SDL_FRAMES = """<?xml version="1.0" encoding="utf-8"?>
<xliff xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0" xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">
<file original="a" source-language="en" target-language="de" datatype="x-sdlfilterframework2"><body>
<trans-unit id="u"><source/><seg-source><mrk mtype="seg" mid="1"><g id="1">Open</g> the file</mrk>
<mrk mtype="seg" mid="2"><x id="2"/>Open the file</mrk><mrk mtype="seg" mid="3"><x id="3"/>Open the file</mrk>
</seg-source>
<target><mrk mtype="seg" mid="1"><g id="1"/></mrk>
<mrk mtype="seg" mid="2"><x id="2"/></mrk><mrk mtype="seg" mid="3"><x id="3"/></mrk></target>
<sdl:seg-defs><sdl:seg id="1" origin="not-translated"/><sdl:seg id="2" conf="Draft"/><sdl:seg id="3" conf="Translated"/>
</sdl:seg-defs></trans-unit></body></file></xliff>
"""


def test_tags_alone_are_no_translation_unless_somebody_says_so(memory: Store, tmp_path: Path) -> None:
    path, out = tmp_path / "a.sdlxliff", tmp_path / "b.sdlxliff"
    path.write_text(SDL_FRAMES, encoding="utf-8")
    report = pretranslate(memory, path, out)
    text = out.read_text(encoding="utf-8")

    assert [segment.id for segment in report.filled] == ["u#1", "u#2"]
    assert '<mrk mtype="seg" mid="3"><x id="3"/></mrk></target>' in text
    assert text.count("die Datei") == 2
    assert text.count('<g id="1">') == text.count('<x id="2"/>') == 2


def test_native_code_is_no_translation_and_asks_for_none(memory: Store, tmp_path: Path) -> None:
    path, out = tmp_path / "a.xlf", tmp_path / "b.xlf"
    path.write_text(
        '<xliff version="1.2"><file original="a" source-language="en" target-language="de" datatype="html"><body>'
        '<trans-unit id="1"><source>Open the file<ph id="1">{1}</ph></source><target><ph id="1">{1}</ph></target>'
        '</trans-unit><trans-unit id="2"><source><ph id="1">{1}</ph></source></trans-unit></body></file></xliff>',
        encoding="utf-8",
    )
    report = pretranslate(memory, path, out)

    assert ([segment.id for segment in report.filled], report.unfilled, report.left_alone) == (["1"], 0, 1)
    assert 'Öffnen Sie die Datei<ph id="1">{1}</ph></target>' in out.read_text(encoding="utf-8")
