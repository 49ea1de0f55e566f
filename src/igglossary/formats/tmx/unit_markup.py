"""The markup of a ``tu``: one line for each property and each variant, and none of them says what another one says.

Nearly all units of a large memory say the same but for id, times and texts; they are put together from what is known
of the unit before. Whatever is out of the ordinary takes the long way, to the same markup.
"""

from __future__ import annotations

import re
from dataclasses import fields
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from igglossary.formats.inline import segment_markup
from igglossary.formats.markup import count_illegal, escape_attribute, escape_text, start_tag
from igglossary.formats.report import Tally
from igglossary.formats.tmx import vocabulary as names
from igglossary.formats.tmx.values import moved_code, source_index
from igglossary.messages import _
from igglossary.model import Place, Relation, Status, Variant
from igglossary.text.languages import normalise_tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from igglossary.model import InlineCode, Properties, TranslationUnit

_LEAD = re.compile(r"\A[^\S\x0b\x0c\x1c-\x1f]+")  # white space that XML can hold
_TRAIL = re.compile(r"(?<![^\S\x0b\x0c\x1c-\x1f])[^\S\x0b\x0c\x1c-\x1f]+\Z")
_SUSPECT: Final = bytes({*range(32)} - {9, 10})
"""Bytes that no markup of ours has, if it is as it should be: control characters and carriage returns."""
_NON_CHARACTERS: Final = "\ufffe".encode(), "\uffff".encode()
_MAX_FILES: Final = 1000
_SAYS_MORE: Final = attrgetter(*(each.name for each in fields(Variant) if each.name not in ("lang", "text", "codes")))
_NOTHING_MORE: Final = _SAYS_MORE(Variant("", ""))


def matching_tag(source: str) -> str | None:
    """The header's language as the reader compares it."""
    if source.casefold() == "*all*":
        return None
    try:
        return normalise_tag(source)
    except ValueError:
        return None


class Tags:
    """Writes ``note`` and ``prop`` of one owner, with the attributes that the reader filed under their place."""

    def __init__(self, before: str, attributes: dict[str, str], tally: Tally) -> None:
        """``before`` stands before each element."""
        self._before = before
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
        return f"{self._before}{start_tag(element, (*fixed, *rest))}{escape_text(text)}</{element}>"


_PLACES: Final = ("]/@xml:lang", "]/@lang", "]/@o-encoding")


