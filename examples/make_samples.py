"""Write the sample report in every other format from ``sample-report.md``: ``python examples/make_samples.py``.

Standard library only, so that the samples do not share a mistake with the program that reads them. The bytes are the
same every time (fixed times in the archives, no random ids).
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
    parts.append(
        f'<h3>{escape(report.related)}</h3>\n<ul><li><a href="{report.backlink[1]}">{report.backlink[0]}</a></li></ul>'
    )
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
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
WORD_PARTS = {"document": "document.main", "footnotes": "footnotes", "styles": "styles", "numbering": "numbering"}
WORD_STYLES = {"Title": "Title", "Subtitle": "Subtitle", "Heading1": "heading 1", "Heading2": "heading 2"}
BULLETS = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
    '<w:lvlText w:val="•"/><w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>' if text else ""


def _word_reference(number: str) -> str:
    raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    return f'<w:r>{raised}<w:footnoteReference w:id="{int(number) + 1}"/></w:r>'


def _word_paragraph(text: str, style: str | None = None, *, is_item: bool = False) -> str:
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties += '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' if is_item else ""
    parts = enumerate(MARKER.split(text))
    runs = "".join(_word_reference(part) if number % 2 else _run(part) for number, part in parts)
    return f"<w:p>{'<w:pPr>' + properties + '</w:pPr>' if properties else ''}{runs}</w:p>"


def _word_notes(notes: list[str]) -> str:
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{n}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for n, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    return separators + "".join(
        f'<w:footnote w:id="{n + 1}"><w:p><w:r><w:footnoteRef/></w:r>{_run(" " + text)}</w:p></w:footnote>'
        for n, text in enumerate(notes, start=1)
    )


def _word_package() -> list[tuple[str, str]]:
    """Content types and relations: what is the same for every Word file of ours."""
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{WORD_TYPE}.{kind}+xml"/>'
        for part, kind in WORD_PARTS.items()
    )
    defaults = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    relations = "".join(
        f'<Relationship Id="{part}" Type="{OFFICE}/{part}" Target="{part}.xml"/>'
        for part in WORD_PARTS
        if part != "document"
    )
    main = f'<Relationship Id="r0" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    start = f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
    return [
        ("[Content_Types].xml", f'{XML}<Types xmlns="{PACKAGE}/content-types">{defaults}{overrides}</Types>'),
        ("_rels/.rels", f"{start}{main}</Relationships>"),
        ("word/_rels/document.xml.rels", f"{start}{relations}</Relationships>"),
    ]


def write_docx(report: Report) -> bytes:
    """A Word file with real footnotes, whose ids are not their numbers (Word starts at 2 too)."""
    paragraphs = [_word_paragraph(report.title, "Title"), _word_paragraph(report.place_and_date, "Subtitle")]
    for kind, text in report.body:
        paragraphs.append(_word_paragraph(text, "Heading1" if kind == "heading" else None, is_item=kind == "item"))
    paragraphs += [_word_paragraph(report.related, "Heading2"), _word_paragraph(report.backlink[0])]
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in WORD_STYLES.items()
    )
    return _archive(
        [
            *_word_package(),
            ("word/document.xml", f"{XML}<w:document {W}><w:body>{''.join(paragraphs)}</w:body></w:document>"),
            ("word/footnotes.xml", f"{XML}<w:footnotes {W}>{_word_notes(report.notes)}</w:footnotes>"),
            ("word/styles.xml", f"{XML}<w:styles {W}>{styles}</w:styles>"),
            ("word/numbering.xml", f"{XML}<w:numbering {W}>{BULLETS}</w:numbering>"),
        ],
    )


ODF = "urn:oasis:names:tc:opendocument:xmlns"
ODT_TYPE = "application/vnd.oasis.opendocument.text"


def _odt_inline(report: Report, text: str) -> str:
    def note(number: str) -> str:
        body = escape(report.notes[int(number) - 1], quote=False)
        return (
            f'<text:note text:id="ftn{number}" text:note-class="footnote">'
            f"<text:note-citation>{number}</text:note-citation>"
            f"<text:note-body><text:p>{body}</text:p></text:note-body></text:note>"
        )

    parts = enumerate(MARKER.split(text))
    return "".join(note(part) if number % 2 else escape(part, quote=False) for number, part in parts)


def _odt_body(report: Report) -> str:
    parts = [
        f'<text:p text:style-name="Title">{escape(report.title)}</text:p>',
        f'<text:p text:style-name="Subtitle">{escape(report.place_and_date)}</text:p>',
    ]
    items: list[str] = []
    for kind, text in [*report.body, ("heading", report.related), ("paragraph", report.backlink[0])]:
        inner = _odt_inline(report, text)
        if items and kind != "item":
            parts.append(f"<text:list>{''.join(items)}</text:list>")
            items = []
        if kind == "item":
            items.append(f"<text:list-item><text:p>{inner}</text:p></text:list-item>")
        elif kind == "heading":
            parts.append(f'<text:h text:outline-level="1">{inner}</text:h>')
        else:
            parts.append(f"<text:p>{inner}</text:p>")
    return "".join(parts)


def write_odt(report: Report) -> bytes:
    """An OpenDocument text with real footnotes."""
    names = f'xmlns:office="{ODF}:office:1.0" xmlns:text="{ODF}:text:1.0" office:version="1.3"'
    start = '<?xml version="1.0" encoding="UTF-8"?>\n'
    body = f"<office:body><office:text>{_odt_body(report)}</office:text></office:body>"
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in (("/", ODT_TYPE), ("content.xml", "text/xml"), ("styles.xml", "text/xml"))
    )
    manifest = (
        f'<manifest:manifest xmlns:manifest="{ODF}:manifest:1.0" manifest:version="1.3">{entries}</manifest:manifest>'
    )
    return _archive(
        [
            ("mimetype", ODT_TYPE),
            ("content.xml", f"{start}<office:document-content {names}>{body}</office:document-content>"),
            ("styles.xml", f"{start}<office:document-styles {names}/>"),
            ("META-INF/manifest.xml", start + manifest),
        ],
    )


XHTML = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="de" xml:lang="de"'
CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
PACKAGE_FILE = """<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:igglossary:sample</dc:identifier>
<dc:title>{title}</dc:title>
<dc:language>de</dc:language>
<meta property="dcterms:modified">2024-05-31T00:00:00Z</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="text" href="text.xhtml" media-type="application/xhtml+xml"/>
</manifest>
<spine><itemref idref="nav" linear="no"/><itemref idref="text"/></spine>
</package>
"""


def write_epub(report: Report) -> bytes:
    """An EPUB 3 book of one chapter."""
    body = _html_body(
        report,
        '<a epub:type="noteref" id="r{n}" href="#n{n}">{n}</a>',
        '<li epub:type="footnote" id="n{n}"><p>{text} <a href="#r{n}">↩</a></p></li>',
    )
    title = escape(report.title)
    page = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        f"<html {XHTML}><head><title>{title}</title></head><body>{{body}}</body></html>"
    )
    contents = '<nav epub:type="toc"><ol><li><a href="text.xhtml">Bericht</a></li></ol></nav>'
    return _archive(
        [
            ("mimetype", "application/epub+zip"),
            ("META-INF/container.xml", CONTAINER),
            ("book.opf", PACKAGE_FILE.format(title=title)),
            ("nav.xhtml", page.format(body=contents)),
            ("text.xhtml", page.format(body=body)),
        ],
    )


PAGE_LINES = 50
WIDTH = 92


def write_pdf(report: Report) -> bytes:
    """Pages of wrapped lines in Helvetica, references raised, notes at the end; text in WinAnsi encoding."""
    lines: list[tuple[str, int, int]] = [
        (report.title, 13, 0),
        ("", 10, 0),
        (report.place_and_date, 10, 0),
        ("", 10, 0),
    ]
    for kind, text in report.body:
        plain = f"- {text}" if kind == "item" else text
        lines += [(row, 10, 0) for row in textwrap.wrap(plain, WIDTH, break_long_words=False, break_on_hyphens=False)]
        lines.append(("", 10, 0))
    lines += [(report.related, 10, 0), (report.backlink[0], 10, 0), ("", 10, 0), ("Fußnoten", 10, 0), ("", 10, 0)]
    for number, note in enumerate(report.notes, start=1):
        rows = textwrap.wrap(f"[{number}] {note}", WIDTH, break_long_words=False, break_on_hyphens=False)
        lines += [(row, 10, 0) for row in rows]
    pages = [lines[start : start + PAGE_LINES] for start in range(0, len(lines), PAGE_LINES)]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, page in enumerate(pages):
        stream = zlib.compress(_page_stream(page), 9)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            b"/Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>" % (5 + 2 * number),
        )
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream))
    return _pdf_file(objects)


def _page_stream(lines: list[tuple[str, int, int]]) -> bytes:
    out = [b"BT"]
    for row, (text, size, _indent) in enumerate(lines):
        out.append(b"/F1 %d Tf 1 0 0 1 56 %d Tm" % (size, 790 - 14 * row))
        for number, part in enumerate(MARKER.split(text)):
            literal = (
                part.encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
            )
            out.append(
                b"/F1 6 Tf 4 Ts (%s) Tj 0 Ts /F1 %d Tf" % (literal, size) if number % 2 else b"(%s) Tj" % literal
            )
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
