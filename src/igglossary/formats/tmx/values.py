"""From what stands in a ``tu`` to a TranslationUnit, whichever way it was read."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from igglossary.errors import Problem
from igglossary.formats.inline import restore_codes
from igglossary.formats.markup import replace_illegal
from igglossary.formats.tmx import vocabulary as names
from igglossary.messages import Message, _
from igglossary.model import InlineCode, Place, Properties, Relation, Status, TranslationUnit, Variant
from igglossary.text.languages import is_same_language, normalise_tag
from igglossary.text.normalise import single_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_STATUSES: Final = frozenset(status.value for status in Status)
_RELATIONS: Final = frozenset(relation.value for relation in Relation)
_PERSON_AND_TIME: Final = frozenset({"creationdate", "creationid", "changedate", "changeid"})
_LANGUAGE: Final = frozenset({"xml:lang", "lang"})
_ORDER: Final = ("tuid", "creationdate", "creationid", "changedate", "changeid")
_USUAL: Final = frozenset(_ORDER)
_MAX_CACHED: Final = 10_000
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?\Z", re.ASCII)


class Extras:
    """Notes and properties of a header, unit or variant while it is read.

    An attribute of a note or property (its language) becomes an attribute of the owner with its place as name:
    ``note[2]/@xml:lang``.
    """

    __slots__ = ("attributes", "notes", "properties")

    def __init__(self) -> None:
        """Nothing yet."""
        self.notes: list[str] = []
        self.properties: list[tuple[str, str]] = []
        self.attributes: list[tuple[str, str]] = []

    def add(self, element: str, text: str, attributes: dict[str, str]) -> None:
        """A ``note`` or ``prop`` is complete."""
        if element == "note":
            self.notes.append(text)
            number = len(self.notes)
        else:
            self.properties.append((attributes.get("type", ""), text))
            number = len(self.properties)
        for name, value in attributes.items():
            if name in names.NOTE_ATTRIBUTES:
                self.attributes.append((f"{element}[{number}]/@{name}", value))


class Facts(NamedTuple):
    """What the notes and properties of a unit or variant say: our own taken apart, the others as they are."""

    notes: tuple[str, ...] = ()
    properties: Properties = ()
    attributes: Properties = ()
    relation: Relation = Relation.TRANSLATION
    score: float | None = None
    status: Status | None = None
    is_unconfirmed: bool = False
    """True if a mark of another tool among the properties says so."""
    provenance: tuple[Place, ...] = ()
    created_at: str | None = None
    changed_at: str | None = None
    space: tuple[str, str] = ("", "")
    code_remarks: tuple[str, ...] = ()
    keep: float | None = None


NO_FACTS: Final = Facts()


def _number(value: str) -> float | None:
    return float(value) if _NUMBER.match(value) else None


def _attribute(value: str) -> tuple[str, str] | None:
    key, equals, text = value.partition("=")
    return (key, text) if equals else None


_MEANINGS: Final[Mapping[str, tuple[str, Callable[[str], object]]]] = {
    names.STATUS: ("status", lambda value: Status(value) if value in _STATUSES else None),
    names.RELATION: ("relation", lambda value: Relation(value) if value in _RELATIONS else None),
    names.SCORE: ("score", _number),
    names.KEEP: ("keep", _number),
    names.PROVENANCE: ("provenance", names.provenance_from_json),
    names.FILE: ("provenance", lambda _value: None),  # see ``Files``
    names.ATTRIBUTE: ("attributes", _attribute),
    names.CREATED_AT: ("created_at", str),
    names.CHANGED_AT: ("changed_at", str),
    names.SPACE: ("space", names.space_from_value),
    names.CODE: ("code_remarks", str),
}
"""Our own properties: the field of Facts, and what reads the value; None for one that makes no sense."""
_NO_MEANING: Final = ("", lambda _value: None)


class Files:
    """The files that a memory's units come from, by their numbers; each batch of units names them anew."""

    def __init__(self) -> None:
        """None named yet."""
        self._named: dict[str, Place] = {}

    def read(self, value: str) -> Place | None:
        """The file; None if the value neither names one nor has the number of one that was named."""
        number, _blank, facts = value.partition(" ")
        if not facts:
            return self._named.get(number)
        place = names.provenance_from_json(facts)
        if place is None or number != names.file_number(facts):
            return None
        self._named.pop(number, None)  # the last that was named is forgotten last
        self._named[number] = place
        if len(self._named) > _MAX_CACHED:
            del self._named[next(iter(self._named))]
        return place


