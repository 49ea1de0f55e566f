"""The safe way from bytes to XML."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from igglossary.errors import InputError, UnsafeInputError, UnsupportedInputError
from igglossary.formats.xml import XmlSource, blank_external_id, drive, parse_xml, root_name, safe_expat

if TYPE_CHECKING:
    from pathlib import Path


def text_of(path: Path) -> str:
    """What a source makes of a file."""
    return b"".join(XmlSource(path).chunks()).decode()


def parse(path: Path) -> None:
    """Send a file through expat."""
    for _chunk in drive(safe_expat(where="x"), XmlSource(path)):
        pass


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "iso-8859-15", "shift_jis", "gb18030"],
)
def test_every_encoding_becomes_utf8(tmp_path: Path, encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><a>{"Grün" if "jis" not in encoding else "日本"}</a>'
    path = tmp_path / "a.xml"
    path.write_bytes(text.encode(encoding))

    assert text_of(path) == text
    parse(path)
    assert parse_xml(path.read_bytes(), where="a").tag == "a"


def test_utf16_without_byte_order_mark_and_declaration(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes("<a>ü</a>".encode("utf-16-le"))

    assert text_of(path) == "<a>ü</a>"


def test_gzip_is_seen_by_its_bytes_and_not_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(gzip.compress(b"<a/>"))
    other = tmp_path / "b.xml.gz"
    other.write_bytes(b"<b/>")

    assert text_of(path) == "<a/>"
    assert text_of(other) == "<b/>"


@pytest.mark.parametrize("name", ["rot13", "zip", "utf-7", "idna", "no-such"])
def test_an_encoding_that_is_none_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.xml"
    path.write_text(f'<?xml version="1.0" encoding="{name}"?><a/>')

    with pytest.raises(UnsupportedInputError, match=name):
        XmlSource(path)


def test_utf8_that_calls_itself_latin1_is_read_as_told_and_remarked(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes('<?xml version="1.0" encoding="ISO-8859-1"?><a>Größe</a>'.encode())
    source = XmlSource(path)

    assert "GrÃ" in b"".join(source.chunks()).decode()
    assert "UTF-8" in str(source.problems[0].message)


@pytest.mark.parametrize(
    "dtd",
    [
        '<!DOCTYPE a [<!ENTITY b "c">]>',
        '<!DOCTYPE a SYSTEM "x.dtd" [<!ENTITY % b SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "http://127.0.0.1:9/">]>',
    ],
)
def test_declared_entities_are_refused_everywhere(tmp_path: Path, dtd: str) -> None:
    path = tmp_path / "a.xml"
    path.write_text(f"{dtd}<a>&b;</a>")

    for read in (parse, lambda each: parse_xml(each.read_bytes(), where="a"), lambda each: root_name(XmlSource(each))):
        with pytest.raises(UnsafeInputError, match="entity"):
            read(path)


@pytest.mark.parametrize("dtd", ["", '<!DOCTYPE a SYSTEM "a.dtd">', '<!DOCTYPE a PUBLIC "-//A//B" "http://h/a.dtd">'])
@pytest.mark.parametrize("place", ["<a>x&nbsp;y</a>", '<a b="x&nbsp;y"/>'])
def test_an_undefined_entity_is_an_error_even_with_a_dtd_that_could_define_it(
    tmp_path: Path, dtd: str, place: str
) -> None:
    path = tmp_path / "a.xml"
    path.write_text(f"{dtd}\n{place}")

    with pytest.raises(InputError, match="nbsp"):
        parse(path)
    with pytest.raises(InputError, match="nbsp"):
        parse_xml(path.read_bytes(), where="a")


def test_the_external_identifier_is_blanked_and_lines_stay() -> None:
    head = b'<?xml version="1.0"?>\n<!-- <!DOCTYPE x SYSTEM "y"> -->\n<!DOCTYPE a PUBLIC "b"\n "c">\n<a/>'

    blanked = blank_external_id(head)

    assert b"PUBLIC" not in blanked
    assert b'SYSTEM "y"' in blanked
    assert blanked.count(b"\n") == head.count(b"\n")
    assert len(blanked) == len(head)


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"", None, "empty"),
        (b" \n ", None, "empty"),
        (b"<a>\n<b></a>", 2, "closing tag"),
        (b"<a>\n\xff</a>", 2, "UTF-8"),
        (b"<a>\n\x08</a>", 2, "does not allow"),
        (b"<a>\n&#8;</a>", 2, "does not allow"),
        (b"<a/>\n<b/>", 2, "after the end"),
        (b"<a>\n<b", 2, "breaks off"),
        (b"text", 1, "does not allow|no text may stand|no XML at all"),
    ],
)
def test_what_is_no_xml_is_said_with_its_line(tmp_path: Path, data: bytes, line: int | None, words: str) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(data)

    with pytest.raises(InputError, match=words) as raised:
        parse(path)
    assert raised.value.where == (str(path) if line is None else f"{path}:{line}")


def test_a_compression_bomb_is_refused_early(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(gzip.compress(b"<a>" + b" " * (80 << 20) + b"</a>"))

    with pytest.raises(UnsafeInputError, match="bomb"):
        parse(path)


def test_damaged_compression_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(gzip.compress(b"<a>" + bytes(range(32, 127)) * 9000 + b"</a>")[:-40])

    with pytest.raises(InputError, match=r"damaged|well-formed"):
        parse(path)


def test_nesting_without_end_is_refused() -> None:
    with pytest.raises(InputError, match="depth"):
        parse_xml(b"<a>" * 5000 + b"</a>" * 5000, where="a")


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(InputError, match="No such file"):
        XmlSource("/no/such/file.tmx")
