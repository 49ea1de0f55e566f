"""The units of a TMX: the parser's events become model values, with a short way for units that are only two texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igglossary.errors import Problem, UnsafeInputError
from igglossary.formats import tmx_vocabulary as names
from igglossary.formats.inline import InlineReader, restore_codes
from igglossary.formats.markup import replace_illegal
from igglossary.formats.tmx_header import Extras
from igglossary.formats.xml import MAX_DEPTH
from igglossary.i18n import _
from igglossary.model import InlineCode, Properties, Relation, Status, TranslationUnit, Variant
from igglossary.text.languages import is_same_language, normalise_tag
from igglossary.text.normalise import single_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from xml.parsers.expat import XMLParserType

_STATUSES: Final = frozenset(status.value for status in Status)
_RELATIONS: Final = frozenset(relation.value for relation in Relation)
_PERSON_AND_TIME: Final = ("creationdate", "creationid", "changedate", "changeid")


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


class Metadata:
    """The four attributes for time and person, and what is left of the others."""

    __slots__ = ("changed_at", "changed_by", "created_at", "created_by", "rest")

    def __init__(self, attributes: dict[str, str], extras: Extras, special: frozenset[str]) -> None:
        """Take the attributes apart; ``special`` are names that are dealt with elsewhere."""
        self.created_at = names.iso_time(attributes.get("creationdate", ""))
        self.changed_at = names.iso_time(attributes.get("changedate", ""))
        self.created_by = attributes.get("creationid")
        self.changed_by = attributes.get("changeid")
        rest = [*extras.attributes]
        for name, value in attributes.items():
            if name in _PERSON_AND_TIME:
                is_kept = self.created_at if name == "creationdate" else self.changed_at
                if name.endswith("id") or is_kept is not None:
                    continue
            elif name in special:
                continue
            rest.append((name, value))
        self.rest = rest


class UnitReader:
    """Takes the parser's events inside ``body``. ``items`` gets one entry per ``tu``.

    Attributes:
        items: Units and Problems (of skipped units) since somebody last took them away.
        line: The line of the last ``tu``.
    """

    def __init__(
        self, parser: XMLParserType, where: str, source_tag: str | None, remark: Callable[[Problem, str], None]
    ) -> None:
        """``source_tag`` is what the header gives as source language; ``remark`` takes a Problem and its kind."""
        self.items: list[TranslationUnit | Problem] = []
        self.line = 0
        self._parser = parser
        self._where = where
        self._remark = remark
        self._tags: dict[str, str | None] = {}
        self._source = None if source_tag in (None, "*all*") else self._tag(source_tag or "")
        self._text: list[str] | None = None
        self._open: dict[str, str] = {}
        self._inline: InlineReader | None = None
        self._unit: dict[str, str] = {}
        self._unit_extras: Extras | None = None
        self._variants: list[Variant] = []
        self._variant: dict[str, str] | None = None
        self._variant_extras: Extras | None = None
        self._segment: str | None = None
        self._codes: tuple[InlineCode, ...] = ()
        self._is_plain = True
        self._why_skipped = ""
        self._unknown_depth = 0

    # --- events; the order of the tests is the order of frequency --------------------------------------------------

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._inline is not None or self._unknown_depth:
            self._start_deeper(name, attributes)
        elif name == "seg":
            self._text = []
            self._parser.CharacterDataHandler = self._text.append
        elif name == "tuv":
            self._variant = attributes
        elif name == "tu":
            self._unit = attributes
            self._variants = []
            self.line = self._parser.CurrentLineNumber
        elif name in ("note", "prop") and self._text is None:
            self._open, self._text = attributes, []
            self._parser.CharacterDataHandler = self._text.append
        elif self._text is not None:
            self._inline = InlineReader(self._text)
            self._parser.CharacterDataHandler = self._inline.data
            self._inline.start(name, attributes)
        else:
            self._start_deeper(name, attributes)

    def end(self, name: str) -> None:
        """An element ends."""
        if self._inline is not None:
            if self._inline.end(name):
                self._end_inline(name)
        elif self._unknown_depth:
            self._unknown_depth -= 1
        elif name == "seg":
            self._parser.CharacterDataHandler = None
            self._end_segment("".join(self._text or ()))
        elif name == "tuv":
            self._end_variant()
        elif name == "tu":
            self._end_unit()
        elif name in ("note", "prop"):
            self._parser.CharacterDataHandler = None
            self._end_text(name, "".join(self._text or ()))

    def _start_deeper(self, name: str, attributes: dict[str, str]) -> None:
        if self._inline is not None:
            self._inline.start(name, attributes)
            return
        self._unknown_depth += 1
        if self._unknown_depth > MAX_DEPTH:
            raise UnsafeInputError(
                _("Elements are nested deeper than {n} levels.").format(n=MAX_DEPTH), where=f"{self._where}:{self.line}"
            )
        self._say(_("The element <{name}> is unknown here; left out.").format(name=single_line(name)[:40]))

    def _end_inline(self, name: str) -> None:
        inline = self._inline
        assert inline is not None
        self._inline = None
        self._parser.CharacterDataHandler = None
        if name == "seg":
            self._codes = inline.codes
            self._is_plain = False
            self._end_segment(inline.text)
        else:
            self._say(_("Markup inside <{name}> is left out, its text kept.").format(name=name))
            self._end_text(name, inline.text)

    def _end_segment(self, text: str) -> None:
        self._text = None
        if self._segment is not None:
            self._why_skipped = _("a variant has more than one segment")
        self._segment = text

    def _end_text(self, element: str, text: str) -> None:
        self._text = None
        if self._variant is None:
            self._unit_extras = self._unit_extras or Extras()
            self._unit_extras.add(element, text, self._open)
        else:
            self._variant_extras = self._variant_extras or Extras()
            self._variant_extras.add(element, text, self._open)
        self._is_plain = False

    # --- variants --------------------------------------------------------------------------------------------------

    def _end_variant(self) -> None:
        attributes, segment = self._variant or {}, self._segment
        written = attributes.get("xml:lang") or attributes.get("lang") or ""
        tag = self._tags.get(written) or self._tag(written)
        if segment is None:
            self._say(_("A variant has no segment; taken as empty."))
            segment = ""
        if tag is None:
            self._why_skipped = (
                _("“{tag}” is no language tag").format(tag=single_line(written)[:40])
                if written
                else _("a variant has no language")
            )
        elif len(attributes) == 1 and not self._codes and self._variant_extras is None:
            self._variants.append(Variant(tag, segment))
        else:
            self._is_plain = False
            self._variants.append(self._whole_variant(tag, segment, attributes))
        self._variant = self._variant_extras = self._segment = None
        self._codes = ()

    def _whole_variant(self, tag: str, text: str, attributes: dict[str, str]) -> Variant:
        """A variant with everything; what repeats the unit's time and person is left to the unit."""
        extras = self._variant_extras or Extras()
        own = {
            name: value
            for name, value in attributes.items()
            if name not in _PERSON_AND_TIME or self._unit.get(name) != value
        }
        data = Metadata(own, extras, frozenset({"xml:lang", "lang"}))
        codes, remarks, kept = self._codes, [], []
        for name, value in extras.properties:
            if name == names.CODE:
                remarks.append(value)
            elif name == names.SPACE and (space := names.space_from_value(value)) is not None:
                text = space[0] + text + space[1]
                codes = tuple(_moved(code, len(space[0])) for code in codes)
            elif not _take_ours(name, value, data):
                kept.append((name, value))
        restored = restore_codes(codes, remarks)
        if restored is None:
            self._say(_("A remark on inline codes does not fit; kept as a property."))
            kept += [(names.CODE, remark) for remark in remarks]
            restored = codes
        return Variant(
            tag,
            text,
            restored,
            tuple(kept),
            tuple(extras.notes),
            tuple(sorted(data.rest)),
            data.created_at,
            data.created_by,
            data.changed_at,
            data.changed_by,
        )

    # --- units -----------------------------------------------------------------------------------------------------

    def _end_unit(self) -> None:
        attributes, variants = self._unit, self._variants
        if self._why_skipped or not variants:
            why = self._why_skipped or _("it has no variant")
            message = _("Unit skipped: {why}.").format(why=why)
            self.items.append(Problem(self._where, message, self.line, attributes.get("tuid")))
        elif (
            self._is_plain
            and variants[0].lang == self._source
            and (not attributes or (len(attributes) == 1 and "tuid" in attributes))
        ):
            self.items.append(TranslationUnit(tuple(variants), attributes.get("tuid")))
        else:
            self.items.append(self._whole_unit())
        self._is_plain = True
        self._unit_extras = None
        self._why_skipped = ""

    def _whole_unit(self) -> TranslationUnit:
        extras = self._unit_extras or Extras()
        data = Metadata(self._unit, extras, frozenset({"tuid", "srclang"}))
        variants, own_source = self._ordered_variants()
        if own_source is not None:
            data.rest.append(("srclang", own_source))
        status: Status | None = None
        relation, score = Relation.TRANSLATION, None
        provenance, kept = [], []
        for name, value in extras.properties:
            if name == names.PROVENANCE and (source := names.provenance_from_json(value)) is not None:
                provenance.append(source)
            elif name == names.STATUS and value in _STATUSES:
                status = Status(value)
            elif name == names.RELATION and value in _RELATIONS:
                relation = Relation(value)
            elif name == names.SCORE and (number := _number(value)) is not None:
                score = number
            elif not _take_ours(name, value, data):
                kept.append((name, value))
        notes = extras.notes
        if provenance and notes and notes[-1] == replace_illegal(names.provenance_note(provenance)):
            notes = notes[:-1]
        return TranslationUnit(
            variants,
            self._unit.get("tuid"),
            relation,
            score,
            status or _marked(kept, variants, data),
            tuple(notes),
            tuple(kept),
            tuple(sorted(data.rest)),
            tuple(provenance),
            data.created_at,
            data.created_by,
            data.changed_at,
            data.changed_by,
        )

    def _ordered_variants(self) -> tuple[tuple[Variant, ...], str | None]:
        """The source first, and the unit's own source language if that is not the first variant's."""
        variants = self._variants
        languages = [variant.lang for variant in variants]
        written = self._unit.get("srclang")
        if written is None:
            wanted = self._source
        elif written.casefold() == "*all*":
            return tuple(variants), "*all*"
        else:
            wanted = self._tags.get(written) or self._tag(written)
            if wanted is None or not any(is_same_language(language, wanted) for language in languages):
                return tuple(variants), written
        index = source_index(languages, wanted)
        if index == 0 and wanted is not None and not is_same_language(languages[0], wanted):
            self._say(_("A unit has no variant in the source language {tag}.").format(tag=wanted))
        if index:
            variants = [variants[index], *variants[:index], *variants[index + 1 :]]
        return tuple(variants), None

    # --- small things ----------------------------------------------------------------------------------------------

    def _tag(self, written: str) -> str | None:
        """The normalised language tag, None if it is none. A change of more than case is said."""
        if written not in self._tags:
            try:
                tag = normalise_tag(written)
            except ValueError:
                self._tags[written] = None
            else:
                self._tags[written] = tag
                if tag.casefold() != written.casefold():
                    self._say(_("The language “{tag}” is read as “{new}”.").format(tag=single_line(written), new=tag))
        return self._tags[written]

    def _say(self, message: str) -> None:
        self._remark(Problem(self._where, message, self.line or None, self._unit.get("tuid")), message)


def _moved(code: InlineCode, by: int) -> InlineCode:
    end = None if code.end is None else code.end + by
    return InlineCode(code.position + by, code.kind, code.attributes, code.content, end, code.encloses)


def _take_ours(name: str, value: str, data: Metadata) -> bool:
    """Put a property of ours where it belongs; False if it is none or makes no sense."""
    if not name.startswith(names.OURS):
        return False
    if name == names.ATTRIBUTE and "=" in value:
        key, _equals, text = value.partition("=")
        data.rest.append((key, text))
    elif name == names.CREATED_AT and data.created_at is None:
        data.created_at = value
    elif name == names.CHANGED_AT and data.changed_at is None:
        data.changed_at = value
    else:
        return False
    return True


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _marked(properties: Properties | list[tuple[str, str]], variants: Sequence[Variant], data: Metadata) -> Status:
    """What the marks of other tools say, on the unit and on its targets."""
    persons = [data.created_by, data.changed_by]
    marks = list(properties)
    for variant in variants[1:]:
        persons += [variant.created_by, variant.changed_by]
        marks += variant.properties
    return names.marked_status(marks, persons)