def read_facts(extras: Extras, files: Files) -> Facts:
    """Take our own properties apart; one that makes no sense stays a property."""
    found: dict[str, Any] = {}
    several: dict[str, list[Any]] = {"provenance": [], "attributes": list(extras.attributes), "code_remarks": []}
    kept: list[tuple[str, str]] = []
    for name, value in extras.properties:
        field, read = _MEANINGS.get(name, _NO_MEANING)
        said = files.read(value) if name == names.FILE else read(value)
        if said is None:
            kept.append((name.removeprefix(names.PROPERTY), value))
        elif field in several:
            several[field].append(said)
        else:
            found[field] = said
    notes = tuple(extras.notes)
    provenance = several["provenance"]
    has_note = any(name == names.PROVENANCE for name, _value in extras.properties)
    if has_note and notes and notes[-1] == replace_illegal(names.provenance_note(provenance)):
        notes = notes[:-1]
    return Facts(
        notes=notes,
        properties=tuple(kept),
        is_unconfirmed=names.marked_status(kept, ()) is Status.CANDIDATE,
        provenance=tuple(provenance),
        attributes=tuple(several["attributes"]),
        code_remarks=tuple(several["code_remarks"]),
        **found,
    )


def source_index(languages: Sequence[str], source_language: str | None) -> int:
    """Which variant is the source: the one in exactly that language, else the first with the same primary language.

    0 if there is none, or if ``source_language`` is None.
    """
    if source_language is None or languages[0] == source_language:
        return 0
    if source_language in languages:
        return languages.index(source_language)
    for index, language in enumerate(languages):
        if is_same_language(language, source_language):
            return index
    return 0


