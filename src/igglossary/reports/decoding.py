"""Bytes → text for files that do not say reliably what they are: UTF-8, UTF-16, Windows-1252."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from igglossary.errors import InputError
from igglossary.messages import _

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_DECLARED = re.compile(
    rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})|encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})[\"']"
)


class Decoded(NamedTuple):
    """Text, the encoding it was read as, and how many bytes made no sense in it."""

    text: str
    encoding: str
    replaced: int = 0


def decode(data: bytes, *, where: str) -> Decoded:
    r"""Read as UTF-8 (with or without BOM), UTF-16 or else Windows-1252; line ends become ``\\n``.

    Raises:
        InputError: the bytes are no text.
    """
    text, encoding, replaced = _decode(data)
    # Text has a control character now and then; a picture or a program has them everywhere (measured: > 5 %).
    if "\x00" in text or len(_CONTROL.findall(text[:20_000])) * 50 > len(text[:20_000]):
        raise InputError(_("this is not text."), where=where, hint=_("Is it really a report?"))
    return Decoded(text.replace("\r\n", "\n").replace("\r", "\n"), encoding, replaced)


def decode_markup(data: bytes, *, where: str) -> Decoded:
    """Like ``decode``, but believes the encoding that an HTML page declares, if Python knows it and it fits."""
    for bom, _encoding in _BOMS:
        if data.startswith(bom):
            return decode(data, where=where)
    declared = _DECLARED.search(data[:4096])
    if declared:
        name = (declared[1] or declared[2]).decode("ascii").lower()
        name = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "utf-8"}.get(name, name)
        try:
            return (
                Decoded(codecs.lookup(name).decode(data)[0], name)
                if _is_text_codec(name)
                else decode(data, where=where)
            )
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data, where=where)


def _is_text_codec(name: str) -> bool:
    # codecs.lookup also knows transforms such as "zlib" and "rot13", which are no encodings.
    return bool(getattr(codecs.lookup(name), "_is_text_encoding", False))


def _decode(data: bytes) -> Decoded:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text = data[len(bom) :].decode(encoding, "replace")
            return Decoded(text, encoding, text.count("\ufffd"))
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    sample = data[:4000]
    # UTF-16 without BOM: every other byte of Latin text is zero.
    if (len(sample) > 3 and sample[1::2].count(0) * 3 > len(sample)) or sample[::2].count(0) * 3 > len(sample):
        encoding = "utf-16-le" if sample[1::2].count(0) >= sample[::2].count(0) else "utf-16-be"
        text = data.decode(encoding, "replace")
        return Decoded(text, encoding, text.count("\ufffd"))
    # A UTF-8 file with a few damaged bytes stays UTF-8: its multi-byte letters would turn into "Ã¼" otherwise.
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    if sum(map(text.count, "äöüßÄÖÜ„“–")) > 5 * damaged:
        return Decoded(text, "utf-8", damaged)
    text = data.decode("cp1252", "replace")
    return Decoded(text, "cp1252", text.count("\ufffd"))
