"""Breaking files: the mutations that ``fuzz`` makes of real small files, the same for the same number."""

from __future__ import annotations

import gzip
import io
import json
import re
import zipfile
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

TOKENS = (
    b"\x00", b"\x1b[2J\x1b]0;owned\x07", b"\xc2\x9b31m", b"\x07", b"\x08", b"\x0b\x0c", b"\x7f", b"\r", b"\r\n\r\n",
    "\u202egnp.exe\u202c".encode(), "\u2066x\u2069".encode(), "\u2028\u2029".encode(), "\ufeff".encode(), b"\xff\xfe",
    b"\xfe\xff", b"\xff\xfe\x00\x00", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x80", b"\xe2\x82",
    "\U000e0041\ufdd0\uffff".encode(), "İıſßẞΐ".encode(), "a\u0301\u0327".encode() * 40,
    "\u00ad\u200b\u2060".encode(), b"&amp;", b"&lt;", b"&#0;", b"&#x1F;", b"&#xD800;", b"&#x110000;",
    b"&#99999999999999;", b"&undefined;", b"&amp", b"<!ENTITY a 'b'>",
    b"<!DOCTYPE x [<!ENTITY % p SYSTEM 'file:///etc/passwd'>%p;]>", b"<!DOCTYPE tmx>", b"<!--", b"-->", b"<![CDATA[",
    b"]]>", b"<?xml version='1.0' encoding='utf-16'?>", b"<?x ", b"<", b">", b"</", b"/>", b"<a>", b"xmlns='urn:x'",
    b"x:y", b"xml:lang=''", b" xml:lang='zz-'", b" encoding='rot13'", b"<seg>", b"</seg>", b"<ph/>", b'"', b"'",
    b'""', b'"""', b"\\", b"\\n", b"\\x", b"\\u", b";", b",", b"\t", b"|", b"\n", b"\n\n", b"#", b"#~ ", b"msgid ",
    b'msgid ""\n', b'msgstr[99999999999] "x"\n', b'msgctxt ""', b"=", b"=cmd|' /C calc'!A1", b"@SUM(1)", b"0", b"-1",
    b"1e309", b"NaN", b"9" * 30, b"9" * 5000, b"-99999999999999999999", b"0x7fffffff", b"2147483648", "٣²½".encode(),
    b"99999-99-99", b"0000-00-00T99:99:99Z", b"20200102T030405Z", b"a" * 3000, b"( " * 300, b"[" * 300, b"{" * 300,
    b"<b>" * 300, b"*" * 300, b"> " * 200, b"- " * 200, b"[^1]", b"[^1]: ", b"[1]", b"](", "„“”‚‘»«".encode(),
    b"ebenda, S. ", b"ibid., p. ", b"https://" + b"a." * 300, b"S. 1-99999999999", b"null", b"true", b"{}", b"[]",
    b'{"table": "unit", "row": {}}', b'{"table": "decision", "row": {"id": 1}}', b"endobj", b"stream\n",
    b"/Length 99999", b"../../../etc/passwd", b"file:///etc/passwd", b"_xD800_", b"_x0000_", b"\\ud800", b"\\u0000",
)  # fmt: skip
"""What has broken readers elsewhere: entities, control characters, bidi, encodings, quotes, numbers, nesting."""
_SAFE_TOKENS = (
    b"", b" ", *(token for token in TOKENS if not set(token) & set(b'<&"') and all(byte > 31 for byte in token)),
    b"&amp;", b"&lt;b&gt;", b"&#10;", b"&#x9F;", b"&#x202E;", b"&#x10FFFF;",
)  # fmt: skip
_PIECE = re.compile(
    rb"""(?P<element><(?P<name>[\w:.-]+)[^<>]*(?:/>|>[^<>]*</(?P=name)>))
    | ="(?P<value>[^"<>]*)" | >(?P<text>[^<>]+)<""",
    re.VERBOSE,
)


def mutate(seeds: tuple[bytes, ...], chance: random.Random) -> bytes:
    """One broken file, made of one of the seeds; compressed ones are often broken inside."""
    data = chance.choice(seeds)
    if data.startswith(b"PK") and chance.random() < 0.75:
        return _inside_archive(data, chance)
    if data.startswith(b"\x1f\x8b") and chance.random() < 0.75:
        return gzip.compress(_several(gzip.decompress(data), seeds, chance), 1)
    if data.startswith(b"%PDF") and chance.random() < 0.5:
        return _inside_streams(data, chance)
    if data.startswith(b'{"format"') and chance.random() < 0.5:
        return _sound_json(data, chance)
    return _several(data, seeds, chance)


def _sound_markup(data: bytes, chance: random.Random) -> bytes:
    """Change what an XML document says and leave it well-formed, so that the reader sees more than its first tag."""
    places = list(_PIECE.finditer(data))
    if not places:
        return data
    match = chance.choice(places)
    token = chance.choice(_SAFE_TOKENS)
    if match["value"] is not None:
        return data[: match.start("value")] + token + data[match.end("value") :]
    if match["text"] is not None:
        return (
            data[: match.start("text")]
            + token
            + (match["text"] if chance.random() < 0.5 else b"")
            + data[match.end("text") :]
        )
    element = match["element"]
    inside = element * chance.choice((0, 2, 30)) if chance.random() < 0.8 else b"<x>" + element + b"</x>"
    return data[: match.start()] + inside + data[match.end() :]


