"""Annotated reports: one compact text holds a report, how it is printed, and what a reader must find in it.

A file has a header (``key: value``), the body, and the notes. Body lines::

    # Heading                    a heading
    P / L                        a new paragraph / list item begins
    Satz mit Verweis[[2]].       one German sentence a line; ``¦`` marks a defensible further boundary
    = paraphrase | * | 2.1.3     a link of the sentence above: relation, German words (* = all), English sentences
    = summary? | Teil | 2.1.3:words ; 2.1.4      ? = neither rewarded nor punished; words: a stretch of that sentence
    = not | * | 1.1.2            tempting, but wrong
    = en literal_quotation | words               English inside the sentence

A note begins with ``@n`` and its fields; ``raw:`` is how it is printed with ``{1}`` for its first quotation. Every
``q:`` begins a quotation, one sentence a line. A sentence without a link has no counterpart.
"""

from __future__ import annotations

import io
import re
import zipfile
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

_REF = re.compile(r"\[\[(\d+)\]\]")
_FIELDS = ("source_title", "publisher", "author", "place", "date_raw", "date", "url")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
STYLES = {
    # name: (reference in the body, label of a note, heading of the notes)
    "site": ("[{n}]", "  {n}. [{n}] ", None),
    "square": ("[{n}]", "[{n}] ", "Anmerkungen"),
    "round": ("[{n}]", "{n}. ", "Fußnoten:"),
    "superscript": ("{s}", "{s} ", "Fußnoten"),
    "paren": ("({n})", "{n}) ", "Nachweise"),
    "word": ("[{n}]", "Fn. {n}: ", "Quellen und Anmerkungen"),
    "bare": ("{s}", "{n} ", "Endnoten"),
    "dotted": ("[{n}]", "{n}. ", None),
    "markdown": ("[^{n}]", "[^{n}]: ", None),
}
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


