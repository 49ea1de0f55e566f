"""Notes in the markup of many producers: each gives every note, and every marker in its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from igglossary.reports import read_report

if TYPE_CHECKING:
    from pathlib import Path

    from igglossary.model import Document

NOTES = (
    "Hafenblatt, 3. Mai 2024: „The lake belongs to everybody.“",
    "Ebd., S. 7.",
    "Vgl. Uferrat, Bericht 12, Seeberg 2019.",
    "Lake Union, 9. Juni 2024: „New fences are a danger.“",
)
SENTENCES = (
    "Der See gehört allen.",
    "Niemand darf ihn einzäunen.",
    "Der Rat zählte 12 Stege.",
    "Die Zäune kommen weg.",
)


class Maker(NamedTuple):
    """How a producer writes: a reference, a note, around the notes; ``%`` is the number, TEXT the note."""

    reference: str
    note: str
    before: str = "<hr>"
    after: str = ""
    label: str = "%"


MAKERS = {
    "hugo": Maker(
        '<sup id="fnref:%"><a href="#fn:%" class="footnote-ref" role="doc-noteref">%</a></sup>',
        '<li id="fn:%"><p>TEXT&#160;<a href="#fnref:%" class="footnote-backref" role="doc-backlink">'
        "&#x21a9;&#xfe0e;</a></p></li>",
        '<div class="footnotes" role="doc-endnotes"><hr><ol>',
        "</ol></div>",
    ),
    "pandoc": Maker(
        '<a href="#fn%" class="footnote-ref" id="fnref%" role="doc-noteref"><sup>%</sup></a>',
        '<li id="fn%"><p>TEXT<a href="#fnref%" class="footnote-back" role="doc-backlink">↩︎</a></p></li>',
        '<section id="footnotes" class="footnotes"><hr><ol>',
        "</ol></section>",
    ),
    "word": Maker(
        '<a style="mso-footnote-id:ftn%" href="#_ftn%" name="_ftnref%"><span class=MsoFootnoteReference>'
        "<!--[if !supportFootnotes]-->[%]<!--[endif]--></span></a>",
        '<div style="mso-element:footnote" id=ftn%><p class=MsoFootnoteText><a href="#_ftnref%" name="_ftn%">'
        "<span>[%]</span></a> TEXT<o:p></o:p></p></div>",
        "<div><br clear=all><hr align=left size=1>",
        "</div>",
    ),
    "word, markers without text": Maker(
        '<a href="#_ftn%" name="_ftnref%" title=""><span class=MsoFootnoteReference></span></a>',
        '<div id=ftn%><p class=MsoFootnoteText><a href="#_ftnref%" name="_ftn%" title=""></a> TEXT</p></div>',
        "<div><hr>",
        "</div>",
    ),
    "libreoffice": Maker(
        '<a class="sdfootnoteanc" name="sdfootnote%anc" href="#sdfootnote%sym"><sup>%</sup></a>',
        '<div id="sdfootnote%"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote%sym" '
        'href="#sdfootnote%anc">%</a>TEXT</p></div>',
        "",
    ),
    "google docs": Maker(
        '<sup><a href="#ftnt%" id="ftnt_ref%">[%]</a></sup>',
        '<div><p class="c1"><a href="#ftnt_ref%" id="ftnt%">[%]</a><span class="c2">&nbsp;TEXT</span></p></div>',
        '<hr class="c9">',
    ),
    "mediawiki": Maker(
        '<sup id="cite_ref-%" class="reference"><a href="#cite_note-%"><span>[</span>%<span>]</span></a></sup>',
        '<li id="cite_note-%"><span class="mw-cite-backlink"><a href="#cite_ref-%">↑</a></span> '
        '<span class="reference-text">TEXT</span></li>',
        '<h2>Einzelnachweise</h2><ol class="references">',
        "</ol>",
    ),
    "tex4ht": Maker(
        '<span class="footnote-mark"><a href="#fn%x0" id="x1-200%f%"><sup class="textsuperscript">%</sup></a></span>',
        '<p class="noindent"><span class="footnote-mark"><a id="fn%x0"> <sup class="textsuperscript">%</sup></a></span>'
        "<span class='ec'>TEXT</span></p>",
    ),
    "latex2html": Maker(
        '<a name="tex2html%" href="#foot%"><sup>%</sup></a>',
        '<dt><a name="foot%">... Wort</a><a href="#tex2html%"><sup>%</sup></a></dt><dd>TEXT</dd>',
        "<hr><h4>Fußnoten</h4><dl>",
        "</dl>",
    ),
    "1997": Maker(
        '<A NAME="Z%"></A><A HREF="#M%"><FONT SIZE=2>(%)</FONT></A>',
        '<P><A NAME="M%">(%)</A> TEXT <A HREF="#Z%">&lt;=</A></P>',
    ),
    "1997, font around p": Maker(
        '<A NAME="Z%"></FONT><A HREF="#M%"><FONT SIZE=2>(%)</FONT></A></A>',
        '<FONT SIZE=2><P><A NAME="M%">(%)</A> TEXT <A HREF="#Z%">&lt;=</A></FONT>',
    ),
    "unclosed p": Maker('<A HREF="#n%"><SUP>%</SUP></A>', '<P><A NAME="n%"></A>% TEXT', "<HR>"),
    "line breaks": Maker('<a href="#n%">[%]</a>', '<a name="n%"></a>[%] TEXT<br>', "<p>", "</p>"),
    "two line breaks": Maker('<a href="#n%">[%]</a>', '<a name="n%">[%]</a> TEXT<br><br>', "<p>", "</p>"),
    "one paragraph": Maker('<a name="r%" href="#n%">(%)</a>', '<a name="n%" href="#r%">(%)</a> TEXT ', "<p>", "</p>"),
    "table": Maker(
        '<a href="#n%" name="r%">(%)</a>',
        '<tr><td><a href="#r%" name="n%">(%)</a></td><td>TEXT</td></tr>',
        "<hr><table>",
        "</table>",
    ),
    "word before the number": Maker(
        '[<a name="fn0%b"></a><a href="#fn0%">Fn 0%</a>]',
        '<p class="fussnote"><a name="fn0%"></a>[0%] TEXT [<a href="#fn0%b">zurück</a>]</p>',
        "<h3>Fußnoten</h3>",
    ),
    "letters behind the number": Maker(
        '<a name="Z29%"></a><a href="#M29%">(29%)</a>',
        '<p><a name="M29%">(29%)</a> TEXT <a href="#Z29%">&lt;=</a></p>',
        label="29%",
    ),
    "wrong links back": Maker(
        '<a name="Z%"></a><a href="#M%">(%)</a>', '<p><a name="M%">(%)</a> TEXT <a href="#M%">&lt;=</a></p>'
    ),
    "side notes": Maker(
        '<label for="sn%" class="margin-toggle sidenote-number"></label><input type="checkbox" id="sn%">'
        '<span class="sidenote">TEXT</span>',
        "",
        "",
    ),
    "modern footnotes": Maker(
        '<sup class="modern-footnotes-footnote" data-mfn="%"><a href="javascript:void(0)">%</a></sup>'
        '<span class="modern-footnotes-footnote__note">TEXT</span>',
        "",
        "",
    ),
    "tooltip and list": Maker(
        '<a href="#ref_%"><sup id="tip_%" class="footnote_plugin_tooltip_text">[%]</sup></a>'
        '<span class="footnote_tooltip">TEXT</span>',
        '<tr><th class="footnote_plugin_index"><a id="ref_%" href="#tip_%">↑%</a></th><td>TEXT</td></tr>',
        '<div class="footnotes_reference_container"><table><tbody>',
        "</tbody></table></div>",
    ),
    "called by a script": Maker(
        """<a role="button" onclick="show_note('ref_%');"><sup id="tip_%">[%]</sup></a>"""
        '<span class="footnote_tooltip">TEXT</span>',
        '<tr><th id="ref_%"><a role="button" onclick="show_text(\'tip_%\')"><span>&#8593;</span>%</a></th>'
        "<td>TEXT</td></tr>",
        "<p>Einzelnachweise</p><table><tbody>",
        "</tbody></table>",
    ),
    "words for screen readers": Maker(
        '<a class="reference" href="#target-%" id="reference-%"><span class="visually-hidden">Fußnote </span>[%]</a>',
        '<li id="target-%"><a href="#reference-%">Zur Auflösung der Fußnote[%]</a> <div>TEXT</div></li>',
        "<h2>Fußnoten</h2><ol>",
        "</ol>",
    ),
    "a table for each note": Maker(
        '<a href="#f%" id="id%">[%]</a>',
        '<table id="f%"><tbody><tr><td><a href="#id%">[%]</a></td><td>TEXT</td></tr></tbody></table>',
        "",
    ),
    "beside the text": Maker(
        '<a href="#fn%" class="footnote-ref" id="fnref%"><sup>%</sup></a> Der Wind dreht sich.</p>'
        '<div class="column-margin"><div id="fn%"><p><sup>%</sup>&nbsp;TEXT</p></div></div><p>',
        "",
        "",
    ),
    "all lead to the heading": Maker(
        '<sup><a href="#noten">%</a></sup>', "<li>TEXT</li>", '<h3 id="noten">Anmerkungen</h3><ol>', "</ol>"
    ),
    "heading in a paragraph": Maker(
        '<a id="n%_r" href="#n%"><sup>%</sup></a>',
        '<div id="n%"><span>%. </span><div>TEXT <a title="Zurück" href="#n%_r">↵</a></div></div>',
        "<div><p>Anmerkungen</p>",
        "</div>",
    ),
    "preformatted": Maker(
        '<a href="#fn%" name="r%">[%]</a>', '<a name="fn%"></a>[%] TEXT <a href="#r%">^</a>\n\n', "<pre>\n", "</pre>"
    ),
    "typed": Maker("[%]", "<p>[%] TEXT</p>"),
}


def labels(maker: Maker) -> tuple[str, ...]:
    numbers = "abcd" if maker.label == "29%" else "1234"
    return tuple(numbers)


def page(maker: Maker) -> str:
    def filled(text: str, number: str, note: str) -> str:
        return text.replace("%", number).replace("TEXT", note)

    body = "".join(
        f"<p>{sentence}{filled(maker.reference, number, note)} Der Wind dreht sich.</p>"
        for sentence, number, note in zip(SENTENCES, labels(maker), NOTES, strict=True)
    )
    notes = "".join(filled(maker.note, n, note) for n, note in zip(labels(maker), NOTES, strict=True))
    return f"<html><body><h1>Forum am See</h1>{body}{maker.before}{notes}{maker.after}</body></html>"


def read(folder: Path, text: str, name: str = "report.html") -> Document:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_report(path)[0]


def check(document: Document, keys: list[str]) -> None:
    assert [(note.id, note.raw) for note in document.footnotes] == list(zip(keys, NOTES, strict=True))
    texts = {sentence.id: sentence.text for sentence in document.sentences}
    assert [(m.footnote, texts[m.sentence]) for m in document.markers] == list(zip(keys, SENTENCES, strict=True))
    assert set(texts.values()) == {*SENTENCES, "Der Wind dreht sich."}


@pytest.mark.parametrize("name", MAKERS)
def test_every_producer_gives_all_notes_and_markers(tmp_path: Path, name: str) -> None:
    maker = MAKERS[name]
    check(read(tmp_path, page(maker)), [maker.label.replace("%", n) for n in labels(maker)])


@pytest.mark.parametrize("name", [name for name, maker in MAKERS.items() if "</p>" in maker.note])
def test_missing_end_tags_cost_nothing(tmp_path: Path, name: str) -> None:
    maker = MAKERS[name]
    text = page(maker).replace("</p>", "").replace("</P>", "").replace("</li>", "").replace("</dd>", "")
    check(read(tmp_path, text), [maker.label.replace("%", n) for n in labels(maker)])


def test_a_marker_that_leads_to_itself_finds_its_note_by_the_number(tmp_path: Path) -> None:
    text = page(MAKERS["1997"]).replace('HREF="#M2"', 'HREF="#Z2"')
    check(read(tmp_path, text), ["1", "2", "3", "4"])


@pytest.mark.parametrize("name", ["1997", "google docs", "table", "line breaks", "hugo"])
def test_a_note_without_its_name_is_found_by_its_number(tmp_path: Path, name: str) -> None:
    text = page(MAKERS[name])
    for target in ('<A NAME="M2">', 'id="ftnt2"', 'name="n2"', 'id="fn:2"'):
        text = text.replace(target, "<A>" if target.startswith("<") else "")
    check(read(tmp_path, text), ["1", "2", "3", "4"])


def test_notes_that_nothing_refers_to_and_markers_without_note_are_kept(tmp_path: Path) -> None:
    text = page(MAKERS["1997"]).replace('<A NAME="Z2"></A><A HREF="#M2"><FONT SIZE=2>(2)</FONT></A>', "")
    document = read(tmp_path, text.replace('HREF="#M4"', 'HREF="#M7"').replace("(4)</FONT>", "(7)</FONT>"))
    assert [note.id for note in document.footnotes][:3] == ["1", "2", "3"]
    assert [marker.footnote for marker in document.markers] == ["1", "3", "7"]


def test_labels_of_chapters_that_count_anew_are_counted_through(tmp_path: Path) -> None:
    chapter = page(MAKERS["pandoc"]).partition("</h1>")[2].partition("</body>")[0]
    second = chapter.replace('"#fn', '"#b').replace('id="fn', 'id="b').replace('"#fnref', '"#bref')
    second = second.replace('"#bref', '"#fnref').replace('id="bref', 'id="xref').replace('"#fnref', '"#xref')
    document = read(tmp_path, f"<html><body><h1>Forum am See</h1>{chapter}{second}</body></html>")
    assert [note.id for note in document.footnotes] == [str(number) for number in range(1, 9)]
    assert [marker.footnote for marker in document.markers] == [str(number) for number in range(1, 9)]
