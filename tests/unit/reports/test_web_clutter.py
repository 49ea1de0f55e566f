"""What pages show around a text is left out and named, whatever its elements are called; the text stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from igglossary.reports import read_report

if TYPE_CHECKING:
    from pathlib import Path

    from igglossary.model import Document

LONG = (
    "Der Rat am See beriet einen ganzen Tag lang über die Stege, die Ufer und die Wege zwischen beiden, und am Ende "
    "des Tages einigten sich alle Gruppen darauf, dass der See allen gehört und dass niemand ihn einzäunen darf."
)
CLUTTER = {
    "menu": (
        "navigation",
        '<div class="x1"><a href="/">Start</a> <a href="/t">Themen</a> <a href="/a">Archiv</a></div>',
    ),
    "breadcrumb": ("navigation", '<div class="x2">Sie sind hier: Start › Themen › Seen</div>'),
    "trail": (
        "navigation",
        '<p class="x2"><a href="/">Start</a> › <a href="/t">Themen</a> › <a href="/s">Seen</a></p>',
    ),
    "reading time": ("reading time", '<div class="x3">Lesezeit: ca. 7 Minuten</div>'),
    "minutes": ("reading time", "<p>7 Minuten Lesezeit</p>"),
    "share": ("share", '<div class="x4">Teilen | Drucken | Per E-Mail versenden</div>'),
    "print": ("share", '<div class="x4"><span>Artikel drucken</span></div>'),
    "networks": ("share", "<ul><li>Facebook</li><li>Mastodon</li><li>WhatsApp</li></ul>"),
    "cookies": ("notice", '<div class="x5">Diese Seite verwendet Cookies. Wenn Sie weiterlesen, stimmen Sie zu.</div>'),
    "newsletter": ("notice", "<p>Kein Treffen verpassen: Abonnieren Sie unseren Newsletter!</p>"),
}
TAILS = {
    "related": "<h3>Weitere Beiträge</h3><p>Der Fluss im Winter</p><p>Neue Stege</p>",
    "comments": "<h4>3 Kommentare</h4><p>Uwe: Das sehe ich anders.</p><p>Ilse: Ich nicht.</p>",
    "author": "<h4>Über die Autorin</h4><p>Ida Muster schreibt über Seen.</p>",
    "tags": "<p>Schlagwörter:</p><p>See, Steg</p>",
}


def page(before: str = "", after: str = "", amid: str = "") -> str:
    note = '<p><a name="n1" href="#r1">[1]</a> Hafenblatt, 3. Mai 2024: „The lake belongs to everybody.“</p>'
    return (
        f"<html><head><title>Forum am See | Uferblatt</title></head><body><div><h1>Forum am See</h1>{before}"
        f'<p>{LONG}<a href="#n1" name="r1">[1]</a></p>{amid}<p>Danach ging man nach Hause. {LONG}</p>'
        f"<hr>{note}{after}</div></body></html>"
    )


def read(folder: Path, text: str) -> Document:
    path = folder / "report.html"
    path.write_text(text, encoding="utf-8")
    return read_report(path)[0]


def check(document: Document) -> None:
    assert document.title == "Forum am See"
    assert [p.text for p in document.paragraphs] == [LONG, f"Danach ging man nach Hause. {LONG}"]
    assert [(note.id, len(note.quotations)) for note in document.footnotes] == [("1", 1)]
    assert [marker.sentence for marker in document.markers] == ["s1"]


@pytest.mark.parametrize("name", CLUTTER)
@pytest.mark.parametrize("place", ["before", "after"])
def test_furniture_without_a_name_is_left_out_and_named(tmp_path: Path, name: str, place: str) -> None:
    reason, text = CLUTTER[name]
    document = read(tmp_path, page(**{place: text}))
    check(document)
    assert {left.reason for left in document.left_out} == {reason}


@pytest.mark.parametrize("name", TAILS)
def test_what_stands_below_the_text_is_left_out(tmp_path: Path, name: str) -> None:
    document = read(tmp_path, page(after=TAILS[name]))
    check(document)
    assert len(document.left_out) == TAILS[name].count("</")


@pytest.mark.parametrize(
    "text",
    [
        "Die Sitzung dauerte 15 Minuten.",
        "Der Newsletter des Vereins nutzt das alte Wappen.",
        "Facebook und Mastodon waren eingeladen.",
        "Themen",
        "Archiv",
    ],
)
def test_text_that_looks_like_furniture_stays_amid_the_text(tmp_path: Path, text: str) -> None:
    document = read(tmp_path, page(amid=f"<p>{text}</p>"))
    assert [p.text for p in document.paragraphs] == [LONG, text, f"Danach ging man nach Hause. {LONG}"]
    assert document.left_out == ()


@pytest.mark.parametrize(
    "around", ['<div class="comments">', '<aside class="sidebar">', '<div class="share" id="print">', "<form>"]
)
def test_nothing_that_holds_a_note_goes(tmp_path: Path, around: str) -> None:
    end = "</" + around[1:].split(maxsplit=1)[0].rstrip(">") + ">"
    text = page().replace("<hr>", f"<hr>{around}").replace("</div></body>", f"{end}</div></body>")
    check(read(tmp_path, text))
    text = (
        page()
        .replace("<p>Der Rat", f"{around}<p>Der Rat")
        .replace("[1]</a></p><p>Danach", f"[1]</a></p>{end}<p>Danach")
    )
    check(read(tmp_path, text))


def test_hidden_text_is_no_text_but_a_hidden_note_is(tmp_path: Path) -> None:
    hidden = '<div style="display: none">Unsichtbar, aber lang genug.</div>'
    document = read(tmp_path, page(amid=hidden).replace("<p><a name", '<p style="display:none"><a name'))
    check(document)
    assert document.left_out == ()


def test_a_table_of_data_is_cells_and_a_table_of_layout_is_text(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>Steg {n}</td><td>{n}00 m</td></tr>" for n in range(1, 4))
    data = f"<table><tr><th>Name</th><th>Länge</th></tr>{rows}</table>"
    document = read(tmp_path, page(amid=data))
    assert [p.text for p in document.paragraphs if p.kind == "table_cell"][:4] == ["Name", "Länge", "Steg 1", "100 m"]
    assert [s.text for s in document.sentences if "Steg 1" in s.text or "Name" in s.text] == []
    layout = f"<table><tr><td>&nbsp;</td><td>{page(amid='<p>Der Weg ist frei.</p>')}</td></tr></table>"
    document = read(tmp_path, layout)
    assert [p.kind for p in document.paragraphs] == ["paragraph"] * 3
    assert "Der Weg ist frei." in [s.text for s in document.sentences]


def test_a_marker_behind_a_table_belongs_to_the_text_before_it(tmp_path: Path) -> None:
    table = "<table><tr><th>Steg</th><th>Meter</th></tr><tr><td>A</td><td>100</td></tr></table>"
    text = page(amid=f'{table}<p><a href="#n2" name="r2">[2]</a></p>')
    note = '<p><a name="n2" href="#r2">[2]</a> Zählung des Rates.</p>'
    document = read(tmp_path, text.replace("</div></body>", f"{note}</div></body>"))
    assert [(marker.footnote, marker.sentence) for marker in document.markers] == [("1", "s1"), ("2", "s1")]


def test_a_page_without_h1_is_called_as_its_title_says(tmp_path: Path) -> None:
    text = page().replace("<h1>Forum am See</h1>", "<p><small>Seitenzahlen nach dem Druck von 1968</small></p>")
    assert read(tmp_path, text).title == "Forum am See"
    assert (
        read(tmp_path, text.replace("Forum am See | Uferblatt", "Unbenanntes Dokument")).title != "Unbenanntes Dokument"
    )


def test_a_heading_that_nobody_closed_does_not_swallow_the_page(tmp_path: Path) -> None:
    check(read(tmp_path, page().replace("</h1>", "")))
