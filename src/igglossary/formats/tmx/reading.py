"""Reading TMX as a stream, plain or compressed, in constant memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Self

from igglossary.errors import Problem, UnsafeInputError
from igglossary.formats.tmx.header import HeaderReader
from igglossary.formats.tmx.scanner import UnitScanner
from igglossary.formats.tmx.values import UnitBuilder
from igglossary.formats.xml import MAX_RECORD_BYTES, XmlSource, drive, limit_depth, safe_expat
from igglossary.messages import Message, _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike

    from igglossary.model import TranslationUnit

_MAX_REMARKS: Final = 1000
"""Remarks that are kept; what is wrong in a thousand ways is wrong everywhere."""


class TmxFile:
    """An open TMX. Iterating gives exactly one item per ``tu``: the unit, or a Skipped.

    Attributes:
        header: What the file says of itself; complete before the first item.
        problems: Remarks on the file and on units that were read nevertheless, one of each kind; complete after the
            last item.
        read: How many ``tu`` have been met; the number in the file after the last item.
    """

    def __init__(self, path: str | PathLike[str]) -> None:
        """Open the file and read to its ``body``; see ``open_tmx``."""
        self._source = XmlSource(path)
        where = self._source.where
        self.problems = self._source.problems
        self.read = 0
        self._remarks: set[Message] = set()
        self._scanner: UnitScanner | None = None
        self._body_at = 0
        self._parser = safe_expat(where=where)
        self._head = HeaderReader(self._parser, where, self._begin_body)
        self._steps = self._feed()
        try:
            while self._scanner is None and next(self._steps, None) is not None:
                pass
        except BaseException:
            self._source.close()
            raise
        self.header = self._head.header

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; reading it to the end does so too."""
        self._source.close()

    def __iter__(self) -> Iterator[TranslationUnit | Problem]:
        """The units of the file, one by one; a file can be read once."""
        scanner = self._scanner
        try:
            while scanner is not None:
                items = scanner.take_items()
                self.read += len(items)
                yield from items
                if next(self._steps, None) is None and not scanner.has_items:
                    break
        finally:
            self._source.close()

    def _feed(self) -> Iterator[bytes]:
        """Feed the parser that proves the file well-formed, and from ``body`` on the scanner as well."""
        early = b""
        for chunk in drive(self._parser, self._source):
            if self._scanner is None:
                early += chunk
                if len(early) > MAX_RECORD_BYTES:
                    raise UnsafeInputError(
                        _("The header is larger than {n} MiB.").format(n=MAX_RECORD_BYTES >> 20),
                        where=self._source.where,
                    )
            elif self._body_at >= 0:
                self._scanner.feed((early + chunk)[self._body_at :])
                self._body_at, early = -1, b""
            else:
                self._scanner.feed(chunk, final=not chunk)
                if self._scanner.is_done:
                    limit_depth(self._parser, self._source.where)
            yield chunk

    def _begin_body(self) -> None:
        header, where, parser = self._head.header, self._source.where, self._parser
        source = header.get("srclang")
        if not source:
            message = _("The header names no source language; the first variant of each unit is taken as the source.")
            self._remark(Problem(where, message, parser.CurrentLineNumber), message)
        builder = UnitBuilder(where, source or None, self._remark)
        self._scanner = UnitScanner(builder, where, self._head.prefix, parser.CurrentLineNumber)
        self._body_at = parser.CurrentByteIndex
        parser.StartElementHandler = parser.EndElementHandler = parser.CharacterDataHandler = None

    def _remark(self, problem: Problem, kind: Message) -> None:
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
        For each ``tu`` the unit, or a Skipped that says why there is none; at last remarks on the file.

    Raises:
        InputError: as ``open_tmx``.
    """
    with open_tmx(path) as file:
        yield from file
        yield from file.problems
