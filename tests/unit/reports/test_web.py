"""Web pages of many makers give the same notes and markers, and nothing of what surrounds the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from igglossary.reports import read_report

if TYPE_CHECKING:
    from pathlib import Path

    from igglossary.model import Document

NOTE = "Open water, Harbour Times, 3. Mai 2024: „The lake belongs to everybody.“ In: https://lake.example/a"
SECOND = "Lake Union, Submission No. 4: „New fences are a danger.“ In: https://lake.example/b"
BEFORE = """<!DOCTYPE html><html lang="de"><head><meta charset="utf-8">
<title>Forum | Monitor</title><style>p{}</style></head><body>
<div id="cookie-banner"><p>Wir verwenden Cookies. Bitte stimmen Sie zu.</p></div>
<header class="site-header"><nav><ul><li><a href="/">Start</a></li>
<li><a href="#c1">1</a></li></ul></nav></header>"""
AFTER = """<aside class="sidebar"><h3>Neues</h3><p>Ein Teaser mit Text.</p></aside>
<footer><p>© 2024 Monitor. Alle Rechte vorbehalten.</p></footer>
<script>var x = "<p>Skript.</p>";</script></body></html>"""


def page(
    reference: str,
    note: str,
    around: tuple[str, str] = ("<ol>", "</ol>"),
    main: tuple[str, str] = ("<article>", "</article>"),
) -> str:
    first, second = (reference.replace("%", n) for n in "12")
    body = (
        f"<h1>Q2/2024 - Forum</h1><p class='date'>Seewinkel, 3. Mai 2024</p><h2>Lage</h2>"
        f"<p>Der <em>See</em> ge&shy;hört al<wbr>len{first}. Nie&shy;mand darf ihn&nbsp;einzäunen.</p>"
        f"<blockquote><p>Die Zäune kommen weg.{second}</p></blockquote><ul><li>ein Boot,</li><li>ein Steg.</li></ul>"
        f"<h3>Mehr zum Thema</h3><ul><li><a href='/q2'>Q2/2024</a></li></ul>"
    )
    notes = "".join(note.replace("%", n).replace("TEXT", text) for n, text in (("1", NOTE), ("2", SECOND)))
    return BEFORE + main[0] + body + around[0] + notes + around[1] + main[1] + AFTER


PAGES = {
    "word export": page(
        '<a href="#_ftn%" name="_ftnref%"><sup>[%]</sup></a>',
        '<p><a href="#_ftnref%" name="_ftn%">[%]</a> TEXT</p>',
        ("<hr>", ""),
    ),
    "doc-noteref": page(
        '<sup id="r%"><a href="#fn:%" role="doc-noteref">%</a></sup>',
        '<li id="fn:%"><p>TEXT <a href="#r%" role="doc-backlink">↩︎</a></p></li>',
        ('<section role="doc-endnotes"><ol>', "</ol></section>"),
    ),
    "mediawiki": page(
        '<sup id="cite_ref-%"><a href="#cite_note-%">[%]</a></sup>',
        '<li id="cite_note-%"><span>↑ <a href="#cite_ref-%">↑</a></span> <span>TEXT</span></li>',
        main=('<div id="content"><div class="mw-parser-output">', "</div></div>"),
    ),
    "brackets outside": page(
        '[<a href="https://x.example/p#f%">%</a>]',
        '<li><a id="f%"></a>TEXT <a href="#top%">zurück</a></li>',
        ("<footer><ol>", "</ol></footer>"),
    ),
    "definition list": page(
        '<sup><a href="#n-%" id="r-%">%</a></sup>',
        '<dt id="n-%"><a href="#r-%">%.</a></dt><dd>TEXT</dd>',
        ("<dl>", "</dl>"),
    ),
    "aside": page(
        '<a epub:type="noteref" href="#n%">%</a>',
        '<aside epub:type="footnote" id="n%"><p>TEXT</p></aside>',
        ("", ""),
    ),
    "word div": page(
        '<a href="#_ftn%" name="_ftnref%">[%]</a>',
        '<div id="ftn%"><p><a href="#_ftnref%" name="_ftn%">[%]</a> TEXT</p></div>',
        ("<div>", "</div>"),
    ),
    "typed": page("[%]", "<p>[%] TEXT</p>", ("", "")),
    "typed list": page("<sup>%</sup>", "<li>TEXT</li>", ("<h2>Fußnoten</h2><ol>", "</ol>")),
    "table": page(
        '<a href="#%">(%)</a>',
        '<tr><td><a name="%">(%)</a></td><td>TEXT</td></tr>',
        ("<table>", "</table>"),
    ),
}


def read(folder: Path, text: str) -> Document:
    path = folder / "report.html"
    path.write_text(text, encoding="utf-8")
    return read_report(path)[0]


@pytest.mark.parametrize("name", PAGES)
def test_pages(tmp_path: Path, name: str) -> None:
    document = read(tmp_path, PAGES[name])
    assert (document.title, document.place, document.section_headings) == ("Q2/2024 - Forum", "Seewinkel", ("Lage",))
    assert [(p.kind, p.text) for p in document.paragraphs] == [
        ("paragraph", "Der See gehört allen. Niemand darf ihn einzäunen."),
        ("blockquote", "Die Zäune kommen weg."),
        ("list_item", "ein Boot,"),
        ("list_item", "ein Steg."),
    ]
    assert [(note.id, note.raw) for note in document.footnotes] == [("1", NOTE), ("2", SECOND)]
    assert [(m.footnote, m.sentence) for m in document.markers] == [("1", "s1"), ("2", "s3")]
    assert document.backlinks == ("Q2/2024",)


def test_declared_encoding(tmp_path: Path) -> None:
    path = tmp_path / "old.html"
    path.write_bytes(
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"></head>'
        "<body><h1>Über „Zäune“</h1>"
        "<p>Größe zählt hier nicht.</p></body></html>".encode("cp1252"),
    )
    document = read_report(path)[0]
    assert document.title == "Über „Zäune“"
    assert document.paragraphs[0].text == "Größe zählt hier nicht."


def test_address_behind_a_link_is_kept(tmp_path: Path) -> None:
    link = '<a href="https://lake.example/x">Harbour Times</a>'
    note = f'<li id="n%"><p>Open water, {link}, 3. Mai 2024: „The lake is ours.“</p></li>'
    document = read(tmp_path, page('<a href="#n%">%</a>', note))
    assert document.footnotes[0].source.url == "https://lake.example/x"
    assert document.footnotes[0].source.publisher == "Harbour Times"


def test_unreferenced_note_is_kept(tmp_path: Path) -> None:
    text = PAGES["doc-noteref"].replace(
        "</li></ol></section>", "</li><li id='fn:3'><p>Nobody refers to me.</p></li></ol></section>"
    )
    document = read(tmp_path, text)
    assert [note.id for note in document.footnotes] == ["1", "2", "3"]


def test_deep_pages_are_read(tmp_path: Path) -> None:
    document = read(tmp_path, "<html><body><h1>Forum</h1>" + "<div>" * 10_000 + "<p>Der See gehört allen.</p>")
    assert [paragraph.text for paragraph in document.paragraphs] == ["Der See gehört allen."]