class UnitBuilder:
    """Makes the units of one file; knows its source language and the tags and persons that it has met.

    Attributes:
        line: Says at which line the present unit begins.
        files: The files that were named so far.
    """

    def __init__(self, where: str, source_tag: str | None, remark: Callable[[Problem, Message], None]) -> None:
        """``source_tag`` is what the header gives as source language; ``remark`` takes a Problem and its kind."""
        self.line: Callable[[], int] = lambda: 0
        self._where = where
        self._remark = remark
        self.files = Files()
        self._tags: dict[str, str | None] = {}
        self._machines: dict[str | None, bool] = {None: False}
        self.source = None if source_tag is None or source_tag.casefold() == "*all*" else self.tag(source_tag)

    def tag(self, written: str) -> str | None:
        """The normalised language tag, None if it is none. A change of more than case is said."""
        if written not in self._tags:
            try:
                tag = normalise_tag(written)
            except ValueError:
                tag = None
            if len(self._tags) < _MAX_CACHED:
                self._tags[written] = tag
            if tag is None or tag.casefold() == written.casefold():
                return tag
            self.say(_("The language “{tag}” is read as “{new}”.").format(tag=single_line(written), new=tag))
        return self._tags.get(written)

    def say(self, message: Message, unit_id: str | None = None) -> None:
        """A remark on the present unit."""
        self._remark(Problem(self._where, message, self.line() or None, unit_id), message)

    def variant(
        self, attributes: dict[str, str], facts: Facts, text: str, codes: tuple[InlineCode, ...], unit: dict[str, str]
    ) -> Variant | Message:
        """One variant, or the reason why there is none. What repeats the unit's time and person is left to the unit."""
        written = attributes.get("xml:lang") or attributes.get("lang") or ""
        tag = self.tag(written)
        if tag is None:
            return (
                _("“{tag}” is no language tag").format(tag=single_line(written)[:40])
                if written
                else _("a variant has no language")
            )
        if len(attributes) == 1 and not codes and facts is NO_FACTS:
            return Variant(tag, text)
        lead, trail = facts.space
        restored, properties = self._codes(codes, facts, unit)
        own = {name: value for name, value in attributes.items() if name not in _LANGUAGE and value != unit.get(name)}
        rest = [pair for pair in attributes.items() if pair[0] not in _PERSON_AND_TIME and pair[0] not in _LANGUAGE]
        created_at = _time_of(own.get("creationdate") or None, "creationdate", rest)
        changed_at = _time_of(own.get("changedate") or None, "changedate", rest)
        return Variant(
            tag,
            lead + text + trail,
            restored,
            properties,
            facts.notes,
            tuple(sorted((*rest, *facts.attributes))) if rest or facts.attributes else (),
            created_at or facts.created_at,
            own.get("creationid"),
            changed_at or facts.changed_at,
            own.get("changeid"),
        )

    def _codes(
        self, codes: tuple[InlineCode, ...], facts: Facts, unit: dict[str, str]
    ) -> tuple[tuple[InlineCode, ...], Properties]:
        """The codes as they were before TMX took what it cannot say, and the properties of the variant."""
        lead = len(facts.space[0])
        moved = tuple(moved_code(code, lead) for code in codes) if lead else codes
        restored = restore_codes(moved, facts.code_remarks)
        if restored is not None:
            return restored, facts.properties
        self.say(_("A remark on inline codes does not fit; kept as a property."), unit.get("tuid"))
        return moved, (*facts.properties, *((names.CODE, remark) for remark in facts.code_remarks))

    def unit(
        self, attributes: dict[str, str], facts: Facts, variants: list[Variant], *, are_plain: bool = False
    ) -> TranslationUnit:
        """The whole unit; ``variants`` are in the order of the file, plain if they are only language and text."""
        rest: list[tuple[str, str]] = []
        if facts.attributes or not _USUAL.issuperset(attributes):
            rest += _rest(attributes, facts)
        created_at = _time_of(attributes.get("creationdate"), "creationdate", rest)
        changed_at = _time_of(attributes.get("changedate"), "changedate", rest)
        if variants[0].lang != self.source or "srclang" in attributes:
            own_source = self._order(variants, attributes)
            if own_source is not None:
                rest.append(("srclang", own_source))
        created_by, changed_by = attributes.get("creationid"), attributes.get("changeid")
        status = facts.status or self._status(facts, created_by, changed_by)
        if facts.status is None and not are_plain and any(map(self._is_unconfirmed, variants[1:])):
            status = Status.CANDIDATE
        return TranslationUnit(
            tuple(variants),
            attributes.get("tuid"),
            facts.relation,
            facts.score,
            status,
            facts.notes,
            facts.properties,
            tuple(sorted(rest)),
            facts.provenance,
            created_at or facts.created_at,
            created_by,
            changed_at or facts.changed_at,
            changed_by,
            keep=facts.keep,
        )

    def usual_unit(
        self, attributes: tuple[str | None, ...], facts: Facts, variants: tuple[Variant, Variant]
    ) -> TranslationUnit:
        """A unit of two plain variants, the source first, with no attributes but id, times and persons."""
        identity, created, created_by, changed, changed_by = attributes
        created_at = names.iso_time(created) if created else None
        changed_at = created_at if changed == created else names.iso_time(changed) if changed else None
        if (created_at is None and created is not None) or (changed_at is None and changed is not None):
            rest = {name: value for name, value in zip(_ORDER, attributes, strict=True) if value is not None}
            return self.unit(rest, facts, [*variants], are_plain=True)
        return TranslationUnit(
            variants,
            identity,
            facts.relation,
            facts.score,
            facts.status or self._status(facts, created_by, changed_by),
            facts.notes,
            facts.properties,
            (),
            facts.provenance,
            created_at or facts.created_at,
            created_by,
            changed_at or facts.changed_at,
            changed_by,
            keep=facts.keep,
        )

    def _status(self, facts: Facts, created_by: str | None, changed_by: str | None) -> Status:
        """What the marks of other tools on the unit say."""
        if facts.is_unconfirmed or self._is_machine(created_by) or self._is_machine(changed_by):
            return Status.CANDIDATE
        return Status.APPROVED

    def _order(self, variants: list[Variant], attributes: dict[str, str]) -> str | None:
        """Put the source first; gives the unit's own source language if that is not the first variant's."""
        languages = [variant.lang for variant in variants]
        written = attributes.get("srclang")
        if written is None:
            wanted = self.source
        elif written.casefold() == "*all*":
            return written
        else:
            wanted = self.tag(written)
            if wanted is None or not any(is_same_language(language, wanted) for language in languages):
                return written
        index = source_index(languages, wanted)
        if index:
            variants.insert(0, variants.pop(index))
        elif wanted is not None and not is_same_language(languages[0], wanted):
            message = _("A unit has no variant in the source language {tag}.").format(tag=wanted)
            self.say(message, attributes.get("tuid"))
        return None

    def _is_unconfirmed(self, variant: Variant) -> bool:
        """True if the marks of other tools on a target say so."""
        if variant.properties and names.marked_status(variant.properties, ()) is Status.CANDIDATE:
            return True
        return self._is_machine(variant.created_by) or self._is_machine(variant.changed_by)

    def _is_machine(self, person: str | None) -> bool:
        known = self._machines.get(person)
        if known is None:
            known = names.marked_status((), (person,)) is Status.CANDIDATE
            if len(self._machines) < _MAX_CACHED:
                self._machines[person] = known
        return known


