"""Word files as a reader sees them."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from igglossary.errors import InputError, UnsafeInputError
from igglossary.reports import read_report

if TYPE_CHECKING:
    from pathlib import Path

    from igglossary.model import Document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def reference(number: int, kind: str = "footnote") -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def write(path: Path, body: str, notes: str = "", endnotes: str = "") -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        relations = ""
        for name, content in (("footnotes", notes), ("endnotes", endnotes)):
            if content:
                archive.writestr(f"word/{name}.xml", f"<w:{name} {W}>{content}</w:{name}>")
                relations += f'<Relationship Id="{name}" Type="{REL}/{name}" Target="{name}.xml"/>'
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>',
        )
    return path


def note(number: int, text: str, kind: str = "footnote") -> str:
    return f'<w:{kind} w:id="{number}"><w:p><w:r><w:{kind}Ref/></w:r>{run(" " + text)}</w:p></w:{kind}>'


SEPARATOR = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
TITLE = '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>' + run("Titel") + "</w:p>"


def read(path: Path) -> Document:
    return read_report(path)[0]


def test_numbers_follow_the_order_of_references(tmp_path: Path) -> None:
    body = TITLE + f"<w:p>{run('Eins')}{reference(7)}{run('. Zwei')}{reference(3)}{run('.')}</w:p>"
    document = read(
        write(tmp_path / "a.docx", body, SEPARATOR + note(3, "Second") + note(7, "First") + note(9, "Nobody"))
    )
    assert [(n.id, n.raw) for n in document.footnotes] == [("1", "First"), ("2", "Second"), ("3", "Nobody")]
    assert [(m.footnote, m.sentence) for m in document.markers] == [("1", "s1"), ("2", "s2")]


def test_split_runs_tracked_changes_and_hidden_text(tmp_path: Path) -> None:
    body = TITLE + (
        f"<w:p>{run('Der S')}{run('ee ')}<w:ins w:id='1'>{run('gehört ')}</w:ins>"
        "<w:del w:id='2'><w:r><w:delText>nicht </w:delText></w:r></w:del>"
        f"<w:moveFrom w:id='3'>{run('fort ')}</w:moveFrom><w:r><w:rPr><w:vanish/></w:rPr><w:t>geheim</w:t></w:r>"
        "<w:r><w:instrText>HYPERLINK x</w:instrText></w:r><w:r><w:t>al</w:t><w:softHyphen/>"
        "<w:t>len</w:t><w:noBreakHyphen/><w:t>Fischern.</w:t></w:r></w:p>"
    )
    assert read(write(tmp_path / "a.docx", body)).paragraphs[0].text == "Der See gehört allen‑Fischern."


def test_lists_tables_and_quotations(tmp_path: Path) -> None:
    cell = f"<w:tc><w:p>{run('Eine Zelle.')}</w:p></w:tc>"
    body = (
        TITLE
        + f"<w:p><w:pPr><w:numPr/></w:pPr>{run('ein Boot')}</w:p><w:tbl><w:tr>{cell}</w:tr></w:tbl>"
        + f'<w:p><w:pPr><w:pStyle w:val="Quote"/></w:pPr>{run("Ein Zitat.")}</w:p>'
    )
    document = read(write(tmp_path / "a.docx", body))
    assert [(p.kind, p.text) for p in document.paragraphs] == [
        ("list_item", "ein Boot"),
        ("paragraph", "Eine Zelle."),
        ("blockquote", "Ein Zitat."),
    ]


def test_footnotes_and_endnotes(tmp_path: Path) -> None:
    body = TITLE + f"<w:p>{run('Eins')}{reference(2, 'endnote')}{run('. Zwei')}{reference(2)}{run('.')}</w:p>"
    document = read(write(tmp_path / "a.docx", body, note(2, "Foot"), note(2, "End", "endnote")))
    assert [(n.id, n.raw) for n in document.footnotes] == [("1", "Foot"), ("e1", "End")]
    assert [m.footnote for m in document.markers] == ["e1", "1"]


def test_typed_notes(tmp_path: Path) -> None:
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>'
    body = TITLE + (
        f"<w:p>{run('Der See gehört allen')}{raised}{run('.')}</w:p><w:p>{run('Fußnoten')}</w:p>"
        f"<w:p>{raised}{run(' Harbour Times, 3. Mai 2024: „It is ours.“')}</w:p>"
    )
    document = read(write(tmp_path / "a.docx", body))
    assert [n.id for n in document.footnotes] == ["1"]
    assert document.paragraphs[0].text == "Der See gehört allen."


@pytest.mark.parametrize(
    ("document", "error"),
    [
        (f'<!DOCTYPE a [<!ENTITY x "b">]><w:document {W}><w:body/></w:document>', UnsafeInputError),
        (f'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><w:document {W}>&x;</w:document>', UnsafeInputError),
        (f"<w:document {W}>" + "<w:sdt>" * 5000, InputError),
        ("<broken", InputError),
        (f"<w:document {W}/>", InputError),
        (f"<w:document {W}><w:body/></w:document>", InputError),
    ],
)
def test_hostile_and_broken(tmp_path: Path, document: str, error: type[InputError]) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document)
    with pytest.raises(error, match=r"a\.docx"):
        read_report(path)


def test_bomb(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<a>" + " " * 60_000_000)
    with pytest.raises(UnsafeInputError, match="unpacks"):
        read_report(path)


def test_address_behind_a_link_is_kept(tmp_path: Path) -> None:
    link = f'<w:hyperlink xmlns:r="{REL}" r:id="r1">{run("Harbour Times")}</w:hyperlink>'
    text = (
        f'<w:footnote w:id="1"><w:p>{run("Open water, ")}{link}{run(", 3. Mai 2024: „It is ours.“")}</w:p></w:footnote>'
    )
    path = write(tmp_path / "a.docx", TITLE + f"<w:p>{run('Eins')}{reference(1)}{run('.')}</w:p>", text)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(
            "word/_rels/footnotes.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{REL}/hyperlink" Target="https://lake.example/x" TargetMode="External"/>'
            "</Relationships>",
        )
    (found,) = read(path).footnotes
    assert (found.source.publisher, found.source.url) == ("Harbour Times", "https://lake.example/x")