class UnitWriter:
    """Writes the units of one file, batch by batch."""

    def __init__(self, source: str | None, tally: Tally) -> None:
        """``source`` is the header's language as the reader compares it."""
        self._source = source
        self._tally = tally
        self._files: set[str] = set()
        self._languages: dict[tuple[str, ...], bool] = {}
        self._told: dict[tuple[object, ...], str] = {}

    def markup(self, units: Sequence[TranslationUnit]) -> bytes:
        """The units in UTF-8; what had to be changed is counted.

        Each batch names the files that its units come from, so that a part of the file keeps most of it.
        """
        tally = self._tally
        with_text = [unit for unit in units if unit.variants]
        tally.drop(_("units without any text"), len(units) - len(with_text))
        tally.written += len(with_text)
        data = self._encode(with_text)
        if data is None:
            self._forget()
            data = "".join([part for unit in with_text for part in self._unit(unit, tally)]).encode()
        return data

    def _encode(self, units: Sequence[TranslationUnit]) -> bytes | None:
        """The batch, None if a character is in it that XML cannot hold, or holds only as a reference."""
        self._forget()
        tally = Tally()
        text = "".join([self._usual_unit(unit, tally) or "".join(self._unit(unit, tally)) for unit in units])
        try:
            data = text.encode()
        except UnicodeEncodeError:  # half a surrogate pair
            return None
        if len(data.translate(None, _SUSPECT)) < len(data) or any(each in data for each in _NON_CHARACTERS):
            return None
        self._tally.add(tally)
        return data

    def _forget(self) -> None:
        self._files.clear()
        self._told.clear()

    # --- the usual unit ---------------------------------------------------------------------------------------------

    def _usual_unit(self, unit: TranslationUnit, tally: Tally) -> str | None:
        """A unit whose variants are texts with or without inline codes; None if it is another one."""
        languages = tuple([variant.lang for variant in unit.variants])
        is_usual = self._languages.get(languages)
        if is_usual is None:
            is_usual = self._languages[languages] = self._are_usual(languages)
        if not is_usual or unit.attributes:
            return None
        times, remarks = _times(unit)
        sides = [_usual_variant(variant, tally) for variant in unit.variants]
        if remarks or None in sides:
            return None
        name = unit.file_id or unit.id
        head = [] if name is None else [f' tuid="{name if name.isalnum() else escape_attribute(name)}"']
        head += [f' {key}="{value if value.isalnum() else escape_attribute(value)}"' for key, value in times]
        return f"<tu{''.join(head)}>{self._usual_tags(unit, tally)}\n{''.join(sides)}</tu>\n"  # type: ignore[arg-type]

    def _are_usual(self, languages: tuple[str, ...]) -> bool:
        """True if the reader puts the first language first, and none needs an escape."""
        is_first = source_index(languages, self._source) == 0
        is_same = self._source is None or _primary(languages[0]) == _primary(self._source)
        return is_first and is_same and all(escape_attribute(each) == each for each in languages)

    def _usual_tags(self, unit: TranslationUnit, tally: Tally) -> str:
        """Notes and properties; most units of a memory share them with others."""
        is_marked = _is_machine(unit.created_by) or _is_machine(unit.changed_by)
        told = unit.notes, unit.properties, unit.status, unit.relation, unit.score, unit.keep, unit.provenance
        markup = self._told.get((is_marked, *told))
        if markup is None:
            known = len(self._files)
            markup = "".join(self._tags(unit, tally))
            if len(self._files) == known:  # else it names a file, which the next one need not
                self._told[(is_marked, *told)] = markup
        return markup

    def _tags(self, unit: TranslationUnit, tally: Tally) -> Iterator[str]:
        tags = Tags("\n", dict(unit.attributes), tally)
        note = "" if all(map(_is_bare, unit.provenance)) else names.provenance_note(unit.provenance)
        yield from tags.notes((*unit.notes, note) if note else unit.notes)
        yield from tags.properties(unit.properties)
        for name, value in self._facts(unit):
            yield tags.ours(name, value)
        _attributes, remarks = _legal_attributes(unit.attributes, names.UNIT_ATTRIBUTES - {"srclang"})
        for name, value in _times(unit)[1]:
            yield tags.ours(name, value)
        yield from tags.remarks((name, value) for name, value in remarks if name != "srclang")

    def _facts(self, unit: TranslationUnit) -> Iterator[tuple[str, str]]:
        """What TMX has no attribute for, as properties of ours."""
        if unit.status is not Status.APPROVED or _says_unconfirmed(unit):
            yield names.STATUS, unit.status
        if unit.relation is not Relation.TRANSLATION:
            yield names.RELATION, unit.relation
        if unit.score is not None:
            yield names.SCORE, repr(unit.score)
        if unit.keep is not None:
            yield names.KEEP, repr(unit.keep)
        for each in unit.provenance:
            if _is_bare(each):
                yield names.FILE, self._file(each)
            else:
                yield names.PROVENANCE, names.provenance_json(each)

    def _file(self, place: Place) -> str:
        """A file that units come from: its number, and the first time also what is known of it."""
        facts = names.provenance_json(place)
        number = names.file_number(facts)
        if number in self._files:
            return number
        if len(self._files) == _MAX_FILES:
            self._forget()
        self._files.add(number)
        return f"{number} {facts}"

    # --- any unit ---------------------------------------------------------------------------------------------------

    def _unit(self, unit: TranslationUnit, tally: Tally) -> Iterator[str]:
        attributes, _remarks = _legal_attributes(unit.attributes, names.UNIT_ATTRIBUTES - {"srclang"})
        own_source, is_kept = _own_source(unit, self._source)
        if not is_kept:
            tally.drop(_("source language of a unit that is not the language of its first variant"))
        times, _time_remarks = _times(unit)
        name = unit.file_id or unit.id
        head = [] if name is None else [("tuid", name)]
        if own_source is not None:
            attributes.append(("srclang", own_source))
        for _name, value in (*head, *times, *attributes):
            count_illegal(value, tally)
        yield start_tag("tu", (*head, *times, *attributes))
        yield from self._tags(unit, tally)
        yield "\n"
        for number, variant in enumerate(unit.variants):
            yield from _variant_markup(variant, dict(times), tally, is_source=number == 0)
        yield "</tu>\n"


