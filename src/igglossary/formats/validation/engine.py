"""Walks a file of XML and checks each element against a table: where it may stand, what it may hold and say."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from igglossary.errors import InputError, Problem
from igglossary.formats.report import Remark
from igglossary.formats.xml import MAX_DEPTH, XmlSource, drive, safe_expat, too_deep
from igglossary.messages import Message, _
from igglossary.text.normalise import single_line

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike

_MAX_OF_A_KIND: Final = 50
"""Problems with the same sentence that are listed; the rest is counted in the last one."""
_MAX_TEXT: Final = 1 << 20
LANGUAGE_TAG = re.compile(r"(?:[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*|[xXiI](?:-[A-Za-z0-9]{1,8})+)\Z")
"""As in BCP 47 §2.1, without a look at the registry."""


@dataclass(frozen=True, slots=True)
class Model:
    """What one element may hold.

    Attributes:
        children: Names of the elements that may stand in it.
        order: Over the names of the children, each followed by a blank; None if any order and number will do.
        says: What ``order`` demands, as the end of the sentence "<x> must hold …".
        has_text: True if text may stand in it.
        required: Attributes that it must have.
        allowed: Attributes that it may have besides; None for any.
        values: The values of attributes that may not be anything.
    """

    children: frozenset[str] = frozenset()
    order: re.Pattern[str] | None = None
    says: Message | str = ""
    has_text: bool = False
    required: tuple[str, ...] = ()
    allowed: frozenset[str] | None = frozenset()
    values: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(slots=True)
class Frame:
    """An element that is open."""

    name: str
    attributes: dict[str, str]
    line: int
    model: Model | None
    children: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    length: int = 0
    data: dict[str, object] = field(default_factory=dict)

    @property
    def all_text(self) -> str:
        """The text in it, that of its children included."""
        return "".join(self.text)

    def give_text(self, parent: Frame | None) -> None:
        """Count the text as the parent's, too, as far as anybody will look at it."""
        if parent is not None and parent.length < _MAX_TEXT:
            parent.text += self.text
            parent.length += self.length


class Checker:
    """Checks one file; a subclass gives the tables and the rules that are no structure.

    Attributes:
        problems: What was found so far, with lines. A Remark among them is allowed by the standard, but troubles tools.
    """

    namespaces = False

    def __init__(self, path: str | PathLike[str]) -> None:
        """Open the file.

        Raises:
            InputError: it cannot be opened or is empty.
        """
        self._source = XmlSource(path)
        self.where = self._source.where
        self.problems: list[Problem] = []
        self.models: Mapping[str, Model] = {}
        self.stack: list[Frame] = []
        self._counts: dict[Message, int] = {}
        self._kinds: dict[Message, type[Problem]] = {}
        self.parser = safe_expat(where=self.where, namespaces=self.namespaces)
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._data

    def check(self) -> list[Problem]:
        """Read the whole file; not being well-formed is the last problem that is found."""
        try:
            for _chunk in drive(self.parser, self._source):
                pass
            self.finish()
        except InputError as error:
            line = re.search(r":(\d+)\Z", error.where or "")
            self.problems.append(
                Problem(self.where, error.message, int(line.group(1)) if line else None, hint=error.hint)
            )
        for message, count in self._counts.items():
            if count > _MAX_OF_A_KIND:
                more = _("{message} ({n} times in all)").format(message=message, n=count)
                self.problems.append(self._kinds[message](self.where, more))
        return [*self._source.problems, *self.problems]

    # --- for subclasses ----------------------------------------------------------------------------------------------

    def begin(self, frame: Frame, parent: Frame | None) -> None:
        """Rules for an element that begins."""

    def end(self, frame: Frame, parent: Frame | None) -> None:
        """Rules for an element that ends; its text is complete."""

    def finish(self) -> None:
        """Rules for the whole file."""

    def local(self, written: str) -> str:
        """The name in the tables for the name in the file."""
        return written

    def report(
        self, message: Message, line: int | None = None, *, unit: str | None = None, is_remark: bool = False
    ) -> None:
        """Note a problem, or a remark, of the line that is read now if none is given."""
        self._counts[message] = self._counts.get(message, 0) + 1
        if self._counts[message] <= _MAX_OF_A_KIND:
            self._kinds[message] = kind = Remark if is_remark else Problem
            self.problems.append(kind(self.where, message, line or self.parser.CurrentLineNumber, unit))

    # --- events ------------------------------------------------------------------------------------------------------

    def _start(self, written: str, attributes: dict[str, str]) -> None:
        parent = self.stack[-1] if self.stack else None
        name = self.local(written)
        if len(self.stack) >= MAX_DEPTH:
            raise too_deep(f"{self.where}:{self.parser.CurrentLineNumber}")
        frame = Frame(name, attributes, self.parser.CurrentLineNumber, None)
        self.stack.append(frame)
        if parent is None or parent.model is not None:
            self.begin(frame, parent)
            frame.model = self.models.get(name)
            if frame.model is not None:
                self._check_attributes(frame, frame.model)
        if parent is not None:
            self._check_place(frame, parent)

    def _check_place(self, frame: Frame, parent: Frame) -> None:
        model = parent.model
        if model is None:
            return
        if frame.name not in model.children:
            self.report(
                _("<{name}> may not stand in <{parent}>.").format(
                    name=single_line(frame.name)[:40], parent=single_line(parent.name)[:40]
                ),
                frame.line,
            )
        elif model.order is not None:
            parent.children.append(frame.name)

    def _check_attributes(self, frame: Frame, model: Model) -> None:
        for name in model.required:
            if name not in frame.attributes:
                self.report(
                    _("<{name}> needs the attribute “{attribute}”.").format(name=frame.name, attribute=_shown(name)),
                    frame.line,
                )
        for name, value in frame.attributes.items():
            is_known = model.allowed is None or name in model.allowed or name in model.required
            if not is_known and not name.startswith("xmlns"):
                self.report(
                    _("<{name}> has no attribute “{attribute}”.").format(name=frame.name, attribute=_shown(name)),
                    frame.line,
                )
            allowed = model.values.get(name)
            if allowed is not None and value not in allowed:
                self.report(
                    _("“{value}” is no value for “{attribute}” of <{name}>; it may be {allowed}.").format(
                        value=single_line(value)[:40],
                        attribute=_shown(name),
                        name=frame.name,
                        allowed=", ".join(sorted(allowed)),
                    ),
                    frame.line,
                )

    def _data(self, text: str) -> None:
        frame = self.stack[-1]
        if frame.model is not None and not frame.model.has_text:
            if text.strip():
                self.report(_("Text may not stand directly in <{name}>.").format(name=frame.name))
        elif frame.length < _MAX_TEXT:
            frame.text.append(text)
            frame.length += len(text)

    def _end(self, _written: str) -> None:
        frame = self.stack.pop()
        parent = self.stack[-1] if self.stack else None
        model = frame.model
        if model is None:
            frame.give_text(parent)
            return
        if model.order is not None and not model.order.fullmatch("".join(f"{name} " for name in frame.children)):
            self.report(_("<{name}> must hold {content}.").format(name=frame.name, content=model.says), frame.line)
        self.end(frame, parent)
        if parent is not None and parent.model is not None and parent.model.has_text:
            frame.give_text(parent)


def _shown(attribute: str) -> str:
    """``http://…}lang`` → ``xml:lang``."""
    if attribute.startswith("http://www.w3.org/XML/1998/namespace}"):
        return "xml:" + attribute.rpartition("}")[2]
    return single_line(attribute)[:40]