def _sound_json(data: bytes, chance: random.Random) -> bytes:
    """Change a value of one line of JSON, or its kind."""
    lines = data.splitlines(keepends=True)
    number = chance.randrange(len(lines))
    if chance.random() < 0.2:
        lines.insert(chance.randrange(len(lines) + 1), lines[number] if chance.random() < 0.5 else lines.pop(number))
        return b"".join(lines)
    entry = json.loads(lines[number])
    row = entry.get("row", entry)
    name = chance.choice(sorted(row))
    value = row[name]
    if isinstance(value, str) and value[:1] in "[{" and chance.random() < 0.7:
        row[name] = _several(value.encode(), (value.encode(),), chance).decode("utf-8", "replace")
    else:
        odd: tuple[object, ...] = (
            None,
            "",
            "x",
            0,
            -1,
            1.5,
            True,
            2**70,
            [],
            {},
            [1],
            "{}",
            "[]",
            "null",
            "\ud800",
            "a\x00b",
            name,
        )
        row[name] = chance.choice(odd)
    if chance.random() < 0.1:
        del row[name]
    lines[number] = json.dumps(entry).encode() + b"\n"
    return b"".join(lines)


def _several(data: bytes, seeds: tuple[bytes, ...], chance: random.Random) -> bytes:
    if data.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<") and chance.random() < 0.6:
        for _time in range(chance.choice((1, 1, 2, 3))):
            data = _sound_markup(data, chance)
        return data
    for _time in range(chance.choice((1, 1, 2, 3, 6))):
        data = chance.choice(_MUTATIONS)(data, seeds, chance)
    return data


def _flip(data: bytes, _seeds: tuple[bytes, ...], chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _time in range(chance.choice((1, 2, 8)) if changed else 0):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _overwrite(data: bytes, _seeds: tuple[bytes, ...], chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.randbytes(chance.choice((1, 2, 16))) + data[at + 1 :]


def _truncate(data: bytes, _seeds: tuple[bytes, ...], chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] if chance.random() < 0.7 else data[at:]


def _delete(data: bytes, _seeds: tuple[bytes, ...], chance: random.Random) -> bytes:
    start, end = _stretch(data, chance)
    return data[:start] + data[end:]


def _repeat(data: bytes, _seeds: tuple[bytes, ...], chance: random.Random) -> bytes:
    start, end = _stretch(data, chance)
    return data[:end] + data[start:end] * chance.choice((1, 2, 40)) + data[end:]


def _swap(data: bytes, _seeds: tuple[bytes, ...], chance: random.Random) -> bytes:
    (start, middle), (_from, end) = _stretch(data, chance), _stretch(data, chance)
    end = max(middle, end)
    return data[:start] + data[middle:end] + data[start:middle] + data[end:]


def _splice(data: bytes, seeds: tuple[bytes, ...], chance: random.Random) -> bytes:
    other = chance.choice(seeds)
    start, end = _stretch(other, chance)
    at = chance.randrange(len(data) + 1)
    return data[:at] + other[start:end] + data[at:]


def _insert(data: bytes, _seeds: tuple[bytes, ...], chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(TOKENS) + data[at:]


def _replace_word(data: bytes, _seeds: tuple[bytes, ...], chance: random.Random) -> bytes:
    """Put a token into the place of a whole value, between two separators."""
    marks = [at for at in range(len(data)) if data[at] in b"<>\"';,\t\n=|"]
    if len(marks) < 2:
        return data
    number = chance.randrange(len(marks) - 1)
    return data[: marks[number] + 1] + chance.choice(TOKENS) + data[marks[number + 1] :]


def _other_encoding(data: bytes, _seeds: tuple[bytes, ...], chance: random.Random) -> bytes:
    text = data.decode("utf-8", "replace")
    return text.encode(chance.choice(("utf-16", "utf-16-le", "utf-32", "cp1252", "utf-8-sig", "utf-7")), "replace")


def _stretch(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.choice((1, 4, 30, 200, 2000)))


_MUTATIONS = (
    _flip, _overwrite, _truncate, _delete, _repeat, _swap, _splice, _insert, _insert, _insert, _replace_word,
    _replace_word, _other_encoding,
)  # fmt: skip


def _inside_archive(data: bytes, chance: random.Random) -> bytes:
    """Break, rename, drop or double one member; the archive itself stays sound."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [(info.filename, archive.read(info)) for info in archive.infolist()]
    other = tuple(content for _name, content in members)
    number = chance.randrange(len(members))
    name, content = members[number]
    kind = chance.random()
    if kind < 0.85:
        members[number] = (name, _several(content, other, chance))
    elif kind < 0.9:
        del members[number]
    elif kind < 0.95:
        members[number] = (chance.choice(("../" + name, name.upper(), "/etc/x", "a" * 300)), content)
    else:
        members[number] = (name, chance.choice(other))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for member, body in members:
            archive.writestr(zipfile.ZipInfo(member, (2020, 1, 2, 3, 4, 6)), body)
    return buffer.getvalue()


def _inside_streams(data: bytes, chance: random.Random) -> bytes:
    """Break the content of one compressed stream of a PDF."""
    parts = data.split(b"stream\n")
    at = [number for number, part in enumerate(parts) if part[:1] == b"\x78"]
    if not at:
        return _several(data, (data,), chance)
    number = chance.choice(at)
    try:
        plain = zlib.decompress(parts[number])
    except zlib.error:
        plain = zlib.decompressobj().decompress(parts[number])
    parts[number] = zlib.compress(_several(plain, (plain,), chance)) + b"\nend"
    return b"stream\n".join(parts)