def _is_bare(place: Place) -> bool:
    """True if the place is a file and nothing else is known."""
    return place == Place(place.document, sha256=place.sha256, run=place.run)


@lru_cache(maxsize=1000)
def _is_machine(person: str | None) -> bool:
    return person is not None and names.marked_status((), (person,)) is Status.CANDIDATE


def _says_unconfirmed(unit: TranslationUnit) -> bool:
    """True if a reader takes the unit for a candidate unless it is told its status."""
    owners: tuple[TranslationUnit | Variant, ...] = unit, *unit.variants[1:]
    return any(
        names.marked_status(each.properties, (each.created_by, each.changed_by)) is Status.CANDIDATE for each in owners
    )


def _usual_variant(variant: Variant, tally: Tally) -> str | None:
    """The line of a variant that says nothing but its text; None if it says more."""
    text, codes = variant.text, variant.codes
    if _SAYS_MORE(variant) != _NOTHING_MORE or text.strip() != text:
        return None
    if codes:
        text, remarks = segment_markup(text, codes, tally)
        if remarks:
            return None
    elif "&" in text or "<" in text or ">" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<tuv xml:lang="{variant.lang}"><seg>{text}</seg></tuv>\n'


def _variant_markup(variant: Variant, unit_times: dict[str, str], tally: Tally, *, is_source: bool) -> Iterator[str]:
    """One ``tuv``. OmegaT takes time and person of the target, else of the unit: one's own is never half of it."""
    attributes, remarks = _legal_attributes(variant.attributes, names.VARIANT_ATTRIBUTES)
    times, time_remarks = _times(variant)
    has_own = any(unit_times.get(name) != value for name, value in times)
    shown = {**unit_times, **dict(times)} if has_own else {}
    ordered = [
        (name, shown[name])
        for name in names.HEADER_ATTRIBUTES
        if name in shown and not (is_source and shown[name] == unit_times.get(name))
    ]
    for _name, value in (*ordered, *attributes):
        count_illegal(value, tally)
    yield start_tag("tuv", (("xml:lang", variant.lang), *ordered, *attributes))
    tags = Tags("\n", dict(variant.attributes), tally)
    lead, text, trail, codes = _trimmed(variant)
    markup, code_remarks = segment_markup(text, codes, tally)
    told = [*tags.notes(variant.notes), *tags.properties(variant.properties)]
    if lead or trail:
        told.append(tags.ours(names.SPACE, names.space_value(lead, trail)))
    told += [tags.ours(names.CODE, remark) for remark in code_remarks]
    told += [tags.ours(name, value) for name, value in time_remarks]
    told += tags.remarks(remarks)
    yield "".join(told)
    yield f"{chr(10) if told else ''}<seg>{markup}</seg></tuv>\n"


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
        wanted = matching_tag(own)
        is_foreign = wanted is None or not any(_primary(language) == _primary(wanted) for language in languages)
        return (own, True) if is_foreign else (languages[0], False)
    index = source_index(languages, header_source)
    is_same = header_source is None or _primary(languages[0]) == _primary(header_source)
    return (None, True) if index == 0 and is_same else (languages[0], True)


def _primary(language: str) -> str:
    return language.partition("-")[0].casefold()
