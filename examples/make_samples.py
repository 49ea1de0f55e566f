"""Write the sample report in every other format from ``sample-report.md``: ``python examples/make_samples.py [FOLDER]``.

Standard library only, so that the samples do not share a mistake with the program that reads them. The bytes are the same
every time (fixed times in the archives, no random ids).
"""

from __future__ import annotations

import re
import sys
import textwrap
import zipfile
import zlib
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

HERE = Path(__file__).parent
MARKER = re.compile(r"\[\^(\d+)\]")


@dataclass
class Report:
    """The parsed source. ``body`` are (kind, text) with ``[^n]`` in the text; kinds: heading, paragraph, item."""

    title: str = ""
    place_and_date: str = ""
    body: list[tuple[str, str]] = field(default_factory=list)
    related: str = ""
    backlink: tuple[str, str] = ("", "")
    notes: list[str] = field(default_factory=list)


def parse(markdown: str) -> Report:
    """Read the few shapes that the source uses."""
    report = Report()
    for part in markdown.strip().split("\n\n"):
        if part.startswith("# "):
            report.title = part[2:]
        elif part.startswith("## "):
            report.body.append(("heading", part[3:]))
        elif part.startswith("**"):
            report.related = part.strip("*")
        elif part.startswith("*"):
            report.place_and_date = part.strip("*")
        elif part.startswith("- "):
            report.body.extend(("item", line[2:]) for line in part.split("\n"))
        elif match := re.match(r"\[\^\d+\]: (.*)", part):
            report.notes.append(match[1])
        elif match := re.fullmatch(r"\[([^\]]+)\]\(([^)]+)\)", part):
            report.backlink = match[1], match[2]
        else:
            report.body.append(("paragraph", part))
    return report


def write_txt(report: Report) -> bytes:
    """As the reports' own plain texts look: a line a paragraph, notes numbered twice behind the related block."""
    lines = [report.title, "", report.place_and_date, ""]
    for position, (kind, text) in enumerate(report.body):
        plain = MARKER.sub(r"[\1]", text)
        lines.append(f"- {plain}" if kind == "item" else plain)
        following = report.body[position + 1][0] if position + 1 < len(report.body) else ""
        if not (kind == "item" and following == "item"):
            lines.append("")
    lines += [report.related, report.backlink[0]]
    lines += [f"  {n}. [{n}] {note}" for n, note in enumerate(report.notes, start=1)]
    return "\n".join(lines).encode("utf-8")


def _html_body(report: Report, reference: str, note: str) -> str:
    """Title to notes as HTML; the two templates get ``n`` and, for a note, ``text``."""
    parts = [f"<h1>{escape(report.title)}</h1>", f'<p class="date">{escape(report.place_and_date)}</p>']
    items: list[str] = []
    for kind, text in [*report.body, ("end", "")]:
        inner = MARKER.sub(lambda match: reference.format(n=match[1]), escape(text, quote=False))
        if items and kind != "item":
            parts.append("<ul>\n" + "\n".join(f"<li>{item}</li>" for item in items) + "\n</ul>")
            items = []
        if kind == "item":
            items.append(inner)
        elif kind == "heading":
            parts.append(f"<h2>{inner}</h2>")
        elif kind == "paragraph":
            parts.append(f"<p>{inner}</p>")
    parts.append(f'<h3>{escape(report.related)}</h3>\n<ul><li><a href="{report.backlink[1]}">{report.backlink[0]}</a></li></ul>')
    notes = [note.format(n=n, text=escape(text, quote=False)) for n, text in enumerate(report.notes, start=1)]
    parts.append('<section role="doc-endnotes" class="footnotes">\n<ol>\n' + "\n".join(notes) + "\n</ol>\n</section>")
    return "\n".join(parts)


def write_html(report: Report) -> bytes:
    """A page of a content management system with what usually surrounds the text."""
    body = _html_body(
        report,
        '<sup id="fnref{n}"><a href="#fn{n}" role="doc-noteref">[{n}]</a></sup>',
        '<li id="fn{n}"><p>{text} <a href="#fnref{n}" role="doc-backlink">↩</a></p></li>',
    )
    page = f"""<!DOCTYPE html>
<html lang="de">
<head><meta charset="utf-8"><title>{escape(report.title)} | Monitor</title></head>
<body>
<div id="cookie-banner"><p>Diese Seite verwendet Cookies.</p><button>Einverstanden</button></div>
<header><nav><ul><li><a href="/">Start</a></li><li><a href="/berichte">Berichte</a></li></ul></nav></header>
<main><article>
{body}
</article></main>
<footer><p>Muster-Monitor, eine erfundene Seite.</p></footer>
</body>
</html>
"""
    return page.encode("utf-8")


