"""Writing TMX 1.4: valid against its DTD, safe for OmegaT, the same bytes for the same units."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Final

from igglossary._version import __version__
from igglossary.formats.files import open_output
from igglossary.formats.inline import segment_markup
from igglossary.formats.markup import count_illegal, escape_text, start_tag
from igglossary.formats.report import ExportReport, Tally
from igglossary.formats.tmx import vocabulary as names
from igglossary.formats.tmx.values import moved_code, source_index
from igglossary.formats.tmx.vocabulary import TmxHeader
from igglossary.messages import _
from igglossary.model import Relation
from igglossary.text.languages import normalise_tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import IO

    from igglossary.formats.files import Target
    from igglossary.model import InlineCode, Properties, TranslationUnit, Variant

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
_LEAD = re.compile(r"\A[^\S\x0b\x0c\x1c-\x1f]+")  # white space that XML can hold
_TRAIL = re.compile(r"(?<![^\S\x0b\x0c\x1c-\x1f])[^\S\x0b\x0c\x1c-\x1f]+\Z")
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
            _write_units(stream, chain([first], rows), _matching_tag(source), tally)
        stream.write(b"  </body>\n</tmx>\n")
    return tally.report()


def _write_units(stream: IO[bytes], units: Iterable[TranslationUnit], source: str | None, tally: Tally) -> None:
    for unit in units:
        if not unit.variants:
            tally.drop(_("units without any text"))
            continue
        stream.write("".join(_unit_markup(unit, source, tally)).encode())
        tally.written += 1


def _matching_tag(source: str) -> str | None:
    """The header's language as the reader compares it."""
    if source.casefold() == "*all*":
        return None
    try:
        return normalise_tag(source)
    except ValueError:
        return None


def _header_markup(header: TmxHeader, source: str, tally: Tally) -> str:
    given = dict(header.attributes)
    values = ((name, _header_value(name, given.get(name), source)) for name in names.HEADER_ATTRIBUTES)
    attributes = [(name, value) for name, value in values if value is not None]
    out = [
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n  ',
        start_tag("header", attributes),
    ]
    tags = _Tags("    ", dict(header.attributes), tally)
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


class _Tags:
    """Writes ``note`` and ``prop`` of one owner, with the attributes that the reader filed under their place."""

    def __init__(self, indent: str, attributes: dict[str, str], tally: Tally) -> None:
        self._indent = indent
        self._places = {name: value for name, value in attributes.items() if name.endswith(_PLACES)}
        self._tally = tally
        self.used: set[str] = set()

    def notes(self, notes: Iterable[str]) -> Iterator[str]:
        """One ``note`` after the other."""
        for number, note in enumerate(notes, 1):
            yield self._element("note", (), self._attributes("note", number), note)

    def properties(self, properties: Properties, first: int = 1) -> Iterator[str]:
        """One ``prop`` after the other; names that other tools would misunderstand are wrapped."""
        for number, (name, value) in enumerate(properties, first):
            safe = names.PROPERTY + name if name in names.RESERVED or name.startswith(names.OURS) else name
            yield self._element("prop", (("type", safe),), self._attributes("prop", number), value)

    def ours(self, name: str, value: str) -> str:
        """One property of ours."""
        return self._element("prop", (("type", name),), (), value)

    def remarks(self, attributes: Iterable[tuple[str, str]]) -> Iterator[str]:
        """Attributes that TMX does not know, those left that no ``note`` or ``prop`` has taken."""
        for name, value in attributes:
            if name not in self.used:
                yield self.ours(names.ATTRIBUTE, f"{name}={value}")

    def _attributes(self, element: str, number: int) -> tuple[tuple[str, str], ...]:
        if not self._places:
            return ()
        found = []
        for name in ("o-encoding", "xml:lang", "lang"):
            place = f"{element}[{number}]/@{name}"
            if place in self._places:
                self.used.add(place)
                found.append((name, self._places[place]))
        return tuple(found)

    def _element(self, element: str, fixed: Properties, rest: Properties, text: str) -> str:
        for _name, value in (*fixed, *rest):
            count_illegal(value, self._tally)
        count_illegal(text, self._tally)
        return f"\n{self._indent}{start_tag(element, (*fixed, *rest))}{escape_text(text)}</{element}>"


_PLACES: Final = ("]/@xml:lang", "]/@lang", "]/@o-encoding")


def _unit_markup(unit: TranslationUnit, source: str | None, tally: Tally) -> Iterator[str]:
    attributes, remarks = _legal_attributes(unit.attributes, names.UNIT_ATTRIBUTES - {"srclang"})
    own_source, is_kept = _own_source(unit, source)
    if not is_kept:
        tally.drop(_("source language of a unit that is not the language of its first variant"))
    remarks = [(name, value) for name, value in remarks if name != "srclang"]
    times, time_remarks = _times(unit)
    name = unit.file_id or unit.id
    head = [] if name is None else [("tuid", name)]
    if own_source is not None:
        attributes.append(("srclang", own_source))
    for _name, value in (*head, *times, *attributes):
        count_illegal(value, tally)
    yield "    " + start_tag("tu", (*head, *times, *attributes))
    tags = _Tags("      ", dict(unit.attributes), tally)
    source_note = names.provenance_note(unit.provenance)
    yield from tags.notes((*unit.notes, source_note) if source_note else unit.notes)
    yield from tags.properties(unit.properties)
    for name, value in (*_facts(unit), *time_remarks):
        yield tags.ours(name, value)
    yield from tags.remarks(remarks)
    for number, variant in enumerate(unit.variants):
        yield from _variant_markup(variant, dict(times), tally, is_source=number == 0)
    yield "\n    </tu>\n"


