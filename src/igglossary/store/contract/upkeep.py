"""Looking after a store."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from igglossary.messages import Message


class Restored(NamedTuple):
    """A backup stands in the place of the store."""

    kept: str | None
    """Where the former store is now, None if there was none."""
    is_in_use: bool
    """Others had it open. They are told at their next change, which is not saved."""


class Salvaged(NamedTuple):
    """What was saved of a damaged store: table → rows."""

    rows: dict[str, int]
    lost: dict[str, int]
    """Rows, or places of unknown size, that could not be read, and rows that point to one of these."""


class Upkeep(Protocol):
    """Copies, counts, health."""

    def note_shipped(self, version: str) -> None:
        """Note that the store was filled (``Store.shipped``): nobody has changed yet what it was filled with."""

    def data_version(self) -> int:
        """Another number as soon as somebody else has changed the store, perhaps also after an act of one's own."""

    def backup(self, target: str, *, replace: bool = False) -> None:
        """Write a SQLite store with all that is in this one at this moment, while others may go on writing.

        It appears under its name when it is whole and on disk, or not at all.

        Raises:
            OutputError: the file exists already (unless it may be replaced) or cannot be written.
        """

    def dump(self) -> Generator[str, None, None]:
        """Everything that cannot be computed again as lines of JSON without line ends (docs/dump.md), of one moment.

        Equal content gives equal bytes in every store. Close it, or read it through: it may hold a transaction.
        """

    def restore(self, lines: Iterable[str], *, where: str) -> int:
        """Fill a store that holds nothing but the shipped term base with a dump; returns the number of rows.

        Raises:
            UsageError: the store holds documents or decisions already.
            InputError: the lines are no dump, or an entry cannot be read (``where`` names the file); nothing changed.
        """

    def examine(self) -> list[Message]:
        """Everything that is wrong with the store, a message each; empty for a healthy one."""

    def counts(self) -> dict[str, dict[str, int]]:
        """How many entries there are.

        ``unit``, ``pair`` and ``concept`` by status; ``document`` (live reports and files), ``term`` and ``decision``
        under ``all``.
        """