def _archive(members: list[tuple[str, str]]) -> bytes:
    """A ZIP file; a member called ``mimetype`` is stored first and uncompressed, as OpenDocument and EPUB want it."""
    import io

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in members:
            info = zipfile.ZipInfo(name, (2024, 5, 31, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            info.create_system = 3
            archive.writestr(info, text)
    return buffer.getvalue()


XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>' if text else ""


def _word_paragraph(text: str, style: str | None = None, *, is_item: bool = False) -> str:
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties += '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' if is_item else ""
    runs = "".join(
        f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{int(part) + 1}"/></w:r>'
        if number % 2
        else _run(part)
        for number, part in enumerate(MARKER.split(text))
    )
    return f"<w:p>{'<w:pPr>' + properties + '</w:pPr>' if properties else ''}{runs}</w:p>"


def write_docx(report: Report) -> bytes:
    """A Word file with real footnotes, whose ids are not their numbers (Word starts at 2 too)."""
    paragraphs = [_word_paragraph(report.title, "Title"), _word_paragraph(report.place_and_date, "Subtitle")]
    for kind, text in report.body:
        paragraphs.append(_word_paragraph(text, "Heading1" if kind == "heading" else None, is_item=kind == "item"))
    paragraphs += [_word_paragraph(report.related, "Heading2"), _word_paragraph(report.backlink[0])]
    notes = "".join(
        f'<w:footnote w:id="{n + 1}"><w:p><w:r><w:footnoteRef/></w:r>{_run(" " + text)}</w:p></w:footnote>'
        for n, text in enumerate(report.notes, start=1)
    )
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{n}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for n, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{i}"><w:name w:val="{name}"/></w:style>'
        for i, name in (("Title", "Title"), ("Subtitle", "Subtitle"), ("Heading1", "heading 1"), ("Heading2", "heading 2"))
    )
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{word}{kind}+xml"/>'
        for part, kind in (("document", "document.main"), ("footnotes", "footnotes"), ("styles", "styles"), ("numbering", "numbering"))
    )
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/{part}" Target="{part}.xml"/>'
        for n, part in enumerate(("footnotes", "styles", "numbering"))
    )
    bullets = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/>'
        '<w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    return _archive(
        [
            (
                "[Content_Types].xml",
                f'{XML}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
                'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
            ),
            (
                "_rels/.rels",
                f'{XML}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r0" Type="{OFFICE}/officeDocument" '
                'Target="word/document.xml"/></Relationships>',
            ),
            ("word/_rels/document.xml.rels", f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>'),
            ("word/document.xml", f"{XML}<w:document {W}><w:body>{''.join(paragraphs)}</w:body></w:document>"),
            ("word/footnotes.xml", f"{XML}<w:footnotes {W}>{separators}{notes}</w:footnotes>"),
            ("word/styles.xml", f"{XML}<w:styles {W}>{styles}</w:styles>"),
            ("word/numbering.xml", f"{XML}<w:numbering {W}>{bullets}</w:numbering>"),
        ],
    )


