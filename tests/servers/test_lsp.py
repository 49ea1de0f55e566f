"""The language server: places to the column, and a session of an editor."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from lsprotocol import types
from pytest_lsp import LanguageClient, make_test_lsp_client

from igglossary.servers.lsp.blocks import kind_of
from igglossary.servers.lsp.cards import plain
from igglossary.servers.lsp.findings import Reader
from igglossary.servers.lsp.positions import Lines

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from igglossary.service.desk import Desk

PO = """msgid ""
msgstr ""
"Language: de\\n"

#: web/page.py:12
msgid "The digital divide grew."
msgstr ""
"Die \\"große\\" "
"Teilung wuchs um 11."

msgid "One cable"
msgid_plural "%d cables of 10 metres"
msgstr[0] "Ein Kabel"
msgstr[1] "%d Kabel von 12 Metern"

#~ msgid "The digital divide"
#~ msgstr "Alt"
"""
XLIFF = """<xliff version="1.2"><file source-language="en" target-language="de"><body>
<trans-unit id="1"><source>The <g id="1">digital divide</g> &amp; 10 cables</source>
<target>Die 😀 <g id="1">Teilung</g> &amp; 11 Kabel</target></trans-unit>
<trans-unit id="2"><source>Open</source><target/></trans-unit>
"""


def found(desk: Desk, name: str, text: str) -> list[tuple[str, str]]:
    """(rule, words) of everything that is found in a buffer."""
    findings = Reader(desk).findings(kind_of(name), text)
    return [(str(one.finding.rule), text[one.start : one.end]) for one in findings]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_every_place_is_found_again(encoding: str) -> None:
    text = "Ä😀b\r\nn\u0308ö\n\n\U0001f469\u200d\U0001f4bb end\rlast"
    lines = Lines(text, encoding)
    for offset in range(len(text) + 1):
        if text[offset - 1 : offset + 1] != "\r\n":  # no place in between
            assert lines.offset(*lines.position(offset)) == offset


def test_columns_count_utf_16_and_what_is_too_far_is_the_end() -> None:
    lines = Lines("a😀b\nzz")
    assert lines.position(2) == (0, 3)
    assert lines.offset(0, 2) == 1  # in the middle of the pair
    assert lines.offset(0, 99) == 3
    assert lines.offset(1, 99) == 6
    assert lines.offset(9, 0) == 6
    assert Lines("").offset(0, 5) == 0


def test_findings_stand_at_their_words(desk: Desk) -> None:
    assert found(desk, "x.po", PO) == [
        ("missing-term", "digital divide"), ("number", "11"), ("number", "12"),
    ]  # fmt: skip
    assert found(desk, "x.xlf", XLIFF) == [("missing-term", "digital divide"), ("number", "11")]


def test_a_text_is_told_what_to_avoid(desk: Desk) -> None:
    text = "Ein Absatz.\n\nDer 😀 Cyberspace gilt.\nEr ist ein Multi-\nstakeholder-Modell.\n"
    assert all(rule in ("forbidden-term", "deprecated-term") for rule, _words in found(desk, "x.md", text))


BROKEN = (
    "", '"', 'msgid "a', "msgstr", '"a"\n' * 3, "<source>", "<target>x", "<source></source", "&#xZZ;", "\x00", "\ud800",
    "<target/><source>a</source><target>&#55555555555;&amp",
)  # fmt: skip


@pytest.mark.parametrize("name", ["a.po", "a.xlf", "a.md"])
def test_half_a_buffer_is_no_bug(desk: Desk, name: str) -> None:
    reader = Reader(desk)
    for broken in BROKEN:
        text = {"a.po": PO[:200] + broken, "a.xlf": XLIFF[:150] + broken + XLIFF[150:]}.get(name, broken)
        reader.findings(kind_of(name), text)
        for offset in (len(text) // 2, len(text)):
            reader.terms_at(kind_of(name), text, offset)
            reader.proposals(kind_of(name), text, offset)


def test_the_terms_of_the_source_come_first(desk: Desk) -> None:
    text = 'msgid ""\nmsgstr "Language: de\\n"\n\nmsgid "The digital divide"\nmsgstr "Die digi"\n'
    proposals = Reader(desk).proposals(kind_of("x.po"), text, text.index('digi"') + 4)
    assert proposals[0].term == "digitale Spaltung"
    assert proposals[0].source == "digital divide"
    assert text[proposals[0].start :].startswith("digi")
    assert len(proposals) > 1
    assert all(one.source or one.term.casefold().startswith("digi") for one in proposals)


def test_text_of_the_store_is_no_markdown() -> None:
    assert plain("[x](http://y) **z**\n# t") == r"\[x\]\(http://y\) \*\*z\*\* \# t"


@pytest.fixture
async def editor(store_path: Path) -> AsyncIterator[LanguageClient]:
    """An editor that has the server running on the sample store."""
    command = [sys.executable, "-m", "igglossary.cli.main", "--store", str(store_path), "lsp"]
    client = make_test_lsp_client()
    await client.start_io(*command)
    await client.initialize_session(types.InitializeParams(types.ClientCapabilities(), root_uri="file:///x"))
    yield client
    await client.shutdown_session()
    await client.stop()  # type: ignore[no-untyped-call]  # pygls


async def test_an_editor_sees_findings_cards_and_completion(editor: LanguageClient) -> None:
    uri = "file:///x/page.po"
    editor.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, "po", 1, PO)))
    await editor.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    shown = editor.diagnostics[uri]
    assert [one.code for one in shown] == ["missing-term", "number", "number"]
    assert {one.source for one in shown} == {"igglossary"}
    place = types.Position(5, PO.splitlines()[5].index("digital"))
    card = await editor.text_document_hover_async(types.HoverParams(types.TextDocumentIdentifier(uri), place))
    assert card is not None
    assert "**digital divide**" in card.contents.value  # type: ignore[union-attr]  # Markdown
    assert "digitale Spaltung" in card.contents.value  # type: ignore[union-attr]
    change = types.TextDocumentContentChangePartial(types.Range(types.Position(8, 1), types.Position(8, 8)), "Spaltung")
    editor.text_document_did_change(
        types.DidChangeTextDocumentParams(types.VersionedTextDocumentIdentifier(2, uri), [change])
    )
    await editor.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    assert PO.splitlines()[8][1:8] == "Teilung"


async def test_a_file_that_was_not_opened_is_not_read(editor: LanguageClient, tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("Die digitale Spaltung.\n", encoding="utf-8")
    document = types.TextDocumentIdentifier((tmp_path / "page.md").as_uri())
    place = types.Position(0, 6)
    assert await editor.text_document_hover_async(types.HoverParams(document, place)) is None
    listed = await editor.text_document_completion_async(types.CompletionParams(document, place))
    assert isinstance(listed, types.CompletionList)
    assert not listed.items
