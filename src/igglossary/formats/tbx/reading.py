"""Reading TBX as a stream: v2 of any dialect, v3 in both styles, TBX-Min 2013."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Self

from igglossary.errors import Problem
from igglossary.formats.report import Skipped
from igglossary.formats.tbx.tree import EntryParser
from igglossary.formats.tbx.values import ConceptReader
from igglossary.formats.tbx.vocabulary import CORE
from igglossary.messages import Message, _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike

    from igglossary.model import Concept

_MAX_REMARKS: Final = 1000
"""Remarks that are kept; what is wrong in a thousand ways is wrong everywhere."""


class TbxFile:
    """An open TBX. Iterating gives one item per entry: the concept, or a Skipped.

    An entry without any language gives nothing but a remark.

    Attributes:
        header: What the file says of itself.
        problems: Remarks on the file and on concepts that were read nevertheless, one of each kind; complete after the
            last item.
        read: Items given so far.
    """

    def __init__(self, path: str | PathLike[str]) -> None:
        """Open the file and read to its first entry; see ``open_tbx``."""
        self._entries = EntryParser(path)
        self._where = self._entries.source.where
        self.problems = self._entries.source.problems
        self.read = 0
        self._said: set[Message] = set()
        self._line: int | None = None
        self.header = self._entries.header
        self._reader = ConceptReader(self._entries.names, self._say, is_exact=self.header.is_ours)
        if self.header.root == "tbx" and self.header.namespace != CORE:
            self._say(_("The root element is not in TBX's namespace; read nevertheless."), None)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; reading it to the end does so too."""
        self._entries.source.close()

    def __iter__(self) -> Iterator[Concept | Problem]:
        """The concepts of the file, one by one; a file can be read once."""
        for entry, line in self._entries:
            self._line = line
            made = self._reader.concept(entry)
            if made is None:
                continue
            self.read += 1
            if isinstance(made, Message):
                message = _("Concept skipped: {why}.").format(why=made)
                yield Skipped(self._where, message, line, entry.get("id"))
            else:
                yield made
        if self._entries.has_back_matter and not self.header.is_ours:
            self._line = None
            self._say(_("The details of persons and sources at the end of the file are not kept."), None)

    def _say(self, message: Message, entry_id: str | None) -> None:
        if message not in self._said and len(self._said) < _MAX_REMARKS:
            self._said.add(message)
            self.problems.append(Problem(self._where, message, self._line, entry_id))


def open_tbx(path: str | PathLike[str]) -> TbxFile:
    """An open TBX, plain or gzip, in any encoding: its header at once, its concepts by iteration.

    Raises:
        InputError: the file is not there, not well-formed, or no TBX; also while iterating.
        UnsafeInputError: it declares entities, is a bomb or nested without end; also while iterating.
    """
    return TbxFile(path)


def read_tbx(path: str | PathLike[str]) -> Iterator[Concept | Problem]:
    """The concepts of a TBX in the order of the file.

    Yields:
        For each entry with at least one language the concept, or a Skipped; at last remarks on the file.

    Raises:
        InputError: as ``open_tbx``.
    """
    with open_tbx(path) as file:
        yield from file
        yield from file.problems