def _facts(unit: TranslationUnit) -> Iterator[tuple[str, str]]:
    """What TMX has no attribute for, as properties of ours."""
    yield names.STATUS, unit.status
    if unit.relation is not Relation.TRANSLATION:
        yield names.RELATION, unit.relation
    if unit.score is not None:
        yield names.SCORE, repr(unit.score)
    if unit.keep is not None:
        yield names.KEEP, repr(unit.keep)
    for each in unit.provenance:
        yield names.PROVENANCE, names.provenance_json(each)


def _variant_markup(variant: Variant, unit_times: dict[str, str], tally: Tally, *, is_source: bool) -> Iterator[str]:
    """One ``tuv``; the targets repeat the unit's time and person, where OmegaT looks for them first."""
    attributes, remarks = _legal_attributes(variant.attributes, names.VARIANT_ATTRIBUTES)
    times, time_remarks = _times(variant)
    shown = {**unit_times, **dict(times)}
    ordered = [
        (name, shown[name])
        for name in names.HEADER_ATTRIBUTES
        if name in shown and not (is_source and shown[name] == unit_times.get(name))
    ]
    for _name, value in (*ordered, *attributes):
        count_illegal(value, tally)
    yield "\n      " + start_tag("tuv", (("xml:lang", variant.lang), *ordered, *attributes))
    tags = _Tags("        ", dict(variant.attributes), tally)
    yield from tags.notes(variant.notes)
    yield from tags.properties(variant.properties)
    lead, text, trail, codes = _trimmed(variant)
    markup, code_remarks = segment_markup(text, codes, tally)
    if lead or trail:
        yield tags.ours(names.SPACE, names.space_value(lead, trail))
    for remark in code_remarks:
        yield tags.ours(names.CODE, remark)
    for name, value in time_remarks:
        yield tags.ours(name, value)
    yield from tags.remarks(remarks)
    yield f"\n        <seg>{markup}</seg>\n      </tuv>"


def _trimmed(variant: Variant) -> tuple[str, str, str, tuple[InlineCode, ...]]:
    """The text without blanks at its ends, if no code stands in them; else as it is."""
    text, codes = variant.text, variant.codes
    lead = len(text) - len(_LEAD.sub("", text))
    end = len(_TRAIL.sub("", text))
    if lead >= end or (lead == 0 and end == len(text)):
        return "", text, "", codes
    if any(code.position < lead or max(code.position, code.end or 0) > end for code in codes):
        return "", text, "", codes
    moved = tuple(moved_code(code, -lead) for code in codes)
    return text[:lead], text[lead:end], text[end:], moved


def _times(owner: TranslationUnit | Variant) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The attributes for time and person, and the properties for times that TMX cannot write."""
    attributes, remarks = [], []
    for time_name, time, person_name, person, remark in (
        ("creationdate", owner.created_at, "creationid", owner.created_by, names.CREATED_AT),
        ("changedate", owner.changed_at, "changeid", owner.changed_by, names.CHANGED_AT),
    ):
        written = None if time is None else names.tmx_time(time)
        if written is not None:
            attributes.append((time_name, written))
        elif time is not None:
            remarks.append((remark, time))
        if person is not None:
            attributes.append((person_name, person))
    return attributes, remarks


def _legal_attributes(
    attributes: Properties, known: frozenset[str]
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The attributes that the DTD and the checks of CAT tools accept, and the others."""
    legal: list[tuple[str, str]] = []
    others: list[tuple[str, str]] = []
    for name, value in attributes:
        is_legal = name in known and name not in dict(legal)
        if name == "segtype":
            is_legal = is_legal and value in names.SEGMENT_TYPES
        elif name == "lastusagedate":
            is_legal = is_legal and names.tmx_time(names.iso_time(value) or "") == value
        (legal if is_legal else others).append((name, value))
    return legal, others


def _own_source(unit: TranslationUnit, header_source: str | None) -> tuple[str | None, bool]:
    """The unit's ``srclang`` if it needs one; False if its own attribute would make another variant the first."""
    languages = [variant.lang for variant in unit.variants]
    own = dict(unit.attributes).get("srclang")
    if own is not None:
        wanted = _matching_tag(own)
        is_foreign = wanted is None or not any(_primary(language) == _primary(wanted) for language in languages)
        return (own, True) if is_foreign else (languages[0], False)
    index = source_index(languages, header_source)
    is_same = header_source is None or _primary(languages[0]) == _primary(header_source)
    return (None, True) if index == 0 and is_same else (languages[0], True)


def _primary(language: str) -> str:
    return language.partition("-")[0].casefold()
