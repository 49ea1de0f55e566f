"""PDF reports, typeset by typst in the shapes that reports have: what is read must be what was set."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

import pytest

from igglossary.errors import InputError, UnsafeInputError
from igglossary.reports import read_report
from igglossary.reports.pdf import read_pdf
from igglossary.reports.pdf.paragraphs import Paragraphs
from igglossary.reports.pdf.sheet import Line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from igglossary.errors import Problem
    from igglossary.model import Document

pytest.importorskip("pypdfium2")
typst = pytest.importorskip("typst")

SUBJECTS = (
    "Die Regulierungsbehörde",
    "Der Verwaltungsrat",
    "Die Zivilgesellschaft",
    "Ein Arbeitskreis der Anrainerstaaten",
    "Das Generalsekretariat",
    "Die Fischereigenossenschaft",
)
VERBS = ("verlangt", "bezweifelt", "begrüßt", "untersucht", "veröffentlicht", "verteidigt", "prüft")
OBJECTS = (
    "die Widerstandsfähigkeit der Telekommunikationsinfrastruktur",
    "eine völkerrechtlich verbindliche Vereinbarung über Unterwasserkabel",
    "den Zwischenbericht der Sachverständigenkommission",
    "die grenzüberschreitende Zusammenarbeit der Aufsichtsbehörden",
    "jede Einschränkung der Meinungsfreiheit im Netz",
)
TAILS = ("seit dem Frühjahr", "trotz vieler Einwände", "nach langer Beratung", "ohne Gegenstimme")

PLAIN = '#set page(paper: "a4", numbering: "1")\n#set par(justify: true)\n#set text(lang: "de", size: 11pt)\n'
SHAPES = {
    "one column": PLAIN,
    "small digits": PLAIN + '#set text(font: "New Computer Modern")\n',
    "running heads": PLAIN
    + "#set page(header: [Jahrbuch der Seen #h(1fr) Heft 7])\n"
    + "#set page(footer: context [#h(1fr) Seite #counter(page).display()])\n"
    + "#set par(first-line-indent: 1.5em, spacing: 0.65em)\n",
    "two columns": PLAIN + "#set page(columns: 2)\n#set text(size: 9.5pt)\n",
    "notes as large as the text": PLAIN + "#show footnote.entry: set text(size: 11pt)\n",
    "no rule above the notes": PLAIN + "#set footnote.entry(separator: none)\n",
    "ragged": PLAIN + "#set par(justify: false)\n#set text(hyphenate: false)\n",
    "small pages": PLAIN + '#set page(paper: "a6", margin: 12mm)\n#set text(size: 9pt)\n',
}


def sentence(number: int) -> str:
    """A German sentence of its own for each number, with a word that says which."""
    parts = (SUBJECTS[number % 6], VERBS[number % 7], OBJECTS[number % 5], TAILS[number // 3 % 4])
    return f"{' '.join(parts)}, wie Abschnitt {number} ausführt."


def prose(paragraphs: int, *, notes: bool = True) -> tuple[str, list[str], list[str]]:
    """(typst markup, the paragraphs' texts, the notes' texts): each third sentence has a note."""
    markup: list[str] = []
    texts: list[str] = []
    footnotes: list[str] = []
    for paragraph in range(paragraphs):
        sentences = [sentence(paragraph * 7 + n) for n in range(3 + paragraph % 4)]
        texts.append(" ".join(sentences))
        marked: list[str] = []
        for position, text in enumerate(sentences):
            if notes and position % 3 == 1:
                note = f"Vgl. Protokoll {len(footnotes) + 1} der Seekonferenz, Seewinkel 2024, S. {paragraph + 3}."
                footnotes.append(note)
                marked.append(f"{text}#footnote[{note}]")
            else:
                marked.append(text)
        markup.append(" ".join(marked))
    return "\n\n".join(markup), texts, footnotes


def typeset(source: str, folder: Path) -> Path:
    path = folder / "report.pdf"
    path.write_bytes(typst.compile(source.encode()))
    return path


def read(source: str, folder: Path) -> tuple[Document, Sequence[Problem]]:
    return read_report(typeset(source, folder))


def notes_of(document: Document) -> list[str]:
    return [note.raw for note in document.footnotes]


def marked(document: Document) -> list[tuple[str, str]]:
    """(note, the words before its marker)."""
    texts = [paragraph.text for paragraph in document.paragraphs]
    return [(m.footnote, texts[m.paragraph][: m.offset].rsplit(maxsplit=1)[-1]) for m in document.markers]


@pytest.mark.parametrize("shape", SHAPES)
def test_what_was_set_is_read(shape: str, tmp_path: Path) -> None:
    markup, texts, notes = prose(26)
    document, _problems = read(SHAPES[shape] + markup, tmp_path)
    assert notes_of(document) == notes
    assert [note for note, _word in marked(document)] == [str(n) for n in range(1, len(notes) + 1)]
    assert {word for _note, word in marked(document)} == {"ausführt."}
    assert [p.text for p in document.paragraphs] == texts


def test_headings_by_size_title_and_contents(tmp_path: Path) -> None:
    markup, texts, _notes = prose(6)
    parts = markup.split("\n\n")
    source = (
        PLAIN
        + "#align(center, text(size: 20pt, weight: 700)[Wem gehört der See?])\n\n#outline(title: [Inhalt])\n\n"
        + f"= Vorgeschichte\n\n{parts[0]}\n\n== Erste Zweifel\n\n{parts[1]}\n\n{parts[2]}"
    )
    document, _problems = read(source, tmp_path)
    assert document.title == "Wem gehört der See?"
    assert [h for h in document.section_headings if h != "Inhalt"][-2:] == ["Vorgeschichte", "Erste Zweifel"]
    assert [p.text for p in document.paragraphs] == texts[:3]
    assert [left.text.split()[0] for left in document.left_out if left.reason == "contents"] == [
        "Vorgeschichte",
        "Erste",
    ]


def test_what_the_page_shows_around_the_text_is_kept_apart(tmp_path: Path) -> None:
    markup, _texts, _notes = prose(20)
    document, _problems = read(SHAPES["running heads"] + markup, tmp_path)
    assert {left.text for left in document.left_out if left.reason == "running head"} == {"Jahrbuch der Seen Heft 7"}
    numbers = [left.text for left in document.left_out if left.reason == "page number"]
    assert numbers == [f"Seite {n}" for n in range(1, len(numbers) + 1)]
    assert len(numbers) > 1


def test_numbers_that_begin_again_with_each_chapter(tmp_path: Path) -> None:
    markup, _texts, notes = prose(30)
    parts = markup.split("\n\n")
    chapter = "#pagebreak()\n#counter(footnote).update(0)\n= Zweites Kapitel\n\n"
    document, _problems = read(
        PLAIN + "= Erstes Kapitel\n\n" + "\n\n".join(parts[:15]) + "\n\n" + chapter + "\n\n".join(parts[15:]), tmp_path
    )
    assert notes_of(document) == notes
    keys = [note.id for note in document.footnotes]
    assert len(set(keys)) == len(keys)
    assert [m.footnote for m in document.markers] == keys


def test_a_long_note_goes_on_at_the_next_page(tmp_path: Path) -> None:
    long = " ".join(sentence(n) for n in range(70))
    body, _texts, _notes = prose(9, notes=False)
    document, _problems = read(f"{PLAIN}{body} Das war neu.#footnote[{long}]\n\n{body}", tmp_path)
    assert notes_of(document) == [long]


def test_notes_at_the_end_are_told_from_a_bibliography(tmp_path: Path) -> None:
    _markup, texts, _notes = prose(8, notes=False)
    body = "\n\n".join(f"{text}#super[{n}]" for n, text in enumerate(texts, start=1))
    listed = [f"Vgl. die Niederschrift vom {n}. Mai 2024, Seewinkel." for n in range(1, 9)]
    endnotes = "\n\n".join(f"{n}#h(1em){text}" for n, text in enumerate(listed, start=1))
    books = "\n\n".join(f"Musterfrau, Erika: Band {n} der Seegeschichte. Seewinkel 20{10 + n}." for n in range(1, 5))
    source = f"{PLAIN}{body}\n\n= Anmerkungen\n\n{endnotes}\n\n= Literatur\n\n{books}"
    document, _problems = read(source, tmp_path)
    assert notes_of(document) == listed
    assert [p.text for p in document.paragraphs][-4:] == books.split("\n\n")


def test_raised_numbers_that_are_no_references(tmp_path: Path) -> None:
    markup, _texts, notes = prose(8)
    document, _problems = read(f"{PLAIN}{markup}\n\nDer Saal misst 40 m#super[2] und nicht 10#super[3] Fuß.", tmp_path)
    assert notes_of(document) == notes
    assert document.paragraphs[-1].text == "Der Saal misst 40 m² und nicht 10³ Fuß."


def test_hyphens_at_line_ends(tmp_path: Path) -> None:
    words = "Vor- und Nachteile der US-amerikanischen E-Mail-Dienste im Nord-Ostsee-Verkehr"
    text = " ".join(f"Abschnitt {n} nennt {words}." for n in range(40))
    document, _problems = read(f"{PLAIN}{text}", tmp_path)
    assert " ".join(p.text for p in document.paragraphs) == text


def test_a_soft_hyphen_inside_a_line_costs_no_letter_at_its_end() -> None:
    lines = [
        Line([text], 50, 400, 700 - 14 * n, 10, False)
        for n, text in enumerate(("die Vor\u00adsorge am See", "und mehr"))
    ]
    assert Paragraphs([lines], 10, {}).joined(lines) == ["die Vor\u00adsorge am See", " und mehr"]


def test_notes_that_cannot_be_paired_are_not_invented(tmp_path: Path) -> None:
    _markup, texts, _notes = prose(9, notes=False)
    body = "\n\n".join(f"{text}#super[{n}]" for n, text in enumerate(texts, start=1))
    document, problems = read(PLAIN + body, tmp_path)
    assert document.footnotes == ()
    assert [p.message for p in problems if "read safely" in str(p.message)]
    assert "".join(p.text for p in document.paragraphs).count("ausführt.") == sum(t.count("ausführt.") for t in texts)


def test_a_missing_note_is_named_and_the_note_before_it_not_trusted(tmp_path: Path) -> None:
    markup, _texts, notes = prose(30)
    count = iter(range(1, len(notes) + 1))
    lost = re.sub(r"#footnote\[", lambda m: m.group() if next(count) != 9 else "#super[9]#hide[", markup)
    lost = lost.replace("#hide[", "#counter(footnote).step()#hide[")
    document, problems = read(PLAIN + lost, tmp_path)
    assert any(str(p.message) == "footnote 9 was not found in the PDF" for p in problems)
    kept = notes_of(document)
    assert set(kept) < set(notes)
    assert len(kept) >= len(notes) - 2


def pdf_of(content: bytes, *, times: int = 1, trailer: bytes = b"") -> bytes:
    """A page whose content stream repeats this, packed, in a file without anything else."""
    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(content) for _ in range(times)) + packer.flush()
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[4 0 R]>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F1 3 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(packed), packed),
    )
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out) + b"trailer<</Size 6/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF" % (trailer, table)


ENCRYPT = b"/ID[<00><00>]/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O<%b>/U<%b>>>" % (b"11" * 32, b"22" * 32)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (pdf_of(b"BT /F1 12 Tf 72 700 Td (Text) Tj ET", trailer=ENCRYPT), "encrypted"),
        (pdf_of(b"0 0 100 100 re f"), "only pictures"),
        (pdf_of(b"BT /F1 12 Tf 72 700 Td (\\001\\002\\003\\004\\005\\006 \\001\\002) Tj ET"), "letters|only pictures"),
        (b"%PDF-1.7\nnothing that follows is one", "damaged"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(data: bytes, says: str, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(data)
    with pytest.raises(InputError, match=says) as caught:
        read_report(path)
    assert "\n" not in str(caught.value)


def test_a_bomb_ends_in_the_child(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf_of(b" " * (1 << 20), times=900))
    assert path.stat().st_size < 8 << 20
    with pytest.raises(UnsafeInputError, match="more memory or time"):
        read_report(path)


def test_a_folder_of_the_same_name_is_not_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = typeset(f"{PLAIN}{sentence(1)}\n\n{sentence(2)}", tmp_path)
    (tmp_path / "igglossary").mkdir()
    (tmp_path / "igglossary" / "__init__.py").write_text("raise SystemExit(3)")
    monkeypatch.chdir(tmp_path)
    assert [s.text for s in read_report(path)[0].sentences] == [sentence(1), sentence(2)]


def test_accents_that_are_set_apart(tmp_path: Path) -> None:
    def place(x: float, letters: bytes) -> bytes:
        return b"BT /F1 12 Tf %.2f 700 Td (%b) Tj ET\n" % (x, letters)

    line = place(72, b"Die Ufer geh") + place(138.4, rb"\250") + place(137.37, b"oren uns allen.")
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf_of(line + line.replace(b" 700 ", b" 640 ")))
    assert {block.text for block in read_pdf(path.read_bytes(), where=str(path)).blocks} == {
        "Die Ufer gehören uns allen."
    }