def write_odt(report: Report) -> bytes:
    """An OpenDocument text with real footnotes."""

    def inner(text: str) -> str:
        return "".join(
            f'<text:note text:id="ftn{part}" text:note-class="footnote"><text:note-citation>{part}</text:note-citation>'
            f"<text:note-body><text:p>{escape(report.notes[int(part) - 1], quote=False)}</text:p></text:note-body></text:note>"
            if number % 2
            else escape(part, quote=False)
            for number, part in enumerate(MARKER.split(text))
        )

    parts = [
        f'<text:p text:style-name="Title">{inner(report.title)}</text:p>',
        f'<text:p text:style-name="Subtitle">{inner(report.place_and_date)}</text:p>',
    ]
    items: list[str] = []
    for kind, text in [*report.body, ("heading", report.related), ("paragraph", report.backlink[0])]:
        if items and kind != "item":
            parts.append(f"<text:list>{''.join(f'<text:list-item><text:p>{i}</text:p></text:list-item>' for i in items)}</text:list>")
            items = []
        if kind == "item":
            items.append(inner(text))
        elif kind == "heading":
            parts.append(f'<text:h text:outline-level="1">{inner(text)}</text:h>')
        else:
            parts.append(f"<text:p>{inner(text)}</text:p>")
    names = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    kind = "application/vnd.oasis.opendocument.text"
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    return _archive(
        [
            ("mimetype", kind),
            (
                "content.xml",
                f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {names} office:version="1.3"><office:body>'
                f"<office:text>{''.join(parts)}</office:text></office:body></office:document-content>",
            ),
            ("styles.xml", f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-styles {names} office:version="1.3"/>'),
            (
                "META-INF/manifest.xml",
                f'<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest xmlns:manifest="{manifest}" manifest:version="1.3">'
                f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
                '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
                '<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/></manifest:manifest>',
            ),
        ],
    )


def write_epub(report: Report) -> bytes:
    """An EPUB 3 book of one chapter."""
    body = _html_body(
        report,
        '<a epub:type="noteref" id="r{n}" href="#n{n}">{n}</a>',
        '<li epub:type="footnote" id="n{n}"><p>{text} <a href="#r{n}">↩</a></p></li>',
    )
    head = f"<head><title>{escape(report.title)}</title></head>"
    names = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="de" xml:lang="de"'
    start = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
    return _archive(
        [
            ("mimetype", "application/epub+zip"),
            (
                "META-INF/container.xml",
                '<?xml version="1.0"?>\n<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
                '<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
            ),
            (
                "book.opf",
                '<?xml version="1.0" encoding="UTF-8"?>\n<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">'
                '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:igglossary:sample</dc:identifier>'
                f"<dc:title>{escape(report.title)}</dc:title><dc:language>de</dc:language>"
                '<meta property="dcterms:modified">2024-05-31T00:00:00Z</meta></metadata><manifest>'
                '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
                '<item id="text" href="text.xhtml" media-type="application/xhtml+xml"/></manifest>'
                '<spine><itemref idref="nav" linear="no"/><itemref idref="text"/></spine></package>',
            ),
            (
                "nav.xhtml",
                f'{start}<html {names}>{head}<body><nav epub:type="toc"><ol><li><a href="text.xhtml">Bericht</a></li></ol></nav></body></html>',
            ),
            ("text.xhtml", f"{start}<html {names}>{head}<body>{body}</body></html>"),
        ],
    )


PAGE_LINES = 50
WIDTH = 92


def write_pdf(report: Report) -> bytes:
    """Pages of wrapped lines in Helvetica, references raised, notes at the end; text in WinAnsi encoding."""
    lines: list[tuple[str, int, int]] = [(report.title, 13, 0), ("", 10, 0), (report.place_and_date, 10, 0), ("", 10, 0)]
    for kind, text in report.body:
        plain = f"- {text}" if kind == "item" else text
        lines += [(row, 10, 0) for row in textwrap.wrap(plain, WIDTH, break_long_words=False, break_on_hyphens=False)]
        lines.append(("", 10, 0))
    lines += [(report.related, 10, 0), (report.backlink[0], 10, 0), ("", 10, 0), ("Fußnoten", 10, 0), ("", 10, 0)]
    for number, note in enumerate(report.notes, start=1):
        rows = textwrap.wrap(f"[{number}] {note}", WIDTH, break_long_words=False, break_on_hyphens=False)
        lines += [(row, 10, 0) for row in rows]
    pages = [lines[start : start + PAGE_LINES] for start in range(0, len(lines), PAGE_LINES)]
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{4 + 2 * n} 0 R' for n in range(len(pages)))}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, page in enumerate(pages):
        stream = zlib.compress(_page_stream(page), 9)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>"
            % (5 + 2 * number),
        )
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream))
    return _pdf_file(objects)


def _page_stream(lines: list[tuple[str, int, int]]) -> bytes:
    out = [b"BT"]
    for row, (text, size, _indent) in enumerate(lines):
        out.append(b"/F1 %d Tf 1 0 0 1 56 %d Tm" % (size, 790 - 14 * row))
        for number, part in enumerate(MARKER.split(text)):
            literal = part.encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
            out.append(b"/F1 6 Tf 4 Ts (%s) Tj 0 Ts /F1 %d Tf" % (literal, size) if number % 2 else b"(%s) Tj" % literal)
    return b"\n".join([*out, b"ET"])


def _pdf_file(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


WRITERS = {
    ".txt": write_txt,
    ".html": write_html,
    ".docx": write_docx,
    ".odt": write_odt,
    ".epub": write_epub,
    ".pdf": write_pdf,
}


def main(folder: Path) -> None:
    """Write every other form of the sample into ``folder``."""
    report = parse((HERE / "sample-report.md").read_text(encoding="utf-8"))
    for ending, write in WRITERS.items():
        (folder / f"sample-report{ending}").write_bytes(write(report))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