class Annotated:
    """A parsed annotated report; ``gold`` is its answer in the shape of the scorer, ``write`` makes the file."""

    def __init__(self, text: str) -> None:
        self.header: dict[str, str] = {}
        self.body: list[tuple[str, list[str]]] = []  # (heading | paragraph | list_item, sentences with [[n]])
        self.notes: list[dict[str, Any]] = []
        self._links: list[tuple[str, str, str, str]] = []  # sentence id, relation, German, English
        self._count = 0
        lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("%")]
        for line in lines:
            if line.startswith("@"):
                self.notes.append({"id": int(line[1:]), "quotations": [], "accept": {}})
            elif self.notes:
                self._read_note(self.notes[-1], line)
            elif self.body or line.startswith("# ") or line in ("P", "L"):
                self._read_body(line)
            else:
                key, _colon, value = line.partition(": ")
                self.header[key] = value

    def _read_body(self, line: str) -> None:
        if line.startswith("# "):
            self.body.append(("heading", [line[2:]]))
        elif line in ("P", "L"):
            self.body.append(("paragraph" if line == "P" else "list_item", []))
        elif line.startswith("= "):
            relation, german, english = ([part.strip() for part in line[2:].split("|")] + [""])[:3]
            self._links.append((f"s{self._count}", relation, german, english))
        else:
            self._count += 1
            self.body[-1][1].append(line)

    @staticmethod
    def _read_note(note: dict[str, Any], line: str) -> None:
        if line == "q:":
            note["quotations"].append([])
        elif note["quotations"]:
            note["quotations"][-1].append(line)
        else:
            key, _colon, value = line.partition(": ")
            if key.startswith("accept."):
                note["accept"][key[7:]] = [v.strip() for v in value.split(" | ")]
            else:
                note[key] = value

    @property
    def name(self) -> str:
        """The name of the file that ``write`` makes."""
        return f"{self.header['id']}.{self.header['format']}"

    def note_text(self, note: dict[str, Any]) -> str:
        """A note as it is printed, without its number."""
        raw = str(note["raw"])
        for number, sentences in enumerate(note["quotations"], 1):
            raw = raw.replace(f"{{{number}}}", " ".join(sentences).replace("¦", ""))
        return raw

    def gold(self) -> dict[str, Any]:
        """The answer, schema igglossary-gold/1; offsets in code points of paragraph and quotation."""
        header = self.header
        paragraphs: list[dict[str, Any]] = []
        sentences: list[dict[str, Any]] = []
        markers: list[dict[str, Any]] = []
        optional: list[dict[str, int]] = []
        section = None
        for kind, lines in self.body:
            if kind == "heading":
                section = lines[0]
                continue
            index, text, ids = len(paragraphs), "", []
            for line in lines:
                text += " " if text else ""
                start, key = len(text), f"s{len(sentences) + 1}"
                for piece in re.split(r"(\[\[\d+\]\]|¦)", line):
                    reference = _REF.fullmatch(piece)
                    if reference:
                        markers.append({"footnote": int(reference[1]), "occurrence": 1, "sentence": key})
                        markers[-1] |= {"paragraph": index, "offset": len(text), "position": "mid_sentence"}
                    elif piece == "¦":
                        optional.append({"paragraph": index, "offset": len(text.rstrip())})
                    else:
                        text += piece
                sentences.append(
                    {"id": key, "paragraph": index, "start": start, "end": len(text), "text": text[start:]}
                )
                ids.append(key)
            paragraphs.append({"index": index, "kind": kind, "section": section, "text": text, "sentences": ids})
        gold: dict[str, Any] = {
            "schema": "igglossary-gold/1",
            **{k: header.get(k) for k in ("id", "title", "quarter", "event", "place", "date_start", "date_end")},
            "place_date_line": header.get("placeline"),
            "related_heading": "Mehr zum Thema" if header.get("quarter") else None,
            "backlinks": [header["quarter"]] if header.get("quarter") else [],
            "section_headings": [lines[0] for kind, lines in self.body if kind == "heading"],
            "paragraphs": paragraphs,
            "sentences": sentences,
            "markers": markers,
            "optional_boundaries": optional,
            "footnotes": [self._footnote(note) for note in self.notes],
            "terms": [],
        }
        return gold | self._relations(gold)

    def _footnote(self, note: dict[str, Any]) -> dict[str, Any]:
        reference = None
        if "refers_to" in note:
            target = next(n for n in self.notes if n["id"] == int(note["refers_to"]))
            reference = {"refers_to": target["id"], "resolved": {k: target.get(k) for k in _FIELDS}}
            note["accept"] = target["accept"] | note["accept"]
        return {
            "id": note["id"],
            "raw": self.note_text(note),
            **{field: note.get(field) for field in _FIELDS},
            "language": note.get("lang", "en") if note["quotations"] else None,
            "back_reference": reference,
            "acceptable": note["accept"],
            "quotations": [self._quotation(note, i, lines) for i, lines in enumerate(note["quotations"])],
        }

    @staticmethod
    def _quotation(note: dict[str, Any], index: int, lines: list[str]) -> dict[str, Any]:
        text, sentences, optional = "", [], []
        for number, line in enumerate(lines, 1):
            text += " " if text else ""
            start = len(text)
            for position, piece in enumerate(line.split("¦")):
                if position:
                    optional.append(len(text.rstrip()))
                text += piece
            key = f"f{note['id']}q{index + 1}s{number}"
            sentences.append({"id": key, "start": start, "end": len(text), "text": text[start:]})
        lang = note.get("lang", "en")
        found = {"index": index, "text": text, "language": lang, "start": 0, "end": len(text), "sentences": sentences}
        return found | {"optional_boundaries": optional}

    def _relations(self, gold: dict[str, Any]) -> dict[str, Any]:
        german = {s["id"]: s for s in gold["sentences"]}
        english = {
            s["id"]: (note["id"], q["index"], s)
            for note in gold["footnotes"]
            for q in note["quotations"]
            for s in q["sentences"]
        }

        def span(key: str, words: str, sentence: dict[str, Any]) -> dict[str, Any]:
            words = words or sentence["text"]
            if words not in sentence["text"]:
                raise ValueError(f"{self.header['id']} {key}: no {words!r}")
            start = sentence["start"] + sentence["text"].index(words)
            unit = "sentence" if words == sentence["text"] else "phrase"
            return {"sentence": key, "start": start, "end": start + len(words), "text": words, "unit": unit}

        links: list[dict[str, Any]] = []
        wrong: list[dict[str, Any]] = []
        embedded: list[dict[str, Any]] = []
        for key, relation, words, places in self._links:
            left = span(key, "" if words == "*" else words, german[key]) | {"paragraph": german[key]["paragraph"]}
            if relation.startswith("en "):
                embedded.append(left | {"kind": relation[3:]})
                continue
            right = []
            for place in places.split(";"):
                number, _colon, stretch = place.strip().partition(":")
                name = "f{}q{}s{}".format(*number.split("."))
                note, quotation, sentence = english[name]
                right.append(span(name, stretch, sentence) | {"footnote": note, "quotation": quotation})
            own = {m["footnote"] for m in gold["markers"] if m["sentence"] == key}
            link: dict[str, Any] = {"id": f"L{len(links) + 1}", "de": left, "en": right, "reason": ""}
            link |= {"type": relation.rstrip("?"), "optional": relation.endswith("?")}
            link["cross_footnote"] = any(e["footnote"] not in own for e in right)
            (wrong if relation == "not" else links).append(link)
        linked = {link["de"]["sentence"] for link in links}
        none = [
            {"id": f"N{key[1:]}", "de": span(key, "", s) | {"paragraph": s["paragraph"]}, "reason": ""}
            for key, s in german.items()
            if key not in linked
        ]
        return {"links": links, "negative_pairs": wrong, "embedded_english": embedded, "negatives": none}

    def write(self, folder: Path) -> Path:
        """Make the report in the format that its header names."""
        path = folder / self.name
        writer = {"txt": self._text, "md": self._markdown, "html": self._html, "docx": self._word}
        path.write_bytes(writer[self.header["format"]]())
        return path

    def _paragraphs(self, reference: str) -> list[tuple[str, str]]:
        def refer(match: re.Match[str]) -> str:
            return reference.format(n=match[1], s=match[1].translate(_SUPERSCRIPT))

        return [(kind, _REF.sub(refer, " ".join(lines)).replace("¦", "")) for kind, lines in self.body]

    def _text(self) -> bytes:
        reference, label, heading = STYLES[self.header["style"]]
        bullet = self.header.get("bullet", "–")
        out = [self.header["title"], self.header["placeline"]]
        for kind, text in self._paragraphs(reference):
            item = f"{bullet} {text}"
            if kind == "list_item" and out[-1].startswith(bullet):
                out[-1] += "\n" + item
            else:
                out.append(item if kind == "list_item" else text)
        notes = [
            label.format(n=n["id"], s=str(n["id"]).translate(_SUPERSCRIPT)) + self.note_text(n) for n in self.notes
        ]
        related = f"Mehr zum Thema\n{self.header['quarter']}" if "quarter" in self.header else None
        if self.header["style"] == "site":
            out.append("\n".join([related or "", *notes]))
        else:
            out += [heading or "", "\n".join(notes), *([related] if related else [])]
        return "\n\n".join(out).encode()

    def _markdown(self) -> bytes:
        reference, label, _heading = STYLES["markdown"]
        out = [f"# {self.header['title']}", f"*{self.header['placeline']}*"]
        for kind, text in self._paragraphs(reference):
            item = f"- {text}"
            if kind == "list_item" and out[-1].startswith("- "):
                out[-1] += "\n" + item
            else:
                out.append({"heading": f"## {text}", "list_item": item}.get(kind, text))
        if "quarter" in self.header:
            out += ["**Mehr zum Thema**", f"[{self.header['quarter']}](https://bericht.example/)"]
        out += [label.format(n=n["id"]) + self.note_text(n) for n in self.notes]
        return ("\n\n".join(out) + "\n").encode()

    def _html(self) -> bytes:
        reference = '\x01sup\x02\x01a href="#fn{n}" id="r{n}"\x02{n}\x01/a\x02\x01/sup\x02'
        tags = {"heading": "h2", "list_item": "li", "paragraph": "p"}
        body, previous = "", ""
        for kind, text in [*self._paragraphs(reference), ("", "")]:
            if (kind == "list_item") != (previous == "list_item"):
                body += "<ul>\n" if kind == "list_item" else "</ul>\n"
            if kind:
                marked = escape(text, quote=False).replace("\x01", "<").replace("\x02", ">")
                body += f"<{tags[kind]}>{marked}</{tags[kind]}>\n"
            previous = kind
        notes = "".join(
            f'<li id="fn{n["id"]}"><p>{_linked(self.note_text(n))} <a href="#r{n["id"]}">↩</a></p></li>\n'
            for n in self.notes
        )
        related = f'<h3>Mehr zum Thema</h3><ul><li><a href="/q">{self.header["quarter"]}</a></li></ul>'
        title = escape(self.header["title"])
        return (
            f'<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>{title} | Monitor</title>'
            f'</head><body><nav><a href="/">Start</a> <a href="/archiv">Archiv</a></nav><main><article><h1>{title}</h1>'
            f'<p class="dateline">{escape(self.header["placeline"])}</p>\n{body}<aside>{related}</aside>'
            f'<section class="footnotes"><hr><ol>{notes}</ol></section></article></main>'
            "<footer>© Monitor · <a href='/impressum'>Impressum</a></footer></body></html>"
        ).encode()

    def _word(self) -> bytes:
        styles = {"heading": "Heading1", "list_item": "ListBullet", "Title": "Title", "Subtitle": "Subtitle"}

        def paragraph(kind: str, text: str, before: str = "") -> str:
            style = f'<w:pPr><w:pStyle w:val="{styles[kind]}"/></w:pPr>' if kind in styles else ""
            runs = ""
            for piece in re.split(r"(\x01\d+\x02)", text):
                if piece.startswith("\x01"):
                    runs += f'<w:r><w:footnoteReference w:id="{int(piece[1:-1]) + 1}"/></w:r>'
                elif piece:
                    runs += f'<w:r><w:t xml:space="preserve">{escape(piece, quote=False)}</w:t></w:r>'
            return f"<w:p>{style}{before}{runs}</w:p>"

        body = paragraph("Title", self.header["title"]) + paragraph("Subtitle", self.header["placeline"])
        body += "".join(paragraph(kind, text) for kind, text in self._paragraphs("\x01{n}\x02"))
        if "quarter" in self.header:
            body += paragraph("", "Mehr zum Thema") + paragraph("", self.header["quarter"])
        notes = "".join(
            f'<w:footnote w:id="{n["id"] + 1}">{paragraph("", " " + self.note_text(n), "<w:r><w:footnoteRef/></w:r>")}'
            "</w:footnote>"
            for n in self.notes
        )
        names = {"Title": "Title", "Subtitle": "Subtitle", "Heading1": "heading 1", "ListBullet": "List Bullet"}
        style = "".join(
            f'<w:style w:type="paragraph" w:styleId="{k}"><w:name w:val="{v}"/></w:style>' for k, v in names.items()
        )
        parts = {"document": ("document.main", f"<w:body>{body}</w:body>"), "footnotes": ("footnotes", notes)}
        parts["styles"] = ("styles", style)
        package = "http://schemas.openxmlformats.org/package/2006/"
        overrides = "".join(
            f'<Override PartName="/word/{p}.xml" ContentType="{_TYPES}{kind}+xml"/>' for p, (kind, _) in parts.items()
        )
        related = "".join(
            f'<Relationship Id="r{p}" Type="{_RELATIONS}{p}" Target="{p}.xml"/>' for p in parts if p != "document"
        )
        office = f'<Relationship Id="r1" Type="{_RELATIONS}officeDocument" Target="word/document.xml"/>'
        rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        members = {
            "[Content_Types].xml": f'<Types xmlns="{package}content-types">{rels}{overrides}</Types>',
            "_rels/.rels": f'<Relationships xmlns="{package}relationships">{office}</Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}relationships">{related}</Relationships>',
        }
        for part, (_kind, content) in parts.items():
            members[f"word/{part}.xml"] = f"<w:{part} {_WORD}>{content}</w:{part}>"
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as package_file:
            for name, content in members.items():
                package_file.writestr(name, content)
        return buffer.getvalue()


def _linked(text: str) -> str:
    return re.sub(r"https?://[^\s<>“”„»«\"]*[\w/]", lambda m: f'<a href="{m[0]}">{m[0]}</a>', escape(text, quote=False))
