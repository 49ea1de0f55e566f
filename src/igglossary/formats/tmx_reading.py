"""Reading TMX as a stream, plain or compressed, in constant memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from igglossary.errors import Problem, UnsafeInputError
from igglossary.formats.tmx_header import HeaderReader
from igglossary.formats.tmx_units import UnitReader
from igglossary.formats.xml import MAX_RECORD_BYTES, XmlSource, drive, safe_expat
from igglossary.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike

    from igglossary.model import TranslationUnit

_MAX_REMARKS: Final = 1000
"""Remarks that are kept; what is wrong in a thousand ways is wrong everywhere."""


class TmxFile:
    """An open TMX. Iterating gives exactly one item per ``tu``: the unit, or the Problem why it was skipped.

    Attributes:
        header: What the file says of itself; complete before the first item.
        problems: Remarks on the file and on units that were read nevertheless, one of each kind; complete after the
            last item.
        read: Items given so far.
    """

    def __init__(self, path: str | PathLike[str]) -> None:
        """Open the file and read to its ``body``; see ``open_tmx``."""
        self._source = XmlSource(path)
        self.problems = self._source.problems
        self.read = 0
        self._remarks: set[str] = set()
        self._units: UnitReader | None = None
        self._parser = safe_expat(where=self._source.where)
        self._head = HeaderReader(self._parser, self._source.where, self._begin_body)
        self._steps = self._feed()
        try:
            while self._units is None and next(self._steps, None) is not None:
                pass
        except BaseException:
            self._source.close()
            raise
        self.header = self._head.header

    def __iter__(self) -> Iterator[TranslationUnit | Problem]:
        """The units of the file, one by one; a file can be read once."""
        units = self._units
        try:
            while units is not None:
                items, units.items = units.items, []
                for item in items:
                    self.read += 1
                    yield item
                if next(self._steps, None) is None and not units.items:
                    break
        finally:
            self._source.close()

    def _feed(self) -> Iterator[int]:
        """Feed the parser; a unit that does not end within reasonable memory is refused."""
        last = 0
        for fed in drive(self._parser, self._source):
            if self._units is None or self._units.items:
                last = fed
            elif fed - last > MAX_RECORD_BYTES:
                raise UnsafeInputError(
                    _("One unit is larger than {n} MiB.").format(n=MAX_RECORD_BYTES >> 20),
                    where=f"{self._source.where}:{self._units.line}",
                )
            yield fed

    def _begin_body(self, element: str, attributes: dict[str, str]) -> None:
        header, where = self._head.header, self._source.where
        source = header.get("srclang")
        if not source:
            message = _("The header names no source language; the first variant of each unit is taken as the source.")
            self._remark(Problem(where, message, self._parser.CurrentLineNumber), message)
        units = self._units = UnitReader(self._parser, where, source or None, self._remark)
        prefix = self._head.prefix
        if prefix:
            self._parser.StartElementHandler = lambda name, rest: units.start(name.removeprefix(prefix), rest)
            self._parser.EndElementHandler = lambda name: units.end(name.removeprefix(prefix))
        else:
            self._parser.StartElementHandler = units.start
            self._parser.EndElementHandler = units.end
        if element == "tu":
            units.start(element, attributes)

    def _remark(self, problem: Problem, kind: str) -> None:
        if kind not in self._remarks and len(self._remarks) < _MAX_REMARKS:
            self._remarks.add(kind)
            self.problems.append(problem)


def open_tmx(path: str | PathLike[str]) -> TmxFile:
    """An open TMX, plain or gzip, in any encoding: its header at once, its units by iteration.

    Raises:
        InputError: the file is not there, not well-formed, or no TMX; also while iterating.
        UnsafeInputError: it declares entities, is a bomb or nested without end; also while iterating.
    """
    return TmxFile(path)


def read_tmx(path: str | PathLike[str]) -> Iterator[TranslationUnit | Problem]:
    """The units of a TMX in the order of the file, the source variant first in each.

    Yields:
        For each ``tu`` the unit, or the Problem why it was skipped.

    Raises:
        InputError: as ``open_tmx``.
    """
    yield from open_tmx(path)
