"""Writing TMX 1.4: valid against its DTD, safe for OmegaT, the same bytes for the same units."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from igglossary._version import __version__
from igglossary.formats.files import open_output
from igglossary.formats.markup import start_tag
from igglossary.formats.report import ExportReport, Tally
from igglossary.formats.tmx import vocabulary as names
from igglossary.formats.tmx.unit_markup import Tags, UnitWriter, matching_tag
from igglossary.formats.tmx.vocabulary import TmxHeader

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import IO

    from igglossary.formats.files import Target
    from igglossary.model import TranslationUnit

_REQUIRED_HEADER: Final = {
    "creationtool": "igglossary",
    "creationtoolversion": __version__,
    "segtype": "sentence",
    "o-tmf": "igglossary",
    "adminlang": "en",
    "srclang": "en",
    "datatype": "plaintext",
    "o-encoding": "UTF-8",
}
_BATCH_UNITS: Final = 1000
_TIMES: Final = frozenset({"creationdate", "changedate"})


def write_tmx(
    target: Target,
    units: Iterable[TranslationUnit],
    *,
    header: TmxHeader | None = None,
    source_language: str | None = None,
) -> ExportReport:
    """Write units as TMX 1.4, UTF-8, one after the other in constant memory.

    Args:
        target: A path, written atomically, or a binary stream.
        units: In the order in which they shall stand.
        header: Notes, properties, dates and languages for the header. The tool's name is always ours: OmegaT reads
            files of its own name differently.
        source_language: For the header's ``srclang``; by default that of ``header``, else of the first unit.

    Returns:
        How many units were written and what had to be changed.

    Raises:
        OutputError: the file cannot be written.
    """
    tally = Tally()
    rows = iter(units)
    first = next(rows, None)
    header = header or TmxHeader()
    source = source_language or header.get("srclang")
    if source is None:
        source = first.source.lang if first is not None and first.variants else "en"
    with open_output(target) as stream:
        stream.write(_header_markup(header, source, tally).encode())
        if first is not None:
            _write_units(stream, chain([first], rows), matching_tag(source), tally)
        stream.write(b"  </body>\n</tmx>\n")
    return tally.report()


def _write_units(stream: IO[bytes], units: Iterable[TranslationUnit], source: str | None, tally: Tally) -> None:
    """In batches: to encode and to look for characters that XML cannot hold costs less for many units at once."""
    iterator, writer = iter(units), UnitWriter(source, tally)
    while batch := list(islice(iterator, _BATCH_UNITS)):
        stream.write(writer.markup(batch))


def _header_markup(header: TmxHeader, source: str, tally: Tally) -> str:
    given = dict(header.attributes)
    values = ((name, _header_value(name, given.get(name), source)) for name in names.HEADER_ATTRIBUTES)
    attributes = [(name, value) for name, value in values if value is not None]
    out = [
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n  ',
        start_tag("header", attributes),
    ]
    tags = Tags("\n    ", dict(header.attributes), tally)
    out += tags.notes(header.notes)
    out += tags.properties(header.properties)
    out += [f"\n    {ude}" for ude in header.ude]
    out.append("\n  </header>\n  <body>\n" if len(out) > 2 else "</header>\n  <body>\n")
    return "".join(out)


def _header_value(name: str, given: str | None, source: str) -> str | None:
    """An attribute of the header as it is written: what the reader found, unless only we can know it."""
    required = _REQUIRED_HEADER.get(name)
    if name == "srclang":
        return source
    is_illegal = name == "segtype" and given not in names.SEGMENT_TYPES
    if is_illegal or name in ("creationtool", "creationtoolversion", "o-encoding"):
        return required
    value = given or required
    return names.tmx_time(names.iso_time(value) or "") if name in _TIMES and value is not None else value