def _slots(of: type) -> tuple[tuple[Callable[[object, object], None], object], ...]:
    """The setter and default of each field of a frozen dataclass with slots."""
    return tuple((getattr(of, each.name).__set__, each.default) for each in fields(of))


(_set_lang, _none), (_set_text, _none), *_PLAIN_VARIANT = _slots(Variant)
(_set_variants, _none), *_PLAIN_UNIT = _slots(TranslationUnit)
_new: Final = object.__new__


def plain_variant(lang: str, text: str) -> Variant:
    """``Variant(lang, text)`` in 0.6 instead of 1.0 µs: a frozen dataclass looks each of its fields up by name."""
    made = _new(Variant)
    _set_lang(made, lang)
    _set_text(made, text)
    for put, default in _PLAIN_VARIANT:
        put(made, default)
    return made


def plain_unit(variants: tuple[Variant, ...]) -> TranslationUnit:
    """``TranslationUnit(variants)``, as ``plain_variant``."""
    made = _new(TranslationUnit)
    _set_variants(made, variants)
    for put, default in _PLAIN_UNIT:
        put(made, default)
    return made


def _time_of(written: str | None, name: str, rest: list[tuple[str, str]]) -> str | None:
    """The time of an attribute; one that is no time goes to the ``rest`` as it is."""
    at = names.iso_time(written) if written else None
    if at is None and written is not None:
        rest.append((name, written))
    return at


def _rest(attributes: dict[str, str], facts: Facts) -> Properties:
    """The attributes that the model keeps as they are."""
    kept = [pair for pair in attributes.items() if pair[0] not in _USUAL and pair[0] != "srclang"]
    return tuple(sorted((*kept, *facts.attributes)))


def moved_code(code: InlineCode, by: int) -> InlineCode:
    """The code ``by`` characters further on."""
    end = None if code.end is None else code.end + by
    return InlineCode(code.position + by, code.kind, code.attributes, code.content, end, code.encloses)
