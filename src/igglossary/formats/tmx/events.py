"""The units of a TMX from the parser's events: every shape that a ``tu`` can have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.formats.inline import InlineReader
from igglossary.formats.report import Skipped
from igglossary.formats.tmx.values import NO_FACTS, Extras, read_facts
from igglossary.formats.xml import MAX_DEPTH, too_deep
from igglossary.messages import Message, _
from igglossary.text.normalise import single_line

if TYPE_CHECKING:
    from xml.parsers.expat import XMLParserType

    from igglossary.errors import Problem
    from igglossary.formats.tmx.values import UnitBuilder
    from igglossary.model import InlineCode, TranslationUnit, Variant


class UnitReader:
    """Takes the parser's events inside ``body``. ``items`` gets one entry per ``tu``.

    Attributes:
        items: Units and Problems (of skipped units) since somebody last took them away.
        is_open: True between the beginning and the end of a ``tu``.
    """

    def __init__(self, parser: XMLParserType, where: str, prefix: str, builder: UnitBuilder) -> None:
        """Set the handlers of the parser; ``prefix`` is that of the file's elements with its colon."""
        self.items: list[TranslationUnit | Problem] = []
        self.is_open = False
        self._parser = parser
        self._where = where
        self._builder = builder
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
        self._why_skipped: Message | None = None
        self._unknown_depth = 0
        if prefix:
            parser.StartElementHandler = lambda name, rest: self._start(name.removeprefix(prefix), rest)
            parser.EndElementHandler = lambda name: self._end(name.removeprefix(prefix))
        else:
            parser.StartElementHandler = self._start
            parser.EndElementHandler = self._end

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        """The order of the tests is the order of frequency."""
        if self._inline is not None:
            self._inline.start(name, attributes)
        elif self._unknown_depth:
            self._start_unknown(name)
        elif name == "seg":
            self._text = []
            self._parser.CharacterDataHandler = self._text.append
        elif name == "tuv":
            self._variant = attributes
        elif name == "tu":
            self._unit = attributes
            self._variants = []
            self.is_open = True
        elif name in ("note", "prop") and self._text is None:
            self._open, self._text = attributes, []
            self._parser.CharacterDataHandler = self._text.append
        elif self._text is not None:
            self._inline = InlineReader(self._text, f"{self._where}:{self._builder.line()}")
            self._parser.CharacterDataHandler = self._inline.data
            self._inline.start(name, attributes)
        else:
            self._start_unknown(name)

    def _end(self, name: str) -> None:
        if self._inline is not None:
            if self._inline.end(name):
                self._end_inline(name)
        elif self._unknown_depth:
            self._unknown_depth -= 1
        elif name == "seg":
            self._end_segment("".join(self._text or ()))
        elif name == "tuv":
            self._end_variant()
        elif name == "tu":
            self._end_unit()
        elif name in ("note", "prop"):
            self._end_text(name, "".join(self._text or ()))

    def _start_unknown(self, name: str) -> None:
        self._unknown_depth += 1
        if self._unknown_depth > MAX_DEPTH:
            raise too_deep(f"{self._where}:{self._builder.line()}")
        self._say(_("The element <{name}> is unknown here; left out.").format(name=single_line(name)[:40]))

    def _end_inline(self, name: str) -> None:
        inline, self._inline = self._inline, None
        assert inline is not None
        if name == "seg":
            self._codes = inline.codes
            self._end_segment(inline.text)
        else:
            self._say(_("Markup inside <{name}> is left out, its text kept.").format(name=name))
            self._end_text(name, inline.text)

    def _end_segment(self, text: str) -> None:
        self._text = self._parser.CharacterDataHandler = None
        if self._segment is not None:
            self._why_skipped = _("a variant has more than one segment")
        self._segment = text

    def _end_text(self, element: str, text: str) -> None:
        self._text = self._parser.CharacterDataHandler = None
        if self._variant is None:
            self._unit_extras = self._unit_extras or Extras()
            self._unit_extras.add(element, text, self._open)
        else:
            self._variant_extras = self._variant_extras or Extras()
            self._variant_extras.add(element, text, self._open)

    def _end_variant(self) -> None:
        if self._segment is None:
            self._say(_("A variant has no segment; taken as empty."))
        facts = NO_FACTS if self._variant_extras is None else read_facts(self._variant_extras, self._builder.files)
        made = self._builder.variant(self._variant or {}, facts, self._segment or "", self._codes, self._unit)
        if isinstance(made, Message):
            self._why_skipped = made
        else:
            self._variants.append(made)
        self._variant = self._variant_extras = self._segment = None
        self._codes = ()

    def _end_unit(self) -> None:
        if self._why_skipped or not self._variants:
            why = self._why_skipped or _("it has no variant")
            message = _("Unit skipped: {why}.").format(why=why)
            self.items.append(Skipped(self._where, message, self._builder.line(), self._unit.get("tuid")))
        else:
            facts = NO_FACTS if self._unit_extras is None else read_facts(self._unit_extras, self._builder.files)
            self.items.append(self._builder.unit(self._unit, facts, self._variants))
        self.is_open = False
        self._unit_extras = None
        self._why_skipped = None

    def _say(self, message: Message) -> None:
        self._builder.say(message, self._unit.get("tuid"))
